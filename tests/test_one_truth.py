"""One run's report, workbook, page, JSON and status compared number by number: they never contradict each other."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import Workbook, load_workbook

from htsd_cli.values.figures import Numbers
from htsd_cli.values.time import VIETNAM
from tests.campaigns import filled
from tests.cli.running import Run, runner

COLUMNS = ("Mã", "Tên đơn vị", "Loại", "Tên khác", "Email", "Bắt buộc")
SEN, MAI, LAN = "Trường Tiểu học Hoa Sen", "Trường Tiểu học Hoa Mai", "Trường Tiểu học Hoa Lan"
CLUB, UNION = "Hội Khuyến học Quận 7", "Hội Cựu giáo chức Quận 7"
ROSTER = (
    ("TH01", SEN, "tih", "Có"),
    ("TH02", MAI, "tih", "Có"),
    ("TH03", LAN, "tih", "Có"),
    ("DT01", CLUB, "doan-the", "Không"),
    ("DT02", UNION, "doan-the", "Không"),
)


@dataclass
class Outcome:
    """What one run of a campaign wrote and said."""

    root: Path
    said: str
    status: dict[str, Any]
    status_said: str

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.root / "ket-qua/tong-hop.json").read_text("utf-8"))
        return found

    @property
    def page(self) -> str:
        """The page's text without its script's data."""
        text = (self.root / "ket-qua/theo-doi.html").read_text("utf-8")
        text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)
        return " ".join(re.sub(r"<[^>]+>", " ", text).split())

    def paragraphs(self, name: str = "bao-cao-tong-hop.docx") -> list[str]:
        document = docx.Document(str(self.root / "ket-qua" / name))
        return [text for item in document.paragraphs if (text := " ".join(item.text.split()))]

    def cells(self, name: str = "bao-cao-tong-hop.docx") -> list[list[str]]:
        document = docx.Document(str(self.root / "ket-qua" / name))
        return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]

    def sheet(self, name: str) -> list[list[Any]]:
        book = load_workbook(self.root / "ket-qua/so-lieu-tong-hop.xlsx", data_only=True)
        return [[cell.value for cell in row] for row in book[name].iter_rows()]


class Desk:
    """A campaign folder: a roster, an inbox, and commands run in it."""

    def __init__(self, root: Path, run: Run, roster: tuple[tuple[str, ...], ...] = ROSTER) -> None:
        self.root, self.run = root, run
        (root / "bao-cao-nhan").mkdir()
        (root / "htsd.toml").write_text("[campaign]\ndeadline = 2024-10-11\n", encoding="utf-8")
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        columns = (*COLUMNS, "Địa bàn") if len(roster[0]) > 4 else COLUMNS
        for row in (columns, *((id_, name, kind, "", "", *rest) for id_, name, kind, *rest in roster)):
            sheet.append(row)
        book.save(root / "don-vi.xlsx")

    def receive(self, file: str, content: bytes, day: int = 9) -> None:
        path = self.root / "bao-cao-nhan" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        moment = datetime(2024, 10, day, 8, tzinfo=VIETNAM).timestamp()
        os.utime(path, (moment, moment))

    def report(self, name: str, figures: Numbers | None = None, day: int = 9, *, doubt: bool = False) -> None:
        content = filled(name, figures or {"workshops": {"count": 3}}, spoil=doubt)
        self.receive(f"{name}.docx", content, day)

    def settle(
        self, before: Mapping[str, Mapping[str, int]] | None = None, *, summary: bool = False
    ) -> Outcome:
        """Run `aggregate` and `status`; `before` are last year's totals."""
        more: list[object] = ["--summary"] if summary else []
        if before is not None:
            (self.root / "truoc.json").write_text(
                json.dumps(
                    {"schema": "htsd/consolidation/1", "form": "htsd-2023", "totals": before, "year": 2023,
                     "units": [{"name": SEN, "counted": True}], "figures": {}}
                ),
                encoding="utf-8",
            )  # fmt: skip
            more += ["--previous", self.root / "truoc.json"]
        said = self.run("aggregate", self.root, "-o", self.root / "ket-qua", *more)
        assert said.status in (0, 1), said.err
        status = self.run("status", self.root, "--today", "2024-10-14", "--format", "json").out
        told = self.run("status", self.root, "--today", "2024-10-14").out
        return Outcome(self.root, said.out, json.loads(status), told)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setenv("COLUMNS", "120")
    return Desk(tmp_path, runner(monkeypatch, capsys))


