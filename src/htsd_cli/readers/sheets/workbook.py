"""What the sheets of a workbook share: the table of strings, the cell styles, the date system, the limits."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.legacy_fonts import decode, is_legacy
from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.sheets.cell_formats import PLAIN, CellFormat, cell_format

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ON = frozenset(("1", "true", "on"))

_T, _R, _SI = f"{M}t", f"{M}r", f"{M}si"
_ESCAPED = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_TEXT = 40_000  # characters of a cell; Excel takes no more than 32,767
_MOST_CELLS = 100_000  # with content, in all sheets together
_MOST_LETTERS = 20_000_000  # of all cells together


class Style(NamedTuple):
    """What matters of a cell's style: its number format, and its font when that is a legacy one."""

    shape: CellFormat = PLAIN
    font: str = ""


_PLAIN = Style()
Runs = tuple[tuple[str, str | None], ...]  # the text and the font of each run, None for the cell's own font


class Workbook:
    """The parts a workbook's sheets share, read once.

    `stale` says that stored results of formulas are not what Excel shows, since it computes all of them anew
    when it opens the file (XlsxWriter stores 0 for every formula). `decoded` collects the legacy fonts met.
    """

    def __init__(self, package: Package, main: str, workbook: etree._Element) -> None:
        settings = workbook.find(f"{M}workbookPr")
        self.from_1904 = settings is not None and settings.get("date1904") in ON
        calculation = workbook.find(f"{M}calcPr")
        self.stale = calculation is not None and calculation.get("fullCalcOnLoad") in ON
        self.decoded: set[str] = set()
        self._cells = 0
        self._letters = 0
        styles = package.related(main, "styles")
        self._styles = _Styles(package.parse(styles) if styles is not None and styles in package else None)
        strings = package.related(main, "sharedStrings")
        self._strings: list[str | Runs] = []
        if strings is not None and strings in package:
            content = package.read(strings) or b""
            # Only then must the runs of a text be told apart.
            fonts = self._styles.legacy or b".Vn" in content or b"vni" in content.lower()
            apart = fonts or b"rPh" in content
            self._strings = [_string(item, apart) for item in package.parse(strings).iterchildren(_SI)]

    def style(self, index: str | None) -> Style:
        """Return a cell style by the number a cell names, the plain one when there is no such style."""
        return self._styles[index or "0"]

    def string(self, index: str, font: str) -> str:
        """Return a shared string. A number without a string behind it is damage: the text is lost."""
        try:
            place = int(index)
        except ValueError:
            place = -1
        if not 0 <= place < len(self._strings):
            raise UnreadableFile("damaged-file")
        text = self._strings[place]
        return text if not font and isinstance(text, str) else self._joined(text, font)

    def inline(self, item: etree._Element, font: str) -> str:
        """Return a string that stands in the cell itself."""
        return self._joined(_string(item, apart=True), font)

    def plain(self, text: str, font: str) -> str:
        """Return a formula's text as shown."""
        return self._joined(_readable(text), font)

    def count(self, cells: int, letters: int) -> None:
        """Count the cells with content of a row and their letters; raises `UnreadableFile` past the limits."""
        self._cells += cells
        self._letters += letters
        if self._cells > _MOST_CELLS or self._letters > _MOST_LETTERS:
            raise UnreadableFile("too-large", f"sổ tính có hơn {_MOST_CELLS // 1000} nghìn ô có nội dung")

    def _joined(self, text: str | Runs, font: str) -> str:
        if isinstance(text, str):
            return self._decoded(text, font) if font else text
        return "".join(self._decoded(run, font if own is None else own) for run, own in text)

    def _decoded(self, text: str, font: str) -> str:
        if not is_legacy(font):
            return text
        decoded = decode(text, font)
        if decoded != text:
            self.decoded.add(font)
        return decoded


class _Styles(dict[str, Style]):
    """The cell styles by the numbers the cells call them, each worked out when a cell first names it."""

    def __init__(self, root: etree._Element | None) -> None:
        super().__init__()
        self._codes: dict[str, str] = {}
        self._fonts: list[str] = []
        self._styles: list[tuple[str, str]] = []  # number format and font of each
        if root is not None:
            formats = root.iterfind(f"{M}numFmts/{M}numFmt")
            self._codes = {item.get("numFmtId", ""): item.get("formatCode", "") for item in formats}
            self._fonts = [_font_name(font.find(f"{M}name")) for font in root.iterfind(f"{M}fonts/{M}font")]
            styles = root.iterfind(f"{M}cellXfs/{M}xf")
            self._styles = [(style.get("numFmtId", "0"), style.get("fontId", "0")) for style in styles]
        self.legacy = any(self._fonts)

    def __missing__(self, index: str) -> Style:
        place = _number(index)
        style = _PLAIN
        if (
            not 0 <= place < max(len(self._styles), 1)
        ):  # without its style a date cannot be told from a number
            raise UnreadableFile("damaged-file")
        if place < len(self._styles):
            name, font = self._styles[place]
            number = _number(font)
            shape = cell_format(_number(name), self._codes.get(name))
            style = Style(shape, self._fonts[number] if 0 <= number < len(self._fonts) else "")
        self[index] = style
        return style


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def _font_name(name: etree._Element | None) -> str:
    """Return a legacy font's name, "" for any other font."""
    font = "" if name is None else name.get("val", "")
    return font if is_legacy(font) else ""


def _string(item: etree._Element, apart: bool) -> str | Runs:
    """Return the text of a shared or inline string, with its runs' fonts where one is a legacy font.

    Its phonetic reading (rPh) is not shown and left out. `apart` says that there may be one or the other.
    """
    if len(item) == 1 and item[0].tag == _T:
        return _readable(item[0].text or "")
    if not apart:
        return _readable("".join(map(str, item.itertext(_T))))
    runs: list[tuple[str, str | None]] = []
    for element in item:
        if element.tag == _T:
            runs.append((_readable(element.text or ""), None))
        elif element.tag == _R:
            text = "".join(part.text or "" for part in element if part.tag == _T)
            named = element.find(f"{M}rPr/{M}rFont")
            runs.append((_readable(text), None if named is None else named.get("val", "")))
    if any(font is not None for _, font in runs):
        return tuple(runs)
    return "".join(text for text, _ in runs)[:_LONGEST_TEXT]


def _readable(text: str) -> str:
    """Return stored text as shown: `_x000D_` decoded (ECMA-376 22.9.2.19), one kind of line break, no controls."""
    if "_x" in text:
        text = _ESCAPED.sub(_unescaped, text)
        text = _CONTROL.sub("", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT]


def _unescaped(match: re.Match[str]) -> str:
    units = match.group().replace("_x", "").replace("_", "")
    return bytes.fromhex(units).decode("utf-16-be", "replace")
