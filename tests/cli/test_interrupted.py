"""Commands that are killed, run twice at once, or find the disk full: one run's results or the other's, and no rest."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from htsd_cli.form import DECISIONS_FILE
from htsd_cli.form.our_files import NARRATIVES
from htsd_cli.form.our_files import REPORT as TEMPLATE
from htsd_cli.writers.sets.journal import JOURNAL
from htsd_cli.writers.sets.manifest import MANIFEST
from tests.cli.running import Done, Run, forked, runner
from tests.cli.test_status import COLUMNS, UNITS
from tests.decisions.office import headings
from tests.documents import draw_word, form_rows, report
from tests.pictures.photo_files import Pictured
from tests.scenes import jpeg
from tests.writers.sets.dying import deaths

RENAMES = ("replace", "rename")
RESULTS = Path("ket-qua")
SHEET = RESULTS / DECISIONS_FILE
CELLS = {"workshops": ("khoảng 2",), "classes": ("2",), "classes.literacy": ("2", "30")}
Tree = dict[str, bytes]


@pytest.fixture
def htsd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a campaign of three units; of one a report came in, with a figure to mend and a photograph.

    What is said names places from the campaign's folder on.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    Path("bao-cao-nhan").mkdir()
    report_of("Trường Tiểu học Lê Văn Tám", "a.docx", CELLS, 1)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (COLUMNS, *UNITS[:3]):
        sheet.append(row)
    book.save("don-vi.xlsx")
    Path("htsd.toml").write_text("[campaign]\ndeadline = 2024-10-11\n", encoding="utf-8")
    Path("mau-bao-cao").mkdir()
    for template in (TEMPLATE, NARRATIVES):  # an office's own of a line: the report itself is for other tests
        short_template(Path("mau-bao-cao") / template)
    run = runner(monkeypatch, capsys)

    def run_here(*arguments: object) -> Done:
        done = run(*arguments)
        return Done(done.status, *(text.replace(f"{tmp_path}/", "") for text in (done.out, done.err)))

    return run_here


def short_template(path: Path) -> None:
    document = Document()
    document.add_paragraph("Báo cáo")
    document.save(str(path))


def report_of(unit: str, name: str, cells: dict[str, tuple[str, ...]], photo: int) -> None:
    drawn = Path("ve.docx")
    draw_word(drawn, report(form_rows(cells), unit=unit))
    pictured = Pictured(drawn)
    pictured.picture(jpeg(photo))
    pictured.save(Path("bao-cao-nhan") / name)
    drawn.unlink()
    os.utime(Path("bao-cao-nhan") / name, (1_728_000_000, 1_728_000_000))


def tree(folder: Path) -> Tree:
    """Return what a person sees of the results of a run."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(
            part.startswith((".htsd-", "lan-truoc", JOURNAL)) for part in path.relative_to(folder).parts
        )
    }


def rests(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".*") if path.name not in (MANIFEST, ".htsd-tra-lai.json")]


def whole(htsd: Run, *arguments: str) -> Callable[[], None]:
    """Return a run of a command that does its work."""

    def work() -> None:
        assert htsd(*arguments).status in (0, 1)

    return work


