"""What comes with the program: the folders of its forms, and what holds where an `htsd.toml` says nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from htsd_cli.form.toml_file import read_toml

DEFAULT_FORM = "htsd-2024"  # its folder also has the templates that any form without its own takes
FORM_FILE = "form.toml"
REPORT_TEMPLATE = "bao-cao-tong-hop.docx"
SHARED_FILE = "chung.toml"  # beside the forms' folders: what all forms share
SHARED_TEMPLATES = "chung"  # beside it: the Word templates of forms that have none of their own
USUAL_FILE = "htsd.toml"  # beside them: the campaign of an office that says nothing


def templates_directory() -> Path:
    """Return the folder of forms: inside the installed package, else at the top of a source checkout."""
    installed = Path(__file__).parents[1] / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "templates"


def form_names() -> tuple[str, ...]:
    """Return the names of the forms that come with the program."""
    return tuple(path.parent.name for path in sorted(templates_directory().glob(f"*/{FORM_FILE}")))


@cache
def _usual() -> dict[str, Any]:
    return read_toml(templates_directory() / USUAL_FILE)


def usual(table: str, key: str) -> Any:
    """Return what holds for a key of an `htsd.toml` that does not say it; a list as a tuple.

    Raises `KeyError` for a key that has no such value.
    """
    value = _usual()[table][key]
    return tuple(value) if isinstance(value, list) else value
