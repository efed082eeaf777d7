"""Different units with the same report, and files that belong to a report without being one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from htsd_cli.consolidate.arrival import Arrival, arrivals_of, with_findings
from htsd_cli.consolidate.belonging import Belongings, is_pdf_without_table, is_scan, printed_copies
from htsd_cli.consolidate.sameness import about_equals
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Numbers
from tests.consolidate.test_consolidate import arrival
from tests.documents import FORM

ROWS = [item.id for item in FORM.indicators if len(item.measures) == 2]


def many(number: int, zeros: int = 0) -> Numbers:
    return {row: {"count": 1 if at < number else 0} for at, row in enumerate(ROWS[: number + zeros])}


def same(
    *used: Arrival, beside: tuple[Arrival, ...] = (), places: Mapping[str, str] | None = None
) -> list[list[str]]:
    told = about_equals(used, [*used, *beside], (places or {}).get)
    return [[f"{item.code}: {item.message}" for item in one.submission.findings] for one in told]


def test_twelve_equal_figures_other_than_0_are_no_chance() -> None:
    for figures, wonder in ((many(12), True), (many(11, zeros=1), False), (many(12, zeros=1), True)):
        told = same(arrival("Trường A", figures), arrival("Trường B", figures), arrival("Trường C", many(13)))
        assert [len(one) for one in told] == ([1, 1, 0] if wonder else [0, 0, 0])
    three = same(*(arrival(f"Trường {name}", many(12)) for name in "ABC"))
    assert three[1][0].startswith("same-figures")
    assert "Trường A, Trường C" in three[1][0]


def test_one_file_of_two_units_is_told_as_that_and_not_for_its_figures_too() -> None:
    one, two = (replace(arrival(f"Trường {name}", many(12)), digest="d") for name in "AB")
    told = same(one, two)
    assert [[item.partition(":")[0] for item in found] for found in told] == [["same-file"], ["same-file"]]
    assert "Trường B.docx" in told[0][0]
    third = replace(arrival("Trường D", many(12)), digest="d")
    assert "Trường A.docx, Trường D.docx" in same(one, two, third)[1][0]
    other = arrival("Trường C", many(12))
    assert [[item.partition(":")[0] for item in found] for found in same(one, two, other)] == [
        ["same-file", "same-figures"], ["same-file", "same-figures"], ["same-figures"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ({"a.docx": "a", "b/a.docx": "b"}, True), ({"a.docx": "a", "b/a.docx": "a"}, False),
        ({"a.docx": "a"}, False), ({"b/a.docx": "b"}, False), ({}, False),
    ],
)  # fmt: skip
def test_a_copy_in_another_unit_s_folder_is_told_though_it_is_not_used(
    places: dict[str, str], told: bool
) -> None:
    used = replace(arrival("Trường A", file="a.docx"), digest="d")
    copy = replace(arrival("Trường A", file="b/a.docx"), digest="d")
    assert bool(same(used, beside=(copy,), places=places)[0]) is told
    bare = (replace(item, digest="") for item in (used, copy))
    assert same(next(bare), beside=(next(bare),), places=places) == [[]]


# -- what belongs to a report ----------------------------------------------------------------------------------

REPORTS = {
    "A/bc.docx": "a", "B/bc1.docx": "b", "B/bc2.docx": "c", "thu.eml/TH Hoa Sen.docx": "sen", "loose.docx": "l",
    "A/con/x.docx": "a",
}  # fmt: skip


@pytest.mark.parametrize(
    ("file", "named", "unit"),
    [
        ("A/anh.jpg", None, "a"),
        ("A/sau/hon/anh.jpg", None, "a"),
        ("A/anh.jpg", "a", "a"),
        ("A/anh.jpg", "b", "b"),  # another unit's, which has a report
        ("A/anh.jpg", "x", None),  # another unit's, which has none
        ("B/anh.jpg", None, None),  # of one of two units
        ("B/anh.jpg", "c", "c"),
        ("B/bc1 (ký số).pdf", None, "b"),  # of the report of its name
        ("B/bc1.pdf", "x", "b"),
        ("B/BC1_scan.pdf", None, "b"),
        ("thu.eml/TH Hoa Sen da ky dong dau.pdf", "x", "sen"),
        ("C/anh.jpg", None, None),
        ("anh.jpg", None, None),  # the inbox itself is nobody's folder
        ("loose scan.pdf", None, "l"),
        ("anh.jpg", "l", "l"),
    ],
)
def test_a_file_belongs_to_the_report_of_its_name_its_folder_or_its_unit(
    file: str, named: str | None, unit: str | None
) -> None:
    assert Belongings(REPORTS, lambda _: named).unit_of(file) == unit


def test_scans_and_prints_are_known_by_what_was_found_in_them() -> None:
    scan, empty = (finding(code, detail="x") for code in ("scanned-file", "no-statistics-table"))
    for told, file, of_scan, without in (
        (scan, "a.pdf", True, False), (empty, "a.PDF", False, True), (empty, "a.docx", False, False),
    ):  # fmt: skip
        item = arrival("A", file=file, findings=(told,), counted=False)
        assert (is_scan(item), is_pdf_without_table(item)) == (of_scan, without)
    assert (is_scan(arrival("A")), is_pdf_without_table(arrival("A", file="a.pdf"))) == (False, False)


def test_the_print_of_a_counted_report_has_the_same_figures() -> None:
    word, held = arrival("A", many(2), "a.docx"), arrival("A", many(3), "b.docx", counted=False)
    prints = [arrival("A", many(number), f"{number}.pdf") for number in (2, 3, 4)]
    assert [item.file for item in printed_copies([word, held, *prints])] == ["2.pdf"]
    assert printed_copies(prints) == []


# -- when it came ------------------------------------------------------------------------------------------------


def test_of_two_files_that_came_together_the_later_written_then_the_word_file_then_the_name_is_newer() -> (
    None
):
    day = datetime(2024, 10, 1)
    first = arrival("A", file="z.docx")

    def order(*items: Arrival) -> list[str]:
        return [item.file for item in sorted(items, key=lambda item: item.age)]

    def at(file: str, hours: int = 0, written: int | None = None) -> Arrival:
        made = replace(first, submission=first.submission.model_copy(update={"file": file}))
        return replace(made, received=first.received + timedelta(hours=hours),
                       written=None if written is None else first.received + timedelta(hours=written))  # fmt: skip

    assert order(at("b", 1), at("a", 0, written=9)) == ["a", "b"]
    assert order(at("a", written=2), at("b", written=1), at("c")) == ["c", "b", "a"]
    assert order(at("a.docx"), at("b.pdf")) == ["b.pdf", "a.docx"]
    assert order(at("lần 10"), at("lần 2"), at("Lần 3"), at("lần")) == ["lần", "lần 2", "Lần 3", "lần 10"]
    assert order(at("a2b10"), at("a2b9"), at("A2b9")) == ["A2b9", "a2b9", "a2b10"]
    assert day < datetime(2024, 10, 2)


def test_a_row_of_an_export_came_when_it_says_unless_that_is_after_its_file() -> None:
    from htsd_cli.values.submission import RowReport, UnitName

    def row(number: int, sent: datetime | None) -> RowReport:
        return RowReport(unit=UnitName(name=f"Trường {number}"), row=number, sent=sent)

    received = datetime(2024, 10, 5, 8)
    file = arrival("x", file="xuat.xlsx").submission.model_copy(
        update={"reports": (row(2, datetime(2024, 10, 3)), row(3, None), row(4, datetime(2024, 10, 5, 23)),
                            row(5, datetime(2024, 10, 6)))}
    )  # fmt: skip
    found = arrivals_of(file, received, "0" * 16, "a@b.vn")
    assert [(item.file, item.received.day, item.received.hour, item.digest[-2:], item.sender) for item in found] == [
        ("xuat.xlsx, dòng 2", 3, 0, "02", "a@b.vn"), ("xuat.xlsx, dòng 3", 5, 8, "03", "a@b.vn"),
        ("xuat.xlsx, dòng 4", 5, 23, "04", "a@b.vn"), ("xuat.xlsx, dòng 5", 5, 8, "05", "a@b.vn"),
    ]  # fmt: skip


def test_further_findings_stand_by_their_weight_and_some_are_taken_away() -> None:
    info, error = finding("total-derived", where="x", computed=1, parts="các dòng"), finding("empty-form")
    item = arrival("A", findings=(info,))
    assert with_findings(item, []) is item
    assert [one.code for one in with_findings(item, [error]).submission.findings] == [
        "empty-form",
        "total-derived",
    ]
    assert [one.code for one in with_findings(item, [error], ["total-derived"]).submission.findings] == [
        "empty-form"
    ]
    assert with_findings(item, [], ["total-derived"]).submission.findings == ()
