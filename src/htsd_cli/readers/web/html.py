"""Reads a web page (often saved by Word or Excel under the name .doc or .xls): its paragraphs and tables.

Nothing is fetched and no script runs. A page is read within limits: what breaks off inside a table is refused and
not half read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from lxml import etree

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.web.looks import Page, file_name, without
from htsd_cli.readers.web.tables import blocks_of
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Document, Paragraph, Table

_MOST_BYTES = 24 << 20
_MOST_TAGS = 600_000  # an element takes about 130 bytes
_OF_A_SPREADSHEET = re.compile(
    r"urn:schemas-microsoft-com:office:excel|content=[\"']?(?:Excel\.Sheet|Gnumeric)|<td[^>]{0,300}sdnum=",
    re.I,
)
_SHEET_NAME = re.compile(r"<x:Name>([^<]{1,100})</x:Name>", re.I)
_SHEET = re.compile(r"<x:ExcelWorksheet>(.{1,4000}?)</x:ExcelWorksheet>", re.I | re.S)
_SOURCE = re.compile(r"<x:WorksheetSource\s[^>]*?HRef\s*=\s*[\"']([^\"']{1,300})", re.I)
_FRAMED = re.compile(
    r"<(?:i?frame\s[^>]*?\bsrc|x:WorksheetSource\s[^>]*?HRef)\s*=\s*[\"']?([^\"'\s>]{1,300})", re.I
)
_PAGES, _SHEETS = ("text/html", "application/xhtml+xml"), ("text/css",)
# What a part is called of which its sender did not know, or did not say, what it is.
_UNSAID = ("text/plain", "application/octet-stream", "binary/octet-stream", "text/xml", "application/xml")
_BEGINS_A_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe)?\s*(?:<\?xml[^>]{0,200}>\s*|<!--(?:[^-]|-(?!->)){0,2000}-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|table|frameset)\b",
    re.I,
)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.I)
_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|unicode|(?:windows|cp)-?\d+|iso-8859-\d+|us-ascii|latin-?1", re.I
)
_TYPE = re.compile(r"(?:\s|<!--(?:[^-]|-(?!->)){0,4000}-->|<\?[^>]{0,200}>)*<!doctype([^>]{0,400})>", re.I)
_OLD_TYPE = re.compile(
    r"dtd html (?:2|3|4\.0 (?:transitional|frameset))|dtd html//|netscape|microsoft|softquad"
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def read_html(path: Path, single_file: bool = False) -> Document:
    """Return the page's visible text in reading order; `single_file` says it is a page with its mail head (.mht).

    Raises `UnreadableFile` when the page breaks off inside a table or is over a limit.
    """
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise UnreadableFile("too-large", f"trang web nặng {size >> 20} MB")
    content = path.read_bytes()
    page = Page()
    pages = [("", _decoded(content, ""))]
    if single_file:
        page.kept_sheets = {name: without(sheet, "/*", "*/") for name, sheet in _parts_of(content, _SHEETS)}
        pages = list(_parts_of(content, _PAGES))
    shown = _shown_in_frames(pages)
    for place, (name, text) in enumerate(pages):
        first = len(page.blocks)
        _read_page(page, text, name)
        if shown is not None and place and name not in shown:
            page.blocks[first:] = [
                block._replace(hidden=True) if isinstance(block, Table) else block
                for block in page.blocks[first:]
            ]
    notices = page.notices
    if page.missing_sheets:
        names = list(page.missing_sheets)
        more = f" và {len(names) - 3} tệp khác" if len(names) > 3 else ""
        notices.append(finding("style-elsewhere", names=", ".join(f"“{name}”" for name in names[:3]) + more))
    if page.struck:
        notices.append(finding("struck-text"))
    if page.decoded:
        notices.append(finding("legacy-font", fonts=", ".join(sorted(page.decoded))))
    return Document(
        path,
        "mhtml" if single_file else "html",
        tuple(page.blocks),
        tuple(notices),
        sights=tuple(page.sights),
        notes=tuple(page.notes),
    )


def _shown_in_frames(pages: list[tuple[str, str]]) -> set[str] | None:
    """Return the names of the parts that the frames or sheets of a single-file page show, None where it has none."""
    named = {file_name(address) for _, text in pages for address in _FRAMED.findall(text)}
    return named if named and any(name in named for name, _ in pages) else None


def _parts_of(content: bytes, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield name and text of the parts of some kinds in a single-file page: Excel keeps a page for each sheet."""
    from email import message_from_bytes

    for part in message_from_bytes(content).walk():
        said = part.get_content_type()
        payload = part.get_payload(decode=True) if said in kinds or said in _UNSAID else None
        if isinstance(payload, bytes):
            identity = f"cid:{part.get('Content-ID', '').strip('<> ')}"
            name = file_name(part.get("Content-Location") or part.get_filename() or identity)
            if said not in kinds and _kind_of(name, payload) not in kinds:
                continue
            yield name, _decoded(payload, part.get_content_charset() or "")


