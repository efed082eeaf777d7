"""A small form of no office, with every kind of number and every way of adding up; for tests of any form."""

from __future__ import annotations

from pathlib import Path

from htsd_cli.form import Form, load_form

LITERACY = """
id = "xoa-mu-chu"
title = "Thống kê xóa mù chữ"
year = 2026

[[tables]]
id = "bang_1"
place = { table = 2 }
heading_rows = 1

[[tables.columns]]
id = "label"
role = "label"
heading = ["Nội dung"]
index = 1

[[tables.columns]]
id = "nam_nay"
role = "value"
heading = ["Thực hiện", "Năm nay"]
index = 2

[[tables.columns]]
id = "ke_hoach"
role = "value"
heading = ["Thực hiện", "Kế hoạch"]
index = 3

[[tables.columns]]
id = "ti_le"
role = "value"
heading = ["Tỉ lệ (%)"]
index = 4

[[tables.indicators]]
id = "nguoi"
label = "Người trong độ tuổi"
measures = [
    { id = "nam_nay", kind = "integer" },
    { id = "ke_hoach", kind = "integer" },
    { id = "ti_le", kind = "percent", adds_up = "recompute" },
]

[[tables.indicators]]
id = "biet_chu"
label = "Số người biết chữ"
parent = "nguoi"
measures = [
    { id = "nam_nay", kind = "integer" },
    { id = "ke_hoach", kind = "integer" },
    { id = "ti_le", kind = "percent", adds_up = "recompute" },
]

[[tables.indicators]]
id = "chua_biet_chu"
label = "Số người chưa biết chữ"
parent = "nguoi"
measures = [{ id = "nam_nay", kind = "integer" }, { id = "ke_hoach", kind = "integer" }]

[[tables.indicators]]
id = "kinh_phi"
label = "Kinh phí (triệu đồng)"
measures = [{ id = "nam_nay", kind = "decimal" }, { id = "ke_hoach", kind = "decimal" }]

[[tables.indicators]]
id = "tuoi"
label = "Tuổi bình quân"
measures = [{ id = "nam_nay", kind = "decimal", adds_up = "none" }]

[[tables.indicators]]
id = "xa"
label = "Số xã có lớp"
measures = [{ id = "nam_nay", kind = "integer", adds_up = "once" }]

[[rules]]
kind = "sum"
total = { indicator = "nguoi", measure = "nam_nay" }
parts = ["biet_chu", "chua_biet_chu"]
told_by = "formula"

[[rules]]
kind = "ratio"
total = { indicator = "nguoi", measure = "ti_le" }
parts = [{ indicator = "nguoi", measure = "nam_nay" }, { indicator = "nguoi", measure = "ke_hoach" }]
times = 100
told_by = "code row"

[[rules]]
kind = "ratio"
total = { indicator = "biet_chu", measure = "ti_le" }
parts = [{ indicator = "biet_chu", measure = "nam_nay" }, { indicator = "biet_chu", measure = "ke_hoach" }]
times = 100
told_by = "code row"
"""


def form_of(folder: Path, toml: str = LITERACY) -> Form:
    """Return the form of a `form.toml`, written into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "form.toml").write_text(toml, encoding="utf-8")
    return load_form(str(folder))


LISTS = """
id = "to-dan-pho"
title = "Thống kê theo tổ dân phố"
year = 2026

[[tables]]
id = "bang_1"
rows = "units"
place = { table = 1 }
heading_rows = 1
total = "Cộng"

[[tables.columns]]
id = "number"
role = "number"
heading = ["STT"]
index = 1

[[tables.columns]]
id = "label"
role = "label"
heading = ["Tổ dân phố"]
index = 2

[[tables.columns]]
id = "ho"
role = "value"
heading = ["Số hộ"]
index = 3

[[tables.indicators]]
id = "ho"
label = "Số hộ"
measures = [{ id = "value", column = "ho" }]
"""
