"""`htsd` alone in a folder of campaigns: each round with its deadline and how it stands, by what its last run said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from htsd_cli.form import Campaign

_SOON = 3  # days before the deadline from which a round is urgent


@dataclass(frozen=True, slots=True)
class Round:
    """A campaign in a folder of campaigns: where it is, until when, and how it stands.

    `reported` of `expected` are by the last run, both None where there was none; `waiting` counts the files that came
    in since. `problem` says why its settings cannot be read.
    """

    folder: Path
    form: str = ""
    deadline: date | None = None
    expected: int | None = None
    reported: int | None = None
    waiting: int = 0
    problem: str = ""

    def state(self, today: date) -> str:
        """Return how it stands, in a few words."""
        if self.problem:
            return self.problem
        if self.reported is None:
            came = f"đã nhận {self.waiting} tệp, " if self.waiting else ""
            return f"{came}chưa tổng hợp lần nào"
        of = f"/{self.expected}" if self.expected is not None else ""
        parts = [f"đã gửi {self.reported}{of} đơn vị"]
        if self.waiting:
            parts.append(f"{self.waiting} tệp mới chưa tổng hợp")
        elif self.expected is not None and self.reported >= self.expected:
            parts.append("đủ")
        elif self.deadline is not None and self.deadline < today:
            parts.append("còn thiếu")
        return ", ".join(parts)

    def due(self, today: date) -> str:
        """Return its deadline with how many days are left or gone."""
        if self.deadline is None:
            return "không có hạn"
        left = (self.deadline - today).days
        said = f"còn {left} ngày" if left > 0 else "hôm nay" if not left else f"quá {-left} ngày"
        return f"{self.deadline:%d/%m/%Y} ({said})"

    def is_urgent(self, today: date) -> bool:
        """Return whether its deadline is near or past while units are still awaited."""
        done = self.expected is not None and self.reported is not None and self.reported >= self.expected
        return not done and self.deadline is not None and (self.deadline - today).days <= _SOON


def rounds_in(folder: Path) -> list[Round]:
    """Return the campaigns whose folders lie in a folder, those still open by deadline, then the others by name."""
    from htsd_cli.form import CAMPAIGN_FILE

    try:
        places = sorted(item.parent for item in folder.glob(f"[!.]*/{CAMPAIGN_FILE}") if item.is_file())
    except OSError:
        return []
    return [_round(place) for place in places]


def _round(folder: Path) -> Round:
    from htsd_cli.earlier.results import RESULTS_FILE, ResultsError, read_results
    from htsd_cli.form import CAMPAIGN_FILE, load_campaign
    from htsd_cli.form.toml_file import TomlError

    try:
        campaign = load_campaign(folder / CAMPAIGN_FILE)
    except (TomlError, OSError):
        return Round(folder, problem="htsd.toml ghi chưa đúng; chạy htsd status trong thư mục này để xem")
    place = campaign.folder("results") or folder
    found = Round(folder, campaign.term.form, campaign.term.deadline)
    try:
        results = read_results(place)
        since = (place / RESULTS_FILE).stat().st_mtime
    except (ResultsError, OSError):
        return Round(folder, found.form, found.deadline, waiting=_files_since(campaign, 0.0))
    absent = len(results.missing) + len(results.unusable)
    reported = len(results.units) if results.expected is None else results.expected - absent
    return Round(
        folder, found.form, found.deadline, results.expected, reported, _files_since(campaign, since)
    )


def _files_since(campaign: Campaign, moment: float) -> int:
    """Return how many files that may be reports came into the inbox after a moment."""
    from htsd_cli.intake import look_into

    inbox = campaign.folder("inbox")
    if inbox is None or not inbox.is_dir():
        return 0
    try:
        return sum(item.path.stat().st_mtime > moment for item in look_into(inbox).files)
    except OSError:
        return 0


def in_order(found: list[Round], today: date) -> list[Round]:
    """Return the rounds with the most urgent first."""
    return sorted(
        found, key=lambda item: (not item.is_urgent(today), item.deadline or date.max, item.folder.name)
    )


def show_rounds(folder: Path, found: list[Round], today: date) -> None:
    """Print the rounds, the most urgent first, and how to go on."""
    from rich.table import Table
    from rich.text import Text

    from htsd_cli.cli.terminal import echo, shown, terminal

    console = terminal()
    ordered = in_order(found, today)
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    table.add_column("Đợt báo cáo", ratio=3, overflow="fold")
    table.add_column("Hạn gửi", ratio=2, overflow="fold")
    table.add_column("Tình trạng", ratio=4, overflow="fold")
    for item in ordered:
        style = "bold red" if item.problem else "yellow" if item.is_urgent(today) else ""
        sign = "! " if style else "  "
        table.add_row(
            Text(f"{sign}{shown(item.folder.name)}", style=style),
            item.due(today),
            Text(shown(item.state(today))),
        )
    console.print(Text(f"{len(found)} đợt báo cáo trong “{shown(str(folder.resolve()))}”:", style="bold"))
    console.print(table)
    first = ordered[0].folder.name
    echo(f'Làm việc với một đợt: cd "{first}" rồi gõ htsd.')
    echo(f'Lập đợt mới theo một đợt cũ: htsd init TÊN_ĐỢT_MỚI --like "{first}"')
