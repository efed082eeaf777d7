"""The pages of a scan (a PDF without letters) as pictures, drawn by PDFium in a process of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from htsd_cli.pictures.picture import Picture
from htsd_cli.readers.child import drawn_in_child
from htsd_cli.readers.packages import UnreadableFile

MOST_PAGES = 20  # of one scan; what is more is told
_DOTS = 150  # an inch: a stamp and a signature can be read, a page takes some 200 KB
_LONGEST = 2600  # pixels of a page's longer side, whatever size it claims


def scanned_pages(path: Path, name: str) -> Iterator[Picture]:
    """Yield the pages of a scan as JPEG pictures, called by the file's `name` and their number.

    A page that cannot be had, and that there are more than `MOST_PAGES`, is told in a picture's `trouble`. Never raises
    for what is in the file.
    """
    try:
        drawn = drawn_in_child("htsd_cli.pictures.scanned:draw", path)
    except UnreadableFile as problem:
        yield Picture(name, None, trouble=f"không lấy được trang bản quét ({problem.detail})", scan=True)
        return
    for number, content in enumerate(drawn[:MOST_PAGES], 1):
        told = f"Bản quét “{name}”, trang {number}"
        yield Picture(told, content or None, told, trouble="" if content else "trang bị hỏng", scan=True)
    if len(drawn) > MOST_PAGES:
        yield Picture(name, None, trouble=f"chỉ lấy {MOST_PAGES} trang đầu của bản quét", scan=True)


def draw(path: Path) -> tuple[bytes, ...]:
    """Return the pages of a PDF as JPEGs, b"" for one that cannot be drawn; one more, empty, where there are too many.

    It is for the child process alone.
    """
    import pypdfium2

    pages: list[bytes] = []
    document = pypdfium2.PdfDocument(path)
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
            scale = min(_DOTS / 72, _LONGEST / max(*page.get_size(), 1))
            stream = io.BytesIO()
            page.render(scale=scale).to_pil().convert("RGB").save(stream, "JPEG", quality=80)
            pages.append(stream.getvalue())
        except pypdfium2.PdfiumError:
            pages.append(b"")
    return (*pages, b"") if len(document) > MOST_PAGES else tuple(pages)
