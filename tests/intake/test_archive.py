"""Zip archives of reports: names in any encoding, nothing led outside, limits before unpacking."""

from __future__ import annotations

import base64
import io
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from htsd_cli.intake import archive as archives
from htsd_cli.intake.archive import recovered
from htsd_cli.intake.container import MOST_MEMBERS, Container
from htsd_cli.intake.opening import open_container
from htsd_cli.readers import UnreadableFile
from htsd_cli.values.time import VIETNAM
from tests.campaigns import zipped
from tests.documents import draw_excel, draw_word
from tests.hostile.zip_file import Part, part, repeated, write_zip


def opened(path: Path, content: bytes) -> Container:
    path.write_bytes(content)
    found = open_container(path)
    assert found is not None
    return found


def names(path: Path, content: bytes) -> list[str]:
    return [member.name for member in opened(path, content).members]


def contents(path: Path, content: bytes) -> list[bytes | str]:
    """Return each file's content, or the code it is refused with."""
    found: list[bytes | str] = []
    for member in opened(path, content).members:
        try:
            found.append(member.read())
        except UnreadableFile as error:
            found.append(error.code)
    return found


def refusal(path: Path, content: bytes) -> tuple[str, str]:
    """Return the code and detail an archive, or its first file, is refused with."""
    try:
        for member in opened(path, content).members:
            member.read()
    except UnreadableFile as error:
        return error.code, error.detail
    pytest.fail("not refused")


# -- what is an archive ------------------------------------------------------------------------------------


def test_an_archive_gives_its_files_with_their_content_and_time(tmp_path: Path) -> None:
    content = zipped({"Phú Mỹ/bc.docx": b"one", "b.xlsx": b"two"}, {"b.xlsx": (2024, 10, 2, 15, 30, 0)})
    found = [(item.name, item.read(), item.written) for item in opened(tmp_path / "goi.zip", content).members]
    assert found == [
        ("Phú Mỹ/bc.docx", b"one", datetime(2024, 10, 1, 8, tzinfo=VIETNAM)),
        ("b.xlsx", b"two", datetime(2024, 10, 2, 15, 30, tzinfo=VIETNAM)),
    ]


def test_documents_that_are_zips_themselves_are_no_archives(tmp_path: Path) -> None:
    assert open_container(draw_word(tmp_path / "a.zip", "x")) is None
    assert open_container(draw_excel(tmp_path / "b.docx", {"A": "| x |\n"})) is None
    (tmp_path / "c.ods").write_bytes(zipped({"mimetype": b"x", "content.xml": b"<x/>"}))
    assert open_container(tmp_path / "c.ods") is None


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\3\4cut off", b"just a text"])
def test_what_is_no_zip_is_left_to_the_readers(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert open_container(tmp_path / "a.zip") is None


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"Rar!\x1a\x07\x00", "tệp nén RAR (.rar)"),
        (b"Rar!\x1a\x07\x01\x00", "tệp nén RAR (.rar)"),
        (b"7z\xbc\xaf\x27\x1c", "tệp nén 7-Zip (.7z)"),
        (b"\x1f\x8b\x08\0", "tệp nén GZip (.gz)"),
        (bytes(257) + b"ustar", "tệp gói TAR (.tar)"),
        (b"\x28\xb5\x2f\xfd", "tệp nén Zstandard (.zst)"),
        (b"\x21\x5b-lh5-", "tệp nén LZH (.lzh)"),
        (bytes(32769) + b"CD001\1", "ảnh đĩa (.iso)"),
    ],
)
def test_archives_of_other_kinds_are_told_with_what_to_do(tmp_path: Path, head: bytes, name: str) -> None:
    (tmp_path / "a.docx").write_bytes(head + bytes(50))
    with pytest.raises(UnreadableFile) as refused:
        open_container(tmp_path / "a.docx")
    assert (refused.value.code, refused.value.detail) == ("archive-not-opened", name)
    assert refused.value.cure.startswith("Giải nén tệp này")


@pytest.mark.parametrize("ending", [".asice", ".asics", ".zip"])
def test_a_container_of_signed_documents_gives_them_without_the_signatures(
    tmp_path: Path, ending: str
) -> None:
    kind = b"application/vnd.etsi.asic-e+zip"
    signed = {"mimetype": kind, "BC.docx": b"one", "META-INF/signatures0.xml": b"<x/>"}
    assert names(tmp_path / f"a{ending}", zipped(signed)) == ["BC.docx"]


