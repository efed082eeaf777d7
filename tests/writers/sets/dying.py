"""What a process leaves on the disk that dies at a chosen step of its writing, as by a kill: nothing is tidied up.

What a dead process leaves is what stood there before the change it did not come to. So the work is done once, here,
and what stands there before each change is kept; a process that really dies leaves the same, which a test holds.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

STEPS = ("replace", "rename", "link", "unlink", "remove", "rmdir", "mkdir", "fsync")
_DIED, _ENDED, _FAILED = 77, 78, 79


def deaths(
    work: Callable[[], object], folder: Path, every: int = 1, names: Sequence[str] = STEPS, first: int = 0
) -> Iterator[int]:
    """Do the work; then yield with the folder as each death at a step (or every so many) would leave it.

    `names` are the calls of `os` that count as changes. The work writes into the folder alone.
    """
    step = 0
    kept: list[tuple[int, Path]] = []
    with tempfile.TemporaryDirectory() as place:

        def keep() -> None:
            nonlocal step
            if step >= first and (step - first) % every == 0:
                copy = Path(place, str(step))
                kept.append((step, copy))
                if folder.exists():
                    _copy(folder, copy)
            step += 1

        with _before_each(keep, names):
            work()
        for at, copy in kept:
            shutil.rmtree(folder, ignore_errors=True)
            if copy.exists():
                shutil.move(copy, folder)
            yield at


def dies_at(step: int, work: Callable[[], object], names: Sequence[str] = STEPS) -> bool:
    """Do the work in a child that dies just before its `step`-th change of the disk; False when it ended before."""
    child = os.fork()
    if child == 0:
        status, left = _FAILED, step

        def die() -> None:
            nonlocal left
            if left == 0:
                os._exit(_DIED)
            left -= 1

        try:
            with _before_each(die, names):
                work()
            status = _ENDED
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (_DIED, _ENDED), "the work itself failed"
    return code == _DIED


@contextmanager
def _before_each(act: Callable[[], None], names: Sequence[str]) -> Iterator[None]:
    """Have `act` called before each change of the disk; what it changes itself does not count."""
    acting = False

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def at_a_step(*arguments: Any, **named: Any) -> Any:
            nonlocal acting
            if not acting:
                acting = True
                act()
                acting = False
            return call(*arguments, **named)

        return at_a_step

    calls = {name: getattr(os, name) for name in names}
    for name, call in calls.items():
        setattr(os, name, counted(call))
    try:
        yield
    finally:
        for name, call in calls.items():
            setattr(os, name, call)


def _copy(folder: Path, target: Path) -> None:
    """Copy a folder; two names of one file stay two names of one, which a renaming looks at."""
    copies: dict[int, str] = {}

    def copied(source: str, copy: str) -> None:
        first = copies.setdefault(os.lstat(source).st_ino, copy)
        if first is copy:
            shutil.copy2(source, copy, follow_symlinks=False)
        else:
            os.link(first, copy)

    shutil.copytree(folder, target, symlinks=True, copy_function=copied)
