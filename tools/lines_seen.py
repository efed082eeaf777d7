"""A plugin of pytest: which tests run which lines, for the lines that `HTSD_LINES` names.

`HTSD_LINES` is a JSON file `{module file: [lines]}`; `HTSD_SEEN` is written as `{"file:line": [[seconds, test], …]}`,
with the key `file` for tests that call anything of that module.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

_LINES = {
    file: frozenset(lines)
    for file, lines in json.loads(Path(os.environ["HTSD_LINES"]).read_text(encoding="utf-8")).items()
}
_seen: dict[str, list[tuple[float, str]]] = defaultdict(list)
_now: set[str] = set()
_failed: set[str] = set()


def _called(frame: FrameType, _event: str, _arg: object) -> Any:
    lines = _LINES.get(frame.f_code.co_filename)
    if lines is None:
        return None
    file = frame.f_code.co_filename
    _now.add(file)
    first = frame.f_code.co_firstlineno
    last = max((line for _, _, line in frame.f_code.co_lines() if line), default=first)
    if not any(first <= line <= last for line in lines):
        return None

    def at(frame: FrameType, event: str, _arg: object) -> Any:
        if event == "line" and frame.f_lineno in lines:
            _now.add(f"{file}:{frame.f_lineno}")
        return at

    return at


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Trace one test with its fixtures."""
    _now.clear()
    begun = time.process_time()
    sys.settrace(_called)
    yield
    sys.settrace(None)
    took = time.process_time() - begun
    for place in _now:
        _seen[place].append((took, item.nodeid))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember what fails by itself: it says nothing of a fault."""
    if report.failed:
        _failed.add(report.nodeid)


def pytest_sessionfinish() -> None:
    """Write what was seen, of tests that pass."""
    seen = {place: [item for item in tests if item[1] not in _failed] for place, tests in _seen.items()}
    Path(os.environ["HTSD_SEEN"]).write_text(json.dumps(seen), encoding="utf-8")
