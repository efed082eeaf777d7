"""What the look of a table makes likely: captions, numbering, total rows, headings. None of it is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

import htsd_cli.learn.words as words
from htsd_cli.language.vietnamese import fold
from htsd_cli.learn.draft import Draft
from htsd_cli.learn.grid import Spot
from htsd_cli.learn.likely_rates import likely_rates
from htsd_cli.learn.rules import Found, adds, rule_of
from htsd_cli.learn.structure import ToldBy

Pairs = list[tuple[str, int, tuple[int, ...], ToldBy]]  # kind, total column, part columns


def likely_rules(draft: Draft, told: Sequence[Found]) -> list[Found]:
    """Return the rules that are only likely, beside those that are `told`."""
    found: list[Found] = []
    known = {(item.axis, item.row, item.column) for item in told if item.rule.kind == "sum"}
    parts_of = {
        (item.rule.total, part.indicator, part.measure)
        for item in told
        if item.rule.kind == "sum"
        for part in item.rule.parts
    }
    ways = [_headings(draft)]
    if draft.nature == "indicators":
        ways = [_captions(draft), _numbering(draft), _totals(draft), *ways]
    for way in ways:
        # One way of telling may part a total twice (by sex, by age); what a better way told it does not tell again.
        before = set(known)
        for item in way:
            place = (item.axis, item.row, item.column)
            if item.rule.kind == "sum":
                if place in before:
                    continue
                known.add(place)
            elif all((item.rule.total, part.indicator, part.measure) in parts_of for part in item.rule.parts):
                continue
            found.append(item)
    along = {_columns_of(item) for item in told if item.axis == "columns" and item.rule.kind == "sum"}
    if draft.nature == "indicators":
        found = [item for item in found if item.axis != "columns" or _columns_of(item) not in along]
    settled = {item.rule.total for item in told if item.axis == "columns"}
    found += [item for item in likely_rates(draft) if item.rule.total not in settled]
    return found


def _columns_of(item: Found) -> tuple[str, frozenset[tuple[str, int]]]:
    """Return between which columns a rule holds, in whatever row."""
    parts = item.rule.parts
    return item.rule.total.measure, frozenset((part.measure, part.sign) for part in parts)


# -- rows ----------------------------------------------------------------------------------------------------


def _captions(draft: Draft) -> list[Found]:
    """`Chia ra:` adds up; of what `Trong đó:` names, each is a part of the whole."""
    groups: dict[tuple[int, str, int], list[int]] = {}
    group = 0
    for at, row in enumerate(draft.rows):
        if row.caption:
            group = at
        if row.owner is not None and row.relation:
            groups.setdefault(
                (row.owner, row.relation, group if group > row.owner else row.owner), []
            ).append(at)
    found: list[Found] = []
    for (owner, relation, _), members in groups.items():
        direct = [at for at in members if at in draft.row_ids]
        if relation == "divides":
            found += _sum_of(draft, owner, direct, "caption")
        else:
            found += [item for at in direct for item in _at_most(draft, owner, at, "caption")]
    return found


def _numbering(draft: Draft) -> list[Found]:
    """A row above others by its number is likely their sum, where all count the same thing."""
    found: list[Found] = []
    for at, row in enumerate(draft.rows):
        if at not in draft.row_ids or row.heading:
            continue
        below = [
            place
            for place, other in enumerate(draft.rows)
            if other.parent == at
            and place in draft.row_ids
            and not other.caption
            and (not other.relation or other.owner != at)
        ]
        if row.opens:
            continue
        some = [place for place in below if words.PARTS_ONLY.fullmatch(fold(draft.rows[place].label))]
        if some and not _are_halves(fold(draft.rows[place].label) for place in below):
            found += [item for place in some for item in _at_most(draft, at, place, "numbering")]
            continue
        if len(below) >= 2:
            found += _sum_of(draft, at, below, "numbering", alike=True)
    return found


def _are_halves(names: Iterable[str]) -> bool:
    """Return whether names are those of men and women, which make up the whole."""
    return sorted(name.split()[-1] for name in names if name) == ["nam", "nu"]


def _totals(draft: Draft) -> list[Found]:
    """`Tổng số`, `Cộng`, first or last, is likely the sum of the rows that stand highest."""
    totals = [at for at, row in enumerate(draft.rows) if row.total and at in draft.row_ids]
    if len(totals) > 1:
        return _subtotals(draft, totals)
    if not totals or draft.rows[totals[0]].told is not None:
        return []
    total = totals[0]
    if any(row.parent == total or row.owner == total for row in draft.rows):
        return []
    others = [at for at in draft.row_ids if at != total and not draft.rows[at].relation]
    if not others or not (total < min(others) or total > max(others)):
        return []
    highest = [at for at in others if draft.rows[at].parent is None]
    if any(draft.rows[at].heading for at in highest):
        highest = [
            at
            for at in others
            if (up := draft.rows[at].parent) is not None
            and draft.rows[up].heading
            and draft.rows[up].parent is None
        ]
        if any(draft.rows[at].heading for at in highest):
            return []
    return _sum_of(draft, total, highest, "label", alike=True) if len(highest) > 1 else []


def _subtotals(draft: Draft, totals: Sequence[int]) -> list[Found]:
    """Each of several `Cộng` is likely the sum of the rows since the one before, the last that of the others."""
    found: list[Found] = []
    start = 0
    last = max(draft.row_ids)
    own = totals[:-1] if totals[-1] == last and len(totals) > 2 else totals
    for total in own:
        span = [at for at in range(start, total) if at in draft.row_ids and not draft.rows[at].heading]
        highest = [at for at in span if draft.rows[at].parent not in span and not draft.rows[at].relation]
        if draft.rows[total].told is None:
            found += _sum_of(draft, total, highest, "label", alike=True)
        start = total + 1
    if len(own) < len(totals) and draft.rows[totals[-1]].told is None:
        between = [at for at in range(own[-1] + 1, totals[-1]) if at in draft.row_ids]
        found += [] if between else _sum_of(draft, totals[-1], own, "label", alike=True)
    return found


def _alike(draft: Draft, total: int, parts: Sequence[int], column: int) -> bool:
    """Return whether the cells of some rows count the same thing as that of the row above them."""
    kinds = [kind for at in (total, *parts) if (kind := draft.kind(at, column)) is not None]
    if (
        len({fold(kind.unit) for kind in kinds} - {""}) > 1
        or len({kind.kind == "amount" for kind in kinds}) > 1
    ):
        return False
    counted = {
        match[1] for at in (total, *parts) if (match := words.COUNTED.match(fold(draft.rows[at].label)))
    }
    return len(counted) <= 1


def _sum_of(
    draft: Draft, total: int, parts: Sequence[int], told_by: ToldBy, *, alike: bool = False
) -> list[Found]:
    found: list[Found] = []
    if len(parts) < 2:
        return found
    for column in draft.values:
        asked = [at for at in parts if draft.term(at, column) is not None]
        if (
            len(asked) < 2
            or not adds(draft, total, column)
            or not all(adds(draft, at, column) for at in asked)
        ):
            continue
        if alike and not _alike(draft, total, asked, column):
            continue
        if len(asked) < len(parts) and not _others_count_else(draft, parts, asked):
            continue
        item = rule_of(draft, "sum", (total, column), [(at, column, 1) for at in asked], told_by, sure=False)
        if item is not None:
            found.append(item)
    return found


def _others_count_else(draft: Draft, parts: Sequence[int], asked: Sequence[int]) -> bool:
    """Return whether the rows left out of a sum are left out since their unit is another, as persons beside classes."""
    return all(draft.units.get(at, "") for at in parts if at not in asked)


def _at_most(draft: Draft, total: int, part: int, told_by: ToldBy) -> list[Found]:
    head, own = fold(draft.units.get(total, "")), fold(draft.units.get(part, ""))
    if head and own and not set(head.split()) & set(own.split()):
        return []
    found: list[Found] = []
    for column in draft.values:
        if adds(draft, total, column) and adds(draft, part, column):
            item = rule_of(draft, "at_most", (total, column), [(part, column, 1)], told_by, sure=False)
            if item is not None:
                found.append(item)
    return found


# -- columns -------------------------------------------------------------------------------------------------


class _Node:
    """A heading with the columns below it, or one column without a heading of its own."""

    def __init__(self, spot: Spot | None, columns: list[int], depth: int) -> None:
        self.spot, self.columns, self.depth = spot, columns, depth

    @property
    def bare(self) -> str:
        """Its text folded, without what stands in brackets."""
        return "" if self.spot is None else fold(re.sub(r"\([^()]*\)", "", self.spot.text))

    @property
    def leaf(self) -> bool:
        """Whether it is one column."""
        return len(self.columns) == 1


def _headings(draft: Draft) -> list[Found]:
    pairs: Pairs = []
    _look_at(draft, draft.values, 0, pairs)
    found: list[Found] = []
    known: set[tuple[str, int, tuple[int, ...]]] = set()
    for kind, total, parts, told_by in pairs:
        if (kind, total, parts) in known:
            continue
        known.add((kind, total, parts))
        for at in [0] if draft.nature == "units" else sorted(draft.row_ids):
            cells = [(at, part, 1) for part in parts]
            if not adds(draft, at, total) or not all(adds(draft, at, part) for part in parts):
                continue
            if not _count_the_same(draft, at, (total, *parts)):
                continue
            item = rule_of(
                draft, "sum" if kind == "sum" else "at_most", (at, total), cells, told_by, sure=False
            )
            if item is not None:
                found.append(item)
    return found


def _count_the_same(draft: Draft, at: int, places: Sequence[int]) -> bool:
    kinds = [kind for place in places if (kind := draft.kind(at, place)) is not None]
    return (
        len({fold(kind.unit) for kind in kinds}) == 1 and len({kind.kind == "amount" for kind in kinds}) == 1
    )


def _look_at(
    draft: Draft,
    columns: Sequence[int],
    depth: int,
    pairs: Pairs,
    *,
    among: bool = False,
) -> None:
    """Say of the headings under one heading which is the whole and which are its parts; then go down.

    Of the headings `among` others, “Trong đó”, none is a part of the one beside it.
    """
    nodes = _nodes(draft, columns, depth)
    if {node.bare for node in nodes} == {"nam", "nu"}:
        return  # two halves: neither is part of the other
    if len(nodes) > 1 and not among:
        names = {node.bare for node in nodes}
        whole = next((node for node in nodes if _is_whole(node.bare, names)), None)
        first = whole if whole is not None else None
        before: _Node | None = None
        divided = (
            False  # a caption said of what the whole is made up: what stands behind it is something else
        )
        rest: list[_Node] = []
        parts: list[tuple[_Node | None, _Node]] = []
        for node in nodes:
            if node is whole:
                before = node
            elif (
                words.DIVIDES.match(node.bare)
                or words.AMONG.match(node.bare)
                or (words.PARTITION.fullmatch(node.bare) and not node.leaf)
            ):
                owners = [
                    item for item in (before, first) if item is not None and _main(draft, item) is not None
                ]
                near = before is None or not _is_grown(before)
                if owners and (near or not words.PARTITION.fullmatch(node.bare)):
                    _caption(draft, owners[0], node, pairs)
                    divided = divided or owners[0] is whole
            elif words.PARTS_ONLY.fullmatch(node.bare):
                alone = words.TRAITS.fullmatch(node.bare) is not None
                alone = alone and before is not None and not _are_halves((before.bare, node.bare))
                parts.append((first or (before if alone else None), node))
                rest += [] if divided else [node]
            else:
                before = node
                rest += [] if divided else [node]
        others = [node for node in rest if not words.PARTS_ONLY.fullmatch(node.bare)]
        men = _are_halves(node.bare for node in rest) and len(rest) == 2
        if whole is not None and _plain_parts(rest) and (men or len(others) == len(rest)):
            if len(rest) >= 2:
                _sum(draft, whole, rest, pairs)
            elif rest and whole.leaf and not rest[0].leaf:
                _caption(draft, whole, rest[0], pairs)
        if not men:
            for owner, part in parts:
                _part(draft, owner, part, pairs)
    for node in nodes:
        if not node.leaf:
            _look_at(draft, node.columns, depth + 1, pairs, among=words.AMONG.match(node.bare) is not None)


def _is_grown(node: _Node) -> bool:
    return words.GROWTH.search(node.bare) is not None or words.RATE.match(node.bare) is not None


def _nodes(draft: Draft, columns: Sequence[int], depth: int) -> list[_Node]:
    nodes: list[_Node] = []
    for column in columns:
        spots = draft.columns[column].spots
        spot = spots[depth] if depth < len(spots) else None
        if nodes and spot is not None and nodes[-1].spot == spot:
            nodes[-1].columns.append(column)
        else:
            nodes.append(_Node(spot, [column], depth))
    return nodes


def _plain_parts(nodes: Sequence[_Node]) -> bool:
    """Return whether headings beside a total can be its parts: no rates, no texts, no remarks."""
    return all(
        node.bare
        and not words.RATE.search(node.bare)
        and not words.MEAN.search(node.bare)
        and "%" not in (node.spot.text if node.spot else "")
        for node in nodes
    )


def _tail(draft: Draft, node: _Node, column: int) -> str:
    return " ".join(fold(spot.text) for spot in draft.columns[column].spots[node.depth + 1 :])


def _main(draft: Draft, node: _Node) -> int | None:
    """Return the column that stands for a heading: its only one, or its total."""
    if node.leaf:
        return node.columns[0]
    return next(
        (column for column in node.columns if words.TOTAL.fullmatch(draft.columns[column].bare)), None
    )


def _is_whole(name: str, names: Set[str]) -> bool:
    """Return whether a heading is that of the total among headings: “TS” beside “ThS” are doctors."""
    doctors = name == "ts" and not words.MASTERS.isdisjoint(names)
    return words.TOTAL.fullmatch(name) is not None and not doctors


def _caption(draft: Draft, owner: _Node, node: _Node, pairs: Pairs) -> None:
    total = _main(draft, owner)
    if total is None:
        return
    if node.leaf:  # “Trong đó: nữ” in one heading
        if words.AMONG.match(node.bare):
            pairs.append(("at_most", total, (node.columns[0],), "caption"))
        return
    members = _nodes(draft, node.columns, node.depth + 1)
    if not words.AMONG.match(node.bare):
        members = [own for member in members for own in _parted(draft, member)]
    mains = [_main(draft, member) for member in members]
    kept = [main for main in mains if main is not None]
    if not _plain_parts(members):
        return
    if words.AMONG.match(node.bare):
        pairs += [("at_most", total, (main,), "caption") for main in kept]
    elif len(members) > 1 and all(words.PARTITION.fullmatch(member.bare) for member in members):
        for member in members:  # “Chia ra” by sex, and again by age
            _caption(draft, owner, member, pairs)
    elif len(kept) == len(members) >= 2:
        pairs.append(("sum", total, tuple(kept), "caption"))


def _parted(draft: Draft, node: _Node) -> list[_Node]:
    """Return the headings below one that has no total of its own, in its place; itself where it has one."""
    if _main(draft, node) is not None or words.PARTITION.fullmatch(node.bare):
        return [node]
    return [own for child in _nodes(draft, node.columns, node.depth + 1) for own in _parted(draft, child)]


def _part(draft: Draft, owner: _Node | None, node: _Node, pairs: Pairs) -> None:
    if owner is None:
        return
    total, part = _main(draft, owner), _main(draft, node)
    if total is not None and part is not None and _plain_parts([node]):
        pairs.append(("at_most", total, (part,), "label"))


def _sum(draft: Draft, whole: _Node, parts: Sequence[_Node], pairs: Pairs) -> None:
    if whole.leaf:
        mains = [_main(draft, node) for node in parts]
        kept = [main for main in mains if main is not None]
        if len(kept) == len(parts):
            pairs.append(("sum", whole.columns[0], tuple(kept), "label"))
        return
    for column in whole.columns:
        tail = _tail(draft, whole, column)
        same = [
            next((other for other in node.columns if _tail(draft, node, other) == tail), None)
            for node in parts
        ]
        kept = [other for other in same if other is not None]
        if len(kept) == len(parts):
            pairs.append(("sum", column, tuple(kept), "label"))
