"""The sample campaign of a ward: what its thirty units sent, drawn and typed as the district's samples are."""

from __future__ import annotations

from typing import NamedTuple

from htsd_cli.roster import RosterUnit
from tools.samples.facts import Facts, Report

AREA = "phường Tân Hưng"
COMMITTEE = "UBND PHƯỜNG TÂN HƯNG"
# Whose figures and words a kind's are drawn like, where the district has none of that kind.
_LIKE = {
    "lien-cap": "thcs", "nhom-tre": "mn", "khu-pho": "doan-the", "tram-y-te": "phong-ban",
    "hoc-tap-cong-dong": "trung-tam", "dich-vu-cong": "trung-tam", "khac": "phong-ban",
}  # fmt: skip
# What the district's units write -> what the ward's do.
_WORDS = {
    "Ủy ban nhân dân Quận 7": f"Ủy ban nhân dân {AREA}",
    "Phòng Giáo dục và Đào tạo": "Phòng Văn hóa - Xã hội",
    "Ủy ban nhân dân 10 phường": "các khu phố",
    "10 phường": "các khu phố",
    "quận và các phường": "phường và các khu phố",
    "trên địa bàn quận": "trên địa bàn phường",
    "của quận": "của phường",
}


class Sent(NamedTuple):
    """A unit of the ward and the report it sent; without a `file` it sent none."""

    id: str
    unit: str
    kind: str
    area: str
    file: str = ""
    layout: str = "blank"
    typist: str = "plain"
    fault: str = ""
    opening: str = ""


