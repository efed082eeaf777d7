"""What is said to a unit about its report: which findings are the unit's to mend, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from htsd_cli.form import Form
from htsd_cli.language.vietnamese import xml_text
from htsd_cli.values.findings import Finding, Mender, Severity
from htsd_cli.values.origin import Origin

_WORDS = {Severity.ERROR: "Cần sửa", Severity.WARNING: "Cần xem lại"}
_LONGEST = 1500  # characters of a message; the longest are those that quote a cell's text
_LONGEST_QUOTE = 200  # characters of a cell's text in the note


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a unit should mend or look at; `origin` is None for what concerns the file as a whole.

    `message` says what is wrong and `hint` what to do. `place`, `found` and `reason` are the same in parts:
    where, what stands there, what is wrong with it; `place` is empty where there is nothing to name. `figure` tells
    whether it is about a figure.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    origin: Origin | None
    place: str
    found: str
    reason: str
    figure: bool = False

    @property
    def heading(self) -> str:
        """`Cần sửa` or `Cần xem lại`."""
        return _WORDS[self.severity]

    @property
    def lines(self) -> tuple[str, str]:
        """The two paragraphs of a comment."""
        return f"{self.heading}: {self.message}", f"→ {self.hint}"


def remarks_on(findings: Sequence[Finding], form: Form) -> tuple[Remark, ...]:
    """Return the remarks to a unit on its findings, errors first; what needs nothing done is left out."""
    told = [item for item in findings if item.severity in _WORDS and item.mender is Mender.UNIT]
    made = dict.fromkeys(_remark(item, form) for item in told)
    return tuple(sorted(made, key=lambda item: item.severity.rank))


def _remark(item: Finding, form: Form) -> Remark:
    place = item.where or (form.where(form.by_id[item.indicator]) if item.indicator in form.by_id else "")
    return Remark(
        code=item.code,
        severity=item.severity,
        message=printable(item.message, _LONGEST),
        hint=printable(item.hint_to_unit, _LONGEST),
        origin=item.origin,
        place=place,
        found=printable(item.origin.text, _LONGEST_QUOTE) if item.origin else "",
        reason=printable(item.complaint, _LONGEST),
        figure=item.indicator is not None,
    )


def printable(text: str, longest: int) -> str:
    """Return the text on one line, composed (NFC), without what XML cannot hold, cut where it is too long."""
    text = xml_text(text.encode("utf-8", "replace").decode("utf-8"))
    text = " ".join(filter(None, (line.strip() for line in text.splitlines())))
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
