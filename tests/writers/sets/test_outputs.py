"""The outputs of a run come together or not at all, over nothing that is not ours; nothing of a person's is lost."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from htsd_cli.values.time import VIETNAM
from htsd_cli.writers.sets import (
    Kept,
    NothingBefore,
    OutputExists,
    SavedMeanwhile,
    Unfinished,
    at_work,
    output_set,
    settled,
    take_back,
)
from htsd_cli.writers.sets.disk import digest_of
from htsd_cli.writers.sets.journal import JOURNAL, HalfWritten
from htsd_cli.writers.sets.manifest import MANIFEST, read_manifest
from tests.writers.sets.dying import deaths, dies_at

REPORT, SHEET, DATA = "bao-cao-tong-hop.docx", "can-xac-nhan.xlsx", "tong-hop.json"
EDITED = datetime(2024, 10, 14, 9, 15, tzinfo=VIETNAM).timestamp()


def content(folder: Path) -> dict[str, str]:
    """Return all files a person sees by their texts."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def now(folder: Path) -> dict[str, str]:
    """Return what stands there without the results before."""
    return {name: text for name, text in content(folder).items() if not name.startswith("lan-truoc/")}


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def run(
    folder: Path, files: dict[str, str], *, photos: bool = False, before: Callable[[], None] = lambda: None
) -> tuple[Kept, ...]:
    """Write a set as `aggregate` does; `before` is called when all is made and nothing is in place."""
    read = digest_of(folder / SHEET)
    with output_set(folder) as outputs:
        write(outputs.path, files)
        before()
        whole = ("hinh-anh",) if photos else ()
        return outputs.commit(typed={SHEET: read}, whole=whole, keep_last=True)


ONE = {REPORT: "báo cáo 1", DATA: "{1}", SHEET: "xác nhận 1"}
TWO = {REPORT: "báo cáo 2", DATA: "{2}", SHEET: "xác nhận 2"}
THREE = {REPORT: "báo cáo 3", DATA: "{3}", SHEET: "xác nhận 3"}


def edit(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    os.utime(path, (EDITED, EDITED))


def test_a_set_stands_whole_with_the_one_before_it_beside_it_and_nothing_else_is_left(tmp_path: Path) -> None:
    run(tmp_path, ONE)
    assert content(tmp_path) == ONE
    run(tmp_path, TWO)
    assert content(tmp_path) == TWO | {f"lan-truoc/{name}": text for name, text in ONE.items()}
    run(tmp_path, THREE)
    assert content(tmp_path) == THREE | {f"lan-truoc/{name}": text for name, text in TWO.items()}
    assert hidden(tmp_path) == [MANIFEST]


def test_the_same_files_give_the_same_manifest(tmp_path: Path) -> None:
    for name in ("a", "b"):
        run(tmp_path / name, ONE)
    assert (tmp_path / "a" / MANIFEST).read_bytes() == (tmp_path / "b" / MANIFEST).read_bytes()


def test_when_the_work_fails_all_is_as_it_was_and_a_folder_made_for_it_is_gone(tmp_path: Path) -> None:
    run(tmp_path / "ra", ONE)
    before = content(tmp_path)

    def fail() -> None:
        raise OSError(errno.ENOSPC, "full")

    for folder in ("ra", "moi"):
        with pytest.raises(OSError, match="full") as caught:
            run(tmp_path / folder, TWO, before=fail)
        assert caught.value.filename == str(tmp_path / folder)
    assert content(tmp_path) == before
    assert not (tmp_path / "moi").exists()
    assert hidden(tmp_path / "ra") == [MANIFEST]


@pytest.mark.parametrize("refused", range(8))
def test_when_a_file_cannot_be_put_in_place_those_before_it_are_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: int
) -> None:
    run(tmp_path, ONE)
    run(tmp_path, TWO | {"hinh-anh/A/01.jpg": "ảnh"}, photos=True)
    before = content(tmp_path), (tmp_path / MANIFEST).read_bytes()
    replace, calls = os.replace, 0

    def refuse(source: str, target: str) -> None:
        nonlocal calls
        if Path(target).name != JOURNAL:
            calls += 1
            if calls == refused + 1:
                raise PermissionError(errno.EACCES, "open", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        run(tmp_path, THREE | {"hinh-anh/B/01.jpg": "ảnh"}, photos=True)
    monkeypatch.undo()
    assert (content(tmp_path), (tmp_path / MANIFEST).read_bytes()) == before
    assert hidden(tmp_path) == [MANIFEST]


def windows_refuses(target: Path) -> PermissionError:
    """Return the sharing violation of Windows for a file that another program has open."""
    error = PermissionError(errno.EACCES, "Access is denied", str(target))
    error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
    return error


def test_a_file_that_a_virus_scanner_holds_for_moments_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, ONE)
    replace, refusals = os.replace, [3]
    slept: list[float] = []

    def refuse(source: Path, target: Path) -> None:
        if Path(target) == tmp_path / REPORT and refusals[0]:
            refusals[0] -= 1
            raise windows_refuses(target)
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr("time.sleep", slept.append)
    run(tmp_path, TWO)
    assert (now(tmp_path), slept) == (TWO, [0.05, 0.1, 0.2])


