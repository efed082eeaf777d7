"""Every figure in the sentences of the report, derived again from what `tong-hop.json` holds, in another way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from htsd_cli.consolidate import Consolidation
from htsd_cli.earlier.results import Results
from htsd_cli.form import Campaign, CampaignTable, Form, Office, load_form
from htsd_cli.language.capitals import in_sentence
from htsd_cli.roster import RosterUnit
from htsd_cli.values.figures import Number, Numbers
from htsd_cli.writers.report import write_report
from tests.writers.samples import Report, consolidate, many_units

NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
PERCENT = re.compile(r"((?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d)?)%")
QUOTED = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”")
# What each clause of part II is about.
CLAUSES = {
    1: ("classes",),
    2: ("news_items", "publications"),
    3: ("book_drive",),
    4: ("reading_events",),
    5: ("culture_sport",),
    6: ("opening",),
    7: ("workshops",),
    8: ("awards",),
    9: ("funding",),
}


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


@dataclass(frozen=True)
class Printed:
    """Parts I and II of a report, and the JSON objects of the same consolidation and of the year before."""

    organisation: list[str]
    clauses: dict[int, list[str]]
    opening: list[str]
    data: dict[str, Any]
    before: dict[str, Any] | None
    form: Form

    def figures(self, *groups: str) -> Iterator[tuple[str, str, str, int]]:
        """Yield unit key, indicator, measure and figure of every unit's figure under these numbered rows."""
        for unit, rows in self.data["figures"].items():
            for indicator, measures in rows.items():
                if indicator.split(".")[0] in groups:
                    for measure, figure in measures.items():
                        yield unit, indicator, measure, figure

    def names(self) -> dict[str, str]:
        return {unit["id"] or unit["name"]: in_sentence(unit["name"]) for unit in self.data["units"]}


def printed(
    made: Consolidation, form: Form, tmp_path: Path, before: Consolidation | None = None, year: int | None = 2023,
    campaign: Campaign | None = None,
) -> Printed:  # fmt: skip
    earlier = before.to_json() | {"year": year} if before else None
    previous = Results.model_validate(earlier) if earlier else None
    write_report(made, form, campaign or Campaign(), tmp_path / "bao-cao.docx", previous)
    lines = [p.text for p in Document(str(tmp_path / "bao-cao.docx")).paragraphs if p.text.strip()]
    lines = lines[: next((at for at, line in enumerate(lines) if line.startswith("Phụ lục ")), None)]
    heads = [at for at, line in enumerate(lines) if re.match(r"I+\. ", line)]
    assert len(heads) == 3
    second = lines[heads[1] + 1 : heads[2]]
    starts = [at for at, line in enumerate(second) if re.match(r"\d\. ", line)]
    assert len(starts) == 9
    clauses = {
        number: second[start + 1 : end]
        for number, start, end in zip(range(1, 10), starts, [*starts[1:], len(second)], strict=True)
    }
    return Printed(
        lines[heads[0] + 1 : heads[1]], clauses, second[: starts[0]], made.to_json(), earlier, form
    )


CASES = [(units, with_previous) for units in (1, 10, 150) for with_previous in (False, True)]


