"""The file that is sent back: the received one with remarks in it, in the nearest format that can hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal

from htsd_cli.form import Form
from htsd_cli.readers import UnreadableFile
from htsd_cli.readers.limits import guarded
from htsd_cli.readers.sniff import Kind, Sniffed, sniff
from htsd_cli.values.submission import Submission
from htsd_cli.writers.returns.annotate_word import annotate_word
from htsd_cli.writers.returns.annotate_workbook import annotate_workbook
from htsd_cli.writers.returns.remarks import Remark, remarks_on

Format = Literal["docx", "xlsx"]

_WORD = (Kind.HTML, Kind.MHTML, Kind.OLD_TEXT)
_EXCEL = (Kind.XLS, Kind.XLSB, Kind.ODS, Kind.FLAT_ODS, Kind.OLD_SHEET)
_ENDINGS: dict[Format, tuple[str, ...]] = {
    "docx": (".docx", ".docm", ".dotx", ".dotm"),
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
}


@dataclass(frozen=True, slots=True)
class Base:
    """What remarks on a received file can be written into: `path`, the file itself or what it was turned into.

    `format` is None when there is nothing; `was` names the received file's kind when it had to be turned.
    `received` is set when the file itself is read, not what it is turned into, so that the two may differ.
    """

    path: Path
    format: Format | None
    was: str = ""
    received: Path | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy with remarks: its name and bytes, and what the received file was, "" when of the same kind."""

    name: str
    content: bytes
    was: str = ""


@contextmanager
def bases(paths: Sequence[Path]) -> Iterator[Mapping[Path, Base]]:
    """Give for each received file what can be written into, all old kinds turned in one run of LibreOffice.

    What was turned is gone when the context ends. Never raises for what is in a file.
    """
    from htsd_cli.readers.converted.libreoffice import convert

    found: dict[Path, Base] = {}
    old: dict[Path, Sniffed] = {}
    turned: set[Path] = set()  # those that are read through LibreOffice too
    for path in paths:
        try:
            sniffed = guarded(partial(sniff, path))
        except UnreadableFile:
            found[path] = Base(path, None)
            continue
        if sniffed.kind in (Kind.OLD_TEXT, Kind.OLD_SHEET):
            turned.add(path)
        if sniffed.kind in _WORD:
            old[path] = sniffed._replace(kind=Kind.OLD_TEXT)
        elif sniffed.kind in _EXCEL:
            old[path] = sniffed._replace(kind=Kind.OLD_SHEET)
        else:
            formats: dict[Kind, Format] = {Kind.DOCX: "docx", Kind.XLSX: "xlsx"}
            found[path] = Base(path, formats.get(sniffed.kind))
    if not old:
        yield found
        return
    with convert(old) as converted:
        for path, entry in converted.items():
            made: Format = "docx" if old[path].kind is Kind.OLD_TEXT else "xlsx"
            format_ = made if entry.result is not None else None
            found[path] = Base(
                entry.result or path, format_, old[path].name, None if path in turned else path
            )
        yield found


def annotated(
    base: Base,
    name: str,
    submission: Submission,
    form: Form,
    author: str,
    day: date,
    read: Callable[[Path, str], Submission],
) -> Copy | None:
    """Return a received file's copy with remarks, None when it cannot be made so that it reads like the original.

    `name` is the file's own name, `submission` what was read of it, `read` reads a file under such a name. The
    remarks are signed `author` and dated `day`.
    """
    if base.format is None:
        return None
    remarks = tuple(_of_this_file(item, submission.file) for item in remarks_on(submission.findings, form))
    stem, ending = _split(name)
    if base.was:
        other = read(base.path, name)
        if base.received is not None and read(base.received, name).numbers != other.numbers:
            return None
        found = _same(remarks, remarks_on(other.findings, form))
        if found is None:
            return None
        remarks = found
    if base.was or ending.lower() not in _ENDINGS[base.format]:
        ending = f".{base.format}"
    try:
        if base.format == "docx":
            content = guarded(lambda: annotate_word(base.path, remarks, author, day))
        else:
            content = guarded(lambda: annotate_workbook(base.path, remarks, author))
        return Copy(stem + ending, content, base.was)
    except UnreadableFile:
        return None


def _of_this_file(remark: Remark, file: str) -> Remark:
    """Return a remark as it stands in a copy of one file: on the file as a whole where its place is in another."""
    elsewhere = remark.origin is not None and remark.origin.file not in (None, file)
    return replace(remark, origin=None) if elsewhere else remark


def _same(remarks: Sequence[Remark], others: Sequence[Remark]) -> tuple[Remark, ...] | None:
    """Return those of the others that say the same as the remarks, at their own places; None when one is missing."""
    wanted = Counter((item.code, item.place) for item in remarks)
    same: list[Remark] = []
    for item in others:
        key = (item.code, item.place)
        if wanted[key] > 0:
            wanted[key] -= 1
            same.append(item)
    return tuple(same) if wanted.total() == 0 else None


def _split(name: str) -> tuple[str, str]:
    path = Path(name)
    return (path.stem, path.suffix) if path.suffix else (name, "")
