"""Files checked by themselves, as their campaign knows them: whose they are by its roster, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence

from htsd_cli.consolidate import Arrival
from htsd_cli.consolidate.identification import identify
from htsd_cli.decisions.placing import Report
from htsd_cli.decisions.settle import settle
from htsd_cli.decisions.values import Sheets
from htsd_cli.form import Form
from htsd_cli.roster import Roster
from htsd_cli.values.submission import Submission


def as_known(
    arrivals: Sequence[Arrival], roster: Roster | None, sheets: Sheets, form: Form
) -> list[Submission]:
    """Return the submissions in their order, with the roster's names and ids and the decisions on these very files.

    What belongs to a campaign as a whole (files sent twice, units missing) is not looked at.
    """
    known = [identify(arrival, roster) for arrival in arrivals]
    reports = [
        Report(item.submission.unit.name, item.submission.unit.id or "", item.digest, item.submission)
        for item in known
    ]
    changed = settle(reports, sheets, form).submissions
    return [changed.get(item.submission.file, item.submission) for item in known]
