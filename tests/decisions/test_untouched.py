"""A sheet of decisions that nobody touched since it was written, with nothing typed in it, is not read."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from htsd_cli.decisions import sheet
from htsd_cli.form import DECISIONS_FILE
from htsd_cli.readers.packages.sealed import is_untouched
from tests.decisions.office import SEN, Office

DOUBT = {"culture_sport.arts": ("1", "khoảng 200")}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    office.receive("sen.docx", SEN, DOUBT)
    office.run()
    return office


def test_it_is_known_until_somebody_saves_it_or_types_in_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sheet, "read_document", lambda *_, **__: pytest.fail("the sheet is read"))
        office.run()
    assert is_untouched(office.sheet)
    office.edit(lambda _: None)
    assert not is_untouched(office.sheet)
    office.run()
    assert is_untouched(office.sheet)
    office.fill("khoảng 200", 198)
    assert office.run().figure(SEN, "culture_sport.arts", "people") == 198
    assert not is_untouched(office.sheet)  # what was typed stands in it and must be read each time
    assert office.run().figure(SEN, "culture_sport.arts", "people") == 198


def test_what_was_typed_elsewhere_finds_its_key_in_a_sheet_that_nobody_touched(office: Office) -> None:
    copy = office.inbox / DECISIONS_FILE
    shutil.copy(office.sheet, copy)
    office.fill("khoảng 200", 198, path=copy)

    def lose_the_key(page: Worksheet) -> None:
        page.delete_cols(page.max_column)

    office.edit(lose_the_key, copy)
    book = openpyxl.load_workbook(copy)
    del book["Mã dòng"]
    book.save(copy)
    assert is_untouched(office.sheet)
    assert office.run().figure(SEN, "culture_sport.arts", "people") == 198


def test_what_is_no_workbook_bears_no_seal(tmp_path: Path) -> None:
    path = tmp_path / DECISIONS_FILE
    for content in (b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18)):
        path.write_bytes(content)
        assert not is_untouched(path)
    assert not is_untouched(tmp_path / "none.xlsx")
