"""Puts an output on the disk whole or not at all, and the same bytes for the same content."""

from __future__ import annotations

import errno
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the zip format's first moment: no clock in our outputs


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and rename it there, so that the file is whole or absent.

    Raises `OSError` when the folder cannot be written or the file is open in another program.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def without_clock(
    package: bytes, mend: Callable[[str, bytes], bytes] = lambda _part, content: content
) -> bytes:
    """Return an Office package (.docx, .xlsx) with the time stamps of its zip entries set to a fixed moment.

    `mend` gets each part's name and content and returns the content to write.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            target.writestr(entry, mend(name, source.read(name)))
    return out.getvalue()


class OutputExists(ValueError):  # noqa: N818 - it names the state a person must resolve
    """A file of another content already stands where an output should go; `str()` says so in Vietnamese."""


@contextmanager
def staged(folder: Path, *, keep_existing: bool = False) -> Iterator[Path]:
    """Give a folder to write outputs into; when the block ends well they all move to `folder`, else none does.

    A folder among them takes the place of the one of its name, whole: nothing of the old one stays.
    With `keep_existing` a file that is already there with another content is never overwritten.
    Raises `OutputExists` for that, and `OSError` when `folder` cannot be made or written.
    """
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        stage = Path(tempfile.mkdtemp(dir=folder, prefix=".htsd-"))
        try:
            yield stage
            written = sorted(stage.iterdir())
            for path in written:
                target = folder / path.name
                if keep_existing and target.is_file() and target.read_bytes() != path.read_bytes():
                    raise OutputExists(
                        f"Đã có tệp {target} với nội dung khác. Hãy đổi tên hoặc chuyển tệp ấy đi rồi chạy lại."
                    )
                _refuse_blocked(target, path)
            # Folders first: when one cannot be moved, the files are still as they were.
            for path in sorted(written, key=lambda path: not path.is_dir()):
                if path.is_dir():
                    _replace_folder(path, folder / path.name)
                else:
                    path.replace(folder / path.name)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except BaseException:
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise


def _replace_folder(made: Path, target: Path) -> None:
    """Put a folder in the place of another; where that fails the other one is back as it was."""
    aside = made.with_name(f"{made.name}.old")
    if target.exists():
        target.replace(aside)
    try:
        made.replace(target)
    except OSError:
        if aside.exists():
            aside.replace(target)
        raise


def _refuse_blocked(target: Path, made: Path) -> None:
    """Raise `OSError` before anything moves when a target is open elsewhere, read-only, or of another kind."""
    if target.is_dir() and made.is_dir():
        return
    if target.exists():
        with target.open("r+b"):  # a folder is none of a file's places
            pass
    if target.is_file() and made.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
