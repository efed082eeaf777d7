"""What the readers of pictures yield: where a picture is in its file, and the picture itself."""

from __future__ import annotations

from typing import NamedTuple


class PictureRef(NamedTuple):
    """A picture as a document shows it: the package's part that holds it, and what the document says of it.

    `turn` is by how many degrees (0, 90, 180, 270) clockwise it is shown turned, `millimetres` how wide and high
    it stands on the page (None: not told), `drawing` whether it stands in for a vector drawing.
    """

    part: str
    caption: str = ""
    turn: int = 0
    millimetres: tuple[float, float] | None = None
    drawing: bool = False


class Picture(NamedTuple):
    """A picture taken out of a received file. `name` is what to call it: its place in the file, or its own file's name.

    `content` are its bytes as they are, None when they cannot be had, which `trouble` then tells in Vietnamese. `scan`
    says that it is a page of a scanned paper and no photograph.
    """

    name: str
    content: bytes | None
    caption: str = ""
    turn: int = 0
    millimetres: tuple[float, float] | None = None
    drawing: bool = False
    trouble: str = ""
    scan: bool = False
