"""One report of an office below at a time: what it was made of, whom it lacks, where it was changed, what is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from htsd_cli.consolidate.again import beside, in_parts, made_of, sources_of, unit_mark, without_doubles
from htsd_cli.consolidate.arrival import Arrival, digest_of
from htsd_cli.consolidate.offices.below import Below, about_below, kept_of, kept_of_parts, results_of
from htsd_cli.earlier.results import Results
from htsd_cli.roster import Roster, RosterUnit
from htsd_cli.values.figures import Numbers, figures_of
from htsd_cli.values.submission import Submission, UnitName
from tests.consolidate.test_consolidate import NAMES
from tests.documents import FORM

WARD = "UBND phường Tân Phú"
ROSTER = Roster(
    [RosterUnit("tan-phu", WARD, "phuong"), RosterUnit("sen", "Trường Mầm non Hoa Sen", "mn")], NAMES
)


def came(
    file: str, figures: Numbers | None = None, name: str = WARD, id: str | None = None, **marks: str
) -> Arrival:
    """Return a report of a unit with marks, `a__b` for `a-b`."""
    submission = Submission(
        schema="htsd/validation/1", file=file, form=FORM.id, unit=UnitName(id=id, name=name, kind="phuong"),
        figures=figures_of(figures or {}), marks={key.replace("__", "-"): text for key, text in marks.items()},
    )  # fmt: skip
    return Arrival(submission, datetime(2024, 10, 5), digest=f"d-{file}")


def below(file: str, *units: str, totals: Numbers | None = None, **more: Any) -> Below:
    """Return results of units `name` or `name=digest` (`-name` is not counted)."""
    told = [
        {
            "id": None, "name": unit.strip("-").partition("=")[0], "kind": "mn", "file": "a.docx",
            "counted": not unit.startswith("-"), "digest": unit.partition("=")[2],
        }
        for unit in units
    ]  # fmt: skip
    data = {
        "schema": "htsd/consolidation/1", "form": FORM.id, "office": WARD, "totals": totals or {}, "units": told,
        "figures": {}, "findings": [], "missing": [], "beside": 1,
    } | more  # fmt: skip
    return Below(file, Results.model_validate({key: data[key] for key in data if key != "beside"}), data)


def missing(*names: str) -> list[dict[str, Any]]:
    return [{"id": None, "name": name, "kind": "mn"} for name in names]


def test_a_report_s_marks_say_what_it_was_made_of() -> None:
    made = came("a.docx", sources__1="x y", sources__2="z", units__1="u v", unit="Tân Phú", note="x")
    assert sources_of(made) == {"x", "y", "z"}
    assert made_of(made) == {"x", "y", "z", "unit u", "unit v"}
    assert made_of(came("a.docx", unit="Tân Phú")) == frozenset()
    assert unit_mark("Trường Mầm non HOA SEN") == unit_mark("Trường mầm non Hoa Sen") != unit_mark("Hoa Lan")
    assert len(unit_mark("Hoa Sen")) == 8


@pytest.mark.parametrize(
    ("output", "what"),
    [
        ("appendix", "phụ lục của một báo cáo tổng hợp"),
        ("note", "phiếu đề nghị chỉnh sửa đã gửi cho đơn vị"),
        ("report", ""),
        ("", ""),
    ],
)
def test_what_is_written_beside_reports_is_none(output: str, what: str) -> None:
    item = came("a.docx", output=output)
    assert beside(item) == what
    kept, ours, doubtful = without_doubles([item], "")
    assert (len(kept), ours, doubtful) == ((0, [("a.docx", what)], []) if what else (1, [], []))


def test_a_report_is_never_added_to_those_it_adds_up() -> None:
    one, two = came("1.docx", name="A"), came("2.docx", name="B")
    whole = came("phuong.docx", sources__1="d-1.docx d-2.docx", office="Phường")
    part = came("phuong.docx", sources__1="d-1.docx d-9.docx", office="Phường")
    own = "kết quả tổng hợp của chính các báo cáo trong thư mục này"
    assert without_doubles([one, two, whole], "Quận") == ([one, two], [("phuong.docx", own)], [])
    assert without_doubles([one, two, part], "Phường") == ([one, two], [("phuong.docx", own)], [])
    assert without_doubles([two, part], "Quận") == ([two, part], [], [])
    kept, ours, (doubtful,) = without_doubles([one, two, part], "Quận")
    assert (kept, ours, doubtful.submission.counted) == ([one, two], [], False)
    assert [(item.code, item.message) for item in doubtful.submission.findings] == [
        (
            "added-twice",
            "Báo cáo tổng hợp của Phường được cộng từ 2 báo cáo, trong đó 1 báo cáo cũng đang có trong thư mục; cộng cả"
            " hai sẽ tính hai lần nên chưa cộng.",
        )
    ]


def test_parts_of_one_office_are_units_of_their_own_and_versions_are_not() -> None:
    first, second = came("b.docx", sources__1="x y"), came("a.docx", sources__1="z")
    again, other = (
        came("c.docx", sources__1="y w"),
        came("d.docx", name="UBND phường Tân Quy", sources__1="q"),
    )
    listed = came("e.docx", id="tan-phu", sources__1="r")
    plain = came("f.docx")
    found = in_parts([first, second, again, other, listed, plain], NAMES)
    assert [item.submission.unit.name for item in found] == [
        f"{WARD} (b.docx)", f"{WARD} (a.docx)", f"{WARD} (b.docx)", "UBND phường Tân Quy", WARD, WARD,
    ]  # fmt: skip
    assert [[told.code for told in item.submission.findings] for item in found] == [
        ["office-in-parts"], ["office-in-parts"], ["office-in-parts"], [], [], [],
    ]  # fmt: skip
    assert in_parts([first, again], NAMES) == [first, again]


def test_a_row_of_a_file_is_known_by_its_files_content_and_its_row() -> None:
    file = came("mau.xlsx").submission
    assert digest_of("0123456789abcdef", file, file) == "0123456789abcdef"
    assert digest_of("0123456789abcdef", file, came("mau.xlsx, hàng 26").submission) == "012345678900001a"
    assert digest_of("0123456789abcdef", file, came("mau.xlsx, cuối").submission) == "0123456789abcdef"
    assert digest_of("", file, came("mau.xlsx, hàng 26").submission) == ""


def test_results_belong_to_the_report_made_of_the_same_files_the_nearest_first() -> None:
    report = came("p/bc.docx", id="tan-phu", sources__1="x y")
    same, near = below("q/tong-hop.json", "A=x", "B=y"), below("p/tong-hop.json", "A=x", "B=y", "-C=z")
    less, none = below("p/it.json", "A=x"), below("p/khong.json", "A=x", "B=y", "C=z")
    assert results_of(report, [less, same, near, none], None) is near
    assert results_of(report, [less, same, none], None) is same
    assert results_of(report, [less, none], None) is None
    assert results_of(report, [below("p/tong-hop.json", "A=x", "B=y", "C")], None) is not None


def test_results_without_a_word_of_their_files_belong_to_the_one_report_of_their_office_beside() -> None:
    report, own = came("p/bc.docx", id="tan-phu"), below("p/tong-hop.json", "A=x")
    assert results_of(report, [own], ROSTER) is own
    assert results_of(report, [own], None) is None
    assert results_of(came("p/bc.docx", id="sen"), [own], ROSTER) is None
    assert results_of(came("q/bc.docx", id="tan-phu"), [own], ROSTER) is None
    assert results_of(report, [own, below("p/khac.json", "B=y")], ROSTER) is None
    assert results_of(report, [own, below("q/khac.json", "B=y")], ROSTER) is own
    assert results_of(came("bc.docx", id="tan-phu"), [below("tong-hop.json", "A=x")], ROSTER) is None


def told(arrival: Arrival, found: Below | None) -> list[tuple[str, str]]:
    return [(item.code, item.message) for item in about_below(arrival, found, FORM)]


@pytest.mark.parametrize(
    ("coverage", "partial"),
    [
        ("3/5", True),
        ("5/5", False),
        ("6/5", False),
        ("", False),
        ("3/x", False),
        ("x/5", False),
        ("0/1", True),
    ],
)
def test_a_report_says_by_itself_how_many_units_are_in_it(coverage: str, partial: bool) -> None:
    assert told(came("bc.docx", coverage=coverage), None) == (
        [("below-partial", f"Báo cáo tổng hợp của “{WARD}” mới cộng từ {coverage} đơn vị.")]
        if partial
        else []
    )


def test_results_say_whom_a_report_lacks() -> None:
    few = below("t.json", "A=x", "-B=y", missing=missing("C"), unusable=missing("D"), expected=4)
    said = f"Báo cáo tổng hợp của “{WARD}” mới cộng từ 1/4 đơn vị, còn thiếu: C; D; B."
    assert told(came("bc.docx", coverage="1/9"), few) == [("below-partial", said)]
    many = below("t.json", missing=missing(*"ABCDEFGHIJ"), expected=9)
    assert told(came("bc.docx"), many) == [
        (
            "below-partial",
            f"Báo cáo tổng hợp của “{WARD}” mới cộng từ 0/9 đơn vị, còn thiếu: A; B; C; D; E; F; G; H; và 2 đơn vị"
            " khác.",
        )
    ]
    eight = below("t.json", missing=missing(*"ABCDEFGH"), expected=9)
    assert told(came("bc.docx"), eight)[0][1].endswith("G; H.")
    assert told(came("bc.docx"), below("t.json", "A=x", expected=1)) == []
    assert told(came("bc.docx"), below("t.json", missing=missing("C"))) == []


def test_a_report_changed_after_it_was_made_is_told_figure_by_figure() -> None:
    totals: Numbers = {"workshops": {"count": 3}, "news_items": {"count": 1200}}
    made = below("t.json", "A=x", totals=totals)
    assert told(came("bc.docx", totals), made) == []
    changed: Numbers = {"workshops": {"count": 4}, "publications": {"count": 2}}
    column = "cột “Số lớp/số cuộc thi”"
    assert told(came("bc.docx", changed), made) == [
        (
            "below-changed",
            f"3 số trong báo cáo của “{WARD}” khác với kết quả tổng hợp (tong-hop.json) gửi kèm: “Số tin bài về các"
            f" hoạt động của Tuần lễ”, {column}: 1.200 → trống; “Ấn phẩm thông tin”, {column}: trống → 2;"
            f" “Tổ chức hội thảo/sinh hoạt chuyên đề”, {column}: 3 → 4. Được tính theo báo cáo.",
        )
    ]
    rows = [item.id for item in FORM.indicators if len(item.measures) == 2]
    for number, more in ((9, " và 1 số liệu khác"), (8, "")):
        many: Numbers = {row: {"count": 1} for row in rows[:number]}
        ((code, message),) = told(came("bc.docx", many), below("t.json"))
        assert (code, message.count("→"), message.endswith(f": trống → 1{more}. Được tính theo báo cáo.")) == (
            "below-changed", 8, True,
        )  # fmt: skip
    other = below("t.json", totals=totals, form="mau-khac")
    assert told(came("bc.docx", changed), other) == []


def test_of_results_what_a_trace_needs_is_kept() -> None:
    found = below("p/t.json", "A=x", year=2024, figures={"A": {"workshops": {"count": 3}}}, answers=[])
    kept = kept_of(found)
    assert kept is not None
    assert set(kept) == {"schema", "form", "office", "year", "totals", "units", "figures", "missing", "file"}
    assert (kept["file"], kept["units"][0]["name"], kept["year"]) == ("p/t.json", "A", 2024)
    assert kept_of(None) is None


def test_parts_that_all_came_with_their_results_are_traced_to_their_own_units() -> None:
    parts = [came("1.docx", {"workshops": {"count": 3}}), came("2.docx", {"workshops": {"count": 4}})]
    one = below("1.json", "A=x", figures={"A": {"workshops": {"count": 3}}}, missing=missing("C"))
    two = below("2.json", "B=y", figures={"B": {"workshops": {"count": 4}}}, missing=missing("D"))
    kept = kept_of_parts(parts, [one, two], FORM)
    assert ([unit["name"] for unit in kept["units"]], [unit["name"] for unit in kept["missing"]]) == (
        ["A", "B"], ["C", "D"],
    )  # fmt: skip
    assert kept["figures"] == {"A": {"workshops": {"count": 3}}, "B": {"workshops": {"count": 4}}}
    assert (kept["file"], kept["decided"], kept["origins"]) == ("1.json", {}, {})
    for found in ([one, None], [one, below("2.json", "A=y")]):
        kept = kept_of_parts(parts, found, FORM)
        names = [f"{WARD} – phần 1", f"{WARD} – phần 2"]
        assert kept["units"] == [
            {"id": None, "name": name, "kind": "phuong", "file": file, "counted": True}
            for name, file in zip(names, ("1.docx", "2.docx"), strict=True)
        ]
        assert kept["figures"] == {
            names[0]: {"workshops": {"count": 3}},
            names[1]: {"workshops": {"count": 4}},
        }
        assert (kept["schema"], kept["form"], kept["office"], kept["totals"]) == (
            "htsd/consolidation/1", FORM.id, WARD, {},
        )  # fmt: skip
        assert set(kept["origins"]) == set(names)
