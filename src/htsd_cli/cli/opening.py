"""Opening a result with the program that belongs to it, as a double click does."""

from __future__ import annotations

from pathlib import Path

import typer

from htsd_cli.cli.terminal import echo


def open_result(path: Path) -> bool:
    """Open a file or folder as a double click does; where that is not possible say where it is."""
    try:
        opened = path.exists() and typer.launch(str(path.resolve())) == 0
    except OSError:
        opened = False
    if not opened:
        echo(f"Không tự mở được; hãy mở: {path}", stderr=True)
    return opened
