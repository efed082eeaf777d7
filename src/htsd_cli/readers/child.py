"""Runs a reader in a process of its own, under limits of time and memory.

It is for parsers that are not ours and can hang or take memory without bound. The child is given a path and
nothing else, and of what it sends back only the values a document is made of are accepted. The limit of time is
one of processor time, so that a busy computer refuses nothing; it holds everywhere, the limit of memory where the
system knows one for a process (not on Windows).
"""

from __future__ import annotations

import importlib
import io
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from htsd_cli.readers.limits import guarded
from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.watch import Watch
from htsd_cli.values.document import Document

SECONDS = 15.0  # of processor time
_PATIENCE = 4  # times as long by the clock on the wall
_LOOK = 0.5  # seconds until it is looked at again
_GRACE = 5  # seconds more, after which the system ends it
MOST_MEMORY = 1 << 30  # bytes of address space

CHILD = "--htsd-child"  # tells a frozen program that it is the child
_BETWEEN = "\x01"  # between the entries of the path of modules, which may hold ":" and ";"
_START = (
    "import sys; sys.path[:] = sys.argv[1].split('\\x01'); "
    "from htsd_cli.readers.child import main; main(*sys.argv[2:])"
)
ACCEPTED = {
    ("htsd_cli.values.document", "Cell"),
    ("htsd_cli.values.document", "CellKind"),
    ("htsd_cli.values.document", "Document"),
    ("htsd_cli.values.document", "Paragraph"),
    ("htsd_cli.values.document", "Seen"),
    ("htsd_cli.values.document", "Sight"),
    ("htsd_cli.values.document", "Table"),
    ("htsd_cli.values.findings", "Fate"),
    ("htsd_cli.values.findings", "Finding"),
    ("htsd_cli.values.findings", "Mender"),
    ("htsd_cli.values.findings", "Severity"),
    ("htsd_cli.values.origin", "Origin"),
}


def read_in_child(
    target: str, path: Path, seconds: float = SECONDS, most_memory: int = MOST_MEMORY
) -> Document:
    """Return what the reader `target` ("module:function" of one path) makes of a file, run in a child process.

    Raises the reader's own `UnreadableFile`; else "reading-failed" when it takes longer than `seconds` or dies,
    and "too-large" when it needs more than `most_memory` bytes.
    """
    made = _made_in_child(target, path, seconds, most_memory)
    try:
        return Document(path, *made)
    except TypeError as error:
        raise UnreadableFile("reading-failed", "bộ đọc dừng đột ngột") from error


def drawn_in_child(
    target: str, path: Path, seconds: float = SECONDS, most_memory: int = MOST_MEMORY
) -> tuple[bytes, ...]:
    """Return the pictures that `target` ("module:function" of one path) draws of a file, run in a child process.

    Raises as `read_in_child` does.
    """
    made = _made_in_child(target, path, seconds, most_memory)
    return tuple(item for item in made if isinstance(item, bytes))


def _made_in_child(target: str, path: Path, seconds: float, most_memory: int) -> list[Any]:
    command = [sys.executable, "-I", "-X", "utf8", "-c", _START, _BETWEEN.join(sys.path)]
    if getattr(sys, "frozen", False):  # a program without a Python beside it starts itself as the child
        command = [sys.executable, CHILD]
    command += [target, str(path.absolute()), str(seconds), str(most_memory)]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        watch = Watch(child.pid, seconds + _GRACE, seconds * _PATIENCE)
        try:
            while True:
                try:
                    return _received(child.communicate(timeout=_LOOK)[0])
                except subprocess.TimeoutExpired as error:
                    if watch.over():
                        raise UnreadableFile(
                            "reading-failed", f"đọc quá {seconds:.0f} giây chưa xong"
                        ) from error
        finally:
            child.kill()


def answer(arguments: Sequence[str]) -> bool:
    """Be the child when a frozen program's arguments ask for it; return whether they did."""
    if list(arguments[1:2]) != [CHILD]:
        return False
    main(*arguments[2:])
    return True


def main(target: str, path: str, seconds: str, most_memory: str) -> None:
    """Be the child: read the file and write what came of it to the standard output."""
    _limit(int(float(seconds)) + _GRACE, int(most_memory))
    made: tuple[object, ...]
    try:
        module, _, function = target.partition(":")
        read: Callable[[Path], tuple[object, ...]] = getattr(importlib.import_module(module), function)
        result = guarded(partial(read, Path(path)), (Exception,), float(seconds))
        # A path is of another class on each system; the parent knows it anyway.
        made = ("read", *(result[1:] if isinstance(result, Document) else result))
    except UnreadableFile as error:
        made = ("unreadable", error.code, error.detail, error.cure)
    except (MemoryError, RecursionError):
        made = ("unreadable", "too-large", "nội dung cần quá nhiều bộ nhớ", "")
    except BaseException as error:  # a panic of a foreign library is no Exception
        made = ("unreadable", "reading-failed", f"bộ đọc gặp cấu trúc lạ ({type(error).__name__})", "")
    sys.stdout.buffer.write(pickle.dumps(made))
    sys.stdout.buffer.flush()


def _limit(seconds: int, most_memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, most_memory), (resource.RLIMIT_CPU, seconds)):
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            continue  # macOS refuses a limit of the address space


class _Accepting(pickle.Unpickler):
    """Builds nothing but the values a document is made of."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) in ACCEPTED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def _received(output: bytes) -> list[Any]:
    """Return the values a child sent. One that sent nothing, or something else, has died."""
    try:
        sort, *values = _Accepting(io.BytesIO(output)).load()
        if sort == "read":
            return list(values)
        code, detail, cure = values
    except Exception as error:
        raise UnreadableFile("reading-failed", "bộ đọc dừng đột ngột") from error
    raise UnreadableFile(code, detail, cure)