@pytest.fixture(
    scope="module", params=CASES, ids=lambda case: f"{case[0]} units{', with last year' if case[1] else ''}"
)
def report(request: pytest.FixtureRequest, form: Form, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    units, with_previous = request.param
    before = many_units(form, max(units * 2 // 3, 1), seed=99) if with_previous else None
    return printed(
        confirmed(many_units(form, units, told=True)), form, tmp_path_factory.mktemp("report"), before
    )


def whole(text: str) -> int:
    return int(text.replace(".", ""))


def plain(line: str) -> str:
    """Return a sentence without its quotations."""
    return QUOTED.sub("", line)


# --------------------------------------------------------------------------------------- every single number


def derivable(report: Printed, groups: tuple[str, ...]) -> set[int]:
    """Return what can be said in a clause: totals, units' and kinds' figures, numbers of units, differences."""
    data = report.data
    known = {len(data["narrated"])} | {sum(m["confirmed"] for m in p["mentions"]) for p in data["practices"]}
    kinds = {unit["id"] or unit["name"]: unit["kind"] for unit in data["units"]}
    by_kind: Counter[tuple[str, str, str]] = Counter()
    active: dict[str, set[str]] = {}
    for unit, indicator, measure, figure in report.figures(*groups):
        known.add(figure)
        by_kind[kinds[unit], indicator, measure] += figure
        if figure:
            active.setdefault(indicator.split(".")[0], set()).add(unit)
    known |= set(by_kind.values()) | {len(units) for units in active.values()}
    totals = {
        (i, m): v for i, row in data["totals"].items() if i.split(".")[0] in groups for m, v in row.items()
    }
    known |= set(totals.values())
    known.add(sum(v for (i, _), v in totals.items() if i.startswith("funding.")))
    if report.before:
        known.add(2023)
        for (indicator, measure), figure in totals.items():
            earlier = report.before["totals"].get(indicator, {}).get(measure)
            if earlier is not None:
                known.add(abs(figure - earlier))
    return known


def test_every_number_of_a_clause_is_one_of_its_own_rows(report: Printed) -> None:
    names = sorted(report.names().values(), key=len, reverse=True)
    told = 0
    for number, lines in report.clauses.items():
        known = derivable(report, CLAUSES[number])
        for line in lines:
            text = PERCENT.sub("", plain(line)).replace("Quận 7", "")
            for name in names:  # the sample units have a number in their names
                text = text.replace(name, "")
            found = {whole(figure) for figure in NUMBER.findall(text)}
            assert found <= known, line
            told += len(found)
    assert told > 20


def test_every_number_of_part_one_counts_units(report: Printed) -> None:
    data = report.data
    reported, missing = Counter(u["kind"] for u in data["units"]), Counter(u["kind"] for u in data["missing"])
    known = {2024, 7, 11, 10}  # the Week's year, Quận 7, the deadline
    days = " được tổ chức từ ngày 01 đến ngày 07 tháng 10 năm 2024 với chủ đề “"
    assert [line for line in report.organisation if days in line] == report.organisation[:1]
    known |= {
        len(data["units"]),
        len(data["missing"]),
        len(data["late"]),
        len(data["units"]) + len(data["missing"]),
    }
    known |= set(reported.values()) | {reported[kind] + missing[kind] for kind in {*reported, *missing}}
    known |= {len(data["narrated"])} | {sum(m["confirmed"] for m in p["mentions"]) for p in data["practices"]}
    for line in [*report.organisation, *report.opening]:
        text = PERCENT.sub("", plain(line.replace(days, " “")))
        if line in report.opening:
            assert report.before is not None
            known |= {2023, len(report.before["units"]), len(data["figures"])}
        for name in report.names().values():
            text = text.replace(name, "")
        assert {whole(figure) for figure in NUMBER.findall(text)} <= known, line


# -------------------------------------------------------------------------------------- who is named for what


def test_a_unit_is_named_with_its_own_figure_and_no_larger_one_is_passed_over(report: Printed) -> None:
    keys = {name: key for key, name in report.names().items()}
    names = "|".join(re.escape(name) for name in sorted(keys, key=len, reverse=True))
    named = re.compile(rf"({names}) \(([\d.]+) [^)]+\)")
    for number, lines in report.clauses.items():
        for line in lines:
            for sentence in re.split(r"(?<=\))\. ", plain(line)):
                pairs = [(keys[name], whole(figure)) for name, figure in named.findall(sentence)]
                if not pairs:
                    continue
                columns: dict[tuple[str, str], dict[str, int]] = {}
                for unit, indicator, measure, figure in report.figures(*CLAUSES[number]):
                    columns.setdefault((indicator, measure), {})[unit] = figure
                fitting = [
                    column
                    for column in columns.values()
                    if all(column.get(unit) == figure for unit, figure in pairs)
                ]
                assert fitting, sentence
                assert any(is_top(pairs, column) for column in fitting), sentence


def test_nobody_is_named_beside_money(report: Printed) -> None:
    assert len(report.clauses[9]) >= 1
    for line in report.clauses[9]:
        assert not [name for name in report.names().values() if name in line], line


def is_top(pairs: list[tuple[str, int]], column: dict[str, int]) -> bool:
    """Tell whether these are the largest of a column, in order, none of them 0, none equal to them left out."""
    figures = [figure for _, figure in pairs]
    others = [figure for unit, figure in column.items() if unit not in {unit for unit, _ in pairs}]
    return (
        figures == sorted(figures, reverse=True)
        and figures[-1] > 0
        and len({unit for unit, _ in pairs}) == len(pairs)
        and all(figure < figures[-1] for figure in others)
    )


def test_kinds_of_unit_are_told_with_the_sums_of_their_units(report: Printed) -> None:
    heads = r"mở nhiều lớp nhất|có nhiều người tham gia nhất"
    line = next((line for line in report.clauses[1] if re.search(rf"({heads}) \(", line)), "")
    if len({unit["kind"] for unit in report.data["units"]}) == 1:
        assert not line
        return
    kinds = {unit["id"] or unit["name"]: unit["kind"] for unit in report.data["units"]}
    for measure, indicator, word in (
        ("count", "classes", "lớp"),
        ("people", "classes.participants", "người"),
    ):
        sums: Counter[str] = Counter()
        for unit, row, kind_of_figure, figure in report.figures("classes"):
            if (row, kind_of_figure) == (indicator, measure):
                sums[report.form.kinds[kinds[unit]].in_text] += figure
        found = {
            name: re.search(rf"{re.escape(name)}(?: (?:{heads}))? \(([\d.]+) {word}\)", line, re.IGNORECASE)
            for name in sums
        }
        told = {name: whole(match[1]) for name, match in found.items() if match}
        assert told
        assert told == {name: sums[name] for name in told}
        assert min(told.values()) >= max([0, *(figure for name, figure in sums.items() if name not in told)])


# --------------------------------------------------------------------------------------------- the year before


COMPARED = {
    "số lớp": ("classes", "count"),
    "số người tham gia": ("classes.participants", "people"),
    "số tin, bài": ("news_items", "count"),
    "số ấn phẩm thông tin": ("publications", "count"),
    "số sách huy động được": ("book_drive.books", "count"),
    "số tập thể tặng sách": ("book_drive.donors", "count"),
    "số cá nhân tặng sách": ("book_drive.donors", "people"),
    "số cơ sở giáo dục tổ chức Lễ khai mạc": ("opening.institutions", "count"),
    "số tập thể được khen thưởng": ("awards.groups", "count"),
    "số cá nhân được khen thưởng": ("awards.individuals", "people"),
    "kinh phí từ ngân sách nhà nước": ("funding.state_budget", "amount"),
    "kinh phí huy động từ các nguồn hợp pháp khác": ("funding.other_sources", "amount"),
}
EVENTS = {4: ("reading_events", "count"), 5: ("culture_sport", "count"), 7: ("workshops", "count")}
CHANGE = re.compile(
    r"(?:So với năm 2023, |\), )((?:số|kinh phí) [^()\d]+?) (tăng|giảm) ([\d.]+) [^(.]+ \(([\d.,]+)%\)(?=[,.])"
)


def test_every_comparison_is_the_difference_of_two_totals_in_numbers_and_per_cent(report: Printed) -> None:
    lines = [(number, line) for number, lines in report.clauses.items() for line in lines]
    if report.before is None:
        assert not any("So với" in line for _, line in lines)
        return
    seen = 0
    for number, line in lines:
        for what, verb, difference, percent in CHANGE.findall(line):
            indicator, measure = EVENTS[number] if what == "số cuộc" else COMPARED[what]
            now = report.data["totals"][indicator][measure]
            then = report.before["totals"][indicator][measure]
            assert (verb, whole(difference)) == ("tăng" if now > then else "giảm", abs(now - then))
            exact = Decimal(abs(now - then)) * 100 / Decimal(then)
            rounded = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
            assert Decimal(percent.replace(".", "").replace(",", ".")) == rounded
            seen += 1
    assert seen >= (1 if len(report.data["units"]) == 1 else 8)


def compared(form: Form, tmp_path: Path, now: Numbers, then: Numbers, year: int | None = 2023) -> Printed:
    one, other = (consolidate(form, [Report("Trường Mầm non A", "mn", figures)]) for figures in (now, then))
    return printed(one, form, tmp_path, other, year)


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (1080, 960, "So với năm 2023, số tin, bài tăng 120 tin, bài (12,5%)."),
        (960, 1080, "So với năm 2023, số tin, bài giảm 120 tin, bài (11,1%)."),
        (5, 5, "So với năm 2023, số tin, bài không đổi."),
        (5, 0, "So với năm 2023, số tin, bài tăng 5 tin, bài."),
        (100_001, 100_000, "So với năm 2023, số tin, bài tăng 1 tin, bài (dưới 0,1%)."),
        (3000, 100, "So với năm 2023, số tin, bài tăng 2.900 tin, bài (2.900%)."),
        (1009, 1000, "So với năm 2023, số tin, bài tăng 9 tin, bài (0,9%)."),
        (2001, 2000, "So với năm 2023, số tin, bài tăng 1 tin, bài (0,1%)."),
    ],
)  # fmt: skip
def test_more_fewer_and_the_same_are_told(form: Form, tmp_path: Path, now: int, then: int, said: str) -> None:
    report = compared(form, tmp_path, {"news_items": {"count": now}}, {"news_items": {"count": then}})
    assert report.clauses[2][0].endswith(said)


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (
            {"count": 619},
            {"count": 506},
            "với 619 lượt tập thể, cá nhân tham gia tặng sách. So với năm 2023, số lượt tập thể, cá nhân tặng sách"
            " tăng 113 lượt (22,3%).",
        ),
        (
            {"count": 619, "people": 40},
            {"count": 506, "people": 50},
            "với 619 tập thể và 40 cá nhân tham gia tặng sách. So với năm 2023, số tập thể tặng sách tăng 113 tập thể"
            " (22,3%), số cá nhân tặng sách giảm 10 người (20%).",
        ),
        ({"count": 619, "people": 0}, {"count": 506}, "với 619 tập thể tham gia tặng sách."),
        ({"count": 619}, {"count": 506, "people": 50}, "với 619 lượt tập thể, cá nhân tham gia tặng sách."),
        ({"people": 30}, {"count": 506, "people": 30},
         "với 30 cá nhân tham gia tặng sách. So với năm 2023, số cá nhân tặng sách không đổi."),
        ({"count": 619}, {"people": 506}, "với 619 lượt tập thể, cá nhân tham gia tặng sách."),
    ],
)  # fmt: skip
def test_a_lone_figure_of_a_row_with_two_sides_is_told_in_the_row_s_own_words(
    form: Form, tmp_path: Path, now: dict[str, Number], then: dict[str, Number], said: str
) -> None:
    books: Numbers = {"book_drive.books": {"count": 3000}}
    report = compared(
        form, tmp_path, books | {"book_drive.donors": now}, {"book_drive.donors": then}
    )  # fmt: skip
    assert report.clauses[3][0] == (
        f"Phong trào quyên góp sách đã huy động được 3.000 quyển sách tặng các trường học, thư viện, {said}"
    )


