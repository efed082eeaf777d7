"""Reads the text of one cell as figures: every character is explained, or the reading is a problem.

`"12"`, `"1.250"`, `"12 lớp"`, `"3 lớp/120 người"`, `"12,5 triệu"`, `"Không"` are figures; `"khoảng 200"`,
`"45 GV + 300 HS"`, `"1,5"` of a class, `"O5"` are problems, with the number that was probably meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal, NamedTuple

from htsd_cli.form import Measure, Words
from htsd_cli.language.vietnamese import clean, fold, modern_tones

_TOKEN = re.compile(r"(?P<number>[0-9]+(?:[.,][0-9]+)*)|(?P<word>[^\W\d_]+)|(?P<newline>\n)|(?P<mark>[^\s])")
_FILLER = re.compile(r"[.…_\s]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 300  # characters of a cell that can still be a figure with its words
_FOOTNOTE_MARKS = re.compile(r"(?<=\d)[⁰¹²³⁴-⁹*]+(?=\W|$)")
_DOTTED = re.compile(r"\b(tr|ng)\.\s*(?=đ)", re.IGNORECASE)  # "tr.đ", "ng. đồng"
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_ODD_DECIMAL = re.compile(r"0*[1-9]\d*[.,]\d{3,}")  # "1500.000": thousands with a mark left out, or decimals
_SPACED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?![\d.,])")
_DIGITS_AND_LOOKALIKES = re.compile(r"(?=.*\d)(?=.*[oOlI|])[\doOlI|.]+")
_LOOKALIKES = str.maketrans("oOlI|", "00111")
_ESTIMATE_MARKS = frozenset("~≈><≥≤±")
_SEPARATORS = frozenset("/;,-–—(:)&+•*")
_NEUTRAL = "\u2060"  # stands for a word that says nothing about the figure ("tổng số")
_SURELY_DONG = 1_000_000  # a figure as large is đồng, whatever scale the table names

Kind = Literal["number", "unit", "scale", "mark", "unknown", "approximate", "yes", "zero"]


class _Item(NamedTuple):
    kind: Kind
    text: str
    measure: Measure | None = None
    scale: int = 1
    spaced: bool = True  # whether a space or the beginning stands before it


class _Quantity(NamedTuple):
    """A number with what stands around it; `value` None when its digits are grouped in no known way."""

    value: Decimal | None
    raw: str
    measure: Measure | None
    scaled: bool
    before: str  # the marks between the quantity before and this one


class Reading(NamedTuple):
    """What one cell says.

    Blank: no `values` and no `problem`. `values` are figures by measure, `spoken` whether the cell names
    their measures by unit words, `loose` whether digits are grouped with commas or spaces (which could also
    part two numbers), `everything` whether a word for zero answers all that is asked. `problem` is a code of
    the catalogue; then there is no value, at most a `suggestion`.
    """

    values: tuple[tuple[Measure, int], ...] = ()
    problem: str = ""
    suggestion: int | None = None
    spoken: bool = False
    loose: bool = False
    everything: bool = False
    scaled: bool = False

    @property
    def blank(self) -> bool:
        """Whether the cell says nothing at all."""
        return not self.values and not self.problem


BLANK = Reading()


class FigureReader:
    """Reads cells with the words of one form."""

    def __init__(self, words: Words) -> None:
        # As spelt with its marks, else bare: "bạn" is no "bản", but "nguoi" and "ngừơi" are "người".
        self._phrases: dict[str, _Item] = {}
        self._spelt: dict[str, _Item] = {}
        self._learn(words.neutral, _Item("mark", _NEUTRAL))
        self._learn(words.yes, _Item("yes", ""))
        self._learn(words.approximate, _Item("approximate", ""))
        self._learn((word for word in words.zero if fold(word)), _Item("zero", ""))
        self._learn(words.count, _Item("unit", "", Measure.COUNT))
        self._learn(words.people, _Item("unit", "", Measure.PEOPLE))
        self._learn(words.amount, _Item("unit", "", Measure.AMOUNT))
        for name, scale in words.scales.items():
            self._learn([name], _Item("scale", "", Measure.AMOUNT, scale))
        self._longest = max(len(phrase.split()) for phrase in self._phrases)
        self._zero_marks = frozenset(word for word in words.zero if not fold(word))

    def _learn(self, words: Iterable[str], item: _Item) -> None:
        for word in words:
            named = item if item.text else item._replace(text=word)
            self._phrases[fold(word)] = named
            self._spelt[_marked(word)] = named

    def read(self, text: str, asked: Sequence[Measure], scale: int = 1) -> Reading:
        """Read a cell's text.

        `asked` are the measures the cell may answer, the one of its own column first. `scale` multiplies an
        amount that names no scale of its own (the table says "triệu đồng").
        """
        bare = text.strip()
        if bare.isascii() and bare.isdigit() and scale == 1:
            return (
                Reading(((asked[0], int(bare)),)) if len(bare) <= 15 else Reading(problem="ambiguous-number")
            )
        if len(bare) > _LONGEST:
            return Reading(problem="not-a-number")
        text = _DOTTED.sub(r"\1 ", _FOOTNOTE_MARKS.sub("", clean(text)))
        if _FILLER.fullmatch(text):
            return BLANK
        # Signs standing for nothing are answers, not numbers.
        if text in self._zero_marks or text.strip(" .;") in self._zero_marks:
            return _zero(asked)
        if _DIGITS_AND_LOOKALIKES.fullmatch(text):
            return Reading(problem="letters-for-digits", suggestion=_plain(text.translate(_LOOKALIKES)))
        if "\ufffd" in text:
            return Reading(problem="not-a-number")
        items = self._items(text)
        return self._judge(items, text, asked, scale)

    def _items(self, text: str) -> list[_Item]:
        joined = _SPACED.sub(lambda match: match.group().replace(" ", "\u2007"), text)
        spaced_groups = "\u2007" in joined
        tokens: list[tuple[str, str, bool]] = []
        source = joined.replace("\u2007", "") if spaced_groups else text
        end = 0
        for match in _TOKEN.finditer(source):
            tokens.append((str(match.lastgroup), match.group(), match.start() > end or match.start() == 0))
            end = match.end()
        items: list[_Item] = []
        place = 0
        while place < len(tokens):
            kind, word, spaced = tokens[place]
            if kind == "number":
                items.append(_Item("number", word, spaced=spaced))
                place += 1
                continue
            if kind == "newline":
                items.append(_Item("mark", "\n"))
                place += 1
                continue
            found = self._phrase(tokens, place)
            if found:
                item, length = found
                items.append(item._replace(spaced=spaced))
                place += length
                continue
            items.append(_Item("mark" if kind == "mark" else "unknown", word, spaced=spaced))
            place += 1
        if spaced_groups:
            items.append(_Item("mark", "\u2007"))
        return items

    def _phrase(self, tokens: list[tuple[str, str, bool]], place: int) -> tuple[_Item, int] | None:
        words: list[str] = []
        for kind, word, _ in tokens[place : place + self._longest]:
            if kind != "word" and word != "₫":
                break
            words.append("đ" if word == "₫" else word)
        for length in range(len(words), 0, -1):
            phrase = " ".join(words[:length])
            found = self._spelt.get(_marked(phrase)) or self._phrases.get(fold(phrase))
            if found:
                return found, length
        return None

    def _judge(self, items: list[_Item], text: str, asked: Sequence[Measure], scale: int) -> Reading:
        loose = any(item.text == "\u2007" for item in items)
        ordinal = _has_ordinal(items)
        side_by_side = any(first.kind == second.kind == "number" for first, second in pairwise(items))
        items = [item for item in items if item.kind != "mark" or item.text not in (_NEUTRAL, "\u2007")]
        numbers = [item for item in items if item.kind == "number"]
        scales = any(item.kind == "scale" for item in items)
        only = _plain(numbers[0].text) if len(numbers) == 1 and not scales else None
        kinds = {item.kind for item in items}
        marks = {item.text for item in items if item.kind == "mark"}
        if not numbers:
            if kinds <= {"zero", "unit", "mark"} and "zero" in kinds and marks <= {".", ";", ",", "/", "\n"}:
                return _zero(asked)
            return Reading(problem="not-a-number")
        if "%" in marks:
            return Reading(problem="percentage")
        if "approximate" in kinds or marks & _ESTIMATE_MARKS or text.endswith("+"):
            exact = [
                item for item in items if item.kind != "approximate" and item.text not in _ESTIMATE_MARKS
            ]
            said = self._judge(exact, text.rstrip("+ "), asked, scale) if len(exact) < len(items) else None
            likely = (
                said.values[0][1] if said and len(said.values) == 1 else said.suggestion if said else only
            )
            return Reading(problem="estimate", suggestion=likely)
        if kinds & {"unknown", "yes", "zero"} or not marks <= _SEPARATORS | {"\n", "."}:
            return Reading(problem="not-a-number", suggestion=only)
        if items[0].kind == "mark" and items[0].text in "-–—" and items[1].kind == "mark":
            return Reading(problem="not-a-number")
        if ordinal:
            return Reading(problem="not-a-number", suggestion=only)
        if side_by_side:
            return Reading(problem="ambiguous-number")
        if items[0].kind == "mark" and items[0].text in "-–—":
            bullet = len(items) > 2 and items[1].spaced and any(item.kind == "unit" for item in items)
            if not bullet:
                return Reading(problem="negative", suggestion=only)
            items = items[1:]
        quantities = _quantities(items)
        if quantities is None:
            return Reading(problem="not-a-number", suggestion=only)
        if Measure.AMOUNT in asked or any(item.measure is Measure.AMOUNT for item in items):
            return _amount(quantities, items, asked, scale, loose)
        return _counts(quantities, asked, loose)


def _marked(text: str) -> str:
    """Return a text's words with their marks, in one spelling."""
    return " ".join(re.findall(r"\w+", modern_tones(clean(text)).casefold()))


