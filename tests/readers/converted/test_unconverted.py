"""What LibreOffice makes of the looks of characters in old text documents, and what it drops without a word."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from htsd_cli.form import load_form
from htsd_cli.pipeline import read_all
from htsd_cli.readers.converted.unconverted import left_out
from htsd_cli.values.document import LOST_TABLE, Seen, Sight
from tests.conftest import SAMPLES, Convert
from tests.documents import word
from tests.hostile.ole_file import write_ole
from tests.readers.converted.test_word_97 import streams

FORM = load_form()
WORD = SAMPLES / "BC HTSD TH Nguyen Thi Dinh.docx"
LOST = (Seen(Sight.OBJECT, "1 công thức hoặc đối tượng"),)


def odt(path: Path, inside: str) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", f'<office:text xmlns:draw="d">{inside}</office:text>')
    return path


@pytest.mark.parametrize(
    ("inside", "body", "told"),
    [
        ("<draw:object/>", "<w:p/>", LOST),
        ("<draw:frame><draw:object-ole x='y'/></draw:frame>", "<w:p/>", LOST),
        ("<draw:object/>", "<w:p><m:oMath/></w:p>", ()),
        ("<draw:object/>", "<w:p><w:r><w:object><o:OLEObject/></w:object></w:r></w:p>", ()),
        ("<draw:line/>", "<w:p/>", ()),
    ],
)
def test_objects_that_are_missing_after_conversion_are_told(
    tmp_path: Path, inside: str, body: str, told: tuple[Seen, ...]
) -> None:
    assert left_out(odt(tmp_path / "a.odt", inside), word(tmp_path / "a.docx", body)) == told


def test_objects_of_rich_text_are_counted_too(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1 {\object\objemb{\*\objclass Equation.3}} \objectsx}")
    assert left_out(path, word(tmp_path / "a.docx", "<w:p/>")) == LOST


CELL = "<table:table-cell/>"
ROW = f"<w:tr>{'<w:tc><w:p/></w:tc>' * 5}</w:tr>"


@pytest.mark.parametrize(
    ("cells", "body", "told"),
    [
        (20, "<w:p/>", (Seen(Sight.UNKNOWN, LOST_TABLE),)),
        (24, f"<w:tbl>{ROW}</w:tbl>", (Seen(Sight.UNKNOWN, LOST_TABLE),)),  # the letterhead is left
        (19, "<w:p/>", ()),
        (20, f"<w:tbl>{ROW}</w:tbl>", ()),
    ],
)
def test_tables_that_got_lost_are_told(tmp_path: Path, cells: int, body: str, told: tuple[Seen, ...]) -> None:
    changed = word(tmp_path / "a.docx", body)
    rich = tmp_path / "a.rtf"
    rich.write_bytes(rb"{\rtf1 \cellx9" + rb"\cell" * (cells - 1) + rb"\nestcell}")
    document, table = streams((f"14{chr(7)}" * cells, b""))
    old = tmp_path / "a.doc"
    letters = document[:0x4C] + struct.pack("<I", 3 * cells) + document[0x50:]
    old.write_bytes(write_ole({"WordDocument": letters, "0Table": table}))
    for path in (odt(tmp_path / "a.odt", CELL * cells), rich, old):
        assert left_out(path, changed) == told


# How the figure 18 of the first row looks: its properties and what is put before its letters.
LOOKS = {
    "struck": ("<w:strike/>", "struck-letters", 18),
    "hidden": ("<w:vanish/>", "unseen-letters", 18),
    "white": ('<w:color w:val="FFFFFF"/>', "unseen-letters", 18),
}


def test_the_looks_of_letters_survive_in_old_formats(tmp_path: Path, convert: Convert) -> None:
    sources = []
    for name, (look, _, _) in LOOKS.items():
        path = tmp_path / f"{name}.docx"
        with zipfile.ZipFile(WORD) as source, zipfile.ZipFile(path, "w") as made:
            for part in source.namelist():
                content = source.read(part)
                if part == "word/document.xml":
                    plain = '<w:r><w:rPr><w:sz w:val="22"/></w:rPr><w:t>18</w:t></w:r>'
                    extra = f'<w:r><w:rPr>{look}<w:sz w:val="22"/></w:rPr><w:t>9</w:t></w:r>'
                    text = content.decode()
                    assert plain in text
                    content = text.replace(plain, extra + plain, 1).encode()
                made.writestr(part, content)
        sources.append(path)
    saved = [path for target in ("doc", "odt", "rtf") for path in convert(sources, target)]
    for path, read in zip(saved, read_all([(path, path.name) for path in saved], FORM), strict=True):
        _, code, value = LOOKS[path.stem]
        assert read.numbers["classes"]["count"] == value
        assert code in {item.code for item in read.findings}


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        (rb"{\field{\*\fldinst EQ \\o(14,/)}{\fldrslt }}", (Seen(Sight.EXPONENT, "1 trường EQ"),)),
        (rb"{\field{\*\fldinst  PAGE }{\fldrslt 1}}", ()),
        (rb"{\mmath{\*\moMath{\mr 14}}}", LOST),
        (rb"\trowd\cldglu\brdrs\brdrw30\cellx4000", (Seen(Sight.UNKNOWN, "đường kẻ chéo qua ô"),)),
        (rb"\trowd\cldglu\brdrnone\cellx4000", ()),
    ],
)
def test_equation_fields_and_crossed_cells_of_rich_text_are_told(
    tmp_path: Path, inside: bytes, told: tuple[Seen, ...]
) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1 " + inside + b"}")
    assert left_out(path, word(tmp_path / "a.docx", "<w:p/>")) == told
