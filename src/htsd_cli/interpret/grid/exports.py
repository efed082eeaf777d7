"""Reads a table with one row for each unit that reports: an export of an online form, a table an office made.

Its columns are the form's rows; each row is a report of its own, the row its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from htsd_cli.form import Form, Indicator
from htsd_cli.interpret.cells import quoted
from htsd_cli.interpret.grid.cells import GridAnswer, GridRow
from htsd_cli.interpret.grid.lines import GridLine, lines_of
from htsd_cli.interpret.grid.matching import spellings_of
from htsd_cli.interpret.grid.scales import Scales, in_brackets, scale_above
from htsd_cli.interpret.grid.sections import adds_up
from htsd_cli.interpret.grid.sent import times_of
from htsd_cli.interpret.grid.values import Asked, ValueReader, is_unit
from htsd_cli.interpret.money import Statement, scale_in
from htsd_cli.language.qualified import in_column, in_row
from htsd_cli.language.vietnamese import clean, fold, one_line
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Document, Table
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import ExtraRow

_FEWEST = 3  # columns of the form that make a table an export of it
_SHARE = 0.5  # of the form's figures
_LOOKED_AT = 40  # rows above the heading
_DEEPEST = 3  # rows of a heading
_SAME_CODE = 55.0  # likeness of words, in hundredths, at which a code says that they are the same row's
_CODE = re.compile(r"\s*([\w.]{1,8})\s*[.):–-]\s")
_MOST_SHOWN = 6  # figures of a row that nobody can be found for
_NAMED = re.compile(
    r"(?:ten )?(?:don vi|co quan|truong|co so|khu pho|thon|ap|to dan pho|xa|phuong|dia phuong|dia ban|chi bo|dang bo|"
    r"tram i te|trung tam)(?: (?!tinh\b).*)?"
)
_ASKING = re.compile(  # what a question adds to the name of what it asks for
    r"^(?:xin |vui long |de nghi )?(?:cho biet|nhap|ghi|dien|bao cao)(?: ro)?\b"
    r"| (?:la bao nhieu|bao nhieu|la|cua (?:don vi|khu pho|thon|ap|to dan pho|truong|xa|phuong|co so|chi bo)"
    r"(?: (?:ban|minh|em|anh chi|thai co))?|(?:da )?(?:to chuc|thuc hien)(?: duoc)?|hien (?:co|nai)|trong (?:ki|nam))$"
)
_IN_BRACKETS = re.compile(r"[\[(]([^()\[\]]*)[\])]")
_EXPLAINS = re.compile(  # what a question adds in brackets
    r"\b(?:neu|ghi|dien|nhap|bat buoc|vi du|tinh den|den ngai|(?:nam|nu)(?: va)? (?:nam|nu))\b"
)
_SAY_LITTLE = frozenset(("so", "tong", "cac", "cua", "va", "trong", "do", "theo", "tinh", "don", "vi"))
_COUNTING = re.compile(r"^(?:trong do )?(?:(?:tong )?so (?!voi\b|sanh\b|tien\b)|tong )?")
_OTHER_TIME = re.compile(r"\b(?:20\d\d|nam truoc|ki truoc|cung ki|ke hoach|muc tieu|chi tieu giao|du toan)\b")
_TOTAL = re.compile(r"(?:tong|cong)(?: .{0,25})?")
_NO_TOTAL = re.compile(
    r"cong (?:an|doan|ti|vien|trinh|nghe|nhan|dong|thuong|ich)\b|tong (?:cong ti|doi|kho|dai|cuc|lien doan)\b"
)


class ReportRow(NamedTuple):
    """One row of an export: whose it is, its answers, what its other columns say, what is to be told of it, and when it
    was `sent`, where a column says so."""

    name: str
    line: GridLine
    table: Table
    answers: tuple[GridAnswer, ...]
    rest: tuple[ExtraRow, ...]
    findings: tuple[Finding, ...]
    sent: datetime | None = None


class _Export(NamedTuple):
    table: Table
    lines: Sequence[GridLine]
    name: int
    figures: Mapping[tuple[str, str], tuple[int, ...]]
    headings: Mapping[int, str]
    first: int  # the row its headings begin in
    above: Statement | None = None  # what the lines above it say its amounts are in


class ExportReader:
    """Knows the headings an export of one form has."""

    def __init__(self, form: Form, values: ValueReader, asked: Mapping[str, tuple[Asked, ...]]) -> None:
        self._form = form
        self._values = values
        self._asked = asked
        self._known: dict[str, tuple[str, str] | None] = {}
        self._cores: dict[
            str, tuple[str, str] | None
        ] = {}  # names without “tổng số” where no two rows share them
        self._codes: dict[str, Indicator] = {}
        rows = [row for table in form.tables if table.rows == "indicators" for row in table.indicators]
        self._all = [(row.id, measure.id) for row in rows for measure in row.numeric_measures]
        self._words = {word for row in rows for said in spellings_of(row) for word in said.split()}
        for row in rows:
            for measure in row.numeric_measures:
                heading = fold(form.heading_of(row, measure))
                for said in spellings_of(row):
                    texts = [f"{said} {heading}", f"{heading} {said}", said]
                    texts += [f"{fold(row.code)} {text}" for text in texts] if row.code else []
                    for text in texts:
                        key = (row.id, measure.id)
                        # A heading of two rows names neither.
                        self._known[text] = key if self._known.get(text, key) == key else None
                        core = _COUNTING.sub("", text)
                        self._cores[core] = key if self._cores.get(core, key) == key else None
                if row.code and len(row.numeric_measures) == 1:
                    self._codes[fold(row.code)] = row
                    self._known.setdefault(fold(row.code), (row.id, measure.id))

    def read(self, document: Document) -> list[ReportRow]:
        """Return the rows of the first table that is an export of the form, none where there is none."""
        for table in document.tables():
            if not table.hidden:
                export = self._find(table)
                if export is not None:
                    return self._rows(export._replace(above=scale_above(document, table, export.first)))
        return []

    def _find(self, table: Table) -> _Export | None:
        lines = lines_of(table)
        for size in range(1, _DEEPEST + 1):
            for first in range(min(len(lines) - size + 1, _LOOKED_AT)):
                paths = _paths(lines[first : first + size])
                headings = {column: " ".join(path) for column, path in paths.items()}
                named: set[tuple[str, str]] = set()
                figures: dict[tuple[str, str], tuple[int, ...]] = {}
                for column, path in paths.items():
                    key, another = self._key_of(path)
                    if key is not None:
                        named.add(key)
                        figures |= {} if another else {key: (*figures.get(key, ()), column)}
                name = next((at for at, text in headings.items() if _NAMED.fullmatch(fold(text))), None)
                if name is not None and len(named) >= max(_FEWEST, _SHARE * len(self._all)):
                    return _Export(table, lines[first + size :], name, figures, headings, lines[first].number)
        return None

    def _key_of(self, path: Sequence[str]) -> tuple[tuple[str, str] | None, bool]:
        """Return what a column asks for by its name, and whether other words make that another matter.

        All of its headings are its name, else the lowest, unless those above it tell of another year or a plan.
        """
        found, said = self._named(" ".join(path)), path
        over = " ".join(path[:-1])
        if found is None and not _OTHER_TIME.search(fold(over)):
            found, said = self._named(path[-1]), path[-1:]
        another = found is not None and (
            self._is_another(" ".join(said), found)
            or (said is not path and in_column(over, (), self._form.year) is not None)
        )
        return found, another

    def _is_another(self, heading: str, key: tuple[str, str]) -> bool:
        """Return whether brackets say that a heading counts another thing: “(nữ)”, “(kế hoạch)”, another row's words.

        A unit, a scale of money and what a question explains (“nếu có”) do not.
        """
        asked = next(item for item in self._asked[key[0]] if item.measure.id == key[1])
        own = asked.indicator
        known = (own.label, *own.other_labels, own.unit, self._form.heading_of(own, asked.measure))
        mine = {word for text in known for word in fold(text).split()}
        for said in _IN_BRACKETS.findall(heading):
            words = fold(said)
            if any(words in fold(text) for text in known) or is_unit(said, asked) or _EXPLAINS.search(words):
                continue
            if asked.measure.is_money and scale_in(said, unit=True) is not None:
                continue
            if in_row(f"({said})", known, self._form.year) or in_column(f"({said})", known, self._form.year):
                return True
            others = set(words.split()) - mine - _SAY_LITTLE
            if others and others <= self._words:
                return True
        return False

    def _named(self, heading: str) -> tuple[str, str] | None:
        """Return the row and measure whose name a heading has, its brackets at the end aside."""
        text = clean(heading).rstrip(" ?:*.")
        bare = re.sub(r"\s*[\[(][^()\[\]]*[\])]\s*$", "", text)
        said = (fold(text), fold(bare), fold(re.sub(r"^\s*[\w.]{1,6}\s*[.):–-]\s*", "", bare)))
        names = (*said, *map(_unasked, said))
        found = next((key for part in names if (key := self._known.get(part)) is not None), None)
        found = found or self._by_code(text, said[2])
        if found is not None:
            return found
        cores = (_COUNTING.sub("", part) for part in names)
        return next((key for part in cores if (key := self._cores.get(part)) is not None), None)

    def _by_code(self, heading: str, words: str) -> tuple[str, str] | None:
        """Return the row whose code a heading begins with, where its words are not another's altogether."""
        from rapidfuzz import fuzz

        match = _CODE.match(heading)
        row = self._codes.get(fold(match[1])) if match else None
        if row is None:
            return None
        like = max(fuzz.token_set_ratio(words, name) for name in spellings_of(row))
        return (row.id, row.numeric_measures[0].id) if like >= _SAME_CODE else None

    def _rows(self, export: _Export) -> list[ReportRow]:
        missing = [key for key in self._all if key not in export.figures]
        found: list[ReportRow] = []
        sent = times_of(export.headings, export.lines)
        for line in export.lines:
            name = one_line(line.own_text(export.name))
            if _is_called_total(name) or (not name and _is_total(line)):
                continue
            if name or self._figures_of(export, line):
                row = self._row(export, line, name, missing)
                found.append(row._replace(sent=sent.get(line.number)))
        return found

    def _figures_of(self, export: _Export, line: GridLine) -> list[str]:
        """Return what stands in a row's columns of figures, without blanks."""
        columns = [column for columns in export.figures.values() for column in columns]
        return [text for column in columns if (text := line.own_text(column).strip())]

    def _row(
        self, export: _Export, line: GridLine, name: str, missing: Sequence[tuple[str, str]]
    ) -> ReportRow:
        answers: list[GridAnswer] = []
        told: list[Finding] = []
        scales: set[tuple[str, str]] = set()
        if not name:
            shown = "; ".join(self._figures_of(export, line)[:_MOST_SHOWN])
            told.append(finding("unit-row-nameless", row=line.number, text=quoted(shown)))
        for (indicator, measure), columns in export.figures.items():
            asked = next(item for item in self._asked[indicator] if item.measure == measure)
            table = self._form.table_of(asked.indicator)
            said: list[GridAnswer] = []
            for column in columns:
                row = GridRow(
                    self._form, table, export.table, line, {asked.measure.column: column}, self._values,
                    scales=_scales(export, column, asked),
                )  # fmt: skip
                answer = row.answer(asked)
                said += [answer] if answer is not None else []
                told += row.told_scales(scales)
            if len({(answer.value, answer.text) for answer in said}) > 1:
                where = self._form.where(asked.indicator, measure)
                raw = ", ".join(f"“{quoted(answer.origin.text)}”" for answer in said)
                told.append(
                    finding(
                        "doubled-row", indicator=indicator, measure=measure, origin=said[0].origin, where=where,
                        count=len(said), text=raw,
                    )
                )  # fmt: skip
            elif said and name:
                answers.append(said[0])
        taken = {export.name, *(column for columns in export.figures.values() for column in columns)}
        rest = tuple(
            ExtraRow(
                label=export.headings.get(column, ""),
                cells=(cell.text.strip(),),
                origin=export.table.origin(cell),
            )
            for column, cell in sorted(line.at.items())
            if column not in taken and column == cell.column and cell.text.strip()
        )
        for indicator, measure in missing:
            where = self._form.where(self._form.by_id[indicator], measure)
            told.append(finding("row-missing", indicator=indicator, measure=measure, where=where))
        return ReportRow(name, line, export.table, tuple(answers), rest, tuple(told))


