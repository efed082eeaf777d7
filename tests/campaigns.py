"""A campaign of three weeks as it comes into the inbox, in four waves, with what is true after each of them."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from htsd_cli.language.vietnamese import fold
from htsd_cli.roster import RosterUnit
from htsd_cli.values.figures import Numbers
from htsd_cli.values.time import VIETNAM
from tests.corpus.filling import draw_values
from tests.documents import form_rows, report, word, word_body
from tests.mails import Attached, eml, msg
from tests.rosters import UNITS

WAVES = (
    datetime(2024, 10, 3, 9, 30, tzinfo=VIETNAM),
    datetime(2024, 10, 9, 14, 0, tzinfo=VIETNAM),
    datetime(2024, 10, 12, 8, 15, tzinfo=VIETNAM),
    datetime(2024, 10, 18, 16, 45, tzinfo=VIETNAM),
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def filled(
    name: str,
    figures: Numbers,
    *,
    year: int = 2024,
    hidden: Mapping[str, str] | None = None,
    spoil: bool = False,
) -> bytes:
    """Return a Word report of a unit; `hidden` are properties, `spoil` writes an estimate into one cell."""
    cells: dict[str, tuple[str, ...]] = {}
    for indicator, values in figures.items():
        cells[indicator] = (
            str(values.get("count", values.get("amount", ""))),
            str(values.get("people", "")),
        )
    if spoil:
        cells["news_items"] = ("khoảng 20",)
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{key}">'
        f'<vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{text}</vt:lpwstr>'
        "</property>"
        for number, (key, text) in enumerate((hidden or {}).items(), 2)
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    parts = {"docProps/custom.xml": f'<Properties xmlns="{kind}">{properties}</Properties>'} if hidden else {}
    with TemporaryDirectory() as folder:
        drawing = report(form_rows(cells), name, year)
        if not name:
            drawing = drawing.replace("| ĐƠN VỊ:  |", "| ĐƠN VỊ:………………… |").replace("Cơ quan/đơn vị ", "……… ")
        return word(Path(folder) / "a.docx", word_body(drawing), parts).read_bytes()


def zipped(files: Mapping[str, bytes], written: Mapping[str, tuple[int, ...]] | None = None) -> bytes:
    """Return a zip; `written` gives files a time of their own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            time = (written or {}).get(name, (2024, 10, 1, 8, 0, 0))
            archive.writestr(zipfile.ZipInfo(name, time), content)  # type: ignore[arg-type]
    return out.getvalue()


