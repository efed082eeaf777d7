"""How a roster's units are officially written: names by Phụ lục II of Nghị định 30/2020/NĐ-CP, phones with their 0.

The words of kinds here are language, not a form's kinds: how Vietnamese writes the sorts of bodies there are, by
Phụ lục II of the decree ("Trường Tiểu học", not "trường tiểu học") and in the short forms offices use. They are one and
the same for every form and office. What hangs on them is a proposal for a roster's spelling, which a person accepts: no
figure, no match and no kind of a unit. A body they do not know keeps its words and gets its first letter in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from htsd_cli.form import Form
from htsd_cli.language.capitals import area_of, in_sentence
from htsd_cli.language.vietnamese import clean, modern_tones
from htsd_cli.roster.dated import dated
from htsd_cli.roster.mergers import id_named, runs_in_a_circle
from htsd_cli.roster.names import NameReader
from htsd_cli.roster.rows import RosterRow
from htsd_cli.values.catalogue import finding
from htsd_cli.values.findings import Finding

# What a name begins with in short, and as it is officially written.
_SHORT = (
    (re.compile(r"(?:trường\s+)?(?:MN)\s+(?=\S)", re.IGNORECASE), "Trường Mầm non "),
    (re.compile(r"(?:trường\s+)?(?:MG)\s+(?=\S)", re.IGNORECASE), "Trường Mẫu giáo "),
    (
        re.compile(r"(?:trường\s+)?(?:TiH|TH)\s+(?!và\b|&|,|-|–|THCS)(?=\S)", re.IGNORECASE),
        "Trường Tiểu học ",
    ),
    (
        re.compile(r"(?:TTHTCĐ|TT\s*HTCĐ|Trung tâm\s+HTCĐ)\s+(?=\S)", re.IGNORECASE),
        "Trung tâm học tập cộng đồng ",
    ),
    (re.compile(r"TT\.?\s+(?=\S)"), "Trung tâm "),
    (re.compile(r"TYT\s+(?=\S)", re.IGNORECASE), "Trạm Y tế "),
    (re.compile(r"KP\.?\s*(?=\S)"), "Khu phố "),
    (re.compile(r"(?:THCS|THPT)\s+(?=\S)"), "Trường {} "),
    (re.compile(r"(?:mầm non)\s+(?=\S)", re.IGNORECASE), "Trường Mầm non "),
    (re.compile(r"(?:mẫu giáo)\s+(?!độc lập|tư thục)(?=\S)", re.IGNORECASE), "Trường Mẫu giáo "),
    (re.compile(r"(?:tiểu học)\s+(?!và\b|&|,|-|–|THCS)(?=\S)", re.IGNORECASE), "Trường Tiểu học "),
    (re.compile(r"lớp\s+MG\s+(?=\S)", re.IGNORECASE), "Lớp mẫu giáo "),
    (re.compile(r"(?:Hội\s+|H)LHPN\b"), "Hội Liên hiệp Phụ nữ"),
    (re.compile(r"Hội\s+CCB\b"), "Hội Cựu chiến binh"),
    (re.compile(r"Hội\s+NCT\b"), "Hội Người cao tuổi"),
    (re.compile(r"Hội\s+CTĐ\b"), "Hội Chữ thập đỏ"),
    (re.compile(r"(?:Hội\s+KH|HKH)\b"), "Hội Khuyến học"),
    (
        re.compile(r"(?:(?:UB|Ủy ban)\s*)?(?:MTTQ|Mặt trận Tổ quốc)(?:\s*(?:VN|Việt Nam))?(?=\s|$)"),
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
    ),
    (
        re.compile(r"Đoàn\s+(?:TNCS\s+(?:HCM|Hồ Chí Minh)|TN(?:CS)?\b)"),
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    ),
    (re.compile(r"BCH\s*(?:Quân sự|QS)\b", re.IGNORECASE), "Ban Chỉ huy Quân sự"),
    (re.compile(r"(?:CA|Công an)\s+P\.\s*(?=\S)"), "Công an phường "),
)
# Words of kinds as the decree writes them; a name's own words follow behind them.
_KINDS = (
    "Trường Tiểu học", "Trường Mầm non", "Trường Mẫu giáo", "Trường Trung học cơ sở", "Trường Trung học phổ thông",
    "Trường THCS", "Trường THPT", "Trường TH", "Trường Trung cấp", "Trường Trung học nghề", "Trạm Y tế", "Khu phố",
    "Trung tâm", "Hội Khuyến học", "Hội Liên hiệp Phụ nữ", "Nhóm trẻ", "Lớp mẫu giáo", "Phòng", "Ủy ban nhân dân",
)  # fmt: skip
_COMMITTEE = re.compile(r"(?:UBND|Ủy ban nhân dân)\s+(P|X|ĐK)\.\s*(?=\S)", re.IGNORECASE)
_AREA_OF = {"P": "phường", "X": "xã", "ĐK": "đặc khu"}
_PHONE = re.compile(r"[\d\s.\-()+]+")


def official_name(name: str, names: NameReader) -> str:
    """Return a unit's name as it is officially written; one that is returned unchanged needs no change."""
    text = modern_tones(" ".join(clean(name).split()))
    if text.isupper() or (text.islower() and names.is_proper(names.kind_of(text))):
        text = names.tidy(text.upper())
    text = _COMMITTEE.sub(lambda found: f"UBND {_AREA_OF[found[1].upper()]} ", text)
    if area_of(text):
        return in_sentence(text)
    for pattern, official in _SHORT:
        if found := pattern.match(text):
            text = official.format(found.group().strip().upper()) + text[found.end() :]
            break
    for kind in _KINDS:
        if text.casefold().startswith(f"{kind.casefold()} "):
            text = kind + text[len(kind) :]
            break
    return f"{text[:1].upper()}{text[1:]}"


