"""Decodes text typed in the TCVN3 (.VnTime) and VNI (VNI-Times) fonts, whose letters only look Vietnamese.

Such fonts draw Vietnamese letters at the places of other characters. What a text means depends on its font
alone, so nothing is decoded unless the font says so; in any other font such letters are only recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from htsd_cli.language.vietnamese import composed

_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)

# VNI-Windows: a vowel, then a character for its mark and tone; some letters stand alone.
_VNI_ALONE = str.maketrans("ñÑöÖôÔæÆóÓòÒîÎ", "đĐưƯơƠỉỈĩĨịỊỵỴ")
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "à": _CIRCUMFLEX + _GRAVE, "á": _CIRCUMFLEX + _ACUTE,
    "å": _CIRCUMFLEX + _HOOK, "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE,
    "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_MARKS |= {char.upper(): marks for char, marks in _VNI_MARKS.items()}
_VNI_PAIR = re.compile(rf"([aeouyöôAEOUYÖÔ])([{''.join(_VNI_MARKS)}])")

# Letters that no Vietnamese word in Unicode holds: two of them in one text betray a lost legacy font.
_STRANGE_VNI = re.compile(r"[øûïåäëüöñæîØÛÏÅÄËÜÖÑÆÎ]")
_STRANGE_TCVN3 = re.compile(r"[µ¸¶¹¨»¾¼½©®ªßä«åæç¬ëîïñö÷øûüþ]")


_STRANGE = re.compile(f"{_STRANGE_VNI.pattern}|{_STRANGE_TCVN3.pattern}")


def is_legacy(font: str) -> bool:
    """Return whether a font draws Vietnamese at other characters' places: `.Vn…` (TCVN3) or `VNI…`."""
    return font.startswith(".Vn") or font.upper().startswith("VNI")


def decode(text: str, font: str) -> str:
    """Return the text in Unicode if `font` is a legacy font, else unchanged.

    A TCVN3 font whose name ends in H (`.VnTimeH`) has capitals only, so the text comes out in capitals.
    """
    if font.startswith(".Vn"):
        decoded = text.translate(_TCVN3)
        return decoded.upper() if font.endswith("H") else decoded
    if font.upper().startswith("VNI"):
        return _decode_vni(text)
    return text


def as_drawn(text: str, font: str, met: set[str], *, called: str = "") -> str:
    """Return the text as its font draws it, in Unicode.

    A legacy font that drew any of it goes to `met`, under the name it is `called` where that is another.
    """
    if not is_legacy(font):
        return text
    drawn = decode(text, font)
    if drawn != text:
        met.add(called or font)
    return drawn


def looks_legacy(text: str) -> bool:
    """Return whether a text in a Unicode font holds at least two letters only a legacy font explains."""
    return len(_STRANGE_VNI.findall(text)) >= 2 or len(_STRANGE_TCVN3.findall(text)) >= 2


def lost_font(texts: Iterable[str]) -> str:
    """Return the first text that looks as if it had lost its legacy font, "" when none does."""
    known = list(texts)
    if not _STRANGE.search("\n".join(known)):
        return ""
    return next(filter(looks_legacy, known), "")


def readings(text: str) -> list[str]:
    """Return what a text that lost its legacy font may have said in Unicode, for comparing with known spellings."""
    return in_each_font(text) if _STRANGE.search(text) else []


def in_each_font(text: str) -> list[str]:
    """Return a text as each legacy font would have it, whether or not its letters betray one: "TËp thÓ"."""
    return [decode(text, font) for font in ("VNI-Times", ".VnTime")]


def _decode_vni(text: str) -> str:
    def pair(match: re.Match[str]) -> str:
        return match.group(1).translate(_VNI_ALONE) + _VNI_MARKS[match.group(2)]

    # A pair first: in "öø" the ö is ư and the ø its tone; what is left stands alone.
    out: list[str] = []
    end = 0
    for match in _VNI_PAIR.finditer(text):
        out += [text[end : match.start()].translate(_VNI_ALONE), pair(match)]
        end = match.end()
    out.append(text[end:].translate(_VNI_ALONE))
    return composed("".join(out))
