"""A report in several files: what stands in any of them is in the one report, with the file it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from htsd_cli.consolidate import Arrival, consolidate
from htsd_cli.consolidate.offices.parts import taken_together
from htsd_cli.form import Form
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Decided, Figure, Figures, Key
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import ExtraRow, Submission, UnitGroup, UnitName, UnitRow
from tests.forms import LISTS, LITERACY, form_of

HO, XA, TUOI = Key("ho", "value"), Key("xa", "nam_nay"), Key("tuoi", "nam_nay")
NGUOI, KE_HOACH = Key("nguoi", "nam_nay"), Key("nguoi", "ke_hoach")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """Return a form with a list of groups and a table of figures beside it."""
    table = LITERACY[LITERACY.index("[[tables]]") :].replace('"bang_1"', '"bang_2"')
    return form_of(tmp_path_factory.mktemp("mau"), LISTS + table)


def cell(value: int, row: int, table: int = 2) -> Figure:
    return Figure(value, Origin(table=table, row=row, column=3, text=str(value)))


def row(name: str, place: int, value: int | None, *, doubted: bool = False) -> UnitRow:
    figures = {} if value is None else {HO: cell(value, place, 1)}
    return UnitRow(
        table="bang_1", unit=UnitName(name=name), figures=figures, doubted=(HO,) * doubted,
        origin=Origin(table=1, row=place, column=2, text=name),
    )  # fmt: skip


def sent(form: Form, file: str, day: int, figures: Figures, **more: object) -> Arrival:
    submission = Submission(
        schema="htsd/validation/1",
        file=file,
        form=form.id,
        unit=UnitName(name="Phường Hoa Sen"),
        figures=figures,
    ).model_copy(update=more)
    return Arrival(submission, datetime(2026, 10, day), digest=file)


def joined(
    form: Form, *files: Arrival, gathers: bool = False, names: Mapping[str, str] | None = None
) -> Submission:
    whole = taken_together(files, names or {}, form, gathers=gathers, pinned=False)
    assert [item.file for item in whole.parts] == [item.file for item in files]
    return whole.versions[-1].submission


def test_a_list_in_one_of_the_files_is_in_the_report_and_its_total_is_derived(form: Form) -> None:
    rows = (row("Tổ 1", 2, 10), row("Tổ 2", 3, 20))
    derived = {XA: cell(1, 7), HO: Figure(30, derived_from=(HO,))}
    one = sent(form, "phần 1.docx", 1, derived, rows=rows)
    two = sent(form, "phần 2.docx", 2, {TUOI: cell(9, 6)}, rows=())
    submission = joined(form, one, two)
    assert submission.numbers == {"ho": {"value": 30}, "tuoi": {"nam_nay": 9}, "xa": {"nam_nay": 1}}
    assert [(item.unit.name, item.origin.file) for item in submission.rows or ()] == [
        ("Tổ 1", "phần 1.docx"), ("Tổ 2", "phần 1.docx"),
    ]  # fmt: skip
    places = [figure.origin for item in submission.rows or () for figure in item.figures.values()]
    assert [(place.file, place.row) for place in places if place] == [("phần 1.docx", 2), ("phần 1.docx", 3)]
    assert [item.code for item in submission.findings] == ["total-derived"]
    made = consolidate([one, two], form)
    assert made.totals == {HO: 30, XA: 1}  # means do not add up
    assert [item["unit"]["name"] for item in made.to_json()["rows"]] == ["Tổ 1", "Tổ 2"]


def test_a_total_that_differs_from_the_list_of_its_file_is_told(form: Form) -> None:
    one = sent(form, "phần 1.docx", 1, {XA: cell(1, 7), HO: cell(31, 4, 1)}, rows=(row("Tổ 1", 2, 30),))
    two = sent(form, "phần 2.docx", 2, {TUOI: cell(9, 6)}, rows=())
    assert [item.code for item in joined(form, one, two).findings] == ["rows-differ"]


def test_sections_keep_their_units_behind_those_of_the_files_before(form: Form) -> None:
    rows = (row("Tổ 1", 3, 10), row("Tổ 2", 4, 20))
    group = UnitGroup(row=row("Khu 1", 2, 30), first=0, end=2)
    one = sent(form, "phần 1.docx", 1, {XA: cell(1, 7)}, rows=rows, groups=(group,))
    two = sent(form, "phần 2.docx", 2, {TUOI: cell(9, 6)}, rows=(row("Tổ lẻ", 2, 4), row("Tổ 3", 4, 5)),
               groups=(UnitGroup(row=row("Khu 2", 3, 6), first=1, end=2),))  # fmt: skip
    submission = joined(form, one, two)
    assert [(item.row.unit.name, item.row.origin.file, item.first, item.end) for item in submission.groups] == [
        ("Khu 1", "phần 1.docx", 0, 2), ("Khu 2", "phần 2.docx", 3, 4),
    ]  # fmt: skip
    assert [item.message for item in submission.findings if item.code == "rows-differ"] == [
        "Bảng 1, dòng “Khu 2”, cột “Số hộ” ghi 6, cộng 1 dòng được 5 (thừa 1)."
    ]
    assert submission.numbers["ho"] == {"value": 39}


def test_a_doubt_in_a_list_of_one_file_is_none_about_the_same_row_of_another(form: Form) -> None:
    """The third row of the first file's table is a group's, the third of the second file's is a total."""
    at = Origin(table=1, row=3, column=3, text="khoảng 20")
    doubt = finding("estimate", indicator="ho", measure="value", origin=at, where="Dòng “Tổ 2”", text="khoảng 20",
                    suggested="")  # fmt: skip
    one = sent(
        form,
        "phần 1.docx",
        1,
        {XA: cell(1, 7)},
        rows=(row("Tổ 1", 2, 10), row("Tổ 2", 3, None, doubted=True)),
    )
    two = sent(form, "phần 2.docx", 2, {TUOI: cell(9, 6)}, rows=(row("Tổ 3", 2, 5),), findings=(doubt,))
    made = consolidate([one, two], form)
    (unit,) = made.counted
    assert [(item.code, item.origin and item.origin.file) for item in unit.findings if item.cell == HO] == [
        ("estimate", "phần 2.docx")
    ]
    assert unit.kept_out() == {HO: Origin(table=1, row=3, column=3, text="khoảng 20", file="phần 2.docx")}
    own = sent(form, "phần 1.docx", 1, {XA: cell(1, 7)}, rows=one.submission.rows, findings=(doubt,))
    (unit,) = consolidate([own, sent(form, "phần 2.docx", 2, {TUOI: cell(9, 6)}, rows=())], form).counted
    assert (unit.kept_out(), unit.kept_out_cells) == ({}, 1)


