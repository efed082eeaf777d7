"""How names are written: their words for comparing, and their kind, own name, area and sort told apart."""

from __future__ import annotations

import pytest

from htsd_cli.roster.names import NameReader
from htsd_cli.roster.spellings import Speller, same_marks, words_of
from tests.documents import FORM

SPELLER = Speller(NameReader(FORM))


WORDS = """
THPhuMy: th phu mi
UBNDPhuongPhuMy: ubnd phuong phu mi
ABCd: ab cd
lớp10A: lop 10a
a1b2: a1b2
Q7 P12: quan 7 p 12
KP3: khu pho 3
Trường TH Q.7: truong th quan 7
TP HCM: thanh pho ho chi minh
19 tháng 5: 19 5
19/5: 19 5
Khu phố số 01: khu pho 1
Khu phố Hai: khu pho 2
Khu phố số Hai: khu pho 2
khu phố hai bà trưng: khu pho hai ba trung
Tổ dân phố số ba: to dan pho 3
thôn ba phường Tân Mỹ: thon 3 phuong tan mi
Ấp III: ap 3
Phường 07 Quận 7: phuong 7 quan 7
quận bốn: quan bon
phường số tư: phuong so tu
Tổ dân phố 01: to dan pho 1
ấp 02: ap 2
thôn 03: thon 3
Quận 04: quan 4
KP03: khu pho 3
quan4: quan 4
ap2: ap 2
thon3: thon 3
khu phố năm mới: khu pho nam moi
khu phố năm xã Tân An: khu pho 5 xa tan an
khu phố năm thị trấn Nhà Bè: khu pho 5 thi tran nha be
khu phố năm đặc khu Côn Đảo: khu pho 5 dac khu con dao
khu phố 07A: khu pho 07a
Q 7: quan 7
Nhà văn hóa tp Thủ Đức: nha van hoa thanh pho thu duc
tp: tp
19 tháng 5 năm: 19 5 nam
tháng 5: thang 5
Hội Người cao tuổi của phường: hoi nguoi cao tuoi phuong
Hội Khuyến học Việt Nam: hoi khuien hoc
Hội LHPN VN: hoi lien hiep phu nu
Trường Tiểu học dân lập Sao Mai: truong th sao mai
Trường Mầm non công lập Sao Mai: truong mn sao mai
Trường MN tư lập Sao Mai: truong mn sao mai
Trường MN ngoài công lập Sao Mai: truong mn sao mai
Trường Mầm non tư thục Hoa Mai: truong mn hoa mai
Phòng Văn hóa và Thông tin: phong van hoa thong tin
va hoa: va hoa
Trường THCS và THPT Hoa Sen: truong thcs thpt hoa sen
Trường TH P.Phú Mỹ: truong th p phu mi
p12: p 12
phuong5: phuong 5
quan 04: quan 4
Q: q
q.: q
Quận: quan
TP.HCM: thanh pho ho chi minh
tp Thủ Đức: thanh pho thu duc
19 tháng: 19 thang
ngày 19 tháng 5: ngai 19 5
tháng tháng: thang thang
5 tháng năm: 5 thang nam
Trường Mầm non Sơn Ca II: truong mn son ca 2
Sơn Ca II: son ca 2
Ca II: ca ii
II Ca: ii ca
Sơn Ca I: son ca 1
Sơn Ca III: son ca 3
Sơn Ca IV: son ca 4
Sơn Ca VII: son ca 7
Sơn Ca VIII: son ca 8
Sơn Ca IX: son ca 9
Sơn Ca V: son ca 5
Sơn Ca I phường Tân Mỹ: son ca 1 phuong tan mi
Sơn Ca I quận 7: son ca 1 quan 7
Sơn Ca I huyện Nhà Bè: son ca 1 huien nha be
Sơn Ca I thị xã Dĩ An: son ca 1 thi xa di an
Sơn Ca I TP Thủ Đức: son ca 1 thanh pho thu duc
Sơn Ca V tỉnh Bến Tre: son ca 5 tinh ben tre
Sơn Ca I Anh: son ca i anh
Sơn Ca VI: son ca vi
Sơn Ca X: son ca x
Tường Vi: tuong vi
Khu phố số 1A: khu pho so 1a
Khu phố số: khu pho so
Ấp số mười: ap 10
Thôn tám xã Bình Khánh: thon 8 xa binh khanh
Tổ dân phố tư: to dan pho 4
Phường 007: phuong 7
khu pho mot: khu pho 1
Khu phố Một Hai: khu pho mot hai
TDP 5: to dan pho 5
tdp05: to dan pho 5
và: va
của phường: cua phuong
UBND và HĐND: ubnd hdnd
Hội Khuyến học VN quận 7: hoi khuien hoc quan 7
Trường TH-THCS: truong th thcs
abcDEf: abc d ef
ABC1D2: abc1d2
a1: a1
THCSNguyenTrai: thcs nguien trai
HộiCCB: hoi cuu chien binh
"""


