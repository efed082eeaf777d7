"""Takes a workbook's formula apart: a hand-written grammar of what Excel writes, as far as it can be computed here.

comparison  = joined { ("=" | "<>" | "<" | "<=" | ">" | ">=") joined }
joined      = sum { "&" sum }
sum         = product { ("+" | "-") product }
product     = power { ("*" | "/") power }
power       = sign { "^" sign }
sign        = { "+" | "-" } value { ":" value } { "%" }
value       = number | text | truth | error | area | column of a table | name | "{" values "}"
            | function "(" [[comparison] { "," [comparison] }] ")" | "(" comparison ")"

An area is a cell, a rectangle, whole columns (`A:C`) or whole rows (`1:3`); of another sheet, or of several
(`Tổ1:Tổ9!B3`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from htsd_cli.readers.column_names import column_name, column_number
from htsd_cli.readers.sheets.grid import LAST_COLUMN, LAST_ROW

CALLED = "LAMBDA()"  # the name of the call of a function that stands before its arguments
_LONGEST = 8_192  # characters of a formula; Excel takes no longer one
_DEEPEST = 40  # brackets within brackets

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"(?:[^"]|"")*")
    |(?P<area>(?:(?P<sheet>'(?:[^'\[\]]|'')+'|[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)!)?
        (?:(?P<first>\$?[A-Z]{1,3}\$?[0-9]{1,7})(?:\s*:\s*(?P<last>\$?[A-Z]{1,3}\$?[0-9]{1,7}))?
        |(?P<whole>\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?[0-9]{1,7}:\$?[0-9]{1,7}))(?![\w(.!]))
    |(?P<column>(?P<table>[^\W\d][\w.]*)\[(?P<inside>(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*)\])
    |(?P<number>[0-9]+(?:\.[0-9]*)?(?:E[+-]?[0-9]+)?|\.[0-9]+)
    |(?P<error>\#(?:N/A|VALUE!|REF!|DIV/0!|NUM!|NAME\?|NULL!))
    |(?:\[0\]!)?(?P<name>[^\W\d][\w.]*)
    |(?P<mark><=|>=|<>|[-+*/^&=<>(),;:%{}@])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ITEM = re.compile(r"\[((?:[^\[\]']|'.)*)\]")
_PARTS = frozenset(("all", "data", "headers", "totals", "this row"))
_MOST_PARTS = 2_000  # of a formula, once the names in it are replaced
_PREFIXES = re.compile(r"^(?:_XLFN\.|_XLWS\.)+")
_CORNER = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})", re.IGNORECASE)


class NotPlain(ValueError):  # noqa: N818 - it names the formula's state
    """A formula that cannot be computed here with certainty."""


class Corner(NamedTuple):
    """A cell a formula names, 1-based; what is not fixed moves with the formula."""

    row: int
    column: int
    fixed_row: bool
    fixed_column: bool

    def moved(self, rows: int, columns: int) -> tuple[int, int]:
        """Return its row and column as read so many rows below and columns to the right; raises `NotPlain` outside."""
        row = self.row + (0 if self.fixed_row else rows)
        column = self.column + (0 if self.fixed_column else columns)
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            raise NotPlain
        return row, column


class Literal(NamedTuple):
    """A number, a text or a truth that stands in the formula."""

    value: int | float | str | bool | None


class Missing(NamedTuple):
    """An argument that is left out: `IF(A1,,2)`."""


class Fault(NamedTuple):
    """An error that stands in the formula: what was left when cells were deleted."""

    code: str


class Rows(NamedTuple):
    """Values that stand in the formula in rows: `{1,2;3,4}`."""

    values: tuple[tuple[int | float | str | bool | None, ...], ...]


class Area(NamedTuple):
    """A cell, or a rectangle of cells; `sheet` is None for the formula's own, "first:last" for several sheets."""

    sheet: str | None
    first: Corner
    last: Corner | None


class Name(NamedTuple):
    """A name that somebody gave to cells."""

    text: str


class Column(NamedTuple):
    """A column of an Excel table, or those from `heading` to `last`, all of them where none is named.

    `part` says which rows: "data" (its figures), "this row" (the formula's), "headers", "totals", "all".
    """

    table: str
    heading: str = ""
    last: str = ""
    part: str = "data"


class Operation(NamedTuple):
    """An operator with its operands; one operand for a sign or a percent sign."""

    sign: str
    operands: tuple[Expression, ...]