def _has_ordinal(items: list[_Item]) -> bool:
    """Return whether a number names a thing instead of counting it: "lớp 3", "đợt 2", "quận 7"; not "Số lớp: 3"."""
    return any(
        item.kind == "unit"
        and item.measure is Measure.COUNT
        and after.kind == "number"
        and (before is None or (before.kind == "mark" and before.text != _NEUTRAL))
        for before, item, after in zip([None, *items], items, items[1:], strict=False)
    )


def _quantities(items: list[_Item]) -> list[_Quantity] | None:
    """Group the items into quantities; None when a unit belongs to no number or to two."""
    found: list[_Quantity] = []
    before = ""
    prefix: Measure | None = None
    last = len(items) - 1
    for place, item in enumerate(items):
        if item.kind == "mark":
            if not (place == last and item.text in ".,;"):
                before += item.text
        elif item.kind == "number":
            found.append(_Quantity(_decimal(item.text), item.text, prefix, False, before))
            before, prefix = "", None
        elif item.kind in ("unit", "scale"):
            measure = item.measure
            if found and before in ("", "(") and found[-1].measure in (None, measure):
                found[-1] = _with_measure(found[-1], measure, item.kind == "scale")
                before = ""
            elif (
                found
                and before.strip()
                and set(before) <= {",", "/", "-"}
                and found[-1].measure == measure
                and not _introduces(items[place + 1 :])
            ):
                before = ""  # "tin, bài", "quyển/tờ": one unit in two words
            elif not found or before:
                if prefix not in (None, measure):
                    return None
                prefix = measure
            else:
                return None
    if prefix is not None or any(mark not in ")." for mark in before):
        return None
    return found


