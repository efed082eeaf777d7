"""The sheet of decisions after people have been at it: sorted, filtered, columns gone, copied, saved elsewhere."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from htsd_cli.decisions import DecisionsError, State
from htsd_cli.form import DECISIONS_FILE
from htsd_cli.values.figures import Number
from tests.decisions.office import LAN, MAI, SEN, Office, headings, lines_of
from tests.programs import save_as

SHOWN = ("Đơn vị", "Chỉ tiêu", "Cột", "Nội dung trong báo cáo")
CELLS = {
    "culture_sport.sports": ("1", "45 GV + 300 HS"),
    "culture_sport.arts": ("1", "khoảng 200"),
    "workshops": ("O5",),
}
WHAT = {
    "45 GV + 300 HS": ("culture_sport.sports", "people", 345),
    "khoảng 200": ("culture_sport.arts", "people", 198),
    "O5": ("workshops", "count", 5),
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return an office whose three units have the same three doubts, all decided for the first two units."""
    office = Office(tmp_path_factory.mktemp("office"))
    for name, unit in (("sen", SEN), ("mai", MAI), ("lan", LAN)):
        office.receive(f"{name}.docx", unit, CELLS)
    office.run()
    for unit, more in ((SEN, 0), (MAI, 1000)):
        for text, (_, _, value) in WHAT.items():
            office.fill(text, value + more, f"hỏi {unit}", "Lan", unit=unit)
    return office


@pytest.fixture
def office(prepared: Office, tmp_path: Path) -> Office:
    return prepared.moved_to(tmp_path)


def decided(office: Office) -> list[Number | None]:
    """Return what each unit's three figures are after a run."""
    run = office.run()
    return [
        run.figure(unit, indicator, measure)
        for unit in (SEN, MAI, LAN)
        for indicator, measure, _ in WHAT.values()
    ]


ALL = [345, 198, 5, 1345, 1198, 1005, None, None, None]


def test_the_sheet_as_filled_in_applies(office: Office) -> None:
    assert decided(office) == ALL


def move_rows(sheet: Worksheet, order: Callable[[list[Any]], str], columns: list[int]) -> None:
    """Sort the lines as a person does: only the cells of these columns move."""
    rows = [[sheet.cell(row, column).value for column in columns] for row in range(2, sheet.max_row + 1)]
    for place, row in enumerate(sorted(rows, key=order), start=2):
        for column, value in zip(columns, row, strict=True):
            sheet.cell(place, column).value = value


def test_sorted_lines_apply_and_the_outputs_are_the_same_bytes(office: Office) -> None:
    before = office.run()
    written = office.sheet.read_bytes()

    def sort(sheet: Worksheet) -> None:
        move_rows(sheet, lambda row: str(row[3])[::-1], list(headings(sheet).values()))

    office.edit(sort)
    after = office.run()
    assert after.consolidation == before.consolidation
    assert office.sheet.read_bytes() == written


def test_lines_sorted_without_their_key_are_known_by_what_they_show(office: Office) -> None:
    def sort(sheet: Worksheet) -> None:
        at = headings(sheet)
        move_rows(
            sheet, lambda row: str(row[3])[::-1], [column for name, column in at.items() if name != "Mã dòng"]
        )

    office.edit(sort)
    assert decided(office) == ALL


@pytest.mark.parametrize(
    "gone", [["Mã dòng"], ["Gợi ý", "Tình trạng", "Vướng mắc"], [*SHOWN[:3]], [SHOWN[3]]]
)
def test_columns_may_be_gone(office: Office, gone: list[str]) -> None:
    def delete(sheet: Worksheet) -> None:
        for name in gone:
            sheet.delete_cols(headings(sheet)[name])

    office.edit(delete)
    assert decided(office) == ALL
    assert "Mã dòng" in office.lines()[0]


def test_lines_hidden_by_a_filter_and_hidden_columns_count(office: Office) -> None:
    def hide(sheet: Worksheet) -> None:
        for row in range(2, 7):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["F"].hidden = True
        sheet.column_dimensions["N"].hidden = True

    office.edit(hide)
    assert decided(office) == ALL


