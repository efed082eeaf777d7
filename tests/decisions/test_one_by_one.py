"""One figure decided at a time: what is asked of it, what is done with what a person wrote, and how it is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from htsd_cli.decisions.apply import apply
from htsd_cli.decisions.doubts import Doubt, doubt_about, doubts_of, form_order, spot_of, subjects_of
from htsd_cli.decisions.lines import line_elsewhere, lines_about
from htsd_cli.decisions.placing import Place, Placer, Report
from htsd_cli.decisions.reading import Value, ValueReader
from htsd_cli.decisions.telling import Teller, told_of, typed_words, unplaced, where_of
from htsd_cli.decisions.values import Decision, Line, LineKey, Row, SheetText, State, Subject, shown_text
from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, CellKind
from htsd_cli.values.figures import Decided, Number
from htsd_cli.values.findings import Finding
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import Submission
from tests.documents import FORM, document, form_rows, report
from tests.interpret.grid import invented

INTERPRETER = Interpreter(FORM)
ROW, ARTS = "classes.foreign_language", "culture_sport.arts"
PEOPLE, COUNT = Subject(ROW, "people"), Subject(ROW, "count")


def understood(extra: str = "", **cells: tuple[str, ...]) -> Submission:
    rows = {name.replace("__", "."): texts for name, texts in cells.items()}
    return submission_of(INTERPRETER, document(report(form_rows(rows) + extra)), "bao-cao.docx")


SENT = understood(
    "| | Thi vẽ tranh | cuộc | 2 | 60 | |\n",
    classes__foreign_language=("2", "50-70"), culture_sport__arts=("", "60"), news_items=("7", ""),
    book_drive=("5", ""),
)  # fmt: skip
DOUBTS = {doubt.subject: doubt for doubt in doubts_of(SENT, FORM)}


def decided(subject: Subject, value: Number | None, text: str = "", **more: str) -> Decision:
    doubt = DOUBTS.get(subject) or doubt_about(subject, SENT, FORM)
    words = {"by": "Cô Lan .", "reason": "gọi điện hỏi lại ."} | more
    return Decision(subject, value, words["by"], words["reason"], where_of(doubt, FORM), text, doubt.origin)


EXTRA = next(subject for subject in DOUBTS if subject.spot and not subject.indicator)
HEADING = next(subject for subject in DOUBTS if subject.spot and subject.indicator)
LABEL = FORM.by_id[ROW].short_label


def told(submission: Submission) -> set[str]:
    return {f"{item.code} {item.indicator}.{item.measure}: {item.message}" for item in submission.findings}


def changed(*decisions: Decision) -> tuple[list[str], list[str], list[tuple[object, ...]]]:
    """Return what is told no longer, what is told besides, and the cells whose figures are others."""
    after = apply(SENT, decisions, FORM)
    cells: list[tuple[object, ...]] = [
        (*key, figure.value, figure.origin and figure.origin.column, figure.decided)
        for key, figure in after.figures.items()
        if SENT.figures.get(key) != figure
    ]
    gone = [line.split(":")[0] for line in sorted(told(SENT) - told(after))]
    return gone, [line.replace(LABEL, "…") for line in sorted(told(after) - told(SENT))], cells


def test_what_waits_for_a_decision_stands_in_the_forms_order_with_what_counts_meanwhile() -> None:
    found = [
        (doubt.subject.indicator, doubt.subject.measure, bool(doubt.subject.spot), doubt.column, doubt.text,
         doubt.counted, doubt.error, doubt.origin and doubt.origin.column)
        for doubt in DOUBTS.values()
    ]  # fmt: skip
    assert found == [
        (ROW, "people", False, "Người", "50-70", None, True, 5),
        ("book_drive", "", True, "(ngoài mẫu)", "5", None, True, 4),
        (ARTS, "count", False, "Số lớp/số cuộc thi", "", None, False, None),
        (ARTS, "people", False, "Người", "60", 60, False, 5),
        ("", "", True, "(ngoài mẫu)", "Thi vẽ tranh | cuộc | 2 | 60", None, True, 4),
    ]
    assert [len(doubt.findings) for doubt in DOUBTS.values()] == [1] * 5
    warning, error = DOUBTS[Subject(ARTS, "people")].findings[0], DOUBTS[PEOPLE].findings[0]
    for meant in (None, 60):  # the worst one's that has one
        both = [replace(warning, suggestion=70), replace(error, suggestion=meant)]
        assert replace(DOUBTS[PEOPLE], findings=both).suggestion == (meant or 70)
    assert (DOUBTS[EXTRA].indicator, DOUBTS[PEOPLE].indicator) == ("Thi vẽ tranh", LABEL)
    assert doubts_of(SENT.model_copy(update={"counted": False}), FORM) == []
    twice = SENT.model_copy(update={"findings": (*SENT.findings, *SENT.findings)})
    assert doubts_of(twice, FORM) == list(DOUBTS.values())
    gone = doubt_about(Subject("khac", "count"), SENT, FORM)  # a row that the form has no longer
    assert (gone.indicator, gone.column, gone.text) == ("khac", "count", "")


def test_a_figure_counts_as_decided_and_what_follows_from_it_is_told_anew() -> None:
    where = "Dòng “…”, cột “Người” được xác nhận là"
    gone = ["range classes.foreign_language.people"]
    asked = "Lý do: gọi điện hỏi lại. Người xác nhận: Cô Lan."
    told_now, cells = changed(decided(PEOPLE, 60, "50-70"))[1:]
    assert told_now == [
        f"decided {ROW}.people: {where} 60 (báo cáo ghi “50-70”). {asked}",
        "total-derived classes.participants.people: Dòng “Tổng số người tham gia”, cột “Người” để trống; đã cộng các"
        " dòng bên dưới được 60.",
    ]
    assert cells == [
        ("classes.participants", "people", 60, None, None),
        (ROW, "people", 60, 5, Decided(60, "Cô Lan .", "gọi điện hỏi lại .", "50-70")),
    ]
    assert changed(decided(PEOPLE, None, "50-70", reason="")) == (
        gone,
        [
            f"count-without-people {ROW}.count: Dòng “…”, cột “Số lớp/số cuộc thi” có 2 lớp/cuộc nhưng số người để"
            " trống.",
            f"decided {ROW}.people: {where} để trống (báo cáo ghi “50-70”). Lý do: không ghi. Người xác nhận: Cô Lan.",
        ],
        [(ROW, "people", None, None, Decided(None, "Cô Lan .", "", "50-70"))],
    )
    assert changed(decided(PEOPLE, 0))[0] == gone
    assert f"decided {ROW}.people: {where} 0 (báo cáo để trống). {asked}" in changed(decided(PEOPLE, 0))[1]


def test_a_warning_that_a_decision_answers_is_told_with_it() -> None:
    people, count = decided(Subject(ARTS, "people"), 60, "60"), decided(Subject(ARTS, "count"), 0)
    where, asked = "Dòng “Hoạt động văn nghệ”, cột", "Lý do: gọi điện hỏi lại. Người xác nhận: Cô Lan."
    answer = "Cảnh báo đã được xem xét: có 60 người nhưng số lớp/số cuộc"
    assert changed(people)[:2] == (
        [f"people-without-count {ARTS}.people"],
        [
            f"decided {ARTS}.people: {where} “Người” được xác nhận là 60 (báo cáo ghi “60”). {answer} để trống. {asked}"
        ],
    )
    both = changed(people, count)[1]
    assert both[:2] == [
        f"decided {ARTS}.count: {where} “Số lớp/số cuộc thi” được xác nhận là 0 (báo cáo để trống). {asked}",
        f"decided {ARTS}.people: {where} “Người” được xác nhận là 60 (báo cáo ghi “60”). {answer} ghi 0. {asked}",
    ]
    assert changed(count, people)[1] == both
    # The slip in a decision shows like any other figure's.
    assert f"people-without-count {ARTS}.people" not in {line.split(":")[0] for line in both}
    slip = changed(decided(Subject(ARTS, "count"), 61))[1]
    assert [line.split(":")[0] for line in slip] == [
        f"decided {ARTS}.count", f"out-of-proportion {ARTS}.people", "total-without-row culture_sport.count",
    ]  # fmt: skip


def test_a_total_decided_to_be_blank_is_derived_anew_and_stands_nowhere_in_the_file() -> None:
    sent = understood(culture_sport=("9", ""), culture_sport__arts=("2", "60"))
    subject = Subject("culture_sport", "count")
    at = sent.figures[subject.cell].origin
    blank = Decision(subject, None, "Lan", "", "Dòng", "9", at)
    assert at is not None
    after = apply(sent, [blank], FORM).figures[subject.cell]
    assert (after.value, after.origin, after.decided) == (2, None, Decided(None, "Lan", "", "9"))
    kept = apply(sent, [replace(blank, value=3)], FORM).figures[subject.cell]
    assert (kept.value, kept.origin) == (3, at)


def test_a_blank_total_of_a_consolidated_report_stays_blank_whatever_is_decided_beside_it() -> None:
    made = SENT.model_copy(update={"marks": {"output": "report"}})
    assert apply(SENT, [decided(PEOPLE, 60)], FORM).numbers["classes.participants"] == {"people": 60}
    after = apply(made, [decided(PEOPLE, 60)], FORM)
    assert ("classes.participants" in after.numbers, after.numbers[ROW]) == (
        False,
        {"count": 2, "people": 60},
    )


def test_a_slip_in_a_decision_about_the_very_figure_is_a_warning_beside_it() -> None:
    assert [line.split(":")[0] for line in changed(decided(PEOPLE, 5000, "50-70"))[1]] == [
        f"decided {ROW}.people", f"out-of-proportion {ROW}.people", "total-derived classes.participants.people",
    ]  # fmt: skip
    assert [line for line in changed(decided(PEOPLE, 5000))[1] if "Cảnh báo đã được xem xét" in line] == []


def test_what_was_good_to_know_of_how_a_figure_was_read_is_beside_the_point_once_another_counts() -> None:
    told = [
        finding(
            "scaled-amount",
            indicator=ROW,
            measure=measure,
            where="Dòng",
            text="2",
            computed="2",
            parts="x",
            unit="nghìn đồng",
            value=2,
        )
        for measure in ("people", "count")
    ]
    sent = SENT.model_copy(update={"findings": tuple(told)})
    after = apply(sent, [decided(PEOPLE, 60)], FORM)
    assert [item.measure for item in after.findings if item.code == "scaled-amount"] == ["count"]


def test_what_stands_outside_the_forms_cells_is_decided_not_to_count() -> None:
    words = (
        "được xác nhận là không tính (báo cáo ghi “2 | 60”). Lý do: gọi điện hỏi lại. Người xác nhận: Cô Lan."
    )
    assert changed(decided(EXTRA, None, "2 | 60")) == (
        ["extra-row None.None"],
        [f"decided None.None: Dòng thêm “Thi vẽ tranh” {words}"],
        [],
    )
    assert changed(decided(HEADING, None, "5"))[0] == ["figure-on-heading-row book_drive.None"]


def test_nothing_is_changed_without_a_decision_or_in_a_report_that_does_not_count() -> None:
    assert apply(SENT, [], FORM) is SENT
    held = SENT.model_copy(update={"counted": False})
    assert apply(held, [decided(PEOPLE, 60)], FORM) is held


def test_subjects_stand_as_in_the_form_and_added_rows_behind_it() -> None:
    subjects = [PEOPLE, COUNT, Subject(ARTS, "count"), Subject(spot="0044-x"), Subject(ROW, "", "0005-y")]
    assert sorted(subjects, key=lambda item: form_order(item, FORM)) == [
        COUNT, PEOPLE, Subject(ROW, "", "0005-y"), Subject(ARTS, "count"), Subject(spot="0044-x"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "indicator", "measure", "subjects"),
    [
        ("range", ROW, "people", [PEOPLE]),
        ("range", ROW, None, [COUNT, PEOPLE]),
        ("out-of-proportion", ROW, "people", [COUNT, PEOPLE]),
        ("people-without-count", ROW, "people", [COUNT, PEOPLE]),
        ("count-without-people", ROW, "count", [COUNT, PEOPLE]),
        ("range", ROW, "amount", [Subject(ROW, "amount", "…")]),  # where none is asked
        ("total-derived", ROW, "people", []),  # good to know
        ("wrong-year", None, None, []),  # of the file
        ("people-without-count", "book_drive", None, []),  # a warning where nothing is asked
    ],
)
def test_what_can_be_decided_of_a_finding(
    code: str, indicator: str | None, measure: str | None, subjects: list[Subject]
) -> None:
    about = finding(
        code, indicator=indicator, measure=measure, where="Dòng", text="x", suggested="", computed="1", found=1,
        expected=2, count=1, people=1, detail="", each="", counted="", state="", counts="", either="", says="",
        event="", parts="x",
    )  # fmt: skip
    assert [item._replace(spot=item.spot and "…") for item in subjects_of(about, FORM)] == subjects


def row(typed: str | float | None = "60", kind: CellKind = CellKind.TEXT, **more: object) -> Row:
    value = None if typed is None else typed if kind is CellKind.NUMBER else None
    cell = None if typed is None else Cell(str(typed), 7, 5, kind=kind, value=value)  # type: ignore[arg-type]
    shown = SheetText("Trường Hoa Sen", LABEL, "Người", "50-70")
    made = Row(Path("2026/quyet-dinh.xlsx"), 7, shown, True, None, cell, "hỏi lại", "Lan")
    return replace(made, **more)  # type: ignore[arg-type]


A_NUMBER = "Ghi một số nguyên từ 0 trở lên{}; không có số liệu thì ghi “để trống”."


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        (None, CellKind.TEXT, Value()),
        ("60", CellKind.TEXT, Value(60)),
        ("60 người", CellKind.TEXT, Value(60)),
        (60, CellKind.NUMBER, Value(60)),
        ("1.250", CellKind.TEXT, Value(1250)),
        (" 1250 ", CellKind.TEXT, Value(1250)),
        (1250.0, CellKind.NUMBER, Value(1250)),
        (0, CellKind.NUMBER, Value(0)),
        ("không", CellKind.TEXT, Value(0)),
        *((typed, CellKind.TEXT, Value()) for typed in ("Để trống.", "để trống", "bỏ trống")),
        ("không tính", CellKind.TEXT, Value()),
        ("X", CellKind.TEXT, Value(55)),
        (" đồng ý. ", CellKind.TEXT, Value(55)),
        ("2 lớp", CellKind.TEXT, Value(None, "không rõ là số nào", A_NUMBER.format(""))),
        ("2-3", CellKind.TEXT, Value(None, "không rõ là số nào", A_NUMBER.format(""))),
        ("khoảng 3", CellKind.TEXT, Value(None, "không rõ là số nào", A_NUMBER.format(" (có phải 3?)"), 3)),
        ("mười lăm hay", CellKind.TEXT, Value(None, "không rõ là số nào", A_NUMBER.format(""))),
        ("60", CellKind.DATE, Value(None, "không rõ là số nào", A_NUMBER.format(""))),
        (2.5, CellKind.NUMBER, Value(None, "không rõ là số nào", A_NUMBER.format(" (có phải 2.500?)"), 2500)),
    ],
)
def test_a_typed_value_is_read_as_a_figure_of_a_report_or_a_word_for_none(
    typed: str | float | None, kind: CellKind, value: Value
) -> None:
    assert ValueReader(FORM).read(row(typed, kind), PEOPLE, 55, 50) == value


def test_agreeing_means_what_is_suggested_else_what_counts_now_and_neither_is_not_understood() -> None:
    reader = ValueReader(FORM)
    assert reader.read(row("x"), PEOPLE, None, 50) == Value(50)
    assert reader.read(row("x"), PEOPLE, 0, 50) == Value(0)
    nothing = Value(None, "mà dòng này không có gợi ý để đồng ý", "Ghi chính số đúng, hoặc “để trống”.")
    assert reader.read(row("x"), PEOPLE) == nothing
    assert reader.read(row("x"), EXTRA) == Value()
    assert reader.read(row("60"), EXTRA).why == "mà chỗ này chỉ nhận “không tính”"
    assert reader.read(row("60"), EXTRA).cure == (
        "Ghi “không tính” nếu đúng là không tính; muốn cộng vào chỉ tiêu nào thì thêm một dòng cho chỉ tiêu ấy: chép"
        " đơn vị, chỉ tiêu, cột và nội dung báo cáo đang ghi, rồi ghi giá trị đúng."
    )
    budget = Subject("funding.state_budget", "amount")
    assert reader.read(row("12.500.000 đồng"), budget) == Value(12_500_000)
    assert reader.read(row("5 cuộc"), budget).cure.startswith(
        "Ghi đủ số đồng, ví dụ 12.500.000 (có phải 5?);"
    )


def test_a_value_of_any_form_may_have_decimals_where_the_form_asks_for_them() -> None:
    reader = ValueReader(invented.FORM)
    assert reader.read(row("12,5"), Subject("ti_le", "tong")) == Value(Decimal("12.5"))
    said = reader.read(row("12,5 lớp"), Subject("ti_le", "tong"))
    assert (said.why, said.cure) == (
        "không rõ là số nào", "Ghi một số, phần lẻ sau dấu phẩy; không có số liệu thì ghi “để trống”.",
    )  # fmt: skip
    said = reader.read(row("-3"), Subject("lop", "tong"))
    assert (said.cure, said.suggestion) == (A_NUMBER.format(" (có phải 3?)"), 3)


@pytest.mark.parametrize("typed", ["300-345", "1,5", -3, "xem lại", "45 GV + 300 HS", "30%", 1.25])
def test_what_is_no_certain_count_is_never_applied(typed: str | float) -> None:
    kind = CellKind.TEXT if isinstance(typed, str) else CellKind.NUMBER
    said = ValueReader(FORM).read(row(typed, kind), PEOPLE, 345)
    assert (said.value, said.why) == (None, "không rõ là số nào")


@pytest.mark.parametrize(
    ("typed", "kind", "words"),
    [
        ("60 người", CellKind.TEXT, "60 người"), (1200, CellKind.NUMBER, "1.200"), (1200.0, CellKind.NUMBER, "1.200"),
        (12.5, CellKind.NUMBER, "12,5"), (None, CellKind.TEXT, "None"), ("12.5 triệu", CellKind.TEXT, "12.5 triệu"),
    ],
)  # fmt: skip
def test_a_typed_value_is_told_as_it_is_written_officially(
    typed: str | float | None, kind: CellKind, words: str
) -> None:
    assert typed_words(row(typed, kind)) == words


def messages(*found: Finding) -> list[str]:
    return [f"{item.code} {item.suggestion}: {item.message.replace(LABEL, '…')}" for item in found]


GONE = "không còn được áp dụng vì tệp của đơn vị đã thay đổi"


def test_what_was_not_applied_is_told_with_its_place_and_why() -> None:
    tell = Teller(DOUBTS[PEOPLE], FORM)
    found = [
        tell.conflict(2, ["60", "61"]), tell.copies(row(), ["60", "61"]), tell.unsigned(row()),
        tell.unreadable(row(), "không rõ là số nào", "Ghi số.", 6), tell.expired(row(), 60, "ghi “70”"),
        tell.obsolete(row(), "tệp hiện nay ghi đúng"),
    ]  # fmt: skip
    where, sheet = "Dòng “…”, cột “Người”:", "can-xac-nhan.xlsx"
    assert messages(*found) == [
        f"decision-conflict None: {where} {sheet} có 2 dòng xác nhận khác nhau (“60”, “61”) nên chưa dòng nào được áp"
        " dụng.",
        f"decision-copies None: {where} các tệp {sheet} ghi khác nhau (“60”, “61”); dùng tệp lưu sau cùng:"
        " 2026/quyet-dinh.xlsx.",
        f"decision-unsigned None: {where} xác nhận “60” trong {sheet} chưa có người xác nhận nên chưa được áp dụng.",
        f"decision-unreadable 6: {where} ô “Giá trị đúng” trong {sheet} ghi “60”, không rõ là số nào, nên xác nhận chưa"
        " được áp dụng.",
        f"decision-expired 60: {where} xác nhận “60” của Lan {GONE}; tệp hiện nay ghi “70”.",
        f"decision-obsolete None: {where} xác nhận “60” cho tệp trước {GONE}; tệp hiện nay ghi đúng.",
    ]
    assert found[3].hint == "Ghi số."
    assert {(item.indicator, item.measure, item.origin and item.origin.column) for item in found} == {
        (ROW, "people", 5)
    }
    lost = "trong can-xac-nhan.xlsx chưa được áp dụng: ô bị xáo trộn."
    assert messages(
        unplaced(row(), "ô bị xáo trộn"), unplaced(row(shown=SheetText("", "", "", "")), "ô bị xáo trộn")
    ) == [
        f"decision-unplaced None: Dòng xác nhận “Trường Hoa Sen – … – Người” {lost}",
        f"decision-unplaced None: Dòng xác nhận “dòng 7” {lost}",
    ]


def test_a_decision_made_for_another_file_is_needed_still_or_no_longer() -> None:
    spot = row("không tính", shown=SheetText("Trường Hoa Sen", "Thi vẽ tranh", "(ngoài mẫu)", "2 | 60"))
    count, arts = (
        "Dòng “…”, cột “Số lớp/số cuộc thi”:",
        "Dòng “Hoạt động văn nghệ”, cột “Số lớp/số cuộc thi”:",
    )
    said = f"xác nhận “không tính” cho tệp trước {GONE}; tệp hiện nay"
    assert messages(
        told_of(row(), PEOPLE, 60, SENT, FORM),
        told_of(row(), COUNT, 2, SENT, FORM),
        told_of(row(), COUNT, 3, SENT, FORM),
        told_of(row(), Subject(ARTS, "count"), 3, SENT, FORM),
        told_of(spot, EXTRA, None, SENT, FORM),
        *(
            told_of(spot, EXTRA, None, understood(**cells), FORM)
            for cells in ({"news_items": ("7",)}, {"news_items": ("7",), "book_drive": ("5", "")})
        ),
    ) == [
        f"decision-expired 60: Dòng “…”, cột “Người”: xác nhận “60” của Lan {GONE}; tệp hiện nay ghi “50-70”.",
        f"decision-obsolete None: {count} xác nhận “60” cho tệp trước {GONE}; tệp hiện nay ghi đúng như đã xác nhận.",
        f"decision-expired 3: {count} xác nhận “60” của Lan {GONE}; tệp hiện nay ghi “2”.",
        f"decision-expired 3: {arts} xác nhận “60” của Lan {GONE}; tệp hiện nay để trống ô này.",
        "decision-expired None: Dòng thêm “Thi vẽ tranh”: xác nhận “không tính” của Lan"
        f" {GONE}; tệp hiện nay vẫn có số ở ngoài mẫu.",
        *(f"decision-obsolete None: Dòng thêm “Thi vẽ tranh”: {said} không còn chỗ ấy." for _ in range(2)),
    ]


REPORT = Report("Trường Hoa Sen", "hoa-sen", "0" * 16, SENT)
NOTED = ("tệp", "ô", "đã ghi 50")
PLACE, RANGE = "bảng số liệu, dòng 6, cột 5", "Một khoảng, cần một số."


def lines(
    doubt: Doubt, *rows: Row, decision: Decision | None = None, refused: Finding | None = None
) -> list[tuple[object, ...]]:
    made = lines_about(REPORT, doubt, rows, decision=decision, refused=refused, form=FORM)
    return [
        (line.state.name, line.said, line.suggestion, line.counted, line.place, line.error, line.trouble,
         line.row and line.row.number)
        for line in made
    ]  # fmt: skip


def test_a_line_says_what_is_asked_where_it_stands_and_what_counts_meanwhile() -> None:
    blank = "Có 60 người nhưng số lớp/số cuộc để trống."
    assert lines(DOUBTS[PEOPLE]) == [
        ("OPEN", "Cần xác nhận: chưa được cộng", None, None, PLACE, True, RANGE, None)
    ]
    assert lines(DOUBTS[Subject(ARTS, "count")]) == [
        ("OPEN", "Nên xem lại: ô để trống", None, None, "", False, blank, None)
    ]
    assert lines(DOUBTS[Subject(ARTS, "people")]) == [
        ("OPEN", "Nên xem lại: đã được cộng", None, 60, "bảng số liệu, dòng 31, cột 5", False, blank, None)
    ]
    assert lines(DOUBTS[EXTRA])[0][:5] == (
        "OPEN", "Cần xác nhận: chưa được cộng", "không tính", None, "bảng số liệu, dòng 44, cột 4",
    )  # fmt: skip
    (line,) = lines_about(REPORT, DOUBTS[PEOPLE], [], decision=None, refused=None, form=FORM)
    assert line.key == LineKey("0" * 16, PEOPLE, line.shown.who, line.shown.what, "hoa-sen")
    assert (line.file, line.shown) == ("bao-cao.docx", SheetText("Trường Hoa Sen", LABEL, "Người", "50-70"))
    twice = Doubt(PEOPLE, LABEL, "Người", "", None, None, [*DOUBTS[PEOPLE].findings] * 2)
    assert lines(twice)[0][6] == f"{RANGE}\n{RANGE}"
    missing = finding("row-missing", indicator=ROW, measure="people", where="Dòng")
    assert lines(Doubt(PEOPLE, LABEL, "Người", "", None, None, [missing]))[0][1] in (
        "Nên xem lại: không có dòng này", "Cần xác nhận: chưa được cộng",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("origin", "place"),
    [
        (Origin(sheet="BC", row=6, column=5, cell="E6"), "trang “BC”, ô E6"),
        (Origin(sheet="BC", row=6, column=5), "trang “BC”"),
        (Origin(table=2, row=6, column=5), "bảng số liệu, dòng 6, cột 5"),
        (Origin(table=2, column=5), "bảng số liệu, cột 5"),
        (Origin(row=6), "dòng 6"),
        (None, ""),
    ],
)
def test_a_place_is_told_as_the_program_that_shows_it_has_it(origin: Origin | None, place: str) -> None:
    assert lines(replace(DOUBTS[PEOPLE], origin=origin))[0][4] == place


def test_a_line_says_what_became_of_a_decision() -> None:
    made = decided(PEOPLE, 60, "50-70")
    settled = doubt_about(PEOPLE, SENT, FORM)
    assert lines(settled, row(noted=NOTED, suggestion=65), decision=made) == [
        ("APPLIED", "Đã áp dụng: 60.", 65, None, "", False, "đã ghi 50", 7)
    ]
    said = "Đã áp dụng: 60. Chưa ghi lý do. Còn cảnh báo, xin xem lại."
    rows = (row(), row("61", number=8), row(number=9))
    assert lines(DOUBTS[PEOPLE], *rows, decision=replace(made, reason="")) == [
        ("APPLIED", said, None, None, PLACE, True, RANGE, number) for number in (7, 8)
    ]
    shown = SheetText("Trường Hoa Sen", "Thi vẽ tranh", "(ngoài mẫu)", "2 | 60")
    assert lines(
        replace(DOUBTS[EXTRA], findings=[]), row("không tính", shown=shown), decision=decided(EXTRA, None)
    ) == [
        ("APPLIED", "Đã áp dụng: không tính.", "không tính", None, "bảng số liệu, dòng 44, cột 4", False, "", 7)
    ]  # fmt: skip
    for doubt, said_of in (
        (doubt_about(EXTRA, SENT, FORM), shown),
        (DOUBTS[PEOPLE], SheetText(*shown[:1], LABEL, "Người", "50-70")),
    ):
        (line,) = lines_about(REPORT, doubt, [row(shown=shown)], decision=None, refused=None, form=FORM)
        assert line.shown == said_of
    assert lines(DOUBTS[PEOPLE], row(), refused=Teller(DOUBTS[PEOPLE], FORM).unsigned(row())) == [
        (
            "REFUSED",
            "Chưa áp dụng: xác nhận chưa có người chịu trách nhiệm",
            None,
            None,
            PLACE,
            True,
            RANGE,
            7,
        )
    ]


@pytest.mark.parametrize(
    ("place", "state", "said"),
    [
        (Place(why="ô bị xáo trộn"), State.LOST, "Chưa áp dụng: ô bị xáo trộn"),
        (Place(None, PEOPLE), State.WAITING, "Chờ: chưa có báo cáo của đơn vị trong lần tổng hợp này"),
        (Place(REPORT, PEOPLE, True), State.WAITING, "Chờ: cả báo cáo của đơn vị chưa được cộng"),
        (
            Place(REPORT, PEOPLE), State.EXPIRED,
            "Hết hiệu lực: tệp đã thay đổi sau khi xác nhận; xin xác nhận lại",
        ),
    ],
)  # fmt: skip
def test_what_applies_to_no_report_now_stays_in_the_sheet_as_it_stood(
    place: Place, state: State, said: str
) -> None:
    kept = row(noted=NOTED, suggestion=5)
    assert line_elsewhere(kept, place) == Line(
        state, kept.shown, said, None, 5, kept, "đã ghi 50", None, "tệp", "ô", state is State.LOST
    )


def test_a_line_without_a_key_may_name_the_only_figure_of_a_row_by_any_column_where_it_may_stand() -> None:
    sent = understood(funding__state_budget=("", "5.000.000"), culture_sport__arts=("1", "60"))
    placer = Placer([Report("Trường Hoa Sen", "", "0", sent)], (), FORM)

    def placed(label: str, column: str, text: str) -> str:
        place = placer.place(row(shown=SheetText("Trường Hoa Sen", label, column, text)))
        return place.subject.measure if place.subject else place.why

    budget = FORM.by_id["funding.state_budget"].short_label
    columns = ("Đồng", "Người", "Số lớp/số cuộc thi", "")
    assert {placed(budget, column, "5.000.000") for column in columns} == {"amount"}
    assert placed(budget, "Ghi chú", "5.000.000").startswith("không rõ cột nào (cột “Cột” ghi “Ghi chú”")
    assert [placed(FORM.by_id[ARTS].short_label, column, text) for column, text in (("Người", "60"), ("", "1"))] == [
        "people", "không rõ cột nào (cột “Cột” ghi “”, dòng này có “Số lớp/số cuộc thi” và “Người”)",
    ]  # fmt: skip


def test_a_line_is_known_again_by_short_digests_of_what_it_shows_whatever_its_spacing() -> None:
    shown = SheetText("Trường Hoa Sen", LABEL, "Người", "50-70")
    assert (shown.who, shown.what) == (replace_spaces(shown).who, replace_spaces(shown).what)
    assert {len(shown.who), len(shown.what)} == {10}
    assert shown.called == f"Trường Hoa Sen – {LABEL} – Người"
    assert SheetText("A", "", "B", "").called == "A – B"
    key = LineKey("0" * 16, PEOPLE, shown.who, shown.what)
    assert str(key) == f"{'0' * 16}/{ROW}/people/-/{shown.who}/{shown.what}/-"
    assert LineKey.parse(f" {key} ") == key
    assert LineKey.parse(f"{key}/x") == key._replace(unit_id="-/x")  # an id may hold a stroke
    for text in ("", str(key)[1:], str(key)[:-2], f"g{str(key)[1:]}"):
        assert LineKey.parse(text) is None


def replace_spaces(shown: SheetText) -> SheetText:
    return SheetText(*(f" {text.replace(' ', '  ')} " for text in shown))


def test_a_long_text_is_shown_in_part() -> None:
    assert shown_text(f"  {'a' * 1000} ") == "a" * 1000
    assert shown_text("a" * 1001) == f"{'a' * 1000} […]"
    assert shown_text("a\ud800") == "a?"


def test_a_line_is_blank_where_nothing_stands_and_counts() -> None:
    line = Line(State.OPEN, SheetText("A", "B", "C", " "), "")
    assert (line.is_blank, replace(line, counted=0).is_blank) == (True, False)
    assert not replace(line, shown=SheetText("A", "B", "C", "x")).is_blank


def test_a_typed_number_beside_what_is_no_number_is_no_value() -> None:
    said = ValueReader(invented.FORM).read(row("12-13"), Subject("lop", "tong"))
    assert (said.value, said.why) == (None, "không rõ là số nào")


def test_a_spot_is_known_by_its_row_and_a_digest_whatever_letters_its_sheet_has() -> None:
    about = finding("estimate", origin=Origin(sheet="a\ud800", row=7), where="Dòng", text="x", suggested="")
    spot = spot_of(about)
    assert (spot[:5], len(spot)) == ("0007-", 13)
    assert spot == spot_of(about) != spot_of(replace(about, origin=Origin(sheet="a", row=7)))
    assert spot_of(replace(about, origin=None)).startswith("0000-")
    assert SheetText("a\ud800", "", "", "").who != SheetText("a", "", "", "").who
