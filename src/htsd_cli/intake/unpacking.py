"""Takes files out of zips and mails into a temporary folder, nested ones too, within limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from htsd_cli.intake.by_name import why_no_report
from htsd_cli.intake.container import Container, Member
from htsd_cli.intake.opening import open_container
from htsd_cli.intake.received import PassedOver, Received, digest_of
from htsd_cli.readers import UnreadableFile

MOST_DEPTH = 4  # a zip in a zip in a mail in a zip
MOST_FILES = 20_000  # of all containers of one inbox
MOST_BYTES = 4 << 30  # on the disk, of all that is taken out

_BY_HAND = "Giải nén bằng tay, chép riêng các tệp báo cáo vào thư mục báo cáo rồi chạy lại."
_TEXT = "noi-dung-thu.html"
_ROWS_OF_A_TABLE = 15  # of the form's 43; a signature has fewer
_ELSEWHERE = re.compile(
    rb"drive\.google\.com|docs\.google\.com|onedrive\.live\.com|1drv\.ms|sharepoint\.com|dropbox\.com|fshare\.vn"
    rb"|icloud\.com|wetransfer\.com|zalo\.me|mediafire\.com|mega\.nz"
)


class Unpacking:
    """Takes files out into `folder`; one for an inbox, so that its limits hold for all of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = 0
        self._bytes = 0

    def open(
        self, item: Received, depth: int = 0, *, in_mail: bool = False
    ) -> Iterator[Received | PassedOver]:
        """Yield what is in a file, or the file itself where it holds no others.

        A container that cannot be opened, or holds nothing, comes as itself with its `problem`. `in_mail` says that
        the file came in a mail: its day and sender are that mail's, the outermost one's.
        """
        try:
            container = open_container(item.path)
        except UnreadableFile as error:
            yield item._replace(problem=error)
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
        if container.is_mail and not in_mail:
            modified = container.sent or item.modified
            item = item._replace(sender=container.sender, modified=modified, written=None)
        yield from self._inside(item, container, depth, in_mail or container.is_mail)
        if container.broken:
            yield item._replace(problem=UnreadableFile("mail-damaged", "thư bị cắt mất phần cuối"))

    def _inside(
        self, item: Received, container: Container, depth: int, in_mail: bool
    ) -> Iterator[Received | PassedOver]:
        count = decorations = 0
        try:
            for member in container.members:
                if self._files >= MOST_FILES or self._bytes >= MOST_BYTES:
                    raise UnreadableFile("archive-limit", "các tệp nén chứa quá nhiều tệp", _BY_HAND)
                name = f"{item.name}/{member.name}"
                count += 1
                if member.part_of_text:
                    decorations += 1
                    yield PassedOver(name, "hình ảnh trong nội dung thư")
                    continue
                why = _why_no_report(member.name)
                if why:
                    yield PassedOver(name, why)
                    continue
                taken = self._take_out(item, member, name, in_mail)
                if taken.problem:
                    yield taken
                else:
                    yield from self.open(taken, depth + 1, in_mail=in_mail)
        except (
            UnreadableFile
        ) as error:  # over a limit, or what holds the files breaks off between two of them
            yield item._replace(problem=error)
            return
        if count == decorations and container.is_mail and not container.broken:
            yield self._text_of(item, container, decorations)

    def _take_out(self, item: Received, member: Member, name: str, in_mail: bool) -> Received:
        written = None if in_mail else member.written
        taken = item._replace(name=name, digest="", written=written, problem=None)
        try:
            content = member.read()
        except UnreadableFile as error:
            return taken._replace(problem=error)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return taken._replace(problem=UnreadableFile("damaged-file"))
        return self._kept(taken, content)

    def _kept(self, taken: Received, content: bytes) -> Received:
        self._files += 1
        self._bytes += len(content)
        ending = PurePath(taken.name).suffix.lower()
        safe = ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else ""
        path = self._folder / f"{self._files:05}{safe}"
        path.write_bytes(content)
        return taken._replace(path=path, digest=digest_of(content))

    def _text_of(self, item: Received, container: Container, decorations: int) -> Received:
        """Return the text of a mail without attachments where a table is in it, else the mail with what is wrong."""
        text = container.text
        if text.lower().count(b"<tr") >= _ROWS_OF_A_TABLE:
            return self._kept(item._replace(name=f"{item.name}/{_TEXT}", written=None), text)
        if _ELSEWHERE.search(text.lower()):
            detail = "chỉ có đường liên kết tải tệp (Google Drive, OneDrive …)"
            cure = "Mở đường liên kết, tải tệp về, chép vào thư mục báo cáo; hoặc đề nghị đơn vị gửi kèm tệp trong thư."
        else:
            detail = "chỉ có hình ảnh trong nội dung thư" if decorations else "không có tệp đính kèm"
            cure = "Xem thư; nếu đơn vị quên kèm tệp thì đề nghị gửi lại."
        return item._replace(problem=UnreadableFile("mail-without-report", detail, cure))


def _why_no_report(name: str) -> str:
    """Return why a member is no report by its name; what a Mac adds to each zip is hidden as a whole."""
    hidden = next((part for part in name.split("/") if part.startswith(".") or part == "__MACOSX"), "")
    return why_no_report(".hidden" if hidden else name.rpartition("/")[2])
