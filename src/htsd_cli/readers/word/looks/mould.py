"""What plain cells that differ in nothing but their letters have in common."""

from __future__ import annotations

from typing import NamedTuple

from htsd_cli.readers.word.looks.colours import Colour


class Mould(NamedTuple):
    """What a plain cell says beside its letters; `text` is None where it is these letters and nothing else.

    `names` are its paragraphs' styles, `colours` those its letters are given, `indent` is how far its letters are moved
    to the right, in twentieths of a point.
    """

    text: str | None
    names: tuple[str | None, ...]
    span: int
    vertical: str
    shading: Colour | None
    colours: frozenset[Colour]
    indent: int = 0
