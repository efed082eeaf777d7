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


@shape("web/google-docs", 2)
class WebGoogleDocs(_WebReport):
    """Google Docs' “Web page”: the looks of letters are classes, a style sheet of fonts is elsewhere."""

    suffix: ClassVar[str] = ".html"
    head: ClassVar[str] = (
        '<meta content="text/html; charset=UTF-8" http-equiv="content-type"><style type="text/css">'
        "@import url(https://themes.googleusercontent.com/fonts/css?kit=fpjTOVmNbO4Lz34iLyptLUXza5VhXqVC6o75Eld_V98);"
        ".lst-kix_a-0>li:before{content:'-  '}ul.lst-kix_a-0{list-style-type:none}table td,table th{padding:0}"
        ".c1{color:#000000;text-decoration:none;vertical-align:baseline;font-size:13pt;font-style:normal}"
        ".c2{padding-top:0pt;line-height:1.0;orphans:2;widows:2;text-align:center}.c6{height:13pt}"
        ".c5{padding:0pt 5.4pt 0pt 5.4pt;vertical-align:top;width:53.2pt}p{margin:0;font-family:'Arial'}</style>"
    )

    def cell(self, row: Row, column: str) -> str:
        lines = ooxml.text(getattr(row, column)).replace("\n", "<br>")
        look = "c2" if lines else "c2 c6"
        return f'<td class="c5" colspan="1" rowspan="1"><p class="{look}"><span class="c1">{lines}</span></p></td>'


@shape("web/google-sheets", 2)
class WebGoogleSheets(_WebReport):
    """Google Sheets' “Web page”: numbers of rows and letters of columns stand around the cells."""

    suffix: ClassVar[str] = ".html"
    head: ClassVar[str] = (
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
        '<link type="text/css" rel="stylesheet" href="resources/sheet.css"><style type="text/css">'
        ".ritz .waffle .s0{border-bottom:1px SOLID #000000;background-color:#ffffff;text-align:center;color:#000000;"
        "font-size:13pt;vertical-align:middle;white-space:normal;overflow:hidden;word-wrap:break-word;"
        "direction:ltr;padding:0px 3px 0px 3px;}</style>"
    )

    def cell(self, row: Row, column: str) -> str:
        lines = ooxml.text(getattr(row, column)).replace("\n", "<br>")
        return f'<td class="s0" dir="ltr">{lines}</td>'

    def page(self) -> str:
        """Return the page: the lines above the table are rows of the sheet too."""
        before, _, table = super().page().partition("<table border=1 cellspacing=0>")
        start, _, lines = before.partition("<body lang=VI>")
        rows = [
            f"<td colspan=6>{line}</td>" for line in lines.replace("<p class=MsoNormal>", "").split("</p>\n")
        ]
        rows += table.partition("</table>")[0].removeprefix("<tr>").removesuffix("</tr>").split("</tr><tr>")
        letters = "".join(f'<th class="column-headers-background">{letter}</th>' for letter in "ABCDEF")
        numbered = "".join(
            f'<tr style="height: 20px"><th id="0R{place}" class="row-headers-background">'
            f'<div class="row-header-wrapper" style="line-height: 20px">{place + 1}</div></th>{row}</tr>'
            for place, row in enumerate(rows)
        )
        corner = f'<tr><th class="row-header freezebar-origin-ltr"></th>{letters}</tr>'
        grid = f'<table class="waffle"><thead>{corner}</thead><tbody>{numbered}</tbody></table>'
        return f'{start}<body><div class="ritz grid-container" dir="ltr">{grid}</div></body></html>'


@shape("web/libreoffice-calc", 2)
class WebCalc(_WebReport):
    """LibreOffice Calc's web page: a cell's value stands beside its text."""

    suffix: ClassVar[str] = ".html"
    head: ClassVar[str] = (
        '<meta http-equiv="content-type" content="text/html; charset=utf-8"/><style type="text/css">'
        "body,div,table,td,p { font-size:x-small } comment { display:none; }"
        " a.comment-indicator:hover + comment { background:#ffd; position:absolute; display:block; }</style>"
    )

    def cell(self, row: Row, column: str) -> str:
        text = getattr(row, column)
        stored = f' sdval="{text}" sdnum="1033;"' if column in ("count", "people") and text.isdigit() else ""
        lines = ooxml.text(text).replace("\n", "<br>") or "<br>"
        return f'<td height="20" align="right" valign=middle{stored}><font size=3 color="#000000">{lines}</font></td>'


@shape("web/word-filtered", 2)
class WebWordFiltered(_WebReport):
    """Word's “Web page, filtered”: styles of its own at every paragraph, words that break where nothing helps."""

    suffix: ClassVar[str] = ".htm"
    head: ClassVar[str] = (
        _WebReport.head + '<meta name=Generator content="Microsoft Word 15 (filtered)"><style><!--'
        ' @font-face {font-family:"Cambria Math"; panose-1:2 4 5 3 5 4 6 3 2 4;}'
        " p.MsoNormal {margin:0in; margin-bottom:8.0pt; line-height:107%; font-size:11.0pt;}"
        " @page WordSection1 {size:595.3pt 841.9pt;} div.WordSection1 {page:WordSection1;} --></style>"
        "<!--[if gte mso 10]><style> table.MsoNormalTable {display:none} </style><![endif]-->"
    )

    def cell(self, row: Row, column: str) -> str:
        lines = ooxml.text(getattr(row, column)).replace("\n", "<br>") or "&nbsp;"
        return (
            "<td width=71 valign=top style='width:53.2pt;border:solid windowtext 1.0pt;padding:0in 5.4pt 0in 5.4pt'>\n"
            "  <p class=MsoNormal align=center style='margin-bottom:0in;margin-left:-5.4pt;line-height:normal'>"
            f"<span lang=VI style='font-size:13.0pt;letter-spacing:-.2pt'>{lines}</span></p></td>"
        )

    def table(self) -> str:
        empty = "<td width=71 style='border:none'></td>" * 6
        uneven = f"<![if !supportMisalignedColumns]><tr height=0>{empty}</tr><![endif]></table>"
        return super().table().replace("</table>", uneven)

    def page(self) -> str:
        return super().page().replace("<body lang=VI>", "<body lang=VI style='word-wrap:break-word'>")