def test_words_and_notes_of_all_files_are_kept(form: Form) -> None:
    first = {"notes": {"xa": "cũ", "tuoi": "như trên"}, "texts": {"xa": {"w": "Đạt"}}, "other": "Thêm"}
    more = {
        "notes": {"xa": "mới", "tuoi": "như trên"},
        "texts": {"xa": {"w": "Chưa", "v": "x"}},
        "other": "",
    }
    place = Origin(table=1, row=9, text="Dòng lạ")
    one = sent(form, "phần 1.docx", 1, {XA: cell(1, 7)}, **first, narrative={"a": ("Một.", "Hai.")},
               extra_rows=(ExtraRow(label="Dòng lạ", cells=("1",), origin=place),))  # fmt: skip
    two = sent(
        form, "phần 2.docx", 2, {TUOI: cell(9, 6)}, **more, narrative={"a": ("Hai.", "Ba."), "b": ("Bốn.",)}
    )
    submission = joined(form, one, two)
    assert submission.notes == {"xa": "cũ; mới", "tuoi": "như trên"}
    assert submission.texts == {"xa": {"w": "Đạt; Chưa", "v": "x"}}
    assert submission.other == "Thêm"
    assert submission.narrative == {"a": ("Một.", "Hai.", "Ba."), "b": ("Bốn.",)}
    assert [item.label for item in submission.extra_rows] == ["Dòng lạ"]
    assert submission.rows is None


def test_a_finding_of_an_earlier_file_names_it_and_one_of_the_newest_stands_as_it_is(form: Form) -> None:
    at = Origin(table=2, row=7, column=2, text="khoảng 2")
    doubt = finding("estimate", indicator="xa", measure="nam_nay", origin=at, where="Dòng “Số xã”",
                    text="khoảng 2", suggested="")  # fmt: skip
    whole = finding("table-blank", where="Bảng 1")
    one = sent(form, "phần 1.docx", 1, {TUOI: cell(9, 6)}, findings=(doubt, whole))
    two = sent(form, "phần 2.docx", 2, {XA: cell(3, 7)}, findings=())
    (found,) = joined(form, one, two).findings  # that a table is blank is asked anew
    assert (
        found.message == "Tệp phần 1.docx, dòng “Số xã” ghi “khoảng 2”: số ước lượng, cần một số chính xác."
    )
    assert (found.where, found.origin and found.origin.file) == (
        "Tệp phần 1.docx, dòng “Số xã”",
        "phần 1.docx",
    )
    two = sent(form, "phần 2.docx", 2, {XA: cell(3, 7)}, findings=(doubt,))
    (found,) = (item for item in joined(form, sent(form, "phần 1.docx", 1, {TUOI: cell(9, 6)}), two).findings
                if item.code == "estimate")  # fmt: skip
    assert (found.where, found.origin and found.origin.file) == ("Dòng “Số xã”", "phần 2.docx")


