"""Raw reports beside the consolidated report that adds them up: each counts once, a ward's folder is the ward's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from htsd_cli.consolidate.arrival import Arrival
from htsd_cli.consolidate.offices.below import Below
from htsd_cli.consolidate.offices.raw import Parted, sort_out_raw
from htsd_cli.roster import Match, Roster, RosterUnit
from tests.consolidate.test_consolidate import NAMES
from tests.consolidate.test_from_below import below, came

WARD = RosterUnit("tan-phu", "UBND phường Tân Phú", "phuong", area="Khu A")
OTHER = RosterUnit("tan-quy", "UBND phường Tân Quy", "phuong", area="Khu B")
SCHOOL = RosterUnit("sen", "Trường Mầm non Hoa Sen", "mn", area="Khu A")
ROSTER = Roster([WARD, OTHER, SCHOOL], NAMES)
OWN = "kết quả tổng hợp của chính các báo cáo trong thư mục này"
BELOW = "báo cáo của đơn vị trực thuộc, đã có trong báo cáo tổng hợp của UBND phường Tân Phú"
IN_FOLDER = "nằm trong thư mục của UBND phường Tân Phú, đã có báo cáo tổng hợp"

Whose = Mapping[
    str, RosterUnit | str | None
]  # by file: a unit; a unit that it is only likely of, "~id"; nobody


def parted(
    arrivals: list[Arrival], whose: Whose, *, areas: bool = False, results: tuple[Below, ...] = ()
) -> Parted:
    matches = {
        file: Match(ROSTER.by_id[unit[1:]], "gần giống") if isinstance(unit, str) else Match(unit)
        for file, unit in whose.items()
    }
    return sort_out_raw(arrivals, matches, ROSTER, "Quận 7", results, areas=areas)


def files(arrivals: list[Arrival]) -> list[str]:
    return [item.file for item in arrivals]


def made(file: str, *sources: str, **marks: str) -> Arrival:
    return came(file, None, sources__1=" ".join(f"d-{source}" for source in sources), **marks)


def test_strangers_that_a_ward_s_report_adds_up_are_set_aside() -> None:
    ward = made("phuong.docx", "1.docx", "2.docx")
    every = [came("1.docx"), came("2.docx"), came("3.docx"), ward]
    found = parted(every, {"phuong.docx": WARD, "1.docx": None, "2.docx": None, "3.docx": None})
    assert (files(found.kept), found.aside, found.doubtful) == (
        ["3.docx", "phuong.docx"], [("1.docx", BELOW), ("2.docx", BELOW)], [],
    )  # fmt: skip
    own = parted(
        every, {"phuong.docx": WARD, "1.docx": WARD, "2.docx": None}
    )  # the ward's own raw report among them
    assert [file for file, _ in own.aside] == ["1.docx", "2.docx"]
    alone = parted([ward, came("3.docx")], {"phuong.docx": WARD})
    assert (files(alone.kept), alone.aside, alone.doubtful) == (["phuong.docx", "3.docx"], [], [])


def test_results_of_this_very_office_are_no_report() -> None:
    every = [came("1.docx"), came("2.docx")]
    for whole, unit in (
        (made("kq.docx", "1.docx", "2.docx"), None),
        (made("kq.docx", "1.docx", "9.docx", office="Quận 7"), WARD),
        (made("kq.docx", "1.docx", "9.docx", office="Quận 7"), None),
    ):
        found = parted([*every, whole], {"kq.docx": unit})
        assert (files(found.kept), found.aside, found.doubtful) == (
            ["1.docx", "2.docx"],
            [("kq.docx", OWN)],
            [],
        )
    appendix = came("pl.docx", output="appendix", sources__1="d-1.docx")
    assert parted([*every, appendix], {}).aside == [("pl.docx", "phụ lục của một báo cáo tổng hợp")]


@pytest.mark.parametrize(
    ("unit", "school", "name", "here"),
    [(WARD, SCHOOL, WARD.name, 1), (None, SCHOOL, "Phường", 2), (None, None, "Phường", 2)],
)
def test_what_adds_up_a_report_of_the_roster_or_is_nobody_s_is_a_person_s_to_judge(
    unit: RosterUnit | None, school: RosterUnit | None, name: str, here: int
) -> None:
    whole = made("phuong.docx", "1.docx", "2.docx", "9.docx", office="Phường")
    whose: Whose = {"phuong.docx": unit, "1.docx": school, "2.docx": None}
    found = parted([came("1.docx"), came("2.docx"), whole], whose)
    assert (files(found.kept), found.aside) == (["1.docx", "2.docx"], [])
    (doubtful,) = found.doubtful
    assert doubtful.submission.counted is False
    assert [item.message for item in doubtful.submission.findings] == [
        f"Báo cáo tổng hợp của {name} được cộng từ 3 báo cáo, trong đó {here} báo cáo cũng đang có trong thư mục; cộng"
        " cả hai sẽ tính hai lần nên chưa cộng."
    ]


def ward_folder(
    *more: Arrival, ward: Arrival | None = None, whose: Whose | None = None, **how: object
) -> Parted:
    """Sort out a ward's report in its folder, with more files."""
    known: dict[str, RosterUnit | str | None] = {
        "p/bc.docx": WARD,
        **dict.fromkeys((item.file for item in more), None),
    }
    return parted([ward or came("p/bc.docx", output="report"), *more], known | dict(whose or {}), **how)  # type: ignore[arg-type]


