"""How the characters of a cell look: struck through, raised, of the colour behind them, too small to be seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from htsd_cli.language.legacy_fonts import is_legacy
from htsd_cli.readers.digit_sizes import parted
from htsd_cli.readers.sheets.looks.colours import same_colour
from htsd_cli.readers.sheets.looks.room import USUAL, Lie
from htsd_cli.readers.sheets.number_formats import GENERAL, NumberFormat
from htsd_cli.readers.word.looks.symbols import shows_pictures
from htsd_cli.values.document import Cell, CellKind, Seen, Sight

PAPER = 0xFFFFFF
SMALLEST = 3.0  # points; letters of this size are a millimetre high, smaller ones a line

_INK = 0  # of letters whose colour is left to the program
_LETTERS = re.compile(r"[^\W\d_]$")
_POWER = re.compile(r"(?:^|[^\d.,])10\s*$")
_HIGH = str.maketrans("0123456789-–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_EXPONENT = re.compile(r"\s*[-–]?\d+\s*")


class Font(NamedTuple):
    """What matters of a font: its name when it is a legacy one, and how its letters look.

    `raised` is also lowered. `colour` is red, green and blue in one number, None where it is left to the program.
    `signs` says that it draws signs in the places of letters and digits, as Wingdings does. `size` is in points, 0
    where nobody says it.
    """

    name: str = ""
    struck: bool = False
    raised: bool = False
    tiny: bool = False
    colour: int | None = None
    signs: bool = False
    size: float = 0.0


def font_of(
    name: str, struck: bool = False, raised: bool = False, size: float = 0.0, colour: int | None = None
) -> Font:
    """Return a font by its name and its size as the file has them."""
    tiny = 0 < size < SMALLEST
    return Font(name if is_legacy(name) else "", struck, raised, tiny, colour, shows_pictures(name), size)


PLAIN = Font()
Run = tuple[str, Font]


class Style(NamedTuple):
    """What matters of a cell's style. `paper` is the colour behind the letters, None where nobody can tell.

    `look` is what becomes of letters in the style's own font; None for letters like any others. `across` says in
    Vietnamese what the style lays over whatever stands in the cell (`CROSSED`) or makes of it (`REPEATED`), "" for
    nothing.
    """

    shape: NumberFormat = GENERAL
    font: Font = PLAIN
    paper: int | None = PAPER
    look: Sight | None = None
    across: str = ""
    lie: Lie = USUAL  # of its texts

    @property
    def over(self) -> tuple[Seen, ...]:
        """What is told of whatever stands in a cell of this style."""
        return (Seen(Sight.UNKNOWN, self.across),) if self.across else ()


CROSSED, REPEATED = "đường kẻ chéo qua ô", "kiểu lặp lại chữ cho đầy ô"
NOT_PRINTED = "ô không in ra giấy"


def style(
    shape: NumberFormat = GENERAL,
    font: Font = PLAIN,
    paper: int | None = PAPER,
    *,
    crossed: bool = False,
    repeated: bool = False,
    lie: Lie = USUAL,
) -> Style:
    """Return a style with its look worked out."""
    across = CROSSED if crossed else REPEATED if repeated else ""
    return Style(shape, font, paper, look(font, paper), across, lie)


def coloured(style: Style, value: int | float | None) -> Style:
    """Return the style in the colour its number format has for a number, or with None for a text."""
    own = style.shape.colour(value) if style.shape.coloured else None
    if own is None:
        return style
    font = style.font._replace(colour=own)
    return style._replace(font=font, look=look(font, style.paper))


def look(font: Font, paper: int | None) -> Sight | None:
    """Return what becomes of letters in a font on a paper: STRUCK, UNSEEN or RAISED; None for plain ones."""
    if font.struck:
        return Sight.STRUCK
    if font.tiny or (paper is not None and same_colour(_INK if font.colour is None else font.colour, paper)):
        return Sight.UNSEEN
    return Sight.RAISED if font.raised else None


def as_seen(runs: Sequence[Run], paper: int | None) -> tuple[str, tuple[Seen, ...]]:
    """Return the letters of a cell that count, and those that were left out or change the number.

    Raised letters after others are a note's mark and left out; after a 10 they are its exponent ("10⁶") and told;
    behind a letter ("m²") and where nothing stands before them, or where all are raised, they are letters like any
    others.
    """
    looks = [look(font, paper) if text.strip() else None for text, font in runs]
    plain = [
        place
        for place, ((text, _), sight) in enumerate(zip(runs, looks, strict=True))
        if sight is None and text.strip()
    ]
    kept, size = "", 0.0
    told: list[Seen] = []
    for place, ((text, font), sight) in enumerate(zip(runs, looks, strict=True)):
        if font.signs:
            text = as_signs(text)
        if sight is None or (sight is Sight.RAISED and not plain):
            apart = parted(kept, size, text, font.size)
            told += [apart] if apart else []
            kept, size = kept + text, font.size
        elif sight is not Sight.RAISED:
            _tell(told, sight, text)
        elif not kept.strip():
            kept += text
            if plain[-1] > place:
                _tell(told, Sight.EXPONENT, text)
        elif _POWER.search(kept) and _EXPONENT.fullmatch(text):
            kept = kept.rstrip() + text.translate(_HIGH)
            _tell(told, Sight.EXPONENT, text)
        elif _LETTERS.search(kept) and text.strip() in ("2", "3"):
            kept += text.translate(_HIGH)
        else:
            _tell(told, sight, text)
    return kept, tuple(told)


def _tell(told: list[Seen], sight: Sight, text: str) -> None:
    if told and told[-1].sight is sight:
        told[-1] = Seen(sight, told[-1].text + text)
    else:
        told.append(Seen(sight, text))


def as_signs(text: str) -> str:
    """Return what letters in a font of signs are to a reader: signs that are no text."""
    return re.sub(r"\S", "\ufffd", text)


def number_as_signs(cell: Cell) -> Cell:
    """Return a cell whose number is shown in a font of signs: nobody can read it."""
    return cell._replace(text=as_signs(cell.text), kind=CellKind.TEXT, value=None)


def without_letters(cell: Cell, sight: Sight) -> Cell:
    """Return a cell of whose letters none count, since they are struck or unseen.

    A zero that is not seen is one all the same: forms commonly hide theirs.
    """
    rest = tuple(seen for seen in cell.sights if seen.sight is not Sight.FORMAT)
    if not cell.text.strip() or (sight is Sight.UNSEEN and cell.value == 0):
        return cell
    return cell._replace(text="", kind=CellKind.TEXT, sights=(Seen(sight, cell.text), *rest))
