"""Takes a web page and the folder a program saved beside it ("BC.htm", "BC_files") as the one file they are.

Excel saves a page of frames and one page for each sheet: these are put into a single-file page (.mht). Nothing is
fetched: only what was received together counts.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

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
    for item in files:
        path = PurePosixPath(item.name)
        page = next((folders[str(above)] for above in path.parents if str(above) in folders), None)
        in_folder = any(above.name.lower().endswith(_FOLDERS) for above in path.parents)
        if page is not None and _SHEET.fullmatch(path.name) and _is_frames(pages[page]):
            sheets.setdefault(page, []).append(item)
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
    return kept, passed


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
