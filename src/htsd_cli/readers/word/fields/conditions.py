"""What an IF field between constants comes to: the text for what holds, or the one for what does not (17.16.5.22)."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import eq, ge, gt, le, lt, ne

_WORD = r"(?:\"([^\"\\]{0,80})\"|([^\s\"\\<>=]{1,80}))"
_IF = re.compile(
    rf"\s*IF\s+{_WORD}\s*(<>|<=|>=|=|<|>)\s*{_WORD}\s+{_WORD}(?:\s+{_WORD})?\s*(?:\\\*\s*(?:MERGE|CHAR)FORMAT\s*)*",
    re.IGNORECASE,
)
_OPERATORS: dict[str, Callable[[int, int], bool]] = {"=": eq, "<>": ne, "<": lt, ">": gt, "<=": le, ">=": ge}
_WHOLE = re.compile(r"[0-9]{1,15}")


def chosen_text(code: str) -> str | None:
    """Return the text that an IF field (`IF 5 > 3 "14" "9"`) shows, None where that cannot be said for sure.

    Only whole numbers are compared, and texts that are alike.
    """
    found = _IF.fullmatch(code)
    if found is None:
        return None
    left, right, holds, fails = (found[at] or found[at + 1] or "" for at in (1, 4, 6, 8))
    operator = found[3]
    if _WHOLE.fullmatch(left.strip()) and _WHOLE.fullmatch(right.strip()):
        return holds if _OPERATORS[operator](int(left), int(right)) else fails
    if operator in ("=", "<>") and left == right and not set(left) & set("?*"):
        return holds if operator == "=" else fails
    return None
