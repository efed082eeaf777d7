"""Which row of a form a received row is: by code, label, number, the label beside it, and its place."""

from __future__ import annotations

import pytest

from htsd_cli.form import FormTable
from htsd_cli.interpret.grid.matching import LabelMatcher, RowKey
from tests.interpret.grid.disguised import BLANKS

# A form's rows: id, code, number, label (~ another one), parent. Below: received rows (label, number, code, group) and
# which rows of the form they are, "-" none.
FORMS = {
    "plain": "a, , 1, Số lớp học; b, , 2, Số học sinh; c, , 3, Số giáo viên (người);"
    " d, , 4, Số phòng máy ~ Phòng tin học",
    "coded": "a, 01, , Số lớp; b, 02, , Số học sinh; c, CT03, , Số giáo viên; d, 05, , Số bàn; e, 05, , Số ghế;"
    " f, , , Số quạt",
    "bare": "a, , , Số lớp học; b, , , Số bàn ghế",
    "words": "a, , , Số trường đạt chuẩn; b, , , Số phòng bộ môn; c, , , Đại biểu khóa XIV;"
    " d, , , Số đơn vị văn hóa",
    "swapped": "a, 01, , Số học sinh bán trú; b, 02, , Số học sinh nội trú; c, 03, , Số lớp",
    "long": "a, , 1, Số học sinh bán trú; b, , 2, Số học sinh nội trú;"
    " c, , 3, Số lớp học bán trú; d, , 4, Số lớp nội trú",
    "apart": "a, , , Số hộ nghèo; b, , , Số học sinh nữ; c, , , Trường hạng III; d, , , Số lớp loại ba",
    "turned": "hs, , , Học sinh; hs_k, , , Khác, hs; hs_m, , , Mầm non, hs; gv, , , Giáo viên; gv_k, , , Khác, gv",
    "near": "kha, , , Số học sinh tiểu học xếp loại khá; kem, , , Số học sinh tiểu học xếp loại kém",
    "deep": "hs, , I, Học sinh; hs_m, , , Mầm non, hs; hs_nu, , , Nữ, hs_m; hs_p, , , Phổ thông, hs;"
    " gv, , II, Giáo viên; gv_nu, , , Nữ, gv; ldn, , 7, Nữ",
}
CASES = """
plain
Số lớp học | Số học sinh | Phòng tin học => a b d
1. Số lớp học | II) Số học sinh | - Số giáo viên => a b c
Số giáo viên (người) | Số giáo viên | c. Số phòng máy (chiếc) => c c d
Số lớp học | Số lớp học => a a
Số học sinh | Số lớp học => b a
 | x | Số => - - -
Số lớp họcc | Số hoc sinhh | Số phòng mái => a b d
Số lớp học | Số giáo viênn | Số học sinh => a - b
Số lớp học | Số phòng máii | Số học sinh => a - b
Số lớp học | Số họk sinhh, 2 | Số phòng máy => a b d
Số phòng máy | Số lớpp học => d -
Số lớp học | Số phòng họp | Số phòng máy => a - d
Số lớp tin | Số học sinh => - b
Số lúp họ | Số học sinh => a b
Số lúp hót | Số học sinh => - b
Số lúp hót, 1 | Số học sinh => a b
Số lúp hót, 9 | Số học sinh => - b
Số lớp tin | Số lớp học | Số hoc sinhh => - a b
Số ↵ lớp học ↵ (lớp) => a
bare
Số lúp hót | Số bàn ghế => - b
words
Số trươnngg đạt chuẩn | Số phongg bộ môn => a b
Số trươnnggg đạt chuẩn | Số phonngg bộ môn => - -
Đại biểu khóa XVI | Số đơn vịn văn hóa => - d
long
Số học sinh bán trú | Số học sinh ngoại trú | Số lớp học bán trú => a - c
Số học sinh bán trú | Số học sinh nội truu | Số lớp học bán trú => a b c
Số học sinh bán trú | Số học sinh nội trú khác | Số lớp học bán trú => a - c
Số học sinh bán trúu | Số lớp học bán trúu | Số học sinh nội trúu => a c -
(1) Số học sinh bán trú | 2/ Số học sinh nội trú | IV – Số lớp nội trú => a b d
Số học sinh (bán trú) | Số học sinh nội trú (em) (nữ) | MS 4: Số lớp nội trú => a - d
Sốhọc sinh bán trú | Số học sinh nộitrú | Số lớp hoc bán tru => a b c
apart
Số hộ cận nghèo | Số học sinh nam | Trường hạng II | Số lớp loại bảy => - - - -
Số hộ nghèoo | Số học sinnh nữ | Trườngg hạng III | Sô lớp loạii ba => a b c d
Số hộ ngèho | Số học sinh nữu | Trường hang III | Số lóp loại ba => a - c d
coded
x, , 01 | x, , 2 | x, , CT03 => a b c
CT 03. Thầy cô giáo | CT03 Số giáo viên => c c
Số học sinh, , 01 | Số lớp, , 02 => - -
Số lớp tiểu học, , 01 | Số lượng lớp, , 1 => a a
Số bàn, , 05 | Số ghế, , 05 | x, , 05 => d e -
Số lớp | Số học sinh, , => a b
swapped
Số học sinh nội trú, , 01 | Số học sinh bán trú, , 02 | Số lớp, , 03 => - - c
Số học sinh bán trú (em), , 01 | Số em nội trú, , 02 => a b
turned
Học sinh | Mầm non | Khác | Giáo viên | Khác => hs hs_m hs_k gv gv_k
near
Số học sinh tiểu học xếp loại khám => -
Số học sinh tiểu học xếp loạii khá => kha
deep
Học sinh | Mầm non | Nữ | Phổ thông | Giáo viên | Nữ | Nữ => hs hs_m hs_nu hs_p gv gv_nu ldn
Giáo viên | Nữ | Học sinh | Mầm non | Nữ => gv gv_nu hs hs_m hs_nu
Giáo viên | Nữ => gv gv_nu
Giáo viên | Việc khác | Nữ => gv - gv_nu
Học sinh | Mầm non | Nữ => hs hs_m hs_nu
Nữ, 7 | Nữ => ldn gv_nu
Nữ, 7 | Nữ, , , Giáo viên | Nữ, , , Học sinh => ldn gv_nu hs_nu
Nữ, , , Mầm non | Nữ, , , khác => hs_nu ldn
Nữ | Nữ | Nữ | Nữ => hs_nu ldn gv_nu -
Học sinh | Mầm non | Nữ | Giáo viên | Học sinh | Mầm non | Nữ => hs hs_m hs_nu gv hs hs_m hs_nu
"""


