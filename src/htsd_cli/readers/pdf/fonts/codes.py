"""Codes of a PDF's fonts whose letters are not what the parser takes them for: signs, and names nobody knows.

A simple font shows for each code the glyph that its encoding names (ISO 32000-2, 9.6.5); ToUnicode only says what to
copy. The parser passes over a name it does not know and takes the letter of the standard encoding in its place.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from htsd_cli.readers.pdf.fonts.glyphs import glyphs_of
from htsd_cli.readers.word.looks.symbols import shows_pictures

if TYPE_CHECKING:
    from pdfminer.pdffont import PDFFont

UNKNOWN = "\ufffd"
_OF_NUMBERS = frozenset("0123456789.,")
_SYMBOLIC = 4  # of a font descriptor's flags: its codes are its own, whatever an encoding says
_DINGBATS = 0x2710  # what ZapfDingbats shows for the code of 0, and so on to 9


class Codes(NamedTuple):
    """What a font's dictionary says of its codes: those whose glyphs have names that tell no letter, and whether it
    names an encoding at all. `others` are codes copied as digits that the font draws otherwise; `embedded` says that it
    brings its drawings with it; `named` are the codes whose letters it says, None where others have letters too."""

    unnamed: frozenset[int] = frozenset()
    encoded: bool = False
    others: frozenset[int] = frozenset()
    embedded: bool = False
    named: Container[int] | None = None


def codes_of(spec: object, parsed: PDFFont) -> Codes:
    """Return what a font's dictionary and its file say of its codes; `parsed` is what the parser makes of it."""
    from pdfminer.encodingdb import name2unicode
    from pdfminer.pdftypes import resolve1

    font = resolve1(spec)
    encoding = resolve1(font.get("Encoding")) if isinstance(font, Mapping) else None
    differences = resolve1(encoding.get("Differences")) if isinstance(encoding, Mapping) else None
    found: set[int] = set()
    code = 0
    for item in differences if isinstance(differences, list) else ():
        if isinstance(item, int):
            code = item
            continue
        try:
            name2unicode(getattr(item, "name", ""))
        except (KeyError, ValueError):
            found.add(code)
        code += 1
    own = any(parsed.descriptor.get(key) is not None for key in ("FontFile", "FontFile2", "FontFile3"))
    drawn = isinstance(font, Mapping) and font.get("CharProcs") is not None
    others = frozenset(_others(font, parsed))
    return Codes(frozenset(found), encoding is not None, others, own or drawn, _named(encoding, parsed))


def _named(encoding: object, parsed: PDFFont) -> Container[int] | None:
    """Return the codes with letters of a TrueType font that names none but in ToUnicode: its codes are its own."""
    copied = getattr(getattr(parsed, "unicode_map", None), "cid2unichr", None)
    simple = isinstance(getattr(parsed, "cid2unicode", None), Mapping)
    alone = encoding is None and simple and parsed.descriptor.get("FontFile2") is not None
    return copied if copied and alone else None


def _others(font: object, parsed: PDFFont) -> Iterator[int]:
    """Yield the codes that are copied as digits and drawn as something else."""
    from pdfminer.pdftypes import PDFStream, resolve1

    copied = getattr(getattr(parsed, "unicode_map", None), "cid2unichr", {})
    digits = {code: text for code, text in copied.items() if len(text) == 1 and text in "0123456789"}
    file = resolve1(parsed.descriptor.get("FontFile2"))
    if not digits or not isinstance(file, PDFStream) or not isinstance(font, Mapping):
        return
    drawn = glyphs_of(file.get_data())
    if drawn is None:
        return
    inner = resolve1(font.get("DescendantFonts"))
    if inner is None:
        glyph = drawn.of_code
    else:
        held = resolve1(inner[0]) if isinstance(inner, list) and inner else None
        table = resolve1(held.get("CIDToGIDMap")) if isinstance(held, Mapping) else None
        places = table.get_data() if isinstance(table, PDFStream) else None

        def glyph(code: int) -> int:
            return code if places is None else int.from_bytes(places[2 * code : 2 * code + 2], "big")

    for code, digit in digits.items():
        if drawn.contradicts(glyph(code), digit):
            yield code


def text_of(font: PDFFont, code: int, text: str, codes: Codes) -> str:
    """Return what a code shows: the parser's text, or U+FFFD where that may be another letter."""
    named = getattr(font, "basefont", None) or font.fontname
    name = named if isinstance(named, str) else ""
    if text.isdigit() and shows_pictures(name):
        return chr(_DINGBATS + int(text)) if "dingbats" in name.lower() else UNKNOWN
    if code in codes.others or len(text) > 1:
        return UNKNOWN  # one drawing that is copied as several digits
    letters = getattr(font, "cid2unicode", None)
    if not isinstance(letters, Mapping):
        return text
    copied = getattr(getattr(font, "unicode_map", None), "cid2unichr", {}).get(code)
    if copied is None:
        return UNKNOWN if code in codes.unnamed else text
    drawn = letters.get(code, "")
    if not codes.embedded and codes.encoded and drawn and drawn != copied:
        shown = {normalize("NFKC", drawn), normalize("NFKC", copied)}
        return UNKNOWN if len(shown) > 1 and any(_OF_NUMBERS & set(part) for part in shown) else text
    own = not codes.encoded or int(font.descriptor.get("Flags", 0) or 0) & _SYMBOLIC
    return UNKNOWN if copied.isdigit() and drawn.isdigit() and copied != drawn and not own else text
