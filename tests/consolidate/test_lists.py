"""Forms whose tables have a row for each unit: each report's own list is kept below its total, and traced."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from htsd_cli.consolidate import Arrival, Consolidation, consolidate
from htsd_cli.earlier.results import Results
from htsd_cli.earlier.trace import trace, trace_to_json
from htsd_cli.form import Form
from htsd_cli.values.document import Origin
from htsd_cli.values.figures import Figure, Key
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import Submission, UnitName, UnitRow
from htsd_cli.writers.units import left_out
from htsd_cli.writers.workbook import write_workbook
from tests.forms import LISTS, form_of
from tools.make_docs import closed, schemas

HO = Key("ho", "value")


def listed(form: Form, name: str, total: int, *rows: int) -> Arrival:
    """Return a unit's report with a list of groups, and the total it declares."""
    groups = tuple(
        UnitRow(
            table="bang_1",
            unit=UnitName(name=f"Tổ {place}"),
            figures={HO: Figure(value, Origin(table=1, row=place + 1, column=3, text=str(value)))},
            origin=Origin(table=1, row=place + 1, column=2, text=f"Tổ {place}"),
        )
        for place, value in enumerate(rows, start=1)
    )
    declared = {HO: Figure(total, Origin(table=1, row=len(rows) + 2, column=3, text=str(total)))}
    submission = Submission(
        schema="htsd/validation/1", file=f"{name}.docx", form=form.id, unit=UnitName(name=name), figures=declared,
        rows=groups,
    )  # fmt: skip
    return Arrival(submission, datetime(2026, 10, 5))


def two(form: Form) -> Consolidation:
    return consolidate(
        [listed(form, "Phường Hoa Sen", 30, 10, 20), listed(form, "Phường Hoa Mai", 9, 4, 4)], form
    )


def test_the_total_is_what_the_units_declare_whatever_their_lists_come_to(tmp_path: Path) -> None:
    made = two(form_of(tmp_path / "mau", LISTS))
    assert made.totals == {HO: 39}


def test_a_cell_of_a_list_that_nobody_could_read_is_told_as_kept_out_by_every_output(tmp_path: Path) -> None:
    form = form_of(tmp_path / "mau", LISTS)
    sent = listed(form, "Phường Hoa Sen", 30, 10, 20)
    first, second = sent.submission.rows or ()
    place = Origin(table=1, row=3, column=3, text="khoảng 20")
    doubt = Finding(
        code="estimate", title="Số ước lượng", severity=Severity.ERROR, problem="Số ước lượng.", hint="Ghi số đúng.",
        indicator="ho", measure="value", origin=place,
    )  # fmt: skip
    rows = (first, second.model_copy(update={"figures": {}, "doubted": (HO,)}))
    report = sent.submission.model_copy(update={"rows": rows, "findings": (doubt,)})
    made = consolidate([replace(sent, submission=report)], form)
    assert (made.totals, made.coverage().partly, made.counted[0].kept_out_cells) == ({HO: 30}, 1, 1)
    assert left_out(made.units, form) == ["1 ô số liệu phải sửa của 1 đơn vị"]
    whole = consolidate([sent], form)
    assert (whole.coverage().partly, left_out(whole.units, form)) == (0, [])


def test_the_lists_are_in_the_results_each_under_its_unit_and_fit_the_schema(tmp_path: Path) -> None:
    data = json.loads(json.dumps(two(form_of(tmp_path / "mau", LISTS)).to_json()))
    assert [(row["of"], row["unit"]["name"], row["figures"]) for row in data["rows"]] == [
        ("Phường Hoa Mai", "Tổ 1", {"ho": {"value": 4}}),
        ("Phường Hoa Mai", "Tổ 2", {"ho": {"value": 4}}),
        ("Phường Hoa Sen", "Tổ 1", {"ho": {"value": 10}}),
        ("Phường Hoa Sen", "Tổ 2", {"ho": {"value": 20}}),
    ]
    Draft202012Validator(closed(schemas()["consolidation"])).validate(data)


def test_a_form_without_such_a_table_has_no_key_for_lists(tmp_path: Path) -> None:
    assert "rows" not in consolidate([], form_of(tmp_path / "mau")).to_json()


def test_a_unit_s_figure_is_traced_to_the_rows_of_its_own_list(tmp_path: Path) -> None:
    form = form_of(tmp_path / "mau", LISTS)
    results = Results.model_validate(json.loads(json.dumps(two(form).to_json()), parse_float=Decimal))
    row = form.by_id["ho"]
    sen = trace_to_json(trace(results, form, row, row.measure("value")), form)["units"][0]
    assert (sen["name"], sen["figure"]) == ("Phường Hoa Sen", 30)
    assert sen["rows"] == [
        {"name": "Tổ 1", "figure": 10, "origin": {"table": 1, "row": 2, "column": 3, "text": "10"}},
        {"name": "Tổ 2", "figure": 20, "origin": {"table": 1, "row": 3, "column": 3, "text": "20"}},
    ]


def test_the_workbook_lists_the_rows_of_each_unit_below_it_and_adds_up_the_units(tmp_path: Path) -> None:
    form = form_of(tmp_path / "mau", LISTS)
    write_workbook(two(form), form, tmp_path / "so-lieu.xlsx")
    sheet = load_workbook(tmp_path / "so-lieu.xlsx", data_only=True)["Tổng hợp"]
    assert [row[:3] for row in sheet.iter_rows(min_row=3, values_only=True)] == [
        ("STT", "Tổ dân phố", "Số hộ"),
        (1, "Phường Hoa Mai", 9),
        (None, "Tổ 1", 4),
        (None, "Tổ 2", 4),
        (2, "Phường Hoa Sen", 30),
        (None, "Tổ 1", 10),
        (None, "Tổ 2", 20),
        (None, "Cộng", 39),
    ]
