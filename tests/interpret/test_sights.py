"""What is seen beside a cell's text, what nobody sees, and what notes say: told where it may change a figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from htsd_cli.interpret import Interpretation, Interpreter
from htsd_cli.interpret.sights import notes_of, with_lost_rows, with_typed_marks
from htsd_cli.values.document import LOST_TABLE, Cell, CellKind, Document, Paragraph, Seen, Sight, Table
from htsd_cli.values.figures import Number, Numbers
from htsd_cli.values.findings import Finding
from tests.documents import FORM, document, form_rows, report

INTERPRETER = Interpreter(FORM)
ANCHOR = {"classes.professional": ("1", "30")}
NEWS, ARTS, BUDGET = "news_items", "culture_sport.arts", "funding.state_budget"
STT, LABEL, UNIT, COUNT, PEOPLE, NOTE = range(1, 7)


def drawn(
    cells: Mapping[str, tuple[str, ...]], changes: Mapping[tuple[str, int], Mapping[str, object]]
) -> Document:
    """Return a report with some cells of the form's rows changed: (indicator, column) -> fields of the cell."""
    made = document(report(form_rows(ANCHOR | dict(cells))))
    rows = {2 + FORM.position[indicator] + 1: indicator for indicator in FORM.by_id}

    def changed(cell: Cell) -> Cell:
        indicator = rows.get(cell.row, "")
        fields = dict(changes.get((indicator, cell.column), {}))
        if (indicator, 0) in changes:
            fields |= changes[indicator, 0]
        return cell._replace(**fields)  # type: ignore[arg-type]

    blocks = tuple(
        block
        if isinstance(block, Paragraph) or len(block.rows) < len(FORM.indicators)
        else block._replace(rows=tuple(tuple(changed(cell) for cell in row) for row in block.rows))
        for block in made.blocks
    )
    return made._replace(blocks=blocks)


def read(
    cells: Mapping[str, tuple[str, ...]], changes: Mapping[tuple[str, int], Mapping[str, object]]
) -> tuple[Numbers, list[Finding], dict[str, str]]:
    """Return the figures beside the anchor's, the findings and the notes."""
    ((_, statistics),) = INTERPRETER.read(drawn(cells, changes)).tables
    figures = {name: row for name, row in statistics.figures.items() if name not in ANCHOR}
    return figures, statistics.findings, statistics.notes


def told(findings: list[Finding]) -> list[tuple[str, str, str | None, str | None, Number | None]]:
    return [
        (item.code, item.severity.value, item.indicator, item.measure and str(item.measure), item.suggestion)
        for item in findings
    ]


def seen(sight: Sight, text: str = "") -> dict[str, object]:
    return {"sights": (Seen(sight, text),)}


# -- letters left out of a text ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sight", "text", "code", "severity"),
    [
        (Sight.STRUCK, "9", "struck-letters", "info"),
        (Sight.STRUCK, "chín", "struck-letters", "info"),
        (Sight.RAISED, "1", "raised-mark", "info"),
        (Sight.UNSEEN, "9", "unseen-letters", "warning"),
        (Sight.UNSEEN, "khoảng", "unseen-letters", "warning"),
    ],
)
def test_letters_left_out_beside_a_figure_are_told_and_the_figure_counts(
    sight: Sight, text: str, code: str, severity: str
) -> None:
    figures, findings, _ = read({NEWS: ("14",)}, {(NEWS, COUNT): seen(sight, text)})
    assert figures == {NEWS: {"count": 14}}
    assert told(findings) == [(code, severity, NEWS, "count", None)]


@pytest.mark.parametrize(
    ("sight", "text"),
    [(Sight.STRUCK, " – "), (Sight.RAISED, "(*)"), (Sight.UNSEEN, " "), (Sight.PLACEHOLDER, "Bấm để nhập")],
)
def test_marks_left_out_beside_a_figure_say_nothing(sight: Sight, text: str) -> None:
    figures, findings, _ = read({NEWS: ("14",)}, {(NEWS, COUNT): seen(sight, text)})
    assert (figures, findings) == ({NEWS: {"count": 14}}, [])