def scan() -> bytes:
    """Return a PDF of one page that is a picture."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (400, 560), 210).save(out, "PDF")
    return out.getvalue()


@dataclass
class Truth:
    """What is true of the inbox after a wave; units by their ids."""

    figures: dict[str, Numbers] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    late: set[str] = field(default_factory=set)
    doubled: dict[str, set[str]] = field(default_factory=dict)
    to_mend: set[str] = field(default_factory=set)
    belongs: set[str] = field(default_factory=set)
    unrecognised: set[str] = field(default_factory=set)
    warned: dict[str, str] = field(default_factory=dict)  # a unit -> the code that must be told of its file


class Campaign:
    """The inbox being filled; `wave(n)` puts in what comes in the n-th wave and brings `truth` up to date."""

    def __init__(self, inbox: Path, seed: int = 7) -> None:
        self.inbox = inbox
        self.truth = Truth()
        self.rng = Random(seed)
        self.figures = {unit.id: self._draw() for unit in UNITS}
        self.files = 0

    def _draw(self) -> Numbers:
        return {row: {**values} for row, values in draw_values(self.rng).items()}

    def put(self, name: str, content: bytes, wave: int) -> None:
        """Put a file into the inbox as of a wave's time."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        stamp = WAVES[wave].timestamp()
        os.utime(path, (stamp, stamp))
        self.files += 1

    def sent(self, unit: RosterUnit, file: str, wave: int, warned: str = "") -> None:
        """Note that a unit's first good report came in."""
        truth = self.truth
        truth.figures[unit.id] = {key: dict(values) for key, values in self.figures[unit.id].items()}
        truth.used[unit.id] = file
        if WAVES[wave].date() > datetime(2024, 10, 11).date():
            truth.late.add(unit.id)
        if warned:
            truth.warned[unit.id] = warned

    def wave(self, number: int) -> Truth:
        """Put in what comes in a wave (from 0) and return what is true after it."""
        (self._first, self._second, self._third, self._fourth)[number]()
        return self.truth

    def _mail(self, unit: RosterUnit, files: Mapping[str, bytes], wave: int) -> bytes:
        date = WAVES[wave].strftime("%a, %d %b %Y %H:%M:%S +0700")
        return eml(files, sender=f"Văn thư {unit.name} <{unit.email.upper()}>", date=date)

    def _first(self) -> None:
        for unit in UNITS[:22]:  # as units name their files, with the name in the letterhead
            file = f"BC HTSD {fold(unit.name).title()}.docx"
            self.put(file, filled(unit.name, self.figures[unit.id]), 0)
            self.sent(unit, file, 0)
        for unit in UNITS[22:32]:  # a folder a unit, a picture and a note beside the report
            file = f"{unit.name.replace('/', '-')}/báo cáo.docx"
            self.put(file, filled(unit.name.upper(), self.figures[unit.id]), 0)
            self.put(file.replace("báo cáo.docx", "hinh anh/IMG_1.jpg"), PNG, 0)
            self.truth.belongs.add(file.replace("báo cáo.docx", "hinh anh/IMG_1.jpg"))
            self.sent(unit, file, 0)
        inside = {}
        for unit in UNITS[32:40]:
            name = f"{unit.name.replace('/', '-')}/bc.docx"
            inside[name] = filled(unit.name, self.figures[unit.id])
            self.sent(unit, f"Đợt 1.zip/{name}", 0)
        self.put("Đợt 1.zip", zipped(inside), 0)

    def _second(self) -> None:
        for unit in UNITS[40:50]:  # mails; the report names nobody, the sender does
            content = filled("", self.figures[unit.id])
            name = f"thu/{unit.id}.eml"
            self.put(name, self._mail(unit, {"Báo cáo Tuần lễ.docx": content, "anh.jpg": PNG}, 1), 3)
            self.truth.belongs.add(f"{name}/anh.jpg")
            self.sent(unit, f"{name}/Báo cáo Tuần lễ.docx", 1, "unit-inferred")
        for unit in UNITS[50:54]:  # Outlook's mails
            content = filled(unit.name, self.figures[unit.id])
            mail = msg([Attached("BC.docx", content)], unit.email, WAVES[1])
            self.put(f"thu/{unit.id}.msg", mail, 3)
            self.sent(unit, f"thu/{unit.id}.msg/BC.docx", 1)
        for unit in UNITS[54:58]:  # made from the form sent out: the hidden id tells
            hidden = {"htsd-unit-id": unit.id}
            file = f"mau-{unit.id[-3:]}-{unit.id[:9]}.docx"
            self.put(file, filled("", self.figures[unit.id], hidden=hidden), 1)
            self.sent(unit, file, 1)
        for unit in UNITS[:6]:  # corrections
            figures = self.figures[unit.id]
            figures["workshops"] = {"count": figures["workshops"]["count"] + 3}
            old, new = self.truth.used[unit.id], f"BC HTSD {fold(unit.name).title()} (sua lan 2).docx"
            self.put(new, filled(unit.name, figures), 1)
            self.sent(unit, new, 1, "duplicate-files")
            self.truth.doubled[unit.id] = {old, new}
        for unit in UNITS[6:10]:  # the same again, by mail
            content = (self.inbox / self.truth.used[unit.id]).read_bytes()
            name = f"thu/lai-{unit.id}.eml"
            self.put(name, self._mail(unit, {"bc.docx": content}, 1), 1)
            self.truth.doubled[unit.id] = {self.truth.used[unit.id], f"{name}/bc.docx"}
            self.truth.used[unit.id] = f"{name}/bc.docx"
        for unit in UNITS[58:61]:  # figures to mend
            file = f"{unit.id}.docx"
            self.figures[unit.id].pop("news_items")
            self.put(file, filled(unit.name, self.figures[unit.id], spoil=True), 1)
            self.sent(unit, file, 1)
            self.truth.to_mend.add(unit.id)
        for unit in UNITS[88:98]:  # saved into folders by kind, some with photos
            file = f"đã nhận/{unit.kind}/{unit.name.replace('/', '-')}.docx"
            self.put(file, filled(unit.name, self.figures[unit.id]), 1)
            self.sent(unit, file, 1)
        self.put("lien doan.rar", b"Rar!\x1a\x07\x01\x00" + bytes(100), 1)
        self.truth.unrecognised.add("lien doan.rar")

    def _third(self) -> None:
        for unit in UNITS[61:75]:  # after the deadline
            file = f"nộp muộn/{unit.name.replace('/', '-')}.docx"
            self.put(file, filled(unit.name, self.figures[unit.id]), 2)
            self.sent(unit, file, 2)
        for unit in UNITS[75:79]:  # mailed in time, saved into the folder late
            name = f"thu/{unit.id}.eml"
            inner = self._mail(unit, {"BC.docx": filled(unit.name, self.figures[unit.id])}, 0)
            date = WAVES[1].strftime("%a, %d %b %Y %H:%M:%S +0700")
            outer = eml(sender="Văn thư <vanthu.q7@hcm.gov.vn>", date=date, subject="Fwd", forwarded=[inner])
            self.put(name, outer, 2)
            self.sent(unit, f"{name}/Báo cáo Tuần lễ HTSĐ.eml/BC.docx", 1)
        for unit in UNITS[10:13]:  # a later file of another year does not take the place of a good one
            file = f"{unit.id} moi.docx"
            self.put(file, filled(unit.name, self.figures[unit.id], year=2023), 2)
            self.truth.doubled[unit.id] = {self.truth.used[unit.id], file}
            self.truth.warned[unit.id] = "newest-not-counted"
        for unit in UNITS[13:15]:  # the signed scan beside the Word file
            file = self.truth.used[unit.id].replace(".docx", " ký số.pdf")
            self.put(file, scan(), 2)
            self.truth.belongs.add(file)
        for unit in UNITS[58:60]:  # mended
            figures = self.figures[unit.id] = {**self.figures[unit.id], "news_items": {"count": 21}}
            file = f"{unit.id} sua.docx"
            self.put(file, filled(unit.name, figures), 2)
            self.truth.doubled[unit.id] = {self.truth.used[unit.id], file}
            self.sent(unit, file, 2, "duplicate-files")
            self.truth.to_mend.discard(unit.id)

    def _fourth(self) -> None:
        for unit in UNITS[98:112]:  # the rest of the offices, as one of them collected them
            self.put(f"{unit.id}/BC.docx", filled(unit.name, self.figures[unit.id]), 3)
            self.sent(unit, f"{unit.id}/BC.docx", 3)
        inside = {}
        for unit in UNITS[79:85]:
            name = f"{unit.name}.docx"
            inside[name] = filled(unit.name, self.figures[unit.id])
            self.sent(unit, f"cuối.zip/goi/trong.zip/{name}", 3)
        self.put("cuối.zip", zipped({"goi/trong.zip": zipped(inside), "__MACOSX/._goi": b"\0" * 20}), 3)
        scanned = UNITS[85]  # nothing but a scan
        self.put(f"{scanned.name}.pdf", scan(), 3)
        self.truth.unrecognised.add(f"{scanned.name}.pdf")
        broken = UNITS[86]
        mail = self._mail(broken, {"BC.docx": filled(broken.name, self.figures[broken.id])}, 3)
        self.put("thu/hong.eml", mail[: len(mail) // 2], 3)
        self.truth.unrecognised |= {"thu/hong.eml", "thu/hong.eml/BC.docx"}
        empty = UNITS[87]
        self.put("thu/quen.eml", self._mail(empty, {}, 3), 3)
        self.truth.unrecognised.add("thu/quen.eml")
        for unit in UNITS[2:4]:  # corrected once more
            figures = self.figures[unit.id]
            figures["workshops"] = {"count": figures["workshops"]["count"] + 1}
            figures["publications"] = {"count": 999}
            file = f"{unit.name.replace('/', '-')} lần 3.docx"
            self.put(file, filled(unit.name, figures), 3)
            self.truth.doubled[unit.id].add(file)
            self.sent(unit, file, 3, "duplicate-files")


def missing(truth: Truth, units: Sequence[RosterUnit] = UNITS) -> set[str]:
    """Return the ids of the units with no report."""
    return {unit.id for unit in units} - set(truth.used)
