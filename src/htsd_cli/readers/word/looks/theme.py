"""What a document's theme gives to names: colours, as the settings map them, and fonts, with those that came along."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from htsd_cli.readers.packages import UnreadableFile, parsed
from htsd_cli.readers.word.elements import NAMESPACES
from htsd_cli.readers.word.looks.colours import Colour, from_hex
from htsd_cli.readers.word.looks.symbols import OTHER_DIGITS, shows_pictures

_A = f"{{{NAMESPACES['a']}}}"
# What w:themeColor names, as the colour scheme of the theme calls it when the settings map nothing else (17.18.97).
_SCHEME = {
    "background1": "lt1", "text1": "dk1", "background2": "lt2", "text2": "dk2", "light1": "lt1", "dark1": "dk1",
    "light2": "lt2", "dark2": "dk2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
    "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2",
}  # fmt: skip
_MAPPED = {
    "bg1": ("background1", "bg1"),
    "t1": ("text1", "tx1"),
    "bg2": ("background2", "bg2"),
    "t2": ("text2", "tx2"),
}
_OFFICE_THEME = {"lt1": "FFFFFF", "dk1": "000000", "lt2": "E7E6E6", "dk2": "44546A"}
_MAPPING = re.compile(rb"<\w+:clrSchemeMapping\b[^>]*>")
_ENTRY = re.compile(rb"\w+:(bg1|t1|bg2|t2)=[\"'](\w+)[\"']")


def mapping_in(settings: bytes | None) -> tuple[tuple[str, str], ...]:
    """Return what the settings (17.15.1.20) map the colours of text and paper to, but for what is usual."""
    found = _MAPPING.search(settings) if settings else None
    if found is None:
        return ()
    said = {name.decode(): to.decode() for name, to in _ENTRY.findall(found[0])}
    usual = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
    return tuple((name, to) for name, to in said.items() if usual[name] != to)


class Theme:
    """The theme of a document; its part is looked into when the first name is asked for."""

    def __init__(
        self,
        part: bytes | None,
        mapping: tuple[tuple[str, str], ...] = (),
        lying: frozenset[str] = frozenset(),
    ) -> None:
        self._part = part
        self._lying = lying
        self._scheme = dict(_SCHEME)
        for name, to in mapping:
            self._scheme.update(dict.fromkeys(_MAPPED[name], _SCHEME.get(to, to)))
        self._read_: tuple[Mapping[str, str], Mapping[str, str]] | None = None

    def colour(self, name: str) -> Colour | None:
        """Return the colour a w:themeColor names, None for a name the theme does not have."""
        return from_hex(self._names()[0].get(self._scheme.get(name, name), ""))

    def font(self, name: str) -> str:
        """Return the font a w:asciiTheme names ("minorHAnsi"), "" where the theme does not say."""
        return self._names()[1].get(name[:5], "")

    def sign_font(self, name: str) -> str | None:
        """Return a font's name where it draws signs for digits, `OTHER_DIGITS` where it draws others, else None."""
        if shows_pictures(name):
            return name
        return OTHER_DIGITS if self._lying and name.lower() in self._lying else None

    def _names(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        if self._read_ is None:
            self._read_ = self._read()
        return self._read_

    def _read(self) -> tuple[dict[str, str], dict[str, str]]:
        colours, fonts = dict(_OFFICE_THEME), dict[str, str]()
        try:
            root = None if self._part is None else parsed(self._part)
        except UnreadableFile:
            root = None
        if root is None:
            return colours, fonts
        scheme = root.find(f".//{_A}clrScheme")
        for entry in scheme if scheme is not None else ():
            inner = next(iter(entry), None)
            if inner is not None:
                colours[etree.QName(entry).localname] = inner.get("lastClr") or inner.get("val") or ""
        for kind in ("major", "minor"):
            latin = root.find(f".//{_A}fontScheme/{_A}{kind}Font/{_A}latin")
            fonts[kind] = "" if latin is None else latin.get("typeface", "")
        return colours, fonts