@pytest.mark.parametrize(
    ("sight", "suggestion"),
    [(Sight.STRUCK, None), (Sight.RAISED, 14), (Sight.UNSEEN, 14), (Sight.PLACEHOLDER, 14)],
)
def test_a_cell_with_only_left_out_digits_is_an_error(sight: Sight, suggestion: Number | None) -> None:
    figures, findings, _ = read({}, {(NEWS, COUNT): seen(sight, "14")})
    assert figures == {}
    assert told(findings) == [("left-out-figure", "error", NEWS, "count", suggestion)]


@pytest.mark.parametrize("prompt", ["Bấm vào đây để nhập", "Ghi số, như 14 hoặc 0", "0", "Không"])
def test_the_prompt_of_a_control_left_alone_is_a_blank(prompt: str) -> None:
    figures, findings, _ = read({}, {(NEWS, COUNT): seen(Sight.PLACEHOLDER, prompt)})
    assert (figures, findings) == ({}, [])


@pytest.mark.parametrize("sight", [Sight.UNSEEN, Sight.STRUCK])
def test_a_word_for_zero_that_was_left_out_is_no_blank(sight: Sight) -> None:
    figures, (finding,), _ = read({}, {(NEWS, COUNT): seen(sight, "Không")})
    assert (figures, finding.code) == ({}, "left-out-figure")
    assert finding.suggestion == (None if sight is Sight.STRUCK else 0)


def test_a_struck_figure_is_told_in_words() -> None:
    _, (finding,), _ = read({}, {(NEWS, COUNT): seen(Sight.STRUCK, "2")})
    assert finding.message == (
        "Dòng 2 “Số tin bài về các hoạt động của Tuần lễ”, cột “Số lớp/số cuộc thi” không còn số nào: "
        "trong ô chỉ có “2” là chữ bị gạch ngang."
    )


# -- what is seen without being text -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sight", "text", "suggestion"),
    [
        (Sight.LIST_NUMBER, "2.", 2),
        (Sight.LIST_NUMBER, "-", 0),
        (Sight.PICTURE, "", None),
        (Sight.CONTROL, "14", 14),
        (Sight.CONTROL, "", None),
        (Sight.TEXT_BOX, "14 tin", 14),
        (Sight.OBJECT, "Excel", None),
        (Sight.EXPONENT, "10³", None),
        (Sight.FORMAT, "14", 14),
        (Sight.UNKNOWN, "w:thing", None),
        (Sight.UNKNOWN, r"trường ADVANCE \u6", None),
    ],
)
def test_a_blank_beside_something_seen_is_an_error(
    sight: Sight, text: str, suggestion: Number | None
) -> None:
    figures, findings, _ = read({}, {(NEWS, COUNT): seen(sight, text)})
    code = "shown-otherwise" if sight is Sight.FORMAT else "shown-not-text"
    assert figures == {}
    assert told(findings) == [(code, "error", NEWS, "count", suggestion)]


@pytest.mark.parametrize(
    ("sight", "text", "suggestion"),
    [
        (Sight.LIST_NUMBER, "1.", None),
        (Sight.LIST_NUMBER, "", 7),
        (Sight.PICTURE, "", 7),
        (Sight.CONTROL, "14", 14),
        (Sight.TEXT_BOX, "14", 14),
        (Sight.EXPONENT, "7²", None),
        (Sight.FORMAT, "khoảng 7", 7),
        (Sight.FORMAT, "7%", 7),
        (Sight.STALE, "9", 9),
        (Sight.UNKNOWN, "w:thing", None),
    ],
)
def test_a_figure_that_the_paper_shows_otherwise_does_not_count(
    sight: Sight, text: str, suggestion: Number | None
) -> None:
    figures, (finding, *more), _ = read({NEWS: ("7",)}, {(NEWS, COUNT): seen(sight, text)})
    assert (figures, more) == ({}, [])
    assert (finding.severity.value, finding.indicator, str(finding.measure)) == ("error", NEWS, "count")
    if suggestion != 7 or sight is not Sight.FORMAT or text != "7%":
        assert finding.suggestion == suggestion


