"""The workbook `mau-da-dien.xlsx`: the office's own Excel form, filled with the totals, all else in it untouched.

The package is edited cell by cell: pictures, lines, widths and print settings keep their very bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from htsd_cli.consolidate import Consolidation
from htsd_cli.consolidate.telling.answers import line_begun, lines_asked
from htsd_cli.form import Form, Rule
from htsd_cli.form.adding import rate_of
from htsd_cli.language.marks import ByName, marked
from htsd_cli.language.vietnamese import format_number
from htsd_cli.learn.places import TablePlaces, UnitRows, read_own_file
from htsd_cli.readers import read_document
from htsd_cli.readers.column_names import column_name
from htsd_cli.readers.packages import Package
from htsd_cli.readers.sheets.xlsx import sheets
from htsd_cli.values.figures import Key, Number, rounded, values_of
from htsd_cli.values.findings import Severity
from htsd_cli.values.origin import Origin
from htsd_cli.writers.marks import PROPERTIES_TYPE, marks_part, output_marks
from htsd_cli.writers.output import without_clock, write_whole
from htsd_cli.writers.returns.annotate_workbook import annotate_workbook
from htsd_cli.writers.returns.package_copy import PackageCopy
from htsd_cli.writers.returns.remarks import Remark
from htsd_cli.writers.returns.sheet_places import split
from htsd_cli.writers.unit_lists import lists_of
from htsd_cli.writers.workbook.own_cells import SheetCells, Spot, percent_styles, recalculated

_ENDING = ".xlsx"
_DIGITS, _ALIKE = 2, 9  # behind the comma: of a result that is told, and up to which two are the same
_PRODUCT = re.compile(r"[*/]|PRODUCT\(", re.IGNORECASE)
_DOTS = re.compile(r"[.…_]{3,}|…")
_NAMED = re.compile(r"[^\W_]")  # letters and digits, not dots or lines to write on


def write_filled_form(consolidation: Consolidation, form: Form, path: Path) -> bool:
    """Write the office's workbook with the totals in its cells; its formulas stay formulas, with their results.

    Where a formula gives another figure than the consolidation has, the cell has a note and a colour. Returns False,
    with nothing written, for a form without a workbook of its own, one whose `form.toml` no longer fits it, and one of
    which a formula would be lost. Raises `OSError` when `path` cannot be written.
    """
    blank = form.own_file
    if blank is None or blank.suffix.lower() != _ENDING or not blank.is_file():
        return False
    places = read_own_file(form).places
    if not places:
        return False
    with Package(blank) as package:
        main = package.main_part("xl/workbook.xml")
        copy = PackageCopy(package)
        percent = percent_styles(package, main)
        parts = {name: part for name, _, part in sheets(package, main, package.parse(main))}
        if any(place.sheet not in parts for place in places):
            return False
        by_sheet = {name: SheetCells(copy.tree(part), percent) for name, part in parts.items()}
        filling = _Filling(consolidation, form, by_sheet, _labels(blank))
        for place in places:
            filling.fill(place)
        filling.fill_answers()
        if any(sheet.lost_formulas() for sheet in by_sheet.values()):
            return False
        for sheet in by_sheet.values():
            sheet.forget_other_results()
        recalculated(copy, package, main)
        _mark(copy, package, marks_part(output_marks(consolidation, "filled")))
        write_whole(path, without_clock(copy.content()))
    if filling.remarks:
        write_whole(path, without_clock(annotate_workbook(path, filling.remarks, consolidation.office)))
    return True


def _mark(copy: PackageCopy, package: Package, marks: bytes) -> None:
    """Put the hidden properties by which the file is known again in place of those it has."""
    part = package.related("", "custom-properties") or package.related("", "customProperties")
    if part is not None and part in package:
        copy.put(part, marks)
        return
    copy.add("docProps/custom.xml", marks, PROPERTIES_TYPE)
    copy.relate("", "custom-properties", "docProps/custom.xml", strict=False)


def _labels(blank: Path) -> dict[tuple[str, str], str]:
    """Return the text of each cell that has any, by sheet and address."""
    return {
        (table.sheet or "", cell.address): cell.text.strip()
        for table in read_document(blank).tables()
        for row in table.rows
        for cell in row
        if cell.address and cell.text.strip()
    }


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands in a row of a table of units: a unit, or a row of the units' lists; `names` as it may be printed."""

    names: tuple[str, ...]
    figures: Mapping[Key, Number]
    texts: Mapping[Key, str]


