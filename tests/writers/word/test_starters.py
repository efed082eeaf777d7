"""What is double-clicked works wherever the campaign's folder lies, and in whatever code page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from htsd_cli.writers.campaign.starters import JOBS, starters

MADE = starters()


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_batch_file_is_plain_ascii_with_the_line_ends_of_windows(job: object) -> None:
    content = MADE[f"{job.name}.bat"]  # type: ignore[attr-defined]
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n") > 20
    assert content.startswith(b"@echo off\r\n")


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_batch_file_goes_to_its_own_folder_and_stays_open_at_the_end(job: object) -> None:
    lines = MADE[f"{job.name}.bat"].decode().split("\r\n")  # type: ignore[attr-defined]
    assert 'pushd "%~dp0" 2>nul' in lines
    ran = lines.index(f'"%HTSD%" {job.arguments}')  # type: ignore[attr-defined]
    assert lines[ran + 1 : ran + 3] == ['set "HTSD_STATUS=%ERRORLEVEL%"', "goto end"]
    end = lines.index(":end")
    assert lines[end + 1 : end + 6] == [
        "popd",
        "echo.",
        "echo Bam mot phim bat ky de dong cua so nay.",
        "pause >nul",
        "exit /b %HTSD_STATUS%",
    ]


def test_each_label_a_batch_file_goes_to_is_there() -> None:
    for name, content in MADE.items():
        if name.endswith(".bat"):
            words = content.decode().split()
            wanted = {words[at + 1] for at, word in enumerate(words) if word == "goto"}
            wanted |= {
                word.removeprefix(":") for word in words if word.startswith(":") and words.count(word) > 1
            }
            assert {f":{label}" for label in wanted} <= set(content.decode().split("\r\n"))


@pytest.mark.skipif(sys.platform == "win32", reason="a starter for other systems")
def test_a_shell_starter_runs_in_the_campaigns_folder_with_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "Đợt HTSĐ năm 2024 (Quận 7)"
    (folder / "mac-linux").mkdir(parents=True)
    starter = folder / "mac-linux" / "1-Kiem-tra.sh"
    starter.write_bytes(MADE["mac-linux/1-Kiem-tra.sh"])
    own = folder / "htsd"
    own.mkdir()
    (own / "htsd").write_text('#!/bin/sh\npwd\necho "$@"\nexit 1\n')
    (own / "htsd").chmod(0o755)
    sh = shutil.which("sh")
    assert sh is not None
    for dragged, arguments in (((), "validate --errors"), (("/tmp/Báo cáo (1)",), "/tmp/Báo cáo (1)")):
        done = subprocess.run(
            [sh, str(starter), *dragged], cwd="/", input="\n", capture_output=True, encoding="utf-8",
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)}, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert done.stdout.splitlines()[:2] == [str(folder), arguments]


WINE = shutil.which("wine")


@pytest.mark.skipif(WINE is None, reason="needs wine")
def test_a_batch_file_finds_the_program_beside_it_in_a_folder_of_any_name(tmp_path: Path) -> None:
    environment = os.environ | {
        "WINEPREFIX": str(tmp_path / "prefix"), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml=",
        "LC_ALL": "C.UTF-8",
    }  # fmt: skip

    def run(folder: Path, *dragged: str) -> tuple[int, str]:
        done = subprocess.run(
            [str(WINE), "cmd", "/c", "1-Kiem-tra.bat", *dragged], cwd=folder, stdin=subprocess.DEVNULL, env=environment,
            capture_output=True, encoding="utf-8", errors="replace", timeout=180, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    for place, name in enumerate(("Đợt HTSĐ (Quận 7)!", "OneDrive - Sở GD&ĐT ^", "50% xong")):
        folder = tmp_path / f"{place}" / name
        folder.mkdir(parents=True)
        (folder / "htsd.toml").touch()
        (folder / "1-Kiem-tra.bat").write_bytes(MADE["1-Kiem-tra.bat"])
        status, said = run(folder)
        assert status == 2
        assert "Khong tim thay chuong trinh htsd" in said
        beside = folder.parent / "htsd"
        beside.mkdir()
        # A program of wine's that names the first of its arguments and ends with 1.
        shutil.copy(tmp_path / "prefix" / "drive_c" / "windows" / "system32" / "reg.exe", beside / "htsd.exe")
        status, said = run(folder)
        assert status == 1
        assert "[validate]" in said
        assert "[C:\\Bao cao (1)]" in run(folder, "C:\\Bao cao (1)")[1]
