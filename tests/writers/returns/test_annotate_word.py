"""Remarks in a copy of a Word file: each at its cell, nothing else changed, read as before and clean once mended."""

from __future__ import annotations

import dataclasses
import zipfile
from pathlib import Path

import pytest
from docx import Document

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.values.findings import Severity
from htsd_cli.writers.returns.annotate_word import annotate_word
from htsd_cli.writers.returns.copies import Base, annotated
from htsd_cli.writers.returns.remarks import Remark
from tests.documents import FORM, draw_word, form_rows, relationships, report, word, word_body, word_text
from tests.writers.returns.returned import (
    AUTHOR,
    DAY,
    Comment,
    comments,
    parts,
    reading,
    remarks_of,
    returned,
)

FAULTY = {
    "news_items": ("O8",),
    "classes.professional": ("2", "khoảng 40"),
    "culture_sport.arts": ("1", "45 GV + 300 HS"),
}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def faulty(tmp_path: Path, **more: tuple[str, ...]) -> Path:
    return draw_word(tmp_path / "bao-cao.docx", report(form_rows(FAULTY | more)))


def with_comments(tmp_path: Path, comment: str, extended: str = "") -> Path:
    """Write a faulty report with a comment of the unit's own on its first paragraph, number 7."""
    body = word_body(report(form_rows(FAULTY)))
    marked = (
        '<w:p><w:commentRangeStart w:id="7"/><w:r><w:t>BÁO CÁO</w:t></w:r><w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r></w:p>'
    )
    old = word_text("BÁO CÁO")
    assert body.count(old) == 1
    links = {"comments.xml": "comments"} | ({"commentsExtended.xml": "commentsExtended"} if extended else {})
    more = {
        "word/comments.xml": f'<w:comments xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        f"{comment}</w:comments>",
        "word/_rels/document.xml.rels": relationships(links),
    }
    if extended:
        more["word/commentsExtended.xml"] = (
            f'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">{extended}</w15:commentsEx>'
        )
    return word(tmp_path / "bao-cao.docx", body.replace(old, marked), more)


def test_each_wrong_cell_has_its_own_comment_saying_what_is_wrong_and_what_to_write(tmp_path: Path) -> None:
    assert comments(returned(faulty(tmp_path))) == [
        Comment(
            AUTHOR,
            "Cần sửa: Dòng “Bồi dưỡng nâng cao trình độ chuyên môn nghiệp vụ cho cán bộ, công…”, cột “Người” ghi"
            " “khoảng 40”: số ước lượng, cần một số chính xác.\n→ Ghi số chính xác (gợi ý: 40).",
            "khoảng 40",
        ),
        Comment(
            AUTHOR,
            "Cần sửa: Dòng 2 “Số tin bài về các hoạt động của Tuần lễ”, cột “Số lớp/số cuộc thi” ghi “O8”: có chữ cái"
            " ở chỗ của chữ số.\n→ Gõ lại số (gợi ý: 8).",
            "O8",
        ),
        Comment(
            AUTHOR,
            "Cần sửa: Dòng “Hoạt động văn nghệ”, cột “Người” ghi “45 GV + 300 HS”: nhiều số trong một ô, cần một số"
            " tổng.\n→ Ghi một số tổng (gợi ý: 345).",
            "45 GV + 300 HS",
        ),
    ]


