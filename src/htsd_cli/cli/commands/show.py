"""`htsd show FILE`: what the tool understood of one file, each figure beside its raw text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.options import Format, OutputFormat
from htsd_cli.cli.terminal import echo_json, terminal

if TYPE_CHECKING:
    from htsd_cli.form import Campaign, Form
    from htsd_cli.values.submission import Submission


def show(
    path: Annotated[
        Path,
        typer.Argument(metavar="TỆP", help="Tệp báo cáo cần xem; trong đợt báo cáo: cả mã hoặc tên đơn vị."),
    ],
    full: Annotated[
        bool, typer.Option("--full", help="Hiện cả phần nội dung, không chỉ vài chữ đầu.")
    ] = False,
    output: Format = OutputFormat.TEXT,
    form_name: Annotated[
        str | None, typer.Option("--form", metavar="MẪU", help="Mẫu báo cáo; mặc định: mẫu của đợt.")
    ] = None,
) -> None:
    """Xem máy hiểu một báo cáo thế nào, từng số đọc ở đâu."""
    from htsd_cli.cli.gathering import campaign_around
    from htsd_cli.form import load_campaign, load_campaign_form, load_form
    from htsd_cli.values.submission import reports_of

    campaign = campaign_around(path) or load_campaign(None)
    file = _file(path, campaign)
    form = load_form(form_name) if form_name else load_campaign_form(campaign)
    submissions = reports_of(_read(file, str(file), form, campaign))
    if output is OutputFormat.JSON:
        found = [submission.to_json() for submission in submissions]
        echo_json(found[0] if len(found) == 1 else found)
    else:
        from htsd_cli.cli.understood import understood

        console = terminal()
        for submission in submissions:
            console.print(understood(submission, form, console.width, full=full))
    if any(submission.status == "error" for submission in submissions):
        raise typer.Exit(1)


def _file(path: Path, campaign: Campaign) -> Path:
    """Return the file meant: as typed, else of that name in the campaign's inbox. Raises `Trouble` with the nearest."""
    from htsd_cli.cli.trouble import Trouble, as_it_lies, not_there

    path = as_it_lies(path)
    inbox = campaign.folder("inbox")
    if not path.exists() and inbox is not None and (inbox / path).exists():
        path = inbox / path
    if path.is_dir():
        raise Trouble(
            f"“{path}” là một thư mục. Lệnh show xem từng tệp; xem cả thư mục thì dùng htsd validate."
        )
    if path.exists():
        return path
    sent = _sent_by(path.name, campaign)
    if sent is not None:
        return sent
    received = sorted(inbox.rglob("*")) if inbox is not None and inbox.is_dir() else []
    raise not_there(path, "tệp", (item for item in received if item.is_file()))


def _sent_by(unit: str, campaign: Campaign) -> Path | None:
    """Return the file of a unit, by its code or name, that the last run used; None where none is known or there."""
    from htsd_cli.earlier.results import ResultsError, read_results
    from htsd_cli.language.vietnamese import fold

    inbox, results = campaign.folder("inbox"), campaign.folder("results")
    if inbox is None or results is None:
        return None
    try:
        units = read_results(results).units
    except ResultsError:
        return None
    files = {
        inbox / item.file
        for item in units
        if item.file and fold(unit) in (fold(item.id or ""), fold(item.name))
    }
    return next(iter(files)) if len(files) == 1 and next(iter(files)).is_file() else None


def _read(path: Path, name: str, form: Form, campaign: Campaign) -> Submission:
    """Return what the file says and, where there is a roster, which of its units sent it."""
    from htsd_cli.cli.gathering import store_of
    from htsd_cli.pipeline import read_all

    store = store_of(campaign, form, [path])
    (submission,) = read_all([(path, name)], form, store=store)
    if store is not None:
        store.close()
    roster_path = campaign.roster_path
    if roster_path is None or submission.reports:
        return submission
    from htsd_cli.consolidate import Arrival, consolidate
    from htsd_cli.intake import received
    from htsd_cli.roster import NameReader, read_roster

    roster = read_roster(roster_path, form, NameReader(form), day=campaign.day)
    arrived = received(path, name)
    arrival = Arrival(submission, arrived.modified, arrived.digest, arrived.sender)
    found = consolidate([arrival], form, roster).reported
    return (found[0].submission if found else None) or submission
