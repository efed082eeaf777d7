"""The photographs of the reports, in `hinh-anh/`: a folder a unit, smaller copies, and one page that shows them all."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from htsd_cli.form import DEFAULT_FORM, Campaign, Form, templates_directory
from htsd_cli.language.refusals import reason
from htsd_cli.language.vietnamese import format_number
from htsd_cli.pictures import (
    MOST_PICTURES,
    NoPhotograph,
    NotLookedInto,
    Picture,
    UnreadablePicture,
    WhyNot,
    open_sources,
    read_loose_picture,
    read_pictures,
    scanned_pages,
    take,
)
from htsd_cli.readers.limits import each_guarded, guarded
from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.writers.file_names import safe_name, unlike
from htsd_cli.writers.links import Received
from htsd_cli.writers.wording import printable

if TYPE_CHECKING:
    from concurrent.futures import Executor

INDEX = "index.html"
STRAY = "Ảnh chưa rõ của đơn vị nào"  # what pictures that nothing belongs to stand under
_SMALL_FOLDER = "nho"
_MOST_BYTES = 400 << 20  # of one unit's photographs together
_TEMPLATE = "hinh-anh.html"


class Sent(NamedTuple):
    """What one unit sent: its name and kind, its report's name, and where pictures are read from.

    `source` is the file to look into, None once an old one could not be converted; without a report `file` is "".
    `loose` are picture files that came beside the report, `scans` the scanned papers with the names they came under.
    """

    name: str
    kind: str
    file: str
    source: Path | None
    loose: Sequence[Path] = ()
    scans: Sequence[tuple[Path, str]] = ()


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph on the disk: the files' places below `hinh-anh/`, its caption, the small copy's size in pixels.

    `scan` says that it is a page of a scanned paper.
    """

    file: str
    small: str | None
    caption: str
    size: tuple[int, int] | None
    scan: bool = False

    @property
    def link(self) -> str:
        """The `href` of the full picture."""
        return quote(self.file)

    @property
    def small_link(self) -> str | None:
        """The `src` of the small copy, None without one."""
        return None if self.small is None else quote(self.small)


@dataclass(frozen=True, slots=True)
class UnitPhotos:
    """A unit's photographs. `left_out` counts the pictures that are none; `troubles` are sentences about the rest."""

    sent: Sent
    photos: tuple[Photo, ...]
    left_out: Mapping[WhyNot, int]
    troubles: tuple[str, ...]


def write_photos(
    all_sent: Sequence[Sent],
    folder: Path,
    executor: Executor | None = None,
    progress: Callable[[], None] = lambda: None,
) -> list[UnitPhotos]:
    """Write the photographs of every unit below `folder` (it must exist); return what there is of each.

    The pictures go through memory one at a time, here or in each of an executor's workers; `progress` is told after
    each unit. Raises `OSError` when `folder` cannot be written; never for what is in a received file.
    """
    taken: set[str] = {INDEX}
    names = [unlike(safe_name(sent.name) or "don-vi", taken) for sent in all_sent]
    albums: list[UnitPhotos] = []
    with open_sources([sent.source for sent in all_sent if sent.source is not None]) as sources:
        opened = [
            sent._replace(source=sources.get(sent.source) if sent.source else None) for sent in all_sent
        ]
        jobs = zip(opened, [folder] * len(names), names, strict=True)
        for album in executor.map(_work, jobs) if executor else map(_work, jobs):
            albums.append(album)
            progress()
    return albums


def _work(job: tuple[Sent, Path, str]) -> UnitPhotos:
    return _write_unit(*job)


