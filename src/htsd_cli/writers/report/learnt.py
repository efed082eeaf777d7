"""The consolidated report of a learnt form: letterhead, coverage, main figures, the form's own table, appendices.

A Word form's table is the office's very table, filled where the units fill it; a form of another format has its table
drawn anew with its own headings. What another form has, an event, a theme, a narrative, is not in it.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from htsd_cli.consolidate import Consolidation, Unit
from htsd_cli.consolidate.coverage import coverage_of
from htsd_cli.form import Campaign, Form, FormTable, Indicator, Measure
from htsd_cli.language.vietnamese import clean, fold, format_number
from htsd_cli.learn.places import TablePlaces, form_places
from htsd_cli.readers.packages import Package
from htsd_cli.readers.word.docx import find_cells
from htsd_cli.values.figures import Key, Number, values_of
from htsd_cli.writers.marks import output_marks
from htsd_cli.writers.word import save_word

_FONT = "Times New Roman"
_MAIN = 6  # figures named in the paragraph, and columns of the appendix by unit
_PORTRAIT = {"w": Mm(210), "h": Mm(297)}


def write_learnt_report(consolidation: Consolidation, form: Form, campaign: Campaign, path: Path) -> None:
    """Write the report of a learnt form's consolidation. Raises `OSError` when `path` cannot be written."""
    blank = form.directory / form.blank
    document = _own_tables(consolidation, form, blank) if blank.suffix.lower() == ".docx" else None
    if document is None:
        document = Document()
        _clear(document)
        _drawn_tables(document, consolidation, form)
    _appendices(document, consolidation, form)
    _before_the_tables(document, consolidation, form, campaign)
    save_word(document, path, output_marks(consolidation, "report"))


# -- letterhead, text, signature ----------------------------------------------------------------------------


def _before_the_tables(
    document: DocumentFile, consolidation: Consolidation, form: Form, campaign: Campaign
) -> None:
    """Put the report's own page before the tables, in a section of A4 upright."""
    office = campaign.office
    page = _Page(document)
    left = [(line, False) for line in office.parent.split("\n") if line]
    left += [(line, True) for line in office.name.split("\n")]
    left += [("───────", False), (f"Số:        /BC-{office.abbreviation}", False)]
    right = [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True),
        ("Độc lập - Tự do - Hạnh phúc", True),
        ("───────────────", False),
        (f"{office.place}, ngày      tháng      năm {campaign.campaign.year}", False),
    ]
    page.columns(left, right)
    page.text("BÁO CÁO", bold=True, centred=True, size=14, before=12)
    page.text(_subject(form, campaign), bold=True, centred=True, size=14)
    page.text("───────────", centred=True)
    if office.recipients:
        page.text(f"Kính gửi: {'; '.join(office.recipients)}.", centred=True, before=6)
    for paragraph in _sentences(consolidation, form, campaign):
        page.text(paragraph, indent=True, before=6)
    copies = [("Nơi nhận:", True), *((f"- {copy_};", False) for copy_ in office.copies[:-1])]
    copies += [(f"- {office.copies[-1]}.", False)] if office.copies else []
    signed = [(line, True) for line in office.signer_title] + [("", False)] * 5 + [(office.signer, True)]
    page.columns(copies, signed, small_left=True)
    page.put_first()


def _subject(form: Form, campaign: Campaign) -> str:
    title = clean(form.title)
    letters = [char for char in title if char.isalpha()]
    capital = letters and all(char.isupper() for char in letters)
    said = f"{title[:1]}{title[1:].lower()}" if capital else title
    for start in ("Báo cáo ", "BÁO CÁO "):
        said = said.removeprefix(start)
    said = said[:1].upper() + said[1:]
    year = "" if str(campaign.campaign.year) in said else f" năm {campaign.campaign.year}"
    return f"Tổng hợp số liệu: {said}{year}"


