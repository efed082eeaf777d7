"""Nothing about one form stands in the program: with every id renamed, all it says of a campaign stays the same."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import zipfile
import zlib
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from htsd_cli.form.shipped import templates_directory
from htsd_cli.values.time import VIETNAM
from tests.campaigns import scan
from tests.cli.running import Run, runner
from tests.documents import form_rows, report, word, word_body
from tests.renamed import named_back, renamed_form, renamed_id

# When a sheet was saved, and the seals over what stands in it.
_MADE = re.compile(r"20\d\d-\d\d-\d\dT[\d:]+Z|(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
SEN, MAI, LAN = "Trường Tiểu học Hoa Sen", "Trường Mầm non Hoa Mai", "Trường Tiểu học Hoa Lan"
WARD, CLUB, SENT = "Ủy ban nhân dân phường Tân Phú", "Hội Khuyến học Quận 7", "Trường THCS Nguyễn Hiền"
ROSTER = (
    ("TH01", SEN, "Trường tiểu học", "Có", "Cụm 1"),
    ("MN01", MAI, "Trường mầm non", "Có", "Cụm 2"),
    ("TH02", LAN, "Trường tiểu học", "Có", "Cụm 1"),
    ("PH01", WARD, "Phường", "Có", ""),
    ("TS01", SENT, "Trường THCS", "Có", "Cụm 2"),
    ("DT01", CLUB, "Đoàn thể", "Không", ""),
)
FULL = {
    "classes": ("3",),
    "classes.participants": ("", "165"),
    "classes.professional": ("1", "40"),
    "classes.life_skills": ("2 lớp/120 người",),
    "news_items": ("12",),
    "publications": ("40", "", "tờ rơi"),
    "book_drive.donors": ("25",),
    "book_drive.books": ("320",),
    "reading_events": ("6",),
    "reading_events.book_fairs": ("2",),
    "reading_events.book_contests": ("3", "3"),
    "culture_sport.arts": ("2", ""),
    "opening.institutions": ("1",),
    "opening.districts": ("1",),
    "workshops": ("khoảng 5",),
    "awards.individuals": ("", "7"),
    "funding.state_budget": ("2,5 triệu",),
    "other": ("Duy trì tủ sách lưu động.",),
}
TEXT = (
    "Nhà trường treo băng rôn, khẩu hiệu tại cổng trường. Tổ chức ngày hội sách cho các khối lớp.\n"
    "Khó khăn: thiếu kinh phí mua sách. Kiến nghị cấp trên hỗ trợ kinh phí cho thư viện."
)


def _written(name: str, cells: dict[str, tuple[str, ...]], folder: Path, year: int = 2024) -> bytes:
    drawing = report(form_rows(cells), name, year).replace("Tổ chức ngày hội đọc sách.", TEXT)
    return word(folder / "viet.docx", word_body(drawing)).read_bytes()


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what came in."""
    folder = tmp_path_factory.mktemp("nhan")
    few = {"classes": ("2",), "classes.life_skills": ("2", "70"), "workshops": ("4",), "news_items": ("O5",)}
    files = {
        "TH Hoa Sen.docx": _written("TRƯỜNG TH HOA SEN", FULL, folder),
        "MN Hoa Mai/bc.docx": _written("Trường MN Hoa Mai", few, folder),
        "UBND P. Tân Phú.docx": _written("UBND P. TÂN PHÚ", few | {"workshops": ("9",)}, folder),
        "UBND P. Tân Phú sửa.docx": _written("UBND P. TÂN PHÚ", few | {"workshops": ("8",)}, folder),
        "THCS Nguyễn Hiền.pdf": scan(),
        "Công ty.docx": _written("Công ty TNHH Giáo dục ABC", {"news_items": ("3",)}, folder),
        "năm cũ.docx": _written(LAN, few, folder, year=2023),
    }
    (folder / "viet.docx").unlink()
    for day, (name, content) in enumerate(files.items(), 8):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        stamp = datetime(2024, 10, day, 8, tzinfo=VIETNAM).timestamp()
        os.utime(path, (stamp, stamp))
    return folder


