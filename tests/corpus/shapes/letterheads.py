"""Word files that tell their unit in different places, and reports of the wrong year or of another kind."""

from __future__ import annotations

from tests.corpus.filling import UNITS
from tests.corpus.report import shape
from tests.corpus.truth import Truth
from tests.corpus.word import WordReport, paragraph, run, tbl, tc, tr

_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"


class _Official(WordReport):
    """A real letterhead of two columns."""

    def left(self) -> str:
        """Return the left column's paragraphs."""
        return self.line(self.about.parent) + self.line(self.about.name.upper(), "<w:b/>")

    def letterhead(self) -> str:
        right = self.line(_STATE, "<w:b/>") + self.line(_MOTTO, "<w:b/>")
        numbers = tc(self.line("Số: 45/BC-TH"), 3800) + tc(self.line(self.place_and_date(), "<w:i/>"), 5200)
        return tbl(tr(tc(self.left(), 3800) + tc(right, 5200)) + tr(numbers), [3800, 5200])


@shape("letterhead/two-lines", 6)
class TwoLines(_Official):
    """A real letterhead: the body above, the unit in bold below it."""


@shape("letterhead/two-lines-without-sentence", 6)
class TwoLinesOnly(_Official):
    """A real letterhead, and no sentence that names the unit."""

    def opening(self) -> str:
        return self.line(
            f"Thực hiện kế hoạch của Ủy ban nhân dân Quận 7, đơn vị báo cáo kết quả năm {self.year}:"
        )


@shape("letterhead/name-in-two-lines")
class WrappedName(_Official):
    """The unit's name takes two lines of its own below the body above it; a rule of underscores follows."""

    def left(self) -> str:
        words = self.about.name.upper().split()
        cut = min(len(words) - 1, 2)
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        lines = (self.line(first, "<w:b/>"), self.line(second, "<w:b/>"), self.line("___________"))
        return self.line(self.about.parent) + "".join(lines)


@shape("letterhead/line-breaks", 2)
class LineBreaks(_Official):
    """The letterhead's lines are parted by line breaks inside one paragraph."""

    def left(self) -> str:
        return paragraph(self.run(f"{self.about.parent}\n{self.about.name.upper()}\n-------"))


@shape("letterhead/tabs")
class Tabs(WordReport):
    """No table: the two columns of the letterhead are parted by tabs or spaces."""

    def letterhead(self) -> str:
        gap = "\t" if self.copy % 2 else " " * 8
        return "".join(
            self.line(f"{left}{gap}{right}")
            for left, right in (
                (self.about.parent, _STATE),
                (self.about.name.upper(), _MOTTO),
                ("Số: 45/BC-TH", self.place_and_date()),
            )
        )


@shape("letterhead/paragraphs")
class Paragraphs(WordReport):
    """No table: name and nation in paragraphs one below the other."""

    def letterhead(self) -> str:
        lines = (_STATE, _MOTTO, self.about.parent, self.about.name.upper(), self.place_and_date())
        return "".join(self.line(text) for text in lines)


@shape("letterhead/dots-behind-the-name", 2)
class DottedName(WordReport):
    """“ĐƠN VỊ: … Trường …………”: the form's dots are left around the name."""

    def letterhead(self) -> str:
        return self.line(f"ĐƠN VỊ:…{self.about.name.upper()}……………") + self.line(_STATE) + self.line(_MOTTO)

    def opening(self) -> str:
        return self.line("Cơ quan/đơn vị .......báo cáo quá trình và kết quả thực hiện như sau:")


@shape("letterhead/sentence-only")
class SentenceOnly(WordReport):
    """The letterhead's dots were left; the sentence “Cơ quan/đơn vị …” names the unit."""

    def letterhead(self) -> str:
        return super().letterhead().replace(f"ĐƠN VỊ: {self.about.name.upper()}", "ĐƠN VỊ:………………")


