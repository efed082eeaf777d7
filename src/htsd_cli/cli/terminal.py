"""The one way to the terminal: nothing received reaches it raw, neither as text nor as JSON.

A control character in the name of a file or a unit could move the cursor, change colours or rename the window, a
direction character turn a line around. Every command says what it says through `terminal`, `echo` or `echo_json`.
Signs and colours of severities stand here too; colour never carries the meaning alone.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO
from unicodedata import category

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import composed
from htsd_cli.values.findings import Severity

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment
    from rich.text import Text

SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFO: "·"}
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
STATUS_STYLES = {"ok": "green", "warning": "yellow", "error": "bold red"}

_STAYING = "\n\t"
_WORD = lazy_pattern(r"\s*\S+\s*")
# What `json.dumps` leaves as it is: DEL and C1, direction characters, separators of lines, halves of letters.
_RAW_IN_JSON = lazy_pattern(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)


def harmless(text: str) -> str:
    """Return a text with "\ufffd" for each character that is neither seen, a space nor the end of a line."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char in _STAYING or category(char) == "Zs" else "\ufffd"
        for char in text
    )


def shown(text: str) -> str:
    """Return a received text for one line of a terminal: letters composed, lines joined by a sign, harmless."""
    text = composed(text).replace("\r\n", "\n").replace("\n", " ↵ ").replace("\t", " ")
    return harmless(text)


def terminal(*, stderr: bool = False, file: TextIO | None = None, width: int | None = None) -> Console:
    """Return what prints texts and tables for people, or writes them into a `file` of so many letters a line."""
    from rich.console import Console
    from rich.segment import Segment

    class Terminal(Console):
        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterable[Segment]:
            for text, style, control in super().render(renderable, options):
                yield Segment(text if control else harmless(text), style, control)

    return Terminal(stderr=stderr, file=file, width=width, highlight=False, emoji=False, markup=False)


def put(console: Console, text: str, style: str = "", left: int = 0, sign: str = "") -> None:
    """Print a sentence `left` columns in, after a sign; where it breaks, its lines stand below its first letter."""
    console.print(Hanging(text, left, sign, style), soft_wrap=True)


class Hanging:
    """A sentence `left` columns in, after a sign; where it breaks, its lines stand below its first letter.

    A text that begins with a sign of its own, in a style of its own, breaks to lines `hang` columns further in.
    """

    def __init__(
        self, text: str | Text, left: int = 0, sign: str = "", style: str = "", hang: int = 0
    ) -> None:
        self._text, self._left, self._sign, self._style, self._hang = text, left, sign, style, hang

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Yield its lines as wide as the console; a longer word, as of a path, stays whole."""
        from rich.text import Text

        text = Text(self._text, style=self._style) if isinstance(self._text, str) else self._text
        width = max(20, console.width - self._left - len(self._sign) - self._hang)
        broken = [
            line
            for whole in text.split("\n", allow_blank=True)
            for line in whole.divide(_breaks(whole.plain, width))
        ]
        for place, line in enumerate(broken):
            line.rstrip()
            before = " " * self._left + (self._sign if not place else " " * (len(self._sign) + self._hang))
            yield Text.assemble((before, self._style if not place else ""), line)


def _breaks(text: str, width: int) -> list[int]:
    """Return before which letters a line is broken so that its parts are no wider than so many columns."""
    from rich.cells import cell_len

    found: list[int] = []
    used = 0
    for word in _WORD.finditer(text):
        if used and used + cell_len(word[0].rstrip()) > width:
            found.append(word.start())
            used = 0
        used += cell_len(word[0])
    return found


def echo(text: str, *, stderr: bool = False) -> None:
    """Print a sentence for people as it is; on a terminal its lines break between words, below their first letter."""
    stream = sys.stderr if stderr else sys.stdout
    text = harmless(text)
    if stream.isatty():
        width = shutil.get_terminal_size().columns
        text = "\n".join(_broken(line, width) for line in text.split("\n"))
    print(text, file=stream)


def question(text: str, usual: str) -> str:
    """Return a question with its usual answer in brackets, broken between words; the answer is typed behind it."""
    whole = f"{text} [{usual}]: " if usual else f"{text}: "
    return f"{_broken(whole.rstrip(), shutil.get_terminal_size().columns - 1)} "


def _broken(line: str, width: int) -> str:
    """Return a line broken between words where it is longer than the terminal is wide."""
    if len(line) < width:
        return line
    left = " " * (len(line) - len(line.lstrip(" ")))
    return textwrap.fill(
        line, width - 1, subsequent_indent=left, break_long_words=False, break_on_hyphens=False
    )


def echo_json(value: object) -> None:
    """Print a value as JSON; what could steer a terminal stands in it as `\\u` escapes, which mean the same."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    print(_RAW_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
