"""Decisions put in force, for reports drawn at random: what they change, and that they change nothing else."""

from __future__ import annotations

from datetime import datetime
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from htsd_cli.checks import CODES, examine
from htsd_cli.consolidate import Arrival, consolidate
from htsd_cli.decisions.apply import apply
from htsd_cli.decisions.doubts import doubt_about, doubts_of
from htsd_cli.decisions.values import Decision, Subject
from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.values.figures import Key, Number, origins_of
from htsd_cli.values.findings import Severity
from htsd_cli.values.submission import Submission, UnitName
from htsd_cli.values.time import VIETNAM
from tests.documents import FORM, document, form_rows, report

INTERPRETER = Interpreter(FORM)
CELLS = [(indicator.id, measure) for indicator, measure in FORM.measured()]
Cells = dict[tuple[str, str], str]
Values = dict[tuple[str, str], int | None]

# What may stand in a cell for itself alone: nothing, figures, and what is no figure.
TEXTS = st.sampled_from(["", "", "0", "1", "3", "12", "40", "250", "khoảng 30", "gần 7", "15%"])
REPORTS = st.dictionaries(st.sampled_from(CELLS), TEXTS, min_size=1, max_size=40)
DECIDED = st.dictionaries(
    st.sampled_from(CELLS), st.one_of(st.none(), st.integers(0, 60)), min_size=1, max_size=8
)


def understood(cells: Cells, file: str = "bao-cao.docx") -> Submission:
    rows: dict[str, list[str]] = {}
    for (indicator, measure), text in cells.items():
        rows.setdefault(indicator, ["", ""])[measure == "people"] = text
    drawn = report(form_rows({indicator: tuple(texts) for indicator, texts in rows.items()}))
    return submission_of(INTERPRETER, document(drawn), file)


def decisions(submission: Submission, values: Values) -> list[Decision]:
    found = []
    known = {doubt.subject: doubt for doubt in doubts_of(submission, FORM)}
    for (indicator, measure), value in values.items():
        subject = Subject(indicator, str(measure))
        doubt = known.get(subject) or doubt_about(subject, submission, FORM)
        found.append(Decision(subject, value, "Lan", "hỏi lại", "Dòng", doubt.text, doubt.origin))
    return found


def flat(submission: Submission) -> dict[tuple[str, str], Number]:
    return {(i, m): value for i, row in submission.numbers.items() for m, value in row.items()}


@settings(max_examples=60, deadline=None)
@given(REPORTS, DECIDED)
def test_a_report_as_decided_has_the_figures_of_one_in_which_the_decided_stands(
    cells: Cells, values: Values
) -> None:
    submission = understood(cells)
    written = understood(cells | {key: "" if value is None else str(value) for key, value in values.items()})
    if not submission.counted or not written.counted:
        return
    after = apply(submission, decisions(submission, values), FORM)
    assert after.numbers == written.numbers
    assert set(flat(after)) - {(i, m) for i, row in origins_of(after.figures).items() for m in row} <= {
        *((rule.total, rule.measure.value) for rule in FORM.sums),
        *values,
    }
    errors = [item for item in after.findings if item.severity is Severity.ERROR]
    assert [(item.code, item.indicator, item.measure) for item in errors] == [
        (item.code, item.indicator, item.measure)
        for item in written.findings
        if item.severity is Severity.ERROR
    ]
    # Of the warnings only those go that are about a decided figure itself and were there without the decision.
    left = {(item.code, item.indicator, item.measure) for item in after.findings if item.code in CODES}
    would = {(item.code, item.indicator, item.measure) for item in written.findings if item.code in CODES}
    assert left <= would
    assert {(indicator, measure) for _, indicator, measure in would - left} <= set(values)


@settings(max_examples=60, deadline=None)
@given(REPORTS, DECIDED)
def test_a_decision_changes_no_other_figure_that_stands_in_the_file(cells: Cells, values: Values) -> None:
    submission = understood(cells)
    after = apply(submission, decisions(submission, values), FORM)
    for indicator, places in origins_of(submission.figures).items():
        for measure, origin in places.items():
            if (indicator, measure) not in values:
                assert after.numbers[indicator][measure] == submission.numbers[indicator][measure]
                assert origins_of(after.figures)[indicator][measure] == origin
    if submission.counted:
        for (indicator, measure), value in values.items():
            decided = after.figures[Key(indicator, measure)].decided
            assert decided is not None
            assert decided.value == value
            if value is not None:
                assert after.numbers[indicator][measure] == value


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(REPORTS, DECIDED), min_size=1, max_size=4))
def test_the_total_is_the_sum_of_the_units_as_decided(reports: list[tuple[Cells, Values]]) -> None:
    arrivals = []
    for place, (cells, values) in enumerate(reports):
        submission = understood(cells, f"{place}.docx")
        submission = submission.model_copy(
            update={"unit": UnitName(name=f"Trường Mầm non Số {place}", kind="mn")}
        )
        decided = apply(submission, decisions(submission, values), FORM)
        arrivals.append(Arrival(decided, datetime(2024, 10, 1, tzinfo=VIETNAM), f"{place:016x}"))
    whole = consolidate(arrivals, FORM)
    for indicator, measure in FORM.measured():
        key = indicator.key(measure)
        given = [value for unit in whole.counted if (value := unit.value(key)) is not None]
        total = whole.totals.get(key)
        if not given:
            assert total is None
        elif indicator.adds_up == "sum":
            assert total == sum(given)
        else:
            assert total == min(1, max(given))


@settings(max_examples=30, deadline=None)
@given(REPORTS, DECIDED)
def test_the_order_of_decisions_does_not_matter_and_none_changes_nothing(
    cells: Cells, values: Values
) -> None:
    submission = understood(cells)
    assert apply(submission, [], FORM) is submission
    made = decisions(submission, dict(list(values.items())[:3]))
    assert len({apply(submission, order, FORM).model_dump_json() for order in permutations(made)}) == 1


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (39, " Cảnh báo đã được xem xét: 40 lớp/cuộc mà 39 người, ít người hơn số lớp/cuộc."),
        (45, ""),  # mended, nothing is left to look at
    ],
)
def test_of_a_warning_that_a_decision_mends_nothing_is_told(value: int, seen: str) -> None:
    submission = understood({("classes.literacy", "count"): "40", ("classes.literacy", "people"): "39"})
    after = apply(submission, decisions(submission, {("classes.literacy", "people"): value}), FORM)
    assert [item.message for item in after.findings if item.severity is not Severity.INFO] == []
    (told,) = (item.message for item in after.findings if item.code == "decided")
    assert told == (
        f"Dòng được xác nhận là {value} (báo cáo ghi “39”).{seen} Lý do: hỏi lại. Người xác nhận: Lan."
    )


@settings(max_examples=60, deadline=None)
@given(REPORTS)
def test_the_codes_of_the_rules_are_all_known(cells: Cells) -> None:
    submission = understood(cells)
    read = [item for item in submission.findings if item.code not in CODES]
    figures = {
        indicator: {m: v for m, v in row.items() if m in origins_of(submission.figures).get(indicator, {})}
        for indicator, row in submission.numbers.items()
    }
    full, told = examine(figures, origins_of(submission.figures), read, FORM)
    assert {item.code for item in told} <= CODES
    if submission.counted:
        assert {i: row for i, row in full.items() if row} == submission.numbers
