"""What a clerk gets wrong in an htsd.toml, writing it in Notepad, and what is said of it: one sentence, its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.form import load_campaign, load_campaign_form
from htsd_cli.form.toml_file import TomlError
from htsd_cli.form.toml_mistakes import written_date

GOOD = """\
# Đợt
[campaign]
form = "htsd-2024"   # mẫu
year = 2024
deadline = 2024-10-11
roster = ""
level = "district"

[office]
parent = "ỦY BAN NHÂN DÂN QUẬN 7"
name = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"
place = "Quận 7"
recipients = ["Sở Giáo dục"]
copies = [
    "Như trên",
    "Lưu: VT",
]
signer_title = ["TRƯỞNG PHÒNG"]
signer = ""
"""

MISTAKES = [
    (
        'place = "Quận 7"',
        "place = “Quận 7”",
        'dòng 12: dùng ngoặc kép cong (“ ”); phải gõ ngoặc kép thẳng ("), chữ trong ngoặc giữ nguyên.',
    ),
    (
        'recipients = ["Sở Giáo dục"]',
        "recipients = [“Sở Giáo dục”]",
        'dòng 13: dùng ngoặc kép cong (“ ”); phải gõ ngoặc kép thẳng ("), chữ trong ngoặc giữ nguyên.',
    ),
    (
        '    "Như trên",',
        "    “Như trên”,",
        'dòng 15: dùng ngoặc kép cong (“ ”); phải gõ ngoặc kép thẳng ("), chữ trong ngoặc giữ nguyên.',
    ),
    ('place = "Quận 7"', 'place = "Quận 7', 'dòng 12: thiếu dấu ngoặc kép (") ở cuối chữ.'),
    ('place = "Quận 7"', 'place = Quận 7"', 'dòng 12: thiếu dấu ngoặc kép (") ở đầu chữ.'),
    ('place = "Quận 7"', "place = Quận 7", 'dòng 12: chữ phải để trong ngoặc kép thẳng: place = "Quận 7".'),
    ('place = "Quận 7"', "place = 'Quận 7", "dòng 12: thiếu dấu nháy (') ở cuối chữ."),
    (
        "deadline = 2024-10-11",
        "deadline = 11/10/2024",
        "dòng 5: ngày phải viết năm-tháng-ngày đủ chữ số, không có ngoặc kép: deadline = 2024-10-11.",
    ),
    (
        "deadline = 2024-10-11",
        'deadline = "giữa tháng"',
        "dòng 5: “campaign” › “deadline” phải là một ngày dạng 2024-10-11, đang ghi “giữa tháng”.",
    ),
    (
        "deadline = 2024-10-11",
        "deadline = 2024-10-1",
        "dòng 5: ngày phải viết năm-tháng-ngày đủ chữ số, không có ngoặc kép: deadline = 2024-10-01.",
    ),
    (
        "deadline = 2024-10-11",
        "deadline = 2024-13-11",
        "dòng 5: không có ngày “2024-13-11”; ngày viết năm-tháng-ngày, ví dụ deadline = 2024-10-11.",
    ),
    (
        "deadline = 2024-10-11",
        'deadline = "11 tháng 10"',
        "dòng 5: “campaign” › “deadline” phải là một ngày dạng 2024-10-11, đang ghi “11 tháng 10”.",
    ),
    (
        "deadline = 2024-10-11",
        "deadline = 2014-10-11",
        "dòng 5: hạn gửi 2014-10-11 ở trước năm 2024 của đợt; hãy sửa lại hạn hoặc năm.",
    ),
    (
        "deadline = 2024-10-11",
        "deadline =",
        'dòng 5: khóa “deadline” chưa có giá trị; nếu để trống thì ghi deadline = "".',
    ),
    (
        "deadline = 2024-10-11",
        "dedline = 2024-10-11",
        "dòng 5: “campaign” › “dedline” không có khóa nào tên như vậy; có phải là “deadline”?",
    ),
    (
        "deadline = 2024-10-11",
        "Deadline = 2024-10-11",
        "dòng 5: “campaign” › “Deadline” không có khóa nào tên như vậy; có phải là “deadline”?",
    ),
    (
        "year = 2024",
        'year = "hai không"',
        "dòng 4: “campaign” › “year” phải là một số nguyên, đang ghi “hai không”.",
    ),
    ("year = 2024", "year = 2.024", "dòng 4: “campaign” › “year” phải là một số nguyên, đang ghi 2.024."),
    ("year = 2024", "year = 2024,", "dòng 4: thừa dấu “,” ở cuối dòng."),
    (
        "year = 2024",
        "year = 02024",
        "dòng 4: số phải viết liền, không có dấu chấm, phẩy hay số 0 ở đầu, đang ghi “02024”.",
    ),
    ("year = 2024", "năm = 2024", "dòng 4: tên khóa “năm” chỉ được gồm chữ không dấu, chữ số, dấu _ và -."),
    ("year = 2024", "year: 2024", "dòng 4: dùng dấu hai chấm; phải dùng dấu bằng: year = 2024."),
    (
        "year = 2024",
        "year 2024",
        "dòng 4: thiếu dấu = giữa tên khóa và giá trị; nếu là lời chú thì thêm dấu # ở đầu dòng.",
    ),
    (
        "year = 2024",
        "year = 2025",
        "dòng 5: hạn gửi 2024-10-11 ở trước năm 2025 của đợt; hãy sửa lại hạn hoặc năm.",
    ),
    (
        'form = "htsd-2024"',
        'form = "htsd-2023"',
        "dòng 3: không có mẫu báo cáo “htsd-2023”; các mẫu có sẵn: htsd-2024, "
        "hoặc ghi tên thư mục mẫu riêng đặt cạnh htsd.toml.",
    ),
    (
        'roster = ""',
        'roster = "danh-sach.xlsx"',
        "dòng 6: không có tệp danh sách đơn vị “danh-sach.xlsx” cạnh htsd.toml.",
    ),
    (
        'roster = ""',
        'roster = "C:\\Users\\an\\ds.xlsx"',
        "dòng 6: có dấu \\ trong ngoặc kép; hãy viết dấu / thay cho dấu \\ (ví dụ mau/mau-2025).",
    ),
    (
        'level = "district"',
        'level = "quận"',
        "dòng 7: “campaign” › “level” chỉ nhận một trong các giá trị 'ward', 'district' hoặc 'province',"
        " đang ghi “quận”.",
    ),
    ("[office]", "[office", "dòng 9: tên bảng thiếu dấu ngoặc vuông: phải viết [office]."),
    ("[office]", "[ofice]", "dòng 9: “ofice” không có khóa nào tên như vậy; có phải là “office”?"),
    (
        "[office]",
        '[office]\nparent = "x"\n[office]',
        "dòng 11: bảng [office] đã có ở dòng 9; hãy gộp hai bảng làm một.",
    ),
    (
        "[office]",
        "[cơ quan]",
        "dòng 9: tên bảng chỉ gồm chữ không dấu, chữ số, dấu _ và -, đang ghi [cơ quan].",
    ),
    (
        'signer = ""',
        'signer = ""\nplace = "Quận 1"',
        "dòng 20: khóa “place” đã có ở dòng 12; hãy giữ lại một dòng.",
    ),
    (
        '    "Như trên",',
        '    "Như trên"',
        "dòng 15: thiếu dấu phẩy ở cuối dòng này (mỗi mục của danh sách cách nhau dấu phẩy).",
    ),
    (
        '    "Như trên",',
        "    Như trên,",
        'dòng 15: mỗi mục của danh sách phải để trong ngoặc kép thẳng: "Như trên".',
    ),
    (
        '    "Lưu: VT",\n]',
        '    "Lưu: VT",',
        "dòng 14: danh sách mở bằng dấu [ ở dòng này chưa có dấu ] đóng lại.",
    ),
    (
        'recipients = ["Sở Giáo dục"]',
        'recipients = ["Sở Giáo dục" "UBND"]',
        "dòng 13: thiếu dấu phẩy giữa hai mục của danh sách.",
    ),
    (
        'recipients = ["Sở Giáo dục"]',
        'recipients = ["Sở Giáo dục"',
        "dòng 13: danh sách mở bằng dấu [ ở dòng này chưa có dấu ] đóng lại.",
    ),
    (
        'recipients = ["Sở Giáo dục"]',
        'recipients = ["Sở Giáo dục]',
        'dòng 13: thiếu dấu ngoặc kép (") ở cuối chữ.',
    ),
    (
        'recipients = ["Sở Giáo dục"]',
        'recipients = "Sở Giáo dục"',
        "dòng 13: “office” › “recipients” phải là một danh sách trong ngoặc vuông, đang ghi “Sở Giáo dục”;"
        ' hãy ghi ["Sở Giáo dục"].',
    ),
    ("# Đợt", "// Đợt", "dòng 1: lời chú phải bắt đầu bằng dấu #."),
    (
        "# Đợt",
        "Đợt báo cáo",
        "dòng 1: thiếu dấu = giữa tên khóa và giá trị; nếu là lời chú thì thêm dấu # ở đầu dòng.",
    ),
    (
        "# Đợt",
        "year = 2024",
        "dòng 1: “year” không có khóa nào tên như vậy; khóa này thuộc bảng [campaign], "
        "hãy chuyển xuống dưới dòng [campaign].",
    ),
    (
        'level = "district"',
        'level = "district"\nplace = "Quận 1"',
        "dòng 8: “campaign” › “place” không có khóa nào tên như vậy; khóa này thuộc bảng [office], "
        "hãy chuyển xuống dưới dòng [office].",
    ),
    (
        'name = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"',
        'name = "PHÒNG "GIÁO DỤC" VÀ ĐÀO TẠO"',
        'dòng 11: có ngoặc kép (") ở giữa chữ; bên trong hãy dùng ngoặc kép cong “ ”.',
    ),
    (
        'place = "Quận 7"',
        'place =\xa0"Quận 7"',
        "dòng 12: có dấu cách lạ (thường do chép từ Word hoặc trang web); hãy xóa các dấu cách và gõ lại.",
    ),
    (
        'signer = ""',
        "signer = không",
        'dòng 19: giá trị “không” không dùng được ở đây; nếu để trống thì ghi signer = "".',
    ),
    (
        'signer = ""',
        'signer = "" ghi khi ký',
        "dòng 19: sau giá trị còn thừa “ghi khi ký”; mỗi dòng chỉ có một khóa, lời chú phải có dấu # ở trước.",
    ),
    (
        'signer = ""',
        'signer_title = "TRƯỞNG PHÒNG"',
        "dòng 19: khóa “signer_title” đã có ở dòng 18; hãy giữ lại một dòng.",
    ),
    (
        'signer = ""',
        'signer = """abc\ndef',
        'dòng 19: chữ mở bằng """ ở dòng này chưa được đóng lại; hãy dùng ngoặc kép thường (").',
    ),
]