def test_a_total_only_one_of_the_years_has_is_not_compared(form: Form, tmp_path: Path) -> None:
    report = compared(form, tmp_path, {"news_items": {"count": 5}}, {"publications": {"count": 9}})
    assert not any("So với" in line for lines in report.clauses.values() for line in lines)


def test_a_year_before_that_does_not_name_itself_is_called_so(form: Form, tmp_path: Path) -> None:
    report = compared(form, tmp_path, {"workshops": {"count": 6}}, {"workshops": {"count": 4}}, None)
    assert report.clauses[7] == [
        "Có 01 đơn vị tổ chức hội thảo, sinh hoạt chuyên đề, với tổng số 6 cuộc. So với kỳ trước, số cuộc tăng"
        " 2 cuộc (50%)."
    ]
    assert report.opening == [
        "Số liệu dưới đây được tổng hợp từ báo cáo của 01 đơn vị; số liệu so sánh là kết quả tổng hợp kỳ trước của"
        " 01 đơn vị."
    ]


# ------------------------------------------------------------------------------------------ who stands out


def units(form: Form, tmp_path: Path, *news: int | None, names: tuple[str, ...] = ()) -> list[str]:
    reports = [
        Report(
            names[at] if names else f"Trường THCS {chr(65 + at)}",
            "thcs",
            {} if figure is None else {"news_items": {"count": figure}},
        )
        for at, figure in enumerate(news)
    ]
    return printed(consolidate(form, reports), form, tmp_path).clauses[2][1:]


