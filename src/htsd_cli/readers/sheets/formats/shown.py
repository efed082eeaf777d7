"""What a cell shows of what is stored in it."""

from __future__ import annotations

from typing import NamedTuple

from htsd_cli.values.document import CellKind, Seen

Number = int | float


class Shown(NamedTuple):
    """What a cell shows: its text, what kind of value it holds, the number stored (None where it holds none).

    `sights` tell where the format shows nothing of it (UNSEEN) or another quantity than is stored (FORMAT).
    """

    text: str
    kind: CellKind
    value: Number | None = None
    sights: tuple[Seen, ...] = ()


def rounded(number: float) -> Number:
    """Return a number with the 15 digits Excel shows of it, a whole one as int."""
    near = float(f"{number:.15g}")
    return int(near) if abs(near) < 1e15 and near == int(near) else near
