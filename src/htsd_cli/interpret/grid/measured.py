"""Units of measure that are exchanged into one another: two of them never mean one figure (ha and m², tấn and tạ)."""

from __future__ import annotations

import re

from htsd_cli.language.marks import has_marks, may_mean
from htsd_cli.language.vietnamese import fold

# Each unit, then how else offices write it.
_SPELLINGS = (
    "m; mét", "km; kilômét; ki lô mét; cây số", "m2; m²; mét vuông", "km2; km²; kilômét vuông", "ha; hécta; héc ta",
    "m3; m³; mét khối", "lít", "kg; kilôgam; ki lô gam", "tạ", "tấn", "tạ/ha", "tấn/ha", "kg/ha", "kwh", "mwh", "phút",
    "giờ", "ngày", "tuần", "tháng",
)  # fmt: skip
_UNITS = {
    fold(name): (fold(names.split("; ")[0]), name) for names in _SPELLINGS for name in names.split("; ")
}
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,24})[)\]]")


def measure_of(text: str) -> str:
    """Return the unit of measure a text is, in one spelling, "" where it is none: `tá` is no `tạ`."""
    unit, name = _UNITS.get(fold(text), ("", ""))
    return unit if not has_marks(text) or may_mean(text, name) else ""


def written_in_brackets(label: str) -> str:
    """Return the unit of measure that stands in brackets in a name, as it is written: `ha` of `Diện tích (ha)`."""
    return next((said.strip() for said in reversed(_BRACKETS.findall(label)) if measure_of(said)), "")