def test_rows_may_be_put_above_and_between_and_columns_moved_and_added(office: Office) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.insert_rows(5)
        sheet["A5"] = "CÁC TRƯỜNG TIỂU HỌC"
        sheet.insert_cols(1)
        sheet["A1"] = "Đã gọi"
        sheet["A2"] = "x"
        sheet.insert_rows(1, 2)
        sheet["B1"] = "Danh sách cần xác nhận"

    office.edit(change)
    assert decided(office) == ALL
    called = [line["Đã gọi"] for line in office.lines()]
    assert sorted(filter(None, called)) == ["x"]
    assert decided(office) == ALL


def test_the_sheet_saved_by_libreoffice_applies_and_is_written_as_before(office: Office) -> None:
    office.run()
    written = office.sheet.read_bytes()
    [saved] = save_as([office.sheet], "xlsx:Calc MS Excel 2007 XML", office.results / "luu")
    shutil.copy(saved, office.sheet)
    assert office.sheet.read_bytes() != written
    assert decided(office) == ALL
    assert office.sheet.read_bytes() == written


def test_a_sheet_of_another_kind_applies_with_its_hidden_lines(office: Office) -> None:
    for row in range(2, 7):
        office.edit(lambda sheet, row=row: setattr(sheet.row_dimensions[row], "hidden", True))  # type: ignore[misc]
    [saved] = save_as([office.sheet], "ods", office.results / "luu")
    shutil.copy(saved, office.sheet)
    assert decided(office) == ALL


def test_the_sheet_saved_by_pandas_applies(office: Office) -> None:
    frame = pd.read_excel(office.sheet, engine="openpyxl")
    frame.to_excel(office.sheet, index=False)
    assert decided(office) == ALL


def test_a_new_workbook_with_the_contracts_columns_alone_applies_and_gets_its_keys(office: Office) -> None:
    rows = office.lines()
    names = list(rows[0])[:8]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(names)
    for row in rows:
        sheet.append([row[name] for name in names])
    book.save(office.sheet)
    assert decided(office) == ALL
    office.receive("sen.docx", SEN, CELLS | {"news_items": ("2",)})
    assert decided(office) == [None, None, None, *ALL[3:]]


def test_lines_on_several_sheets_of_the_workbook_count(office: Office) -> None:
    book = openpyxl.load_workbook(office.sheet)
    first = book.worksheets[0]
    second = book.create_sheet("Trường của tôi")
    names = list(headings(first))
    second.append(names)
    for line in lines_of(first):
        if line["Đơn vị"] == MAI:
            second.append([line[name] for name in names])
    rows = [row for row in range(first.max_row, 1, -1) if first.cell(row, 1).value == MAI]
    for row in rows:
        first.delete_rows(row)
    book.save(office.sheet)
    assert len(rows) == 3
    assert decided(office) == ALL


# -- what cannot be known is not applied ---------------------------------------------------------------------


def test_a_line_changed_so_that_it_names_another_unit_is_not_applied(office: Office) -> None:
    def change(sheet: Worksheet) -> None:
        row = next(row for row in range(2, 20) if sheet.cell(row, 1).value == SEN)
        sheet.cell(row, 1).value = "Trường Tiểu học Kim Đồng"

    office.edit(change)
    run = office.run()
    assert [line.state for line in run.decisions.lines].count(State.LOST) == 1
    assert run.decisions.count(State.APPLIED) == 5
    (told,) = run.told("decision-unplaced")
    assert "bốn ô đầu của dòng không khớp với mã dòng" in told
    assert office.run().decisions.count(State.LOST) == 1


def test_without_keys_and_with_an_older_line_that_looks_the_same_nothing_is_applied(office: Office) -> None:
    office.run()
    office.receive("sen.docx", SEN, CELLS | {"news_items": ("2",)})
    office.run()
    for text in WHAT:
        office.fill(text, 7, unit=SEN)
    office.edit(lambda sheet: sheet.delete_cols(headings(sheet)["Mã dòng"]))
    run = office.run()
    assert run.figure(SEN, "workshops", "count") is None
    assert run.decisions.count(State.LOST) == 6
    assert run.figure(MAI, "workshops", "count") == 1005