def test_what_cannot_be_taken_back_either_is_said_and_finished_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, ONE)
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        # SHEET is held before it is put in place, REPORT as soon as it stands there
        if Path(target) == tmp_path / SHEET or Path(source) == tmp_path / REPORT:
            raise windows_refuses(target)
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    with pytest.raises(HalfWritten, match=f"{REPORT}” đang mở trong chương trình khác nên lần ghi này dừng"):
        run(tmp_path, TWO)
    assert (tmp_path / JOURNAL).is_file()
    monkeypatch.undo()

    said: list[str] = []
    settled(tmp_path, said.append)
    assert now(tmp_path) == TWO
    assert hidden(tmp_path) == [MANIFEST]
    assert said == [f"Lần chạy trước bị ngắt khi đang ghi vào “{tmp_path}”; máy vừa ghi nốt cho đủ bộ."]


# -- Kills -------------------------------------------------------------------------------------------------


def left(folder: Path) -> dict[str, tuple[str, int]]:
    """Return all that lies in a folder, without the name that a run draws for its own folder: text, names of the file.

    What a run writes into it last carries its time.
    """
    drawn = re.compile(r"\.htsd-[a-z0-9_]{8}")
    return {
        drawn.sub("NEW", path.relative_to(folder).as_posix()): (
            drawn.sub("NEW", path.read_text("utf-8")) if path.is_file() else "",
            path.stat().st_nlink if path.is_file() else 0,
        )
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize("step", [3, 12, 21, 26, 33])
def test_a_process_that_dies_leaves_what_the_deaths_of_these_tests_leave(tmp_path: Path, step: int) -> None:
    old, new = ONE | {"hinh-anh/A/01.jpg": "ảnh A"}, TWO | {"hinh-anh/B/01.jpg": "ảnh B"}
    for name in ("that", "choi"):
        run(tmp_path / name, old, photos=True)
    assert dies_at(step, lambda: run(tmp_path / "that", new, photos=True))
    next(deaths(lambda: run(tmp_path / "choi", new, photos=True), tmp_path / "choi", first=step))
    assert left(tmp_path / "choi") == left(tmp_path / "that")


def test_after_a_death_at_any_step_the_next_start_finds_the_old_set_or_the_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "ket-qua"
    old = ONE | {"hinh-anh/A/01.jpg": "ảnh A", "hinh-anh/index.html": "trang 1"}
    new = TWO | {"hinh-anh/B/01.jpg": "ảnh B", "hinh-anh/index.html": "trang 2"}
    own = {"hinh-anh/cua-toi.jpg": "của tôi", "ghi-chu.txt": "của tôi"}
    last = {f"lan-truoc/{name}": text for name, text in old.items()}

    run(folder, old, photos=True)
    write(folder, own)
    whole = 0
    for step in deaths(lambda: run(folder, new, photos=True), folder):
        found = content(folder)
        told = found.pop(JOURNAL, "")
        if not told:
            assert found in (old | own, new | own | last), step
        else:
            assert "bị ngắt giữa chừng" in told
        heard: list[str] = []
        with at_work(folder, heard.append):
            assert now(folder) in (old | own, new | own), step
            assert bool(heard) == bool(told)
        found = content(folder)
        assert found in (old | own, new | own | last), step
        whole += found == old | own
        assert [name for name in hidden(folder) if name != MANIFEST] == [], step
        run(folder, THREE, photos=True)
        assert now(folder) == THREE | own, step
    assert 0 < whole < step


def test_a_reader_after_a_death_sees_one_run_s_results_too(tmp_path: Path) -> None:
    folder = tmp_path / "ket-qua"
    run(folder, ONE)
    for step in deaths(lambda: run(folder, TWO), folder):
        settled(folder)
        assert now(folder) in (ONE, TWO), step


def test_a_death_while_a_refused_exchange_is_taken_back_leaves_one_set_too(tmp_path: Path) -> None:
    folder = tmp_path / "ket-qua"
    run(folder, ONE)

    def refused() -> None:
        replace = os.replace

        def refuse(source: Path, target: Path) -> None:
            if (
                Path(target).name == SHEET
                and Path(target).parent == folder
                and Path(source).parent.name == "n"
            ):
                raise PermissionError(errno.EACCES, "open", str(target))
            replace(source, target)

        os.replace = refuse  # type: ignore[assignment]
        with pytest.raises(PermissionError):
            run(folder, TWO)

    for step in deaths(refused, folder):
        settled(folder)
        assert now(folder) in (ONE, TWO), step


def test_what_a_person_saved_after_a_death_is_never_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "ket-qua"
    unfinished = 0
    run(folder, ONE)
    for step in deaths(lambda: run(folder, TWO), folder):
        for name in (REPORT, SHEET):
            edit(folder / name, "của cán bộ")
        unfinished += (folder / JOURNAL).exists()
        with at_work(folder):
            pass
        found = now(folder)
        assert found[SHEET] == "của cán bộ"
        assert "của cán bộ" in (found[REPORT], found.get("bao-cao-tong-hop (đã sửa 14-10 09h15).docx")), step
    assert unfinished > 3


def test_a_journal_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "ket-qua"
    (folder / ".htsd-abcdefgh" / "n").mkdir(parents=True)
    write(tmp_path, {"quan-trong.txt": "giữ", "ket-qua/.htsd-abcdefgh/n/x": "xấu"})
    (folder / JOURNAL).write_text(
        '{"schema": "htsd/journal/1", "stage": ".htsd-abcdefgh", "steps": [["../quan-trong.txt", "0", null, false]]}'
    )
    settled(folder)
    assert (tmp_path / "quan-trong.txt").read_text("utf-8") == "giữ"
    assert list(folder.iterdir()) == []


def test_a_reader_that_cannot_finish_an_exchange_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, ONE)
    step = next(s for s in deaths(lambda: run(tmp_path, TWO), tmp_path) if (tmp_path / JOURNAL).exists())
    assert step

    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "open", str(target))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(Unfinished, match="đang được ghi dở, các tệp có thể không cùng một lần chạy"):
        settled(tmp_path)


