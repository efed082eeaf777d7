"""What a program stored beside the text it shows: a number (workbooks as web pages, OpenDocument), a formula."""

from __future__ import annotations

import re

from htsd_cli.values.document import Cell, CellKind, Sight

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_OF_FIELD = re.compile(r"\s*=([-+*/()\s0-9]{3,80})(?:\\.{0,60})?", re.DOTALL)


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


def comes_to(formula: str, shown: str, *, within: float = 0.0) -> str:
    """Return what a formula of numbers alone comes to where that is not the number shown; "" otherwise.

    `within` is what the number shown may be off, since it is shown rounded.
    """
    if not formula or _NUMBER.fullmatch(shown) is None:
        return ""
    from htsd_cli.readers.sheets.formulas import Settings, compare

    cells = {(1, 1): Cell(shown, 1, 1, kind=CellKind.NUMBER, value=float(shown), formula=formula)}
    compare(cells, [(1, 1)], settings=Settings(within=within))
    return next((seen.text for seen in cells[1, 1].sights if seen.sight is Sight.STALE), "")


def field_comes_to(code: str, shown: str) -> str:
    """Return what the code of one of Word's fields (`=7+7 \\# "0"`) comes to where another number is shown, else "".

    Only whole numbers are computed: how Word reads commas follows the computer it runs on.
    """
    found = _OF_FIELD.fullmatch(code)
    if found is None:
        return ""
    text = shown.strip()
    return comes_to(found[1].strip(), text.replace(".", "") if _GROUPS.fullmatch(text) else text)