def _kind_of(name: str, content: bytes) -> str:
    """Return what a part is whose head does not say it: a page by how it begins, a style sheet by its name."""
    if _BEGINS_A_PAGE.match(content[:4096].replace(b"\0", b"")):
        return _PAGES[0]
    return _SHEETS[0] if name.endswith(".css") else ""


def _decoded(content: bytes, charset: str) -> str:
    """Return a page as text: by its byte order mark, what its head or its mail says, UTF-8, Windows-1252."""
    names = [name for mark, name in _MARKS if content.startswith(mark)]
    if content[1:2] == b"\0":
        names.append("utf-16-le")
    told = _CHARSET.search(content[:4096])
    names += [charset, told.group(1).decode("ascii", "replace") if told else "", "utf-8"]
    for name in names:
        if not _ENCODINGS.fullmatch(name):
            continue
        codec = re.sub(r"(?i)^windows-", "cp", "utf-16" if name.lower() == "unicode" else name)
        try:
            return content.decode(codec).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("cp1252", "replace")


def _read_page(page: Page, text: str, name: str) -> None:
    """Read one page. A spreadsheet's page is one table that holds everything: that table is a sheet."""
    root = _parse(text)
    if root is None:
        return
    page.begin(any_case=_is_without_type(text))
    page.read_styles(root)
    blocks = blocks_of(page, root)
    if _OF_A_SPREADSHEET.search(text[:20_000]) or not any(isinstance(block, Paragraph) for block in blocks):
        sheets = _sheets(text)
        page.sources |= {source: (title, hidden) for title, hidden, source in sheets if source}
        page.names += [(title, hidden) for title, hidden, source in sheets if not source]
        for place, block in enumerate(blocks):
            if isinstance(block, Table):
                page.sheets += 1
                known = page.sources.get(name)
                if known is None:
                    known = page.names.pop(0) if page.names else (f"Trang {page.sheets}", False)
                blocks[place] = block._replace(number=None, sheet=known[0], hidden=known[1])
    page.blocks += blocks


def _is_without_type(text: str) -> bool:
    """Return whether a page names no document type, or one of the old ones that a browser takes for none."""
    found = _TYPE.match(text)
    if found is None:
        return True
    said = found[1].lower()
    if "public" not in said:
        return not re.match(r"\s*html\b", said)
    return _OLD_TYPE.search(said) is not None or (
        re.search(r"html 4\.01 (?:transitional|frameset)", said) is not None and "http" not in said
    )


def _sheets(text: str) -> list[tuple[str, bool, str]]:
    """Return the names a workbook's page gives its sheets, whether each is hidden, and the part it stands in."""
    found = []
    for part in _SHEET.findall(text):
        name = _SHEET_NAME.search(part)
        if name:
            source = _SOURCE.search(part)
            hidden = "sheethidden" in part.lower() or "sheetveryhidden" in part.lower()
            found.append((unescape(name.group(1)), hidden, file_name(source.group(1)) if source else ""))
    return found or [(unescape(name), False, "") for name in _SHEET_NAME.findall(text)]


def _parse(text: str) -> etree._Element | None:
    lowered = without(without(text.lower(), "<!--", "-->"), "<script", "</script")
    if lowered.count("<table") > lowered.count("</table"):
        raise UnreadableFile("damaged-file")
    if "<html" in lowered and "</html" not in lowered and "</body" not in lowered:
        raise UnreadableFile("damaged-file")
    if text.count("<") > _MOST_TAGS:
        raise UnreadableFile("too-large", "trang web có quá nhiều phần")
    from htsd_cli.readers.web.tree import tree_of

    return tree_of(text)
