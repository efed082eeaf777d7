"""The flat table: a line a figure, as a program or a PivotTable takes it up."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from htsd_cli.form import Form, load_form
from htsd_cli.writers.flat import COLUMNS, write_flat
from tests.cli.running import flat, runner
from tests.writers.samples import Report, consolidate, twelve_units

SAMPLES = Path(__file__).parents[2] / "sample_reports"


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


def lines(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_counted_figure_has_its_line(form: Form, tmp_path: Path) -> None:
    consolidation = twelve_units(form)
    write_flat(consolidation, form, tmp_path / "so-lieu.csv")
    table = lines(tmp_path / "so-lieu.csv")
    assert list(table[0]) == list(COLUMNS)
    assert len(table) == sum(len(unit.figures) for unit in consolidation.units)
    [line] = [row for row in table if row["Trong báo cáo viết"] == "1.250 người" and row["Mục"] == "1"]
    assert line["Giá trị"] == "1250"
    assert line["Đơn vị"] == "Trường Tiểu học Hoa Sen"
    assert [line[name] for name in ("Mục", "Chỉ tiêu", "Mã cột", "Cột", "Tệp", "Trong báo cáo viết")] == [
        "1", "Tổng số người tham gia", "people", "Người", "bao-cao-nhan/001.docx", "1.250 người",
    ]  # fmt: skip
    assert line["Vị trí"] == "bảng số liệu, dòng 4, cột 5"


def test_a_text_is_never_a_formula(form: Form, tmp_path: Path) -> None:
    report = Report('=HYPERLINK("x")', "tih", {"classes": {"count": 1}}, file="+a.docx")
    write_flat(consolidate(form, [report]), form, tmp_path / "so-lieu.csv")
    [line] = lines(tmp_path / "so-lieu.csv")
    assert line["Đơn vị"] == '\'=HYPERLINK("x")'
    assert line["Tệp"] == "'+a.docx"


def test_the_flat_table_is_written_when_asked_for_and_goes_with_the_next_run_that_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    htsd = runner(monkeypatch, capsys)
    monkeypatch.chdir(tmp_path)
    assert htsd("aggregate", SAMPLES, "-o", "ra", "--flat").status == 1
    assert len(lines(Path("ra/so-lieu.csv"))) > 500
    assert htsd("aggregate", SAMPLES, "-o", "ra").status == 1
    assert not Path("ra/so-lieu.csv").exists()
    Path("ra/so-lieu.csv").write_text("của người khác", encoding="utf-8")
    assert htsd("aggregate", SAMPLES, "-o", "ra").status == 1
    assert Path("ra/so-lieu.csv").read_text(encoding="utf-8") == "của người khác"


def test_appendices_of_hundreds_of_pages_are_offered_and_not_forced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("htsd_cli.writers.report.appendix_names.MOST_UNITS", 5)
    htsd = runner(monkeypatch, capsys)
    monkeypatch.chdir(tmp_path)
    done = htsd("aggregate", SAMPLES, "-o", "ra")
    assert "chạy lại với --appendices" in flat(done.out)
    short = Path("ra/bao-cao-tong-hop.docx").stat().st_size
    assert not Path("ra/phu-luc-noi-dung.docx").exists()
    done = htsd("aggregate", SAMPLES, "-o", "ra", "--appendices")
    assert "--appendices" not in flat(done.out)
    assert Path("ra/bao-cao-tong-hop.docx").stat().st_size > short + 10_000
