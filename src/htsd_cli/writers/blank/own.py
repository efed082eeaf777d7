"""The blank of a learnt form: the office's own file, with the unit's name in its place and its code hidden in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.form import Form
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.writers.output import without_clock

if TYPE_CHECKING:
    from docx.document import Document as DocumentFile
    from docx.text.paragraph import Paragraph

# What stands before the dots on which a unit writes its name, the likeliest first.
_CALLED = (
    re.compile(r"(?:tên )?đơn vị báo cáo\s*:", re.IGNORECASE),
    re.compile(r"tên (?:đơn vị|trường|cơ quan|cơ sở|khu phố|thôn)\s*:", re.IGNORECASE),
    re.compile(r"(?<![\w/])(?:đơn vị|cơ quan|cơ quan, đơn vị|cơ quan/đơn vị)\s*:", re.IGNORECASE),
    re.compile(
        r"(?:xã\s*[/,]\s*phường|phường\s*[/,]\s*xã|trường|khu phố|thôn|ấp|phường|xã)[\w/, ]{0,20}:",
        re.IGNORECASE,
    ),
)
_DOTS = re.compile(r"\s*[.…_]{2,}[.…_\s]*|\s*…+\s*")


def own_file(form: Form) -> Path | None:
    """Return the office's own file that a form was learnt from, None for a form that was not."""
    return form.own_file


def own_blanks(form: Form, units: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """Yield the office's own file for each unit, given as (name, roster id): its look untouched.

    The name stands on the dots behind “Đơn vị báo cáo:” or the like; the form and the unit are hidden properties of
    Word and Excel files. Files of other formats are the office's very bytes. Raises `BlankTemplateError` when the file
    is gone, cannot be opened or is another form.
    """
    from htsd_cli.learn.places import read_own_file
    from htsd_cli.writers.blank.word import BlankTemplateError, identity

    path = own_file(form)
    assert path is not None
    own = read_own_file(form)
    if not own.usable:
        raise BlankTemplateError(own.trouble or f"Không có tệp mẫu “{path}”.")
    content = path.read_bytes()
    for name, id_ in units:
        marks = identity(form, name, id_)
        match path.suffix.lower():
            case ".docx":
                yield _word(content, clean(name), marks)
            case ".xlsx" | ".xlsm":
                yield _workbook(content, clean(name), marks, macros=path.suffix.lower() == ".xlsm")
            case _:
                yield content


def _word(content: bytes, unit: str, marks: dict[str, str]) -> bytes:
    from docx import Document

    from htsd_cli.writers.marks import set_word_marks

    document: DocumentFile = Document(io.BytesIO(content))
    if unit:
        _write_name(document, unit)
    set_word_marks(document, marks)
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def _write_name(document: DocumentFile, unit: str) -> None:
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    found = [Paragraph(element, document) for element in document.element.body.iter(qn("w:p"))]
    texts = [(paragraph, paragraph.text) for paragraph in found]
    for called in _CALLED:
        places = [(paragraph, span) for paragraph, text in texts if (span := _dots(called, text)) is not None]
        if places:
            for paragraph, span in places:
                _replace(paragraph, span, f" {unit}")
            return


def _dots(called: re.Pattern[str], text: str) -> tuple[int, int] | None:
    """Return where the dots behind a word for the unit stand in a text, None where there are none."""
    match = called.search(text)
    if match is None:
        return None
    dots = _DOTS.match(text, match.end())
    return None if dots is None else dots.span()


def _replace(paragraph: Paragraph, span: tuple[int, int], name: str) -> None:
    """Put a text in place of a stretch of a paragraph's, in the letters of the run where the stretch begins."""
    start, end = span
    at = 0
    written = False
    for run in paragraph.runs:
        text = run.text
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        run.text = text[:first] + ("" if written else name) + text[last:]
        written = True


def _workbook(content: bytes, unit: str, marks: dict[str, str], *, macros: bool) -> bytes:
    from openpyxl import load_workbook
    from openpyxl.packaging.custom import StringProperty

    book = load_workbook(io.BytesIO(content), keep_vba=macros)
    if unit:
        _write_in_sheets(book, unit)
    properties = getattr(book, "custom_doc_props")  # noqa: B009 - the library's stubs do not know it
    for key, value in marks.items():
        if key in properties.names:
            del properties[key]
        properties.append(StringProperty(name=key, value=value))
    stream = io.BytesIO()
    book.save(stream)
    return without_clock(stream.getvalue(), _no_moment)


def _write_in_sheets(book, unit: str) -> None:  # type: ignore[no-untyped-def]
    cells = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows(max_row=min(sheet.max_row, 40))
        for cell in row
        if isinstance(cell.value, str) and ":" in cell.value
    ]
    for called in _CALLED:
        written = False
        for cell in cells:
            span = _dots(called, cell.value)
            if span is not None:
                cell.value = f"{cell.value[: span[0]]} {unit}{cell.value[span[1] :]}"
                written = True
            elif called.fullmatch(cell.value.strip()) and fold(cell.value) != "truong":
                beside = cell.offset(column=1)
                if beside.value is None or _DOTS.fullmatch(str(beside.value)):
                    beside.value = unit
                    written = True
        if written:
            return


_MOMENT = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def _no_moment(part: str, content: bytes) -> bytes:
    """Return a part without the moment openpyxl saved it: the same form gives the same bytes."""
    return (
        _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", content) if part == "docProps/core.xml" else content
    )