def test_voluntary_units_are_due_in_no_output_and_two_of_three_is_one_rate(desk: Desk) -> None:
    desk.report(SEN)
    desk.report(MAI, day=12)
    desk.report(CLUB)
    made = desk.settle()
    total = made.status["total"]
    assert (total["expected"], total["reported"], total["others"], total["missing"]) == (3, 2, 1, 1)
    assert (total["on_time"], total["late"]) == (2, 1)
    report = made.paragraphs()
    assert (
        "Đến thời điểm lập báo cáo, có 2/3 đơn vị gửi báo cáo kết quả thực hiện, đạt 66,7%." in report
        or "Đến thời điểm lập báo cáo, có 2/3 đơn vị gửi báo cáo kết quả thực hiện, đạt 66,7%, gồm:" in report
    )
    assert any("Ngoài các đơn vị được giao, có 01 đơn vị khác gửi báo cáo." in text for text in report)
    assert "2 / 3 đơn vị phải báo cáo đã gửi ; thêm 1 đơn vị khác" in made.page.replace(
        "; thêm", " ; thêm"
    ).replace("  ", " ")
    assert " 66,7%" in made.page
    assert "2/3 +1" in made.status_said
    assert "66,7%" in made.status_said
    assert "2/3 đơn vị trong danh sách đã gửi báo cáo." in made.said
    kinds = {row[0]: row for row in made.sheet("Theo loại đơn vị")}
    assert kinds["Trường tiểu học"][1:4] == [3, 2, 1]
    assert kinds["Đoàn thể"][1:4] == [0, 0, 0]
    assert kinds["Tổng cộng"][1:5] == [3, 2, 1, 1]


def test_a_silent_voluntary_unit_is_nowhere_one_whose_report_could_not_be_used(desk: Desk) -> None:
    desk.report(SEN)
    desk.report(MAI)
    made = desk.settle()
    name = "bao-cao-tong-hop.docx"
    told = " ".join([*made.paragraphs(name), *(text for row in made.cells(name) for text in row)])
    assert "chưa tổng hợp được" not in told
    assert UNION not in told
    assert {row[2]: row[5] for row in made.sheet("Đơn vị")[2:]}[UNION] == "– Không bắt buộc"


@pytest.mark.parametrize(
    ("now", "before", "words", "shown"),
    [
        (2_025, 2_000, "tăng 25 (1,3%)", "+0.0%"),
        (40_010, 40_000, "tăng 10 (dưới 0,1%)", "dưới 0,1%"),
        (112, 100, "tăng 12 (12%)", "+0%"),
    ],
)
def test_one_change_is_told_alike_in_report_page_and_workbook(
    desk: Desk, now: int, before: int, words: str, shown: str
) -> None:
    desk.report(SEN, {"workshops": {"count": now}})
    made = desk.settle({"workshops": {"count": before}})
    percent = words[words.index("(") :]
    report = " ".join(made.paragraphs())
    assert re.search(rf"tăng {now - before} cuộc {re.escape(percent)}", report), report
    assert words in made.page
    book = load_workbook(made.root / "ket-qua/so-lieu-tong-hop.xlsx", data_only=True)
    row = next(row for row in book["So với năm trước"].iter_rows() if row[3].value == now)
    assert (row[4].value, row[5].value) == (before, now - before)
    assert shown in row[6].number_format


