"""`htsd show FILE`: what the tool understood of one file, or of those in a mail, each figure beside its raw text."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.options import Format, OutputFormat
from htsd_cli.cli.terminal import echo_json, terminal

if TYPE_CHECKING:
    from htsd_cli.form import Campaign
    from htsd_cli.intake import Received


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
    from htsd_cli.cli.checking import check, setting_around

    setting = setting_around(path, form_name)
    with ExitStack() as stack:
        submissions = check(_files(path, setting.campaign, stack), setting).submissions
    form = setting.form
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


def _files(path: Path, campaign: Campaign | None, stack: ExitStack) -> list[Received]:
    """Return the file meant, or those in the mail or zip meant: as typed, else of that name in the campaign's inbox.

    Raises `Trouble` with the nearest where there is none.
    """
    from htsd_cli.cli.checking import opened
    from htsd_cli.cli.trouble import Trouble, as_it_lies, not_there
    from htsd_cli.intake import never_a_report

    path = as_it_lies(path)
    inbox = campaign.folder("inbox") if campaign is not None else None
    places = [path] if inbox is None else [path, inbox / path]
    found = next((place for place in places if place.exists()), None)
    if found is None and campaign is not None:
        found = _sent_by(path.name, campaign)
    if found is not None and found.is_dir():
        raise Trouble(
            f"“{path}” là một thư mục. Lệnh show xem từng tệp; xem cả thư mục thì dùng htsd validate."
        )
    for place in places if found is None else [found]:
        holder = _lying(place)
        if holder is None:
            continue
        if why := never_a_report(holder.name):
            raise Trouble(f"“{holder}” không phải báo cáo: {why}.")
        there = opened(holder, stack).files
        meant = [item for item in there if Path(item.name).is_relative_to(place)]
        if meant:
            return meant
        if place != holder:
            raise not_there(path, "tệp", (Path(item.name) for item in there))
        raise Trouble(f"Trong “{path}” không có báo cáo nào (tệp Word hoặc Excel).")
    received = sorted(inbox.rglob("*")) if inbox is not None and inbox.is_dir() else []
    raise not_there(path, "tệp", (item for item in received if item.is_file()))


def _lying(path: Path) -> Path | None:
    """Return the file on the disk that a path is, or is in: of `thu/abc.eml/BC.docx` the mail; None for none."""
    return next((place for place in (path, *path.parents) if place.is_file()), None)


def _sent_by(unit: str, campaign: Campaign) -> Path | None:
    """Return the file of a unit, by its code or name, that the last run used; None where none is known or there."""
    from htsd_cli.earlier.results import ResultsError, read_results
    from htsd_cli.language.marks import ByName
    from htsd_cli.language.vietnamese import fold

    inbox, results = campaign.folder("inbox"), campaign.folder("results")
    if inbox is None or results is None:
        return None
    try:
        units = read_results(results).units
    except ResultsError:
        return None
    named = ByName((item.name, item) for item in units).all(unit)
    named += [item for item in units if item.id and fold(unit) == fold(item.id)]
    files = {inbox / item.file for item in named if item.file}
    return next(iter(files)) if len(files) == 1 and _lying(next(iter(files))) else None
