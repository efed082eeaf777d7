"""What the sheets of a workbook share: the table of strings, the cell styles, the date system, the limits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from htsd_cli.language.legacy_fonts import as_drawn
from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.packages.makers import works_out_formulas
from htsd_cli.readers.sheets.alternates import UNLIKE, are_unlike, items_of, parts_of
from htsd_cli.readers.sheets.computed.around import Around, ListTable, Region
from htsd_cli.readers.sheets.formulas import AS_SHOWN, Settings
from htsd_cli.readers.sheets.grid import Place
from htsd_cli.readers.sheets.looks.letters import Font, Style, as_seen, as_signs
from htsd_cli.readers.sheets.looks.styles import ON, M, Styles
from htsd_cli.readers.sheets.policies import STRING
from htsd_cli.values.document import Seen, Sight

_T, _R, _SI = f"{M}t", f"{M}r", f"{M}si"
_ESCAPED = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_TEXT = 40_000  # characters of a cell; Excel takes no more than 32,767
_MOST_CELLS = 100_000  # with content, in all sheets together
_MOST_LETTERS = 20_000_000  # of all cells together


Runs = tuple[tuple[str, Font | None], ...]  # the text and the font of each run, None for the cell's own font


class Doubted(NamedTuple):
    """A string of which something is told beside its text."""

    text: str | Runs
    told: tuple[Seen, ...]


_LEFT_OUT = (Sight.STRUCK, Sight.UNSEEN)


class Workbook:
    """The parts a workbook's sheets share, read once.

    `settings` say how its formulas are computed (XlsxWriter stores 0 for every one and has Excel compute all of them
    when it opens the file). `decoded` collects the legacy fonts met.
    """

    def __init__(self, package: Package, main: str, workbook: etree._Element) -> None:
        settings = workbook.find(f"{M}workbookPr")
        self.from_1904 = settings is not None and settings.get("date1904") in ON
        calculation = workbook.find(f"{M}calcPr")
        self.settings = Settings() if calculation is None else _settings(calculation)
        self.settings = self.settings._replace(made=works_out_formulas(package, main, workbook))
        self.pictures = package.related(main, "richValueRel") is not None  # in cells
        self._tables: dict[str, ListTable] = {}
        self.arrays: dict[str, dict[Place, Region]] = {}  # areas that one formula fills, by sheet
        self.hidden: dict[str, Mapping[int, str]] = {}  # rows nobody sees, by sheet
        self.around = Around(_names(workbook), self._tables, self.hidden, self.arrays, self.from_1904)
        self.decoded: set[str] = set()
        self._cells = 0
        self._letters = 0
        self.styles = Styles.of(package, main)
        strings = package.related(main, "sharedStrings")
        self._strings: list[str | Runs | Doubted] = []
        if strings is not None and strings in package:
            content = package.read(strings) or b""
            rich = b"<r>" in content or b":r>" in content or b"rPh" in content
            self._strings = [
                _string(item, rich, self.styles) for item in items_of(package.parse(strings), _SI)
            ]

    def list_table(self, sheet: str, table: etree._Element, top: int, left: int, bottom: int) -> None:
        """Keep where the columns of an Excel table stand (18.5.1.2), for the formulas that name them."""
        first = top + (table.get("headerRowCount", "1") != "0")
        last = bottom - (table.get("totalsRowCount", "0") != "0")
        headings = [readable(item.get("name", "")) for item in table.iter(f"{M}tableColumn")]
        columns = {heading.casefold(): at for at, heading in enumerate(headings, left)}
        for name in (table.get("displayName"), table.get("name")):
            if name and first <= last:
                self._tables[name.casefold()] = ListTable(sheet, first, last, columns, top, bottom)

    def style(self, index: str | None) -> Style:
        """Return a cell style by the number a cell names, the plain one when there is no such style."""
        return self.styles[index or "0"]

    def string(self, index: str, style: Style) -> tuple[str, tuple[Seen, ...]]:
        """Return a shared string as seen. A number without a string behind it is damage: the text is lost."""
        try:
            place = int(index)
        except ValueError:
            place = -1
        if not 0 <= place < len(self._strings):
            raise UnreadableFile("damaged-file")
        text = self._strings[place]
        if style.look is None and not style.font.name and not style.font.signs and isinstance(text, str):
            return text, ()
        return self._seen(text, style)

    def is_plain(self, index: str) -> bool:
        """Return whether a shared string that was read has no fonts of its own."""
        return isinstance(self._strings[int(index)], str)

    def inline(self, item: etree._Element, style: Style) -> tuple[str, tuple[Seen, ...]]:
        """Return a string that stands in the cell itself, as seen."""
        return self._seen(_string(item, True, self.styles), style)

    def inline_text(self, item: etree._Element) -> str:
        """Return the letters of a string that stands in the cell itself, whatever they look like."""
        found = _string(item, True, self.styles)
        said = found.text if isinstance(found, Doubted) else found
        return said if isinstance(said, str) else "".join(run for run, _ in said)

    def plain(self, text: str, style: Style) -> tuple[str, tuple[Seen, ...]]:
        """Return a formula's text as seen."""
        return self._seen(readable(text), style)

    def count(self, cells: int, letters: int) -> None:
        """Count the cells with content of a row and their letters; raises `UnreadableFile` past the limits."""
        self._cells += cells
        self._letters += letters
        if self._cells > _MOST_CELLS or self._letters > _MOST_LETTERS:
            raise UnreadableFile("too-large", f"sổ tính có hơn {_MOST_CELLS // 1000} nghìn ô có nội dung")

    def _seen(self, text: str | Runs | Doubted, style: Style) -> tuple[str, tuple[Seen, ...]]:
        if isinstance(text, Doubted):
            shown, sights = self._seen(text.text, style)
            return shown, (*sights, *text.told)
        if isinstance(text, str):
            text = as_signs(text) if style.font.signs else as_drawn(text, style.font.name, self.decoded)
            if style.look in _LEFT_OUT and style.look is not None and text.strip():
                return "", (Seen(style.look, text),)
            return text, ()
        runs = [(run, style.font if own is None else own) for run, own in text]
        shown, sights = as_seen(
            [(as_drawn(run, font.name, self.decoded), font) for run, font in runs], style.paper
        )
        return shown[:_LONGEST_TEXT], sights