def about_spellings(rows: Sequence[RosterRow], form: Form) -> list[Finding]:
    """Return what of a roster's rows is not written officially, each with what to write, in the order of the rows."""
    names = NameReader(form)
    told: list[Finding] = []
    for row in rows:
        if not row.name:
            continue
        official = official_name(row.name, names)
        if official != row.name:
            told.append(finding("roster-name-spelling", row=row.row, name=row.name, official=official))
        digits = re.sub(r"\D", "", row.phone)
        if _PHONE.fullmatch(row.phone or " ") and len(digits) == 9 and not digits.startswith("0"):
            told.append(
                finding(
                    "roster-phone-zero", row=row.row, name=row.name, text=row.phone, official=f"0{digits}"
                )
            )
    return told


def about_mergers(rows: Sequence[RosterRow]) -> list[tuple[int, Finding]]:
    """Return what is wrong in the columns Tên cũ, Sáp nhập vào and Tách từ, each with its row."""
    told: list[tuple[int, Finding]] = []
    into = {row.id: id_named(row.merged_into, rows) for row in rows if row.id and row.merged_into}
    for row in rows:
        cells = [("Sáp nhập vào", row.merged_into), ("Tách từ", row.split_from)]
        for heading, text in cells:
            named = id_named(text, rows) if text else ""
            if text and (not named or named == row.id):
                found = finding("roster-code-unknown", row=row.row, name=row.name, heading=heading, text=text)
                told.append((row.row, found))
        if row.id in into and into[row.id] and into[row.id] != row.id and runs_in_a_circle(row.id, into):
            found = finding("roster-merged-circle", row=row.row, name=row.name, text=row.merged_into)
            told.append((row.row, found))
        cells += [("Tên cũ", part) for part in row.old_names.split(";")]
        told += [
            (
                row.row,
                finding("roster-day-wrong", row=row.row, name=row.name, heading=heading, text=day.wrong),
            )
            for heading, text in cells
            if (day := dated(text)).wrong
        ]
    return told
