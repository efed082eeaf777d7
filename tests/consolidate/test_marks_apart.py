"""Two units, areas, lines, rows that marks alone tell apart are never taken for one another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from htsd_cli.consolidate import consolidate
from htsd_cli.consolidate.identification import by_area
from htsd_cli.consolidate.last_year import units_then
from htsd_cli.consolidate.telling.answers import answer_totals, line_begun
from htsd_cli.earlier.results import Results, ResultsUnit
from htsd_cli.form import Form
from htsd_cli.form.differences import differences
from htsd_cli.learn.kept import as_form
from htsd_cli.roster.mergers import id_named, merged_on
from htsd_cli.roster.rows import RosterRow
from htsd_cli.values.figures import Key
from tests.consolidate.test_answers_added import unit
from tests.consolidate.test_consolidate import NAMES, arrival
from tests.consolidate.test_identification import sent
from tests.documents import FORM
from tests.forms import LISTS, form_of
from tests.learn.drawing import learnt, word

CLASSES = Key("classes.foreign_language", "count")


@pytest.mark.parametrize(
    ("now", "then", "before"),
    [
        ("Trường Tiểu học Hòa", ("Trường Tiểu học Hoa", "Trường Tiểu học Hòa"), 2),
        ("Trường Tiểu học Hoa", ("Trường Tiểu học Hoa", "Trường Tiểu học Hòa"), 1),
        ("Trường Tiểu học Hòa", ("Trường Tiểu học Hoa",), None),
        ("Trường Tiểu học Hòa", ("TRUONG TIEU HOC HOA",), 1),
        ("Trường Tiểu học Hòa", ("Truong Tieu hoc Hoa", "Trường Tiểu học Hóa"), None),
        ("Trường Tiểu học Hoà", ("Trường Tiểu học Hoa", "TRƯỜNG TIỂU HỌC HÒA"), 2),
    ],
)
def test_a_unit_is_compared_with_that_of_its_own_marks(
    now: str, then: tuple[str, ...], before: int | None
) -> None:
    previous = Results(
        schema="htsd/consolidation/1",
        form=FORM.id,
        totals={},
        units=tuple(ResultsUnit(name=name) for name in then),
        figures={name: {CLASSES.indicator: {CLASSES.measure: at}} for at, name in enumerate(then, start=1)},
        year=2023,
    )
    (found,) = units_then(consolidate([arrival(now, file="a.docx")], FORM), previous, FORM)
    assert (found.before or {}).get(CLASSES) == before
    assert found.note == ("" if before else "khi ấy không có báo cáo")


@pytest.mark.parametrize(
    ("areas", "names"),
    [
        (("Tân Hoa", "Tân Hòa"), ["Trường TH Sen, Tân Hoa", "Trường TH Sen, Tân Hòa"]),
        (("Tân Hòa", "TAN HOA"), ["Trường TH Sen", "Trường TH Sen"]),
        (("Tân Hòa", "Tân Hoà"), ["Trường TH Sen", "Trường TH Sen"]),
    ],
)
def test_units_of_one_name_are_told_apart_by_areas_that_marks_tell_apart(
    areas: tuple[str, ...], names: list[str]
) -> None:
    found = by_area([sent(area=area) for area in areas], NAMES)
    assert [item.submission.unit.name for item in found] == names


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Form:
    lines = 'year = 2026\nlines = ["Số hội", "Số hồi"]'
    return form_of(tmp_path_factory.mktemp("mau"), LISTS.replace("year = 2026", lines))


@pytest.mark.parametrize(
    ("rows", "added"),
    [
        ((("Số hội", "5"), ("Số hồi", "7")), [("Số hội", 6), ("Số hồi", 9)]),
        ((("Số hồi", "7"), ("Số hội", "5")), [("Số hội", 6), ("Số hồi", 9)]),
        ((("Số hồi", "7"),), [("Số hội", 1), ("Số hồi", 9)]),
        ((("So hoi", "7"),), [("Số hội", 1), ("Số hồi", 2)]),
    ],
)
def test_of_lines_that_marks_tell_apart_each_has_its_own_answers(
    asking: Form, rows: tuple[tuple[str, ...], ...], added: list[tuple[str, int]]
) -> None:
    units = [unit("A", *rows), unit("B", ("Số hội", "1"), ("Số hồi", "2"))]
    assert [(item.label, item.numbers[0]) for item in answer_totals(units, asking)] == added


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Số hộ: …", "Số hộ"),
        ("SỐ HỘ nghèo: …", "Số hộ nghèo"),
        ("Số hội: …", "Số hội"),
        ("Số hồi: …", ""),
        ("Số hội viên", "Số hội"),
        ("Số", ""),
    ],
)
def test_a_printed_line_is_the_longest_of_those_asked_with_all_its_marks(text: str, line: str) -> None:
    assert line_begun(text, ["Số hộ", "Số hộ nghèo", "Số hội", ":"]) == line


def listed(number: int, id: str, name: str, **more: str) -> RosterRow:
    return RosterRow(number, id=id, name=name, **more)


def test_a_unit_that_others_went_into_is_named_with_its_marks() -> None:
    rows = [listed(2, "a", "Phường Tân Hoa"), listed(3, "b", "Phường Tân Hòa"), listed(4, "c", "Xã Mỹ")]
    named = ["Phường Tân Hòa", "phường Tân Hoà", "Phuong Tan Hoa", "Phường Tân Hỏa", "Xa Mi", "Xã Mĩ"]
    assert [id_named(name, rows) for name in named] == ["b", "b", "", "", "c", "c"]
    gone = listed(5, "d", "Phường Tân Hoa", merged_into="b")
    into = listed(3, "b", "Phường Bình An", old_names="Phường Tân Hòa (đến 30/6/2025)")
    assert merged_on(gone, into) is None
    into = into._replace(old_names="Phường Tân Hoa (đến 30/6/2025)")
    assert merged_on(gone, into) == date(2025, 7, 1)


def test_rows_and_columns_of_two_years_are_one_by_their_marks_first(tmp_path: Path) -> None:
    drawn = "STT | Nội dung | {} | {}\n1 | {} | |\n2 | {} | |\n3 | {} | |\n4 | {} | |"

    def form(name: str, *texts: str) -> Form:
        return as_form(learnt(word(tmp_path / name, "BÁO CÁO KẾT QUẢ", drawn.format(*texts))), name)

    old = form("cu.docx", "Số ca", "Số cá", "Số bò", "Số bỏ", "Số hộ", "Số tổ")
    new = form("moi.docx", "Số cá", "Số ca", "Số bỏ", "Số bò", "Số hồ", "Số tổ")
    found = differences(old, new)
    rows = {old.by_id[a].label: new.by_id[b].label for a, b in found.rows.items()}
    assert rows == {"Số bò": "Số bò", "Số bỏ": "Số bỏ", "Số hộ": "Số hồ", "Số tổ": "Số tổ"}
    assert [(a.label, b.label) for a, b in found.reworded] == [("Số hộ", "Số hồ")]
    (before,), (after,) = old.tables, new.tables
    columns = {
        before.by_column[a].heading: after.by_column[b].heading for (_, a), (_, b) in found.columns.items()
    }
    assert columns == {"Số ca": "Số ca", "Số cá": "Số cá"}
    assert found.columns_reworded == ()
