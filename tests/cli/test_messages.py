"""What the commands say when something is wrong: one Vietnamese sentence, what to do, the right status."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from htsd_cli.cli.trouble import as_it_lies, not_there, say, too_long
from htsd_cli.form.our_files import OUTPUTS
from htsd_cli.writers.report import NARRATIVES
from tests.cli.running import Run as Htsd
from tests.cli.running import flat, runner
from tests.documents import draw_word, form_rows, report

FILLED = {
    "workshops": ("2",),
    "classes": ("1",),
    "classes.literacy": ("1", "30"),
    "classes.participants": ("", "30"),
}

APART = "[office]\none_file = false\n"  # the units' own words in a file of their own


@pytest.fixture
def htsd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Htsd:
    """Run a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HTSD_DEBUG", raising=False)
    return runner(monkeypatch, capsys)


def test_a_path_is_too_long_on_windows_alone() -> None:
    assert too_long("D:\\" + "a" * 257, "win32")
    assert not too_long("D:\\" + "a" * 256, "win32")
    assert not too_long("/" + "a" * 900, "linux")
    assert not too_long(None, "win32")


def test_a_name_with_a_quote_left_on_it_or_with_its_marks_apart_is_found(tmp_path: Path) -> None:
    (tmp_path / unicodedata.normalize("NFD", "Trường Hòa")).mkdir()
    (tmp_path / unicodedata.normalize("NFD", "Trường Hòa") / "bao cao.docx").touch()

    for typed in ("Trường Hòa/bao cao.docx", 'Trường Hòa/bao cao.docx"', "“Trường Hòa/bao cao.docx”"):
        assert as_it_lies(tmp_path / typed).is_file() or "“" in typed
    missing = tmp_path / "Trường Hoa.docx"
    assert as_it_lies(missing) == missing


def test_a_path_that_is_not_there_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "KP3.docx").touch()

    assert str(not_there(tmp_path / "kp 3.docx", "tệp")).endswith(
        f"Có phải ý bạn là “{tmp_path / 'KP3.docx'}”?"
    )
    assert "Hãy kiểm tra lại tên" in str(not_there(tmp_path / "Hội sách.xlsx", "tệp"))


