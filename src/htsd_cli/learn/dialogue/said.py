"""What a person said of a form's tables that changes how they are learnt: what rows are, which cells ask, units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from htsd_cli.language.vietnamese import fold
from htsd_cli.learn.structure import Question

Nature = Literal["indicators", "units"]
YES = frozenset(("co", "c", "dung", "phai", "i", "yes", "ies", "ok", "d", "p", "x", "dung vai", "phai dien"))
NO = frozenset(("khong", "k", "ko", "sai", "n", "no", "s", "khong phai", "khong dung"))
_WHOLE = frozenset(("so nguien", "nguien"))


class Said(NamedTuple):
    """Answers by the table's id: what its rows are, its grey columns that ask, whether dashes ask, its unit, and
    whether columns like “Có”, “Không” are counted and not ticked (`counted`)."""

    natures: Mapping[str, Nature] = {}
    asked: frozenset[tuple[str, str]] = frozenset()  # table, column
    closed_dashes: frozenset[str] = frozenset()
    units: Mapping[str, str] = {}
    counted: frozenset[str] = frozenset()


def said_by(questions: Iterable[Question]) -> Said:
    """Return what the answered questions say of the tables."""
    natures: dict[str, Nature] = {}
    asked: set[tuple[str, str]] = set()
    dashes: set[str] = set()
    units: dict[str, str] = {}
    counted: set[str] = set()
    for question in questions:
        about, said = dict(question.about), question.answer.strip()
        bare, topic, table = fold(said), about.get("topic", ""), about.get("table", "")
        if not bare:
            continue
        if topic == "rows":
            natures[table] = _nature(bare, question)
        elif topic == "column" and bare in YES:
            asked.add((table, about["column"]))
        elif topic == "dashes" and (bare in NO or "khong hoi" in bare):
            dashes.add(table)
        elif topic == "unit" and bare not in YES and bare not in NO and bare not in _WHOLE:
            units[table] = said
        elif topic == "marks" and (bare in NO or "so" in bare.split()):
            counted.add(table)
    return Said(natures, frozenset(asked), frozenset(dashes), units, frozenset(counted))


def _nature(bare: str, question: Question) -> Nature:
    """Return what rows are by an answer in words; “đúng” and “không” are about what was taken."""
    taken: Nature = "units" if "đơn vị" in question.taken else "indicators"
    if bare in YES:
        return taken
    if "chi tieu" in bare:
        return "indicators"
    if "don vi" in bare:
        return "units"
    return "indicators" if taken == "units" else "units"
