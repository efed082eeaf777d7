"""Invented units, figures and narratives: what a unit would write into the form. All figures are made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from htsd_cli.form import Form, Measure, load_form

FORM: Form = load_form()
CLASS_ROWS = next(rule for rule in FORM.sums if rule.total == "classes").parts
EVENT_ROWS = next(rule for rule in FORM.sums if rule.total == "reading_events").parts
CULTURE_ROWS = next(rule for rule in FORM.sums if rule.total == "culture_sport").parts
HEADING_ROWS = tuple(item.id for item in FORM.indicators if not item.measures)


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit: its name, and the body above it as a letterhead names it."""

    name: str
    parent: str


UNITS = (
    Unit("Ủy ban nhân dân phường Tân Phong", "ỦY BAN NHÂN DÂN QUẬN 7"),
    Unit("Ủy ban nhân dân phường Tân Kiểng", "ỦY BAN NHÂN DÂN QUẬN 7"),
    Unit("UBND phường Phú Thuận", "UBND QUẬN 7"),
    Unit("UBND phường Tân Quy", "UBND QUẬN 7"),
    Unit("Trường Mầm non Hoa Sen", "UBND QUẬN 7"),
    Unit("Trường Mầm non Hướng Dương", "ỦY BAN NHÂN DÂN QUẬN 7"),
    Unit("Trường Mầm non 19/5", "UBND QUẬN 7"),
    Unit("Trường Tiểu học Kim Đồng", "UBND QUẬN 7"),
    Unit("Trường Tiểu học Phù Đổng", "ỦY BAN NHÂN DÂN QUẬN 7"),
    Unit("Trường Tiểu học Tân Thuận", "UBND QUẬN 7"),
    Unit("Trường Tiểu học Phú Mỹ", "UBND QUẬN 7"),
    Unit("Trường THCS Hoa Phượng", "ỦY BAN NHÂN DÂN QUẬN 7"),
    Unit("Trường Trung học cơ sở Bình Minh", "UBND QUẬN 7"),
    Unit("Trường THPT Tân Phong", "SỞ GIÁO DỤC VÀ ĐÀO TẠO TP. HỒ CHÍ MINH"),
    Unit("Trường TH, THCS và THPT Sao Mai", "SỞ GIÁO DỤC VÀ ĐÀO TẠO TP. HỒ CHÍ MINH"),
    Unit("Trung tâm GDNN-GDTX Quận 7", "SỞ GIÁO DỤC VÀ ĐÀO TẠO TP. HỒ CHÍ MINH"),
    Unit("Phòng Nội vụ", "ỦY BAN NHÂN DÂN QUẬN 7"),
    Unit("Phòng Văn hóa và Thông tin", "ỦY BAN NHÂN DÂN QUẬN 7"),
    Unit("Hội Khuyến học Quận 7", "HỘI KHUYẾN HỌC THÀNH PHỐ HỒ CHÍ MINH"),
    Unit("Hội Liên hiệp Phụ nữ Quận 7", "HỘI LIÊN HIỆP PHỤ NỮ THÀNH PHỐ HỒ CHÍ MINH"),
    Unit("Liên đoàn Lao động Quận 7", "LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HỒ CHÍ MINH"),
)

_ORGANISATION = (
    "Đơn vị đã xây dựng kế hoạch và phân công 03 bộ phận phụ trách, tổ chức 2 buổi họp triển khai.",
    "Tuyên truyền bằng băng rôn, bảng tin, trang thông tin điện tử và hệ thống phát thanh.",
    "Lễ phát động được tổ chức lồng ghép trong sinh hoạt dưới cờ ngày 01/10/2024.",
    "Phối hợp với hội khuyến học, đoàn thanh niên vận động mọi người cùng tham gia.",
)
_ACTIVITIES = (
    "Mở các lớp bồi dưỡng, tập huấn với nội dung gần gũi, thiết thực.",
    "Tổ chức ngày hội đọc sách, trưng bày, giới thiệu sách theo chủ đề.",
    "Tổ chức hội thi kể chuyện theo sách, vẽ tranh theo sách; 100% các tổ tham gia.",
    "Vận động quyên góp sách, truyện cho tủ sách dùng chung.",
    "Tham quan, học tập ngoại khóa tại bảo tàng và di tích lịch sử.",
)
_OTHER = (
    "Xây dựng mới một góc đọc sách thân thiện ở sảnh.",
    "Đề nghị hỗ trợ thêm đầu sách cho thư viện.",
    "Duy trì tủ sách lưu động.",
)
_NOTES = (
    "Phối hợp tổ chức",
    "Cả trực tuyến",
    "Theo kế hoạch chung",
    "Có minh chứng kèm theo",
    "Tổ chức tại hội trường",
)


