"""A finding: something a person must know, with its code, severity, place, message and the way to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from htsd_cli.values.figures import Key, Number
from htsd_cli.values.origin import Origin


class Severity(StrEnum):
    """What a finding means for the totals; the same for every finding.

    error: not counted until a person mends it. warning: counted, and a person should look.
    info: counted, good to know.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return ("error", "warning", "info").index(self.value)


class Mender(Enum):
    """Who can mend what a finding tells of: the unit in its own file, or the office that consolidates."""

    UNIT = "unit"
    OFFICE = "office"


class Fate(Enum):
    """What a finding of this kind means for the file as a whole, whatever its figures are.

    counts: the file counts. held back: it is a report, and nothing of it is counted until a person mends it. no table:
    it could be read and holds no table of the form. unreadable: it cannot be read. The last two are no reports.
    """

    COUNTS = "counts"
    HELD_BACK = "held back"
    NO_TABLE = "no table"
    UNREADABLE = "unreadable"

    @property
    def is_report(self) -> bool:
        """Whether the file may be a report all the same."""
        return self in (Fate.COUNTS, Fate.HELD_BACK)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `indicator` and `measure` name the figure it is about, where there is one.

    Its message is made of parts, all Vietnamese: `where`, the place of a figure; `says`, what stands there
    (“ ghi “khoảng 200”: ”); and `problem`, what is wrong or was expected. The first two are "" where a sentence has no
    such parts. `hint` says what to do, `mender` who can. `suggestion` is the number that was probably meant, never
    used without a person's word. `title` is what findings of its kind are called.
    """

    code: str
    severity: Severity
    problem: str
    hint: str
    indicator: str | None = None
    measure: str | None = None
    suggestion: Number | None = None
    origin: Origin | None = None
    where: str = ""
    says: str = ""
    mender: Mender = Mender.UNIT
    said_to_unit: str = ""
    fate: Fate = Fate.COUNTS
    title: str = ""

    @property
    def cell(self) -> Key | None:
        """The form's cell it is about, None where it is about none or a whole row."""
        return Key(self.indicator, self.measure) if self.indicator and self.measure else None

    @property
    def hint_to_unit(self) -> str:
        """What the unit itself should do, where `hint` speaks to the clerk at the office's own machine."""
        return self.said_to_unit or self.hint

    @property
    def message(self) -> str:
        """The whole sentence: where, what stands there and what was expected."""
        return f"{self.where}{self.says}{self.problem}" if self.says else self.problem

    @property
    def complaint(self) -> str:
        """What is wrong as a sentence of its own, for where the place and the text stand beside it."""
        return f"{self.problem[:1].upper()}{self.problem[1:]}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A kind of finding in the catalogue.

    `says`, `problem` and `hint` are templates with named fields (see `Finding`); with `says` the message begins with
    the field `where`. `explanation` tells what it means and why it matters, `example` shows one, `mend` tells how to
    mend it; they make `htsd explain` and the reference. `mender` is who can mend it: what the office alone can is told
    to no unit. `hint_to_unit` is the hint to the unit where `hint` speaks to the clerk at the office's own machine.
    `fate` is what it means for the file as a whole; `received` is what a unit is told of which only such a file came
    in, after the office's name, with the field `file`.
    """

    code: str
    severity: Severity
    title: str
    says: str = ""
    problem: str
    hint: str
    explanation: str
    example: str
    mend: str
    mender: Mender = Mender.UNIT
    hint_to_unit: str = ""
    fate: Fate = Fate.COUNTS
    received: str = ""

    @property
    def message(self) -> str:
        """The template of the whole sentence."""
        return f"{{where}}{self.says}{self.problem}" if self.says else self.problem

    def finding(
        self,
        *,
        indicator: str | None = None,
        measure: str | None = None,
        suggestion: Number | None = None,
        origin: Origin | None = None,
        **fields: object,
    ) -> Finding:
        """Return a finding of this kind, its templates filled with `fields`."""
        return Finding(
            code=self.code,
            severity=self.severity,
            problem=self.problem.format(**fields),
            hint=self.hint.format(**fields),
            indicator=indicator,
            measure=measure,
            suggestion=suggestion,
            origin=origin,
            where=str(fields.get("where", "")),
            says=self.says.format(**fields),
            mender=self.mender,
            said_to_unit=self.hint_to_unit,
            fate=self.fate,
            title=self.title,
        )