def test_strangers_in_a_ward_s_folder_are_in_its_report_which_says_so() -> None:
    found = ward_folder(came("p/1.docx", name="Trường A"), came("p/th/2.docx", name=""), came("3.docx"))
    assert (files(found.kept), found.aside) == (
        ["p/bc.docx", "3.docx"], [("p/1.docx", IN_FOLDER), ("p/th/2.docx", IN_FOLDER)],
    )  # fmt: skip
    (told,) = found.kept[0].submission.findings
    assert told.code == "raw-beside"
    assert "2 báo cáo" in told.message
    assert "Trường A; p/th/2.docx" in told.message
    for number, more in ((8, "."), (10, "; và 2 báo cáo khác.")):
        many = ward_folder(*(came(f"p/{at}.docx", name=f"Trường {at}") for at in range(number)))
        assert f"Trường 7{more}" in many.kept[0].submission.findings[0].message


def test_a_ward_s_report_made_by_hand_stands_for_its_folder_only_where_results_lie_there_or_wards_are_asked() -> (
    None
):
    by_hand, raw = came("p/bc.docx"), came("p/1.docx")
    assert ward_folder(raw, ward=by_hand).aside == []
    assert ward_folder(raw, ward=by_hand, areas=True).aside == [("p/1.docx", IN_FOLDER)]
    assert ward_folder(raw, ward=by_hand, results=(below("p/tong-hop.json", "A=x"),)).aside == [
        ("p/1.docx", IN_FOLDER)
    ]
    assert ward_folder(raw, ward=by_hand, results=(below("q/tong-hop.json", "A=x"),)).aside == []
    held = came("p/bc.docx", output="report")
    held = replace(held, submission=held.submission.model_copy(update={"counted": False}))
    assert ward_folder(raw, ward=held).aside == []
    assert ward_folder(raw, whose={"p/bc.docx": SCHOOL}).aside == []  # which gathers nobody's


def test_a_folder_of_several_units_or_of_an_area_is_nobody_s() -> None:
    raw = came("p/1.docx")
    assert ward_folder(raw, came("p/q.docx"), whose={"p/q.docx": OTHER}).aside == []
    assert ward_folder(raw, came("p/s.docx"), whose={"p/s.docx": SCHOOL}).aside == []
    assert ward_folder(raw, came("p/w.docx"), whose={"p/w.docx": WARD}).aside == [("p/1.docx", IN_FOLDER)]
    area = parted([came("khu a/bc.docx", output="report"), came("khu a/1.docx")],
                  {"khu a/bc.docx": WARD, "khu a/1.docx": None})  # fmt: skip
    assert area.aside == []
    assert ward_folder(raw, came("p/khu b/2.docx")).aside == [("p/1.docx", IN_FOLDER)]
    loose = parted([came("bc.docx", output="report"), came("1.docx")], {"bc.docx": WARD, "1.docx": None})
    assert loose.aside == []
    unknown = parted([came("p/bc.docx", output="report"), came("p/1.docx")], {"p/bc.docx": WARD})
    assert unknown.aside == []  # no report at all: a picture, a plan


def test_a_report_only_likely_the_ward_s_is_a_raw_one_beside_one_made_of_others() -> None:
    likely = came("p/1.docx", name="Phường")
    assert ward_folder(likely, whose={"p/1.docx": "~tan-phu"}).aside == [("p/1.docx", IN_FOLDER)]
    assert ward_folder(likely, whose={"p/1.docx": "~sen"}).aside == []
    both = ward_folder(
        came("p/2.docx"), whose={"p/bc.docx": "~tan-phu"}
    )  # made, though only likely the ward's
    assert both.aside == [("p/2.docx", IN_FOLDER)]
    by_hand = ward_folder(likely, ward=came("p/bc.docx"), whose={"p/1.docx": "~tan-phu"}, areas=True)
    assert by_hand.aside == []


def test_of_several_reports_of_a_ward_the_made_and_then_the_newest_says_what_lies_beside() -> None:
    old, new = (replace(came(f"p/{file}", output="report"), received=datetime(2024, 10, day))
                for file, day in (("a.docx", 9), ("b.docx", 8)))  # fmt: skip
    by_hand = replace(came("p/c.docx"), received=datetime(2024, 10, 20))
    every = [old, new, by_hand, came("p/1.docx", name="Trường A")]
    found = parted(
        every, {"p/a.docx": WARD, "p/b.docx": WARD, "p/c.docx": WARD, "p/1.docx": None}, areas=True
    )
    assert [item.file for item in found.kept if item.submission.findings] == ["p/a.docx"]
