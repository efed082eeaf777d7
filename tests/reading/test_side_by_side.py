"""Work shared between copies of this process is all done, once in the end, and raises what it raises."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from htsd_cli.reading import side_by_side as module
from htsd_cli.reading.side_by_side import side_by_side, spread


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "forks", lambda: True)
    monkeypatch.setattr(module, "processors", lambda: 2)


def test_works_done_side_by_side_are_both_done_and_raise_what_they_raise(tmp_path: Path) -> None:
    here = os.getpid()

    def writing(name: str) -> Callable[[], None]:
        def write() -> None:
            (tmp_path / name).write_text(str(os.getpid()))

        return write

    side_by_side(writing("a"), writing("b"), worth=True)
    assert (tmp_path / "a").read_text() != str(here) == (tmp_path / "b").read_text()

    def full() -> None:
        raise PermissionError(13, "không cho", "chỗ.docx")

    with pytest.raises(PermissionError, match="không cho"):
        side_by_side(full, writing("b"), worth=True)

    def dies() -> None:
        if os.getpid() != here:
            os._exit(9)
        (tmp_path / "c").write_text("ở đây")

    side_by_side(dies, writing("b"), worth=True)
    assert (tmp_path / "c").read_text() == "ở đây"
    with pytest.raises(PermissionError):
        side_by_side(writing("a"), full, worth=True)


@pytest.mark.parametrize("pays", [0.0, 1000.0])
def test_items_that_are_shared_come_back_in_their_order(monkeypatch: pytest.MonkeyPatch, pays: float) -> None:
    monkeypatch.setattr(module, "_PAYS", pays)
    monkeypatch.setattr(module, "time", SimpleNamespace(process_time=count().__next__))
    made = spread(lambda item: (item, os.getpid()), range(100))
    assert [item for item, _ in made] == list(range(100))
    assert len({process for _, process in made}) == (1 if pays else 2)
    assert spread(str, []) == []


def test_items_whose_process_dies_are_worked_on_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PAYS", 0.0)
    monkeypatch.setattr(module, "time", SimpleNamespace(process_time=count().__next__))
    here = os.getpid()

    def work(item: int) -> int:
        if item == 90 and os.getpid() != here:
            os._exit(9)
        return item

    def fails(item: int) -> int:
        return 1 // (item - 90)

    assert spread(work, range(100)) == list(range(100))
    with pytest.raises(ZeroDivisionError):
        spread(fails, range(100))
