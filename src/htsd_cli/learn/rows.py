"""The rows of a statistics table: number, code, name, unit, which row stands above which, and what a caption says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import htsd_cli.learn.words as words
from htsd_cli.language.vietnamese import fold
from htsd_cli.learn.codes import Told, told_in
from htsd_cli.learn.columns import LearntColumn
from htsd_cli.learn.grid import Spot
from htsd_cli.learn.numbering import Mark, Order, leading_mark, own_mark
from htsd_cli.learn.regions import Region

Relation = Literal["", "divides", "among"]
_AFTER_COLON = re.compile(r"^(?P<caption>[^:]{3,40}):\s*(?P<rest>[-+–]?\s*\S.*)$")
_OPENS = re.compile(
    r"[,;(]?\s*(?:trong đó|chia ra|bao gồm|gồm|trong đó chia ra)\s*\)?\s*:?\s*$", re.IGNORECASE
)


@dataclass(slots=True)
class LearntRow:
    """A row of a table's body.

    `number`, `code`, `label` and `unit` are as printed; a `group` is a name over the names of several rows. `caption`
    is what a row of words alone says of the rows below it, `opens` what a name says of them by its end (“trong đó:”).
    One that is `summed` has a row of its own below for its total (“Cộng I”), so that nothing is asked beside its name.
    One that is `grouped` lies beside a group's name. `parent` is the place of the row above it in the nesting, `owner`
    that of the row a caption relates it to, by `relation`.
    """

    region: int  # which piece of the table, where a page broke it
    row: int
    number: str = ""
    code: str = ""
    label: str = ""
    printed: str = ""
    unit: str = ""
    mark: Mark = field(default_factory=Mark)
    indent: float = 0.0
    bold: bool = False
    rank: float = 10.0
    caption: Relation = ""
    opens: Relation = ""
    heading: bool = False
    total: bool = False
    wide: bool = False
    group: bool = False
    summed: bool = False
    grouped: bool = False
    told: Told | None = None
    label_spot: Spot | None = None
    parent: int | None = None
    owner: int | None = None
    relation: Relation = ""


def learn_rows(pieces: Sequence[tuple[Region, Sequence[LearntColumn]]]) -> list[LearntRow]:
    """Return the rows of a table's pieces in order, nested; rows without any text are left out."""
    rows: list[LearntRow] = []
    for place, (region, columns) in enumerate(pieces):
        rows += [row for number in region.body if (row := _row(region, columns, number, place)) is not None]
    rows = _with_groups(pieces, rows)
    if rows:
        _numbered_by_codes(rows)
        _captions(rows)
        _nest(rows)
    return rows


def _numbered_by_codes(rows: Sequence[LearntRow]) -> None:
    """Take codes like `4`, `4.1` for the numbers of rows that have none: they say what stands below what."""
    codes = {row.code for row in rows}
    if any(row.mark.style for row in rows) or not any(
        "." in code and code.rpartition(".")[0] in codes for code in codes
    ):
        return
    for row in rows:
        mark = own_mark(row.code) if row.code else None
        if mark is not None and mark.style == "digits":
            row.mark = mark


def _with_groups(
    pieces: Sequence[tuple[Region, Sequence[LearntColumn]]], rows: list[LearntRow]
) -> list[LearntRow]:
    """Return the rows with one more above those that a second column of names groups: `Mầm non` over its rows."""
    out: list[LearntRow] = []
    for row in rows:
        region, columns = pieces[row.region]
        labels = [region.grid.at(row.row, column.index) for column in columns if column.role == "label"]
        outer = labels[0] if len(labels) > 1 else None
        if (
            outer is not None
            and outer.text
            and outer is not row.label_spot
            and outer.row == row.row
            and labels[-1].text
        ):
            mark, rest = leading_mark(outer.text)
            group = LearntRow(
                row.region, row.row, mark.number, label=rest, printed=outer.text, mark=mark, group=True
            )
            number = next(
                (region.grid.at(row.row, item.index) for item in columns if item.role == "number"), None
            )
            if number is not None and number.text and number.row_span > 1 and not mark.style:
                group.number, group.mark = row.number, row.mark
                row.number, row.mark = "", leading_mark(row.printed)[0]
            out.append(group)
        row.grouped = (
            outer is not None
            and bool(outer.text)
            and outer is not row.label_spot
            and (outer.row_span > 1 or (out[-1:] != [] and out[-1].group and out[-1].row == row.row))
        )
        out.append(row)
    return out


