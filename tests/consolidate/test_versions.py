"""Several files of one unit: which counts, what changed, a file a person named; and what belongs to a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from htsd_cli.consolidate import Arrival, Consolidation, LeftOut, consolidate
from htsd_cli.consolidate.versions import choose
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Key, Numbers, figures_of
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import Submission, UnitName
from htsd_cli.values.time import VIETNAM
from tests.consolidate.test_consolidate import MANY, arrival, codes
from tests.documents import FORM
from tests.rosters import BY_NAME, DISTRICT, NAMES

UNIT = BY_NAME["Trường Tiểu học Kim Đồng"]
WRONG_YEAR = (finding("wrong-year", event="Tuần lễ", found=2023, expected=2024),)


def sent(file: str, workshops: int, day: int = 1, **more: object) -> Arrival:
    return arrival("Trường TH Kim Đồng", {"workshops": {"count": workshops}}, file, day, **more)  # type: ignore[arg-type]


def messages(result: Consolidation, code: str) -> list[str]:
    return [item.finding.message for item in result.findings if item.finding.code == code]


def unreadable(file: str, code: str, day: int = 1, sender: str = "") -> Arrival:
    """Return a file that is no report."""
    told = finding(code, detail="x", cure="Y.")
    submission = Submission(
        schema="htsd/validation/1", file=file, form=FORM.id, counted=False, findings=(told,)
    )
    return Arrival(submission, datetime(2024, 10, day, 8, tzinfo=VIETNAM), "", sender)


# -- which counts ------------------------------------------------------------------------------------------


def test_of_three_versions_the_last_step_is_told_figure_by_figure_and_the_ones_before_counted() -> None:
    result = consolidate([sent("a.docx", 3, 1), sent("b.docx", 4, 2), sent("c.docx", 5, 3)], FORM)
    assert messages(result, "duplicate-files") == [
        "Đơn vị gửi 3 tệp; dùng tệp nhận sau cùng: c.docx. Thay đổi so với b.docx: “Tổ chức hội thảo/sinh hoạt chuyên"
        " đề”, cột “Số lớp/số cuộc thi”: 4 → 5. Trước đó, từ a.docx sang b.docx đổi 1 số liệu."
    ]


@pytest.mark.parametrize(
    "copy",
    [
        "bc.docx.bak",
        "bc.docx.old",
        "bc.xlsx.orig",
        "bc.wbk",
        "bc.asd",
        "bc.docx~",
        "Backup of bc.docx",
        "Sao lưu của bc.docx",
    ],
)
def test_a_copy_that_a_program_kept_counts_only_where_nothing_else_does(copy: str) -> None:
    result = consolidate([sent("bc.docx", 3, 1), sent(copy, 4, 2)], FORM)
    assert messages(result, "duplicate-files") == [
        f"Đơn vị gửi 2 tệp; dùng tệp không phải bản sao lưu: bc.docx. Thay đổi so với {copy}: “Tổ chức hội thảo/sinh"
        " hoạt chuyên đề”, cột “Số lớp/số cuộc thi”: 4 → 3."
    ]
    assert consolidate([sent(copy, 4, 2)], FORM).totals == {Key("workshops", "count"): 4}


@pytest.mark.parametrize("name", ["BC bổ sung.docx", "BC_Phan 2.docx", "bc-phần-II.docx"])
def test_files_that_say_they_are_parts_are_put_together_where_no_cell_is_in_both(name: str) -> None:
    def part(file: str, indicator: str, count: int, day: int) -> Arrival:
        item = arrival("Trường TH Kim Đồng", {}, file, day)
        place = {indicator: {"count": Origin(table=1, row=2, column=3, text=str(count))}}
        figures = figures_of({indicator: {"count": count}}, place)
        return replace(item, submission=item.submission.model_copy(update={"figures": figures}))

    first, rest = part("BC.docx", "workshops", 3, 1), part(name, "news_items", 6, 2)
    result = consolidate([first, rest], FORM)
    assert {key.indicator: value for key, value in result.totals.items()} == {"workshops": 3, "news_items": 6}
    assert len(messages(result, "parts-joined")) == 1
    again = part(name, "workshops", 4, 2)
    assert messages(consolidate([first, again], FORM), "parts-joined") == []
    plain = part("phan hoi.docx", "news_items", 6, 2)
    assert messages(consolidate([first, plain], FORM), "parts-joined") == []


def test_many_changes_are_told_in_part_and_counted() -> None:
    more = {key: {name: value + 1 for name, value in values.items()} for key, values in MANY.items()}
    name = "Trường TH Kim Đồng"
    result = consolidate([arrival(name, MANY, "a.docx", 1), arrival(name, more, "b.docx", 2)], FORM)
    (message,) = messages(result, "duplicate-files")
    changed = sum(len(values) for values in MANY.values())
    assert message.count("→") == 8
    assert message.endswith(f" và {changed - 8} số liệu khác.")


def test_eight_changes_are_all_told() -> None:
    rows = [item.id for item in FORM.indicators if len(item.measures) == 2]
    for number, end in ((8, "trống → 1."), (9, "trống → 1 và 1 số liệu khác.")):
        many: Numbers = {row: {"count": 1} for row in rows[:number]}
        more = arrival("Trường TH Kim Đồng", many | {"workshops": {"count": 3}}, "b.docx", 2)
        (told,) = choose([sent("a.docx", 3, 1), more], FORM).used.submission.findings
        assert told.message.endswith(end)


def test_of_more_steps_three_are_told_and_the_choice_says_why() -> None:
    versions = [sent(f"{name}.docx", at, at + 1) for at, name in enumerate("abcdefg")]
    (told,) = choose(versions, FORM).used.submission.findings
    assert told.message.endswith(
        ": 5 → 6. Trước đó, từ c.docx sang d.docx đổi 1 số liệu; từ d.docx sang e.docx đổi 1 số liệu; từ e.docx sang"
        " f.docx đổi 1 số liệu."
    )
    first, last = (sent(f"{name}.docx", at) for at, name in enumerate("ab"))
    days = [datetime(2024, 10, day, tzinfo=VIETNAM) for day in (1, 2)]
    zipped = "các tệp nhận cùng lúc, dùng tệp được lưu sau cùng trong tệp nén: "
    for together, choice in (
        ((replace(first, written=days[0]), replace(last, written=days[1])), f"{zipped}b.docx"),
        ((replace(first, written=days[1]), last), f"{zipped}a.docx"),
        (
            (replace(first, written=days[0]), replace(last, written=days[0])),
            "dùng tệp có tên xếp sau cùng: b.docx",
        ),
    ):
        (told,) = choose(together, FORM).used.submission.findings
        assert choice in told.message
    (told,) = choose(versions[:3], FORM, "b.docx").used.submission.findings
    assert (told.code, "2 → 1" in told.message) == ("duplicate-pinned", True)
    missing = choose(versions[:1], FORM, "x.docx").used.submission.findings
    assert [item.code for item in missing] == ["use-not-found"]


def test_the_day_of_a_report_is_that_of_its_figures_and_the_first_is_told_too() -> None:
    held = sent("c.docx", 9, 3, counted=False)
    chosen = choose([sent("a.docx", 3, 4), sent("b.docx", 4, 5), sent("d.docx", 4, 7), held], FORM)
    assert (chosen.used.file, chosen.received.day, chosen.first.day) == ("d.docx", 5, 4)
    alone = choose([held], FORM)
    assert (alone.used.file, alone.received.day, alone.first.day) == ("c.docx", 3, 3)


@pytest.mark.parametrize(
    ("pin", "used"),
    [
        ("A/b.docx", "A/b.docx"),
        ("b.docx", "A/b.docx"),
        ("A\\b.docx", "A/b.docx"),
        ("B/b.docx", "c.docx"),
        ("", "c.docx"),
    ],
)
def test_a_file_may_be_called_by_its_last_parts(pin: str, used: str) -> None:
    assert choose([sent("A/b.docx", 3, 1), sent("c.docx", 4, 2)], FORM, pin).used.file == used


def test_a_newer_file_that_cannot_be_counted_is_told_with_what_it_is() -> None:
    good, held = sent("a.docx", 3, 2), sent("b.docx", 4, 3, counted=False, findings=WRONG_YEAR)

    def codes(*versions: Arrival, pin: str = "", refused: tuple[Arrival, ...] = ()) -> list[str]:
        return [item.code for item in choose(versions, FORM, pin, refused).used.submission.findings]

    assert codes(good, held) == ["newest-not-counted"]
    assert codes(good, sent("b.docx", 4, 1, counted=False)) == []
    assert codes(good, sent("b.docx", 4, 2, counted=False)) == []
    assert codes(good, refused=(unreadable("x.pdf", "scanned-file", 4),)) == ["newest-not-counted"]
    assert codes(good, held, pin="a.docx") == []
    assert codes(held) == ["wrong-year"]
    (told,) = choose(
        [good, held], FORM, refused=[unreadable("x.pdf", "scanned-file", 4)]
    ).used.submission.findings
    assert "x.pdf" in told.message


def test_doubts_about_the_name_of_another_version_are_told_once_with_its_file() -> None:
    likely = finding("unit-likely", text="x", name="y", reason="z")
    one, two = (sent(f"{name}.docx", at, at + 1, findings=(likely,)) for at, name in enumerate("ab"))
    (first, second) = choose([one, two, sent("c.docx", 7, 9)], FORM).used.submission.findings
    assert {first.code, second.code} == {"duplicate-files", "unit-likely"}
    (doubt,) = (item for item in (first, second) if item.code == "unit-likely")
    assert doubt.message.startswith("Tệp a.docx: ")
    own = choose([one, sent("c.docx", 7, 9, findings=(likely,))], FORM).used.submission.findings
    assert [item.where for item in own if item.code == "unit-likely"] == [likely.where]
    same, other = sent("d.docx", 7, 2), sent("a.docx", 3, 5, findings=(likely,))
    behind = choose([same, other, sent("c.docx", 7, 9)], FORM).used.submission.findings
    assert [item.where for item in behind if item.code == "unit-likely"] == ["Tệp a.docx"]


def test_the_same_figures_sent_again_came_in_when_they_came_first() -> None:
    result = consolidate(
        [sent("a.docx", 3, 9), sent("b.docx", 3, 14)], FORM, deadline=datetime(2024, 10, 11).date()
    )
    assert [(unit.file, str(unit.received)) for unit in result.reported] == [("b.docx", "2024-10-09")]
    assert (result.late, codes(result)) == ((), [])


def test_a_correction_after_the_deadline_is_late() -> None:
    result = consolidate(
        [sent("a.docx", 3, 9), sent("b.docx", 4, 14)], FORM, deadline=datetime(2024, 10, 11).date()
    )
    assert [(unit.file, unit.late_note) for unit in result.late] == [
        ("b.docx", "bản đầu nhận ngày 09/10/2024")
    ]


def test_a_figure_set_back_to_what_it_was_is_told() -> None:
    result = consolidate([sent("a.docx", 3, 1), sent("b.docx", 4, 2), sent("c.docx", 3, 3)], FORM)
    (message,) = messages(result, "duplicate-files")
    assert "Thay đổi so với b.docx" in message
    assert "4 → 3" in message


@pytest.mark.parametrize(
    ("files", "used", "choice"),
    [
        (("bc lần 2.docx", "bc lần 10.docx"), "bc lần 10.docx", "các tệp nhận cùng lúc, dùng tệp có tên xếp sau cùng"),
        (("bc.docx", "bc.pdf"), "bc.docx", "các tệp nhận cùng lúc, dùng tệp không phải PDF"),
        (("a.docx", "b.docx", "b.pdf"), "b.docx", "các tệp nhận cùng lúc, dùng tệp có tên xếp sau cùng"),
    ],
)  # fmt: skip
def test_of_files_that_came_in_together_one_is_taken_by_a_rule_that_is_told(
    files: tuple[str, ...], used: str, choice: str
) -> None:
    result = consolidate([sent(file, number) for number, file in enumerate(files, 1)], FORM)
    assert [unit.file for unit in result.reported] == [used]
    assert messages(result, "duplicate-files")[0].startswith(
        f"Đơn vị gửi {len(files)} tệp; {choice}: {used}."
    )


def test_of_files_in_one_zip_the_last_written_is_taken() -> None:
    base = datetime(2024, 9, 30, 8, tzinfo=VIETNAM)
    one, other = sent("g.zip/b.docx", 1), sent("g.zip/a.docx", 2)
    result = consolidate(
        [replace(one, written=base), replace(other, written=base + timedelta(hours=1))], FORM
    )
    assert [unit.file for unit in result.reported] == ["g.zip/a.docx"]
    assert "dùng tệp được lưu sau cùng trong tệp nén" in messages(result, "duplicate-files")[0]


def test_a_newest_file_that_cannot_be_counted_is_told_and_does_not_count() -> None:
    bad = sent("b.docx", 9, 5, counted=False, findings=WRONG_YEAR)
    result = consolidate([sent("a.docx", 3, 1), bad], FORM)
    assert result.to_json()["totals"] == {"workshops": {"count": 3}}
    assert messages(result, "newest-not-counted") == [
        "Tệp nhận sau cùng (b.docx) không dùng được: Báo cáo ghi Tuần lễ năm 2023, trong khi đợt này là năm 2024."
        " Đang dùng tệp nhận trước đó: a.docx."
    ]


def test_an_older_file_that_cannot_be_counted_is_not_told() -> None:
    bad = sent("a.docx", 9, 1, counted=False, findings=WRONG_YEAR)
    assert codes(consolidate([sent("b.docx", 3, 5), bad], FORM)) == []


def test_a_newer_file_that_cannot_be_read_is_told_where_its_unit_is_known() -> None:
    bad = unreadable("TH Kim Dong sua.docx", "password-protected", day=7)
    result = consolidate([sent("a.docx", 3, 1), bad], FORM, DISTRICT)
    assert messages(result, "newest-not-counted") == [
        "Tệp nhận sau cùng (TH Kim Dong sua.docx) không dùng được: Không mở được tệp vì đã đặt mật khẩu."
        " Đang dùng tệp nhận trước đó: a.docx."
    ]
    assert [(item.file, item.unit) for item in result.unrecognised] == [("TH Kim Dong sua.docx", UNIT.id)]


def test_a_file_that_cannot_be_read_is_told_of_the_unit_that_sent_it() -> None:
    bad = unreadable("a.eml/bc.docx", "damaged-file", sender=UNIT.email)
    result = consolidate([bad], FORM, DISTRICT)
    assert result.unrecognised == (
        LeftOut(
            file="a.eml/bc.docx",
            reason="Không mở được tệp: nội dung bị hỏng hoặc bị cắt mất một phần."
            " Đề nghị đơn vị mở lại tệp gốc, lưu thành tệp mới rồi gửi lại.",
            unit=UNIT.id,
        ),
    )
    assert UNIT.id in {unit.id for unit in result.unusable}


def test_a_doubtful_name_is_told_also_when_another_file_is_used() -> None:
    one = arrival("Trường TH Kim Đồn", {"workshops": {"count": 1}}, "a.docx", 1)
    other = arrival("Trường TH Kim Đồng", {"workshops": {"count": 2}}, "b.docx", 2)
    result = consolidate([one, other], FORM, DISTRICT)
    assert messages(result, "unit-likely") == [
        "Tệp a.docx: Tên “Trường TH Kim Đồn” được hiểu là “Trường Tiểu học Kim Đồng” trong danh sách đơn vị:"
        " tên viết gần giống."
    ]


# -- a file a person named ---------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", [UNIT.id, UNIT.name, "Trường TH Kim Đồng"])
@pytest.mark.parametrize("file", ["thu/a.eml/bc.docx", "a.eml/bc.docx", "bc.docx"])
def test_a_file_named_for_a_unit_counts_whatever_came_after(unit: str, file: str) -> None:
    arrivals = [sent("thu/a.eml/bc.docx", 3, 1), sent("b.docx", 4, 5)]
    result = consolidate(arrivals, FORM, DISTRICT, use={unit: file})
    assert [item.file for item in result.reported] == ["thu/a.eml/bc.docx"]
    assert [item.used for item in result.duplicates] == ["thu/a.eml/bc.docx"]
    assert codes(result) == [("duplicate-pinned", "thu/a.eml/bc.docx")]
    (message,) = messages(result, "duplicate-pinned")
    assert message.startswith("Đơn vị gửi 2 tệp; dùng tệp thu/a.eml/bc.docx theo mục [use] của htsd.toml.")
    assert "4 → 3" in message


def test_a_file_named_that_is_not_there_is_told_and_the_newest_counts() -> None:
    result = consolidate(
        [sent("a.docx", 3, 1), arrival("Trường TH Phù Đổng", {}, "c.docx")],
        FORM,
        DISTRICT,
        use={UNIT.id: "c.docx"},
    )
    assert messages(result, "use-not-found") == [
        "Mục [use] của htsd.toml chỉ định tệp “c.docx”, nhưng đơn vị này không có báo cáo nào tên như vậy; đang dùng"
        " a.docx."
    ]
    assert result.to_json()["figures"][UNIT.id] == {"workshops": {"count": 3}}


@pytest.mark.parametrize(
    ("unit", "code"), [("kim-dong", "use-unknown-unit"), ("Trường TH Phù Đổng", "use-without-report")]
)
def test_a_file_named_for_nobody_is_told(unit: str, code: str) -> None:
    result = consolidate([sent("a.docx", 3)], FORM, DISTRICT, use={unit: "a.docx"})
    assert [item for item, _ in codes(result)] == [code]


def test_without_a_roster_a_file_is_named_by_the_unit_s_name() -> None:
    arrivals = [sent("a.docx", 3, 1), sent("b.docx", 4, 5)]
    assert [
        unit.file for unit in consolidate(arrivals, FORM, use={"TRƯỜNG TIỂU HỌC KIM ĐỒNG": "a.docx"}).units
    ] == ["a.docx"]


# -- one report of two units -------------------------------------------------------------------------------


def test_one_file_in_the_folders_of_two_units_is_told() -> None:
    files = ("TH Kim Đồng/bc.docx", "MN Hoa Hồng/bc.docx")
    arrivals = [replace(sent(file, 3), digest="0123") for file in files]
    result = consolidate(arrivals, FORM, DISTRICT)
    assert [unit.file for unit in result.reported] == ["TH Kim Đồng/bc.docx"]
    assert messages(result, "same-file") == ["Cùng một tệp, giống từng byte, còn nằm ở: MN Hoa Hồng/bc.docx."]


def test_one_file_mailed_by_two_units_without_a_name_is_told_of_both() -> None:
    units = (UNIT, BY_NAME["Trường Mầm non Hoa Hồng"])
    nameless = (finding("unit-from-file-name", text="bc"),)
    arrivals = [
        Arrival(
            Submission(
                schema="htsd/validation/1", file=f"{place}.eml/bc.docx", form=FORM.id, unit=UnitName(name="bc"),
                figures=figures_of(MANY), findings=nameless,
            ),
            datetime(2024, 10, 1, tzinfo=VIETNAM), "0123", unit.email,
        )
        for place, unit in enumerate(units)
    ]  # fmt: skip
    result = consolidate(arrivals, FORM, DISTRICT)
    assert len(result.reported) == 2
    assert len(messages(result, "same-file")) == 2
    assert messages(result, "same-figures") == []  # it follows from the other


def test_one_file_twice_in_a_unit_s_own_folders_is_no_matter() -> None:
    files = ("TH Kim Đồng/bc.docx", "TH Kim Đồng/lần 2/bc.docx", "thu.eml/bc.docx")
    assert codes(consolidate([replace(sent(file, 3), digest="0123") for file in files], FORM, DISTRICT)) == []


def test_a_report_from_the_address_of_a_unit_that_sent_none_is_told() -> None:
    other = BY_NAME["Trường Mầm non Hoa Hồng"]
    one = replace(sent("a.eml/bc.docx", 3), sender=other.email)
    result = consolidate([one], FORM, DISTRICT)
    assert messages(result, "sender-other-unit") == [
        f"Báo cáo của “{UNIT.name}” được gửi từ địa chỉ {other.email} của “{other.name}”, mà “{other.name}” chưa có"
        " báo cáo."
    ]
    assert codes(consolidate([one, arrival(other.name, {}, "b.docx")], FORM, DISTRICT)) == []
    ward = BY_NAME["UBND phường Phú Mỹ"]
    assert codes(consolidate([replace(one, sender=ward.email)], FORM, DISTRICT)) == []


def test_a_report_in_a_file_of_another_unit_is_told() -> None:
    result = consolidate([sent("MN Hoa Hong.docx", 3)], FORM, DISTRICT)
    assert messages(result, "unit-conflict") == [
        "Báo cáo được tính cho “Trường Tiểu học Kim Đồng” theo tên ở đầu báo cáo, nhưng tên tệp lại là của"
        " “Trường Mầm non Hoa Hồng”."
    ]


# -- without a roster --------------------------------------------------------------------------------------


def named(*names: str) -> Consolidation:
    return consolidate(
        [arrival(name, {"workshops": {"count": at}}, f"{at}.docx") for at, name in enumerate(names, 1)], FORM
    )


@pytest.mark.parametrize(
    "names",
    [
        ("Trường Tiểu học Lê Văn Tám", "Trường Tiểu học Lê Văn Tâm"),
        ("Liên đoàn Lao động Quận 7", "Ủy ban Mặt trận Tổ quốc Quận 7"),
        ("Hội Khuyến học phường Phú Mỹ", "Hội Khuyến học Quận 7"),
        ("Trường TH Lê Lợi, Quận 4", "Trường TH Lê Lợi, Quận 7"),
        ("Trường MN Tuổi Thơ 1", "Trường MN Tuổi Thơ 2"),
    ],
)
def test_without_a_roster_two_units_are_never_one(names: tuple[str, str]) -> None:
    assert len(named(*names).units) == 2


@pytest.mark.parametrize(
    "names",
    [
        ("Trường Tiểu học Lê Văn Tám", "TRƯỜNG TH LE VAN TAM"),
        ("UBND phường Phú Mỹ", "UBND P. PHÚ MỸ"),
        ("Trường TH Phú Mỹ", "Trường Tiểu học Phú Mỹ, Quận 7"),
        ("LĐLĐ Quận 7", "Liên đoàn Lao động Quận 7"),
    ],
)
def test_without_a_roster_one_unit_s_spellings_are_one(names: tuple[str, str]) -> None:
    assert len(named(*names).units) == 1


def test_a_name_that_may_be_two_units_joins_neither() -> None:
    assert len(named("Trường TH Lê Văn Tám", "Trường TH Lê Văn Tâm", "TRUONG TH LE VAN TAM").units) == 3


# -- what belongs to a report ------------------------------------------------------------------------------


def belongs(result: Consolidation) -> list[tuple[str, str, str]]:
    return [(item.file, item.unit, item.what) for item in result.belongs]


SCAN, PICTURE = "bản quét của báo cáo", "hình ảnh, âm thanh kèm báo cáo"


@pytest.mark.parametrize(
    ("report", "scan"),
    [
        ("bc kim dong.docx", "bc kim dong.pdf"),
        ("bc kim dong.docx", "bc kim dong_signed.pdf"),
        ("bc kim dong.docx", "BC Kim Đồng (bản ký số).pdf"),
        ("A/bc.docx", "A/scan001.pdf"),
        ("A/bc.docx", "A/ban scan/scan001.pdf"),
        ("thu/a.eml/bc.docx", "thu/a.eml/scan001.pdf"),
        ("goi.zip/TH/bc.docx", "goi.zip/TH/anh.jpg"),
        ("bc.docx", "TH Kim Dong - ban scan.pdf"),
    ],
)
def test_a_scan_beside_a_report_belongs_to_it(report: str, scan: str) -> None:
    result = consolidate([sent(report, 3), unreadable(scan, "scanned-file")], FORM, DISTRICT)
    assert belongs(result) == [(scan, UNIT.id, SCAN)]
    assert (result.unrecognised, codes(result)) == ((), [])


@pytest.mark.parametrize(
    ("report", "scan"),
    [
        ("bc kim dong.docx", "scan001.pdf"),  # in the inbox itself any file lies beside any other
        ("A/bc.docx", "B/scan001.pdf"),
        ("A/bc.docx", "A/MN Hoa Hong scan.pdf"),  # another unit's
    ],
)
def test_a_scan_of_nobody_knows_whom_stays_unrecognised(report: str, scan: str) -> None:
    result = consolidate([sent(report, 3), unreadable(scan, "scanned-file")], FORM, DISTRICT)
    assert belongs(result) == []
    ((file, reason, _),) = [(item.file, item.reason, item.unit) for item in result.unrecognised]
    assert file == scan
    assert reason.endswith("Đề nghị đơn vị gửi thêm tệp Word hoặc Excel đã soạn báo cáo này.")


def test_in_a_folder_of_two_units_a_scan_belongs_to_the_report_of_its_name() -> None:
    arrivals = [
        sent("Đợt 1/kim dong.docx", 3),
        arrival("Trường TH Phù Đổng", {}, "Đợt 1/phu dong.docx"),
        unreadable("Đợt 1/phu dong scan.pdf", "scanned-file"),
        unreadable("Đợt 1/img.pdf", "scanned-file"),
    ]
    result = consolidate(arrivals, FORM)
    assert [(file, what) for file, _, what in belongs(result)] == [("Đợt 1/phu dong scan.pdf", SCAN)]
    assert [item.file for item in result.unrecognised] == ["Đợt 1/img.pdf"]


def test_the_pdf_of_a_report_with_its_figures_belongs_to_it() -> None:
    result = consolidate([sent("a.docx", 3, 1), sent("b.pdf", 3, 2)], FORM)
    assert [(file, what) for file, _, what in belongs(result)] == [("b.pdf", "bản PDF của báo cáo")]
    assert ([unit.file for unit in result.reported], result.duplicates, codes(result)) == (["a.docx"], (), [])


def test_a_pdf_with_other_figures_is_a_version_of_its_own() -> None:
    result = consolidate([sent("a.docx", 3, 1), sent("b.pdf", 4, 2)], FORM)
    assert belongs(result) == []
    assert codes(result) == [("duplicate-files", "b.pdf")]


def test_pictures_belong_to_the_report_beside_them_and_the_rest_is_passed_over() -> None:
    pictures = ["A/hinh/1.jpg", "2.jpg", "B/3.jpg"]
    passed = [LeftOut(file=file, reason="hình ảnh, âm thanh") for file in pictures]
    result = consolidate([sent("A/bc.docx", 3)], FORM, passed_over=passed, pictures=pictures)
    assert [(file, what) for file, _, what in belongs(result)] == [("A/hinh/1.jpg", PICTURE)]
    assert [item.file for item in result.passed_over] == ["2.jpg", "B/3.jpg"]


def test_without_a_roster_a_picture_that_names_a_unit_without_a_report_is_told() -> None:
    pictures = ["Trường TH Phù Đổng.jpg", "IMG_2031.jpg"]
    passed = [LeftOut(file=file, reason="hình ảnh, âm thanh") for file in pictures]
    result = consolidate([sent("A/bc.docx", 3)], FORM, passed_over=passed, pictures=pictures)
    assert [item.file for item in result.unrecognised] == ["Trường TH Phù Đổng.jpg"]
    assert [item.file for item in result.passed_over] == ["IMG_2031.jpg"]


def test_a_unit_that_sent_only_pictures_is_told() -> None:
    pictures = ["TH Kim Đồng/1.jpg", "hinh chung/2.jpg"]
    passed = [LeftOut(file=file, reason="hình ảnh, âm thanh") for file in pictures]
    result = consolidate([], FORM, DISTRICT, passed_over=passed, pictures=pictures)
    assert [(item.file, item.unit) for item in result.unrecognised] == [("TH Kim Đồng/1.jpg", UNIT.id)]
    assert [item.file for item in result.passed_over] == ["hinh chung/2.jpg"]


def test_the_json_names_what_belongs_to_a_report() -> None:
    data = consolidate(
        [sent("A/bc.docx", 3), unreadable("A/s.pdf", "scanned-file")], FORM, DISTRICT
    ).to_json()
    assert data["belongs"] == [{"file": "A/s.pdf", "unit": UNIT.id, "what": SCAN}]


def test_a_hidden_id_alone_is_certain_and_a_sender_alone_is_told() -> None:
    nameless = (finding("unit-from-file-name", text="bc"),)
    figures: Numbers = {"workshops": {"count": 3}}
    submission = Submission(
        schema="htsd/validation/1", file="bc.docx", form=FORM.id, unit=UnitName(name="bc"), figures=figures_of(figures),
        findings=nameless, marks={"unit-id": UNIT.id},
    )  # fmt: skip
    came = datetime(2024, 10, 1, tzinfo=VIETNAM)
    result = consolidate([Arrival(submission, came)], FORM, DISTRICT)
    assert ([unit.id for unit in result.reported], codes(result)) == ([UNIT.id], [])
    submission = submission.model_copy(update={"marks": {}})
    result = consolidate([Arrival(submission, came, "", UNIT.email)], FORM, DISTRICT)
    assert [unit.id for unit in result.reported] == [UNIT.id]
    assert messages(result, "unit-inferred") == [
        f"Báo cáo không ghi tên đơn vị; được hiểu là của “{UNIT.name}”: địa chỉ thư {UNIT.email} là của đơn vị này."
    ]
    assert NAMES.kind_of(UNIT.name) == "tih"
