"""The office that reports: its letterhead, addressees and signers, and what of them follows from its level and area."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator

from htsd_cli.form.shipped import usual
from htsd_cli.form.toml_file import Misfit
from htsd_cli.language.capitals import area_of, parts_of_area, running_text

Level = Literal["ward", "district", "province"]
SignedBy = Literal["committee", "office", "school"]

NO_ADDRESSEE = "………"  # as it is printed until a person says it
CENTRAL_CITIES = ("hà nội", "hồ chí minh", "hải phòng", "đà nẵng", "cần thơ", "huế")
_WARDS = ("phường", "xã", "thị trấn", "đặc khu")
_SWITCHED = frozenset(
    ("parent", "name", "full_name", "abbreviation", "copies", "signer_title")
)  # by `signed_by`
# The body under the committee that does the work at each level: its name in running text, its abbreviation in the
# symbol of a document, who files its copies, and its head.
_DEPARTMENTS: dict[Level, tuple[str, str, str, str]] = {
    "ward": ("Phòng Văn hóa - Xã hội", "VHXH", "VHXH", "TRƯỞNG PHÒNG"),
    "district": ("Phòng Giáo dục và Đào tạo", "PGDĐT", "GDTX", "TRƯỞNG PHÒNG"),
    "province": ("Sở Giáo dục và Đào tạo", "SGDĐT", "GDTX", "GIÁM ĐỐC"),
}

# The head of a unit that signs in its own name, by what its name begins with: titles of the law and of offices' usage,
# asked for before there is a form and thus no attribute of a form's kinds. `signer_title` says otherwise where it must.
_HEADS = {
    "Trường": "HIỆU TRƯỞNG", "Trung tâm": "GIÁM ĐỐC", "Trạm": "TRƯỞNG TRẠM", "Nhà": "GIÁM ĐỐC", "Hội": "CHỦ TỊCH",
    "Khu phố": "TRƯỞNG KHU PHỐ", "Ấp": "TRƯỞNG ẤP", "Thôn": "TRƯỞNG THÔN", "Nhóm trẻ": "CHỦ NHÓM TRẺ",
    "Lớp mẫu giáo": "CHỦ LỚP MẪU GIÁO",
}  # fmt: skip


def _usual(key: str) -> Any:
    return Field(default_factory=partial(usual, "office", key))


class Office(BaseModel):
    """`[office]`: what stands in the letterhead, the addressees and the signature block of the report.

    `parent` is the body above (tên cơ quan chủ quản, "" for none), `name` the issuing office, either of several lines
    separated by line breaks (in the file also a list). `full_name` is the office in running text. `signer_title` has a
    line for each line above the signature: TRƯỞNG PHÒNG; KT. TRƯỞNG PHÒNG, PHÓ TRƯỞNG PHÒNG; TM. ỦY BAN NHÂN DÂN,
    KT. CHỦ TỊCH, PHÓ CHỦ TỊCH. `area` is the area in running text. `basis` are the documents the report carries out
    (Thực hiện …). `signed_by` says who signs: the people's committee, the body under it, or a school or other unit in
    its own name (the last two named by `department`, in running text); where it is given everything left out follows
    from it, and what contradicts it is told. `province` is the province the area lies in. In a file without `signed_by`
    what is left out follows from `parent`, `name` and `place`. With `one_file` the appendix with the units' own words
    is part of the report's file, which is signed once; else it is a file by itself, with room for its own signature.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    parent: str = _usual("parent")
    name: str = _usual("name")
    full_name: str = _usual("full_name")
    abbreviation: str = _usual("abbreviation")
    place: str = _usual("place")
    area: str = _usual("area")
    basis: tuple[str, ...] = _usual("basis")
    recipients: tuple[str, ...] = _usual("recipients")
    copies: tuple[str, ...] = _usual("copies")
    signer_title: tuple[str, ...] = _usual("signer_title")
    signer: str = ""
    signed_by: SignedBy = "office"
    department: str = _usual("department")
    province: str = _usual("province")
    one_file: bool = True

    @field_validator("parent", "name", mode="before")
    @classmethod
    def _in_lines(cls, value: Any) -> Any:
        """Take a list for a name of several lines."""
        if isinstance(value, list) and all(isinstance(line, str) for line in value):
            return "\n".join(value)
        return value

    @property
    def above(self) -> str:
        """The body above in running text: `Ủy ban nhân dân Quận 7`."""
        return running_text(self.parent)

    @property
    def itself(self) -> str:
        """What the office calls itself once its name was said: `Phòng`, `Sở`, `Ủy ban nhân dân phường`."""
        area = area_of(self.name)
        if area:
            return f"Ủy ban nhân dân {parts_of_area(area)[0]}".strip()
        first = self.full_name.split(" ", 1)[0]
        return first if first in ("Phòng", "Sở", "Ban", "Trường") else self.full_name


