"""Reads equations (OMML, ECMA-376 part 1, 22.1): digits in a row are text, everything built is told as it is."""

from __future__ import annotations

from typing import Protocol

from lxml import etree

from htsd_cli.readers.word.elements import NAMESPACES, OFF, RPR, Policy, W, name_of, policy_of
from htsd_cli.readers.word.letters import LOWERED_DIGITS, RAISED_DIGITS, Piece, Told
from htsd_cli.readers.word.looks.look import Look
from htsd_cli.readers.word.looks.styles import Base
from htsd_cli.values.document import Sight

_M = f"{{{NAMESPACES['m']}}}"
_VAL = f"{_M}val"
_R, _T, _D, _PHANTOM, _STRUCK = f"{_M}r", f"{_M}t", f"{_M}d", f"{_M}phant", f"{_M}borderBox"
_RUNS = frozenset((_R, f"{W}ins", f"{W}moveTo"))  # with w:rPr and m:t
_IN_A_ROW = frozenset(f"{_M}{name}" for name in ("oMath", "oMathPara", "e", "box"))
_EQUATION, _GROUP = f"{_M}oMath", f"{_M}oMathPara"
_BETWEEN = {"f": "/", "eqArr": "\n", "m": "\n", "mr": " "}
_LEFT_OUT = ("struck", "unseen")
_STRIKES = tuple(f"{_M}{name}" for name in ("strikeH", "strikeV", "strikeBLTR", "strikeTLBR"))


class Reader(Protocol):
    """What reads the runs and wrappers of text that stand in an equation, and takes what is told of it."""

    told: Told

    def run(self, run: etree._Element, base: Base, out: list[Piece]) -> None:
        """Append the pieces of a run."""

    def other(self, element: etree._Element, base: Base, out: list[Piece]) -> None:
        """Append the pieces of an element that belongs to no equation."""


def is_equation(tag: str) -> bool:
    """Return whether an element is one of an equation's."""
    return tag.startswith(_M)


def read_equation(element: etree._Element, base: Base, reader: Reader) -> list[Piece]:
    """Return the pieces of an equation or of a part of one."""
    out: list[Piece] = []
    tag = element.tag
    if tag in _RUNS:
        look = base.look(element.find(RPR))
        if element.find(f"{_R}Pr/{_M}brk") is not None:
            out.append(Piece("\n"))
        for child in element:
            if child.tag == _T:
                out.append(Piece(child.text or "", look))
            elif child.tag in (f"{W}t", f"{W}tab", f"{W}br", f"{W}sym"):
                out.append(Piece(child.text or " ", look))
            elif child.tag in _RUNS:  # a tracked insertion stands within the run
                out += read_equation(child, base, reader)
            elif not isinstance(child.tag, str) or policy_of(child.tag) in (Policy.NOTHING, Policy.LOOK):
                continue
            else:
                reader.told.see(Sight.UNKNOWN, name_of(child.tag))
    elif tag in _IN_A_ROW:
        out += _children(element, base, reader)
    elif tag == _STRUCK:
        struck = any(_on(mark) for mark in element.iterfind(f"{_STRUCK}Pr/*") if mark.tag in _STRIKES)
        out += _looking(_children(element, base, reader), "struck" if struck else "")
    elif tag == _PHANTOM:
        shown = element.find(f"{_PHANTOM}Pr/{_M}show")
        narrow = element.find(f"{_PHANTOM}Pr/{_M}zeroWid")
        inside = _looking(_children(element, base, reader), "" if shown is None or _on(shown) else "unseen")
        if narrow is not None and _on(narrow):  # what follows is drawn over it
            inside = [Piece(piece.text, piece.look._replace(packed=True)) for piece in inside]
        out += inside
    elif tag == _D:
        out += _in_brackets(element, base, reader)
    elif policy_of(tag) is Policy.THROUGH:
        out += _built(element, base, reader)
    elif policy_of(tag) is None:
        reader.told.see(Sight.UNKNOWN, name_of(tag))
    return out


def _children(element: etree._Element, base: Base, reader: Reader) -> list[Piece]:
    out: list[Piece] = []
    for child in element:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        if is_equation(tag):
            if policy_of(tag) is not Policy.NOTHING:
                if out and tag == _EQUATION and element.tag == _GROUP:  # each has a line of its own
                    out.append(Piece("\n"))
                out += read_equation(child, base, reader)
        elif tag == f"{W}r":
            reader.run(child, base, out)
        elif tag in (f"{W}ins", f"{W}moveTo", f"{W}sdt", f"{W}sdtContent", f"{W}smartTag", f"{W}customXml"):
            out += _children(child, base, reader)
        else:
            reader.other(child, base, out)
    return out


def _looking(pieces: list[Piece], state: str) -> list[Piece]:
    return [Piece(piece.text, piece.look._replace(state=state)) for piece in pieces] if state else pieces


def _built(element: etree._Element, base: Base, reader: Reader) -> list[Piece]:
    """Return a built thing as one piece of text; letters left out of it (struck, hidden) stay pieces of their own."""
    left: list[Piece] = []
    parts: list[tuple[str, str]] = []
    for child in element:
        if isinstance(child.tag, str) and policy_of(child.tag) is Policy.THROUGH:
            pieces = _children(child, base, reader)
            left += [piece for piece in pieces if piece.look.state in _LEFT_OUT]
            said = "".join(piece.text for piece in pieces if piece.look.state not in _LEFT_OUT)
            parts.append((child.tag.rpartition("}")[2], said))
    text = _in_line(element.tag.rpartition("}")[2], parts)
    return [*left, Piece(text, Look("exponent"))] if text.strip() else left


def _in_line(name: str, parts: list[tuple[str, str]]) -> str:
    """Return a built thing as a line: a fraction with a slash, exponents raised, rows one under the other."""
    if name in _BETWEEN:
        return _BETWEEN[name].join(said for _, said in parts)
    if name == "rad":
        degree = next((said for kind, said in parts if kind == "deg"), "").translate(RAISED_DIGITS)
        return f"{degree}√{''.join(said for kind, said in parts if kind != 'deg')}"
    out = ""
    for kind, said in parts:
        table = RAISED_DIGITS if kind == "sup" else LOWERED_DIGITS if kind in ("sub", "lim") else None
        out += said if table is None else said.translate(table)
    return out


def _in_brackets(element: etree._Element, base: Base, reader: Reader) -> list[Piece]:
    def sign(name: str, usual: str) -> str:
        found = element.find(f"{_M}dPr/{_M}{name}")
        return usual if found is None else found.get(_VAL, "")

    out = [Piece(sign("begChr", "("))]
    for place, part in enumerate(element.iterfind(f"{_M}e")):
        if place:
            out.append(Piece(sign("sepChr", "|")))
        out += _children(part, base, reader)
    return [*out, Piece(sign("endChr", ")"))]


def _on(mark: etree._Element) -> bool:
    return mark.get(_VAL, "1") not in OFF
