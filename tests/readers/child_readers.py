"""Readers that misbehave, to be run in a child process."""

from __future__ import annotations

import os
import pickle
import sys
import time
from pathlib import Path

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, Document, Paragraph, Table


class Panic(BaseException):
    """What a foreign library raises past `except Exception`."""


class Order:
    """A pickled order to make a folder."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self.folder,)


def good(path: Path) -> Document:
    table = Table(((Cell("12", 1, 1), Cell("ô", 1, 2)),), number=1)
    notices = (finding("struck-text"), finding("legacy-font", fonts="VNI-Times"))
    return Document(path, "test", (Paragraph(path.read_text(encoding="utf-8"), 1), table), notices)


def refusing(path: Path) -> Document:
    raise UnreadableFile("old-format", "tệp cũ", "lưu lại")


def hanging(path: Path) -> Document:
    time.sleep(60)
    raise AssertionError


def busy(path: Path) -> Document:
    while True:
        pass


def greedy(path: Path) -> Document:
    held = [bytes(1 << 20) for _ in range(4096)]
    raise AssertionError(len(held))


def deep(path: Path) -> Document:
    return deep(path)


def panicking(path: Path) -> Document:
    raise Panic


def dying(path: Path) -> Document:
    os._exit(3)


def lying(path: Path) -> Document:
    """Send, instead of a document, an order to make a folder."""
    sys.stdout.buffer.write(pickle.dumps(("read", Order(str(path.with_name("made"))))))
    sys.stdout.buffer.flush()
    os._exit(0)
