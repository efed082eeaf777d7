"""Each word by which a column, a row, a line or a heading is told apart does what it is there for."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.form import Form
from htsd_cli.interpret.grid.owners import owner
from htsd_cli.interpret.grid.sections import UnitLine, rows_of
from htsd_cli.interpret.lines import Line
from tests.forms import form_of
from tests.interpret.grid.test_exports import FORM, read, told
from tests.interpret.grid.test_owners import NAMES

ANSWERS: list[tuple[str, dict[str, object], list[str]]] = [("A", {"ho": 3, "ngheo": 1, "nguoi": 2}, [])]


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return form_of(tmp_path_factory.mktemp("mau"), FORM)


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        *((name, True) for name in (
            "Đơn vị", "Tên cơ quan", "Trường", "Tên cơ sở", "Khu phố", "Thôn", "Ấp", "Tổ dân phố", "Xã", "Phường",
            "Địa phương", "Địa bàn", "Chi bộ", "Đảng bộ", "Trạm y tế", "Trung tâm", "Đơn vị báo cáo",
        )),
        ("Đơn vị tính", False), ("Người nhập", False),
    ],
)  # fmt: skip
def test_a_column_of_names_is_called_by_what_reports(
    form: Form, tmp_path: Path, heading: str, names: bool
) -> None:
    found = told(read(form, tmp_path, f"{heading};CT01;CT02;CT03", "A;3;1;2"))
    assert found == (ANSWERS if names else [])


@pytest.mark.parametrize(
    "question",
    [
        "Xin cho biết {}", "Vui lòng nhập {}", "Đề nghị ghi rõ {}", "Điền {}", "Báo cáo {}", "{} là bao nhiêu?",
        "{} bao nhiêu?", "{} là:", "{} của đơn vị", "{} của khu phố mình", "{} của thôn bạn", "{} của ấp em",
        "{} của tổ dân phố", "{} của trường thầy cô", "{} của xã", "{} của phường anh chị", "{} của cơ sở",
        "{} của chi bộ", "{} đã tổ chức được", "{} thực hiện", "{} hiện có", "{} hiện nay", "{} trong kỳ",
        "{} trong năm",
    ],
)  # fmt: skip
def test_a_question_asks_for_what_stands_in_it(form: Form, tmp_path: Path, question: str) -> None:
    heading = f"Đơn vị;{question.format('tổng số hộ dân')};Số hộ nghèo;Tổng số nhân khẩu"
    assert told(read(form, tmp_path, heading, "A;3;1;2")) == ANSWERS


@pytest.mark.parametrize(
    "other",
    ["2025", "Năm trước", "Kỳ trước", "Cùng kỳ", "Kế hoạch", "Mục tiêu", "Chỉ tiêu giao", "Dự toán"],
)
def test_a_column_under_another_time_or_a_plan_asks_for_no_figure(
    form: Form, tmp_path: Path, other: str
) -> None:
    lines = (
        f"Đơn vị;{other};Nay;Nay;Nay",
        ";Tổng số hộ dân;Số hộ nghèo;Tổng số nhân khẩu;Tổng số hộ dân",
        "A;9;1;2;3",
    )
    assert told(read(form, tmp_path, *lines)) == ANSWERS


@pytest.mark.parametrize("total", ["Tổng", "Cộng", "Tổng cộng", "Tổng số", "Tổng hợp", "Tổng cộng toàn xã"])
def test_a_row_of_totals_of_an_export_is_no_unit_s(form: Form, tmp_path: Path, total: str) -> None:
    assert told(read(form, tmp_path, "Đơn vị;CT01;CT02;CT03", "A;3;1;2", f"{total};3;1;2")) == ANSWERS


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *((name, "total") for name in ("Tổng cộng", "Tổng số", "Tổng", "Cộng", "Tổng hợp", "Cộng chung",
            "Tổng số các đơn vị", "Cộng II", "Cộng a", "Tổng cộng số")),
        *((f"Toàn {whole}", "total") for whole in (
            "xã", "phường", "quận", "huyện", "trường", "tỉnh", "thành phố", "đặc khu", "khu phố", "đơn vị", "đảng bộ",
            "chi bộ", "ngành", "khối", "hội", "đoàn", "trung tâm", "cụm", "thôn", "ấp", "tổ", "cơ quan",
        )),
        *((f"Cộng toàn {whole}", "total") for whole in (
            "xã", "phường", "quận", "huyện", "trường", "tỉnh", "đảng bộ", "ngành",
        )),
        ("Toàn", "unit"),
    ],
)  # fmt: skip
def test_a_row_with_figures_behind_the_units_is_their_total_by_its_name(name: str, kind: str) -> None:
    lines = [UnitLine("1", "A", "1", True), UnitLine("", name, name, True)]
    assert [row.kind for row in rows_of(lines, "Hết", [])] == ["unit", kind]


@pytest.mark.parametrize(
    "label",
    ["Đơn vị", "Tên cơ quan", "Nơi gửi", "Địa phương báo cáo", "Tên đơn vị gửi báo cáo", "Đơn vị lập",
     "Cơ quan lập biểu", "Cơ quan đơn vị"],
)  # fmt: skip
def test_a_label_of_who_reports_stands_before_the_name(label: str) -> None:
    assert owner([Line(f"{label}: Trường A", False, False)], NAMES) == "Trường A"
