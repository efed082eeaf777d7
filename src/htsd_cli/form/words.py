"""The words a form is read with, and the kinds of units that report on it; most are shared by all forms."""

import re
from itertools import product
from typing import Annotated

from pydantic import Field, field_validator

from htsd_cli.form.part import Part
from htsd_cli.language.vietnamese import lower_first

UNKNOWN_KIND = "Đơn vị khác"


class Counted(Part):
    """Words of `count` for one thing: where a row's unit is one of `asked`, a figure may bear these and `said`."""

    asked: tuple[str, ...]
    said: tuple[str, ...] = ()


class Words(Part):
    """The words that may stand in a cell of figures, each spelt in full with its marks."""

    zero: tuple[str, ...]
    yes: tuple[str, ...]
    approximate: tuple[str, ...]
    count: tuple[str, ...]
    people: tuple[str, ...]
    amount: tuple[str, ...]
    neutral: tuple[str, ...]
    scales: dict[str, Annotated[int, Field(ge=1)]]
    counted: tuple[Counted, ...] = ()


class UnitKind(Part):
    """A kind of reporting unit; `words` are the ways a name of this kind begins, the official one first.

    In a word `{TH|Tiểu học}` stands for each of its choices. `unless` are beginnings that only look like one
    (“xã hội” is no xã). `proper`: an own name follows, written with capitals (“Trường Tiểu học Lê Văn Tám”), by which
    alone units of the kind differ; without it name and kind are one (“Liên đoàn Lao động”). `school`: “Trường …”
    without more may be of this kind. `area`: its name is an area's, in which other bodies' names end (“Đoàn phường
    Phú Mỹ”). `placeless`: the name is whole without its area (“Phòng Nội vụ”). `gathers`: what it sends is often
    another's. `single`: an area has one of them, which its kind alone names. `apart` are words within the kind, each
    with its other spellings, by which units differ although all else in their names is alike (“TH và THCS”, “THCS và
    THPT”). `within` is the id of a wider kind that is no contradiction. `plural` and `group` are how many of them are
    called in a list (“Các trường tiểu học”) and in a sentence (“khối tiểu học”).
    """

    id: str
    name: str
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    proper: bool = False
    school: bool = False
    area: bool = False
    placeless: bool = False
    gathers: bool = False
    single: bool = False
    apart: tuple[tuple[str, ...], ...] = ()
    within: str = ""
    plural: str = ""
    group: str = ""

    @field_validator("words")
    @classmethod
    def _each_choice(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(choice for word in words for choice in _choices(word)))

    @property
    def in_list(self) -> str:
        """How several of the kind are called at the head of a line: “Các trường tiểu học”."""
        return self.plural or self.name

    @property
    def in_text(self) -> str:
        """How the kind as a whole is called within a sentence: “khối tiểu học”."""
        return self.group or lower_first(self.name)


def _choices(word: str) -> list[str]:
    """Return what a word with choices stands for: “Trường {TH|TiH}” for “Trường TH” and “Trường TiH”."""
    parts = re.split(r"\{([^{}]*)\}", word)
    options = [part.split("|") if place % 2 else [part] for place, part in enumerate(parts)]
    return ["".join(chosen) for chosen in product(*options)]
