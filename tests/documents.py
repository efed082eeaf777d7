"""Documents drawn as a person sees them: lines of text, and tables between bars.

A drawing is read line by line. A line that begins with "|" is a row of a table; "<" in a cell says that the
cell to its left reaches over it, "^" that the cell above does, "↵" is a line break. An empty line ends a
table. Every other line is a paragraph.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from htsd_cli.form import Form, load_form
from htsd_cli.values.document import Block, Cell, Document, Paragraph, Table

FORM: Form = load_form()
UNIT = "Trường Tiểu học Hoa Sen"
HEADING = """\
| STT | Các hoạt động | Đơn vị | Số lượng | < | Ghi chú |
| ^ | ^ | ^ | Số lớp/số cuộc thi | Người | ^ |
"""

# -- what a drawing holds ----------------------------------------------------------------------------------


def split_row(line: str) -> list[str]:
    """Return the texts of a drawn row's cells."""
    return [text.strip().replace(" ↵ ", "\n") for text in line.strip().strip("|").split("|")]


def draw_cells(lines: list[str]) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells of a drawn table, row by row."""
    rows: list[list[Cell]] = []
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for number, line in enumerate(lines, 1):
        row: list[Cell] = []
        for column, text in enumerate(split_row(line), 1):
            if text == "<":
                owners[number, column] = owners[number, column - 1]
                if row and row[-1].row == owners[number, column][0]:
                    row[-1] = row[-1]._replace(column_span=column - row[-1].column + 1)
            elif text == "^":
                owner = owners[number, column] = owners[number - 1, column]
                above = rows[owner[0] - 1]
                at = next(place for place, cell in enumerate(above) if cell.column == owner[1])
                above[at] = above[at]._replace(row_span=number - owner[0] + 1)
            else:
                owners[number, column] = (number, column)
                row.append(Cell(text, number, column))
        rows.append(row)
    return tuple(tuple(row) for row in rows)


def draw_blocks(drawing: str) -> Iterator[Block]:
    """Yield the paragraphs and tables of a drawing."""
    tables = paragraphs = 0
    rows: list[str] = []
    for line in [*drawing.strip("\n").splitlines(), ""]:
        if line.lstrip().startswith("|"):
            rows.append(line)
            continue
        if rows:
            tables += 1
            yield Table(draw_cells(rows), number=tables)
            rows = []
        if line.strip():
            paragraphs += 1
            yield Paragraph(line.strip(), paragraphs)


def document(drawing: str, name: str = "bao-cao.docx") -> Document:
    """Return a drawing as a neutral document."""
    return Document(Path(name), "docx", tuple(draw_blocks(drawing)))


def workbook(sheets: Mapping[str, str], name: str = "bao-cao.xlsx", hidden: tuple[str, ...] = ()) -> Document:
    """Return drawn sheets as a neutral workbook; a sheet has one drawing of rows, as a table has."""
    tables = []
    for sheet, drawing in sheets.items():
        lines = [line for line in drawing.strip("\n").splitlines() if line.strip()]
        rows = tuple(tuple(cell for cell in row if cell.text) for row in draw_cells(lines))
        tables.append(Table(rows, sheet=sheet, hidden=sheet in hidden))
    return Document(Path(name), "xlsx", tuple(tables))


# -- the form, filled --------------------------------------------------------------------------------------


def form_rows(
    cells: Mapping[str, tuple[str, ...]] | None = None,
    labels: Mapping[str, str] | None = None,
    heading: str = HEADING,
) -> str:
    """Return the drawing of the form's statistics table.

    `cells` gives the texts of the number columns and of Ghi chú by indicator, `labels` other labels.
    """
    lines = [heading.rstrip("\n")]
    for item in FORM.indicators:
        texts = (*(cells or {}).get(item.id, ()), "", "", "")[:3]
        label = (labels or {}).get(item.id, item.label)
        lines.append(f"| {item.number} | {label} | {item.unit} | {' | '.join(texts)} |".replace("\n", " ↵ "))
    return "\n".join(lines) + "\n"


def report(table: str, unit: str = UNIT, year: int = 2024) -> str:
    """Return the drawing of a whole report around a table."""
    return f"""
| ĐƠN VỊ: {unit.upper()} | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ↵ Độc lập - Tự do - Hạnh phúc |
| Số: 12/BC-HS | Quận 7, ngày 09 tháng 10 năm {year} |

BÁO CÁO
Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm {year}
Cơ quan/đơn vị {unit} báo cáo quá trình và kết quả thực hiện như sau:
I. CÔNG TÁC TRIỂN KHAI, TỔ CHỨC TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM {year}
Nhà trường xây dựng kế hoạch và phân công thực hiện.
II. CÁC HOẠT ĐỘNG ĐÃ THỰC HIỆN
Tổ chức ngày hội đọc sách.
III. TỔNG HỢP SỐ LIỆU KẾT QUẢ TỔ CHỨC THỰC HIỆN TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM {year}

