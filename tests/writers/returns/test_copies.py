"""Files of other kinds sent back: turned into Word or Excel where that reads the same, else only a note."""

from __future__ import annotations

import zipfile
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from htsd_cli.form import Campaign
from htsd_cli.pipeline import gather, read_submission
from htsd_cli.writers.returns import CHAT, MAIL, NOTE, Returned, write_returns
from tests.documents import FORM
from tests.programs import save_as
from tests.writers.returns.returned import comments, notes, reading
from tests.writers.returns.test_annotate_workbook import book

SAMPLES = Path(__file__).parents[3] / "sample_reports"
NAMES = {
    "a.doc": "Kim Đồng", "b.rtf": "Lê Văn Tám", "c.odt": "Võ Thị Sáu", "d.html": "Lý Tự Trọng",
    "e.pdf": "Trần Quốc Toản", "f.xls": "Hoa Sen", "g.ods": "Sao Mai",
}  # fmt: skip
FAULTY = {"news_items": ("O8",), "culture_sport.arts": ("1", "45 GV + 300 HS")}
KINDS = {
    "a.doc": "tệp Word kiểu cũ (.doc)", "b.rtf": "văn bản RTF (.rtf)", "c.odt": "văn bản OpenDocument (.odt)",
    "d.html": "trang web (HTML)", "e.pdf": "", "f.xls": "tệp Excel kiểu cũ (.xls)",
    "g.ods": "bảng tính OpenDocument (.ods)",
}  # fmt: skip


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one faulty report of each kind, of a unit of its own."""
    folder = tmp_path_factory.mktemp("kieu")
    received = folder / "nhan"
    received.mkdir()
    for name in KINDS:
        stem, ending = name.split(".")
        if ending in ("xls", "ods"):
            source, old = book(folder, {"classes.other": (str(ord(stem)), "90")} | FAULTY), "Hoa Sen"
        else:
            source, old = SAMPLES / "TH PHU DONG.docx", "Phù Đổng"
        own = folder / f"{stem}{source.suffix}"
        renamed(source, own, old, NAMES[name])
        save_as([own], ending, received)
    return received


def renamed(source: Path, target: Path, old: str, new: str) -> None:
    """Write a copy of a report in the name of another unit."""
    with zipfile.ZipFile(source) as received, zipfile.ZipFile(target, "w") as made:
        for part in received.namelist():
            content = received.read(part)
            if part in ("word/document.xml", "xl/sharedStrings.xml"):
                text = content.decode()
                assert old.upper() in text
                content = text.replace(old, new).replace(old.upper(), new.upper()).encode()
            made.writestr(part, content)


@pytest.fixture(scope="module")
def made(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Returned]]:
    """What is written for each kind, and where."""
    out = tmp_path_factory.mktemp("tra")
    with gather(inbox, Campaign()) as gathering:
        every, _ = write_returns(
            gathering.consolidation, FORM, Campaign(), out, gathering.path_of,
            lambda path, called: read_submission(path, FORM, called),
        )  # fmt: skip
    return out, {name: next(item for item in every if item.unit.endswith(NAMES[name])) for name in KINDS}


def copy_of(made: tuple[Path, dict[str, Returned]], name: str) -> Path:
    out, every = made
    returned = every[name]
    assert returned.copy is not None
    return out / "tra-lai" / returned.folder / returned.copy


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
    folder = out / "tra-lai" / every["e.pdf"].folder
    assert sorted(path.name for path in folder.iterdir()) == sorted([NOTE, MAIL, CHAT])
    mail = message_from_bytes((folder / MAIL).read_bytes(), policy=default)
    assert [part.get_filename() for part in mail.iter_attachments()] == [NOTE]
