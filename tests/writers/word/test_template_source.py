"""What Word, LibreOffice and a clerk do to the commands of a template, and how what cannot be meant is told."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from htsd_cli.form import Campaign, Form, load_campaign, load_form
from htsd_cli.writers.report.report import TEMPLATE, TemplateError, write_report
from htsd_cli.writers.word import fill
from htsd_cli.writers.word.template_source import ALTERNATIVE
from tests.programs import save_as
from tests.writers.samples import many_units, twelve_units

FIELDS: dict[str, object] = {
    "count": 1234,
    "none": None,
    "units": ["một", "hai"],
    "office": {"name": "Phòng A"},
}


@pytest.fixture
def form() -> Form:
    return load_form()


def filled(tmp_path: Path, build: Callable[[DocumentFile], object]) -> DocumentFile:
    document = Document()
    build(document)
    path = tmp_path / "mau.docx"
    document.save(str(path))
    return fill(path, FIELDS, {})


def texts(tmp_path: Path, *paragraphs: str) -> list[str]:
    def build(document: DocumentFile) -> None:
        for text in paragraphs:
            document.add_paragraph(text)

    return [paragraph.text for paragraph in filled(tmp_path, build).paragraphs]


def mistakes(tmp_path: Path, *paragraphs: str) -> list[tuple[str, str]]:
    with pytest.raises(TemplateError) as caught:
        texts(tmp_path, *paragraphs)
    return [(mistake.place.text, mistake.what) for mistake in caught.value.mistakes]


# ------------------------------------------------------------------------------ what Word does to a command


@pytest.mark.parametrize(
    "command",
    [
        "{{ units | join(“; ”) }}",
        "{{ units | join(‘; ’) }}",
        "{{\u00a0units\u00a0|\u00a0join('; ')\u00a0}}",
        "{{ un\u200bits | join('; ') }}",
        "{{ units\t|\njoin('; ') }}",
    ],
)
def test_quotes_and_spaces_as_word_types_them_are_understood(tmp_path: Path, command: str) -> None:
    assert texts(tmp_path, f"Gồm: {command}.") == ["Gồm: một; hai."]


def test_a_paragraph_command_with_a_space_that_does_not_break_is_understood(tmp_path: Path) -> None:
    assert texts(tmp_path, "{%p\u00a0if\u00a0count\u00a0%}", "có", "{%p endif %}") == ["có"]


def test_quotes_outside_of_commands_stay_as_they_are(tmp_path: Path) -> None:
    assert texts(tmp_path, "“{{ count }}” và ‘{{ office.name }}’") == ["“1.234” và ‘Phòng A’"]


def test_a_command_in_runs_of_different_looks_takes_the_look_of_its_beginning(tmp_path: Path) -> None:
    def build(document: DocumentFile) -> None:
        paragraph = document.add_paragraph("Có ")
        for number, piece in enumerate(("{", "{ co", "unt", " }", "} lớp")):
            run = paragraph.add_run(piece)
            run.bold = number == 0
            spelling = OxmlElement("w:proofErr")
            spelling.set(qn("w:type"), "spellStart")
            run._r.addnext(spelling)

    (paragraph,) = filled(tmp_path, build).paragraphs
    assert paragraph.text == "Có 1.234 lớp"
    assert [run.text for run in paragraph.runs if run.bold] == ["1.234"]


def test_several_commands_of_one_paragraph_take_its_place_in_their_order(tmp_path: Path) -> None:
    assert texts(
        tmp_path, "{%p if count %}{%p for unit in units %}", "{{ unit }}", "{%p endfor %} {%p endif %}"
    ) == [
        "một",
        "hai",
    ]


def test_tracked_changes_count_as_accepted_and_comments_are_left_out(tmp_path: Path) -> None:
    def build(document: DocumentFile) -> None:
        paragraph = document.add_paragraph("Có ")
        for name, text in (("w:del", "{{ offce }} "), ("w:ins", "{{ count }} lớp")):
            change = OxmlElement(name)
            run = paragraph.add_run(text)
            if name == "w:del":
                run._r.find(qn("w:t")).tag = qn("w:delText")  # type: ignore[union-attr]
            run._r.addprevious(change)
            change.append(run._r)
        remark = OxmlElement("w:commentRangeStart")
        remark.set(qn("w:id"), "1")
        paragraph._p.append(remark)

    document = filled(tmp_path, build)
    assert [paragraph.text for paragraph in document.paragraphs] == ["Có 1.234 lớp"]
    assert not re.search("w:(ins|del|comment)", document.element.xml)


def test_a_cell_left_without_a_paragraph_gets_an_empty_one(tmp_path: Path) -> None:
    def build(document: DocumentFile) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.paragraphs[0].text = "{%p if none %}"
        cell.add_paragraph("có")
        cell.add_paragraph("{%p endif %}")

    assert [cell.text for cell in filled(tmp_path, build).tables[0]._cells] == [""]


def test_a_row_command_repeats_its_rows_and_leaves_none_behind(tmp_path: Path) -> None:
    def build(document: DocumentFile) -> None:
        table = document.add_table(4, 2)
        for row, text in enumerate(("Tên", "{%tr for unit in units %}", "{{ unit }}", "{%tr endfor %}")):
            table.cell(row, 0).text = text
        document.add_paragraph("sau bảng")

    document = filled(tmp_path, build)
    assert [row.cells[0].text for row in document.tables[0].rows] == ["Tên", "một", "hai"]
    assert document.paragraphs[-1].text == "sau bảng"


# ------------------------------------------------------------------------------------- what cannot be meant


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Có {{ count } lớp", "lệnh mở bằng {{ ở đây chưa được đóng bằng }} trong cùng đoạn"),
        ("Có { count }} lớp", "có dấu }} đóng lệnh mà trong đoạn không có dấu {{ mở lệnh"),
        ("Có { { count }} lớp", "hai dấu của “{ {” phải viết liền nhau"),
        ("{ %p if count %}", "hai dấu của “{ %” phải viết liền nhau"),
        ("{{ count và {{ count }}", "lệnh mở bằng {{ chưa được đóng bằng }} trước khi lệnh khác mở ra"),
        ("{%p if count %} Chú ý", "đoạn có lệnh {%p … %} không được có chữ nào khác"),
        ("Chú ý {%p if count %}", "đoạn có lệnh {%p … %} không được có chữ nào khác"),
        ("{%p if count %}{{ count }}", "đoạn có lệnh {%p … %} không được có chữ nào khác"),
        ("{%tr for unit in units %}", "lệnh {%tr … %} chỉ dùng trong bảng; ngoài bảng hãy viết {%p … %}"),
        ("{%tc for unit in units %}", "lệnh {%tc … %} chỉ dùng trong bảng"),
        ("{{ count | of('lớp) }}", "trong lệnh có dấu nháy ' mở mà không đóng"),
        ("{{ count | of(“lớp) }}", 'trong lệnh có dấu nháy " mở mà không đóng'),
        ("{{ (count }}", "trong lệnh có dấu ( mở mà không đóng"),
        ("{%p If count %}", "không có lệnh nào tên là “If” (có phải là “if”?)"),
        ("{%p fỏ unit in units %}", "không có lệnh nào tên là “fỏ” (có phải là “for”?)"),
        ("{%pif count %}", "không có lệnh nào tên là “pif” (có phải là “p if”, có dấu cách?)"),
        ("{%P if count %}", "không có lệnh nào tên là “P” (có phải là “p”?)"),
        ("{%p if count = 2 %}", "so sánh bằng nhau phải viết hai dấu =="),
        ("Có {{ Count }} lớp", "không có trường nào tên là “Count” (có phải là “count”?)"),
        ("Có {{ name }}", "không có trường nào tên là “name” (có phải là “office.name”?)"),
        ("Có {{ cơunt }}", "không có trường nào tên là “cơunt” (có phải là “count”?)"),
        ("Có {{ }} lớp", "lệnh còn thiếu nội dung"),
        ("Có {{ count | of }} lớp", "cách viết “of” có số phần trong ngoặc không đúng (cần ít nhất 1)"),
        ("{{ 1 is }}", "lệnh viết sai; hãy xem lại"),
        ("{{ count 'lớp' }}", "trước “một chuỗi chữ” thiếu hoặc thừa chữ"),
    ],
)  # fmt: skip
def test_a_mistyped_command_is_told_with_its_paragraph_and_what_it_could_mean(
    tmp_path: Path, text: str, what: str
) -> None:
    ((place, said),) = mistakes(tmp_path, "Câu đầu.", text, "Câu cuối.")
    assert place == text
    assert said.startswith(what)


def test_a_command_broken_into_two_paragraphs_is_told_at_both(tmp_path: Path) -> None:
    told = mistakes(tmp_path, "{%p if", "count %}", "có", "{%p endif %}")
    assert [place for place, _ in told] == ["{%p if", "count %}"]
    assert told[0][1].endswith("một lệnh phải nằm trọn trong một đoạn, không xuống dòng bằng phím Enter")


def test_all_wrong_names_are_told_at_once_each_with_its_paragraph(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        texts(tmp_path, "Có {{ cuont }} lớp.", "Của {{ offce.name }}", "Số {{ count | blnk }}")
    assert str(caught.value) == (
        f"Mẫu Word {tmp_path / 'mau.docx'} có 3 chỗ sai:\n"
        "  - ở đoạn “Có {{ cuont }} lớp.”: không có trường nào tên là “cuont” (có phải là “count”?).\n"
        "  - ở đoạn “Của {{ offce.name }}”: không có trường nào tên là “offce” (có phải là “office”?).\n"
        "  - ở đoạn “Số {{ count | blnk }}”: không có cách viết “blnk” sau dấu | (có phải là “blank”?).\n"
        "Hãy mở tệp mẫu bằng Word để sửa các chỗ này."
    )


def test_a_command_alone_in_its_paragraph_is_told_by_the_text_before_it(tmp_path: Path) -> None:
    with pytest.raises(
        TemplateError, match=r"ở đoạn “{%p endif %}” \(sau đoạn “Câu thứ hai.”\): có lệnh endif thừa"
    ):
        texts(tmp_path, "Câu đầu.", "Câu thứ hai.", "{%p endif %}", "Câu cuối.")


def test_a_mistake_in_a_table_is_told_with_its_row(tmp_path: Path) -> None:
    def build(document: DocumentFile) -> None:
        document.add_table(1, 1)
        document.add_table(3, 1).cell(2, 0).text = "{{ cuont }}"

    with pytest.raises(TemplateError, match=r"ở bảng 2, dòng 3, đoạn “{{ cuont }}”"):
        filled(tmp_path, build)


def test_a_mistake_in_the_header_is_told_as_there(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"ở phần đầu trang, đoạn “{{ cuont }}”"):
        filled(tmp_path, lambda document: document.sections[0].header.paragraphs[0].add_run("{{ cuont }}"))


def test_a_row_with_a_command_and_a_text_is_told_before_the_text_is_lost(tmp_path: Path) -> None:
    def build(document: DocumentFile) -> None:
        table = document.add_table(2, 2)
        table.cell(0, 0).text = "{%tr for unit in units %}"
        table.cell(0, 1).text = "Ghi chú"
        table.cell(1, 0).text = "{%tr endfor %}"

    with pytest.raises(TemplateError, match=r"bảng 1, dòng 1, .*vì chữ ấy sẽ không được in ra"):
        filled(tmp_path, build)


@pytest.mark.parametrize("condition", ["count", "none"])
def test_a_block_from_one_cell_to_the_next_is_told_whatever_the_figures(
    tmp_path: Path, condition: str
) -> None:
    def build(document: DocumentFile) -> None:
        table = document.add_table(1, 2)
        for column, text in enumerate((f"{{%p if {condition} %}}", "{%p endif %}")):
            table.cell(0, column).paragraphs[0].text = text
            table.cell(0, column).add_paragraph("chữ")

    with pytest.raises(TemplateError, match="đóng ở một đoạn, một ô hay một bảng khác"):
        filled(tmp_path, build)


# ------------------------------------------------------------------------------------ the report's template


def with_paragraph(form: Form, tmp_path: Path, old: str, new: str) -> Path:
    """Write the form's template with a text in one paragraph changed, into an office's own folder of templates."""
    document = Document(str(form.directory / TEMPLATE))
    paragraph = next(paragraph for paragraph in document.paragraphs if old in paragraph.text)
    paragraph.runs[0].text = paragraph.text.replace(old, new)
    paragraph.runs[0].font.hidden = None
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)  # type: ignore[union-attr]
    folder = tmp_path / "mau-bao-cao"
    folder.mkdir(exist_ok=True)
    document.save(str(folder / TEMPLATE))
    (tmp_path / "htsd.toml").write_text('[campaign]\nroster = ""\n', encoding="utf-8")
    return tmp_path / "htsd.toml"


def own_campaign(form: Form, tmp_path: Path, old: str, new: str) -> Campaign:
    return load_campaign(with_paragraph(form, tmp_path, old, new))


def test_the_office_s_own_template_is_used_instead_of_the_form_s(form: Form, tmp_path: Path) -> None:
    campaign = own_campaign(
        form,
        tmp_path,
        "Còn «{{ units.missing | two_digits }}số đơn vị chưa gửi» đơn vị chưa gửi",
        "Thiếu {{ units.missing }}",
    )
    write_report(twelve_units(form), form, campaign, tmp_path / "ra.docx")
    said = [p.text for p in Document(str(tmp_path / "ra.docx")).paragraphs]
    assert any(text.startswith("Thiếu 2 báo cáo, 01 đơn vị gửi sau thời hạn quy định (") for text in said)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("practice.told }}", "practice.tole }}", "không có trường nào tên là “tole” (có phải là “told”?)"),
        ("kind.reported", "kind.report", "không có trường nào tên là “report” (có phải là “reported”?)"),
        ("lead.all", "lead.al", "không có trường nào tên là “al” (có phải là “all”?)"),
        ("lead.shares[0].name", "lead.shares[0].nam", "không có trường nào tên là “nam” (có phải là “name”?)"),
        ("leading('people')", "leading('person')", "cách viết “leading” không nhận “person” (chỉ dùng: count, "),
        ("under('classes')", "under('class')", "không có chỉ tiêu hay phần nào mang mã “class”"),
        ("compared('count', 'số lớp', 'lớp')", "compared('count', 'số lớp')", "cách viết “compared” có số phần"),
        ("units.missing | two_digits }}số", "units.deadline | two_digits }}",
         "không có trường nào tên là “deadline” (có phải là"),
        ("totals.news_items.active", "totals.news.active", "không có trường nào tên là “news” (có phải là “news_"),
    ],
)  # fmt: skip
def test_a_wrong_name_is_told_even_where_nothing_is_printed_this_time(
    form: Form, tmp_path: Path, old: str, new: str, what: str
) -> None:
    campaign = own_campaign(form, tmp_path, old, new)
    with pytest.raises(TemplateError) as caught:
        write_report(twelve_units(form), form, campaign, tmp_path / "ra.docx")
    assert caught.value.what.startswith(what)
    assert new in caught.value.mistakes[0].place.text
    assert not (tmp_path / "ra.docx").exists()


def saved_anew(path: Path, folder: Path) -> Path:
    """Return a Word file opened and saved again by LibreOffice."""
    return save_as([path], "docx", folder)[0]


def test_a_template_changed_and_saved_by_an_office_program_gives_the_same_report_but_for_the_change(
    form: Form, tmp_path: Path
) -> None:
    made = many_units(form, 30)
    write_report(made, form, Campaign(), tmp_path / "truoc.docx")
    own = tmp_path / "mau-bao-cao"
    with_paragraph(form, tmp_path, "Dẫn đầu về số tin, bài là", "Nhiều tin, bài nhất là")
    anew = saved_anew(own / TEMPLATE, tmp_path / "luu-lai")
    document = Document(str(anew))
    closing = next(p for p in document.paragraphs if p.text.startswith("Trên đây là"))
    first = next(p for p in document.paragraphs if "listed('; ')" in p.text)
    moved = copy.deepcopy(closing._p)
    Paragraph(moved, closing._parent).text = "Đoạn của cơ quan {{ office.full_name }}."
    first._p.addprevious(moved)
    document.save(str(own / TEMPLATE))
    write_report(made, form, load_campaign(tmp_path / "htsd.toml"), tmp_path / "sau.docx")
    before, after = (
        [p.text for p in Document(str(tmp_path / name)).paragraphs if p.text.strip()]
        for name in ("truoc.docx", "sau.docx")
    )
    added = "Đoạn của cơ quan Phòng Giáo dục và Đào tạo Quận 7."
    assert [line for line in after if line != added] == [
        line.replace("Dẫn đầu về số tin, bài là", "Nhiều tin, bài nhất là") for line in before
    ]
    assert after.count(added) == 1
    tables = [
        [[cell.text for cell in row.cells] for row in Document(str(tmp_path / name)).tables[1].rows]
        for name in ("truoc.docx", "sau.docx")
    ]
    assert tables[0] == tables[1]


def field(paragraph: Paragraph, name: str, command: str, *, hidden: bool = True) -> None:
    """Add a field as it stands in the template: its name between brackets, its command hidden behind the first."""
    for text, hide in (("«", False), (command, hidden), (f"{name}»", False)):
        run = paragraph.add_run(text)
        run.font.hidden = True if hide else None
        run.bold = not hide


def test_a_field_is_filled_where_its_name_stands_and_looks_as_the_name_does(tmp_path: Path) -> None:
    def build(document: DocumentFile) -> None:
        paragraph = document.add_paragraph("Có ")
        field(paragraph, "số lớp", "{{ count }}")
        paragraph.add_run(" lớp.")

    (paragraph,) = filled(tmp_path, build).paragraphs
    assert paragraph.text == "Có 1.234 lớp."
    assert [(run.text, run.bold) for run in paragraph.runs if run.text == "1.234"] == [("1.234", True)]


def test_what_is_left_of_a_field_that_lost_a_part_is_told(tmp_path: Path) -> None:
    def build(document: DocumentFile) -> None:
        field(document.add_paragraph(), "số lớp", "{{ count }}")
        document.add_paragraph("Tổng số «số lớp» lớp, theo sách «Lịch sử».")
        document.add_paragraph("Số lớp ").add_run("{{ count }}").font.hidden = True

    with pytest.raises(TemplateError) as caught:
        filled(tmp_path, build)
    assert [mistake.what.partition(";")[0] for mistake in caught.value.mistakes] == [
        "“«số lớp»” chỉ còn tên, phần ẩn của trường đã mất nên không điền được",
        "trường ở đây mất dấu « hoặc » bao quanh",
    ]


def test_who_opens_the_report_s_template_sees_no_command_and_one_sentence_of_each_choice(form: Form) -> None:
    document = Document(str(form.directory / TEMPLATE))
    seen = [
        "".join(run.text for run in item.runs if run.font.hidden is None and run.style.name != ALTERNATIVE)
        for item in document.paragraphs
    ]
    assert not re.search(r"{{|{%|{#|[}%#]}", "\n".join(seen))
    assert (
        "Đến thời điểm lập báo cáo, có «số đơn vị đã gửi»/«số đơn vị phải gửi» đơn vị gửi báo cáo kết quả thực hiện,"
        " đạt «tỷ lệ»%, gồm:"
    ) in seen
    assert "Chưa có số liệu tổng hợp về nội dung này." not in seen


@pytest.mark.parametrize("template", ["htsd-2024", "chung"])
def test_the_title_of_the_lists_of_units_names_them_in_their_order(template: str) -> None:
    report = Document(str(Path(__file__).parents[3] / "templates" / template / "bao-cao-tong-hop.docx"))
    texts = [paragraph.text for paragraph in report.paragraphs]
    title = next(text for text in texts if text.startswith("DANH SÁCH ĐƠN VỊ «{{"))
    lists = [
        name
        for text in texts
        for name in re.findall(r"Đơn vị .*: «\{\{ appendices\.awaited\.(\w+) \| length", text)
    ]
    assert lists == ["missing", "unusable", "late", "not_counted"]
    assert re.findall(r"if appendices\.awaited\.(\w+) else ''", title) == lists