def test_a_line_that_a_person_added_corrects_a_figure_that_was_in_no_doubt(office: Office) -> None:
    label = "Hoạt động văn nghệ"
    office.edit(lambda s: s.append([SEN, label, "Số lớp/số cuộc thi", "1", None, 2, "trường báo lại", "Lan"]))
    run = office.run()
    assert run.figure(SEN, "culture_sport.arts", "count") == 2
    assert run.consolidation.to_json()["decided"][SEN]["culture_sport.arts"]["count"]["text"] == "1"
    office.receive("sen.docx", SEN, CELLS | {"news_items": ("2",)})
    run = office.run()
    assert run.figure(SEN, "culture_sport.arts", "count") == 1
    assert "decision-expired" in run.codes(SEN)


INEXACT: list[tuple[list[object], str]] = [
    (["Trường Hoa Sen", "Văn nghệ", "Người", "khoảng 200", None, 5],
     "cột “Đơn vị” ghi “Trường Hoa Sen”, không rõ là đơn vị nào"),
    (["", "Văn nghệ", "Người", "khoảng 200", None, 5], "cột “Đơn vị” để trống"),
    ([SEN, "Múa rối", "Người", "khoảng 200", None, 5], "không rõ chỉ tiêu nào (cột “Chỉ tiêu” ghi “Múa rối”)"),
    ([SEN, "Văn nghệ", "Đồng", "khoảng 200", None, 5],
     "không rõ cột nào (cột “Cột” ghi “Đồng”, dòng này có “Số lớp/số cuộc thi” và “Người”)"),
    ([SEN, "Văn nghệ", "Số lớp", "2", None, 5], "báo cáo hiện ghi “1”, không phải “2”"),
    ([SEN, "Văn nghệ", "Số lớp", "", None, 5], "báo cáo hiện ghi “1”, không phải ô trống"),
    ([SEN, "Số tin bài", "", "2", None, 5], "không rõ chỉ tiêu nào (cột “Chỉ tiêu” ghi “Số tin bài”)"),
    ([SEN, "Kinh phí", "Đồng", "", None, 5],
     "không rõ cột nào (cột “Cột” ghi “Đồng”, dòng này không hỏi số liệu nào)"),
]  # fmt: skip


def test_added_lines_that_are_not_exact_are_told_and_kept(office: Office) -> None:
    def add(sheet: Worksheet) -> None:
        for row, _ in INEXACT:
            sheet.append([*row, "gõ tay", "Minh"])

    office.edit(add)
    run = office.run()
    told = run.told("decision-unplaced")
    assert sorted(text.partition(" chưa được áp dụng: ")[2] for text in told) == sorted(
        f"{why}." for _, why in INEXACT
    )
    kept = [line for line in office.lines() if line["Người xác nhận"] == "Minh"]
    assert sorted((line["Giá trị đúng"], line["Lý do"], line["Tình trạng"]) for line in kept) == sorted(
        (5, "gõ tay", f"Chưa áp dụng: {why}") for _, why in INEXACT
    )
    assert run.decisions.count(State.APPLIED) == 6


def test_two_values_for_one_figure_are_told_and_neither_is_applied(office: Office) -> None:
    def copy(sheet: Worksheet) -> None:
        row = next(row for row in range(2, 20) if sheet.cell(row, 6).value == 345)
        sheet.append([sheet.cell(row, column).value for column in range(1, 15)])
        sheet.cell(sheet.max_row, 6).value = 354

    office.edit(copy)
    run = office.run()
    assert run.figure(SEN, "culture_sport.sports", "people") is None
    assert run.told("decision-conflict") == [
        "Dòng “Hoạt động thể dục thể thao”, cột “Người”: can-xac-nhan.xlsx có 2 dòng xác nhận khác nhau (“345”,"
        " “354”) nên chưa dòng nào được áp dụng."
    ]
    assert sorted(line["Giá trị đúng"] for line in office.lines() if line["Giá trị đúng"] in (345, 354)) == [
        345,
        354,
    ]
    assert office.run().told("decision-conflict")