def _sentences(consolidation: Consolidation, form: Form, campaign: Campaign) -> Iterator[str]:
    """Yield the paragraph of coverage and main figures: only what the figures say."""
    deadline = campaign.campaign.deadline
    coverage = coverage_of(consolidation.units, roster=consolidation.rostered, deadline=deadline is not None)
    if coverage.expected:
        said = f"Có {coverage.reported}/{coverage.expected} đơn vị phải báo cáo đã gửi báo cáo ({coverage.rate}%)"
        said += f"; {coverage.others} đơn vị khác cũng gửi báo cáo" if coverage.others else ""
    else:
        said = f"Có {coverage.received} đơn vị đã gửi báo cáo"
    said += f"; {coverage.late} đơn vị gửi sau hạn" if coverage.late else ""
    said += f"; {coverage.missing} đơn vị chưa gửi" if coverage.missing else ""
    said += f"; {coverage.unusable} đơn vị gửi tệp không đọc được" if coverage.unusable else ""
    said += f". Số liệu dưới đây tổng hợp từ báo cáo của {coverage.counted} đơn vị"
    if coverage.partly:
        said += f" (trong đó {coverage.partly} đơn vị còn số liệu phải sửa, chưa được cộng)"
    main = [
        f"{_called(item)}: {_number(consolidation, item, measure)}{_unit(item, measure)}"
        for item, measure in _main(form, consolidation)
    ]
    said += f": {'; '.join(main)}." if main else "."
    yield said
    yield "Số liệu chi tiết tại các phụ lục kèm theo báo cáo này."


def _called(item: Indicator) -> str:
    """Return what a figure is called in running text: a column by its headings, the widest first."""
    return item.short_label.replace(" › ", ", ")


def _main(form: Form, consolidation: Consolidation) -> list[tuple[Indicator, Measure]]:
    """Return the figures that stand for the form: the first of each row that stands highest, that has a total."""
    found: list[tuple[Indicator, Measure]] = []
    for item in form.indicators:
        parent = form.by_id.get(item.parent)
        if parent is not None and parent.measures:
            continue
        measure = next(
            (
                measure
                for measure in item.numeric_measures
                if measure.adds_up in ("sum", "once") and item.key(measure) in consolidation.totals
            ),
            None,
        )
        if measure is not None:
            found.append((item, measure))
    return found[:_MAIN]


def _unit(item: Indicator, measure: Measure) -> str:
    unit = measure.unit or item.unit
    return f" {unit[:1].lower()}{unit[1:]}" if unit and unit != "%" else unit


def _number(consolidation: Consolidation, item: Indicator, measure: Measure) -> str:
    return _written(consolidation.shown.get(item.key(measure)))


def _written(value: Number | None) -> str:
    return "" if value is None else format_number(value)


# -- the form's own tables -----------------------------------------------------------------------------------


def _own_tables(consolidation: Consolidation, form: Form, blank: Path) -> DocumentFile | None:
    """Return the office's own file with nothing but its tables, filled; None where they are not the form's any more."""
    places = form_places(blank)
    known = {key for place in places for key in place.cells}
    asked = {(item.id, measure.id) for item in form.indicators for measure in item.measures}
    if not asked <= known or [place.id for place in places] != [table.id for table in form.tables]:
        return None
    document = Document(io.BytesIO(blank.read_bytes()))
    with Package(blank) as package:
        numbers = find_cells(package)
    elements = list(document.element.iter("*"))
    cells = {place: elements[number] for place, number in numbers.items()}
    kept: list[tuple[TablePlaces, list[Any]]] = []
    for place in places:
        tables = [_table_of(cells, number) for number in place.tables]
        kept.append((place, tables))
        if place.units is not None:
            _fill_units(document, consolidation, place, cells, tables[0])
            continue
        for (indicator, measure), spot in place.cells.items():
            value = _written(consolidation.shown.get(Key(indicator, measure)))
            if spot in cells:
                _write(_Cell(cells[spot], Table(tables[0], document)), value)
    _keep_only(document, form, kept)
    return document


def _table_of(cells: dict[tuple[int, int, int], Any], number: int) -> Any:
    tc = next(
        element for place, element in sorted(cells.items(), key=lambda item: item[0]) if place[0] == number
    )
    return next(tc.iterancestors(qn("w:tbl")))


def _fill_units(
    document: DocumentFile,
    consolidation: Consolidation,
    place: TablePlaces,
    cells: dict[tuple[int, int, int], Any],
    table: Any,
) -> None:
    """Write a row for each unit that is counted, with its own totals, and the row of all totals."""
    assert place.units is not None
    number, rows = place.tables[0], place.units.rows
    templates = [_row_of(cells, number, row) for row in rows]
    templates = [row for row in templates if row is not None]
    total = _row_of(cells, number, place.units.total) if place.units.total is not None else None
    units = list(consolidation.counted)
    if not templates:
        return
    pattern = copy.deepcopy(templates[-1])
    anchor = templates[-1]
    while len(templates) < len(units):
        made = copy.deepcopy(pattern)
        anchor.addnext(made)
        anchor = made
        templates.append(made)
    for row in templates[len(units) :]:
        row.getparent().remove(row)
    grid = _columns_of(templates[0])
    for at, (row, unit) in enumerate(zip(templates, units, strict=False), 1):
        values: dict[int, str] = {place.units.label: unit.name}
        if grid and grid[0] < place.units.label:
            values[grid[0]] = str(at)
        figures = values_of(unit.figures)
        for (indicator, measure), (_, _, column) in place.cells.items():
            values[column] = _written(figures.get(Key(indicator, measure)))
        _fill_row(document, table, row, values)
    if total is not None:
        shown = {
            column: _written(consolidation.shown.get(Key(indicator, measure)))
            for (indicator, measure), (_, _, column) in place.cells.items()
        }
        _fill_row(document, table, total, shown)