@pytest.mark.parametrize(
    ("sight", "text"),
    [
        (Sight.CONTROL, "7"),
        (Sight.TEXT_BOX, "07 tin"),
        (Sight.FORMAT, "7 bài"),
        (Sight.STALE, "7"),
        (Sight.LIST_NUMBER, "•"),
        (Sight.CONTROL, "…"),
    ],
)
def test_what_shows_the_same_figure_changes_nothing(sight: Sight, text: str) -> None:
    figures, findings, _ = read({NEWS: ("7",)}, {(NEWS, COUNT): seen(sight, text)})
    assert (figures, findings) == ({NEWS: {"count": 7}}, [])


def test_one_of_two_cells_of_a_row_is_in_doubt_and_the_other_counts() -> None:
    figures, findings, _ = read({ARTS: ("2", "300")}, {(ARTS, PEOPLE): seen(Sight.TEXT_BOX, "30")})
    assert figures == {ARTS: {"count": 2}}
    assert told(findings) == [("shown-not-text", "error", ARTS, "people", 30)]


def test_a_picture_over_a_cell_that_answers_for_both_columns_puts_both_in_doubt() -> None:
    figures, findings, _ = read({ARTS: ("2/300", "")}, {(ARTS, COUNT): seen(Sight.PICTURE)})
    assert figures == {}
    assert {item.code for item in findings} == {"shown-not-text"}


def test_a_picture_in_the_other_column_of_a_blank_row_is_told() -> None:
    figures, findings, _ = read({}, {(NEWS, PEOPLE): seen(Sight.PICTURE)})
    assert (figures, [item.code for item in findings]) == ({}, ["shown-not-text"])


def test_an_amount_shown_in_thousands_under_thousands_is_the_stored_amount() -> None:
    stored = {"kind": CellKind.NUMBER, "value": 500_000, **seen(Sight.FORMAT, "500")}
    figures, findings, _ = read(
        {BUDGET: ("500000",)}, {(BUDGET, COUNT): stored, (BUDGET, UNIT): {"text": "nghìn đồng"}}
    )
    assert (figures, findings) == ({BUDGET: {"amount": 500_000}}, [])


def test_the_word_of_a_number_format_is_its_columns_and_says_nothing_of_a_row() -> None:
    of_a_format = {"kind": CellKind.TEXT, "value": 5}
    assert read({NEWS: ("05 lớp",)}, {(NEWS, COUNT): of_a_format})[:2] == ({NEWS: {"count": 5}}, [])
    figures, findings, _ = read({NEWS: ("05 lớp",)}, {})
    assert (figures, [item.code for item in findings]) == ({}, ["stray-unit"])


def test_a_number_that_its_format_calls_an_amount_of_money_is_none_of_occurrences() -> None:
    stored = {"kind": CellKind.NUMBER, "value": 14}
    figures, findings, _ = read({NEWS: ("14₫",)}, {(NEWS, COUNT): stored})
    assert (figures, told(findings)) == ({}, [("wrong-unit", "error", NEWS, "count", 14)])
    assert read({BUDGET: ("14000000₫",)}, {(BUDGET, COUNT): {**stored, "value": 14_000_000}})[:2] == (
        {BUDGET: {"amount": 14_000_000}}, [],
    )  # fmt: skip


def test_a_formula_that_comes_to_another_number_is_told_with_it() -> None:
    stored = {"kind": CellKind.NUMBER, "value": 12, "formula": "SUM(D8:D20)", **seen(Sight.STALE, "15")}
    figures, (finding,), _ = read({NEWS: ("12",)}, {(NEWS, COUNT): stored})
    assert (figures, finding.code, finding.suggestion) == ({}, "stale-result", 15)
    assert "ghi “12”: công thức trong ô tính lại ra “15”" in finding.message


def test_a_stored_number_shown_divided_is_told_with_what_is_shown() -> None:
    stored = {"kind": CellKind.NUMBER, "value": 14_000, **seen(Sight.FORMAT, "14")}
    figures, findings, _ = read({NEWS: ("14000",)}, {(NEWS, COUNT): stored})
    assert (figures, told(findings)) == ({}, [("shown-otherwise", "error", NEWS, "count", 14)])


