"""The colour of the cells a workbook's notes are about: a coloured double of each cell's own style."""

from __future__ import annotations

import copy as copying
from collections.abc import Iterable

from lxml import etree

from htsd_cli.readers.packages import Package
from htsd_cli.values.findings import Severity
from htsd_cli.writers.returns.package_copy import PackageCopy

COLOURS = {Severity.ERROR: "FFFACBAF", Severity.WARNING: "FFFFEFA9"}  # pale, so that black letters stay clear

_BEFORE_FILLS = ("numFmts", "fonts")


class CellColours:
    """The cell styles of a workbook. A style keeps its number format, font, borders and protection in its double.

    `used` says that the workbook came with our colours, from an earlier return.
    """

    def __init__(self, copy: PackageCopy, package: Package, part: str | None) -> None:
        self._copy, self._part = copy, part if part is not None and part in package else None
        self._doubles: dict[tuple[int, int], str] = {}
        content = package.read(self._part) or b"" if self._part is not None else b""
        self.used = any(colour.encode() in content for colour in COLOURS.values())

    def set(self, cell: etree._Element, severity: Severity) -> None:
        """Colour a cell."""
        if self._part is not None:
            root = self._copy.tree(self._part)
            self._restyle(root, cell, _fill(root, _namespace(root), COLOURS[severity]))

    def forget(self, cells: Iterable[etree._Element]) -> None:
        """Take the colour of an earlier return off the cells; what colour they had before it is not known."""
        if self._part is None or not self.used:
            return
        root = self._copy.tree(self._part)
        m = _namespace(root)
        ours = {number for number, colour in _colours(root, m) if colour in COLOURS.values()}
        styles = [_number(style.get("fillId")) for style in root.iterfind(f"{m}cellXfs/{m}xf")]
        for cell in cells:
            number = _number(cell.get("s"))
            if number < len(styles) and styles[number] in ours:
                self._restyle(root, cell, 0)

    def _restyle(self, root: etree._Element, cell: etree._Element, fill: int) -> None:
        m = _namespace(root)
        styles = root.find(f"{m}cellXfs")
        key = (_number(cell.get("s")), fill)
        if key not in self._doubles:
            known = [] if styles is None else styles.findall(f"{m}xf")
            if styles is None or key[0] >= len(known):
                return
            double = copying.deepcopy(known[key[0]])
            double.set("fillId", str(fill))
            double.set("applyFill", "1")
            styles.append(double)
            styles.set("count", str(len(known) + 1))
            self._doubles[key] = str(len(known))
        cell.set("s", self._doubles[key])


def _fill(root: etree._Element, m: str, colour: str) -> int:
    """Return the number of the fill of a colour, added when there is none."""
    for number, known in _colours(root, m):
        if known == colour:
            return number
    fills = root.find(f"{m}fills")
    if fills is None:
        fills = etree.Element(f"{m}fills")
        before = [at for at, item in enumerate(root) if etree.QName(item).localname in _BEFORE_FILLS]
        root.insert(max(before, default=-1) + 1, fills)
        for kind in ("none", "gray125"):  # which Excel expects as the first two
            _pattern(fills, m, kind)
    pattern = _pattern(fills, m, "solid")
    etree.SubElement(pattern, f"{m}fgColor", {"rgb": colour})
    etree.SubElement(pattern, f"{m}bgColor", {"indexed": "64"})
    number = len(fills.findall(f"{m}fill"))
    fills.set("count", str(number))
    return number - 1


def _pattern(fills: etree._Element, m: str, kind: str) -> etree._Element:
    return etree.SubElement(etree.SubElement(fills, f"{m}fill"), f"{m}patternFill", {"patternType": kind})


def _colours(root: etree._Element, m: str) -> list[tuple[int, str]]:
    """Return the solid fills: their numbers and colours."""
    fills = enumerate(root.iterfind(f"{m}fills/{m}fill"))
    return [(number, item.get("rgb", "")) for number, fill in fills for item in fill.iter(f"{m}fgColor")]


def _namespace(root: etree._Element) -> str:
    return f"{{{etree.QName(root).namespace}}}"


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 9 else 0
