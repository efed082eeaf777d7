"""What an understanding rests on beside the file itself: the form, and the program's own reading parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from htsd_cli.form import Form

_PACKAGE = Path(__file__).parents[1]
# Whatever takes part between a file's bytes and its submission.
_READING = ("language", "values", "form", "roster", "readers", "interpret", "checks", "reading", "store")
_LIBRARIES = ("htsd-cli", "lxml", "pdfplumber", "pdfminer.six", "rapidfuzz", "msoffcrypto-tool")


def basis_of(form: Form) -> str:
    """Return what everything understood by this program with this form is known by: another one, another understanding.

    It covers the form as it was loaded, its own file, those of earlier forms beside it, and `readers_version`.
    """
    digest = hashlib.sha256(readers_version().encode("ascii"))
    digest.update(form.model_dump_json().encode("utf-8", "surrogatepass"))
    for path in sorted(form.directory.glob("*.toml")) if form.directory != Path() else ():
        digest.update(path.read_bytes())
    for name in form.earlier:
        digest.update(name.encode("utf-8", "surrogatepass"))
        if (own := Path(name, "form.toml")).is_file():
            digest.update(own.read_bytes())
    return digest.hexdigest()[:32]


def notes_basis(form: Form) -> str:
    """Return what everything found in the texts of reports rests on: the form, the readers, and whoever looks."""
    digest = hashlib.sha256(basis_of(form).encode("ascii"))
    _add_source(digest, ("consolidate",))
    return digest.hexdigest()[:32]


@cache
def readers_version() -> str:
    """Return what the program's reading parts are known by: a digest of their source, and of the libraries' versions.

    The same on every machine with the same program.
    """
    digest = hashlib.sha256()
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    _add_source(digest, _READING)
    return digest.hexdigest()[:32]


def _add_source(digest: hashlib._Hash, rooms: Iterable[str]) -> None:
    for room in rooms:
        for path in sorted((_PACKAGE / room).rglob("*.py"), key=lambda path: path.as_posix()):
            digest.update(f"\n{path.relative_to(_PACKAGE).as_posix()}\n".encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
