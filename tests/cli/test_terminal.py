"""On any terminal: Ctrl-C leaves nothing half done, and no console's letters stop the work."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from htsd_cli.cli.app import run
from htsd_cli.cli.terminal import Hanging, terminal
from tests.cli.running import htsd
from tests.cli.test_commands import CLEAN, FAULTY

STOPPED = "Đã dừng theo yêu cầu; không kết quả nào bị ghi dở.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent another way there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_at_once_with_2_and_leaves_no_output_and_no_temporary_folder(
    tmp_path: Path, jobs: str
) -> None:
    inbox, scratch = tmp_path / "nhan", tmp_path / "tam"
    inbox.mkdir()
    scratch.mkdir()
    for number in range(1500):  # some seconds' reading
        shutil.copy(CLEAN, inbox / f"{number}.docx")
    arguments = ["aggregate", str(inbox), "-o", str(tmp_path / "ket-qua"), "--jobs", jobs]
    running = subprocess.Popen(
        [sys.executable, "-m", "htsd_cli", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # whatever started the tests may ignore it
        env=os.environ | {"TMPDIR": str(scratch)},
    )  # fmt: skip
    time.sleep(1.5)
    assert running.poll() is None, "it ended before it could be stopped"
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err) == (2, "", STOPPED)
    assert not (tmp_path / "ket-qua").exists()
    assert [path.name for path in scratch.iterdir() if path.name.startswith("htsd")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent another way there")
def test_ctrl_c_while_python_makes_a_class_from_a_text_ends_with_2_as_well(tmp_path: Path) -> None:
    (tmp_path / "chay.py").write_text(
        "import os, signal\n"
        "from htsd_cli.cli import app, main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "text = 'os.kill(os.getpid(), signal.SIGINT)\\nwhile True: pass'\n"
        "app.run = lambda: exec(text)\n"
        "main()\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "chay"], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (2, "", STOPPED)


def test_ctrl_c_while_a_class_names_its_attributes_is_no_mistake_of_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Interrupted:
        def __set_name__(self, _owner: type, _name: str) -> None:
            raise KeyboardInterrupt

    def imports(_first: str) -> object:
        return type("Made", (), {"attribute": Interrupted()})

    monkeypatch.setattr("htsd_cli.cli.app.program", imports)
    monkeypatch.setattr("sys.argv", ["htsd", "status"])
    with pytest.raises(KeyboardInterrupt):
        run()


@pytest.mark.parametrize(
    ("encoding", "commands"),
    [
        ("ascii", ("aggregate",)),
        ("cp437", ("validate",)),
        ("cp1258", ("status",)),
        ("utf-16", ("--help",)),
    ],
)
def test_a_console_without_vietnamese_letters_never_stops_the_work(
    tmp_path: Path, encoding: str, commands: tuple[str, ...]
) -> None:
    inbox = tmp_path / "nhan"
    inbox.mkdir()
    shutil.copy(CLEAN, inbox)
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "htsd_cli", command, *([] if command == "--help" else [str(inbox)])],
            cwd=tmp_path, env=os.environ | {"PYTHONIOENCODING": encoding}, capture_output=True, timeout=120,
            check=False,
        )  # fmt: skip
        said = done.stdout.decode("utf-8") + done.stderr.decode("utf-8")
        assert done.returncode in (0, 1), said
        assert "đ" in said.casefold()


def test_colours_are_for_a_terminal_only() -> None:
    done = htsd("validate", FAULTY)
    assert "\x1b[" not in done.stdout + done.stderr


def test_a_broken_line_stands_below_its_first_letter_and_nowhere_within_a_word() -> None:
    file = io.StringIO()
    console = terminal(file=file, width=30)
    console.print(Hanging("Trường THCS Phạm Hữu Lầu: tệp bị cắt mất một phần.", 2, "- "))
    console.print(Hanging("✕ Lỗi: Dòng 1 “Các lớp”, cột “Người” ghi “O”.", 2, hang=2))
    assert file.getvalue().splitlines() == [
        "  - Trường THCS Phạm Hữu Lầu:",
        "    tệp bị cắt mất một phần.",
        "  ✕ Lỗi: Dòng 1 “Các lớp”,",
        "    cột “Người” ghi “O”.",
    ]
