"""Which texts beside a picture are its caption."""

from __future__ import annotations

import pytest

from htsd_cli.pictures.captions import Line, captions_of, described, is_caption


@pytest.mark.parametrize(
    "text",
    [
        "Hình 1: Lễ khai mạc",
        "Hình 2. Thi kể chuyện theo sách",
        "HÌNH 3 – NGÀY HỘI ĐỌC SÁCH",
        "Ảnh: Học sinh quyên góp sách",
        "(Ảnh: Học sinh quyên góp sách)",
        "Hình ảnh lễ khai mạc Tuần lễ",
        "Một số hình ảnh hoạt động:",
        "Hinh 1: le khai mac",
        "Anh 2. thi ke chuyen",
        "Minh chứng 4",
    ],
)
def test_a_text_that_names_a_picture_is_a_caption_however_it_is_set(text: str) -> None:
    assert is_caption(text, set_apart=False)


@pytest.mark.parametrize("text", ["Toàn cảnh ngày hội đọc sách", "Thầy Hiệu trưởng phát biểu khai mạc"])
def test_another_text_is_a_caption_only_when_it_is_set_apart(text: str) -> None:
    assert is_caption(text, set_apart=True)
    assert not is_caption(text, set_apart=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "II. Các hoạt động đã thực hiện",
        "1. Công tác tuyên truyền",
        "a) Đối với học sinh",
        "HIỆU TRƯỞNG",
        "Quận 7, ngày 12 tháng 10 năm 2024",
        "Nơi nhận:",
        "(Kèm theo Kế hoạch số 12/KH-UBND)",
        "(Ký, ghi rõ họ tên)",
        "./.",
        "Trên địa bàn quận, " * 20,
        "Anh Nguyễn Văn An phát biểu, " * 10,
    ],
)
def test_what_else_stands_in_the_middle_of_a_line_is_no_caption(text: str) -> None:
    assert not is_caption(text, set_apart=True)


def test_a_person_called_anh_and_a_school_called_hinh_are_no_pictures() -> None:
    assert not is_caption("Anh Nguyễn Văn An phát biểu", set_apart=False)
    assert not is_caption("Hình thức tổ chức đa dạng", set_apart=False)


def story(*lines: str) -> list[Line]:
    """Return lines as a reader makes them: `[1 2]` are pictures, `*…` a text set apart, else plain text."""
    made = []
    for line in lines:
        if line.startswith("["):
            numbers, _, text = line[1:].partition("]")
            made.append(Line(text.strip(), False, tuple(map(int, numbers.split()))))
        else:
            made.append(Line(line.lstrip("*"), line.startswith("*")))
    return made


@pytest.mark.parametrize(
    ("lines", "captions"),
    [
        (("[0]", "*Lễ khai mạc", "Đoạn văn."), {0: "Lễ khai mạc"}),
        (("[0]", "", "Hình 1: Lễ khai mạc"), {0: "Hình 1: Lễ khai mạc"}),
        (("[0] (Ảnh: khai mạc)", "*Không phải chú thích"), {0: "(Ảnh: khai mạc)"}),
        (("[0 1]", "[2]", "*Chung một chú thích"), dict.fromkeys((0, 1, 2), "Chung một chú thích")),
        (("[0]", "Hình 1: a", "[1]", "Hình 2: b"), {0: "Hình 1: a", 1: "Hình 2: b"}),
        (("Hình 1: a", "[0]", "Hình 2: b", "[1]"), {0: "Hình 1: a", 1: "Hình 2: b"}),
        (("Hình 1: a", "[0]", "Hình 2: b", "[1]", "*Người lập"), {0: "Hình 1: a", 1: "Hình 2: b"}),
        (("Một số hình ảnh:", "[0]", "*a b c", "[1]", "*d e f", "[2]"), {0: "a b c", 1: "d e f"}),
        (("Một số hình ảnh:", "[0]", "[1]", "Kết thúc báo cáo."), dict.fromkeys((0, 1), "Một số hình ảnh:")),
        (("Các em rất vui.", "[0]", "Trên đây là báo cáo."), {}),
        (("[0]", "|", "Hình 1: của bảng khác"), {}),
    ],
)  # fmt: skip
def test_each_picture_gets_the_caption_below_above_or_beside_it(
    lines: tuple[str, ...], captions: dict[int, str]
) -> None:
    assert captions_of(story(*lines)) == captions


@pytest.mark.parametrize(
    "text",
    [
        None,
        "Picture 1",
        "Hình ảnh 3",
        "IMG_2034.JPG",
        "z5912345678_ab12cd",
        "C:\\Users\\Admin\\Desktop\\khai mac.png",
        "A group of people sitting in a room\n\nDescription automatically generated",
        "Có thể là hình ảnh về 5 người và văn bản",
    ],
)
def test_a_description_that_a_program_wrote_is_none(text: str | None) -> None:
    assert described(text) == ""


def test_a_description_that_a_person_wrote_is_kept_on_one_line() -> None:
    assert described("Học sinh  khối 4\nđọc sách") == "Học sinh khối 4 đọc sách"
