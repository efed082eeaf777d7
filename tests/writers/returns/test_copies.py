"""Files of other kinds sent back: turned into Word or Excel where that reads the same, else only a note."""

from __future__ import annotations

import subprocess
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from htsd_cli.form import Campaign
from htsd_cli.pipeline import gather, read_submission
from htsd_cli.writers.returns import CHAT, MAIL, NOTE, Returned, write_returns
from tests.documents import FORM
from tests.programs import requires_program
from tests.writers.returns.returned import comments, notes, reading
from tests.writers.returns.test_annotate_workbook import book

SAMPLES = Path(__file__).parents[3] / "sample_reports"
FAULTY = {"news_items": ("O8",), "culture_sport.arts": ("1", "45 GV + 300 HS")}
KINDS = {
    "a.doc": "tệp Word kiểu cũ (.doc)", "b.rtf": "văn bản RTF (.rtf)", "c.odt": "văn bản OpenDocument (.odt)",
    "d.html": "trang web (HTML)", "e.pdf": "", "f.xls": "tệp Excel kiểu cũ (.xls)",
    "g.ods": "bảng tính OpenDocument (.ods)",
}  # fmt: skip


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one faulty report of each kind, of a unit of its own."""
    requires_program("soffice")
    folder = tmp_path_factory.mktemp("kieu")
    received = folder / "nhan"
    received.mkdir()
    for name in KINDS:
        stem, ending = name.split(".")
        if ending in ("xls", "ods"):
            source = book(folder, {"classes.other": (str(ord(stem)), "90")} | FAULTY).rename(
                folder / f"{stem}.xlsx"
            )
        else:
            source = folder / f"{stem}.docx"
            source.write_bytes((SAMPLES / "TH PHU DONG.docx").read_bytes())
        subprocess.run(
            ["soffice", "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
             "--convert-to", ending, "--outdir", str(received), str(source)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return received


@pytest.fixture(scope="module")
def made(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Returned]]:
    """What is written for each kind, and where."""
    out = tmp_path_factory.mktemp("tra")
    every: dict[str, Returned] = {}
    for name in KINDS:
        with gather(inbox, Campaign(), [path for path in inbox.iterdir() if path.name != name]) as gathering:
            [returned], _ = write_returns(
                gathering.consolidation, FORM, Campaign(), out / name, gathering.path_of,
                lambda path, called: read_submission(path, FORM, called),
            )  # fmt: skip
            every[name] = returned
    return out, every


def copy_of(made: tuple[Path, dict[str, Returned]], name: str) -> Path:
    out, every = made
    returned = every[name]
    assert returned.copy is not None
    return out / name / "tra-lai" / returned.folder / returned.copy


@pytest.mark.parametrize(("name", "was"), KINDS.items())
def test_what_an_old_file_was_is_said(made: tuple[Path, dict[str, Returned]], name: str, was: str) -> None:
    assert made[1][name].was == was
    assert made[1][name].errors >= 2


@pytest.mark.parametrize("name", ["a.doc", "b.rtf", "c.odt", "d.html"])
def test_an_old_text_comes_back_as_a_word_file_with_comments_at_its_cells(
    inbox: Path, made: tuple[Path, dict[str, Returned]], name: str
) -> None:
    copy = copy_of(made, name)
    assert copy.name == f"{name[0]}.docx"
    assert [item.at for item in comments(copy) if "“45 GV + 300 HS”" in item.text] == ["45 GV + 300 HS"]
    assert len(comments(copy)) == made[1][name].errors
    assert reading(copy).numbers == reading(inbox / name).numbers


@pytest.mark.parametrize("name", ["f.xls", "g.ods"])
def test_an_old_workbook_comes_back_as_xlsx_with_notes_at_its_cells(
    inbox: Path, made: tuple[Path, dict[str, Returned]], name: str
) -> None:
    copy = copy_of(made, name)
    assert copy.name == f"{name[0]}.xlsx"
    places = {finding.origin.cell for finding in reading(inbox / name).findings if finding.origin}
    assert {cell for _, cell in notes(copy)} >= {place for place in places if place}
    assert reading(copy).numbers == reading(inbox / name).numbers


def test_a_pdf_comes_back_as_a_note_with_a_mail_and_a_chat_text_and_no_copy(
    made: tuple[Path, dict[str, Returned]],
) -> None:
    out, every = made
    assert every["e.pdf"].copy is None
    folder = out / "e.pdf" / "tra-lai" / every["e.pdf"].folder
    assert sorted(path.name for path in folder.iterdir()) == sorted([NOTE, MAIL, CHAT])
    mail = message_from_bytes((folder / MAIL).read_bytes(), policy=default)
    assert [part.get_filename() for part in mail.iter_attachments()] == [NOTE]
