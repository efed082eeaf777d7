"""Who stands out in a total: the units, and the kinds of unit, with the largest figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from htsd_cli.language.vietnamese import format_shown
from htsd_cli.values.figures import Number

UNNAMED = "một đơn vị chưa rõ tên"  # stands for a unit without a name of its own; no ranking goes beyond it
_TOO_MANY = 4  # where so many share the last place, none of them stands out


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit, or the units of one kind together, gave to a total; never 0.

    `name` is as it stands within a sentence; `kind` of a unit is what its kind is called there, of a kind
    `units` is how many of them gave something.
    """

    name: str
    figure: Number
    kind: str = ""
    units: int = 1


@dataclass(frozen=True, slots=True)
class Leading:
    """The largest shares of a total, largest first, of `of` in all; `all` says that none is left out.

    Empty when too many are equal for one to stand out.
    """

    shares: tuple[Share, ...]
    of: int

    @property
    def all(self) -> bool:
        """Whether these are all that gave something."""
        return len(self.shares) == self.of

    @property
    def one(self) -> bool:
        """Whether there is only one that gave something."""
        return self.of == 1 == len(self.shares)

    @property
    def some(self) -> bool:
        """Whether several gave something and some of them stand out."""
        return bool(self.shares) and self.of > 1

    @property
    def clear(self) -> bool:
        """Whether several gave something and one of them gave more than any other."""
        return self.some and (len(self.shares) == 1 or self.shares[0].figure > self.shares[1].figure)

    @property
    def rest(self) -> Leading:
        """Those named after the first."""
        return Leading(self.shares[1:], self.of)


def lead(shares: Sequence[Share], number: int) -> Leading:
    """Return the `number` largest shares; those equal to the last too, or, where four or more are, none of these.

    No unit is named before another with the same figure that is not, nor after one that has no name.
    """
    ranked = sorted(shares, key=lambda share: -share.figure)
    unnamed = next((share.figure for share in ranked if share.name == UNNAMED), None)
    if unnamed is not None:
        above = [share for share in ranked if share.figure > unnamed]
        if len(above) < number:
            return Leading(tuple(above), len(ranked))
    if len(ranked) <= number:
        return Leading(tuple(ranked), len(ranked))
    last = ranked[number - 1].figure
    with_equals = [share for share in ranked if share.figure >= last]
    if sum(share.figure == last for share in ranked) >= _TOO_MANY:
        with_equals = [share for share in ranked if share.figure > last]
    return Leading(tuple(with_equals), len(ranked))


def by_kind(shares: Iterable[Share]) -> list[Share]:
    """Return the shares of units added up by kind, in the order of the kinds' first units."""
    groups: dict[str, list[Share]] = {}
    for share in shares:
        groups.setdefault(share.kind, []).append(share)
    return [
        Share(kind, sum(share.figure for share in group), kind, len(group)) for kind, group in groups.items()
    ]


def named(leading: Leading, unit: str, separator: str = ", ", last: str = " và ") -> str:
    """Return `phường Tân Phú (35 tin, bài), Trường THCS A (30 tin, bài) và Hội B (12 tin, bài)`."""
    parts = [f"{share.name} ({format_shown(share.figure)} {unit})" for share in leading.shares]
    return last.join(part for part in (separator.join(parts[:-1]), *parts[-1:]) if part)
