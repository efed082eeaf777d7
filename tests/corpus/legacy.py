"""Encodes Unicode text as the TCVN3 (.VnTime) and VNI-Windows fonts stored it: the way back from decoding."""

from __future__ import annotations

import unicodedata

_TCVN3_CODES = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_TCVN3_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TO_TCVN3 = dict(zip(_TCVN3_LETTERS, _TCVN3_CODES, strict=True))

_TONES = {"\u0300": 0, "\u0301": 1, "\u0309": 2, "\u0303": 3, "\u0323": 4}  # grave acute hook tilde dot
_PLAIN, _CIRCUMFLEX, _BREVE = "øùûõï", "àáåãä", "èéúüë"
_VNI_ALONE = {
    "đ": "ñ", "ư": "ö", "ơ": "ô", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "í": "í", "ì": "ì",
}  # fmt: skip


def to_tcvn3(text: str, *, capitals_font: bool = False) -> str:
    """Return the codes of a text in a TCVN3 font.

    The plain font (.VnTime) has no capitals with a tone, so those come out as the small letter, as people
    typed them. `capitals_font` encodes for `.VnTimeH`, which shows small letters as capitals.
    """
    text = unicodedata.normalize("NFC", text)
    if capitals_font:
        text = text.lower()
    return "".join(_TO_TCVN3.get(letter) or _TO_TCVN3.get(letter.lower(), letter) for letter in text)


def to_vni(text: str) -> str:
    """Return the codes of a text in a VNI-Windows font."""
    return "".join(_vni_letter(letter) for letter in unicodedata.normalize("NFC", text))


def _vni_letter(letter: str) -> str:
    if not letter.isalpha() or letter.isascii():
        return letter
    small = letter.lower()
    if small in _VNI_ALONE:
        code = _VNI_ALONE[small]
    else:
        parts = unicodedata.normalize("NFD", small)
        tone = next((_TONES[mark] for mark in parts if mark in _TONES), None)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        if base in "âêô":
            vowel = {"â": "a", "ê": "e", "ô": "o"}[base]
            code = vowel + ("â" if tone is None else _CIRCUMFLEX[tone])
        elif base == "ă":
            code = "a" + ("ê" if tone is None else _BREVE[tone])
        elif base in "ươ":
            code = _VNI_ALONE[base] + ("" if tone is None else _PLAIN[tone])
        elif tone is not None:
            code = base + _PLAIN[tone]
        else:
            code = base
    return code.upper() if letter.isupper() else code
