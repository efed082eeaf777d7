"""What a sample report says: figures drawn by a hash of unit and row, paragraphs, and the cells as typed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from htsd_cli.form import Form, Indicator
from htsd_cli.language.vietnamese import format_number

Drawn = dict[str, dict[str, int]]  # indicator -> measure -> figure


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Typist(_Fact):
    """How one person types numbers, nothing, money and thousands."""

    number: str
    zero: str
    money: str
    thousands: str = "."


class Report(_Fact):
    """One report as `samples.toml` describes it."""

    file: str
    unit: str
    kind: str
    letterhead: tuple[str, ...]
    number: str
    place: str
    day: int
    layout: str
    typist: str
    opening: str = ""
    signer: str = "THỦ TRƯỞNG ĐƠN VỊ"
    notes: dict[str, str] = {}
    other: str = ""
    fault: str = ""
    plan_of: str = "Ủy ban nhân dân Quận 7"
    copy_to: str = "Phòng GDĐT Quận 7"

    @property
    def dated(self) -> str:
        """The line of place and date in the letterhead."""
        return f"{self.place}, ngày {self.day:02d} tháng 10 năm 2024"


class Facts(_Fact):
    """The whole of `samples.toml`."""

    reports: tuple[Report, ...]
    typists: dict[str, Typist]
    short_labels: dict[str, str]
    profiles: dict[str, dict[str, tuple[int, ...]]]
    narratives: dict[str, dict[str, tuple[str, ...]]]

    def of(self, reports: tuple[Report, ...], like: Mapping[str, str], words: Mapping[str, str]) -> Facts:
        """Return another office's reports, drawn and typed as these are.

        `like` says whose figures and words a kind has that is not among these, `words` what stands in these words
        -> what stands there in that office's.
        """

        def said(text: str) -> str:
            for old, new in words.items():
                text = text.replace(old, new)
            return text

        narratives = {
            kind: {part: tuple(map(said, texts)) for part, texts in parts.items()}
            for kind, parts in self.narratives.items()
        }
        return self.model_copy(
            update={
                "reports": reports,
                "profiles": self.profiles | {kind: self.profiles[other] for kind, other in like.items()},
                "narratives": narratives | {kind: narratives[other] for kind, other in like.items()},
            }
        )


@dataclass
class Row:
    """One row of the statistics table as typed; `joined`: one text stands over both columns for figures."""

    indicator: Indicator
    count: str = ""
    people: str = ""
    note: str = ""
    joined: bool = False

    def names(self, short_labels: dict[str, str], bullet: str = "", dot: str = "") -> tuple[str, str, str]:
        """Return what stands in the columns before the figures: number, label and unit."""
        item = self.indicator
        label = short_labels.get(item.id, item.label)
        return (item.number + dot, label, item.unit) if item.number else ("", bullet + label, item.unit)


@dataclass
class Filled:
    """A report ready to be written: its rows, its paragraphs, and what a reader must find in it."""

    report: Report
    rows: list[Row]
    narrative: dict[str, list[str]]
    truth: dict[str, object]


def load_facts() -> Facts:
    source = Path(__file__).with_name("samples.toml").read_text(encoding="utf-8")
    return Facts.model_validate(tomllib.loads(source))


def fill(report: Report, facts: Facts, form: Form) -> Filled:
    """Return the report with its figures drawn, typed and, where it has one, its mistake made."""
    typist = facts.typists[report.typist]
    figures = draw_figures(report, facts.profiles[report.kind], form, zeros=typist.zero != "")
    narrative = choose_narrative(report, facts.narratives[report.kind], figures)
    rows = [type_row(indicator, figures.get(indicator.id, {}), typist) for indicator in form.indicators]
    for row in rows:
        row.note = report.notes.get(row.indicator.id, "")
        if row.indicator.measures == ("text",):
            row.count = report.other
    by_id = {row.indicator.id: row for row in rows}
    faults = FAULTS[report.fault](by_id, figures) if report.fault else []
    year = 2023 if report.fault == "last-year" else 2024
    truth: dict[str, object] = {
        "unit": report.unit,
        "kind": report.kind,
        "date": f"{year}-10-{report.day:02d}",
        "counted": report.fault not in ("last-year", "empty-table"),
        "faults": [dict(zip(("code", "indicator", "suggestion"), fault, strict=True)) for fault in faults],
        "figures": {name: row for name, row in figures.items() if row},
        "notes": report.notes,
        "other": report.other,
        "paragraphs": {section: len(texts) for section, texts in narrative.items()},
    }
    return Filled(report, rows, narrative, truth)


def draw(key: str, low: int, high: int) -> int:
    """Return a number from `low` to `high` that depends on the key alone, the same on every machine."""
    return low + int.from_bytes(sha256(key.encode()).digest()[:8]) % (high - low + 1)


def draw_figures(report: Report, profile: dict[str, tuple[int, ...]], form: Form, *, zeros: bool) -> Drawn:
    """Return the report's figures, its sums included; a row of nothing has zeros or no figure at all."""
    figures: Drawn = {}
    totals = {(rule.total, rule.measure) for rule in form.sums}
    for indicator in form.indicators:
        measures = [m for m in indicator.numeric_measures if (indicator.id, m) not in totals]
        bounds = profile.get(indicator.id, (0, 0))
        count = draw(f"{report.unit}/{indicator.id}", bounds[0], bounds[1])
        each = bounds[2:] or (1, 1)
        row: dict[str, int] = {}
        for measure in measures if count or zeros else ():
            if measure == "amount":
                row[measure.value] = count * 500_000
            elif measure == "people" and len(bounds) == 4:
                people = (draw(f"{report.unit}/{indicator.id}/{n}", each[0], each[1]) for n in range(count))
                row[measure.value] = sum(people)
            else:
                row[measure.value] = count
        figures[indicator.id] = row
    for rule in form.sums:
        parts = [figures[part][rule.measure] for part in rule.parts if rule.measure in figures[part]]
        if parts:
            figures[rule.total][rule.measure.value] = sum(parts)
    return figures


