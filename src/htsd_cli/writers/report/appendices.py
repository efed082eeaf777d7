"""The report's appendices as the Word template sees them: tables, lines and lists, each a value without a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from htsd_cli.values.figures import Number


@dataclass(frozen=True, slots=True)
class FormTables:
    """The appendix with the form's own tables, of a report that has none in its text."""

    name: str


@dataclass(frozen=True, slots=True)
class KindColumn:
    """A kind of unit and how many of its units are in the totals."""

    name: str
    units: int


@dataclass(frozen=True, slots=True)
class KindsLine:
    """A row of the form by kind of unit. Each cell has a figure (or None) for each of the row's measures.

    `measures` are the units of these measures ("lớp", "người"); none for a row that is only a heading.
    """

    number: str
    label: str
    measures: tuple[str, ...]
    cells: tuple[tuple[Number | None, ...], ...]
    total: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class KindMoney:
    """What one kind of unit gave in each row of the form that is an amount (đồng)."""

    name: str
    figures: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """The rows of the form that are amounts (đồng): `label` of the part they stand in, `columns` theirs."""

    label: str
    columns: tuple[str, ...]
    kinds: tuple[KindMoney, ...]
    total: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class ByKind:
    """All indicators and measures by kind of unit; `money` is None when the form asks for no amount."""

    name: str
    kinds: tuple[KindColumn, ...]
    lines: tuple[KindsLine, ...]
    money: MoneyTable | None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's main figures; `number` runs through all kinds."""

    number: str
    name: str
    figures: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class KindUnits:
    """The units of one kind and what they add up to; `numeral` numbers the kinds: I, II …"""

    numeral: str
    name: str
    units: tuple[UnitLine, ...]
    total: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class ByUnit:
    """The main figures (`columns`) of every counted unit, by kind; `count` units in all."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[KindUnits, ...]
    total: tuple[Number | None, ...]
    count: int


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area: how many of its units reported of those that must (`3/5`, `3/5 +1`), and what they add up to."""

    number: str
    name: str
    reported: str
    figures: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class ByArea:
    """The main figures (`columns`) of every area of the roster, and of all."""

    name: str
    columns: tuple[str, ...]
    areas: tuple[AreaLine, ...]
    reported: str
    total: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit on one of the lists: when its report came in, or in a few words why it is not counted."""

    name: str
    kind: str
    received: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Awaited:
    """The units whose report is missing, cannot be read, came in late, or is not counted until it is sent anew."""

    name: str
    missing: tuple[ListedUnit, ...]
    unusable: tuple[ListedUnit, ...]
    late: tuple[ListedUnit, ...]
    not_counted: tuple[ListedUnit, ...]


@dataclass(frozen=True, slots=True)
class Narratives:
    """The appendix with the units' own words, which is a file by itself."""

    name: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """The appendix with the photographs, which is a file by itself."""

    name: str


@dataclass(frozen=True, slots=True)
class Appendices:
    """The appendices the report has; None for one with nothing to say."""

    by_kind: ByKind | None
    by_unit: ByUnit | None
    by_area: ByArea | None
    awaited: Awaited | None
    narratives: Narratives | None
    tables: FormTables | None = None
    photos: Pictures | None = None

    @property
    def any(self) -> bool:
        """Whether there is an appendix at all."""
        return any(
            (
                self.tables,
                self.by_kind,
                self.by_unit,
                self.by_area,
                self.awaited,
                self.narratives,
                self.photos,
            )
        )