class Call(NamedTuple):
    """A function, its name in capitals, with what it is given."""

    name: str
    arguments: tuple[Expression, ...]


Expression = Literal | Missing | Fault | Rows | Area | Name | Column | Operation | Call


@lru_cache(maxsize=2048)
def parse(formula: str) -> Expression:
    """Return a formula taken apart. Raises `NotPlain` for what the grammar does not know."""
    if len(formula) > _LONGEST:
        raise NotPlain(formula)
    parser = _Parser(_tokens(formula.strip().removeprefix("=")))
    found = parser.comparison()
    parser.end()
    return found


def _tokens(formula: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    at, end = 0, len(formula.rstrip())
    while at < end:
        match = _TOKEN.match(formula, at)
        if match is None:
            raise NotPlain(formula)
        found.append(match)
        at = match.end()
    return found


class _Parser:
    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def end(self) -> None:
        if self._at < len(self._tokens):
            raise NotPlain

    def _mark(self, *marks: str) -> str:
        """Take the next token if it is one of some marks; return it, else ""."""
        if self._at < len(self._tokens) and self._tokens[self._at]["mark"] in marks:
            self._at += 1
            return self._tokens[self._at - 1]["mark"]
        return ""

    def comparison(self) -> Expression:
        found = self._joined()
        while sign := self._mark("=", "<>", "<", "<=", ">", ">="):
            found = Operation(sign, (found, self._joined()))
        return found

    def _joined(self) -> Expression:
        found = self._sum()
        while self._mark("&"):
            found = Operation("&", (found, self._sum()))
        return found

    def _sum(self) -> Expression:
        found = self._product()
        while sign := self._mark("+", "-"):
            found = Operation(sign, (found, self._product()))
        return found

    def _product(self) -> Expression:
        found = self._power()
        while sign := self._mark("*", "/"):
            found = Operation(sign, (found, self._power()))
        return found

    def _power(self) -> Expression:
        found = self._sign()
        while self._mark("^"):
            found = Operation("^", (found, self._sign()))
        return found

    def _sign(self) -> Expression:
        signs: list[str] = []
        while sign := self._mark("+", "-"):
            signs.append(sign)
        found = self._value()
        while self._mark(":"):  # between cells that functions give: A1:INDEX(A:A,9)
            found = Operation(":", (found, self._value()))
        while self._mark("%"):
            found = Operation("%", (found,))
        for _ in range(signs.count("-") % 2 or 2 * ("-" in signs)):  # two make a number of a truth
            found = Operation("-", (found,))
        return found

    def _value(self) -> Expression:
        while self._mark("@"):  # of an area the cell beside the formula, as this reader takes it anyhow
            pass
        if self._at >= len(self._tokens):
            raise NotPlain
        token = self._tokens[self._at]
        self._at += 1
        if token["area"]:
            return _area(token)
        if token["column"]:
            return _column(token)
        if token["number"]:
            number = float(token["number"])
            return Literal(int(number) if number == int(number) and number < 1e15 else number)
        if token["text"]:
            return Literal(token["text"][1:-1].replace('""', '"'))
        if token["error"]:
            return Fault(token["error"].upper())
        if token["mark"] == "(":
            found = self._inside()
            self._close()
            return found
        if token["mark"] == "{":
            return self._rows()
        name = _PREFIXES.sub("", (token["name"] or "").upper())
        if not name:
            raise NotPlain
        if not self._mark("("):
            if name in ("TRUE", "FALSE"):
                return Literal(name == "TRUE")
            return Name(name)
        arguments = self._arguments()
        if name in ("TRUE", "FALSE") and not arguments:
            return Literal(name == "TRUE")
        if name == "LET":
            return _let(arguments)
        made = Call(name, tuple(arguments))
        while name == "LAMBDA" and self._mark("("):  # called where it stands
            made = Call(CALLED, (made, *self._arguments()))
        return made

    def _arguments(self) -> list[Expression]:
        """Take what a function is given, behind its opening bracket."""
        found: list[Expression] = []
        if not self._mark(")"):
            found.append(self._argument())
            while self._mark(",", ";"):
                found.append(self._argument())
            self._close()
        return found

    def _argument(self) -> Expression:
        after = self._tokens[self._at]["mark"] if self._at < len(self._tokens) else None
        return Missing() if after in (",", ";", ")") else self._inside()

    def _rows(self) -> Rows:
        """Take the values up to a closing brace; a row's are parted by commas, rows by semicolons."""
        rows: list[list[int | float | str | bool]] = [[]]
        while True:
            item = self._sign()
            if isinstance(item, Operation) and isinstance(item.operands[0], Literal) and item.sign == "-":
                negative = item.operands[0].value
                item = Literal(-negative if isinstance(negative, int | float) else negative)
            if not isinstance(item, Literal) or item.value is None:
                raise NotPlain
            rows[-1].append(item.value)
            mark = self._mark(",", ";", "}")
            if mark == "}":
                return Rows(tuple(map(tuple, rows)))
            if not mark:
                raise NotPlain
            if mark == ";":
                rows.append([])

    def _inside(self) -> Expression:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotPlain
        found = self.comparison()
        self._depth -= 1
        return found

    def _close(self) -> None:
        if not self._mark(")"):
            raise NotPlain


def _area(token: re.Match[str]) -> Area:
    sheet = token["sheet"]
    if sheet is not None and sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    if token["whole"]:
        first, last = token["whole"].split(":")
        if first.strip("$").isdigit():
            return Area(sheet, _corner(f"$A{first}"), _corner(f"${column_name(LAST_COLUMN)}{last}"))
        return Area(sheet, _corner(f"{first}$1"), _corner(f"{last}${LAST_ROW}"))
    return Area(sheet, _corner(token["first"]), _corner(token["last"]) if token["last"] else None)


def _column(token: re.Match[str]) -> Column:
    """Take apart what stands in a table's brackets: `Tin`, `#All`, `[#Totals],[Tin]`, `[Tin]:[Bài]`."""
    inside = token["inside"].strip()
    nested = "[" in re.sub("'.", "", inside)
    items = _ITEM.findall(inside) if nested else [inside] if inside else []
    parts = [item[1:].casefold() for item in items if item.startswith("#")]
    headings = [re.sub("'(.)", r"\1", item) for item in items if not item.startswith("#")]
    left = _ITEM.sub("", inside) if nested else ""
    if len(parts) > 1 or len(headings) > 2 or not set(parts) <= _PARTS or set(left) - set(",: "):
        raise NotPlain(inside)
    if inside.startswith("@") or (len(headings) == 2) != (":" in left):
        raise NotPlain(inside)
    return Column(token["table"], *(headings or [""]), *[""] * (len(headings) < 2), *(parts or ["data"]))


def _let(arguments: Sequence[Expression]) -> Expression:
    """Return what LET works out, each of its names replaced by what it is given."""
    if len(arguments) < 3 or len(arguments) % 2 == 0:
        raise NotPlain("LET")
    meant: dict[str, Expression] = {}
    left = [_MOST_PARTS]
    for name, said in zip(arguments[:-1:2], arguments[1::2], strict=True):
        if not isinstance(name, Name):
            raise NotPlain("LET")
        meant[name.text] = _replaced(said, meant, left)
    return _replaced(arguments[-1], meant, left)


def replaced(part: Expression, meant: Mapping[str, Expression]) -> Expression:
    """Return a part of a formula with names replaced by what they mean; raises `NotPlain` for one grown too large."""
    return _replaced(part, meant, [_MOST_PARTS])


def _replaced(
    part: Expression, meant: Mapping[str, Expression], left: list[int], depth: int = 0
) -> Expression:
    left[0] -= 1
    if left[0] < 0 or depth > _DEEPEST:
        raise NotPlain("LET")
    if isinstance(part, Name):
        found = meant.get(part.text)
        return part if found is None else _replaced(found, {}, left, depth + 1)
    if isinstance(part, Operation):
        return Operation(part.sign, tuple(_replaced(one, meant, left, depth + 1) for one in part.operands))
    if isinstance(part, Call):
        given = tuple(_replaced(one, meant, left, depth + 1) for one in part.arguments)
        made = meant.get(part.name)
        return Call(part.name, given) if made is None else Call(CALLED, (made, *given))
    return part


def _corner(text: str) -> Corner:
    match = _CORNER.fullmatch(text)
    if match is None:
        raise NotPlain(text)
    fixed_column, letters, fixed_row, row = match.groups()
    column = column_number(letters.upper())
    if not (1 <= int(row) <= LAST_ROW and column <= LAST_COLUMN):
        raise NotPlain(text)
    return Corner(int(row), column, bool(fixed_row), bool(fixed_column))
