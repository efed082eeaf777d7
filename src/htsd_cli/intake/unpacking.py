"""Takes files out of zips and mails into a temporary folder, nested ones too, within limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from htsd_cli.intake.by_name import (
    LOOKED_AT,
    PICTURE,
    begins_as_report,
    is_results,
    may_be_misnamed,
    why_no_report,
)
from htsd_cli.intake.container import Container, Member
from htsd_cli.intake.mail_text import (
    TEXT_OF_MAIL,
    has_table,
    says_more,
    says_where_the_report_is,
    text_with_table,
)
from htsd_cli.intake.opening import BelongsToAnotherError, open_container
from htsd_cli.intake.received import PassedOver, Received, digest_of
from htsd_cli.intake.split import is_part, join_parts
from htsd_cli.readers import UnreadableFile
from htsd_cli.readers.limits import each_guarded, guarded

MOST_DEPTH = 4  # a zip in a zip in a mail in a zip
MOST_FILES = 20_000  # of all containers of one inbox
MOST_BYTES = 4 << 30  # on the disk, of all that is taken out

_OF_THE_FILE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
)  # what a foreign parser raises for a spoilt one
_BY_HAND = "Giải nén bằng tay, chép riêng các tệp báo cáo vào thư mục báo cáo rồi chạy lại."


class Unpacking:
    """Takes files out into a folder, asked for with the first; one for an inbox, so that its limits hold for all."""

    def __init__(self, folder: Callable[[], Path], wanted: Iterable[str] = ()) -> None:
        self._folder = folder
        self._wanted = frozenset(wanted)  # pictures to be taken out too, by their names
        self.pictures: dict[str, Path] = {}
        self._files = 0
        self._bytes = 0
        self.results: list[Received] = []  # results of other offices' runs among what was passed over

    def open(
        self, item: Received, depth: int = 0, *, in_mail: bool = False
    ) -> Iterator[Received | PassedOver]:
        """Yield what is in a file, or the file itself where it holds no others.

        A container that cannot be opened, or holds nothing, comes as itself with its `problem`. `in_mail` says that
        the file came in a mail: its day and sender are those of the innermost mail that tells them.
        """
        if item.problem is not None:
            yield item
            return
        try:
            container = guarded(lambda: open_container(item.path), (BelongsToAnotherError, OSError))
        except UnreadableFile as error:
            yield item._replace(problem=error)
            return
        except BelongsToAnotherError as reason:
            yield PassedOver(item.name, str(reason))
            return
        except OSError:
            container = None  # reading it tells why
        if container is None:
            yield item
            return
        if depth >= MOST_DEPTH:
            too_deep = UnreadableFile("archive-limit", f"tệp nén lồng nhau quá {MOST_DEPTH} lớp", _BY_HAND)
            yield item._replace(problem=too_deep)
            return
        if container.is_mail:
            modified = container.sent or item.modified
            sender, subject = container.sender or item.sender, container.subject or item.subject
            item = item._replace(sender=sender, subject=subject, modified=modified, written=None)
        yield from self._inside(item, container, depth, in_mail or container.is_mail)
        if container.broken:
            yield item._replace(problem=UnreadableFile("mail-damaged", "thư bị cắt mất phần cuối"))

    def _inside(
        self, item: Received, container: Container, depth: int, in_mail: bool
    ) -> Iterator[Received | PassedOver]:
        instead = "không có tệp đính kèm"  # what a mail has where a report would be
        taken_out = 0
        parts: list[Received] = []
        try:
            for member in each_guarded(container.members):
                if self._files >= MOST_FILES or self._bytes >= MOST_BYTES:
                    raise UnreadableFile("archive-limit", "các tệp nén chứa quá nhiều tệp", _BY_HAND)
                name = f"{item.name}/{member.name or PurePath(item.name).stem}"
                if member.part_of_text:
                    instead = instead and "chỉ có hình ảnh trong nội dung thư"
                    yield PassedOver(name, "hình ảnh trong nội dung thư")
                    continue
                why = _why_no_report(member)
                if why:
                    instead = "" if why == PICTURE else instead
                    yield PassedOver(name, why)
                    if is_results(name):
                        taken = self._take_out(item, member, name, in_mail)
                        self.results += [] if taken.problem else [taken]
                    elif name in self._wanted:
                        taken = self._take_out(item, member, name, in_mail)
                        self.pictures |= {} if taken.problem else {name: taken.path}
                    continue
                instead = ""
                taken_out += 1
                taken = self._take_out(item, member, name, in_mail)
                if taken.problem:
                    yield taken
                elif is_part(name):
                    parts.append(taken)
                else:
                    yield from self.open(taken, depth + 1, in_mail=in_mail)
            yield from self.open_parts(parts, depth + 1, in_mail=in_mail)
        except (
            UnreadableFile
        ) as error:  # over a limit, or what holds the files breaks off between two of them
            yield item._replace(problem=error)
            return
        if container.is_mail and taken_out and (said := says_more(container.text, container.subject)):
            yield item._replace(problem=UnreadableFile("mail-says-more", said))
        if not container.is_mail or container.broken or taken_out:
            return
        if instead or has_table(container.text) or says_where_the_report_is(container.text):
            yield self._text_of(item, container, instead or "chỉ kèm hình ảnh")

    def open_parts(
        self, items: Iterable[Received], depth: int = 0, *, in_mail: bool = False
    ) -> Iterator[Received | PassedOver]:
        """Yield what is in files of which some are parts of one, or the files themselves."""
        items = list(items)
        joined: Iterable[Received | PassedOver]
        try:
            joined = guarded(lambda: list(join_parts(items, self.keep)))
        except UnreadableFile:
            joined = items  # each for itself
        for found in joined:
            if isinstance(found, PassedOver):
                yield found
            else:
                yield from self.open(found, depth, in_mail=in_mail)

    def _take_out(self, item: Received, member: Member, name: str, in_mail: bool) -> Received:
        written = None if in_mail else member.written
        taken = item._replace(
            name=name,
            digest="",
            written=written,
            problem=None,
            modified=member.sent or item.modified,
            sender=member.sender or item.sender,
        )
        try:
            content = guarded(member.read, _OF_THE_FILE)
        except UnreadableFile as error:
            return taken._replace(problem=error)
        except _OF_THE_FILE:
            return taken._replace(problem=UnreadableFile("damaged-file"))
        return self.keep(taken, content)

    def keep(self, taken: Received, content: bytes) -> Received:
        """Write a content that was taken out, and return the file with its path."""
        self._files += 1
        self._bytes += len(content)
        ending = PurePath(taken.name).suffix.lower()
        safe = ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else ""
        path = self._folder() / f"{self._files:05}{safe}"
        path.write_bytes(content)
        return taken._replace(path=path, digest=digest_of(content))

    def _text_of(self, item: Received, container: Container, instead: str) -> Received:
        """Return the text of a mail without attachments where a table is in it, else the mail with what is wrong."""
        try:
            text = text_with_table(container.text, instead, container.subject)
        except UnreadableFile as error:
            return item._replace(problem=error)
        return self.keep(item._replace(name=f"{item.name}/{TEXT_OF_MAIL}", written=None), text)


def _why_no_report(member: Member) -> str:
    """Return why a member is no report by its name; what a Mac adds to each zip is hidden as a whole."""
    parts = member.name.split("/")
    if "__MACOSX" in parts[:-1]:
        return why_no_report(".hidden")
    hidden = any(part.startswith(".") for part in parts)
    why = why_no_report(".hidden" if hidden else parts[-1])
    if not may_be_misnamed(why, parts[-1]):
        return why
    try:
        return "" if begins_as_report(guarded(member.read)[:LOOKED_AT]) else why
    except UnreadableFile:
        return why
