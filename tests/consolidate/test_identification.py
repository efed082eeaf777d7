"""Whose each report is, and what is told of that; reports that name themselves told apart by what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from htsd_cli.consolidate.arrival import Arrival
from htsd_cli.consolidate.identification import by_area, identify, known_as, told_apart
from htsd_cli.roster import Match, OldName, Roster, RosterUnit, Speller
from htsd_cli.values.catalogue import finding
from htsd_cli.values.findings import Fate
from tests.consolidate.test_consolidate import NAMES, arrival

SEN = RosterUnit("sen", "Trường Tiểu học Hoa Sen", "tih", area="Tân Phú", apart="Tân Phú")
MAI = RosterUnit("mai", "Trường Tiểu học Hoa Mai", "tih")
SHOWN = "Trường Tiểu học Hoa Sen (Tân Phú)"
NAMELESS = finding("unit-from-file-name", text="x")


def sent(name: str = "Trường TH Sen", *, nameless: bool = False, area: str = "", file: str = "") -> Arrival:
    made = arrival(name, findings=(NAMELESS,) if nameless else (), file=file)
    return replace(made, submission=made.submission.model_copy(update={"area": area}))


def told(found: Arrival) -> list[str]:
    return [item.message for item in found.submission.findings]


@pytest.mark.parametrize(
    ("match", "messages"),
    [
        (Match(SEN), []),
        (
            Match(SEN, "gần giống"),
            [f"Tên “Trường TH Sen” được hiểu là “{SHOWN}” trong danh sách đơn vị: gần giống."],
        ),
        (
            Match(SEN, merged=MAI),
            [f"Báo cáo ghi tên “{MAI.name}”, nay đã sáp nhập vào “{SHOWN}”; được tính cho “{SHOWN}”."],
        ),
        (
            Match(SEN, old_name=OldName("Trường Sen", date(2026, 6, 30))),
            [f"Báo cáo ghi tên cũ “Trường Sen”, dùng đến ngày 30/06/2026; nay là “{SHOWN}”."],
        ),
        (Match(SEN, old_name=OldName("Trường Sen")), [f"Báo cáo ghi tên cũ “Trường Sen”; nay là “{SHOWN}”."]),
        (
            Match(SEN, merged=MAI, old_name=OldName("Trường Sen")),
            [f"Báo cáo ghi tên “{MAI.name}”, nay đã sáp nhập vào “{SHOWN}”; được tính cho “{SHOWN}”."],
        ),
    ],
)
def test_a_report_has_the_roster_s_name_and_says_where_that_is_not_its_own(
    match: Match, messages: list[str]
) -> None:
    found = known_as(sent(), match)
    unit = found.submission.unit
    assert (unit.id, unit.name, unit.kind, told(found)) == ("sen", SHOWN, "tih", messages)


def test_a_report_that_names_no_unit_says_by_what_it_is_known() -> None:
    bare = sent(nameless=True)
    assert told(known_as(bare, Match(SEN, "tên tệp là của đơn vị này"))) == told(bare)
    assert told(known_as(bare, Match(SEN))) == []
    (said,) = known_as(bare, Match(SEN, "địa chỉ thư là của đơn vị này")).submission.findings
    assert (said.code, SHOWN in said.message, "địa chỉ thư" in said.message) == ("unit-inferred", True, True)
    (said,) = known_as(sent(), Match(SEN, against="tên tệp lại là của “X”")).submission.findings
    assert (said.code, "tên tệp lại là của “X”" in said.message) == ("unit-conflict", True)


def test_a_report_that_nobody_or_several_are_called_by_says_so() -> None:
    (said,) = known_as(sent(), Match(None, nearest=("Trường A", "Trường B"))).submission.findings
    assert (said.code, "“Trường TH Sen”" in said.message, "gần nhất: Trường A, Trường B" in said.message) == (
        "unit-unknown", True, True,
    )  # fmt: skip
    assert "gần nhất" not in told(known_as(sent(), Match(None)))[0]
    (said,) = known_as(sent(), Match(None, among=(SEN, MAI))).submission.findings
    assert said.code == "unit-unclear"
    assert f"{SEN.name} (mã sen, Tân Phú); {MAI.name} (mã mai)" in said.message
    (said,) = known_as(sent(), Match(None, joint=(SEN, MAI))).submission.findings
    assert (said.code, said.fate, "tên của 2 đơn vị" in said.message) == ("unit-joint", Fate.HELD_BACK, True)
    held = arrival("", counted=False)
    assert known_as(held, Match(None)) is held
    assert [item.code for item in known_as(arrival(""), Match(None)).submission.findings] == ["unit-unknown"]
    other = arrival("Trường X", counted=False)
    assert [item.code for item in known_as(other, Match(None)).submission.findings] == ["unit-unknown"]


def test_without_a_roster_or_with_one_that_nobody_has_written_no_unit_is_denied() -> None:
    made = sent()
    for roster in (None, Roster([], NAMES)):
        assert identify(made, roster) is made
    assert identify(sent("Trường TH Hoa Mai"), Roster([MAI], NAMES)).submission.unit.id == "mai"
    assert known_as(made, None) is made


def test_units_of_one_name_in_several_areas_are_told_apart_by_these() -> None:
    every = [
        sent("Trường TH Hoa Sen", area="Tân Phú"), sent("Trường Tiểu học Hoa Sen", area="Tân Quy"),
        sent("Trường TH Hoa Sen"), sent("Trường TH Hoa Sen phường Tân Phú", area="Tân Phú"),
        sent("Trường TH Hoa Mai", area="Tân Phú"), sent("Trường MN Hoa Sen", area="Tân Phú"),
    ]  # fmt: skip
    found = by_area(every, NAMES)
    assert [item.submission.unit.name for item in found] == [
        "Trường TH Hoa Sen, Tân Phú", "Trường Tiểu học Hoa Sen, Tân Quy", "Trường TH Hoa Sen",
        "Trường TH Hoa Sen phường Tân Phú", "Trường TH Hoa Mai", "Trường MN Hoa Sen",
    ]  # fmt: skip
    assert [[item.code for item in one.submission.findings] for one in found] == [["same-name"]] * 2 + [
        []
    ] * 4
    assert "Tân Phú, Tân Quy" in told(found[0])[0]
    assert "Tân Phú, Tân Quy" in told(by_area(every[::-1], NAMES)[-1])[0]
    assert by_area(every[:1], NAMES) == every[:1]
    own = [sent("Trường TH Tân Phú", area=area) for area in ("Tân Phú", "Quận 7")]
    assert by_area(own, NAMES) == own  # named like its ward: of the district in another letterhead


def apart(*arrivals: Arrival) -> list[list[str]]:
    groups = told_apart(arrivals, Speller(NAMES))
    return sorted(sorted(item.file.removesuffix(".docx") for item in group) for group in groups)


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (("Trường TH Hoa Sen", "Trường Tiểu học Hoa Sen"), 1),
        (("Trường TH Hoa Sen", "Trường TH Hoa Mai"), 2),
        (("Trường TH Hoa Sen", "Trường MN Hoa Sen"), 2),
        (("Trường TH Nguyễn Trãi", "Trường TH Nguyễn Trải"), 2),
        (("Trường TH Nguyễn Trãi", "Trường TH Nguyen Trai"), 1),
        (
            ("Trường TH Nguyễn Trãi", "Trường TH Nguyễn Trải", "Trường TH Nguyen Trai"),
            3,
        ),  # nobody knows whose
        (("Trường TH Nguyễn Trãi", "Trường TH Nguyễn Trải", "Trường TH Nguyễn Trãi"), 2),
        (("Trường TH Nguyễn Trãi", "Trường TH Nguyễn Trải", *["Trường TH Nguyen Trai"] * 2), 3),
        (("Trường TH Hoa Sen, Quận 7", "Trường TH Hoa Sen", "Trường TH Hoa Sen, huyện Nhà Bè"), 3),
        (("Trường TH Hoa Sen, Quận 7", "Trường TH Hoa Sen"), 1),
    ],
)
def test_two_names_are_one_unit_s_when_nothing_they_both_say_differs(
    names: tuple[str, ...], groups: int
) -> None:
    arrivals = [sent(name, file=f"{place}.docx") for place, name in enumerate(names)]
    assert len(apart(*arrivals)) == groups
    assert len(apart(*reversed(arrivals))) == groups
    assert sum(map(len, apart(*arrivals))) == len(names)


def test_units_on_the_roster_are_told_apart_by_their_ids() -> None:
    one, two = (
        known_as(sent(file=f"{id_}.docx"), Match(RosterUnit(id_, "Trường Sen", "tih"))) for id_ in "ab"
    )
    again = replace(one, submission=one.submission.model_copy(update={"file": "c.docx"}))
    assert apart(one, two, again) == [["a", "c"], ["b"]]


def test_files_that_name_no_unit_are_units_of_their_own_where_several_are_called_alike() -> None:
    def files(*names: tuple[str, str]) -> list[str]:
        made = [sent(name, nameless=True, file=file) for name, file in names]
        return sorted(
            f"{item.submission.unit.name} < {item.file}"
            for group in told_apart(made, Speller(NAMES))
            for item in group
            if len(group) == 1
        )

    assert files(("bao cao", "a.docx"), ("bao cao", "b.docx")) == ["a.docx < a.docx", "b.docx < b.docx"]
    assert files(("bao cao", "a.docx"), ("hoa mai", "b.docx")) == ["bao cao < a.docx", "hoa mai < b.docx"]
    assert files(("hoa mái", "a.docx"), ("hoa mai", "b.docx")) == ["a.docx < a.docx", "b.docx < b.docx"]
    assert files(("hoa mái", "a.docx"), ("hoa mài", "b.docx")) == ["hoa mài < b.docx", "hoa mái < a.docx"]
    assert apart(
        sent("Trường TH Sen", nameless=True, file="a.docx"), sent("Trường TH Sen", file="b.docx")
    ) == [["a", "b"]]
