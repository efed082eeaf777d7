"""Ticking sentences: only what a person confirmed of the very file counts, and no tick is lost."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from htsd_cli.consolidate.practices import Mention
from htsd_cli.decisions import ActivityLine
from htsd_cli.decisions.sheet import read_decisions
from htsd_cli.form import load_campaign
from htsd_cli.pipeline import gather
from htsd_cli.writers.campaign.decisions_workbook import write_decisions
from tests.decisions.office import FORM, MAI, SEN, Office, headings, lines_of
from tests.documents import draw_word, form_rows, report

DONE = "Nhà trường tổ chức ngày hội sách cho học sinh các khối lớp"
DOUBTFUL = "Rất tiếc thiếu kinh phí treo băng rôn"


class Teller(Office):
    """An office whose units tell what they did."""

    def tells(self, name: str, unit: str, *sentences: str) -> Path:
        path = self.inbox / name
        told = "\n".join(f"{text}." for text in sentences)
        drawn = report(form_rows({"classes": ("2", "")}), unit)
        drawn = drawn.replace(
            "Nhà trường xây dựng kế hoạch và phân công thực hiện.", "Nhà trường đã thực hiện."
        )
        draw_word(path, drawn.replace("Tổ chức ngày hội đọc sách.", told))
        self.stamp(path)
        return path

    def tick(self, text: str, mark: str, *, key: str | None = None, unit: str | None = None) -> None:
        book = openpyxl.load_workbook(self.sheet)
        sheet = book["Hoạt động"]
        at = headings(sheet)
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, at["Câu trong báo cáo"]).value == text and unit in (
                None, sheet.cell(row, at["Đơn vị"]).value
            ):  # fmt: skip
                sheet.cell(row, at["Đưa vào báo cáo"]).value = mark
                if key is not None:
                    sheet.cell(row, at["Mã dòng"]).value = key
        book.save(self.sheet)
        self.stamp(self.sheet)

    def sentences(self) -> list[dict[str, Any]]:
        return lines_of(openpyxl.load_workbook(self.sheet)["Hoạt động"])

    def heard(self, *folders: Path) -> tuple[dict[tuple[str, str], Mention], tuple[ActivityLine, ...]]:
        """Run, write the sheet anew, and return the mentions by unit and practice, and the lines."""
        with gather(
            self.inbox, load_campaign(None), [self.results], decided_in=[self.results, *folders]
        ) as done:
            write_decisions(done.decisions.lines, FORM, self.sheet, done.decisions.activities)
            self.stamp(self.sheet)
            found = {
                (mention.unit, practice.id): mention
                for practice in (*done.consolidation.practices, *done.consolidation.concerns)
                for mention in practice.mentions
            }
            return found, done.decisions.activities


@pytest.fixture
def office(tmp_path: Path) -> Teller:
    office = Teller(tmp_path)
    office.tells("sen.docx", SEN, DONE, DOUBTFUL)
    office.heard()
    return office


def test_every_sentence_waits_for_a_person_the_doubtful_ones_last_with_their_reason(office: Teller) -> None:
    assert [(line["Đơn vị"], line["Câu trong báo cáo"], line["Cần đọc vì"], line["Tình trạng"])
            for line in office.sentences()] == [
        (SEN, DONE, None, "Chưa đánh dấu"),
        (SEN, DOUBTFUL, "có lời nói bị hoãn, hủy, thiếu hoặc không thành", "Cần đọc kỹ"),
    ]  # fmt: skip


def test_a_ticked_sentence_is_confirmed_and_stays_so(office: Teller) -> None:
    office.tick(DONE, "x")
    for _ in range(3):
        found, _ = office.heard()
        assert found[SEN, "book_fairs"].confirmed
        assert not found[SEN, "book_fairs"].exemplary
        assert not found[SEN, "banners"].confirmed
    assert [line["Tình trạng"] for line in office.sentences()] == ["Cần đọc kỹ", "Đưa vào báo cáo"]


def test_a_unit_may_be_marked_as_an_example_and_a_sentence_refused(office: Teller) -> None:
    office.tick(DONE, "tb")
    office.tick(DOUBTFUL, "không")
    found, lines = office.heard()
    assert found[SEN, "book_fairs"].exemplary
    assert not found[SEN, "banners"].confirmed
    assert [(line.key.practice if line.key else "", line.said) for line in lines] == [
        ("lack_of_money", "Chưa đánh dấu"),  # the same sentence as a difficulty: a question of its own
        ("book_fairs", "Đưa vào báo cáo, nêu tên tiêu biểu"),
        ("banners", "Không đưa vào báo cáo"),
    ]
    assert not found[SEN, "lack_of_money"].confirmed


def test_what_is_no_tick_confirms_nothing_and_is_told(office: Teller) -> None:
    office.tick(DONE, "hình như có")
    found, lines = office.heard()
    assert not found[SEN, "book_fairs"].confirmed
    assert [(line.typed, line.said) for line in lines if line.wrong] == [
        ("hình như có", "Không rõ: chỉ ghi x, tb hoặc không")
    ]


def test_a_tick_holds_for_the_very_file_and_is_kept_when_another_comes(office: Teller) -> None:
    office.tick(DONE, "x")
    assert [tick.text for tick in read_decisions([office.results]).ticks] == [DONE]
    office.tells("sen.docx", SEN, DONE, "Có 12 gian hàng")
    found, lines = office.heard()
    assert not found[SEN, "book_fairs"].confirmed
    assert [(line.typed, line.said[:12], line.file) for line in lines] == [
        ("", "Chưa đánh dấ", "sen.docx"), ("x", "Hết hiệu lực", "sen.docx"),
    ]  # fmt: skip
    _, again = office.heard()
    assert [line.typed for line in again] == ["", "x"]


def test_a_tick_is_known_by_what_its_line_shows_when_its_key_is_lost(office: Teller) -> None:
    office.tick(DONE, "x", key="")
    found, _ = office.heard()
    assert found[SEN, "book_fairs"].confirmed


def test_a_tick_without_a_key_finds_it_in_a_sheet_that_nobody_touched(office: Teller) -> None:
    copy = office.inbox / office.sheet.name
    shutil.copy(office.sheet, copy)
    book = openpyxl.load_workbook(copy)
    del book["Mã dòng"]
    page = book["Hoạt động"]
    at = headings(page)
    (row,) = [row for row in range(2, 9) if page.cell(row, at["Câu trong báo cáo"]).value == DONE]
    page.cell(row, at["Đưa vào báo cáo"]).value = "x"
    page.delete_cols(at["Mã dòng"])
    book.save(copy)
    found, _ = office.heard(office.inbox)
    assert found[SEN, "book_fairs"].confirmed


def test_a_line_whose_cells_were_mixed_up_confirms_nothing(office: Teller) -> None:
    office.tells("mai.docx", MAI, "Nhà trường tổ chức tọa đàm về văn hóa đọc")
    office.heard()
    (other,) = [line["Mã dòng"] for line in office.sentences() if line["Đơn vị"] == MAI]
    book = openpyxl.load_workbook(office.sheet)
    sheet = book["Hoạt động"]
    at = headings(sheet)
    row = next(n for n in range(2, 9) if sheet.cell(n, at["Câu trong báo cáo"]).value == DONE)
    sheet.cell(row, at["Đơn vị"]).value = MAI
    sheet.cell(row, at["Mã dòng"]).value = other
    sheet.cell(row, at["Đưa vào báo cáo"]).value = "x"
    book.save(office.sheet)
    found, lines = office.heard()
    assert not any(mention.confirmed for mention in found.values())
    assert [line.said for line in lines if line.wrong] == [
        "Không rõ dòng này của báo cáo nào: các ô đã bị xáo trộn"
    ]


def test_figures_decided_and_sentences_ticked_stand_in_one_file(office: Teller) -> None:
    book = openpyxl.load_workbook(office.sheet)
    assert book.sheetnames == ["Cần xác nhận", "Hoạt động", "Khó khăn, kiến nghị", "Hướng dẫn", "Mã dòng"]
    told = {
        title: [line["Câu trong báo cáo"] for line in lines_of(book[title])] for title in book.sheetnames[1:3]
    }
    assert told == {"Hoạt động": [DONE, DOUBTFUL], "Khó khăn, kiến nghị": [DOUBTFUL]}
