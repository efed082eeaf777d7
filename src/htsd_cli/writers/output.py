"""Puts an output on the disk whole or not at all, and the same bytes for the same content.

Outputs that belong together go through `writers.sets`.
"""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from htsd_cli.writers.sets.disk import patiently, placed

_QUICK = 3  # how hard what comes in pieces is packed: a third of the time, and a fifth larger
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the zip format's first moment: no clock in our outputs


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and rename it there, so that the file is whole or absent.

    Raises as `write_pieces` does.
    """
    write_pieces(path, (content,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a content that comes in pieces beside `path` and rename it there.

    Raises `OSError`, which names the place, when the folder cannot be written, its disk is full, or the file is open
    in another program.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".htsd-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(pieces)
        temporary.chmod(0o644)
        patiently(lambda: temporary.replace(path))
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            raise placed(error, path) from error
        raise


def made_in(year: int | None) -> datetime:
    """Return the moment that an output says it was made at: the year's first, no clock; 2000 where none is known."""
    return datetime(year or 2000, 1, 1)


def without_clock(
    package: bytes, mend: Callable[[str, bytes], bytes | Iterable[bytes]] = lambda _part, content: content
) -> bytes:
    """Return an Office package (.docx, .xlsx) with the time stamps of its zip entries set to a fixed moment.

    `mend` gets each part's name and content and returns the content to write, whole or in pieces.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            content = mend(name, source.read(name))
            if isinstance(content, bytes):
                target.writestr(entry, content)
                continue
            entry._compresslevel = _QUICK  # type: ignore[attr-defined]  # an entry with its own date has no other way
            with target.open(entry, "w", force_zip64=True) as stream:
                for piece in content:
                    stream.write(piece)
    return out.getvalue()


def notepad(text: str) -> bytes:
    """Return a text as Notepad of any Windows shows it: UTF-8 with its mark, lines ended the Windows way."""
    return ("\ufeff" + text.replace("\n", "\r\n") + "\r\n").encode("utf-8", "replace")
