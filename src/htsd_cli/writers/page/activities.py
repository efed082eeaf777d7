"""What narratives tell, as the page shows it: sentences for people to read, and which of them are confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from htsd_cli.consolidate import Consolidation

CONFIRMED, UNREAD, TO_READ = "đã xác nhận", "chưa xác nhận", "cần đọc"


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """A unit's sentence; `words` says where it stands, `doubt` why it must be read with care."""

    unit: str
    text: str
    words: str
    doubt: str


@dataclass(frozen=True, slots=True)
class Activity:
    """A practice of the form with the sentences about it, the confirmed first, those to be read with care last."""

    name: str
    lines: tuple[ActivityLine, ...]

    @property
    def confirmed(self) -> int:
        """How many of the sentences a person confirmed."""
        return sum(line.words == CONFIRMED for line in self.lines)

    @property
    def doubtful(self) -> int:
        """How many must be read with care."""
        return sum(line.words == TO_READ for line in self.lines)


def activities_of(consolidation: Consolidation) -> list[Activity]:
    """Return the practices that any counted unit's text tells of, in the form's order."""
    names = {unit.key: unit.name for unit in consolidation.units}
    order = (CONFIRMED, UNREAD, TO_READ)
    out = []
    for practice in consolidation.practices:
        lines = [
            ActivityLine(
                names.get(item.unit, item.unit),
                item.text,
                CONFIRMED if item.confirmed else TO_READ if item.doubt else UNREAD,
                "" if item.confirmed else item.doubt,
            )
            for item in practice.mentions
        ]
        if lines:
            ranked = sorted(lines, key=lambda line: order.index(line.words))
            out.append(Activity(practice.name, tuple(ranked)))
    return out
