"""Who a total is made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from htsd_cli.consolidate import Arrival, consolidate
from htsd_cli.earlier.results import Results
from htsd_cli.earlier.trace import Trace, trace, trace_to_json
from htsd_cli.form import load_form
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Origin
from htsd_cli.values.figures import figures_of
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import Submission, UnitName
from htsd_cli.values.time import VIETNAM

FORM = load_form()
WHEN = datetime(2024, 10, 5, tzinfo=VIETNAM)
Given = Mapping[str, tuple[int, str]]  # "indicator/measure" -> (figure, raw text; "" for a derived figure)


def report(name: str, given: Given, **more: Any) -> Submission:
    figures: dict[str, dict[str, int]] = {}
    origins: dict[str, dict[str, Origin]] = {}
    for number, (place, (figure, text)) in enumerate(given.items(), 1):
        indicator, _, measure = place.partition("/")
        figures.setdefault(indicator, {})[measure] = figure
        if text:
            origins.setdefault(indicator, {})[measure] = Origin(table=2, row=number, column=4, text=text)
    return Submission(
        schema="htsd/validation/1", file=f"{name}.docx", form=FORM.id, unit=UnitName(name=name),
        figures=figures_of(figures, origins),
        **more,
    )  # fmt: skip


def results(*reports: Submission, areas: bool = False, **changed: Any) -> Results:
    """Return the results of some reports as they are read back, with some of their keys changed by hand."""
    data = consolidate([Arrival(item, WHEN) for item in reports], FORM, areas=areas).to_json()
    return Results.model_validate(json.loads(json.dumps(data | changed)))


def traced(found: Results, indicator: str = "workshops", measure: str = "count") -> Trace:
    row = FORM.by_id[indicator]
    return trace(found, FORM, row, row.measure(measure))


def test_the_largest_comes_first_equals_go_by_name_and_all_add_up() -> None:
    found = traced(
        results(
            report("Trường B", {"workshops/count": (3, "3")}),
            report("Trường Ă", {"workshops/count": (3, "3 cuộc")}),
            report("Trường C", {"workshops/count": (14, "14")}),
        )
    )
    assert [(part.unit.name, part.figure, part.share) for part in found.parts] == [
        ("Trường C", 14, 0.7), ("Trường Ă", 3, 0.15), ("Trường B", 3, 0.15),
    ]  # fmt: skip
    assert (found.total, found.added, found.adds_up) == (20, 20, True)
    assert found.parts[1].origin == Origin(table=2, row=1, column=4, text="3 cuộc")
    assert found.parts[1].unit.file == "Trường Ă.docx"


def test_zero_blank_a_cell_to_mend_and_an_unusable_report_are_four_things() -> None:
    wrong = Finding(
        code="unclear-figure", severity=Severity.ERROR, problem="Dòng 8 ghi “vài buổi”.", hint="Ghi một số.",
        indicator="workshops", measure="count", origin=Origin(table=2, row=9, column=4, text="vài buổi"),
    )  # fmt: skip
    found = traced(
        results(
            report("Có", {"workshops/count": (2, "2")}),
            report("Không", {"workshops/count": (0, "0")}),
            report("Trống", {"news_items/count": (1, "1")}),
            report("Chữ", {"news_items/count": (1, "1")}, findings=(wrong,)),
            report("Hỏng", {}, counted=False, findings=(finding("empty-form"),)),
        )
    )
    assert [part.unit.name for part in found.parts] == ["Có"]
    assert [part.unit.name for part in found.zeros] == ["Không"]
    assert [(item.unit.name, item.message, item.origin and item.origin.text) for item in found.kept_out] == [
        ("Chữ", wrong.message, "vài buổi")
    ]
    assert [unit.name for unit in found.blank] == ["Trống"]
    assert [unit.name for unit in found.not_counted] == ["Hỏng"]
    assert (found.total, found.adds_up) == (2, True)


def test_a_derived_figure_names_the_rows_it_was_added_from() -> None:
    given = {
        "culture_sport/count": (5, ""), "culture_sport.sports/count": (2, "2"), "culture_sport.arts/count": (3, "3"),
    }  # fmt: skip
    (part,) = traced(results(report("A", given)), "culture_sport").parts
    assert part.origin is None
    assert [(row.id, figure) for row, figure in part.derived_from] == [
        ("culture_sport.sports", 2), ("culture_sport.arts", 3),
    ]  # fmt: skip
    # Rows that do not give the figure are not named as what it was added from.
    (part,) = traced(results(report("A", given | {"culture_sport/count": (6, "")})), "culture_sport").parts
    assert part.derived_from == ()


def test_a_total_that_is_not_the_sum_of_its_units_is_told() -> None:
    reports = (report("A", {"workshops/count": (3, "3")}), report("B", {"workshops/count": (4, "4")}))
    found = traced(results(*reports, totals={"workshops": {"count": 9}}))
    assert not found.adds_up
    assert found.wrong == "các đơn vị cộng lại được 7, kết quả ghi 9 (thừa 2)"
    assert [part.share for part in found.parts] == [None, None]
    found = traced(results(*reports, totals={"workshops": {"count": 6}}))
    assert found.wrong == "các đơn vị cộng lại được 7, kết quả ghi 6 (thiếu 1)"
    found = traced(results(*reports, totals={}))
    assert found.wrong == "kết quả không ghi tổng, trong khi các đơn vị cộng lại được 7"
    found = traced(results(*reports, figures={}))
    assert found.wrong == "kết quả ghi tổng 7, nhưng không có số liệu của đơn vị nào"
    # A figure of a unit the list does not know is shown, not passed over.
    found = traced(
        results(*reports, figures={"A": {"workshops": {"count": 3}}, "X": {"workshops": {"count": 4}}})
    )
    assert [(part.unit.name, part.unit.file) for part in found.parts] == [("X", ""), ("A", "A.docx")]
    assert [unit.name for unit in found.blank] == ["B"]


def test_where_nobody_gave_a_figure_there_is_no_total_and_nothing_wrong() -> None:
    found = traced(results(report("A", {"news_items/count": (1, "1")})))
    assert (found.total, found.parts, found.adds_up) == (None, (), True)
    found = traced(results(report("A", {"workshops/count": (0, "0")})))
    assert (found.total, found.parts, len(found.zeros), found.adds_up) == (0, (), 1, True)


def test_what_counts_once_is_one_however_many_declare_it_and_a_city_adds_its_areas() -> None:
    reports = [report(name, {"opening.districts/count": (1, "1")}) for name in "ABC"]
    found = traced(results(*reports), "opening.districts")
    assert (found.total, found.added, found.once, found.adds_up) == (1, 3, True, True)
    assert [part.share for part in found.parts] == [None, None, None]
    found = traced(results(*reports, areas=True), "opening.districts")
    assert (found.total, found.once, found.adds_up) == (3, False, True)
    found = traced(results(*reports, totals={"opening.districts": {"count": 2}}), "opening.districts")
    assert found.wrong == "các đơn vị cộng lại được 3, kết quả ghi 2 (thiếu 1)"
    # Only what counts once may be less than its units together.
    found = traced(
        results(*(report(n, {"workshops/count": (1, "1")}) for n in "AB"), totals={"workshops": {"count": 1}})
    )
    assert not found.adds_up


def test_the_json_holds_all_units_with_stable_keys() -> None:
    found = traced(
        results(
            report("A", {"workshops/count": (2, "2 cuộc")}),
            report("B", {"workshops/count": (0, "-")}),
            report("C", {}),
        )
    )
    data = trace_to_json(found, FORM)
    assert list(data) == [
        "indicator", "row", "label", "measure", "total", "added", "adds_up", "once", "units", "kept_out", "blank",
        "not_counted", "missing",
    ]  # fmt: skip
    assert (data["indicator"], data["row"], data["measure"]) == ("workshops", "8", "count")
    assert data["units"][0] == {
        "id": None, "name": "A", "kind": None, "file": "A.docx", "figure": 2, "share": 1.0, "derived_from": {},
        "origin": {"table": 2, "row": 1, "column": 4, "text": "2 cuộc"}, "decided": None,
    }  # fmt: skip
    assert [(unit["name"], unit["figure"]) for unit in data["units"]] == [("A", 2), ("B", 0)]
    assert [unit["name"] for unit in data["blank"]] == ["C"]
