"""Learns a form from an empty or filled file: what its tables ask, how cells stand to each other, what is open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.learn.columns import LearntColumn, learn_columns
from htsd_cli.learn.dialogue.questions import questions_of
from htsd_cli.learn.dialogue.said import Said
from htsd_cli.learn.draft import Draft, draft_table, finished
from htsd_cli.learn.grid import Grid
from htsd_cli.learn.irregular import all_irregular, irregular_rows
from htsd_cli.learn.kinds import heading_unit
from htsd_cli.learn.likely import likely_rules
from htsd_cli.learn.regions import Region, find_regions
from htsd_cli.learn.rules import Found, told_rules
from htsd_cli.learn.structure import LearntForm, Question, Rule
from htsd_cli.learn.titles import Names, addressees_of, asked_lines, heading_of, slug, title_of, year_of
from htsd_cli.readers.layout import read_laid_out
from htsd_cli.values.document import Document, Paragraph, Table
from htsd_cli.values.layout import Layout, TableLayout

_CONTINUED = re.compile(r"(?:tiep theo|tiep|trang \d+|\d+)?")
_NOTHING_SAID = Said()
_NEAR = 6  # lines above a table that may name it


class NoTableError(ValueError):
    """The file has no statistics table; `str()` is the sentence to say."""


class _Piece(NamedTuple):
    """A region with the lines above it, and whether only a page's end parts it from the region before."""

    region: Region
    above: tuple[str, ...]
    goes_on: bool


def learn_form(path: Path, said: Said = _NOTHING_SAID) -> LearntForm:
    """Return what a form's file asks; `said` is what a person answered of its tables.

    Raises `NoTableError` for a file without a statistics table, `UnreadableFile` and `OSError` as readers do.
    """
    document, layout = read_laid_out(path)
    return learn_document(document, layout, slug(path.stem).replace("_", "-") or "mau", said)


def learn_document(document: Document, layout: Layout, name: str, said: Said = _NOTHING_SAID) -> LearntForm:
    """Return what a document asks; `name` becomes the form's id."""
    pieces, lines = _pieces(document, layout)
    drafts = [draft for draft in _drafts(pieces, said) if draft.kinds]
    if not drafts:
        raise NoTableError(_refusal(document))
    if all(all_irregular(draft) for draft in drafts):
        raise NoTableError(_joined(document, irregular_rows(drafts[0])))
    rules: list[Rule] = []
    questions: list[Question] = []
    for number, draft in enumerate(drafts, 1):
        told = told_rules(draft)
        _recompute(draft, told)
        likely = likely_rules(draft, told)
        _recompute(draft, likely)
        where = f"bảng {number}" if len(drafts) > 1 else "bảng số liệu"
        rules += [item.rule for item in (*told, *likely)]
        questions += questions_of(draft, likely, where)
    return LearntForm(
        name, title_of(lines) or _title(drafts[0].around) or name, year_of(lines),
        tuple(finished(draft) for draft in drafts), tuple(rules), tuple(questions), _asked_below(document, drafts),
        addressees_of(lines),
    )  # fmt: skip