@pytest.mark.parametrize(
    ("arguments", "every"),
    [(("aggregate",), 11), (("aggregate", "--photos"), 23), (("return",), 5), (("status", "--remind"), 7)],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_killed_command_leaves_one_run_s_results_and_the_next_one_makes_them_whole(
    htsd: Run, arguments: tuple[str, ...], every: int
) -> None:
    htsd(*arguments)
    (RESULTS / "cua-toi.txt").write_text("của tôi", encoding="utf-8")
    old = tree(RESULTS)
    shutil.copytree(RESULTS, "truoc")
    report_of("Trường Tiểu học Phù Đổng", "b.docx", {"workshops": ("hai",), "classes": ("3",)}, 2)
    assert htsd(*arguments).status == 1
    new = tree(RESULTS)
    assert new != old

    shutil.rmtree(RESULTS)
    shutil.move("truoc", RESULTS)
    seen = []
    for step in deaths(whole(htsd, *arguments), RESULTS, every, RENAMES):
        unfinished = (RESULTS / JOURNAL).exists()
        seen.append(unfinished)
        if unfinished:
            done = htsd("status")  # reads the sheet of decisions that lies there
            assert "Lần chạy trước bị ngắt khi đang ghi vào “ket-qua”; máy vừa ghi nốt cho đủ bộ." in done.err
        assert tree(RESULTS) in (old, new), step
        assert htsd(*arguments).status == 1
        assert tree(RESULTS) == new, step
        assert rests(RESULTS) == [], step
    assert set(seen) == {False, True}


def test_trace_after_a_kill_first_has_the_results_made_whole(htsd: Run) -> None:
    htsd("aggregate")
    report_of("Trường Tiểu học Phù Đổng", "b.docx", {"classes": ("3",)}, 2)
    dying = deaths(whole(htsd, "aggregate"), RESULTS, names=RENAMES)
    next(step for step in dying if (RESULTS / JOURNAL).exists())
    done = htsd("trace", "classes", "--format", "json")
    assert "máy vừa ghi nốt cho đủ bộ" in done.err
    assert json.loads(done.out)["traces"][0]["total"] == 5
    assert rests(RESULTS) == []


@pytest.mark.parametrize("arguments", [("init", "dot"), ("blank", "--all", "-o", "mau")])
def test_what_a_killed_command_has_made_is_completed_by_the_next_one(
    htsd: Run, arguments: tuple[str, ...]
) -> None:
    folder = Path(arguments[-1])
    assert htsd(*arguments).status == 0
    made = tree(folder)
    many = 45 if arguments[0] == "init" else 1

    shutil.rmtree(folder)
    for step in deaths(whole(htsd, *arguments), folder, many, RENAMES):
        assert tree(folder).items() <= made.items(), step
        assert htsd(*arguments).status == 0
        assert tree(folder) == made, step
        assert rests(folder) == [], step


def test_two_runs_at_once_both_end_well(htsd: Run) -> None:
    htsd("aggregate", "--photos")
    expected = tree(RESULTS)
    both = [forked(["aggregate", "--photos"]) for _ in range(2)]
    runs = [ended() for ended in both]
    assert [run.returncode for run in runs] == [1, 1]
    waited = [run.stderr.replace(f"{Path.cwd()}/", "") for run in runs if run.stderr]
    assert waited in ([], ["Một lệnh htsd khác đang làm việc với thư mục “ket-qua”: đợi lệnh ấy xong…\n"])
    assert tree(RESULTS) == expected
    assert rests(RESULTS) == []


def test_a_run_that_waited_too_long_says_so_and_ends_with_2(
    htsd: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    RESULTS.mkdir()
    holder = (
        "import sys; from pathlib import Path; from htsd_cli.writers.sets.lock import held\n"
        "with held(Path('ket-qua')):\n    print('held', flush=True)\n    sys.stdin.readline()\n"
    )
    monkeypatch.setattr("htsd_cli.writers.sets.lock.WAIT", 0.2)
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        done = htsd("aggregate")
        other.communicate("\n")
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[-1] == (
        "Một lệnh htsd khác đang làm việc với thư mục “ket-qua”. Hãy đợi lệnh ấy xong rồi chạy lại; lệnh này"
        " chưa ghi gì."
    )
    assert list(RESULTS.iterdir()) == []


@pytest.mark.parametrize("arguments", [("aggregate",), ("status", "--remind"), ("blank", "--all")])
def test_a_limit_of_size_names_the_place_and_the_disk_and_leaves_all_as_it_was(
    htsd: Run, arguments: tuple[str, ...]
) -> None:
    htsd("aggregate")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000))

    done = forked([*arguments], before=limited)()
    assert done.returncode == 2
    place = "mau-gui-don-vi" if arguments[0] == "blank" else "ket-qua"
    assert done.stderr.startswith("Không ghi được vào “")
    assert place in done.stderr
    assert "hệ thống không cho ghi tệp lớn như vậy (ổ đĩa “/" in done.stderr
    assert "còn trống" in done.stderr
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def decide(path: Path, text: str, value: int) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = headings(sheet)
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, at["Nội dung trong báo cáo"]).value == text:
            sheet.cell(row, at["Giá trị đúng"]).value = value
            sheet.cell(row, at["Người xác nhận"]).value = "Lan"
    book.save(path)


