"""What a run says has changed since the run before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from htsd_cli.earlier.since import Since, changed_since


def results(path: Path, figures: dict[str, Any], waiting: tuple[str, ...] = ()) -> Path:
    """Write results with a counted unit for each key of `figures`, and units that are not counted."""
    units = [{"id": key, "name": f"Trường {key}", "counted": True} for key in figures]
    units += [{"id": None, "name": name, "counted": False} for name in waiting]
    path.write_text(json.dumps({"units": units, "figures": figures}), encoding="utf-8")
    return path


def test_units_that_came_and_went_are_named_and_figures_of_those_in_both_are_counted(tmp_path: Path) -> None:
    before = {"A": {"classes": {"count": 3, "people": 40}}, "B": {}, "C": {"books": {"count": 0}}}
    after = {"A": {"classes": {"count": 4}, "books": {"count": 0}}, "D": {}, "C": {"books": {"count": 0}}}
    old = results(tmp_path / "old.json", before)
    new = results(tmp_path / "new.json", after, ("Trường B",))
    assert changed_since(old, new) == Since(("Trường D",), ("Trường B",), 3)
    assert changed_since(new, old) == Since(("Trường B",), ("Trường D",), 3)
    assert changed_since(old, old) == Since()


def test_nothing_is_said_of_results_that_are_none(tmp_path: Path) -> None:
    new = results(tmp_path / "new.json", {"A": {}})
    other = tmp_path / "old.json"
    for text in ("", "[]", "{}", '{"units": [1], "figures": {}}', '{"units": [], "figures": 1', "\ufeff{"):
        other.write_text(text, encoding="utf-8")
        assert changed_since(other, new) is None
    assert changed_since(tmp_path / "none.json", new) is None


def test_results_are_compared_alike_whether_they_stand_as_written_or_were_laid_out_anew(
    tmp_path: Path,
) -> None:
    def results(count: int) -> dict[str, object]:
        return {
            "units": [{"id": "A", "name": 'Trường “A”, "missing": [', "counted": True}],
            "figures": {"A": {"classes": {"count": count}}},
            "missing": [{"id": "B", "name": "Trường B", "kind": None}],
        }

    old, new, laid = (tmp_path / name for name in ("old.json", "new.json", "laid.json"))
    old.write_text(json.dumps(results(3), ensure_ascii=False), "utf-8")
    new.write_text(json.dumps(results(4), ensure_ascii=False), "utf-8")
    laid.write_text(json.dumps(results(3), ensure_ascii=False, indent=2), "utf-8")
    assert changed_since(old, new) == changed_since(laid, new) == Since(figures=1)
    assert changed_since(old, laid) == Since()


def test_a_unit_that_kept_its_name_while_the_roster_gave_it_a_code_neither_came_nor_went(
    tmp_path: Path,
) -> None:
    def written(name: str, key: str | None, count: int) -> Path:
        path = tmp_path / name
        unit = {"id": key, "name": "Trường A", "counted": True}
        figures = {key or "Trường A": {"classes": {"count": count}}}
        path.write_text(json.dumps({"units": [unit], "figures": figures}), "utf-8")
        return path

    assert changed_since(written("old.json", None, 3), written("new.json", "TH01", 4)) == Since(figures=1)
