"""Can the tests fail? A fair sample of small faults in the way of a figure, each tried against the nearest tests.

    python tools/mutants.py [--number 90] [--seed 1] [--only interpret/figures.py] [--seen FOLDER]

One fault after the other is put in (a comparison turned round, a number off by one, a condition dropped, a statement
left out …), drawn at random among all there are, and the quickest tests that run its line are run until one fails.
What survives is printed with its line: a value no test holds, or a fault that changes nothing; last come the shares
by module. Which tests run which lines is looked up first, in some two minutes of processor time; `--seen` keeps it
in a folder for the next time. A fault takes a second or two of processor time then.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
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
from tools.mutation.trying import Seen, Trial, Watch, fails, forked, import_spoilt  # noqa: E402

PACKAGE = ROOT / "src/htsd_cli"
ROOMS = (
    "interpret",
    "checks",
    "consolidate",
    "decisions",
    "roster/matching.py",
    "roster/names.py",
    "roster/spellings.py",
    "values/figures.py",
)
TESTS = (
    "tests/interpret", "tests/checks", "tests/consolidate", "tests/roster", "tests/values",
    "tests/decisions/test_one_by_one.py", "tests/decisions/test_settle.py", "tests/decisions/test_marks.py",
    "tests/decisions/test_apply.py",
    "tests/decisions/test_activities.py", "tests/decisions/test_sheet.py",
    "tests/decisions/test_any_form.py", "tests/test_another_form.py",
)  # fmt: skip
QUIET = ("-qq", "-s", "--disable-warnings", "-p", "no:cacheprovider", "-m", "not program")


def modules(only: str) -> list[Path]:
    """Return the modules of the way of a figure, or those of them whose path begins with `only`."""
    every = (
        path
        for room in ROOMS
        for path in ([PACKAGE / room] if ".py" in room else (PACKAGE / room).rglob("*.py"))
    )
    return sorted(path for path in every if path.relative_to(PACKAGE).as_posix().startswith(only))


def look(tests: Sequence[str], folder: Path) -> Seen:
    """Return which tests run which lines: as the files of a folder tell, a run of the tests where they do not."""
    watched = modules("")
    out = Seen({}, {}, [])
    for name in tests:
        target = folder / f"{name.replace('/', '.')}.json"
        if not target.exists() and forked(lambda: _pytest([name], Watch(watched, target)) > 1):  # noqa: B023
            sys.exit(f"{name} could not be run")
        seconds, told, early = json.loads(target.read_text(encoding="utf-8"))
        out.seconds.update(seconds)
        for place, found in told.items():
            out.tests.setdefault(place, []).extend(found)
        out.early.extend(early)
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
    parser.add_argument("--only", default="", help="modules, as interpret/figures.py or checks/")
    parser.add_argument("--line", type=int, action="append", help="only the faults of this line")
    parser.add_argument("--seen", type=Path, help="a folder to keep in it which tests run which lines")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="only these tests")
    wishes = parser.parse_args()
    every = [fault for module in modules(wishes.only) for fault in faults_of(module)]
    if wishes.line:
        every = [fault for fault in every if fault.line in wishes.line]
    size = min(wishes.number, len(every)) or len(every)
    sample = sorted(random.Random(wishes.seed).sample(every, size))
    print(f"{len(sample)} of {len(every)} faults", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HTSD_STORE": "off", "HYPOTHESIS_STORAGE_DIRECTORY": folder, "MUTANTS": folder}
        os.chdir(ROOT)
        seen = look(wishes.tests, wishes.seen or Path(folder))
        reached = [fault for fault in sample if seen.near(fault)]
        for fault in sample:
            if fault not in reached:
                print(f"no test  {fault}", flush=True)
        killed = try_all(reached, seen, Path(folder) / "killed.json")
    modules_of = Counter(str(fault).split(":")[0] for fault in reached)
    dead = Counter(str(fault).split(":")[0] for fault in reached if fault in killed)
    for name, number in sorted(modules_of.items()):
        print(f"{dead[name]:4} of {number:4}  {name}")
    print(
        f"killed {len(killed)} of {len(reached)} that tests reach: {len(killed) / max(len(reached), 1):.0%}"
    )


def try_all(faults: Sequence[Fault], seen: Seen, target: Path) -> set[Fault]:
    """Return the faults that a test fails with; `target` is a file to hand them on in."""
    inside = [fault for fault in faults if fault.inside]

    def attempt() -> bool:
        trial = Trial(inside, seen)
        _pytest(sorted({test.split("::")[0] for fault in inside for test in seen.near(fault)}), trial)
        target.write_text(json.dumps([inside.index(fault) for fault in trial.killed]), encoding="utf-8")
        return False

    if inside and forked(attempt):
        sys.exit("The tests could not be run")
    killed = {inside[place] for place in json.loads(target.read_text("utf-8"))} if inside else set()
    for fault in faults:
        if fault in killed or not seen.is_early(fault):
            continue

        def alone(fault: Fault = fault) -> bool:
            import_spoilt(fault)
            return _pytest(["-x", *seen.near(fault)]) not in (0, 5)

        if fails(alone, 30 + seen.allowed(seen.near(fault))):
            killed.add(fault)
        else:
            print(f"SURVIVED {fault}", flush=True)
    return killed


if __name__ == "__main__":
    main()