def test_what_an_earlier_version_left_of_a_person_s_files_comes_back(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".htsd-abcdefgh/old/.htsd-tra-lai.json": '["A/x.docx"]',
            ".htsd-abcdefgh/old/A/ban-quet.pdf": "của tôi",
            ".htsd-12345678/hinh-anh.old/a.jpg": "ảnh",
            ".bao-cao-tong-hop.docx.abcdefgh.tmp": "dở",
            ".htsd-abcdefgh.tmp": "dở",
            ".cua-toi.tmp": "của tôi",
        },
    )
    with at_work(tmp_path):
        pass
    assert content(tmp_path) == {"tra-lai/A/ban-quet.pdf": "của tôi", "hinh-anh/a.jpg": "ảnh"}
    assert hidden(tmp_path) == [".cua-toi.tmp"]


# -- Hands off ---------------------------------------------------------------------------------------------


def test_a_report_that_a_person_edited_is_kept_beside_the_new_one_and_stays_for_ever(tmp_path: Path) -> None:
    run(tmp_path, ONE)
    edit(tmp_path / REPORT, "báo cáo đã sửa")
    kept = run(tmp_path, TWO)
    beside = "bao-cao-tong-hop (đã sửa 14-10 09h15).docx"
    assert kept == (Kept(REPORT, beside),)
    assert now(tmp_path) == TWO | {beside: "báo cáo đã sửa"}
    for _ in range(3):
        assert run(tmp_path, THREE) == ()
    assert now(tmp_path) == THREE | {beside: "báo cáo đã sửa"}