@pytest.mark.parametrize(
    ("column", "sight", "text"),
    [
        (LABEL, Sight.PICTURE, ""),
        (LABEL, Sight.LIST_NUMBER, "2."),
        (STT, Sight.LIST_NUMBER, "2."),
        (LABEL, Sight.RAISED, "1"),
        (PEOPLE, Sight.PICTURE, ""),
        (NOTE, Sight.PICTURE, ""),
        (UNIT, Sight.EXPONENT, "m²"),
    ],
)
def test_the_furniture_of_cells_that_are_not_asked_says_nothing(column: int, sight: Sight, text: str) -> None:
    changes = {(NEWS, column): seen(sight, text)}
    if sight is Sight.EXPONENT:
        changes = {(NEWS, column): seen(sight, "m")}
    figures, findings, _ = read({NEWS: ("7",)}, changes)
    assert (figures, findings) == ({NEWS: {"count": 7}}, [])


def test_a_number_seen_where_nothing_is_asked_is_told() -> None:
    figures, findings, _ = read({NEWS: ("7",)}, {(NEWS, PEOPLE): seen(Sight.TEXT_BOX, "120")})
    assert figures == {NEWS: {"count": 7}}
    assert [(item.code, "120" in item.message) for item in findings] == [("unasked-figure", True)]


def test_a_box_over_a_note_is_part_of_the_note() -> None:
    _, findings, notes = read({NEWS: ("7", "", "Zalo")}, {(NEWS, NOTE): seen(Sight.TEXT_BOX, "và Facebook")})
    assert (findings, notes[NEWS]) == ([], "Zalo\nvà Facebook")


# -- notes at a cell ---------------------------------------------------------------------------------------


def test_a_note_with_a_digit_is_kept_and_told_and_the_figure_counts() -> None:
    figures, (finding,), notes = read({NEWS: ("14",)}, {(NEWS, COUNT): {"notes": ("Đính chính: 24 tin",)}})
    assert figures == {NEWS: {"count": 14}}
    assert notes == {NEWS: "Đính chính: 24 tin"}
    assert (finding.code, finding.severity.value) == ("note-at-figure", "warning")
    assert "ghi “14”: có nhận xét hoặc chú thích “Đính chính: 24 tin”" in finding.message


def test_a_note_of_words_is_kept_and_not_told() -> None:
    _, findings, notes = read({NEWS: ("14",)}, {(NEWS, COUNT): {"notes": ("Đăng trên Zalo",)}})
    assert (findings, notes) == ([], {NEWS: "Đăng trên Zalo"})


def test_a_number_that_stands_only_in_a_note_is_an_error() -> None:
    figures, findings, notes = read({}, {(NEWS, COUNT): {"notes": ("14 tin, bài",)}})
    assert (figures, notes) == ({}, {NEWS: "14 tin, bài"})
    assert told(findings) == [("note-without-figure", "error", NEWS, "count", 14)]


OURS = "PGDĐT (htsd)\nCần sửa: Dòng 2 ghi “14 bài (2 nhóm)”: có nhiều số.\n→ Ghi một số vào mỗi ô."


def test_our_own_remark_left_in_the_file_is_no_note_of_the_unit() -> None:
    _, findings, notes = read({NEWS: ("14",)}, {(NEWS, COUNT): {"notes": (OURS,)}})
    assert (findings, notes) == ([], {})


@pytest.mark.parametrize("texts", [(OURS, "Đã sửa xong"), (f"{OURS}\nĐã sửa xong",)])
def test_what_answers_our_remark_is_told(texts: tuple[str, ...]) -> None:
    _, findings, notes = read({NEWS: ("14",)}, {(NEWS, COUNT): {"notes": texts}})
    assert (told(findings)[0][0], notes) == ("note-at-figure", {NEWS: "Đã sửa xong"})


# -- hidden cells ------------------------------------------------------------------------------------------

FILTER = "hàng 17 bị bộ lọc ẩn"


def test_a_figure_in_a_hidden_row_does_not_count_and_is_told_at_its_indicator() -> None:
    figures, findings, _ = read({ARTS: ("2", "300")}, {(ARTS, 0): {"hidden": FILTER}})
    assert figures == {}
    assert told(findings) == [
        ("hidden-figure", "error", ARTS, "count", 2),
        ("hidden-figure", "error", ARTS, "people", 300),
    ]
    assert FILTER in findings[0].message