def test_a_file_open_in_word_and_a_folder_without_leave_are_told_apart(tmp_path: Path) -> None:
    report = tmp_path / "bao-cao-tong-hop.docx"
    held = PermissionError(13, "Access is denied", str(report))
    held.winerror = 32  # type: ignore[attr-defined, unused-ignore]
    assert say(held) == (
        f"Không ghi được “{report}”: tệp đang mở trong chương trình khác. Kết quả đã có vẫn nguyên như cũ. Hãy đóng tệp"
        " (Word, Excel) rồi chạy lại."
    )
    renamed = PermissionError(
        13, "Access is denied", str(tmp_path / ".htsd-abcdefgh" / "n" / "x"), None, str(report)
    )
    assert say(renamed).startswith(
        f"Không ghi được “{report}”: tệp đang mở trong chương trình khác hoặc không cho ghi."
    )
    assert say(PermissionError(13, "Permission denied", str(tmp_path / ".htsd-khoa"))) == (
        f"Không ghi được vào thư mục “{tmp_path}”: thư mục không cho ghi. Hãy xin quyền ghi, hoặc chọn chỗ ghi khác"
        " (-o), rồi chạy lại."
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("aggregate", "Chưa cho biết thư mục chứa báo cáo, và ở đây không phải thư mục đợt báo cáo"),
        ("aggregate a b", "Thừa tham số. Tên có dấu cách phải để trong ngoặc kép."),
        ("aggregate a --jobs 0", "Giá trị của “--jobs” không hợp lệ: phải là số nguyên từ 1 trở lên."),
        ("aggregate a --jobs hai", "Giá trị của “--jobs” không hợp lệ: phải là một số nguyên."),
        ("aggregate a -o", "Tùy chọn “-o” cần một giá trị đi sau."),
        ("validate --errors=có", "Tùy chọn “--errors” không nhận giá trị: chỉ gõ tên tùy chọn."),
        ("--", "Thiếu tên lệnh. Gõ “htsd --help” để xem cách dùng."),
        ("-", "Không có lệnh “-”. Gõ “htsd --help” để xem cách dùng."),
        ("validate a --format xml", "Giá trị của “--format” không hợp lệ: chỉ nhận text hoặc json."),
        ("validate a --formt json", "Không có tùy chọn “--formt”. Có phải ý bạn là"),
        ("agregate a", "Không có lệnh “agregate”. Có phải ý bạn là “aggregate”?"),
        ("xyz", "Không có lệnh “xyz”. Gõ “"),
        ("explain khong-co-ma-nay-dau", "Không có mã phát hiện “khong-co-ma-nay-dau”."),
        ("blank --form htsd-1999", "Không có mẫu báo cáo “htsd-1999”. Các mẫu hiện có: “htsd-2024”."),
        ("validate --form tep bao-cao.docx", "Không có mẫu báo cáo “tep”."),
        ("aggregate thu --campaign khong.toml", "Không đọc được tệp khong.toml: đường dẫn không có."),
        ("aggregate thu -o tep", "“tep” là một tệp, ở đây cần một thư mục."),
        ("aggregate thu -o tep/ket-qua", "một phần của đường dẫn không phải thư mục."),
        ("validate thu/~$a.docx", "không phải báo cáo: tệp tạm của Word, Excel khi đang mở."),
        ("nhac", "Không có lệnh “nhac”. Có phải ý bạn là “status --remind”?"),
        ("roster check tep", "Cần một tệp Excel (.xlsx) có cột “Tên đơn vị”."),
        ("blank -o tep", "“tep” là một tệp, ở đây cần một thư mục."),
    ],
)
def test_what_cannot_be_done_is_said_without_english_and_ends_with_2(
    htsd: Htsd, arguments: str, said: str
) -> None:
    Path("tep").write_bytes(b"x")
    Path("thu").mkdir()
    draw_word(Path("thu/bao-cao.docx"), report(form_rows(FILLED)))
    draw_word(Path("bao-cao.docx"), report(form_rows(FILLED)))
    Path("thu/~$a.docx").write_bytes(b"x")
    done = htsd(*arguments.split())
    assert (done.status, done.out) == (2, "")
    assert said in flat(done.err)
    assert not re.search(
        r"\b(?:error|invalid|value|option|should|file|directory|must|no such)\b", done.err, re.IGNORECASE
    )


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[campaign]\nform = "x"\n', "dòng 2: không có mẫu báo cáo “x”; các mẫu có sẵn: htsd-2024,"),
        ('[campaign]\nroster = "x.xlsx"\n', "dòng 2: không có tệp danh sách đơn vị “x.xlsx” cạnh htsd.toml."),
        (
            "[campaign]\ndeadline = 5\n",
            "dòng 2: “campaign” › “deadline” phải là một ngày dạng 2024-10-11, đang ghi 5.",
        ),
        (
            "[campaign]\nyear = 2024\n[ofice]\n",
            "dòng 3: “ofice” không có khóa nào tên như vậy; có phải là “office”?",
        ),
        ("[campaign\n", "dòng 1: tên bảng thiếu dấu ngoặc vuông: phải viết [campaign]."),
    ],
)
def test_a_campaign_that_cannot_be_used_is_told_with_its_line(htsd: Htsd, toml: str, said: str) -> None:
    draw_word(Path("bao-cao.docx"), report(form_rows(FILLED)))
    Path("htsd.toml").write_text(toml, encoding="utf-8")
    done = htsd("aggregate", ".", "-o", "ket-qua")
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert not Path("ket-qua").exists()


def test_results_are_never_written_among_a_campaigns_received_files(htsd: Htsd) -> None:
    Path("htsd.toml").write_text("", encoding="utf-8")
    Path("bao-cao-nhan").mkdir()
    draw_word(Path("bao-cao-nhan/a.docx"), report(form_rows(FILLED)))
    done = htsd("aggregate", "-o", "bao-cao-nhan")
    assert done.status == 2
    assert "“bao-cao-nhan” là thư mục chứa báo cáo đã nhận. Hãy chọn thư mục khác để ghi kết quả" in done.err
    assert [path.name for path in Path("bao-cao-nhan").iterdir()] == ["a.docx"]