def _row(region: Region, columns: Sequence[LearntColumn], number: int, piece: int) -> LearntRow | None:
    by_role: dict[str, list[Spot]] = {}
    values = {column.index for column in columns if column.role == "value"}
    for column in columns:
        spot = region.grid.at(number, column.index)
        by_role.setdefault(column.role, []).append(spot)
    labels = [spot for spot in by_role.get("label", []) if spot.text]
    own = [spot for spot in labels if spot.row == number]
    label = own[-1] if own else next(iter(by_role.get("label", [])), None)
    first = next((spot for spot in region.grid.across(number, region.left, region.right) if spot.text), None)
    if label is None:
        return None
    number_text = next(
        (spot.text for spot in by_role.get("number", []) if spot.row == number and spot is not label), ""
    )
    if not label.text and first is not None and first.column_span > 1 and first.column <= label.column:
        label = first
    wide = any(column in values for column in range(label.column, label.last_column + 1)) and bool(label.text)
    if wide and number_text == label.text:
        number_text = ""
    mark = own_mark(number_text) if number_text else Mark()
    found = LearntRow(piece, number, printed=label.text, label_spot=label, wide=wide)
    if mark is None:  # words in the column of numbers: the name stands there
        found.printed = f"{number_text} {label.text}".strip() if label.text else number_text
        mark = Mark()
    own_label = found.printed
    inner, rest = leading_mark(own_label)
    found.number = number_text.strip().rstrip(".):").lstrip("(") if mark.style else inner.number
    found.mark = mark if mark.style else inner
    found.label = (
        rest if not mark.style or inner.style not in ("digits", "roman", "upper", "lower") else own_label
    )
    if mark.style and inner.style and mark.style != inner.style:
        found.label = rest
    found.code = next((spot.text for spot in by_role.get("code", []) if spot.row == number), "")
    found.unit = next((spot.text for spot in by_role.get("unit", []) if spot.text and spot is not label), "")
    found.indent = label.look.indent + label.leading / 2
    found.bold = label.look.bold
    if not found.label and not found.number and not found.code:
        return None
    return found


def _captions(rows: list[LearntRow]) -> None:
    """Find the rows that are captions, the names that begin or end as one, the totals."""
    coded = sum(1 for row in rows if row.code or row.unit) * 2 > len(rows)
    for place, row in enumerate(rows):
        if row.group:
            says_all = words.DIVIDES.match(fold(row.label)) or words.AMONG.match(fold(row.label))
            row.mark = row.mark if row.mark.style or says_all else Mark("", "group")
        bare = fold(row.label)
        row.told = told_in(row.printed)
        name = row.told.text if row.told else row.label
        row.total = words.TOTAL.fullmatch(fold(name)) is not None or row.number == "@"
        row.opens = _opening(row.label)
        says: Relation = (
            "divides" if words.DIVIDES.match(bare) else "among" if words.AMONG.match(bare) else ""
        )
        if not says:
            continue
        if row.group:
            row.caption, row.opens = says, ""
            continue
        asked = bool(row.code or (row.unit and coded))
        ends = row.label.rstrip().endswith(":")
        inline = _AFTER_COLON.match(row.label)
        if not asked and (ends or len(bare.split()) <= 2 or (coded and not inline)):
            row.caption, row.opens = says, ""
        elif not row.group and not ends and (inline or says == "among"):
            row.relation, row.opens = says, ""
            inner = leading_mark(inline["rest"])[0] if inline else Mark()
            following = rows[place + 1] if place + 1 < len(rows) else None
            if inline and (
                not row.mark.style or (following is not None and inner.style and following.mark == inner)
            ):
                row.mark = inner
    for place, row in enumerate(rows):
        row.summed = _is_summed_below(rows, place)
    last = rows[-1]
    if not last.mark.style and fold(last.label).startswith("tong ") and len(rows) > 2:
        last.total = True


def _is_summed_below(rows: Sequence[LearntRow], place: int) -> bool:
    """Return whether a row's total stands below its parts: “Cộng (I)”, “Cộng mục I” under the rows of I."""
    row = rows[place]
    if not row.number or row.total:
        return False
    number = fold(row.number)
    for other in rows[place + 1 :]:
        if other.mark.style == row.mark.style and other.mark.depth == row.mark.depth:
            return False
        if other.total and re.fullmatch(
            rf"(?:tong )?(?:cong|so)(?: (?:muc|phan|nhom))? {number}(?: .*)?", fold(other.label)
        ):
            return other.told is None
    return False


def _opening(label: str) -> Relation:
    match = _OPENS.search(label)
    if match is None or not label[: match.start()].strip():
        return ""
    return "among" if "trong" in match[0].lower() and "chia" not in match[0].lower() else "divides"


class _Frame(NamedTuple):
    """A row that is open while rows below it are placed; a caption's frame has its relation and its members' rank."""

    rank: float
    place: int
    relation: Relation = ""
    members: float = 0.0


