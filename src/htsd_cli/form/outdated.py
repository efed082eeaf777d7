"""Rows of a form that ask for a level of government there is no more: told to the office that owns the form."""

from __future__ import annotations

import re
from datetime import date

from htsd_cli.form.form import Form
from htsd_cli.form.table import Indicator
from htsd_cli.language.vietnamese import fold

# Districts ended with 30 June 2025 (Luật Tổ chức chính quyền địa phương 2025).
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
_DISTRICT = re.compile(r"(?<!\w)(?:so (?:quan|thi xa)|cap (?:quan|huien)|quan,? huien|huien)(?!\w)")


def outdated_rows(form: Form, day: date) -> list[Indicator]:
    """Return the rows that on a day ask for districts, by their label or their unit; none before these ended."""
    if day <= LAST_DAY_OF_DISTRICTS:
        return []
    return [
        row
        for row in form.indicators
        if _DISTRICT.search(fold(row.label)) or _DISTRICT.search(fold(row.unit))
    ]
