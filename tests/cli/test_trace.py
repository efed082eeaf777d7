"""`htsd trace` as a clerk runs it, over the samples' results."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import htsd

SAMPLES = Path(__file__).parents[2] / "sample_reports"


@pytest.fixture(scope="module")
def ket_qua(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dot") / "ket-qua"
    assert htsd("aggregate", SAMPLES, "-o", folder).returncode == 1
    return folder


def test_every_total_of_the_samples_is_traced_to_its_units(ket_qua: Path) -> None:
    done = htsd("trace", ket_qua, "--format", "json")
    data = json.loads(done.stdout)
    totals = json.loads((ket_qua / "tong-hop.json").read_text("utf-8"))["totals"]
    assert (done.returncode, done.stderr, data["schema"]) == (0, "", "htsd/trace/1")
    seen = {(item["indicator"], item["measure"]): item for item in data["traces"]}
    assert {key: item["total"] for key, item in seen.items() if item["total"] is not None} == {
        (indicator, measure): total
        for indicator, measures in totals.items()
        for measure, total in measures.items()
    }
    for item in seen.values():
        figures = [unit["figure"] for unit in item["units"]]
        assert sum(figures) == item["added"]
        assert figures == sorted(figures, reverse=True)
        assert item["adds_up"]
        assert item["once"] or item["added"] == (item["total"] or 0)
        groups = ("units", "kept_out", "blank", "not_counted")
        assert sum(len(item[group]) for group in groups) == 30


def test_a_row_is_shown_with_places_raw_text_and_the_sum(ket_qua: Path) -> None:
    done = htsd("trace", ket_qua, "5.3", "--measure", "người")
    said = done.stdout
    assert done.returncode == 0
    assert "\x1b" not in said
    assert said.count("cột “Người”") == 1
    assert "Tỷ lệ" in said
    lines = said.splitlines()
    assert any(line.startswith("Cộng ") for line in lines)
    assert any(line.startswith("Tổng: ") and "khớp với kết quả tổng hợp" in line for line in lines)


def test_a_heading_row_shows_the_rows_below_it(ket_qua: Path) -> None:
    done = htsd("trace", ket_qua, "book_drive")
    assert "Dòng 4" in done.stdout
    assert "dòng tiêu đề, gồm các dòng:" in " ".join(done.stdout.split())
    assert "4.1" in done.stdout
    assert "4.2" in done.stdout


def test_words_need_no_quotes_and_the_results_are_found_where_one_stands(ket_qua: Path) -> None:
    given = htsd("trace", ket_qua / "tong-hop.json", "van nghe").stdout
    assert given.startswith("Dòng 6.2 “Hoạt động văn nghệ”, cột “Số lớp/số cuộc thi”")
    assert htsd("trace", "van", "nghe", cwd=ket_qua).stdout == given
    assert htsd("trace", "van", "nghe", cwd=ket_qua.parent).stdout == given
    assert htsd("trace", ket_qua, "hoạt", "động", "văn", "nghệ").stdout == given


def test_in_a_campaign_folder_its_own_results_are_traced(ket_qua: Path, tmp_path: Path) -> None:
    (tmp_path / "htsd.toml").write_text(
        '[campaign]\nform = "htsd-2024"\n[folders]\nresults = "ra"\n', "utf-8"
    )
    (tmp_path / "bao-cao-nhan").mkdir()
    done = htsd("trace", "8", cwd=tmp_path)
    assert done.returncode == 2
    assert "Ở đây chưa có kết quả tổng hợp (tong-hop.json)." in done.stderr
    (tmp_path / "ra").mkdir()
    shutil.copy(ket_qua / "tong-hop.json", tmp_path / "ra")
    inside = htsd("trace", "8", cwd=tmp_path / "bao-cao-nhan")
    assert inside.stdout.startswith("Dòng 8 “Tổ chức hội thảo/sinh hoạt chuyên đề”")
    assert htsd("trace", tmp_path, "8").stdout == inside.stdout


def test_a_total_that_does_not_add_up_is_said_loudly_and_ends_with_2(ket_qua: Path, tmp_path: Path) -> None:
    data = json.loads((ket_qua / "tong-hop.json").read_text("utf-8"))
    data["totals"]["workshops"]["count"] += 1
    (tmp_path / "tong-hop.json").write_text(json.dumps(data), "utf-8")
    done = htsd("trace", tmp_path, "8")
    assert done.returncode == 2
    assert "✕ KHÔNG KHỚP: các đơn vị cộng lại được 41, kết quả ghi 42 (thừa 1)." in done.stdout
    assert "SỐ TỔNG KHÔNG KHỚP với số liệu của các đơn vị" in done.stderr
    assert htsd("trace", tmp_path, "6").returncode == 0
    listed = htsd("trace", tmp_path)
    assert listed.returncode == 2
    assert "42 (không khớp)" in listed.stdout
    machine = htsd("trace", tmp_path, "8", "--format", "json")
    assert (machine.returncode, json.loads(machine.stdout)["traces"][0]["adds_up"]) == (2, False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["1"], "Ở đây chưa có kết quả tổng hợp (tong-hop.json). Hãy chạy “htsd aggregate” trước"),
        (["khong-co", "1"], "Không có tệp “khong-co”."),
        (["tep.json", "1"], "không phải kết quả tổng hợp do htsd ghi"),
        (["KQ", "11"], "Dòng 11 “Các nội dung khác” chỉ có nội dung bằng chữ, không có số để cộng."),
        (["KQ", "sinh hoạt chuyên đề"], "có thể là 3 chỉ tiêu"),
        (["KQ", "xoa mu tru"], "1.13  Xóa mù chữ"),
        (["KQ", "9", "--measure", "đồng"], "Các dòng này không có số liệu amount (Đồng), chỉ có"),
    ],
)
def test_what_cannot_be_traced_is_said_with_status_2(
    ket_qua: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "tep.json").write_text("[]", "utf-8")
    done = htsd("trace", *(ket_qua if word == "KQ" else word for word in arguments), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_tracing_imports_no_heavy_library(ket_qua: Path) -> None:
    code = (
        "import sys\nsys.argv[0] = 'htsd'\nfrom htsd_cli.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "trace", str(ket_qua), "5"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = set(run.stderr.split())
    assert "htsd_cli.earlier.trace" in loaded
    heavy = {
        "pandas",
        "numpy",
        "openpyxl",
        "docx",
        "docxtpl",
        "xlsxwriter",
        "jinja2",
        "PIL",
        "lxml",
        "rapidfuzz",
    }
    assert heavy & loaded == set()
