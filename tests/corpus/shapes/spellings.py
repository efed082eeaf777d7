"""Every way people write a count or a number of persons that a careful reader understands without asking."""

from __future__ import annotations

from collections.abc import Callable

from tests.corpus.filling import Row, dotted
from tests.corpus.report import shape
from tests.corpus.word import WordReport

# How each row's own unit is written; the rows not named here count lớp or cuộc and persons.
COUNT_WORDS = {
    "news_items": ("tin", "bài", "tin, bài", "tin bài", "bản tin"),
    "publications": ("tờ", "quyển", "băng rôn", "tờ rơi", "ấn phẩm"),
    "book_drive.donors": ("tập thể",),
    "book_drive.books": ("quyển", "cuốn", "cuốn sách", "quyển sách"),
    "opening.districts": ("quận", "huyện"),
    "opening.institutions": ("trường", "đơn vị", "cơ sở"),
    "workshops": ("cuộc", "buổi"),
    "awards.groups": ("tập thể", "đơn vị"),
}
PEOPLE_WORDS = ("người", "lượt người", "HS", "em", "học sinh", "CBGVNV", "giáo viên", "học viên", "cán bộ")


class _Spelt(WordReport):
    """Figures rewritten row by row."""

    def count_word(self, row: Row) -> str:
        """Return a word this row's count is counted in."""
        name = row.indicator or ""
        if name.startswith("classes"):
            return self.rng.choice(("lớp", "lớp học", "lớp tập huấn"))
        return self.rng.choice(COUNT_WORDS.get(name, ("cuộc", "buổi", "đợt", "lần")))

    def people_word(self, row: Row) -> str:
        """Return a word this row's persons are called."""
        if row.indicator in ("book_drive.donors", "awards.individuals"):
            return self.rng.choice(("người", "cá nhân"))
        return self.rng.choice(PEOPLE_WORDS)

    def pairs(self, write: Callable[[Row, int, int], tuple[str, str]]) -> None:
        """Rewrite the rows that ask count and people."""
        for row in self.rows:
            if "count" in row.values and "people" in row.values:
                row.count, row.people = write(row, row.values["count"], row.values["people"])


@shape("figures/zero-padded")
class ZeroPadded(_Spelt):
    """Two digits for small numbers: 05, 01."""

    def prepare(self) -> None:
        self.spell(lambda value: f"{value:02d}", "count", "people")


@shape("figures/dotted-thousands")
class DottedThousands(_Spelt):
    """Dots between thousands: 1.250 persons, with a word or without."""

    def prepare(self) -> None:
        extra = 0
        for row in self.filled("count", "people"):
            if row.indicator and row.indicator.startswith("classes."):
                more = 1000 - row.values["people"] % 1000 + self.rng.randint(1, 300)
                row.values["people"] += more
                row.values["count"] += 30
                row.count = str(row.values["count"])
                extra += more
        classes = self.row("classes")
        classes.values["count"] += 30 * sum(
            1 for row in self.filled("count", "people") if (row.indicator or "").startswith("classes.")
        )
        classes.count = str(classes.values["count"])
        self.row("classes.participants").values["people"] += extra
        self.spell(lambda value: dotted(value) + self.rng.choice(("", " người")), "people")


@shape("figures/with-units")
class WithUnits(_Spelt):
    """A word of its row behind every figure: 12 lớp, 40 người, 5 tin, 300 quyển, 20 em."""

    def prepare(self) -> None:
        for row in self.rows:
            if "count" in row.values:
                row.count = f"{row.values['count']} {self.count_word(row)}"
            if "people" in row.values:
                row.people = f"{row.values['people']} {self.people_word(row)}"


@shape("figures/units-without-space")
class TightUnits(_Spelt):
    """No space before the word, capitals, a full stop behind: 12lớp, 40 NGƯỜI., 05 Lớp"""

    def prepare(self) -> None:
        def write(number: int, word: str) -> str:
            forms = (
                f"{number}{word}",
                f"{number} {word.upper()}.",
                f"{number:02d} {word.capitalize()}",
                f"{number} {word};",
            )
            return self.rng.choice(forms)

        for row in self.rows:
            if "count" in row.values:
                row.count = write(row.values["count"], self.count_word(row))
            if "people" in row.values:
                row.people = write(row.values["people"], self.people_word(row))


@shape("figures/pairs")
class Pairs(_Spelt):
    """Both figures in the first cell: 3/120, 3 / 120, 03/120."""

    def prepare(self) -> None:
        forms = ("{}/{}", "{} / {}", "{:02d}/{}", "{}/ {}")
        self.pairs(lambda _, count, people: (self.rng.choice(forms).format(count, people), ""))


@shape("figures/pairs-with-words")
class WordPairs(_Spelt):
    """3 lớp/120 người in one cell, with slash, comma, dash, semicolon or brackets."""

    def prepare(self) -> None:
        forms = (
            "{} {}/{} {}",
            "{} {}, {} {}",
            "{} {} - {} {}",
            "{} {}; {} {}",
            "{} {} ({} {})",
            "{:02d} {} / {} {}",
            "{} {} {} {}",
        )

        def write(row: Row, count: int, people: int) -> tuple[str, str]:
            words = self.rng.choice(forms).format(count, self.count_word(row), people, self.people_word(row))
            return (words, "") if self.rng.random() < 0.8 else ("", words)

        self.pairs(write)