# -- several sheets ------------------------------------------------------------------------------------------


def test_a_copy_beside_the_reports_is_read_too_and_never_written(office: Office) -> None:
    copy = office.inbox / DECISIONS_FILE
    shutil.copy(office.sheet, copy)
    office.fill("O5", 9, "phường gửi", "Minh", path=copy, unit=LAN)
    office.edit(lambda sheet: None)  # the sheet in the results was saved later still
    content = copy.read_bytes()
    assert decided(office) == [*ALL[:8], 9]
    assert copy.read_bytes() == content
    assert [
        line["Giá trị đúng"] for line in office.lines() if line["Đơn vị"] == LAN and line["Giá trị đúng"]
    ] == [9]


def test_of_two_sheets_that_differ_the_one_saved_last_counts_and_that_is_told(office: Office) -> None:
    copy = office.inbox / DECISIONS_FILE
    shutil.copy(office.sheet, copy)
    office.fill("O5", 6, path=copy, unit=SEN)
    run = office.run()
    assert run.figure(SEN, "workshops", "count") == 6
    assert run.told("decision-copies") == [
        "Dòng 8 “Tổ chức hội thảo/sinh hoạt chuyên đề”, cột “Số lớp/số cuộc thi”: các tệp can-xac-nhan.xlsx ghi khác"
        " nhau (“6”, “5”); dùng tệp lưu sau cùng: nhan/can-xac-nhan.xlsx."
    ]
    run = office.run()
    assert run.figure(SEN, "workshops", "count") == 6
    assert run.told("decision-copies") == []
    office.fill("O5", 7, unit=SEN)
    run = office.run()
    assert run.figure(SEN, "workshops", "count") == 7
    assert run.decisions.sources == ("ket-qua/can-xac-nhan.xlsx", "nhan/can-xac-nhan.xlsx")


# -- a sheet that cannot be read -----------------------------------------------------------------------------


def without_headings(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        sheet.delete_rows(1)
    book.save(path)


def doubled_heading(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["P1"] = "Giá trị đúng"
    book.save(path)


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:900]), "tệp bị hỏng hoặc không phải tệp Excel"),
        (lambda path: path.write_bytes(b""), "tệp bị hỏng hoặc không phải tệp Excel"),
        (lambda path: path.write_text("Đơn vị;Chỉ tiêu", "utf-8"), "tệp bị hỏng hoặc không phải tệp Excel"),
        (without_headings, "không có dòng tiêu đề với cột “Đơn vị”, “Chỉ tiêu” và “Giá trị đúng”"),
        (doubled_heading, "có hai cột “Giá trị đúng”"),
    ],
)
def test_a_sheet_that_cannot_be_read_stops_the_run_before_anything_is_written(
    office: Office, harm: Callable[[Path], object], why: str
) -> None:
    harm(office.sheet)
    content = office.sheet.read_bytes()
    with pytest.raises(DecisionsError) as told:
        office.run()
    assert str(told.value) == (
        f"Không đọc được tệp xác nhận “{office.sheet}”: {why}. Chưa có tệp nào bị ghi đè. Hãy sửa tệp này, hoặc chuyển"
        " nó đi nơi khác nếu không dùng nữa, rồi chạy lại."
    )
    assert office.sheet.read_bytes() == content


def test_a_sheet_that_the_system_refuses_is_told_with_the_system_s_reason(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    office.edit(lambda _: None)
    monkeypatch.setattr("htsd_cli.decisions.sheet.read_document", refused)
    with pytest.raises(DecisionsError) as told:
        office.run()
    why = f"Không đọc được tệp xác nhận “{office.sheet}”: không có quyền, hoặc tệp đang mở trong chương trình khác. "
    assert str(told.value).startswith(why)
