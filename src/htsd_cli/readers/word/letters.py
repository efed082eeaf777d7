"""Puts pieces of letters together: what counts as text, and what is told of the rest by how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.legacy_fonts import as_drawn, is_legacy
from htsd_cli.readers.word.looks.look import PLAIN, Look
from htsd_cli.readers.word.looks.symbols import OTHER_DIGITS, TEXT_SYMBOLS
from htsd_cli.values.document import Seen, Sight

RAISED_DIGITS = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
LOWERED_DIGITS = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_RAISED_PLAIN = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED_PLAIN = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_POWER = lazy_pattern(r"(?:^|[^\d.,])10$")  # ten to the power of what is raised behind it
_MOST_TOLD = 1000  # things told of one cell, or of the document
_DIGIT, _SPREAD = lazy_pattern(r"\d"), lazy_pattern(r"\d.?\d")
_JOINT = lazy_pattern(r"(?<=\d)(?=\d)")
_UNIT = lazy_pattern(r"(?<![^\W\d_])[kcdm]?m$")  # square metres
_SYMBOL_DIGITS = {int(code, 16): shown for code, shown in TEXT_SYMBOLS.items() if code.startswith("F0")}
_SIGHTS = {
    "struck": Sight.STRUCK,
    "unseen": Sight.UNSEEN,
    "gap": Sight.UNSEEN,
    "placeholder": Sight.PLACEHOLDER,
}


class Piece(NamedTuple):
    """A piece of text and how it looks; beside the looks of `Look.state` there are "placeholder" and "exponent"."""

    text: str
    look: Look = PLAIN


@dataclass(slots=True)
class Told:
    """What is told of a cell, or of the document around the cells, beside its text.

    `formulas` are the formula fields of a cell: code and result.
    """

    in_cell: bool = False
    sights: list[Seen] = field(default_factory=list)
    struck: bool = False
    decoded: set[str] = field(default_factory=set)
    formulas: list[tuple[str, str]] = field(default_factory=list)

    def see(self, sight: Sight, text: str = "") -> None:
        """Tell of a thing seen, the same one once."""
        seen = Seen(sight, text)
        if len(self.sights) < _MOST_TOLD and seen not in self.sights:
            self.sights.append(seen)


def joined(pieces: Sequence[Piece], told: Told) -> str:
    """Return the text of the pieces of a cell or a paragraph; what is left out of it goes to `told`.

    Neighbours in one legacy font are decoded together, as a letter may be split.
    """
    if all(piece.look is PLAIN for piece in pieces):
        return "".join([piece.text for piece in pieces])
    groups: list[tuple[str, str]] = []
    under = ""  # a packed letter, on which the next one lies
    far = ""  # a digit behind which there is room for another
    for look, group in groupby(pieces, key=lambda piece: piece.look):
        text = _shown("".join(piece.text for piece in group), look, told)
        if under and not look.state and text.strip():
            told.see(Sight.UNKNOWN, f"{under}{text.strip()}")
            under = ""
        if look.packed and text.strip() and not look.state:
            under = text.strip()
            if len(under) > 1:
                told.see(Sight.UNKNOWN, under)
        if not look.state and text and told.in_cell:
            apart = look.spread and _SPREAD.search(text) is not None
            if (far and text[0].isdigit()) or apart:
                told.see(Sight.UNEVEN, _JOINT.sub(" ", far + text).strip())
            far = text[-1] if look.spread and text[-1].isdigit() else ""
        groups.append(("gap" if 0 < look.room <= len(text) else look.state, text))
    states = [
        (state, "".join(text for _, text in group)) for state, group in groupby(groups, key=lambda g: g[0])
    ]
    out = ""
    for place, (state, text) in enumerate(states):
        if state in _SIGHTS:
            if text.strip():
                told.struck = told.struck or state == "struck"
                told.see(_SIGHTS[state], text.strip())
            apart = state == "gap" or (state == "struck" and not text.isdigit())
            if apart and text and out[-1:].isdigit() and _next(states, place)[:1].isdigit():
                out += "\n"  # what is seen are two numbers with a gap between
        elif state in ("raised", "lowered"):
            out += _off_line(text, state, out, _next(states, place), told)
        else:
            if state == "exponent" and text.strip():
                told.see(Sight.EXPONENT, text.strip())
            elif state in ("away", "marked") and _DIGIT.search(text):
                told.see(Sight.UNKNOWN, text.strip())
            out += text
    return out


def _next(states: Sequence[tuple[str, str]], place: int) -> str:
    """Return the text that follows on paper."""
    return next((said for kind, said in states[place + 1 :] if kind not in _SIGHTS and said), "")


def _shown(text: str, look: Look, told: Told) -> str:
    """Return the letters a font draws for these characters."""
    font = look.font
    if not font:
        return text
    if is_legacy(font):
        return as_drawn(text, font, set() if look.state in _SIGHTS else told.decoded)
    if font == OTHER_DIGITS:
        return "".join("\ufffd" if letter.isdigit() else letter for letter in text)
    if font == "Symbol":
        return text.translate(_SYMBOL_DIGITS)
    return "".join("\ufffd" if letter.isprintable() and not letter.isspace() else letter for letter in text)


def _off_line(text: str, state: str, before: str, after: str, told: Told) -> str:
    """Return what raised or lowered letters are as text: a mark behind a figure is none, and told."""
    alone = not before.strip() and not after.strip()
    marks = any(letter.isdigit() for letter in text) or not any(letter.isalpha() for letter in text)
    if alone or not marks:
        return text
    table = _RAISED_PLAIN if state == "raised" else _LOWERED_PLAIN
    written = text.translate(table)
    if not told.in_cell or not text.strip():
        return written
    line = before.rstrip()
    if state == "raised" and _POWER.search(line):
        told.see(Sight.EXPONENT, f"10{written.strip()}")
        return written
    if not line or after[:1].isdigit() or (_UNIT.search(line) and text.strip() in ("2", "3")):
        return written
    told.see(Sight.RAISED, text.strip())
    return ""
