"""What is laid over a page: marks, notes, typed text and form fields (ISO 32000-2, 12.5 and 12.7). A closed world."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import decode_text

from htsd_cli.readers.pdf.covering import is_opaque
from htsd_cli.readers.pdf.layers import Layers
from htsd_cli.readers.pdf.layout import Box, Letter
from htsd_cli.readers.pdf.looks import seen_text

if TYPE_CHECKING:
    from pdfplumber.page import Page

_HIDDEN, _PRINT, _NO_VIEW = 2, 4, 32  # flags, table 167
_FIELD_SIZE = 11.0  # points of a field's letters that do not tell their own
_LETTER_WIDTH = 0.5  # of the size
_COMBO = 1 << 17  # of a field's flags: a list that shows its choice alone
_MOST = 3_000  # of a page
_LONGEST = 20_000  # letters of one field
_HIGHEST = 60.0  # points of a mark in which words may be drawn; what is higher is a watermark
_UTF_8 = b"\xef\xbb\xbf"  # begins a text of PDF 2.0 (7.9.2.2)
_SMALLEST = 3.0  # points of a field's letters that can be read; 0 lets the program choose
_WHITE = re.compile(r"(?:^| )(?:1(?:\.0*)? g|(?:1(?:\.0*)? ){3}rg|(?:0(?:\.0*)? ){4}k)(?= |$)")
_SIZE = re.compile(r"(?:^| )(\d{1,6}(?:\.\d{0,6})?) Tf(?= |$)")
_MARKERS = (
    "Highlight",
    "Watermark",
)  # let through what they lie over, unless their appearance paints over it


class Policy(StrEnum):
    """What an annotation does to what stands on the page."""

    NOTHING = "nothing"  # shows nothing of its own; what it says is a note
    STRIKES = "strikes"  # strikes what it covers
    TEXT = "text"  # shows text laid over the page
    NOTE = "note"  # is a note
    DRAWN = "drawn"  # is drawn over the page
    OBJECT = "object"  # carries a file or plays something
    FIELD = "field"  # is a form field


ANNOTATIONS: Mapping[str, Policy] = {
    "Text": Policy.NOTE,
    "Link": Policy.NOTHING,
    "FreeText": Policy.TEXT,
    "Line": Policy.DRAWN,
    "Square": Policy.DRAWN,
    "Circle": Policy.DRAWN,
    "Polygon": Policy.DRAWN,
    "PolyLine": Policy.DRAWN,
    "Highlight": Policy.NOTHING,
    "Underline": Policy.NOTHING,
    "Squiggly": Policy.NOTHING,
    "StrikeOut": Policy.STRIKES,
    "Caret": Policy.NOTE,
    "Stamp": Policy.DRAWN,
    "Ink": Policy.DRAWN,
    "Popup": Policy.NOTHING,
    "FileAttachment": Policy.OBJECT,
    "Sound": Policy.OBJECT,
    "Movie": Policy.OBJECT,
    "Screen": Policy.OBJECT,
    "Widget": Policy.FIELD,
    "PrinterMark": Policy.NOTHING,
    "TrapNet": Policy.NOTHING,
    "Watermark": Policy.NOTHING,
    "3D": Policy.OBJECT,
    "Redact": Policy.DRAWN,
    "Projection": Policy.NOTHING,
    "RichMedia": Policy.OBJECT,
}


class Annotation(NamedTuple):
    """One thing laid over a page: its kind, policy (None for a kind no specification names), box, and words.

    `boxes` are the parts of the page it marks. `text` is what it shows, `note` what is written beside it. `control` is
    what a form field shows that is no text ("☑"); `otherwise` what is drawn of it where that is not its value.
    """

    kind: str
    policy: Policy | None
    box: Box
    boxes: tuple[Box, ...] = ()
    text: str = ""
    note: str = ""
    control: str = ""
    hidden: bool = False
    otherwise: str | None = None


def annotations_of(page: Page, layers: Layers) -> Iterator[Annotation]:
    """Yield what is laid over a page, in the file's order."""
    items = resolve1(page.page_obj.attrs.get("Annots")) or []
    for number, reference in enumerate(items if isinstance(items, list) else []):
        data = resolve1(reference)
        if number >= _MOST or not isinstance(data, dict):
            continue
        if data.get("OC") is not None and not any(layers.shown(data["OC"])):
            continue
        found = _annotation(page, data)
        if found is None:
            continue
        if found.kind in _MARKERS and is_opaque(data):
            yield from (found._replace(policy=Policy.DRAWN, boxes=(box,), note="") for box in found.boxes[1:])
            found = found._replace(policy=Policy.DRAWN, boxes=found.boxes[:1])
        yield found


