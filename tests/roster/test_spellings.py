"""How names are written: their words for comparing, and their kind, own name, area and sort told apart."""

from __future__ import annotations

import pytest

from htsd_cli.roster.names import NameReader
from htsd_cli.roster.spellings import Speller, same_marks, words_of
from tests.documents import FORM

SPELLER = Speller(NameReader(FORM))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("THPhuMy", "th phu mi"),
        ("UBNDPhuongPhuMy", "ubnd phuong phu mi"),
        ("ABCd", "ab cd"),
        ("lớp10A", "lop 10a"),
        ("a1b2", "a1b2"),
        ("Q7 P12", "quan 7 p 12"),
        ("KP3", "khu pho 3"),
        ("Trường TH Q.7", "truong th quan 7"),
        ("TP HCM", "thanh pho ho chi minh"),
        ("19 tháng 5", "19 5"),
        ("19/5", "19 5"),
        ("Khu phố số 01", "khu pho 1"),
        ("Khu phố Hai", "khu pho 2"),
        ("Khu phố số Hai", "khu pho 2"),
        ("khu phố hai bà trưng", "khu pho hai ba trung"),
        ("Tổ dân phố số ba", "to dan pho 3"),
        ("thôn ba phường Tân Mỹ", "thon 3 phuong tan mi"),
        ("Ấp III", "ap 3"),
        ("Phường 07 Quận 7", "phuong 7 quan 7"),
        ("quận bốn", "quan bon"),
        ("phường số tư", "phuong so tu"),
        ("Trường Mầm non tư thục Hoa Mai", "truong mn hoa mai"),
        ("Phòng Văn hóa và Thông tin", "phong van hoa thong tin"),
        ("va hoa", "va hoa"),
        ("Trường THCS và THPT Hoa Sen", "truong thcs thpt hoa sen"),
    ],
)
def test_a_name_s_words_are_written_out_and_parted(text: str, words: str) -> None:
    assert " ".join(folded for folded, _ in words_of(text)) == words


# The name: its kind, its own words, its area, and what else is said: a school's beginning, no marks, its sort, several
# ways to read it.
NAMES = """
Trường Trung học nghề Quận 7: trung-hoc-nghe, quan 7
Trường TH Hoa Sen: tih, hoa sen
TH Hoa Sen Quận 7: tih, hoa sen, quan 7, school, bare
Trường Hoa Sen: -, hoa sen
UBND P. Phú Mỹ: phuong, phu mi, 2 ways
UBND phường Phú Mỹ, Quận 7: phuong, phu mi, quan 7
P. Phú Mỹ: phuong, phu mi, 3 ways
Tr. Hoa Sen: -, hoa sen, 2 ways
Hội Khuyến học Quận 7: doan-the, hoi khuien hoc, quan 7
Liên đoàn Lao động Quận 7: doan-the, lien doan lao dong, quan 7
CLB Hưu trí: -, clb huu tri
Trường Tiểu học: tih, , bare
Hoa Sen: -, hoa sen, bare
truong th hoa sen: tih, hoa sen, bare
Trường THCS và THPT Hoa Sen: lien-cap, hoa sen, thcs thpt
Khu phố 3 phường Tân Mỹ: khu-pho, 3 phuong tan mi, khu pho
Công an quận: phong-ban, cong an quan
Quận 7: -, quan 7
Trường Mầm non 19/5: mn, 19 5
"""


def test_a_name_is_told_apart_into_its_kind_its_own_words_and_its_area() -> None:
    for line in NAMES.strip().splitlines():
        name = line.partition(":")[0]
        ways = list(SPELLER.ways(name))
        said = SPELLER.spell(name)
        assert said == ways[0]
        parts = [said.kind or "-", " ".join(said.core)]
        parts += [said.area] if said.area else []
        parts += ["school"] if said.is_school else []
        parts += ["bare"] if said.is_bare else []
        parts += [" ".join(" ".join(said.sort).split())] if said.sort else []
        parts += [f"{len(ways)} ways"] if len(ways) > 1 else []
        assert f"{name}: {', '.join(parts)}" == line


@pytest.mark.parametrize(
    ("written", "known", "same"),
    [
        ("hoà bình", "hòa bình", True),
        ("hoa binh", "hòa bình", True),
        ("kỹ", "kĩ", True),
        ("thúy", "thuý", True),
        ("hòa", "hòa bình", False),
        ("hỏa", "hoa", False),
        ("hỏa", "hóa", False),
        ("thủy", "thúy", False),
    ],
)
def test_marks_may_be_left_out_or_put_on_another_letter_and_not_be_others(
    written: str, known: str, same: bool
) -> None:
    assert same_marks(written.split(), known.split()) is same


def test_areas_communes_and_kinds_are_known_by_the_words_they_begin_with() -> None:
    areas = ("phuong phu mi", "phuong", "ubnd phuong", "hoa phuong")
    assert [SPELLER.begins_area(text.split()) for text in areas] == [True, True, False, False]
    communes = ("phuong tan hung", "xa nha be", "quan 7", "truong")
    assert [SPELLER.begins_commune(text.split()) for text in communes] == [True, True, False, False]
    assert [SPELLER.starts(text) for text in ("Hoa Sen", "Mai, Trường MN Hoa")] == [[], [1, 2]]
    assert (SPELLER.kind_words("xyz"), SPELLER.kind_words(None)) == ([], [])
