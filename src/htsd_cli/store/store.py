"""The store: an embedded database with what was understood of each file, so that nothing is read twice.

It is a help and never a truth: whatever is missing, damaged or of another version in it is read again from the file
itself, whoever holds it locked is not waited for long, and it can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from htsd_cli.store.kept import DamagedError, from_bytes, to_bytes
from htsd_cli.values.findings import Fate
from htsd_cli.values.submission import Submission

_LAYOUT = 1  # of the database: one of another is made anew
_PATIENCE = 2.0  # seconds for another run that writes
_DAYS = 120  # what nothing asked for so long is thrown away
_LASTING = ("scanned-file", "password-protected")  # refusals that only the file's bytes decide
_TABLE = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, basis TEXT, used INTEGER, body BLOB)"

Value = TypeVar("Value")


@dataclass(slots=True)
class Told:
    """What a run had of its store: how many files were taken from it, were new to it, of another version, damaged.

    `broken` says that the database as a whole could not be used and was made anew, `locked` that it was passed over
    because another run or the system would not give it.
    """

    known: int = 0
    new: int = 0
    other_version: int = 0
    damaged: int = 0
    broken: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A file's place in the store, and how the file stood on the disk when its content was looked at."""

    key: bytes
    path: Path
    stamp: tuple[int, int]


class Store:
    """A store at a path; `basis` is what its content rests on beside the files. Opened when first asked.

    None of its methods raises for what is wrong with the database or its place.
    """

    def __init__(self, path: Path, basis: str) -> None:
        self.path = path
        self.told = Told()
        self._basis = basis
        self._database: sqlite3.Connection | None = None
        self._closed = False
        self._today = int(time.time()) // 86400
        self._asked: list[bytes] = []

    def place_of(self, path: Path, name: str) -> Place | None:
        """Return where a file called `name` has its place, None when it cannot be read.

        The last part of the name belongs to it: a report that does not say whose it is, is known by that.
        """
        try:
            stamp = _stamp(path)
            with path.open("rb") as stream:
                content = hashlib.file_digest(stream, "sha256").digest()
        except OSError:
            return None
        called = name.replace("\\", "/").rsplit("/", 1)[-1]
        key = hashlib.sha256(content + called.encode("utf-8", "surrogatepass")).digest()
        return Place(key, path, stamp)

    def understood(self, place: Place, name: str) -> Submission | None:
        """Return what was understood of a file before, called `name` now; None when it must be read."""
        row = self._ask(lambda database: _row(database, place.key), None)
        if row is None:
            self.told.new += 1
            return None
        basis, body, used = row
        if basis != self._basis:
            self.told.other_version += 1
            return None
        try:
            submission = from_bytes(body, name)
        except DamagedError:
            self.told.damaged += 1
            return None
        self.told.known += 1
        if used != self._today:
            self._asked.append(place.key)
        return submission

    def keep(self, understood: Mapping[Place, tuple[Submission, bytes | None]]) -> None:
        """Keep what was understood of files, with its bytes where these were made.

        Left out are files that changed meanwhile and those that may be understood another time.
        """
        rows = [
            (place.key, self._basis, self._today, kept or to_bytes(submission))
            for place, (submission, kept) in understood.items()
            if _lasts(submission) and _unchanged(place)
        ]
        self._write(rows)

    def recalled(self, key: bytes, basis: str) -> bytes | None:
        """Return the bytes that were noted under a key, None for none or those of another basis."""
        row = self._ask(lambda database: _row(database, key), None)
        if row is None or row[0] != basis:
            return None
        if row[2] != self._today:
            self._asked.append(key)
        return row[1]

    def note(self, notes: Mapping[bytes, bytes], basis: str) -> None:
        """Keep other bytes by their keys, each a digest of what they tell of."""
        self._write([(key, basis, self._today, body) for key, body in notes.items()])

    def close(self) -> None:
        """Close it; what nobody asked for in a long time is thrown away."""
        asked, self._asked = self._asked, []

        def tidy(database: sqlite3.Connection) -> None:
            with database:
                database.executemany(
                    "UPDATE kept SET used = ? WHERE key = ?", [(self._today, key) for key in asked]
                )
                database.execute("DELETE FROM kept WHERE used < ?", (self._today - _DAYS,))

        if asked:
            self._ask(tidy, None)
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database, self._closed = None, True

    def _write(self, rows: Sequence[tuple[bytes, str, int, bytes]]) -> None:
        def write(database: sqlite3.Connection) -> None:
            with database:
                database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)

        if rows:
            self._ask(write, None)

    def _ask(self, question: Callable[[sqlite3.Connection], Value], otherwise: Value) -> Value:
        """Return the database's answer; one that cannot be used is made anew once, else it is passed over."""
        for _ in range(2):
            if self._closed:
                return otherwise
            try:
                if self._database is None:
                    self._database = _opened(self.path)
                return question(self._database)
            except (OSError, sqlite3.OperationalError):  # locked, read-only, no room, no such place
                self.told.locked = True
                self._give_up()
            except (sqlite3.DatabaseError, OverflowError, TypeError, ValueError):
                self._give_up()
                if self.told.broken or not _removed(self.path):
                    self.told.locked = True
                else:
                    self.told.broken, self._closed = True, False
        return otherwise

    def _give_up(self) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database, self._closed = None, True


def _opened(path: Path) -> sqlite3.Connection:
    """Return the database at a path, made where there is none. One that cannot be written is read all the same."""
    new = not path.exists()
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        if new:
            path.chmod(0o600)
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA synchronous = NORMAL")
        (layout,) = database.execute("PRAGMA user_version").fetchone()
        if layout == 0:
            with database:
                database.execute(_TABLE)
                database.execute(f"PRAGMA user_version = {_LAYOUT}")
        elif layout != _LAYOUT:
            raise sqlite3.DatabaseError("of another layout")
    except BaseException:
        database.close()
        raise
    return database


def _row(database: sqlite3.Connection, key: bytes) -> tuple[str, bytes, int] | None:
    row = database.execute("SELECT basis, body, used FROM kept WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    basis, body, used = row
    if not (isinstance(basis, str) and isinstance(body, bytes)):
        raise ValueError
    return basis, body, used


def _removed(path: Path) -> bool:
    """Delete a database of ours and what SQLite keeps beside it; return whether it is gone."""
    try:
        for name in (f"{path.name}-journal", f"{path.name}-wal", f"{path.name}-shm", path.name):
            path.with_name(name).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _unchanged(place: Place) -> bool:
    try:
        return _stamp(place.path) == place.stamp
    except OSError:
        return False


def _lasts(submission: Submission) -> bool:
    """Whether the file would be understood so at any time: not after a shortage of time, memory or a program."""
    return all(item.fate is not Fate.UNREADABLE or item.code in _LASTING for item in submission.findings)
