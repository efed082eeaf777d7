"""The `htsd.toml` of a new campaign: every key with its value and what it means, and the form of another year."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from pydantic import BaseModel

from htsd_cli.form import DEFAULT_ROSTER, Campaign, Form, Level, SignedBy, letterhead, level_of

_FIRST = ("signed_by",)  # of the keys: it settles the others

_HEAD = """\
# THÔNG TIN CỦA ĐỢT BÁO CÁO
#
# Sửa tệp này bằng Notepad, lưu với mã UTF-8 (Encoding: UTF-8).
#   - Dòng bắt đầu bằng dấu # là lời chú, máy không đọc.
#   - Chữ phải để trong ngoặc kép thẳng: "Quận 7". Số và ngày không có ngoặc kép.
#   - Danh sách để trong ngoặc vuông, các mục cách nhau bằng dấu phẩy: ["mục một", "mục hai"].
# Ghi sai chỗ nào, máy báo số dòng và cách sửa.
"""
_TABLES: Mapping[str, str] = {
    "campaign": "Đợt báo cáo",
    "office": "Cơ quan tổng hợp: những gì in trên báo cáo",
    "folders": "Các thư mục của đợt, nằm cạnh tệp này; thường không phải đổi",
}
_COMMENTS: Mapping[str, str] = {
    "campaign.form": "Mẫu báo cáo: tên mẫu có sẵn, hoặc tên thư mục mẫu riêng đặt cạnh tệp này.",
    "campaign.year": "Năm của đợt báo cáo; phải đúng với năm của mẫu.",
    "campaign.deadline": 'Hạn gửi: 2024-10-11 hoặc "11/10/2024". Ghi "" nếu không có hạn (không ai bị tính là trễ).',
    "campaign.roster": 'Danh sách đơn vị phải báo cáo, đặt cạnh tệp này. Ghi "" nếu không dùng.',
    "campaign.level": 'Cấp tổng hợp: "ward" là phường, xã, đặc khu; "province" là tỉnh; "district" là quận, huyện.',
    "campaign.read_old_form": (
        "true: báo cáo điền trên mẫu năm trước vẫn được cộng, theo những dòng mẫu năm nay cũng có.\n"
        "false: không cộng, đề nghị đơn vị điền đúng mẫu."
    ),
    "office.signed_by": (
        'Ai ký báo cáo: "committee" là Ủy ban nhân dân, "office" là phòng hoặc sở, "school" là trường. Đổi khóa là\n'
        "đổi cả phần đầu, nơi nhận và người ký, trừ dòng cơ quan đã tự sửa (khi đó máy báo dòng không khớp)."
    ),
    "office.department": "Phòng, sở (hoặc trường) làm việc này, viết trong câu.",
    "office.province": "Tỉnh, thành phố, viết trong câu.",
    "office.parent": 'Cơ quan chủ quản: dòng trên, góc trái báo cáo. Ghi "" nếu không có.',
    "office.name": "Cơ quan ban hành báo cáo: dòng dưới, chữ đậm.",
    "office.full_name": "Tên cơ quan viết trong câu.",
    "office.abbreviation": "Chữ viết tắt trong số, ký hiệu của báo cáo (Số:     /BC-…).",
    "office.place": "Địa danh ở dòng ngày, tháng, năm.",
    "office.area": "Địa bàn, viết trong câu.",
    "office.basis": "Căn cứ (“Thực hiện …”); hãy ghi đủ số, ngày của kế hoạch. Mỗi văn bản một dòng.",
    "office.recipients": "Kính gửi: nơi nhận báo cáo để giải quyết.",
    "office.copies": "Nơi nhận, ghi ở cuối báo cáo. Mỗi nơi một dòng.",
    "office.signer_title": 'Chức vụ người ký, mỗi dòng một mục. Cấp phó: ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"].',
    "office.one_file": (
        "true: mọi phụ lục nằm trong tệp báo cáo, ký số một lần. false: nội dung báo cáo của các đơn vị là tệp riêng\n"
        "(phu-luc-noi-dung.docx), phải ký số riêng ở góc trên bên phải trang đầu của tệp ấy."
    ),
    "office.signer": 'Họ tên người ký; "" thì để trống, ghi khi trình ký.',
    "folders.inbox": "Nơi lưu báo cáo nhận được.",
    "folders.results": "Nơi htsd ghi kết quả.",
    "folders.blanks": "Mẫu trống để gửi cho đơn vị.",
    "folders.templates": "Mẫu Word cơ quan được tự sửa câu chữ.",
}
_ON_REQUEST = frozenset(("read_old_form",))  # written where a report on another form is to be counted
_USE = """\
# Khi một đơn vị gửi nhiều tệp, tệp nhận sau cùng được dùng. Muốn chỉ định tệp khác thì thêm một dòng ở cuối tệp
# này: mã hoặc tên đơn vị = tên tệp trong thư mục nhận (bỏ dấu # ở đầu dòng). Ví dụ:
# "TH06" = "TH Le Van Tam - ban sua.docx"
[use]
"""


def draft_campaign(
    area: str,
    year: int,
    deadline: date | None,
    form: str,
    *,
    level: Level | None = None,
    signed_by: SignedBy = "office",
    province: str = "",
    department: str = "",
    roster: str = DEFAULT_ROSTER,
    own: Mapping[str, object] | None = None,
    folder: Path | None = None,
    basis: str = "",
) -> Campaign:
    """Return the campaign of an office that is to be: what usually follows from its area, to be looked over.

    `area` is in running text with its kind ("Quận 7", "huyện Nhà Bè", "phường Tân Mỹ"); its level follows from its
    kind unless given. `own` are keys of `[office]` in place of what would be derived. `folder` is where a form of its
    own lies, `basis` the wording of the office's paper where that form is yet to be made. Raises `ValueError` when
    `area` or `province` does not begin with a kind of area.
    """
    level = level or level_of(area)
    table = {"form": form, "year": year, "deadline": deadline or "", "level": level, "roster": roster}
    office = letterhead(level, signed_by, area, province, department) | {"signed_by": signed_by}
    return Campaign.model_validate(
        {"campaign": table, "office": office | dict(own or {})}, context={"directory": folder, "basis": basis}
    )


def campaign_toml(campaign: Campaign) -> str:
    """Return the campaign as the text of an `htsd.toml`: each of its keys under a line that explains it."""
    parts = [_HEAD]
    attributes = {field.alias or name: name for name, field in Campaign.model_fields.items()}
    for table, title in _TABLES.items():
        parts.append(f"\n# {'-' * 100}\n# {title}\n\n[{table}]\n")
        model = getattr(campaign, attributes[table])
        assert isinstance(model, BaseModel)
        for key in _ordered(type(model)):
            comment = _COMMENTS[f"{table}.{key}"].replace("\n", "\n# ")
            parts.append(f"# {comment}\n{key} = {_value(getattr(model, key))}\n\n")
    parts.append(f"# {'-' * 100}\n{_USE}")
    parts += [f"{_text(unit)} = {_text(file)}\n" for unit, file in campaign.use.items()]
    return "".join(parts)


def _ordered(model: type[BaseModel]) -> list[str]:
    """Return a table's keys, those that settle the others first; not those that only a finding tells of."""
    named = [key for key in model.model_fields if key not in _ON_REQUEST]
    return sorted(named, key=lambda key: key not in _FIRST)


