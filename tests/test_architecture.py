"""The rooms stand on floors without cycles, open doors to one another, and a command imports only what it uses."""

from __future__ import annotations

import ast
import dis
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import NamedTuple

import pytest

import tools.make_docs

SOURCE = Path(__file__).parents[1] / "src" / "htsd_cli"
SAMPLE = Path(__file__).parents[1] / "sample_reports" / "TH Le Van Tam - BC Tuan le HTSD 2024.docx"

# A room -> its floor. A module imports from floors below its own and from its own room, without exception.
FLOORS = {name: floor for floor, names in tools.make_docs.FLOORS.items() for name in names}
FLOORS |= {"__main__": 10, "__init__": 0}
# Loose modules at the top: everything else has a room.
LOOSE = {"__init__", "__main__", "pipeline"}
MOST_FILES = 22  # of one folder: more is a warehouse
# Libraries with a place of their own: where each may be imported.
PLACES = {
    "zipfile": {"readers", "intake", "writers"}, "zlib": {"readers", "intake", "store", "writers"},
    "sqlite3": {"store"}, "distributed": {"reading"},
    "lxml": {"readers", "pictures", "writers"},
    "docx": {"writers"}, "docxtpl": {"writers"}, "xlsxwriter": {"writers"}, "jinja2": {"writers"},
    "markupsafe": {"writers"}, "pandas": {"writers"}, "openpyxl": {"writers"}, "python_calamine": set(),
    "pdfplumber": {"readers", "pictures"}, "pypdfium2": {"readers", "pictures"},
    "email": {"intake", "readers", "writers"}, "subprocess": {"readers", "cli"},
    "typer": {"cli"}, "rich": {"cli"}, "PIL": {"pictures", "readers"},
    "asn1crypto": {"intake"},
}  # fmt: skip
IMPORT = dis.opmap["IMPORT_NAME"]
SPOKEN = {"print", "stdout", "stderr"}
HEAVY = ("pandas", "numpy", "openpyxl", "docx", "docxtpl", "xlsxwriter", "jinja2", "python_calamine", "PIL")
# What the check of one Word report on a form of the mixed kind has no use for.
IDLE = (
    "htsd_cli.cli.commands.aggregate", "htsd_cli.interpret.grid.reading", "htsd_cli.roster.roster",
    "htsd_cli.roster.spellings", "htsd_cli.intake.mail", "htsd_cli.readers.sheets.xlsx",
    "importlib.metadata", "email.message", "statistics",
)  # fmt: skip


def _name(path: Path) -> str:
    """Return a module's dotted name below the package ("writers.page", "" for the package)."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts if parts[-1] != "__init__" else parts[:-1])


MODULES = {_name(path): path for path in sorted(SOURCE.rglob("*.py"))}


class Told(NamedTuple):
    """What the tests ask of a module."""

    imported: frozenset[str]  # full dotted names, those inside functions too
    spoken: tuple[tuple[str, str], ...]  # what names `print`, or an attribute that is a stream of a program


@cache
def told(name: str) -> Told:
    """Return what a module tells: from its compiled form, which Python keeps; its syntax takes ten times as long."""
    code = SourceFileLoader(name, str(MODULES[name])).get_code(name)
    assert code is not None
    imported: set[str] = set()
    spoken = []
    for part in _parts(code):
        if IMPORT in part.co_code[::2]:
            imported.update(_imported(part))
        if not SPOKEN.isdisjoint(part.co_names):
            spoken += [(part.co_name, said) for said in _spoken(part)]
    return Told(frozenset(imported), tuple(spoken))


def _parts(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _parts(constant)


def _imported(code: CodeType) -> Iterator[str]:
    module = ""
    level: object = 0
    before: list[object] = [None, None]
    for step in dis.get_instructions(code):
        if step.opname == "IMPORT_NAME":
            level = before[0]
            assert level == 0, "imports are absolute"
            module = step.argval
            yield module
        elif step.opname == "IMPORT_FROM":
            yield f"{module}.{step.argval}"
        if step.opname != "EXTENDED_ARG":
            before = [before[1], step.argval]


def _spoken(code: CodeType) -> Iterator[str]:
    for step in dis.get_instructions(code):
        if (step.argval == "print" and step.opname in ("LOAD_GLOBAL", "LOAD_NAME")) or (
            step.argval in ("stdout", "stderr") and step.opname.endswith(("_ATTR", "_METHOD"))
        ):
            yield step.argval


def own_imports(name: str) -> set[str]:
    """Return the package's own modules that a module imports, as dotted names below the package."""
    below = (full.partition(".") for full in told(name).imported)
    return {rest for package, _, rest in below if package == "htsd_cli" and rest and rest in MODULES} - {name}