def _introduces(following: list[_Item]) -> bool:
    """Return whether a unit stands before its number, as in "GV: 45, HS: 300"."""
    return next((item.kind for item in following if item.text not in (":", _NEUTRAL)), "") == "number"


def _with_measure(quantity: _Quantity, measure: Measure | None, scaled: bool) -> _Quantity:
    return _Quantity(quantity.value, quantity.raw, measure, quantity.scaled or scaled, quantity.before)


def _counts(quantities: list[_Quantity], asked: Sequence[Measure], loose: bool) -> Reading:
    """Judge quantities of occurrences and persons."""
    wholes = [_plain(quantity.raw) for quantity in quantities]
    loose = loose or any("," in quantity.raw for quantity in quantities)
    spoken = [quantity.measure for quantity in quantities]
    if len(quantities) == 1:
        if wholes[0] is None:
            return _not_whole(quantities[0].raw)
        if set(quantities[0].before) - {":", "•", "*"}:
            return Reading(problem="not-a-number", suggestion=wholes[0])
        measure = spoken[0] or asked[0]
        return Reading(((measure, wholes[0]),), spoken=spoken[0] is not None, loose=loose)
    total = sum(whole for whole in wholes if whole is not None) if None not in wholes else None
    between = quantities[1].before.strip(":")
    named = [measure for measure in spoken if measure is not None]
    if len(quantities) == 2 and None not in wholes:
        order = [Measure.COUNT, Measure.PEOPLE]
        if named == order or (set(named) == set(order) and len(named) == 2):
            return Reading(
                tuple(
                    (measure, whole)
                    for measure, whole in zip(spoken, wholes, strict=True)
                    if measure and whole is not None
                ),
                spoken=True,
            )
        fits = set(asked) >= set(order) and all(s in (None, o) for s, o in zip(spoken, order, strict=True))
        # "3 (120)" is three classes with 120 people, "12 (1)" a remark or a footnote.
        bracketed = between == "(" and (bool(named) or (wholes[0] or 0) <= (wholes[1] or 0))
        if fits and not named and between == "/" and _YEAR.fullmatch(quantities[1].raw):
            return Reading(problem="ambiguous-number")  # "10/2024" is a month as likely as 10 classes
        if fits and (between in ("/", "\n", ";") or bracketed):
            return Reading(
                tuple(
                    (measure, whole)
                    for measure, whole in zip(order, wholes, strict=True)
                    if whole is not None
                ),
                spoken=bool(named),
            )
        if between in ("-", "–", "—") and len(set(spoken) - {None}) <= 1:
            return Reading(problem="range")
    if len(set(named)) <= 1 and all(set(q.before) <= set("+,;&\n:") for q in quantities[1:]):
        alike = len(set(spoken)) == 1
        return Reading(problem="sum-in-words", suggestion=total if alike else None)
    return Reading(problem="too-many-numbers")