def matcher(drawn: str) -> LabelMatcher:
    rows = []
    for row in drawn.split("; "):
        name, code, number, label, *parent = (part.strip() for part in row.split(","))
        said, *others = label.split(" ~ ")
        rows.append(
            {"id": name, "code": code, "number": number, "label": said, "other_labels": others}
            | {"parent": parent[0] if parent else "", "measures": [{"id": "so"}]}
        )
    columns = [
        {"id": "ten", "role": "label", "heading": ["x"]},
        {"id": "so", "role": "value", "heading": ["y"]},
    ]
    return LabelMatcher(FormTable.model_validate({"id": "bang", "columns": columns, "indicators": rows}))


def cases() -> list[tuple[str, str, str]]:
    found, form = [], ""
    for line in CASES.strip("\n").splitlines():
        drawn, arrow, said = line.partition(" => ")
        if arrow:
            found.append((form, drawn, said))
        else:
            form = line
    return found


MATCHERS = {name: matcher(drawn) for name, drawn in FORMS.items()}


@pytest.mark.parametrize(("form", "drawn", "said"), cases())
def test_a_row_is_the_one_its_code_label_number_and_place_say(form: str, drawn: str, said: str) -> None:
    known = MATCHERS[form]
    drawn = drawn.replace("↵", "\n")
    for before, behind in (("", ""), *BLANKS):
        rows = [
            RowKey(*(f"{before}{part.strip()}{behind}" for part in row.split(",")))
            for row in drawn.split(" | ")
        ]
        found = known.match(rows)
        assert " ".join("-" if place is None else known.rows[place].id for place in found) == said


@pytest.mark.parametrize(
    ("label", "code", "known"),
    [
        ("Số lớp", "", True),
        ("x", "01", True),
        ("x", "1", True),
        ("x", "9", False),
        ("", "", False),
        ("x", "05", False),
    ],
)
def test_a_row_is_known_by_its_label_or_a_code_of_one_row(label: str, code: str, known: bool) -> None:
    assert MATCHERS["coded"].knows(label, code) == known