def form_of_year(form: Form, year: int) -> str:
    """Return the text of a `form.toml` like this form's, of another year: the same rows, its theme left to fill in."""
    source = (form.directory / "form.toml").read_text(encoding="utf-8")
    source = re.sub(rf"(?<!\d){form.year}(?!\d)", str(year), source)
    source = re.sub(r"^(?:#.*\n)+", _form_head(form, year), source, count=1)
    source = re.sub(r"^dates = .*\n", "", source, count=1, flags=re.MULTILINE)
    return re.sub(
        r"^theme = .*$",
        lambda _: _theme(form, year),
        source,
        count=1,
        flags=re.MULTILINE,
    )


def _theme(form: Form, year: int) -> str:
    """Return the line of a form's theme: the event's of that year where it is known, else to be filled in."""
    known = next((item for item in form.known_years if item.year == year), None)
    if known is not None:
        return f"theme = {_text(known.theme)}  # {known.source}; so lại với kế hoạch"
    return f'theme = ""  # ghi chủ đề của năm {year}'


def _form_head(form: Form, year: int) -> str:
    return (
        f"# Mẫu báo cáo năm {year}, chép từ mẫu {form.id}: HÃY SO VỚI MẪU TRONG KẾ HOẠCH NĂM {year} và sửa cho đúng\n"
        "# tên các phần, các dòng ([[tables.indicators]]), cách cộng ([[rules]]). Sai ở đâu, máy báo số dòng.\n"
    )


def _value(value: object) -> str:
    match value:
        case None:
            return '""'
        case date():
            return value.isoformat()
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case str():
            return _list(value.splitlines()) if "\n" in value else _text(value)
        case tuple():
            return _list(value)
    raise TypeError(f"no key of a campaign holds {value!r}")


def _list(items: Iterable[str]) -> str:
    texts = [_text(item) for item in items]
    line = f"[{', '.join(texts)}]"
    return line if len(line) <= 90 else "[\n" + "".join(f"    {text},\n" for text in texts) + "]"


def _text(text: str) -> str:
    """Return a TOML basic string: JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False)
