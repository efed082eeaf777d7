"""The commands as a clerk runs them: what they say, how they end, what they leave behind."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from docx import Document

from tests.cli.running import htsd

SAMPLES = Path(__file__).parents[2] / "sample_reports"
CLEAN = SAMPLES / "TH Le Van Tam - BC Tuan le HTSD 2024.docx"
FAULTY = SAMPLES / "TH PHU DONG.docx"
OUTPUTS = [
    "bao-cao-tong-hop.docx",
    "can-xac-nhan.xlsx",
    "so-lieu-tong-hop.xlsx",
    "theo-doi.html",
    "tong-hop.json",
]


def test_a_clean_report_has_nothing_to_mend() -> None:
    done = htsd("validate", CLEAN)
    assert done.returncode == 0
    assert "Không có gì phải sửa." in done.stdout


def test_a_faulty_report_is_told_row_by_row_with_what_to_write() -> None:
    done = htsd("validate", FAULTY)
    said = " ".join(done.stdout.split())
    assert done.returncode == 1
    assert "cột “Người” ghi “45 GV + 300 HS”: nhiều số trong một ô, cần một số tổng." in said
    assert "Ghi một số tổng (gợi ý: 345)." in said
    assert "39/56" in said


def test_the_json_of_validate_stands_alone_on_stdout_with_the_contracts_keys() -> None:
    done = htsd("validate", "--format", "json", CLEAN, FAULTY)
    elements = json.loads(done.stdout)
    assert done.stderr == ""
    assert [element["file"] for element in elements] == [str(CLEAN), str(FAULTY)]
    assert list(elements[0])[:5] == ["schema", "file", "form", "unit", "status"]
    assert [element["status"] for element in elements] == ["ok", "error"]
    assert elements[0]["schema"] == "htsd/validation/1"
    assert set(elements[1]["findings"][0]) == {
        "code", "severity", "indicator", "measure", "message", "hint", "suggestion", "origin",
    }  # fmt: skip
    assert elements[1]["findings"][0]["suggestion"] == 345


def test_aggregate_writes_its_outputs_and_nothing_else(tmp_path: Path) -> None:
    done = htsd("aggregate", SAMPLES, "-o", tmp_path / "ket-qua")
    assert done.returncode == 1
    assert "Đã cộng báo cáo của 28 đơn vị." in done.stdout
    assert sorted(path.name for path in (tmp_path / "ket-qua").iterdir()) == [".htsd-ket-qua.json", *OUTPUTS]
    data = json.loads((tmp_path / "ket-qua" / "tong-hop.json").read_text("utf-8"))
    assert list(data)[:11] == [
        "schema", "form", "totals", "units", "figures", "missing", "late", "unusable", "duplicates", "unrecognised",
        "findings",
    ]  # fmt: skip
    assert data["totals"]["classes"]["count"] == sum(
        figures["classes"]["count"] for figures in data["figures"].values() if "classes" in figures
    )


def test_the_same_reports_give_the_same_bytes_in_any_number_of_workers(tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        htsd("aggregate", SAMPLES, "-o", tmp_path / jobs, "--jobs", jobs)
    for name in OUTPUTS:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name


def test_aggregate_leaves_the_received_files_as_they_are(tmp_path: Path) -> None:
    shutil.copy(CLEAN, tmp_path / "a.docx")
    before = (tmp_path / "a.docx").read_bytes()
    assert htsd("aggregate", tmp_path, "-o", tmp_path / "ket-qua").returncode == 0
    assert (tmp_path / "a.docx").read_bytes() == before
    # A second run takes its own outputs for what they are.
    again = htsd("aggregate", tmp_path, "-o", tmp_path / "khac")
    assert "Đã cộng báo cáo của 1 đơn vị." in again.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["aggregate", "khong-co"], "Không có thư mục “khong-co”. Hãy kiểm tra lại tên và đường dẫn."),
        (["aggregate", "trong"], "Trong thư mục “trong” không có báo cáo nào (tệp Word hoặc Excel)."),
        (["aggregate", "tep.docx"], "“tep.docx” là một tệp. Hãy đưa thư mục chứa báo cáo của các đơn vị."),
        (["validate", "khong-co.docx"], "Không có tệp hay thư mục “khong-co.docx”."),
        (["validate"], "Chưa cho biết thư mục chứa báo cáo, và ở đây không phải thư mục đợt báo cáo"),
        (["valdate", "x"], "Không có lệnh “valdate”. Có phải ý bạn là “validate”?"),
        (["validate", "--fomat", "json", "x"], "Không có tùy chọn “--fomat”."),
        (["explain", "sum-difers"], "Không có mã phát hiện “sum-difers”. Có phải ý bạn là “sum-differs”?"),
        (["blank", "-o", "tep.docx/x"], "một phần của đường dẫn không phải thư mục"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_2(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "trong").mkdir()
    (tmp_path / "tep.docx").write_bytes(b"x")
    done = htsd(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_a_folder_of_files_that_are_no_reports_writes_nothing_and_says_what_each_is(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(CLEAN.read_bytes()[:2000])
    (tmp_path / "b.docx").write_bytes(b"")
    done = htsd("aggregate", tmp_path, "-o", tmp_path / "ket-qua")
    assert done.returncode == 2
    assert "a.docx: Không mở được tệp: nội dung bị hỏng" in done.stderr
    assert "b.docx: Tệp không có nội dung (0 byte)." in done.stderr
    assert not (tmp_path / "ket-qua").exists()


def test_one_bad_file_never_stops_the_others(tmp_path: Path) -> None:
    shutil.copy(CLEAN, tmp_path / "tot.docx")
    (tmp_path / "hong.docx").write_bytes(CLEAN.read_bytes()[:2000])
    (tmp_path / "~$tot.docx").write_bytes(b"x")
    done = htsd("aggregate", tmp_path, "-o", tmp_path / "ket-qua")
    data = json.loads((tmp_path / "ket-qua" / "tong-hop.json").read_text("utf-8"))
    assert done.returncode == 1
    assert [unit["file"] for unit in data["units"]] == ["tot.docx"]
    assert [item["file"] for item in data["unrecognised"]] == ["hong.docx"]
    assert "Đã bỏ qua 1 tệp không phải báo cáo: ~$tot.docx" in done.stdout


def test_a_mistake_in_htsd_toml_is_told_with_its_line(tmp_path: Path) -> None:
    shutil.copy(CLEAN, tmp_path / "a.docx")
    (tmp_path / "htsd.toml").write_text('[campaign]\nform = "htsd-2024"\nyear = "nay"\n', "utf-8")
    done = htsd("aggregate", tmp_path, "-o", tmp_path / "ket-qua")
    assert done.returncode == 2
    assert "dòng 3: “campaign” › “year” phải là một số nguyên, đang ghi “nay”." in done.stderr


def test_blank_forms_are_written_once_and_never_over_a_filled_one(tmp_path: Path) -> None:
    assert htsd("blank", "-o", tmp_path, "--unit", "Trường THCS Nguyễn Hiền").returncode == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    stem = "mau-bao-cao-htsd-2024 - Trường THCS Nguyễn Hiền"
    assert names == [f"{stem}.docx", f"{stem}.xlsx"]
    assert htsd("blank", "-o", tmp_path, "--unit", "Trường THCS Nguyễn Hiền").returncode == 0
    (tmp_path / f"{stem}.docx").write_bytes(b"filled in")
    done = htsd("blank", "-o", tmp_path, "--unit", "Trường THCS Nguyễn Hiền")
    assert done.returncode == 2
    assert "với nội dung khác" in done.stderr
    assert (tmp_path / f"{stem}.docx").read_bytes() == b"filled in"


def test_explain_tells_meaning_example_and_cure() -> None:
    done = htsd("explain", "sum-differs")
    assert done.returncode == 0
    assert "Ví dụ:    Dòng 1 ghi 5 lớp, cộng 13 dòng bên dưới được 6." in done.stdout
    assert "Cách sửa: Tìm dòng ghi sai hoặc thiếu, sửa cho khớp." in done.stdout


def test_help_is_in_vietnamese() -> None:
    said = htsd("aggregate", "--help").stdout
    assert "Cách dùng:" in said
    assert "Tùy chọn:" in said
    assert "mặc định: ket-qua" in said
    assert "Usage" not in said
    assert "Options" not in said


def test_last_year_s_results_are_compared_with(tmp_path: Path) -> None:
    inbox = tmp_path / "nhan"
    inbox.mkdir()
    shutil.copy(CLEAN, inbox)
    assert htsd("aggregate", inbox, "-o", tmp_path / "nay").returncode == 0
    earlier = json.loads((tmp_path / "nay" / "tong-hop.json").read_text("utf-8"))
    books = earlier["totals"]["book_drive.books"]["count"]
    earlier["year"] = 2023
    earlier["totals"]["book_drive.books"]["count"] = books * 2
    (tmp_path / "truoc").mkdir()
    (tmp_path / "truoc" / "tong-hop.json").write_text(json.dumps(earlier), "utf-8")
    for previous in (tmp_path / "truoc", tmp_path / "truoc" / "tong-hop.json"):
        done = htsd("aggregate", inbox, "-o", tmp_path / "nay", "--previous", previous)
        assert done.returncode == 0
    said = "\n".join(p.text for p in Document(str(tmp_path / "nay" / "bao-cao-tong-hop.docx")).paragraphs)
    amount = f"{books:,}".replace(",", ".")
    assert f"So với năm 2023, số sách huy động được giảm {amount} quyển (50%)" in said


@pytest.mark.parametrize(
    ("year", "whose"), [(2024, "của chính năm 2024"), (2025, "của năm 2025, sau đợt này")]
)
def test_results_of_this_year_or_a_later_one_are_no_earlier_year_s(
    tmp_path: Path, year: int, whose: str
) -> None:
    results = {
        "schema": "htsd/consolidation/1",
        "form": "htsd-2024",
        "totals": {},
        "units": [],
        "figures": {},
    }
    file = tmp_path / "tong-hop.json"
    file.write_text(json.dumps(results | {"year": year}), "utf-8")
    done = htsd("aggregate", SAMPLES, "-o", tmp_path / "nay", "--previous", file)
    assert done.returncode == 2
    said = f"Tệp “{file}” là kết quả {whose}; hãy chọn tệp của năm 2023."
    assert said in " ".join(done.stderr.split())
    assert not (tmp_path / "nay").exists()