def test_of_many_units_the_three_largest_are_named(form: Form, tmp_path: Path) -> None:
    assert units(form, tmp_path, 3, 9, 1, 7, None, 0) == [
        "Dẫn đầu về số tin, bài là Trường THCS B (9 tin, bài), Trường THCS D (7 tin, bài) và Trường THCS A"
        " (3 tin, bài)."
    ]


def test_all_that_gave_something_are_named_where_they_are_few(form: Form, tmp_path: Path) -> None:
    assert units(form, tmp_path, 3, 9, 0) == [
        "Số tin, bài của từng đơn vị là: Trường THCS B (9 tin, bài) và Trường THCS A (3 tin, bài)."
    ]


def test_the_only_unit_that_gave_something_is_named(form: Form, tmp_path: Path) -> None:
    assert units(form, tmp_path, 0, 9, None) == ["Số tin, bài nêu trên là của Trường THCS B."]


def test_where_there_is_one_unit_in_all_it_is_not_named_at_every_total(form: Form, tmp_path: Path) -> None:
    assert units(form, tmp_path, 9) == []


def test_units_equal_to_the_third_are_named_too(form: Form, tmp_path: Path) -> None:
    (line,) = units(form, tmp_path, 9, 5, 5, 5, 1)
    assert re.findall(r"THCS (\w) \((\d)", line) == [("A", "9"), ("B", "5"), ("C", "5"), ("D", "5")]


