"""Prints the scoreboard: `python -m tests.corpus [--shape NAME] [--verbose] [--write DIR] [--mutations N]`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.corpus.mutations import mutations
from tests.corpus.producers import has_libreoffice, producer_cases
from tests.corpus.report import SHAPES, cases
from tests.corpus.score import score
from tests.corpus.scoreboard import score_all, table


def main(arguments: list[str] | None = None) -> int:
    """Print the scoreboard; return 1 when anything was wrong in silence."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("--shape", default="", help="only shapes whose name contains this")
    parser.add_argument("--verbose", action="store_true", help="list every case that is not right and clean")
    parser.add_argument("--list", action="store_true", help="list the shapes with their descriptions")
    parser.add_argument("--write", type=Path, metavar="DIR", help="also write the files there")
    parser.add_argument("--without-producers", action="store_true", help="leave out LibreOffice's files")
    parser.add_argument("--mutations", type=int, metavar="N", help="read N spoilt files instead")
    parser.add_argument("--seed", default="mutations", help="another seed for the spoilt files")
    options = parser.parse_args(arguments)
    if options.mutations:
        return _read_spoilt(options.mutations, options.seed)
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


def _read_spoilt(number: int, seed: str) -> int:
    from tests.hostile.apart import read_cases

    spoilt = list(mutations(number, seed))
    with TemporaryDirectory(prefix="htsd-spoilt-") as temporary:
        answers = read_cases([case for case, _ in spoilt], Path(temporary))
    silent = 0
    for (case, holds), answer in zip(spoilt, answers, strict=True):
        if holds and answer.submission is not None:
            result = score(case, answer.submission)
            silent += result.silent
            for miss in result.misses:
                if miss.kind == "SILENT":
                    print(miss)
    failed = [answer for answer in answers if answer.error is not None]
    for answer in failed:
        print(f"{answer.file}: {answer.error}")
    codes = Counter(
        item.code for answer in answers if answer.submission for item in answer.submission.findings
    )
    slowest, largest = max(answer.seconds for answer in answers), max(answer.megabytes for answer in answers)
    print(f"{number} spoilt files, {len(failed)} with a traceback, {silent} silent errors")
    print(f"slowest {slowest:.1f} s, largest {largest:.0f} MB")
    print(", ".join(f"{code} {count}" for code, count in codes.most_common()))
    return 1 if failed or silent else 0


if __name__ == "__main__":
    sys.exit(main())