def test_decisions_saved_during_the_run_are_read_and_in_force_when_it_ends(
    htsd: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from htsd_cli.writers import json_file

    htsd("aggregate")
    write, saves = json_file.write_json, 0

    def save_and_write(*arguments: object) -> None:
        nonlocal saves
        saves += 1
        if saves == 1:
            decide(SHEET, "khoảng 2", 7)
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(json_file, "write_json", save_and_write)
    done = htsd("aggregate")
    assert (done.status, saves) == (0, 2)
    assert "vừa được lưu trong lúc htsd đang chạy" in done.err
    assert "Máy đang đọc lại từ đầu." in done.err
    assert json.loads((RESULTS / "tong-hop.json").read_text("utf-8"))["totals"]["workshops"] == {"count": 7}
    assert "So với lần chạy trước: 1 số liệu thay đổi." in done.out


def test_a_sheet_that_is_saved_again_and_again_stops_the_run_and_stays(
    htsd: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from htsd_cli.writers import json_file

    htsd("aggregate")
    before = tree(RESULTS)
    write, saves = json_file.write_json, 0

    def save_and_write(*arguments: object) -> None:
        nonlocal saves
        saves += 1
        decide(SHEET, "khoảng 2", saves)
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(json_file, "write_json", save_and_write)
    done = htsd("aggregate")
    assert (done.status, done.out, saves) == (2, "", 3)
    assert done.err.splitlines()[-1] == (
        "“ket-qua/can-xac-nhan.xlsx” vừa được lưu trong lúc htsd đang chạy. htsd chưa ghi gì lên tệp ấy; hãy đóng tệp"
        " rồi chạy lại."
    )
    after = tree(RESULTS)
    typed = openpyxl.load_workbook(SHEET).worksheets[0]
    assert 3 in [cell.value for row in typed.iter_rows() for cell in row]
    assert {**after, DECISIONS_FILE: b""} == {**before, DECISIONS_FILE: b""}


# -- Hands off ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        (
            "bao-cao-nhan",
            "“bao-cao-nhan” là thư mục chứa báo cáo đã nhận. Hãy chọn thư mục khác để ghi kết quả",
        ),
        (  # of no campaign
            "le",
            "nằm trong thư mục báo cáo nhận và đang chứa tệp không phải do htsd ghi: “bao-cao-tong-hop.docx”",
        ),
    ],
)
def test_a_received_file_of_an_output_s_name_is_never_written_over(htsd: Run, folder: str, said: str) -> None:
    sent = Path(folder, "bao-cao-tong-hop.docx")
    sent.parent.mkdir(exist_ok=True)
    shutil.move("bao-cao-nhan/a.docx", sent)
    before = sent.read_bytes()
    done = htsd("aggregate", folder, "-o", folder)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert tree(Path(folder)) == {"bao-cao-tong-hop.docx": before}


def test_results_do_not_go_into_a_unit_s_folder_whose_files_would_then_not_be_read(htsd: Run) -> None:
    Path("bao-cao-nhan/Phù Đổng").mkdir()
    shutil.move("bao-cao-nhan/a.docx", "bao-cao-nhan/Phù Đổng/a.docx")
    done = htsd("aggregate", "bao-cao-nhan", "-o", "bao-cao-nhan/Phù Đổng")
    assert done.status == 2
    assert "“a.docx”" in done.err
    assert [path.name for path in Path("bao-cao-nhan/Phù Đổng").iterdir()] == ["a.docx"]


def test_a_person_s_own_folder_of_reminders_is_left_alone(htsd: Run) -> None:
    (RESULTS / "nhac-don-vi").mkdir(parents=True)
    (RESULTS / "nhac-don-vi" / "thu.txt").write_text("của tôi", encoding="utf-8")
    done = htsd("status", "--remind")
    assert done.status == 2
    assert "“ket-qua/nhac-don-vi” đã có sẵn và không phải do htsd ghi" in done.err
    assert tree(RESULTS) == {"nhac-don-vi/thu.txt": "của tôi".encode()}


