"""Times whole campaigns as a clerk meets them, beside libraries that only read the same files, in one run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import Work, measure

Line = tuple[str, str, str]

# What a script for this work does first: python-docx and openpyxl over every cell.
_PEER = """
import sys
from pathlib import Path
import docx, openpyxl
for path in sorted(Path(sys.argv[1]).iterdir()):
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
        [paragraph.text for paragraph in document.paragraphs]
    else:
        book = openpyxl.load_workbook(path, data_only=True)
        [[cell.value for cell in row] for sheet in book.worksheets for row in sheet.iter_rows()]
"""


def campaigns(htsd: Sequence[str], reports: Path, rounds: int = 1) -> Iterator[Line]:
    """Yield what a folder of reports costs: read for the first time, again, with one new; each beside the peer."""
    count = sum(1 for _ in reports.iterdir())
    with tempfile.TemporaryDirectory() as folder:
        output = str(Path(folder, "ket-qua"))
        store = Path(folder, "kho")
        environment = os.environ | {"HTSD_STORE": str(store)}
        aggregate = [*htsd, "aggregate", str(reports), "-o", output]
        peer = measure([sys.executable, "-c", _PEER, str(reports)])
        yield _line(f"{count} reports: python-docx + openpyxl, reading alone", peer, peer)
        for _ in range(rounds):
            store.unlink(missing_ok=True)
            yield _line(
                f"{count} reports to all outputs, first run", measure(aggregate, environment, (0, 1)), peer
            )
            yield _line("… again", measure(aggregate, environment, (0, 1)), peer)
            with _another(reports):
                yield _line("… with one new file", measure(aggregate, environment, (0, 1)), peer)
            status = [*htsd, "status", str(reports)]
            yield _line("… status", measure(status, environment, (0, 1)), peer)


def cluster(htsd: Sequence[str], reports: Path, workers: Sequence[int]) -> Iterator[Line]:
    """Yield what reading on a cluster of this machine's processes costs, for several numbers of workers."""
    with tempfile.TemporaryDirectory() as folder:
        output = str(Path(folder, "ket-qua"))
        for count in workers:
            with _running(Path(folder), count) as address:
                command = [*htsd, "aggregate", str(reports), "-o", output, "--cluster", address]
                cost = measure(command, os.environ | {"HTSD_STORE": "off"}, (0, 1))
            yield (
                f"the same on a cluster of {count} workers",
                f"{cost.wall:.1f} s",
                f"{cost.cpu:.1f} s of processor time here",
            )


@contextmanager
def _another(reports: Path) -> Iterator[None]:
    """Add a file that is a report with other bytes, and take it away again."""
    source = sorted(reports.glob("*.docx"))[0]
    new = reports / "moi.docx"
    new.write_bytes(source.read_bytes() + b"\0")
    try:
        yield
    finally:
        new.unlink()


@contextmanager
def _running(folder: Path, workers: int) -> Iterator[str]:
    told = folder / f"scheduler-{workers}.json"
    dask = [sys.executable, "-m", "dask"]
    host = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told))
    started = [_silent([*dask, "scheduler", *host])]
    try:
        while not told.is_file():
            time.sleep(0.1)
        address: str = json.loads(told.read_text(encoding="utf-8"))["address"]
        worker = [*dask, "worker", address, "--no-dashboard", "--no-nanny", "--nthreads", "1"]
        started += [_silent([*worker, "--local-directory", str(folder)]) for _ in range(workers)]
        time.sleep(5)
        yield address
    finally:
        for process in started:
            process.kill()
            process.wait()
        shutil.rmtree(folder / "dask-scratch-space", ignore_errors=True)


def _silent(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _line(name: str, cost: Work, peer: Work) -> Line:
    spent = f"{cost.cpu:.1f} s of processor time, {cost.wall:.1f} s, {cost.megabytes:.0f} MB at most"
    ratio = (
        f"{cost.cpu / peer.cpu:.2f} × the libraries' processor time, {cost.wall / peer.wall:.2f} × their time"
    )
    return name, spent, "" if cost is peer else ratio