@pytest.mark.parametrize(
    "root", ["edXML:edXML xmlns:edXML='http://www.e-doc.vn/Schema/'", "SignedDoc format='DIGIDOC'"]
)
def test_an_envelope_of_xml_gives_the_documents_in_it(tmp_path: Path, root: str) -> None:
    content = b"PK\3\4" + bytes(range(256))
    held = f"<?xml version='1.0'?><{root}><a name='BC.docx'>{base64.b64encode(content).decode()}</a></x>".encode()
    assert names(tmp_path / "a.edxml", held) == ["BC.docx"]
    assert contents(tmp_path / "a.edxml", held) == [content]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("BC.docx.crdownload", b"PK\3\4" + bytes(3000), "tệp tải về chưa xong (.crdownload)"),
        ("BC.partial", b"%PDF-1.5\n" + bytes(3000), "tệp tải về chưa xong (.partial)"),
        ("BC.docx.gpg", b"\x85\x02\x0c\3" + bytes(300), "tệp đã mã hóa bằng PGP"),
        ("Inbox.dbx", b"\xcf\xad\x12\xfe" + bytes(300), "hộp thư của Outlook Express (.dbx)"),
    ],
)
def test_what_cannot_be_opened_is_told_for_what_it_is(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    assert refusal(tmp_path / name, content) == ("archive-not-opened", told)
    whole = zipped({"word/document.xml": b"<x/>"})
    (tmp_path / "BC.docx.part").write_bytes(whole)
    assert open_container(tmp_path / "BC.docx.part") is None


# -- names -------------------------------------------------------------------------------------------------


def raw(name: bytes, flags: int = 0) -> Part:
    """Return an entry whose name is these very bytes."""
    honest = part("x", b"content")
    return replace(honest, flags=flags, raw_name=name)


TRUE_NAME = "Trường Tiểu học Phú Mỹ - báo cáo lần 2.docx"


@pytest.mark.parametrize(
    "written",
    [
        TRUE_NAME.encode(),  # macOS and Linux leave out the mark of UTF-8
        unicodedata.normalize("NFD", TRUE_NAME).encode(),
        "Trươ\u0300ng Tiê\u0309u ho\u0323c Phu\u0301 My\u0303 - ba\u0301o ca\u0301o lâ\u0300n 2.docx".encode(
            "cp1258"
        ),
    ],
    ids=["UTF-8", "UTF-8, decomposed", "Windows 1258"],
)
def test_a_vietnamese_name_without_the_mark_of_utf_8_is_recovered(tmp_path: Path, written: bytes) -> None:
    assert names(tmp_path / "a.zip", write_zip([raw(written)])) == [TRUE_NAME]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (b"bao cao.docx", "bao cao.docx"),
        ("Lê Quy\u0301 Đôn.docx".encode("cp1258"), "Lê Quý Đôn.docx"),
        ("Bé Ngoan à.docx".encode("cp437"), "Bé Ngoan à.docx"),
        ("Phó Mü - B¸o c¸o.docx".encode("cp1252"), "Phú Mỹ - Báo cáo.docx"),  # TCVN3
        ("Trường Phú M".encode() + b"\xe1\xbb", "Trường Phú M\ufffd"),  # cut off in a letter
        (b"\xb0\xb1\xb2.docx", "°±².docx"),
    ],
)
def test_the_likeliest_encoding_of_a_name_is_found(written: bytes, name: str) -> None:
    assert recovered(written) == name


def test_a_name_marked_as_utf_8_that_is_none_does_not_lose_the_archive(tmp_path: Path) -> None:
    content = write_zip([raw("Phú Mỹ.docx".encode() + b"\xff", 0x800), raw(b"b.docx", 0x800)])
    found = names(tmp_path / "a.zip", content)
    assert found[1] == "b.docx"
    assert found[0].startswith("Phú Mỹ.docx")