def _settings(calculation: etree._Element) -> Settings:
    """Return how formulas are computed (18.2.2)."""
    by_hand = calculation.get("calcMode") == "manual" and calculation.get("calcOnSave", "1") not in ON
    return Settings(
        stale=calculation.get("fullCalcOnLoad") in ON,
        trusted=not by_hand,
        iterates=calculation.get("iterate") in ON,
        within=0.0 if calculation.get("fullPrecision", "1") in ON else AS_SHOWN,
    )


def _names(workbook: etree._Element) -> dict[str, str]:
    """Return the names given to cells of the whole workbook, in small letters, with what they stand for.

    A name that a sheet also gives to cells of its own is none of them: which is meant depends on the sheet.
    """
    names = [
        (item.get("name", "").casefold(), item.text or "", item.get("localSheetId"))
        for item in workbook.iterfind(f"{M}definedNames/{M}definedName")
    ]
    own = {name for name, _, sheet in names if sheet is not None}
    return {name: said for name, said, _ in names if name not in own}


def _string(item: etree._Element, apart: bool, styles: Styles) -> str | Runs | Doubted:
    """Return the text of a shared or inline string, with its runs' fonts where a run has one of its own.

    Its phonetic reading (rPh) is not shown and left out. `apart` says that there may be one or the other. What nobody
    knows in it, and alternatives that differ, are told.
    """
    if len(item) == 1 and item[0].tag == _T:
        return readable(item[0].text or "")
    runs: list[tuple[str, Font | None]] = []
    told: list[Seen] = []
    for element in parts_of(item):
        if element.tag == _T:
            runs.append((readable(element.text or ""), None))
        elif element.tag == _R:
            text = "".join(part.text or "" for part in parts_of(element) if part.tag == _T)
            own = element.find(f"{M}rPr") if apart else None
            runs.append((readable(text), None if own is None else styles.font(own)))
        elif isinstance(element.tag, str) and element.tag.removeprefix(M) not in STRING:
            told.append(Seen(Sight.UNKNOWN, element.tag.rpartition("}")[2]))
    if are_unlike(item):
        told.append(Seen(Sight.UNKNOWN, UNLIKE))
    text_or_runs: str | Runs = tuple(runs)
    if all(font is None for _, font in runs):
        text_or_runs = "".join(text for text, _ in runs)[:_LONGEST_TEXT]
    return Doubted(text_or_runs, tuple(told)) if told else text_or_runs


def readable(text: str) -> str:
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
