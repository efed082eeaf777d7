"""The rows of the table turned into figures; what is no figure becomes a finding, a note or an extra row."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.statistics import Statistics, join
from htsd_cli.values.catalogue import finding
from htsd_cli.values.findings import Severity
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import CellCount, ExtraRow
from tests.documents import FORM, document, form_rows, report

INTERPRETER = Interpreter(FORM)
ANCHOR = {"news_items": ("7",)}  # a table with something in it beside the cell looked at


def read(table: str) -> Statistics:
    """Return what one drawn statistics table says."""
    ((_, statistics),) = INTERPRETER.read(document(report(table))).tables
    return statistics


def row(indicator: str, count: str = "", people: str = "", note: str = "") -> Statistics:
    """Return what the form says with one row filled."""
    return read(form_rows({indicator: (count, people, note)}))


def told(statistics: Statistics) -> list[tuple[str, str | None, str | None]]:
    """Return the findings as (code, indicator, measure)."""
    return [(item.code, item.indicator, item.measure and str(item.measure)) for item in statistics.findings]


# -- rows that ask for occurrences and people --------------------------------------------------------------

ARTS = "culture_sport.arts"


@pytest.mark.parametrize(
    ("count", "people"),
    [
        ("2", "300"),
        ("2 cuộc", "300 người"),
        ("02", "300 hs"),
        ("2/300", ""),
        ("2 cuộc/300 người", ""),
        ("2 ↵ 300", ""),
        ("", "2/300"),
        ("2/300", "300"),
        ("2/300", "2/300"),
        ("2/300", "…"),
    ],
)
def test_occurrences_and_people_are_read_from_two_cells_or_from_one(count: str, people: str) -> None:
    statistics = row(ARTS, count, people)
    assert (statistics.figures, told(statistics)) == ({ARTS: {"count": 2, "people": 300}}, [])


@pytest.mark.parametrize("text", ["2 cuộc/300 người", "2 ↵ 300"])
def test_a_cell_merged_over_both_columns_holds_both(text: str) -> None:
    line = f"|  | {FORM.by_id[ARTS].label} | Số cuộc/người |  |  |  |"
    assert line in form_rows()
    statistics = read(form_rows().replace(line, line.replace("|  |  |  |", f"| {text} | < |  |")))
    assert statistics.figures == {ARTS: {"count": 2, "people": 300}}


@pytest.mark.parametrize("text", ["300", "3 120 người", "2 và", "toàn trường"])
def test_a_merged_cell_that_does_not_say_which_is_told_for_the_row(text: str) -> None:
    line = f"|  | {FORM.by_id[ARTS].label} | Số cuộc/người |  |  |  |"
    statistics = read(form_rows().replace(line, line.replace("|  |  |  |", f"| {text} | < |  |")))
    assert statistics.figures == {}
    assert [item.indicator for item in statistics.findings] == [ARTS]


@pytest.mark.parametrize("zero", ["0", "-", "Không", "không có"])
def test_a_zero_in_one_cell_says_nothing_of_the_other(zero: str) -> None:
    assert row(ARTS, zero, "").figures == {ARTS: {"count": 0}}
    assert row(ARTS, "2", zero).figures == {ARTS: {"count": 2, "people": 0}}


@pytest.mark.parametrize(
    ("count", "people", "figures", "findings"),
    [
        ("khoảng 2", "300", {"people": 300}, [("estimate", ARTS, "count")]),
        ("2", "45 GV + 300 HS", {"count": 2}, [("sum-in-words", ARTS, "people")]),
        ("2", "1,5", {"count": 2}, [("decimal", ARTS, "people")]),
        ("3,120", "", {}, [("ambiguous-number", ARTS, None)]),
        ("3 120", "", {}, [("ambiguous-number", ARTS, None)]),
        ("3 120 người", "", {}, [("ambiguous-number", ARTS, None)]),
        ("2", "1,250", {"count": 2, "people": 1250}, []),
        ("300 người", "", {"people": 300}, [("wrong-column", ARTS, "people")]),
        ("300 người", "300", {"people": 300}, [("wrong-unit", ARTS, "count")]),
        ("2 cuộc, toàn trường", "", {}, [("not-a-number", ARTS, None)]),
        ("", "14 ↵ 25", {}, [("too-many-numbers", ARTS, None)]),
        ("14 ↵ 25", "", {}, [("too-many-numbers", ARTS, None)]),
        ("", "14; 25", {}, [("too-many-numbers", ARTS, None)]),
        ("", "14 (25)", {}, [("too-many-numbers", ARTS, None)]),
        ("", "14 - 25", {}, [("range", ARTS, None)]),
        ("", "14 ↵ 25 ↵ 3", {}, [("sum-in-words", ARTS, None)]),
        ("", "14/25/3", {}, [("too-many-numbers", ARTS, None)]),
        ("2/300", "250", {}, [("too-many-numbers", ARTS, "count"), ("too-many-numbers", ARTS, "people")]),
        ("2", "5 triệu", {"count": 2}, [("wrong-unit", ARTS, "people")]),
    ],
)
def test_what_is_doubtful_is_told_and_not_counted(
    count: str, people: str, figures: dict[str, int], findings: list[tuple[str, str, str | None]]
) -> None:
    statistics = row(ARTS, count, people)
    assert statistics.figures == ({ARTS: figures} if figures else {})
    assert told(statistics) == findings


def test_a_finding_says_where_what_and_what_is_likely() -> None:
    (finding,) = row(ARTS, "2", "45 GV + 300 HS").findings
    assert finding.message == (
        "Dòng “Hoạt động văn nghệ”, cột “Người” ghi “45 GV + 300 HS”: nhiều số trong một ô, cần một số tổng."
    )
    assert finding.hint == "Ghi một số tổng (gợi ý: 345)."
    assert row(ARTS, "2", "100%").findings[0].hint == "Ghi số lượng thật (bao nhiêu người, bao nhiêu lớp)."
    assert row(ARTS, "2", "đông").findings[0].hint == "Ghi một số nguyên; nếu không có thì ghi 0."
    assert row(ARTS, "2", "25 triệu").findings[0].hint == "Chuyển số sang đúng dòng, đúng cột."
    unasked = row("news_items", "7", "12").findings[0].hint
    assert unasked == "Xóa số, hoặc chuyển sang đúng dòng, đúng cột."
    assert finding.suggestion == 345
    assert finding.origin is not None
    place = 2 + FORM.position[ARTS] + 1
    assert (finding.origin.row, finding.origin.column, finding.origin.text) == (place, 5, "45 GV + 300 HS")


def test_each_figure_has_the_place_it_stands_in() -> None:
    origins = row(ARTS, "2 cuộc", "300").origins[ARTS]
    place = 2 + FORM.position[ARTS] + 1
    assert (origins["count"].row, origins["count"].column, origins["count"].text) == (place, 4, "2 cuộc")
    assert (origins["people"].row, origins["people"].column, origins["people"].text) == (place, 5, "300")


# -- rows that ask for one figure --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "count", "people", "figures", "findings"),
    [
        ("workshops", "3", "", {"count": 3}, []),
        ("workshops", "3", "-", {"count": 3}, []),
        ("workshops", "3", "x", {"count": 3}, []),
        ("workshops", "3", "120", {"count": 3}, [("unasked-figure", "people")]),
        ("workshops", "3/120", "", {}, [("too-many-numbers", "count")]),
        ("workshops", "", "3", {"count": 3}, [("wrong-column", "count")]),
        ("workshops", "", "không", {"count": 0}, []),
        ("awards.individuals", "", "5", {"people": 5}, []),
        ("awards.individuals", "5", "", {"people": 5}, [("first-column", "people")]),
        ("awards.individuals", "2", "5", {"people": 5}, [("unasked-figure", "count")]),
        ("classes.participants", "", "100 người", {"people": 100}, []),
        ("book_drive.books", "120 quyển", "", {"count": 120}, []),
    ],
)
def test_a_row_of_one_figure_takes_one(
    indicator: str, count: str, people: str, figures: dict[str, int], findings: list[tuple[str, str]]
) -> None:
    statistics = row(indicator, count, people)
    assert statistics.figures == ({indicator: figures} if figures else {})
    assert told(statistics) == [(code, indicator, measure) for code, measure in findings]


@pytest.mark.parametrize(
    "place", [("5.000.000đ", ""), ("", "5.000.000đ"), ("5.000.000đ", "5.000.000đ"), ("-", "5 triệu")]
)
def test_an_amount_may_stand_in_either_column_of_numbers(place: tuple[str, str]) -> None:
    statistics = row("funding.state_budget", *place)
    assert (statistics.figures, told(statistics)) == ({"funding.state_budget": {"amount": 5_000_000}}, [])


def test_two_amounts_in_a_row_are_told() -> None:
    statistics = row("funding.state_budget", "5.000.000", "3.000.000")
    assert (statistics.figures, told(statistics)) == (
        {},
        [("too-many-numbers", "funding.state_budget", "amount")],
    )


@pytest.mark.parametrize("unit", ["triệu đồng", "ĐVT: triệu đồng", "Triệu đồng"])
def test_the_unit_cell_scales_an_amount_and_says_so(unit: str) -> None:
    label = FORM.by_id["funding.state_budget"].label
    table = form_rows({"funding.state_budget": ("12,5",)}).replace(
        f"| {label} | đồng |", f"| {label} | {unit} |"
    )
    statistics = read(table)
    assert statistics.figures == {"funding.state_budget": {"amount": 12_500_000}}
    assert told(statistics) == [("scaled-amount", "funding.state_budget", "amount")]


def test_the_heading_scales_amounts_and_nothing_else() -> None:
    heading = (
        "| STT | Các hoạt động | Đơn vị | Số lượng (triệu đồng) | < | Ghi chú |\n"
        "| ^ | ^ | ^ | Số lớp | Người | ^ |\n"
    )
    statistics = read(form_rows({"funding.state_budget": ("12,5",), "workshops": ("3",)}, heading=heading))
    assert statistics.figures == {"funding.state_budget": {"amount": 12_500_000}, "workshops": {"count": 3}}


def test_one_column_for_everything_is_read_without_complaint() -> None:
    heading = "| STT | Các hoạt động | Đơn vị | Số lượng | Ghi chú |\n"
    lines = [heading.rstrip()]
    texts = {
        ARTS: "2/300",
        "classes.participants": "100 người",
        "awards.individuals": "5",
        "workshops": "3 cuộc",
    }
    lines += [f"| {i.number} | {i.label} | {i.unit} | {texts.get(i.id, '')} |  |" for i in FORM.indicators]
    statistics = read("\n".join(lines) + "\n")
    assert statistics.figures == {
        "classes.participants": {"people": 100},
        ARTS: {"count": 2, "people": 300},
        "workshops": {"count": 3},
        "awards.individuals": {"people": 5},
    }
    assert told(statistics) == []


# -- what stands elsewhere ---------------------------------------------------------------------------------


@pytest.mark.parametrize("indicator", ["book_drive", "opening", "awards", "funding"])
def test_a_figure_on_a_heading_row_is_told(indicator: str) -> None:
    statistics = row(indicator, "5")
    assert (statistics.figures, told(statistics)) == ({}, [("figure-on-heading-row", indicator, None)])


@pytest.mark.parametrize("zero", ["0", "-", "Không", "không có"])
def test_a_zero_where_nothing_is_asked_is_kept_without_complaint(zero: str) -> None:
    statistics = read(form_rows({"funding": (zero, zero), "workshops": ("3", zero)}))
    assert (statistics.figures, told(statistics)) == ({"workshops": {"count": 3}}, [])
    assert [origin.text for origin in statistics.unasked] == [zero] * 3


def test_words_where_nothing_is_asked_are_a_note() -> None:
    statistics = read(form_rows({"awards": ("theo quyết định", ""), "workshops": ("3", "hội trường")}))
    assert statistics.notes == {"awards": "theo quyết định", "workshops": "hội trường"}
    assert told(statistics) == []


def test_notes_are_kept_with_their_lines() -> None:
    assert row(ARTS, "2", "300", "Phối hợp ↵ với Đoàn").notes == {ARTS: "Phối hợp\nvới Đoàn"}


@pytest.mark.parametrize(
    ("indicator", "note"), [("funding.state_budget", "39.000.000"), (ARTS, "2 cuộc, 60 người")]
)
def test_figures_that_stand_only_in_the_note_are_told(indicator: str, note: str) -> None:
    statistics = row(indicator, note=note)
    assert statistics.figures == {}
    assert [code for code, _, _ in told(statistics)] == ["unasked-figure"]
    assert statistics.notes == {indicator: note}


def test_a_number_in_the_label_is_told() -> None:
    statistics = read(form_rows(ANCHOR, {ARTS: "Hoạt động văn nghệ: 2 cuộc"}))
    assert told(statistics) == [("unasked-figure", ARTS, None)]
    assert statistics.findings[0].hint == (
        "Nếu là số liệu của dòng này thì ghi vào cột “Số lớp/số cuộc thi” hoặc “Người”; nếu không thì xóa số ở ô này."
    )


@pytest.mark.parametrize(
    ("count", "people", "label", "other"),
    [
        ("Ra mắt CLB đọc sách", "", None, "Ra mắt CLB đọc sách"),
        ("", "Ra mắt CLB", None, "Ra mắt CLB"),
        ("Ra mắt CLB", "20 em", None, "Ra mắt CLB\n20 em"),
        ("", "", "Các nội dung khác (nếu có): Ra mắt CLB", "Ra mắt CLB"),
        ("", "", "Các nội dung khác (nếu có) ↵ Ra mắt CLB ↵ Tặng 20 xe đạp", "Ra mắt CLB\nTặng 20 xe đạp"),
        ("", "", "Các nội dung khác (nếu có) - Ra mắt CLB", "Ra mắt CLB"),
        ("", "", "CÁC NỘI DUNG KHÁC", ""),
    ],
)
def test_row_11_is_text_wherever_it_stands(count: str, people: str, label: str | None, other: str) -> None:
    labels = {"other": label} if label else None
    statistics = read(form_rows({**ANCHOR, "other": (count, people)}, labels))
    assert (statistics.other, told(statistics)) == (other, [])


@pytest.mark.parametrize(
    ("unit", "other"),
    [("Thuê loa", "Thuê loa\nThuê xe"), ("5 bàn", "5 bàn\nThuê xe"), ("cuộc", "Thuê xe"), ("-", "Thuê xe")],
)
def test_the_text_of_row_11_may_stand_in_the_column_of_units(unit: str, other: str) -> None:
    line = "| 11 | Các nội dung khác (nếu có) |  |"
    assert line in form_rows()
    drawn = form_rows(ANCHOR | {"other": (" Thuê xe ",)}).replace(line, line.replace("|  |", f"| {unit} |"))
    statistics = read(drawn)
    assert (statistics.other, told(statistics)) == (other, [])


def test_an_added_row_with_figures_is_told_and_kept() -> None:
    table = form_rows(ANCHOR) + "| 12 | Số câu lạc bộ đọc sách | CLB | 3 | 60 người | mới |\n"
    statistics = read(table)
    (extra,) = statistics.extra_rows
    assert (extra.label, extra.cells) == (
        "Số câu lạc bộ đọc sách",
        ("12", "Số câu lạc bộ đọc sách", "CLB", "3", "60 người", "mới"),
    )
    assert told(statistics) == [("extra-row", None, None)]


def test_an_added_row_without_figures_is_kept_without_complaint() -> None:
    statistics = read(form_rows(ANCHOR) + "| | Tổng cộng | | | 0 | |\n")
    assert [extra.label for extra in statistics.extra_rows] == ["Tổng cộng"]
    assert told(statistics) == []


def test_a_row_that_stands_twice_counts_once_when_both_say_the_same_and_not_at_all_when_not() -> None:
    line = form_rows({ARTS: ("2", "300")}).splitlines()[2 + FORM.position[ARTS]]
    same = read(form_rows({ARTS: ("2", "300")}) + line + "\n")
    assert same.figures == {ARTS: {"count": 2, "people": 300}}
    assert told(same) == [("doubled-row-same", ARTS, "count"), ("doubled-row-same", ARTS, "people")]
    other = read(form_rows({ARTS: ("2", "310")}) + line + "\n")
    assert other.figures == {ARTS: {"count": 2}}
    assert told(other) == [("doubled-row-same", ARTS, "count"), ("doubled-row", ARTS, "people")]


def test_a_figure_in_a_cell_merged_over_two_rows_is_nobody_s() -> None:
    sports = FORM.by_id["culture_sport.sports"].label
    line = f"|  | {sports} | Số cuộc/người | 3 | 90 |  |"
    table = form_rows({"culture_sport.sports": ("3", "90"), ARTS: ("^", "60")})
    assert line in table
    statistics = read(table)
    assert statistics.figures == {"culture_sport.sports": {"people": 90}, ARTS: {"people": 60}}
    assert {(code, indicator) for code, indicator, _ in told(statistics)} == {
        ("merged-rows", "culture_sport.sports"),
        ("merged-rows", ARTS),
    }


def test_how_many_cells_were_looked_at_and_filled_is_counted() -> None:
    statistics = read(form_rows({ARTS: ("2", "300"), "workshops": ("khoảng 3", ""), "funding": ("5", "")}))
    assert statistics.cells.looked_at == len(FORM.measured())
    assert statistics.cells.filled == 3
    assert read(form_rows()).cells.filled == 0


# -- properties --------------------------------------------------------------------------------------------

texts = st.one_of(
    st.just(""),
    st.integers(0, 5000).map(str),
    st.sampled_from(
        ["3/120", "2 lớp", "40 người", "-", "Không", "x", "khoảng 5", "1,5", "3 lớp/40 người", "5.000.000đ", "12 triệu",
         "theo kế hoạch", "...", "1.250", "45 GV + 3 HS", "O5", "100%", "2 ↵ 60"]
    ),
)  # fmt: skip


@pytest.mark.whole
@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.dictionaries(
        st.sampled_from([item.id for item in FORM.indicators]), st.tuples(texts, texts, texts), max_size=9
    )
)
def test_every_text_in_the_table_ends_as_a_figure_a_note_an_answer_or_a_finding(
    cells: dict[str, tuple[str, str, str]],
) -> None:
    statistics = read(form_rows({**ANCHOR, **cells}))
    places = [origin for row in statistics.origins.values() for origin in row.values()]
    places += [item.origin for item in statistics.findings if item.origin]
    quoted = {place.text for place in [*places, *statistics.unasked]}
    kept = "\n".join([*statistics.notes.values(), statistics.other])
    accused = {item.indicator for item in statistics.findings if item.severity is Severity.ERROR}
    for indicator, drawn in cells.items():
        for text in (text.replace(" ↵ ", "\n") for text in drawn):
            if text and not re.fullmatch(r"\.+", text):
                assert text in quoted or text in kept or indicator in accused, text


@pytest.mark.whole
@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_a_form_filled_with_numbers_reads_back_whatever_they_are(data: st.DataObject) -> None:
    values: dict[str, dict[str, int]] = {}
    cells: dict[str, tuple[str, str]] = {}
    for item in FORM.indicators:
        for measure in item.numeric_measures:
            number = data.draw(st.one_of(st.none(), st.integers(0, 99_999)), label=f"{item.id}.{measure}")
            if number is not None:
                values.setdefault(item.id, {})[measure.value] = number
        said = values.get(item.id, {})
        first = said.get("count", said.get("amount", ""))
        cells[item.id] = (str(first), str(said.get("people", "")))
    statistics = read(form_rows(cells))
    assert (statistics.figures, told(statistics)) == (values, [])


# -- rows that say a figure once more, and merged cells ----------------------------------------------------


@pytest.mark.parametrize(
    "label",
    [
        "Trong đó: nữ",
        "Tr.đó: nữ",
        "Gồm: nữ",
        "- Nữ",
        "Trong đó nữ là",
        "Số học sinh nữ",
        "Chia ra:",
        "Dân tộc thiểu số",
    ],
)
def test_a_part_of_the_row_above_is_never_to_be_added(label: str) -> None:
    lines = form_rows({"classes.participants": ("", "250")}).splitlines()
    lines.insert(4, f"|  | {label} | người |  | 130 |  |")
    statistics = read("\n".join(lines) + "\n")
    assert statistics.figures == {"classes.participants": {"people": 250}}
    (finding,) = statistics.findings
    assert (finding.code, finding.severity) == ("part-row", Severity.INFO)
    assert "không cộng" in finding.message
    assert "130" in finding.message


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        (("10", "4"), "part-row"),
        (("10", "3"), "extra-row"),
        (("14",), "extra-row"),
        (("15", "4 hay 5"), "extra-row"),
    ],
)
def test_rows_that_add_up_to_the_row_above_them_are_its_parts(figures: tuple[str, ...], code: str) -> None:
    lines = form_rows(ANCHOR | {"news_items": ("14",)}).splitlines()
    at = next(number for number, line in enumerate(lines) if FORM.by_id["news_items"].label in line)
    lines[at + 1 : at + 1] = [f"|  | + Bài trên mạng {value} | bài | {value} |  |  |" for value in figures]
    statistics = read("\n".join(lines) + "\n")
    assert statistics.figures["news_items"] == {"count": 14}
    assert told(statistics) == [(code, None, None)] * len(figures)


def test_an_added_row_without_a_name_is_called_by_the_row_above_it() -> None:
    lines = form_rows(ANCHOR | {"news_items": ("",)}).splitlines()
    at = next(number for number, line in enumerate(lines) if FORM.by_id["news_items"].label in line)
    for nameless in ("|  |  |  | 14 |  |  |", "|  |  | cuộc | 14 |  |  |"):
        (finding,) = read("\n".join([*lines[: at + 1], nameless, *lines[at + 1 :]]) + "\n").findings
        assert finding.message.startswith("Dòng thêm “(không ghi tên, bên dưới dòng Số tin bài")
        assert "đã nằm trong dòng khác thì xóa dòng thêm" in finding.hint


def test_a_number_no_unit_can_count_is_held_back() -> None:
    for most, said in (("10.000.000", "10.000.001"), ("10000000", "84909123456"), ("20", "12345678")):
        for _ in range(2):  # rows read before are known by their texts
            assert read(form_rows(ANCHOR | {"news_items": (most,)})).figures["news_items"] == {
                "count": int(most.replace(".", ""))
            }
            statistics = read(form_rows(ANCHOR | {"news_items": (said,)}))
            assert "news_items" not in statistics.figures
            (finding,) = statistics.findings
            assert (finding.code, finding.indicator, finding.measure) == (
                "impossible-count",
                "news_items",
                "count",
            )
            assert f"ghi “{said}”: lớn hơn 10.000.000, nhiều hơn mọi số đếm" in finding.message


def test_a_letter_that_numbers_a_row_is_no_scale_of_money() -> None:
    lines = form_rows(ANCHOR | {"funding.state_budget": ("5.000.000",)})
    lettered = lines.replace(f"| 10 | {FORM.by_id['funding'].label}", f"| k | {FORM.by_id['funding'].label}")
    assert lettered != lines
    statistics = read(lettered)
    assert statistics.figures["funding.state_budget"] == {"amount": 5_000_000}
    assert statistics.findings == []


@pytest.mark.parametrize("label", ["Tổng cộng", "CỘNG", "Cộng (1+2)", "Tổng cộng mục I", "Toàn trường"])
def test_a_sum_of_rows_is_never_to_be_added(label: str) -> None:
    statistics = read(form_rows(ANCHOR) + f"|  | {label} |  | 7 | 120 |  |\n")
    (finding,) = statistics.findings
    assert (finding.code, finding.severity) == ("total-row", Severity.WARNING)
    assert "Cộng số này" not in finding.hint


@pytest.mark.parametrize("label", ["Cộng tác viên", "Nói chuyện chuyên đề", "Tổng vệ sinh", "Nam học"])
def test_a_row_of_the_unit_s_own_is_still_an_extra_row(label: str) -> None:
    statistics = read(form_rows(ANCHOR) + f"|  | {label} |  | 7 |  |  |\n")
    assert told(statistics) == [("extra-row", None, None)]


def test_a_cell_merged_over_both_columns_is_called_merged() -> None:
    line = f"|  | {FORM.by_id[ARTS].label} | Số cuộc/người |  |  |  |"
    statistics = read(form_rows().replace(line, line.replace("|  |  |  |", "| 1 | < |  |")))
    (finding,) = statistics.findings
    assert finding.code == "merged-columns"
    assert finding.message == (
        "Dòng “Hoạt động văn nghệ” ghi “1”: ô này gộp cả hai cột “Số lớp/số cuộc thi” và “Người”, "
        "không rõ số này của cột nào."
    )


def test_a_cell_merged_over_rows_says_which_rows_it_covers() -> None:
    drawing = form_rows({"culture_sport.sports": ("5", "90"), "culture_sport.arts": ("^", "80")})
    statistics = read(drawing)
    first = 2 + FORM.position["culture_sport.sports"] + 1
    messages = [item.message for item in statistics.findings if item.code == "merged-rows"]
    assert any(f"(hàng {first} đến hàng {first + 1} của bảng)" in message for message in messages)
    assert "count" not in statistics.figures.get("culture_sport.sports", {})


def a_copy(row: int, figures: dict[str, dict[str, int | None]], **more: object) -> Statistics:
    """Return a copy of the table in which these figures are filled in, in one row of the file."""
    origins = {name: dict.fromkeys(values, Origin(row=row)) for name, values in figures.items()}
    filled = sum(map(len, figures.values()))
    counted = CellCount(looked_at=10 + row, filled=filled)
    return Statistics(figures=figures, origins=origins, cells=counted, **more)  # type: ignore[arg-type]


def test_copies_of_the_table_each_filled_in_part_are_one_table() -> None:
    added = [ExtraRow(label=text, cells=(), origin=Origin(row=9)) for text in ("Hội thi", "Tọa đàm")]
    told = [finding("row-missing", indicator=name) for name in ("books", "awards")]
    one = a_copy(
        1, {"books": {"count": 2}, "awards": {"count": 1}}, notes={"books": "a"}, texts={"x": {"y": "a"}},
        other="chung", extra_rows=added[:1], unasked=[Origin(row=5)], findings=told[:1],
    )  # fmt: skip
    other = a_copy(
        2, {"books": {"people": 30}, "awards": {"count": 1}}, notes={"awards": "b"}, texts={"z": {"y": "b"}},
        other="riêng", extra_rows=added[1:], unasked=[Origin(row=6)], findings=told[1:],
    )  # fmt: skip
    joined = join([one, other, a_copy(0, {}, other="chung")])
    assert joined is not None
    assert joined.figures == {"books": {"count": 2, "people": 30}, "awards": {"count": 1}}
    assert joined.origins["books"] == {"count": Origin(row=1), "people": Origin(row=2)}
    assert (joined.notes, joined.texts) == ({"books": "a", "awards": "b"}, {"x": {"y": "a"}, "z": {"y": "b"}})
    assert (joined.other, joined.extra_rows) == ("chung\nriêng", added)
    assert (joined.unasked, joined.findings) == ([Origin(row=5), Origin(row=6)], told)
    assert joined.cells == CellCount(looked_at=12, filled=3)
    assert (joined.empty, Statistics().empty) == (False, True)


def test_copies_that_contradict_each_other_are_no_one_table() -> None:
    two, three = a_copy(1, {"books": {"count": 2}}), a_copy(2, {"books": {"count": 3}})
    unread = a_copy(3, {}, findings=[finding("formula-without-result", indicator="books", measure="count")])
    doubtful = a_copy(3, {}, findings=[finding("row-missing", indicator="books", measure="count")])
    assert unread.findings[0].severity is Severity.ERROR
    assert doubtful.findings[0].severity is not Severity.ERROR
    assert [join(parts) for parts in ([two, three], [two, unread], [unread, three])] == [None] * 3
    assert all(join(parts) for parts in ([two, two], [two, doubtful], [unread, unread]))