def completed(office: dict[str, Any], level: Level, year: object, basis: str = "") -> dict[str, Any]:
    """Return an office's table with what it leaves out; of a wrong type is told by the fields themselves.

    `basis` is the form's wording of the paper that the office carries out, "" for none. Raises `Misfit` for keys that
    contradict `signed_by`, and for an area that cannot be known.
    """
    if office.get("signed_by") in get_args(SignedBy):
        return _signed(office, level, year, basis)
    return _derived(office, year, basis) | office


def basis_of(basis: str, above: str, area: str, year: object) -> list[str]:
    """Return the papers an office carries out by a form's wording of them; none without a body above."""
    if not basis or not above:
        return []
    for field, text in (("{above}", above), ("{area}", area), ("{year}", str(year))):
        basis = basis.replace(field, text)
    return [basis]


def letterhead(
    level: Level, signed_by: SignedBy, area: str, province: str = "", department: str = ""
) -> dict[str, Any]:
    """Return the keys of `[office]` for who signs what at which level.

    These are a ward's or province's committee, the body under it, or a school, which must be given as `department`.
    `area` is in running text with its kind; at the level of a province it is the province. Without a `department` it is
    the usual one of the level (Nghị định 150/2025/NĐ-CP for a ward's; a province may name it otherwise). Raises
    `ValueError` for an area that does not begin with its kind.
    """
    area = official_area(area)
    usual, abbreviation, files, head = _DEPARTMENTS[level]
    department = department.strip() or usual
    if signed_by == "school":
        return _of_school(level, area, province, department)
    if department != usual:
        abbreviation = files = _initials(department)
    committee = f"Ủy ban nhân dân {area}"
    kind, own = parts_of_area(area)
    found: dict[str, Any] = {
        "area": area,
        "place": _place(area),
        "province": area if level == "province" else official_area(province) if province.strip() else "",
        "department": department,
        "recipients": [_above(level, province)],
    }
    if signed_by == "committee":
        chair = f"Chủ tịch, các Phó Chủ tịch {committee}"
        return found | {
            "parent": "",
            "name": f"ỦY BAN NHÂN DÂN\n{f'{kind} {own}'.upper()}",
            "full_name": committee,
            "abbreviation": "UBND",
            "copies": ["Như trên", chair, department, f"Lưu: VT, {files}"],
            "signer_title": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        }
    return found | {
        "parent": committee.upper(),
        "name": department.upper(),
        "full_name": f"{department} {area}",
        "abbreviation": abbreviation,
        "copies": ["Như trên", f"{committee} (để báo cáo)", f"Lưu: VT, {files}"],
        "signer_title": [head],
    }


def signer_titles(level: Level, signed_by: SignedBy, department: str = "", *, deputy: bool) -> list[str]:
    """Return the lines above the signature: of the head, or of the deputy who signs in the head's stead (KT.).

    A committee's chair signs for the committee (TM.); Điều 13 of Nghị định 30/2020/NĐ-CP.
    """
    if signed_by == "committee":
        chair = ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"] if deputy else ["CHỦ TỊCH"]
        return ["TM. ỦY BAN NHÂN DÂN", *chair]
    head = _head(department) if signed_by == "school" else _DEPARTMENTS[level][3]
    return [f"KT. {head}", f"PHÓ {head}"] if deputy else [head]


def _head(school: str) -> str:
    return next((title for word, title in _HEADS.items() if school.startswith(f"{word} ")), "TRƯỞNG ĐƠN VỊ")


