"""The note to a unit as LibreOffice prints it, measured against Nghị định 30/2020/NĐ-CP, Phụ lục I (lengths in mm)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from htsd_cli.form import Campaign, Office
from htsd_cli.values.catalogue import finding
from htsd_cli.values.findings import Finding
from htsd_cli.values.origin import Origin
from htsd_cli.writers.returns.remarks import remarks_on
from htsd_cli.writers.returns.return_note import TEMPLATE, NoteFields, return_note, symbol_of
from tests.documents import FORM
from tests.programs import requires_program
from tests.writers.decree import POINT, Page, Text, print_pages
from tools.make_return_template import build

LEFT, RIGHT = 30, 195
MIDDLE = (LEFT + RIGHT) / 2
ONE_LINE = 14 * 1.15 * POINT
ABOUT = "V/v đề nghị chỉnh sửa báo cáo Tuần lễ hưởng ứng học tập suốt đời năm 2024"
DEPUTY = Office(
    parent="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ THỦ ĐỨC",
    name="PHÒNG GIÁO DỤC\nVÀ ĐÀO TẠO",
    place="Thành phố Hồ Chí Minh",
    signer_title=("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
    signer="Họ và tên",
    copies=("Như trên", "Lưu: VT"),
)


def at(code: str, indicator: str, measure: str, text: str, **fields: object) -> Finding:
    where = FORM.where(FORM.by_id[indicator], measure)
    place = fields.pop("origin", Origin(table=2, row=5, column=5, text=text))
    assert isinstance(place, Origin)
    words: dict[str, object] = {"where": where, "text": text, "suggested": ""}
    return finding(
        code, indicator=indicator, measure=measure, origin=place,
        **(words | fields),  # type: ignore[arg-type]
    )  # fmt: skip


ERROR = at("sum-in-words", "culture_sport.arts", "people", "45 GV + 300 HS", suggested=" (gợi ý: 345)")
WARNING = at(
    "sum-differs", "classes", "count", "5",
    declared="5", computed="6", difference="thiếu 1", parts="các dòng bên dưới",
    origin=Origin(sheet="Báo cáo", row=9, column=4, cell="D9", text="5"),
)  # fmt: skip
WHOLE = finding("narrative-missing", section="I “CÔNG TÁC TRIỂN KHAI”")


@dataclass(frozen=True)
class Note:
    """A printed note and the office that signs it."""

    pages: list[Page]
    office: Office

    @property
    def first(self) -> Page:
        return self.pages[0]

    @property
    def last(self) -> Page:
        return self.pages[-1]


def written(
    folder: Path,
    findings: list[Finding],
    campaign: Campaign | None = None,
    name: str = "phieu",
    **fields: object,
) -> Path:
    about = {
        "unit": "Trường Tiểu học Phù Đổng",
        "file": "TH PHU DONG.docx",
        "copy": "TH PHU DONG.docx",
    } | fields
    path = folder / f"{name}.docx"
    remarks = remarks_on(findings, FORM)
    path.write_bytes(return_note(NoteFields(**about), remarks, FORM, campaign or Campaign()))  # type: ignore[arg-type]
    return path


CASES: dict[str, tuple[list[Finding], Campaign, dict[str, object]]] = {
    "one": ([ERROR], Campaign(), {"due": date(2024, 10, 11)}),
    "deputy": ([ERROR, WARNING, WHOLE], Campaign(office=DEPUTY), {"copy": ""}),
    "many": (
        [
            at("estimate", item.id, measure, f"khoảng {number}")
            for number, (item, measure) in enumerate(FORM.measured())
        ],
        Campaign(),
        {"unit": "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Quận 7, Thành phố Hồ Chí Minh"},
    ),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Note]:
    requires_program("soffice")
    folder = tmp_path_factory.mktemp("phieu")
    paths = [
        written(folder, told, campaign, name, **fields) for name, (told, campaign, fields) in CASES.items()
    ]
    pages = print_pages(paths, folder)
    return {name: Note(list(pages[name]), CASES[name][1].office) for name in CASES}


@pytest.fixture(params=list(CASES))
def note(request: pytest.FixtureRequest, printed: dict[str, Note]) -> Note:
    return printed[request.param]


def about(expected: float, tolerance: float = 0.6) -> object:
    return pytest.approx(expected, abs=tolerance)


def rows(path: Path) -> list[list[str]]:
    """Return the rows of the tables between the letterhead and the signature, without their headings."""
    tables = Document(str(path)).tables[1:-1]
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows[1:]]


# --------------------------------------------------------------------------------------------- what it says


def test_it_lists_each_place_with_what_stands_there_and_what_to_write(tmp_path: Path) -> None:
    assert rows(written(tmp_path, [WARNING, ERROR, WHOLE])) == [
        ["1", "Dòng “Hoạt động văn nghệ”, cột “Người”", "45 GV + 300 HS",
         "Nhiều số trong một ô, cần một số tổng.\nGhi một số tổng (gợi ý: 345)."],
        ["1", "Dòng 1 “Các lớp bồi dưỡng, tập huấn tổ chức trong Tuần lễ”, cột “Số lớp/số cuộc thi”"
         " (trang “Báo cáo”, ô D9)",
         "5", "Ghi 5, cộng các dòng bên dưới được 6 (thiếu 1).\nKiểm tra lại dòng tổng và các dòng chi tiết; số tổng"
         " vẫn giữ như đã ghi."],
        ["2", "Toàn bộ báo cáo", "",
         "Phần I “CÔNG TÁC TRIỂN KHAI” chưa có nội dung.\nĐề nghị đơn vị viết bổ sung phần này."],
    ]  # fmt: skip


def texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs if paragraph.text]


def test_it_asks_to_mend_the_very_file_sent_back_until_the_day(tmp_path: Path) -> None:
    assert texts(
        written(tmp_path, [ERROR], due=date(2024, 10, 9), copy="a.docx", was="tệp Word kiểu cũ (.doc)")
    ) == [
        "Kính gửi: Trường Tiểu học Phù Đổng",
        "Qua kiểm tra báo cáo kết quả tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024 của đơn vị (tệp “TH PHU"
        " DONG.docx”), Phòng Giáo dục và Đào tạo Quận 7 đề nghị đơn vị chỉnh sửa các nội dung sau:",
        "Nội dung cần chỉnh sửa",
        "Số liệu tại các nội dung sau chưa được tổng hợp; Phòng sẽ tổng hợp khi nhận được báo cáo đã chỉnh sửa.",
        "Các nội dung nêu trên đã được ghi chú trong tệp “a.docx” gửi kèm (chuyển từ tệp Word kiểu cũ (.doc) đã nhận)."
        " Đề nghị đơn vị sửa trực tiếp trong tệp này, lưu lại và gửi về Phòng Giáo dục và Đào tạo Quận 7 chậm nhất"
        " ngày 09 tháng 10 năm 2024 để tổng hợp./.",
    ]


def test_a_note_of_doubts_only_asks_to_look_again_and_one_without_a_file_names_none(tmp_path: Path) -> None:
    said = texts(written(tmp_path, [WARNING], copy=""))
    assert said[1].endswith("đề nghị đơn vị kiểm tra lại các nội dung sau:")
    assert said[2:] == [
        "Nội dung đề nghị kiểm tra lại",
        "Số liệu tại các nội dung sau đã được tổng hợp; trường hợp số liệu đúng, đề nghị đơn vị giữ nguyên.",
        "Đề nghị đơn vị sửa trong tệp Word hoặc Excel đã soạn báo cáo, lưu lại và gửi về Phòng Giáo dục và Đào tạo"
        " Quận 7 trong thời gian sớm nhất để tổng hợp./.",
    ]


def test_errors_and_doubts_are_numbered_when_there_are_both(tmp_path: Path) -> None:
    said = texts(written(tmp_path, [ERROR, WARNING]))
    assert [line for line in said if line[0].isdigit()] == [
        "1. Nội dung cần chỉnh sửa", "2. Nội dung đề nghị kiểm tra lại",
    ]  # fmt: skip


def test_the_same_note_has_the_same_bytes(tmp_path: Path) -> None:
    assert (
        written(tmp_path, [ERROR], name="a").read_bytes() == written(tmp_path, [ERROR], name="b").read_bytes()
    )


def test_the_committed_template_is_what_the_tool_makes() -> None:
    assert (FORM.directory / TEMPLATE).read_bytes() == build()


# --------------------------------------------------------------------------------------------- how it looks


def test_it_is_a4_with_the_margins_of_the_decree(note: Note) -> None:
    for page in note.pages:
        body = [text for text in page.texts if text.top > 18]
        assert (round(page.width), round(page.height)) == (210, 297)
        assert min(text.left for text in body) >= 29.9
        assert max(text.right for text in body) <= 195.1
        assert min(text.top for text in body) >= 20
        assert max(text.bottom for text in body) <= 277


def test_everything_is_black_times_new_roman(note: Note) -> None:
    every = [text for page in note.pages for text in page.texts]
    assert {text.font.partition("-")[0] for text in every} == {"LiberationSerif"}
    assert {max(text.colour) for text in every} == {0}


def test_the_letterhead_is_as_the_decree_wants(note: Note) -> None:
    nation, motto = note.first.find("CỘNG HÒA"), note.first.find("Độc lập")
    assert (nation.size, nation.face, motto.size, motto.face) == (12, "bold", 13, "bold")
    assert note.first.rule_below(motto).width == about(motto.width)
    name = note.first.find(note.office.name.split("\n")[-1])
    rule = note.first.rule_below(name)
    assert name.width / 3 - 0.2 <= rule.width <= name.width / 2 + 0.2
    assert note.first.find(note.office.parent.split("\n")[0]).face == "regular"


def test_the_number_of_a_letter_names_no_kind_and_the_subject_stands_6_points_below_it(note: Note) -> None:
    number = note.first.find("Số:")
    symbol = "PGDĐT" if note.office == DEPUTY else "PGDĐT-GDTX"  # the deputy's office files with VT alone
    assert number.text == f"Số:       /{symbol}"
    assert (number.size, number.face) == (13, "regular")
    lines = subject(note)
    assert " ".join(line.text for line in lines) == ABOUT
    assert {(line.size, line.face) for line in lines} == {(12, "regular")}
    assert all(line.middle == about(number.middle) and line.right < 120 for line in lines)
    assert 1.5 <= lines[0].top - number.bottom <= 3.5


@pytest.mark.parametrize(
    ("abbreviation", "filing", "symbol"),
    [
        ("PGDĐT", "Lưu: VT, GDTX", "PGDĐT-GDTX"),
        ("UBND", "Lưu: VT, VHXH.", "UBND-VHXH"),
        ("PGDĐT", "Lưu: VT", "PGDĐT"),
        ("PGDĐT", "Lưu: GDTX, VT", "PGDĐT"),
        ("PGDĐT", "", "PGDĐT"),
        ("PGDĐT", "Lưu: VT, hồ sơ", "PGDĐT"),
        ("PGDĐT-GDTX", "Lưu: VT, GDTX", "PGDĐT-GDTX"),
    ],
)
def test_the_symbol_of_a_letter_is_the_office_s_and_the_drafting_section_s(
    abbreviation: str, filing: str, symbol: str
) -> None:
    assert symbol_of(abbreviation, filing) == symbol


def subject(note: Note) -> list[Text]:
    """Return the lines under the number, in the left column."""
    number, to = note.first.find("Số:"), note.first.find("Kính gửi")
    return [text for text in note.first.texts if number.bottom < text.bottom < to.top and text.middle < 100]


def test_the_addressee_is_centred_between_the_letterhead_and_the_text(note: Note) -> None:
    to, opening = note.first.find("Kính gửi: "), note.first.find("Qua kiểm tra")
    assert (to.size, to.face) == (14, "regular")
    assert subject(note)[-1].bottom < to.top < to.bottom < opening.top
    if to.width < 150:
        assert to.middle == about(MIDDLE)


def test_the_text_is_14_points_and_begins_1_cm_in(note: Note) -> None:
    opening = note.first.find("Qua kiểm tra")
    assert (opening.size, opening.face) == (14, "regular")
    assert opening.left == about(LEFT + 10, 0.3)


def test_the_table_fits_the_text_and_repeats_its_heading(note: Note) -> None:
    for page in note.pages:
        edges = [rule for rule in page.rules if abs(rule.left - LEFT) < 0.6]
        if len(edges) > 2:
            assert max(rule.right for rule in page.rules) <= RIGHT + 0.3
            heads = ["STT", "Vị trí", "Đang ghi", "Nội dung đề nghị"]
            assert [page.find(text).face for text in heads] == ["bold"] * 4


def test_every_item_of_a_long_list_is_there(printed: dict[str, Note]) -> None:
    note = printed["many"]
    numbers = [
        int(text.text) for page in note.pages for text in page.texts
        if text.left < 40 and text.top > 18 and re.fullmatch(r"\d+", text.text)
    ]  # fmt: skip
    assert numbers == list(range(1, len(FORM.measured()) + 1))
    assert len(note.pages) > 2


def test_the_signature_and_the_copies_stand_side_by_side_after_the_end_of_the_text(note: Note) -> None:
    copies, title = note.last.find("Nơi nhận:"), note.last.find(note.office.signer_title[0])
    ends = [text for text in note.last.texts if text.text.endswith("./.")]
    assert (copies.size, copies.face, copies.left) == (12, "bold italic", about(LEFT, 0.3))
    assert (title.size, title.face) == (14, "bold")
    assert title.middle > 105
    assert title.bottom == about(copies.bottom, 1)
    assert ends[0].bottom < copies.top
    listed = [text.text for text in note.last.texts if text.size == 11]
    assert listed == ["- Như trên;", f"- {note.office.copies[-1]}."]
