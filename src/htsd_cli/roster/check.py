"""What is wrong with a roster: units that cannot be told apart, ids, kinds and addresses that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from htsd_cli.form import Form
from htsd_cli.language.addresses import addresses
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.roster.dated import span
from htsd_cli.roster.names import NameReader
from htsd_cli.roster.official import about_mergers
from htsd_cli.roster.roster import kind_of_word
from htsd_cli.roster.rows import NO, RosterRow
from htsd_cli.roster.spellings import Spelled, Speller, same_marks
from htsd_cli.values.catalogue import finding
from htsd_cli.values.findings import Finding

_YES = frozenset(("", "co", "c", "x", "1", "ies", "true", "bat buoc"))


def check_roster(rows: Sequence[RosterRow], form: Form) -> list[Finding]:
    """Return what is wrong with a roster's rows, in the order of the rows, worst first."""
    names = NameReader(form)
    told: list[tuple[int, Finding]] = []
    for row in rows:
        told += [(row.row, found) for found in (*_about_cells(row), *_about_kind(row, form, names))]
    told += about_mergers(rows)
    told += _about_ids(rows)
    named = [row for row in rows if row.name]
    told += _about_names(named, form, names)
    told += _about_addresses(named)
    return [found for _, found in sorted(told, key=lambda pair: (pair[1].severity.rank, pair[0]))]


def _about_cells(row: RosterRow) -> Iterator[Finding]:
    if not row.name:
        yield finding("roster-name-missing", row=row.row, text=next(text for text in row[1:] if text))
        return
    if not row.id:
        yield finding("roster-id-missing", row=row.row, name=row.name)
    for part in re.split(r"[;,]", row.email):
        if part.strip() and not addresses(part):
            yield finding("roster-email-wrong", row=row.row, name=row.name, text=part.strip())
    days = span(row.required)
    if fold(row.required) not in NO | _YES and not (days.first or days.last):
        yield finding("roster-required-unknown", row=row.row, name=row.name, text=row.required)


def _about_kind(row: RosterRow, form: Form, names: NameReader) -> Iterator[Finding]:
    if not row.name:
        return
    titles = {kind.id: kind.name for kind in form.unit_kinds}
    written, said = kind_of_word(row.kind, form), names.kind_of(row.name)
    listed = "; ".join(titles.values())
    if row.kind and written is None:
        problem = f"cột “Loại” ghi “{row.kind}”, không phải loại nào của mẫu"
        yield finding("roster-kind-unknown", row=row.row, name=row.name, problem=problem, kinds=listed)
    elif written is None and said is None:
        problem = "tên không cho biết loại đơn vị và cột “Loại” để trống"
        yield finding("roster-kind-unknown", row=row.row, name=row.name, problem=problem, kinds=listed)
    elif written is not None and said is not None and written not in (said, form.kinds[said].within):
        yield finding(
            "roster-kind-differs", row=row.row, name=row.name, written=titles[written], named=titles[said]
        )


def _about_ids(rows: Sequence[RosterRow]) -> Iterator[tuple[int, Finding]]:
    first: dict[str, RosterRow] = {}
    for row in rows:
        if not row.id:
            continue
        before = first.setdefault(row.id, row)
        if before is not row:
            yield before.row, finding("roster-id-twice", row=before.row, other=row.row, id=row.id)


def _about_names(rows: Sequence[RosterRow], form: Form, names: NameReader) -> Iterator[tuple[int, Finding]]:
    """Tell of rows one of whose names may be the other's, and of those only marks part."""
    speller = Speller(names)
    spelled = {row.row: list(_spelled(row, form, speller)) for row in rows}
    for one, other in combinations(rows, 2):
        pairs = [
            (mine.marked, theirs.marked)
            for mine, kind in spelled[one.row]
            for theirs, their_kind in spelled[other.row]
            if (mine.core, mine.area, kind) == (theirs.core, theirs.area, their_kind)
            and mine.may_be_of_sort(theirs)
        ]
        same = any(same_marks(mine, theirs) or same_marks(theirs, mine) for mine, theirs in pairs)
        same = same or bool(_bare_names(one) & _bare_names(other))
        apart = {fold(one.area), fold(other.area)}
        if (same or pairs) and (one.merged_into or other.merged_into):
            continue  # one of them is part of the other, or no longer there: its name is its successor's
        if same and len(apart - {""}) == 2:
            found = finding(
                "roster-names-by-area", row=one.row, name=one.name, area=one.area, other=other.row,
                other_name=other.name, other_area=other.area,
            )  # fmt: skip
            yield one.row, found
        elif same or pairs:
            code = "roster-names-alike" if same else "roster-marks-differ"
            found = finding(code, row=one.row, name=one.name, other=other.row, other_name=other.name)
            yield one.row, found


def _spelled(row: RosterRow, form: Form, speller: Speller) -> Iterator[tuple[Spelled, str | None]]:
    for name in (row.name, *row.names):
        spelled = speller.spell(name)
        yield spelled, spelled.kind or kind_of_word(row.kind, form) or speller.spell(row.name).kind


def _bare_names(row: RosterRow) -> set[str]:
    return {" ".join(clean(name).casefold().split()) for name in (row.name, *row.names)}


def _about_addresses(rows: Sequence[RosterRow]) -> Iterator[tuple[int, Finding]]:
    first: dict[str, RosterRow] = {}
    for row in rows:
        for address in dict.fromkeys(addresses(row.email)):
            before = first.setdefault(address, row)
            if before is not row:
                yield before.row, finding(
                    "roster-email-shared",
                    row=before.row, name=before.name, other=row.row, other_name=row.name, address=address,
                )  # fmt: skip
