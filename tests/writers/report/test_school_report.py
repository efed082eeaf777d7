"""A school's own report is of the school, and not of the area its committee plans for."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from htsd_cli.form import Campaign, Office, letterhead, load_form
from htsd_cli.writers.report import write_report
from tests.writers.samples import twelve_units

PLACE = "phường Tân Mỹ"


@pytest.mark.parametrize(("signed_by", "told"), [("school", False), ("committee", True)])
def test_only_an_office_of_an_area_reports_on_the_area(tmp_path: Path, signed_by: str, told: bool) -> None:
    form = load_form()
    school = "Trường Tiểu học Tân Mỹ" if signed_by == "school" else ""
    keys = letterhead("ward", signed_by, PLACE, "Thành phố Hồ Chí Minh", school)  # type: ignore[arg-type]
    campaign = Campaign(office=Office.model_validate({**keys, "signed_by": signed_by}))
    write_report(twelve_units(form), form, campaign, tmp_path / "a.docx")
    texts = [paragraph.text for paragraph in Document(str(tmp_path / "a.docx")).paragraphs]
    said = [text for text in texts if "báo cáo kết quả tổ chức Tuần lễ" in text]
    own = f" báo cáo kết quả tổ chức {form.event} năm 2024"
    assert len(said) == 2
    assert all((f"{own} trên địa bàn {PLACE}" in text) is told for text in said)