def _is_total(line: GridLine) -> bool:
    """Return whether a row without a name is the row of totals: another of its cells says so."""
    return any(_is_called_total(cell.text) for cell in line.at.values())


def _is_called_total(text: str) -> bool:
    """Return whether a name is that of a total: “Cộng”, “Tổng các đơn vị”, not “Công an xã”, “Tổng công ty”."""
    bare = fold(text)
    return _TOTAL.fullmatch(bare) is not None and _NO_TOTAL.match(bare) is None and adds_up(text)


def _scales(export: _Export, column: int, asked: Asked) -> Scales:
    """Return what an export says of the amounts in a column; it shows nothing of what the form says."""
    stated = in_brackets(export.headings[column])
    return Scales(export.above, {asked.measure.column: stated} if stated else {}, alone=True)


def _unasked(heading: str) -> str:
    """Return a folded heading without the words by which a question asks."""
    before = ""
    while before != heading:
        before, heading = heading, _ASKING.sub("", heading).strip()
    return heading


def _paths(rows: Sequence[GridLine]) -> dict[int, list[str]]:
    """Return what stands over each grid column, from the top row down, each cell once."""
    found: dict[int, list[str]] = {}
    for column in sorted({column for line in rows for column in line.at}):
        cells = dict.fromkeys(line.at[column] for line in rows if column in line.at)
        texts = [one_line(cell.text) for cell in cells if cell.text.strip()]
        if texts:
            found[column] = texts
    return found
