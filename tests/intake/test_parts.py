"""Files that came in parts are one; a web page and the folder saved beside it are one."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

from htsd_cli.intake import Inbox, open_inbox
from htsd_cli.readers.registry import read_document
from tests.campaigns import zipped
from tests.mails import eml

CONTENT = b"PK\x03\x04" + bytes(range(256)) * 20


def told(inbox: Inbox) -> list[tuple[str, str]]:
    return [(item.name, item.problem.detail) for item in inbox.files if item.problem]


def cut(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


def on_disks(files: dict[str, bytes], size: int) -> list[bytes]:
    """Return a zip on several disks of `size` bytes, as APPNOTE 8 has it: the directory tells disk and place there."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    raw = bytearray(b"PK\x07\x08" + stream.getvalue())
    end = raw.rindex(b"PK\5\6")
    count, length, start = struct.unpack_from("<HII", raw, end + 10)
    at = start + 4
    for _ in range(count):
        name, extra, comment, _, offset = struct.unpack_from("<HHHHxxxxxxI", raw, at + 28)
        struct.pack_into("<H", raw, at + 34, (offset + 4) // size)
        struct.pack_into("<I", raw, at + 42, (offset + 4) % size)
        at += 46 + name + extra + comment
    last, disk = (len(raw) - 1) // size, (start + 4) // size
    here = sum((start + 4) // size == last for _ in range(count))
    struct.pack_into("<HHHHII", raw, end + 4, last, disk, here, count, length, (start + 4) % size)
    return cut(bytes(raw), size)


def test_a_zip_in_numbered_parts_is_put_together(tmp_path: Path) -> None:
    parts = cut(zipped({"Phú Mỹ/bc.docx": CONTENT}), 150)
    for number, part in enumerate(parts, 1):
        (tmp_path / f"BC.zip.{number:03}").write_bytes(part)
    (tmp_path / "a.eml").write_bytes(
        eml({f"bc.docx.{number:03}": part for number, part in enumerate(cut(CONTENT, 3000), 1)})
    )
    with open_inbox(tmp_path) as inbox:
        assert [(item.name, item.problem) for item in inbox.files] == [
            ("BC.zip/Phú Mỹ/bc.docx", None),
            ("a.eml/bc.docx", None),
        ]
        assert {item.path.read_bytes() for item in inbox.files} == {CONTENT}
        assert {item.reason for item in inbox.passed_over} == {
            "một phần của “BC.zip”",
            "một phần của “bc.docx”",
        }


def test_a_zip_on_several_disks_is_put_together(tmp_path: Path) -> None:
    disks = on_disks({"a.docx": CONTENT, "b.docx": CONTENT[::-1], "c.docx": b"3"}, 4000)
    for number, disk in enumerate(disks[:-1], 1):
        (tmp_path / f"BC.z{number:02}").write_bytes(disk)
    (tmp_path / "BC.zip").write_bytes(disks[-1])
    with open_inbox(tmp_path) as inbox:
        assert [(item.name, item.path.read_bytes()) for item in inbox.files] == [
            ("BC.zip/a.docx", CONTENT),
            ("BC.zip/b.docx", CONTENT[::-1]),
            ("BC.zip/c.docx", b"3"),
        ]


def test_parts_that_are_missing_are_told_once(tmp_path: Path) -> None:
    for name in ("BC.zip.002", "BC.zip.003", "PL.z01"):
        (tmp_path / name).write_bytes(b"x" * 50)
    for number in range(1, 4):
        (tmp_path / f"TH.part{number}.rar").write_bytes(b"Rar!\x1a\x07\x00" + bytes(20))
    with open_inbox(tmp_path) as inbox:
        assert told(inbox) == [
            ("BC.zip.002", "tệp “BC.zip” chia thành nhiều phần: mới nhận được 2 phần, còn thiếu phần khác"),
            ("PL.z01", "tệp “PL.zip” chia thành nhiều phần: mới nhận được 1 phần, còn thiếu phần khác"),
            ("TH.part1.rar", "tệp nén RAR chia thành nhiều phần (nhận được 3 phần)"),
        ]


FRAMES = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet></head>'
    '<frameset rows="*,39"><frame src="BC_files/sheet001.htm"><frame src="BC_files/tabstrip.htm"></frameset></html>'
)


def sheet(text: str) -> str:
    head = "<html><head><meta name=ProgId content=Excel.Sheet></head><body><table><tr><td>"
    return f"{head}{text}</td></tr></table></body></html>"


def saved(*sheets: str) -> dict[str, bytes]:
    files = {f"BC_files/sheet{number:03}.htm": sheet(text) for number, text in enumerate(sheets, 1)}
    files |= {"BC.htm": FRAMES, "BC_files/tabstrip.htm": sheet("1"), "BC_files/filelist.xml": "<xml/>"}
    return {name: text.encode() for name, text in files.items()}


def test_a_workbook_saved_as_a_web_page_is_one_file_with_its_sheets_in_order(tmp_path: Path) -> None:
    for name, content in saved("một", "hai").items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "goi.zip").write_bytes(zipped(saved("ba")))
    with open_inbox(tmp_path) as inbox:
        assert [item.name for item in inbox.files] == ["BC.htm", "goi.zip/BC.htm"]
        first, second = (read_document(item.path) for item in inbox.files)
        assert [table.rows[0][0].text for table in first.tables()] == ["một", "hai"]
        assert [table.rows[0][0].text for table in second.tables()] == ["ba"]
        assert [(item.name, item.reason) for item in inbox.passed_over][:3] == [
            ("BC_files/filelist.xml", "thuộc trang web “BC.htm”"),
            ("BC_files/sheet001.htm", "trang tính của “BC.htm”, đọc cùng tệp ấy"),
            ("BC_files/sheet002.htm", "trang tính của “BC.htm”, đọc cùng tệp ấy"),
        ]


