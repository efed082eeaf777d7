"""Rows for districts after there are none: told once to the office, at no time before."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from htsd_cli.form import Campaign, CampaignTable, load_form
from htsd_cli.form.outdated import outdated_rows
from htsd_cli.pipeline import gather
from htsd_cli.writers.campaign.toml import form_of_year
from tests.campaigns import filled

FORM = load_form()


def test_a_row_for_districts_is_outdated_from_july_2025_on() -> None:
    assert outdated_rows(FORM, date(2025, 6, 30)) == []
    assert [row.id for row in outdated_rows(FORM, date(2025, 7, 1))] == ["opening.districts"]


def test_the_office_is_told_once_and_no_unit_is(tmp_path: Path) -> None:
    for name in ("Hoa Sen", "Hoa Mai"):
        report = filled(f"Trường Tiểu học {name}", {"workshops": {"count": 2}})
        (tmp_path / f"{name}.docx").write_bytes(report)
    for deadline, expected in ((date(2026, 10, 10), 1), (date(2024, 10, 11), 0)):
        campaign = Campaign(campaign=CampaignTable(deadline=deadline, roster=None))
        with gather(tmp_path, campaign) as gathering:
            told = [item for item in gathering.consolidation.findings if item.finding.code == "form-outdated"]
        assert [(item.unit, item.file) for item in told] == [(None, None)] * expected
        if told:
            assert "“Số huyện tổ chức Lễ khai mạc Tuần lễ”" in told[0].finding.message


def test_the_form_made_for_2025_has_that_week_s_theme_and_one_for_2026_none() -> None:
    of_2025 = FORM.known_years[0].theme
    assert of_2025.startswith("Học để phát triển bản thân, làm chủ tri thức và công nghệ")
    for year, theme in ((2025, of_2025), (2026, "")):
        assert tomllib.loads(form_of_year(FORM, year))["theme"] == theme