def test_areas_are_alike_everywhere_and_nothing_is_denied_while_its_figures_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    areas = ("Cụm 1", "Cụm 1", "Cụm 2", "Cụm 2", "")
    roster = tuple((*unit, area) for unit, area in zip(ROSTER, areas, strict=True))
    desk = Desk(tmp_path, runner(monkeypatch, capsys), roster)
    nothing: Numbers = {
        "publications": {"count": 0},
        "awards.groups": {"count": 0},
        "awards.individuals": {"people": 0},
    }
    desk.report(SEN, {"workshops": {"count": 3}, **nothing}, doubt=True)  # news: "khoảng 20"
    desk.report(MAI, {"workshops": {"count": 1_200}, **nothing}, day=12)
    desk.report(CLUB, {"workshops": {"count": 40}, **nothing}, day=12)
    made = desk.settle(summary=True)

    rows = made.sheet("Theo địa bàn")
    at = next(place for row in rows for place, text in enumerate(row) if "hội thảo" in str(text).casefold())
    sheet = {row[0]: (row[1], row[2], row[at]) for row in rows}
    assert (sheet["Cụm 1"], sheet["Cụm 2"]) == ((2, 2, 1_203), (1, 0, 40))
    assert sheet["Tổng cộng"] == (3, 2, 1_243)
    assert "Cụm 1 2/2 0 1.203 0 0 Cụm 2 0/1 +1 0 40 0 0" in made.page
    report = [list(filter(None, row)) for row in made.cells() if len(row) > 2 and row[1].startswith("Cụm")]
    assert report == [
        ["1", "Cụm 1 (2/2)", "0", "1.203", "0", "0"],
        ["2", "Cụm 2 (0/1 +1)", "0", "40", "0", "0"],
    ]
    assert made.data["totals"]["workshops"] == {"count": 1_243}

    assert (
        "2/3 đơn vị đã gửi báo cáo (66,7%); ngoài ra có 01 đơn vị khác gửi báo cáo; trong số các đơn vị đã gửi có"
        " 02 đơn vị gửi sau hạn (11/10/2024). Số liệu cộng từ báo cáo của 03 đơn vị."
    ) in made.paragraphs("tom-tat.docx")
    assert made.status["total"]["late"] == 2

    told = made.paragraphs()
    news = told[told.index("2. Công tác thông tin, tuyên truyền") + 1]
    waits = "Số liệu về nội dung này của 01 đơn vị đang được kiểm tra, xác nhận lại, chưa tính vào kết quả."
    awards = told[told.index("8. Công tác khen thưởng") + 1]
    nothing_held = "Theo số liệu báo cáo, nội dung này không phát sinh trong Tuần lễ."
    assert (news, awards) == (waits, nothing_held)
    assert told.count(nothing_held) == 1


