"""The sample campaign of a Sở: what six wards and six units of its own sent, every name and figure invented."""

from __future__ import annotations

from typing import NamedTuple

from htsd_cli.form import SignedBy
from htsd_cli.roster import RosterUnit
from tools.samples.facts import Facts, Report

AREA = "Thành phố Hồ Chí Minh"
# Whose figures and words a kind's are drawn like, where the district has none of that kind.
_LIKE = {"khu-pho": "doan-the", "tram-y-te": "phong-ban", "lien-cap": "thcs", "trung-hoc-nghe": "thpt"}
_OFFICE = f"Sở Giáo dục và Đào tạo {AREA}"
# What the district's units write -> what these do.
_WORDS = {
    "Ủy ban nhân dân Quận 7": _OFFICE,
    "Phòng Giáo dục và Đào tạo": "Sở Giáo dục và Đào tạo",
    "Ủy ban nhân dân 10 phường": "Ủy ban nhân dân các phường, xã",
    "10 phường": "các phường, xã",
    "quận và các phường": "thành phố và các phường, xã",
    "trên địa bàn quận": "trên địa bàn thành phố",
    "của quận": "của thành phố",
}


class Ward(NamedTuple):
    """A ward: its units, each with a kind; those without a report are named in `silent`.

    `by` is who signs its report, `beside` whether its results come with the report. A ward without units sent nothing.
    """

    id: str
    area: str
    units: tuple[tuple[str, str], ...] = ()
    silent: tuple[tuple[str, str], ...] = ()
    by: SignedBy = "committee"
    beside: bool = True
    place: str = ""

    @property
    def name(self) -> str:
        """The ward's committee."""
        return f"Ủy ban nhân dân {self.area}"


class Own(NamedTuple):
    """A unit of the Sở itself and the report it sent; without a `file` it sent none."""

    id: str
    unit: str
    kind: str
    file: str = ""
    layout: str = "blank"
    typist: str = "plain"
    fault: str = ""


WARDS = (
    Ward("P01", "phường Hoa Lâm", (
        ("Trường Mầm non Hoa Ban", "mn"), ("Trường Tiểu học Đồi Thông", "tih"), ("Trường THCS Suối Trong", "thcs"),
        ("Khu phố 1", "khu-pho"))),
    Ward("P02", "phường Bình Sơn", (
        ("Trường Mầm non Chim Én", "mn"), ("Trường Tiểu học Lá Xanh", "tih"),
        ("Trạm Y tế phường Bình Sơn", "tram-y-te")),
        by="office"),
    Ward("P03", "phường Tân Thạnh", (
        ("Trường Tiểu học Cánh Diều", "tih"), ("Trường THCS Bình Yên", "thcs"), ("Khu phố 2", "khu-pho")),
        (("Trường Mầm non Bồ Câu", "mn"), ("Khu phố 3", "khu-pho")), place="Khu vực Tây"),
    Ward("P04", "phường Tân Thạnh", (
        ("Trường Mầm non Búp Măng", "mn"), ("Trường Tiểu học Sao Sáng", "tih"), ("Trường THCS Gió Mới", "thcs")),
        by="office", place="Khu vực Đông"),
    Ward("P05", "xã Long Phước", (
        ("Trường Tiểu học Đồng Xanh", "tih"), ("Trường TH và THCS Bến Đá", "lien-cap"), ("Khu phố 4", "khu-pho")),
        beside=False),
    Ward("P06", "xã Hòa Bình Đông"),
)  # fmt: skip
OWN = (
    Own("S01", "Trường THPT Đông Hải", "thpt", "THPT Dong Hai BC HTSD.docx"),
    Own("S02", "Trường THPT Tây Sơn Hạ", "thpt", "BC HTSD THPT Tay Son Ha.xlsx", "sheet-blank"),
    Own("S03", "Trường THCS và THPT Bình Sơn", "lien-cap", "THCS-THPT Binh Son.docx", typist="slash"),
    Own("S04", "Trường Trung học nghề Hoa Lâm", "trung-hoc-nghe", "truong THN Hoa Lam.docx", typist="words"),
    Own("S05", "Trung tâm GDTX Long Phước", "trung-tam", "TTGDTX Long Phuoc.docx", "wide", fault="estimates"),
    Own("S06", "Phòng Giáo dục thường xuyên", "phong-ban"),
)


def so_facts(district: Facts) -> Facts:
    """Return the reports of the Sở's own units, with the typists, figures and words of the district's samples."""
    reports = tuple(
        _report(place, unit.id, unit.unit, unit.kind, "Sở Giáo dục và Đào tạo", unit)
        for place, unit in enumerate(OWN)
        if unit.file
    )
    return district.of(reports, _LIKE, _WORDS)


def ward_facts(district: Facts, ward: Ward) -> Facts:
    """Return the reports of one ward's units."""
    reports = tuple(
        _report(int(ward.id[1:]) * 7 + place, f"{ward.id}{place}", name, kind, f"UBND {ward.area}")
        for place, (name, kind) in enumerate(ward.units)
    )
    return district.of(reports, _LIKE, _WORDS)


def _report(place: int, id: str, name: str, kind: str, receiver: str, own: Own | None = None) -> Report:
    layout = own.layout if own else "blank"
    return Report(
        file=own.file if own else f"{id}.docx",
        unit=name,
        kind=kind,
        letterhead=(f"ĐƠN VỊ: {name}",) if layout == "sheet-blank" else (receiver.upper(), name.upper()),
        number=f"{12 + 5 * place}/BC",
        place="Thành phố Hồ Chí Minh",
        day=3 + place % 8,
        layout=layout,
        typist=own.typist if own else "plain",
        fault=own.fault if own else "",
        plan_of=_OFFICE,
        copy_to=receiver,
    )


def ward_roster(ward: Ward) -> tuple[RosterUnit, ...]:
    """Return a ward's own roster."""
    units = (*ward.units, *ward.silent)
    return tuple(RosterUnit(f"{ward.id}{place}", name, kind) for place, (name, kind) in enumerate(units))


def roster() -> tuple[RosterUnit, ...]:
    """Return the Sở's roster: wards and communes, then its own units."""
    wards = (
        RosterUnit(
            ward.id,
            ward.name,
            "xa" if ward.area.startswith("xã") else "phuong",
            area=ward.place or "Khu vực Tây",
        )
        for ward in WARDS
    )
    return (*wards, *(RosterUnit(unit.id, unit.unit, unit.kind, area="Trực thuộc Sở") for unit in OWN))
