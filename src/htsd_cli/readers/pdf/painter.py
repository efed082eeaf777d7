"""Paints pages by PDFium; those that may take long in a process beside this one, which ends when they do.

PDFium works on one drawing without ever asking whether it should go on: a pattern of tiny tiles, dashes of nothing
over a long line keep it busy for minutes, and nothing in a process interrupts its own library. Usual pages are painted
in this process, which costs less; so is everything where the system knows no fork (Windows). Its own limits hold there.
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

SCALE = 4.0  # pixels a point
_MOST_PIXELS = 30_000_000  # of a page
_SLACK = 1 << 20  # bytes: sides are rounded up to whole pixels
_ENOUGH = 3.0  # seconds of processor time, after which no further page is painted
_MOST = 5  # seconds, after which the system ends it in the midst of a page
_QUESTION = struct.Struct("<iii")  # the page, its rotation, whether in colours
_ANSWER = struct.Struct("<?ddii")  # whether it was painted, its size in points, its pixels across and down

Lines = list[bytes]  # of a page's pixels, from the top


class Pixels(NamedTuple):
    """A painted page: its width and height in points, and its lines in grey, or in blue, green and red.

    There are no lines of a page that is too large.
    """

    size: tuple[float, float]
    channels: tuple[Lines, ...]


class StoppedError(Exception):
    """Painting a page took too long or broke off; no further page of the file is painted."""


class Painter(Protocol):
    """What paints the pages of a file."""

    def paint(self, number: int, rotation: int, *, coloured: bool) -> Pixels | None:
        """Return a page, counted from 0; None for one that cannot be painted. Raises `StoppedError`."""

    def close(self) -> None:
        """Let go of the file."""


def painter_of(path: Path, *, heavy: bool) -> Painter:
    """Return what paints a file's pages: in a process beside this one where painting them may be `heavy`."""
    import pypdfium2  # noqa: F401 - once, for the process beside this one too

    return _Beside(path) if heavy and hasattr(os, "fork") else _Here(path)


class _Here:
    """Paints in this process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: PdfDocument | None = None

    def paint(self, number: int, rotation: int, *, coloured: bool) -> Pixels | None:
        from pypdfium2 import PdfDocument, PdfiumError

        try:
            if self._document is None:
                self._document = PdfDocument(self._path)
            page = self._document[number]
            try:
                page.set_rotation(rotation)
                return pixels_of(page, coloured=coloured)
            finally:
                page.close()
        except (PdfiumError, IndexError, ValueError, OSError):
            return None

    def close(self) -> None:
        if self._document is not None:
            self._document.close()


class _Beside:
    """Paints in a process beside this one, begun with the first page; the lines come through shared memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._process = 0
        self._asked = self._answered = -1
        self._shared: mmap.mmap | None = None

    def paint(self, number: int, rotation: int, *, coloured: bool) -> Pixels | None:
        if not self._process:
            self._begin()
        try:
            os.write(self._asked, _QUESTION.pack(number, rotation, coloured))
            answer = os.read(self._answered, _ANSWER.size)
        except BrokenPipeError:
            answer = b""
        if len(answer) < _ANSWER.size or self._shared is None:
            raise StoppedError
        painted, width, height, across, down = _ANSWER.unpack(answer)
        if not painted:
            return None
        shared, planes = self._shared, 3 if coloured else 1
        starts = range(0, planes * across * down, across) if across else ()
        lines = [shared[start : start + across] for start in starts]
        return Pixels((width, height), tuple(lines[at * down : (at + 1) * down] for at in range(planes)))

    def _begin(self) -> None:
        self._shared = mmap.mmap(-1, 3 * _MOST_PIXELS + _SLACK)
        asked, self._asked = os.pipe()
        self._answered, answered = os.pipe()
        self._process = os.fork()
        if self._process:
            os.close(asked)
            os.close(answered)
            return
        try:
            os.close(self._asked)
            os.close(self._answered)
            _serve(self._path, asked, answered, self._shared)
        finally:
            os._exit(0)  # whatever happened: nothing of the other process goes on here

    def close(self) -> None:
        if not self._process:
            return
        os.close(self._asked)
        os.close(self._answered)
        with suppress(ProcessLookupError):
            os.kill(self._process, 9)
        with suppress(ChildProcessError):
            os.waitpid(self._process, 0)
        if self._shared is not None:
            self._shared.close()
        self._process = 0


def _serve(path: Path, asked: int, answered: int, shared: mmap.mmap) -> None:
    """Be the process beside: paint what is asked for until nobody asks any more."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (_MOST, _MOST))
    import time

    painter = _Here(path)
    begun = time.process_time()
    while len(question := os.read(asked, _QUESTION.size)) == _QUESTION.size:
        number, rotation, coloured = _QUESTION.unpack(question)
        pixels = None
        if time.process_time() - begun < _ENOUGH:
            pixels = painter.paint(number, rotation, coloured=bool(coloured))
        if pixels is None:
            os.write(answered, _ANSWER.pack(False, 0.0, 0.0, 0, 0))
            continue
        first = pixels.channels[0] if pixels.channels else []
        shared.seek(0)
        for lines in pixels.channels:
            shared.write(b"".join(lines))
        across = len(first[0]) if first else 0
        os.write(answered, _ANSWER.pack(True, *pixels.size, across, len(first)))


def pixels_of(page: PdfPage, *, coloured: bool = False) -> Pixels:
    """Return a page as it is painted, without what is laid over it."""
    width, height = page.get_size()
    if width * height * SCALE**2 > _MOST_PIXELS:
        return Pixels((width, height), ([],) * (3 if coloured else 1))
    bitmap = page.render(scale=SCALE, grayscale=not coloured, may_draw_forms=False, draw_annots=False)
    content, step, wide = bytes(bitmap.buffer), bitmap.n_channels, bitmap.width * bitmap.n_channels
    starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
    channels = tuple(
        [content[start + channel : start + wide : step] for start in starts]
        for channel in range(3 if coloured else 1)
    )
    return Pixels((width, height), channels)
