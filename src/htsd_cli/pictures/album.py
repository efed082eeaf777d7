"""Takes the pictures out of received files one at a time, in reading order, each with its caption.

`open_sources` makes old files ready, all in one run of LibreOffice; `read_pictures` reads one file's pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from htsd_cli.pictures.captions import described
from htsd_cli.pictures.picture import Picture, PictureRef
from htsd_cli.readers.limits import guarded
from htsd_cli.readers.packages import MOST_PART_BYTES, Package, UnreadableFile
from htsd_cli.readers.sniff import Kind, Sniffed, sniff

MOST_PICTURES = 300  # of one file
_MOST_BYTES = 200 << 20  # of an old file that is looked through for pictures
_MARKS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"\\pict", b"Pictures/", b"binData", b"draw:image")
_NOT_LOOKED_INTO = {
    Kind.HTML: b"<img",
    Kind.MHTML: b"<img",
    Kind.XLSB: b"/media/",
    Kind.FLAT_ODS: b"draw:image",
}
_OLD = frozenset((Kind.OLD_TEXT, Kind.OLD_SHEET, Kind.XLS))


class NotLookedInto(Exception):  # noqa: N818 - it names what kind of file it is
    """A file with pictures, of a kind they cannot be taken out of; `str()` is what a clerk calls it."""


@contextmanager
def open_sources(paths: Sequence[Path]) -> Iterator[Mapping[Path, Path]]:
    """Give for each file the one its pictures are read from: itself, or what LibreOffice made of an old one.

    An old file without any picture is not converted and stands for itself, one that cannot be converted is left
    out. Never raises for what is in a file.
    """
    sources = {path: path for path in paths}
    old: dict[Path, Sniffed] = {}
    for path in paths:
        try:
            sniffed = guarded(partial(sniff, path))
        except UnreadableFile:
            continue  # reading it tells the same
        if sniffed.kind is Kind.XLS:
            sniffed = Sniffed(Kind.OLD_SHEET, sniffed.name, ".xls")
        if sniffed.kind in (Kind.OLD_TEXT, Kind.OLD_SHEET) and _may_hold_pictures(path):
            old[path] = sniffed
            del sources[path]
    with ExitStack() as stack:
        if old:
            from htsd_cli.readers.converted.libreoffice import convert

            converted = stack.enter_context(convert(old))
            sources |= {path: entry.result for path, entry in converted.items() if entry.result is not None}
        yield sources


def read_pictures(path: Path) -> Iterator[Picture]:
    """Yield the pictures of a file, each part once; only one is in memory at a time.

    Raises `NotLookedInto` for pictures in a kind of file they are not taken out of, `UnreadableFile` and `OSError`
    for one that cannot be read, "too-large" after the first `MOST_PICTURES`.
    """
    sniffed = sniff(path)
    if sniffed.kind in _OLD:  # one that `open_sources` found to be without pictures
        return
    if sniffed.kind is Kind.PDF:
        from htsd_cli.pictures.in_pdf import pdf_pictures

        yield from pdf_pictures(path)
        return
    mark = _NOT_LOOKED_INTO.get(sniffed.kind)
    if mark is not None:
        if mark in path.read_bytes().lower():
            raise NotLookedInto(sniffed.name)
        return
    with Package(path) as package:
        seen: set[str] = set()
        for ref in _refs(package, sniffed.kind, path):
            if ref.part.lower() in seen:
                continue
            seen.add(ref.part.lower())
            if len(seen) > MOST_PICTURES:
                raise UnreadableFile("too-large", f"tệp có hơn {MOST_PICTURES} hình")
            yield _taken(package, ref, f"hình thứ {len(seen)} trong tệp")


def _refs(package: Package, kind: Kind, path: Path) -> list[PictureRef]:
    if kind is Kind.DOCX:
        from htsd_cli.pictures.in_word import word_pictures

        return word_pictures(package)
    if kind is Kind.XLSX:
        from htsd_cli.pictures.in_sheets import xlsx_pictures
        from htsd_cli.readers.sheets.xlsx import read_xlsx

        return xlsx_pictures(package, read_xlsx(path)) if _has_media(package) else []
    if kind is Kind.ODS:
        from htsd_cli.pictures.in_sheets import ods_pictures

        return ods_pictures(package)
    return []


def _has_media(package: Package) -> bool:
    return any("/media/" in name.lower() for name in package.names())


def _taken(package: Package, ref: PictureRef, name: str) -> Picture:
    try:
        content = package.media(ref.part)
        trouble = "" if content else "bị hỏng hoặc thiếu trong tệp"
    except UnreadableFile as error:
        content = None
        large = f"nặng hơn {MOST_PART_BYTES >> 20} MB hoặc nén bất thường"
        trouble = large if error.code == "too-large" else "bị hỏng trong tệp"
    return Picture(name, content or None, ref.caption, ref.turn, ref.millimetres, ref.drawing, trouble)


def _may_hold_pictures(path: Path) -> bool:
    if path.stat().st_size > _MOST_BYTES:
        return False
    content = path.read_bytes()
    return any(mark in content for mark in _MARKS)


def read_loose_picture(path: Path) -> Picture:
    """Return a picture that is a file of its own. Raises `OSError` when it cannot be read."""
    if path.stat().st_size > MOST_PART_BYTES:
        return Picture(path.name, None, trouble=f"nặng hơn {MOST_PART_BYTES >> 20} MB")
    content = path.read_bytes()
    return Picture(path.name, content or None, described(path.stem), trouble="" if content else "tệp rỗng")