def test_a_hidden_blank_row_says_nothing() -> None:
    figures, findings, _ = read({}, {(ARTS, 0): {"hidden": FILTER}})
    assert (figures, findings) == ({}, [])


def test_a_hidden_column_hides_its_figures_alone() -> None:
    changes: dict[tuple[str, int], dict[str, object]] = {
        (name, PEOPLE): {"hidden": "cột E bị ẩn"} for name in FORM.by_id
    }
    figures, findings, _ = read({ARTS: ("2", "300")}, changes)
    assert figures == {ARTS: {"count": 2}}
    assert told(findings) == [
        ("hidden-figure", "error", "classes.professional", "people", 30),
        ("hidden-figure", "error", ARTS, "people", 300),
    ]


def test_a_hidden_number_outside_the_asked_cells_is_told_for_the_table() -> None:
    made = drawn({NEWS: ("7", "", "cũ: 5")}, {(NEWS, NOTE): {"hidden": "cột F bị ẩn"}})
    said = INTERPRETER.read(made)
    (finding,) = said.told
    assert (finding.code, "cột F bị ẩn" in finding.message) == ("hidden-cells", True)
    assert said.tables[0][1].notes == {}


# -- the document as a whole -------------------------------------------------------------------------------


def without_table(*sights: Seen) -> Interpretation:
    return INTERPRETER.read(document(report("Bảng số liệu kèm theo."))._replace(sights=sights))


@pytest.mark.parametrize(
    ("sights", "code", "word"),
    [
        ([], "no-statistics-table", "theo đúng mẫu"),
        ([Seen(Sight.PICTURE)], "table-is-picture", "hình ảnh"),
        ([Seen(Sight.PICTURE), Seen(Sight.OBJECT, "Excel.Sheet.12")], "table-is-object", "Excel.Sheet.12"),
        ([Seen(Sight.UNKNOWN, "altChunk")], "table-in-chunk", "lưu lại bằng Word"),
        ([Seen(Sight.TEXT_BOX)], "table-not-text", "hộp chữ"),
        ([Seen(Sight.PICTURE), Seen(Sight.UNKNOWN, LOST_TABLE)], "table-lost", "Lưu thành (Save As) .docx"),
    ],
)
def test_what_stands_in_place_of_the_table_is_named(sights: list[Seen], code: str, word: str) -> None:
    said = without_table(*sights)
    (finding,) = said.told
    assert (said.tables, finding.code) == ((), code)
    assert word in finding.message + finding.hint


def test_pictures_beside_a_filled_table_say_nothing_and_beside_a_blank_one_they_do() -> None:
    picture = (Seen(Sight.PICTURE),)
    filled = document(report(form_rows({NEWS: ("7",)})))._replace(sights=picture)
    blank = document(report(form_rows()))._replace(sights=picture)
    assert INTERPRETER.read(filled).told == ()
    assert [item.code for item in INTERPRETER.read(blank).told] == ["not-text"]


def test_an_embedded_object_beside_a_filled_table_is_told() -> None:
    filled = document(report(form_rows({NEWS: ("7",)})))._replace(sights=(Seen(Sight.OBJECT, "Excel"),))
    assert [(item.code, item.severity.value) for item in INTERPRETER.read(filled).told] == [
        ("not-text", "warning")
    ]


def test_hidden_text_outside_the_table_is_not_read() -> None:
    made = drawn({NEWS: ("7",)}, {})
    head = made.blocks[0]
    assert isinstance(head, Table)
    rows = ((head.rows[0][0]._replace(hidden="hàng 1 bị ẩn"), *head.rows[0][1:]), *head.rows[1:])
    said = INTERPRETER.read(made._replace(blocks=(head._replace(rows=rows), *made.blocks[1:])))
    assert said.letterhead.found_in == "sentence"


