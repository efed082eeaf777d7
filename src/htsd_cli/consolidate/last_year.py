"""Each unit's figures beside those of an earlier run, mergers followed: or why there is nothing to compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from htsd_cli.consolidate.consolidation import Consolidation, units_of
from htsd_cli.consolidate.unit import Unit
from htsd_cli.earlier.comparison import Change
from htsd_cli.earlier.results import Results, ResultsUnit
from htsd_cli.form import Form, Measure
from htsd_cli.form.adding import added, settled
from htsd_cli.roster import RosterUnit
from htsd_cli.values.figures import Key, Totals


@dataclass(frozen=True, slots=True)
class UnitThen:
    """A unit that reported, and what it is compared with: `before` are the figures of then, None for none.

    `note` says in Vietnamese what the figures of then are made of where that is not simply the unit's own report, or
    why there are none; "" where there is nothing to say.
    """

    unit: Unit
    before: Totals | None
    note: str = ""

    def change(self, indicator: str, measure: Measure) -> Change:
        """Return one figure in both runs."""
        key = Key(indicator, measure.value)
        return Change(self.unit.value(key), (self.before or {}).get(key))


def units_then(consolidation: Consolidation, previous: Results, form: Form) -> list[UnitThen]:
    """Return every counted unit beside the earlier run, in the order of the outputs.

    A unit that others went into is compared with what its own figures and theirs add up to, as the form says. One that
    was split from another, and one that another was split from, is compared with nothing: what was then cannot be
    parted.
    """
    views = (view for view in units_of(consolidation, form) if view.counted)
    return [_then(view, consolidation, previous, form) for view in views]


def _then(view: Unit, consolidation: Consolidation, previous: Results, form: Form) -> UnitThen:
    own = view.listed
    if own is None:
        found = _found(previous, view.id, (view.name,))
        return UnitThen(view, *_plain(found, previous))
    every = (*(unit.listed for unit in consolidation.units if unit.listed), *consolidation.gone)
    if own.split_from:
        whole = next((unit.shown for unit in every if unit.id == own.split_from), own.split_from)
        return UnitThen(view, None, f"không so sánh được: đơn vị mới tách từ {whole}")
    parts = [unit.shown for unit in every if own.id == unit.split_from and not _had(previous, unit)]
    if parts:
        return UnitThen(view, None, f"không so sánh được: đã tách ra {_and(parts)}")
    gone = [unit for unit in consolidation.gone if unit.merged_into == own.id]
    found = _found(previous, own.id, (own.shown, *own.every_name))
    if not gone:
        return UnitThen(view, *_plain(found, previous))
    known = [(unit, _found(previous, unit.id, unit.every_name)) for unit in gone]
    summed = [item for item in (found, *(one for _, one in known)) if item is not None and item.counted]
    lacking = [unit.shown for unit, one in known if one is None or not one.counted]
    names = _and([item.name for item in summed])
    if not summed:
        return UnitThen(view, None, f"không so sánh được: khi ấy chưa có số liệu của {_and(lacking)}")
    if lacking:
        joined = _and([unit.shown for unit in gone])
        why = f"đã nhập {joined}, khi ấy chưa có số liệu của {_and(lacking)}"
        return UnitThen(view, None, f"không so sánh được: {why}")
    word = "tổng của " if len(summed) > 1 else "số liệu của "
    before = settled(added(previous.values(item.key) for item in summed), form, areas=True)
    return UnitThen(view, before, f"so với {word}{names} (đã sáp nhập)")


def _plain(found: ResultsUnit | None, previous: Results) -> tuple[Totals | None, str]:
    if found is None:
        return None, "khi ấy không có báo cáo"
    if not found.counted:
        return None, "báo cáo khi ấy không được cộng"
    return previous.values(found.key), ""


def _had(previous: Results, unit: RosterUnit) -> bool:
    return _found(previous, unit.id, unit.every_name) is not None


def _found(previous: Results, id: str | None, names: Sequence[str]) -> ResultsUnit | None:
    """Return a unit of the earlier run: the one of that id, else the only one of one of these names."""
    same = [unit for unit in previous.units if id and unit.id == id]
    if not same:
        same = list({unit.key: unit for name in names for unit in previous.by_name.all(name)}.values())
    return same[0] if len(same) == 1 else None


def _and(names: Sequence[str]) -> str:
    return " và ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} và {names[-1]}"