def _row_of(cells: dict[tuple[int, int, int], Any], number: int, row: int | None) -> Any:
    tc = next((element for (table, at, _), element in cells.items() if table == number and at == row), None)
    return None if tc is None else tc.getparent()


def _columns_of(row: Any) -> list[int]:
    """Return the first grid column of each cell of a row."""
    found, column = [], 1
    for tc in row.iterchildren(qn("w:tc")):
        found.append(column)
        span = tc.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        column += int(span.get(qn("w:val"), "1")) if span is not None else 1
    return found


def _fill_row(document: DocumentFile, table: Any, row: Any, values: dict[int, str]) -> None:
    for column, tc in zip(_columns_of(row), row.iterchildren(qn("w:tc")), strict=True):
        if column in values:
            _write(_Cell(tc, Table(table, document)), values[column])


def _write(cell: _Cell, text: str) -> None:
    """Write a text into a cell in the letters it is drawn with."""
    paragraph = cell.paragraphs[0]
    runs = paragraph.runs
    for run in runs[1:]:
        run._r.getparent().remove(run._r)
    for other in cell.paragraphs[1:]:
        other._p.getparent().remove(other._p)
    if runs:
        runs[0].text = text
    elif text:
        paragraph.add_run(text)


def _keep_only(document: DocumentFile, form: Form, kept: Sequence[tuple[TablePlaces, list[Any]]]) -> None:
    """Remove from the body all but the form's tables; give each a line that names it, as an appendix."""
    body = document.element.body
    wanted = {id(table) for _, tables in kept for table in tables}
    units_lines: dict[int, str] = {}
    above = ""
    for element in list(body):
        if element.tag == qn("w:p"):
            text = "".join(part.text or "" for part in element.iter(qn("w:t"))).strip()
            if fold(text).startswith(("dvt", "don vi tinh")):
                above = text
        if id(element) in wanted:
            units_lines[id(element)], above = above, ""
        elif element.tag != qn("w:sectPr"):
            body.remove(element)
    titles = {table.id: table.title or form.title for table in form.tables}
    for number, (place, tables) in enumerate(kept):
        first = tables[0]
        lines = [("Phụ lục I", True, WD_ALIGN_PARAGRAPH.CENTER)] if number == 0 else []
        lines.append((titles[place.id], True, WD_ALIGN_PARAGRAPH.CENTER))
        if units_lines.get(id(first)):
            lines.append((units_lines[id(first)], False, WD_ALIGN_PARAGRAPH.RIGHT))
        for text, bold, aligned in lines:
            made: Any = OxmlElement("w:p")
            first.addprevious(made)
            _say(Paragraph(made, document), text, bold=bold, size=13, aligned=aligned)
        for table in tables:
            table.addnext(OxmlElement("w:p"))


# -- tables drawn anew ---------------------------------------------------------------------------------------


def _drawn_tables(document: DocumentFile, consolidation: Consolidation, form: Form) -> None:
    for number, table in enumerate(form.tables):
        if number == 0:
            _say(document.add_paragraph(), "Phụ lục I", bold=True, size=13, aligned=WD_ALIGN_PARAGRAPH.CENTER)
        title = table.title or form.title
        _say(document.add_paragraph(), title, bold=True, size=13, aligned=WD_ALIGN_PARAGRAPH.CENTER)
        if table.rows == "units":
            _drawn_units(document, consolidation, table)
        else:
            _drawn_rows(document, consolidation, table)


def _headed(document: DocumentFile, table: FormTable, rows: int) -> Table:
    """Return a table with the headings of a form's table, merged as they are there, and so many rows below."""
    depth = max((len(column.path) for column in table.columns), default=1) or 1
    drawn: Table = document.add_table(depth + rows, len(table.columns))
    _lined(drawn)
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    for place, column in enumerate(table.columns):
        path = column.path or ("",)
        for level, text in enumerate(path):
            before = table.columns[place - 1].path if place else ()
            if level < len(path) - 1 and before[: level + 1] == path[: level + 1]:
                continue
            right = place
            if level < len(path) - 1:
                while (
                    right + 1 < len(table.columns)
                    and table.columns[right + 1].path[: level + 1] == path[: level + 1]
                ):
                    right += 1
            bottom = depth - 1 if level == len(path) - 1 else level
            cell = drawn.cell(level, place)
            if (bottom, right) != (level, place):
                cell = cell.merge(drawn.cell(bottom, right))
            _say(cell.paragraphs[0], text, bold=True, size=11, aligned=WD_ALIGN_PARAGRAPH.CENTER)
    for row in drawn.rows[:depth]:
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))
    return drawn