def test_a_page_of_frames_read_alone_finds_the_sheets_saved_beside_it(tmp_path: Path) -> None:
    for name, content in saved("một", "hai").items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    with open_inbox(tmp_path / "BC.htm") as inbox:
        ((item),) = inbox.files
        assert item.problem is None
        assert [table.rows[0][0].text for table in read_document(item.path).tables()] == ["một", "hai"]


def test_the_frames_of_a_workbook_without_its_sheets_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(eml({"BC.htm": FRAMES.encode()}))
    with open_inbox(tmp_path) as inbox:
        assert told(inbox) == [
            ("a.eml/BC.htm", "các trang tính của trang web này: thiếu thư mục lưu kèm (“…_files”)")
        ]


def test_what_word_saves_beside_a_page_belongs_to_it_but_a_report_there_is_received(tmp_path: Path) -> None:
    (tmp_path / "BC.files").mkdir()
    (tmp_path / "BC.htm").write_text("<html><body><p>Báo cáo</p></body></html>", encoding="utf-8")
    for name in ("header.htm", "filelist.xml", "themedata.thmx", "bc.docx"):
        (tmp_path / "BC.files" / name).write_bytes(b"<html></html>")
    with open_inbox(tmp_path) as inbox:
        assert [item.name for item in inbox.files] == ["BC.files/bc.docx", "BC.htm"]


def test_other_frames_are_read_page_by_page_and_told_where_one_is_missing(tmp_path: Path) -> None:
    frames = (
        b'<frameset><frame src="B_files/ti%20le.htm?x"><frame name=n src=B_files\\n.htm></frame></frameset>'
    )
    for name, content in {"B.htm": frames, "C.htm": frames.replace(b"n.htm", b"khac.htm")}.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "B_files").mkdir()
    for name in ("ti le.htm", "n.htm", "b.htm"):
        (tmp_path / "B_files" / name).write_text("<table><tr><td>14</table>", encoding="utf-8")
    with open_inbox(tmp_path) as inbox:
        assert told(inbox) == [("C.htm", "các khung của trang web này: thiếu “khac.htm”")]
        assert [item.name for item in inbox.files] == ["B_files/n.htm", "B_files/ti le.htm", "C.htm"]
        assert [(item.name, item.reason) for item in inbox.passed_over] == [
            ("B.htm", "trang web chỉ gồm khung; từng trang trong khung đọc riêng"),
            ("B_files/b.htm", "thuộc trang web “B.htm”"),
        ]
    with open_inbox(tmp_path / "B.htm") as inbox:
        assert [item.problem.detail for item in inbox.files if item.problem] == [
            "các khung của trang web này: thiếu “n.htm”, “ti le.htm”"
        ]