UNITS = (
    Sent("MN01", "Trường Mầm non Hướng Dương", "mn", "Cụm 1", "MN Huong Duong.docx"),
    Sent("MN02", "Trường Mầm non Sơn Ca", "mn", "Cụm 1", "BC HTSD MN Son Ca.docx", "arial", "words"),
    Sent("MN03", "Trường Mầm non Tuổi Ngọc", "mn", "Cụm 2", "mn tuoi ngoc - bc tuan le.docx", fault="empty-table"),
    Sent("MN04", "Trường Mầm non Vành Khuyên", "mn", "Cụm 2", "MN Vanh Khuyen.xlsx", "sheet-blank"),
    Sent("NT01", "Nhóm trẻ độc lập Bé Yêu", "nhom-tre", "Cụm 1", "nhom tre Be Yeu.docx", "short"),
    Sent("NT02", "Nhóm trẻ độc lập Hoa Cỏ May", "nhom-tre", "Cụm 2",
         "Bao cao HTSD - Nhom tre Hoa Co May.docx", typist="slash"),
    Sent("NT03", "Lớp mẫu giáo độc lập Ánh Sao", "nhom-tre", "Cụm 2", "LMG Anh Sao.docx", typist="zeros"),
    Sent("TH01", "Trường Tiểu học Bình Minh", "tih", "Cụm 1", "TH Binh Minh bao cao HTSD.docx", typist="padded"),
    Sent("TH02", "Trường Tiểu học Nguyễn Văn Ngọc", "tih", "Cụm 1",
         "TH Nguyen Van Ngoc.docx", "wide", fault="estimates"),
    Sent("TH03", "Trường Tiểu học Rạng Đông", "tih", "Cụm 2", "BC HTSD TH Rang Dong.docx", typist="merged"),
    Sent("TH04", "Trường Tiểu học Tân Lập", "tih", "Cụm 2", "Tieu hoc Tan Lap.docx", opening="name"),
    Sent("TS01", "Trường TH và THCS Tương Lai", "lien-cap", "Cụm 2", "TH va THCS Tuong Lai.docx", typist="million"),
    Sent("CS01", "Trường THCS Chu Văn An", "thcs", "Cụm 1", "THCS Chu Van An - HTSD.docx", typist="million"),
    Sent("CS02", "Trường THCS Lê Hữu Trác", "thcs", "Cụm 2", "THCS Le Huu Trac.docx", fault="total"),
    Sent("CS03", "Trường THCS Trần Đại Nghĩa", "thcs", "Cụm 2", "THCS Tran Dai Nghia.xlsx", "sheet-own", "slash"),
    Sent("HT01", "Trung tâm học tập cộng đồng phường Tân Hưng", "hoc-tap-cong-dong", "Cụm 1",
         "TTHTCD phuong Tan Hung.docx", typist="words"),
    Sent("DV01", "Trung tâm Cung ứng dịch vụ công phường Tân Hưng", "dich-vu-cong", "Cụm 1", "TT cung ung DVC.docx"),
    Sent("YT01", "Trạm Y tế phường Tân Hưng", "tram-y-te", "Cụm 1", "Tram Y te BC HTSD.docx", typist="dashes"),
    Sent("KP01", "Khu phố 1", "khu-pho", "Cụm 1", "KP1.docx", "short", "padded"),
    Sent("KP02", "Khu phố 2", "khu-pho", "Cụm 1", "khu pho 2 bao cao tuan le hoc tap suot doi.docx", "tabs"),
    Sent("KP03", "Khu phố 3", "khu-pho", "Cụm 1", "KP 3 - BC HTSD 2024.docx", fault="last-year"),
    Sent("KP04", "Khu phố 4", "khu-pho", "Cụm 2", "Khu pho 4.docx", typist="lines"),
    Sent("KP05", "Khu phố 5", "khu-pho", "Cụm 2", "KP5.xlsx", "sheet-blank"),
    Sent("KP06", "Khu phố 6", "khu-pho", "Cụm 2", "kp6 htsd.docx", typist="slash"),
    Sent("KH01", "Hội Khuyến học phường Tân Hưng", "doan-the", "", "Hoi Khuyen hoc phuong.docx", "stacked", "padded"),
    Sent("PN01", "Hội Liên hiệp Phụ nữ phường Tân Hưng", "doan-the", "", "Hoi LHPN.docx"),
    Sent("CB01", "Hội Cựu chiến binh phường Tân Hưng", "doan-the", "", "CCB bao cao.docx", typist="words"),
    Sent("DT01", "Đoàn Thanh niên phường Tân Hưng", "doan-the", "",
         "Doan phuong Tan Hung HTSD.docx", fault="letters-and-heading"),
    Sent("PB01", "Phòng Kinh tế, Hạ tầng và Đô thị phường Tân Hưng", "phong-ban", "",
         "Phong KT HT DT.xlsx", "sheet-own"),
    Sent("PB02", "Văn phòng HĐND và UBND phường Tân Hưng", "phong-ban", "", "VP HDND-UBND.docx", "named"),
    Sent("KP07", "Khu phố 7", "khu-pho", "Cụm 2"),
    Sent("MN05", "Trường Mầm non Thỏ Ngọc", "mn", "Cụm 2"),
)  # fmt: skip


def ward_facts(district: Facts) -> Facts:
    """Return the ward's reports with the typists, figures and words of the district's samples."""
    reports = tuple(_report(place, unit) for place, unit in enumerate(UNITS) if unit.file)
    return district.of(reports, _LIKE, _WORDS)


def _report(place: int, sent: Sent) -> Report:
    school = sent.kind in ("mn", "tih", "thcs", "lien-cap", "nhom-tre")
    return Report(
        file=sent.file,
        unit=sent.unit,
        kind=sent.kind,
        letterhead=(f"ĐƠN VỊ: {sent.unit}",)
        if sent.layout == "sheet-blank"
        else (COMMITTEE, sent.unit.upper()),
        number=f"{11 + 7 * place}/BC-{sent.id[:2]}",
        place="Tân Hưng",
        day=3 + place % 8,
        layout=sent.layout,
        typist=sent.typist,
        opening=sent.opening,
        signer="HIỆU TRƯỞNG" if school else "THỦ TRƯỞNG ĐƠN VỊ",
        fault=sent.fault,
        plan_of=f"Ủy ban nhân dân {AREA}",
        copy_to=f"UBND {AREA}",
    )


def roster() -> tuple[RosterUnit, ...]:
    """Return the ward's roster: those who sent a report and the two who did not."""
    return tuple(RosterUnit(unit.id, unit.unit, unit.kind, area=unit.area) for unit in UNITS)
