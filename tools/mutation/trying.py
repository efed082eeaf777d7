"""Plugins of pytest: which tests run which lines, and whether one of them fails when a line is at fault.

Nothing is written into the project: the functions at fault are put into a fork of the process that has already
imported everything and found the tests, and die with it.
"""

from __future__ import annotations

import ast
import functools
import gc
import inspect
import json
import math
import os
import resource
import signal
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple

import coverage
import pytest
from _pytest.runner import runtestprotocol

from tools.mutation.faults import Fault, changed, spoilt, whole

_ROOT = Path(__file__).resolve().parents[2]
_MEMORY = 3 << 30
_EARLY = "early"


class Limits(NamedTuple):
    """How many tests are run for one fault: `most` of those that run its line, and some of its module.

    A third of the first are the quickest, a third those that run most of what few others run of the module, the rest
    the quickest of each file in turn.

    `beside` are those of its module: what a cache hands on is not seen to run. `longest` are the seconds of
    processor time that all together took while they were watched, some times what they take without.
    """

    most: int
    beside: int
    longest: float


class Seen(NamedTuple):
    """What was seen of the tests that pass: the seconds each takes, and which run a line or any line of a module.

    A line is known by its module, its text, and how many like it stand above: lines may move. `early` are those
    that are run while tests are imported, as what a test keeps for all its cases.
    """

    limits: Limits
    seconds: dict[str, float]
    tests: dict[str, set[str]]
    early: set[str]
    weights: dict[str, dict[str, float]]  # kept by `_meant`

    def add(self, file: Path) -> None:
        """Add what `Watch` wrote of a file of tests."""
        seconds, places, early = json.loads(file.read_text(encoding="utf-8"))
        names = list(seconds)
        self.seconds.update(seconds)
        self.early.update(early)
        for place, numbers in places.items():
            found = {names[number] for number in numbers}
            self.tests.setdefault(place, set()).update(found)
            self.tests.setdefault(place.split(":")[0], set()).update(found)

    def is_early(self, fault: Fault) -> bool:
        """Return whether a fault's line is run while tests are imported."""
        return not fault.inside or _place(fault.module, fault.line) in self.early

    def near(self, fault: Fault) -> list[str]:
        """Return the tests that may feel a fault: of its line those named for its module, the quickest, those meant for
        the module, some of each file, then some of its module. The line of a value with a name is that of its users."""
        places = [fault.line] if fault.inside else sorted(_users(fault.module).get(fault.line, ()))
        lines = set[str]().union(*(self.tests.get(_place(fault.module, line), ()) for line in places))
        first = self._chosen(fault.module, lines, self.limits.most)
        other = self.tests.get(_named(fault.module), set()) - set(first)
        if not fault.inside:  # a test that reads a value runs no line of its module
            other |= {test for test in self.seconds if _takes_from(test.split("::")[0], fault.module)} - set(
                first
            )
        unseen = self.is_early(fault) or not lines  # a line that was not there when the tests were watched
        return self._within(
            first + self._chosen(fault.module, other, self.limits.most if unseen else self.limits.beside)
        )

    def _chosen(self, module: Path, tests: set[str], most: int) -> list[str]:
        own, meant = f"/test_{module.stem}.py::", self._meant(_named(module))
        quickest = sorted(tests, key=lambda test: (own not in test, self.seconds[test]))
        chosen = quickest[: most // 3]
        chosen += sorted(quickest[most // 3 :], key=lambda test: -meant[test])[: most // 3]
        left = set(quickest).difference(chosen)
        return [*chosen, *_of_each_file([test for test in quickest if test in left])][:most]

    def _meant(self, module: str) -> dict[str, float]:
        """Return for each test of a module how much it runs of what few others run, however quick it is."""
        if module not in self.weights:
            weights: dict[str, float] = defaultdict(float)
            for place, tests in self.tests.items():
                if place.startswith(f"{module}:"):
                    for test in tests:
                        weights[test] += 1 / len(tests)
            self.weights[module] = weights
        return self.weights[module]

    def _within(self, tests: Sequence[str]) -> list[str]:
        """Return as many tests as there is time for, in order; one that takes too long stands in no other's way."""
        chosen, spent = [], 0.0
        for test in tests:
            if spent + self.seconds[test] <= self.limits.longest:
                chosen.append(test)
                spent += self.seconds[test]
        return chosen or [*tests[:1]]

    def allowed(self, tests: Sequence[str]) -> int:
        """Return the seconds of processor time these tests may take with a fault."""
        return math.ceil(10 + 3 * sum(map(self.seconds.__getitem__, tests)))


class Watch:
    """Writes into `folder`, a file for each of tests, what each test runs of some modules.

    It runs it itself, or in what is made for it and others.
    """

    def __init__(self, modules: Sequence[Path], folder: Path) -> None:
        self.folder = folder
        for module in modules:
            _texts(module)  # as they are now: somebody may be at work on them
        self.data = coverage.Coverage(
            data_file=None, include=[str(module) for module in modules], config_file=False
        )
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()
        self.users: dict[str, set[str]] = defaultdict(set)  # of what is made for several tests
        self.data.start()
        self.data.switch_context(_EARLY)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Watch one test with its fixtures."""
        self.data.switch_context(item.nodeid)
        begun = time.process_time()
        yield
        self.seconds[item.nodeid] = time.process_time() - begun
        for made in getattr(item, "_fixtureinfo").name2fixturedefs.values():  # noqa: B009
            self.users[_made(made[-1])].add(item.nodeid)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
    ) -> Iterator[None]:
        """Watch apart what is made once for several tests."""
        if fixturedef.scope == "function":
            yield
            return
        self.data.switch_context(_made(fixturedef))
        yield
        self.data.switch_context(
            request._pyfuncitem.nodeid
        )  # of one made for another, too: rather one too many

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember what fails by itself or is skipped: it says nothing of a fault."""
        if not report.passed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write what was seen."""
        self.data.stop()
        data = self.data.get_data()
        files: dict[str, list[str]] = defaultdict(list)
        for name in self.seconds:
            files[name.split("::")[0]].append(name)
        number = {name: place for names in files.values() for place, name in enumerate(names)}
        places: dict[str, dict[str, list[int]]] = {file: defaultdict(list) for file in files}
        early: list[str] = []
        for module in data.measured_files():
            for line, contexts in data.contexts_by_lineno(module).items():
                place, names = _place(Path(module), line), set(contexts)
                names |= {user for name in names for user in self.users.get(name, ())}
                for name in (names - self.failed) & number.keys():
                    places[name.split("::")[0]][place].append(number[name])
                early += [place] if _EARLY in names else []
        for file, tests in files.items():
            seconds = {name: self.seconds[name] for name in tests}
            kept(self.folder, file).write_text(json.dumps([seconds, places[file], early]), encoding="utf-8")


def kept(folder: Path, file: str) -> Path:
    """Return where `Watch` writes what it saw of a file of tests, as the file is now."""
    return folder / f"{file.replace('/', '.')}.{zlib.crc32(Path(file).read_bytes()):08x}.json"


class Trial:
    """Tries faults inside functions, each in a fork; `killed` are those a test fails with, the others are printed."""

    def __init__(self, faults: Sequence[Fault], seen: Seen) -> None:
        self.faults, self.seen = faults, seen
        self.killed: list[Fault] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run for each fault the tests near it instead of all tests once."""
        items = {item.nodeid: item for item in session.items}
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # one for all forks
        quickest = sorted(session.items, key=lambda item: -self.seen.seconds.get(item.nodeid, math.inf))
        several = Counter(item.path for item in session.items)
        for item in {item.path: item for item in quickest}.values():
            # What is made once for a process is there before it forks; of a file with one test, all it read would be.
            if several[item.path] > 1:
                _fails(item, None)
        live = _functions({str(fault.module) for fault in self.faults})
        codes = {module: whole(module) for module in {fault.module for fault in self.faults}}
        for fault in self.faults:
            near = [test for test in self.seen.near(fault) if test in items]
            tests = [items[test] for test in _by_file(near)]

            def attempt(fault: Fault = fault, tests: Sequence[pytest.Item] = tests) -> bool:
                for old, new in changed(codes[fault.module], spoilt(fault)):
                    for function in live.get(old, []):
                        function.__code__ = new
                return any(map(self._fails_in_time, tests, [*tests[1:], None]))

            if fails(attempt, self.seen.allowed(near)):
                self.killed.append(fault)
            elif not self.seen.is_early(fault):
                print(f"not near {fault}", flush=True)
        return True

    def _fails_in_time(self, item: pytest.Item, after: pytest.Item | None) -> bool:
        """Return whether a test fails, or end this process where the test goes round for ever or waits for ever."""
        seconds = self.seen.seconds[item.nodeid]
        signal.setitimer(signal.ITIMER_VIRTUAL, 5 + 10 * seconds)  # the readers' own clock is another
        signal.setitimer(signal.ITIMER_REAL, 60 + 50 * seconds)
        return _fails(item, after)


def import_spoilt(fault: Fault) -> None:
    """Let Python find a module with a fault in it when it imports it; for a process that has not done so yet."""
    get_code = SourceFileLoader.get_code

    def get(self: SourceFileLoader, name: str) -> CodeType | None:
        return spoilt(fault) if Path(self.path) == fault.module else get_code(self, name)

    SourceFileLoader.get_code = get  # type: ignore[method-assign, assignment]


def fails(attempt: Callable[[], bool], seconds: int) -> bool:
    """Return whether an attempt in a fork is true, breaks, or takes more processor time than this; it says nothing.

    What it started and left behind ends with it.
    """

    def limited() -> bool:
        os.setpgid(0, 0)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        signal.alarm(20 * seconds)  # what waits for ever
        return attempt()

    return forked(limited)


def forked(attempt: Callable[[], bool]) -> bool:
    """Return whether an attempt in a fork is true or breaks."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = int(attempt())
        finally:
            sys.stdout.flush()
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    with suppress(ProcessLookupError):  # a group of its own has no process left, or it had none
        os.killpg(child, signal.SIGKILL)
    return status != 0


def _fails(item: pytest.Item, after: pytest.Item | None) -> bool:
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=after))


def _of_each_file(tests: Sequence[str]) -> list[str]:
    """Return tests with the first of each file before the second of any: a line of many tests is tried by all kinds."""
    above: dict[str, int] = defaultdict(int)
    ranks = []
    for test in tests:
        file = test.split("::")[0]
        ranks.append(above[file])
        above[file] += 1
    return [test for _, test in sorted(zip(ranks, tests, strict=True), key=lambda pair: pair[0])]


def _by_file(tests: Sequence[str]) -> list[str]:
    """Return tests with those of a file together, so that what they share is made once; the quickest file first."""
    files: dict[str, list[str]] = defaultdict(list)
    for test in tests:
        files[test.split("::")[0]].append(test)
    return [test for file in files.values() for test in file]


@functools.cache
def _texts(module: Path) -> list[str]:
    """Return the lines of a module, each with the number of those like it above."""
    above: dict[str, int] = defaultdict(int)
    out = []
    for line in module.read_text(encoding="utf-8").splitlines():
        out.append(f"{line.strip()} {above[line.strip()]}")
        above[line.strip()] += 1
    return out


@functools.cache
def _users(module: Path) -> dict[int, set[int]]:
    """Return for each line of a module that names a value the lines that use the name, through other names too."""
    body = ast.parse(module.read_bytes()).body
    given = [top for top in body if isinstance(top, ast.Assign | ast.AnnAssign | ast.AugAssign)]
    uses: dict[str, set[int]] = defaultdict(set)
    names: dict[int, set[str]] = defaultdict(set)
    for top in body:
        for part in ast.walk(top):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
                uses[part.id].add(part.lineno)
            elif isinstance(part, ast.Name) and top in given:
                for line in range(top.lineno, (top.end_lineno or top.lineno) + 1):
                    names[line].add(part.id)
    out: dict[int, set[int]] = {}
    for line in names:
        found: set[int] = set()
        wanted = {line}
        while wanted:
            more = {use for at in wanted for name in names.get(at, ()) for use in uses[name]}
            wanted = more - found
            found |= more
        out[line] = found
    return out


@functools.cache
def _takes_from(file: str, module: Path) -> bool:
    """Return whether a file of tests imports a module by its name."""
    name = ".".join((*module.parts[-2:-1], module.stem))
    return f"{name} import" in (_ROOT / file).read_text(encoding="utf-8")


def _named(module: Path) -> str:
    return "/".join(module.parts[-3:])


def _place(module: Path, line: int) -> str:
    return f"{_named(module)}:{_texts(module)[line - 1]}"


def _made(fixture: pytest.FixtureDef[object]) -> str:
    return f"made: {fixture.baseid} {fixture.argname}"


def _file(function: functools._lru_cache_wrapper[object]) -> str:
    code = getattr(inspect.unwrap(function), "__code__", None)
    return code.co_filename if code else ""


def _functions(files: set[str]) -> Mapping[CodeType, list[FunctionType]]:
    """Return the functions of some files that live in this process, by their code.

    What any function of the project keeps is forgotten: it may come of a line at fault.
    """
    gc.unfreeze()
    found: dict[CodeType, list[FunctionType]] = defaultdict(list)
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename in files:
            found[thing.__code__].append(thing)
        elif isinstance(thing, functools._lru_cache_wrapper) and _file(thing).startswith(f"{_ROOT}/"):
            thing.cache_clear()
    gc.freeze()
    return found
