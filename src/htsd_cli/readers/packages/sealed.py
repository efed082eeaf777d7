"""Whether a sheet of decisions is still what we wrote, with nothing typed in it: then there is nothing to read in it.

Of a campaign with thousands of reports the sheet holds more rows than all its reports. A seal among the workbook's
own properties, there only where nothing was typed, is the digest of its sheets; whatever saves a workbook writes these
anew.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

SEAL = "htsd-untouched"  # the property's name
NO_SEAL = "0" * 64
_PROPERTIES = "docProps/custom.xml"
_LARGEST = 1 << 16  # bytes of the properties
_SHEETS = ("xl/worksheets/", "xl/sharedStrings.xml")


class Part(NamedTuple):
    """A part of a package by what its directory says of its content: name, checksum, bytes."""

    name: str
    checksum: int
    size: int

    @property
    def is_sheet(self) -> bool:
        """Whether it holds what stands in cells."""
        return self.name.startswith(_SHEETS)


def seal_of(parts: Iterable[Part]) -> str:
    """Return the seal of a workbook with these parts."""
    lines = sorted(f"{part.name} {part.checksum:08x} {part.size}" for part in parts if part.is_sheet)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def is_untouched(path: Path) -> bool:
    """Return whether a workbook bears the seal of its own sheets; False also for what cannot be read."""
    try:
        with zipfile.ZipFile(path) as package:
            found = package.getinfo(_PROPERTIES)
            if found.file_size > _LARGEST:
                return False
            properties = package.read(found)
            parts = [Part(item.filename, item.CRC, item.file_size) for item in package.infolist()]
    except (OSError, ValueError, KeyError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile):
        return False
    borne = re.search(rf'name="{SEAL}"><vt:lpwstr>([0-9a-f]{{64}})<'.encode(), properties)
    return borne is not None and borne[1].decode() == seal_of(parts)
