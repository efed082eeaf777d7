"""Names of files and folders made from units' names, such as every system takes."""

from __future__ import annotations

import re

from htsd_cli.language.vietnamese import composed

LONGEST = 60  # letters of a name; the rest of the way to it must fit into Windows' 260 too
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def safe_name(name: str, longest: int = LONGEST) -> str:
    """Return a name without the characters Windows forbids in a file's name, and no longer than it allows.

    `""` when nothing is left of it.
    """
    plain = composed(name).encode("utf-8", "replace").decode("utf-8")
    allowed = "".join("-" if char in '<>:"/\\|?*' or not char.isprintable() else char for char in plain)
    short = " ".join(allowed.split())[:longest].strip(" .")
    return f"_{short}" if _DEVICES.fullmatch(short) else short


def safe_file_name(name: str, longest: int = LONGEST, instead: str = "tep") -> str:
    """Return a file's name made safe; its ending (`.docx`) stays, and `instead` stands for what has no letters."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem or not 0 < len(ending.strip()) <= 5:
        return safe_name(name, longest) or instead
    ending = f".{safe_name(ending)}"
    return (safe_name(stem, longest - len(ending)) or instead) + ending


def unlike(name: str, taken: set[str]) -> str:
    """Return a name no other has, with a number behind it where one has; the name is then among `taken`.

    Names that differ only in capitals are one name to Windows.
    """
    tried, number = name, 1
    while tried.casefold() in taken:
        number += 1
        tried = f"{name} ({number})"
    taken.add(tried.casefold())
    return tried
