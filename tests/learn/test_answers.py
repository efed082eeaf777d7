"""A person's answers are put into a learnt form: likely rules become sure or go, the rest is kept as said."""

from __future__ import annotations

from pathlib import Path

from htsd_cli.learn.answers import answered
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
