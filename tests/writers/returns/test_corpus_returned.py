"""A faulty file of each shape sent back: no remark lost, each at its cell, read as before, LibreOffice opens it."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from htsd_cli.pipeline import read_submission
from htsd_cli.readers.word.docx import read_docx
from htsd_cli.values.findings import Severity
from htsd_cli.values.submission import Submission
from htsd_cli.writers.returns.annotate_word import annotate_word
from htsd_cli.writers.returns.annotate_workbook import annotate_workbook
from htsd_cli.writers.returns.remarks import Remark, remarks_on
from tests.corpus import cases
from tests.corpus.filling import FORM
from tests.corpus.scoreboard import read_cases
from tests.programs import requires_program, save_as
from tests.writers.returns.returned import AUTHOR, DAY, comments, comments_of_the_unit, notes

# What no number in the cell mends: the row or the merge itself is wrong.
BEYOND_THE_CELL = {"merged-rows", "doubled-row", "extra-row", "figure-on-heading-row", "unasked-figure"}


@dataclass(frozen=True)
class Sent:
    """A file of the corpus, what was read of it, what is said of it, and its copy."""

    shape: str
    received: Path
    copy: Path
    submission: Submission
    remarks: tuple[Remark, ...]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> list[Sent]:
    folder, out = tmp_path_factory.mktemp("nhan"), tmp_path_factory.mktemp("tra")
    files: list[Sent] = []
    for place, (case, submission) in enumerate(read_cases(cases(copies=1), folder)):
        assert isinstance(submission, Submission)
        path = folder / f"{place:04d}" / case.name
        remarks = remarks_on(submission.findings, FORM)
        if not remarks or path.suffix not in (".docx", ".xlsx"):
            continue
        before = path.read_bytes()
        content = (
            annotate_word(path, remarks, AUTHOR, DAY)
            if path.suffix == ".docx"
            else annotate_workbook(path, remarks, AUTHOR)
        )
        assert path.read_bytes() == before
        copy = out / f"{place:04d}" / case.name
        copy.parent.mkdir()
        copy.write_bytes(content)
        files.append(Sent(case.shape, path, copy, submission, remarks))
    return files


@pytest.fixture(scope="module")
def words(sent: list[Sent]) -> list[Sent]:
    return [item for item in sent if item.copy.suffix == ".docx"]


@pytest.fixture(scope="module")
def books(sent: list[Sent]) -> list[Sent]:
    return [item for item in sent if item.copy.suffix == ".xlsx"]


def test_there_are_many_faulty_files(words: list[Sent], books: list[Sent]) -> None:
    assert (len(words), len(books)) >= (60, 25)
    assert len({remark.code for item in words + books for remark in item.remarks}) >= 25


def test_every_copy_reads_like_the_received_file(sent: list[Sent]) -> None:
    different = [
        item.shape for item in sent if read_submission(item.copy, FORM, item.copy.name) != item.submission
    ]
    assert different == []


def test_each_remark_is_one_word_comment_at_the_cell_it_is_about(words: list[Sent]) -> None:
    for item in words:
        told = [comment for comment in comments(item.copy) if comment.author == AUTHOR]
        kept = [comment for comment in comments(item.copy) if comment.author != AUTHOR]
        assert kept == comments_of_the_unit(item.received), item.shape
        said = Counter("\n".join(remark.lines) for remark in item.remarks)
        assert Counter(comment.text for comment in told) == said, item.shape
        cells = {
            (table.number, cell.row, cell.column): cell.text
            for table in read_docx(item.copy).tables() for row in table.rows for cell in row
        }  # fmt: skip
        for comment, remark in zip(told, item.remarks, strict=True):
            if remark.origin is not None:
                place = (remark.origin.table, remark.origin.row or 0, remark.origin.column or 0)
                assert cells[place] == remark.origin.text, item.shape
                if "legacy" not in item.shape:
                    digits = re.findall(r"\d", remark.origin.text)
                    assert Counter(digits) <= Counter(re.findall(r"\d", comment.at)), (item.shape, comment)


def test_each_remark_is_in_one_note_at_the_cell_it_is_about(books: list[Sent]) -> None:
    for item in books:
        told = notes(item.copy)
        for remark in item.remarks:
            said = "\n".join(remark.lines)
            places = [place for place, text in told.items() if said in text]
            if remark.origin is not None:
                assert places == [(remark.origin.sheet, remark.origin.cell)], item.shape
            assert len(places) == 1, item.shape


def test_a_cell_mended_with_its_comment_still_there_is_told_no_more(words: list[Sent]) -> None:
    mended = 0
    for item in words:
        wrong = {
            (finding.origin.table, finding.origin.row, finding.origin.column): finding
            for finding in item.submission.findings
            if finding.severity is Severity.ERROR and finding.origin and finding.code not in BEYOND_THE_CELL
        }  # fmt: skip
        if not wrong:
            continue
        right = {place: str(finding.suggestion or 7) for place, finding in wrong.items()}
        said = {"\n".join(remark.lines): remark for remark in item.remarks}
        with zipfile.ZipFile(item.copy) as package:
            files = {name: package.read(name) for name in package.namelist()}
        root = etree.fromstring(files["word/document.xml"])
        w = f"{{{etree.QName(root).namespace}}}"
        for number, comment in enumerate(comments(item.copy)):
            remark = said[comment.text]
            place = remark.origin and (remark.origin.table, remark.origin.row, remark.origin.column)
            if place not in right:
                continue
            starts = root.iter(f"{w}commentRangeStart")
            start = next(mark for mark in starts if mark.get(f"{w}id") == str(number))
            cell = next(start.iterancestors(f"{w}tc"), None)
            texts = [] if cell is None else list(cell.iter(f"{w}t"))
            if not texts:  # a symbol, an equation, a text box outside the cell
                continue
            for text in texts:
                text.text = ""
            texts[0].text = right.pop(place)
            mended += 1
        files["word/document.xml"] = etree.tostring(root)
        path = item.copy.with_name(f"sua-{item.copy.name}")
        with zipfile.ZipFile(path, "w") as package:
            for name, content in files.items():
                package.writestr(name, content)
        left = read_submission(path, FORM, path.name).findings
        again = [
            finding.message for finding in left
            if finding.severity is Severity.ERROR and finding.origin
            and (finding.origin.table, finding.origin.row, finding.origin.column) in set(wrong) - set(right)
            and finding.code not in BEYOND_THE_CELL
        ]  # fmt: skip
        assert again == [], item.shape
        assert len(comments(path)) == len(item.remarks)
    assert mended > 80


def test_libreoffice_opens_every_returned_word_file_and_keeps_all_comments(
    words: list[Sent], tmp_path: Path
) -> None:
    chosen = {item.shape: item for item in words}
    saved = resaved(list(chosen.values()), "docx", tmp_path)
    for item, path in saved:
        with zipfile.ZipFile(path) as package:
            kept = etree.fromstring(package.read("word/comments.xml"))
        said = ["".join(map(str, comment.itertext())) for comment in kept]
        ours = ["".join(remark.lines) for remark in item.remarks]
        theirs = [comment.text for comment in comments_of_the_unit(item.received)]
        assert sorted(said) == sorted(ours + theirs), item.shape
        # Some letters LibreOffice itself writes otherwise than they were, with our comments or without.
        alone = path.with_name(f"nhan-{path.name}")
        read = [read_submission(saved_file, FORM, item.copy.name).figures for saved_file in (path, alone)]
        assert read[0] == read[1], item.shape


def test_libreoffice_opens_every_returned_workbook_and_keeps_all_notes(
    books: list[Sent], tmp_path: Path
) -> None:
    chosen = {item.shape: item for item in books}
    for item, path in resaved(list(chosen.values()), "xlsx", tmp_path):
        assert set(notes(path).values()) == set(notes(item.copy).values()), item.shape
        assert set(notes(path)) == set(notes(item.copy)), item.shape
        book = openpyxl.load_workbook(path)
        for remark in item.remarks:
            if remark.origin is not None and remark.origin.cell:
                fill = book[remark.origin.sheet or ""][remark.origin.cell].fill
                assert fill.fill_type == "solid", item.shape


def resaved(chosen: list[Sent], suffix: str, folder: Path) -> list[tuple[Sent, Path]]:
    """Return the copies as LibreOffice saves them anew, all in one run; beside each the received file, saved too."""
    requires_program("soffice")
    inside = folder / "vao"
    inside.mkdir()
    names = {inside / f"{place:03}.{suffix}": item for place, item in enumerate(chosen)}
    for path, item in names.items():
        path.write_bytes(item.copy.read_bytes())
        path.with_name(f"nhan-{path.name}").write_bytes(item.received.read_bytes())
    save_as(sorted(inside.iterdir()), suffix, folder / "ra", seconds=400)
    return [(item, folder / "ra" / path.name) for path, item in names.items()]
