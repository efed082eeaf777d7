"""Comments, footnotes and endnotes: what they say at the cells they are anchored in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.word.elements import NAMESPACES, W

_ID = f"{W}id"
_REFERENCES = {
    f"{W}commentReference": "comments",
    f"{W}footnoteReference": "footnotes",
    f"{W}endnoteReference": "endnotes",
}
ANCHORS = (f"{W}commentRangeStart", *_REFERENCES)
_M_T = f"{{{NAMESPACES['m']}}}t"
_GONE = (f"{W}del", f"{W}moveFrom")


@dataclass(slots=True)
class Notes:
    """The notes of a Word file; a part is read when a cell refers to it."""

    package: Package
    main: str
    _texts: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _ranges: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, package: Package, main: str, body: etree._Element) -> Notes:
        """Return the file's notes. A comment on a range stands at the cell its range begins in."""
        homes = (f"{W}tc", f"{W}p")  # one between two cells is left to the comment's own mark
        starts = body.iter(f"{W}commentRangeStart")
        ranges = {mark.get(_ID, "") for mark in starts if next(mark.iterancestors(*homes), None) is not None}
        return cls(package, main, {}, ranges)

    def at(self, tc: etree._Element) -> tuple[str, ...]:
        """Return the texts of the notes anchored in a cell, in their order, our own comments among them."""
        return self._of(tc.iter(*ANCHORS))

    def outside(self, body: etree._Element) -> tuple[str, ...]:
        """Return the texts of the notes anchored outside every cell of a table, in their order."""
        marks = body.iter(*ANCHORS)
        return self._of(mark for mark in marks if next(mark.iterancestors(f"{W}tc"), None) is None)

    def _of(self, marks: Iterable[etree._Element]) -> tuple[str, ...]:
        found: list[str] = []
        for mark in marks:
            name = mark.get(_ID, "")
            kind = _REFERENCES.get(mark.tag, "comments")
            if kind == "comments" and mark.tag in _REFERENCES and name in self._ranges:
                continue
            if next(mark.iterancestors(*_GONE), None) is None:
                text = self._part(kind).get(name, "")
                if text and text not in found:
                    found.append(text)
        return tuple(found)

    def _part(self, kind: str) -> Mapping[str, str]:
        if kind not in self._texts:
            self._texts[kind] = self._read(kind)
        return self._texts[kind]

    def _read(self, kind: str) -> dict[str, str]:
        part = self.package.related(self.main, kind)
        if part is None or part not in self.package:
            return {}
        try:
            root = self.package.parse(part)
        except UnreadableFile:
            return {}
        texts: dict[str, str] = {}
        for note in root:
            if not isinstance(note.tag, str) or note.get(f"{W}type") in (
                "separator",
                "continuationSeparator",
            ):
                continue
            lines = (_line(paragraph) for paragraph in note.iter(f"{W}p"))
            texts[note.get(_ID, "")] = "\n".join(line for line in lines if line).strip()
        return texts


def _line(paragraph: etree._Element) -> str:
    out: list[str] = []
    for text in paragraph.iter(f"{W}t", _M_T, f"{W}tab", f"{W}br"):
        if next(text.iterancestors(*_GONE), None) is None:
            out.append((text.text or "") if text.tag in (f"{W}t", _M_T) else " ")
    return "".join(out).strip()
