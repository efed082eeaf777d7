"""Pictures taken out of files as offices send them, each with its caption."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx.oxml import parse_xml
from lxml import etree
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from htsd_cli.pictures import NotLookedInto, open_sources, read_loose_picture, read_pictures
from htsd_cli.pictures import album as pictures
from htsd_cli.readers.packages import UnreadableFile
from tests.pictures.photo_files import REPORT, SAMPLES, Pictured
from tests.programs import save_as
from tests.scenes import jpeg, logo

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def captions(path: Path) -> list[str]:
    return [picture.caption for picture in read_pictures(path)]


def numbered(path: Path) -> list[tuple[int, str]]:
    """Return which scenes a file holds (see `jpeg`), with their captions."""
    known = {jpeg(number): number for number in range(1, 10)}
    return [(known.get(picture.content or b"", 0), picture.caption) for picture in read_pictures(path)]


def test_a_caption_stands_below_above_or_in_the_picture_s_own_paragraph(tmp_path: Path) -> None:
    file = Pictured(REPORT)
    file.picture(jpeg(1))
    file.text("Hình 1: Lễ khai mạc")
    file.picture(jpeg(2))
    file.text("")
    file.text("Học sinh quyên góp sách", italic=True)
    file.picture(jpeg(3)).getparent().getparent().getparent().append(
        parse_xml(f"<w:r {W}><w:br/><w:t>(Ảnh: ngày hội sách)</w:t></w:r>")
    )
    file.picture(jpeg(4))
    file.text("Trên đây là báo cáo của nhà trường về Tuần lễ.")
    file.text("HIỆU TRƯỞNG", centred=True, bold=True)
    assert numbered(file.save(tmp_path / "a.docx")) == [
        (1, "Hình 1: Lễ khai mạc"),
        (2, "Học sinh quyên góp sách"),
        (3, "(Ảnh: ngày hội sách)"),
        (4, ""),
    ]


def test_pictures_in_a_table_find_their_captions_in_their_cell_below_above_or_beside(tmp_path: Path) -> None:
    file = Pictured(REPORT)
    below = file.document.add_table(2, 2)
    for column in (0, 1):
        file.picture(jpeg(1 + column), 7, below.cell(0, column).paragraphs[0])
        below.cell(1, column).text = ("Thi kể chuyện", "Thi vẽ tranh")[column]
    file.text("Giữa hai bảng")
    above = file.document.add_table(2, 2)
    for column in (0, 1):
        above.cell(0, column).text = ("Trưng bày sách", "Đọc sách")[column]
        file.picture(jpeg(3 + column), 7, above.cell(1, column).paragraphs[0])
    file.text("Giữa hai bảng")
    joined = file.document.add_table(2, 2)
    file.picture(jpeg(5), 7, joined.cell(0, 0).paragraphs[0])
    file.picture(jpeg(6), 7, joined.cell(0, 1).paragraphs[0])
    joined.cell(1, 0).merge(joined.cell(1, 1)).text = "Tham quan bảo tàng"
    file.text("Giữa hai bảng")
    beside = file.document.add_table(1, 3)
    beside.cell(0, 0).text = ""
    file.picture(jpeg(7), 4, beside.cell(0, 1).paragraphs[0])
    beside.cell(0, 2).text = "Sinh hoạt câu lạc bộ"
    own = file.document.add_table(1, 1)
    file.picture(jpeg(8), 7, own.cell(0, 0).paragraphs[0])
    own.cell(0, 0).add_paragraph().add_run("Ảnh trong cùng một ô")
    assert numbered(file.save(tmp_path / "a.docx")) == [
        (1, "Thi kể chuyện"), (2, "Thi vẽ tranh"), (3, "Trưng bày sách"), (4, "Đọc sách"), (5, "Tham quan bảo tàng"),
        (6, "Tham quan bảo tàng"), (7, "Sinh hoạt câu lạc bộ"), (8, "Ảnh trong cùng một ô"),
    ]  # fmt: skip


def test_what_a_person_wrote_as_a_description_is_the_last_resort(tmp_path: Path) -> None:
    file = Pictured(REPORT)
    file.picture(jpeg(1)).docPr.set("descr", "Đại biểu trao quà cho học sinh")
    file.text("Đoạn văn thường ở sau ảnh.")
    file.picture(jpeg(2)).docPr.set("descr", "A group of people\n\nDescription automatically generated")
    file.text("Đoạn văn thường ở sau ảnh.")
    file.picture(jpeg(3)).docPr.set("descr", "Mô tả của người viết")
    file.text("Hình 3: Chú thích trên giấy")
    assert captions(file.save(tmp_path / "a.docx")) == [
        "Đại biểu trao quà cho học sinh", "", "Hình 3: Chú thích trên giấy",
    ]  # fmt: skip


def test_a_caption_in_an_old_font_is_read_as_it_is_seen(tmp_path: Path) -> None:
    file = Pictured(REPORT)
    file.picture(jpeg(1))
    paragraph = file.text("", italic=True)
    paragraph._p.append(
        parse_xml(
            f'<w:r {W}><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/><w:i/></w:rPr>'
            "<w:t>LÔ khai m¹c TuÇn lÔ</w:t></w:r>"
        )
    )
    assert captions(file.save(tmp_path / "a.docx")) == ["Lễ khai mạc Tuần lễ"]


def test_size_and_turn_on_the_page_are_told(tmp_path: Path) -> None:
    file = Pictured(REPORT)
    file.picture(jpeg(1), 12)
    turned = file.picture(jpeg(2), 2.5)
    turned.graphic.graphicData.pic.spPr.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm"
    ).set("rot", "5400000")
    first, second = read_pictures(file.save(tmp_path / "a.docx"))
    assert first.millimetres == pytest.approx((120, 90), abs=0.1)
    assert (first.turn, second.turn) == (0, 90)
    assert second.millimetres == pytest.approx((25, 18.75), abs=0.1)


def test_what_nobody_sees_is_not_taken_header_deleted_hidden_or_linked(tmp_path: Path) -> None:
    file = Pictured(REPORT)
    header = file.document.sections[0].header.paragraphs[0]
    file.picture(jpeg(1), 5, header)
    for number, wrap in ((2, "w:del"), (3, "w:moveFrom")):
        run = file.picture(jpeg(number)).getparent().getparent()
        paragraph = run.getparent()
        deleted = parse_xml(f'<{wrap} {W} w:id="{number}" w:author="x" w:date="2024-10-01T00:00:00Z"/>')
        paragraph.append(deleted)
        deleted.append(run)
    run = file.picture(jpeg(4)).getparent().getparent()
    run.get_or_add_rPr().append(parse_xml(f"<w:vanish {W}/>"))
    file.picture(jpeg(5)).docPr.set("hidden", "1")
    blip = file.picture(jpeg(6)).graphic.graphicData.pic.blipFill.blip
    blip.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", "rId9999")
    file.picture(jpeg(7))
    assert [number for number, _ in numbered(file.save(tmp_path / "a.docx"))] == [7]


def test_a_picture_used_twice_is_taken_once_and_only_one_is_in_memory(tmp_path: Path) -> None:
    file = Pictured(REPORT)
    for number in (1, 2):
        file.picture(jpeg(number))
    inline = file.document.inline_shapes[0]._inline
    file.document.add_paragraph().add_run()._r.append(parse_xml(etree.tostring(inline.getparent())))
    found = read_pictures(file.save(tmp_path / "a.docx"))
    assert next(found).name == "hình thứ 1 trong tệp"
    assert len(list(found)) == 1


def test_a_word_97_style_picture_and_one_in_a_text_box_are_found(tmp_path: Path) -> None:
    file = Pictured(REPORT)
    relation = file.picture(jpeg(1)).graphic.graphicData.pic.blipFill.blip.embed
    drawing = file.document.inline_shapes[-1]._inline.getparent()
    names = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    drawing.getparent().replace(
        drawing,
        parse_xml(
            f'<w:pict {W} {names}><v:shape style="width:300pt;height:225pt" alt="Lễ tổng kết">'
            f'<v:imagedata r:id="{relation}"/></v:shape></w:pict>'
        ),
    )
    (found,) = read_pictures(file.save(tmp_path / "a.docx"))
    assert found.content == jpeg(1)
    assert found.caption == "Lễ tổng kết"
    assert found.millimetres == pytest.approx((105.8, 79.4), abs=0.1)


def text_box(*paragraphs: str) -> str:
    """Return the XML of a drawing that is a text box of these paragraphs' XML, with the same for Word 2007."""
    inside = (
        f"<w:txbxContent>{''.join(f'<w:p>{paragraph}</w:p>' for paragraph in paragraphs)}</w:txbxContent>"
    )
    return (
        f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">'
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<wp:extent cx="914400" cy="457200"/><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_caption_in_a_text_box_on_the_picture_and_a_picture_in_a_text_box_are_found_once(
    tmp_path: Path,
) -> None:
    file = Pictured(REPORT)
    run = file.picture(jpeg(1)).getparent().getparent()
    run.getparent().append(parse_xml(text_box("<w:r><w:t>Khai mạc Tuần lễ</w:t></w:r>")))
    file.text("Đoạn văn thường ở giữa.")
    run = file.picture(jpeg(2)).getparent().getparent()
    paragraph = run.getparent()
    paragraph.remove(run)
    inner = etree.tostring(run[0], encoding="unicode")
    paragraph.append(parse_xml(text_box(f"<w:r>{inner}</w:r>", "<w:r><w:t>Hình 2: Trong khung</w:t></w:r>")))
    assert numbered(file.save(tmp_path / "a.docx")) == [(1, "Khai mạc Tuần lễ"), (2, "Hình 2: Trong khung")]


def test_a_damaged_picture_is_told_and_the_others_are_taken(tmp_path: Path) -> None:
    file = Pictured(REPORT)
    for number in (1, 2):
        file.picture(jpeg(number))
    path = file.save(tmp_path / "a.docx")
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        entry = next(item for item in package.infolist() if item.filename.endswith("image1.jpg"))
    start = entry.header_offset + 200
    content[start : start + 40] = b"\0" * 40
    path.write_bytes(content)
    first, second = read_pictures(path)
    assert (first.content, first.trouble) == (None, "bị hỏng trong tệp")
    assert second.content == jpeg(2)


def test_a_file_of_too_many_pictures_ends_in_an_error_after_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_PICTURES", 2)
    file = Pictured(REPORT)
    for number in (1, 2, 3):
        file.picture(jpeg(number))
    found = read_pictures(file.save(tmp_path / "a.docx"))
    assert [next(found).name for _ in range(2)] == ["hình thứ 1 trong tệp", "hình thứ 2 trong tệp"]
    with pytest.raises(UnreadableFile):
        next(found)


def workbook(path: Path) -> Path:
    book = openpyxl.load_workbook(SAMPLES / "Phong Noi vu BC HTSD.xlsx")
    for title, state in (("Hình ảnh", "visible"), ("Nháp", "hidden")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for number, place in ((1, "B2"), (2, "B30")):
            image = SheetImage(io.BytesIO(jpeg(number if state == "visible" else number + 2)))
            image.width, image.height = 480, 360
            sheet.add_image(image, place)
        sheet["B22"] = "Hình 1: Hội nghị triển khai"
        sheet["B29"] = "Ảnh: Trao giấy khen"
    book.save(path)
    return path


def test_pictures_on_visible_sheets_are_taken_with_the_captions_in_cells(tmp_path: Path) -> None:
    assert numbered(workbook(tmp_path / "a.xlsx")) == [
        (1, "Hình 1: Hội nghị triển khai"),
        (2, "Ảnh: Trao giấy khen"),
    ]
    assert numbered(SAMPLES / "Phong Noi vu BC HTSD.xlsx") == []


def convert(path: Path, ending: str) -> Path:
    return save_as([path], ending, path.parent)[0]


def test_pictures_of_old_text_files_come_through_libreoffice(tmp_path: Path) -> None:
    file = Pictured(REPORT)
    for number in (1, 2):
        file.picture(jpeg(number, (640, 480)))
        file.text(f"Hình {number}: Hoạt động số {number}", italic=True, centred=True)
    report = file.save(tmp_path / "a.docx")
    old = [convert(report, ending) for ending in ("doc", "odt", "rtf")]
    with open_sources([*old, report]) as sources:
        assert sources[report] == report
        for path in old:
            assert captions(sources[path]) == ["Hình 1: Hoạt động số 1", "Hình 2: Hoạt động số 2"]


def test_pictures_of_old_and_open_workbooks_are_taken(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx")
    old = [convert(book, ending) for ending in ("xls", "ods")]
    with open_sources(old) as sources:
        for path in old:
            assert captions(sources[path]) == ["Hình 1: Hội nghị triển khai", "Ảnh: Trao giấy khen"]


def test_an_old_file_without_pictures_is_not_converted_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.rtf"
    path.write_text(r"{\rtf1 Bao cao}", "ascii")
    monkeypatch.setattr("htsd_cli.readers.converted.libreoffice.convert", lambda _: pytest.fail("converted"))
    with open_sources([path]) as sources:
        assert list(read_pictures(sources[path])) == []


def test_the_photographs_of_a_pdf_are_taken_without_captions(tmp_path: Path) -> None:
    file = Pictured(REPORT)
    file.picture(jpeg(1))
    file.text("Hình 1: Lễ khai mạc", italic=True)
    file.picture(jpeg(2))
    pdf = convert(file.save(tmp_path / "a.docx"), "pdf")
    assert [picture.caption for picture in read_pictures(pdf)] == ["", ""]
    for picture in read_pictures(pdf):
        assert picture.content is not None
        assert Image.open(io.BytesIO(picture.content)).size[0] > 400


def test_kinds_of_files_that_are_not_looked_into_are_named_when_they_hold_pictures(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = "<html><body><table><tr><td>Báo cáo</td></tr></table><p>{}</p></body></html>"
    path.write_text(page.format("a"), "utf-8")
    assert list(read_pictures(path)) == []
    path.write_text(page.format('<IMG src="a.jpg">'), "utf-8")
    with pytest.raises(NotLookedInto, match="trang web"):
        next(read_pictures(path))


def test_a_loose_picture_is_called_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "Lễ khai mạc.jpg"
    path.write_bytes(jpeg(1))
    assert read_loose_picture(path)[:3] == ("Lễ khai mạc.jpg", jpeg(1), "Lễ khai mạc")
    (tmp_path / "IMG_2034.jpg").write_bytes(b"")
    empty = read_loose_picture(tmp_path / "IMG_2034.jpg")
    assert (empty.content, empty.caption, empty.trouble) == (None, "", "tệp rỗng")


def test_a_logo_in_the_letterhead_is_among_the_pictures_for_others_to_refuse(tmp_path: Path) -> None:
    file = Pictured(REPORT)
    file.picture(logo(), 2)
    (found,) = read_pictures(file.save(tmp_path / "a.docx"))
    assert found.millimetres == pytest.approx((20, 15), abs=1)