def _write_unit(sent: Sent, folder: Path, name: str) -> UnitPhotos:
    photos: list[Photo] = []
    left_out: Counter[WhyNot] = Counter()
    troubles: list[str] = []
    seen: set[bytes] = set()
    size = 0
    for picture in _pictures(sent, troubles):
        digest = hashlib.sha256(picture.content or picture.name.encode("utf-8", "replace")).digest()
        if digest in seen:
            left_out[WhyNot.AGAIN] += 1
            continue
        seen.add(digest)
        try:
            photo = guarded(partial(take, picture), (NoPhotograph, UnreadablePicture))
        except NoPhotograph as passed:
            left_out[passed.why] += 1
            continue
        except UnreadablePicture as problem:
            troubles.append(f"{printable(picture.name)}: {problem}")
            continue
        except UnreadableFile as problem:
            troubles.append(f"{printable(picture.name)}: {problem.detail}")
            continue
        size += len(photo.content)
        if size > _MOST_BYTES or len(photos) == MOST_PICTURES:
            troubles.append(
                f"chỉ lấy {len(photos)} ảnh đầu (mỗi đơn vị nhiều nhất {MOST_PICTURES} ảnh, {_MOST_BYTES >> 20} MB)"
            )
            break
        stem = f"{len(photos) + 1:02}"
        small_folder = folder / name / _SMALL_FOLDER
        small_folder.mkdir(parents=True, exist_ok=True)
        (folder / name / f"{stem}{photo.ending}").write_bytes(photo.content)
        small = None
        if photo.small is not None:
            small = f"{name}/{_SMALL_FOLDER}/{stem}.jpg"
            (folder / small).write_bytes(photo.small)
        if photo.trouble:
            troubles.append(f"{stem}{photo.ending}: {photo.trouble}")
        place = f"{name}/{stem}{photo.ending}"
        photos.append(Photo(place, small, printable(picture.caption), photo.size, picture.scan))
    return UnitPhotos(sent, tuple(photos), dict(sorted(left_out.items())), tuple(troubles))


def _pictures(sent: Sent, troubles: list[str]) -> Iterator[Picture]:
    """Yield a unit's pictures: those in its report, the loose ones, the pages of scans.

    What cannot be read is told in `troubles`.
    """
    if not sent.file:
        pass
    elif sent.source is None:
        troubles.append("chưa lấy được ảnh trong tệp kiểu cũ (cần LibreOffice)")
    else:
        try:
            yield from each_guarded(read_pictures(sent.source), (NotLookedInto, OSError))
        except NotLookedInto as kind:
            troubles.append(f"chưa lấy được ảnh trong {kind}")
        except UnreadableFile:
            troubles.append("không lấy hết được ảnh: tệp hỏng hoặc vượt mức an toàn")
        except OSError as error:
            troubles.append(f"không đọc được tệp: {reason(error)}")
    for path in sent.loose:
        try:
            yield read_loose_picture(path)
        except OSError as error:
            troubles.append(f"{printable(path.name)}: {reason(error)}")
    for path, name in sent.scans:
        yield from scanned_pages(path, name)


def write_index(
    albums: Sequence[UnitPhotos],
    form: Form,
    campaign: Campaign,
    folder: Path,
    received: Received | None = None,
) -> None:
    """Write the page `index.html` that shows all photographs, from the template `hinh-anh.html` of the form.

    With `received` (its outputs being the folder `hinh-anh`) each unit's report is linked. Raises `OSError`.
    """
    environment = Environment(
        loader=FileSystemLoader([form.directory, templates_directory() / DEFAULT_FORM]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["vn"] = format_number
    shown = [album for album in albums if album.photos]
    page = environment.get_template(_TEMPLATE).render(
        form=form,
        office=campaign.office,
        albums=shown,
        kinds=list(dict.fromkeys(album.sent.kind for album in shown)),
        count=sum(len(album.photos) for album in shown),
        units=sum(album.sent.name != STRAY for album in shown),
        troubled=[album for album in albums if album.troubles],
        left_out=left_out_in_words(albums),
        link=lambda file: received.page_link(file) if received and file else None,
    )
    (folder / INDEX).write_bytes(printable(page).encode("utf-8"))


def left_out_in_words(albums: Iterable[UnitPhotos]) -> str:
    """Return what was left out as no photograph: `12 hình nhỏ, biểu trưng; 3 hình lặp lại`, `""` for nothing."""
    total: Counter[WhyNot] = Counter()
    for album in albums:
        total.update(album.left_out)
    return "; ".join(f"{format_number(total[why])} {why}" for why in WhyNot if total[why])
