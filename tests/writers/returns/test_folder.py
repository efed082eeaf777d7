"""The folder of what is sent back: names every system takes, written whole, nothing of another's hand lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.writers.returns.folder import (
    FOLDER,
    folder_names,
    remove_folder,
    write_folders,
)
from htsd_cli.writers.sets import OutputExists


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".htsd-")
    }


def test_units_of_one_name_have_folders_of_their_own_even_where_capitals_make_no_difference() -> None:
    assert folder_names(["Trường A", "TRƯỜNG A", "Trường A", "Trường B"]) == [
        "Trường A", "TRƯỜNG A (2)", "Trường A (3)", "Trường B",
    ]  # fmt: skip


def test_each_run_writes_the_folder_anew(tmp_path: Path) -> None:
    write_folders(tmp_path, {"A": {"x.docx": b"1", "p.docx": b"2"}, "B": {"y.docx": b"3"}}, None)
    write_folders(tmp_path, {"B": {"y.docx": b"4"}}, None)
    assert tree(tmp_path) == {"tra-lai/B/y.docx": b"4"}


def test_a_run_for_one_unit_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    write_folders(tmp_path, {"A": {"x.docx": b"1"}, "B": {"y.docx": b"3"}}, None)
    write_folders(tmp_path, {"B": {"z.docx": b"4"}}, ["B"])
    assert tree(tmp_path) == {"tra-lai/A/x.docx": b"1", "tra-lai/B/z.docx": b"4"}
    write_folders(tmp_path, {}, ["B"])
    assert tree(tmp_path) == {"tra-lai/A/x.docx": b"1"}
    write_folders(tmp_path, {"C": {"c.docx": b"5"}}, None)
    assert tree(tmp_path) == {"tra-lai/C/c.docx": b"5"}


def test_what_someone_else_put_there_stays(tmp_path: Path) -> None:
    write_folders(tmp_path, {"A": {"x.docx": b"1"}}, None)
    (tmp_path / FOLDER / "A" / "ban-quet.pdf").write_bytes(b"scan")
    write_folders(tmp_path, {"B": {"y.docx": b"3"}}, None)
    assert tree(tmp_path) == {"tra-lai/A/ban-quet.pdf": b"scan", "tra-lai/B/y.docx": b"3"}
    remove_folder(tmp_path)
    assert tree(tmp_path) == {"tra-lai/A/ban-quet.pdf": b"scan"}


def test_with_nothing_left_to_send_back_the_folder_is_gone(tmp_path: Path) -> None:
    write_folders(tmp_path, {"A": {"x.docx": b"1"}}, None)
    remove_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []
    remove_folder(tmp_path)


def test_a_folder_of_that_name_that_is_not_ours_is_left_alone_and_said_so(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "thu.docx").write_bytes(b"?")
    with pytest.raises(OutputExists, match="không phải do htsd ghi"):
        write_folders(tmp_path, {"A": {"x.docx": b"1"}}, None)
    assert tree(tmp_path) == {"tra-lai/thu.docx": b"?"}
    assert [path.name for path in tmp_path.iterdir()] == [FOLDER]


def test_a_run_that_fails_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    write_folders(tmp_path, {"A": {"x.docx": b"1"}}, None)
    with pytest.raises(FileNotFoundError):
        write_folders(tmp_path, {"B": {"khong/co/thu-muc.docx": b"2"}}, None)
    assert tree(tmp_path) == {"tra-lai/A/x.docx": b"1"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".htsd-ket-qua.json", FOLDER]