def choose_narrative(
    report: Report, bank: dict[str, tuple[str, ...]], figures: Drawn
) -> dict[str, list[str]]:
    """Return most of the paragraphs a unit of this kind writes, with the report's own figures in them."""
    values = {
        "news_items": f"{figures['news_items']['count']:02d}",
        "publications": format_number(figures["publications"]["count"]),
        "books": format_number(figures["book_drive.books"]["count"]),
    }
    chosen = {}
    for section, texts in bank.items():
        kept = [text for text in texts if draw(f"{report.unit}/{text}", 1, 4) > 1]
        chosen[section] = [text.format(**values) for text in (kept if len(kept) > 1 else texts[:3])]
    return chosen


_WORDS = {
    "classes": "lớp",
    "news_items": "tin, bài",
    "publications": "tờ",
    "book_drive.donors": "tập thể",
    "book_drive.books": "quyển",
    "opening.districts": "quận",
    "opening.institutions": "trường",
    "workshops": "buổi",
    "awards.groups": "tập thể",
}
_PEOPLE_WORDS = {
    "classes.life_skills": "học sinh",
    "book_drive.donors": "cá nhân",
    "awards.individuals": "cá nhân",
}


def type_row(indicator: Indicator, figures: dict[str, int], typist: Typist) -> Row:
    row = Row(indicator)
    if not figures:
        return row
    if "amount" in figures:
        row.count = type_amount(figures["amount"], typist)
        return row
    word = _WORDS.get(indicator.id) or _WORDS.get(indicator.id.split(".")[0], "cuộc")
    count = type_number(figures["count"], typist, word) if "count" in figures else ""
    people_word = _PEOPLE_WORDS.get(indicator.id, "người")
    people = type_number(figures["people"], typist, people_word) if "people" in figures else ""
    if count and people and any(figures.values()):
        if typist.number in ("slash", "merged"):
            row.count, row.joined = f"{count}/{people}", typist.number == "merged"
            return row
        if typist.number == "lines":
            row.count, row.joined = f"{count} {word}\n{people} {people_word}", True
            return row
    row.count, row.people = count, people
    return row


def type_number(number: int, typist: Typist, word: str) -> str:
    if number == 0:
        return typist.zero
    padded = typist.number in ("padded", "words")
    text = f"{number:02d}" if padded and number < 10 else format_number(number).replace(".", typist.thousands)
    return f"{text} {word}" if typist.number == "words" else text


def type_amount(amount: int, typist: Typist) -> str:
    if amount == 0:
        return typist.zero
    if typist.money == "triệu":
        return f"{amount / 1_000_000:g} triệu".replace(".", ",")
    sign = {"dots": "", "đ": "đ", "đồng": " đồng"}[typist.money]
    return format_number(amount) + sign


Fault = tuple[str, str | None, int | None]  # the finding's code, its indicator, the number probably meant


def _total(rows: dict[str, Row], figures: Drawn) -> list[Fault]:
    figures["classes"]["count"] += 2
    rows["classes"].count = str(figures["classes"]["count"])
    return [("sum-differs", "classes", None)]


def _estimates(rows: dict[str, Row], figures: Drawn) -> list[Fault]:
    rows["culture_sport.sports"].people = "khoảng 200"
    rows["reading_events.thematic_meetings"].people = "45 GV + 300 HS"
    del figures["culture_sport.sports"]["people"], figures["reading_events.thematic_meetings"]["people"]
    return [
        ("sum-in-words", "reading_events.thematic_meetings", 345),
        ("estimate", "culture_sport.sports", 200),
    ]


def _letters_and_heading(rows: dict[str, Row], figures: Drawn) -> list[Fault]:
    rows["news_items"].count = "O8"
    rows["book_drive"].count = "620"
    del figures["news_items"]["count"]
    return [("letters-for-digits", "news_items", 8), ("figure-on-heading-row", "book_drive", None)]


def _empty_table(rows: dict[str, Row], figures: Drawn) -> list[Fault]:
    for row in rows.values():
        row.count = row.people = ""
    figures.clear()
    return [("empty-form", None, None)]


def _last_year(_rows: dict[str, Row], _figures: Drawn) -> list[Fault]:
    return [("wrong-year", None, None)]


FAULTS: dict[str, Callable[[dict[str, Row], Drawn], list[Fault]]] = {
    "total": _total,
    "estimates": _estimates,
    "letters-and-heading": _letters_and_heading,
    "empty-table": _empty_table,
    "last-year": _last_year,
}
