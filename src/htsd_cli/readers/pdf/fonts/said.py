"""Letters that a part of a page is said to be, whatever its drawings are copied as (ActualText: ISO 32000-2, 14.9.4).

A font without "ễ" draws an e with two marks, and the e alone is then copied as what it was first a part of. A program
that prints says beside such drawings which letters they are. Of digits nothing is taken that way: what is drawn counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from htsd_cli.readers.pdf.fonts.codes import UNKNOWN

if TYPE_CHECKING:
    from pdfminer.layout import LTChar

_LONGEST = 64  # letters: what is said of more is a text and not its letters
_NAMELESS = "(cid:"
_MOST_APART = 0.5  # points: the letters of one line stand no farther apart in height


@dataclass(slots=True)
class Said:
    """What a marked part of a page says that it is, and the letters drawn in it."""

    text: str
    letters: list[LTChar] = field(default_factory=list)

    def settle(self) -> Sequence[LTChar]:
        """Give the part's first letter what it is said to be, where that is other letters; return those it stands for.

        Only marks may be others, and letters without names. Where the part is said to be another number than it is
        copied as, its digits are no figures.
        """
        drawn = [letter for letter in self.letters if letter.get_text().strip()]
        named = [text for letter in drawn if not (text := letter.get_text()).startswith(_NAMELESS)]
        copied = normalize("NFC", "".join(named))
        if not drawn or (copied == self.text and len(named) == len(drawn)):
            return ()
        numbers = [char for char in copied if char.isdigit()]
        if numbers or any(char.isdigit() for char in self.text):
            if numbers != [char for char in self.text if char.isdigit()]:
                for letter in drawn:
                    letter._text = UNKNOWN if letter.get_text().isdigit() else letter._text
            return ()
        first, *others = drawn
        level = all(abs(letter.matrix[5] - first.matrix[5]) < _MOST_APART for letter in others)
        if not self.text.isalpha() or not level or _bare(copied) not in ("", _bare(self.text)):
            return ()
        first._text = self.text
        first.set_bbox(
            (min(letter.x0 for letter in drawn), first.y0, max(letter.x1 for letter in drawn), first.y1)
        )
        return others


def said_of(properties: object) -> Said | None:
    """Return what a marked part with these properties is said to be; None where nothing is said."""
    held = resolve1(properties)
    raw = resolve1(held.get("ActualText")) if isinstance(held, dict) else None
    text = normalize("NFC", decode_text(raw)).strip() if isinstance(raw, bytes) else ""
    return Said(text) if 0 < len(text) <= _LONGEST else None


def _bare(text: str) -> str:
    """Return letters without the marks over and under them."""
    return (
        "".join(char for char in normalize("NFKD", text) if not combining(char))
        .replace("đ", "d")
        .replace("Đ", "D")
    )
