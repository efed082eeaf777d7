"""`htsd show`: every figure beside its raw text, what is left out marked, findings at their rows."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from rich.cells import cell_len

from htsd_cli.cli.terminal import shown
from htsd_cli.form import load_form
from htsd_cli.language.vietnamese import format_number
from htsd_cli.pipeline import read_submission
from tests.cli.running import Run, flat, runner
from tests.documents import draw_word, form_rows, report

SAMPLES = Path(__file__).parents[2] / "sample_reports"
FAULTY = SAMPLES / "TH PHU DONG.docx"


@pytest.fixture
def htsd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in an empty folder, on a terminal of 80 columns without colours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return runner(monkeypatch, capsys)


def test_the_head_says_who_and_how_that_is_known(htsd: Run) -> None:
    done = htsd("show", FAULTY)
    assert done.status == 1
    assert [line.rstrip() for line in done.out.splitlines()[:1]] == ["✕ Cần sửa  Trường Tiểu học Phù Đổng"]
    said = flat(done.out)
    assert "Loại Trường tiểu học Nhận ra theo tên ghi ở đầu báo cáo Năm 2024 Ngày ghi 11/10/2024" in said
    assert "Số liệu 39/56 ô có ghi" in said


def test_a_figure_left_out_is_marked_in_words_beside_its_raw_text_and_told_below_its_row(htsd: Run) -> None:
    lines = [line.rstrip() for line in htsd("show", FAULTY).out.splitlines()]
    at = next(place for place, line in enumerate(lines) if "Sinh hoạt chuyên đề HTSĐ" in line)
    assert lines[at] == "     Sinh hoạt chuyên đề HTSĐ,               1   ✕ chưa tính  Người: “45 GV +"
    assert lines[at + 1] == "     xây dựng XHHT                                            300 HS”"
    assert flat(" ".join(lines[at + 2 : at + 5])).strip() == (
        "✕ Lỗi: Cột “Người” ghi “45 GV + 300 HS”: nhiều số trong một ô, cần một số tổng."
        " → Ghi một số tổng (gợi ý: 345). (sum-in-words)"
    )


def test_raw_text_stands_beside_a_figure_only_where_it_says_more(htsd: Run) -> None:
    rows = {
        "classes": ("05",), "classes.life_skills": ("3 lớp/120 em", ""), "classes.literacy": ("2", "40 người"),
        "workshops": ("1.250",), "funding.state_budget": ("12,5 triệu",), "news_items": ("-",),
    }  # fmt: skip
    draw_word(Path("a.docx"), report(form_rows(rows)))
    said = htsd("show", "a.docx").out.splitlines()
    lines = {line[5:32].strip(): line.rstrip() for line in reversed(said)}  # the first of two alike stays
    assert lines["Các lớp bồi dưỡng, tập huấn"].split()[-1] == "5"
    assert lines["Tổ chức hội thảo/sinh hoạt"].split()[-1] == "1.250"
    assert lines["Giáo dục kỹ năng sống cho"].endswith("3           120  “3 lớp/120 em”")
    assert lines["Xóa mù chữ"].endswith("2            40  Người: “40 người”")
    assert lines["Ngân sách nhà nước"].endswith("12.500.000                “12,5 triệu”")
    assert lines["Số tin bài về các hoạt động"].endswith("0                “-”")
    assert lines["Ấn phẩm thông tin"].endswith("trống")


@pytest.mark.parametrize(
    ("file", "width"),
    [(FAULTY, 80), (FAULTY, 200)]
    + [(file, (60, 120)[place % 2]) for place, file in enumerate(sorted(SAMPLES.glob("*.*x")))],
    ids=lambda value: value.name if isinstance(value, Path) else str(value),
)
def test_every_figure_and_finding_is_shown_and_no_line_is_wider_than_the_terminal(
    htsd: Run, monkeypatch: pytest.MonkeyPatch, file: Path, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    done = htsd("show", file)
    assert max(cell_len(line.rstrip()) for line in done.out.splitlines()) <= width
    submission = read_submission(file, load_form())
    said = done.out.split()
    for row in submission.numbers.values():
        for figure in row.values():
            assert format_number(figure) in said
    for item in submission.findings:
        assert flat(done.out).count(item.code) >= 1


def test_a_report_that_does_not_count_marks_each_of_its_figures(htsd: Run) -> None:
    done = htsd("show", SAMPLES / "BC tuan le hoc tap suot doi - P Tan Kieng.docx")
    assert done.status == 1
    assert "✕ Cả báo cáo chưa được cộng vào tổng." in done.out
    assert "✕ 13" in done.out
    assert "(wrong-year)" in done.out


def test_rows_that_are_not_the_forms_are_told_after_the_table(htsd: Run) -> None:
    drawn = report(form_rows({"workshops": ("2",)})).replace(
        "| 9 |", "|  | Nói chuyện chuyên đề | cuộc | 4 | 150 |  |\n| 9 |", 1
    )
    draw_word(Path("a.docx"), drawn)
    said = flat(htsd("show", "a.docx").out)
    assert "Dòng ngoài mẫu (1): - Nói chuyện chuyên đề: cuộc | 4 | 150" in said


def test_the_narrative_is_begun_and_with_full_shown_whole(htsd: Run) -> None:
    submission = read_submission(FAULTY, load_form())
    last = submission.narrative["activities"][-1]
    short, full = htsd("show", FAULTY).out, htsd("show", "--full", FAULTY).out
    assert "5 đoạn: " in short
    assert last not in flat(short)
    assert last in flat(full)


def test_json_is_the_element_of_validate(htsd: Run) -> None:
    done = htsd("show", "--format", "json", FAULTY)
    assert (done.status, done.err) == (1, "")
    assert [json.loads(done.out)] == json.loads(htsd("validate", "--format", "json", FAULTY).out)


def test_a_file_that_cannot_be_read_says_why_and_a_clean_one_ends_with_0(htsd: Run) -> None:
    Path("hong.docx").write_bytes(FAULTY.read_bytes()[:3000])
    done = htsd("show", "hong.docx")
    assert done.status == 1
    assert "Không mở được tệp: nội dung bị hỏng" in flat(done.out)
    assert htsd("show", SAMPLES / "TH Le Van Tam - BC Tuan le HTSD 2024.docx").status == 0


def test_in_a_campaign_the_name_is_enough_and_the_roster_tells_who(htsd: Run) -> None:
    htsd("init", "dot")
    Path("dot/bao-cao-nhan/TH PHU DONG.docx").write_bytes(FAULTY.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir("dot")
        done = htsd("show", "TH PHU DONG.docx")
        assert done.status == 1
        assert "Danh sách đơn vị mã TH12" in flat(done.out)
        unit = {"id": "TH12", "name": "Trường Tiểu học Phù Đổng", "file": "TH PHU DONG.docx"}
        last = {
            "schema": "htsd/consolidation/1",
            "form": "htsd-2024",
            "totals": {},
            "figures": {},
            "units": [unit],
        }
        Path("ket-qua/tong-hop.json").write_text(json.dumps(last), encoding="utf-8")
        assert htsd("show", "th12").out == htsd("show", "trường tiểu học phù đổng").out == done.out
        lost = htsd("show", "TH PHU DNG.docx")
    assert (lost.status, lost.out) == (2, "")
    assert "Không có tệp “TH PHU DNG.docx”. Có phải ý bạn là “" in lost.err
    assert "TH PHU DONG.docx”?" in lost.err


def test_a_report_in_a_mail_is_shown_by_its_way_through_it_and_named_by_its_subject(htsd: Run) -> None:
    nameless = form_rows({"workshops": ("2", "80")})
    draw_word(Path("so lieu.docx"), nameless)
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "th@example.vn", "Trường Tiểu học Phù Đổng gửi báo cáo"
    mail.set_content("Kính gửi.")
    mail.add_attachment(
        Path("so lieu.docx").read_bytes(), maintype="application", subtype="x", filename="so lieu.docx"
    )
    htsd("init", "dot")
    Path("dot/bao-cao-nhan/thu.eml").write_bytes(bytes(mail))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir("dot")
        whole, inside = htsd("show", "thu.eml"), htsd("show", "thu.eml/so lieu.docx")
        assert inside.out == whole.out
        assert "Danh sách đơn vị mã TH12" in flat(whole.out)
        assert "bao-cao-nhan/thu.eml/so lieu.docx – Word (.docx)" in flat(whole.out)
        checked = htsd("validate", "--format", "json", Path("bao-cao-nhan/thu.eml").resolve())
        assert [json.loads(htsd("show", "thu.eml", "--format", "json").out)] == json.loads(checked.out)
        assert htsd("aggregate", "-q").status in (0, 1)
        assert htsd("show", "TH12").out == whole.out
        lost = htsd("show", "thu.eml/so lieu 2.docx")
    assert "Có phải ý bạn là “" in lost.err
    assert "bao-cao-nhan/thu.eml/so lieu.docx”?" in lost.err


def test_a_folder_is_refused_with_the_command_for_it(htsd: Run, tmp_path: Path) -> None:
    done = htsd("show", ".")
    assert done.status == 2
    assert "“.” là một thư mục. Lệnh show xem từng tệp; xem cả thư mục thì dùng htsd validate." in done.err


def test_a_received_text_can_do_nothing_to_the_terminal() -> None:
    assert shown("a\x1b[31mb\x07\nc\td") == "a\ufffd[31mb\ufffd ↵ c d"
    assert shown("To\u0302\u0309ng") == "Tổng"


def test_there_are_colours_on_a_terminal_alone(htsd: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in htsd("show", FAULTY).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = htsd("show", FAULTY).out
    assert "\x1b[1;31m ✕ chưa tính\x1b[0m" in coloured


def test_a_report_of_any_form_is_shown_with_its_figures_by_column() -> None:
    import io

    from rich.console import Console

    from htsd_cli.cli.understood import understood
    from tests.interpret.grid.invented import FORM as ANY_FORM
    from tests.interpret.grid.invented import report as any_report
    from tests.interpret.grid.invented import said

    console = Console(width=120, record=True, file=io.StringIO())
    console.print(understood(said(any_report()), ANY_FORM, 120))
    text = console.export_text()
    assert "Tổng số: 12; Công lập: 8; Tư thục: 4" in text
    assert "104,17" in text
    assert "Khu phố 2: Người trong độ tuổi 300; Biết chữ 100; Tỉ lệ 33,33" in text
    assert "Tuần lễ" not in text