def test_a_cell_that_is_in_two_files_makes_the_newer_of_them_a_version(form: Form) -> None:
    one = sent(form, "phần 1.docx", 1, {XA: cell(1, 7), TUOI: cell(9, 6)})
    two = sent(form, "phần 2.docx", 2, {XA: cell(2, 7)})
    three = sent(form, "phần 3.docx", 3, {NGUOI: cell(5, 2)})
    whole = taken_together([one, two, three], {}, form, gathers=False, pinned=False)
    assert [item.file for item in whole.parts] == ["phần 2.docx", "phần 3.docx"]
    assert [item.file for item in whole.versions] == ["phần 1.docx", "phần 3.docx"]
    assert whole.versions[-1].submission.numbers == {"nguoi": {"nam_nay": 5}, "xa": {"nam_nay": 2}}
    kept = taken_together([one, two, three], {}, form, gathers=False, pinned=True)
    assert (kept.versions, kept.parts, kept.told) == ((one, two, three), (), ())


def test_a_cell_left_blank_by_a_decision_is_a_cell_of_its_file(form: Form) -> None:
    decided = {XA: Figure(None, decided=Decided(None, "Lan"))}
    one, two = sent(form, "phần 1.docx", 1, decided), sent(form, "phần 2.docx", 2, {TUOI: cell(9, 6)})
    figures = joined(form, one, two).figures
    assert (figures[XA].value, figures[XA].decided) == (None, Decided(None, "Lan"))
    again = sent(form, "phần 2.docx", 2, {XA: cell(4, 7)})
    assert taken_together([one, again], {}, form, gathers=False, pinned=False).parts == ()


def test_reports_of_merged_units_are_added_cell_by_cell(form: Form) -> None:
    one = sent(
        form, "a.docx", 1, {NGUOI: cell(10, 2), KE_HOACH: cell(20, 2), TUOI: cell(8, 6), XA: cell(1, 7)}
    )
    two = sent(
        form, "b.docx", 2, {NGUOI: cell(5, 2), KE_HOACH: cell(10, 2), TUOI: cell(9, 6)}, notes={"xa": "b"}
    )
    submission = joined(form, one, two, names={"a.docx": "Hoa Mai", "b.docx": "Hoa Lan"})
    assert submission.numbers == {
        "nguoi": {"nam_nay": 15, "ke_hoach": 30, "ti_le": 50},  # a rate anew, of two means none
        "xa": {"nam_nay": 1},
    }
    assert submission.figures[XA].origin == Origin(table=2, row=7, column=3, text="1", file="a.docx")
    assert submission.figures[NGUOI].origin is None
    assert submission.notes == {"xa": "b"}


@pytest.mark.parametrize("blank", ["a.docx", "b.docx"])
def test_a_cell_that_one_of_the_added_reports_leaves_blank_is_the_other_s(form: Form, blank: str) -> None:
    figures = {True: {XA: Figure(None, decided=Decided(None, "Lan"))}, False: {XA: cell(3, 7)}}
    files = [
        sent(form, name, day, figures[name == blank]) for day, name in enumerate(("a.docx", "b.docx"), 1)
    ]
    submission = joined(form, *files, names={"a.docx": "Hoa Mai", "b.docx": "Hoa Lan"})
    assert submission.numbers == {"xa": {"nam_nay": 3}}
    none = Figure(None, decided=Decided(None, "Lan"))
    both = [
        sent(form, file.file, day, {NGUOI: cell(10, 2), KE_HOACH: none}) for day, file in enumerate(files, 1)
    ]
    submission = joined(form, *both, names={"a.docx": "Hoa Mai", "b.docx": "Hoa Lan"})
    assert submission.numbers == {"nguoi": {"nam_nay": 20}}  # and no rate of what both left blank


def test_lists_of_merged_units_stand_one_behind_the_other(form: Form) -> None:
    one = sent(form, "a.docx", 1, {HO: cell(30, 4, 1)}, rows=(row("Tổ 1", 2, 30),))
    two = sent(form, "b.docx", 2, {HO: cell(7, 4, 1)}, rows=(row("Tổ 1", 2, 7),))
    submission = joined(form, one, two, names={"a.docx": "Hoa Mai", "b.docx": "Hoa Lan"})
    assert submission.numbers == {"ho": {"value": 37}}
    assert [(item.origin.file, item.figures[HO].value) for item in submission.rows or ()] == [
        ("a.docx", 30), ("b.docx", 7),
    ]  # fmt: skip