def _drawn_rows(document: DocumentFile, consolidation: Consolidation, table: FormTable) -> None:
    drawn = _headed(document, table, len(table.indicators))
    first = len(drawn.rows) - len(table.indicators)
    for at, item in enumerate(table.indicators):
        values = {measure.column: _number(consolidation, item, measure) for measure in item.measures}
        own = {"number": item.number, "code": item.code, "label": item.label, "unit": item.unit}
        for place, column in enumerate(table.columns):
            text = values.get(column.id, "") if column.role == "value" else own.get(column.role, "")
            aligned = WD_ALIGN_PARAGRAPH.RIGHT if column.role == "value" else WD_ALIGN_PARAGRAPH.LEFT
            _say(
                drawn.cell(first + at, place).paragraphs[0],
                text,
                bold=not item.measures,
                size=11,
                aligned=aligned,
            )


def _drawn_units(document: DocumentFile, consolidation: Consolidation, table: FormTable) -> None:
    units: list[Unit | None] = [*consolidation.counted, None]
    drawn = _headed(document, table, len(units))
    first = len(drawn.rows) - len(units)
    by_column = {measure.column: (item, measure) for item in table.indicators for measure in item.measures}
    for at, unit in enumerate(units):
        figures = consolidation.shown if unit is None else values_of(unit.figures)
        for place, column in enumerate(table.columns):
            text = ""
            if column.role == "number":
                text = "" if unit is None else str(at + 1)
            elif column.role == "label":
                text = "Tổng cộng" if unit is None else unit.name
            elif column.id in by_column:
                item, measure = by_column[column.id]
                text = _written(figures.get(item.key(measure)))
            aligned = WD_ALIGN_PARAGRAPH.RIGHT if column.role == "value" else WD_ALIGN_PARAGRAPH.LEFT
            _say(
                drawn.cell(first + at, place).paragraphs[0], text, bold=unit is None, size=11, aligned=aligned
            )


# -- appendices ----------------------------------------------------------------------------------------------


def _appendices(document: DocumentFile, consolidation: Consolidation, form: Form) -> None:
    """Add the figures of each unit, and the units whose report is missing, late or not counted."""
    main = _main(form, consolidation)
    if main and consolidation.counted:
        _new_page(document, "Phụ lục II", "Số liệu chính của từng đơn vị")
        drawn = document.add_table(1, len(main) + 2)
        _lined(drawn)
        heads = [
            "STT",
            "Đơn vị",
            *(
                f"{_called(item)}{f' ({_unit(item, m).strip()})' if _unit(item, m) else ''}"
                for item, m in main
            ),
        ]
        for cell, text in zip(drawn.rows[0].cells, heads, strict=True):
            _say(cell.paragraphs[0], text, bold=True, size=11, aligned=WD_ALIGN_PARAGRAPH.CENTER)
        drawn.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for number, unit in enumerate(consolidation.counted, 1):
            figures = values_of(unit.figures)
            texts = [str(number), unit.name, *(_written(figures.get(item.key(m))) for item, m in main)]
            _line(drawn, texts, bold=False)
        _line(drawn, ["", "Tổng cộng", *(_number(consolidation, item, m) for item, m in main)], bold=True)
        _widths(drawn, (12, 50, *[_room(document, 62) / len(main)] * len(main)))
    awaited = [
        *((unit, "chưa gửi báo cáo") for unit in consolidation.missing),
        *((unit, "gửi tệp không đọc được") for unit in consolidation.unusable),
        *((unit, "gửi sau hạn") for unit in consolidation.late),
        *((unit, "chưa được tính vào tổng") for unit in consolidation.reported if not unit.counted),
    ]
    if awaited:
        name = "Phụ lục III" if main and consolidation.counted else "Phụ lục II"
        _new_page(document, name, "Đơn vị chưa gửi, gửi sau hạn hoặc chưa được tính")
        drawn = document.add_table(1, 3)
        _lined(drawn)
        for cell, text in zip(drawn.rows[0].cells, ("STT", "Đơn vị", "Tình trạng"), strict=True):
            _say(cell.paragraphs[0], text, bold=True, size=11, aligned=WD_ALIGN_PARAGRAPH.CENTER)
        for number, (unit, why) in enumerate(awaited, 1):
            _line(drawn, [str(number), unit.name, why], bold=False)
        _widths(drawn, (12, 90, 60))


