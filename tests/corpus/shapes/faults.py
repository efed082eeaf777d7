"""What is no figure: estimates, sums in words, percentages, letters for digits, figures where none belong."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from tests.corpus.filling import Row
from tests.corpus.report import shape
from tests.corpus.word import WordReport

Wrong = tuple[
    str, str, Callable[[int], int | None] | None
]  # measure, how it is written, what is likely meant


def itself(value: int) -> int | None:
    """The number that stands in the text is the likely one."""
    return value


def five(value: int) -> int | None:
    """Five is the likely one, whatever figure stood there before."""
    return 5


class _Faulty(WordReport):
    """Some figures replaced by something that is none; `{}` is the figure that stood there."""

    wrong: ClassVar[tuple[Wrong, ...]] = ()
    number: ClassVar[int] = 4

    def prepare(self) -> None:
        rows = self.pick("count", "people", number=self.number)
        start = (self.copy - 1) * self.number
        for place, row in enumerate(rows):
            measure, text, likely = self.wrong[(start + place) % len(self.wrong)]
            value = row.values[measure]
            self.fault(row, measure, text.format(value, value), likely(value) if likely else None)


@shape("faults/estimates")
class Estimates(_Faulty):
    """khoảng 200, trên 300, gần 100, > 50, ~ 40, 200 trở lên, hơn 100 người."""

    wrong = (
        ("people", "khoảng {}", itself),
        ("people", "trên {}", itself),
        ("people", "gần {} người", itself),
        ("people", "> {}", itself),
        ("people", "~{}", itself),
        ("people", "hơn {} em", itself),
        ("people", "Ước {}", itself),
        ("people", "{} trở lên", itself),
        ("people", "≥ {}", itself),
        ("people", "dưới {}", itself),
        ("people", "{}+", itself),
        ("people", "khoảng {} - 500", None),
    )


@shape("faults/ranges", 2)
class Ranges(_Faulty):
    """200-300, từ 200 đến 300, 2-3 lớp, 200 – 300 người."""

    wrong = (
        ("people", "{}-900", None),
        ("people", "từ {} đến 900", None),
        ("count", "2-3", None),
        ("people", "{} – 900 người", None),
        ("count", "2 đến 3 lớp", None),
        ("people", "{}~900", None),
        ("count", "1 - 2 cuộc", None),
        ("people", "{}...900", None),
    )


@shape("faults/sums-in-words")
class SumsInWords(_Faulty):
    """45 GV + 300 HS: the suggestion is 345."""

    wrong = (
        ("people", "45 GV + {} HS", lambda value: value + 45),
        ("people", "{} HS, 45 GV", lambda value: value + 45),
        ("people", "{} học sinh\n45 giáo viên", lambda value: value + 45),
        ("people", "{} HS và 45 CMHS", lambda value: value + 45),
        ("people", "{}+45", lambda value: value + 45),
        ("people", "GV: 45; HS: {}", lambda value: value + 45),
        ("people", "{} nam, 45 nữ", None),
        ("people", "{} (45 nữ)", None),
        ("count", "1 trực tiếp + 2 trực tuyến", None),
        ("people", "{} HS + 45 GV = 999", None),
        ("people", "2 x {}", None),
        ("people", "{} người/lớp", None),
    )


@shape("faults/percentages", 2)
class Percentages(_Faulty):
    """100%, 95 %, 100% học sinh, 50 phần trăm, 2/3."""

    wrong = (
        ("people", "100%", None),
        ("people", "95 %", None),
        ("people", "100% học sinh", None),
        ("people", "{} (100%)", None),
        ("people", "98,5%", None),
        ("people", "50 phần trăm", None),
        ("people", "{} = 90%", None),
        ("people", "100 ％", None),
    )


@shape("faults/words")
class Words(_Faulty):
    """Toàn trường, Có, Đã thực hiện, theo kế hoạch, x, nhiều."""

    wrong = (
        ("people", "Toàn trường", None),
        ("count", "Có", None),
        ("people", "Tất cả học sinh", None),
        ("count", "x", None),
        ("count", "Đã tổ chức", None),
        ("people", "nhiều", None),
        ("count", "Theo kế hoạch", None),
        ("people", "Toàn thể CBGVNV", None),
        ("count", "X", None),
        ("count", "Vài lớp", None),
        ("people", "Học sinh khối 4, 5", None),
        ("people", "Lớp 5A", None),
    )


@shape("faults/letters-for-digits")
class LettersForDigits(_Faulty):
    """O5, l2, 1O0, I5: letters that look like digits."""

    number = 3

    def prepare(self) -> None:
        look = {"0": "O", "1": "l"}
        for row, form in zip(self.pick("count", "people", number=3), ("O{}", "l{}", "{}O"), strict=True):
            value = row.values["people"]
            text = form.format(value)
            meant = int("".join({"O": "0", "l": "1"}.get(letter, letter) for letter in text))
            self.fault(row, "people", text, meant)
        row = self.row("book_drive.books")
        row.values["count"] = 100 + self.rng.randint(1, 9)
        digits = str(row.values["count"])
        self.fault(
            row,
            "count",
            look["1"] + "".join(look.get(digit, digit) for digit in digits[1:]),
            row.values["count"],
        )


@shape("faults/decimals")
class Decimals(_Faulty):
    """1,5 lớp; 2.5; 12,0; 1.25: no whole numbers, or groups of no known kind."""

    wrong = (
        ("count", "1,5", None),
        ("count", "2.5", None),
        ("people", "1.25", None),
        ("count", "1,5 lớp", None),
        ("people", "12.50", None),
        ("people", "1.2500", None),
        ("people", "12,50", None),
        ("people", "1..250", None),
        ("people", "1.250.5", None),
        ("people", "0,5", None),
        ("people", "12 5", None),
        ("people", "1.250,5", None),
    )


@shape("faults/negative")
class Negative(_Faulty):
    """-5, – 5, −5, (5): negative, or a dash before a number."""

    wrong = (
        ("count", "-5", five),
        ("count", "–5", five),
        ("people", "−{}", itself),
        ("people", "- {}", itself),
        ("count", "-2 lớp", None),
        ("people", "({})", itself),
    )


@shape("faults/absurd")
class Absurd(_Faulty):
    """Out of all proportion: counted, with a warning."""

    def prepare(self) -> None:
        row = next(
            row for row in self.pick("count", "people", number=5) if row.indicator != "book_drive.donors"
        )
        value = (35_000_000, 999_999_999, 4_000_000)[self.copy - 1]
        if (row.indicator or "").startswith("classes."):
            self.row("classes.participants").values["people"] += value - row.values["people"]
            self.row("classes.participants").people = str(self.row("classes.participants").values["people"])
            self.allowed.add(("classes.participants", "people"))
        row.values["people"] = value
        self.fault(row, "people", str(value), value=value)
        self.allowed |= {(str(row.indicator), None), (str(row.indicator), "count")}


@shape("faults/overlong", 2)
class Overlong(_Faulty):
    """Telephone and account numbers, long digits, a date in a number cell."""

    wrong = (
        ("people", "0283123456789012345", None),
        ("people", "05/10/2024", None),
        ("count", "1/10", None),
        ("people", "12h30", None),
        ("people", "1e3", None),
        ("count", "IV", None),
        ("people", "12A", None),
        ("people", "#REF!", None),
    )

    def prepare(self) -> None:
        super().prepare()
        # “1/10” in a cell of classes and persons is a pair: 1 class, 10 persons; not a fault.
        for fault in [item for item in self.faults if item.raw == "1/10"]:
            row = self.row(fault.indicator)
            self.faults.remove(fault)
            row.values = {"count": 1, "people": 10}
            row.people = ""
            self.allowed |= {(fault.indicator, None), (fault.indicator, "count"), (fault.indicator, "people")}
            group = fault.indicator.split(".")[0]
            self.allowed |= {(group, "count"), ("classes.participants", "people")}


@shape("faults/wrong-column")
class WrongColumn(_Faulty):
    """Persons in the column of classes and the other way round: 40 người under Số lớp, 3 lớp under Người."""

    def prepare(self) -> None:
        one, other = self.pick("count", "people", number=2)
        one.count, one.people = f"{one.values['people']} người", ""
        self.accuse(one, None, one.count)
        self.allowed.add((str(one.indicator).split(".")[0], "count"))  # its count is missing from the sum
        count, people = other.values["count"], other.values["people"]
        other.count, other.people = f"{people} người", f"{count} lớp"
        # Words make it plain: exchanged figures may be read with a warning, or told.
        self.accuse(other, "count", other.count, value=count)
        self.accuse(other, "people", other.people, value=people)


@shape("faults/people-word-alone", 2)
class PeopleWordAlone(_Faulty):
    """“40 người” under Số lớp with a plain number beside it: which is which is not for us to say."""

    def prepare(self) -> None:
        for row in self.pick("count", "people", number=2):
            self.fault(row, "count", f"{row.values['count']} người")


@shape("faults/unasked-cells")
class UnaskedCells(_Faulty):
    """Figures in cells the form does not ask: persons of book fairs, of news items, of workshops."""

    def prepare(self) -> None:
        for name, text in (
            ("reading_events.book_fairs", "350"),
            ("workshops", "80 người"),
            ("news_items", "12"),
        ):
            row = self.row(name)
            row.people = text
            self.accuse(row, "people", text)
            self.allowed.add((name, None))


@shape("faults/pair-where-one-is-asked", 2)
class UnaskedPairs(_Faulty):
    """“3/120” on rows that ask only one figure."""

    def prepare(self) -> None:
        for name in ("reading_events.book_fairs", "workshops"):
            row = self.row(name)
            self.fault(row, "count", f"{row.values['count']}/{self.rng.randint(30, 90)}")
            self.allowed.add((name, "people"))


@shape("faults/contradicting-pairs", 2)
class Contradicting(_Faulty):
    """“3/120” in the first cell and 150 in the second."""

    def prepare(self) -> None:
        row = self.pick("count", "people")[0]
        people = row.values["people"]
        row.count, row.people = f"{row.values['count']}/{people}", str(people + 30)
        self.accuse(row, "people", row.people)
        self.allowed.add((str(row.indicator), None))
        self.allowed.add((str(row.indicator), "count"))


@shape("faults/slashes-for-nothing", 2)
class Slashes(_Faulty):
    """“/”, “//”, “…/…”, “?”, “!” where a figure belongs: told, or blank with a finding."""

    wrong = (
        ("count", "?", None),
        ("people", "//?", None),
        ("people", "chưa rõ", None),
        ("people", "đang cập nhật", None),
    )


