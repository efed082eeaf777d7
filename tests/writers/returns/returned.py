"""What stands in a returned file: its comments with the text of the cell each is at, read apart from the writer."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

import openpyxl
from lxml import etree

from htsd_cli.pipeline import read_submission
from htsd_cli.values.submission import Submission
from htsd_cli.writers.returns.annotate_word import annotate_word
from htsd_cli.writers.returns.annotate_workbook import annotate_workbook
from htsd_cli.writers.returns.remarks import Remark, remarks_on
from tests.documents import FORM

AUTHOR, DAY = "PGDĐT", date(2024, 10, 9)


class Comment(NamedTuple):
    """A Word comment: who wrote it, what it says, and all the text of the cell or paragraph it begins in."""

    author: str
    text: str
    at: str


def remarks_of(path: Path) -> tuple[Remark, ...]:
    return remarks_on(read_submission(path, FORM).findings, FORM)


def returned(path: Path, name: str = "tra-lai") -> Path:
    """Write a received file's annotated copy, under its own name in a folder of its own."""
    folder = path.parent / name
    folder.mkdir(exist_ok=True)
    copy = folder / path.name
    if path.suffix in (".docx", ".docm"):
        copy.write_bytes(annotate_word(path, remarks_of(path), AUTHOR, DAY))
    else:
        copy.write_bytes(annotate_workbook(path, remarks_of(path), AUTHOR))
    return copy


def reading(path: Path) -> Submission:
    """Return what a file says, under its bare name."""
    return read_submission(path, FORM, path.name)


def comments(path: Path) -> list[Comment]:
    """Return the comments of a Word file, in the order of their numbers; each is at one place and one only.

    The text of the place is that of its runs and of its equations, whose letters have a namespace of their own.
    """
    with zipfile.ZipFile(path) as package:
        document = etree.fromstring(package.read("word/document.xml"))
        [part] = [name for name in package.namelist() if name.startswith("word/comments") and "E" not in name]
        root = etree.fromstring(package.read(part))
    w = f"{{{etree.QName(document).namespace}}}"
    out: list[Comment] = []
    for item in root.iterchildren(f"{w}comment"):
        number = item.get(f"{w}id")
        ends = {
            name: [mark for mark in document.iter(f"{w}{name}") if mark.get(f"{w}id") == number]
            for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
        }
        assert {name: len(marks) for name, marks in ends.items()} == dict.fromkeys(ends, 1), number
        [start] = ends["commentRangeStart"]
        place = next(start.iterancestors(f"{w}tc", f"{w}p"))
        place = next(start.iterancestors(f"{w}tc"), place)
        said = "\n".join("".join(map(str, p.itertext(f"{w}t"))) for p in item.iter(f"{w}p"))
        out.append(Comment(item.get(f"{w}author", ""), said, "".join(map(str, place.itertext("{*}t")))))
    return out


def comments_of_the_unit(path: Path) -> list[Comment]:
    """Return the comments a received Word file holds; none where it has no part for them."""
    return comments(path) if any(name.startswith("word/comments") for name in parts(path)) else []


def notes(path: Path) -> dict[tuple[str, str], str]:
    """Return the notes of a workbook by sheet and cell, as openpyxl reads them."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def parts(path: Path) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}
