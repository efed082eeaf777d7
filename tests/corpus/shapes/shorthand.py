"""Figures in shorthand, with details behind them, or with more in a cell than one row asks."""

from __future__ import annotations

from tests.corpus.filling import Row
from tests.corpus.report import shape
from tests.corpus.word import WordReport


class _Shorthand(WordReport):
    """Some rows rewritten; what is not read must be told."""

    def doubt(self, row: Row) -> None:
        """Let a finding on any figure of the row pass; its sum may then miss it."""
        self.allowed |= {(str(row.indicator), measure) for measure in ("count", "people", None)}


@shape("figures/one-letter-units", 2)
class OneLetter(_Shorthand):
    """3L/120N, 3l-120hs, 2c/80ng: shorthand of the unit's own: read, or told."""

    def prepare(self) -> None:
        for row in self.pick("count", "people", number=4):
            row.count = self.rng.choice(("{}L/{}N", "{}l-{}hs", "{}L - {}N", "{}c/{}ng")).format(
                row.count, row.people
            )
            row.people = ""
            self.doubt(row)


@shape("figures/with-details", 2)
class WithDetails(_Shorthand):
    """A number with a detail behind it: 3 lớp (trong đó 1 lớp trực tuyến): read, or told; never 4."""

    def prepare(self) -> None:
        forms = (
            "{} lớp (trong đó 1 lớp trực tuyến)",
            "{} (đợt 1)",
            "{} lớp tại hội trường A2",
            "{}, tăng 2 so với 2023",
        )
        for row, form in zip(self.pick("count", "people", number=4), forms, strict=True):
            row.count = form.format(row.values["count"])
            self.doubt(row)


@shape("faults/months-and-years", 2)
class MonthsAndYears(_Shorthand):
    """10/2024, 01/10/2024, tháng 10: dates where figures belong, never 10 classes of 2024 persons."""

    def prepare(self) -> None:
        one, other, third = self.pick("count", "people", number=3)
        for row, text in ((one, "10/2024"), (other, "01/10/2024"), (third, "Tháng 10")):
            row.people = ""
            row.values.pop("people")
            self.fault(row, "count", text)
            self.doubt(row)
            self.allowed.add((str(row.indicator).split(".")[0], "count"))
        self.allowed.add(("classes.participants", "people"))


@shape("faults/three-figures", 2)
class ThreeFigures(_Shorthand):
    """3/120/5 and 3 lớp/120 người/2 buổi: more figures than a row asks."""

    def prepare(self) -> None:
        one, other = self.pick("count", "people", number=2)
        for row, text in ((one, "{}/{}/5"), (other, "{} lớp/{} người/2 buổi")):
            row.people = ""
            text = text.format(row.values["count"], row.values["people"])
            row.values.pop("people")
            self.fault(row, "count", text)
            self.doubt(row)
            self.allowed.add((str(row.indicator).split(".")[0], "count"))
        self.allowed.add(("classes.participants", "people"))


@shape("figures/sum-row-as-pair", 2)
class SumRowPair(_Shorthand):
    """Row 1 says “12 lớp/340 người”, the row of participants below it is blank: told, or both read."""

    def prepare(self) -> None:
        classes, people = self.row("classes"), self.row("classes.participants")
        classes.count = f"{classes.values['count']} lớp/{people.values['people']} người"
        people.people = ""
        for row in (classes, people):
            self.doubt(row)


@shape("figures/doubled-halves", 2)
class DoubledHalves(_Shorthand):
    """A row written twice, the count in the first and the persons in the second: read together, or told."""

    def prepare(self) -> None:
        for row in self.pick("count", "people", number=2):
            copy = Row(row.indicator, row.number, row.label, row.unit, "", row.people)
            self.rows.insert(self.rows.index(row) + 1, copy)
            row.people = ""
            self.doubt(row)


@shape("figures/doubled-blank", 2)
class DoubledBlank(_Shorthand):
    """A row written twice, once blank: the filled one counts."""

    def prepare(self) -> None:
        for place, row in enumerate(self.pick("count", "people", number=2)):
            copy = Row(row.indicator, row.number, row.label, row.unit)
            self.rows.insert(self.rows.index(row) + place, copy)
            self.allowed.add((str(row.indicator), None))


@shape("figures/total-row", 2)
class TotalRow(_Shorthand):
    """A row “Tổng cộng” with the sums of the columns stands at the end: told, and added to nothing."""

    def prepare(self) -> None:
        count = sum(row.values.get("count", 0) for row in self.rows)
        people = sum(row.values.get("people", 0) for row in self.rows)
        self.rows.append(Row(None, "", "Tổng cộng", "", str(count), str(people)))
        self.allowed_codes.add("total-row")


