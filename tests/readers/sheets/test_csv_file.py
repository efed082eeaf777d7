"""A table saved as text is read as a sheet: its separator found, its letters Unicode or refused."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from htsd_cli.language.legacy_fonts import _TCVN3
from htsd_cli.readers import UnreadableFile, read_document
from htsd_cli.readers.sniff import Kind, sniff


def rows(path: Path) -> list[list[str]]:
    (table,) = read_document(path).tables()
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    "content",
    [
        'Đơn vị,"Số hộ, hộ"\nKhu phố 1,12\n'.encode(),
        "\ufeffĐơn vị;Số hộ, hộ\r\nKhu phố 1;12\r\n".encode(),
        "Đơn vị\tSố hộ, hộ\nKhu phố 1\t12\n".encode("utf-16"),
        "sep=;\nĐơn vị;Số hộ, hộ\nKhu phố 1;12\n".encode(),
    ],
)
def test_each_way_an_export_is_written_gives_the_same_cells(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert sniff(path).kind is Kind.CSV
    assert rows(path)[-2:] == [["Đơn vị", "Số hộ, hộ"], ["Khu phố 1", "12"]]
    (table,) = read_document(path).tables()
    assert table.origin(table.rows[-1][1]).cell == ("B3" if b"sep" in content else "B2")


def test_a_heading_with_a_line_break_is_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Đơn vị,"Số\nhộ"\nA,1\n', encoding="utf-8")
    assert rows(path) == [["Đơn vị", "Số\nhộ"], ["A", "1"]]


def test_a_table_under_titles_of_one_cell_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("BÁO CÁO\nĐơn vị,Số\nA,1\nB,2\n", encoding="utf-8")
    assert rows(path) == [["BÁO CÁO"], ["Đơn vị", "Số"], ["A", "1"], ["B", "2"]]


def test_letters_that_are_no_unicode_are_refused_and_a_text_that_is_no_table_too(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xd0\xf4n v\xf2,S\xf4\n\xc1,1\n")
    with pytest.raises(UnreadableFile):
        read_document(path)
    path.write_text("Kính gửi phường, em gửi báo cáo ạ", encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        read_document(path)
    assert refused.value.detail == "văn bản thuần (.txt, .csv)"


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        ("N?i dung,S? l??p,S? ng??i\nT? ch?c ng?y h?i,3,120\nThi k? chuy?n,2,45\n", True),
        ("Nội dung,Số lớp\nEm có thích đọc không?,3\nVì sao?,2\nCó gì hay?Kể ra,4\n", False),
        ("Tên,Trang\nA,https://a.vn/x?id=1\nB,https://a.vn/x?id=2\nC,https://a.vn/x?id=3\n", False),
    ],
)
def test_letters_that_became_question_marks_are_told_as_lost(
    content: str, lost: bool, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    if not lost:
        assert len(rows(path)) == content.count("\n")
        return
    with pytest.raises(UnreadableFile) as refused:
        read_document(path)
    assert refused.value.detail == "tệp CSV không lưu bằng mã Unicode, chữ tiếng Việt đã thành dấu “?”"
    assert "CSV UTF-8" in refused.value.cure


def test_letters_in_an_old_code_are_read_where_every_word_proves_it(tmp_path: Path) -> None:
    words = "Số lớp bồi dưỡng tập huấn tổ chức trong Tuần lễ hưởng ứng học tập suốt đời của trường tiểu học Phù Đổng"
    words += " người tham gia đơn vị số lượng ghi chú kinh phí nguồn ngân sách nhà nước"
    tones = "\u0300\u0301\u0303\u0309\u0323"

    def in_windows(char: str) -> bytes:
        parts = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        return (base + "".join(part for part in parts if part in tones)).encode("cp1258")

    old = {letter: code for code, letter in _TCVN3.items()}
    path = tmp_path / "a.csv"
    for raw in (b"".join(map(in_windows, words)), words.translate(old).encode("cp1252")):
        path.write_bytes(b"STT;" + raw + b"\n1;14\n2;15\n")
        assert rows(path)[0] == ["STT", words]
        assert rows(path)[1] == ["1", "14"]


def test_a_text_kept_from_becoming_a_number_is_what_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Mã;Số\r\n="014";"=""12"""\r\n"=""a""""b""";=1+1\r\n', encoding="utf-8")
    assert rows(path)[1:] == [["014", "12"], ['a"b', "=1+1"]] or rows(path)[1:] == [
        ["014", "12"],
        ['a"b', "=1+1"],
    ]


def test_a_row_with_more_cells_than_the_others_is_told_and_one_with_fewer_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Tên,báo cáo\nDòng,Số\nA,1\nSách, báo,2\nB,3,\nC,4\n", encoding="utf-8")
    (table,) = read_document(path).tables()
    told = {
        cell.address: [seen.text for seen in cell.sights] for row in table.rows for cell in row if cell.sights
    }
    assert told == {f"{column}4": ["dòng có 3 ô, các dòng khác có 2 ô"] for column in "ABC"}


def test_a_quotation_mark_that_never_closes_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Dòng,Số\nA,1\n"B,2\nC,3\n', encoding="utf-8")
    with pytest.raises(UnreadableFile) as refused:
        read_document(path)
    assert (refused.value.code, refused.value.detail) == (
        "damaged-file",
        "một dấu ngoặc kép mở ra mà không đóng lại",
    )


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a,b,c\n1,2,3\n4,5,6\n7,8", True),
        ("a,b,c\n1,2,3\n4,5,6\n7", True),
        ("a,b,c\n1,2,3\n4,5,6\n7,8\n", False),  # its line ends
        ("a,b,c\n1,2,3\n4,5\n7,8", False),  # others are as short
        ("a,b,c\n1,2,3\n4,5,6\n7,8,9", False),
    ],
)
def test_a_file_that_ends_within_a_row_is_damage(text: str, cut: bool, tmp_path: Path) -> None:
    path = tmp_path / "tra-loi.csv"
    path.write_text(text, encoding="utf-8")
    if not cut:
        assert len(next(read_document(path).tables()).rows) == len(text.split())
        return
    with pytest.raises(UnreadableFile) as told:
        read_document(path)
    assert (told.value.code, told.value.detail) == ("damaged-file", "tệp dừng giữa dòng cuối")


def test_rows_without_their_blank_cells_are_parted_by_the_sign_that_stands_there_most(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.csv"
    titles = "Tiêu đề\n" * 11 + "Dòng đầu, mở đầu\n"
    path.write_text(f"{titles}1;Lớp;Số;3;120\n2;Tin;Số;4\n3;Khác;Số;5\n", encoding="utf-8")
    rows = [[cell.text for cell in row] for row in next(read_document(path).tables()).rows]
    assert rows[11:] == [
        ["Dòng đầu, mở đầu"],
        ["1", "Lớp", "Số", "3", "120"],
        ["2", "Tin", "Số", "4"],
        ["3", "Khác", "Số", "5"],
    ]