def scan(name: str) -> bytes:
    """Return a PDF of one page that holds a picture and no text."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (800, 1100), "white").save(buffer, "PDF")
    assert name
    return buffer.getvalue()


def test_what_cannot_be_read_is_received_and_not_missing_in_every_output(desk: Desk) -> None:
    desk.report(SEN)
    desk.receive(f"{MAI}.pdf", scan(MAI))
    desk.receive(f"{UNION}.docx", filled(UNION, {"workshops": {"count": 1}})[:900])
    made = desk.settle()
    total = made.status["total"]
    assert (total["expected"], total["reported"], total["missing"], total["unusable"]) == (3, 1, 1, 2)
    assert [item["name"] for item in made.status["missing"]] == [LAN]
    assert [(item["id"], item["files"]) for item in made.status["unusable"]] == [
        ("TH02", [f"{MAI}.pdf"]),
        ("DT02", [f"{UNION}.docx"]),
    ]
    data = made.data
    assert [item["id"] for item in data["missing"]] == ["TH03"]
    assert data["unusable"] == [
        {"id": "TH02", "name": MAI, "kind": "tih", "files": [f"{MAI}.pdf"], "reason": data["unusable"][0]["reason"]},
        {"id": "DT02", "name": UNION, "kind": "doan-the", "files": [f"{UNION}.docx"],
         "reason": "Không mở được tệp: nội dung bị hỏng hoặc bị cắt mất một phần."},
    ]  # fmt: skip
    assert {item["file"]: item["unit"] for item in data["unrecognised"]} == {
        f"{MAI}.pdf": "TH02", f"{UNION}.docx": "DT02",
    }  # fmt: skip
    assert "Đã nhận, chưa đọc được (2):" in made.status_said
    report = made.paragraphs()
    told = "Còn 01 đơn vị chưa gửi báo cáo, 02 đơn vị đã gửi báo cáo nhưng tệp chưa đọc được (bản quét, "
    assert any(text.startswith(told) for text in report)
    assert any(text.endswith("Đơn vị đã gửi báo cáo, tệp chưa đọc được: 2 đơn vị") for text in report)
    assert [MAI, "Bản quét hoặc ảnh chụp"] in [row[1:3] for row in made.cells()]
    assert [UNION, "Tệp bị hỏng"] in [row[1:3] for row in made.cells()]
    sheet = {row[2]: row[5:8] for row in made.sheet("Đơn vị")[2:]}
    assert sheet[MAI][0] == sheet[UNION][0] == "□ Đã nhận, chưa đọc được"
    assert sheet[LAN][0] == "○ Chưa gửi"
    kinds = {row[0]: row for row in made.sheet("Theo loại đơn vị")}
    assert kinds["Tổng cộng"][1:5] == [3, 1, 1, 2]
    assert "Đã nhận, chưa đọc được" in made.page
    assert "1 đơn vị chưa gửi báo cáo; 2 đơn vị đã gửi tệp chưa đọc được" in made.page


def test_a_unit_of_which_a_scan_came_in_is_asked_for_the_file_and_not_told_it_sent_nothing(
    desk: Desk,
) -> None:
    desk.receive(f"{MAI}.pdf", scan(MAI))
    desk.report(SEN)
    desk.run("status", desk.root, "--remind", "-o", desk.root / "ket-qua")
    folder = desk.root / "ket-qua/nhac-don-vi"
    text = (folder / f"{MAI}.txt").read_text("utf-8-sig")
    assert (
        f"Phòng Giáo dục và Đào tạo Quận 7 đã nhận bản quét “{MAI}.pdf” của đơn vị, chưa nhận được tệp Word hoặc Excel."
        " Đề nghị gửi bổ sung tệp đã soạn để tổng hợp số liệu."
    ) in text
    assert "chưa nhận được báo cáo" not in text
    calls = load_workbook(folder / "danh-sach-goi-dien.xlsx")["Gọi điện"]
    states = {row[1].value: row[6].value for row in calls.iter_rows(min_row=2)}
    assert states[MAI] == "Đã nhận, chưa đọc được"
    assert states[LAN] == "Chưa gửi"
    said = desk.run("return", desk.root, "-o", desk.root / "ket-qua").out
    assert f"Đã nhận của {MAI}, chưa đọc được: {MAI}.pdf" in " ".join(said.split())


def test_a_stranger_in_the_totals_is_named_where_the_run_ends(desk: Desk) -> None:
    desk.report(SEN)
    desk.report("Công ty TNHH Giáo dục ABC")
    made = desk.settle()
    assert (
        "đã cộng báo cáo của 2 đơn vị (1 trong danh sách, 1 ngoài danh sách: công ty tnhh giáo dục abc)."
        in " ".join(made.said.split()).lower()
    )


def test_a_consolidated_table_that_does_not_add_up_is_told_with_its_rows_and_units(desk: Desk) -> None:
    parts: Numbers = {"classes.life_skills": {"count": 2}, "classes.professional": {"count": 1}}
    desk.report(SEN, {"classes": {"count": 5}, **parts})
    desk.report(MAI, {"classes": {"count": 3}, **parts})
    made = desk.settle()
    words = f"ghi 8, cộng các dòng bên dưới được 6 (thừa 2), do: {SEN} (thừa 2)"
    assert (
        f"Dòng 1 “Các lớp bồi dưỡng, tập huấn tổ chức trong Tuần lễ”, cột “Số lớp/số cuộc thi” {words}."
        in " ".join(made.said.split())
    )
    assert words in made.page
    assert f"Cột “Số lớp/số cuộc thi” {words}" in [row[-1] for row in made.sheet("Tổng hợp")]
    assert made.data["totals"]["classes"] == {"count": 8}


def test_a_table_that_adds_up_is_told_nothing_of(desk: Desk) -> None:
    desk.report(SEN, {"classes": {"count": 2}, "classes.life_skills": {"count": 2}})
    made = desk.settle()
    assert "không khớp" not in made.said + made.page
