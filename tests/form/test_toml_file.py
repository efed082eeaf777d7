"""A TOML file that is wrong is told line by line, in words for a person."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, model_validator

from htsd_cli.form.toml_file import Misfit, TomlError, line_of, load_toml
from tests.forms import LISTS, form_of


class Item(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    words: tuple[str, ...] = ()
    kind: Literal["một", "hai"] = "một"


class Sample(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str
    year: int = Field(ge=2000, le=2100)
    day: date | None = None
    items: tuple[Item, ...] = ()

    @model_validator(mode="after")
    def _no_x(self) -> Sample:
        for place, item in enumerate(self.items):
            for number, word in enumerate(item.words):
                if word == "x":
                    raise Misfit("không nhận từ “x”", "items", place, "words", number)
        return self


GOOD = """\
title = "Tên"
year = 2024
day = 2024-10-11

[[items]]
id = "a"

[[items]]  # thứ hai
id = "b"
words = ["m", "n"]
kind = "hai"

[[items]]
id = "c"
words = [
    "p",

    # một lời chú
    "q",
]
"""


def told(tmp_path: Path, source: str | bytes) -> str:
    """Return what is said of a wrong file, the file's name left out."""
    path = tmp_path / "tep.toml"
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    with pytest.raises(TomlError) as caught:
        load_toml(path, Sample)
    return str(caught.value).replace(str(path), "TỆP")


def test_a_right_file_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "tep.toml"
    path.write_text(GOOD, encoding="utf-8")
    sample = load_toml(path, Sample)
    assert (sample.day, [item.id for item in sample.items]) == (date(2024, 10, 11), ["a", "b", "c"])


def test_a_byte_order_mark_from_windows_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "tep.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_toml(path, Sample).title == "Tên"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("year = 2024", 'year = "nay"', "Tệp TỆP, dòng 2: “year” phải là một số nguyên, đang ghi “nay”."),
        ("year = 2024", "year = 1999", "Tệp TỆP, dòng 2: “year” phải từ 2000 trở lên, đang ghi 1999."),
        ("year = 2024", "year = 2101", "Tệp TỆP, dòng 2: “year” phải từ 2100 trở xuống, đang ghi 2101."),
        (
            'title = "Tên"',
            "title = 5",
            "Tệp TỆP, dòng 1: “title” phải là một chuỗi trong ngoặc kép, đang ghi 5.",
        ),
        ("2024-10-11", '"mai"', "Tệp TỆP, dòng 3: “day” phải là một ngày dạng 2024-10-11, đang ghi “mai”."),
        ('id = "a"\n', "", "Tệp TỆP, dòng 5: “items” › mục thứ 1 › “id” thiếu khóa này."),
        (
            'id = "b"',
            'id = "b"\nmàu = 1',
            "Tệp TỆP, dòng 10: tên khóa “màu” chỉ được gồm chữ không dấu, chữ số, dấu _ và -.",
        ),
        (
            'id = "b"',
            'id = "b"\n"màu" = 1',
            "Tệp TỆP, dòng 10: “items” › mục thứ 2 › “màu” không có khóa nào tên như vậy;"
            " các khóa dùng được: id, words, kind.",
        ),
        (
            'words = ["m", "n"]',
            'words = "m"',
            "Tệp TỆP, dòng 10: “items” › mục thứ 2 › “words” phải là một danh sách trong ngoặc vuông, đang ghi “m”;"
            ' hãy ghi ["m"].',
        ),
        (
            'kind = "hai"',
            'kind = "ba"',
            "Tệp TỆP, dòng 11: “items” › mục thứ 2 › “kind” chỉ nhận một trong các giá trị 'một' hoặc 'hai',"
            " đang ghi “ba”.",
        ),
        (
            '"p"',
            "5",
            "Tệp TỆP, dòng 16: “items” › mục thứ 3 › “words” › mục thứ 1 phải là một chuỗi trong ngoặc kép,"
            " đang ghi 5.",
        ),
        (
            '"q"',
            "5",
            "Tệp TỆP, dòng 19: “items” › mục thứ 3 › “words” › mục thứ 2 phải là một chuỗi trong ngoặc kép,"
            " đang ghi 5.",
        ),
        ('"n"', '"x"', "Tệp TỆP, dòng 10: không nhận từ “x”."),
        ('"q"', '"x"', "Tệp TỆP, dòng 19: không nhận từ “x”."),
        ("year = 2024", "year = = 2024", "Tệp TỆP, dòng 2: thừa một dấu =."),
        ("year = 2024", 'year = "2024', 'Tệp TỆP, dòng 2: thiếu dấu ngoặc kép (") ở cuối chữ.'),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in GOOD
    assert told(tmp_path, GOOD.replace(right, wrong, 1)) == said


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    said = told(tmp_path, GOOD.replace("2024\n", '"nay"\n', 1).replace('id = "c"', "id = 3"))
    assert [line.split(":")[0] for line in said.splitlines()] == ["Tệp TỆP, dòng 2", "Tệp TỆP, dòng 14"]


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD.encode("utf-16")) == (
        "Tệp TỆP không lưu bằng bảng mã UTF-8: hãy mở bằng Notepad, chọn Save As, ở ô Encoding chọn UTF-8"
        " rồi lưu đè."
    )


def test_a_file_that_is_not_there_is_told_without_english(tmp_path: Path) -> None:
    with pytest.raises(TomlError, match=r"Không đọc được tệp .*khong\.toml: đường dẫn không có\."):
        load_toml(tmp_path / "khong.toml", Sample)


def test_a_file_cut_off_is_told_at_its_end(tmp_path: Path) -> None:
    assert told(tmp_path, 'title = "Tên"\nyear = 2024\nitems = [\n') == (
        "Tệp TỆP, dòng 3: danh sách mở bằng dấu [ ở dòng này chưa có dấu ] đóng lại."
    )


def test_a_line_is_found_by_keys_and_indices() -> None:
    lines = [
        line_of(GOOD, place) for place in [("year",), ("items", 1), ("items", 1, "kind"), ("items", 2, "id")]
    ]
    assert lines == [2, 8, 11, 14]


def test_what_is_empty_only_since_its_items_are_wrong_is_not_told(tmp_path: Path) -> None:
    with pytest.raises(TomlError) as said:
        form_of(tmp_path, LISTS.replace('id = "value"', 'id = "value", kind = "so"'))
    assert len(str(said.value).splitlines()) == 1
    assert "“kind” chỉ nhận một trong các giá trị" in str(said.value)