def test_a_name_s_words_are_written_out_and_parted() -> None:
    for line in WORDS.strip().splitlines():
        text = line.partition(": ")[0]
        assert f"{text}: {' '.join(folded for folded, _ in words_of(text))}" == line


def test_the_number_of_a_quarter_or_a_hamlet_is_the_same_in_letters_in_roman_numerals_and_in_digits() -> None:
    letters = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
    roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    for called, folded in (
        ("Khu phố", "khu pho"),
        ("Tổ dân phố", "to dan pho"),
        ("Ấp", "ap"),
        ("Thôn", "thon"),
    ):
        for number, (one, other) in enumerate(zip(letters, roman, strict=True), start=1):
            for written in (one, one.title(), other, f"số {one}", f"0{number}"):
                words = words_of(f"{called} {written}")
                assert (written, words[-1]) == (written, (str(number), str(number)))
                assert " ".join(word for word, _ in words[:-1]) == folded
    assert words_of("Khu phố tư")[-1] == ("4", "4")
    assert words_of("Quận V")[-1] == ("v", "v")  # of a district or a ward only digits


# The name: its kind, its own words, its area, and what else is said: a school's beginning, no marks, its sort, several
# ways to read it.
NAMES = """
Trường Trung học nghề Quận 7: trung-hoc-nghe, quan 7, school
Trường TH Hoa Sen: tih, hoa sen, school
TH Hoa Sen Quận 7: tih, hoa sen, quan 7, school, bare
Trường Hoa Sen: -, hoa sen, school
UBND P. Phú Mỹ: phuong, phu mi, 2 ways
UBND phường Phú Mỹ, Quận 7: phuong, phu mi, quan 7
P. Phú Mỹ: phuong, phu mi, 3 ways
Tr. Hoa Sen: -, hoa sen, school, 2 ways
Hội Khuyến học Quận 7: doan-the, hoi khuien hoc, quan 7
Liên đoàn Lao động Quận 7: doan-the, lien doan lao dong, quan 7
CLB Hưu trí: -, clb huu tri
Trường Tiểu học: tih, , school, bare
Hoa Sen: -, hoa sen, bare
truong th hoa sen: tih, hoa sen, school, bare
Trường THCS và THPT Hoa Sen: lien-cap, hoa sen, school, thcs thpt
Khu phố 3 phường Tân Mỹ: khu-pho, 3 phuong tan mi, khu pho
Công an quận: phong-ban, cong an quan
Quận 7: -, quan 7
Trường Mầm non 19/5: mn, 19 5, school
Trường THCS Hoa Sen huyện Nhà Bè: thcs, hoa sen, huien nha be, school
Trường THCS Hoa Sen, thị xã Dĩ An: thcs, hoa sen, thi xa di an, school
Trường THCS Hoa Sen, TP Thủ Đức: thcs, hoa sen, thanh pho thu duc, school
Trường THCS Hoa Sen, tỉnh Bến Tre: thcs, hoa sen, tinh ben tre, school
Trường THCS Hoa Sen, huyện Nhà Bè, Thành phố Hồ Chí Minh: thcs, hoa sen, huien nha be, school
Trường THCS Hoa Sen, Thành phố Hồ Chí Minh: thcs, hoa sen, school
UBND phường Tân Mỹ thành phố Hồ Chí Minh Quận 7: phuong, tan mi, quan 7
Trường MN Hoa Sen Quan 7: mn, hoa sen, quan 7, school
Trường MN Hoa Sen quạn 7: mn, hoa sen quan 7, school
Trường MN Hoa Sen Quận Một Hai Ba Bốn: mn, hoa sen, quan mot hai ba bon, school
Trường MN Hoa Sen Quận Một Hai Ba Bốn Năm: mn, hoa sen quan mot hai ba bon nam, school
Thị xã Dĩ An: -, thi xa di an
Quận đoàn 7: doan-the, doan thanh nien, quan 7, bare
Quận đoàn: doan-the, doan thanh nien, bare
BCH Quan su: phong-ban, ban chi hui quan su, bare
Nha van hoa Quan doi: trung-tam, nha van hoa quan doi, bare
Phong Quan ly do thi: phong-ban, phong quan li do thi, bare
CLB Quan nhan: -, clb quan nhan, bare
CLB Quan chung: -, clb quan chung, bare
Văn phòng Quận ủy: phong-ban, van phong quan ui
Văn phòng Huyện ủy: phong-ban, van phong huien ui
Ban Thường vụ Huyện đoàn: phong-ban, ban thuong vu huien doan
ỦY BAN NHÂN DÂN QUẬN 7 PHÒNG NỘI VỤ: phong-ban, phong noi vu
UBND PHƯỜNG TÂN HƯNG TRUNG TÂM HỌC TẬP CỘNG ĐỒNG: hoc-tap-cong-dong, trung tam hoc tap cong dong
UBND PHƯỜNG TÂN HƯNG TRẠM Y TẾ: tram-y-te, tram i te
UBND PHƯỜNG TÂN HƯNG KHU PHỐ 3: khu-pho, 3, khu pho
UBND PHƯỜNG TÂN HƯNG NHÓM TRẺ BÉ YÊU: nhom-tre, be ieu, nhom tre
UBND PHƯỜNG TÂN HƯNG LỚP MẪU GIÁO ÁNH SAO: nhom-tre, anh sao, lop mau giao
UBND XÃ BÌNH KHÁNH THÔN ĐOÀI: thon, doai
UBND XÃ BÌNH KHÁNH ẤP 3: ap, 3
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO TRƯỜNG TH HOA SEN: tih, hoa sen, school
SỞ GIÁO DỤC VÀ ĐÀO TẠO TRƯỜNG THPT HOA SEN: thpt, hoa sen, school
ĐẢNG ỦY PHƯỜNG TÂN HƯNG TRƯỜNG TH HOA SEN: tih, hoa sen, school
QUẬN ỦY QUẬN 7 TRUNG TÂM CHÍNH TRỊ: trung-tam, trung tam chinh tri
Trường: -, truong, school
Trường A: -, a, school
Trường Quận 7: -, truong, quan 7, school
Trường TH-THCS-THPT Hoa Sen: lien-cap, hoa sen, school, tieu hoc thcs thpt
Trường TH và THCS Hoa Sen: lien-cap, hoa sen, school, tieu hoc thcs
Trường phổ thông nhiều cấp học Hoa Sen: lien-cap, hoa sen, school
Hoa Sen P. 5: -, hoa sen phuong 5, 2 ways
Trường TH Hoa Sen P. Tân Mỹ: tih, hoa sen phuong tan mi, school, 2 ways
Đoàn phường Tân Mỹ: doan-the, doan thanh nien phuong tan mi
Đoàn thanh niên quận 7: doan-the, doan thanh nien, quan 7
Đoàn Thanh niên: doan-the, doan thanh nien
Thanh niên 7: -, thanh nien 7
Trường THCS Hoa Sen, Quận 7, Quận 4: thcs, hoa sen, quan 7, school
Trường THCS Hoa Sen, Quận 7, huyện Nhà Bè, Quận 4: thcs, hoa sen quan 7, huien nha be, school
Thành phố Hồ Chí Minh: -, thanh pho ho chi minh
UBND quận 7: -, ubnd, quan 7, bare
UBND phường Tân Mỹ trường: phuong, tan mi truong
UBND Trường TH Hoa Sen: -, ubnd truong th hoa sen
Sở GD&ĐT: -, so giao duc dao tao
Khu phố: khu-pho, , khu pho
TrườngTHHoaSen: -, truongthhoasen, 2 ways
trường tiểu học hoa sen quận 7: tih, hoa sen, quan 7, school, bare
Trạm Y tế phường Tân Mỹ: tram-y-te, tram i te phuong tan mi
Câu lạc bộ Hưu trí: -, cau lac bo huu tri
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


def test_two_names_of_one_unit_have_kind_own_name_and_sort_in_common() -> None:
    kind, core, sort = SPELLER.spell("TRƯỜNG THCS & THPT HOA SEN, QUẬN 7").named
    assert (kind, core, " ".join(sort).split()) == ("lien-cap", ("hoa", "sen"), ["thcs", "thpt"])


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
    areas = ("phuong phu mi", "phuong", "dac khu con dao", "ubnd phuong", "hoa phuong")
    assert [SPELLER.begins_area(text.split()) for text in areas] == [True, True, True, False, False]
    communes = ("phuong tan hung", "xa nha be", "quan 7", "truong")
    assert [SPELLER.begins_commune(text.split()) for text in communes] == [True, True, False, False]
    assert [SPELLER.starts(text) for text in ("Hoa Sen", "Mai, Trường MN Hoa")] == [[], [1, 2]]
    assert (SPELLER.kind_words("xyz"), SPELLER.kind_words(None)) == ([], [])
    assert sorted(SPELLER.kind_words("phuong")) == ["phuong", "ubndphuong", "uibannhandanphuong"]


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("Trường TH và THCS Hoa Sen", "Trường THCS và THPT Hoa Sen", False),
        ("Trường TH và THCS Hoa Sen", "Trường TH-THCS Hoa Sen", True),
        ("Trường Hoa Sen", "Trường THCS và THPT Hoa Sen", True),
    ],
)
def test_what_parts_the_units_of_a_kind_parts_names_that_both_say_it(
    one: str, other: str, may_be: bool
) -> None:
    first, second = SPELLER.spell(one), SPELLER.spell(other)
    assert first.may_be_of_sort(second) is second.may_be_of_sort(first) is may_be


def test_what_is_written_out_has_its_marks() -> None:
    assert words_of("TP Thủ Đức")[:2] == [("thanh", "thành"), ("pho", "phố")]
    assert words_of("Trường TH Q. 7")[2:] == [("quan", "quận"), ("7", "7")]
