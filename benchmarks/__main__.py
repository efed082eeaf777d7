"""Prints what the tool costs, each line beside its baseline: `python -m benchmarks [--campaign 1000 --workers 1 2]`."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.campaigns import campaigns, cluster
from benchmarks.processes import compare
from benchmarks.reading import excel_libraries, milliseconds, ours, word_libraries
from benchmarks.reports import make_campaign, make_reports

Line = tuple[str, str, str]
# What a check cannot do without: the command line with what reads its arguments' types, XML, likeness, the table drawn.
_IMPORTS = "import typer, typer._adapters, pydantic.main, lxml.etree, rapidfuzz, rich.table, rich.console"
_IMPORTED = (
    "importing what it needs: typer with its adapters of pydantic, lxml.etree, rapidfuzz, rich's tables"
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="how often each process is started")
    parser.add_argument("--reports", type=int, default=100, help="how many reports are aggregated")
    parser.add_argument(
        "--campaign",
        type=int,
        nargs="*",
        default=[],
        metavar="N",
        help="whole campaigns of so many mixed reports",
    )
    parser.add_argument(
        "--workers", type=int, nargs="*", default=[], metavar="N", help="… and on clusters of so many workers"
    )
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        word = make_reports(Path(folder, "word"), options.reports)
        excel = make_reports(Path(folder, "excel"), 10, ".xlsx")
        lines = [
            *_processes(word[0], options.runs),
            *_reading(word[:20], excel),
            _aggregating(word[0].parent, Path(folder, "out"), len(word)),
        ]
        for count in options.campaign:
            reports = make_campaign(Path(folder, f"campaign-{count}"), count)
            lines += campaigns(_htsd(), reports)
            lines += cluster(_htsd(), reports, options.workers)
    if options.markdown:
        for line in (("what", "cost", "beside"), ("---", "---:", "---"), *lines):
            print(f"| {' | '.join(line)} |")
        return
    table = Table("What", "Cost", "Beside")
    for line in lines:
        table.add_row(*line)
    Console().print(table)


def _htsd() -> list[str]:
    """Return the installed program of this environment, else the package run as a module."""
    found = shutil.which("htsd", path=str(Path(sys.executable).parent))
    return [found] if found else [sys.executable, "-m", "htsd_cli"]


def _processes(report: Path, runs: int) -> Iterator[Line]:
    hello = str(Path(__file__).with_name("hello.py"))
    pairs = (
        ("htsd --help", [*_htsd(), "--help"], "a Typer hello's --help", [sys.executable, hello, "--help"]),
        (
            "htsd validate one.docx",
            [*_htsd(), "validate", str(report)],
            _IMPORTED,
            [sys.executable, "-c", _IMPORTS],
        ),
    )
    for name, command, beside, baseline in pairs:
        base, cost = compare([baseline, command], runs)
        ratio = cost.seconds / base.seconds
        yield name, f"{cost.seconds * 1000:.0f} ms", f"{ratio:.2f} × {beside} ({base.seconds * 1000:.0f} ms)"


def _reading(word: list[Path], excel: list[Path]) -> Iterator[Line]:
    for kind, paths, others in (("docx", word, word_libraries()), ("xlsx", excel, excel_libraries())):
        beside = "; ".join(f"{name} {milliseconds(read, paths, 10):.2f}" for name, read in others.items())
        for name, read in ours().items():
            yield f"a 43-row {kind}, {name}", f"{milliseconds(read, paths, 10):.2f} ms", beside
            beside = ""


def _aggregating(folder: Path, output: Path, count: int) -> Line:
    command = [*_htsd(), "aggregate", str(folder), "-o", str(output)]
    (cost,) = compare([command], 3, codes=(0, 1))
    memory = f"{cost.megabytes:.0f} MB at most" if cost.megabytes else ""
    return f"{count} Word reports to all outputs", f"{cost.seconds:.2f} s", memory


if __name__ == "__main__":
    main()
