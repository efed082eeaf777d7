"""How many units ticked each cell of columns that are ticked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from htsd_cli.consolidate import Arrival, Consolidation, consolidate
from htsd_cli.consolidate.telling.ticks import ticked
from htsd_cli.values.figures import Key
from htsd_cli.values.submission import Submission, UnitName
from htsd_cli.writers.ticks import about_ticks
from tests.forms import form_of

SURVEY = """
id = "khao-sat"
title = "Khảo sát"
year = 2026

[[tables]]
id = "bang_1"
columns = [
  { id = "label", role = "label", heading = ["Nội dung"], index = 1 },
  { id = "co", role = "value", heading = ["Có"], index = 2 },
  { id = "khong", role = "value", heading = ["Không"], index = 3 },
  { id = "y_kien", role = "value", heading = ["Ý kiến"], index = 4 },
]
indicators = [
  { id = "mang", label = "Có mạng", measures = [{ id = "co", kind = "text" }, { id = "khong", kind = "text" }, { id = "y_kien", kind = "text" }] },
]
"""  # noqa: E501


def taken(folder: Path, *texts: dict[str, str]) -> tuple[Consolidation, str]:
    form = form_of(folder, SURVEY)
    arrived = [
        Arrival(
            Submission(
                schema="htsd/validation/1",
                file=f"{at}.docx",
                form=form.id,
                unit=UnitName(name=f"Khu phố {at}"),
                texts={"mang": said},
            ),
            datetime(2026, 10, 5),
        )
        for at, said in enumerate(texts, 1)
    ]
    found = consolidate(arrived, form)
    return found, about_ticks(found, form.tables[0])


def test_units_that_ticked_a_cell_are_counted_and_words_are_not(tmp_path: Path) -> None:
    found, said = taken(
        tmp_path, {"co": "x", "y_kien": "Cần thêm máy"}, {"co": "✓", "khong": "-"}, {"khong": "Không"}
    )
    assert found.to_json()["ticked"] == {"mang": {"co": 2, "khong": 1}}
    assert said == "Cột “Có”, “Không”: số đơn vị đã đánh dấu."


def test_a_column_in_which_one_unit_wrote_words_has_no_count(tmp_path: Path) -> None:
    found, said = taken(tmp_path, {"co": "x"}, {"co": "có một phần"})
    assert "ticked" not in found.to_json()
    assert said == ""


def test_a_cell_that_looks_ticked_in_one_column_says_nothing_of_another(tmp_path: Path) -> None:
    said = {"co": " X ", "khong": "☐", "y_kien": ""}
    found, _ = taken(tmp_path, said, {"co": "CÓ", "khong": "–", "y_kien": "không"}, {"khong": "—"})
    assert found.to_json()["ticked"] == {"mang": {"co": 2}}
    held = [replace(unit, submission=unit.submission and unit.submission.model_copy(update={"counted": False}))
            for unit in found.units]  # fmt: skip
    assert ticked(held, form_of(tmp_path, SURVEY)) == {}
    silent = replace(found.units[0], submission=None)
    assert ticked([silent, *found.units[1:]], form_of(tmp_path, SURVEY)) == {Key("mang", "co"): 1}