@shape("letterhead/file-name-only")
class FileNameOnly(WordReport):
    """Only the file's name tells the unit: a warning says so."""

    def prepare(self) -> None:
        self.required.add("unit-from-file-name")

    def letterhead(self) -> str:
        return super().letterhead().replace(f"ĐƠN VỊ: {self.about.name.upper()}", "ĐƠN VỊ:………………")

    def opening(self) -> str:
        return self.line("Cơ quan/đơn vị .......báo cáo quá trình và kết quả thực hiện như sau:")

    def file_name(self) -> str:
        name = self.about.name.replace("/", "-")
        return f"{name}{self.suffix}"

    def truth(self) -> Truth:
        if "/" in self.about.name:
            self.unit = None  # a file's name cannot hold the slash
        return super().truth()


@shape("letterhead/title-in-capitals", 2)
class CapitalTitle(_Official):
    """The title in one line of capitals; the year stands in it alone."""

    def title(self) -> str:
        return self.line(f"BÁO CÁO KẾT QUẢ TỔ CHỨC TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM {self.year}")


@shape("letterhead/school-year", 2)
class SchoolYear(_Official):
    """Other years stand in the text: a school year, last year's report, a law's year; the Week is of 2024."""

    def opening(self) -> str:
        return (
            self.line("Căn cứ Quyết định số 1373/QĐ-TTg năm 2021 của Thủ tướng Chính phủ;")
            + self.line("Căn cứ Kế hoạch năm học 2024 - 2025; tiếp nối kết quả Tuần lễ năm 2023,")
            + super().opening()
        )


@shape("letterhead/last-year")
class LastYear(WordReport):
    """Last year's report sent again: an error, nothing counted."""

    def prepare(self) -> None:
        self.year = 2023
        self.refused = True


@shape("letterhead/last-year-title-only", 2)
class LastYearTitle(WordReport):
    """Only the title still says last year: an error all the same, for a person to decide."""

    def prepare(self) -> None:
        self.refused = True

    def title(self) -> str:
        return super().title().replace("2024", "2023")


@shape("letterhead/other-report", 2)
class OtherReport(WordReport):
    """A report of another kind with a table of its own: no source of figures."""

    def prepare(self) -> None:
        self.refused = True
        self.allowed_codes |= {"narrative-missing"}

    def title(self) -> str:
        return self.line("BÁO CÁO") + self.line("Tình hình thiết bị dạy học năm học 2024 - 2025")

    def opening(self) -> str:
        return self.line("Đơn vị báo cáo tình hình thiết bị như sau:")

    def statistics(self) -> str:
        rows = [("STT", "Tên thiết bị", "Đơn vị", "Số lượng", "Ghi chú")]
        rows += [
            (str(n), name, "cái", str(self.rng.randint(1, 40)), "")
            for n, name in enumerate(("Bảng", "Bàn", "Máy chiếu", "Máy tính"), 1)
        ]
        return tbl("".join(tr("".join(tc(self.line(text)) for text in row)) for row in rows), [1000] * 5)


@shape("letterhead/plan-only", 2)
class PlanOnly(WordReport):
    """The narrative without the table: told that the table is missing."""

    def prepare(self) -> None:
        self.refused = True

    def statistics(self) -> str:
        return paragraph(run("(Đơn vị sẽ gửi bảng số liệu sau)"))


@shape("letterhead/no-narrative", 2)
class NoNarrative(WordReport):
    """Sections I and II are empty: a warning for each, the figures count."""

    def prepare(self) -> None:
        self.organisation, self.activities = [], []
        self.required.add("narrative-missing")


