"""What a received table says of its amounts of money goes before what stands farther off."""

from __future__ import annotations

import pytest

from htsd_cli.form import FormTable
from htsd_cli.interpret.grid.scales import Scales
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
