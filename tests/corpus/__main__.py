"""Prints the scoreboard: `python -m tests.corpus [--shape NAME] [--verbose] [--write DIR]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.corpus.producers import has_libreoffice, producer_cases
from tests.corpus.report import SHAPES, cases
from tests.corpus.scoreboard import score_all, table


def main(arguments: list[str] | None = None) -> int:
    """Print the scoreboard; return 1 when anything was wrong in silence."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("--shape", default="", help="only shapes whose name contains this")
    parser.add_argument("--verbose", action="store_true", help="list every case that is not right and clean")
    parser.add_argument("--list", action="store_true", help="list the shapes with their descriptions")
    parser.add_argument("--write", type=Path, metavar="DIR", help="also write the files there")
    parser.add_argument("--without-producers", action="store_true", help="leave out LibreOffice's files")
    options = parser.parse_args(arguments)
    chosen = list(cases(options.shape))
    if has_libreoffice() and not options.without_producers and not options.list:
        chosen += producer_cases(options.shape)
    if options.list:
        for name, cls in sorted(SHAPES.items()):
            print(f"{name}: {(cls.__doc__ or '').splitlines()[0]}")
        return 0
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
    scores = score_all(chosen, options.write)
    if options.verbose:
        for item in scores.values():
            for miss in item.misses:
                print(miss)
    print(table(scores))
    return 1 if any(item.silent for item in scores.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
