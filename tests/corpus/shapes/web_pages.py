"""HTML saved as .doc or .xls: what web programs export and Word's own “Web page”."""

from __future__ import annotations

from typing import ClassVar

from tests.corpus import ooxml
from tests.corpus.filling import FORM, Row
from tests.corpus.report import Report, shape
from tests.corpus.word import HEADINGS

COLUMNS = ("number", "label", "unit", "count", "people", "note")


class _WebReport(Report):
    """A filled form as HTML."""

    head: ClassVar[str] = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    encoding: ClassVar[str] = "utf-8"

    def cell(self, row: Row, column: str) -> str:
        """Return one cell."""
        lines = ooxml.text(getattr(row, column)).replace("\n", "<br>")
        return f"<td width=64><p class=MsoNormal>{lines or '&nbsp;'}<o:p></o:p></p></td>"

    def table(self) -> str:
        """Return the statistics table with its two heading rows."""
        first = "".join(f"<td rowspan=2>{HEADINGS[column]}</td>" for column in COLUMNS[:3])
        first += f'<td colspan=2>Số lượng</td><td rowspan="2">{HEADINGS["note"]}</td>'
        second = f"<td>{HEADINGS['count']}</td><td>{HEADINGS['people']}</td>"
        body = "".join(
            f"<tr>{''.join(self.cell(row, column) for column in COLUMNS)}</tr>" for row in self.rows
        )
        return f"<table border=1 cellspacing=0><tr>{first}</tr><tr>{second}</tr>{body}</table>"

    def page(self) -> str:
        """Return the whole page."""
        lines = [f"ĐƠN VỊ: {self.about.name.upper()}", "BÁO CÁO"]
        lines += [f"Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm {self.year}"]
        lines += [f"{FORM.sections[0].number}. {FORM.sections[0].heading.upper()}", *self.organisation]
        lines += [f"{FORM.sections[1].number}. {FORM.sections[1].heading.upper()}", *self.activities]
        lines += [f"{FORM.sections[2].number}. {FORM.sections[2].heading.upper()}"]
        text = "".join(f"<p class=MsoNormal>{ooxml.text(line)}</p>\n" for line in lines)
        office = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
        style = "<style><!-- p.MsoNormal {font-family:'Times New Roman'} td 12 --></style>"
        return (
            f"<html {office}><head>{self.head}{style}</head><body lang=VI>{text}{self.table()}</body></html>"
        )

    def content(self) -> bytes:
        return self.page().encode(self.encoding)


@shape("web/word", 2)
class WebWord(_WebReport):
    """Word's “Web page”, named .doc."""

    suffix: ClassVar[str] = ".doc"
    head: ClassVar[str] = _WebReport.head + "<meta name=ProgId content=Word.Document>"


@shape("web/excel", 2)
class WebExcel(_WebReport):
    """A table exported by a web program, named .xls."""

    suffix: ClassVar[str] = ".xls"
    head: ClassVar[str] = _WebReport.head + "<meta name=ProgId content=Excel.Sheet>"


@shape("web/utf-16", 2)
class WebUtf16(WebWord):
    """The same in UTF-16 with a byte-order mark."""

    encoding: ClassVar[str] = "utf-16"
