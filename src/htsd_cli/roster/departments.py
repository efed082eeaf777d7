"""A ward's department that reports for its committee: UBND PHƯỜNG X / PHÒNG VĂN HÓA - XÃ HỘI is UBND phường X."""

from __future__ import annotations

import re
from typing import NamedTuple

from htsd_cli.language.capitals import area_of, parts_of_area
from htsd_cli.language.vietnamese import clean, fold

_COMMUNES = ("phường", "xã", "thị trấn", "đặc khu")
_OF_AREA = re.compile(
    r"\s(?:thuộc\s+)?((?:UBND\s+)?(?:P\.|phường|thị trấn|đặc khu|xã(?!\s+hội))\s*\S.*)$", re.IGNORECASE
)
_SHORT_WARD = re.compile(r"^(UBND\s+)?P\.\s*", re.IGNORECASE)
# Whose field the report is in, whatever the province calls the department (Nghị định 370/2025/NĐ-CP), folded.
_FIELDS = ("van hoa", "xa hoi", "giao duc", "khoa giao", "vhxh", "vh xh")


class Committee(NamedTuple):
    """The people's committee a department belongs to, and why that is only likely ("" when it is certain)."""

    name: str
    reason: str = ""


def committee_of(department: str, area: str) -> Committee | None:
    """Return the commune's committee for which a department reports, None for any other body.

    `area` is what the committee in the letterhead governs, "" where it names none; then the department's own name
    must end in its area: `Phòng Văn hóa - Xã hội phường Tân Hưng`.
    """
    bare = f"{fold(clean(department))} "
    if not bare.startswith(("phong ", "van phong ", "ban chi dao ")):
        return None
    ending = _OF_AREA.search(clean(department))
    if ending:
        own = _SHORT_WARD.sub(lambda found: f"{found[1] or ''}phường ", ending[1])
        area = area_of(own if own.upper().startswith("UBND") else f"UBND {own}") or area
    if parts_of_area(area)[0] not in _COMMUNES:
        return None
    name = f"Ủy ban nhân dân {area}"
    if bare.startswith("phong ") and any(field in bare for field in _FIELDS):
        return Committee(name)
    if bare.startswith("van phong "):
        return Committee(name, "báo cáo do Văn phòng của Ủy ban nhân dân lập")
    if bare.startswith("ban chi dao "):
        return Committee(name, "báo cáo do Ban Chỉ đạo của địa phương lập")
    return None
