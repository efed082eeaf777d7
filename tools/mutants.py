"""Can the tests fail? A fair sample of small faults in the way of a figure, each tried against the tests that run it.

    python tools/mutants.py [--number 90] [--seed 1] [--only interpret/figures.py] [--seen FOLDER]

One fault after the other is put in (a comparison turned round, a number off by one, one of several conditions left
out, an element of a list or a statement left out, a word of a pattern misspelt …), drawn at random among all there
are. Of the near tests that run its line the quickest and some of each file are run until one fails; what these let
pass is tried with the tests that read whole files: the samples, the corpus. What survives both is printed with its
line: a value no test holds, or a fault that changes nothing; last come the shares by module, near and whole. Which
tests run which lines is looked up first, in some minutes of processor time; `--seen` keeps it in a folder for the
next time, anew for each file of tests that has changed. A fault takes a second of processor time then, and what
survives the near tests a minute more.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import docxtpl  # noqa: F401  what all forks need is imported once
import hypothesis  # noqa: F401
import openpyxl  # noqa: F401
import pandas  # noqa: F401
import pydantic  # noqa: F401
import pytest
import rapidfuzz  # noqa: F401
import xlsxwriter  # noqa: F401

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools.mutation.faults import Fault, faults_of  # noqa: E402
from tools.mutation.trying import Limits, Seen, Trial, Watch, fails, forked, import_spoilt, kept  # noqa: E402

PACKAGE = ROOT / "src/htsd_cli"
ROOMS = (
    "interpret",
    "checks",
    "consolidate",
    "decisions",
    "form/adding.py",
    "form/rows.py",
    "form/rule.py",
    "roster/matching.py",
    "roster/names.py",
    "roster/spellings.py",
    "values/figures.py",
    "values/submission.py",
)
TESTS = (
    "tests/interpret", "tests/checks", "tests/consolidate", "tests/roster", "tests/values", "tests/decisions",
    "tests/form", "tests/test_another_form.py",
)  # fmt: skip
WHOLE = (
    "tests/test_furniture.py", "tests/test_blank_reads_back.py", "tests/test_samples.py", "tests/test_sample_so.py",
    "tests/test_sample_ward.py", "tests/test_pipeline.py", "tests/test_adds_up_again.py", "tests/test_one_truth.py",
    "tests/test_corpus.py", "tests/learn", "tests/earlier",
)  # fmt: skip
NEAR = Limits(most=400, beside=60, longest=40.0)
WHOLE_SECONDS = 300  # of processor time; without a fault they take one
AT_ONCE = 12  # files of tests
QUIET = ("-qq", "-s", "--disable-warnings", "-p", "no:cacheprovider", "-m", "not program")


def modules(*only: str) -> list[Path]:
    """Return the modules of the way of a figure, or those of them whose path begins with one of `only`."""
    every = (
        path
        for room in ROOMS
        for path in ([PACKAGE / room] if ".py" in room else (PACKAGE / room).rglob("*.py"))
    )
    return sorted(path for path in every if path.relative_to(PACKAGE).as_posix().startswith(only or ""))


def look(tests: Sequence[str], folder: Path, limits: Limits) -> Seen:
    """Return which tests run which lines: as the files of a folder tell, a run of the tests where they do not."""
    files = [
        file.relative_to(ROOT).as_posix()
        for name in tests
        for file in (sorted((ROOT / name).rglob("test_*.py")) if (ROOT / name).is_dir() else [ROOT / name])
    ]
    new = [file for file in files if not kept(folder, file).exists()]
    for first in range(0, len(new), AT_ONCE):  # what was seen is kept, should the rest be broken off
        some = new[first : first + AT_ONCE]
        if forked(lambda some=some: _pytest(some, Watch(modules(), folder)) not in (0, 1, 5)):  # type: ignore[misc]
            sys.exit("The tests could not be run")
        for file in some:
            if not kept(folder, file).exists():  # no test of the file is run
                kept(folder, file).write_text("[{}, {}, []]", encoding="utf-8")
    out = Seen(limits, {}, {}, set(), {})
    for file in files:
        out.add(kept(folder, file))
    return out


def _pytest(arguments: Sequence[str], *plugins: object) -> int:
    return int(
        pytest.main([*QUIET, f"--basetemp={os.environ['MUTANTS']}/tmp", *arguments], plugins=[*plugins])
    )


def main() -> None:
    """Try a sample, print each survivor and the share that was killed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=90, help="0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", default=(), help="modules, as interpret/figures.py or checks/")
    parser.add_argument("--line", type=int, action="append", help="only the faults of this line")
    parser.add_argument("--seen", type=Path, help="a folder to keep in it which tests run which lines")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="the near tests")
    parser.add_argument("--whole", nargs="*", default=WHOLE, help="the tests for what those let pass")
    wishes = parser.parse_args()
    every = [fault for module in modules(*wishes.only) for fault in faults_of(module)]
    if wishes.line:
        every = [fault for fault in every if fault.line in wishes.line]
    size = min(wishes.number, len(every)) or len(every)
    sample = sorted(random.Random(wishes.seed).sample(every, size))
    print(f"{len(sample)} of {len(every)} faults", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HTSD_STORE": "off", "HYPOTHESIS_STORAGE_DIRECTORY": folder, "MUTANTS": folder}
        os.chdir(ROOT)
        rooms = f"{zlib.crc32(' '.join(ROOMS).encode()):08x}"  # of others nothing was seen
        seen, handed = (wishes.seen or Path(folder)) / rooms, Path(folder) / "killed.json"
        seen.mkdir(parents=True, exist_ok=True)
        near = look(wishes.tests, seen, NEAR)
        first = try_all(sample, near, handed)
        left = [fault for fault in sample if fault not in first]
        second = try_whole(left, wishes.whole) if left and wishes.whole else set()
    report(sample, first, first | second)


def report(sample: Sequence[Fault], near: set[Fault], killed: set[Fault]) -> None:
    """Print what survived, once more and together, and the shares that were killed: near and whole."""
    print()
    for fault in sample:
        if fault not in killed:
            print(f"SURVIVED {fault}")
    parts = [
        Counter(str(fault).split(":")[0] for fault in some)
        for some in (sample, near & set(sample), killed & set(sample))
    ]
    for name, number in sorted(parts[0].items()):
        print(f"{parts[1][name]:4} near {parts[2][name]:4} whole of {number:4}  {name}")
    number = max(len(sample), 1)
    print(
        f"killed {len(near)} near ({len(near) / number:.0%}) and {len(killed)} whole ({len(killed) / number:.0%})"
        f" of {len(sample)}; {time.process_time() + sum(os.times()[2:4]):.0f} s"
    )


def try_all(faults: Sequence[Fault], seen: Seen, target: Path) -> set[Fault]:
    """Return the faults that a near test fails with; the others are printed. `target` is a file to hand them on in."""
    inside = [fault for fault in faults if fault.inside and seen.near(fault)]

    def attempt() -> bool:
        trial = Trial(inside, seen)
        _pytest(sorted({test.split("::")[0] for fault in inside for test in seen.near(fault)}), trial)
        target.write_text(json.dumps([inside.index(fault) for fault in trial.killed]), encoding="utf-8")
        return False

    if inside and forked(attempt):
        sys.exit("The tests could not be run")
    killed = {inside[place] for place in json.loads(target.read_text("utf-8"))} if inside else set()
    for fault in faults:
        if fault in killed:
            continue
        near = seen.near(fault)  # without any, all tests would run

        def alone(fault: Fault = fault, near: Sequence[str] = near) -> bool:
            import_spoilt(fault)
            return _pytest(["-x", *near]) not in (0, 5)

        if near and seen.is_early(fault) and fails(alone, 30 + seen.allowed(near)):
            killed.add(fault)
        elif fault not in inside or seen.is_early(fault):
            print(f"{'not near' if near else 'no test'} {fault}", flush=True)
    return killed


def try_whole(faults: Sequence[Fault], tests: Sequence[str]) -> set[Fault]:
    """Return the faults that one of the tests of whole files fails with."""

    def fail() -> bool:
        return _pytest(["-x", *tests]) != 0

    if forked(fail):
        sys.exit("The tests of whole files fail without any fault")

    def fail_with(fault: Fault) -> bool:
        import_spoilt(fault)
        return fail()

    return {fault for fault in faults if fails(lambda fault=fault: fail_with(fault), WHOLE_SECONDS)}  # type: ignore[misc]


if __name__ == "__main__":
    main()
