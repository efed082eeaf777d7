"""Text typed in the TCVN3 and VNI fonts, decoded by the font alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from htsd_cli.language.legacy_fonts import decode, is_legacy, looks_legacy, lost_font, readings
from tests.documents import FORM

LOWER = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
TCVN3 = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ"


@pytest.mark.parametrize(
    ("font", "legacy"),
    [
        (".VnTime", True), (".VnTimeH", True), (".VnArial Narrow", True), ("VNI-Times", True), ("Vni-Helve", True),
        ("Times New Roman", False), ("UTM Vn", False), ("", False),
    ],
)  # fmt: skip
def test_a_legacy_font_is_known_by_its_name(font: str, legacy: bool) -> None:
    assert is_legacy(font) is legacy


@pytest.mark.parametrize(
    ("typed", "font", "read"),
    [
        ("Tr\u00adêng TiÓu häc", ".VnTime", "Trường Tiểu học"),
        ("céng hßa x· héi", ".VnTimeH", "CỘNG HÒA XÃ HỘI"),
        ("§oµn thanh niªn", ".VnTime", "Đoàn thanh niên"),
        ("Coäng hoøa xaõ hoäi", "VNI-Times", "Cộng hòa xã hội"),
        ("TRÖÔØNG TIEÅU HOÏC NGUYEÃN THÒ ÑÒNH", "VNI-Times", "TRƯỜNG TIỂU HỌC NGUYỄN THỊ ĐỊNH"),
        ("Töø toå 3 KP1 Taân Thuaän Taây", "VNI-Times", "Từ tổ 3 KP1 Tân Thuận Tây"),
        ("120", "VNI-Times", "120"),
        ("Trường Tiểu học", "Times New Roman", "Trường Tiểu học"),
    ],
)
def test_text_is_decoded_by_its_font(typed: str, font: str, read: str) -> None:
    assert decode(typed, font) == read


def test_every_small_letter_of_tcvn3_is_known() -> None:
    assert decode(TCVN3, ".VnTime") == LOWER


@pytest.mark.parametrize("text", ["Töø toå 3", "Toå tröôûng", "Gi¸o dôc vµ ®µo t¹o"])
def test_letters_that_lost_their_font_are_noticed(text: str) -> None:
    assert looks_legacy(text)
    assert lost_font(["Quận 7", text]) == text


def test_a_text_that_lost_its_font_may_be_read_both_ways() -> None:
    assert "Giáo dục và đào tạo" in readings("Gi¸o dôc vµ ®µo t¹o")
    assert "Từ tổ 3" in readings("Töø toå 3")
    assert readings("Giáo dục và đào tạo") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "hoàn toàn, khoá, ngoài, xoài",
        "Ðinh Bộ Lĩnh",
        "Việt Nam",
        "Café, naïve",
        *[i.label for i in FORM.indicators],
    ],
)
def test_ordinary_text_is_never_taken_for_legacy(text: str) -> None:
    assert not looks_legacy(text)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(alphabet="abcdeghiklmnopqrstuvxy0123456789 ,.-/()", max_size=40))
def test_digits_and_plain_letters_are_the_same_in_every_font(text: str) -> None:
    assert decode(text, ".VnTime") == decode(text, "VNI-Times") == text
