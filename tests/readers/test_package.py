from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import BinaryIO

import pytest

from htsd_cli.readers.packages import Package, UnreadableFile, package, read_flat_xml
from tests.corpus import ooxml

PLAIN = {"word/document.xml": "<a><b>Tuần lễ</b></a>"}


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "tệp.docx"
    path.write_bytes(content)
    return path


def code_of(folder: Path, content: bytes, part: str = "word/document.xml") -> str:
    """Return the code a package is refused with when a part of it is parsed."""
    path = saved(folder, content)
    with pytest.raises(UnreadableFile) as refused, Package(path) as opened:
        opened.parse(part)
    return refused.value.code


# -- names ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["word/document.xml", "/word/document.xml", "Word/Document.XML", r"word\document.xml"]
)
def test_a_part_is_found_by_any_spelling_of_its_name(tmp_path: Path, name: str) -> None:
    with Package(saved(tmp_path, ooxml.pack(PLAIN))) as opened:
        assert opened.parse(name)[0].text == "Tuần lễ"


def test_a_package_whose_names_have_backslashes_and_capitals_is_read(tmp_path: Path) -> None:
    with Package(saved(tmp_path, ooxml.pack({r"\Word\Document.xml": PLAIN["word/document.xml"]}))) as opened:
        assert opened.parse("word/document.xml")[0].text == "Tuần lễ"


def test_a_part_that_is_not_there_is_none_to_read_and_damage_to_parse(tmp_path: Path) -> None:
    content = ooxml.pack(PLAIN)
    with Package(saved(tmp_path, content)) as opened:
        assert opened.read("word/styles.xml") is None
    assert code_of(tmp_path, content, "word/styles.xml") == "damaged-file"


# -- relationships -------------------------------------------------------------------------------------------


def relations(folder: Path, targets: dict[str, str], **more: frozenset[str]) -> dict[str, tuple[str, str]]:
    parts = {
        "xl/_rels/workbook.xml.rels": ooxml.relationships(
            {n: ("sheet", t) for n, t in targets.items()}, **more
        )
    }
    with Package(saved(folder, ooxml.pack(parts | {"xl/trang một.xml": "<a/>"}))) as opened:
        return opened.relations("xl/workbook.xml")


def test_targets_are_resolved_from_the_part_that_names_them(tmp_path: Path) -> None:
    targets = {
        "a": "worksheets/1.xml",
        "b": "../word/2.xml",
        "c": "/xl/3.xml",
        "d": r"worksheets\4.xml",
        "e": "../../../5.xml",
    }
    assert relations(tmp_path, targets) == {
        "a": ("sheet", "xl/worksheets/1.xml"),
        "b": ("sheet", "word/2.xml"),
        "c": ("sheet", "xl/3.xml"),
        "d": ("sheet", "xl/worksheets/4.xml"),
        "e": ("sheet", "5.xml"),
    }


def test_an_escaped_target_is_found_under_its_plain_name(tmp_path: Path) -> None:
    found = relations(tmp_path, {"a": "trang%20m%E1%BB%99t.xml"})
    assert found == {"a": ("sheet", "xl/trang một.xml")}


def test_external_targets_are_left_out(tmp_path: Path) -> None:
    found = relations(tmp_path, {"a": "https://example.invalid/x", "b": "1.xml"}, external=frozenset("a"))
    assert found == {"b": ("sheet", "xl/1.xml")}


def test_the_main_part_is_the_one_the_package_names(tmp_path: Path) -> None:
    parts = {
        "_rels/.rels": ooxml.relationships({"a": ("officeDocument", "word/chính.xml")}),
        "word/chính.xml": "<a/>",
    }
    with Package(saved(tmp_path, ooxml.pack(parts | PLAIN))) as opened:
        assert opened.main_part("word/document.xml") == "word/chính.xml"


def test_the_main_part_is_the_usual_one_when_the_named_one_is_missing_or_none_is_named(
    tmp_path: Path,
) -> None:
    named = {"_rels/.rels": ooxml.relationships({"a": ("officeDocument", "word/mất.xml")})}
    for parts in (PLAIN, PLAIN | named):
        with Package(saved(tmp_path, ooxml.pack(parts))) as opened:
            assert opened.main_part("word/document.xml") == "word/document.xml"