def top(name: str) -> str:
    return name.split(".")[0] or "__init__"


def rooms() -> set[str]:
    return {path.parent.name for path in SOURCE.glob("*/__init__.py")}


def test_every_module_stands_on_a_floor() -> None:
    assert {top(name) for name in MODULES} == set(FLOORS)


def test_only_the_conductor_lies_outside_a_room() -> None:
    assert {top(name) for name in MODULES if "." not in name} - rooms() == LOOSE


def test_no_room_is_a_warehouse() -> None:
    files: dict[Path, int] = {}
    for path in SOURCE.rglob("*.py"):
        files[path.parent] = files.get(path.parent, 0) + 1
    assert {folder.name: count for folder, count in files.items() if count > MOST_FILES} == {}


def test_a_module_imports_only_from_the_floors_below_it() -> None:
    wrong = {
        (name, other)
        for name in MODULES
        for other in own_imports(name)
        if top(other) != top(name) and FLOORS[top(other)] >= FLOORS[top(name)]
    }
    assert wrong == set()


def test_there_are_no_import_cycles() -> None:
    # A folder's door (`readers`) imports its modules; a module importing another by its full name is no cycle.
    graph = {name: own_imports(name) for name in MODULES}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"import cycle: {' -> '.join(error.args[1])}")
    assert set(order) == set(MODULES)


def test_every_name_on_the_way_of_a_figure_exists() -> None:
    text = (SOURCE.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    told_there = text[text.index("## How one figure travels") : text.index("## Left as it is")]
    names = {name for name in re.findall(r"`([a-z_]+(?:\.\w+)+)`", told_there) if top(name) in FLOORS}
    assert len(names) > 25
    assert {name for name in names if not _is_there(name)} == set()


def _is_there(name: str) -> bool:
    """Return whether a dotted name is a module, or stands in one: is defined there, or handed on at its door."""
    module, _, last = name.rpartition(".")
    if name in MODULES:
        return True
    if module not in MODULES:
        return False
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    return last in {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    } | {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


def test_a_library_is_imported_only_where_it_belongs() -> None:
    libraries = {(name, full.split(".")[0]) for name in MODULES for full in told(name).imported}
    assert {
        (name, library) for name, library in libraries if top(name) not in PLACES.get(library, FLOORS)
    } == set()


def test_only_the_commands_print() -> None:
    # What a reader hears from a program it runs is called `stdout` too, and is no print.
    assert [
        (name, *said)
        for name in MODULES
        if top(name) != "cli"
        for said in told(name).spoken
        if said[1] == "print" or top(name) != "readers"
    ] == []


@pytest.mark.parametrize(
    "arguments", [["--help"], ["validate", str(SAMPLE)], ["explain"]], ids=lambda a: a[0]
)
def test_a_quick_command_imports_no_heavy_library(arguments: list[str]) -> None:
    code = (
        "import json, sys\n"
        "sys.argv[0] = 'htsd'\n"
        "from htsd_cli.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n"
        "    print(json.dumps([end.code, sorted(sys.modules)]), file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", check=True
    )
    exit_code, modules = json.loads(run.stderr)
    assert exit_code == 0
    assert "htsd_cli.cli.app" in modules
    assert sorted(set(HEAVY) & set(modules)) == []
    if arguments[0] == "validate":
        assert sorted(set(IDLE) & set(modules)) == []
