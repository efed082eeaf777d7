"""Opening a result with the program that belongs to it, as a double click does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from htsd_cli.cli.terminal import echo

_SOON = 3  # seconds in which what opens a file says that it cannot


def open_result(path: Path) -> bool:
    """Open a file or folder as a double click does; where that is not possible say where it is."""
    try:
        opened = path.exists() and _open(path.resolve())
    except OSError:
        opened = False
    if not opened:
        echo(f"Không tự mở được; hãy mở: {path}", stderr=True)
    return opened


def _open(path: Path) -> bool:
    """Hand a path to the system, never through a command line: there a "&" in a folder's name would end it."""
    if sys.platform == "win32":
        import os

        os.startfile(path)
        return True
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    started = subprocess.Popen(
        [opener, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return started.wait(timeout=_SOON) == 0
    except subprocess.TimeoutExpired:  # it shows the file itself, and stays with it
        return True