def test_two_edits_of_one_minute_are_both_kept_and_one_edit_is_kept_once(tmp_path: Path) -> None:
    run(tmp_path, ONE)
    edit(tmp_path / REPORT, "lần một")
    run(tmp_path, TWO)
    edit(tmp_path / REPORT, "lần hai")
    run(tmp_path, TWO)
    edit(tmp_path / REPORT, "lần hai")
    run(tmp_path, TWO)
    stem = "bao-cao-tong-hop (đã sửa 14-10 09h15)"
    assert now(tmp_path) == TWO | {f"{stem}.docx": "lần một", f"{stem} (2).docx": "lần hai"}


def test_a_file_that_does_not_carry_our_mark_is_never_written_over(tmp_path: Path) -> None:
    write(tmp_path, {DATA: '{"của": "tôi"}'})
    with pytest.raises(OutputExists, match="đã có sẵn và không phải do htsd ghi"):
        run(tmp_path, ONE)
    assert content(tmp_path) == {DATA: '{"của": "tôi"}'}


def test_results_whose_manifest_was_lost_are_known_by_their_mark_and_kept_since_they_may_be_edited(
    tmp_path: Path,
) -> None:
    mine = '{"schema": "htsd/consolidation/1", "office": "Phòng A"}'
    write(tmp_path, {DATA: mine})
    with output_set(tmp_path) as outputs:
        write(outputs.path, {DATA: "{2}"})
        with pytest.raises(OutputExists):
            outputs.commit(office="Phòng B")
    with output_set(tmp_path) as outputs:
        write(outputs.path, {DATA: "{2}"})
        [kept] = outputs.commit(office="Phòng A")
    assert content(tmp_path) == {DATA: "{2}", kept.now: mine}


@pytest.mark.parametrize("owner", ["hinh-anh", "nhac-don-vi", "tra-lai", "lan-truoc"])
def test_a_person_s_own_folder_of_our_name_is_left_alone_and_told(tmp_path: Path, owner: str) -> None:
    run(tmp_path, ONE)
    write(tmp_path, {f"{owner}/a.jpg": "của tôi"})
    with pytest.raises(OutputExists, match=f"{owner}” đã có sẵn"):
        run(tmp_path, TWO | ({} if owner == "lan-truoc" else {f"{owner}/A/1.txt": "mới"}))
    assert content(tmp_path) == ONE | {f"{owner}/a.jpg": "của tôi"}


def test_an_output_that_is_a_link_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    run(tmp_path / "ra", ONE)
    (tmp_path / "ra" / REPORT).rename(tmp_path / "that.docx")
    (tmp_path / "ra" / REPORT).symlink_to(tmp_path / "that.docx")
    with pytest.raises(OutputExists, match="là liên kết tới"):
        run(tmp_path / "ra", TWO)
    assert (tmp_path / "ra" / REPORT).is_symlink()
    assert (tmp_path / "that.docx").read_text("utf-8") == ONE[REPORT]


def test_in_a_folder_of_ours_only_what_we_wrote_goes_and_what_was_edited_stays(tmp_path: Path) -> None:
    run(tmp_path, {"hinh-anh/A/01.jpg": "1", "hinh-anh/A/02.jpg": "2", "hinh-anh/B/01.jpg": "3"}, photos=True)
    write(tmp_path, {"hinh-anh/A/cua-toi.jpg": "x", "hinh-anh/A/02.jpg": "xoay lại"})
    kept = run(tmp_path, {"hinh-anh/C/01.jpg": "4"}, photos=True)
    assert kept == (Kept("hinh-anh/A/02.jpg", "hinh-anh/A/02.jpg"),)
    assert now(tmp_path) == {
        "hinh-anh/A/02.jpg": "xoay lại", "hinh-anh/A/cua-toi.jpg": "x", "hinh-anh/C/01.jpg": "4",
    }  # fmt: skip
    assert not (tmp_path / "hinh-anh" / "B").exists()


