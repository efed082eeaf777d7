"""A number that a program stored beside the text it shows for it (web pages of a workbook, OpenDocument's tables)."""

from __future__ import annotations

import re


def is_other(shown: str, stored: str) -> bool:
    """Return whether a cell shows another quantity than the number its program stored with it.

    Digits are compared as they stand, without separators and the noughts before and after: 0.15 is shown as 15 %,
    and a number may be shown rounded.
    """
    try:
        float(stored)
    except ValueError:
        return False
    said = re.sub(r"\D", "", shown.replace("⁰", "")).strip("0")
    kept = re.sub(r"\D", "", stored.partition("E")[0].partition("e")[0]).strip("0")
    if not re.search(r"\d", shown):
        return bool(kept)  # a nought may be shown as a stroke
    if said != kept:
        return not ("." in stored and kept.startswith(said) and said)
    whole = re.sub(r"\D", "", stored.partition(".")[0]).lstrip("0")
    return len(re.sub(r"\D", "", shown).lstrip("0")) < len(whole)
