"""What a file says as JSON, place by place, and the reports a file of many rows holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Figure, Key
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import (
    CellCount,
    ExtraRow,
    RowReport,
    Submission,
    UnitGroup,
    UnitName,
    UnitRow,
    in_a_list,
    place_to_json,
    reports_of,
)

PLACE = {"file": "a.zip", "table": 2, "sheet": "Biểu 1", "row": 3, "column": 4, "cell": "D3", "paragraph": 5}


def test_a_place_has_the_parts_that_apply_to_its_format() -> None:
    assert place_to_json(Origin(text="12")) == {"text": "12"}
    assert place_to_json(Origin(text="12", **PLACE)) == PLACE | {"text": "12"}  # type: ignore[arg-type]
    for name, value in PLACE.items():
        assert place_to_json(Origin(**{name: value})) == {name: value, "text": ""}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"file": "a.docx"}, "Submission without “form”"),
        ({"file": "a.docx", "form": "b", "unit_name": "c"}, "Submission has no “unit_name”"),
    ],
)
def test_a_value_is_made_of_its_own_fields_alone(given: dict[str, str], said: str) -> None:
    with pytest.raises(TypeError, match=f"^{said}$"):
        Submission(**given)  # type: ignore[arg-type]


def test_words_and_rows_are_in_the_json_only_where_the_form_asks_them() -> None:
    bare = Submission(file="a.docx", form="lop-hoc").to_json()
    assert "texts" not in bare
    assert "rows" not in bare
    full = Submission(file="a.docx", form="lop-hoc", texts={"y_kien": {"tong": "Cấp sách"}}, rows=())
    assert {key: full.to_json()[key] for key in ("texts", "rows")} == {
        "texts": {"y_kien": {"tong": "Cấp sách"}}, "rows": [],
    }  # fmt: skip


def test_each_row_of_a_file_of_many_reports_is_a_report_with_what_was_told_of_the_file() -> None:
    key, at, when = Key("lop", "tong"), Origin(row=7), datetime(2026, 11, 20, tzinfo=UTC)
    own = RowReport(
        unit=UnitName(name="Khu phố 1"), row=7, figures={key: Figure(5, at)}, notes={"lop": "x"}, filled=1,
        texts={"y_kien": {"tong": "Cấp"}}, extra_rows=(ExtraRow(label="Khác", cells=("2",), origin=at),), sent=when,
        findings=(finding("unit-row-nameless", row=7, text="5"),),
    )  # fmt: skip
    whole = Submission(
        file="a.xlsx", form="lop-hoc", cells=CellCount(looked_at=9), reports=(own,),
        findings=(finding("heading-missing", table="bảng thứ 1"),),
    )  # fmt: skip
    (report,) = reports_of(whole)
    assert (report.file, report.unit.name, report.numbers) == (
        "a.xlsx, dòng 7", "Khu phố 1", {"lop": {"tong": 5}},
    )  # fmt: skip
    assert (report.notes, report.texts, report.extra_rows) == (own.notes, own.texts, own.extra_rows)
    assert (report.cells, report.reports, report.sent) == (CellCount(looked_at=9, filled=1), (), when)
    assert [item.code for item in report.findings] == ["unit-row-nameless", "heading-missing"]
    assert reports_of(report) == (report,)


@pytest.mark.parametrize(
    ("place", "inside"),
    [
        (Origin(table=3, row=4), True),
        (Origin(table=3, row=9, column=2), True),
        (Origin(table=3, row=5), False),
        (Origin(table=2, row=4), False),
        (Origin(table=3, row=4, file="khac.docx"), False),
        (Origin(table=3, row=4, sheet="Khác"), False),
        (None, False),
    ],
)
def test_a_finding_is_of_a_list_where_it_names_a_row_or_a_section_of_it(
    place: Origin | None, inside: bool
) -> None:
    rows = [
        UnitRow(table="b", unit=UnitName(name="A"), origin=Origin(table=3, row=at, column=1)) for at in (4, 9)
    ]
    told = finding("total-derived", origin=place, where="Dòng", computed="1", parts="x")
    assert in_a_list(told, rows[:1], [UnitGroup(row=rows[1], first=0, end=1)]) is inside
