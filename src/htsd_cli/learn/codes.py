"""The expressions of a form: column codes (`3=4+6+8`, `4(=2*100/3)`), rows told as sums (`D = A + B - C`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

import htsd_cli.learn.words as words
from htsd_cli.language.vietnamese import fold
from htsd_cli.learn.numbering import leading_mark

_REF = r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}|[0-9]{1,3}[a-z]?|[A-Za-zĐđ]|[IVXivx]{1,5}|[A-Z]{1,2}[0-9]{1,3}"
_CODE = re.compile(
    rf"\(?\s*(?P<code>{_REF})\s*\)?\s*(?:\(?\s*=\s*(?P<body>[^=]+?)\s*\)?)?\s*(?P<percent>\(?%\)?)?"
)
_OR = re.compile(r"\s*[(\[]?\s*(?:\bhoặc\b|\bhay\b|;)\s*=?\s*", re.IGNORECASE)
_BLANK_CODE = re.compile(r"[-–—_.xX]")
_TOKEN = re.compile(
    rf"\s*(?:(?P<dots>\.{{2,}}|…)|(?P<ref>{_REF})(?![0-9A-Za-z])|(?P<number>[0-9]+)|(?P<sign>[-+–*×x:/()%]))"
)


class Code(NamedTuple):
    """A column's code, and the expression behind its "=", "" for none; `more` are those behind further ones."""

    code: str
    expression: str = ""
    more: tuple[str, ...] = ()

    @property
    def expressions(self) -> tuple[str, ...]:
        """All its expressions."""
        return (self.expression, *self.more) if self.expression else ()


class Terms(NamedTuple):
    """What an expression says: a sum of signed references, a ratio (the first `above` of them by the others), or a
    product of references."""

    parts: tuple[tuple[str, int], ...]
    ratio: bool = False
    times: Fraction = Fraction(1)
    above: int = 1
    product: bool = False


def column_code(text: str) -> Code | None:
    """Return the code of a cell of a code row: `A`, `(1)`, `3=4+6+8`, `4(=2*100/3)`; None for any other text."""
    if _BLANK_CODE.fullmatch(text):
        return Code("")
    first, *others = _OR.sub("=", text.strip()).split("=")
    if len(others) > 1 and all(terms_of(_plain(part)) for part in others):
        own = column_code(first)
        bodies = tuple(map(_plain, others))
        return None if own is None else Code(own.code, bodies[0], bodies[1:])
    match = _CODE.fullmatch(text.strip())
    if match is None:
        return None
    body = (match["body"] or "").strip()
    if body and terms_of(body) is None and not re.search(r"[-+*/:x×]", body):
        return None
    body = balanced(body)
    return Code(match["code"], body + ("%" if body and match["percent"] else ""))


def _plain(body: str) -> str:
    """Return one of several expressions without brackets around it."""
    body = body.strip()
    if body.startswith("(") and body.find(")") in (-1, len(body) - 1):
        body = body.strip("() ")
    return balanced(body)


def balanced(body: str) -> str:
    """Return an expression without a closing bracket of what stands around it."""
    body = body.strip()
    if body.count("(") < body.count(")"):
        body = body.removesuffix(")").strip()
    return body + ")" if body.count("(") > body.count(")") else body


def terms_of(expression: str) -> Terms | None:
    """Return what an expression of references says, None where it is no sum, no plain ratio and no product.

    `4+…+8` stands for all whole numbers between. A number that is multiplied with is a number (`2*100/3`).
    """
    tokens: list[str] = []
    place = 0
    text = expression.strip().replace("–", "-").replace("×", "*").replace(":", "/").replace("−", "-")
    text = re.sub(r"(?<=[\d)])\s*[xX]\s*(?=[\d(])", "*", text)
    text = re.sub(r"\b100\s*%$", "100", text)
    text = re.sub(rf"\(\s*({_REF})\s*\)", r"\1", text)
    percent = text.endswith("%")
    text = text.removesuffix("%").strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            return None
        tokens.append(match[0].strip())
        place = match.end()
    try:
        value = _Parser(_spread(tokens)).whole()
    except _NotPlain:
        return None
    if percent and value.ratio:
        value = value._replace(times=value.times * 100)
    return value


class _NotPlain(Exception):  # noqa: N818 - no mistake, only more than a sum or a ratio
    """The expression is neither a sum nor a plain ratio."""


def _spread(tokens: list[str]) -> list[str]:
    """Return the tokens with `4 + … + 8` written out."""
    out: list[str] = []
    for token in tokens:
        if re.fullmatch(r"\.{2,}|…", token):
            out.append("…")
        elif len(out) >= 4 and out[-1] == "+" and out[-2] == "…" and out[-3] == "+" and token.isdigit():
            first = out[-4]
            if not first.isdigit() or not int(first) < int(token) <= int(first) + 60:
                raise _NotPlain
            del out[-3:]
            for number in range(int(first) + 1, int(token) + 1):
                out += ["+", str(number)]
        else:
            out.append(token)
    if "…" in out:
        raise _NotPlain
    return out


class _Value(NamedTuple):
    """A value while it is parsed: signed references, or a bare number."""

    parts: tuple[tuple[str, int], ...]
    number: Fraction | None = None
    ratio: bool = False
    times: Fraction = Fraction(1)
    above: int = 1
    product: bool = False