{table}
| Nơi nhận: | THỦ TRƯỞNG ĐƠN VỊ |
"""


# -- Word files --------------------------------------------------------------------------------------------

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_NAMESPACES = (
    f'xmlns:w="{_W}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def relationships(targets: Mapping[str, str]) -> str:
    """Return a relationships part: target -> kind, with ids rId1, rId2 …"""
    items = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'


def word(path: Path, body: str, parts: Mapping[str, str] | None = None) -> Path:
    """Write a Word file around the XML of a body; `parts` are further parts by their full names."""
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
            '.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": relationships({"word/document.xml": "officeDocument"}),
        "word/document.xml": f"<w:document {WORD_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        **(parts or {}),
    }
    return _zip(path, files)


def word_styles(styles: str) -> dict[str, str]:
    """Return the parts that give a Word file these styles."""
    return {
        "word/styles.xml": f"<w:styles {WORD_NAMESPACES}>{styles}</w:styles>",
        "word/_rels/document.xml.rels": relationships({"styles.xml": "styles"}),
    }


def word_text(text: str) -> str:
    """Return the XML of paragraphs, one for each line."""
    return "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n")
    )


def word_body(drawing: str) -> str:
    """Return the XML of a drawing's body."""
    out: list[str] = []
    for block in draw_blocks(drawing):
        if isinstance(block, Paragraph):
            out.append(word_text(block.text))
            continue
        out.append("<w:tbl><w:tblPr/>")
        down: dict[int, Cell] = {}
        for number, row in enumerate(block.rows, 1):
            begin = {cell.column: cell for cell in row}
            going = {column: cell for column, cell in down.items() if cell.row + cell.row_span > number}
            out.append("<w:tr>")
            for column in sorted({*begin, *going}):
                cell = begin.get(column) or going[column]
                merge = ""
                if cell.row_span > 1:
                    down[column] = cell
                    merge = '<w:vMerge w:val="restart"/>' if column in begin else "<w:vMerge/>"
                span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
                text = word_text(cell.text if column in begin else "")
                out.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{text}</w:tc>")
            out.append("</w:tr>")
        out.append("</w:tbl>")
    return "".join(out)


def draw_word(path: Path, drawing: str) -> Path:
    """Write a drawing as a Word file."""
    return word(path, word_body(drawing))


# -- Excel files -------------------------------------------------------------------------------------------

_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def column_name(number: int) -> str:
    """Return the letters of a 1-based column."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def excel_text(address: str, text: str, style: int = 0) -> str:
    """Return the XML of a cell with a text of its own."""
    return (
        f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
    )


def excel_number(address: str, number: object, style: int = 0) -> str:
    """Return the XML of a cell with a number."""
    return f'<c r="{address}" s="{style}"><v>{number}</v></c>'


def excel_rows(drawing: str) -> str:
    """Return the XML of a drawn sheet: whole numbers in plain digits as numbers, all else as text."""
    lines = [line for line in drawing.strip("\n").splitlines() if line.strip()]
    out = ["<sheetData>"]
    merges: list[str] = []
    for number, row in enumerate(draw_cells(lines), 1):
        out.append(f'<row r="{number}">')
        for cell in row:
            address = f"{column_name(cell.column)}{number}"
            if cell.row_span > 1 or cell.column_span > 1:
                end = f"{column_name(cell.column + cell.column_span - 1)}{number + cell.row_span - 1}"
                merges.append(f'<mergeCell ref="{address}:{end}"/>')
            if cell.text.isascii() and cell.text.isdecimal() and str(int(cell.text)) == cell.text:
                out.append(excel_number(address, cell.text))
            elif cell.text:
                out.append(excel_text(address, cell.text))
        out.append("</row>")
    out.append("</sheetData>")
    if merges:
        out.append(f"<mergeCells>{''.join(merges)}</mergeCells>")
    return "".join(out)


def excel(
    path: Path,
    sheets: Mapping[str, str],
    states: Mapping[str, str] | None = None,
    styles: str = "",
    settings: str = "",
) -> Path:
    """Write a workbook: sheet name -> what stands inside its `<worksheet>`; `states` hides sheets."""
    states = states or {}
    named = "".join(
        f'<sheet name="{escape(name)}" sheetId="{place}" r:id="rId{place}"'
        f"{f' state={states[name]!r}' if name in states else ''}/>"
        for place, name in enumerate(sheets, 1)
    ).replace("'", '"')
    targets = {f"worksheets/sheet{place}.xml": "worksheet" for place in range(1, len(sheets) + 1)}
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument'
            '.spreadsheetml.sheet.main+xml"/></Types>'
        ),
        "_rels/.rels": relationships({"xl/workbook.xml": "officeDocument"}),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_S}" xmlns:r="{_OFFICE}">{settings}<sheets>{named}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relationships(targets | {"styles.xml": "styles"}),
        "xl/styles.xml": f'<styleSheet xmlns="{_S}">{styles}</styleSheet>',
    }
    for place, content in enumerate(sheets.values(), 1):
        files[f"xl/worksheets/sheet{place}.xml"] = f'<worksheet xmlns="{_S}">{content}</worksheet>'
    return _zip(path, files)


def draw_excel(path: Path, sheets: Mapping[str, str], states: Mapping[str, str] | None = None) -> Path:
    """Write drawn sheets as a workbook."""
    return excel(path, {name: excel_rows(drawing) for name, drawing in sheets.items()}, states)


def _zip(path: Path, files: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}')
    return path