@pytest.mark.parametrize(("right", "wrong", "said"), MISTAKES, ids=[wrong for _, wrong, _ in MISTAKES])
def test_a_mistake_is_one_sentence_with_its_line(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in GOOD
    path = tmp_path / "htsd.toml"
    path.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(TomlError) as caught:
        load_campaign_form(load_campaign(path))
    assert str(caught.value) == f"Tệp {path}, {said}"


def test_the_file_without_a_mistake_is_taken_with_tabs_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "htsd.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace(" = ", "\t=\t").replace("\n", "\r\n").encode())
    campaign = load_campaign(path)
    assert campaign.office.copies == ("Như trên", "Lưu: VT")
    assert load_campaign_form(campaign).id == "htsd-2024"


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
def test_another_encoding_is_told_with_the_way_to_save_it_anew(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "htsd.toml"
    path.write_bytes(GOOD.encode(encoding, "replace"))
    with pytest.raises(TomlError, match="mở bằng Notepad, chọn Save As, ở ô Encoding chọn UTF-8"):
        load_campaign(path)


def test_a_word_file_under_that_name_is_told_for_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "htsd.toml"
    path.write_bytes(b"{\\rtf1\\ansi [campaign]}")
    with pytest.raises(TomlError, match="là tệp Word, không phải văn bản thuần"):
        load_campaign(path)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("11/10/2024", "2024-10-11"), ("1-2-2024", "2024-02-01"), ("2024/9/3", "2024-09-03"), ("31/2/2024", ""),
        ("ngày 11/10/2024", "2024-10-11"), ("11/10", ""), ("mai", ""),
    ],
)  # fmt: skip
def test_a_date_is_understood_day_first_as_vietnamese_write_it(text: str, date: str) -> None:
    assert written_date(text) == date
