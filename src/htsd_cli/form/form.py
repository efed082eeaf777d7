"""The reporting form as data: its indicators, columns, sections, sums and words, read from `templates/<form>/`."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, field_validator, model_validator

from htsd_cli.form.toml_file import Misfit, TomlError, load_toml
from htsd_cli.language.vietnamese import fold
from htsd_cli.values.figures import Key

DEFAULT_FORM = "htsd-2024"


class Measure(StrEnum):
    """What is counted on a row: occurrences, persons, money in đồng, or free text."""

    COUNT = "count"
    PEOPLE = "people"
    AMOUNT = "amount"
    TEXT = "text"


UNKNOWN_KIND = "Đơn vị khác"

ColumnId = Literal["number", "label", "unit", "count", "people", "note", "amount"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Indicator(_Part):
    """One row of the statistics table. A row without measures is a heading.

    `brief` are short headings for a table with a column for each figure, one for each numeric measure. `printed` is the
    label as the office's own report words it, where the form's has a slip; "" where it has none.
    """

    id: str = Field(pattern=r"^[a-z_]+(\.[a-z_]+)?$")
    number: str = ""
    label: str = Field(min_length=1)
    unit: str = ""
    measures: tuple[Measure, ...]
    other_labels: tuple[str, ...] = ()
    adds_up: Literal["sum", "once"] = "sum"
    brief: tuple[str, ...] = ()
    printed: str = ""

    @cached_property
    def numeric_measures(self) -> tuple[Measure, ...]:
        """The measures that are numbers."""
        return tuple(measure for measure in self.measures if measure is not Measure.TEXT)

    def key(self, measure: Measure) -> Key:
        """Return what a figure of this row is known by."""
        return Key(self.id, measure.value)

    @property
    def short_label(self) -> str:
        """The label without what stands in brackets or after "trong đó", for messages."""
        return _shortened(self.label)

    @property
    def in_report(self) -> str:
        """The short label in the words of the office's own report."""
        return _shortened(self.printed or self.label)


def _shortened(label: str) -> str:
    return re.sub(r"\s*\(.*?\)|,? trong đó:?", "", label).strip()


class Column(_Part):
    """A column of the statistics table; `group` is the heading it shares with its neighbour."""

    id: ColumnId
    heading: str
    group: str = ""
    other_headings: tuple[str, ...] = ()


class Section(_Part):
    """A numbered part of the report, found by its heading."""

    id: Literal["organisation", "activities", "statistics"]
    number: str
    heading: str
    other_headings: tuple[str, ...] = ()


class Sum(_Part):
    """A row that is the sum of other rows in one measure (form rows 1, 5 and 6)."""

    total: str
    measure: Literal[Measure.COUNT, Measure.PEOPLE, Measure.AMOUNT]
    parts: tuple[str, ...] = Field(min_length=1)


class Proportion(_Part):
    """How many people one class or event plausibly has, for the rows below the indicator `within`."""

    within: str
    people_per_count: tuple[int, int]


class Limits(_Part):
    """The largest figures one unit plausibly has, and the smallest plausible amount, in đồng."""

    count: int
    people: int
    amount: int
    smallest_amount: int


class Words(_Part):
    """The words that may stand in a cell of figures, each spelt in full with its marks."""

    zero: tuple[str, ...]
    yes: tuple[str, ...]
    approximate: tuple[str, ...]
    count: tuple[str, ...]
    people: tuple[str, ...]
    amount: tuple[str, ...]
    neutral: tuple[str, ...]
    scales: dict[str, Annotated[int, Field(ge=1)]]