def _annotation(page: Page, data: dict[str, object]) -> Annotation | None:
    kind = _name(data.get("Subtype"))
    box = box_on(page, _numbers(data.get("Rect")))
    flags = resolve1(data.get("F"))
    flags = flags if isinstance(flags, int) else 0
    hidden = bool(flags & _HIDDEN) or flags & (_NO_VIEW | _PRINT) == _NO_VIEW
    policy = ANNOTATIONS.get(kind)
    if box is None or (hidden and policy is not Policy.FIELD):
        return None
    if policy is Policy.FIELD:
        return _with_appearance(page, data, _field(page, data, box, hidden), box, hidden)
    if kind == "Popup" and isinstance(resolve1(data.get("Parent")), dict):
        return None  # the window of a note: what that says stands there, not words of its own
    if policy is Policy.NOTHING and box[3] - box[1] < _HIGHEST:
        drawn = _drawn_words(page, data)
        if any(char.isdigit() for char in drawn):
            return Annotation(kind, Policy.TEXT, box, text=drawn)
    if kind == "Link":
        return None  # what a link says of itself is read aloud, never shown
    words = _text(data.get("Contents")).strip()
    if data.get("StateModel") is not None:
        words = ""  # only says that somebody has looked at another note
    quads = _numbers(data.get("QuadPoints"))
    boxes = tuple(
        found
        for at in range(0, len(quads) - 7, 8)
        if (found := box_on(page, _around(quads[at : at + 8]))) is not None
    )
    if policy is Policy.TEXT:
        drawn = _drawn_words(page, data)
        return Annotation(
            kind, policy, box, text=drawn if drawn and _letters(drawn) != _letters(words) else words
        )
    if kind == "Line":
        ends = _numbers(data.get("L"))
        across = box_on(page, _around(ends)) if len(ends) == 4 else None
        if across is not None and across[3] - across[1] < 3.0:
            return Annotation(kind, Policy.STRIKES, box, _through(across), note=words)
    if kind == "FileAttachment":
        words = words or _file_name(data)
        return Annotation(kind, policy, box, text=words)
    return Annotation(kind, policy, box, boxes or (box,), note=words)


def _drawn_words(page: Page, data: dict[str, object]) -> str:
    """Return the words of an annotation's appearance, "" without one."""
    looks = resolve1(data.get("AP"))
    stream = resolve1(looks.get("N")) if isinstance(looks, dict) else None
    return seen_text(page, stream, None) if isinstance(stream, PDFStream) else ""


def _through(line: Box) -> tuple[Box, ...]:
    """Return the thin box around a drawn line: only letters whose middle it touches are struck."""
    return ((line[0], line[1] - 3.0, line[2], line[3] + 3.0),)


def _file_name(data: dict[str, object]) -> str:
    found = resolve1(data.get("FS"))
    return _text(found.get("UF") or found.get("F")) if isinstance(found, dict) else ""


# -- form fields ---------------------------------------------------------------------------------------------


def _field(page: Page, data: dict[str, object], box: Box, hidden: bool) -> Annotation | None:
    """Return what a form field shows, None for one that shows nothing (a button, a signature, a field left blank)."""
    kind = _name(_inherited(data, "FT"))
    flags = resolve1(_inherited(data, "Ff"))
    flags = flags if isinstance(flags, int) else 0
    value = resolve1(_inherited(data, "V"))
    if kind == "Btn":
        if flags & (1 << 16):  # a button to press
            return None
        state = _name(data.get("AS")) or _name(value)
        on = bool(state) and state != "Off"
        return Annotation("Widget", Policy.FIELD, box, control="☑", hidden=hidden) if on else None
    if kind == "Ch":
        shown = ", ".join(
            _shown(item, _inherited(data, "Opt")) for item in (value if isinstance(value, list) else [value])
        )
    elif kind == "Tx":
        shown = _text(value)
        if flags & (1 << 13):  # a password
            return (
                Annotation("Widget", Policy.FIELD, box, control="•" * len(shown), hidden=hidden)
                if shown
                else None
            )
    elif kind in ("Sig", ""):
        return None
    else:
        return Annotation("Widget", None, box, text=kind)
    shown = shown.strip()[:_LONGEST]
    form = resolve1(page.pdf.doc.catalog.get("AcroForm"))
    hidden = hidden or _is_unseen(data, form if isinstance(form, dict) else {})
    return Annotation("Widget", Policy.FIELD, box, text=shown, hidden=hidden) if shown else None


def _is_unseen(data: dict[str, object], form: dict[str, object]) -> bool:
    """Return whether a field's letters are white on the white page, or too small to read, by what it says of them
    (12.7.4.3)."""
    said = " ".join(_text(_inherited(data, "DA") or form.get("DA")).split())
    looks = resolve1(data.get("MK"))
    shaded = isinstance(looks, dict) and bool(looks.get("BG"))
    sizes = [float(size) for size in _SIZE.findall(said)]
    return bool(_WHITE.search(said) and not shaded) or any(0 < size < _SMALLEST for size in sizes)


