"""A Word template an office has changed: what it prints, and how a mistake in it is told."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document

from htsd_cli.form import DEFAULT_FORM, templates_directory
from htsd_cli.writers.word import TemplateError, fill
from htsd_cli.writers.word.original import original

FIELDS: dict[str, object] = {
    "office": {"name": "Phòng <A> & “B”", "full_name": "Phòng Giáo dục và Đào tạo"},
    "count": 1234567,
    "missing": None,
    "empty": "",
    "units": ["một", "hai"],
    "apart": "the\u0302\u0309 thao",
    "control": "trước\x0bsau",
}


def template(tmp_path: Path, *paragraphs: str) -> Path:
    """Write a Word file of these paragraphs, each in two runs as Word likes to leave them."""
    document = Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        half = len(text) // 2
        paragraph.add_run(text[:half])
        paragraph.add_run(text[half:])
    path = tmp_path / "mau.docx"
    document.save(str(path))
    return path


def printed(tmp_path: Path, *paragraphs: str) -> list[str]:
    return [paragraph.text for paragraph in fill(template(tmp_path, *paragraphs), FIELDS, {}).paragraphs]


def mistake(tmp_path: Path, *paragraphs: str) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        fill(template(tmp_path, *paragraphs), FIELDS, {})
    return caught.value


def test_a_number_is_printed_with_thousands_dots(tmp_path: Path) -> None:
    assert printed(tmp_path, "{{ count }} quyển") == ["1.234.567 quyển"]


def test_letters_that_mean_something_in_xml_are_printed_as_themselves(tmp_path: Path) -> None:
    assert printed(tmp_path, "{{ office.name }}") == ["Phòng <A> & “B”"]


def test_a_text_of_separate_marks_is_printed_composed(tmp_path: Path) -> None:
    assert printed(tmp_path, "{{ apart }}") == ["thể thao"]


def test_a_control_character_no_word_file_can_hold_is_left_out(tmp_path: Path) -> None:
    assert printed(tmp_path, "{{ control }}") == ["trướcsau"]


def test_a_missing_figure_in_a_sentence_says_so_and_in_a_cell_stays_blank(tmp_path: Path) -> None:
    assert printed(tmp_path, "có {{ missing }} lớp", "{{ missing | blank }}") == [
        "có (chưa có số liệu) lớp",
        "",
    ]


def test_of_names_a_figure_and_says_nothing_of_a_missing_one(tmp_path: Path) -> None:
    text = "{{ [count | of('quyển'), missing | of('tờ')] | listed(' và ') }}"
    assert printed(tmp_path, text) == ["1.234.567 quyển"]


def test_sentence_begins_with_a_capital_and_leaves_the_rest(tmp_path: Path) -> None:
    assert printed(tmp_path, "{{ 'phường Tân Mỹ' | sentence }}") == ["Phường Tân Mỹ"]


def test_curly_quotes_that_word_puts_into_a_command_are_understood(tmp_path: Path) -> None:
    assert printed(tmp_path, "{{ units | join(“; ”) }}") == ["một; hai"]


def test_commands_in_paragraphs_of_their_own_leave_nothing_behind(tmp_path: Path) -> None:
    lines = ("{%p for unit in units %}", "- {{ unit }}", "{%p endfor %}", "hết")
    assert printed(tmp_path, *lines) == ["- một", "- hai", "hết"]


def test_an_unknown_field_is_told_with_its_paragraph_and_the_nearest_field(tmp_path: Path) -> None:
    error = mistake(tmp_path, "Câu đầu.", "Kính gửi {{ offce.name }}.", "Câu cuối.")
    assert error.place == "Kính gửi {{ offce.name }}."
    assert error.what == "không có trường nào tên là “offce” (có phải là “office”?)"
    assert str(error) == (
        f"Mẫu Word {tmp_path / 'mau.docx'}, ở đoạn “Kính gửi {{{{ offce.name }}}}.”: không có trường nào tên là"
        " “offce” (có phải là “office”?). Hãy mở tệp mẫu bằng Word để sửa chỗ này."
    )


def test_of_a_long_paragraph_the_part_around_the_mistake_is_quoted(tmp_path: Path) -> None:
    error = mistake(tmp_path, "chữ " * 60 + "{{ office.ful_name }}" + " chữ" * 60)
    assert error.place.startswith("…")
    assert error.place.endswith("…")
    assert "{{ office.ful_name }}" in error.place
    assert len(error.place) == 162


def test_an_unknown_part_of_a_field_is_told_with_the_nearest_part(tmp_path: Path) -> None:
    error = mistake(tmp_path, "{{ office.ful_name }}")
    assert error.what == "không có trường nào tên là “ful_name” (có phải là “full_name”?)"


def test_an_unknown_field_is_told_even_in_a_branch_not_printed_this_time(tmp_path: Path) -> None:
    error = mistake(tmp_path, "Có: {% if empty %}{{ office.nam }}{% endif %}")
    assert error.what == "không có trường nào tên là “nam” (có phải là “name”?)"


def test_an_unknown_field_of_the_loop_is_told(tmp_path: Path) -> None:
    error = mistake(tmp_path, "{% for unit in units %}{{ unit }}{% if loop.lats %};{% endif %}{% endfor %}")
    assert error.what == "không có trường nào tên là “lats” (có phải là “last”?)"


def test_an_unknown_filter_is_told_even_in_a_branch_not_printed_this_time(tmp_path: Path) -> None:
    error = mistake(tmp_path, "{% if empty %}{{ units | lsited }}{% endif %}")
    assert error.what == "không có cách viết “lsited” sau dấu | (có phải là “listed”?)"


def test_an_unknown_test_is_told(tmp_path: Path) -> None:
    assert mistake(tmp_path, "{% if empty is nothing_at_all %}a{% endif %}").what.startswith(
        "không có điều kiện “nothing_at_all” sau chữ is"
    )


def test_a_loop_that_is_never_closed_is_told_where_it_opens(tmp_path: Path) -> None:
    error = mistake(tmp_path, "Đầu.", "{%p for unit in units %}", "- {{ unit }}", "Cuối.")
    assert error.place == "{%p for unit in units %}"
    assert error.what == "khối lệnh for mở ở đây chưa có lệnh endfor đóng lại"


def test_of_two_blocks_the_one_that_is_never_closed_is_told(tmp_path: Path) -> None:
    lines = ("{%p if empty %}", "{%p for unit in units %}", "- {{ unit }}", "{%p endif %}")
    assert mistake(tmp_path, *lines).place == "{%p for unit in units %}"


def test_every_block_that_is_never_closed_is_told(tmp_path: Path) -> None:
    lines = (
        "{%p if empty %}",
        "Đầu.",
        "{%p for unit in units %}",
        "{%p if unit %}",
        "- {{ unit }}",
        "{%p endfor %}",
    )
    error = mistake(tmp_path, *lines)
    assert [item.what for item in error.mistakes] == [
        "khối lệnh if mở ở đây chưa có lệnh endif đóng lại",
        "khối lệnh if mở ở đây chưa có lệnh endif đóng lại",
    ]
    assert "{%p if empty %}" in str(error)
    assert "{%p if unit %}" in str(error)


def test_a_loop_that_is_closed_but_never_opened_is_told_where_it_closes(tmp_path: Path) -> None:
    error = mistake(tmp_path, "Đầu.", "{%p endfor %}")
    assert error.place == "{%p endfor %}"
    assert error.what == "có lệnh endfor thừa, hoặc thiếu lệnh for mở đầu ở phía trên"


def test_a_block_that_cuts_through_a_paragraph_is_told_whatever_the_figures(tmp_path: Path) -> None:
    for condition in ("count", "empty"):
        error = mistake(tmp_path, f"Đầu {{% if {condition} %}}", "giữa", "{%p endif %}")
        assert error.place == f"Đầu {{% if {condition} %}}"
        assert error.what.startswith("khối lệnh mở ở đây nhưng đóng ở một đoạn, một ô hay một bảng khác")


def test_a_mistyped_command_is_told(tmp_path: Path) -> None:
    assert mistake(tmp_path, "{%p fi count %}", "{%p endif %}").what == "không có lệnh nào tên là “fi”"


def test_a_mark_of_a_paragraph_command_set_apart_is_told(tmp_path: Path) -> None:
    error = mistake(tmp_path, "{% p if count %}", "a", "{%p endif %}")
    assert error.what == "chữ p phải viết liền sau dấu {%, đúng loại đoạn hay dòng bảng"


def test_a_syntax_jinja_does_not_know_is_told_in_vietnamese(tmp_path: Path) -> None:
    error = mistake(tmp_path, "{%p for unit of units %}", "{%p endfor %}")
    assert error.place == "{%p for unit of units %}"
    assert error.what == "ở chỗ “of” lẽ ra phải là “in”"
    assert mistake(tmp_path, "{{ 1 is }}").what.startswith("lệnh viết sai; hãy xem lại")


def test_a_value_that_does_not_suit_its_command_is_told(tmp_path: Path) -> None:
    error = mistake(tmp_path, "Đầu.", "Có {{ office.name + count }}.")
    assert error.place == "Có {{ office.name + count }}."
    assert error.what == "giá trị ở đây không dùng được với lệnh đã viết"


def test_a_template_cannot_reach_into_the_program(tmp_path: Path) -> None:
    mistake(tmp_path, "{{ office.name.__class__.__mro__ }}")
    mistake(tmp_path, "{{ ''.__class__ }}")


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="không có tệp này"):
        fill(tmp_path / "khong-co.docx", FIELDS, {})


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{\\rtf1}"])
def test_a_template_that_is_no_word_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mau.docx"
    path.write_bytes(content)
    with pytest.raises(TemplateError, match=r"không mở được như một tệp Word \(\.docx\)"):
        fill(path, FIELDS, {})


def test_a_damaged_template_says_where_its_original_is(tmp_path: Path) -> None:
    path = tmp_path / "mau-bao-cao" / "bao-cao.docx"
    path.parent.mkdir()
    path.write_bytes(b"PK")
    assert (
        original(path)
        == f"tệp mẫu ban đầu nằm trong “{templates_directory() / DEFAULT_FORM}”: hãy chép lại từ đó"
    )
    (tmp_path / "htsd.toml").write_text("", encoding="utf-8")
    again = f"chạy htsd init “{tmp_path}” để máy đặt lại tệp mẫu ban đầu"
    assert original(path) == f"hãy đổi tên (hoặc xóa) tệp này rồi {again}"
    with pytest.raises(TemplateError, match="hãy đổi tên"):
        fill(path, FIELDS, {})
    path.unlink()
    assert original(path) == f"hãy {again}"
    assert original(templates_directory() / "x.docx") == "tệp này là của chương trình: hãy cài lại htsd"


def test_a_zip_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mau.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("thu.txt", "x")
    with pytest.raises(TemplateError, match=r"không mở được như một tệp Word \(\.docx\)"):
        fill(path, FIELDS, {})


def test_a_mistake_in_the_header_is_told(tmp_path: Path) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ offce }}"
    document.save(str(tmp_path / "mau.docx"))
    with pytest.raises(TemplateError) as caught:
        fill(tmp_path / "mau.docx", FIELDS, {})
    assert caught.value.place == "{{ offce }}"