def test_the_copy_reads_like_the_received_file_which_keeps_every_byte(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    before = path.read_bytes()
    assert reading(returned(path)) == reading(path)
    assert path.read_bytes() == before


def test_mended_in_the_very_copy_it_reads_clean(tmp_path: Path) -> None:
    copy = returned(faulty(tmp_path))
    document = Document(str(copy))
    right = {"O8": "8", "khoảng 40": "41", "45 GV + 300 HS": "345"}
    for paragraph in document.element.body.iter(f"{{{W}}}t"):
        paragraph.text = right.get(paragraph.text, paragraph.text)
    document.save(str(copy))
    mended = reading(copy)
    assert [item.code for item in mended.findings if item.severity is not Severity.INFO] == []
    assert mended.numbers["culture_sport.arts"] == {"count": 1, "people": 345}
    assert len(comments(copy)) == 3


def test_what_concerns_the_whole_report_stands_at_its_beginning(tmp_path: Path) -> None:
    path = draw_word(tmp_path / "b.docx", report(form_rows({"culture_sport.arts": ("1", "5")}), year=2023))
    [comment] = comments(returned(path))
    assert comment.text.startswith("Cần sửa: Báo cáo ghi Tuần lễ năm 2023, trong khi đợt này là năm 2024.")
    assert comment.at.startswith("ĐƠN VỊ:")


def test_a_warning_is_said_to_be_one(tmp_path: Path) -> None:
    path = draw_word(tmp_path / "b.docx", report(form_rows({"classes": ("5",), "classes.other": ("6",)})))
    first = comments(returned(path))[0]
    assert first.text.startswith("Cần xem lại: Dòng 1 ")
    assert first.at == "5"


def test_a_file_without_comments_gains_the_part_and_all_else_keeps_its_bytes(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    before, after = parts(path), parts(returned(path))
    assert set(after) - set(before) == {"word/comments.xml", "word/_rels/document.xml.rels"}
    assert [name for name in before if before[name] != after[name]] == [
        "[Content_Types].xml",
        "word/document.xml",
    ]


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    assert returned(path, "a").read_bytes() == returned(path, "b").read_bytes()


def test_parts_nobody_knows_stay_byte_for_byte_even_as_they_are_packed(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/vbaProject.bin", bytes(range(256)) * 40, zipfile.ZIP_STORED)
        package.writestr("customXml/item1.xml", "<khác/>", zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(returned(path)) as after:
        for name in ("word/vbaProject.bin", "customXml/item1.xml", "_rels/.rels"):
            old, new = before.getinfo(name), after.getinfo(name)
            assert before.read(name) == after.read(name)
            assert (old.compress_type, old.compress_size, old.CRC) == (
                new.compress_type,
                new.compress_size,
                new.CRC,
            )


def test_comments_of_the_unit_stay_and_new_ones_are_numbered_after_them(tmp_path: Path) -> None:
    own = f'<w:comment w:id="7" w:author="Hiệu phó" w:initials="HP">{word_text("xem lại")}</w:comment>'
    path = with_comments(tmp_path, own)
    copy = returned(path)
    assert [(item.author, item.at) for item in comments(copy)][:2] == [
        ("Hiệu phó", "BÁO CÁO"),
        (AUTHOR, "khoảng 40"),
    ]
    assert parts(copy)["word/comments.xml"].count(b"w:id=") == 4
    assert parts(copy)["word/_rels/document.xml.rels"] == parts(path)["word/_rels/document.xml.rels"]


def test_the_comments_of_an_earlier_return_are_taken_out_before_new_ones_are_written(tmp_path: Path) -> None:
    first = returned(faulty(tmp_path), "mot")
    document = Document(str(first))
    for paragraph in document.element.body.iter(f"{{{W}}}t"):
        paragraph.text = "8" if paragraph.text == "O8" else paragraph.text
    document.save(str(first))
    again = returned(first, "hai")
    assert [item.at for item in comments(again)] == ["khoảng 40", "45 GV + 300 HS"]
    assert reading(again) == reading(first)


def test_a_comment_of_an_earlier_return_that_was_answered_stays_with_its_answer(tmp_path: Path) -> None:
    ours = '<w:comment w:id="7" w:author="PGDĐT" w:initials="htsd"><w:p w14:paraId="00000001"/></w:comment>'
    path = with_comments(
        tmp_path,
        ours + '<w:comment w:id="8" w:author="Hiệu phó"><w:p w14:paraId="00000002"/></w:comment>',
        '<w15:commentEx w15:paraId="00000001"/><w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/>',
    )
    written = parts(returned(path))
    assert written["word/comments.xml"].count(b"<w:comment ") == 5
    assert written["word/commentsExtended.xml"] == parts(path)["word/commentsExtended.xml"]


def test_with_a_comment_that_goes_its_entry_in_the_extended_part_goes_too(tmp_path: Path) -> None:
    ours = '<w:comment w:id="7" w:author="PGDĐT" w:initials="htsd"><w:p w14:paraId="00000001"/></w:comment>'
    entry = '<w15:commentEx w15:paraId="00000001" w15:done="0"/><w15:commentEx w15:paraId="0000000A" w15:done="0"/>'
    copy = returned(with_comments(tmp_path, ours, entry))
    assert [item.at for item in comments(copy)] == ["khoảng 40", "O8", "45 GV + 300 HS"]
    assert b"00000001" not in parts(copy)["word/commentsExtended.xml"]
    assert b"0000000A" in parts(copy)["word/commentsExtended.xml"]


def test_a_strict_file_gains_a_strict_part(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    files = {
        name: content.decode()
        .replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                 "http://purl.oclc.org/ooxml/officeDocument/relationships")
        .replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, content in parts(path).items()
    }  # fmt: skip
    with zipfile.ZipFile(path, "w") as package:
        for name, text in files.items():
            package.writestr(name, text)
    copy = returned(path)
    assert [item.at for item in comments(copy)] == ["khoảng 40", "O8", "45 GV + 300 HS"]
    assert b"http://purl.oclc.org/ooxml/wordprocessingml/main" in parts(copy)["word/comments.xml"]
    links = parts(copy)["word/_rels/document.xml.rels"]
    assert b"http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in links
    assert reading(copy) == reading(path)


@pytest.mark.parametrize(
    "wrap",
    [
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:ins w:id="3" w:author="a">{}</w:ins>',
        '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
    ids=["content control", "inserted", "link", "field"],
)
def test_a_cell_s_content_of_any_kind_stays_inside_its_comment(tmp_path: Path, wrap: str) -> None:
    run = '<w:r><w:t xml:space="preserve">O8</w:t></w:r>'
    body = word_body(report(form_rows(FAULTY)))
    assert body.count(run) == 1
    path = word(tmp_path / "bao-cao.docx", body.replace(run, wrap.format(run)))
    copy = returned(path)
    assert [item.at for item in comments(copy)] == ["khoảng 40", "O8", "45 GV + 300 HS"]
    assert wrap.format(run).encode() in parts(copy)["word/document.xml"]
    assert reading(copy) == reading(path)


def test_a_table_framed_by_another_is_found(tmp_path: Path) -> None:
    table = word_body(form_rows(FAULTY))
    frame = f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{table}<w:p/></w:tc></w:tr></w:tbl>"
    path = word(tmp_path / "b.docx", word_text("ĐƠN VỊ: TRƯỜNG TIỂU HỌC HOA SEN") + frame)
    told = comments(returned(path))
    assert [item.at for item in told if "→ G" in item.text] == ["khoảng 40", "O8", "45 GV + 300 HS"]


def test_a_table_in_a_text_box_is_remarked_on_outside_it_since_word_allows_no_comment_in_one(
    tmp_path: Path,
) -> None:
    table = word_body(form_rows(FAULTY))
    box = (
        "<w:p><w:r><w:t>KHUNG</w:t></w:r><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{table}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    path = word(tmp_path / "b.docx", word_text("ĐƠN VỊ: TRƯỜNG TIỂU HỌC HOA SEN") + box)
    copy = returned(path)
    document = Document(str(copy)).element.body
    [holder] = [item for item in document if item.tag == f"{{{W}}}p" and "KHUNG" in "".join(item.itertext())]
    numbers = [item for item in holder if item.tag == f"{{{W}}}commentRangeStart"]
    assert len(numbers) == sum("→ G" in item.text for item in comments(copy)) == 3
    assert reading(copy) == reading(path)


def test_a_place_that_is_not_there_is_remarked_on_where_its_table_begins_and_no_remark_is_lost(
    tmp_path: Path,
) -> None:
    path = faulty(tmp_path)
    there, *_ = [item for item in remarks_of(path) if item.found == "O8"]
    assert there.origin is not None
    for table, at in ((2, "STT"), (9, "ĐƠN VỊ")):
        lost = dataclasses.replace(there, origin=dataclasses.replace(there.origin, table=table, row=400))
        copy = tmp_path / "mat.docx"
        copy.write_bytes(annotate_word(path, [lost], AUTHOR, DAY))
        [comment] = comments(copy)
        assert comment.at.startswith(at)


def test_a_document_without_a_paragraph_gains_one_to_hold_the_comment(tmp_path: Path) -> None:
    path = word(tmp_path / "b.docx", "")
    remark = Remark("empty-form", Severity.ERROR, "Trống.", "Điền.", None, "", "", "")
    copy = tmp_path / "c.docx"
    copy.write_bytes(annotate_word(path, [remark], AUTHOR, DAY))
    assert comments(copy) == [Comment(AUTHOR, "Cần sửa: Trống.\n→ Điền.", "")]


def test_letters_that_mean_something_in_xml_are_told_as_they_are(tmp_path: Path) -> None:
    path = faulty(tmp_path, workshops=("<5 & “6”>",))
    assert any("<5 & “6”>" in item.text and item.at == "<5 & “6”>" for item in comments(returned(path)))


def test_a_package_whose_entries_lie_in_one_another_is_refused(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("la.bin", b"x" * 200_000, zipfile.ZIP_STORED)
        first = package.getinfo("la.bin")
        for number in range(3):
            double = zipfile.ZipInfo(f"la{number}.bin")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(double, name, getattr(first, name))
            package.filelist.append(double)
    with pytest.raises(UnreadableFile):
        annotate_word(path, remarks_of(path), AUTHOR, DAY)


def test_a_remark_on_another_of_the_unit_s_files_stands_at_the_head_not_in_a_cell_of_this_one(
    tmp_path: Path,
) -> None:
    path = faulty(tmp_path)
    alone = reading(path)
    files = {"estimate": "phần 1.docx", "letters-for-digits": path.name}
    findings = tuple(
        dataclasses.replace(item, origin=dataclasses.replace(item.origin, file=files.get(item.code)))
        for item in alone.findings
        if item.origin is not None
    )
    joined = alone.model_copy(update={"findings": findings})
    copy = annotated(Base(path, "docx"), path.name, joined, FORM, AUTHOR, DAY, lambda *_: alone)
    assert copy is not None
    (tmp_path / "tra.docx").write_bytes(copy.content)
    places = {item.text.partition("”")[0]: item.at for item in comments(tmp_path / "tra.docx")}
    assert len(places) == 3
    assert {"O8", "45 GV + 300 HS"} < set(places.values())
    assert "khoảng 40" not in places.values()
