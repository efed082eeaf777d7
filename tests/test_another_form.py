"""A form with other rows, measures, sections and kinds of unit than the one that ships: read, added up and told."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from htsd_cli.form import DEFAULT_FORM, Campaign, CampaignTable, load_campaign, load_form
from htsd_cli.form.shipped import templates_directory
from htsd_cli.writers.returns.return_note import NoteFields, return_note
from tests.campaigns import filled
from tests.cli.running import Run, flat, runner
from tests.documents import word, word_body

FORM = """
id = "phong-benh"
title = "Kết quả Tháng hành động phòng, chống dịch bệnh năm 2025"
event = "Tháng hành động phòng, chống dịch bệnh"
year = 2025

sections = [
    {id = "mot", number = "I", heading = "Công tác chỉ đạo"},
    {id = "hai", number = "II", heading = "Kết quả thực hiện", loose = true},
    {id = "ba", number = "III", heading = "Số liệu", holds = "figures"},
]
measures = [
    {id = "dot", column = "so-dot", said_by = "count"},
    {id = "benh-nhan", column = "luot", unit = "bệnh nhân", said_by = "people"},
]
proportions = [{within = "y-te", of = "benh-nhan", per = "dot", each = "đợt", range = [1, 500]}]

[[tables]]
id = "bang"
mixed = true
columns = [
    {id = "tt", role = "number", heading = ["TT"]},
    {id = "noi-dung", role = "label", heading = ["Nội dung"]},
    {id = "dvt", role = "unit", heading = ["ĐVT"]},
    {id = "so-dot", role = "value", heading = ["Số đợt"]},
    {id = "luot", role = "value", heading = ["Số bệnh nhân"]},
    {id = "gc", role = "note", heading = ["Ghi chú"]},
]
indicators = [
    {id = "y-te", number = "1", label = "Hoạt động y tế", measures = []},
    {id = "kham", parent = "y-te", label = "Khám sàng lọc", unit = "đợt/bệnh nhân", measures = ["dot", "benh-nhan"]},
    {id = "tiem", parent = "y-te", label = "Tiêm chủng", unit = "đợt/bệnh nhân", measures = ["dot", "benh-nhan"]},
]

[[unit_kinds]]
id = "bv"
name = "Bệnh viện"
words = ["Bệnh viện", "BV"]
proper = true
plural = "Các bệnh viện"