@shape("faults/text-in-amounts", 2)
class AmountText(_Faulty):
    """Words in the money rows: Tự túc, Theo dự toán, 500 quyển."""

    def prepare(self) -> None:
        texts = ("Tự túc", "500 quyển", "Theo dự toán", "Nguồn chi thường xuyên")
        for place, name in enumerate(("funding.state_budget", "funding.other_sources")):
            self.fault(self.row(name), "amount", texts[(self.copy - 1) * 2 + place])


@shape("faults/extra-rows-with-figures")
class ExtraRows(_Faulty):
    """A row of the unit's own between the form's, much like one of them: never taken for it."""

    def prepare(self) -> None:
        like = self.rng.choice(
            (
                "Bồi dưỡng kỹ năng số cho phụ huynh",
                "Câu lạc bộ tiếng Anh cho giáo viên",
                "Tập huấn phòng cháy chữa cháy",
            )
        )
        place = self.rows.index(self.row("classes.other"))
        self.rows.insert(place, Row(None, "", like, "lớp/người", "2", "61"))
        self.rows.insert(
            self.rows.index(self.row("opening")), Row(None, "", "Tham quan nhà máy nước", "lượt", "1", "44")
        )


@shape("faults/tallies", 2)
class Tallies(_Faulty):
    """A figure repeated with another in brackets, or two figures without a word between: 12 (10), 12 15."""

    wrong = (
        ("people", "{} ({})", None),
        ("count", "3 4", None),
        ("people", "{}, 45", None),
        ("people", "{}; 45; 12", None),
    )