def test_an_output_that_cannot_be_replaced_leaves_the_others_as_they_were(htsd: Htsd) -> None:
    draw_word(Path("bao-cao.docx"), report(form_rows(FILLED)))
    htsd("aggregate", ".", "-o", "ket-qua")
    blocked = Path("ket-qua") / OUTPUTS[2]
    blocked.unlink()
    blocked.mkdir()
    before = {path.name: path.read_bytes() for path in Path("ket-qua").iterdir() if path.is_file()}
    draw_word(Path("bao-cao.docx"), report(form_rows({**FILLED, "classes": ("9",)})))
    done = htsd("aggregate", ".", "-o", "ket-qua")
    assert done.status == 2
    assert OUTPUTS[2] in done.err
    assert {path.name: path.read_bytes() for path in Path("ket-qua").iterdir() if path.is_file()} == before


@pytest.mark.parametrize("many", [1, 1000], ids=["side by side", "one after the other"])
@pytest.mark.parametrize("broken", range(5))
def test_when_writing_fails_half_way_there_is_no_output_at_all(
    htsd: Htsd, monkeypatch: pytest.MonkeyPatch, broken: int, many: int
) -> None:
    draw_word(Path("bao-cao.docx"), report(form_rows(FILLED)))
    Path("htsd.toml").write_text(APART, encoding="utf-8")
    monkeypatch.setattr("htsd_cli.cli.commands.aggregate._MANY", many)
    module, function = (
        ("report", "write_report"), ("report", "write_narratives"), ("workbook", "write_workbook"),
        ("page", "write_page"), ("json_file", "write_json"),
    )[broken]  # fmt: skip

    def fail(*arguments: object, **named: object) -> None:
        raise OSError(28, "No space left on device", "x")

    with monkeypatch.context() as patched:
        patched.setattr(f"htsd_cli.writers.{module}.{function}", fail)
        done = htsd("aggregate", ".", "-o", "ket-qua")
    assert done.status == 2
    assert "ổ đĩa đã đầy" in done.err
    assert not Path("ket-qua").exists()
    assert sorted(path.name for path in Path().iterdir()) == ["bao-cao.docx", "htsd.toml"]
    if broken == 0:  # all is as it was before the first run, whatever broke
        assert htsd("aggregate", ".", "-o", "ket-qua").status == 0
        assert {path.name for path in Path("ket-qua").iterdir()} >= set(OUTPUTS)


@pytest.mark.parametrize(
    ("toml", "names", "skipped"),
    [(None, [name for name in OUTPUTS if name != NARRATIVES], 5), (APART, list(OUTPUTS), 7)],
    ids=["one report", "the units' own words in a file apart"],
)
def test_a_second_run_replaces_the_outputs_and_does_not_take_them_for_reports(
    htsd: Htsd, toml: str | None, names: list[str], skipped: int
) -> None:
    draw_word(Path("bao-cao.docx"), report(form_rows(FILLED)))
    if toml is not None:
        Path("htsd.toml").write_text(toml, encoding="utf-8")
    assert htsd("aggregate", ".", "-o", ".").status == 0
    assert [name for name in OUTPUTS if Path(name).exists()] == names
    first = {name: Path(name).read_bytes() for name in names}
    done = htsd("aggregate", ".", "-o", ".")
    assert done.status == 0
    assert "Đã cộng báo cáo của 1 đơn vị." in done.out
    assert f"Đã bỏ qua {skipped} tệp không phải báo cáo" in done.out
    assert [name for name in OUTPUTS if Path(name).exists()] == names
    data = json.loads(Path("tong-hop.json").read_text("utf-8"))
    assert data["totals"] == json.loads(first["tong-hop.json"])["totals"]


def test_the_status_is_1_only_when_something_must_be_mended(htsd: Htsd) -> None:
    draw_word(Path("sach.docx"), report(form_rows(FILLED)))
    draw_word(Path("nhac.docx"), report(form_rows({**FILLED, "classes": ("9",)}), unit="Trường MN Hoa Mai"))
    draw_word(
        Path("loi.docx"), report(form_rows({**FILLED, "workshops": ("khoảng 2",)}), unit="Trường MN Hoa Lan")
    )
    assert [htsd("validate", f"{name}.docx").status for name in ("sach", "nhac", "loi")] == [0, 0, 1]
    assert htsd("validate", "sach.docx", "nhac.docx", "loi.docx").status == 1
    Path("loi.docx").unlink()
    assert htsd("aggregate", ".", "-o", "ket-qua").status == 0


