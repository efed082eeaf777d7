"""Which cells a criterion chooses: of COUNTIF, SUMIF and their kin, and of MATCH with signs for any letters."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from itertools import chain

from htsd_cli.readers.sheets.computed.expressions import NotPlain
from htsd_cli.readers.sheets.computed.values import Failed, Grid, Value, is_number

_COMPARED: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge, "<=": operator.le, "<>": operator.ne, ">": operator.gt, "<": operator.lt, "=": operator.eq,
}  # fmt: skip
_CRITERION = re.compile(r"(>=|<=|<>|>|<|=)?(.*)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_WILD = re.compile(r"~(.)|([*?])", re.DOTALL)


def criterion(said: Value) -> Callable[[Value], bool]:
    """Return what tells whether a criterion chooses a value. Either raises `NotPlain` where that is not certain."""
    if isinstance(said, Failed | bool) or said is None:
        raise NotPlain
    match = _CRITERION.fullmatch(said) if isinstance(said, str) else None
    sign, wanted = (match[1] or "", match[2]) if match else ("", said)
    if wanted == "":
        return _blank(sign, bare=said == "")
    if not isinstance(wanted, str) or _NUMBER.fullmatch(wanted):
        number = float(wanted)
        return lambda value: _of_number(_COMPARED[sign or "="], number, value, differs=sign == "<>")
    if wanted.upper() in ("TRUE", "FALSE") or wanted.startswith("#"):
        raise NotPlain(wanted)
    if sign not in ("", "=", "<>") or (any(char.isdigit() for char in wanted) and not wanted[0].isalpha()):
        raise NotPlain(wanted)  # in order of the alphabet; a date, a number with marks
    pattern = re.compile(wild(wanted), re.IGNORECASE | re.DOTALL)
    return lambda value: (isinstance(value, str) and pattern.fullmatch(value) is not None) != (sign == "<>")


def equal_to(said: Value) -> float | str | None:
    """Return the one number, or the text in small letters, that a criterion chooses; None where it chooses others."""
    match = _CRITERION.fullmatch(said) if isinstance(said, str) else None
    sign, wanted = (match[1] or "", match[2]) if match else ("", said)
    if sign not in ("", "=") or wanted == "":
        return None
    if isinstance(wanted, str) and not _NUMBER.fullmatch(wanted):
        return None if any(mark in wanted for mark in "*?~") else wanted.casefold()
    return float(wanted) if isinstance(wanted, str | int | float) else None


class Chosen:
    """Which cells of an area hold each value, for the criteria that choose a single one; the area may grow."""

    def __init__(self) -> None:
        self._size = 0
        self._rows = 0
        self._unlike: int | None = None  # where the first text stands that is a number
        self._places: dict[float | str, list[int]] = {}

    def grow(self, rows: Grid) -> int:
        """Take in the rows that are new of an area's; return how many cells these have."""
        before = self._size
        for value in chain.from_iterable(rows[self._rows :]):
            if isinstance(value, str):
                if self._unlike is None and _NUMBER.fullmatch(value.strip()):
                    self._unlike = self._size
                self._places.setdefault(value.casefold(), []).append(self._size)
            elif isinstance(value, int | float) and is_number(value):
                self._places.setdefault(float(value), []).append(self._size)
            self._size += 1
        self._rows = max(self._rows, len(rows))
        return self._size - before

    def by(self, wanted: float | str, size: int) -> bytes:
        """Return for each of the first cells 1 where it is chosen, else 0; raises `NotPlain` as `criterion` does."""
        if self._unlike is not None and self._unlike < size and isinstance(wanted, float):
            raise NotPlain(wanted)
        found = bytearray(size)
        for place in self._places.get(wanted, ()):
            if place >= size:
                break
            found[place] = 1
        return bytes(found)


def both(one: bytes, other: bytes) -> bytes:
    """Return 1 for each cell that two criteria choose, else 0."""
    found = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return found.to_bytes(max(len(one), len(other)), "little")


def _blank(sign: str, *, bare: bool) -> Callable[[Value], bool]:
    """Return what chooses blank cells: "" and "=" and "<>"; what a formula leaves blank is one for the first alone."""
    if sign == "<>":
        return lambda value: value is not None
    if sign == "=" or bare:
        return lambda value: value is None or (bare and value == "")
    raise NotPlain


def _of_number(
    compares: Callable[[float, float], bool], wanted: float, value: Value, *, differs: bool
) -> bool:
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        raise NotPlain(value)  # a number stored as a text
    if isinstance(value, int | float) and is_number(value):
        return compares(value, wanted)
    return differs


def wild(said: str) -> str:
    """Return the pattern of a text with * and ? in it for any letters, each itself behind a ~."""
    parts, at = "", 0
    for match in _WILD.finditer(said):
        parts += re.escape(said[at : match.start()])
        parts += re.escape(match[1]) if match[1] else ".*" if match[2] == "*" else "."
        at = match.end()
    return parts + re.escape(said[at:])
