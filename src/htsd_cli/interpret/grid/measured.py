"""Units of measure that are exchanged into one another: two of them never mean one figure (ha and m², tấn and tạ)."""

from __future__ import annotations

import re

from htsd_cli.language.vietnamese import fold

# Each unit folded, then how else offices write it.
_SPELLINGS = (
    "m; met", "km; kilomet; ki lo met; cai so", "m2; m²; met vuong", "km2; km²; kilomet vuong", "ha; hecta; hec ta",
    "m3; m³; met khoi", "lit", "kg; kilogam; ki lo gam", "ta", "tan", "ta ha", "tan ha", "kg ha", "kwh", "mwh", "phut",
    "gio", "ngai", "tuan", "thang",
)  # fmt: skip
_UNITS = {name: names.split("; ")[0] for names in _SPELLINGS for name in names.split("; ")}
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,24})[)\]]")


def measure_of(text: str) -> str:
    """Return the unit of measure a text is, in one spelling, "" where it is none."""
    return _UNITS.get(fold(text), "")


def written_in_brackets(label: str) -> str:
    """Return the unit of measure that stands in brackets in a name, as it is written: `ha` of `Diện tích (ha)`."""
    return next((said.strip() for said in reversed(_BRACKETS.findall(label)) if measure_of(said)), "")
