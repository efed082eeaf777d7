"""The reporting form as data: its tables, rules, sections and words, read from the `form.toml` of its folder.

A form that comes with the program and one that was learnt from an office's file are the same kind of folder.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Self, get_args

from pydantic import Field, PrivateAttr, field_validator, model_validator

from htsd_cli.form.fitting import proportions_fit, rules_fit, tables_fit, told_fit
from htsd_cli.form.kept import kept, made
from htsd_cli.form.measure import Family, Measure, MeasureEntry
from htsd_cli.form.part import Part
from htsd_cli.form.practices import Concerns, Denials, Practice, Theme
from htsd_cli.form.rule import Proportion, Question, Rule, Sum
from htsd_cli.form.section import KnownYear, Section
from htsd_cli.form.shipped import (
    DEFAULT_FORM,
    FORM_FILE,
    REPORT_TEMPLATE,
    SHARED_FILE,
    SHARED_TEMPLATES,
    form_names,
    templates_directory,
)
from htsd_cli.form.table import Column, FormTable, Indicator
from htsd_cli.form.toml_file import Misfit, TomlError, load_toml, read_toml
from htsd_cli.form.words import UNKNOWN_KIND, UnitKind, Words

BASIS_FIELDS = ("{above}", "{year}", "{area}")


class Form(Part):
    """One reporting form.

    `measures` are those that its rows name by id alone. `blank` is the name of the office's own file in the form's
    folder, "" where the form is made from a template; `blank_made` that of the same file as .docx or .xlsx, made where
    its own format is an older one. `lines` are what is asked in words below the tables. With `read_old_form`
    a report on another form, last year's, counts with the rows that both have. What only some forms have is empty in
    the others: an event with a theme, sections with text, practices. `event_short` are the short ways a title names
    the event, `file_words` what else the name of a file says beside the unit's. `basis` is the paper an office carries
    out with it, where the office names none: `{above}` is the committee, `{area}` its area, `{year}` the year; `month`
    that of its report where no deadline is set, 0 for unknown; `known_years` are what is known of the event in other
    years.

    Raises `ValueError` with a Vietnamese sentence when its parts do not fit together."""

    id: str
    title: str
    event: str = ""
    event_short: tuple[str, ...] = ()
    file_words: tuple[str, ...] = ()
    theme: str = ""
    dates: str = ""
    basis: str = ""
    month: int = Field(default=0, ge=0, le=12)
    year: int = Field(default=0, ge=0, le=2100)
    blank: str = ""
    blank_made: str = ""
    lines: tuple[str, ...] = ()
    read_old_form: bool = False
    measure_entries: tuple[MeasureEntry, ...] = Field(default=(), alias="measures")
    tables: tuple[FormTable, ...] = Field(min_length=1)
    rules: tuple[Rule, ...] = ()
    questions: tuple[Question, ...] = ()
    sections: tuple[Section, ...] = ()
    known_years: tuple[KnownYear, ...] = ()
    words: Words
    abbreviations: dict[str, str] = Field(default_factory=dict)
    proportions: tuple[Proportion, ...] = ()
    unit_kinds: tuple[UnitKind, ...] = ()
    practices: tuple[Practice, ...] = ()
    denials: Denials = Denials.model_construct()  # to validate nothing takes a while
    themes: tuple[Theme, ...] = ()
    concerns: Concerns = Concerns.model_construct()

    _directory: Path = PrivateAttr(default=Path())
    _earlier: tuple[str, ...] = PrivateAttr(default=())

    @model_validator(mode="before")
    @classmethod
    def _measures_by_id(cls, data: Any) -> Any:
        """Put the form's own measures where a row names one by its id, and fill in what a row says of it besides."""
        if not isinstance(data, dict) or not isinstance(data.get("tables"), list):
            return data
        known = {item["id"]: item for item in _dicts(data.get("measures")) if isinstance(item.get("id"), str)}
        tables = [
            table | {"indicators": [_with_measures(row, known, t, i) for i, row in enumerate(rows)]}
            if isinstance(table, dict) and isinstance(rows := table.get("indicators"), list)
            else table
            for t, table in enumerate(data["tables"])
        ]
        return data | {"tables": tables}

    def model_post_init(self, context: Any, /) -> None:
        """Take where the form lies from what is known besides its file (`form_directory`)."""
        self._directory = (context or {}).get("form_directory", Path())

    @property
    def event_called(self) -> str:
        """What the event is called where it is known which: the last of its short names, else its name."""
        return self.event_short[-1] if self.event_short else self.event

    @property
    def directory(self) -> Path:
        """The folder with the form's Word and Excel templates."""
        return self._directory

    def in_campaign(self, earlier: Sequence[str], *, read_old_form: bool) -> "Form":
        """Return the form as a campaign uses it: with the forms of earlier years, and whether reports on them count."""
        form = self.model_copy(update={"read_old_form": self.read_old_form or read_old_form})
        form._earlier = tuple(earlier)
        return form

    @property
    def earlier(self) -> tuple[str, ...]:
        """The forms that a unit may have filled in place of this one, by name or folder: those of the campaign."""
        return self._earlier

    @property
    def own_file(self) -> Path | None:
        """The office's own file, as .docx or .xlsx where it was made so; None for a form without one."""
        if not self.blank:
            return None
        made = self._directory / self.blank_made if self.blank_made else None
        return made if made is not None and made.is_file() else self._directory / self.blank

    @cached_property
    def state(self) -> str:
        """What the form asks, as a short digest: other rows, columns or cells make another."""
        asked = (
            [
                (table.id, table.rows, column.id, column.path, column.role)
                for table in self.tables
                for column in table.columns
            ],
            [
                (row.id, row.label, row.code, [(m.id, m.column, m.kind) for m in row.measures])
                for row in self.indicators
            ],
        )
        return hashlib.sha256(repr(asked).encode()).hexdigest()[:12]

    # -- rows ----------------------------------------------------------------------------------------------

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The rows of every table, in the form's order."""
        return tuple(indicator for table in self.tables for indicator in table.indicators)

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        """The indicators by id, in the form's order."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def position(self) -> dict[str, int]:
        """The 0-based place of each indicator in the form."""
        return {indicator.id: place for place, indicator in enumerate(self.indicators)}

    @cached_property
    def order(self) -> dict[tuple[str, str], int]:
        """The 0-based place of each cell in the form, by the ids of its indicator and its measure."""
        cells = ((row.id, measure.id) for row in self.indicators for measure in row.measures)
        return {cell: place for place, cell in reversed(list(enumerate(cells)))}

    @cached_property
    def _tables_of(self) -> dict[str, FormTable]:
        return {indicator.id: table for table in self.tables for indicator in table.indicators}

    def table_of(self, indicator: Indicator) -> FormTable:
        """Return the table a row stands in."""
        return self._tables_of[indicator.id]

    def measured(self) -> list[tuple[Indicator, Measure]]:
        """Return every (indicator, measure) that takes a number, in the form's order."""
        return [(item, measure) for item in self.indicators for measure in item.numeric_measures]

    @cached_property
    def bounded(self) -> tuple[tuple[Indicator, Measure], ...]:
        """The (indicator, measure) whose figures are too large beyond a bound, without the totals of other rows."""
        totals = {(rule.total, rule.measure) for rule in self.sums}
        return tuple(
            (row, measure)
            for row, measure in self.measured()
            if measure.entry.largest is not None or measure.entry.outlier is not None
            if (row.id, measure) not in totals
        )

    @cached_property
    def proportioned(self) -> tuple[tuple[str, Proportion], ...]:
        """The ids of the rows that ask for both numbers of a proportion, with it."""
        return tuple(
            (row.id, proportion)
            for proportion in self.proportions
            for row in self.indicators
            if row.parent == proportion.within and {proportion.of, proportion.per} <= set(row.measures)
        )

    # -- columns and measures ------------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the first table."""
        return self.tables[0].columns

    @property
    def added_columns(self) -> tuple[Column, ...]:
        """The columns that units put into the first table."""
        return self.tables[0].added_columns

    def column(self, column: str) -> Column:
        """Return the column of the first table with this id; raises `KeyError` when it has none."""
        if column not in self.tables[0].by_column:
            raise KeyError(column)
        return self.tables[0].by_column[column]

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Every measure by id: the form's own in their order, then what its rows have besides."""
        own = {entry.id: entry.measure for entry in self.measure_entries}
        for indicator in self.indicators:
            for measure in indicator.measures:
                own.setdefault(measure.id, measure)
        return own

    @cached_property
    def _headings(self) -> dict[str, str]:
        return {
            measure.id: table.column_name(measure.column)
            for table in reversed(self.tables)
            for indicator in reversed(table.indicators)
            for measure in indicator.measures
        }

    def column_heading(self, measure: str) -> str:
        """Return the heading of the column a measure stands in, in the first table that has it."""
        return self._headings[measure]

    def heading_of(self, indicator: Indicator, measure: str) -> str:
        """Return the heading of the column that a row's figure of a measure stands in."""
        own = next((item for item in indicator.measures if item == measure), None)
        if own is None:
            return self.column_heading(measure)
        return self.table_of(indicator).column_name(own.column)

    def where(self, indicator: Indicator, measure: str | None = None) -> str:
        """Return a row's place for a message: `Dòng 6 “Tổ chức hoạt động …”, cột “Người”`, the table if of several."""
        return self.in_table(indicator, self.where_within(indicator, measure))

    def where_at(self, indicator: Indicator, heading: str) -> str:
        """Return a row's place in the column with a heading, whatever stands in it; "" for the row as a whole."""
        return self.in_table(indicator, self._within(indicator, heading))

    def where_within(self, indicator: Indicator, measure: str | None = None) -> str:
        """Return a row's place within its table."""
        return self._within(indicator, self.heading_of(indicator, measure) if measure else "")

    def _within(self, indicator: Indicator, heading: str) -> str:
        if self.table_of(indicator).rows == "units":
            return f"Cột “{_shortened(indicator.short_label)}”"
        number = f" {indicator.number}" if indicator.number else ""
        column = f", cột “{heading}”" if heading else ""
        return f"Dòng{number} “{_shortened(indicator.short_label)}”{column}"

    def in_table(self, indicator: Indicator, where: str) -> str:
        """Return a place in a row's table behind the table's name, where the form has several of them."""
        name = self.table_names.get(self.table_of(indicator).id)
        return f"{name}, {where[:1].lower()}{where[1:]}" if name else where

    @cached_property
    def table_names(self) -> dict[str, str]:
        """What each of several tables is called, by id: `Bảng 2 “II. Kinh phí”`, by its caption where it is its own."""
        titles = [table.title.strip() for table in self.tables]
        return {
            table.id: table.named(number, alone=titles.count(table.title.strip()) == 1)
            for number, table in enumerate(self.tables if len(self.tables) > 1 else (), 1)
        }

    # -- how its report is written ---------------------------------------------------------------------------

    @cached_property
    def like_default(self) -> bool:
        """Whether it is the default form of another year: another id, and most of the rows at its top."""
        if self.id == DEFAULT_FORM or not self.sections:
            return False
        top = [row.id for row in load_form().indicators if not row.parent]
        return sum(name in self.by_id for name in top) * 2 > len(top)

    @cached_property
    def has_prose(self) -> bool:
        """Whether its report tells its rows in sentences: those of the template in its folder, or the default form's.

        The report of any other form has its tables, and one sentence that holds for every form's figures.
        """
        own = (self._directory / REPORT_TEMPLATE).is_file()
        return bool(self.sections) and (own or self.id == DEFAULT_FORM or self.like_default)

    # -- sections ------------------------------------------------------------------------------------------

    @cached_property
    def told(self) -> tuple[Section, ...]:
        """The sections with text."""
        return tuple(section for section in self.sections if section.holds == "text")

    @property
    def loose_text(self) -> Section | None:
        """The section that takes the text of a report without headings: the last with text where none says so."""
        return next((section for section in self.told if section.loose), self.told[-1] if self.told else None)

    @property
    def figures_heading(self) -> str:
        """The heading of the section with the tables, the form's title where no section has them."""
        return next((item.heading for item in self.sections if item.holds == "figures"), self.title)

    # -- rules and kinds -----------------------------------------------------------------------------------

    @cached_property
    def plain_sums(self) -> tuple[Rule, ...]:
        """The rules that are sure and make a row the sum of other rows in one measure."""
        return tuple(
            rule
            for rule in self.rules
            if rule.kind == "sum" and rule.sure
            if all(part.sign == 1 and part.measure == rule.total.measure for part in rule.parts)
            if rule.total.indicator not in {part.indicator for part in rule.parts}
        )

    @cached_property
    def other_rules(self) -> tuple[Rule, ...]:
        """The rules that are no plain sums."""
        return tuple(rule for rule in self.rules if rule not in self.plain_sums)

    @cached_property
    def additions(self) -> tuple[Rule, ...]:
        """The rules that are sure and make a cell the sum of others, of other rows or of other columns."""
        return tuple(
            rule
            for rule in self.rules
            if rule.kind == "sum" and rule.sure and all(part.sign == 1 for part in rule.parts)
        )

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """The plain sums, by row and measure."""
        return tuple(
            Sum(
                rule.total.indicator,
                self.by_id[rule.total.indicator].measure(rule.total.measure),
                tuple(part.indicator for part in rule.parts),
            )
            for rule in self.plain_sums
        )

    @cached_property
    def kinds(self) -> dict[str, UnitKind]:
        """The kinds of unit by id, in the form's order."""
        return {kind.id: kind for kind in self.unit_kinds}

    def kind_name(self, kind: str | None) -> str:
        """Return the name of a kind of unit; a kind the form does not know keeps its id."""
        if kind is None:
            return UNKNOWN_KIND
        return self.kinds[kind].name if kind in self.kinds else kind

    # -- does it fit together ------------------------------------------------------------------------------

    @field_validator("basis")
    @classmethod
    def _can_be_filled(cls, basis: str) -> str:
        for name in re.findall(r"\{[^{}]*\}", basis):
            if name not in BASIS_FIELDS:
                raise ValueError(f"“basis” chỉ nhận {', '.join(BASIS_FIELDS)}, đang ghi {name}")
        return basis

    @cached_property
    def spoken(self) -> Words:
        """The words of its cells: those it gives, and for each measure known by its unit's word that unit."""
        named: dict[str, tuple[str, ...]] = {
            family: tuple(m.unit for m in self.measures.values() if m.said_by == family and m.unit)
            for family in get_args(Family)
        }
        more = {family: (*getattr(self.words, family), *units) for family, units in named.items() if units}
        return self.words.model_copy(update=more)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        known = tables_fit(self.tables)
        rules_fit(self.rules, known)
        proportions_fit(self.proportions, known)
        told_fit(self.practices, self.themes, {*known, *(section.id for section in self.sections)})
        return self


