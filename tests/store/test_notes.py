"""What was found in the texts of a report is kept by these texts and looked for no more."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from htsd_cli.form import load_form
from htsd_cli.store import Notes, Store, basis_of, notes_basis
from htsd_cli.values.submission import Submission, UnitName

FORM = load_form()
FOUND = [["ngay-hoi", "Đã tổ chức “ngày hội”.", ""]]


def report(*texts: str, unit: str = "Trường Hoa Sen") -> Submission:
    return Submission(
        schema="htsd/validation/1",
        file="a.docx",
        form=FORM.id,
        unit=UnitName(name=unit),
        narrative={"activities": texts},
    )


def asked(path: Path, basis: str, what: str, submission: Submission) -> tuple[list[list[str]], int, int]:
    """Return what is remembered of a report, how often it was looked at, and how many damaged notes there were."""
    store = Store(path, "khác")
    notes, looked = Notes(store, basis), list[Submission]()

    def look(one: Submission) -> list[list[str]]:
        looked.append(one)
        return FOUND

    found = [parts for _ in range(2) for parts in notes(what, [submission], look)]
    notes.keep()
    store.close()
    assert found[0] == found[1]
    return found[0], len(looked), store.told.damaged


def test_the_same_texts_of_the_same_unit_are_looked_at_once(tmp_path: Path) -> None:
    path, one = tmp_path / "kho", report("Đã tổ chức “ngày hội”.")
    assert asked(path, "a", "practices", one) == (FOUND, 1, 0)
    assert asked(path, "a", "practices", one.model_copy(update={"file": "b.docx"})) == (FOUND, 0, 0)
    for basis, what, other in (
        ("b", "practices", one),
        ("a", "concerns", one),
        ("a", "practices", report("Đã tổ chức ngày hội.")),
        ("a", "practices", report("Đã tổ chức “ngày hội”.", unit="Trường Hoa Mai")),
    ):
        assert asked(path, basis, what, other) == (FOUND, 1, 0)


def test_a_damaged_note_is_found_anew(tmp_path: Path) -> None:
    path, one = tmp_path / "kho", report("Đã tổ chức “ngày hội”.")
    asked(path, "a", "practices", one)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE kept SET body = substr(body, 1, length(body) - 1)")
    assert asked(path, "a", "practices", one) == (FOUND, 1, 1)
    assert asked(path, "a", "practices", one) == (FOUND, 0, 0)


def test_notes_rest_on_more_than_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert notes_basis(FORM) != basis_of(FORM)
    assert notes_basis(FORM) == notes_basis(load_form())
