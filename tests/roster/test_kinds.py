"""Kinds of unit are data: of which kind a name is, and that nothing hangs on how the form calls its kinds."""

from __future__ import annotations

import pytest

from htsd_cli.form import Form, UnitKind
from htsd_cli.roster import NameReader, Roster, Speller
from tests.documents import FORM
from tests.roster.test_matching import CERTAIN, LIKELY, NOBODY, rows
from tests.rosters import UNITS

KINDS = """
Trường TH và THCS Long Hải                      | lien-cap
Trường TH&THCS Long Hải                         | lien-cap
Trường TH-THCS Long Hải                         | lien-cap
TRƯỜNG TH - THCS LONG HẢI                       | lien-cap
Trường Tiểu học và Trung học cơ sở Long Hải     | lien-cap
Trường Tiểu học - THCS Long Hải                 | lien-cap
Trường TiH, THCS Long Hải                       | lien-cap
TH và THCS Long Hải                             | lien-cap
Trường TH, THCS & THPT Sao Việt                 | lien-cap
Trường Tiểu học, Trung học cơ sở và THPT Sao Việt | lien-cap
Trường THCS&THPT Võ Văn Kiệt                    | lien-cap
Trường Mầm non và Tiểu học Hoa Sen              | lien-cap
Trường PTDTBT TH và THCS Trà Leng               | lien-cap
Trường Tiểu học Long Hải                        | tih
Trường TH Long Hải                              | tih
Trường PTDTBT Tiểu học Trà Leng                 | tih
Trường Trung học cơ sở Long Hải                 | thcs
Trường Trung học phổ thông Long Hải             | thpt
Trường Trung học nghề Nhân Đạo                  | trung-hoc-nghe
Trường Trung cấp nghề Nhân Đạo                  | trung-cap
Trường Mầm non Hoa Mai                          | mn
Nhóm trẻ độc lập Hoa Mai                        | nhom-tre
Nhóm trẻ tư thục Hoa Mai                        | nhom-tre
Lớp mẫu giáo độc lập Hoa Mai                    | nhom-tre
Trung tâm học tập cộng đồng phường Tân Hưng     | hoc-tap-cong-dong
TTHTCĐ phường Tân Hưng                          | hoc-tap-cong-dong
Trung tâm Cung ứng dịch vụ công phường Tân Hưng | dich-vu-cong
Trung tâm Y tế Quận 7                           | trung-tam
Trạm y tế phường Tân Hưng                       | tram-y-te
UBND xã Long Hải                                | xa
Xã Long Hải                                     | xa
UBND đặc khu Côn Đảo                            | dac-khu
UBND phường Tân Hưng                            | phuong
Khu phố 3                                       | khu-pho
KP. 3                                           | khu-pho
Ấp 2                                            | ap
Thôn Đông                                       | thon
Hội Khuyến học xã Long Hải                      | doan-the
Công an xã Long Hải                             | phong-ban
Phòng Văn hóa - Xã hội                          | phong-ban
Áp phích                                        | None
Xã hội học tập                                  | None
"""


def renamed(form: Form) -> Form:
    """Return the form with other ids for all its kinds, so that nothing can lean on what they are called."""
    ids = {kind.id: f"loai_{place}" for place, kind in enumerate(form.unit_kinds)}
    plain = form.model_dump(mode="json")
    for kind in plain["unit_kinds"]:
        kind["id"], kind["within"] = ids[kind["id"]], ids.get(kind["within"], "")
    return Form.model_validate(plain)


@pytest.fixture(scope="module")
def other_form() -> Form:
    return renamed(FORM)


@pytest.fixture(scope="module")
def other_roster(other_form: Form) -> Roster:
    ids = {kind.id: kind.name for kind in FORM.unit_kinds}
    new = {kind.name: kind.id for kind in other_form.unit_kinds}
    units = [unit._replace(kind=new[ids[unit.kind]] if unit.kind else None) for unit in UNITS]
    return Roster(units, NameReader(other_form))


@pytest.mark.parametrize(("name", "kind"), rows(KINDS))
def test_a_name_is_of_its_kind_and_no_other(name: str, kind: str) -> None:
    names = NameReader(FORM)
    assert (str(names.kind_of(name)), str(Speller(names).spell(name).kind)) == (kind, kind)


def test_every_name_is_found_as_before_when_all_kinds_are_called_otherwise(other_roster: Roster) -> None:
    for name, unit, *reason in (*rows(CERTAIN), *rows(LIKELY)):
        match = other_roster.match(name)
        assert match.unit is not None, name
        assert (match.unit.name, match.reason) == (unit, reason[0] if reason else ""), name
    for name in NOBODY.strip().splitlines():
        assert other_roster.match(name).unit is None, name


@pytest.mark.parametrize(
    "name",
    ["TRƯỜNG TH LÊ VĂN TÁM", "ỦY BAN NHÂN DÂN PHƯỜNG TÂN MỸ", "PHÒNG LĐ-TB&XH QUẬN 7", "KHU PHỐ 3",
     "TRƯỜNG TH, THCS VÀ THPT QUỐC TẾ CANADA", "TRUNG TÂM GDNN-GDTX QUẬN 7"],
)  # fmt: skip
def test_a_name_in_capitals_is_written_alike_when_all_kinds_are_called_otherwise(
    other_form: Form, name: str
) -> None:
    assert NameReader(other_form).tidy(name) == NameReader(FORM).tidy(name)
    assert NameReader(FORM).tidy("TRƯỜNG TH LÊ VĂN TÁM") == "Trường TH Lê Văn Tám"


def test_a_dot_between_kind_and_name_loses_no_part_of_the_name() -> None:
    names = NameReader(FORM)
    assert names.tidy("TRƯỜNG TH.LÊ VĂN TÁM") == "Trường TH Lê Văn Tám"
    assert names.tidy("KP.3") == "KP 3"


def test_choices_in_a_word_of_a_kind_are_written_out() -> None:
    kind = UnitKind(id="x", name="X", words=("Trường {TH|Tiểu học} và {THCS|Trung học cơ sở}", "TH"))
    assert kind.words == (
        "Trường TH và THCS",
        "Trường TH và Trung học cơ sở",
        "Trường Tiểu học và THCS",
        "Trường Tiểu học và Trung học cơ sở",
        "TH",
    )