[[unit_kinds]]
id = "clb"
name = "Câu lạc bộ"
words = ["Câu lạc bộ", "CLB"]
plural = "Các câu lạc bộ"
"""
UNITS = (
    ("BV1", "Bệnh viện Nguyễn Tri Phương", "Bệnh viện", "Có"),
    ("BV2", "Bệnh viện Tâm Anh", "Bệnh viện", "Có"),
    ("C1", "Câu lạc bộ Dưỡng sinh An Nhiên", "Câu lạc bộ", "Có"),
)
OFFICE = '[office]\nsigned_by = "committee"\narea = "phường Tân Hưng"\n'


def _written(folder: Path, name: str, first: str, second: str) -> None:
    drawing = (
        f"| ĐƠN VỊ: {name} | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n\nBÁO CÁO\n"
        "Kết quả Tháng hành động phòng, chống dịch bệnh năm 2025\nTrạm đã khám tại nhà như sau:\nKhám ở hai khu phố.\n"
        "| TT | Nội dung | ĐVT | Số đợt | Số bệnh nhân | Ghi chú |\n| 1 | Hoạt động y tế | | | | |\n"
        f"| | Khám sàng lọc | đợt/bệnh nhân | {first} | |\n| | Tiêm chủng | đợt/bệnh nhân | {second} | |\n"
    )
    word(folder / f"{name}.docx", word_body(drawing))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    return runner(monkeypatch, capsys)


def test_hospitals_and_clubs_are_known_read_and_told_in_their_own_words(tmp_path: Path, run: Run) -> None:
    (tmp_path / "mau").mkdir()
    (tmp_path / "mau/form.toml").write_text(FORM, encoding="utf-8")
    settings = f'[campaign]\nform = "mau"\nyear = 2025\nlevel = "ward"\n{OFFICE}'
    (tmp_path / "htsd.toml").write_text(settings, encoding="utf-8")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Mã", "Tên đơn vị", "Loại", "Bắt buộc"), *UNITS):
        sheet.append(row)
    book.save(tmp_path / "don-vi.xlsx")
    inbox = tmp_path / "bao-cao-nhan"
    inbox.mkdir()
    _written(inbox, "BV NGUYỄN TRI PHƯƠNG", "2 đợt/40 bệnh nhân | ", "1 | 900")
    _written(inbox, "CLB DƯỠNG SINH AN NHIÊN", "3 | ", "0 | 0")

    told = json.loads(run("validate", inbox, "--format", "json").out)
    assert [(item["unit"]["id"], item["figures"]) for item in told] == [
        ("BV1", {"kham": {"dot": 2, "benh-nhan": 40}, "tiem": {"dot": 1, "benh-nhan": 900}}),
        ("C1", {"kham": {"dot": 3}, "tiem": {"dot": 0, "benh-nhan": 0}}),
    ]
    assert told[0]["narrative"] == {"mot": [], "hai": ["Khám ở hai khu phố."]}
    messages = [found["message"] for item in told for found in item["findings"] if found["indicator"]]
    assert messages == [
        "Dòng “Tiêm chủng”, cột “Số bệnh nhân”: 1 đợt mà 900 bệnh nhân, mỗi đợt hơn 500 bệnh nhân.",
        "Dòng “Khám sàng lọc”, cột “Số đợt” có 3 đợt nhưng số bệnh nhân để trống.",
    ]

    assert run("aggregate", ".").status == 0
    report = docx.Document(str(tmp_path / "ket-qua/bao-cao-tong-hop.docx"))
    said = [paragraph.text for paragraph in report.paragraphs]
    assert "- Các bệnh viện: 1/2 đơn vị;" in said
    assert "- Câu lạc bộ Dưỡng sinh An Nhiên: 1/1 đơn vị." in said
    assert "- Khám sàng lọc, số bệnh nhân: 40;" in said
    assert not [text for text in said if re.search("Tuần lễ|lớp|học tập|tháng 10", text)]


def test_the_paper_an_office_carries_out_is_its_own_form_s_and_year_s(tmp_path: Path) -> None:
    (tmp_path / "mau").mkdir()
    (tmp_path / "mau/form.toml").write_text(FORM, encoding="utf-8")
    path = tmp_path / "htsd.toml"
    for settings, basis in (
        (f'[campaign]\nform = "mau"\nyear = 2025\n{OFFICE}', ()),
        ('[campaign]\nform = "mau"\nyear = 2025\n', ()),
        (f'[campaign]\nyear = 2026\nlevel = "ward"\n{OFFICE}', ("phường Tân Hưng",)),
        ("[campaign]\nyear = 2026\n", ("Quận 7",)),
    ):
        path.write_text(settings, encoding="utf-8")
        assert load_campaign(path).office.basis == tuple(
            f"Kế hoạch của Ủy ban nhân dân {area} về tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2026 trên địa bàn"
            f" {area}"
            for area in basis
        )


def test_a_next_year_s_form_may_ask_for_less(tmp_path: Path, run: Run) -> None:
    said = (templates_directory() / DEFAULT_FORM / "form.toml").read_text("utf-8")
    said = said.replace('id = "htsd-2024"', 'id = "htsd-2026"')
    for row in ("opening.districts", "awards.groups"):
        start = said.index(f'[[tables.indicators]]\nid = "{row}"')
        said = said[:start] + said[said.index("[[tables.indicators]]", start + 5) :]
    (tmp_path / "mau").mkdir()
    (tmp_path / "mau/form.toml").write_text(said, encoding="utf-8")
    assert load_form(str(tmp_path / "mau")).like_default
    (tmp_path / "htsd.toml").write_text('[campaign]\nform = "mau"\n', encoding="utf-8")
    (tmp_path / "bao-cao-nhan").mkdir()
    report = filled(
        "Trường Tiểu học Hoa Sen", {"news_items": {"count": 7}, "opening.institutions": {"count": 1}}
    )
    (tmp_path / "bao-cao-nhan/a.docx").write_bytes(report)
    done = run("aggregate", ".")
    assert (done.status, "Mẫu Word" in flat(done.err)) == (0, False)
    texts = [item.text for item in docx.Document(str(tmp_path / "ket-qua/bao-cao-tong-hop.docx")).paragraphs]
    assert [text for text in texts if "7 tin" in text]
    assert not [text for text in texts if "quận, huyện" in text]


def test_the_letter_on_a_form_without_an_event_names_what_the_report_is_about() -> None:
    title = "Biểu số 02: Thống kê phổ cập giáo dục năm 2026"
    form = load_form().model_copy(update={"event": "", "title": title, "year": 2026})
    campaign = Campaign(campaign=CampaignTable(year=2026, deadline=None))
    letter = docx.Document(BytesIO(return_note(NoteFields("Trường A", "a.docx"), (), form, campaign)))
    texts = [*(cell.text for row in letter.tables[0].rows for cell in row.cells)]
    assert any("V/v đề nghị chỉnh sửa báo cáo thống kê phổ cập giáo dục năm 2026" in text for text in texts)
    assert [item.text for item in letter.paragraphs if item.text.startswith("Qua kiểm tra")] == [
        "Qua kiểm tra báo cáo thống kê phổ cập giáo dục năm 2026 của đơn vị (tệp “a.docx”), Phòng Giáo dục và Đào tạo"
        " Quận 7 đề nghị đơn vị kiểm tra lại các nội dung sau:"
    ]
