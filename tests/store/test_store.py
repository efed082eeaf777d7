"""The store: nothing is read twice, and nothing of it is trusted that is damaged, changed or of another version."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from htsd_cli.form import load_form
from htsd_cli.form.our_files import STORE_FILE
from htsd_cli.intake import look_into
from htsd_cli.pipeline import read_all
from htsd_cli.reading import hands, one
from htsd_cli.store import Store, Told, basis_of, store_for
from htsd_cli.values.submission import Submission
from tests.cli.running import runner

FORM = load_form()
SAMPLES = Path(__file__).parents[2] / "sample_reports"
NAMES = ("TH Le Van Tam - BC Tuan le HTSD 2024.docx", "MN Nguyen Thi Dinh - bao cao.xlsx")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "nhan"
    folder.mkdir()
    for path in sorted(SAMPLES.glob("*.docx"))[:4] + sorted(SAMPLES.glob("*.xlsx"))[:2]:
        shutil.copy(path, folder)
    return folder


def files_of(folder: Path) -> list[tuple[Path, str]]:
    return [(path, path.name) for path in sorted(folder.iterdir())]


def read(files: Sequence[tuple[Path, str]], path: Path, basis: str = "") -> tuple[list[Submission], Told]:
    store = Store(path, basis or basis_of(FORM))
    submissions = list(read_all(files, FORM, store=store))
    store.close()
    return submissions, store.told


def test_what_was_read_once_is_not_read_again(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, told = read(files_of(inbox), tmp_path / "kho")
    assert told == Told(new=6)
    monkeypatch.setattr(hands, "read_with", lambda *_: pytest.fail("it is read again"))
    again, told = read(files_of(inbox), tmp_path / "kho")
    assert told == Told(known=6)
    assert again == first


def test_a_file_with_one_other_byte_is_read(inbox: Path, tmp_path: Path) -> None:
    read(files_of(inbox), tmp_path / "kho")
    path = files_of(inbox)[0][0]
    path.write_bytes(path.read_bytes() + b" ")
    _, told = read(files_of(inbox), tmp_path / "kho")
    assert told == Told(known=5, new=1)


def test_a_report_that_is_known_by_its_file_name_is_read_under_another_name(tmp_path: Path) -> None:
    from tests.documents import draw_word, form_rows

    path = draw_word(tmp_path / "TH Tân Hưng.docx", form_rows({"news_items": ("3",)}))
    [named], _ = read([(path, path.name)], tmp_path / "kho")
    [other], told = read([(path, "thu/TH Phú Mỹ.docx")], tmp_path / "kho")
    assert told == Told(new=1)
    assert (named.unit.name, other.unit.name) != (named.unit.name, named.unit.name)
    [moved], told = read([(path, "cho khác/TH Tân Hưng.docx")], tmp_path / "kho")
    assert told == Told(known=1)
    assert moved == named.model_copy(update={"file": "cho khác/TH Tân Hưng.docx"})


def test_what_another_version_understood_is_read_again_and_replaced(inbox: Path, tmp_path: Path) -> None:
    first, _ = read(files_of(inbox), tmp_path / "kho", "an older program")
    assert read(files_of(inbox), tmp_path / "kho") == (first, Told(other_version=6))
    assert read(files_of(inbox), tmp_path / "kho") == (first, Told(known=6))


def test_another_form_another_program_or_other_libraries_are_another_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = basis_of(FORM)
    assert basis_of(load_form()) == known
    assert basis_of(FORM.model_copy(update={"year": 2025})) != known
    from htsd_cli.store import basis

    basis.readers_version.cache_clear()
    monkeypatch.setattr(basis, "_version", lambda name: "99" if name == "lxml" else "1")
    try:
        assert basis_of(FORM) != known
    finally:
        basis.readers_version.cache_clear()


def test_a_damaged_entry_is_read_again(inbox: Path, tmp_path: Path) -> None:
    first, _ = read(files_of(inbox), tmp_path / "kho")
    with sqlite3.connect(tmp_path / "kho") as database:
        database.execute("UPDATE kept SET body = substr(body, 1, length(body) - 1) WHERE rowid = 1")
        database.execute("UPDATE kept SET body = 'text' WHERE rowid = 2")
    database.close()
    again, told = read(files_of(inbox), tmp_path / "kho")
    assert again == first
    assert told.damaged + told.broken >= 1


@pytest.mark.parametrize("damage", ["not a database", "torn", "zeros", "empty", "a folder", "another layout"])
def test_a_damaged_store_changes_nothing_and_is_made_anew(inbox: Path, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "kho"
    first, _ = read(files_of(inbox), path)
    content = path.read_bytes()
    match damage:
        case "not a database":
            path.write_bytes(b"no database at all" * 400)
        case "torn":
            path.write_bytes(content[: len(content) // 2])
        case "zeros":
            path.write_bytes(content[:4096] + bytes(len(content) - 4096))
        case "empty":
            path.write_bytes(b"")
        case "a folder":
            path.unlink()
            path.mkdir()
        case _:
            with sqlite3.connect(path) as database:
                database.execute("PRAGMA user_version = 99")
            database.close()
    again, _ = read(files_of(inbox), path)
    assert again == first
    again, told = read(files_of(inbox), path)
    assert again == first
    assert told == (Told(locked=True, new=6) if damage == "a folder" else Told(known=6))


def test_a_store_that_another_run_holds_is_passed_over(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("htsd_cli.store.store._PATIENCE", 0.05)
    first, _ = read(files_of(inbox), tmp_path / "kho")
    other = sqlite3.connect(tmp_path / "kho", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    again, told = read(files_of(inbox), tmp_path / "kho")
    other.execute("ROLLBACK")
    other.close()
    assert again == first
    assert told.locked
    assert read(files_of(inbox), tmp_path / "kho")[1] == Told(known=6)


def test_a_store_in_a_folder_that_cannot_be_written_is_read_and_not_missed(
    inbox: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "dot"
    folder.mkdir()
    blocked = folder / "tep" / "kho"
    (folder / "tep").write_bytes(b"")
    first, told = read(files_of(inbox), blocked)
    assert told.locked
    assert len(first) == 6


def test_refusals_that_time_memory_or_a_program_decided_are_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "hong.docx"
    path.write_bytes(b"PK\x03\x04 nothing")
    read([(path, path.name)], tmp_path / "kho")
    assert read([(path, path.name)], tmp_path / "kho")[1] == Told(new=1)


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = one.read_with

    def and_change(interpreter, path, name, converted=None):  # type: ignore[no-untyped-def]
        submission = real(interpreter, path, name, converted)
        path.write_bytes(path.read_bytes() + b" ")
        return submission

    monkeypatch.setattr(hands, "read_with", and_change)
    read(files_of(inbox)[:1], tmp_path / "kho")
    monkeypatch.undo()
    assert read(files_of(inbox)[:1], tmp_path / "kho")[1] == Told(new=1)


def test_a_run_that_is_killed_while_it_writes_leaves_a_store_that_serves(inbox: Path, tmp_path: Path) -> None:
    first, _ = read(files_of(inbox), tmp_path / "other")
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "import htsd_cli.reading.many as many\n"
        "from htsd_cli.form import load_form\n"
        "from htsd_cli.store import Store, basis_of\n"
        "many._KEPT_EVERY = 0\n"
        "files = [(path, path.name) for path in sorted(Path(sys.argv[1]).iterdir())]\n"
        "print('begun', flush=True)\n"
        "while True:\n"
        "    store = Store(Path(sys.argv[2]), basis_of(load_form()))\n"
        "    store._basis = 'never the same'\n"
        "    list(many.read_all(files, load_form(), store=store))\n"
        "    store.close()\n"
    )
    for wait in (0.02, 0.05, 0.09):
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(inbox), str(tmp_path / "kho")], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert read(files_of(inbox), tmp_path / "kho")[0] == first
    assert read(files_of(inbox), tmp_path / "kho") == (first, Told(known=6))


def test_two_runs_at_once_both_end_well(inbox: Path, tmp_path: Path) -> None:
    environment = os.environ | {"HTSD_STORE": str(tmp_path / "kho")}
    command = [sys.executable, "-m", "htsd_cli", "validate", "--format", "json", str(inbox)]
    runs = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(3)]
    outputs = {run.communicate()[0] for run in runs}
    assert len(outputs) == 1
    assert {run.returncode for run in runs} <= {0, 1}
    alone = subprocess.run(
        command, env=os.environ | {"HTSD_STORE": "off"}, stdout=subprocess.PIPE, check=False
    )
    assert outputs == {alone.stdout}


def test_a_campaign_keeps_its_store_hidden_and_it_is_no_received_file(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("HTSD_STORE")
    monkeypatch.chdir(tmp_path)
    Path("htsd.toml").write_text('[folders]\ninbox = "nhan"\n', encoding="utf-8")
    htsd = runner(monkeypatch, capsys)
    assert "6 tệp đọc lần đầu" in htsd("aggregate", "--verbose").out
    assert Path(STORE_FILE).is_file()
    assert "Kho kết quả đọc: 6 tệp đã đọc từ trước." in htsd("aggregate", "--verbose").out
    shutil.copy(STORE_FILE, inbox / STORE_FILE)
    found = look_into(inbox)
    assert STORE_FILE not in [item.name for item in found.files]
    assert STORE_FILE not in [item.name for item in found.passed_over]
    Path(STORE_FILE).write_bytes(b"damaged" * 1000)
    assert "Kho cũ bị hỏng nên đã được lập lại." in htsd("aggregate", "--verbose").out


def test_without_a_campaign_the_store_stands_in_the_person_s_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HTSD_STORE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    store = store_for(None, FORM)
    assert store is not None
    assert store.path == tmp_path / "htsd" / "htsd-kho.sqlite"
    monkeypatch.setenv("HTSD_STORE", "off")
    assert store_for(tmp_path, FORM) is None
