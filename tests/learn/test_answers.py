"""A person's answers are put into a learnt form: likely rules become sure or go, the rest is kept as said."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.learn import LearntForm, learn_form
from htsd_cli.learn.dialogue.answers import answered, not_understood
from htsd_cli.learn.kept import as_form, from_form
from tests.learn.drawing import counted, learnt, rules, word

TABLE = """
    STT | Chỉ tiêu                  | ĐVT    | Tổng số | Nữ
    1   | Tổng số học viên          | người  |         |
        | Chia ra:                  |        |         |
        | - Xóa mù chữ              | người  |         |
        | - Tin học                 | người  |         |
    2   | Số phường đạt chuẩn       | phường |         | x
"""


def test_answers_settle_likely_rules_and_what_counts_once(tmp_path: Path) -> None:
    form = learnt(word(tmp_path / "mau.docx", "BÁO CÁO NĂM 2026", TABLE))
    about = [dict(item.about) for item in form.questions]
    once = next(place for place, item in enumerate(about) if "indicator" in item)
    caption = next(place for place, item in enumerate(about) if item.get("told_by") == "caption")
    heading = next(place for place, item in enumerate(about) if item.get("told_by") == "label")
    assert counted(form)["Số phường đạt chuẩn"] == "integer once"
    settled = answered(form, {once: "không", caption: "Đúng", heading: "không"})
    assert rules(settled, sure=True) == ["1 = Xóa mù chữ + Tin học (caption)"]
    assert rules(settled, sure=False) == []
    assert counted(settled)["Số phường đạt chuẩn"] == "integer sum"
    assert [item.answer for item in settled.questions] == ["không", "Đúng", "không"]
    assert answered(form, {caption: ""}) == form


def _answer(path: Path, **answers: str) -> LearntForm:
    """Return the form of a file with answers to the questions about a topic, learnt anew where they say so."""
    form = learnt(path)
    places = {
        place: answers[topic]
        for place, item in enumerate(form.questions)
        if (topic := dict(item.about)["topic"]) in answers
    }
    assert len(places) == len(answers)
    return answered(form, places, lambda said: learn_form(path, said))


def test_what_a_rate_is_of_is_told_by_the_numbers_of_columns_or_rows(tmp_path: Path) -> None:
    columns = word(
        tmp_path / "a.docx",
        """
Đội ngũ | Tổng số | Đạt chuẩn | Tỷ lệ đại học % | Trên chuẩn
Giáo viên | | | |
Nhân viên | | | |
Cán bộ | | | |
""",
    )
    form = _answer(columns, rate="cột (2) / cột (1) x 100")
    assert rules(form, sure=True) == ["cột 4 = cột 3 / cột 2 x 100 (label)"]
    assert counted(form)["Giáo viên"] == "integer sum / percent recompute"
    rows_ = word(
        tmp_path / "b.docx", "TT | Nội dung | Số lượng\n1 | Số trẻ |\n2 | Số đến trường |\n3 | Tỷ lệ (%) |\n"
    )
    assert rules(_answer(rows_, rate="dòng 2 : dòng 1"), sure=True) == ["3 = 2 / 1 x 100 (label)"]


def test_an_answer_that_names_no_parts_of_a_rate_is_told(tmp_path: Path) -> None:
    path = word(
        tmp_path / "b.docx", "TT | Nội dung | Số lượng\n1 | Số trẻ |\n2 | Số đến trường |\n3 | Tỷ lệ (%) |\n"
    )
    form = _answer(path, rate="theo báo cáo")
    assert [item.answer for item in not_understood(form)] == ["theo báo cáo"]
    assert [rule for rule in form.rules if rule.kind == "ratio"] == []


def test_what_rows_are_and_their_unit_are_learnt_anew_and_kept(tmp_path: Path) -> None:
    path = word(
        tmp_path / "a.docx",
        "Trường | Tổng số | Nữ\nTiểu học Tân Hưng | |\nTiểu học Lê Lợi | |\nMầm non Sen Hồng | |\nCộng | |\n",
    )
    assert learnt(path).tables[0].rows == "units"
    form = _answer(path, rows="mỗi dòng là một chỉ tiêu")
    assert (form.tables[0].rows, len(form.tables[0].indicators)) == ("indicators", 4)
    unit = next(place for place, item in enumerate(form.questions) if dict(item.about)["topic"] == "unit")
    again = answered(form, {unit: "nghìn đồng"}, lambda said: learn_form(path, said))
    assert counted(again)["Cộng"] == "amount sum"
    assert {item.answer for item in again.questions} == {"", "mỗi dòng là một chỉ tiêu", "nghìn đồng"}


def test_a_rate_that_was_taken_wrongly_has_no_total_after_no(tmp_path: Path) -> None:
    path = word(
        tmp_path / "a.docx",
        "TT | Nội dung | Tổng số | Số đạt | Tỷ lệ (%)\n1 | Lớp 1 | | |\n2 | Lớp 2 | | |\n3 | Lớp 3 | | |\n",
    )
    assert counted(learnt(path))["Lớp 1"] == "integer sum / percent recompute"
    assert counted(_answer(path, rules="không"))["Lớp 1"] == "integer sum / percent none"


@pytest.mark.parametrize(
    ("answer", "lists"), [("cộng theo tên", "added"), ("xếp riêng", "appended"), ("chưa biết", "")]
)
def test_how_lists_of_printed_names_are_taken_together_is_asked(
    tmp_path: Path, answer: str, lists: str
) -> None:
    drawn = "TT | Khu phố | Số hộ\n1 | Khu phố 1 |\n2 | Khu phố 2 |\n | Cộng |\n"
    path = word(tmp_path / "a.docx", drawn)
    form = _answer(path, lists=answer)
    assert form.tables[0].lists == lists
    assert from_form(as_form(form, path.name)).tables[0].lists == lists
    assert bool(not_understood(form)) is not bool(lists)
    blank = word(tmp_path / "b.docx", "TT | Họ và tên | Số tiền\n1 | |\n2 | |\n | Cộng |\n")
    assert "lists" not in [dict(item.about)["topic"] for item in learnt(blank).questions]
