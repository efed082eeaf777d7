"""Whose a report is by all its clues together: certain, likely with the reason, or nobody's."""

from __future__ import annotations

import pytest

from htsd_cli.language.addresses import addresses
from htsd_cli.roster import Clues, Match, Roster, RosterUnit
from tests.rosters import BY_NAME, DISTRICT, NAMES, UNITS

PRIMARY = BY_NAME["Trường Tiểu học Phú Mỹ"]
NURSERY = BY_NAME["Trường Mầm non Phú Mỹ"]
WARD = BY_NAME["UBND phường Phú Mỹ"]
OTHER = BY_NAME["Trường Mầm non Hoa Hồng"]


def identified(**clues: str) -> Match:
    return DISTRICT.identify(Clues(**clues))


# -- a certain letterhead wins -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "clues",
    [
        {},
        {"hidden_id": PRIMARY.id},
        {"sender": PRIMARY.email},
        {"sender": "ai-do@gmail.com"},
        {"sender": WARD.email},  # the ward's clerk mails for the school
        {"sender": OTHER.email},  # told only where that unit has no report: by the consolidation
        {"file": "Phường Phú Mỹ/bc.docx"},
        {"file": "a.eml/bc.docx", "subject": "Báo cáo HTSĐ gửi UBND phường Phú Mỹ"},
        {"file": "a.eml/bc.docx", "subject": "Báo cáo HTSĐ - Trường TH Phú Mỹ"},
        {"file": "bao cao.docx"},
        {"file": "Phu My.docx"},
        {"file": "Trường Tiểu học Phú Mỹ/MN.docx"},
    ],
)
def test_a_certain_letterhead_is_enough_and_nothing_is_told(clues: dict[str, str]) -> None:
    match = identified(letterhead="TRƯỜNG TIỂU HỌC PHÚ MỸ", **clues)
    assert match == Match(PRIMARY)


@pytest.mark.parametrize(
    ("clues", "against"),
    [
        ({"hidden_id": OTHER.id}, "tệp được làm từ mẫu gửi cho “Trường Mầm non Hoa Hồng”"),
        ({"hidden_name": "Trường MN Hoa Hồng"}, "tệp được làm từ mẫu gửi cho “Trường Mầm non Hoa Hồng”"),
        ({"file": "BC MN Hoa Hong 2024.docx"}, "tên tệp lại là của “Trường Mầm non Hoa Hồng”"),
        ({"file": "MN Hoa Hồng/bc.docx"}, "tệp nằm trong thư mục của “Trường Mầm non Hoa Hồng”"),
        (
            {"file": "a.eml/bc.docx", "subject": "RE: Báo cáo MN Hoa Hồng"},
            "tiêu đề thư lại là của “Trường Mầm non Hoa Hồng”",
        ),
    ],
)
def test_a_certain_letterhead_wins_over_another_unit_s_file_and_says_so(
    clues: dict[str, str], against: str
) -> None:
    match = identified(letterhead="Trường TH Phú Mỹ", **clues)
    assert (match.unit, match.reason, match.against, match.other) == (PRIMARY, "", against, OTHER)


# -- a letterhead that leaves it open ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clues", "reason"),
    [
        ({"hidden_id": PRIMARY.id}, ""),
        (
            {"sender": PRIMARY.email},
            f"có 3 đơn vị cùng tên, địa chỉ thư {PRIMARY.email} là của đơn vị này",
        ),
        ({"file": "BC TH Phu My.docx"}, "có 3 đơn vị cùng tên, tên tệp là của đơn vị này"),
        (
            {"sender": PRIMARY.email, "file": "goi.zip/TH Phú Mỹ/BC.docx"},
            f"có 3 đơn vị cùng tên, địa chỉ thư {PRIMARY.email} và tên thư mục “TH Phú Mỹ” là của đơn vị này",
        ),
    ],
)
def test_a_name_of_three_units_is_the_one_s_another_clue_names(clues: dict[str, str], reason: str) -> None:
    assert identified(letterhead="Phú Mỹ", **clues) == Match(PRIMARY, reason)


@pytest.mark.parametrize(
    "clues",
    [
        {},
        {"sender": OTHER.email},
        {"sender": PRIMARY.email, "file": "MN Phu My.docx"},
        {"hidden_id": "khong-co"},
    ],
)
def test_a_name_of_three_units_stays_nobody_s_where_the_clues_do_not_tell(clues: dict[str, str]) -> None:
    match = identified(letterhead="Phú Mỹ", **clues)
    assert match.unit is None
    assert set(match.nearest) == {PRIMARY.name, NURSERY.name, WARD.name}


def test_a_name_only_likely_is_supported_by_the_sender() -> None:
    match = identified(letterhead="Trường TH Phú Mĩị", sender=PRIMARY.email)
    assert match.unit in (PRIMARY, None)
    match = identified(letterhead="Trường Hoa Lan", sender=BY_NAME["Trường Mầm non Hoa Lan"].email)
    assert match.reason == (
        f"tên không ghi loại đơn vị; địa chỉ thư {BY_NAME['Trường Mầm non Hoa Lan'].email} cũng là của đơn vị này"
    )


