"""What the result of a field comes from: bookmarks, the document's properties and variables, its own words, its place.

Word shows the result as it was stored; where the file itself says another number by now, that is told.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field

from lxml import etree

from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.word.elements import VAL, W
from htsd_cli.readers.word.fields.codes import Field
from htsd_cli.readers.word.fields.conditions import chosen_text

_CODE = re.compile(
    r"\s*(?:(REF|DOCPROPERTY|DOCVARIABLE|QUOTE)\s+)?(?:\"([^\"\\]{1,80})\"|([^\s\"\\]{1,80}))\s*((?:\\[^\\]{1,40})*)",
    re.IGNORECASE,
)
_LOOKS_ALONE = re.compile(r"(?:\\h\s*|\\\*\s*(?:MERGEFORMAT|CHARFORMAT)\s*)*", re.IGNORECASE)
_START, _END, _T, _P = f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t", f"{W}p"
_NEVER_READ = (f"{W}del", f"{W}moveFrom")
_LONGEST = 60  # letters of a bookmark that are looked at
_MOST, _MOST_OPEN = 2000, 40  # bookmarks that are looked at, and those of one text


@dataclass(slots=True)
class Sources:
    """What fields take their results from, each looked up when the first field asks for it."""

    package: Package
    body: etree._Element
    _bookmarks: dict[str, str] | None = field(default=None)
    _sequences: dict[etree._Element, str] | None = field(default=None)
    _stored: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def bookmarks(self) -> dict[str, str]:
        """The texts of the bookmarks that lie in one paragraph, by their names in small letters."""
        if self._bookmarks is None:
            self._bookmarks = dict(_bookmarks(self.body))
        return self._bookmarks

    def now(self, code: str, shown: str, of: Field) -> str:
        """Return the number that a field's source says where its result shows another; "" otherwise."""
        said = self._said(code, of) if _is_number(shown) else ""
        return said.strip() if _is_number(said) and _digits(said) != _digits(shown) else ""

    def _said(self, code: str, of: Field) -> str:
        if of.kind == "IF":
            return "" if of.rests else chosen_text(code) or ""
        if of.kind == "SEQ":
            return "" if of.first is None else self.sequences.get(of.first, "")
        found = _CODE.fullmatch(code)
        if found is None or not _LOOKS_ALONE.fullmatch(found[4]):
            return ""
        kind, name = (found[1] or "REF").upper(), found[2] or found[3]
        return name if kind == "QUOTE" else self._named(kind).get(name.casefold(), "")

    @property
    def sequences(self) -> dict[etree._Element, str]:
        """The numbers of the SEQ fields by their first elements."""
        if self._sequences is None:
            from htsd_cli.readers.word.fields.sequences import numbers  # most files number no captions

            self._sequences = numbers(self.body)
        return self._sequences

    def _named(self, kind: str) -> dict[str, str]:
        if kind == "REF":
            return self.bookmarks
        if kind not in self._stored:
            named = self.package.custom_properties() if kind == "DOCPROPERTY" else _variables(self.package)
            self._stored[kind] = {name.casefold(): value for name, value in named.items()}
        return self._stored[kind]


def _is_number(text: str) -> bool:
    return len(text) <= _LONGEST and re.search(r"[0-9]", text) is not None


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text).lstrip("0")


def _bookmarks(body: etree._Element) -> list[tuple[str, str]]:
    """Return the names and texts of bookmarks; one that reaches over paragraphs, or is double, says nothing."""
    names: dict[str, str] = {}
    open_: dict[str, tuple[etree._Element | None, list[str]]] = {}
    found: dict[str, str] = {}
    for element in body.iter(_START, _END, _T):
        tag = element.tag
        if tag == _T:
            if open_ and next(element.iterancestors(*_NEVER_READ), None) is None:
                for _, texts in open_.values():
                    texts.append(element.text or "")
            continue
        key = element.get(f"{W}id", "")
        paragraph = next(element.iterancestors(_P), None)
        if tag == _START and len(names) < _MOST and element.get(f"{W}colFirst") is None:
            names[key] = element.get(f"{W}name", "").casefold()
            open_ = {other: begun for other, begun in open_.items() if begun[0] is paragraph}
            if len(open_) < _MOST_OPEN:
                open_[key] = paragraph, []
        elif tag == _END and key in open_:
            begun, texts = open_.pop(key)
            name = names[key]
            whole = begun is not None and begun is paragraph and name not in found
            found[name] = "".join(texts) if whole else ""
    return list(found.items())


def _variables(package: Package) -> dict[str, str]:
    with suppress(UnreadableFile):
        if "word/settings.xml" in package:
            variables = package.parse("word/settings.xml").iter(f"{W}docVar")
            return {item.get(f"{W}name", ""): item.get(VAL, "") for item in variables}
    return {}


def computed_by(field_char: etree._Element) -> str:
    """Return the formula of a form field that Word computes (w:fldChar with w:textInput of type calculated), or ""."""
    entry = field_char.find(f"{W}ffData/{W}textInput")
    kind = None if entry is None else entry.find(f"{W}type")
    formula = None if entry is None else entry.find(f"{W}default")
    if kind is None or formula is None or kind.get(VAL) != "calculated":
        return ""
    return formula.get(VAL, "")