class _Parser:
    """sum := product (("+" | "-") product)*; product := atom (("*" | "/") atom)*; atom := reference | "(" sum ")"."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._place = 0

    def whole(self) -> Terms:
        value = self._sum()
        if self._place < len(self._tokens) or not value.parts:
            raise _NotPlain
        if value.ratio:
            return Terms(value.parts, True, value.times, value.above)
        if value.product:
            return Terms(value.parts, times=value.times, product=True)
        if value.times != 1:
            raise _NotPlain
        return Terms(value.parts)

    def _next(self, *wanted: str) -> str:
        if self._place < len(self._tokens) and self._tokens[self._place] in wanted:
            self._place += 1
            return self._tokens[self._place - 1]
        return ""

    def _sum(self) -> _Value:
        value = self._product()
        while sign := self._next("+", "-"):
            other = self._product()
            if value.ratio and sign == "-" and other.number == value.times == 100:
                value = _growth(value)
                continue
            if value.ratio or other.ratio or value.times != 1 or other.times != 1:
                raise _NotPlain
            if value.product or other.product:
                raise _NotPlain
            turned = -1 if sign == "-" else 1
            value = _Value((*_refs(value), *((ref, direction * turned) for ref, direction in _refs(other))))
        return value

    def _product(self) -> _Value:
        value = self._atom()
        while sign := self._next("*", "/"):
            value = _scaled(value, self._atom(), sign)
        return value

    def _atom(self) -> _Value:
        if self._next("("):
            value = self._sum()
            if not self._next(")"):
                raise _NotPlain
            return value
        if self._place >= len(self._tokens):
            raise _NotPlain
        token = self._tokens[self._place]
        self._place += 1
        if token in "+-*/()%":
            raise _NotPlain
        number = Fraction(token) if token.isdigit() else None
        return _Value(((token, 1),), number)


def _refs(value: _Value) -> tuple[tuple[str, int], ...]:
    return value.parts


def _scaled(left: _Value, right: _Value, sign: str) -> _Value:
    """Return a product; a hundred or a thousand beside it is a number, everything else a reference."""
    if _is_factor(right) and not (_is_factor(left) and sign == "/"):
        number = right.number or Fraction(1)
        return left._replace(times=left.times * number if sign == "*" else left.times / number, number=None)
    if sign == "*" and _is_factor(left):
        return right._replace(times=right.times * (left.number or 1), number=None)
    if sign == "*" and not left.ratio and len(right.parts) == 1 and (left.product or len(left.parts) == 1):
        return _Value((*left.parts, *right.parts), times=left.times * right.times, product=True)
    if left.product or right.product:
        raise _NotPlain
    if sign == "/" and not left.ratio and not right.ratio and not _is_mean(left, right):
        return _Value((*left.parts, *right.parts), None, True, left.times / right.times, len(left.parts))
    raise _NotPlain


def _is_mean(left: _Value, right: _Value) -> bool:
    """Return whether `(1+2+3)/3` may divide by how many there are, and not by the column 3."""
    several = len(left.parts) > 1 and len(right.parts) == 1
    return several and right.number == len(left.parts) and right.parts[0] in left.parts


def _growth(value: _Value) -> _Value:
    """Return `a/b*100 - 100` as `(a-b)/b*100`."""
    below = value.parts[value.above :]
    taken = tuple((ref, -sign) for ref, sign in below)
    return value._replace(parts=(*value.parts[: value.above], *taken, *below), above=value.above + len(below))


def _is_factor(value: _Value) -> bool:
    return value.number in (100, 1000, 10_000, 100_000) and len(value.parts) == 1 and value.times == 1


_IN_LABEL = re.compile(
    rf"[(\[]?\s*\(?(?P<own>(?<![\w]){_REF})?\)?\s*=\s*(?P<body>\(?\s*(?:{_REF})\s*\)?(?:\s*[-+–*/:x×]\s*(?:\.{{2,}}|…|\(?\s*(?:{_REF}|100\s*%?)\s*\)?))+)\s*[)\]]?\s*$"
)
_LISTED = re.compile(r"\(\s*(?P<body>(?:[IVX]{1,5}|[A-Z])(?:\s*[-+–]\s*(?:[IVX]{1,5}|[A-Z]))+)\s*\)\s*$")
_NUMBERED = re.compile(
    r"\(\s*(?P<body>\(?\d{1,2}(?:\.\d{1,2})*\)?(?:\s*[-+–]\s*(?:\.{2,}|…|\(?\d{1,2}(?:\.\d{1,2})*\)?))+)\s*\)\s*$"
)


class Told(NamedTuple):
    """What a label says of its row: `own` is its name in the expression, "" where it has none."""

    own: str
    terms: Terms
    text: str  # the label without the expression


def told_in(label: str) -> Told | None:
    """Return the sum or ratio at the end of a label or heading: `… (D = A + B - C)`, `Tổng cộng (I+II)`.

    Bare numbers are a sum behind the name of a total alone, `Cộng (1+2+3)`: in `Lớp ghép (1+2)` they are none.
    """
    for pattern in (_IN_LABEL, _LISTED, _NUMBERED):
        match = pattern.search(label)
        if match is None:
            continue
        if pattern is _NUMBERED:
            name = fold(leading_mark(label)[1])
            if not words.TOTAL_START.match(name) or "ghep" in name.split():
                continue
        terms = terms_of(balanced(match["body"]))
        if terms is None:
            continue
        own = match.groupdict().get("own") or ""
        return Told(own, terms, label[: match.start()].strip(" (["))
    return None


def resolved(terms: Terms, find: Callable[[str], str | None]) -> list[tuple[str, int]] | None:
    """Return the parts with what `find` knows each reference as, None where it does not know one."""
    found = [(find(ref), sign) for ref, sign in terms.parts]
    if any(name is None for name, _ in found):
        return None
    return [(name, sign) for name, sign in found if name is not None]
