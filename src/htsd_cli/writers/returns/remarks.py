"""What is said to a unit about its report: which findings are the unit's to mend, and in which words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from htsd_cli.form import Form, Measure
from htsd_cli.values.catalogue import CHECKS, FIGURES, FILES
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.origin import Origin

# What a unit can mend in its own file. Whether it is on the roster, or another sent the same, is the office's matter.
_OF_THE_UNIT = frozenset(entry.code for entry in (*FILES, *FIGURES, *CHECKS)) | {"unit-from-file-name"}
# Where the catalogue's hint speaks to the clerk at the office's own machine.
_HINTS = {
    "old-format": "Mở tệp bằng Word hoặc Excel, chọn Lưu thành (Save As) .docx hoặc .xlsx rồi gửi lại.",
    "reading-failed": "Mở tệp bằng Word hoặc Excel, lưu thành tệp mới rồi gửi lại.",
    "forbidden-content": "Mở báo cáo bằng Word hoặc Excel, lưu thành tệp mới rồi gửi lại.",
    "hidden-cells": "Bỏ ẩn để xem có số liệu thật bị ẩn không; nếu có thì để hiện rồi gửi lại.",
    "legacy-letters": "Gõ lại phần chữ này bằng Unicode, phông Times New Roman.",
}
_WORDS = {Severity.ERROR: "Cần sửa", Severity.WARNING: "Cần xem lại"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 1500  # characters of a message; the longest are those that quote a cell's text
_LONGEST_QUOTE = 200  # characters of a cell's text in the note


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a unit should mend or look at; `origin` is None for what concerns the file as a whole.

    `message` says what is wrong and `hint` what to do. `place`, `found` and `reason` are the same in parts:
    where, what stands there, what is wrong with it; `place` is empty where there is no figure to name.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    origin: Origin | None
    place: str
    found: str
    reason: str

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
    told = [item for item in findings if item.severity in _WORDS and item.code in _OF_THE_UNIT]
    made = dict.fromkeys(_remark(item, form) for item in told)
    return tuple(sorted(made, key=lambda item: item.severity.rank))


def _remark(item: Finding, form: Form) -> Remark:
    place = _place(item, form)
    return Remark(
        code=item.code,
        severity=item.severity,
        message=printable(item.message, _LONGEST),
        hint=printable(_HINTS.get(item.code, item.hint), _LONGEST),
        origin=item.origin,
        place=place,
        found=printable(item.origin.text, _LONGEST_QUOTE) if item.origin else "",
        reason=_reason(item, place),
    )


def _place(item: Finding, form: Form) -> str:
    """Return the row and column the finding names, "" when it names none."""
    indicator = form.by_id.get(item.indicator or "")
    if indicator is None:
        return ""
    where = form.where(indicator, Measure(item.measure) if item.measure else None)
    return where if item.message.startswith(where) else form.where(indicator, None)


def _reason(item: Finding, place: str) -> str:
    """Return the message without the place and the quoted text that stand before it."""
    rest = printable(item.message, _LONGEST).removeprefix(printable(place, _LONGEST))
    if place and rest != item.message:
        rest = re.sub(r"^ (?:ghi|hiện) “.*?”: ", "", rest, flags=re.DOTALL)
    rest = rest.lstrip(" :,;")
    return rest[:1].upper() + rest[1:]


def printable(text: str, longest: int) -> str:
    """Return the text on one line, composed (NFC), without what XML cannot hold, cut where it is too long."""
    text = _NOT_XML.sub("", normalize("NFC", text.encode("utf-8", "replace").decode("utf-8")))
    text = re.sub(r"\s*[\r\n]\s*", " ", text)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