def _shortened(label: str) -> str:
    return label if len(label) <= 70 else f"{label[:67].rsplit(' ', 1)[0]}…"


def _dicts(items: object) -> list[dict[str, Any]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _with_measures(row: Any, known: Mapping[str, dict[str, Any]], t: int, i: int) -> Any:
    """Return a row's raw table with its measures in full."""
    if not isinstance(row, dict) or not isinstance(row.get("measures"), list):
        return row
    full = []
    for item in row["measures"]:
        if isinstance(item, str) and item not in known:
            names = " hoặc ".join(f"'{name}'" for name in known) or "các số liệu khai ở [[measures]]"
            told = f"“measures” chỉ nhận một trong các giá trị {names}, đang ghi “{item}”"
            raise Misfit(told, "tables", t, "indicators", i, "measures")
        if isinstance(item, str):
            full.append(known[item])
        else:
            full.append(known.get(str(item.get("id")), {}) | item if isinstance(item, dict) else item)
    return row | {"measures": full}


# -- loading -----------------------------------------------------------------------------------------------


def template_of(form: Form, name: str) -> Path:
    """Return a form's Word template as it came: the one in its folder, else that of all forms, else the default form's.

    The report's templates of the default form are those of a form like it, see `Form.has_prose`.
    """
    own = form.directory / name
    if own.is_file():
        return own
    shared = templates_directory() / SHARED_TEMPLATES / name
    return shared if not form.has_prose and shared.is_file() else templates_directory() / DEFAULT_FORM / name


def load_form(name: str = DEFAULT_FORM) -> Form:
    """Return the form called `name`, or the one whose folder is the path `name`.

    Words, abbreviations and kinds of unit that its `form.toml` leaves out are those all forms share. Raises `TomlError`
    when there is no such form or its `form.toml` is wrong, with the line.
    """
    forms = templates_directory()
    directory = Path(name) if Path(name, FORM_FILE).is_file() else forms / name
    if not (directory / FORM_FILE).is_file():
        known = ", ".join(f"“{known}”" for known in form_names())
        raise TomlError(f"Không có mẫu báo cáo “{name}”. Các mẫu hiện có: {known}.")
    if directory == forms / DEFAULT_FORM and (found := kept()) is not None:
        form = made(Form, found.form)
        form._directory = directory
        return form
    return load_toml(
        directory / FORM_FILE, Form, read_toml(forms / SHARED_FILE), context={"form_directory": directory}
    )
