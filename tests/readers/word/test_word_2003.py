"""Word 2003's XML says what a .docx says: the same cells, changes, notes, lists, controls and headers."""

from __future__ import annotations

import base64
import struct
import zipfile
from pathlib import Path

import pytest

from htsd_cli.readers.packages import UnreadableFile, write_word_2003
from htsd_cli.readers.registry import read_document
from htsd_cli.values.document import Cell, Document, Seen, Sight

HEAD = (
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:st1="urn:schemas-microsoft-com:office:smarttags">'
)
PARTS = (
    '<w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="14"/><w:nfc w:val="0"/>'
    '<w:lvlText w:val="%1"/></w:lvl></w:listDef><w:list w:ilfo="1"><w:ilst w:val="0"/></w:list></w:lists>'
    '<w:styles><w:style w:type="paragraph" w:default="on" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)
BY = 'aml:id="3" aml:author="A" aml:createdate="2024-10-05T08:00:00Z"'


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(inline: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inline}</w:p>"


def changed(kind: str, inside: str) -> str:
    return f'<aml:annotation {BY} w:type="Word.{kind}"><aml:content>{inside}</aml:content></aml:annotation>'


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def table(*rows: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>"


def read(tmp_path: Path, body: str) -> Document:
    path = tmp_path / "bao-cao.xml"
    text = f'<?xml version="1.0"?>{HEAD}{PARTS}<w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>'
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def cell(tmp_path: Path, content: str) -> Cell:
    (found,) = read(tmp_path, table(row(p(r("nhãn")), content))).tables()
    return found.rows[0][1]


def field_data(kind: int, result: int, default: int, *entries: str) -> str:
    """Return the record of a form field as Word writes it: 1 is a check box, 2 a list."""

    def text(said: str) -> bytes:
        return struct.pack("<H", len(said)) + said.encode("utf-16-le") + b"\0\0"

    data = (
        struct.pack("<IHHH", 0xFFFFFFFF, kind | result << 2, 0, 20) + text("O1") + struct.pack("<H", default)
    )
    data += 5 * text("") + struct.pack("<HHH", 0xFFFF, len(entries), 0)
    data += b"".join(text(entry)[:-2] for entry in entries)
    return base64.b64encode(data).decode()


def form_field(code: str, data: str) -> str:
    return p(
        f'<w:r><w:fldChar w:fldCharType="begin"><w:fldData>{data}</w:fldData></w:fldChar></w:r>'
        f'<w:r><w:instrText> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("content", "text", "sights"),
    [
        pytest.param(p(r("14")), "14", (), id="plain"),
        pytest.param(p(r("9", "<w:strike/>") + r("14")), "14", (Seen(Sight.STRUCK, "9"),), id="struck"),
        pytest.param(
            p(r("9", '<w:rStyle w:val="An"/>') + r("14")), "14", (Seen(Sight.UNSEEN, "9"),), id="hidden by style",
        ),
        pytest.param(
            p(r("9", '<w:highlight w:val="dark-blue"/><w:color w:val="00008B"/>') + r("14")), "14",
            (Seen(Sight.UNSEEN, "9"),), id="of the colour behind it",
        ),
        pytest.param(
            p(changed("Deletion", "<w:r><w:delText>9</w:delText></w:r>") + changed("Insertion", r("14"))), "14", (),
            id="tracked",
        ),
        pytest.param(
            p(r("1"), f'<w:rPr><aml:annotation {BY} w:type="Word.Deletion"/></w:rPr>') + p(r("4")), "14", (),
            id="a deleted paragraph mark",
        ),
        pytest.param(
            p("", '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="14"/></w:listPr>'), "",
            (Seen(Sight.LIST_NUMBER, "14"),), id="the number of a list",
        ),
        pytest.param(p(f'<st1:place w:st="on">{r("14")}</st1:place>'), "14", (), id="a smart tag"),
        pytest.param(
            p('<w:r><w:pict><v:shape type="#_x0000_t202"><v:textbox><w:txbxContent>' + p(r("25"))
              + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>" + r("14")),
            "14", (Seen(Sight.TEXT_BOX, "25"),), id="a text box over the figure",
        ),
        pytest.param(form_field("FORMDROPDOWN", field_data(2, 1, 0, "12", "14")), "14", (), id="a list"),
        pytest.param(
            form_field("FORMCHECKBOX", field_data(1, 25, 1)), "", (Seen(Sight.CONTROL, "☒"),), id="a ticked box",
        ),
        pytest.param(
            p('<w:r><w:newThing w:val="9"/></w:r>' + r("14")), "14", (Seen(Sight.UNKNOWN, "w:newThing"),), id="unknown",
        ),
        pytest.param(table(row(p(r("3")), p(r("120")))) + p(""), "3\n120", (), id="a table in the cell"),
    ],
)  # fmt: skip
def test_a_cell_of_word_2003_says(tmp_path: Path, content: str, text: str, sights: tuple[Seen, ...]) -> None:
    found = cell(tmp_path, content)
    assert (found.text, found.sights) == (text, sights)


def test_comments_and_footnotes_of_word_2003_are_notes_of_their_cell(tmp_path: Path) -> None:
    comment = f"<w:r>{changed('Comment', p(r('Sửa thành 24')))}</w:r>"
    footnote = f"<w:r><w:footnote>{p(r('Đúng ra 25'))}</w:footnote></w:r>"
    found = cell(tmp_path, p(r("14") + comment + footnote))
    assert (found.text, set(found.notes)) == ("14", {"Sửa thành 24", "Đúng ra 25"})


def test_merged_deleted_and_hidden_rows_of_word_2003_are_so_today(tmp_path: Path) -> None:
    merged = [
        f"<w:tcPr><w:vmerge{value}/></w:tcPr>{p(r(text))}"
        for value, text in ((' w:val="restart"', "14"), ("", "9"))
    ]
    gone = f'<aml:annotation {BY} w:type="Word.Deletion"/>'
    low = '<w:trHeight w:val="20" w:h-rule="exact"/>'
    rows = (row(p(r("a")), merged[0]), row(p(r("b")), merged[1]), row(p(r("c")), p(r("8")), properties=gone))
    (found,) = read(tmp_path, table(*rows, row(p(r("d")), p(r("7")), properties=low))).tables()
    assert [[item.text for item in line] for line in found.rows] == [["a", "14"], ["b"], ["d", "7"]]
    assert (found.rows[0][1].row_span, bool(found.rows[2][1].hidden)) == (2, True)


def test_the_page_header_and_the_properties_of_word_2003_are_kept(tmp_path: Path) -> None:
    header = f'<w:sectPr><w:hdr w:type="odd">{p(r("TRƯỜNG TIỂU HỌC HOA SEN"))}</w:hdr></w:sectPr>'
    path = tmp_path / "a.xml"
    own = '<o:htsd_x002D_form dt="string">htsd-2024</o:htsd_x002D_form>'
    own = f"<o:CustomDocumentProperties>{own}</o:CustomDocumentProperties>"
    path.write_text(
        f"{HEAD}{own}<w:body>{p(r('Báo cáo'))}{header}</w:body></w:wordDocument>", encoding="utf-8"
    )
    document = read_document(path)
    assert [getattr(block, "text", "") for block in document.margins] == ["TRƯỜNG TIỂU HỌC HOA SEN"]
    assert (document.properties, document.format) == ({"htsd-form": "htsd-2024"}, "xml")


def test_the_pictures_of_word_2003_are_parts_of_the_package(tmp_path: Path) -> None:
    picture = base64.b64encode(b"\x89PNG 12").decode()
    shape = (
        f'<w:r><w:pict><w:binData w:name="wordml://1.png">{picture}</w:binData><v:shape><v:imagedata '
        'src="wordml://1.png"/></v:shape></w:pict></w:r>'
    )
    path, target = tmp_path / "a.xml", tmp_path / "a.docx"
    path.write_text(f"{HEAD}<w:body>{p(shape)}</w:body></w:wordDocument>", encoding="utf-8")
    write_word_2003(path, target)
    with zipfile.ZipFile(target) as package:
        assert [package.read(name) for name in package.namelist() if "media" in name] == [b"\x89PNG 12"]


@pytest.mark.parametrize("text", [f"{HEAD}</w:wordDocument>", f"{HEAD}<w:body>"])
def test_word_2003_without_a_body_or_cut_off_is_damaged(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="damaged-file"):
        write_word_2003(path, tmp_path / "a.docx")
