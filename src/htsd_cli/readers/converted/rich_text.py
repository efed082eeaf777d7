r"""A copy of a rich text file (.rtf) that LibreOffice reads as Word shows it.

LibreOffice parts two lines at a paragraph mark nobody sees, shows both forms of a text that is written twice (`\upr`),
what was moved away (`\mvf`) and the entries of an index, joins what a page break in a cell parts, takes `\deleted0`
for deleted, computes `=7+7` and what the document says of itself anew, knows no cell that a tracked change deleted, and
loses the text of a footnote or a comment whose paragraphs say of themselves that they stand in a table.
What it would leave out without a word is told at its place (`told`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from htsd_cli.readers.converted.told import formula_mark, mark
from htsd_cli.readers.stored import field_comes_to
from htsd_cli.values.document import Sight

# A control word with its number, a sign, a group, or letters of an RTF file.
_TOKEN = re.compile(rb"\\([a-z]+)(-?\d+)? ?|\\[^a-z]|[{}]")
_WIDE_SPACE = re.compile(rb"\\(?:em|en|qm)space(?![a-z]) ?")
_CONCERNED = re.compile(
    rb"\\(?:v|deleted|upr|page|column|mvf|striked0|tcn?|xe|fldinst|chdate|chtime|chdpl|chdpa|sectnum|cldel|footnote|annotation)(?![a-z])"
)
_HIDDEN, _DELETED, _STRUCK_TWICE, _IN_TABLE, _IN_FIELD, _IN_NOTE = 1, 2, 4, 8, 16, 32
_MARK_STATES = {b"v": _HIDDEN, b"deleted": _DELETED, b"mvf": _DELETED}
_NOTES, _OF_A_TABLE = (b"footnote", b"annotation"), (b"intbl", b"itap")
_ENTRIES = (b"tc", b"tcn", b"xe")
_FILLED_IN = {
    b"chdate": "ngày tự động",
    b"chdpl": "ngày tự động",
    b"chdpa": "ngày tự động",
    b"chtime": "giờ tự động",
    b"sectnum": "số của phần tự động",
}


_IN_GROUPS = re.compile(
    rb"\\[a-z]+-?\d* ?|\\\*|[{}\r\n]"
)  # of a field's code and its result: what is no letter
_OF_CELLS = re.compile(r"\s*=[^\\]*[A-Za-z]")  # a formula field that is not of numbers alone
_BUTTONS = ("MACROBUTTON", "GOTOBUTTON")  # fields whose text stands in their code
# Fields whose stored result LibreOffice replaces by what it finds itself.
_OWN_RESULT = frozenset(
    ("TITLE", "SUBJECT", "KEYWORDS", "COMMENTS", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM", "NUMWORDS", "NUMCHARS",
     "FILENAME", "TEMPLATE", "NEXT", "NEXTIF", "MERGEREC")
)  # fmt: skip
_GONE_CELL = "ô đã xóa hoặc bị dời do xóa ô khi theo dõi thay đổi"
_OPEN_WORD = re.compile(rb"\\[a-z]+-?\d*$")  # what follows would be read as part of it
_ENDS = (b"\\", b"{", b"}", b"\r", b"\n", b";")


class _Edit(NamedTuple):
    begin: int
    end: int
    text: bytes = b""


def as_shown(content: bytes) -> bytes:
    """Return a rich text file changed so that its conversion shows what Word shows."""
    changed = _edited(content) if _CONCERNED.search(content) else content
    if b"\\bin" not in changed:
        changed = _WIDE_SPACE.sub(rb"\\~", changed)  # LibreOffice leaves it out
    return changed


def _edited(content: bytes) -> bytes:
    scan = _Scan(content)
    scan.run()
    out = bytearray()
    done = 0
    for edit in sorted(scan.edits):
        if edit.begin >= done:
            out += content[done : edit.begin] + edit.text
            done = edit.end
            if not edit.text and content[done : done + 1] not in _ENDS and _OPEN_WORD.search(out[-40:]):
                out += b" "
    return bytes(out + content[done:])


@dataclass(slots=True)
class _Field:
    """An open field: where its group begins, its words, and where its code and its result stand."""

    begin: int
    word: re.Match[bytes]
    code: int = -1
    ends: int = 0  # the end of the code
    result: int = -1
    shows: re.Match[bytes] | None = None  # the word before its result


class _Scan:
    """One way through a file, group by group, that notes what is to be changed."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.edits: list[_Edit] = []
        self.state = 0
        self.stack: list[tuple[int, int]] = []  # of each open group, the state around it and where it begins
        self.dropped: set[int] = set()  # beginnings of groups that are left out
        self.drops_next = False
        self.field: _Field | None = None  # the innermost that is open
        self.row: list[
            bool
        ] = []  # of each cell that a row defines, whether it was deleted or stands behind one
        self.ends: dict[int, list[int]] = {}  # where the cells of the row end, of each table in hand
        self.gone = False
        self.outer: tuple[list[bool], bool] = ([], False)  # what is said of the row around a nested one
        self.deep = 0  # how many tables the paragraph stands in, where that is said
        self.seen = False  # whether letters that are seen stand before the next mark

    def run(self) -> None:
        at = opened = 0
        while (token := _TOKEN.search(self.content, at)) is not None:
            if not self.state & (_HIDDEN | _DELETED) and self.content[at : token.start()].strip(b"\r\n "):
                self.seen = True
            at = token.end()
            sign, word = token[0], token[1]
            if sign == b"{":
                if self.drops_next:
                    self.dropped.add(token.start())
                self.drops_next = False
                self.stack.append((self.state, token.start()))
                opened = at
            elif sign == b"}":
                if self.stack:
                    self.state, begin = self.stack.pop()
                    if self.field is not None and not self.state & _IN_FIELD:
                        self._close(self.field, begin, at)
                    if begin in self.dropped:
                        self.edits.append(_Edit(begin, at))
            elif word == b"bin" and token[2]:
                at += max(int(token[2]), 0)  # what follows are no letters
            elif word is not None:
                self._word(token, first=token.start() == opened)

    def _word(self, token: re.Match[bytes], *, first: bool) -> None:
        word, number = token[1], token[2]
        if word in _NOTES:
            self.state |= _IN_NOTE
        elif word in _OF_A_TABLE and self.state & _IN_NOTE:
            self._replace(token, b"")  # a note has no cells; its text would get lost
        elif word == b"plain":
            self.state &= _IN_TABLE | _IN_FIELD | _IN_NOTE
        elif word in _MARK_STATES:
            bit = _MARK_STATES[word]
            self.state = self.state & ~bit if number == b"0" else self.state | bit
            if word == b"mvf" or (word == b"deleted" and number == b"0"):
                self._replace(token, b"" if number == b"0" else rb"\deleted ")
        elif word == b"striked":
            if number == b"0" and not self.state & _STRUCK_TWICE:
                self._replace(token, b"")  # it would undo \strike
            self.state = self.state & ~_STRUCK_TWICE if number == b"0" else self.state | _STRUCK_TWICE
        elif word == b"pard":
            self.state &= ~_IN_TABLE
            self.deep = 0
        elif word == b"itap":
            self.deep = int(number or b"0")
        elif word == b"intbl":
            self.state |= _IN_TABLE
        elif word in (b"page", b"column") and self.state & _IN_TABLE:
            self._replace(token, rb"\line ")
        elif word == b"fldinst":
            if self.field is not None and not self.state & _IN_FIELD:
                self.field.code = self.stack[-1][1]
            self.state |= _IN_FIELD
        elif word == b"field" and self.stack and not self.state & _IN_FIELD:
            self.field = _Field(self.stack[-1][1], token)
        elif word == b"fldrslt" and self.field is not None and not self.state & _IN_FIELD:
            self.field.result, self.field.shows = self.stack[-1][1], token
        elif word in _FILLED_IN:
            self._replace(token, _escaped(mark(Sight.UNKNOWN, _FILLED_IN[word])))
        elif word == b"upr":
            self.drops_next = True
        elif first and (word in _ENTRIES or (word == b"field" and self.state & _IN_FIELD)):
            self.dropped.add(self.stack[-1][1])
        self._cells(token, word)
        self._line(token, word)

    def _close(self, field: _Field, begin: int, end: int) -> None:
        """Take note of a group that closes: of a formula with its result only the result is converted."""
        if begin == field.code:
            field.ends = end
        elif field.shows is not None and field.ends and begin == field.result == field.shows.start() - 1:
            code, shown = (
                _letters(self.content[at:to]) for at, to in ((field.code, field.ends), (begin, end))
            )
            kind = code.split(None, 1)[0].upper() if code.strip() else ""
            if kind in _OWN_RESULT and shown.strip():
                self._keep_result(field, field.shows)
            elif code.lstrip().startswith("=") and shown.strip():
                self._keep_result(field, field.shows)
                computed = field_comes_to(code.strip(), shown)
                if b"\\field" not in self.content[field.code : field.ends]:
                    said = mark(Sight.STALE, computed) if computed else ""
                    if self.deep < 2 and _OF_CELLS.match(code):
                        said = formula_mark(code, shown)
                    if said:
                        self.edits.append(_Edit(end - 1, end - 1, _escaped(said)))
        elif begin == field.begin:
            words = _letters(self.content[field.code : field.ends]).split(None, 2) if field.ends else []
            if len(words) == 3 and words[0].upper() in _BUTTONS and re.search(r"\d", words[2]):
                self.edits.append(
                    _Edit(end, end, _escaped(mark(Sight.UNKNOWN, f"nút bấm: {words[2].strip()}")))
                )
            self.field = None

    def _keep_result(self, field: _Field, shows: re.Match[bytes]) -> None:
        """Leave out all of a field but its result."""
        self._replace(field.word, b"")
        self._replace(shows, b"")
        self.edits.append(_Edit(field.code, field.ends))

    def _cells(self, token: re.Match[bytes], word: bytes) -> None:
        """Tell at the cells that a tracked change deleted, and at those behind them, which it moved."""
        if word == b"nesttableprops":
            self.outer = self.row, self.gone  # its cells stand before it
        elif word == b"trowd":
            self.row, self.gone = [], False
        elif word == b"cldel":
            self.gone = True
        elif word == b"cellx":
            self.row.append(self.gone)
        elif word in (b"cell", b"nestcell"):
            self.ends.setdefault(self.deep if word == b"nestcell" else 1, []).append(token.start())
        elif word in (b"row", b"nestrow"):
            ends = self.ends.pop(self.deep if word == b"nestrow" else 1, [])
            for end, gone in zip(ends, self.row, strict=False):
                if gone:
                    self.edits.append(_Edit(end, end, _escaped(mark(Sight.SHIFTED, _GONE_CELL))))
            if word == b"nestrow":
                self.row, self.gone = self.outer

    def _line(self, token: re.Match[bytes], word: bytes) -> None:
        """Leave out a paragraph mark nobody sees, where there is text before it; else it keeps its own."""
        shown = not self.state & (_HIDDEN | _DELETED)
        if word == b"u" and shown:
            self.seen = True
        elif word in (b"cell", b"nestcell", b"row", b"pard") or (word == b"par" and shown):
            self.seen = self.seen and word == b"pard"
        elif word == b"par" and self.seen:
            self._replace(token, b"")

    def _replace(self, token: re.Match[bytes], text: bytes) -> None:
        self.edits.append(_Edit(token.start(), token.end(), text))


def _letters(group: bytes) -> str:
    return (
        _IN_GROUPS.sub(b"", group.replace(b"\\\\", b"\\ ")).decode("cp1252", "replace").replace("\\ ", "\\")
    )


def _escaped(text: str) -> bytes:
    """Return letters as rich text writes them; each is one unit of UTF-16 here."""
    return b"".join(
        b"\\u%d?" % (code - 65536 if code > 32767 else code) if code > 126 else bytes([code])
        for code in map(ord, text)
    )
