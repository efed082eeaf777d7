"""A reader in a child process: its document comes back, and whatever it does else is a finding."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from htsd_cli.readers.child import ACCEPTED, answer, read_in_child
from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, Document, Paragraph, Table

LIMITED = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory reliably")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "báo cáo (1).xyz"
    path.write_text("Trường Tiểu học Hoa Sen", encoding="utf-8")
    return path


def read(reader: str, file: Path, **limits: float) -> Document:
    return read_in_child(f"tests.readers.child_readers:{reader}", file, **limits)  # type: ignore[arg-type]


def refused(reader: str, file: Path, **limits: float) -> tuple[str, str, str]:
    with pytest.raises(UnreadableFile) as caught:
        read(reader, file, **limits)
    return caught.value.code, caught.value.detail, caught.value.cure


def test_the_document_comes_back_as_the_reader_made_it(file: Path) -> None:
    table = Table(((Cell("12", 1, 1), Cell("ô", 1, 2)),), number=1)
    notices = (finding("struck-text"), finding("legacy-font", fonts="VNI-Times"))
    blocks = (Paragraph("Trường Tiểu học Hoa Sen", 1), table)
    assert read("good", file) == Document(file, "test", blocks, notices)


def test_every_value_a_document_may_hold_comes_back() -> None:
    waiting: list[object] = [Document]
    held: set[tuple[str, str]] = set()
    while waiting:
        kind = waiting.pop()
        waiting += get_args(kind)
        if not isinstance(kind, type) or not kind.__module__.startswith("htsd_cli."):
            continue
        if (kind.__module__, kind.__name__) not in held:
            held.add((kind.__module__, kind.__name__))
            waiting += get_type_hints(kind).values()
    assert ("htsd_cli.values.findings", "Finding") in held
    assert held == ACCEPTED


def test_the_readers_own_refusal_comes_back_with_its_words(file: Path) -> None:
    assert refused("refusing", file) == ("old-format", "tệp cũ", "lưu lại")


@pytest.mark.whole
@pytest.mark.parametrize("reader", ["hanging", "busy"])
def test_a_reader_that_does_not_end_is_stopped(reader: str, file: Path) -> None:
    assert refused(reader, file, seconds=1) == ("reading-failed", "đọc quá 1 giây chưa xong", "")


@LIMITED
def test_a_reader_that_takes_memory_without_bound_is_stopped(file: Path) -> None:
    assert refused("greedy", file, most_memory=300 << 20) == (
        "too-large", "nội dung cần quá nhiều bộ nhớ", "",
    )  # fmt: skip


def test_a_reader_that_recurses_without_end_is_stopped(file: Path) -> None:
    assert refused("deep", file)[0] == "too-large"


def test_a_panic_that_is_no_exception_is_a_finding(file: Path) -> None:
    assert refused("panicking", file) == ("reading-failed", "bộ đọc gặp cấu trúc lạ (Panic)", "")


def test_a_reader_that_dies_is_a_finding(file: Path) -> None:
    assert refused("dying", file) == ("reading-failed", "bộ đọc dừng đột ngột", "")


def test_a_reader_that_does_not_exist_is_a_finding(file: Path) -> None:
    assert refused("missing", file)[0] == "reading-failed"


def test_nothing_but_a_document_is_accepted_from_the_child(file: Path) -> None:
    assert refused("lying", file) == ("reading-failed", "bộ đọc dừng đột ngột", "")
    assert not file.with_name("made").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for a frozen program is a shell script")
def test_a_frozen_program_starts_itself_as_the_child(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "htsd"
    path = ":".join(sys.path)
    program.write_text(
        f"#!/bin/sh\nPYTHONPATH='{path}' exec '{sys.executable}' -c"
        " 'import sys; from htsd_cli.readers.child import answer; sys.exit(0 if answer(sys.argv) else 9)' \"$@\"\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert read("good", file).blocks[0] == Paragraph("Trường Tiểu học Hoa Sen", 1)


def test_a_command_line_of_a_person_is_not_the_child() -> None:
    assert not answer(["htsd", "validate", "--htsd-child"])
