"""What a clerk reads in the template where a figure or a name will stand: `«số đơn vị»`, as in Word's merge fields."""

from __future__ import annotations

from collections.abc import Mapping

# By the command, without the ways of writing behind it that change nothing of what it is; else by the whole command.
_NAMES = {
    "office.parent": "CƠ QUAN CHỦ QUẢN",
    "office.name": "CƠ QUAN BAN HÀNH",
    "office.abbreviation": "viết tắt",
    "office.place": "địa danh",
    "office.recipients[0]": "nơi nhận báo cáo",
    "recipient": "nơi nhận báo cáo",
    "office.basis": "các văn bản căn cứ",
    "office.full_name": "cơ quan báo cáo",
    "office.itself": "cơ quan",
    "office.area": "địa bàn",
    "office.signer": "Họ và tên người ký",
    "month": "tháng",
    "campaign.year": "năm",
    "campaign.deadline": "hạn gửi",
    "copy": "nơi nhận",
    "line": "CHỨC VỤ NGƯỜI KÝ",
    "form.event": "tên sự kiện",
    "form.dates": "thời gian tổ chức",
    "form.theme": "chủ đề",
    "form.subject": "nội dung báo cáo",
    "form.title": "TÊN MẪU BÁO CÁO",
    "sections.organisation.number": "I",
    "sections.organisation.heading": "TÊN PHẦN I",
    "sections.activities.number": "II",
    "sections.activities.heading": "TÊN PHẦN II",
    "sections.statistics.number": "III",
    "sections.statistics.heading": "TÊN PHẦN III",
    "part.numeral": "IV",
    "part.heading": "TÊN PHẦN",
    "paragraph.text": "lời nhận định của cơ quan",
    "paragraph": "nội dung đơn vị ghi",
    "item.told": "điều các đơn vị nêu",
    "practice.told": "việc các đơn vị đã làm",
    "told[0].told": "việc các đơn vị đã làm",
    "practices.of": "số đơn vị có lời",
    "units.reported": "số đơn vị đã gửi",
    "units.listed": "số đơn vị đã gửi",
    "units.expected": "số đơn vị phải gửi",
    "units.listed | percent_of(units.expected)": "tỷ lệ",
    "units.missing": "số đơn vị chưa gửi",
    "units.counted": "số đơn vị được cộng",
    "units.to_mend": "số đơn vị phải xác nhận",
    "units.not_counted": "số đơn vị phải gửi lại",
    "others": "số đơn vị khác",
    "more": "đơn vị gửi trễ, tệp chưa đọc được",
    "doubted": "số đơn vị",
    "zeros": "số đơn vị",
    "kind.name or 'Các đơn vị khác'": "Loại đơn vị",
    "kind.name": "loại đơn vị",
    "kind.reported": "đã gửi",
    "kind.expected": "phải gửi",
    "kind.units": "số",
    "kind.numeral": "I",
    "kind.silent": "tên các đơn vị",
    "previous.name": "năm trước",
    "previous.units": "số đơn vị năm trước",
    "totals.classes.units": "số đơn vị",
    "totals.reading_events.units": "số đơn vị",
    "totals.culture_sport.units": "số đơn vị",
    "totals.workshops.units": "số đơn vị",
    "totals.reading_events.count": "số cuộc",
    "totals.culture_sport.count": "số cuộc",
    "totals.workshops.count": "số cuộc",
    "totals.opening.districts.count": "số quận, huyện",
    "totals.funding.parts | added('amount')": "tổng số tiền",
    "state.amount": "số tiền từ ngân sách",
    "others.amount": "số tiền từ nguồn khác",
    "places.count": "số cơ sở",
    "books.count": "số quyển",
    "donors": "số tập thể và cá nhân",
    "sum": "số lớp và số người",
    "changes": "tăng, giảm",
    "kinds.shares[0].name": "Khối đơn vị",
    "kinds.shares[0].figure": "số lớp",
    "kinds.rest | named('lớp')": "các khối tiếp theo",
    "kinds | named('lớp')": "các khối đơn vị",
    "kinds_by_people.shares[0].name": "Khối đơn vị",
    "kinds_by_people.shares[0].figure": "số người",
    "kinds_by_people.rest | named('người')": "các khối tiếp theo",
    "kinds_by_people | named('người')": "các khối đơn vị",
    "lead.shares[0].name": "tên đơn vị",
    "news.shares[0].name": "tên đơn vị",
    "prints.shares[0].name": "tên đơn vị",
    "groups.shares[0].name": "tên đơn vị",
    "persons.shares[0].name": "tên đơn vị",
    "row.name": "nội dung",
    "row.number": "số",
    "row.label": "các hoạt động",
    "row.unit": "đơn vị",
    "row.first_column": "số lượng",
    "row.second_column": "người",
    "row": "dòng ghi thêm",
    "clause": "1",
    "loop.index": "1",
    "line.number": "1",
    "line.label": "các hoạt động",
    "line.measures": "đơn vị tính",
    "line.total": "số",
    "cell": "số",
    "figure": "số",
    "figure.name": "nội dung",
    "figure.value": "số liệu",
    "figure.change": "tăng, giảm",
    "heading": "tên cột",
    "tables": "các bảng số liệu của mẫu",
    "appendices.by_kind.name": "Phụ lục",
    "appendices.by_unit.name": "Phụ lục",
    "appendices.by_area.name": "Phụ lục",
    "appendices.awaited.name": "Phụ lục",
    "appendices.tables.name": "Phụ lục",
    "narratives.name": "Phụ lục",
    "appendices.by_kind.money.label": "kinh phí",
    "appendices.by_unit.count": "số",
    "appendices.by_area.reported": "đã gửi/phải gửi",
    "appendices.awaited.missing | length": "số",
    "appendices.awaited.unusable | length": "số",
    "appendices.awaited.late | length": "số",
    "appendices.awaited.not_counted | length": "số",
    "unit.number": "1",
    "unit.name": "tên đơn vị",
    "unit.kind": "loại đơn vị",
    "unit.reason": "lý do",
    "unit.received": "ngày nhận",
    "area.number": "1",
    "area.name": "địa bàn",
    "area.reported": "đã gửi/phải gửi",
    "narratives.count": "số",
    "narratives.not_counted": "tên các đơn vị",
    "narratives.not_counted | length": "số",
    "note.row": "tên dòng",
    "note.text": "lời ghi chú",
}
_WAYS = (
    " | upper",
    " | sentence",
    " | two_digits",
    " | blank",
    " | stacked",
    " | date",
    " | day",
    " | listed('; ')",
)


def name_of(command: str, own: Mapping[str, str]) -> str:
    """Return what a field is called to a reader; `command` is what stands between its braces.

    `own` are the names of a template that go before the common ones. Raises `KeyError` for one that nobody has named.
    """
    bare = command
    for way in _WAYS:
        bare = bare.removesuffix(way)
    for known in (command, bare):
        if known in own or known in _NAMES:
            return own.get(known) or _NAMES[known]
    if " | named(" in command:
        return "các đơn vị và số của từng đơn vị"
    if command.startswith("[") and " | of(" in command:
        return "các số liệu"
    if command.startswith("['CHƯA"):
        return "CHƯA GỬI, GỬI SAU THỜI HẠN"
    if command.startswith("["):
        return "các phụ lục kèm theo"
    if command.endswith(" | length"):
        return "số"
    raise KeyError(command)