def test_the_json_of_validate_has_an_element_for_each_file_in_the_order_given(htsd: Htsd) -> None:
    Path("thu").mkdir()
    for name in ("b", "a", "thu/d", "thu/c"):
        draw_word(Path(f"{name}.docx"), report(form_rows(FILLED)))
    Path("thu/anh.jpg").write_bytes(b"x")
    Path("hong.docx").write_bytes(b"PK\x03\x04")
    done = htsd("validate", "b.docx", "hong.docx", "thu", "a.docx", "--format", "json")
    data = json.loads(done.out)
    expected = ["b.docx", "hong.docx", str(Path("thu/c.docx")), str(Path("thu/d.docx")), "a.docx"]
    assert [item["file"] for item in data] == expected
    assert [item["status"] for item in data] == ["ok", "error", "ok", "ok", "ok"]
    assert (done.status, done.err) == (1, "")


def test_one_complaint_in_many_cells_is_told_once_with_its_places(htsd: Htsd) -> None:
    cells = {
        **FILLED,
        "news_items": ("khoảng 5",),
        "publications": ("khoảng 6",),
        "book_drive.books": ("khoảng 7",),
    }
    draw_word(Path("a.docx"), report(form_rows(cells)))
    told = flat(htsd("validate", "a.docx").out)
    assert "Số ước lượng, 3 chỗ:" in told
    assert told.count("Số ước lượng") == 1
    assert all(f"“khoảng {number}”" in told for number in (5, 6, 7))


def test_the_summary_counts_the_cells_looked_at_and_filled(htsd: Htsd) -> None:
    draw_word(Path("a.docx"), report(form_rows(FILLED)))
    told = htsd("validate", "a.docx").out
    assert re.search(r"\b5/56\b", told)
    assert "Không có gì phải sửa." in told


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Tệp không có nội dung (0 byte)."),
        (b"PK\x03\x04cut off", "nội dung bị hỏng hoặc bị cắt mất một phần."),
        (b"\x89PNG\r\n\x1a\nxxxx", "ảnh PNG"),
        (b"only a note", "Tệp không phải báo cáo Word (.docx) hay Excel (.xlsx)"),
    ],
)
def test_a_file_that_is_no_report_is_named_for_what_it_is(htsd: Htsd, content: bytes, said: str) -> None:
    Path("bao-cao.xlsx").write_bytes(content)
    done = htsd("validate", "bao-cao.xlsx")
    assert done.status == 1
    assert said in flat(done.out)


def test_a_form_of_another_kind_is_told(htsd: Htsd) -> None:
    draw_word(Path("khac.docx"), report("| STT | Họ và tên | Chức vụ |\n| 1 | Nguyễn Văn A | Giáo viên |\n"))
    done = htsd("aggregate", ".", "-o", "ket-qua")
    assert done.status == 2
    assert "khac.docx: Không tìm thấy bảng tổng hợp số liệu của mẫu trong tệp." in done.err
    assert not Path("ket-qua").exists()


def test_blank_never_writes_over_a_filled_form(htsd: Htsd) -> None:
    assert htsd("blank", "-o", "mau").status == 0
    assert htsd("blank", "-o", "mau").status == 0
    (form,) = Path("mau").glob("*.docx")
    form.write_bytes(b"filled")
    done = htsd("blank", "-o", "mau")
    assert done.status == 2
    assert "với nội dung khác. Hãy đổi tên hoặc chuyển tệp ấy đi rồi chạy lại." in done.err
    assert form.read_bytes() == b"filled"
    assert len(list(Path("mau").iterdir())) == 2


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("UBND P/1: A", "mau-bao-cao-htsd-2024 - UBND P-1- A"),
        ("..", "mau-bao-cao-htsd-2024"),
        ("Trường " + "x" * 120, "mau-bao-cao-htsd-2024 - Trường " + "x" * 83),
    ],
)
def test_a_unit_s_name_makes_a_name_any_computer_allows(htsd: Htsd, unit: str, name: str) -> None:
    assert htsd("blank", "--unit", unit).status == 0
    assert sorted(path.name for path in Path().iterdir()) == [f"{name}.docx", f"{name}.xlsx"]