def test_an_edited_report_is_kept_and_said_and_undo_brings_the_run_before_back(htsd: Run) -> None:
    htsd("aggregate")
    report_ = RESULTS / "bao-cao-tong-hop.docx"
    report_.write_bytes(report_.read_bytes() + b"\n")
    os.utime(report_, (1_728_872_100, 1_728_872_100))  # 14 October 2024, 9:15 in Vietnam
    first = tree(RESULTS)
    report_of("Trường Tiểu học Phù Đổng", "b.docx", {"classes": ("3",)}, 2)
    done = htsd("aggregate")
    beside = "bao-cao-tong-hop (đã sửa 14-10 09h15).docx"
    assert (
        f"“bao-cao-tong-hop.docx” đã được sửa sau lần ghi trước, nên bản ấy được giữ ở “{beside}”."
        in done.err
    )
    assert "So với lần chạy trước: thêm 1 đơn vị (Trường Tiểu học Phù Đổng)." in done.out
    assert (RESULTS / beside).read_bytes() == first["bao-cao-tong-hop.docx"]
    second = tree(RESULTS)
    done = htsd("aggregate", "--undo")
    assert (done.status, done.err) == (0, "")
    # Where its lines break depends on how long the folder's path is.
    assert "Đã lấy lại kết quả của lần chạy trước vào ket-qua;" in done.out.replace("\n", " ").replace(
        " ;", ";"
    )
    assert tree(RESULTS) == first | {beside: first["bao-cao-tong-hop.docx"]}
    htsd("aggregate", "--undo")
    assert tree(RESULTS) == second


def test_without_an_earlier_run_undo_says_so(htsd: Run) -> None:
    done = htsd("aggregate", "--undo")
    assert (done.status, done.out) == (2, "")
    assert "không có kết quả của lần chạy trước" in done.err
    assert not RESULTS.exists()


# -- The results of calls ----------------------------------------------------------------------------------


def type_into(path: Path, unit: str, **typed: str) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = {str(cell.value): place for place, cell in enumerate(sheet[2], 1)}
    for row in range(3, sheet.max_row + 1):
        if sheet.cell(row, at["Đơn vị"]).value == unit:
            for heading, text in typed.items():
                column = at.setdefault(heading.replace("_", " "), sheet.max_column + 1)
                sheet.cell(2, column).value = heading.replace("_", " ")
                sheet.cell(row, column).value = text
    book.save(path)


def rows(path: Path, sheet: str) -> list[dict[str, object]]:
    lines = list(openpyxl.load_workbook(path)[sheet].iter_rows(min_row=2, values_only=True))
    return [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[1:]]


def test_what_is_typed_into_the_list_of_calls_stays_by_unit_also_when_it_is_called_no_more(htsd: Run) -> None:
    calls = RESULTS / "nhac-don-vi" / "danh-sach-goi-dien.xlsx"
    htsd("status", "--remind")
    dong, my = "Trường Tiểu học Phù Đổng", "Trường Mầm non Phú Mỹ"
    type_into(calls, dong, Kết_quả_gọi="hẹn thứ Sáu", Ghi_thêm="gọi cô Mai")
    type_into(calls, my, Kết_quả_gọi="=không ai nghe", Điện_thoại="028 1")
    htsd("status", "--remind")
    found = {str(row["Đơn vị"]): row for row in rows(calls, "Gọi điện")}
    assert (found[dong]["Kết quả gọi"], found[dong]["Ghi thêm"]) == ("hẹn thứ Sáu", "gọi cô Mai")
    assert (found[my]["Kết quả gọi"], found[my]["Điện thoại"]) == ("=không ai nghe", "028 0000 0001")
    report_of(dong, "b.docx", {"classes": ("3",), "classes.literacy": ("3", "9")}, 2)
    htsd("status", "--remind")
    assert dong not in {row["Đơn vị"] for row in rows(calls, "Gọi điện")}
    assert rows(calls, "Đã gọi") == [
        {"Đơn vị": dong, "Kết quả gọi": "hẹn thứ Sáu", "Ghi thêm": "gọi cô Mai", "Mã": "TIH-02"}
    ]
    Path("bao-cao-nhan/b.docx").unlink()
    htsd("status", "--remind")
    found = {str(row["Đơn vị"]): row for row in rows(calls, "Gọi điện")}
    assert (found[dong]["Kết quả gọi"], found[dong]["Ghi thêm"]) == ("hẹn thứ Sáu", "gọi cô Mai")


def test_a_list_of_calls_that_cannot_be_read_stops_the_command(htsd: Run) -> None:
    htsd("status", "--remind")
    calls = RESULTS / "nhac-don-vi" / "danh-sach-goi-dien.xlsx"
    calls.write_bytes(calls.read_bytes()[:400])
    before = tree(RESULTS)
    done = htsd("status", "--remind")
    assert done.status == 2
    assert f"Không đọc được danh sách gọi điện “{calls}”: tệp bị hỏng hoặc không phải tệp Excel." in done.err
    assert tree(RESULTS) == before