def test_of_many_equals_none_is_named_before_the_others(form: Form, tmp_path: Path) -> None:
    assert units(form, tmp_path, 9, *[5] * 8) == ["Dẫn đầu về số tin, bài là Trường THCS A (9 tin, bài)."]
    assert units(form, tmp_path, *[5] * 8) == []
    assert units(form, tmp_path, *[2] * 4) == []
    assert units(form, tmp_path, 9, *[5] * 4) == ["Dẫn đầu về số tin, bài là Trường THCS A (9 tin, bài)."]


@pytest.mark.parametrize(
    ("classes", "said"),
    [
        (
            (37, 30, 18),
            "Khối tiểu học mở nhiều lớp nhất (37 lớp), tiếp đến là các phường (30 lớp) và khối THCS (18 lớp).",
        ),
        ((37, 30, 0), "Khối tiểu học mở nhiều lớp nhất (37 lớp), tiếp đến là các phường (30 lớp)."),
        (
            (30, 30, 18),
            "Số lớp theo khối đơn vị gồm khối tiểu học (30 lớp), các phường (30 lớp) và khối THCS (18 lớp).",
        ),
    ],
)
def test_kinds_of_unit_are_ranked_where_one_is_ahead(
    form: Form, tmp_path: Path, classes: tuple[int, int, int], said: str
) -> None:
    names = {"tih": "Trường Tiểu học A", "phuong": "Phường B", "thcs": "Trường THCS C"}
    reports = [
        Report(name, kind, {"classes": {"count": count}})
        for (kind, name), count in zip(names.items(), (classes[0] - 1, *classes[1:]), strict=True)
    ]
    reports.append(Report("Trường Tiểu học D", "tih", {"classes": {"count": 1}}))
    assert said in printed(consolidate(form, reports), form, tmp_path).clauses[1]


def test_names_have_the_capitals_of_the_decree_within_a_sentence(form: Form, tmp_path: Path) -> None:
    names = ("Phường Tân Phú", "UBND phường Tân Quy", "TRƯỜNG TIỂU HỌC LÊ VĂN TÁM", "Phường 1")
    (line,) = units(form, tmp_path, 9, 8, 7, 1, names=names)
    assert line == (
        "Dẫn đầu về số tin, bài là phường Tân Phú (9 tin, bài), Ủy ban nhân dân phường Tân Quy (8 tin, bài) và"
        " Trường Tiểu học Lê Văn Tám (7 tin, bài)."
    )


# ------------------------------------------------------------------------------------------ what units tell


def confirmed(made: Consolidation, *, exemplary: Sequence[str] = (), doubtful: bool = False) -> Consolidation:
    """Return the consolidation as a person ticked it: every sentence without a doubt, or with `doubtful` all."""
    practices = tuple(
        practice.model_copy(
            update={
                "mentions": tuple(
                    replace(item, confirmed=doubtful or not item.doubt, exemplary=item.unit in exemplary)
                    for item in practice.mentions
                )
            }
        )
        for practice in made.practices
    )
    return replace(made, practices=practices)


MISLEADING = (
    "Ngày hội sách bị hủy vì mưa bão.",
    "Rất tiếc thiếu kinh phí treo băng rôn.",
    "Nhiều trường bạn treo băng rôn, trường chúng tôi thì chưa.",
    "Nhà trường tổ chức ngày hội sách cho học sinh các khối lớp.",
)


def test_nothing_of_a_narrative_is_told_that_nobody_confirmed(form: Form, tmp_path: Path) -> None:
    made = consolidate(
        form,
        [Report("Trường THCS A", "thcs", {"classes": {"count": 1}}, narrative={"activities": MISLEADING})],
    )
    report = printed(made, form, tmp_path)
    said = "\n".join([*report.organisation, *(line for lines in report.clauses.values() for line in lines)])
    assert made.practices
    assert all(not practice.confirmed for practice in made.practices)
    for word in ("băng rôn", "hội sách", "tiêu biểu", "Về cách làm", "Trong đó, "):
        assert word not in said.replace("(tờ rơi, áp phích, băng rôn, khẩu hiệu)", "")