@pytest.mark.parametrize(
    ("known", "label", "doubtful"),
    [
        ("Số hội họp", "Số hội họp", False),
        ("Số hội họp", "So hoi hop", False),
        ("Số hội họp", "Số hồi họp", True),
        ("Số hội họp", "Số hồi họpp", True),  # misspelt besides
        ("Số hội họp ~ Số hồi họp", "Số hồi họpp", False),
        ("Số hội ~ Số đoàn", "Số hồi", True),  # of the other name it has no letter
        ("Số hội họp", "Sốhồi họp", False),
    ],
)
def test_a_row_is_doubted_where_its_marks_are_those_of_no_name_of_the_form_s(
    known: str, label: str, doubtful: bool
) -> None:
    rows = matcher(f"a, , , {known}; b, , , Số lớp")
    assert rows.match([RowKey(label)]) == [0]
    assert rows.is_doubtful(RowKey(label), 0) is doubtful


@pytest.mark.parametrize("word", ["so", "các", "của", "và", "về", "cho", "tại", "ở"])
def test_a_little_word_may_be_left_out_of_a_misspelt_label(word: str) -> None:
    known = matcher(f"a, , , Trẻ mầm non {word} xã vùng cao")
    assert known.match([RowKey("Trẻ mầm non xã vungg cao")]) == [0]


@pytest.mark.parametrize(
    "word", ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "nữ"]
)
def test_a_number_in_letters_is_never_misspelt(word: str) -> None:
    assert matcher(f"a, , , Trường loại {word}").match([RowKey(f"Trường loại {word}n")]) == [None]


@pytest.mark.parametrize(
    "prefix",
    [
        "1.", "12)", "123:", "1/", "1-", "1 –", "1 —", "1 ", "1.2 ", "1.2.3.", "CT 1.", "CT1:", "MS 12:", "Mã 3.", "I.",
        "XVIII)", "iv.", "III ", "A.", "z)", "đ.", "Đ:", "- ", "-", "–", "— ", "+ ", "* ", "• ", "@ ", " - ",
    ],
)  # fmt: skip
def test_what_numbers_a_row_in_front_of_its_label_is_none_of_it(prefix: str) -> None:
    assert matcher("a, , , Số lớp; b, , , Số trẻ").match([RowKey(f"{prefix}Số trẻ")]) == [1]


@pytest.mark.parametrize("prefix", ["1234.", "IIIIII.", "bc.", "Mục 1.", "x y ", "1.2345 "])
def test_what_numbers_no_row_stays_a_part_of_the_label(prefix: str) -> None:
    assert not matcher("a, , , Số lớp; b, , , Số trẻ").knows(f"{prefix}Số trẻ")


@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("A1. x", 0), ("AB12 x", 1), ("ABCD1234: x", 2), ("Đ 7 x", 3), (" a1. x", 0), ("x A1", None),
        ("A12345 x", None), ("ABCDE1 x", None), ("A1x", None), ("AB x", None),
    ],
)  # fmt: skip
def test_a_code_with_letters_may_stand_in_front_of_a_label(label: str, place: int | None) -> None:
    rows = "a, A1, , một; b, AB12, , hai; c, ABCD1234, , ba; d, Đ7, , bốn; e, A12345, , năm; f, ABCDE1, , sáu"
    assert matcher(rows).match([RowKey(label)]) == [place]


def misspelt(words: int, letters: int, *, number: str = "") -> list[int | None]:
    """Return which row a label of so many words and letters is that has a slip in each word."""
    longer = (letters - words + 1) % words  # the words share the letters that the spaces leave
    size = (letters - words + 1) // words
    known = " ".join("bcdghklmn"[: size + (at < longer)] for at in range(words))
    assert len(known) == letters
    return matcher(f"a, , 1, {known}; z, , , khác").match(
        [RowKey(" ".join(f"{word[:-1]}q" for word in known.split()), number)]
    )


def test_a_misspelt_label_is_known_where_it_is_like_enough() -> None:
    assert misspelt(4, 25) == [0]  # 84 letters of a hundred are right
    assert misspelt(5, 31) == [None]  # 83.9
    assert misspelt(11, 50, number="1") == [0]  # 78, and its number
    assert misspelt(10, 45, number="1") == [None]  # 77.8
    assert misspelt(11, 50, number="2") == misspelt(11, 50) == [None]


@pytest.mark.parametrize(("last", "place"), [("bcdg", 0), ("bcdgk", None)])
def test_a_misspelt_label_is_known_where_no_other_is_nearly_as_like(last: str, place: int | None) -> None:
    rest = " ".join(["bcdgh"] * 13 + [last])
    known, other = (f"bcdgh {words} {rest}" for words in ("bcdgh bcdgh", "ppdgh ppdgh"))
    rows = matcher(f"a, , , {known}; b, , , {other}")
    # The other has four wrong letters more, of 100 or of 101: four in a hundred are enough to part them.
    assert rows.match([RowKey(known.replace("bcdgh", "bcdgq", 1))]) == [place]
