"""Where the cells of a learnt form stand in the office's own file, and whether it still asks what the form does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import htsd_cli.learn.structure as learnt
from htsd_cli.form import Form
from htsd_cli.form.rule import Question
from htsd_cli.learn.dialogue.said import said_by
from htsd_cli.learn.draft import Draft
from htsd_cli.learn.learner import NoTableError, drafts_of
from htsd_cli.readers.packages import UnreadableFile

_AGAIN = "Hãy chép lại đúng tệp của cấp trên vào thư mục ấy; mẫu đã đổi thì học lại: htsd form new TỆP -o “{folder}”."

Spot = tuple[int, int]  # row and column, 1-based


class UnitRows(NamedTuple):
    """The rows of a table of units: where names stand, each row for a unit, the row of totals (None for none)."""

    label: int
    rows: tuple[int, ...]
    total: int | None


class TablePlaces(NamedTuple):
    """The cells of one table of the form.

    `table` is its number in a Word file, with the numbers of those in which it goes on; `sheet` its sheet. `cells` maps
    (indicator, measure) to (table, row, column); of a table of units, to the column alone, with row 0.
    """

    id: str
    tables: tuple[int, ...]
    sheet: str | None
    cells: dict[tuple[str, str], tuple[int, int, int]]
    units: UnitRows | None


def form_places(path: Path, questions: Sequence[Question] = ()) -> list[TablePlaces]:
    """Return where the cells of a form's file stand, table by table, by what a person answered to its `questions`.

    Raises as `learn_form` does.
    """
    said = said_by(
        learnt.Question(
            tuple((key, str(value)) for key, value in item.about.items()),
            item.message,
            item.taken,
            item.answer,
        )
        for item in questions
    )
    return [_places(draft) for draft in drafts_of(path, said)]


class OwnFile(NamedTuple):
    """Where the cells of a form stand in its own file; `trouble` says in a sentence why nothing can be put there.

    `usable` says that the file is a form with these tables, though `form.toml` asks other cells of it.
    """

    places: tuple[TablePlaces, ...] = ()
    trouble: str = ""
    usable: bool = False


def read_own_file(form: Form) -> OwnFile:
    """Return what the form's own file is good for; nothing at all of a form without one."""
    path = form.own_file
    if path is None or path.suffix.lower() not in (".docx", ".xlsx", ".xlsm"):
        return OwnFile(usable=path is not None and path.is_file())
    again = _AGAIN.format(folder=form.directory)
    called = f"Tệp mẫu “{path.name}” (khóa blank trong form.toml)"
    if path.parent != form.directory or not path.is_file():
        return OwnFile((), f"{called} không có trong thư mục “{form.directory}”. {again}")
    try:
        places = tuple(form_places(path, form.questions))
    except (UnreadableFile, NoTableError, OSError):
        return OwnFile((), f"{called} không mở được hoặc không còn bảng số liệu. {again}")
    known = {key for place in places for key in place.cells}
    asked = {(item.id, measure.id) for item in form.indicators for measure in item.measures}
    if asked <= known and [place.id for place in places] == [table.id for table in form.tables]:
        return OwnFile(places, "", usable=True)
    lacking = len(asked - known)
    said = f"{called} không khớp form.toml: {lacking}/{len(asked)} số liệu không có ô trong tệp ấy. {again}"
    return OwnFile((), said, usable=2 * lacking < len(asked))


def _places(draft: Draft) -> TablePlaces:
    tables = tuple(region.grid.table.number or 0 for region, _ in draft.pieces)
    sheet = draft.pieces[0][0].grid.table.sheet
    if draft.nature == "units":
        return _of_units(draft, tables, sheet)
    cells: dict[tuple[str, str], tuple[int, int, int]] = {}
    for at, place in draft.kinds:
        name = draft.row_ids.get(at)
        if name is not None:
            spot = draft.asked.cells[at, place]
            cells[name, draft.column_ids[place]] = (tables[draft.rows[at].region], spot.row, spot.column)
    return TablePlaces(draft.id, tables, sheet, cells, None)


def _of_units(draft: Draft, tables: tuple[int, ...], sheet: str | None) -> TablePlaces:
    region, columns = draft.pieces[0]
    label = next((column.index for column in columns if column.role == "label"), region.left)
    cells = {
        (draft.column_ids[place], draft.value_name): (tables[0], 0, draft.columns[place].index)
        for _, place in draft.kinds
    }
    own = [row for row in draft.rows if row.region == 0]
    numbered = any(row.mark.style == "digits" for row in own)
    special = {
        row.row for row in own if row.total or row.wide or (numbered and row.mark.style in ("roman", "upper"))
    }
    rows = tuple(number for number in region.body if number not in special)
    total = next((row.row for row in draft.rows if row.region == 0 and row.total), None)
    return TablePlaces(draft.id, tables, sheet, cells, UnitRows(label, rows, total))
