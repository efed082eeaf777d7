"""Consolidations for the writers' tests, made by hand or by a seeded draw; units and figures are invented."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from htsd_cli.consolidate import Belonging, Consolidation, Duplicate, LeftOut, Unit, UnitFinding
from htsd_cli.consolidate.practices import find_practices, narrated
from htsd_cli.earlier.results import Results, ResultsUnit
from htsd_cli.form import Form, load_form
from htsd_cli.roster import RosterUnit
from htsd_cli.values.document import Origin
from htsd_cli.values.figures import Key, Number, Numbers, figures_of, nested
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import ExtraRow, Submission, UnitName

FLOWERS = ("Hoa Sen", "Hoa Mai", "Hoa Lan", "Hoa Cúc", "Hoa Đào", "Hướng Dương", "Thủy Tiên", "Tường Vi")
KIND_NAMES = {
    "phuong": "Ủy ban nhân dân phường",
    "phong-ban": "Phòng",
    "doan-the": "Hội",
    "mn": "Trường Mầm non",
    "tih": "Trường Tiểu học",
    "thcs": "Trường THCS",
    "thpt": "Trường THPT",
}


@dataclass
class Report:
    """One report of a made-up consolidation; `texts` is the raw text where it is not simply the number."""

    name: str
    kind: str | None
    figures: Mapping[str, Mapping[str, Number]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    derived: frozenset[tuple[str, str]] = frozenset()
    findings: tuple[Finding, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)
    other: str = ""
    narrative: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extra_rows: tuple[ExtraRow, ...] = ()
    counted: bool = True
    late: bool = False
    id: str | None = None
    file: str = ""


def consolidate(
    form: Form,
    reports: list[Report],
    *,
    missing: tuple[RosterUnit, ...] = (),
    unrecognised: tuple[LeftOut, ...] = (),
    passed_over: tuple[LeftOut, ...] = (),
    belongs: tuple[Belonging, ...] = (),
    duplicates: tuple[Duplicate, ...] = (),
    roster: bool = True,
) -> Consolidation:
    """Return the consolidation of the reports, its totals added up here in the plainest way."""
    units: list[Unit] = []
    for place, report in enumerate(reports, start=1):
        file = report.file or f"bao-cao-nhan/{place:03d}.docx"
        id_ = report.id or (f"dv-{place:03d}" if roster else None)
        called = UnitName(id=id_, name=report.name, kind=report.kind)
        origins = {
            indicator: {
                measure: Origin(
                    table=2,
                    row=form.position[indicator] + 3,
                    column=5 if measure == "people" else 4,
                    text=report.texts.get((indicator, measure), str(figure)),
                )
                for measure, figure in measures.items()
                if (indicator, measure) not in report.derived
            }
            for indicator, measures in report.figures.items()
        }
        submission = Submission(
            schema="htsd/validation/1",
            file=file,
            form=form.id,
            unit=called,
            figures=figures_of(report.figures, origins),
            notes=report.notes,
            other=report.other,
            narrative=dict(report.narrative),
            extra_rows=report.extra_rows,
            counted=report.counted,
            findings=report.findings,
        )
        units.append(
            Unit(
                called=called,
                kind_name=form.kind_name(report.kind),
                listed=RosterUnit(id_ or "", report.name, report.kind) if roster else None,
                submission=submission,
                received=date(2024, 10, 14) if report.late else date(2024, 10, 1 + place % 9),
                late=report.late,
            )
        )
    telling = [
        unit.submission for unit in units if unit.counted and unit.submission and narrated(unit.submission)
    ]
    findings = [
        UnitFinding(finding=item, file=unit.file, unit=unit.name)
        for unit in units
        for item in (unit.submission.findings if unit.submission else ())
    ]
    return Consolidation(
        form=form.id,
        totals=add_up(form, [unit for unit in units if unit.counted]),
        units=(*units, *(silent(form, line) for line in missing)),
        duplicates=duplicates,
        unrecognised=unrecognised,
        passed_over=passed_over,
        belongs=belongs,
        findings=tuple(findings),
        rostered=roster,
        practices=find_practices(telling, form),
    )


def silent(form: Form, line: RosterUnit) -> Unit:
    """Return a unit of the roster that sent nothing."""
    called = UnitName(id=line.id, name=line.name, kind=line.kind)
    return Unit(called=called, kind_name=form.kind_name(line.kind), listed=line)


def add_up(form: Form, units: Sequence[Unit]) -> dict[Key, Number]:
    """Return the totals: a measure only where a unit gave it; 1 at most where the district counts once."""
    totals: dict[Key, Number] = {}
    for unit in units:
        for key, figure in unit.figures.items():
            totals[key] = totals.get(key, 0) + (figure.value or 0)
            if form.by_id[key.indicator].adds_up == "once":
                totals[key] = min(totals[key], 1)
    return {
        indicator.key(m): totals[indicator.key(m)]
        for indicator, m in form.measured()
        if indicator.key(m) in totals
    }


def twelve_units(form: Form) -> Consolidation:
    """Return ten reports and two missing units that show each case: blank, 0, derived, late, hostile …"""
    wrong_sum = Finding(
        code="sum-differs",
        severity=Severity.WARNING,
        problem="Mục 1, cột Số lớp/số cuộc thi ghi 9 nhưng các dòng con cộng lại là 5.",
        hint="Kiểm tra lại các dòng con hoặc sửa tổng số thành 5.",
        indicator="classes",
        measure="count",
        suggestion=5,
        origin=Origin(table=2, row=3, column=4, text="9"),
    )
    words = Finding(
        code="sum-in-words",
        severity=Severity.ERROR,
        problem="Mục 1, “Giáo dục kỹ năng sống cho học sinh”, cột Người viết “45 GV + 300 HS”.",
        hint="Chỉ ghi một số, ví dụ 345.",
        indicator="classes.life_skills",
        measure="people",
        suggestion=345,
        origin=Origin(table=2, row=11, column=5, text="45 GV + 300 HS"),
    )
    other_year = Finding(
        code="other-year",
        severity=Severity.ERROR,
        problem="Báo cáo này là của Tuần lễ năm 2023, không phải năm 2024.",
        hint="Gửi báo cáo của năm 2024.",
    )
    spelling = Finding(
        code="label-differs",
        severity=Severity.INFO,
        problem="Dòng “Giáo dục KNS” được hiểu là “Giáo dục kỹ năng sống cho học sinh”.",
        hint="Không phải sửa.",
        indicator="classes.life_skills",
    )
    reports = [
        Report(
            "Trường Tiểu học Hoa Sen",
            "tih",
            {
                "classes": {"count": 9},
                "classes.participants": {"people": 1250},
                "classes.professional": {"count": 5, "people": 1250},
                "news_items": {"count": 0},
                "opening.districts": {"count": 1},
                "funding.state_budget": {"amount": 12_500_000},
            },
            {
                ("classes.participants", "people"): "1.250 người",
                ("funding.state_budget", "amount"): "12,5 triệu",
                ("news_items", "count"): "Không",
            },
            findings=(wrong_sum,),
            notes={"classes": "Phối hợp với Hội Khuyến học"},
        ),
        Report(
            "Trường THCS Hoa Mai",
            "thcs",
            {"classes": {"count": 3}, "classes.life_skills": {"count": 3}, "opening.districts": {"count": 1}},
            findings=(spelling, words),
            derived=frozenset({("classes", "count")}),
        ),
        Report("Ủy ban nhân dân phường Hoa Lan", "phuong", {"book_drive.books": {"count": 2345}}, late=True),
        Report("Trường Mầm non Hoa Cúc", "mn", {"news_items": {"count": 0}}),
        Report("Trường Tiểu học Hoa Đào", "tih", {"classes": {"count": 4}}, findings=(other_year,),
               counted=False),
        Report("=HYPERLINK(\"http://vidu.vn\",\"Bấm\")", None, {"classes": {"count": 1}},
               {("classes", "count"): "=1+1"}, other="+84 là đầu số; @SUM(A1)", notes={"classes": "-2+3"}),
        Report("Hội Thủy Tiên </script><!--<b>", "doan-the", {"awards.groups": {"count": 2}},
               {("awards.groups", "count"): "2 <b>tập thể</b> & “bạn”"}),
        Report("Trường THPT Tường Vi", "thpt",
               {"classes": {"count": 2}, "classes.participants": {"people": 0}},
               other="Xe loa tuyên truyền\nđến từng khu phố",
               narrative={"activities": ("Treo băng rôn tại cổng trường.", "Chưa tổ chức hội sách.")}),
        Report("Phòng Hướng Dương", "phong-ban", {}, extra_rows=(
            ExtraRow(label="Câu lạc bộ đọc sách", cells=("", "Câu lạc bộ đọc sách", "clb", "2", "60", ""),
                     origin=Origin(table=2, row=44, column=2, text="Câu lạc bộ đọc sách")),)),
        Report("Trường Mầm non Hướng Dương", "mn", {"funding.other_sources": {"amount": 3_000_000}}),
    ]  # fmt: skip
    return consolidate(
        form,
        reports,
        missing=(
            RosterUnit(id="tih-x", name="Trường Tiểu học Tường Vi", kind="tih"),
            RosterUnit(id="phuong-x", name="Ủy ban nhân dân phường Hoa Đào", kind="phuong"),
        ),
        unrecognised=(
            LeftOut(file="bao-cao-nhan/thu-moi.docx", reason="Tệp không có bảng số liệu của mẫu."),
        ),
        passed_over=(LeftOut(file="bao-cao-nhan/anh.jpg", reason="Tệp ảnh."),),
        belongs=(Belonging(file="bao-cao-nhan/004 ký số.pdf", unit="dv-004", what="bản quét của báo cáo"),),
        duplicates=(
            Duplicate(
                id="dv-004",
                name="Trường Mầm non Hoa Cúc",
                files=("bao-cao-nhan/004-cu.docx", "bao-cao-nhan/004.docx"),
                used="bao-cao-nhan/004.docx",
            ),
        ),
    )


SENTENCES = (
    "Nhà trường treo băng rôn, khẩu hiệu tại cổng chính và các dãy phòng học.",
    "Tổ chức Ngày hội sách cho học sinh các khối lớp với nhiều gian hàng đẹp mắt.",
    "Không tổ chức xe loa, chưa có thư viện điện tử.",
    "Hướng dẫn người dân khai thác thư viện số, đọc sách điện tử trên điện thoại thông minh.",
    "Phát thanh măng non vào đầu giờ mỗi buổi sáng; trao 12 suất học bổng cho học sinh.",
    "- Tổ chức tọa đàm “Đọc sách thời đại số” để học sinh chia sẻ cách đọc và ghi chép.",
    "Đơn vị sẽ tổ chức tham quan bảo tàng vào tháng sau.",
    "Vận động tặng sách cho tủ sách khu phố và thư viện của các trường vùng xa.",
)


def many_units(
    form: Form, units: int = 150, filled: float = 0.6, seed: int = 7, *, told: bool = False
) -> Consolidation:
    """Return so many reports with about `filled` of all figures each, and a tenth as many missing units.

    With `told` most reports have a text too, some of `SENTENCES` each.
    """
    draw = random.Random(seed)
    kinds = list(KIND_NAMES)
    top = {"count": 30, "people": 900, "amount": 40}
    reports = []
    for place in range(units):
        kind = kinds[place % len(kinds)]
        name = f"{KIND_NAMES[kind]} {FLOWERS[place % len(FLOWERS)]} {place + 1}"
        figures: Numbers = {}
        for indicator, measure in form.measured():
            if draw.random() < filled:
                scale = 500_000 if measure == "amount" else 1
                figures.setdefault(indicator.id, {})[measure.value] = draw.randrange(top[measure]) * scale
        findings: tuple[Finding, ...] = ()
        if place % 5 == 0:
            indicator = form.by_id["classes.life_skills"]
            severity = Severity.ERROR if place % 10 == 0 else Severity.WARNING
            findings = (
                Finding(
                    code="not-a-number",
                    severity=severity,
                    problem=f"Mục 1, “{indicator.short_label}”, cột Người viết “khoảng {place + 20} em”.",
                    hint="Ghi số chính xác, không ghi số ước chừng.",
                    indicator=indicator.id,
                    measure="people",
                    suggestion=place + 20,
                    origin=Origin(table=2, row=11, column=5, text=f"khoảng {place + 20} em"),
                ),
            )
            if severity is Severity.ERROR:
                figures.get(indicator.id, {}).pop("people", None)
        texts = tuple(text for at, text in enumerate(SENTENCES) if (place * 5 + at * 3) % 7 < 3)
        narrative = {"organisation": texts[:1], "activities": texts[1:]} if told and place % 9 else {}
        reports.append(
            Report(name, kind, figures, findings=findings, late=place % 17 == 3, narrative=narrative)
        )
    missing = tuple(
        RosterUnit(
            id=f"thieu-{place}",
            name=f"{KIND_NAMES[kinds[place % 7]]} {FLOWERS[place % 8]} chưa gửi {place}",
            kind=kinds[place % 7],
        )
        for place in range(units // 10)
    )
    return consolidate(form, reports, missing=missing)


def last_year(consolidation: Consolidation, given: Numbers | None = None) -> Results:
    """Return made-up results of 2023: each total four fifths of this year's, those of `given` as given.

    An indicator that is given without a figure has no total in that year.
    """
    four_fifths = {
        indicator: {measure: figure * 4 // 5 for measure, figure in measures.items()}
        for indicator, measures in nested(consolidation.totals.items()).items()
    }
    units = [
        ResultsUnit(id=row.id, name=row.name, counted=place > 0)
        for place, row in enumerate(consolidation.reported)
    ]
    return Results(
        schema="htsd/consolidation/1",
        form="htsd-2023",
        totals={
            indicator: figures for indicator, figures in (four_fifths | (given or {})).items() if figures
        },
        units=tuple(units),
        figures={},
        year=2023,
        office="Phòng Giáo dục và Đào tạo Quận 7",
    )


def with_roster(consolidation: Consolidation) -> Consolidation:
    """Return the consolidation with its roster: the last unit that reported need not, nor need a club that did not."""
    *reported, last = consolidation.reported
    assert last.listed is not None
    free = replace(last, listed=last.listed._replace(required=False))
    club = RosterUnit("clb", "Hội Hoa Súng", "doan-the", required=False)
    units = (*reported, free, *consolidation.missing, silent(load_form(), club))
    return replace(consolidation, units=units, rostered=True)


LONG_NAMES = {
    "phuong": "Ủy ban nhân dân phường Nguyễn Thị Minh Khai",
    "phong-ban": "Phòng Lao động - Thương binh và Xã hội",
    "doan-the": "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam phường",
    "trung-tam": "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên",
    "mn": "Trường Mầm non tư thục song ngữ quốc tế",
    "lien-cap": "Trường Tiểu học, Trung học cơ sở và Trung học phổ thông",
    "tih": "Trường Tiểu học",
    "thcs": "Trường THCS",
    "thpt": "Trường THPT chuyên",
    "trung-cap": "Trường Cao đẳng Kinh tế - Kỹ thuật",
    "khac": "Công ty",
}


def all_kinds(form: Form, units: int = 150, seed: int = 5) -> Consolidation:
    """Return so many reports of all eleven kinds with long names and large figures: totals of twelve digits.

    Every 40th unit's report is of another year and every 30th late; as many as a fifth are missing.
    """
    draw = random.Random(seed)
    top = {"count": 300, "people": 5_000, "amount": 10**10}
    other_year = Finding(
        code="wrong-year",
        title="Báo cáo của năm khác",
        severity=Severity.ERROR,
        problem="Năm khác.",
        hint="Gửi lại.",
    )
    reports = []
    for place in range(units):
        kind = list(LONG_NAMES)[place % len(LONG_NAMES)]
        figures: Numbers = {}
        for indicator, measure in form.measured():
            if draw.random() < 0.9:
                once = indicator.adds_up == "once"
                figures.setdefault(indicator.id, {})[measure.value] = (
                    1 if once else draw.randrange(top[measure])
                )
        wrong = place % 40 == 7
        reports.append(
            Report(
                f"{LONG_NAMES[kind]} số {place + 1}", kind, figures, late=place % 30 == 1, counted=not wrong,
                findings=(other_year,) if wrong else (),
                narrative={
                    "organisation": (f"Ban hành Kế hoạch số {place + 1}/KH.",),
                    "activities": ("- Tổ chức hội sách;", "- Phát động phong trào đọc sách."),
                },
            )
        )  # fmt: skip
    missing = tuple(
        RosterUnit(id=f"thieu-{place}", name=f"{LONG_NAMES['lien-cap']} {place}", kind="lien-cap")
        for place in range(units // 5)
    )
    return consolidate(form, reports, missing=missing)