def _of_school(level: Level, area: str, province: str, school: str) -> dict[str, Any]:
    """Return the letterhead of a school or other unit: the body above it is also the one it reports to."""
    above = f"Ủy ban nhân dân {area}" if level != "province" else f"Sở Giáo dục và Đào tạo {area}"
    return {
        "area": area,
        "place": _place(area),
        "province": area if level == "province" else official_area(province) if province.strip() else "",
        "department": school,
        "recipients": [above],
        "parent": above.upper(),
        "name": school.upper(),
        "full_name": school,
        "abbreviation": _symbol(school),
        "copies": ["Như trên", "Lưu: VT"],
        "signer_title": [_head(school)],
    }


def _symbol(school: str) -> str:
    """Return a unit's letters in the symbol of its documents: `Trường Tiểu học Lê Văn Tám` is `THLVT`."""
    words = [word for word in school.replace("-", " ").split() if word.casefold() not in ("trường", "và")]
    return "".join(
        re.sub(r"\W", "", word) if word.isupper() or word[0].isdigit() else word[0].upper() for word in words
    )


def level_of(area: str) -> Level:
    """Return the level of an area by its kind. Raises `ValueError` for one that does not begin with its kind."""
    kind, own = parts_of_area(official_area(area))
    if kind == "tỉnh" or (kind == "thành phố" and own.casefold() in CENTRAL_CITIES):
        return "province"
    return "ward" if kind in _WARDS else "district"


def official_area(area: str) -> str:
    """Return an area as it stands in a sentence: `Phường tân hưng` is `phường Tân Hưng`.

    Raises `ValueError` for one that does not begin with its kind (phường, xã, đặc khu, quận, huyện, thành phố, tỉnh).
    """
    kind, own = parts_of_area(area)
    if not kind or not own:
        raise ValueError(area)
    own = own.title() if own.islower() else own
    return area_of(f"UBND {kind} {own}")


def _place(area: str) -> str:
    """Return the place in the date line: the bare name, with its kind where a number or a person names the area."""
    kind, own = parts_of_area(area)
    special = area[:1].isupper() or (kind == "thành phố" and own.casefold() == "hồ chí minh")
    return area[:1].upper() + area[1:] if special else own


def _above(level: Level, province: str) -> str:
    """Return whom the office reports to."""
    if level == "province":
        return "Bộ Giáo dục và Đào tạo"
    return f"Sở Giáo dục và Đào tạo {official_area(province) if province.strip() else ''}".strip()


def _initials(department: str) -> str:
    """Return the letters of a department's name for a symbol: `Phòng Văn hóa - Xã hội` is `VHXH`."""
    words = [word for word in department.split() if word[:1].isalpha()]
    return (
        "".join(word[0].upper() for word in words[1:] if word.casefold() not in ("và", "của")) or department
    )


def _signed(office: dict[str, Any], level: Level, year: object, basis: str) -> dict[str, Any]:
    signed_by: SignedBy = office["signed_by"]
    area = office.get("area") or (Office().area if level == "district" else "")
    texts = [office.get(key, "") for key in ("province", "department")]
    if not isinstance(area, str) or not all(isinstance(text, str) for text in texts):
        return office
    try:
        found = letterhead(level, signed_by, area, *texts)
    except ValueError:
        said = f"đang ghi “{area}”" if area else "chưa ghi"
        raise Misfit(
            f'cần biết địa bàn, cả loại lẫn tên, {said}; hãy ghi area, ví dụ area = "phường Tân Hưng"', "area"
        ) from None
    _refuse_department(signed_by, texts[1])
    own_office: list[SignedBy] = ["committee", "office"]
    department = "" if signed_by == "school" else texts[1]
    others = [letterhead(level, one, area, texts[0], department) for one in own_office if one != signed_by]
    # What stands there as another letterhead has it was derived, not chosen: it goes over with the one key. An
    # empty `parent` says nothing by itself, so it goes with the name.
    derived = {
        key for key in _SWITCHED & office.keys() if any(_same(office[key], other[key]) for other in others)
    }
    if "name" in office and "name" not in derived:
        derived.discard("parent")
    own = {key: value for key, value in office.items() if key not in derived}
    _refuse_mixture(own, signed_by)
    told = basis_of(basis, f"Ủy ban nhân dân {found['area']}", found["area"], year)
    return found | {"basis": told} | own