@shape("letterhead/three-lines")
class ThreeLines(_Official):
    """Two bodies above the unit: UBND QUẬN 7 / PHÒNG GIÁO DỤC VÀ ĐÀO TẠO / TRƯỜNG …."""

    def prepare(self) -> None:
        schools = [unit for unit in UNITS if unit.name.startswith("Trường") and "QUẬN" in unit.parent]
        self.about = self.rng.choice(schools)
        self.unit = self.about.name

    def left(self) -> str:
        lines = ("UBND QUẬN 7", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO")
        return "".join(map(self.line, lines)) + self.line(self.about.name.upper(), "<w:b/>")

    def opening(self) -> str:
        return self.line(f"Thực hiện kế hoạch của quận, đơn vị báo cáo kết quả năm {self.year} như sau:")


@shape("letterhead/office-above")
class OfficeAbove(ThreeLines):
    """The office of education stands above the school, its name as long as a unit's."""

    def left(self) -> str:
        return self.line("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO QUẬN 7") + self.line(self.about.name.upper(), "<w:b/>")


@shape("letterhead/sides-exchanged", 2)
class SidesExchanged(WordReport):
    """The nation stands left and the unit right."""

    def letterhead(self) -> str:
        left = self.line(_STATE, "<w:b/>") + self.line(_MOTTO, "<w:b/>")
        right = self.line(self.about.parent) + self.line(self.about.name.upper(), "<w:b/>")
        return tbl(tr(tc(left, 5200) + tc(right, 3800)), [5200, 3800])

    def opening(self) -> str:
        return self.line(f"Đơn vị báo cáo kết quả thực hiện Tuần lễ năm {self.year} như sau:")


@shape("letterhead/number-in-the-same-cell", 2)
class NumberBelow(_Official):
    """Body, unit, rule, number and date stand in one cell a side."""

    def letterhead(self) -> str:
        left = self.left() + self.line("--------") + self.line("Số:      /BC-TrH")
        right = self.line(_STATE) + self.line(_MOTTO) + self.line("-----") + self.line(self.place_and_date())
        return tbl(tr(tc(left, 3800) + tc(right, 5200)), [3800, 5200])


@shape("letterhead/addressed", 2)
class Addressed(_Official):
    """“Kính gửi” names other offices before the sentence; the unit is none of them."""

    def opening(self) -> str:
        to = ("Kính gửi:", "- Ủy ban nhân dân Quận 7;", "- Phòng Giáo dục và Đào tạo Quận 7.")
        return "".join(map(self.line, to)) + super().opening()


@shape("letterhead/name-on-the-next-line", 2)
class NextLine(WordReport):
    """“ĐƠN VỊ:” with the name in the paragraph below it."""

    def letterhead(self) -> str:
        left = self.line("ĐƠN VỊ:") + self.line(self.about.name.upper())
        right = self.line(_STATE) + self.line(_MOTTO)
        return tbl(tr(tc(left, 3800) + tc(right, 5200)), [3800, 5200])

    def opening(self) -> str:
        return self.line("Cơ quan/đơn vị .......báo cáo quá trình và kết quả thực hiện như sau:")


@shape("letterhead/old-date", 2)
class OldDate(_Official):
    """The date of last year's letter was left; title and sections say this year: not refused."""

    def place_and_date(self) -> str:
        return "Quận 7, ngày 09 tháng 10 năm 2023"

    def prepare(self) -> None:
        self.allowed_codes |= {"wrong-date"}


@shape("letterhead/split-title", 2)
class SplitTitle(_Official):
    """The title's year stands in a paragraph of its own."""

    def title(self) -> str:
        lines = ("BÁO CÁO", "Kết quả tổ chức Tuần lễ hưởng ứng học tập suốt đời", f"Năm {self.year}")
        return "".join(self.line(text, "<w:b/>") for text in lines)


@shape("letterhead/district-behind-the-name", 2)
class DistrictBehind(_Official):
    """The district stands behind the unit's name in the letterhead and not in the sentence."""

    def prepare(self) -> None:
        self.about = next(unit for unit in UNITS if unit.name == "Trường Tiểu học Kim Đồng")
        self.unit = self.about.name if self.copy == 1 else f"{self.about.name} Quận 7"

    def left(self) -> str:
        behind = "" if self.copy == 1 else " QUẬN 7"
        return self.line("UBND QUẬN 7") + self.line(f"{self.about.name.upper()}{behind}", "<w:b/>")
