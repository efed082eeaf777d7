"""The styles of a Word file, as far as they matter to its text: which hide it, which set a legacy font."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from htsd_cli.language.legacy_fonts import is_legacy
from htsd_cli.readers.packages import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RPR, VAL = f"{W}rPr", f"{W}val"
OFF = frozenset(("0", "false", "off", "none"))


class Style(NamedTuple):
    """What a style says of its text: its font, and whether it is hidden."""

    font: str | None = None
    hidden: bool = False


class Styles(NamedTuple):
    """Which styles hide their text or set a legacy font; empty for the files in which none does."""

    styles: dict[str, Style] = {}  # noqa: RUF012 - never changed
    default: Style = Style()
    matter: bool = False

    @classmethod
    def load(cls, package: Package, main: str, source: bytes) -> Styles:
        """Return the styles, parsed only when a legacy font or hidden text occurs at all."""
        usual = "word/styles.xml"
        part = usual if usual in package else package.related(main, "styles") or usual
        styles = package.read(part) or b""
        marks = (b".Vn", b"VNI", b"Vni", b"vni-", b"vanish")
        if not any(mark in text for mark in marks for text in (source, styles)):
            return cls()
        if not styles:
            return cls(matter=True)
        root = package.parse(part)
        own: dict[str, tuple[Style, str | None]] = {}
        normal = None
        for element in root.iterfind(f"{W}style"):
            name = element.get(f"{W}styleId", "")
            based = element.find(f"{W}basedOn")
            rpr = element.find(RPR)
            own[name] = (
                Style(font_of(rpr), is_on(rpr, "vanish") or False),
                None if based is None else based.get(VAL),
            )
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true"):
                normal = name
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{RPR}")
        resolved = {name: _inherited(name, own) for name in own}
        base = resolved.get(normal or "", Style())
        default = Style(base.font or font_of(defaults), base.hidden or bool(is_on(defaults, "vanish")))
        return cls(resolved, default, True)

    def within(self, table_style: etree._Element | None) -> Styles:
        """Return the styles as they apply inside a table of this style."""
        own = self.get(None if table_style is None else table_style.get(VAL))
        if not self.matter or own == Style():
            return self
        return self._replace(default=Style(own.font or self.default.font, own.hidden or self.default.hidden))

    def get(self, name: str | None) -> Style:
        """Return a style by its id, the empty style when there is none."""
        return self.styles.get(name or "", Style())


def _inherited(name: str, own: dict[str, tuple[Style, str | None]]) -> Style:
    font: str | None = None
    hidden = False
    seen: set[str] = set()
    current: str | None = name
    while current in own and current not in seen:
        seen.add(current)
        style, current = own[current]
        font = font or style.font
        hidden = hidden or style.hidden
    return Style(font, hidden)


def font_of(rpr: etree._Element | None) -> str | None:
    """Return the font a run's properties set, a legacy one first; None when they set none."""
    fonts = None if rpr is None else rpr.find(f"{W}rFonts")
    if fonts is None:
        return None
    names = [fonts.get(f"{W}{slot}") for slot in ("ascii", "hAnsi")]
    # The letters of a legacy font lie above ASCII, where hAnsi rules; Word writes both alike.
    return next((name for name in names if name and is_legacy(name)), names[1] or names[0])


def is_on(rpr: etree._Element | None, name: str) -> bool | None:
    """Return whether a switch of a run's properties is on or off, None when it says nothing."""
    switch = None if rpr is None else rpr.find(f"{W}{name}")
    return None if switch is None else switch.get(VAL, "1") not in OFF


def is_raised(rpr: etree._Element) -> bool:
    """Return whether a run is set as superscript, as a note's mark is."""
    align = rpr.find(f"{W}vertAlign")
    return align is not None and align.get(VAL) == "superscript"