# -- What people type --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["vừa ghi", ""])
def test_a_sheet_saved_during_the_run_stops_it_and_stays(tmp_path: Path, text: str) -> None:
    run(tmp_path, ONE)

    def save() -> None:
        (tmp_path / SHEET).write_text(text, "utf-8")

    with pytest.raises(SavedMeanwhile, match="vừa được lưu trong lúc htsd đang chạy"):
        run(tmp_path, TWO, before=save)
    assert content(tmp_path) == ONE | {SHEET: text}


def test_a_sheet_saved_in_the_last_moment_stops_the_run_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, ONE)
    replace = os.replace

    def save(source: Path, target: Path) -> None:
        replace(source, target)
        if Path(target).name == REPORT:
            (tmp_path / SHEET).write_text("vừa ghi", "utf-8")

    monkeypatch.setattr(os, "replace", save)
    with pytest.raises(SavedMeanwhile):
        run(tmp_path, TWO)
    monkeypatch.undo()
    assert content(tmp_path) == ONE | {SHEET: "vừa ghi"}


# -- Taking back -------------------------------------------------------------------------------------------


def test_taking_back_brings_the_results_before_whole_and_done_twice_all_is_as_it_was(tmp_path: Path) -> None:
    run(tmp_path, ONE)
    run(tmp_path, TWO | {"hinh-anh/A/01.jpg": "ảnh"}, photos=True)
    before = content(tmp_path)
    assert take_back(tmp_path) == ()
    assert now(tmp_path) == ONE
    assert content(tmp_path / "lan-truoc") == TWO | {"hinh-anh/A/01.jpg": "ảnh"}
    assert take_back(tmp_path) == ()
    assert content(tmp_path) == before
    assert hidden(tmp_path) == [MANIFEST]


def test_photographs_of_a_run_before_both_are_not_touched_by_taking_back(tmp_path: Path) -> None:
    photo = {"hinh-anh/A/01.jpg": "ảnh"}
    run(tmp_path, ONE | photo, photos=True)
    run(tmp_path, TWO)
    run(tmp_path, THREE)
    take_back(tmp_path)
    assert now(tmp_path) == TWO | photo


def test_what_was_typed_and_edited_since_is_kept_beside_when_a_run_is_taken_back(tmp_path: Path) -> None:
    run(tmp_path, ONE)
    run(tmp_path, TWO)
    for name in (REPORT, SHEET):
        edit(tmp_path / name, "đã sửa")
    kept = take_back(tmp_path)
    assert [item.name for item in kept] == [REPORT, SHEET]
    assert now(tmp_path) == ONE | {item.now: "đã sửa" for item in kept}


def test_an_edited_report_that_was_taken_back_is_still_known_as_edited(tmp_path: Path) -> None:
    run(tmp_path, ONE)
    edit(tmp_path / REPORT, "đã sửa")
    run(tmp_path, TWO)
    take_back(tmp_path)
    assert now(tmp_path)[REPORT] == "đã sửa"
    (tmp_path / "bao-cao-tong-hop (đã sửa 14-10 09h15).docx").unlink()
    [kept] = run(tmp_path, THREE)
    assert now(tmp_path)[kept.now] == "đã sửa"


def test_without_results_before_there_is_nothing_to_take_back(tmp_path: Path) -> None:
    run(tmp_path, ONE)
    with pytest.raises(NothingBefore, match="không có kết quả của lần chạy trước"):
        take_back(tmp_path)
    assert content(tmp_path) == ONE


def test_a_death_while_a_run_is_taken_back_leaves_one_of_both(tmp_path: Path) -> None:
    folder = tmp_path / "ket-qua"
    run(folder, ONE)
    run(folder, TWO)
    for step in deaths(lambda: take_back(folder), folder):
        settled(folder)
        assert now(folder) in (ONE, TWO), step
        assert content(folder / "lan-truoc") in (ONE, TWO), step
        assert content(folder / "lan-truoc") != now(folder), step


def test_a_manifest_that_leads_out_of_the_folder_names_nothing(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(
        '{"schema": "htsd/manifest/1", "folders": ["../x"], "together": [], "files": {"../a": "", "b/../../c": "",'
        ' "/d": "", "e": "1"}}'
    )
    manifest = read_manifest(tmp_path)
    assert (manifest.files, list(manifest.folders)) == ({"e": "1"}, [])
