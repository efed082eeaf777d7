"""Scores one file: what a submission says against the truth, figure by figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from htsd_cli.values.figures import Number
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import Submission
from tests.corpus.filling import FORM
from tests.corpus.names import same_unit
from tests.corpus.truth import Case, Fault


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that went wrong: silent (nothing said) or noise (something said for nothing)."""

    kind: str
    file: str
    place: str
    expected: str
    got: str
    findings: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = "; ".join(self.findings) or "nothing said"
        got = self.got if len(self.got) < 60 else f"{self.got[:57]}..."
        return f"{self.kind:<8}{self.file}  {self.place}: expected {self.expected}, got {got}  [{said[:240]}]"


@dataclass(slots=True)
class Score:
    """What one file, or many taken together, came to.

    `figures` counts the figures the truth holds; each is right, flagged or silent. `faults` counts the
    places a finding is required on; `faults_told` those that have one. `silent` counts wrong, missing and
    invented figures and untold faults together, `noise` findings on what is right and clean.
    """

    files: int = 0
    figures: int = 0
    right: int = 0
    flagged: int = 0
    silent: int = 0
    faults: int = 0
    faults_told: int = 0
    suggestions: int = 0
    suggested: int = 0
    noise: int = 0
    infos: int = 0
    units: int = 0
    units_right: int = 0
    misses: list[Miss] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add another score to this one."""
        for name in self.__slots__:
            if name != "misses":
                setattr(self, name, getattr(self, name) + getattr(other, name))
        self.misses += other.misses


def refuses(finding: Finding) -> bool:
    """Return whether a finding refuses the file as a whole; one on an extra row names no indicator either."""
    return finding.severity is Severity.ERROR and finding.indicator is None and finding.code != "extra-row"


def score(case: Case, submission: Submission) -> Score:
    """Return the score of one file read as `submission`."""
    return _Scorer(case, submission).score()


class _Scorer:
    """Walks the truth of one file once."""

    def __init__(self, case: Case, submission: Submission) -> None:
        self.case, self.truth, self.submission = case, case.truth, submission
        self.told = [item for item in submission.findings if item.severity is not Severity.INFO]
        self.refused = any(refuses(item) for item in self.told)
        # A file that is not counted gives no figures at all, whatever was read from it.
        self.figures = submission.numbers if submission.counted else {}
        self.result = Score(files=1, infos=len(submission.findings) - len(self.told))

    def score(self) -> Score:
        faults = {(fault.indicator, fault.measure): fault for fault in self.truth.faults}
        places = [(item.id, measure.value) for item, measure in FORM.measured()]
        places += [(i, m) for i, values in self.figures.items() for m in values if (i, m) not in places]
        for indicator, measure in places:
            fault = faults.pop((indicator, measure), None)
            expected = self.truth.figures.get(indicator, {}).get(measure)
            got = self.figures.get(indicator, {}).get(measure)
            if fault is not None:
                self._fault(fault, got)
            elif expected is not None:
                self._figure(indicator, measure, expected, got)
            elif got not in (None, self.truth.optional.get((indicator, measure))):
                self._invented(indicator, measure, got)
        for fault in faults.values():
            self._fault(fault, None)
        self._whole_file()
        self._noise()
        self._unit()
        return self.result

    # -- figures -------------------------------------------------------------------------------------------

    def _figure(self, indicator: str, measure: str, expected: int, got: Number | None) -> None:
        self.result.figures += 1
        if got == expected:
            self.result.right += 1
        elif self.refused:
            self.result.flagged += 1
            self._refusal()
        elif self._says(indicator, measure):
            self.result.flagged += 1
            self._miss("flagged", indicator, measure, str(expected), str(got))
        else:
            self._silent(indicator, measure, str(expected), str(got))

    def _fault(self, fault: Fault, got: Number | None) -> None:
        self.result.faults += 1
        told = self._says(fault.indicator, fault.measure)
        if not (told or self.refused) or (got is not None and got != fault.value):
            where = fault.measure or "row"
            self._silent(fault.indicator, where, f"a finding on “{fault.raw}”", str(got))
            return
        self.result.faults_told += 1
        if fault.suggestion is not None:
            self.result.suggestions += 1
            if any(item.suggestion == fault.suggestion for item in told):
                self.result.suggested += 1
            elif not self.refused:
                self._miss(
                    "suggest", fault.indicator, fault.measure or "row", str(fault.suggestion), fault.raw
                )

    def _invented(self, indicator: str, measure: str, got: Number | None) -> None:
        if any(fault.indicator == indicator and fault.measure is None for fault in self.truth.faults):
            return  # the row as a whole is at fault, and told or not as such
        if self._says(indicator, measure):
            self._miss("flagged", indicator, measure, "nothing", str(got))
        else:
            self._silent(indicator, measure, "nothing", str(got))

    def _says(self, indicator: str, measure: str | None) -> list[Finding]:
        return [
            item
            for item in self.told
            if item.indicator == indicator and (measure is None or item.measure in (None, measure))
        ]

    # -- the file, its unit, noise -------------------------------------------------------------------------

    def _whole_file(self) -> None:
        codes = {item.code for item in self.told}
        missing = sorted(self.truth.required - codes)
        for code in missing if not self.refused else ():
            self._silent(code, "", "the finding", "none")
        if self.truth.refused and not self.refused:
            self._silent("file", "", "an error about the file", "none")

    def _noise(self) -> None:
        allowed_codes = self.truth.required | self.truth.allowed_codes
        for item in self.told:
            if item.indicator is None:
                clean = not self.truth.refused and not self.result.flagged and item.code not in allowed_codes
                if item.code == "extra-row":
                    clean = all(cell.indicator is not None for cell in self.truth.cells)
                if clean:
                    self._noisy(item, "file")
            elif self._is_clean(item.indicator, item.measure):
                self._noisy(item, f"{item.indicator}.{item.measure}")

    def _is_clean(self, indicator: str, measure: str | None) -> bool:
        """Return whether everything on the place is right, so that a finding there is noise."""
        if self.truth.refused or {(indicator, measure), (indicator, None)} & self.truth.allowed:
            return False
        if measure is None and any(place[0] == indicator for place in self.truth.allowed):
            return False
        for fault in self.truth.faults:
            if fault.indicator == indicator and (
                None in (fault.measure, measure) or fault.measure == measure
            ):
                return False
        expected, got = self.truth.figures.get(indicator, {}), self.figures.get(indicator, {})
        measures = set(expected) | set(got) if measure is None else {measure}
        if any(expected.get(name) != got.get(name) for name in measures):
            return False
        parts = (rule.parts for rule in FORM.sums if (rule.total, rule.measure.value) == (indicator, measure))
        return all(self._is_right(part, str(measure)) for names in parts for part in names)

    def _is_right(self, indicator: str, measure: str) -> bool:
        expected = self.truth.figures.get(indicator, {}).get(measure)
        return expected == self.figures.get(indicator, {}).get(measure)

    def _unit(self) -> None:
        if self.truth.unit is None:
            return
        self.result.units += 1
        if same_unit(self.submission.unit.name, self.truth.unit):
            self.result.units_right += 1
        elif not self.refused:
            self._miss("unit", "unit", "", self.truth.unit, self.submission.unit.name)

    def _refusal(self) -> None:
        """Note once that all figures of the file are missing because it was refused."""
        if not any(miss.kind == "refused" for miss in self.result.misses):
            self._miss("refused", "file", "", "figures", "none")

    # -- bookkeeping ---------------------------------------------------------------------------------------

    def _silent(self, indicator: str, measure: str, expected: str, got: str) -> None:
        self.result.silent += 1
        self._miss("SILENT", indicator, measure, expected, got)

    def _noisy(self, item: Finding, place: str) -> None:
        self.result.noise += 1
        self._add(Miss("noise", self.case.name, place, "no finding", item.code, (item.message,)))

    def _miss(self, kind: str, indicator: str, measure: str, expected: str, got: str) -> None:
        place = f"{indicator}.{measure}" if measure else indicator
        said = self.submission.findings
        near = [item for item in said if item.indicator == indicator] or [
            i for i in said if i.indicator is None
        ]
        self._add(Miss(kind, self.case.name, place, expected, got, _brief(near)))

    def _add(self, miss: Miss) -> None:
        self.result.misses.append(miss)


def _brief(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(f"{item.code}: {item.message}" for item in findings)[:4]