class UnitKind(_Part):
    """A kind of reporting unit; `words` are the ways a name of this kind begins, the official one first.

    In a word `{TH|Tiểu học}` stands for each of its choices. `unless` are beginnings that only look like one
    (“xã hội” is no xã). `proper`: an own name follows, written with capitals (“Trường Tiểu học Lê Văn Tám”), by which
    alone units of the kind differ; without it name and kind are one (“Liên đoàn Lao động”). `school`: “Trường …”
    without more may be of this kind. `area`: its name is an area's, in which other bodies' names end (“Đoàn phường
    Phú Mỹ”). `placeless`: the name is whole without its area (“Phòng Nội vụ”). `gathers`: what it sends is often
    another's. `within` is the id of a wider kind that is no contradiction. `plural` and `group` are how many of them
    are called in a list (“Các trường tiểu học”) and in a sentence (“khối tiểu học”).
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
        return self.group or f"{self.name[:1].lower()}{self.name[1:]}"


def _choices(word: str) -> list[str]:
    """Return what a word with choices stands for: “Trường {TH|TiH}” for “Trường TH” and “Trường TiH”."""
    parts = re.split(r"\{([^{}]*)\}", word)
    options = [part.split("|") if place % 2 else [part] for place, part in enumerate(parts)]
    return ["".join(chosen) for chosen in product(*options)]


class Practice(_Part):
    """Something units do that no figure counts, found in their reports' text by its words.

    `name` goes into the sentence “12/30 đơn vị …”. `topic` is the indicator or section it is told under.
    `unless` are phrases in which the words mean something else.
    """

    id: str = Field(pattern=r"^[a-z_]+$")
    name: str = Field(min_length=1)
    topic: str
    words: tuple[Annotated[str, Field(pattern=r"\w")], ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()


class Doubt(_Part):
    """Words that keep a sentence from being proof: `why`, for the person who reads it.

    With `before` they count only before what was done: “kinh phí để treo băng rôn”.
    """

    why: str = Field(min_length=1)
    words: tuple[Annotated[str, Field(pattern=r"\w")], ...] = Field(min_length=1)
    before: bool = False


class Denials(_Part):
    """The words by which a text says that something was not done, or only that it will be.

    `no` deny, but not within `not_no` (“không chỉ”); what they deny begins with one of the verbs `doing` and goes on
    to the end of the clause, to one of the words `ends`, or to a comma before a further verb. `later` begin what
    is only planned or asked for; below a heading with one of `headings` nothing was done. `links` are words that
    begin something new after a practice, so that a “không” behind them does not deny it.
    """

    no: tuple[str, ...] = ()
    not_no: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class Form(_Part):
    """One reporting form; `added_columns` are columns the form has not but units put in.

    Raises `ValueError` with a Vietnamese sentence when its parts do not fit together."""

    id: str
    title: str
    event: str
    theme: str = ""
    year: int = Field(ge=2000, le=2100)
    columns: tuple[Column, ...] = Field(min_length=1)
    added_columns: tuple[Column, ...] = ()
    sections: tuple[Section, ...] = ()
    words: Words
    abbreviations: dict[str, str] = Field(default_factory=dict)
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    sums: tuple[Sum, ...] = ()
    proportions: tuple[Proportion, ...] = ()
    limits: Limits
    unit_kinds: tuple[UnitKind, ...] = ()
    practices: tuple[Practice, ...] = ()
    denials: Denials = Denials()

    _directory: Path = PrivateAttr(default=Path())

    @property
    def directory(self) -> Path:
        """The folder with the form's Word and Excel templates."""
        return self._directory

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        """The indicators by id, in the form's order."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def position(self) -> dict[str, int]:
        """The 0-based place of each indicator in the form."""
        return {indicator.id: place for place, indicator in enumerate(self.indicators)}

    @cached_property
    def kinds(self) -> dict[str, UnitKind]:
        """The kinds of unit by id, in the form's order."""
        return {kind.id: kind for kind in self.unit_kinds}

    def column(self, column: ColumnId) -> Column:
        """Return the column with this id; raises `KeyError` when the form has none."""
        return next(item for item in self.columns if item.id == column)

    def column_heading(self, measure: Measure) -> str:
        """Return the heading of the column a measure stands in; an amount stands in the first number column."""
        return self.column("people" if measure is Measure.PEOPLE else "count").heading

    def where(self, indicator: Indicator, measure: Measure | None = None) -> str:
        """Return a row's place for a message: `Dòng 6 “Tổ chức hoạt động …”, cột “Người”`."""
        number = f" {indicator.number}" if indicator.number else ""
        label = indicator.short_label
        label = label if len(label) <= 70 else f"{label[:67].rsplit(' ', 1)[0]}…"
        column = f", cột “{self.column_heading(measure)}”" if measure else ""
        return f"Dòng{number} “{label}”{column}"

    def kind_name(self, kind: str | None) -> str:
        """Return the name of a kind of unit; a kind the form does not know keeps its id."""
        if kind is None:
            return UNKNOWN_KIND
        return self.kinds[kind].name if kind in self.kinds else kind

    def measured(self) -> list[tuple[Indicator, Measure]]:
        """Return every (indicator, measure) that takes a number, in the form's order."""
        return [(item, measure) for item in self.indicators for measure in item.numeric_measures]

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        known: set[str] = set()
        labels: dict[str, str] = {}
        for place, indicator in enumerate(self.indicators):
            at = ("indicators", place)
            if indicator.id in known:
                raise Misfit(f"chỉ tiêu “{indicator.id}” được khai nhiều lần", *at, "id")
            known.add(indicator.id)
            for number, label in enumerate((indicator.label, *indicator.other_labels)):
                owner = labels.setdefault(fold(label), indicator.id)
                if owner != indicator.id:
                    key = ("other_labels", number - 1) if number else ("label",)
                    raise Misfit(f"tên “{label}” vừa của “{owner}” vừa của “{indicator.id}”", *at, *key)
            if indicator.brief and len(indicator.brief) != len(indicator.numeric_measures):
                told = f"“{indicator.id}” có {len(indicator.numeric_measures)} cột số nên phải có bấy nhiêu tên ngắn"
                raise Misfit(told, *at, "brief")
        for place, rule in enumerate(self.sums):
            for number, name in enumerate((rule.total, *rule.parts)):
                at = ("sums", place)
                key = ("parts", number - 1) if number else ("total",)
                if name not in known:
                    raise Misfit(
                        f"phép cộng của “{rule.total}” nhắc chỉ tiêu không có là “{name}”", *at, *key
                    )
                if rule.measure not in self.by_id[name].measures:
                    raise Misfit(f"phép cộng của “{rule.total}” cần số liệu mà “{name}” không có", *at, *key)
        for place, proportion in enumerate(self.proportions):
            if proportion.within not in known:
                told = f"tỷ lệ nhắc chỉ tiêu không có là “{proportion.within}”"
                raise Misfit(told, "proportions", place, "within")
        topics = known | {section.id for section in self.sections}
        for place, practice in enumerate(self.practices):
            if practice.id in {item.id for item in self.practices[:place]}:
                raise Misfit(f"việc làm “{practice.id}” được khai nhiều lần", "practices", place, "id")
            if practice.topic not in topics:
                told = f"việc làm “{practice.id}” thuộc chỉ tiêu hoặc phần không có là “{practice.topic}”"
                raise Misfit(told, "practices", place, "topic")
        for column in ("label", "count", "people"):
            if all(item.id != column for item in self.columns):
                raise Misfit(f"các cột thiếu cột “{column}”", "columns", 0)
        return self


def templates_directory() -> Path:
    """Return the folder of forms: inside the installed package, else at the top of a source checkout."""
    installed = Path(__file__).parents[1] / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "templates"


def template_of(form: Form, name: str) -> Path:
    """Return a form's Word template as it came: the one in its folder, else the default form's."""
    own = form.directory / name
    return own if own.is_file() else templates_directory() / DEFAULT_FORM / name


def form_names() -> tuple[str, ...]:
    """Return the names of the forms that come with the program."""
    return tuple(path.parent.name for path in sorted(templates_directory().glob("*/form.toml")))


def load_form(name: str = DEFAULT_FORM) -> Form:
    """Return the form called `name`, or the one whose folder is the path `name`.

    Raises `TomlError` when there is no such form or its `form.toml` is wrong, with the line.
    """
    forms = templates_directory()
    directory = Path(name) if Path(name, "form.toml").is_file() else forms / name
    if not (directory / "form.toml").is_file():
        known = ", ".join(f"“{known}”" for known in form_names())
        raise TomlError(f"Không có mẫu báo cáo “{name}”. Các mẫu hiện có: {known}.")
    form = load_toml(directory / "form.toml", Form)
    form._directory = directory
    return form