def test_what_a_person_confirmed_is_told_with_the_units_meant_as_examples(form: Form, tmp_path: Path) -> None:
    sentence = "Nhà trường tổ chức cho học sinh tham quan bảo tàng, học tập thực tế."
    reports = [
        Report(f"Trường THCS {name}", "thcs", {"culture_sport": {"count": 1}},
               narrative={"activities": (sentence,)})
        for name in "ABCDE"
    ]  # fmt: skip
    made = consolidate(form, reports)
    visits = next(practice for practice in made.practices if practice.id == "visits")
    plain = printed(confirmed(made), form, tmp_path)
    assert plain.clauses[5][-1] == "Trong đó, 05 đơn vị tổ chức tham quan, học tập thực tế, về nguồn."
    leading = printed(confirmed(made, exemplary=[item.unit for item in visits.mentions[:2]]), form, tmp_path)
    assert leading.clauses[5][-1] == (
        "Trong đó, 05 đơn vị tổ chức tham quan, học tập thực tế, về nguồn, tiêu biểu là Trường THCS A và Trường THCS B."
    )
    few = printed(confirmed(consolidate(form, reports[:2])), form, tmp_path)
    assert few.clauses[5][-1] == (
        "Trong đó, 02 đơn vị tổ chức tham quan, học tập thực tế, về nguồn (Trường THCS A và Trường THCS B)."
    )


def test_several_practices_of_a_clause_are_a_list_and_stand_alone_without_figures(
    form: Form, tmp_path: Path
) -> None:
    told = ("Nhà trường tổ chức tham quan bảo tàng.", "Nhà trường phát tờ rơi.", "Nhà trường treo băng rôn.")
    reports = [
        Report("Trường THCS A", "thcs", {"publications": {"count": 3}}, narrative={"activities": told})
    ]
    report = printed(confirmed(consolidate(form, reports)), form, tmp_path)
    assert report.clauses[2][-3:] == [
        "Trong đó, có:",
        "- Trường THCS A tuyên truyền trực quan bằng băng rôn, khẩu hiệu, pa nô, áp phích;",
        "- Trường THCS A phát tờ rơi, tài liệu tuyên truyền.",
    ]
    assert report.clauses[5][-1] == (
        "Theo nội dung báo cáo, có Trường THCS A tổ chức tham quan, học tập thực tế, về nguồn."
    )


# ------------------------------------------------------------------------------------------ other campaigns


@pytest.mark.parametrize("level", ["district", "ward", "city"])
@pytest.mark.parametrize("roster", [True, False])
def test_a_report_of_any_office_reads_on_without_a_gap(
    form: Form, tmp_path: Path, level: str, roster: bool
) -> None:
    reports = [
        Report("Quận 1", None, {"classes": {"count": 4}, "opening.districts": {"count": 1}}),
        Report("Huyện Nhà Bè", None, {"classes": {"count": 9}, "classes.participants": {"people": 200}}),
        Report("Thành phố Thủ Đức", None, {"funding.state_budget": {"amount": 15_000_000}}),
    ]
    missing = (RosterUnit(id="x", name="Quận 7", kind=None),) if roster else ()
    made = consolidate(form, reports, roster=roster, missing=missing)
    table = CampaignTable.model_validate({"level": level, "deadline": None})
    campaign = Campaign(campaign=table, office=Office(area="phường Tân Mỹ"))
    report = printed(made, form, tmp_path, campaign=campaign)
    lines = [*report.organisation, *(line for lines in report.clauses.values() for line in lines)]
    for line in lines:
        assert not re.search(r"  | [,.;:]|,,|\.\.|\(\)|: *$(?<!:)|\(chưa có", line), line
        assert line[-1] in ".;:", line
        assert line.removeprefix("- ")[0].isupper() or line[0] == "-", line
    assert report.clauses[1][:2] == [
        "Có 02 đơn vị tổ chức các lớp bồi dưỡng, tập huấn trong Tuần lễ, với tổng số 13 lớp và 200 người tham gia.",
        "Toàn bộ số người tham gia nêu trên là của huyện Nhà Bè.",
    ]
    assert report.clauses[9] == [
        "Kinh phí tổ chức Tuần lễ từ ngân sách nhà nước theo báo cáo của các đơn vị là 15.000.000 đồng."
    ]
