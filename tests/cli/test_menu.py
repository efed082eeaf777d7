"""`htsd` alone in a campaign's folder shows where it stands and what to do; dragging a folder onto it adds it up."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from htsd_cli.cli import app as program
from htsd_cli.cli.app import dragged_onto
from htsd_cli.cli.menu import CHOICES, at_the_door, menu
from htsd_cli.cli.opening import open_result
from tests.cli.running import Run, runner
from tests.cli.test_commands import CLEAN

NAMES = frozenset(("aggregate", "validate", "init"))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def htsd(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


def test_alone_in_a_campaign_it_shows_where_it_stands_and_a_numbered_menu(htsd: Run) -> None:
    Path("htsd.toml").write_text("[campaign]\nyear = 2024\n", "utf-8")
    Path("bao-cao-nhan").mkdir()
    shutil.copy(CLEAN, "bao-cao-nhan")
    done = htsd()
    assert done.status == 0
    assert done.out.startswith("Hạn gửi 11/10/2024: ")
    assert "  3  Tổng hợp, rồi mở trang theo dõi  (htsd aggregate --summary --open)\n" in done.out


def test_alone_within_a_campaign_it_is_the_menu_too(htsd: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("htsd.toml").write_text("[campaign]\nyear = 2024\n", "utf-8")
    for name in ("bao-cao-nhan", "ket-qua"):
        Path(name).mkdir()
    monkeypatch.chdir("ket-qua")
    assert "  5  Mở thư mục kết quả  (htsd results)\n" in htsd().out


def test_a_double_click_outside_a_campaign_leads_to_one_of_those_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "Đợt A").mkdir()
    (tmp_path / "Đợt A" / "htsd.toml").write_text("[campaign]\nyear = 2024\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    ran: list[tuple[str, ...]] = []

    def run(arguments: object) -> int:
        ran.append(tuple(arguments))  # type: ignore[arg-type]
        return 0

    monkeypatch.setattr("sys.stdin", Terminal("9\n1\n\n"))
    assert at_the_door(run, tmp_path) == 0
    assert (ran, Path.cwd()) == ([("status",)], tmp_path / "Đợt A")
    monkeypatch.setattr("sys.stdin", Terminal("2\nĐợt B\n"))
    assert at_the_door(run, tmp_path) == 0
    assert (ran[1:], Path.cwd()) == ([("init", "Đợt B")], tmp_path)
    assert "  2  Lập đợt báo cáo mới\n" in capsys.readouterr().out


def test_alone_elsewhere_it_shows_its_help(htsd: Run) -> None:
    assert "Cách dùng: htsd" in htsd().out + htsd().err


def test_a_number_does_what_it_says_until_a_bare_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, ...]] = []

    def run(arguments: object) -> int:
        ran.append(tuple(arguments))  # type: ignore[arg-type]
        return len(ran)

    monkeypatch.setattr("sys.stdin", Terminal("9\nba\n3\n5\n\n"))
    monkeypatch.setattr("sys.stdout", Terminal())
    assert menu(run) == 3
    assert ran == [("status",), CHOICES[2].arguments, CHOICES[4].arguments]


def test_each_line_of_the_menu_is_a_command_line_of_the_program() -> None:
    assert {choice.arguments[0] for choice in CHOICES} <= program._names()


def test_a_folder_dragged_onto_the_program_is_added_up_beside_itself(tmp_path: Path) -> None:
    folder = tmp_path / "báo cáo"
    folder.mkdir()
    beside = str(tmp_path / "báo cáo - ket-qua")
    assert dragged_onto([str(folder)], NAMES) == ["aggregate", str(folder), "--open", "-o", beside]
    (tmp_path / "htsd.toml").write_text("", "utf-8")
    assert dragged_onto([str(folder)], NAMES) == ["aggregate", str(folder), "--open"]


def test_files_dragged_onto_the_program_are_checked(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.touch()
    assert dragged_onto([str(file), str(file)], NAMES) == ["validate", str(file), str(file)]
    assert dragged_onto(["aggregate"], NAMES) is None
    assert dragged_onto([str(tmp_path / "b.docx")], NAMES) is None
    assert dragged_onto([], NAMES) is None


@pytest.mark.skipif(sys.platform != "linux", reason="the system's own way to open a file")
def test_a_result_is_opened_by_its_path_and_where_it_cannot_be_the_path_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "GD&ĐT (50%) ^!"
    folder.mkdir()
    opener = tmp_path / "xdg-open"
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    for status, opened in ((0, True), (3, False)):
        opener.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/asked"\necho noise >&2\nexit {status}\n')
        opener.chmod(0o755)
        assert open_result(folder) is opened
        assert (tmp_path / "asked").read_text() == f"{folder}\n"
    assert capfd.readouterr().err == f"Không tự mở được; hãy mở: {folder}\n"
