"""`htsd status [FOLDER]`: how far the campaign has come, and with `--remind` a message for each unit to be reminded."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.options import (
    CampaignFile,
    Folder,
    Format,
    Open,
    OutputFormat,
    Quiet,
    ResultsFolder,
    day_of,
)
from htsd_cli.cli.terminal import echo_json, put, shown, terminal

if TYPE_CHECKING:
    from rich.console import Console

    from htsd_cli.consolidate import Unit
    from htsd_cli.consolidate.coverage import Coverage
    from htsd_cli.consolidate.progress import Progress

_WIDE, _BARS = 100, (10, 20)  # columns of a wide terminal; letters of a bar on a narrow and on a wide one


def status(
    folder: Folder = None,
    remind: Annotated[
        bool,
        typer.Option(
            "--remind",
            help="Viết sẵn thư nháp và lời nhắn cho từng đơn vị chưa gửi hoặc phải sửa; danh sách gọi điện.",
        ),
    ] = False,
    output: ResultsFolder = None,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="NGÀY", help="Tính đến ngày này (09/10/2024) thay vì hôm nay."),
    ] = None,
    campaign_file: CampaignFile = None,
    shape: Format = OutputFormat.TEXT,
    open_: Open = False,
    quiet: Quiet = False,
) -> None:
    """Cho biết ai đã gửi, ai chưa, ai trễ hạn, ai phải sửa."""
    from htsd_cli.cli.gathering import find_workplace, gathered
    from htsd_cli.cli.working import tell_kept, working
    from htsd_cli.consolidate.progress import measure_progress
    from htsd_cli.values.time import VIETNAM

    workplace = find_workplace(folder, output, campaign_file)
    deadline = workplace.campaign.term.deadline
    day = day_of(today, "--today") if today else datetime.now(VIETNAM).date()
    with ExitStack() as stack:
        if remind:
            stack.enter_context(working(workplace.inbox, workplace.results, quiet=quiet))
        gathering = stack.enter_context(gathered(workplace, quiet=quiet, may_be_empty=True, words=False))
        progress = measure_progress(gathering.consolidation, gathering.form, deadline, day)
        written = None
        if remind:
            from htsd_cli.writers.campaign.reminders import write_reminders

            written = write_reminders(
                gathering.consolidation,
                gathering.form,
                workplace.campaign,
                gathering.roster,
                workplace.results,
                day,
            )
    if shape is OutputFormat.JSON:
        echo_json(_to_json(progress))
    elif not quiet:
        console = terminal()
        _tell(progress, console)
        if written is not None:
            console.print()
            if written.messages:
                put(
                    console,
                    f"Đã viết {written.messages} lời nhắc và danh sách gọi điện vào {written.folder}.",
                )
                put(
                    console,
                    "Mỗi đơn vị có một thư nháp (.eml: mở ra, xem lại, gửi) và một lời nhắn (.txt: dán vào Zalo).",
                )
            else:
                put(console, "Không có đơn vị nào phải nhắc.")
    if written is not None:
        tell_kept(written.kept)
        if open_ and written.messages:
            from htsd_cli.cli.opening import open_result

            open_result(written.folder)
    if progress.to_mend:
        raise typer.Exit(1)


def _tell(progress: Progress, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    console.print(Text(_deadline(progress), style="bold"))
    if progress.total.expected is None:
        console.print(
            "Chưa có danh sách đơn vị (don-vi.xlsx) nên không biết đơn vị nào chưa gửi.", style="yellow"
        )
    table = Table(show_edge=False, pad_edge=False)
    bar = _BARS[console.width >= _WIDE]
    table.add_column("Loại đơn vị", overflow="fold")
    table.add_column("Đã gửi", justify="right", no_wrap=True)
    if progress.total.expected is not None:
        table.add_column("Tiến độ", no_wrap=True)
    if progress.deadline is not None:
        table.add_column("Đúng\nhạn", justify="right")
        table.add_column("Trễ\nhạn", justify="right")
    table.add_column("Phải\nsửa", justify="right")
    if progress.total.expected is not None:
        table.add_column("Chưa\ngửi", justify="right")
        if progress.unusable:
            table.add_column("Chưa\nđọc\nđược", justify="right")
    for kind in progress.kinds:
        table.add_row(*_row(kind.name, kind.coverage, progress, bar))
    table.add_section()
    table.add_row(*_row("Tất cả", progress.total, progress, bar), style="bold")
    console.print(table)
    if progress.total.others:
        put(console, f"Dấu +: đơn vị ngoài danh sách phải báo cáo ({progress.total.others} đơn vị).")
    _list(console, "Chưa gửi", [unit.name for unit in progress.missing], "bold red")
    late = [
        f"{unit.name} (nhận ngày {unit.received:%d/%m/%Y}{'; ' if unit.late_note else ''}{unit.late_note})"
        for unit in progress.late
    ]
    unread = [f"{unit.name}: {unit.reason}" for unit in progress.unusable]
    _list(console, "Đã nhận, chưa đọc được", unread, "bold red")
    _list(console, "Gửi trễ hạn", late, "yellow")
    _list(console, "Phải sửa rồi gửi lại", [unit.name for unit in progress.to_mend], "bold red")


def _list(console: Console, heading: str, names: list[str], style: str) -> None:
    from rich.text import Text

    if names:
        console.print()
        console.print(Text(f"{heading} ({len(names)}):", style=style))
        for name in names:
            put(console, shown(name), left=2, sign="- ")


def _deadline(progress: Progress) -> str:
    left = progress.days_left
    if progress.deadline is None or left is None:
        return "Đợt báo cáo không đặt hạn gửi."
    term = f"Hạn gửi {progress.deadline:%d/%m/%Y}"
    if left > 0:
        return f"{term}: còn {left} ngày."
    return f"{term}: là hôm nay." if left == 0 else f"{term}: đã quá {-left} ngày."


def _row(name: str, kind: Coverage, progress: Progress, width: int) -> list[str]:
    cells = [name, kind.standing]
    if kind.expected is not None:
        full = kind.reported * width // (kind.expected or 1)  # never drawn full before all have reported
        cells.append(f"{'█' * full}{'░' * (width - full)} {kind.rate:>4}%" if kind.expected else "")
    if progress.deadline is not None:
        cells += [_count(kind.on_time), _count(kind.late)]
    cells.append(_count(kind.to_mend))
    if progress.total.expected is None:
        return cells
    unread = [_count(kind.unusable)] if progress.unusable else []
    return [*cells, _count(kind.missing), *unread]


def _count(number: int | None) -> str:
    return str(number) if number else "–"


def _to_json(progress: Progress) -> dict[str, object]:
    def counts(item: Coverage) -> dict[str, object]:
        keys = ("expected", "reported", "others", "on_time", "late", "to_mend", "missing", "unusable")
        return {key: getattr(item, key) for key in keys}

    def unit(item: Unit) -> dict[str, object]:
        return {"id": item.id, "name": item.name, "kind": item.kind}

    return {
        "schema": "htsd/status/1",
        "today": progress.today.isoformat(),
        "deadline": progress.deadline.isoformat() if progress.deadline else None,
        "days_left": progress.days_left,
        "kinds": [{"kind": item.id, "name": item.name} | counts(item.coverage) for item in progress.kinds],
        "total": counts(progress.total),
        "missing": [unit(item) for item in progress.missing],
        "unusable": [
            unit(item) | {"files": list(item.files), "reason": item.reason} for item in progress.unusable
        ],
        "late": [
            unit(item) | {"file": item.file, "received": item.received.isoformat() if item.received else None}
            for item in progress.late
        ],
        "to_mend": [unit(item) | {"file": item.file} for item in progress.to_mend],
    }
