"""What travels while the doubtful is decided: which figure, what a person wrote of it, what becomes of that."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from htsd_cli.decisions.activities import ActivityKey, Ticked
from htsd_cli.language.vietnamese import clean
from htsd_cli.values.document import Cell, CellKind, Origin
from htsd_cli.values.figures import Key, Number

OUTSIDE = "(ngoài mẫu)"  # stands for the column of what no cell of the form asks for
# What is held back until a person mends or decides it, in every output's words.
CELLS_TO_MEND = "ô số liệu phải sửa"
OUTSIDE_THE_FORM = "số ghi ngoài các ô của mẫu"
NOT_COUNTED = "không tính"
_LONGEST = 1_000  # characters of a raw text that are shown
_NONE = "-"


class SheetText(NamedTuple):
    """What of a line a person sees and nobody should change: by it a line is known again when its key is lost."""

    unit: str
    indicator: str
    column: str
    text: str

    @property
    def who(self) -> str:
        """A short digest of whose figure it is; spacing does not matter."""
        return _digest(self.unit, self.indicator, self.column)

    @property
    def what(self) -> str:
        """A short digest of what stood in the report; spacing does not matter."""
        return _digest(self.text)

    @property
    def called(self) -> str:
        """The line as messages name it."""
        return " – ".join(filter(None, (self.unit, self.indicator, self.column)))


class Subject(NamedTuple):
    """What can be decided in a file: a figure by `indicator` and `measure`, or a `spot` outside the form's cells.

    `spot` is "" for a figure, else a digest of the finding's place: an added row, a heading row, a cell of which
    nothing is asked. Of a spot all that can be decided is that it does not count.
    """

    indicator: str = ""
    measure: str = ""
    spot: str = ""

    @property
    def cell(self) -> Key:
        """The form's cell, of a figure."""
        return Key(self.indicator, self.measure)


class LineKey(NamedTuple):
    """What a line of the sheet is about, beyond mistake: the file by its content, the figure, what the line showed."""

    digest: str
    subject: Subject
    who: str
    what: str
    unit_id: str = ""

    def __str__(self) -> str:
        parts = (self.digest, *self.subject, self.who, self.what, self.unit_id)
        return "/".join(part or _NONE for part in parts)

    @classmethod
    def parse(cls, text: str) -> LineKey | None:
        """Return the key a cell holds, None for anything else."""
        parts = ["" if part == _NONE else part for part in text.strip().split("/", 6)]
        if len(parts) != 7 or not re.fullmatch(r"[0-9a-f]{16}", parts[0]):
            return None
        digest, indicator, measure, spot, who, what, unit_id = parts
        return cls(digest, Subject(indicator, measure, spot), who, what, unit_id)


@dataclass(frozen=True)
class Row:
    """A line as it stands in a sheet of decisions.

    `shown` has "" for a column that is gone, which `complete` tells. `others` are columns people added, by their
    heading. `noted` keeps the file, the place and the trouble the line told when it was written.
    """

    source: Path
    number: int
    shown: SheetText
    complete: bool
    key: LineKey | None
    value: Cell | None
    reason: str = ""
    by: str = ""
    others: tuple[tuple[str, str], ...] = ()
    noted: tuple[str, str, str] = ("", "", "")
    suggestion: Number | str | None = None

    @property
    def typed(self) -> int | float | str | None:
        """What stands in the cell for the right value, a number as a number."""
        if self.value is None:
            return None
        number = self.value.value if self.value.kind is CellKind.NUMBER else None
        return self.value.text.strip() if number is None else number

    @property
    def filled(self) -> bool:
        """Whether a person wrote anything here."""
        return self.value is not None or bool(self.reason or self.by or self.others)


class Sheets(NamedTuple):
    """All lines of the sheets found, the sheet saved last first; `keys` are all that the sheets ever held.

    `ticks` are the lines about activities, `activities` the keys of these.
    """

    rows: tuple[Row, ...] = ()
    keys: frozenset[LineKey] = frozenset()
    sources: tuple[Path, ...] = ()
    ticks: tuple[Ticked, ...] = ()
    activities: frozenset[ActivityKey] = frozenset()


@dataclass(frozen=True)
class Decision:
    """A person's word on one subject of one file: `value` counts from now on, None when nothing is to count.

    `where` is the place as messages name it, `text` what stands in the report and `origin` where.
    """

    subject: Subject
    value: Number | None
    by: str
    reason: str
    where: str
    text: str = ""
    origin: Origin | None = None


class State(Enum):
    """What has become of a line, in the order of the sheet: what a person has to do comes first."""

    OPEN = auto()  # to be decided, or to be looked at
    REFUSED = auto()  # filled in, but not so that it can be applied
    LOST = auto()  # filled in, but nobody knows for which figure
    APPLIED = auto()
    EXPIRED = auto()  # the file has changed since
    WAITING = auto()  # the unit's report is not here, or not counted as a whole


@dataclass(frozen=True)
class Line:
    """A line of the sheet to be written. `said` is what has become of it; `counted` the figure in the totals now."""

    state: State
    shown: SheetText
    said: str
    key: LineKey | None = None
    suggestion: Number | str | None = None
    row: Row | None = None
    trouble: str = ""
    counted: Number | None = None
    file: str = ""
    place: str = ""
    error: bool = False

    @property
    def is_outside(self) -> bool:
        """Whether it is about what no cell of the form asks for."""
        return self.shown.column == OUTSIDE

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in its cell and no figure of it counts."""
        return self.counted is None and not self.shown.text.strip()


def shown_text(text: str) -> str:
    """Return a raw text as the sheet shows it."""
    text = text.strip().encode(errors="replace").decode()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} […]"


def same_text(one: str, other: str) -> bool:
    """Return whether two texts differ at most in spacing."""
    return _spelt(one) == _spelt(other)


def _spelt(text: str) -> str:
    return " ".join(clean(text).split())


def _digest(*texts: str) -> str:
    joined = "\n".join(_spelt(text) for text in texts)
    return hashlib.sha256(joined.encode(errors="replace")).hexdigest()[:10]