def test_content_types_go_by_name_and_else_by_ending(tmp_path: Path) -> None:
    parts = PLAIN | {"[Content_Types].xml": ooxml.content_types({"word/document.xml": ooxml.WORD_MAIN})}
    with Package(saved(tmp_path, ooxml.pack(parts))) as opened:
        assert opened.content_type("Word/document.xml") == ooxml.WORD_MAIN
        assert opened.content_type("word/khác.XML") == "application/xml"
        assert opened.content_type("word/ảnh.png") is None


# -- what is inside ------------------------------------------------------------------------------------------


def test_strict_namespaces_are_read_as_the_transitional_ones(tmp_path: Path) -> None:
    strict = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
        " xmlns:c='http://purl.oclc.org/ooxml/officeDocument/customProperties'><c:p/></w:document>"
    )
    with Package(saved(tmp_path, ooxml.pack({"word/document.xml": strict}))) as opened:
        root = opened.parse("word/document.xml")
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    assert root.tag == f"{{{ooxml.W}}}document"
    assert root[0].tag == f"{{{office}/custom-properties}}p"


def test_strict_relationships_name_the_main_part(tmp_path: Path) -> None:
    rels = ooxml.relationships({"a": ("officeDocument", "word/b.xml")})
    rels = rels.replace(
        "schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"
    )
    assert "purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" in rels
    with Package(saved(tmp_path, ooxml.pack({"_rels/.rels": rels, "word/b.xml": "<a/>"}))) as opened:
        assert opened.main_part("word/document.xml") == "word/b.xml"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_part_in_utf_16_is_read(tmp_path: Path, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="UTF-16"?>{PLAIN["word/document.xml"]}'.encode(encoding)
    with Package(saved(tmp_path, ooxml.pack({"word/document.xml": xml}))) as opened:
        assert opened.parse("word/document.xml")[0].text == "Tuần lễ"


def test_custom_properties_are_text_by_name(tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006"
    custom = (
        f'<Properties xmlns="{space}/custom-properties" xmlns:vt="{space}/docPropsVTypes">'
        '<property name="htsd-form"><vt:lpwstr>htsd-2024</vt:lpwstr></property>'
        '<property name="lần"><vt:i4>2</vt:i4></property></Properties>'
    )
    with Package(saved(tmp_path, ooxml.pack({"docProps/custom.xml": custom}))) as opened:
        assert opened.custom_properties() == {"htsd-form": "htsd-2024", "lần": "2"}


def test_broken_custom_properties_are_none(tmp_path: Path) -> None:
    with Package(saved(tmp_path, ooxml.pack({"docProps/custom.xml": "<Properties"}))) as opened:
        assert opened.custom_properties() == {}


# -- refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        f"<!--{'x' * 5000}--><!DOCTYPE a>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused(tmp_path: Path, declaration: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<a/>'.encode(encoding)
    assert code_of(tmp_path, ooxml.pack({"word/document.xml": xml})) == "forbidden-content"


def test_a_doctype_in_an_encoding_unlike_ascii_is_refused(tmp_path: Path) -> None:
    xml = '<?xml version="1.0" encoding="cp037"?><!DOCTYPE a><a/>'.encode("cp037")
    assert code_of(tmp_path, ooxml.pack({"word/document.xml": xml})) in ("forbidden-content", "damaged-file")


@pytest.mark.parametrize("xml", ["", "Tuần lễ", "<a><b></a>", "<a>\x01</a>"])
def test_a_part_that_is_no_xml_is_damage(tmp_path: Path, xml: str) -> None:
    assert code_of(tmp_path, ooxml.pack({"word/document.xml": xml})) == "damaged-file"


def test_nesting_without_end_is_too_large(tmp_path: Path) -> None:
    xml = "<a>" * 10_000 + "</a>" * 10_000
    assert code_of(tmp_path, ooxml.pack({"word/document.xml": xml})) == "too-large"


def test_a_package_cut_off_anywhere_is_damage_or_reads_as_before(tmp_path: Path) -> None:
    content = ooxml.pack(PLAIN | {"word/styles.xml": "<s>" + "x" * 300 + "</s>"})
    for length in range(len(content)):
        assert code_of(tmp_path, content[:length]) == "damaged-file"


def test_a_changed_byte_is_refused_or_changes_nothing(tmp_path: Path) -> None:
    content = ooxml.pack(PLAIN)
    outcomes = set()
    for place in range(len(content)):
        path = saved(tmp_path, content[:place] + bytes([content[place] ^ 0x5A]) + content[place + 1 :])
        try:
            with Package(path) as opened:
                outcomes.add(opened.parse("word/document.xml")[0].text)
        except UnreadableFile as refused:
            outcomes.add(refused.code)
    assert outcomes == {"Tuần lễ", "damaged-file", "too-large"}


def test_a_part_with_a_password_is_told_as_such(tmp_path: Path) -> None:
    content = bytearray(ooxml.pack(PLAIN))
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert code_of(tmp_path, bytes(content)) == "password-protected"


def test_a_bomb_is_refused_by_its_ratio_before_it_is_unpacked(tmp_path: Path) -> None:
    assert (
        code_of(tmp_path, ooxml.pack({"word/document.xml": b"<a>" + b" " * (30 << 20) + b"</a>"}))
        == "too-large"
    )


def test_a_part_larger_than_any_report_is_refused(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 200_000
    assert code_of(tmp_path, ooxml.pack({"word/document.xml": noise}, zipfile.ZIP_STORED)) == "too-large"


def test_a_part_with_more_elements_than_memory_is_refused(tmp_path: Path) -> None:
    xml = "<a>" + "<b/>" * (package.MOST_MARKS + 1) + "</a>"
    assert code_of(tmp_path, ooxml.pack({"word/document.xml": xml}, zipfile.ZIP_STORED)) == "too-large"


def test_a_file_of_one_piece_of_xml_has_the_limits_of_a_package_s_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MOST_MARKS", 20)
    monkeypatch.setattr(package, "_KEPT_BYTES", 10)
    path = tmp_path / "bang.fods"
    path.write_text(f"<a>{'<b/>' * 10}</a>", encoding="utf-8")
    assert len(read_flat_xml(path)) == 10
    path.write_text(f"<a>{'<b/>' * 30}</a>", encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        read_flat_xml(path)
    assert (refused.value.code, refused.value.detail) == (
        "too-large",
        "một phần của tệp có quá nhiều ô hoặc đoạn",
    )


def test_parts_that_are_too_much_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MOST_BYTES", 1000)
    parts = {f"word/{n}.xml": f"<a>{'x' * 500}</a>" for n in range(3)}
    with Package(saved(tmp_path, ooxml.pack(parts))) as opened:
        opened.parse("word/0.xml")
        opened.parse("word/0.xml")
        with pytest.raises(UnreadableFile) as refused:
            opened.parse("word/1.xml")
    assert refused.value.code == "too-large"


def test_a_package_of_thousands_of_parts_is_refused(tmp_path: Path) -> None:
    parts = {f"word/{n}.xml": "" for n in range(package.MOST_ENTRIES + 1)}
    with pytest.raises(UnreadableFile) as refused:
        Package(saved(tmp_path, ooxml.pack(parts, zipfile.ZIP_STORED)))
    assert (refused.value.code, refused.value.detail) == ("too-large", "tệp nén chứa 5001 phần")


@pytest.mark.whole
def test_a_table_of_contents_of_a_hundred_thousand_parts_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(100_000):
            archive.writestr(zipfile.ZipInfo(f"{number}"), b"")
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("the table of contents was read"))
    with pytest.raises(UnreadableFile) as refused:
        Package(saved(tmp_path, stream.getvalue()))
    assert (refused.value.code, refused.value.detail) == ("too-large", "tệp nén chứa 100000 phần")


def test_a_file_that_does_not_exist_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Package(tmp_path / "không có.docx")


def test_a_refused_file_is_left_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[BinaryIO] = []
    really = Path.open

    def watched(path: Path, mode: str = "r") -> BinaryIO:
        stream = really(path, "rb")
        opened.append(stream)
        return stream

    monkeypatch.setattr(Path, "open", watched)
    contents = (b"PK\x03\x04", ooxml.pack({f"{n}": "" for n in range(package.MOST_ENTRIES + 1)}))
    for content in contents:
        path = tmp_path / "tệp.docx"
        with really(path, "wb") as stream:
            stream.write(content)
        with pytest.raises(UnreadableFile):
            Package(path)
    assert [stream.closed for stream in opened] == [True, True]
