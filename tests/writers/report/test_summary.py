"""The page for the head of the office has the report's numbers, what stands out, and what is open."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from htsd_cli.form import Campaign, load_form
from htsd_cli.writers.report.summary import write_summary
from tests.writers.samples import twelve_units

FORM = load_form()


def test_the_page_tells_progress_main_figures_what_stands_out_and_what_is_open(tmp_path: Path) -> None:
    made = twelve_units(FORM)
    write_summary(made, FORM, Campaign(), tmp_path / "a.docx", waiting=2)
    document = Document(str(tmp_path / "a.docx"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "TÓM TẮT KẾT QUẢ"
    assert "1. Tiến độ" in texts
    assert "- 02 số liệu chưa được cộng, chờ xác nhận." in texts
    assert any("Số liệu cộng từ báo cáo của" in text for text in texts)
    rows = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    total = made.totals[FORM.by_id["news_items"].key("count")]
    assert rows["Tin, bài"] == str(total)


def test_the_same_results_give_the_same_page(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        write_summary(twelve_units(FORM), FORM, Campaign(), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_its_table_is_as_wide_as_its_columns_say(tmp_path: Path) -> None:
    write_summary(twelve_units(FORM), FORM, Campaign(), tmp_path / "a.docx")
    table = Document(str(tmp_path / "a.docx")).tables[0]
    assert [round(column.width.mm) for column in table.columns if column.width] == [105, 25, 35]
