"""The results of an earlier run, read back."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from htsd_cli.consolidate import Arrival, consolidate
from htsd_cli.earlier.results import ResultsError, read_results
from htsd_cli.form import load_form
from htsd_cli.values.document import Origin
from htsd_cli.values.figures import figures_of
from htsd_cli.values.submission import Submission, UnitName
from htsd_cli.values.time import VIETNAM

FORM = load_form()


def write(folder: Path) -> Path:
    sent = Submission(
        schema="htsd/validation/1",
        file="a.docx",
        form=FORM.id,
        unit=UnitName(name="Trường Tiểu học Hoa Sen", kind="tih"),
        figures=figures_of(
            {"workshops": {"count": 3}},
            {"workshops": {"count": Origin(table=2, row=35, column=4, text="3 cuộc")}},
        ),
    )
    result = consolidate(
        [Arrival(sent, datetime(2024, 10, 5, tzinfo=VIETNAM))], FORM, office="Phòng thử", year=2024
    )
    path = folder / "tong-hop.json"
    path.write_text(json.dumps(result.to_json(), ensure_ascii=False), encoding="utf-8")
    return path


def test_results_are_read_from_the_file_or_its_folder(tmp_path: Path) -> None:
    path = write(tmp_path)
    for given in (path, tmp_path):
        results = read_results(given)
        assert (results.year, results.office, results.counted) == (2024, "Phòng thử", 1)
        assert results.totals == {"workshops": {"count": 3}}
        assert results.origins["Trường Tiểu học Hoa Sen"]["workshops"]["count"] == {
            "table": 2, "row": 35, "column": 4, "text": "3 cuộc",
        }  # fmt: skip


def test_what_is_no_result_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match=r"Trong thư mục “.*” không có tong-hop.json"):
        read_results(tmp_path)
    other = tmp_path / "khac.json"
    other.write_text('{"schema": "khac"}', encoding="utf-8")
    with pytest.raises(ResultsError, match="không phải kết quả tổng hợp do htsd ghi"):
        read_results(other)
    other.write_text("[", encoding="utf-8")
    with pytest.raises(ResultsError, match="không phải kết quả tổng hợp do htsd ghi"):
        read_results(other)