# -- which files are parts, without a look into them -------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("BC phần 2.docx", True), ("bc_phan_II.docx", True), ("BC part 1.docx", True), ("bc part10.docx", True),
        ("BC bổ sung.docx", True), ("phan hoi.docx", False), ("phan x2.docx", False), ("bosung.docx", False),
        ("bc 2.docx", False),
    ],
)  # fmt: skip
def test_a_file_says_by_its_name_that_it_is_a_part(form: Form, name: str, part: bool) -> None:
    files = [sent(form, "bc.docx", 1, {XA: cell(1, 7)}), sent(form, name, 2, {TUOI: cell(9, 6)})]
    whole = taken_together(files, {}, form, gathers=False, pinned=False)
    assert bool(whole.parts) is part
    gathering = taken_together(files, {}, form, gathers=True, pinned=False)
    assert [item.file for item in gathering.parts] == ["bc.docx", name]
    held = [files[0], replace(files[1], submission=files[1].submission.model_copy(update={"counted": False}))]
    assert taken_together(held, {}, form, gathers=True, pinned=False).versions == tuple(held)


def made(form: Form, file: str, day: int, count: int, *units: str) -> Arrival:
    marks = {"units-1": " ".join(units)} if units else {}
    return sent(form, file, day, {NGUOI: cell(count, 2)}, marks=marks)


def test_consolidated_reports_of_different_units_are_added_the_newest_of_those_with_one_in_common(
    form: Form,
) -> None:
    every = [made(form, "a", 1, 10, "x", "y"), made(form, "b", 2, 5, "z"), made(form, "c", 3, 7, "y", "w")]
    whole = taken_together(every, {}, form, gathers=True, pinned=False)
    assert [item.file for item in whole.parts] == ["b", "c"]
    (report,) = whole.versions
    assert (report.file, report.submission.numbers) == ("c", {"nguoi": {"nam_nay": 12}})
    assert [(item.code, "2" in item.message) for item in whole.told] == [("office-in-parts", True)]
    joining = [*every, made(form, "d", 4, 9, "x", "z")]  # what joins all of them makes all of them versions
    assert taken_together(joining, {}, form, gathers=True, pinned=False).versions == tuple(joining)
    bare = [*every, made(form, "e", 5, 3)]
    assert taken_together(bare, {}, form, gathers=True, pinned=False).versions == tuple(bare)
    assert taken_together(every, {}, form, gathers=False, pinned=False).versions == tuple(every)


def test_of_merged_units_each_one_s_newest_is_added_and_the_successor_s_own_stands_alone(form: Form) -> None:
    every = [made(form, "a1", 1, 10), made(form, "a2", 3, 4), made(form, "b", 2, 5)]
    names = {"a1": "Hoa Mai", "a2": "Hoa Mai", "b": "Hoa Lan"}
    whole = taken_together(every, names, form, gathers=False, pinned=False)
    assert ([item.file for item in whole.parts], whole.versions[0].submission.numbers) == (
        ["b", "a2"], {"nguoi": {"nam_nay": 9}},
    )  # fmt: skip
    assert [item.code for item in whole.told] == ["merged-added"]
    assert "“Hoa Mai”, “Hoa Lan”" in whole.told[0].message
    own = [*every, made(form, "c", 4, 20)]
    beside = taken_together(own, names, form, gathers=False, pinned=False)
    assert ([item.file for item in beside.versions], beside.parts) == (["c"], ())
    assert [(item.code, file in item.message) for item, file in zip(beside.told, ("a2", "b"), strict=True)] == [
        ("merged-beside", True), ("merged-beside", True),
    ]  # fmt: skip
    one = every[:2]
    assert taken_together(one, names, form, gathers=False, pinned=False).versions == tuple(one)


def test_a_total_that_no_unit_of_a_consolidated_report_gave_is_not_derived(form: Form) -> None:
    one, two = {Key("biet_chu", "nam_nay"): cell(4, 3)}, {Key("chua_biet_chu", "nam_nay"): cell(5, 4)}
    for marks, total in (({}, {"nam_nay": 9}), ({"output": "report"}, None)):
        files = (sent(form, "phần 1", 1, one), sent(form, "phần 2", 2, two, marks=marks))
        assert joined(form, *files, gathers=True).numbers.get("nguoi") == total