@pytest.mark.parametrize(
    ("note", "matters"),
    [
        ("sửa thành 15", True),
        ("mười lăm mới đúng", True),
        ("số này nhầm", True),
        ("đã kiểm", False),
        ("của cả năm", False),
    ],
)
def test_a_note_that_counts_or_corrects_matters(note: str, matters: bool) -> None:
    assert notes_of(Cell("14", 1, 1, notes=(note,))).matter is matters


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("14²", (Seen(Sight.RAISED, "2"),)),
        ("14¹ lớp", (Seen(Sight.RAISED, "1"),)),
        ("5x10³", (Seen(Sight.EXPONENT, "10³"),)),
        ("110²", (Seen(Sight.RAISED, "2"),)),
        ("m²", ()),
        ("14 lớp", ()),
    ],
)
def test_raised_digits_typed_behind_a_figure_are_seen(text: str, seen: tuple[Seen, ...]) -> None:
    assert with_typed_marks(Cell(text, 1, 1)).sights == seen


@pytest.mark.parametrize(
    ("sight", "text", "code"),
    [(Sight.CUT, "4", "cut-figure"), (Sight.SHIFTED, "hàng bị dời lệch", "shifted-cell")],
)
def test_a_figure_cut_off_or_moved_on_paper_does_not_count_and_is_suggested(
    sight: Sight, text: str, code: str
) -> None:
    figures, findings, _ = read({NEWS: ("14",)}, {(NEWS, COUNT): seen(sight, text)})
    assert figures == {}
    assert told(findings) == [(code, "error", NEWS, "count", 14)]


def test_a_figure_of_uneven_digits_does_not_count_and_nothing_is_suggested() -> None:
    figures, findings, _ = read({NEWS: ("141",)}, {(NEWS, COUNT): seen(Sight.UNEVEN, "14 1")})
    assert figures == {}
    assert told(findings) == [("uneven-digits", "error", NEWS, "count", None)]
    assert findings[0].message.endswith(
        "trên giấy thấy “14 1”, các chữ số to nhỏ hoặc giãn cách khác nhau, không rõ là một số hay hai số, "
        "nên chưa tính."
    )
    assert read({}, {(NEWS, STT): seen(Sight.UNEVEN, "2 1")})[1] == []


def left_out(sight: Sight, text: str) -> dict[str, object]:
    return {"text": "", "sights": (Seen(sight, text),)}


@pytest.mark.parametrize(
    ("sight", "unit", "code"),
    [
        (Sight.UNSEEN, True, "hidden-figure"),
        (Sight.UNSEEN, False, "left-out-figure"),
        (Sight.STRUCK, True, "left-out-figure"),
        (Sight.STRUCK, False, "left-out-figure"),
    ],
)
def test_a_row_whose_label_was_left_out_with_its_figure_is_told(sight: Sight, unit: bool, code: str) -> None:
    label = FORM.by_id[NEWS].label
    changes: dict[tuple[str, int], Mapping[str, object]]
    changes = {(NEWS, LABEL): left_out(sight, label), (NEWS, COUNT): left_out(sight, "14")}
    changes[NEWS, STT] = {"text": ""}
    if unit:
        changes[NEWS, UNIT] = left_out(sight, FORM.by_id[NEWS].unit)
    figures, findings, _ = read({}, changes)
    assert figures == {}
    assert [(item.code, item.indicator, item.measure and str(item.measure)) for item in findings] == [
        (code, NEWS, "count")
    ]


def test_a_blank_row_with_letters_left_out_in_its_label_alone_says_nothing() -> None:
    changes: dict[tuple[str, int], Mapping[str, object]]
    changes = {(NEWS, LABEL): left_out(Sight.STRUCK, FORM.by_id[NEWS].label), (NEWS, STT): {"text": ""}}
    figures, findings, _ = read({}, changes)
    assert (figures, findings) == ({}, [])


MARKS = {"~": Sight.STRUCK, "}": Sight.UNSEEN, "^": Sight.RAISED}  # the letters between two of them


def row_of(drawn: str) -> tuple[Cell, ...]:
    """Return a drawn row: `~struck~`, `}unseen}`, `^raised^`, `(hidden)`."""
    cells = []
    for column, text in enumerate(drawn.split(" | ") if drawn else [], 1):
        sights = tuple(Seen(MARKS[mark], letters) for mark, letters in re.findall(r"([~}^])(.*?)\1", text))
        cells.append(Cell(re.sub(r"([~}^]).*?\1", "", text).strip(), 7, column, sights=sights))
    return tuple(cells)


