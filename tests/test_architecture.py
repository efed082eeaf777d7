"""The rooms stand on floors without cycles, open doors to one another, and a command imports only what it uses."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

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
    "pdfplumber": {"readers", "pictures"}, "pypdfium2": {"pictures"},
    "email": {"intake", "readers", "writers"}, "subprocess": {"readers", "cli"},
    "typer": {"cli"}, "rich": {"cli"}, "PIL": {"pictures"},
    "asn1crypto": {"intake"},
}  # fmt: skip
HEAVY = ("pandas", "numpy", "openpyxl", "docx", "docxtpl", "xlsxwriter", "jinja2", "python_calamine", "PIL")
# What the check of one Word report on a form of the mixed kind has no use for.
IDLE = (
    "htsd_cli.cli.commands.aggregate", "htsd_cli.interpret.grid.reading", "htsd_cli.roster.roster",
    "htsd_cli.roster.spellings", "htsd_cli.intake.mail", "htsd_cli.readers.sheets.xlsx",
)  # fmt: skip


def parsed() -> Iterator[tuple[str, ast.Module]]:
    """Yield every module's dotted name below the package ("writers.page", "" for the package) and its tree."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts if parts[-1] != "__init__" else parts[:-1])
        yield name, ast.parse(path.read_text(encoding="utf-8"))


MODULES = dict(parsed())


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield what a module imports anywhere in it, inside its functions too, as full dotted names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(name: str) -> set[str]:
    """Return the package's own modules that a module imports, as dotted names below the package."""
    found = set()
    for full in imported(MODULES[name]):
        package, _, below = full.partition(".")
        if package == "htsd_cli" and below in MODULES and below:
            found.add(below)
    return found - {name}


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


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_from_the_floors_below_it(name: str) -> None:
    here = top(name)
    wrong = {
        other for other in own_imports(name) if top(other) != here and FLOORS[top(other)] >= FLOORS[here]
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


@pytest.mark.parametrize("name", MODULES)
def test_a_library_is_imported_only_where_it_belongs(name: str) -> None:
    libraries = {full.split(".")[0] for full in imported(MODULES[name])}
    assert {library for library in libraries & set(PLACES) if top(name) not in PLACES[library]} == set()


@pytest.mark.parametrize("name", [name for name in MODULES if top(name) != "cli"])
def test_only_the_commands_print(name: str) -> None:
    # What a reader hears from a program it runs is called `stdout` too, and is no print.
    streams = () if top(name) == "readers" else ("stdout", "stderr")
    spoken = [
        f"line {node.lineno}"
        for node in ast.walk(MODULES[name])
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and node.attr in streams)
    ]
    assert spoken == []


@pytest.mark.parametrize("name", MODULES)
def test_every_public_module_class_and_function_says_what_it_is(name: str) -> None:
    tree = MODULES[name]
    assert ast.get_docstring(tree), "the module"
    assert list(undocumented(tree, "")) == []


def undocumented(node: ast.Module | ast.ClassDef, prefix: str) -> Iterator[str]:
    for part in node.body:
        if not isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        if part.name.startswith("_"):
            continue
        if not ast.get_docstring(part):
            yield prefix + part.name
        if isinstance(part, ast.ClassDef):
            yield from undocumented(part, f"{part.name}.")


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
