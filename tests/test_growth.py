"""Every text of a received file is read in a time that grows with its length alone, whatever it is made of.

Processor time is measured, so that a busy computer fails nothing; what takes less than a quarter of a second at 32,000
letters is never slow, whatever its ratio.
"""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from htsd_cli.consolidate.practices import find_practices
from htsd_cli.intake import open_inbox
from htsd_cli.interpret import Interpreter
from htsd_cli.pipeline import read_with
from htsd_cli.readers.web.html import read_html
from htsd_cli.readers.word.docx import read_docx
from htsd_cli.roster import NameReader, Roster, RosterUnit
from htsd_cli.roster.clues import Clues
from tests.documents import FORM, UNIT, draw_excel, draw_word, form_rows, report, word
from tests.mails import eml
from tests.rosters import DISTRICT

SIZES = (8_000, 32_000)
MOST = 4**1.3  # times as long for four times the letters
FLOOR = 0.25  # seconds
TEXTS = {
    "dots": ".", "ellipses": "…", "underscores": "_", "dashes": "-", "digits": "7", "spaces": " ",
    "marks": "\u0301\u0323", "letters": "a", "names": "Trường THCS Lê Lợi, ", "brackets": "(", "commas": ",",
    "mixed words": "Trường TH có 3 A. ", "reports": "báo cáo ", "denials": "chưa tổ chức hội sách, ",
}  # fmt: skip

Read = Callable[[str, Path], object]
INTERPRETER = Interpreter(FORM)


def _report(text: str, folder: Path, drawing: str) -> None:
    path = draw_word(folder / "a.docx", drawing.replace("@", text))
    find_practices([read_with(INTERPRETER, path, path.name)], FORM)


def _word(drawing: str) -> Read:
    return lambda text, folder: _report(text, folder, drawing)


def _in_row(*cells: str, label: str = "Số lớp học") -> Read:
    return _word(report(form_rows({"classes": cells}, labels={"classes": label})))


def _sheet_name(text: str, folder: Path) -> None:
    path = draw_excel(folder / "a.xlsx", {f"{text}x": form_rows({"classes": ("3", "", "")})})
    read_with(INTERPRETER, path, path.name)


def _mail(name: str) -> Read:
    def read(text: str, folder: Path) -> None:
        (folder / "a.eml").write_bytes(f"{name}: x{text}\r\n".encode() + eml({"BC.docx": b"x"}))
        with open_inbox(folder):
            pass

    return read


def _zip_member(text: str, folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr(f"{text.encode()[:60_000].decode('utf-8', 'ignore')}.docx", b"x")
    with open_inbox(folder):
        pass


def _roster_cells(text: str, _folder: Path) -> None:
    Roster([RosterUnit("x", f"Trường {text}", None, (text,), text)], NameReader(FORM))


def _file_name(text: str, _folder: Path) -> None:
    DISTRICT.identify(Clues(file=f"{text}/{text}.docx", letterhead=text))


HEADLESS = report(form_rows()).replace(f"ĐƠN VỊ: {UNIT.upper()}", "@").replace(f"Cơ quan/đơn vị {UNIT}", "@")
PLACES: dict[str, Read] = {
    "line of a letterhead": _word(HEADLESS),
    "paragraph": _word(report(form_rows()).replace("Tổ chức ngày hội đọc sách.", "@ hội sách")),
    "heading": _word(report(form_rows()).replace("CÁC HOẠT ĐỘNG ĐÃ", "CÁC HOẠT ĐỘNG @ ĐÃ")),
    "label": _in_row("3", label="Số lớp @"),
    "figure": _in_row("3@"),
    "unit cell": _word(report(form_rows().replace("| lớp |", "| @ |"))),
    "note": _in_row("3", "40", "@"),
    "sheet": _sheet_name,
    **{
        f"header {name}": _mail(name)
        for name in ("From", "Subject", "Date", "Content-Type", "Received", "Reply-To")
    },
    "member of a zip": _zip_member,
    "roster": _roster_cells,
    "file name": _file_name,
}


def _seconds(read: Read, text: str, folder: Path, repeats: int = 1) -> float:
    spent = []
    for _ in range(repeats):
        begun = time.process_time()
        read(text, folder)
        spent.append(time.process_time() - begun)
    return min(spent)


@pytest.mark.parametrize("place", PLACES)
def test_reading_grows_with_the_length_alone(place: str, tmp_path: Path) -> None:
    read, slow = PLACES[place], {}
    _seconds(read, "x", tmp_path)  # what is imported at the first reading
    for name, unit in TEXTS.items():
        shorter, longer = ((unit * (size // len(unit) + 1))[:size] for size in SIZES)
        if _seconds(read, longer, tmp_path) <= FLOOR:
            continue
        spent = [_seconds(read, text, tmp_path) for text in (shorter, longer)]
        if spent[-1] > FLOOR and spent[-1] > MOST * spent[-2]:
            spent = [_seconds(read, text, tmp_path, repeats=3) for text in (shorter, longer)]
        if spent[-1] > FLOOR and spent[-1] > MOST * spent[-2]:
            slow[name] = [round(item, 3) for item in spent]
    assert slow == {}


def _columns(number: int, folder: Path) -> None:
    cell = '<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr><w:p/></w:tc>'
    grid, row = '<w:gridCol w:w="900"/>' * number, f"<w:tr>{cell * number}</w:tr>"
    read_docx(
        word(folder / "a.docx", f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{row * 10}</w:tbl><w:p/>")
    )


def _rules_of_style(number: int, folder: Path) -> None:
    rules = "".join(f"table tr td span.c{at % 7} {{ color: red }} " for at in range(number))
    rows = "<tr><td><span class=c1>1</span></td></tr>" * number
    page = folder / "a.html"
    page.write_text(f"<style>{rules}</style><table>{rows}</table>")
    read_html(page)


@pytest.mark.parametrize("read", [_columns, _rules_of_style])
def test_reading_grows_with_the_number_of_things_alone(
    read: Callable[[int, Path], None], tmp_path: Path
) -> None:
    spent = []
    for number in (10, 100, 400):
        begun = time.process_time()
        read(number, tmp_path)
        spent.append(time.process_time() - begun)
    assert spent[-1] < max(FLOOR * 4, MOST * spent[-2])
