"""Results on last year's form beside this year's: by what both forms ask, never by ids that happen to be alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from openpyxl import load_workbook

from htsd_cli.earlier.results import Results
from htsd_cli.earlier.reworded import fits, on_form
from htsd_cli.form import Form
from htsd_cli.values.figures import Key
from tests.cli.running import htsd
from tests.forms import LITERACY, form_of

# This year the rows have other ids, the plan's column is gone, and what was the id of one row is another's.
THIS_YEAR = (
    LITERACY.replace('"xoa-mu-chu"', '"xoa-mu-chu-2027"')
    .replace("year = 2026", "year = 2027")
    .replace('"nguoi"', '"dan"')
    .replace('"biet_chu"', '"nguoi"')
)
CAMPAIGN = '[campaign]\nform = "mau"\nyear = {year}\nroster = ""\ndeadline = ""\n'


def results(form: str, totals: dict[str, dict[str, int]]) -> Results:
    return Results.model_validate(
        {
            "schema": "htsd/consolidation/1",
            "form": form,
            "totals": totals,
            "units": [{"name": "Phường Sen"}],
            "figures": {"Phường Sen": totals},
        }
    )


@pytest.fixture
def forms(tmp_path: Path) -> tuple[Form, Form]:
    return form_of(tmp_path / "cu"), form_of(tmp_path / "moi", THIS_YEAR)


def test_a_figure_is_compared_with_the_row_that_asks_the_same_not_with_the_one_of_its_id(
    forms: tuple[Form, Form],
) -> None:
    old, new = forms
    before = results("xoa-mu-chu", {"nguoi": {"nam_nay": 300}, "biet_chu": {"nam_nay": 200}})
    found = on_form(before, old, new)
    assert found.results.total(Key("dan", "nam_nay")) == 300
    assert found.results.total(Key("nguoi", "nam_nay")) == 200
    assert found.results.figures["Phường Sen"] == {"dan": {"nam_nay": 300}, "nguoi": {"nam_nay": 200}}
    assert found.comparable == found.asked
    assert found.renamed == ()


def test_rows_taken_for_one_although_their_names_differ_are_named(tmp_path: Path) -> None:
    old = form_of(tmp_path / "cu")
    new = form_of(tmp_path / "moi", THIS_YEAR.replace("Số người biết chữ", "Số người biết chữ mức độ 2"))
    assert on_form(results("xoa-mu-chu", {}), old, new).renamed == (
        ("Số người biết chữ", "Số người biết chữ mức độ 2"),
    )


def test_what_this_years_form_does_not_ask_is_left_out(forms: tuple[Form, Form], tmp_path: Path) -> None:
    start = THIS_YEAR.index('[[tables.indicators]]\nid = "nguoi"')
    end = THIS_YEAR.index("[[tables.indicators]]", start + 5)
    rules = THIS_YEAR.index("[[rules]]")
    shorter = form_of(
        tmp_path / "ngan", THIS_YEAR[:start] + THIS_YEAR[end:rules].replace('parent = "nguoi"\n', "")
    )
    before = results("xoa-mu-chu", {"nguoi": {"nam_nay": 300}, "biet_chu": {"nam_nay": 200}})
    found = on_form(before, forms[0], shorter)
    assert found.results.totals == {"dan": {"nam_nay": 300}}
    assert found.comparable == found.asked - 3


def test_results_fit_a_form_that_has_all_their_ids(forms: tuple[Form, Form]) -> None:
    old, new = forms
    before = results("xoa-mu-chu", {"nguoi": {"nam_nay": 300}, "biet_chu": {"nam_nay": 200}})
    assert fits(before, old)
    assert not fits(before, new)


def drawn(people: tuple[str, str, str], literate: tuple[str, str, str]) -> Word:
    """Return the form as Word with figures on its two rows."""
    word = Document()
    word.add_paragraph("ỦY BAN NHÂN DÂN PHƯỜNG SEN")
    word.add_table(rows=1, cols=1)  # a letterhead's: the form's table is the second
    word.add_paragraph("Số liệu")
    table = word.add_table(rows=0, cols=4)
    heading = ("Nội dung", "Năm nay", "Kế hoạch", "Tỉ lệ (%)")
    for texts in (heading, ("Người trong độ tuổi", *people), ("Số người biết chữ", *literate)):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    return word


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """Campaigns of two years, last year's with results that lie where a run puts them."""
    for year, toml in ((2026, LITERACY), (2027, THIS_YEAR)):
        form_of(tmp_path / str(year) / "mau", 'blank = "mau.docx"\n' + toml)
        drawn(("", "", ""), ("", "", "")).save(str(tmp_path / str(year) / "mau" / "mau.docx"))
        (tmp_path / str(year) / "htsd.toml").write_text(CAMPAIGN.format(year=year), "utf-8")
        (tmp_path / str(year) / "bao-cao-nhan").mkdir()
    before = results("xoa-mu-chu", {"nguoi": {"nam_nay": 300}, "biet_chu": {"nam_nay": 200}})
    (tmp_path / "2026" / "ket-qua").mkdir()
    text = json.dumps(before.model_dump(mode="json", by_alias=True) | {"year": 2026})
    (tmp_path / "2026" / "ket-qua" / "tong-hop.json").write_text(text, "utf-8")
    return tmp_path


def test_results_on_a_form_nobody_has_are_refused_before_anything_is_written(years: Path) -> None:
    lone = years / "tong-hop.json"
    lone.write_text((years / "2026" / "ket-qua" / "tong-hop.json").read_text("utf-8"), "utf-8")
    done = htsd("aggregate", "--previous", lone, cwd=years / "2027")
    assert done.returncode == 2
    assert "theo mẫu “xoa-mu-chu”, khác mẫu của đợt này (“xoa-mu-chu-2027”)" in " ".join(done.stderr.split())
    assert not (years / "2027" / "ket-qua").exists()


def test_results_of_last_years_campaign_stand_beside_the_rows_that_ask_the_same(years: Path) -> None:
    drawn(("360", "400", "90"), ("210", "300", "70")).save(str(years / "2027" / "bao-cao-nhan" / "sen.docx"))
    done = htsd("aggregate", "--previous", years / "2026" / "ket-qua", cwd=years / "2027")
    assert done.returncode in (0, 1), done.stderr
    sheet = load_workbook(years / "2027" / "ket-qua" / "so-lieu-tong-hop.xlsx")["So với năm trước"]
    then = {(row[1], row[2]): row[4] for row in sheet.iter_rows(values_only=True) if row[4] is not None}
    assert then == {
        ("Nội dung", "Tính theo"): "Năm 2026",
        ("Người trong độ tuổi", "năm nay"): 300,
        ("Số người biết chữ", "năm nay"): 200,
    }