@shape("figures/sub-rows", 2)
class SubRows(_Shorthand):
    """Rows of detail below a row of the form, whose figures they repeat in parts: never added, never exchanged."""

    def prepare(self) -> None:
        row = self.row("culture_sport.arts")
        place = self.rows.index(row) + 1
        for number, part in enumerate(("Văn nghệ khối 1", "Văn nghệ khối 2")):
            detail = Row(None, "", f"- {part}", "cuộc/người", "1", str(20 + number))
            self.rows.insert(place + number, detail)
        self.doubt(row)


@shape("figures/zero-signs", 2)
class ZeroSigns(_Shorthand):
    """Less common ways of nothing: 0/0, -/-, 0 lớp/0 người, ko, KHÔNG CÓ, —, 0 (không)."""

    def prepare(self) -> None:
        signs = (
            "0/0",
            "0 lớp/0 người",
            "ko",
            "KHÔNG CÓ",
            "—",
            "Không phát sinh",
            "0 người",
            "000",
            "không tổ chức.",
        )
        for row, sign in zip(
            [row for row in self.rows if not row.values and len(row.measures) == 2], signs, strict=False
        ):
            row.values = {"count": 0, "people": 0}
            if "/" in sign:
                row.count = sign
            else:
                row.count, row.people = (sign.replace("người", "lớp"), sign)
            self.doubt(row)


@shape("faults/lone-letters", 2)
class LoneLetters(_Shorthand):
    """A letter O, an l, an S alone where a digit belongs."""

    def prepare(self) -> None:
        for row, letter in zip(self.pick("count", "people", number=4), ("O", "l", "S", "1S"), strict=True):
            self.fault(row, "count", letter)


@shape("faults/unbalanced", 2)
class Unbalanced(_Shorthand):
    """Marks left over from editing: (5, 5), 12/, /12, 5:, 1..2, 12-, “12."""

    def prepare(self) -> None:
        forms = ("{}/", "/{}", "{}-", "{}:") if self.copy == 1 else ("(({}", "{}=", "{}*2", "{};;{}")
        for row, form in zip(self.pick("count", "people", number=4), forms, strict=True):
            text = form.format(row.values["people"], 4)
            value = row.values["people"] if form in ("{}:",) else None
            self.fault(row, "people", text, value=value)


@shape("money/shorthand", 4)
class MoneyShorthand(_Shorthand):
    """2tr350, 5 triệu 5, 15 000 000, 5.500.000,00, 0,5 triệu, 1.2 tỷ, tổng 5.000.000đ: read, or told."""

    def prepare(self) -> None:
        forms = (
            ("2tr350", 2_350_000),
            ("5 triệu 5", 5_500_000),
            ("15 000 000", 15_000_000),
            ("5.500.000,00", 5_500_000),
            ("0,5 triệu", 500_000),
            ("1.2 tỷ", 1_200_000_000),
            ("Tổng: 5.000.000đ", 5_000_000),
            ("5.000.000đ (tiền mặt)", 5_000_000),
        )
        for place, name in enumerate(("funding.state_budget", "funding.other_sources")):
            row = self.row(name)
            row.count, row.values["amount"] = forms[(self.copy - 1) * 2 + place]
            self.allowed.add((name, "amount"))


@shape("money/per-something", 2)
class PerSomething(_Shorthand):
    """500.000đ/suất, 2 x 500.000, 10 suất x 500.000đ, 5.000.000đ/tháng: no amount, told."""

    def prepare(self) -> None:
        forms = ("500.000đ/suất", "2 x 500.000", "10 suất x 500.000đ", "5.000.000đ/tháng")
        for place, name in enumerate(("funding.state_budget", "funding.other_sources")):
            self.fault(self.row(name), "amount", forms[(self.copy - 1) * 2 + place])


@shape("faults/doubtful-pairs")
class DoubtfulPairs(_Shorthand):
    """A pair in one cell of which a part is no figure: both figures of the row are told, or the clear one read."""

    def prepare(self) -> None:
        forms = (
            ("khoảng {}/{}", False, False),
            ("{} lớp/hơn {} người", True, False),
            ("{} lớp, toàn trường", True, False),
            ("{}/O{}", True, False),
            ("{},5/{}", False, True),
            ("2-3 lớp/{1} người", False, True),
            ("{}/{}%", True, False),
            ("{} lớp/{} người (dự kiến)", False, False),
            ("{}/-{}", True, False),
            ("{} và {}", False, False),
            ("{}x{}", False, False),
            ("{}//{}", False, False),
        )
        start = (self.copy - 1) * 4
        chosen = zip(self.pick("count", "people", number=4), forms[start : start + 4], strict=True)
        for row, (form, count_is_clear, people_are_clear) in chosen:
            count, people = row.values["count"], row.values["people"]
            text = form.format(count, people)
            row.people = ""
            self.fault(row, "count", text, value=count if count_is_clear else None)
            self.accuse(row, "people", text, value=people if people_are_clear else None)