# -- no letterhead -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clues", "reason"),
    [
        ({"hidden_id": PRIMARY.id}, ""),
        ({"hidden_id": PRIMARY.id, "file": "Phu My.docx"}, ""),
        ({"sender": PRIMARY.email.upper().lower()}, f"địa chỉ thư {PRIMARY.email} là của đơn vị này"),
        ({"file": "TH Phu My.docx"}, "tên tệp là của đơn vị này"),
        ({"file": "TH Phu My/bc.docx"}, "tên thư mục “TH Phu My” là của đơn vị này"),
        (
            {"file": "a.eml/bc.docx", "subject": "Báo cáo HTSĐ - TH Phu My"},
            "tiêu đề thư “Báo cáo HTSĐ - TH Phu My” là của đơn vị này",
        ),
        (
            {"file": "BC TH Phú Mỹ.eml/bc.docx", "subject": "BC TH Phú Mỹ"},
            "tên thư “BC TH Phú Mỹ.eml” là của đơn vị này",
        ),
        (
            {"sender": PRIMARY.email, "file": "a.eml/TH Phu My.docx"},
            f"địa chỉ thư {PRIMARY.email} và tên tệp đều là của đơn vị này",
        ),
        (
            {"sender": PRIMARY.email, "file": "a.eml/Phu My.docx"},
            f"địa chỉ thư {PRIMARY.email} và tên tệp đều là của đơn vị này",
        ),
        (
            {"sender": WARD.email, "file": "a.eml/TH Phu My.docx"},
            f"tên tệp là của đơn vị này; địa chỉ thư {WARD.email} là của “UBND phường Phú Mỹ”",
        ),
    ],
)
def test_without_a_letterhead_the_other_clues_decide(clues: dict[str, str], reason: str) -> None:
    match = identified(**clues)
    assert (match.unit, match.reason, match.against) == (PRIMARY, reason, "")


@pytest.mark.parametrize(
    "clues",
    [
        {},
        {"file": "bao cao.docx"},
        {"file": "Phu My.docx"},
        {"sender": "ai-do@gmail.com", "file": "bc.docx"},
        {"sender": OTHER.email, "file": "a.eml/TH Phu My.docx"},  # two schools: nobody knows which
        {"file": "TH Kim Dong va MN Hoa Hong.docx"},
        {"file": "a.eml/bc.docx", "subject": "Báo cáo HTSĐ gửi UBND phường Phú Mỹ"},
        {"file": "a.eml/bc.docx", "subject": "Báo cáo tuần lễ HTSĐ năm 2024"},
        {"sender": OTHER.email, "file": "a.eml/bc.docx", "subject": "BC TH Phú Mỹ"},
    ],
)
def test_without_a_letterhead_clues_that_do_not_agree_name_nobody(clues: dict[str, str]) -> None:
    assert identified(**clues).unit is None


# -- a letterhead the roster does not know -----------------------------------------------------------------


def test_an_unknown_name_is_not_another_unit_s_by_its_sender_alone() -> None:
    match = identified(letterhead="Trường THCS Nguyễn Văn Linh", sender=PRIMARY.email)
    assert match.unit is None


def test_an_unknown_name_is_not_another_unit_s_by_the_name_and_the_subject_of_one_mail() -> None:
    clues = Clues(letterhead="Trường ABC", file="BC TH Phú Mỹ.eml/bc.docx", subject="BC TH Phú Mỹ")
    assert DISTRICT.identify(clues).unit is None


def test_an_unknown_name_is_a_unit_s_that_two_clues_name() -> None:
    match = identified(letterhead="Trường P.M", sender=PRIMARY.email, file="a.eml/TH Phu My.docx")
    assert (match.unit, match.reason) == (
        PRIMARY, f"địa chỉ thư {PRIMARY.email} và tên tệp đều là của đơn vị này",
    )  # fmt: skip


def test_a_damaged_name_with_a_hidden_id_is_certain_and_quite_another_name_is_not() -> None:
    assert identified(letterhead="Trường Tiểu học Phú M", hidden_id=PRIMARY.id).reason == ""
    match = identified(letterhead="Trường THCS Nguyễn Văn Linh", hidden_id=PRIMARY.id)
    assert match.unit == PRIMARY
    assert match.reason == "tệp được làm từ mẫu gửi cho đơn vị này, nhưng đầu báo cáo ghi tên khác"


# -- addresses ---------------------------------------------------------------------------------------------


def test_the_addresses_of_a_cell_are_found_beside_names_and_in_any_letters() -> None:
    assert addresses("Cô Lan <Lan@a.vn>; b@a.vn") == ("lan@a.vn", "b@a.vn")
    assert addresses("0909 123 456") == ()


def test_an_address_of_two_units_tells_neither() -> None:
    shared = [unit._replace(email="chung@q7.vn") for unit in (PRIMARY, NURSERY)]
    roster = Roster([*shared, OTHER], NAMES)
    assert roster.by_address("chung@q7.vn") is None
    assert roster.identify(Clues(sender="chung@q7.vn")).unit is None
    match = roster.identify(Clues(sender="chung@q7.vn", file="a.eml/MN Phu My.docx"))
    assert match.unit == shared[1]


# -- never one for another ---------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", UNITS[::3], ids=lambda unit: unit.id)
def test_no_clue_of_another_unit_takes_a_report_from_the_one_that_signed_it(unit: RosterUnit) -> None:
    for other in UNITS[::7]:
        match = identified(
            letterhead=unit.name,
            hidden_id=other.id,
            sender=other.email,
            file=f"{other.name}/{other.name}.docx",
        )
        assert match.unit == unit
        assert bool(match.against) is (other != unit)
