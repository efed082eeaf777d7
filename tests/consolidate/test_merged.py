"""Reports under the names of units merged away, beside the successor's own and without it."""

from __future__ import annotations

from htsd_cli.consolidate import Consolidation, consolidate
from htsd_cli.roster import NameReader, Roster, RosterUnit
from tests.consolidate.test_consolidate import arrival
from tests.documents import FORM

ROSTER = Roster(
    [
        RosterUnit("a", "Trường Tiểu học Hoa Sen", "tih", merged_into="c"),
        RosterUnit("b", "Trường THCS Hoa Mai", "thcs", merged_into="c"),
        RosterUnit("c", "Trường TH và THCS Hoa Cúc", "lien-cap"),
    ],
    NameReader(FORM),
)


def taken(**counts: int) -> Consolidation:
    names = {unit.id: unit.name for unit in (*ROSTER.gone, *ROSTER.units)}
    sent = [arrival(names[id], {"workshops": {"count": count}}) for id, count in counts.items()]
    return consolidate(sent, FORM, ROSTER)


def told(made: Consolidation, code: str) -> list[str]:
    return [item.finding.message for item in made.findings if item.finding.code == code]


def test_the_successor_s_own_report_counts_and_the_merged_unit_s_is_told() -> None:
    made = taken(a=3, c=9)
    assert made.to_json()["totals"] == {"workshops": {"count": 9}}
    assert told(made, "merged-beside") == [
        "Ngoài báo cáo của “Trường TH và THCS Hoa Cúc” còn có báo cáo riêng của “Trường Tiểu học Hoa Sen” (Trường Tiểu"
        " học Hoa Sen.docx), đã sáp nhập vào đơn vị này; báo cáo riêng ấy không được cộng."
    ]
    assert [unit.files for unit in made.duplicates] == [
        ("Trường TH và THCS Hoa Cúc.docx", "Trường Tiểu học Hoa Sen.docx")
    ]


def test_without_it_those_of_the_merged_units_are_added_and_told() -> None:
    made = taken(a=3, b=4)
    assert made.to_json()["totals"] == {"workshops": {"count": 7}}
    assert [row.id for row in made.reported] == ["c"]
    assert told(made, "merged-added") == [
        "Chưa có báo cáo mang tên “Trường TH và THCS Hoa Cúc”; số liệu là tổng các báo cáo riêng của “Trường"
        " THCS Hoa Mai”, “Trường Tiểu học Hoa Sen”, đã sáp nhập vào đơn vị này."
    ]
    assert [row["name"] for row in made.below["c"]["units"]] == [
        "Trường TH và THCS Hoa Cúc – phần 1",
        "Trường TH và THCS Hoa Cúc – phần 2",
    ]


def test_a_file_a_person_named_is_used_as_it_is() -> None:
    names = {unit.id: unit.name for unit in (*ROSTER.gone, *ROSTER.units)}
    sent = [arrival(names[id], {"workshops": {"count": 3}}, f"{id}.docx") for id in ("a", "c")]
    made = consolidate(sent, FORM, ROSTER, use={"c": "a.docx"})
    assert [row.file for row in made.reported] == ["a.docx"]
    assert consolidate(sent, FORM, ROSTER, use={"a": "a.docx"}).reported[0].file == "a.docx"
