"""Takes a web page and the folder a program saved beside it ("BC.htm", "BC_files") as the one file they are.

Excel saves a page of frames and one page for each sheet: these are put into a single-file page (.mht). Nothing is
fetched: only what was received together counts. Of other pages of frames each page in a frame is read for itself.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from htsd_cli.intake.received import PassedOver, Received
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers import UnreadableFile

_ENDINGS = (".htm", ".html")
_FOLDERS = ("_files", ".files")
_PARTS = frozenset(
    (".htm", ".html", ".xml", ".css", ".js", ".mso", ".thmx", ".wmz", ".emz", ".htc", ".map", ".ico")
)
_SHEET = lazy_pattern(r"sheet(\d{1,4})\.html?", re.IGNORECASE)
_MOST_SHEETS = 200
_HEAD = 1 << 16
_MOST_BYTES = 24 << 20  # of a page's sheets together
_FRAME = lazy_pattern(rb"<frame\s[^>]{0,500}?\bsrc\s*=\s*[\"']?([^\"'\s>]{1,300})", re.IGNORECASE)
_BLANK = frozenset(("", "about:blank"))
_AS_WRITTEN = "Đề nghị đơn vị gửi tệp Word hoặc Excel đã soạn, hoặc trang nằm trong khung."
_AGAIN = "Đề nghị đơn vị lưu lại thành tệp Excel (.xlsx) rồi gửi lại."


def join_saved_pages(
    files: Sequence[Received], keep: Callable[[Received, bytes], Received]
) -> tuple[list[Received], list[PassedOver]]:
    """Return the files without those that only belong to a page, and these with the page they belong to.

    `keep` writes a content and returns the file with its path. A page of Excel's frames without its sheets comes with
    its `problem`.
    """
    pages = {item.name: item for item in files if item.name.lower().endswith(_ENDINGS)}
    if not pages:
        return list(files), []
    folders = {f"{name.rpartition('.')[0]}{ending}": name for name in pages for ending in _FOLDERS}
    kept: list[Received] = []
    passed: list[PassedOver] = []
    sheets: dict[str, list[Received]] = {}
    frames = {
        name: found for name, page in pages.items() if page.problem is None and (found := _framed(page))
    }
    for item in files:
        path = PurePosixPath(item.name)
        page = next((folders[str(above)] for above in path.parents if str(above) in folders), None)
        in_folder = any(above.name.lower().endswith(_FOLDERS) for above in path.parents)
        if page is not None and _SHEET.fullmatch(path.name) and _is_frames(pages[page]):
            sheets.setdefault(page, []).append(item)
        elif page is not None and path.name.lower() in frames.get(page, ()):
            kept.append(item)
        elif page is not None and path.suffix.lower() in _PARTS:
            passed.append(PassedOver(item.name, f"thuộc trang web “{PurePosixPath(page).name}”"))
        elif in_folder and path.name.lower() in ("tabstrip.htm", "tabstrip.html"):
            passed.append(PassedOver(item.name, "thanh tên trang của bảng tính lưu thành trang web"))
        else:
            kept.append(item)
    for place, item in enumerate(kept):
        if item.name in sheets:
            kept[place] = _joined(item, sheets[item.name], keep)
            name = PurePosixPath(item.name).name
            passed += [
                PassedOver(sheet.name, f"trang tính của “{name}”, đọc cùng tệp ấy")
                for sheet in sheets[item.name]
            ]
        elif item.name in pages and item.problem is None and _is_frames(item):
            detail = "các trang tính của trang web này: thiếu thư mục lưu kèm (“…_files”)"
            kept[place] = item._replace(problem=UnreadableFile("archive-not-opened", detail, _AGAIN))
    for place, item in enumerate(kept):
        missing = sorted(_missing(item.name, frames[item.name], kept)) if item.name in frames else []
        if missing:
            detail = f"các khung của trang web này: thiếu {', '.join(f'“{name}”' for name in missing[:3])}"
            kept[place] = item._replace(problem=UnreadableFile("archive-not-opened", detail, _AS_WRITTEN))
    only = [item for item in kept if item.name in frames and item.problem is None]
    passed += [
        PassedOver(item.name, "trang web chỉ gồm khung; từng trang trong khung đọc riêng") for item in only
    ]
    return [item for item in kept if item not in only], passed


def sheets_beside(path: Path) -> list[tuple[Path, str]]:
    """Return the sheets saved beside a page of frames that is read alone, each with its name below the folder."""
    if path.suffix.lower() not in _ENDINGS:
        return []
    folders = (path.with_name(path.stem + ending) for ending in _FOLDERS)
    return [
        (sheet, f"{folder.name}/{sheet.name}")
        for folder in folders
        if folder.is_dir()
        for sheet in sorted(folder.iterdir())
        if _SHEET.fullmatch(sheet.name) and sheet.is_file()
    ][:_MOST_SHEETS]


def _is_frames(page: Received) -> bool:
    """Return whether a page is the frames Excel lays around its sheets."""
    try:
        with page.path.open("rb") as stream:
            head = stream.read(_HEAD).replace(b"\0", b"").lower()
    except OSError:
        return False
    return b"<frameset" in head and b"excel" in head


def _framed(page: Received) -> frozenset[str]:
    """Return the names of the pages that the frames of a page show, in small letters; Excel's are none of these."""
    try:
        with page.path.open("rb") as stream:
            head = stream.read(_HEAD).replace(b"\0", b"")
    except OSError:
        return frozenset()
    lowered = head.lower()
    if b"<frameset" not in lowered or b"excel" in lowered or b"<table" in lowered:
        return frozenset()
    shown = (unquote(found[1].decode("utf-8", "replace")) for found in _FRAME.finditer(head))
    return (
        frozenset(re.split(r"[/\\]", re.split("[?#]", address)[0])[-1].lower() for address in shown) - _BLANK
    )


def _missing(page: str, frames: frozenset[str], files: Sequence[Received]) -> frozenset[str]:
    """Return the names of the pages in a page's frames that did not come with it, beside it or in a folder below."""
    home = PurePosixPath(page).parent
    paths = [PurePosixPath(item.name) for item in files]
    return frames - {path.name.lower() for path in paths if path.is_relative_to(home)}


def _joined(
    page: Received, sheets: Sequence[Received], keep: Callable[[Received, bytes], Received]
) -> Received:
    """Return the page with its sheets, in their order, as a single-file page."""
    ordered = sorted(sheets, key=lambda item: int(_SHEET.fullmatch(PurePosixPath(item.name).name)[1]))  # type: ignore[index]
    try:
        contents = [item.path.read_bytes() for item in (page, *ordered)]
    except OSError:
        return page
    if sum(map(len, contents)) > _MOST_BYTES:
        return page._replace(problem=UnreadableFile("too-large", "trang web có quá nhiều trang tính"))
    parts = b"".join(
        b"--=_trang\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(content)
        for content in contents
    )
    head = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=_trang"; type="text/html"\r\n\r\n'
    )
    return keep(page, head + parts + b"--=_trang--\r\n")
