"""What the commands that write results share: the folder is theirs while they work, and nobody's file is in the way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.cli.terminal import echo

if TYPE_CHECKING:
    from htsd_cli.earlier.results import Results
    from htsd_cli.writers.sets import Kept

MOST_RUNS = 3  # how often a run starts again because somebody saved a file it reads


def teller(*, quiet: bool = False) -> Callable[[str], None]:
    """Return what says a sentence about the work, beside the results."""
    return (lambda _text: None) if quiet else (lambda text: echo(text, stderr=True))


@contextmanager
def working(inbox: Path, results: Path, *, quiet: bool = False) -> Iterator[None]:
    """Hold the results' folder for a command that writes there, put in order after a run that was stopped.

    Raises `Trouble` when the results would go among the received files, `Busy` when another command is at work.
    """
    from htsd_cli.writers.sets import at_work

    _refuse_received(inbox, results)
    with at_work(results, teller(quiet=quiet)):
        yield


def read_settled(path: Path) -> Results:
    """Return the results at a place, all of one run. Raises `ResultsError` or `Unfinished`."""
    from htsd_cli.earlier.results import read_results
    from htsd_cli.writers.sets import settled

    settled(path if path.is_dir() else path.parent, teller())
    return read_results(path)


def tell_kept(kept: Iterable[Kept]) -> None:
    """Say which files people edited and where these are now."""
    for item in kept:
        where = "nên được giữ lại" if item.name == item.now else f"nên bản ấy được giữ ở “{item.now}”"
        echo(f"“{item.name}” đã được sửa sau lần ghi trước, {where}.", stderr=True)


def _refuse_received(inbox: Path, output: Path) -> None:
    """Raise `Trouble` when results would go over received files, or hide some that lie where results go."""
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.form import DECISIONS_FILE
    from htsd_cli.form.our_files import OUTPUTS
    from htsd_cli.intake import look_into
    from htsd_cli.writers.sets.manifest import read_manifest

    inbox, results = (Path(os.path.realpath(path)) for path in (inbox, output))
    if not results.is_relative_to(inbox) or not results.is_dir():
        return
    ours = read_manifest(results)
    foreign = [name for name in OUTPUTS if (results / name).exists() and name not in ours.files]
    if inbox != results and not ours.files:  # what lies there would not be read
        foreign += [item.name for item in look_into(results).files if item.name != DECISIONS_FILE]
    if foreign:
        raise Trouble(
            f"Thư mục kết quả “{output}” nằm trong thư mục báo cáo nhận và đang chứa tệp không phải do htsd"
            f" ghi: {', '.join(f'“{name}”' for name in sorted(set(foreign))[:3])}. Kết quả không ghi đè tệp của đơn vị:"
            " hãy chọn thư mục khác, ví dụ -o ket-qua."
        )