def _campaign(root: Path, inbox: Path, *, renamed: bool) -> None:
    """Lay out a campaign whose form is the folder `mau` beside its settings, with last year's results."""
    shutil.copytree(inbox, root / "bao-cao-nhan")
    if renamed:
        renamed_form(root / "mau")
    else:
        shutil.copytree(templates_directory() / "htsd-2024", root / "mau")
    (root / "htsd.toml").write_text('[campaign]\nform = "mau"\ndeadline = 2024-10-11\n', encoding="utf-8")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Mã", "Tên đơn vị", "Loại", "Bắt buộc", "Địa bàn"))
    for row in ROSTER:
        sheet.append(row)
    book.save(root / "don-vi.xlsx")
    was = {"classes": {"count": 4}, "book_drive.books": {"count": 300}, "workshops": {"count": 12}}
    if renamed:
        was = {renamed_id(row): {renamed_id(m): n for m, n in v.items()} for row, v in was.items()}
    said = {"schema": "htsd/consolidation/1", "form": "htsd-2023", "year": 2023, "totals": was, "figures": {}}
    sent = {"id": None, "name": SEN, "kind": None, "file": "a.docx", "status": "ok", "counted": True}
    (root / "truoc.json").write_text(json.dumps(said | {"units": [sent]}), encoding="utf-8")


def _decide(root: Path) -> None:
    """Settle one doubt and confirm what one unit tells."""
    path = root / "ket-qua/can-xac-nhan.xlsx"
    book = load_workbook(path)
    for sheet in book.worksheets:
        heads = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
        if "Giá trị đúng" in heads:
            for row in range(2, 4):
                for head, value in (("Giá trị đúng", 5), ("Lý do", "hỏi lại"), ("Người xác nhận", "Lan")):
                    sheet.cell(row, heads[head]).value = value
        column = next((at for head, at in heads.items() if head.startswith("Đưa vào")), None)
        if column is not None:
            sheet.cell(2, column).value = "x"
    book.save(path)


def _everything(root: Path, run: Run) -> dict[str, str]:
    """Run the whole loop on a campaign; return what each command said and each file it wrote, ids named back."""
    out = root / "ket-qua"
    said: dict[str, str] = {}
    for name, command in {
        "aggregate first": ("aggregate", root, "-o", out),
        "decide": (),
        "aggregate": (
            "aggregate",
            root,
            "-o",
            out,
            "--summary",
            "--flat",
            "--previous",
            root / "truoc.json",
            "-v",
        ),
        "validate": ("validate", root / "bao-cao-nhan"),
        "validate json": ("validate", root / "bao-cao-nhan", "--format", "json"),
        "status": ("status", root, "--today", "14/10/2024"),
        "status json": ("status", root, "--today", "14/10/2024", "--format", "json"),
        "remind": ("status", root, "--today", "14/10/2024", "--remind"),
        "show": ("show", root / "bao-cao-nhan/TH Hoa Sen.docx"),
        "trace": ("trace", root),
        "trace row": ("trace", root, "6", "--measure", "lớp"),
        "trace json": ("trace", root, "--format", "json"),
        "return": ("return", root, "--due", "20/10/2024", "--with-warnings"),
        "blank": ("blank", "-o", root / "mau-trong"),
        "form show": ("form", "show", root / "mau", "--format", "json"),
    }.items():
        if name == "decide":
            _decide(root)
            continue
        done = run(*command)
        said[name] = f"{done.status}\n{done.out}\n{done.err}"
    for path in sorted(root.rglob("*")):
        place = path.relative_to(root)
        if path.is_dir() or place.parts[0] in ("mau", "bao-cao-nhan", "don-vi.xlsx") or path.name[0] == ".":
            continue
        said[str(place)] = _text(path)
    return {
        named_back(name): _MADE.sub("…", named_back(text.replace(str(root), "ĐỢT")))
        for name, text in said.items()
    }


def _text(path: Path) -> str:
    """Return what a file says: the XML of a package's parts, a page with its data unpacked."""
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            parts = [
                f"{name}\n{archive.read(name).decode('utf-8', 'replace')}"
                for name in sorted(archive.namelist())
            ]
        return "\n".join(parts).replace(">", ">\n")
    if path.suffix == ".eml":  # its attachments lie beside it
        mail = message_from_bytes(path.read_bytes(), policy=default)
        body = mail.get_body()
        return f"{mail['To']}\n{mail['Subject']}\n{body.get_content() if body else ''}"
    text = path.read_text("utf-8", "replace")
    if path.suffix == ".html" and (packed := re.search(r'"packed": ?"([^"]+)"', text)):
        return text.replace(packed[1], zlib.decompress(base64.b64decode(packed[1])).decode("utf-8"))
    return text


def test_with_every_id_renamed_all_outputs_say_the_same(
    tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = runner(monkeypatch, capsys)
    monkeypatch.setenv("COLUMNS", "120")
    seen = []
    for name in ("a", "b"):
        _campaign(tmp_path / name, inbox, renamed=name == "b")
        monkeypatch.chdir(tmp_path / name)
        seen.append(_everything(tmp_path / name, run))
    plain, renamed = seen
    assert list(plain) == list(renamed)
    for name, text in plain.items():
        assert text == renamed[name], name
