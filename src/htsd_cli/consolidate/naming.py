"""Whose a file or a word is: by name, folder and sender, with a roster or among the units that sent reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from htsd_cli.consolidate.arrival import Arrival
from htsd_cli.consolidate.files import UnitFinding
from htsd_cli.consolidate.identification import clues_of
from htsd_cli.roster import Clues, Roster, Speller
from htsd_cli.values.catalogue import finding

Groups = Mapping[str, Sequence[Arrival]]  # a unit's key -> its reports


class Naming:
    """Tells whose a file is. `groups` are the units' reports, `arrivals` all that came in."""

    def __init__(
        self, roster: Roster | None, speller: Speller, arrivals: Sequence[Arrival], groups: Groups
    ) -> None:
        self._roster = roster
        self._speller = speller
        self._arrivals = {arrival.file: arrival for arrival in arrivals}
        self._units = {
            key: speller.spell(group[0].submission.unit.name).named for key, group in groups.items()
        }

    def of(self, file: str) -> str | None:
        """Return the key of the unit a file's name, folder or sender names, None when they name none."""
        arrival = self._arrivals.get(file)
        if self._roster is not None:
            clues = clues_of(arrival) if arrival else Clues(file=file)
            unit = self._roster.identify(clues).unit
            return unit.id if unit else None
        name = arrival.submission.unit.name if arrival else ""
        name = name or self._speller.names.from_file_name(PurePosixPath(file).stem)
        if self._speller.names.kind_of(name) is None:
            return None
        return self._same(name) or name

    def place_of(self, file: str) -> str | None:
        """Return the id of the unit whose folder, zip or file name a file has, None when that is nobody's."""
        return self._roster.by_place(Clues(file=file)) if self._roster else None

    def pins(self, use: Mapping[str, str]) -> tuple[dict[str, str], list[UnitFinding]]:
        """Return which file a person named for which unit's key, and what is wrong with those named for nobody."""
        pins: dict[str, str] = {}
        told: list[UnitFinding] = []
        for called, file in use.items():
            key = self._called(called)
            if key in self._units:
                pins[key] = file
                continue
            known = self._roster.by_id[key].shown if self._roster and key in self._roster.by_id else None
            code = "use-without-report" if known else "use-unknown-unit"
            found = finding(code, unit=known or called, file=file)
            told.append(UnitFinding(finding=found, file=None, unit=key))
        return pins, told

    def _called(self, name: str) -> str | None:
        """Return the key of the unit a person calls by this name or id."""
        if self._roster and name in self._roster.by_id:
            return self._roster.by_id[name].id  # of a unit merged away it is its successor's
        if name in self._units:
            return name
        match = self._roster.match(name) if self._roster is not None else None
        if match is not None and match.unit and not match.reason:
            return match.unit.id
        return self._same(name)

    def _same(self, name: str) -> str | None:
        said = self._speller.spell(name).named
        same = [unit for unit, spelled in self._units.items() if spelled == said]
        return same[0] if len(same) == 1 else None
