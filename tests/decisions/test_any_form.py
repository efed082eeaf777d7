"""Deciding figures of any form: decimals as they are written, columns by their own headings, lists left alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from htsd_cli.checks import blank_tables
from htsd_cli.decisions.apply import apply
from htsd_cli.decisions.doubts import doubts_of
from htsd_cli.decisions.placing import Placer, Report
from htsd_cli.decisions.reading import ValueReader
from htsd_cli.decisions.settle import settle
from htsd_cli.decisions.values import Decision, LineKey, Row, Sheets, SheetText, Subject
from htsd_cli.form import Form, load_form
from htsd_cli.form.rows import figure_heading
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, CellKind, Origin
from htsd_cli.values.figures import Figure, Key, Number, flat
from htsd_cli.values.submission import Submission, UnitGroup, UnitName, UnitRow
from tests.checks.test_blank_tables import FULL, TWO
from tests.forms import LISTS, form_of


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return form_of(tmp_path / "mau")


def typed(cell: Cell) -> Row:
    return Row(Path("can-xac-nhan.xlsx"), 2, SheetText("", "", "", ""), complete=True, key=None, value=cell)


def text(value: str) -> Cell:
    return Cell(row=2, column=6, text=value)


def stored(value: float) -> Cell:
    return Cell(row=2, column=6, text=str(value), kind=CellKind.NUMBER, value=value)


@pytest.mark.parametrize(
    ("row", "measure", "cell", "value"),
    [
        ("kinh_phi", "nam_nay", text("12,5"), Decimal("12.5")),
        ("kinh_phi", "nam_nay", stored(0.1), Decimal("0.1")),
        ("nguoi", "ti_le", text("33,3%"), Decimal("33.3")),
        ("nguoi", "nam_nay", text("1.234"), 1234),
    ],
)
def test_a_decided_value_is_read_as_the_kind_of_number_that_is_asked(
    form: Form, row: str, measure: str, cell: Cell, value: Number
) -> None:
    assert ValueReader(form).read(typed(cell), Subject(row, measure)).value == value


def test_a_fraction_where_a_whole_number_is_asked_is_no_decision(form: Form) -> None:
    said = ValueReader(form).read(typed(text("12,5")), Subject("nguoi", "nam_nay"))
    assert (said.value, said.cure.startswith("Ghi một số nguyên từ 0 trở lên")) == (None, True)


@pytest.mark.parametrize("word", ["x", "X.", "Đúng", "đồng ý", "OK", "✓"])
@pytest.mark.parametrize(
    ("suggested", "counted", "value"), [(345, 300, 345), (0, 5, 0), (None, 5, 5), (None, 0, 0)]
)
def test_a_word_of_agreement_takes_what_is_suggested_else_what_counts(
    word: str, suggested: int | None, counted: int, value: int
) -> None:
    said = ValueReader(load_form()).read(
        typed(text(word)), Subject("news_items", "count"), suggested, counted
    )
    assert said == (value, "", "", None)


@pytest.mark.parametrize(
    "word", ["để trống", "Trống.", "Bỏ trống", "không có số liệu", "Không tính", "KHÔNG CÓ SỐ LIỆU"]
)
def test_a_word_for_nothing_leaves_the_figure_blank(form: Form, word: str) -> None:
    for reader, row, measure in (
        (ValueReader(load_form()), "news_items", "count"),
        (ValueReader(form), "nguoi", "ti_le"),
    ):
        assert reader.read(typed(text(word)), Subject(row, measure), 5, 7) == (None, "", "", None)


def test_agreement_where_nothing_is_suggested_is_no_value() -> None:
    said = ValueReader(load_form()).read(typed(text("x")), Subject("news_items", "count"))
    assert said[:3] == (None, "mà dòng này không có gợi ý để đồng ý", "Ghi chính số đúng, hoặc “để trống”.")


def test_a_place_outside_the_form_takes_only_that_it_does_not_count() -> None:
    reader, spot = ValueReader(load_form()), Subject(spot="ab")
    for word, why in (("x", ""), ("Không tính", ""), ("5", "mà chỗ này chỉ nhận “không tính”")):
        assert reader.read(typed(text(word)), spot, counted=9)[:2] == (None, why)


@pytest.mark.parametrize(
    ("cell", "likely"),
    [
        (text("xx"), None), (text("khoảng 200"), 200), (stored(-3), 3), (stored(2.5), 2500),
        (text("12 lớp 40 người"), None),
    ],
)  # fmt: skip
def test_a_typed_word_that_is_no_certain_figure_is_told_with_what_it_may_be(
    cell: Cell, likely: int | None
) -> None:
    said = ValueReader(load_form()).read(typed(cell), Subject("news_items", "count"), 7, 8)
    assert (said.value, said.why, said.suggestion) == (None, "không rõ là số nào", likely)


def test_a_line_of_an_older_sheet_that_a_later_one_overrules_is_gone_and_one_without_a_value_stays() -> None:
    shown = SheetText("Phường A", "Tin, bài", "Số lượng", "O5")
    key = LineKey("0" * 16, Subject("news_items", "count"), shown.who, shown.what)

    def line(sheet: str, value: str | None, by: str = "Lan") -> Row:
        cell = None if value is None else text(value)
        return Row(Path(sheet), 2, shown, complete=True, key=key, value=cell, by=by)

    for rows, kept in (
        ((line("moi.xlsx", "5"), line("cu.xlsx", "6")), ["5"]),
        ((line("moi.xlsx", "5"), line("moi.xlsx", "6")), ["5", "6"]),
        ((line("moi.xlsx", "5"), line("cu.xlsx", "5")), ["5"]),
        ((line("moi.xlsx", None), line("cu.xlsx", "6")), [None, "6"]),
        ((line("moi.xlsx", "5"), line("cu.xlsx", None, "Mai")), ["5", None]),
    ):
        settled = settle((), Sheets(rows, frozenset({key})), load_form())
        assert [line.row.typed for line in settled.lines if line.row] == kept


def test_a_column_is_called_by_its_own_heading(form: Form) -> None:
    assert figure_heading(form, form.by_id["kinh_phi"], "ke_hoach") == "Kế hoạch"


@pytest.mark.parametrize(
    ("column", "found"), [("Số hộ", True), ("Tổng số hộ", True), ("", True), ("STT", False)]
)
def test_a_line_that_a_person_added_may_name_its_column_by_another_heading(
    tmp_path: Path, column: str, found: bool
) -> None:
    toml = LISTS.replace('heading = ["Số hộ"]', 'heading = ["Số hộ"]\nother_headings = ["Tổng số hộ"]')
    form = form_of(tmp_path / "mau", toml)
    total = {Key("ho", "value"): Figure(30, Origin(table=1, row=4, column=3, text="30"))}
    report = Submission(schema="htsd/validation/1", file="a.docx", form=form.id, figures=total)
    line = replace(typed(text("32")), shown=SheetText("Xã Hòa An", "Số hộ", column, "30"))
    place = Placer([Report("Xã Hòa An", "", "0", report)], (), form).place(line)
    assert place.subject == (Subject("ho", "value") if found else None)


@pytest.mark.parametrize("section", [False, True])
def test_a_doubtful_row_or_section_of_a_list_is_no_question_about_the_total_below_it(
    tmp_path: Path, section: bool
) -> None:
    form = form_of(tmp_path / "mau", LISTS)
    at = Origin(table=1, row=2, column=3, text="khoảng 20")
    told = finding("estimate", indicator="ho", measure="value", origin=at, where="Dòng “Tổ 1”", text="khoảng 20",
                   suggested="")  # fmt: skip
    total = {Key("ho", "value"): Figure(30, Origin(table=1, row=4, column=3, text="30"))}
    listed = UnitRow(
        table="bang_1", unit=UnitName(name="Tổ 1"), origin=Origin(table=1, row=2, column=2, text="Tổ 1")
    )
    report = Submission(
        schema="htsd/validation/1",
        file="a.docx",
        form=form.id,
        figures=total,
        findings=(told,),
        rows=() if section else (listed,),
        groups=(UnitGroup(row=listed, first=0, end=1),) if section else (),
    )
    assert doubts_of(report, form) == []
    about_total = replace(told, origin=Origin(table=1, row=4, column=3, text="khoảng 30"))
    assert len(doubts_of(report.model_copy(update={"findings": (about_total,)}), form)) == 1


def test_a_decided_total_of_a_list_leaves_what_is_wrong_in_the_list_told(tmp_path: Path) -> None:
    form = form_of(tmp_path / "mau", LISTS)
    at = Origin(table=1, row=2, column=3, text="khoảng 20")
    told = finding("estimate", indicator="ho", measure="value", origin=at, where="Dòng “Tổ 1”", text="khoảng 20",
                   suggested="")  # fmt: skip
    total = {Key("ho", "value"): Figure(30, Origin(table=1, row=4, column=3, text="30"))}
    rows = tuple(
        UnitRow(
            table="bang_1", unit=UnitName(name=f"Tổ {place}"), origin=Origin(table=1, row=place + 1, column=2),
            figures={} if place == 1 else {Key("ho", "value"): Figure(10)},
            doubted=(Key("ho", "value"),) * (place == 1),
        )
        for place in (1, 2)
    )  # fmt: skip
    report = Submission(
        schema="htsd/validation/1", file="a.docx", form=form.id, figures=total, findings=(told,), rows=rows
    )
    decision = Decision(Subject("ho", "value"), 32, "Lan", "gọi điện", "Dòng “Cộng”")
    after = apply(report, [decision], form)
    assert after.numbers == {"ho": {"value": 32}}
    assert [item.code for item in after.findings] == ["estimate", "decided"]


def test_a_table_told_blank_is_told_still_after_a_decision_in_another_and_none_is_told_anew() -> None:
    told = tuple(blank_tables(FULL, (), TWO))
    report = Submission(
        schema="htsd/validation/1", file="a.docx", form=TWO.id,
        figures={key: Figure(value, Origin(table=1, row=2)) for key, value in flat(FULL).items()},
    )  # fmt: skip
    decision = Decision(Subject("giao_vien_nu", "tong"), 4, "Lan", "gọi điện", "Dòng")
    for findings, codes in ((told, 1), ((), 0)):
        after = apply(report.model_copy(update={"findings": findings}), [decision], TWO)
        assert [item.code for item in after.findings].count("table-blank") == codes