@shape("figures/pairs-in-two-lines")
class LinePairs(_Spelt):
    """Both figures in the first cell on two lines, with words or without."""

    def prepare(self) -> None:
        def write(row: Row, count: int, people: int) -> tuple[str, str]:
            if self.rng.random() < 0.5:
                return f"{count} {self.count_word(row)}\n{people} {self.people_word(row)}", ""
            return f"{count}\n{people}", ""

        self.pairs(write)


@shape("figures/pairs-reversed", 2)
class ReversedPairs(_Spelt):
    """Persons first: 120 người/3 lớp; the words tell which is which."""

    def prepare(self) -> None:
        def write(row: Row, count: int, people: int) -> tuple[str, str]:
            return f"{people} {self.people_word(row)}/{count} {self.count_word(row)}", ""

        self.pairs(write)


@shape("figures/pairs-in-people-column", 2)
class PeopleColumnPairs(_Spelt):
    """3/120 in the column Người, the other cell blank."""

    def prepare(self) -> None:
        self.pairs(lambda _, count, people: ("", f"{count}/{people}"))


@shape("figures/pairs-repeated", 2)
class RepeatedPairs(_Spelt):
    """3/120 in the first cell and 120 again in the second: they agree."""

    def prepare(self) -> None:
        self.pairs(lambda _, count, people: (f"{count}/{people}", str(people)))
        self.allowed |= {(str(row.indicator), None) for row in self.rows if row.values}


@shape("figures/leading-words")
class LeadingWords(_Spelt):
    """The word first: Số lớp: 3, Tổng số: 12 người, Lớp: 3."""

    def prepare(self) -> None:
        for row in self.rows:
            if "count" in row.values and row.indicator != "classes.participants":
                row.count = self.rng.choice(("Tổng số: {}", "Tổng cộng {}", "Số lượng: {}", "{}")).format(
                    row.values["count"]
                )
            if "people" in row.values:
                row.people = self.rng.choice(
                    ("Tổng số: {} người", "Số người: {}", "{} người tham gia", "{}")
                ).format(row.values["people"])


@shape("figures/zeros")
class Zeros(_Spelt):
    """Nothing happened, in words and signs: 0, 00, -, –, Không, Không có, không tổ chức."""

    def prepare(self) -> None:
        words = (
            "0",
            "00",
            "-",
            "–",
            "Không",
            "không",
            "Không có",
            "Không tổ chức",
            "Không.",
            "KHÔNG",
            "0 lớp",
        )
        for row in self.rows:
            if not row.values and row.measures:
                word = self.rng.choice(words)
                row.values = {measure.value: 0 for measure in row.measures}
                for measure in row.measures:
                    self.put(row, measure.value, "0" if word == "0 lớp" and measure != "count" else word)


@shape("figures/zero-for-both")
class ZeroForBoth(_Spelt):
    """One word for zero in the first cell of a row that asks two figures; or 0/0 for both."""

    def prepare(self) -> None:
        for row in self.rows:
            if not row.values and {"count", "people"} <= set(row.measures):
                row.count = self.rng.choice(("Không", "Không tổ chức", "0/0", "Không có"))
                row.values = {"count": 0, "people": 0} if row.count == "0/0" else {"count": 0}
                self.optional[(str(row.indicator), "people")] = 0


@shape("figures/spaced-thousands", 2)
class SpacedThousands(_Spelt):
    """Spaces or commas between thousands: 1 250, 1,250: read, or told."""

    def prepare(self) -> None:
        row = self.row("book_drive.books")
        row.values["count"] = 1000 + self.rng.randint(100, 999)
        row.count = f"{row.values['count']:,}".replace(",", " " if self.copy % 2 else ",")
        self.allowed.add(("book_drive.books", "count"))


@shape("figures/words-for-numbers", 2)
class SpelledOut(_Spelt):
    """Digits with the number in words behind, or words alone: 12 (mười hai), Mười hai: told, or read."""

    def prepare(self) -> None:
        one, other = self.pick("count", "people", number=2)
        one.count = f"{one.values['count']} (bằng chữ)"
        self.allowed.add((str(one.indicator), "count"))
        other.values["people"] = 0
        self.fault(other, "people", "Một trăm hai mươi")


@shape("figures/notes-with-numbers", 2)
class NumbersInNotes(_Spelt):
    """Notes full of numbers beside plain figures: they stay notes."""

    def prepare(self) -> None:
        notes = (
            "Trong đó có 12 giáo viên, 30 học sinh",
            "Ngày 02/10/2024",
            "3 lớp trực tuyến",
            "Đạt 100%",
            "KH số 12/KH-TH",
        )
        for row in self.rows:
            if row.values:
                row.note = self.rng.choice(notes)


@shape("figures/wrong-side", 2)
class WrongSide(_Spelt):
    """A row that asks one figure has it in the other number column.

    Persons in the first column are counted as they are, for many units write so; occasions in the column of
    persons are counted with a warning.
    """

    def prepare(self) -> None:
        for name in ("classes.participants", "awards.individuals", "news_items"):
            row = self.row(name)
            row.count, row.people = row.people, row.count
        row = self.row("news_items")
        self.accuse(row, "count", row.people, value=row.values["count"])


@shape("figures/bulleted", 2)
class Bulleted(_Spelt):
    """A bullet before the figure: • 12, * 12, - 12 lớp: read, or told."""

    def prepare(self) -> None:
        for row in self.pick("count", "people", number=5):
            row.count = self.rng.choice(("• {}", "* {}", "+ {}", "- {} lớp")).format(row.values["count"])
            self.allowed.add((str(row.indicator), "count"))
