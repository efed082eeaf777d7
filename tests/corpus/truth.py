"""What a filled form really says: the truth that stands beside every file of the corpus."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Place = tuple[str, str | None]  # indicator, measure; None stands for the row as a whole
TextColumn = Literal["count", "people", "note"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a cell that is no figure: a finding on this place is required.

    `raw` is what stands there. `suggestion` is the number the finding must suggest, None when none is
    likely. `value` is the figure that may be counted together with the finding, None when nothing may.
    """

    indicator: str
    measure: str | None
    raw: str
    suggestion: int | None = None
    value: int | None = None


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell of the statistics table that holds text: it must end as figure, note, extra row or finding.

    `texts` are the ways the cell's content may be quoted (a workbook's number: as stored, as shown).
    """

    indicator: str | None
    column: TextColumn
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """The truth of one file.

    `figures` holds every figure a careful person would read, sums derived from a blank total included.
    `faults` are the places where a finding is required. `allowed` are clean places where a finding is no
    noise. `required` are codes of findings about the file that must occur, `allowed_codes` may. `refused`
    says that the file as a whole must be refused by an error and none of its figures counted. `unit` is
    None where nobody could tell it. `optional` are figures that may be read or left blank, either is right.
    """

    unit: str | None
    figures: dict[str, dict[str, int]]
    faults: tuple[Fault, ...] = ()
    cells: tuple[TextCell, ...] = ()
    allowed: frozenset[Place] = frozenset()
    required: frozenset[str] = frozenset()
    allowed_codes: frozenset[str] = frozenset()
    refused: bool = False
    optional: dict[Place, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """One file of the corpus with its truth."""

    shape: str
    name: str
    content: bytes = field(repr=False)
    truth: Truth
