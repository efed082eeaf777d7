"""A finding keeps its parts, from which a terminal, a comment, a letter and a decision's line are made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from htsd_cli.form import load_form
from htsd_cli.values.catalogue import CATALOGUE, finding
from htsd_cli.values.findings import Entry, Fate, Mender
from htsd_cli.writers.returns.remarks import remarks_on

FORM = load_form()


def test_the_message_is_the_place_what_stands_there_and_what_is_wrong() -> None:
    told = finding(
        "estimate",
        indicator="classes",
        measure="people",
        where="Dòng 1 “Lớp”, cột “Người”",
        text="khoảng 200",
        suggested="",
    )
    assert told.where == "Dòng 1 “Lớp”, cột “Người”"
    assert told.says == " ghi “khoảng 200”: "
    assert told.problem == "số ước lượng, cần một số chính xác."
    assert told.complaint == "Số ước lượng, cần một số chính xác."
    assert told.message == ("Dòng 1 “Lớp”, cột “Người” ghi “khoảng 200”: số ước lượng, cần một số chính xác.")


def test_a_remark_to_a_unit_is_made_of_the_parts_even_where_the_text_looks_like_a_sentence_of_ours() -> None:
    where = "Dòng 1 “Lớp”, cột “Người”"
    told = finding("estimate", indicator="classes", measure="people", where=where, text="x”: y", suggested="")
    (remark,) = remarks_on([told], FORM)
    assert (remark.place, remark.reason) == (where, "Số ước lượng, cần một số chính xác.")


def test_a_unit_is_not_told_what_only_the_office_can_mend() -> None:
    told = finding("unit-unknown", text="Trường A", nearest="")
    assert told.mender is Mender.OFFICE
    assert remarks_on([told], FORM) == ()


def test_a_unit_is_told_what_it_can_do_itself_where_the_hint_speaks_to_the_office() -> None:
    told = finding("legacy-letters", text="Taân")
    assert told.hint == "Xem lại phần chữ này trong tệp; số liệu vẫn được tính."
    assert told.hint_to_unit == "Gõ lại phần chữ này bằng Unicode, phông Times New Roman."


def test_a_message_that_begins_with_the_place_has_it_as_a_part() -> None:
    assert [entry.code for entry in CATALOGUE.values() if entry.problem.startswith("{where}")] == []
    speaking = [entry for entry in CATALOGUE.values() if entry.says]
    assert [entry.code for entry in speaking if not entry.message.startswith("{where}")] == []


def test_each_finding_that_a_file_is_refused_with_says_so_and_has_words_for_the_unit() -> None:
    source = Path(__file__).parents[2] / "src" / "htsd_cli"
    text = "".join(path.read_text(encoding="utf-8") for path in source.rglob("*.py"))
    codes = set(re.findall(r'UnreadableFile\(\s*"([a-z-]+)"', text))
    assert {"scanned-file", "damaged-file", "password-protected"} <= codes
    assert {code for code in codes if CATALOGUE[code].fate is not Fate.UNREADABLE} == set()


@pytest.mark.parametrize(
    "entry",
    [entry for entry in CATALOGUE.values() if not entry.fate.is_report],
    ids=lambda entry: str(entry.code),
)
def test_of_what_is_no_report_the_unit_is_told_that_it_came_in(entry: Entry) -> None:
    told = entry.received.format(file="a.pdf")
    assert told.startswith("đã nhận ")
    assert told.endswith(".")
    assert "ề nghị" in told