@dataclass(slots=True)
class Row:
    """One row of the statistics table as it will be written.

    `indicator` is None for a row the form does not have. `count`, `people`, `note` are the visible texts;
    `values` is what they say, by measure.
    """

    indicator: str | None
    number: str
    label: str
    unit: str
    count: str = ""
    people: str = ""
    note: str = ""
    values: dict[str, int] = field(default_factory=dict)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures the form asks on this row."""
        return FORM.by_id[self.indicator].numeric_measures if self.indicator else ()

    @property
    def is_heading(self) -> bool:
        """Whether the form asks no figure on this row."""
        return self.indicator in HEADING_ROWS


def draw_values(rng: Random) -> dict[str, dict[str, int]]:
    """Return plausible invented figures of one unit whose sums agree."""
    values: dict[str, dict[str, int]] = {}
    filled = [name for name in CLASS_ROWS if rng.random() < 0.6]
    for name in (*filled, "classes.life_skills", "classes.teacher_training", "classes.other"):
        count = rng.randint(1, 6)
        values[name] = {"count": count, "people": count * rng.randint(14, 45) + rng.randint(0, 9)}
    for name in ("reading_events.book_fairs", "reading_events.exhibitions"):
        values[name] = {"count": rng.randint(1, 4)}
    for name in (*EVENT_ROWS[2:], *CULTURE_ROWS):
        count = rng.randint(1, 5)
        values[name] = {"count": count, "people": count * rng.randint(25, 160) + rng.randint(0, 9)}
    if rng.random() < 0.3:
        del values["reading_events.history_contests"]
    values["news_items"] = {"count": rng.randint(3, 28)}
    values["publications"] = {"count": rng.randint(11, 130)}
    values["book_drive.donors"] = {"count": rng.randint(4, 22), "people": rng.randint(105, 480)}
    values["book_drive.books"] = {"count": rng.randint(120, 980)}
    values["opening.institutions"] = {"count": 1}
    if rng.random() < 0.3:
        values["opening.districts"] = {"count": 1}
    values["workshops"] = {"count": rng.randint(1, 5)}
    values["awards.groups"] = {"count": rng.randint(2, 7)}
    values["awards.individuals"] = {"people": rng.randint(5, 29)}
    values["funding.state_budget"] = {"amount": rng.randint(20, 180) * 100_000}
    values["funding.other_sources"] = {"amount": rng.randint(6, 90) * 500_000}
    for rule in FORM.sums:
        parts = [values[part][rule.measure] for part in rule.parts if rule.measure in values.get(part, {})]
        values.setdefault(rule.total, {})[rule.measure] = sum(parts)
    return values


def draw_rows(rng: Random, values: dict[str, dict[str, int]]) -> list[Row]:
    """Return the form's 41 rows with the figures written plainly."""
    rows = []
    for item in FORM.indicators:
        row = Row(item.id, item.number, item.label, item.unit, values=dict(values.get(item.id, {})))
        if "count" in row.values:
            row.count = str(row.values["count"])
        if "people" in row.values:
            row.people = str(row.values["people"])
        if "amount" in row.values:
            row.count = dotted(row.values["amount"])
        if (
            row.values
            and item.id not in ("funding.state_budget", "funding.other_sources")
            and rng.random() < 0.12
        ):
            row.note = rng.choice(_NOTES)
        rows.append(row)
    if rng.random() < 0.5:
        rows[-1].count = rng.choice(_OTHER)
    return rows


def draw_narrative(rng: Random) -> tuple[list[str], list[str]]:
    """Return invented paragraphs of sections I and II."""
    return rng.sample(_ORGANISATION, 3), rng.sample(_ACTIVITIES, 3)


def dotted(number: int) -> str:
    """Return a whole number with dots between its thousands."""
    return f"{number:,}".replace(",", ".")
