"""Every way people write an amount of money, and units of money said elsewhere in the table."""

from __future__ import annotations

from tests.corpus.filling import dotted
from tests.corpus.report import shape
from tests.corpus.word import WordReport

ROWS = ("funding.state_budget", "funding.other_sources")


class _Money(WordReport):
    """The two money rows rewritten."""

    forms: tuple[tuple[str, int], ...] = ()

    def prepare(self) -> None:
        start = (self.copy - 1) * 2
        for place, name in enumerate(ROWS):
            text, value = self.forms[(start + place) % len(self.forms)]
            row = self.row(name)
            row.values["amount"] = value
            row.count = text


@shape("money/dong", 6)
class Dong(_Money):
    """Whole amounts in đồng in every dress."""

    forms = (
        ("5.000.000đ", 5_000_000),
        ("12.500.000 đồng", 12_500_000),
        ("7.250.000 VNĐ", 7_250_000),
        ("1.800.000 ₫", 1_800_000),
        ("3500000", 3_500_000),
        ("4.000.000 vnd", 4_000_000),
        ("6.000.000 Đ", 6_000_000),
        ("15.000.000 đ.", 15_000_000),
        ("2.500.000đồng", 2_500_000),
        ("9.900.000 ð", 9_900_000),
        ("0 đồng", 0),
        ("Không", 0),
    )


@shape("money/scaled", 8)
class Scaled(_Money):
    """Thousands, millions and billions in words."""

    forms = (
        ("12,5 triệu", 12_500_000),
        ("12 triệu 500 nghìn", 12_500_000),
        ("12.500 nghìn đồng", 12_500_000),
        ("1tr5", 1_500_000),
        ("500 nghìn", 500_000),
        ("500 ngàn", 500_000),
        ("1,2 tỷ", 1_200_000_000),
        ("5 triệu đồng", 5_000_000),
        ("8tr", 8_000_000),
        ("750 ngàn đồng", 750_000),
        ("3 triệu rưỡi", 3_500_000),
        ("2 tr đồng", 2_000_000),
        ("10 triệu đ", 10_000_000),
        ("800k", 800_000),
        ("1 tỉ 200 triệu", 1_200_000_000),
        ("2,25 triệu đồng", 2_250_000),
    )

    def prepare(self) -> None:
        super().prepare()
        for name in ROWS:
            if "rưỡi" in self.row(name).count:
                self.allowed.add((name, "amount"))


@shape("money/other-column", 2)
class OtherColumn(_Money):
    """The amount stands in the second number column."""

    def prepare(self) -> None:
        for name in ROWS:
            row = self.row(name)
            row.count, row.people = "", row.count
            self.allowed.add((name, "amount"))


@shape("money/unit-cell-millions")
class UnitCell(_Money):
    """The unit cell says “triệu đồng” (or nghìn đồng): 12,5 is 12.500.000."""

    def prepare(self) -> None:
        unit, scale = (("triệu đồng", 1_000_000), ("nghìn đồng", 1_000), ("Triệu đồng", 1_000_000))[
            self.copy - 1
        ]
        for name in ROWS:
            row = self.row(name)
            row.unit = unit
            whole, rest = divmod(row.values["amount"], scale)
            row.count = dotted(whole) + (f",{rest // 100_000}" if rest else "")


@shape("money/heading-millions", 2)
class HeadingUnit(_Money):
    """The heading row 10 says the unit: “Kinh phí (triệu đồng)”, “Kinh phí (ĐVT: 1.000 đồng)”."""

    def prepare(self) -> None:
        heading = self.row("funding")
        heading.label = ("Kinh phí (ĐVT: triệu đồng)", "Kinh phí (nghìn đồng)")[self.copy - 1]
        scale = (1_000_000, 1_000)[self.copy - 1]
        for name in ROWS:
            row = self.row(name)
            row.unit = "" if self.copy == 1 else "đồng"
            row.values["amount"] = self.rng.randint(3, 40) * 1_000_000
            row.count = dotted(row.values["amount"] // scale)
            if self.copy == 2:
                self.allowed.add((name, "amount"))  # heading and unit cell contradict: told, or read


@shape("money/caption-unit", 2)
class CaptionUnit(_Money):
    """A line above the table says “Đơn vị tính: triệu đồng”: read so, or told; never 15 đồng in silence."""

    def prepare(self) -> None:
        for name in ROWS:
            row = self.row(name)
            row.unit = ""
            row.values["amount"] = self.rng.randint(3, 40) * 1_000_000
            row.count = str(row.values["amount"] // 1_000_000)
            self.allowed.add((name, "amount"))

    def statistics(self) -> str:
        return self.line("Đơn vị tính kinh phí: triệu đồng", "<w:i/>") + super().statistics()


@shape("money/commas", 2)
class Commas(_Money):
    """Commas between thousands: 5,000,000: read, or told."""

    def prepare(self) -> None:
        for name in ROWS:
            row = self.row(name)
            row.count = f"{row.values['amount']:,}"
            self.allowed.add((name, "amount"))


@shape("money/words-behind", 2)
class WordsBehind(_Money):
    """The amount again in words behind it: 5.000.000 đồng (Năm triệu đồng): read, or told."""

    def prepare(self) -> None:
        for name in ROWS:
            row = self.row(name)
            row.values["amount"] = 5_000_000
            row.count = "5.000.000 đồng (Năm triệu đồng)"
            self.allowed.add((name, "amount"))


@shape("money/unclear", 4)
class Unclear(_Money):
    """Amounts that can be read two ways, or are too small to be đồng: told."""

    forms = (
        ("1.250 triệu", 0),
        ("12,5", 0),
        ("15", 15),
        ("Khoảng 5 triệu", 0),
        ("5.000.000 + 3.000.000", 0),
        ("5 - 7 triệu", 0),
        ("5.000.00", 0),
        ("5 triệu/lớp", 0),
    )

    def prepare(self) -> None:
        super().prepare()
        for name in ROWS:
            row = self.row(name)
            value = row.values["amount"]
            suggestion = {"Khoảng 5 triệu": 5_000_000, "5.000.000 + 3.000.000": 8_000_000}.get(row.count)
            self.accuse(row, "amount", row.count, suggestion, value or None)
