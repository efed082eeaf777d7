"""What the commands that work on a whole campaign share: which folder, which campaign, reading with a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from htsd_cli.cli.terminal import echo, terminal

if TYPE_CHECKING:
    from htsd_cli.form import Campaign, Form
    from htsd_cli.pipeline import Gathering
    from htsd_cli.reading import Hands
    from htsd_cli.store import Store


class Workplace(NamedTuple):
    """A campaign at work: where its received files are and where results go."""

    campaign: Campaign
    inbox: Path
    results: Path


def find_workplace(folder: Path | None, output: Path | None, campaign_file: Path | None) -> Workplace:
    """Return where to read and write.

    Without `folder` it is the campaign around the current folder. A folder that holds the `htsd.toml` itself is
    read in its inbox, where it has one. Raises `Trouble` when there is nothing to read, `TomlError` for the campaign.
    """
    from htsd_cli.cli.trouble import Trouble, as_it_lies, not_there
    from htsd_cli.form import CAMPAIGN_FILE, find_campaign, load_campaign

    folder = as_it_lies(folder) if folder else None
    campaign = load_campaign(campaign_file or find_campaign(folder or Path()))
    inbox = campaign.folder("inbox")
    if folder is None:
        if inbox is None and Path(f"{CAMPAIGN_FILE}.txt").is_file():
            raise Trouble(
                f"Ở đây có tệp {CAMPAIGN_FILE}.txt: Notepad đã thêm đuôi .txt. Hãy đổi tên thành {CAMPAIGN_FILE} rồi"
                " chạy lại."
            )
        if inbox is None:
            raise Trouble(
                "Chưa cho biết thư mục chứa báo cáo, và ở đây không phải thư mục đợt báo cáo (không có htsd.toml)."
                " Hãy gõ tên thư mục, hoặc chạy “htsd init” để lập thư mục đợt báo cáo."
            )
        folder = inbox if inbox.is_dir() or campaign.directory is None else campaign.directory
    elif (folder / CAMPAIGN_FILE).is_file() and inbox is not None and inbox.is_dir():
        folder = inbox
    if not folder.is_dir():
        if folder.exists():
            raise Trouble(f"“{folder}” là một tệp. Hãy đưa thư mục chứa báo cáo của các đơn vị.")
        raise not_there(folder, "thư mục")
    # Results go where the person says, else into the campaign when its own inbox is read, else here.
    results = campaign.folder("results")
    own = inbox is not None and results is not None and folder.resolve() == inbox.resolve()
    return Workplace(campaign, folder, output or (results if own and results else Path("ket-qua")))


def campaign_around(path: Path) -> Campaign | None:
    """Return the campaign a file or folder is in, else the one around the current folder; None where there is none."""
    from htsd_cli.form import find_campaign

    found = find_campaign(path if path.is_dir() else path.parent) or find_campaign(Path())
    if found is None:
        return None
    from htsd_cli.form import load_campaign

    return load_campaign(found)


@contextmanager
def gathered(
    workplace: Workplace,
    jobs: int | None = None,
    *,
    cluster: str | None = None,
    quiet: bool = False,
    may_be_empty: bool = False,
    words: bool = True,
) -> Iterator[Gathering]:
    """Give the campaign's reports, read with a progress bar on a terminal.

    Raises `Trouble` when there are none, unless it `may_be_empty`. `words`: with what the reports' texts tell.
    """
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.cli.working import teller
    from htsd_cli.form import REMINDER_FILE
    from htsd_cli.pipeline import gather
    from htsd_cli.store import store_for
    from htsd_cli.writers.sets import settled

    settled(workplace.results, teller(quiet=quiet))
    campaign = workplace.campaign
    own = [workplace.results, workplace.inbox / REMINDER_FILE]
    own += [path for path in (campaign.folder("blanks"), campaign.folder("templates")) if path]
    with ExitStack() as stack:
        gathering = stack.enter_context(
            gather(
                workplace.inbox,
                campaign,
                own,
                _hands(jobs, cluster, quiet=quiet),
                show_progress(stack, quiet=quiet),
                [workplace.results],
                store=lambda form: store_for(campaign.directory, form),
                words=words,
            )
        )
        year, form = campaign.term.year, gathering.form
        if form.year and form.year != year:
            echo(
                f"Lưu ý: htsd.toml ghi đợt năm {year} nhưng dùng mẫu “{form.id}” của năm {form.year}; báo cáo của đơn"
                f" vị vẫn phải là của năm {form.year}. Hãy sửa “year” hoặc “form” nếu ghi nhầm.",
                stderr=True,
            )
        if not gathering.inbox.files and not may_be_empty:
            raise Trouble(f"Trong thư mục “{workplace.inbox}” không có báo cáo nào (tệp Word hoặc Excel).")
        yield gathering


def _hands(jobs: int | None, cluster: str | None, *, quiet: bool) -> Hands:
    """Return who reads: a cluster where the person names one, else this machine's processes."""
    if cluster is None:
        from htsd_cli.reading.processes import Processes

        return Processes(jobs)
    from htsd_cli.cli.working import teller
    from htsd_cli.reading.cluster import Cluster

    return Cluster(cluster, teller(quiet=quiet))


def store_of(campaign: Campaign | None, form: Form, files: Sequence[Path]) -> Store | None:
    """Return the store for what is to be read: the campaign's, else the person's own where it saves something."""
    directory = campaign.directory if campaign is not None else None
    if directory is None and len(files) == 1 and files[0].suffix.lower() in (".docx", ".xlsx"):
        return None  # one plain file is read as soon as it is looked up
    from htsd_cli.store import store_for

    return store_for(directory, form)


def show_progress(
    stack: ExitStack, what: str = "Đang đọc báo cáo", *, quiet: bool = False
) -> Callable[[int, int], None]:
    """Return what shows how far a work is; nothing where nobody watches. The bar is gone once all is done."""
    if quiet or not sys.stderr.isatty():
        return lambda _done, _of: None
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=terminal(stderr=True), transient=True)
    task = bar.add_task("", total=None)
    stack.callback(bar.stop)

    def show(done: int, of: int) -> None:
        bar.update(task, completed=done, total=of)
        bar.start()  # not before somebody is at work: it draws in a thread of its own
        if done == of:
            bar.stop()

    return show
