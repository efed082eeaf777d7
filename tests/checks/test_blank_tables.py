"""A table left blank as a whole is told, where the unit filled in the others; lists may be empty."""

from __future__ import annotations

from htsd_cli.checks import blank_tables
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Numbers
from htsd_cli.values.findings import Finding, Severity
from tests.interpret.grid.invented import FORM, report, said

_FIRST = FORM.tables[0]
_SECOND = _FIRST.model_copy(
    update={
        "id": "bang_hai",
        "title": "II. Kinh phí",
        "indicators": tuple(row.model_copy(update={"id": f"hai.{row.id}"}) for row in _FIRST.indicators),
    }
)
TWO = FORM.model_copy(update={"tables": (_FIRST, _SECOND)})
for _name in ("indicators", "by_id", "table_names", "_tables_of"):
    TWO.__dict__.pop(_name, None)
FULL: Numbers = {row.id: {str(m): 3 for m in row.numeric_measures} for row in _FIRST.indicators}


def told(figures: Numbers, *read: Finding) -> list[tuple[str, Severity]]:
    return [(item.message, item.severity) for item in blank_tables(figures, read, TWO)]


def test_a_table_left_blank_beside_a_full_one_is_a_warning_that_names_it() -> None:
    assert told(FULL) == [
        (
            "Bảng 2 “II. Kinh phí” chưa có số nào, trong khi bảng khác của báo cáo đã điền.",
            Severity.WARNING,
        )
    ]


def test_beside_one_hardly_filled_it_is_good_to_know() -> None:
    cells = [(row, measure) for row, values in FULL.items() for measure in values]
    for given, severity in (
        (1, Severity.INFO),
        (len(cells) // 2, Severity.WARNING),
        (len(cells) // 2 - 1, Severity.INFO),
    ):
        figures: Numbers = {row: {} for row in FULL}
        for row, measure in cells[:given]:
            figures[row][measure] = 2
        assert (len(cells) % 2, [told_of for _, told_of in told(figures)]) == (0, [severity])


def test_nothing_is_said_of_a_figure_given_of_a_report_all_blank_or_of_what_was_told() -> None:
    assert told(FULL | {"hai.lop": {"tong": 0}}) == []
    assert told({}) == []
    assert told(FULL, finding("row-missing", indicator="hai.lop", where="Dòng 1")) == []
    assert told(FULL, finding("table-missing", table="II. Kinh phí")) == []


def test_an_empty_list_of_units_is_no_forgotten_table() -> None:
    assert blank_tables(FULL, (), FORM) == []
    assert said(report()).findings == ()