def _with_appearance(
    page: Page, data: dict[str, object], field: Annotation | None, box: Box, hidden: bool
) -> Annotation | None:
    """Return a field with what is drawn of it, where these are other letters than its value's."""
    flags = resolve1(_inherited(data, "Ff"))
    listed = _name(_inherited(data, "FT")) == "Ch" and not (isinstance(flags, int) and flags & _COMBO)
    looks = resolve1(data.get("AP"))
    stream = resolve1(looks.get("N")) if isinstance(looks, dict) else None
    form = resolve1(page.pdf.doc.catalog.get("AcroForm"))
    form = form if isinstance(form, dict) else {}
    if field is None and _name(_inherited(data, "FT")) in ("Btn", "Sig", ""):
        words = "" if hidden else _drawn_words(page, data)
        digits = any(char.isdigit() for char in words)
        return Annotation("Widget", Policy.NOTHING, box, otherwise=words) if digits else None
    if (
        _name(_inherited(data, "FT")) not in ("Tx", "Ch")
        or listed
        or not isinstance(stream, PDFStream)
        or resolve1(form.get("NeedAppearances")) is True
        or (field is not None and field.control)
    ):
        return field
    drawn = seen_text(page, stream, resolve1(form.get("DR")))
    value = "" if field is None else field.text
    if _letters(drawn) == _letters(value):
        return field
    return (field or Annotation("Widget", Policy.FIELD, box, hidden=hidden))._replace(otherwise=drawn)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _inherited(data: dict[str, object], key: str) -> object:
    """Return a field's entry, its own or that of the field it belongs to (12.7.4.2)."""
    place: object = data
    for _ in range(32):
        if not isinstance(place, dict):
            return None
        if place.get(key) is not None:
            return place[key]
        place = resolve1(place.get("Parent"))
    return None


def _shown(value: object, options: object) -> str:
    """Return how a list shows one of its values."""
    wanted = _text(resolve1(value))
    found = resolve1(options)
    for item in found if isinstance(found, list) else []:
        pair = resolve1(item)
        if isinstance(pair, list) and len(pair) == 2 and _text(resolve1(pair[0])) == wanted:
            return _text(resolve1(pair[1]))
    return wanted


def letters_of(field: Annotation, order: int) -> list[Letter]:
    """Return a field's value as letters that stand in its box, line by line, for it to be read like the page's own."""
    lines = field.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    x0, top, x1, bottom = field.box
    height = (bottom - top) / len(lines)
    size = min(_FIELD_SIZE, height)
    found: list[Letter] = []
    for number, line in enumerate(lines):
        middle = top + (number + 0.5) * height
        width = min(_LETTER_WIDTH * size, (x1 - x0) / max(1, len(line)))
        for place, char in enumerate(line):
            left = x0 + place * width
            found.append(
                Letter(
                    char,
                    left,
                    left + width,
                    middle - size / 2,
                    middle + size / 2,
                    size,
                    "",
                    order=order,
                    base=middle + 0.3 * size,
                    drawn=not field.hidden,
                )
            )
    return found


# -- values --------------------------------------------------------------------------------------------------


def _name(value: object) -> str:
    found = getattr(resolve1(value), "name", "")
    return found if isinstance(found, str) else found.decode("latin-1") if isinstance(found, bytes) else ""


def _text(value: object) -> str:
    found = resolve1(value)
    if isinstance(found, bytes) and found.startswith(_UTF_8):
        return found.removeprefix(_UTF_8).decode("utf-8", "replace")
    if isinstance(found, bytes):
        return str(decode_text(found)).replace("\0", "")
    if hasattr(found, "get_data"):
        return str(decode_text(found.get_data())).replace("\0", "")
    return found if isinstance(found, str) else str(found) if isinstance(found, int | float) else _name(found)


def _numbers(value: object) -> list[float]:
    found = resolve1(value)
    parts = [resolve1(item) for item in found] if isinstance(found, list) else []
    return [float(part) for part in parts if isinstance(part, int | float)] if len(parts) <= 4_000 else []


def _around(points: list[float]) -> list[float]:
    across, up = points[0::2], points[1::2]
    return [min(across), min(up), max(across), max(up)]


def box_on(page: Page, rect: Sequence[float]) -> Box | None:
    """Return a rectangle of the page's own coordinates as seen, from the top left corner of the turned page."""
    if len(rect) != 4:
        return None
    x0, x1 = sorted((rect[0], rect[2]))
    y0, y1 = sorted((rect[1], rect[3]))
    left, low, right, high = (float(value) for value in page.page_obj.mediabox)
    match page.rotation:
        case 90:
            x0, top, x1, bottom = y0 - low, x0 - left, y1 - low, x1 - left
        case 180:
            x0, top, x1, bottom = right - x1, y0 - low, right - x0, y1 - low
        case 270:
            x0, top, x1, bottom = high - y1, right - x1, high - y0, right - x0
        case _:
            x0, top, x1, bottom = x0 - left, high - y1, x1 - left, high - y0
    return (
        x0 + float(page.mediabox[0]),
        top + float(page.mediabox[1]),
        x1 + float(page.mediabox[0]),
        bottom + float(page.mediabox[1]),
    )
