"""What a received table says of its amounts of money goes before what stands farther off."""

from __future__ import annotations

import pytest

from htsd_cli.form import FormTable
from htsd_cli.interpret.grid.scales import Scales, in_brackets
from htsd_cli.interpret.money import Statement

MILLIONS = Statement(10**6, "triệu đồng")


@pytest.mark.parametrize(("unit", "stated"), [("phòng", MILLIONS), ("", MILLIONS), ("đồng", None)])
def test_a_row_counted_in_rooms_says_nothing_of_the_scale_of_their_price(
    unit: str, stated: Statement | None
) -> None:
    columns = [
        {"id": "ten", "role": "label", "heading": ["Nội dung"], "index": 1},
        {"id": "dvt", "role": "unit", "heading": ["ĐVT"], "index": 2},
        {"id": "tien", "role": "value", "heading": ["Kinh phí (đồng)"], "index": 3},
    ]
    row = {"id": "a", "label": "Phòng học", "unit": unit, "measures": [{"id": "tien"}]}
    table = FormTable.model_validate({"id": "bang", "columns": columns, "indicators": [row]})
    scales = Scales(None, {"tien": MILLIONS})
    assert scales.of(table.indicators[0], table, "tien", "Phòng học") == stated


THOUSANDS = Statement(1000, "nghìn đồng")


@pytest.mark.parametrize(
    ("unit", "heading", "label", "said", "stated", "alone", "scale"),
    [
        ("phòng", "Kinh phí", "Phòng học", "Phòng học", None, False, MILLIONS),
        ("phòng", "Kinh phí", "Phòng học", "Phòng học", THOUSANDS, False, THOUSANDS),
        ("phòng", "Kinh phí", "Phòng học", "Phòng học (nghìn đồng)", MILLIONS, False, THOUSANDS),
        ("đồng", "Kinh phí", "Phòng học", "Phòng học (nghìn đồng)", None, False, THOUSANDS),
        ("đồng", "Kinh phí", "Phòng học", "Phòng học", THOUSANDS, False, None),
        ("đồng", "Kinh phí", "Phòng học", "Phòng học", THOUSANDS, True, THOUSANDS),
        ("đồng", "Kinh phí", "Phòng học", "Phòng học", None, True, MILLIONS),
        ("phòng", "Kinh phí (đồng)", "Phòng học", "Phòng học", None, False, None),
        ("phòng", "Kinh phí (đồng)", "Phòng học", "Phòng học", THOUSANDS, False, THOUSANDS),
        ("phòng", "Kinh phí", "Phòng học (đồng)", "Phòng học", THOUSANDS, False, None),
    ],
)
def test_what_the_form_says_nearer_to_a_figure_goes_before_what_is_stated_farther_off(
    unit: str,
    heading: str,
    label: str,
    said: str,
    stated: Statement | None,
    alone: bool,
    scale: Statement | None,
) -> None:
    columns = [
        {"id": "ten", "role": "label", "heading": ["Nội dung"], "index": 1},
        {"id": "dvt", "role": "unit", "heading": ["ĐVT"], "index": 2},
        {"id": "tien", "role": "value", "heading": [heading], "index": 3},
    ]
    row = {"id": "a", "label": label, "unit": unit, "measures": [{"id": "tien"}]}
    for shown in (columns, [columns[0], columns[2]]):  # a form without a column of units shows none of a row
        table = FormTable.model_validate({"id": "bang", "columns": shown, "indicators": [row]})
        scales = Scales(MILLIONS, {"tien": stated} if stated else {}, alone=alone)
        hidden = (unit, heading, label, said) == (
            "đồng",
            "Kinh phí",
            "Phòng học",
            "Phòng học",
        ) and shown != columns
        found = scales.of(table.indicators[0], table, "tien", said)
        assert found == (stated or MILLIONS if hidden else scale)


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Kinh phí (nghìn đồng)", THOUSANDS),
        ("Kinh phí [ nghìn đồng ]", THOUSANDS),
        ("Kinh phí (triệu đồng) (nghìn đồng)", THOUSANDS),
        ("Kinh phí (nghìn đồng) (cả thưởng)", THOUSANDS),
        ("Kinh phí nghìn đồng", None),
    ],
)
def test_the_last_scale_in_brackets_is_a_name_s(text: str, scale: Statement | None) -> None:
    assert in_brackets(text) == scale


@pytest.mark.parametrize(
    ("own", "beside", "heading", "other", "against"),
    [
        ("đồng", "", "Kinh phí", "phòng", MILLIONS),
        ("nghìn đồng", "", "Kinh phí", "phòng", MILLIONS),
        ("triệu đồng", "", "Kinh phí", "phòng", None),
        ("đồng", "triệu đồng", "Kinh phí", "phòng", None),  # the form says it itself: beside the table,
        ("đồng", "", "Kinh phí (triệu đồng)", "phòng", None),  # over the column,
        ("đồng", "", "Kinh phí", "triệu đồng", None),  # of another row
        ("đồng", "người", "Kinh phí", "phòng", MILLIONS),
        ("phòng", "", "Kinh phí", "đồng", None),
    ],
)
def test_a_unit_that_the_sender_put_over_a_row_with_its_own_is_against_it(
    own: str, beside: str, heading: str, other: str, against: Statement | None
) -> None:
    columns = [
        {"id": "ten", "role": "label", "heading": ["Nội dung"], "index": 1},
        {"id": "dvt", "role": "unit", "heading": ["ĐVT"], "index": 2},
        {"id": "tien", "role": "value", "heading": [heading], "index": 3},
    ]
    rows = [
        {"id": name, "label": name, "unit": unit, "measures": [{"id": "tien"}]}
        for name, unit in (("a", own), ("b", other))
    ]
    table = FormTable.model_validate({"id": "bang", "unit": beside, "columns": columns, "indicators": rows})
    for scales in (Scales(MILLIONS, {}), Scales(None, {"tien": MILLIONS})):
        assert scales.against(table.indicators[0], table, "tien") == against