def _asked_below(document: Document, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Return the lines behind the first table on which the form asks in words."""
    regions = [region for draft in drafts for region, _ in draft.pieces]
    first = regions[0].grid.table
    below = (
        spot.text
        for region in regions
        if region.grid.table.sheet is not None
        for row in range(region.body[-1] + 1, region.grid.rows + 1)
        for spot in region.grid.texts(row)
    )
    return asked_lines(document, first, below)


def drafts_of(path: Path, said: Said = _NOTHING_SAID) -> list[Draft]:
    """Return the tables of a form's file as they are known before their rules. Raises as readers do."""
    document, layout = read_laid_out(path)
    return [draft for draft in _drafts(_pieces(document, layout)[0], said) if draft.kinds]


def _pieces(document: Document, layout: Layout) -> tuple[list[_Piece], list[str]]:
    """Return the statistics tables in order, and the lines above the first: where title and year stand."""
    found: list[_Piece] = []
    above: list[str] = []
    lines: list[str] = []
    drawn = iter(layout)
    before: Grid | None = None
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above += _lines(block.text)
            continue
        look = next(drawn, TableLayout({}))
        if block.hidden:
            continue
        grid = Grid(block, look)
        near = before if not [line for line in above if not _CONTINUED.fullmatch(fold(line))] else None
        regions = find_regions(grid, near if block.sheet is None else None)
        if not regions:
            above += [
                line
                for row in range(1, min(grid.rows, 12) + 1)
                for spot in grid.texts(row)
                for line in _lines(_raw(block, spot.row, spot.column) or spot.text)
            ]
            before = None
            continue
        for place, region in enumerate(regions):
            own = (*above, *region.title) if place == 0 else region.title
            own = own if block.sheet is None else region.title
            goes_on = (
                place == 0 and all(_CONTINUED.fullmatch(fold(line)) for line in above) and not region.title
            )
            if not found:
                lines = [*above, *region.title]
            found.append(_Piece(region, tuple(own), goes_on))
        above = []
        before = grid
    return found, lines


def _raw(table: Table, row: int, column: int) -> str:
    return next(
        (cell.text for cells in table.rows for cell in cells if (cell.row, cell.column) == (row, column)), ""
    )


def _lines(text: str) -> list[str]:
    return [line for part in text.split("\n") if (line := clean(part))]


def _drafts(pieces: Sequence[_Piece], said: Said) -> list[Draft]:
    """Return a draft for each table, one broken by a page joined."""
    groups: list[tuple[list[tuple[Region, list[LearntColumn]]], tuple[str, ...]]] = []
    for piece in pieces:
        columns = learn_columns(piece.region)
        if groups and piece.goes_on:
            region, first = groups[-1][0][0]
            if not piece.region.heading:
                same = list(first)
                if region.grid.columns == piece.region.grid.columns:
                    groups[-1][0].append((piece.region, same))
                    continue
            elif [item.heading for item in first] == [item.heading for item in columns] and _goes_on(
                region, piece.region
            ):
                groups[-1][0].append((piece.region, first))
                continue
        if any(column.role == "value" for column in columns):
            groups.append(([(piece.region, columns)], piece.above))
    names = Names()
    several = len(groups) > 1
    return [
        draft_table(
            f"bang_{number}", parts, around,
            (heading_of(around) if several else "") or _title(around) or parts[0][0].grid.table.sheet or "",
            names, said,
        )
        for number, (parts, around) in enumerate(groups, 1)
    ]  # fmt: skip


def _goes_on(first: Region, second: Region) -> bool:
    """Return whether rows go on: a table that begins with the same row again is another of the same kind."""
    if not first.body or not second.body:
        return False
    texts = [
        "|".join(spot.bare for spot in region.grid.across(region.body[0], region.left, region.right)[:3])
        for region in (first, second)
    ]
    return texts[0] != texts[1]


def _title(lines: Sequence[str]) -> str:
    return title_of(lines[-_NEAR:])


def _recompute(draft: Draft, found: Sequence[Found]) -> None:
    """Say of rates and means whose parts are known that they are recomputed from the parts' totals."""
    places = {draft.column_ids[place]: place for place in draft.values}
    rows = {name: at for at, name in draft.row_ids.items()}
    for item in found:
        if item.rule.kind == "product":
            _price(draft, item, places)
        elif item.rule.kind == "sum" and item.axis == "columns":
            _count_alike(draft, item, places)
        if item.rule.kind != "ratio":
            continue
        key = (0 if draft.nature == "units" else item.row, item.column)
        kind = draft.kinds.get(key)
        if kind is None:
            continue
        units = draft.nature == "units"
        cells = [
            (0, places[part.indicator]) if units else (rows[part.indicator], places[part.measure])
            for part in item.rule.parts
        ]
        summed = all(
            (other := draft.kinds.get(cell)) is not None and other.adds_up == "sum" for cell in cells
        )
        summed = summed and len(set(cells)) > 1
        if item.rule.told_by == "formula" and item.rule.times in (None, 1) and not _says_percent(draft, item):
            kind = kind._replace(kind="decimal", unit="" if kind.unit == "%" else kind.unit)
        number = (
            kind.kind
            if kind.kind in ("percent", "decimal")
            else "percent"
            if item.rule.times == 100
            else "decimal"
        )
        unit = "%" if number == "percent" and not kind.unit else kind.unit
        draft.kinds[key] = kind._replace(kind=number, unit=unit, adds_up="recompute" if summed else "none")


def _count_alike(draft: Draft, item: Found, places: dict[str, int]) -> None:
    """Say of the parts of a number of persons or things that they count these, not the money told beside the table."""
    units = draft.nature == "units"
    at = 0 if units else item.row
    total = draft.kinds.get((at, item.column))
    if total is None or total.kind != "integer":
        return
    for part in item.rule.parts:
        place = places[part.indicator if units else part.measure]
        kind = draft.kinds[at, place]
        if kind.kind == "amount" and not heading_unit(draft.columns[place].heading):
            draft.kinds[at, place] = kind._replace(kind="integer", unit=total.unit)


def _price(draft: Draft, item: Found, places: dict[str, int]) -> None:
    """Say of a price that is multiplied by how many there are that it is not added up."""
    units = draft.nature == "units"
    cells = [
        (0 if units else item.row, places[part.indicator if units else part.measure])
        for part in item.rule.parts
        if units or part.indicator == draft.row_ids[item.row]
    ]
    money = [cell for cell in cells if (kind := draft.kinds.get(cell)) is not None and kind.kind == "amount"]
    if len(money) == 1 and len(cells) > 1:
        for cell in [key for key in draft.kinds if key[1] == money[0][1]]:
            draft.kinds[cell] = draft.kinds[cell]._replace(adds_up="none")


def _says_percent(draft: Draft, item: Found) -> bool:
    """Return whether the file shows a rate in the hundred, by its heading, its name or its unit."""
    row = draft.rows[item.row] if draft.nature == "indicators" else None
    return "%" in " ".join(draft.columns[item.column].heading) + (
        "" if row is None else row.printed + row.unit
    )


def _joined(document: Document, rows: Sequence[int]) -> str:
    named = ", ".join(map(str, rows[:_NEAR]))
    return (
        f"Bảng trong tệp “{document.path.name}” có ô gộp, kẻ lệch ở hàng {named} nên không biết ô nào thuộc dòng, cột"
        " nào. Hãy bỏ gộp ô ở các hàng ấy (mỗi dòng một tên, mỗi cột một ô) rồi học lại."
    )


def _nameless(document: Document) -> str:
    """Return the headings of a table whose rows are all blank, so that nothing names them; "" where there is none."""
    for table in document.tables():
        rows = [[clean(cell.text) for cell in row] for row in table.rows]
        if len(rows) > 1 and len(rows[0]) > 1 and all(rows[0]) and not any(map(any, rows[1:])):
            return " | ".join(rows[0][:_NEAR])
    return ""


def _refusal(document: Document) -> str:
    name = document.path.name
    if headings := _nameless(document):
        return (
            f"Bảng “{headings}” trong tệp “{name}” không có cột nào ghi tên dòng, các hàng đều để trống, nên chưa học"
            " được thành mẫu. Hãy thêm cột đầu “Nội dung”, ghi tên từng dòng (ví dụ: “Tổng số”), lưu tệp rồi học lại."
        )
    text = " ".join(block.text for block in document.paragraphs())
    if re.search(r"[….]{6,}|_{6,}", text) or "…" in text:
        return (
            f"Tệp “{name}” chỉ có chỗ trống để điền chữ (……), không có bảng số liệu nào nên không học được thành mẫu."
            " Hãy đưa tệp có bảng: một cột tên chỉ tiêu và các cột để điền số."
        )
    return (
        f"Tệp “{name}” không có bảng số liệu nào để học thành mẫu. Hãy đưa tệp Word hoặc Excel có bảng: một dòng tiêu"
        " đề, một cột tên chỉ tiêu và các cột để điền số."
    )