def drawing_of(row: tuple[Cell, ...]) -> str:
    marks = {sight: mark for mark, sight in MARKS.items()}
    return " | ".join(
        (f"({cell.text})" if cell.hidden else cell.text)
        + "".join(f"{marks[seen.sight]}{seen.text}{marks[seen.sight]}" for seen in cell.sights)
        for cell in row
    )


@pytest.mark.parametrize(
    ("row", "becomes"),
    [
        ("~2~ | ~Số tin bài~ | tin | ~14~", "~2~ | Số tin bài | tin | ~14~"),
        ("~Số tin bài~^1^ | ~14~", "Số tin bài^1^ | ~14~"),
        ("~Số tin bài~ | }14}", "Số tin bài | }14}"),
        ("}2} | }Số tin bài}^1^ | }14}", "(2) | (Số tin bài)^1^ | (14)"),
        ("}Số tin bài} | }14} | ", "(Số tin bài) | (14) | ()"),
        ("}Số tin bài} | tin | }14}", "Số tin bài | tin | }14}"),
        # nothing is left out but the label or the figure, or what is left says more than what went
        ("~Số tin bài~ | tin | 14", ""),
        ("Số tin bài | tin | ~14~", ""),
        ("~Số tin~ | tin | ~bài~", ""),
        ("~Số tin~ | Tin bài | ~14~", ""),
        ("~Số~ | Số tin bài | ~14~", ""),
        ("} } | Số tin | } }", ""),
        ("14^1^ | 2^1^", ""),
        ("", ""),
    ],
)
def test_a_row_whose_letters_went_has_its_label_back_or_is_hidden(row: str, becomes: str) -> None:
    shown = tuple((Cell(text, 1, 1),) for text in ("STT", "1"))
    struck = row_of("~x~ | ~5~")

    def read(*rows: tuple[Cell, ...]) -> list[str]:
        made = with_lost_rows(Document(Path("a.docx"), "docx", (Table((*rows, row_of(row), struck)),)))
        return [drawing_of(cells) for table in made.tables() for cells in table.rows]

    assert read(*shown) == ["STT", "1", becomes or row, "x | ~5~"]
    if not any(cell.text for cell in row_of(row)):  # a table that shows one row is told as a whole
        assert read(*shown[:1]) == ["STT", row, "~x~ | ~5~"]


@pytest.mark.parametrize(
    ("hidden", "said"),
    [
        (5, "hàng 0 bị ẩn, hàng 1 bị ẩn, hàng 2 bị ẩn, hàng 3 bị ẩn, hàng 4 bị ẩn"),
        (7, "hàng 0 bị ẩn, hàng 1 bị ẩn, hàng 2 bị ẩn, hàng 3 bị ẩn, hàng 4 bị ẩn và 2 chỗ khác"),
    ],
)
@pytest.mark.parametrize("sheet", [None, "Bìa"])
def test_hidden_numbers_elsewhere_are_told_with_their_first_places(
    hidden: int, said: str, sheet: str | None
) -> None:
    rows = tuple(
        (
            Cell("12", place + 1, 1, hidden=f"hàng {place} bị ẩn"),
            Cell("13", place + 1, 2, hidden=f"hàng {place} bị ẩn"),
            Cell("x", place + 1, 3, hidden="cột C bị ẩn"),
            Cell("14", place + 1, 4),
        )
        for place in range(hidden)
    )
    made = document(report(form_rows({NEWS: ("7",)})))
    other = Table(rows, number=None if sheet else 9, sheet=sheet)
    (finding,) = INTERPRETER.read(made._replace(blocks=(*made.blocks, other))).told
    assert finding.code == "hidden-cells"
    assert finding.message.startswith(
        f"{'Trang “Bìa”' if sheet else 'Bảng thứ 9 trong tệp'} có ô chứa nội dung"
    )
    assert f"({said})" in finding.message or f" {said}" in finding.message
    assert ("chỗ khác" in finding.message) == (hidden > 5)