def _refuse_department(signed_by: SignedBy, department: str) -> None:
    """Refuse a school that is none, and a school in the place of the office that does the work."""
    is_school = department.strip().startswith(tuple(f"{word} " for word in _HEADS))
    if signed_by == "school" and not department.strip():
        raise Misfit(
            'signed_by = "school" là trường (đơn vị) tự ký nên cần biết tên đơn vị; hãy ghi department, ví dụ'
            ' department = "Trường Tiểu học Lê Văn Tám"',
            "signed_by",
        )
    if signed_by != "school" and department.strip().startswith("Trường ") and is_school:
        raise Misfit(
            f'signed_by = "{signed_by}" nhưng department đang ghi tên trường; hãy ghi signed_by = "school", hoặc'
            " ghi tên phòng (sở) vào department",
            "department",
        )


def _same(value: object, derived: object) -> bool:
    lines = "\n".join(value) if isinstance(derived, str) and isinstance(value, list) else value
    return lines == derived


def _refuse_mixture(office: dict[str, Any], signed_by: SignedBy) -> None:
    """Refuse the keys of another letterhead than who signs: a report headed by one body and signed by another."""
    lines = {
        key: " ".join(value if isinstance(value, list) else [value]).strip().upper()
        for key, value in office.items()
        if isinstance(value, str)
        or (isinstance(value, list) and all(isinstance(line, str) for line in value))
    }
    committee = signed_by == "committee"
    is_committee: dict[str, Callable[[str], bool]] = {
        "name": lambda text: bool(area_of(text)) or text in ("UBND", "ỦY BAN NHÂN DÂN"),
        "full_name": lambda text: text.startswith(("ỦY BAN", "UBND")),
        "abbreviation": lambda text: text == "UBND",
        # TM., KT., TL. and TUQ. CHỦ TỊCH all sign for a committee; the head of another body may be a chair too.
        "signer_title": lambda text: "ỦY BAN NHÂN DÂN" in text or (committee and "CHỦ TỊCH" in text),
    }
    if committee:  # nobody is above it in its own letterhead; a body under it may go without a line above
        is_committee = {"parent": lambda text: not text} | is_committee
    wrong = [key for key, test in is_committee.items() if key in lines and test(lines[key]) is not committee]
    heads = {"school": "TRƯỞNG PHÒNG", "office": "HIỆU TRƯỞNG", "committee": "HIỆU TRƯỞNG"}
    if heads[signed_by] in lines.get("signer_title", "") and "signer_title" not in wrong and not committee:
        wrong.append("signer_title")
    if wrong:
        who = {
            "committee": "Ủy ban nhân dân", "office": "phòng (sở) chuyên môn", "school": "trường (đơn vị)",
        }[signed_by]  # fmt: skip
        raise Misfit(
            f'signed_by = "{signed_by}" là {who} ký, nhưng {", ".join(wrong)} đang ghi theo cơ quan khác; hãy xóa'
            " các dòng ấy để máy tự ghi cho đúng, hoặc sửa lại cho khớp",
            wrong[0],
        )


def _derived(office: dict[str, Any], year: object, basis: str) -> dict[str, Any]:
    """Return what of an office's table without `signed_by` follows from the rest of it."""
    texts = {"parent": Office().parent, "name": Office().name, "place": Office().place} | office
    for key in ("parent", "name"):
        if isinstance(texts[key], list) and all(isinstance(line, str) for line in texts[key]):
            texts[key] = " ".join(texts[key])
    if not all(isinstance(texts[key], str) for key in ("parent", "name", "place")):
        return {}
    parent, name, place = (" ".join(texts[key].split()) for key in ("parent", "name", "place"))
    area = str(office.get("area") or area_of(parent) or area_of(name) or place)
    called = running_text(name)
    full_name = called if area.casefold() in called.casefold() else f"{called} {area}"
    above = running_text(parent)
    told = [f"{above} (để báo cáo)"] if above else []
    return {
        "area": area,
        "province": "",
        "department": "" if area_of(name) else called,
        "signed_by": "committee" if area_of(name) else "office",
        "full_name": full_name,
        "basis": basis_of(basis, above, area, year),
        "copies": ["Như trên", *told, "Lưu: VT, GDTX"],
    }
