"""A PDF of which something cannot be found is refused; nothing that is lost counts as an empty page."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.readers import UnreadableFile
from htsd_cli.readers.pdf.pdf import read_pdf
from htsd_cli.values.document import Seen, Sight

PAGES = ("So lop da to chuc", "Tong so nguoi tham gia")


def stream(content: str, more: str = "") -> str:
    return f"<< {more} /Length {len(content)} >>\nstream\n{content}\nendstream"


def pdf(path: Path, changes: dict[int, str | None] | None = None) -> Path:
    """Write a PDF of two pages of text, the second drawn through a form; `changes` are other objects, None for none.

    Objects: 3 and 4 the pages, 5 and 6 their contents, 7 the form, 8 the font.
    """
    resources = "<< /Font << /F1 8 0 R /F9 99 0 R >> /XObject << /Fm1 7 0 R /Fm9 98 0 R >> >>"
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {} /Contents {} 0 R >>"
    objects: dict[int, str | None] = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        3: page.format(resources, 5),
        4: page.format(resources, 6),
        5: stream(f"BT /F1 12 Tf 72 700 Td ({PAGES[0]}) Tj ET"),
        6: stream("q /Fm1 Do Q"),
        7: stream(
            f"BT /F1 12 Tf 72 700 Td ({PAGES[1]}) Tj ET",
            f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources {resources}",
        ),
        8: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        **(changes or {}),
    }
    out, places = b"%PDF-1.4\n", {}
    for number, content in objects.items():
        if content is not None:
            places[number] = len(out)
            out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(
        f"{places[n]:010} 00000 n \n" if n in places else f"{0:010} 65535 f \n" for n in range(1, 9)
    )
    start = len(out)
    trailer = f"trailer\n<< /Size 9 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    out += f"xref\n0 9\n0000000000 65535 f \n{table}{trailer}".encode()
    path.write_bytes(out)
    return path


def test_what_a_page_names_and_does_not_use_may_be_missing(tmp_path: Path) -> None:
    document = read_pdf(pdf(tmp_path / "a.pdf"))
    assert [getattr(block, "text", "") for block in document.blocks] == list(PAGES)


def test_a_page_without_content_is_blank(tmp_path: Path) -> None:
    blank = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    assert [getattr(block, "text", "") for block in read_pdf(pdf(tmp_path / "a.pdf", {4: blank})).blocks] == [
        PAGES[0]
    ]


@pytest.mark.parametrize(
    ("number", "instead"),
    [
        pytest.param(5, None, id="the content of a page"),
        pytest.param(5, "(text in place of a stream)", id="the content of a page that is something else"),
        pytest.param(7, None, id="a form that a page draws"),
        pytest.param(8, None, id="a font"),
        pytest.param(
            8,
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 97 0 R >>",
            id="the letters of a font",
        ),
        pytest.param(
            8,
            "<< /Type /Font /Subtype /Type0 /BaseFont /X /DescendantFonts [96 0 R] >>",
            id="a part of a font",
        ),
    ],
)
def test_a_pdf_is_refused_that_lacks(tmp_path: Path, number: int, instead: str | None) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_pdf(pdf(tmp_path / "a.pdf", {number: instead}))
    assert refusal.value.code == "damaged-file"


def test_a_pdf_is_refused_whose_contents_head_is_spoilt(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes().replace(b"5 0 obj\n", b"x x xxx\n"))
    with pytest.raises(UnreadableFile) as refusal:
        read_pdf(path)
    assert refusal.value.code == "damaged-file"


def test_a_file_whose_list_of_objects_is_damaged_is_held_against_its_painted_pages(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf")
    whole = path.read_bytes()
    untold = Seen(
        Sight.UNKNOWN, "trang 1, 2 không vẽ ra được, không kiểm được số trên hình trang với số chép ra"
    )
    for content, told in (
        (whole, ()),
        (whole.replace(b"startxref\n", b"startxref\n9"), ()),  # PDFium looks for the objects too
        (whole.removeprefix(b"%PDF-1.4\n"), (untold,)),  # … and takes this for no PDF
    ):
        path.write_bytes(content)
        document = read_pdf(path)
        assert ([item.text for item in document.paragraphs()], document.sights) == ([*PAGES], told)