def test_the_unicode_path_field_wins_where_it_is_current() -> None:
    entry = zipfile.ZipInfo("T?.docx")
    entry.orig_filename = "T?.docx"
    content = b"\1" + struct.pack("<I", zlib.crc32(b"T?.docx")) + "Tạ.docx".encode()
    entry.extra = struct.pack("<HH", 0x7075, len(content)) + content
    assert archives.written_name(entry) == "Tạ.docx"
    entry.orig_filename = "U?.docx"  # renamed by a program that does not know the field
    assert archives.written_name(entry) == "U?.docx"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/goc/a.docx", "goc/a.docx"),
        ("C:\\Users\\a.docx", "Users/a.docx"),
        ("a/./b//c.docx", "a/b/c.docx"),
        ("..", "khong-ten"),
        ("bao\u202excod.exe", "baoxcod.exe"),
        ("a\nb\x07.docx", "ab.docx"),
        ("trang cuối . /bc.docx ", "trang cuối ./bc.docx"),
        ("📚 tuần lễ.docx", "📚 tuần lễ.docx"),
        ("Báo cáo" + "o" * 300 + ".docx", "Báo cáo" + "o" * 107 + "….docx"),
    ],
)
def test_a_name_never_leads_outside_nor_poses_as_another(tmp_path: Path, name: str, shown: str) -> None:
    assert names(tmp_path / "a.zip", zipped({name: b"x"})) == [shown]


def test_two_files_of_one_name_have_names_of_their_own(tmp_path: Path) -> None:
    content = write_zip(
        [part("bc.docx", b"1"), part("bc.docx", b"2"), part("khong", b"3"), part("khong", b"4")]
    )
    found = [(item.name, item.read()) for item in opened(tmp_path / "a.zip", content).members]
    assert found == [("bc.docx", b"1"), ("bc (2).docx", b"2"), ("khong", b"3"), ("khong (2)", b"4")]


# -- limits ------------------------------------------------------------------------------------------------


def test_an_archive_of_thousands_of_files_is_refused_before_any_is_read(tmp_path: Path) -> None:
    content = write_zip([part(f"{number}.docx", b"") for number in range(MOST_MEMBERS + 1)])
    code, detail = refusal(tmp_path / "a.zip", content)
    assert (code, detail) == ("archive-limit", "chứa 2.001 tệp")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = repeated("bc.docx", b"", bytes(1 << 16), 16 * 60, b"")  # 60 MB in a few kB
    assert refusal(tmp_path / "a.zip", write_zip([bomb])) == ("archive-limit", "nén bất thường")
    huge = repeated("bc.docx", b"", bytes(1 << 16), 16 * 70, b"")
    assert refusal(tmp_path / "b.zip", write_zip([huge])) == ("archive-limit", "giải nén ra 70 MB")


def test_the_files_of_an_archive_together_have_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1500)
    content = zipped({"a.docx": bytes(1000), "b.docx": bytes(1000)})
    assert contents(tmp_path / "a.zip", content) == [bytes(1000), "archive-limit"]


def test_a_file_that_unpacks_to_more_than_announced_is_damaged(tmp_path: Path) -> None:
    honest = part("bc.docx", b"x" * 5000)
    lying = replace(honest, size=100)
    assert refusal(tmp_path / "a.zip", write_zip([lying]))[0] == "damaged-file"


def test_one_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = part("a.docx", b"x" * 5000)
    bad = replace(bad, packed=bad.packed[:-3] + b"\0\0\0")
    content = write_zip([bad, part("b.docx", b"good")])
    assert contents(tmp_path / "a.zip", content) == ["damaged-file", b"good"]


def test_a_password_is_asked_for_by_the_archive_or_by_one_file(tmp_path: Path) -> None:
    locked = Part("a.docx", b"x" * 20, 0, 8, flags=0x801, method=0)
    assert refusal(tmp_path / "a.zip", write_zip([locked])) == ("archive-encrypted", "")
    content = write_zip([locked, part("b.docx", b"open")])
    assert contents(tmp_path / "b.zip", content) == ["archive-encrypted", b"open"]


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("bc.docx")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    code, detail = refusal(tmp_path / "a.zip", out.getvalue())
    assert (code, detail) == ("shortcut-file", "lối tắt tới tệp khác")


def test_a_file_packed_in_a_strange_way_is_told(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("bc.docx", b"x" * 100)
    assert refusal(tmp_path / "a.zip", out.getvalue())[0] == "archive-not-opened"


def test_an_archive_without_files_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.zip", zipped({"thu muc/": b""})) == ("unknown-format", "tệp nén (zip) rỗng")