@dataclass
class _Filling:
    """The workbook while it is filled; `remarks` are what must be told of cells."""

    consolidation: Consolidation
    form: Form
    sheets: Mapping[str, SheetCells]
    labels: Mapping[tuple[str, str], str]
    remarks: list[Remark] = field(default_factory=list)

    def fill(self, place: TablePlaces) -> None:
        """Fill one table."""
        sheet = self.sheets[place.sheet or ""]
        if place.units is not None:
            self._units(place, place.units, sheet)
            return
        spots = {Key(*key): (row, column) for key, (_, row, column) in place.cells.items()}
        self._row(place, sheet, spots, self.consolidation.totals, self.consolidation.shown, told=True)

    def fill_answers(self) -> None:
        """Write the counts asked below the tables behind the words that ask for them, or into the cell beside."""
        taken: set[tuple[str, str]] = set()
        counted, lines = len(self.consolidation.counted), lines_asked(self.form)
        for item in self.consolidation.answers:
            asked = marked(item.label)
            where = next(
                (
                    spot
                    for spot, text in self.labels.items()
                    if spot not in taken and marked(line_begun(text, lines)) == asked
                ),
                None,
            )
            if where is None:
                continue
            taken.add(where)
            row, column = (number + 1 for number in split(where[1]))
            line = item.line(counted)
            beside = self.labels.get((where[0], f"{column_name(column + 1)}{row}"), "")
            spot = (row, column)
            if _DOTS.match(beside):
                spot, line = (row, column + 1), line.removeprefix(f"{item.label}: ")
            self.sheets[where[0]].write_text(spot, line)

    def _row(
        self,
        place: TablePlaces,
        sheet: SheetCells,
        spots: Mapping[Key, Spot],
        totals: Mapping[Key, Number],
        shown: Mapping[Key, Number],
        *,
        told: bool,
    ) -> None:
        """Write figures into their cells; a formula gets its result, `told` says that one that differs is told of."""
        formulas = {key for key, spot in spots.items() if sheet.is_formula(spot)}
        rules = {
            Key(*rule.total.key): rule
            for rule in self.form.rules
            if rule.told_by == "formula" and rule.kind in ("sum", "ratio")
        }
        products = {
            key: sheet.formula(spots[key])
            for key in formulas
            if told and key in totals and key not in rules and _PRODUCT.search(sheet.formula(spots[key]))
        }
        formulas -= products.keys()
        for key, spot in spots.items():
            if key not in formulas:
                sheet.write(spot, shown.get(key, self.consolidation.ticked.get(key)))
                if key in products:
                    message = f"Ô này ghi thẳng tổng của các đơn vị, không còn công thức ={products[key]}."
                    hint = "Tích của các số tổng không phải tổng các tích nên công thức ấy cho số sai ở biểu tổng hợp."
                    self._tell(place, spot, message, hint)
                continue
            try:
                result = _result(key, rules, formulas, totals)
            except LookupError:
                result = None
            sheet.store(spot, result)
            total = totals.get(key)
            if told and total is not None and (result is None or _differ(result, total)):
                self._tell_formula(place, spot, key, result)

    def _units(self, place: TablePlaces, rows: UnitRows, sheet: SheetCells) -> None:
        """Write each counted unit into its row where all have one, and the totals into the row of totals."""
        columns = {Key(*key): column for key, (_, _, column) in place.cells.items()}
        lines, by_name = self._lines(place)
        taken = self._rows_of(place, rows, lines)
        for row in rows.rows:
            line = taken.get(row)
            figures = line.figures if line is not None else {}
            spots = {key: (row, column) for key, column in columns.items()}
            self._row(place, sheet, spots, figures, figures, told=False)
            if line is None:
                continue
            if not self._label(place, row, rows.label):
                sheet.write_text((row, rows.label), line.names[0])
            for key, text in line.texts.items():
                if key in spots and text:
                    sheet.write_text(spots[key], text)
        if rows.total is None:
            return
        spots = {key: (rows.total, column) for key, column in columns.items()}
        if not taken and lines:
            for key, spot in spots.items():
                sheet.write(spot, self.consolidation.shown.get(key))
            units = len(self.consolidation.counted)
            what = f"{len(lines)} dòng cộng theo tên" if by_name else f"{units} đơn vị được cộng"
            message = (
                f"{what} không xếp vừa {len(rows.rows)} dòng của mẫu, nên các dòng ấy để"
                f" trống và dòng này ghi thẳng tổng của {units} đơn vị, không còn công thức."
            )
            each = "từng dòng" if by_name else "từng đơn vị"
            hint = f"Số liệu {each}: xem so-lieu-tong-hop.xlsx; cần nộp cả dòng {each} thì chép vào đây."
            self._tell(place, (rows.total, rows.label), message, hint)
            return
        self._total_row(place, sheet, spots, [line.figures for line in lines])

    def _lines(self, place: TablePlaces) -> tuple[list[_Line], bool]:
        """Return what stands in the rows of a table of units, and whether these are lists added up by name."""
        counted = self.consolidation.counted
        table = next(item for item in self.form.tables if item.id == place.id)
        lists = lists_of(counted, table, self.form, self.consolidation.digits)
        if lists.by_name:
            return [_Line((line.name,), line.figures, line.texts) for line in lists.by_name], True
        return [
            _Line((unit.name, *((unit.listed.name,) if unit.listed else ())), values_of(unit.figures), {})
            for unit in counted
        ], False

    def _total_row(
        self,
        place: TablePlaces,
        sheet: SheetCells,
        spots: Mapping[Key, Spot],
        lines: Sequence[Mapping[Key, Number]],
    ) -> None:
        """Write the totals below the units' rows; a formula there adds up the column, or is the column's ratio."""
        ratios = {Key(*rule.total.key): rule for rule in self.form.rules if rule.kind == "ratio"}
        for key, spot in spots.items():
            if not sheet.is_formula(spot):
                sheet.write(spot, self.consolidation.shown.get(key))
                continue
            total = self.consolidation.totals.get(key)
            if key in ratios:
                sheet.store(spot, rate_of(ratios[key], self.consolidation.totals))
                continue
            added = sum((figures.get(key) or 0 for figures in lines), 0)
            sheet.store(spot, added if total is not None else None)
            if total is not None and added != total:
                self._tell_formula(place, spot, key, added)

    def _rows_of(self, place: TablePlaces, rows: UnitRows, lines: Sequence[_Line]) -> dict[int, _Line]:
        """Return what stands in each row: where its name is printed, else the next free row; none if one has no row."""
        labels = {row: label for row in rows.rows if (label := self._label(place, row, rows.label))}
        printed = ByName((label, row) for row, label in labels.items())
        free = [row for row in rows.rows if row not in labels]
        taken: dict[int, _Line] = {}
        for line in lines:
            row = next((row for name in line.names if (row := printed.get(name)) is not None), None)
            if row is None and free:
                row = free.pop(0)
            if row is None or row in taken:
                return {}
            taken[row] = line
        return taken

    def _label(self, place: TablePlaces, row: int, column: int) -> str:
        """Return the name printed in a row, "" for none or dots."""
        text = self.labels.get((place.sheet or "", f"{column_name(column)}{row}"), "")
        return text if _NAMED.search(text) else ""

    def _tell_formula(self, place: TablePlaces, spot: Spot, key: Key, result: Number | None) -> None:
        said = f"Số tổng hợp là {format_number(self.consolidation.shown[key])}"
        message = (
            f"{said}; máy không tính được công thức của ô này để đối chiếu."
            if result is None
            else f"{said}; công thức của ô này cho {format_number(rounded(result, _DIGITS))}."
        )
        self._tell(place, spot, message, "Đối chiếu với so-lieu-tong-hop.xlsx trước khi dùng số này.")

    def _tell(self, place: TablePlaces, spot: Spot, message: str, hint: str) -> None:
        row, column = spot
        origin = Origin(sheet=place.sheet, cell=f"{column_name(column)}{row}")
        told = Remark("", Severity.WARNING, message, hint, origin, "", "", "", figure=True)
        self.remarks.append(told)


def _differ(one: Number, other: Number) -> bool:
    """Whether two numbers are not the same; quotients are cut at some digit."""
    return rounded(one, _ALIKE) != rounded(other, _ALIKE)


def _result(
    key: Key, rules: Mapping[Key, Rule], formulas: set[Key], figures: Mapping[Key, Number], depth: int = 0
) -> Number | None:
    """Return what the formula of a cell gives, None for a division by nothing.

    Raises `LookupError` for a formula that no rule tells, or one that needs such a one.
    """
    if key not in formulas:
        return figures.get(key)
    if key not in rules or depth > len(formulas):
        raise LookupError(key)
    rule = rules[key]
    parts = [(_result(Key(*part.key), rules, formulas, figures, depth + 1), part.sign) for part in rule.parts]
    if rule.kind == "sum":
        return sum((sign * (value or 0) for value, sign in parts), 0)
    (above, _), (below, _) = parts
    return Decimal(above or 0) * Decimal(rule.times or 1) / Decimal(below) if below else None
