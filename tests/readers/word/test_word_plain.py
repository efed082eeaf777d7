"""The short ways through a plain Word table, cell and paragraph give what the long way gives, or leave it to that."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.packages import parsed as parsed_in_full
from htsd_cli.readers.word import docx, plain_table, walker
from htsd_cli.readers.word.docx import read_docx
from htsd_cli.values.document import Document
from tests.documents import word, word_styles
from tests.oracle.cells import STYLES, cell

SAMPLES = Path(__file__).parents[3] / "sample_reports"
DARK = '<w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>'
BLACK = '<w:r><w:rPr><w:color w:val="000000"/></w:rPr><w:t>14</w:t></w:r>'
# Rows that come near to what the short way takes; each stands in a table of its own.
NEAR = {
    "black on black": f"<w:tr><w:tc>{DARK}<w:p>{BLACK}</w:p></w:tc></w:tr>",
    "black on white": f"<w:tr><w:tc><w:p>{BLACK}</w:p></w:tc></w:tr>",
    "a low row": '<w:tr><w:trPr><w:trHeight w:val="20" w:hRule="exact"/></w:trPr><w:tc><w:p>'
    "<w:r><w:t>14</w:t></w:r></w:p></w:tc></w:tr>",
    "thin lines": '<w:tr><w:tc><w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr>'
    "<w:r><w:t>14</w:t></w:r></w:p></w:tc></w:tr>",
    "letters close together": '<w:tr><w:tc><w:p><w:r><w:rPr><w:spacing w:val="-300"/></w:rPr><w:t>14</w:t></w:r></w:p>'
    "</w:tc></w:tr>",
    "tab stops and tabs": '<w:tr><w:tc><w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
    "<w:r><w:t>1</w:t><w:tab/><w:t>4</w:t></w:r></w:p></w:tc></w:tr>",
    "merges": "".join(
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>{row}</w:t></w:r></w:p></w:tc>'
        f'<w:tc><w:tcPr><w:vMerge w:val="{merge}"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>'
        for row, merge in enumerate(("restart", "continue", "restart", "continue"))
    ),
    "a style that strikes": '<w:tr><w:tc><w:p><w:pPr><w:pStyle w:val="Gach"/></w:pPr><w:r><w:t>14</w:t></w:r></w:p>'
    "</w:tc></w:tr>",
    "a hyphen in a style that strikes": '<w:tr><w:tc><w:p><w:pPr><w:pStyle w:val="Gach"/></w:pPr><w:r>'
    "<w:noBreakHyphen/></w:r></w:p></w:tc></w:tr>",
    "a character style that hides": '<w:tr><w:tc><w:p><w:r><w:rPr><w:rStyle w:val="Giau"/></w:rPr><w:t>14</w:t></w:r>'
    "</w:p></w:tc></w:tr>",
    "a mark that is hidden": "<w:tr><w:tc><w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>1</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>4</w:t></w:r></w:p></w:tc></w:tr>",
    "struck and not": '<w:tr><w:tc><w:p><w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>1</w:t></w:r>'
    "<w:r><w:rPr><w:strike/></w:rPr><w:t>4</w:t></w:r></w:p></w:tc></w:tr>",
    "a line drawn by a blank paragraph": '<w:tr><w:tc><w:p><w:pPr><w:ind w:left="1020"/><w:rPr><w:sz w:val="4"/>'
    '</w:rPr></w:pPr><w:r><w:rPr><w:sz w:val="4"/></w:rPr></w:r></w:p></w:tc></w:tr>',
    "letters as small as a line": '<w:tr><w:tc><w:p><w:r><w:rPr><w:sz w:val="4"/></w:rPr><w:t>14</w:t></w:r></w:p>'
    "</w:tc></w:tr>",
    "letters far to the right": '<w:tr><w:tc><w:p><w:pPr><w:ind w:left="9000"/></w:pPr><w:r><w:t>14</w:t></w:r></w:p>'
    "</w:tc></w:tr>",
    "no cell": "<w:tr/>",
    "a cell without a paragraph": "<w:tr><w:tc/><w:tc><w:p/></w:tc></w:tr>",
}  # fmt: skip


def the_long_way(path: Path, patch: pytest.MonkeyPatch) -> Document:
    with patch.context() as changed:
        for name in ("plain_table", "plain_cell", "plain_line"):
            changed.setattr(walker, name, lambda *_, **__: None)
        return read_docx(path)


@pytest.mark.parametrize("rows", NEAR.values(), ids=NEAR)
def test_a_table_near_to_plain_reads_as_on_the_long_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str
) -> None:
    path = word(tmp_path / "tep.docx", f"<w:tbl>{rows}</w:tbl>", word_styles(STYLES))
    assert read_docx(path).blocks == the_long_way(path, monkeypatch).blocks


def test_cells_drawn_at_random_read_as_on_the_long_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = Random("short")
    cells = [cell(rng) for _ in range(500)]
    cells += [re.sub(r"(?<=>)\d(?=\d*<)", "8", xml) for xml in cells[:200]]  # the same but for a digit
    tables = "".join(f"<w:tbl><w:tr><w:tc>{xml}</w:tc></w:tr></w:tbl><w:p/>" for xml in cells)
    path = word(tmp_path / "tep.docx", tables, word_styles(STYLES))
    assert read_docx(path).blocks == the_long_way(path, monkeypatch).blocks


@pytest.mark.parametrize(
    "other",
    [
        "<w:t>1 &lt; 2 &amp; &#51;</w:t>",
        "<w:t>a\r\nb\nc</w:t>",
        "<w:t></w:t>",
        "<w:t/>",
        "<w:t>1</w:t><w:t>2</w:t>",
        "<w:t>1</w:t><w:tab/><w:t>2</w:t>",
        "<w:t>1 > 2</w:t>",
        "<w:t>Đủ 25 lớp</w:t >",
        '<w:t xml:space="preserve"> 3 </w:t>',
        "<w:t>1<!-- 2 --></w:t>",
        "<w:t><![CDATA[</w:t>]]></w:t>",
        '<x:t xmlns:x="urn:x">7</x:t>',
        '<w:t xmlns:w="urn:x">7</w:t>',
    ],
)
def test_cells_that_differ_in_their_letters_alone_each_say_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    """The second report's cells are known by their XML from the first one's."""
    reports = (["<w:t>14</w:t>", "<w:t>tab\t5</w:t>"], ["<w:t>15</w:t>", other, "<w:t>2\t5</w:t>"])
    for number, said in enumerate(reports):
        rows = "".join(f"<w:tr><w:tc><w:p><w:r>{letters}</w:r></w:p></w:tc></w:tr>" for letters in said)
        path = word(tmp_path / f"{number}.docx", f"<w:tbl>{rows}</w:tbl>", word_styles(STYLES))
        assert read_docx(path).blocks == the_long_way(path, monkeypatch).blocks


@pytest.mark.parametrize(
    "rows",
    [
        "<w:tr><w:tc><w:p/></w:tc ></w:tr><w:tr ><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>",
        "<w:tr\n><w:tc\n><w:p/></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>",
        '<w:tr w:rsidR="00A1"><w:tc w:id="1"><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>',
        '<w:tr w:rsidR="00A1"><w:tc><w:p w:rsidR="00A2"><w:r w:rsidR="00A3"><w:t>w:rsidR="00A4"</w:t></w:r></w:p>'
        '</w:tc></w:tr><w:tr w:rsidR="00B1"/>',
        "<w:tr><w:tc/></w:tr>",
    ],
)
def test_a_table_written_otherwise_reads_as_on_the_long_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str
) -> None:
    usual = "<w:tr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
    path = word(tmp_path / "tep.docx", f"<w:tbl>{usual}</w:tbl><w:tbl>{rows}</w:tbl>", word_styles(STYLES))
    assert read_docx(path).blocks == the_long_way(path, monkeypatch).blocks


NUMBERED = '<w:style w:type="paragraph" w:styleId="RiengCuaPhepThuNay"/>'
ROWS = "<w:tr><w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc></w:tr>"
STRUCK = "<w:tr><w:tc><w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>5</w:t></w:r></w:p></w:tc></w:tr>"


@pytest.mark.parametrize(
    "body",
    [
        f"<w:tbl>{ROWS % 15}{ROWS % 16}</w:tbl>",
        f"<w:tbl>{ROWS % 15}{STRUCK}</w:tbl><w:tbl>{ROWS % 17}</w:tbl>",
        f"<w:tbl >{ROWS % 15}</w:tbl><w:tbl>{ROWS % 17}</w:tbl>",
        f"<w:tbl><w:tr><w:tc><w:tbl>{ROWS % 15}</w:tbl><w:p/></w:tc></w:tr></w:tbl>",
        f"<w:sdt><w:sdtContent><w:tbl>{ROWS % 15}</w:tbl></w:sdtContent></w:sdt>",
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p><w:tbl>{ROWS % 15}</w:tbl>'
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        f'<w:tbl xmlns:w="urn:x">{ROWS % 15}</w:tbl>',
    ],
)
def test_a_table_whose_rows_are_known_reads_as_on_the_long_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    """The rows of such a table are left out of what is parsed."""
    read_docx(word(tmp_path / "truoc.docx", f"<w:tbl>{ROWS % 1}{ROWS % 2}</w:tbl>", word_styles(STYLES)))
    path = word(tmp_path / "tep.docx", body, word_styles(STYLES))
    assert read_docx(path).blocks == the_long_way(path, monkeypatch).blocks


@pytest.mark.parametrize(
    "rows", [(ROWS % 3).removesuffix("</w:tr>"), ROWS % 3 + "</w:tr>", ROWS % "\x01", ROWS % "]]>"]
)
def test_known_rows_in_a_damaged_file_are_damaged(tmp_path: Path, rows: str) -> None:
    read_docx(word(tmp_path / "truoc.docx", f"<w:tbl>{ROWS % 1}{ROWS % 2}</w:tbl>", word_styles(STYLES)))
    with pytest.raises(UnreadableFile, match="damaged-file"):
        read_docx(word(tmp_path / "tep.docx", f"<w:tbl>{rows}</w:tbl>", word_styles(STYLES)))


def test_a_filled_form_is_parsed_without_the_rows_that_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    path = sorted(SAMPLES.glob("*.docx"))[0]
    read_docx(path)
    parsed: list[int] = []

    def counted(content: bytes) -> etree._Element:
        parsed.append(len(content))
        return parsed_in_full(content)

    monkeypatch.setattr(docx, "parsed", counted)
    assert read_docx(path) == the_long_way(path, monkeypatch)
    assert max(parsed) < 30_000


@pytest.mark.whole
def test_the_samples_read_as_on_the_long_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for path in sorted(SAMPLES.glob("*.docx")):
        assert read_docx(path) == the_long_way(path, monkeypatch)


def test_a_report_s_table_goes_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walker.Walker, "_rows", lambda *_: ())
    tables = [len(table.rows) for table in read_docx(sorted(SAMPLES.glob("*.docx"))[0]).tables()]
    assert tables[1] == 43


def test_numbers_that_word_gives_to_paragraphs_make_no_other_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where every paragraph, run and row bears a number of its own, the cells are known from the file before."""
    looked: list[str] = []

    def counted(name: str) -> None:
        original = getattr(plain_table, name)

        def called(*given: object) -> object:
            looked.append(name)
            return original(*given)

        monkeypatch.setattr(plain_table, name, called)

    counted("_mould")
    counted("_look_at_frame")
    for file in range(3):
        rows = "".join(
            f'<w:tr w:rsidR="00{file}{row}" w:rsidTr="1{file}{row}"><w:tc><w:p w:rsidR="2{file}{row}">'
            f'<w:r w:rsidRPr="00{file}{row}"><w:t>{file}{row}</w:t></w:r></w:p></w:tc></w:tr>'
            for row in range(9)
        )
        document = read_docx(word(tmp_path / f"{file}.docx", f"<w:tbl>{rows}</w:tbl>", word_styles(NUMBERED)))
        assert [row[0].text for table in document.tables() for row in table.rows] == [
            f"{file}{row}" for row in range(9)
        ]
    assert looked == ["_look_at_frame", "_mould"]
