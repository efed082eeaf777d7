"""A process that dies at a chosen step of its writing, as by a kill: nothing of it is tidied up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any

STEPS = ("replace", "rename", "link", "unlink", "remove", "rmdir", "mkdir", "fsync")
_DIED, _ENDED, _FAILED = 77, 78, 79


def dies_at(step: int, work: Callable[[], object], names: Sequence[str] = STEPS) -> bool:
    """Do the work in a child that dies just before its `step`-th change of the disk; False when it ended before.

    `names` are the calls of `os` that count as changes.
    """
    child = os.fork()
    if child == 0:
        status = _FAILED
        try:
            _count(step, names)
            work()
            status = _ENDED
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (_DIED, _ENDED), "the work itself failed"
    return code == _DIED


def deaths(
    work: Callable[[], object],
    every: int = 1,
    prepare: Callable[[], object] = lambda: None,
    names: Sequence[str] = STEPS,
    first: int = 0,
) -> Iterator[int]:
    """Yield after each death of the work, one at each step (or every so many), until it lives to its end.

    `prepare` is called before each.
    """
    step = first
    while True:
        prepare()
        if not dies_at(step, work, names):
            return
        yield step
        step += every


def _count(step: int, names: Sequence[str]) -> None:
    left = step

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def at_a_step(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            if left == 0:
                os._exit(_DIED)
            left -= 1
            return call(*arguments, **named)

        return at_a_step

    for name in names:
        setattr(os, name, counted(getattr(os, name)))
