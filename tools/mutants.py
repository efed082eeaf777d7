"""Can the tests fail? A fair sample of small faults in the way of a figure, each tried against the nearest tests.

    python tools/mutants.py [--number 40] [--seed 1] [--only interpret/figures.py]

A copy of the project is made in a temporary folder; there one fault after the other is put in (a comparison turned
round, a number off by one, a condition dropped, a statement left out), drawn at random among all there are, and the
quickest tests that run its line are run until one fails. What survives is printed with its line: a value no
test holds, or a fault that changes nothing. Takes a quarter of an hour of one processor for forty.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src/htsd_cli")
ROOMS = (
    "interpret",
    "checks",
    "consolidate",
    "decisions",
    "roster/matching.py",
    "roster/names.py",
    "roster/spellings.py",
)
COPIED = ("src", "tests", "tools", "templates", "sample_reports", "pyproject.toml")
TESTS = (
    "tests/interpret", "tests/checks", "tests/consolidate", "tests/roster", "tests/decisions/test_apply.py",
    "tests/decisions/test_activities.py", "tests/decisions/test_sheet.py", "tests/decisions/test_any_form.py",
    "tests/test_another_form.py",
)  # fmt: skip
MOST = 150  # tests for one fault, the quickest of those that run its line
SECONDS = 240  # a fault that makes the tests run longer is found too

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OTHER: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Div, ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


class Mutant(NamedTuple):
    """One fault: the `place`-th node of a module in the order of `ast.walk`, and which of its faults."""

    module: str
    place: int
    fault: int


def faults_of(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node may be replaced by, each a single small fault."""
    match node:
        case ast.Compare(left, ops, right):
            for at, operator in enumerate(ops):
                yield ast.Compare(left, [*ops[:at], _TURNED[type(operator)](), *ops[at + 1 :]], right)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, op, right) if type(op) in _OTHER:
            yield ast.BinOp(left, _OTHER[type(op)](), right)
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(str() as value) if value:
            yield ast.Constant(f"{value}~")
        case ast.IfExp(_, body, orelse):
            yield body
            yield orelse
        case ast.If(_, body, orelse):
            yield ast.If(ast.Constant(True), body, orelse)
            yield ast.If(ast.Constant(False), body, orelse)
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.AugAssign() | ast.Expr(ast.Call()):
            yield ast.Pass()


def _not_run(tree: ast.Module) -> set[int]:
    """Return the nodes whose change no program can feel: documentation, annotations, imports, names handed on."""
    out: set[int] = set()
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        match node:
            case ast.Expr(ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.Raise() | ast.Assert():
                parts.append(node)
            case ast.If(ast.Name("TYPE_CHECKING")) | ast.Assign([ast.Name("__all__")]):
                parts.append(node)
            case ast.AnnAssign():
                parts.append(node.annotation)
            case ast.FunctionDef():
                arguments = (item for item in ast.walk(node.args) if isinstance(item, ast.arg))
                parts += [node.returns, *(argument.annotation for argument in arguments)]
        out |= {id(inside) for part in parts if part is not None for inside in ast.walk(part)}
    return out


def mutants(only: str) -> list[Mutant]:
    """Return every fault there is in the modules of the way of a figure, or in one of them."""
    found = []
    for path in sorted(path for room in ROOMS for path in _modules(ROOT / PACKAGE / room)):
        module = path.relative_to(ROOT / PACKAGE).as_posix()
        if only and module != only:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        left_out = _not_run(tree)
        found += [
            Mutant(module, place, fault)
            for place, node in enumerate(ast.walk(tree))
            if id(node) not in left_out
            for fault, _ in enumerate(faults_of(node))
        ]
    return found


def _modules(place: Path) -> list[Path]:
    return [place] if place.suffix else sorted(place.rglob("*.py"))


class _Put(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else super().generic_visit(node)


def spoilt(source: str, mutant: Mutant) -> tuple[str, int, str]:
    """Return a module's source with a fault in it, the fault's line, and what stands there before and after."""
    tree = ast.parse(source)
    node = list(ast.walk(tree))[mutant.place]
    new = list(faults_of(node))[mutant.fault]
    line = getattr(node, "lineno", 0)
    said = f"{_short(node)}  →  {_short(new)}"
    _Put(node, ast.copy_location(new, node)).visit(tree)
    return ast.unparse(ast.fix_missing_locations(tree)), line, said


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) < 110 else f"{text[:107]}…"


def tests_of(copy: Path, places: Mapping[str, Collection[int]]) -> dict[str, list[str]]:
    """Return the tests that run each line, the quickest first, by `file:line` and by file."""
    asked, seen = copy / "lines.json", copy / "seen.json"
    asked.write_text(json.dumps({file: sorted(lines) for file, lines in places.items()}), encoding="utf-8")
    more = {
        "HTSD_LINES": str(asked),
        "HTSD_SEEN": str(seen),
        "PYTHONPATH": f"{copy / 'src'}{os.pathsep}{copy / 'tools'}",
    }
    _run(copy, ["-p", "lines_seen", *TESTS], more, None)
    found = json.loads(seen.read_text(encoding="utf-8"))
    return {place: [test for _, test in sorted(tests)] for place, tests in found.items()}


def killed(copy: Path, tests: Sequence[str]) -> bool:
    """Return whether one of these tests fails on the copy as it is, or they run for ever."""
    if not tests:
        return False
    try:
        return _run(copy, ["-x", *tests], {"PYTHONPATH": str(copy / "src")}, SECONDS) not in (0, 5)
    except subprocess.TimeoutExpired:
        return True


def _run(copy: Path, arguments: Sequence[str], more: Mapping[str, str], seconds: int | None) -> int:
    environment = {**os.environ, "HTSD_STORE": "off", "PYTHONDONTWRITEBYTECODE": "1", **more}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-m",
        "not program",
        *arguments,
    ]
    return subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, timeout=seconds, check=False
    ).returncode


def main() -> None:
    """Try a sample, print each survivor and the share that was killed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="one module, as interpret/figures.py")
    wishes = parser.parse_args()
    every = mutants(wishes.only)
    sample = random.Random(wishes.seed).sample(every, min(wishes.number, len(every)))
    print(f"{len(sample)} of {len(every)} faults", flush=True)
    dead = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name)
            else:
                shutil.copy(source, copy / name)
        made = {
            mutant: spoilt((ROOT / PACKAGE / mutant.module).read_text("utf-8"), mutant) for mutant in sample
        }
        places: dict[str, set[int]] = {}
        for mutant, (_, line, _) in made.items():
            places.setdefault(str(copy / PACKAGE / mutant.module), set()).add(line)
        tests = tests_of(copy, places)
        for mutant, (text, line, said) in made.items():
            path = copy / PACKAGE / mutant.module
            whole = path.read_text(encoding="utf-8")
            path.write_text(text, encoding="utf-8")
            # What a module does when it is imported no test is seen to run: all that call it are asked.
            near = tests.get(f"{path}:{line}", []) or tests.get(str(path), [])
            found = killed(copy, near[:MOST])
            path.write_text(whole, encoding="utf-8")
            dead += found
            print(
                f"{'killed  ' if found else 'SURVIVED'} {mutant.module}:{line}  {said}  ({len(near)})",
                flush=True,
            )
    print(f"killed {dead} of {len(sample)}: {dead / max(len(sample), 1):.0%}")


if __name__ == "__main__":
    main()
