"""Reads what a unit wrote on the lines below a form's tables, where the form asks it in words: “Thuận lợi: ……”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from htsd_cli.interpret.cells import DIGIT
from htsd_cli.language.marks import marked
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.values.document import Document, Origin, Paragraph
from htsd_cli.values.submission import ExtraRow

_MOST_LINES = 12  # of one answer
_UNIT = 3  # words, at most
_DOTS_FIRST = re.compile(r"[\s:]*(?:\.{3,}|…|_{3,})")
_NOT_WRITTEN = re.compile(r"^[\s:.…_\-–]+|[\s.…_]+$")
_ITEM = re.compile(r"\s*[-+•*–]\s*\S")
_NUMBERED = re.compile(r"\s*(?:(?P<item>\d{1,2})|[IVX]{1,5}|[a-zđ])\s*[.)]\s+(?=\S)", re.IGNORECASE)
_ENDS = re.compile(
    r"bang\b|bieu\b|nguoi (?:lap|ki)|thu truong|hieu truong|noi nhan|xac nhan|ki ten|"
    r".{0,40}\bngai\b.{0,12}\bthang\b|t[ml]\b|kt\b"
)
_WORD = re.compile(r"[^\W_]+")


class _Text(NamedTuple):
    """A text outside the form's tables, with what stands beside it; None where a table begins."""

    text: str
    beside: str
    origin: Origin


def answers_below(lines: Sequence[str], document: Document, known: Sequence[ExtraRow]) -> Iterator[ExtraRow]:
    """Yield the answers to the form's `lines` that are no row of a table and not among those `known` already."""
    if not lines:
        return
    asked = {fold(line): line for line in sorted(lines, key=len, reverse=True)}
    twins: dict[str, list[str]] = {}
    for line in lines:
        twins.setdefault(fold(line), []).append(line)
    told = {fold(row.label) for row in known} | {fold(cell) for row in known for cell in row.cells}
    texts = list(_texts(document))
    for place, item in enumerate(texts):
        if item is None:
            continue
        answered = _answered(item.text, asked)
        if answered is None or any(text.startswith(answered[0]) and text != answered[0] for text in told):
            continue
        label, behind = answered
        answer = _written(behind) or _NOT_WRITTEN.sub("", item.beside)
        said = [answer] if answer else []
        for following in texts[place + 1 : place + 1 + _MOST_LINES]:
            if following is None or not following.text.strip() or _ENDS.match(fold(following.text)):
                break
            is_item = _is_item(following.text, len(said) + 1)
            if _answered(following.text, asked) is not None or (said and not is_item):
                break
            if not is_item and _NUMBERED.match(following.text):
                break  # the next part of the report
            more = following.text if is_item else _NOT_WRITTEN.sub("", following.text)
            said += [clean(more)] if _NOT_WRITTEN.sub("", more) else []
        if said:
            line = asked[label] if len(twins.get(label, ())) < 2 else _by_marks(item.text, twins[label])
            if line:
                yield ExtraRow(label=line, cells=("\n".join(said),), origin=item.origin)


def _by_marks(text: str, lines: Sequence[str]) -> str:
    """Return which of lines that fold alike a text begins with, "" where it has the marks of none or of several."""
    said = f"{marked(_NUMBERED.sub('', clean(text), count=1))} "
    found = [line for line in lines if said.startswith(f"{marked(line)} ")]
    return found[0] if found and len({marked(line) for line in found}) == 1 else ""


def _is_item(text: str, place: int) -> bool:
    """Return whether a text is an item of a list: behind a mark, or with the number of its `place`."""
    numbered = _NUMBERED.match(text)
    return _ITEM.match(text) is not None or (numbered is not None and numbered["item"] == str(place))


def _written(text: str) -> str:
    """Return what is written over a blank, "" where there are but its dots and perhaps a unit behind them."""
    said = _NOT_WRITTEN.sub("", text)
    untouched = _DOTS_FIRST.match(text) and not DIGIT.search(said) and len(said.split()) <= _UNIT
    return "" if untouched else said


def _answered(text: str, asked: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the line that a text answers, folded, and what stands behind it; a unit may have numbered the line."""
    text = clean(text)
    for said in dict.fromkeys((text, _NUMBERED.sub("", text, count=1))):
        bare = f"{fold(said)} "
        for label in asked:
            if not bare.startswith(f"{label} "):
                continue
            for word in _WORD.finditer(said):
                if fold(said[: word.end()]) == label:
                    return label, said[word.end() :]
    return None


def _texts(document: Document) -> Iterator[_Text | None]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for line in block.text.split("\n"):
                yield _Text(line, "", Origin(paragraph=block.number, text=line))
            continue
        yield None
        if block.sheet is None:
            continue
        for row in block.rows:
            cells = [cell for cell in row if cell.text.strip()]
            if cells:
                beside = cells[1].text if len(cells) > 1 else ""
                yield _Text(cells[0].text, beside, block.origin(cells[0]))
        yield None