def _nest(rows: list[LearntRow]) -> None:
    """Say of each row which stands above it, and to which a caption relates it."""
    _rank(rows)
    stack: list[_Frame] = []
    for place, row in enumerate(rows):
        if row.caption or row.relation:
            _close_for_caption(rows, stack, place)
            following = place if row.relation else place + 1
            members = rows[following].rank if following < len(rows) else 20.0
            row.parent = _owner(stack)
            if row.relation and not _heads_more(rows, row):
                members += 0.02
            stack.append(_Frame(row.rank, place, row.caption or row.relation, members))
            if row.caption:
                continue
        else:
            _close_for_row(rows, stack, place)
        row.parent = _owner(stack)
        if stack and stack[-1].relation:
            row.owner, row.relation = row.parent, stack[-1].relation
        follower = rows[place + 1] if place + 1 < len(rows) else None
        if row.total and row.rank < 0 and (follower is None or not _is_part(follower)):
            continue
        stack.append(_Frame(row.rank, place))
    _opened(rows)


def _rank(rows: list[LearntRow]) -> None:
    order = Order([row.mark for row in rows])
    steps: dict[str, list[int]] = {}
    for row in rows:
        steps.setdefault(order.style(row.mark), []).append(round(row.indent / 2))
    for row in rows:
        style = order.style(row.mark)
        row.rank = order.rank(row.mark)
        if style == "@" or (row.total and not style and not row.grouped):
            row.rank = -1.0
        elif style not in ("digits", "roman", "upper", "lower"):
            row.rank += 0.05 * sorted(set(steps[style])).index(round(row.indent / 2))


def _is_part(row: LearntRow) -> bool:
    """Return whether a row below a total is one of its parts by its look: a caption or a bullet."""
    return bool(row.caption or row.relation) or row.rank >= 11.0


def _heads_more(rows: Sequence[LearntRow], row: LearntRow) -> bool:
    """Return whether rows like one that begins with “Trong đó: …” belong to it: they have its bullet, are set in, or
    have no number below a row that has one."""
    above = None if row.parent is None else rows[row.parent]
    if row.rank >= 11.0 or above is None:
        return row.rank >= 11.0
    return row.indent > above.indent + 1 or (bool(above.number) and not row.mark.style)


def _owner(stack: Sequence[_Frame]) -> int | None:
    return next((frame.place for frame in reversed(stack) if not frame.relation), None)


def _close_for_caption(rows: Sequence[LearntRow], stack: list[_Frame], place: int) -> None:
    rank = rows[place].rank
    while stack:
        top = stack[-1]
        if top.relation:
            if top.rank >= rank:
                stack.pop()
            return
        if top.rank < rank:
            return
        member = len(stack) > 1 and stack[-2].relation and abs(stack[-2].rank - rank) < 0.001
        plain = not rows[place].mark.style and not words.OF_TOTAL.match(fold(rows[place].label))
        if plain and abs(top.rank - rank) < 0.001 and top.place == place - 1 and not member:
            return
        stack.pop()


def _close_for_row(rows: Sequence[LearntRow], stack: list[_Frame], place: int) -> None:
    row = rows[place]
    while stack:
        top = stack[-1]
        if not top.relation:
            if top.rank < row.rank and not (rows[top.place].group and not (row.grouped or row.group)):
                return
            stack.pop()
            continue
        if rows[top.place].group and not row.grouped and not row.group:
            stack.pop()  # beside the caption's cell no longer
            continue
        owner = next((frame for frame in reversed(stack) if not frame.relation), None)
        loose = owner is not None and owner.rank >= top.members
        first = top.place == place - 1 and bool(rows[top.place].caption)
        if first or (loose and owner is not None and not _leaves(rows, top.place, owner.place, row)):
            return
        if not loose and row.rank >= top.members:
            return
        stack.pop()


def _leaves(rows: Sequence[LearntRow], caption: int, owner: int, row: LearntRow) -> bool:
    """Return whether a row no longer belongs to a caption whose members stand as high as its owner."""
    head, first = rows[owner], rows[min(caption + 1, len(rows) - 1)]
    if row.rank < first.rank or row.total or (row.unit and head.unit and fold(row.unit) != fold(head.unit)):
        return True
    if head.bold and row.bold and not first.bold:
        return True
    beginning = fold(head.label).split()[:2]
    return beginning == ["tong", "so"] and fold(row.label).split()[:2] == beginning


def _opened(rows: Sequence[LearntRow]) -> None:
    """Relate the rows below a name that ends in “trong đó:” to it."""
    for place, row in enumerate(rows):
        if not row.opens:
            continue
        for other in rows[place + 1 :]:
            if other.rank < row.rank or (other.rank == row.rank and (row.mark.style or other.caption)):
                break
            if other.owner is None and not other.caption and other.parent in (place, row.parent):
                other.owner, other.relation = place, row.opens