def _amount(
    quantities: list[_Quantity], items: list[_Item], asked: Sequence[Measure], scale: int, loose: bool
) -> Reading:
    """Judge an amount of money, in đồng: one number, or a chain as in "12 triệu 500 nghìn" and "1tr5"."""
    if any(quantity.measure not in (None, Measure.AMOUNT) for quantity in quantities):
        if Measure.AMOUNT in asked and len(quantities) == 1:
            return Reading(problem="wrong-unit", suggestion=_plain(quantities[0].raw))
        return Reading(problem="too-many-numbers" if len(quantities) > 1 else "wrong-unit")
    if Measure.AMOUNT not in asked:
        scaled = any(quantity.scaled for quantity in quantities)
        return Reading(problem="wrong-unit", suggestion=None if scaled else _plain(quantities[0].raw))
    if any(set(quantity.before) - {":", "•", "*"} for quantity in quantities):
        amounts = [_scaled(part, scale) for part in _chains(items)]
        known = [int(value) for value in amounts if value is not None and value == int(value)]
        joined = "".join(quantity.before for quantity in quantities[1:])
        if any(mark in joined for mark in "-–—"):
            return Reading(problem="range")
        return Reading(problem="sum-in-words", suggestion=sum(known) if len(known) == len(amounts) else None)
    chain = [item for item in items if item.kind in ("number", "scale")]
    own = any(item.kind == "scale" for item in chain)
    if not own:
        if len(quantities) > 1:
            return Reading(problem="too-many-numbers")
        raw = quantities[0].raw
        whole = _plain(raw)
        if scale == 1:
            if whole is None:
                return Reading(problem="scale-unclear" if _DECIMAL.fullmatch(raw) else "ambiguous-number")
            return Reading(((Measure.AMOUNT, whole),), spoken=True)
        spoken_dong = any(item.kind == "unit" for item in items)
        value = _decimal(raw)
        if whole is not None and whole > 0 and (spoken_dong or whole >= _SURELY_DONG):
            return Reading(problem="scale-unclear", suggestion=whole)
        if whole is not None and _is_grouped(raw) and (scale >= 1_000_000 or "," in raw):
            return Reading(problem="scale-unclear", suggestion=whole * scale)
        if value is None or value * scale != int(value * scale):
            return Reading(problem="ambiguous-number")
        return Reading(((Measure.AMOUNT, int(value * scale)),), spoken=True, scaled=True)
    if loose:
        return Reading(problem="ambiguous-number")
    return _chain(chain)