def _room(document: DocumentFile, taken: float) -> float:
    """Return how many millimetres of the last section's width are left beside so many taken."""
    section = document.sections[-1]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    return max(width / Mm(1) - taken, 60.0)


def _line(table: Table, texts: Sequence[str], *, bold: bool) -> None:
    row: Any = table.add_row()  # type: ignore[no-untyped-call]
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        aligned = (
            WD_ALIGN_PARAGRAPH.LEFT if place == 1 or not text[:1].isdigit() else WD_ALIGN_PARAGRAPH.RIGHT
        )
        aligned = WD_ALIGN_PARAGRAPH.CENTER if place == 0 else aligned
        _say(cell.paragraphs[0], text, bold=bold, size=11, aligned=aligned)


def _new_page(document: DocumentFile, name: str, title: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.page_break_before = True
    _say(paragraph, name, bold=True, size=13, aligned=WD_ALIGN_PARAGRAPH.CENTER)
    _say(document.add_paragraph(), title, bold=True, size=13, aligned=WD_ALIGN_PARAGRAPH.CENTER)


# -- paragraphs ----------------------------------------------------------------------------------------------


def _say(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    size: int = 13,
    aligned: WD_ALIGN_PARAGRAPH | None = None,
) -> None:
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(size)
    run.font.name = _FONT
    if aligned is not None:
        paragraph.alignment = aligned
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.space_before = Pt(0)


def _widths(table: Table, millimetres: Sequence[float]) -> None:
    """Give the columns of a table their widths, which no program changes."""
    table.autofit = False
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, millimetres, strict=True):
            cell.width = Mm(width)


def _lined(table: Table) -> None:
    """Draw the lines of a table, whatever styles the file has."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), "000000")
        borders.append(line)
    properties.append(borders)


def _clear(document: DocumentFile) -> None:
    for element in list(document.element.body):
        if element.tag != qn("w:sectPr"):
            document.element.body.remove(element)
    section = document.sections[0]
    section.page_width, section.page_height = _PORTRAIT["w"], _PORTRAIT["h"]
    section.left_margin, section.right_margin = Mm(25), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)


class _Page:
    """The report's first pages, made at the end of the document and then put before everything else."""

    def __init__(self, document: DocumentFile) -> None:
        self._document = document
        self._made: list[Any] = []

    def text(
        self,
        text: str,
        *,
        bold: bool = False,
        centred: bool = False,
        size: int = 14,
        indent: bool = False,
        before: int = 0,
    ) -> None:
        """Add a paragraph."""
        paragraph = self._document.add_paragraph()
        _say(paragraph, text, bold=bold, size=size)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10) if indent else None
        paragraph.paragraph_format.space_before = Pt(before)
        self._made.append(paragraph._p)

    def columns(
        self, left: Sequence[tuple[str, bool]], right: Sequence[tuple[str, bool]], *, small_left: bool = False
    ) -> None:
        """Add two columns without lines around them: the letterhead, or the addressees and the signature."""
        table = self._document.add_table(1, 2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for cell, lines, small in zip(table.rows[0].cells, (left, right), (small_left, False), strict=True):
            for place, (text, bold) in enumerate(lines):
                paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
                _say(paragraph, text, bold=bold, size=11 if small else 12)
                paragraph.alignment = None if small else WD_ALIGN_PARAGRAPH.CENTER
        _widths(table, (68, 97))
        self._made.append(table._tbl)

    def put_first(self) -> None:
        """Put all that was made before the rest, as a section of A4 upright."""
        body = self._document.element.body
        end = OxmlElement("w:p")
        properties = OxmlElement("w:pPr")
        section = OxmlElement("w:sectPr")
        size = OxmlElement("w:pgSz")
        size.set(qn("w:w"), "11906")
        size.set(qn("w:h"), "16838")
        margins = OxmlElement("w:pgMar")
        for side, twips in (
            ("top", 1134), ("right", 851), ("bottom", 1134), ("left", 1701), ("header", 567), ("footer", 567),
            ("gutter", 0),
        ):  # fmt: skip
            margins.set(qn(f"w:{side}"), str(twips))
        section.append(size)
        section.append(margins)
        properties.append(section)
        end.append(properties)
        for place, element in enumerate([*self._made, end]):
            body.insert(place, element)
