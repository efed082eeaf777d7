"""Files that a person named for `validate` or `show`: out of mails and zips, read, and known to the campaign."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from htsd_cli.consolidate import Arrival
    from htsd_cli.decisions import Sheets
    from htsd_cli.form import Campaign, Form
    from htsd_cli.intake import Inbox, Received
    from htsd_cli.roster import Roster
    from htsd_cli.values.submission import Submission


class Setting(NamedTuple):
    """What files are checked by: a form, and the campaign they lie in with its roster and its sheets of decisions.

    Without a campaign's folder, or by a form that a person chose, there is neither roster nor sheets.
    """

    campaign: Campaign | None
    form: Form
    roster: Roster | None = None
    sheets: Sheets | None = None


class Checked(NamedTuple):
    """The reports of some files, in their order; their arrivals where the campaign's roster and sheets were asked."""

    submissions: list[Submission]
    arrivals: list[Arrival]


def setting_around(path: Path, form_name: str | None) -> Setting:
    """Return the setting of a file or folder. Raises `TomlError`, `RosterError` or `DecisionsError` for its files."""
    from htsd_cli.cli.gathering import campaign_around
    from htsd_cli.form import load_campaign_form, load_form, usual_form

    campaign = campaign_around(path)
    if form_name or campaign is None:
        return Setting(campaign, load_form(form_name or usual_form()))
    form = load_campaign_form(campaign)
    if campaign.directory is None:
        return Setting(campaign, form)
    from htsd_cli.decisions import read_decisions
    from htsd_cli.roster import NameReader, read_roster

    listed = campaign.roster_path
    roster = (
        read_roster(listed, form, NameReader(form), campaign.office.area, campaign.day) if listed else None
    )
    own = (campaign.directory, campaign.folder("results"))
    return Setting(campaign, form, roster, read_decisions(folder for folder in own if folder))


def opened(path: Path, stack: ExitStack) -> Inbox:
    """Return what a file or folder holds, by the names it was given by; it is there until `stack` is closed.

    What is in a mail or zip is called by its way through it: `thu/abc.eml/BC.docx`.
    """
    from htsd_cli.intake import open_inbox

    inbox = stack.enter_context(open_inbox(path))
    folder = path if path.is_dir() else path.parent
    # What is checked as it was given keeps the very name it was given by.
    files = (
        item._replace(name=str(path) if item.path == path else str(folder / item.name))
        for item in inbox.files
    )
    return inbox._replace(files=tuple(files))


def check(files: Sequence[Received], setting: Setting) -> Checked:
    """Return the reports of the files as the campaign knows them: named by its roster, with the decisions on them."""
    from htsd_cli.cli.gathering import store_of
    from htsd_cli.reading import read_received
    from htsd_cli.values.submission import reports_of

    form = setting.form
    store = store_of(setting.campaign, form, [item.path for item in files])
    hands = None
    if len(files) > 1:
        from htsd_cli.reading.processes import Processes

        hands = Processes()
    submissions = read_received(files, form, hands, store=store)
    if store is not None:
        store.close()
    if setting.sheets is None:
        return Checked([one for submission in submissions for one in reports_of(submission)], [])
    from htsd_cli.decisions import as_known
    from htsd_cli.pipeline import arrivals_in

    arrivals = arrivals_in(submissions, files)
    return Checked(as_known(arrivals, setting.roster, setting.sheets, form), arrivals)