def _chains(items: list[_Item]) -> list[list[_Item]]:
    parts: list[list[_Item]] = [[]]
    for item in items:
        if item.kind == "mark":
            parts.append([])
        elif item.kind in ("number", "scale"):
            parts[-1].append(item)
    return [part for part in parts if part]


def _scaled(part: list[_Item], scale: int) -> Decimal | None:
    reading = _chain(part) if any(item.kind == "scale" for item in part) else None
    if reading is not None:
        return Decimal(reading.values[0][1]) if reading.values else None
    whole = _plain(part[0].text) if len(part) == 1 else None
    return None if whole is None else Decimal(whole if whole >= _SURELY_DONG else whole * scale)


def _chain(chain: list[_Item]) -> Reading:
    total = Decimal(0)
    place = 0
    largest = 10**13
    unclear = False
    while place < len(chain):
        number = chain[place]
        if number.kind != "number":
            return Reading(problem="not-a-number")
        scale = (
            chain[place + 1].scale if place + 1 < len(chain) and chain[place + 1].kind == "scale" else None
        )
        if scale is None:  # "1tr5": the digits after a scale are its tenths, hundredths …
            if place == 0 or not number.text.isdigit() or len(number.text) > 3:
                return Reading(problem="ambiguous-number")
            total += Decimal(number.text) * chain[place - 1].scale / 10 ** len(number.text)
            unclear = unclear or number.spaced
            place += 1
            if place < len(chain):
                return Reading(problem="ambiguous-number")
            break
        if place + 2 < len(chain) and chain[place + 2].kind == "scale":  # "5 nghìn tỷ"
            scale *= chain[place + 2].scale
            place += 1
        value = _decimal(number.text)
        if value is None:
            return Reading(problem="ambiguous-number")
        if _is_grouped(number.text):
            whole = Decimal(re.sub(r"[.,]", "", number.text))
            unclear = unclear or scale >= 1_000_000 or "," in number.text
            value = whole
        if value * scale >= largest:  # "1 triệu 1500 nghìn"
            return Reading(problem="ambiguous-number")
        total += value * scale
        largest = scale
        place += 2
    if total != int(total):
        return Reading(problem="ambiguous-number")
    if unclear:
        return Reading(problem="scale-unclear", suggestion=int(total))
    return Reading(((Measure.AMOUNT, int(total)),), spoken=True)


def read_number(value: int | float, asked: Sequence[Measure], scale: int = 1) -> Reading:
    """Read a number a workbook stores, for the measure `asked[0]`."""
    measure = asked[0]
    exact = Decimal(str(value)) * (scale if measure is Measure.AMOUNT else 1)
    if measure is Measure.AMOUNT and scale > 1 and value >= 1_000_000:
        return Reading(problem="scale-unclear", suggestion=int(value))
    if exact < 0:
        return Reading(problem="negative", suggestion=int(-exact) if exact == int(exact) else None)
    if exact != int(exact):
        thousands = Decimal(str(value)) * 1000
        likely = int(thousands) if thousands == int(thousands) else None
        return Reading(problem="scale-unclear" if measure is Measure.AMOUNT else "decimal", suggestion=likely)
    return Reading(((measure, int(exact)),), spoken=measure is Measure.AMOUNT, scaled=scale > 1)


def _zero(asked: Sequence[Measure]) -> Reading:
    return Reading(tuple((measure, 0) for measure in asked), everything=True)


def _is_grouped(raw: str) -> bool:
    """Return whether a number is written in groups of three, so that its marks could part its decimals too."""
    return not raw.isdigit() and _GROUPED.fullmatch(raw) is not None


def _plain(raw: str) -> int | None:
    """Return a whole number written plainly or in groups of three, None for anything else."""
    if raw.isdigit() and len(raw) <= 15:
        return int(raw)
    if _GROUPED.fullmatch(raw):
        return int(raw.replace(".", "").replace(",", ""))
    return None


def _decimal(raw: str) -> Decimal | None:
    whole = _plain(raw)
    if whole is not None:
        return Decimal(whole)
    return (
        Decimal(raw.replace(",", "."))
        if _DECIMAL.fullmatch(raw) and not _ODD_DECIMAL.fullmatch(raw)
        else None
    )


def _not_whole(raw: str) -> Reading:
    if re.fullmatch(r"\d+[.,]\d{1,2}", raw):
        return Reading(problem="decimal")
    return Reading(problem="ambiguous-number")
