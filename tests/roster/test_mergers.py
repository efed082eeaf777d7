"""Rosters that live: old names, units merged into others, one roster for campaigns before and after."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from htsd_cli.roster import Clues, NameReader, OldName, Roster, RosterError, RosterUnit, read_roster
from htsd_cli.roster.dated import Dated, dated, span
from tests.documents import FORM, draw_excel

NAMES = NameReader(FORM)
SPRING, AUTUMN = date(2026, 5, 15), date(2026, 10, 10)
HEAD = "| Mã | Tên đơn vị | Tên cũ | Sáp nhập vào | Bắt buộc | Email | Địa bàn |\n"


def read(path: Path, drawing: str, day: date | None = None) -> Roster:
    book = draw_excel(path / "don-vi.xlsx", {"A": HEAD + drawing})
    return read_roster(book, FORM, NAMES, day=day)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trường A (đến 30/6/2026)", Dated("Trường A", last=date(2026, 6, 30))),
        ("Trường A (đến hết ngày 30/06/2026)", Dated("Trường A", last=date(2026, 6, 30))),
        ("Trường A (trước 01/7/2026)", Dated("Trường A", last=date(2026, 6, 30))),
        ("Trường A (đến tháng 6/2026)", Dated("Trường A", last=date(2026, 6, 30))),
        ("Trường A (đến năm 2025)", Dated("Trường A", last=date(2025, 12, 31))),
        ("th-02 (từ ngày 1/7/2026)", Dated("th-02", first=date(2026, 7, 1))),
        ("th-02 (sau 30/6/2026)", Dated("th-02", first=date(2026, 7, 1))),
        ("Trường Mầm non 19/5", Dated("Trường Mầm non 19/5")),
        ("Trường A (cơ sở 2)", Dated("Trường A (cơ sở 2)")),
        ("Trường A (2/9)", Dated("Trường A (2/9)")),
        ("Trường A (đến 31/6/2026)", Dated("Trường A", wrong="đến 31/6/2026")),
    ],
)
def test_a_day_behind_a_name_is_no_part_of_it(text: str, found: Dated) -> None:
    assert dated(text) == found


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Có, từ 01/7/2026", date(2026, 7, 1), None),
        ("đến 30/6/2026", None, date(2026, 6, 30)),
        ("Có", None, None),
        ("Không", None, None),
    ],
)
def test_a_unit_may_be_asked_from_or_until_a_day(text: str, first: date | None, last: date | None) -> None:
    assert (span(text).first, span(text).last) == (first, last)


MERGED = """
| a | Trường Tiểu học Hoa Sen |  | b (từ 01/7/2026) |  | hs@b.vn | Cụm 1 |
| b | Trường Tiểu học Hoa Mai | Trường Tiểu học Mai (đến 31/8/2025) |  |  | hm@b.vn | Cụm 2 |
| c | Trường Tiểu học Hoa Cúc |  |  | từ 01/8/2026 |  | Cụm 2 |
"""


def test_one_roster_serves_a_campaign_before_a_merger_and_one_after(tmp_path: Path) -> None:
    spring, autumn = (read(tmp_path, MERGED, day) for day in (SPRING, AUTUMN))
    assert [(unit.id, unit.required) for unit in spring.units] == [("a", True), ("b", True), ("c", False)]
    assert [(unit.id, unit.required) for unit in autumn.units] == [("b", True), ("c", True)]
    before, after = (one.match("Trường TH Hoa Sen") for one in (spring, autumn))
    assert before.unit is not None
    assert after.unit is not None
    assert (before.unit.id, before.merged) == ("a", None)
    assert (after.unit.id, after.reason) == ("b", "")
    assert after.merged is not None
    assert after.merged.id == "a"
    assert [unit.area for unit in autumn.units] == ["Cụm 2", "Cụm 2"]


def test_what_pointed_to_a_unit_merged_away_points_to_its_successor(tmp_path: Path) -> None:
    roster = read(tmp_path, MERGED, AUTUMN)
    by_mail = roster.by_address("hs@b.vn")
    assert by_mail is not None
    assert by_mail.id == "b"
    hidden = roster.identify(Clues(hidden_id="a", file="bc.docx"))
    assert hidden.unit is not None
    assert hidden.unit.id == "b"
    assert hidden.merged is not None
    assert hidden.merged.id == "a"
    both = roster.identify(Clues(letterhead="Trường Tiểu học Hoa Mai", hidden_id="a", file="bc.docx"))
    assert (both.unit is not None and both.unit.id, both.against) == ("b", "")


def test_an_old_name_is_the_unit_s_and_is_told(tmp_path: Path) -> None:
    match = read(tmp_path, MERGED, AUTUMN).match("TRƯỜNG TIỂU HỌC MAI")
    assert match.unit is not None
    assert match.unit.id == "b"
    assert (match.reason, match.old_name) == ("", OldName("Trường Tiểu học Mai", date(2025, 8, 31)))
    assert read(tmp_path, MERGED, AUTUMN).match("Trường TH Hoa Mai").old_name is None


def test_the_day_of_a_merger_may_stand_with_the_old_name(tmp_path: Path) -> None:
    for drawing in (
        "| a | Trường TH Hoa Sen |  | b |\n| b | Trường TH Hoa Mai | Trường TH Hoa Sen (đến 30/6/2026) |  |\n",
        "| a | Trường TH Hoa Sen | Trường TH Hoa Sen (đến 30/6/2026) | b |\n| b | Trường TH Hoa Mai |  |  |\n",
        "| a | Trường TH Hoa Sen |  | Trường TH Hoa Mai (đến 30/6/2026) |\n| b | Trường TH Hoa Mai |  |  |\n",
    ):
        assert len(read(tmp_path, drawing, SPRING).units) == 2
        assert [unit.id for unit in read(tmp_path, drawing, AUTUMN).units] == ["b"]


def test_mergers_in_a_row_lead_to_the_last_unit(tmp_path: Path) -> None:
    drawing = (
        "| a | Trường TH Một |  | b |\n| b | Trường TH Hai |  | C |\n| c | Trường TH và THCS Ba |  |  |\n"
    )
    roster = read(tmp_path, drawing)
    for name in ("Trường TH Một", "Trường TH Hai", "Trường Tiểu học và THCS Ba", "a"):
        match = roster.match(name)
        assert match.unit is not None, name
        assert match.unit.id == "c", name
    assert [unit.id for unit in roster.predecessors(roster.units[0])] == ["a", "b"]


def test_what_one_unit_is_called_now_is_no_other_s_old_name(tmp_path: Path) -> None:
    drawing = "| a | Trường TH Một | Trường TH Hai |  |\n| b | Trường TH Hai |  |  |\n"
    match = read(tmp_path, drawing).match("Trường Tiểu học Hai")
    assert match.unit is not None
    assert match.unit.id == "b"


def test_a_new_ward_of_an_old_one_s_name_takes_its_reports(tmp_path: Path) -> None:
    drawing = "| cu | UBND phường Tân Hưng |  | moi (từ 01/7/2025) |\n| moi | Ủy ban nhân dân phường Tân Hưng |  |  |\n"
    match = read(tmp_path, drawing, AUTUMN).match("ỦY BAN NHÂN DÂN PHƯỜNG TÂN HƯNG")
    assert (match.unit is not None and match.unit.id, match.reason, match.merged) == ("moi", "", None)


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        ("| a | Trường TH Một |  | x |\n", "Cột “Sáp nhập vào” ghi “x” ở dòng 2"),
        ("| a | Trường TH Một |  | a |\n", "Cột “Sáp nhập vào” ghi “a” ở dòng 2"),
        ("| a | Trường TH Một |  | b |\n| b | Trường TH Hai |  | a |\n", "nối vòng tròn từ mã “a”"),
    ],
)
def test_a_merger_into_nobody_is_refused(tmp_path: Path, drawing: str, said: str) -> None:
    with pytest.raises(RosterError) as caught:
        read(tmp_path, drawing)
    assert said in str(caught.value)


# -- wards -------------------------------------------------------------------------------------------------

WARDS = Roster(
    [
        RosterUnit("th-q7", "Ủy ban nhân dân phường Tân Hưng", "phuong", email="th@q7.vn", area="Quận 7"),
        RosterUnit("th-bd", "UBND phường Tân Hưng", "phuong", email="th@bd.vn", area="Bình Dương"),
        RosterUnit("tm", "Ủy ban nhân dân phường Tân Mỹ", "phuong", area="Quận 7"),
    ],
    NAMES,
)


def test_a_ward_s_department_reports_for_its_committee() -> None:
    for clues in (
        Clues("Phòng Văn hóa - Xã hội", area="phường Tân Mỹ"),
        Clues("PHÒNG VĂN HÓA, KHOA HỌC VÀ XÃ HỘI", area="phường Tân Mỹ"),
        Clues("Phòng Văn hóa - Xã hội phường Tân Mỹ"),
    ):
        match = WARDS.identify(clues)
        assert (match.unit and match.unit.id, match.reason) == ("tm", ""), clues
    assert WARDS.identify(Clues("Phòng Kinh tế", area="phường Tân Mỹ")).unit is None
    assert WARDS.identify(Clues("Phòng Văn hóa và Thông tin", area="Quận 7")).unit is None


@pytest.mark.parametrize(
    ("clues", "unit"),
    [
        (Clues("UBND PHƯỜNG TÂN HƯNG", file="Bình Dương/bao cao.docx"), "th-bd"),
        (Clues("UBND PHƯỜNG TÂN HƯNG", file="phuong Tan Hung - Quan 7.docx"), "th-q7"),
        (Clues("UBND PHƯỜNG TÂN HƯNG", sender="th@bd.vn", file="bc.docx"), "th-bd"),
        (Clues("UBND PHƯỜNG TÂN HƯNG", hidden_id="th-q7", file="bc.docx"), "th-q7"),
        (Clues("Phòng Văn hóa - Xã hội", area="phường Tân Hưng", file="Bình Dương/bc.docx"), "th-bd"),
        (Clues("UBND PHƯỜNG TÂN HƯNG", file="bc.docx"), None),
    ],
)
def test_two_wards_of_one_name_are_told_apart_by_area_mail_folder_or_asked_about(
    clues: Clues, unit: str | None
) -> None:
    match = WARDS.identify(clues)
    assert (match.unit and match.unit.id) == unit
    assert unit is not None or len(match.nearest) >= 2
