"""Wards' consolidated reports at the Sở: added once, traced through to the wards' own units, told where they lack."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from htsd_cli.consolidate import Consolidation
from htsd_cli.earlier.results import Results
from htsd_cli.earlier.trace import trace, trace_to_json
from htsd_cli.form import Campaign, CampaignTable, letterhead
from htsd_cli.form.office import Office
from htsd_cli.pipeline import gather
from htsd_cli.values.figures import Key, Numbers
from htsd_cli.writers.json_file import write_json
from htsd_cli.writers.report import write_report
from tests.campaigns import filled
from tests.documents import FORM

INDICATOR = FORM.by_id["workshops"]


def roster_file(folder: Path, *rows: tuple[str, ...]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Mã", "Tên đơn vị", "Địa bàn"))
    for row in rows:
        sheet.append(row)
    book.save(folder / "don-vi.xlsx")


def campaign_in(folder: Path, level: str, area: str, signed_by: str = "office") -> Campaign:
    """Return the campaign of an office whose files lie in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    office = Office(**letterhead(level, signed_by, area, "Thành phố Hồ Chí Minh"))  # type: ignore[arg-type]
    table = CampaignTable(deadline=None, level=level)  # type: ignore[arg-type]
    return Campaign.model_validate(
        {"campaign": table, "office": office}, context={"file": folder / "htsd.toml"}
    )


WORKSHOPS, NEWS = Key("workshops", "count"), Key("news_items", "count")


def counted(number: int) -> Numbers:
    return {"workshops": {"count": number}}


class Ward:
    """A ward's campaign: its units' reports, its consolidated report and its results."""

    def __init__(
        self, root: Path, name: str, sent: dict[str, int], silent: tuple[str, ...] = (), by: str = "office"
    ) -> None:
        self.folder = root / name
        campaign = campaign_in(self.folder, "ward", f"phường {name}", by)
        units = [*sent, *silent]
        roster_file(self.folder, *((f"{name}-{at}", unit) for at, unit in enumerate(units)))
        inbox = self.folder / "bao-cao-nhan"
        inbox.mkdir()
        for unit, number in sent.items():
            (inbox / f"{unit}.docx").write_bytes(filled(unit, counted(number)))
        self.raw = sorted(inbox.iterdir())
        with gather(inbox, campaign) as gathering:
            self.made = gathering.consolidation
            self.report = self.folder / "bao-cao-tong-hop.docx"
            write_report(self.made, FORM, campaign, self.report)
            self.results = self.folder / "tong-hop.json"
            write_json(self.made, self.results)


@pytest.fixture
def wards(tmp_path: Path) -> tuple[Ward, Ward]:
    below = tmp_path / "phường"
    return (
        Ward(below, "Tân Hưng", {"Trường Tiểu học Hoa Sen": 3, "Trường Mầm non Hoa Mai": 4}),
        Ward(
            below,
            "Tân Mỹ",
            {"Trường THCS Hoa Cúc": 5},
            ("Trường Mầm non Hoa Lan", "Trường Tiểu học Hoa Đào"),
            "committee",
        ),
    )


class Department:
    """The Sở: what comes into its inbox, and what it makes of that."""

    ROWS = (
        ("TH", "Ủy ban nhân dân phường Tân Hưng", "Quận 7"),
        ("TM", "UBND phường Tân Mỹ", "Quận 7"),
        ("TT", "Ủy ban nhân dân phường Tân Thuận", "Quận 7"),
        ("LTT", "Trường THPT Lê Thánh Tôn", ""),
    )

    def __init__(self, root: Path) -> None:
        self.campaign = campaign_in(root, "province", "Thành phố Hồ Chí Minh")
        self.inbox = root / "bao-cao-nhan"
        self.inbox.mkdir()
        roster_file(root, *self.ROWS)

    def receive(self, *files: Path, folder: str = "") -> None:
        place = self.inbox / folder
        place.mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copy2(file, place / (file.name if folder else f"{file.parent.name} {file.name}"))

    def add_up(self) -> Consolidation:
        with gather(self.inbox, self.campaign) as gathering:
            return gathering.consolidation


@pytest.fixture
def so(tmp_path: Path) -> Department:
    return Department(tmp_path / "so")


def messages(made: Consolidation, code: str) -> list[str]:
    return [item.finding.message for item in made.findings if item.finding.code == code]


def total(made: Consolidation) -> int:
    value = made.totals[WORKSHOPS]
    assert isinstance(value, int)
    return value


def rows(made: Consolidation) -> list[dict[str, object]]:
    results = Results.model_validate(json.loads(json.dumps(made.to_json())))
    measure = INDICATOR.numeric_measures[0]
    units: list[dict[str, object]] = trace_to_json(trace(results, FORM, INDICATOR, measure), FORM)["units"]
    return units


def test_wards_and_own_units_add_up_and_a_ward_is_traced_through_to_its_units(
    so: Department, wards: tuple[Ward, Ward]
) -> None:
    for ward in wards:
        so.receive(ward.report, ward.results, folder=f"UBND phuong {ward.folder.name}")
    (so.inbox / "thpt.docx").write_bytes(filled("Trường THPT Lê Thánh Tôn", counted(10)))
    made = so.add_up()
    assert (total(made), [row.id for row in made.reported]) == (22, ["TH", "TM", "LTT"])
    assert [unit.id for unit in made.missing] == ["TT"]
    units = {row["id"]: row for row in rows(made)}
    inside = units["TH"]["units"]
    assert isinstance(inside, list)
    assert [(row["name"], row["figure"]) for row in inside] == [
        ("Trường Mầm non Hoa Mai", 4),
        ("Trường Tiểu học Hoa Sen", 3),
    ]
    assert inside[0]["origin"]["text"] == "4"
    assert units["TH"]["adds_up"] is True
    assert "units" not in units["LTT"]
    assert made.to_json()["areas"] == {"Quận 7": {"workshops": {"count": 12}}}


def test_a_ward_that_lacks_units_is_told_with_their_names_or_at_least_how_many(
    so: Department, wards: tuple[Ward, Ward]
) -> None:
    so.receive(wards[1].report, folder="TM")
    assert messages(so.add_up(), "below-partial") == [
        "Báo cáo tổng hợp của “UBND phường Tân Mỹ” mới cộng từ 1/3 đơn vị."
    ]
    so.receive(wards[1].results, folder="TM")
    assert messages(so.add_up(), "below-partial") == [
        "Báo cáo tổng hợp của “UBND phường Tân Mỹ” mới cộng từ 1/3 đơn vị, còn thiếu: Trường Mầm non Hoa Lan; Trường"
        " Tiểu học Hoa Đào."
    ]


def test_a_ward_s_folder_with_its_units_raw_reports_counts_as_the_ward(
    so: Department, wards: tuple[Ward, Ward]
) -> None:
    so.receive(wards[0].report, wards[0].results, *wards[0].raw, folder="Phường Tân Hưng")
    made = so.add_up()
    assert (total(made), [row.id for row in made.reported]) == (7, ["TH"])
    assert messages(made, "unit-unknown") == []
    aside = [item for item in made.passed_over if "đã có trong báo cáo tổng hợp của" in item.reason]
    assert len(aside) == 2


def test_a_raw_report_that_came_after_the_ward_s_is_not_added_and_is_told(
    so: Department, wards: tuple[Ward, Ward]
) -> None:
    so.receive(wards[0].report, *wards[0].raw, folder="Phường Tân Hưng")
    late = so.inbox / "Phường Tân Hưng" / "moi" / "bc.docx"
    late.parent.mkdir()
    late.write_bytes(filled("Trường THCS Hoa Phượng", counted(8)))
    made = so.add_up()
    assert total(made) == 7
    assert messages(made, "raw-beside") == [
        "Cùng thư mục với báo cáo tổng hợp này còn 1 báo cáo không thấy trong báo cáo tổng hợp: Trường THCS Hoa Phượng."
        " Các báo cáo ấy không được cộng."
    ]


def test_a_raw_report_of_a_unit_of_the_so_itself_makes_the_case_a_person_s(
    so: Department, tmp_path: Path
) -> None:
    ward = Ward(tmp_path / "p", "Tân Hưng", {"Trường THPT Lê Thánh Tôn": 3, "Trường Mầm non Hoa Mai": 4})
    so.receive(ward.report, *ward.raw, folder="TH")
    made = so.add_up()
    assert [code for code in ("added-twice",) if messages(made, code)] == ["added-twice"]
    assert "LTT" in [row.id for row in made.reported]
    assert "TH" not in [row.id for row in made.counted]


def test_the_same_ward_twice_counts_once(so: Department, wards: tuple[Ward, Ward]) -> None:
    so.receive(wards[0].report)
    so.receive(wards[0].report, folder="gui lai")
    made = so.add_up()
    assert (total(made), len(made.duplicates)) == (7, 1)


def test_two_parts_of_a_ward_without_a_cell_in_common_are_one_report(so: Department) -> None:
    one: Numbers = {"workshops": {"count": 3}}
    two: Numbers = {"news_items": {"count": 6}}
    (so.inbox / "P Tan Thuan phan 1.docx").write_bytes(filled("UBND phường Tân Thuận", one))
    (so.inbox / "P Tan Thuan phan 2.docx").write_bytes(filled("UBND phường Tân Thuận", two))
    made = so.add_up()
    assert made.totals[WORKSHOPS] == 3
    assert made.totals[NEWS] == 6
    assert [row.id for row in made.reported] == ["TT"]
    assert messages(made, "parts-joined") == [
        "Đơn vị gửi 2 tệp, không có ô số liệu nào trùng nhau; được ghép thành một báo cáo: P Tan Thuan phan 1.docx,"
        " P Tan Thuan phan 2.docx."
    ]
    (row,) = rows(made)
    parts = row["units"]
    assert isinstance(parts, list)
    assert [(part["file"], part["figure"]) for part in parts] == [("P Tan Thuan phan 1.docx", 3)]
    assert made.to_json()["origins"]["TT"]["workshops"]["count"]["file"] == "P Tan Thuan phan 1.docx"


def test_two_versions_of_a_ward_are_not_added(so: Department) -> None:
    for number in (3, 5):
        name = f"P Tan Thuan lan {number}.docx"
        (so.inbox / name).write_bytes(filled("UBND phường Tân Thuận", counted(number)))
    made = so.add_up()
    assert total(made) in (3, 5)
    assert len(messages(made, "duplicate-files")) == 1


def test_parts_made_of_different_units_are_added_and_one_made_anew_of_the_same_units_is_a_version(
    so: Department, tmp_path: Path
) -> None:
    parts = [
        Ward(tmp_path / name, "Tân Hưng", sent)
        for name, sent in (("mn", {"Trường Mầm non Hoa Mai": 4}), ("th", {"Trường Tiểu học Hoa Sen": 3}))
    ]
    for name, part in zip(("1", "2"), parts, strict=True):
        so.receive(part.report, part.results, folder=name)
    made = so.add_up()
    assert (total(made), len(messages(made, "office-in-parts"))) == (7, 1)
    (row,) = rows(made)
    inside = row["units"]
    assert isinstance(inside, list)
    assert sorted(part["figure"] for part in inside) == [3, 4]
    again = Ward(tmp_path / "lai", "Tân Hưng", {"Trường Mầm non Hoa Mai": 9})
    so.receive(again.report, folder="3")
    made = so.add_up()
    assert total(made) in (7, 12)  # of the nursery's two files the one that came last
    assert len(messages(made, "office-in-parts")) == 1


def test_a_report_changed_by_hand_counts_as_it_reads_and_its_trace_says_so(
    so: Department, wards: tuple[Ward, Ward]
) -> None:
    document = Document(str(wards[0].report))
    cell = next(
        cell
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        if cell.text == "7" and "chuyên đề" in row.cells[1].text
    )
    cell.paragraphs[0].runs[0].text = "9"
    document.save(str(wards[0].report))
    so.receive(wards[0].report, wards[0].results, folder="Tân Hưng")
    made = so.add_up()
    assert total(made) == 9
    (told,) = messages(made, "below-changed")
    assert "7 → 9. Được tính theo báo cáo." in told
    (row,) = rows(made)
    assert (row["figure"], row["added"], row["adds_up"]) == (9, 7, False)


@pytest.fixture
def namesakes(tmp_path: Path) -> Department:
    """The Sở of a province with two wards of one name."""
    so = Department(tmp_path / "so")
    rows = (("P1", "UBND phường Tân Thành", "Bà Rịa"), ("P2", "UBND phường Tân Thành", "Bình Dương"))
    roster_file(so.inbox.parent, *rows)
    return so


def test_of_two_wards_of_one_name_nothing_is_counted_until_a_person_says_which_is_meant(
    namesakes: Department,
) -> None:
    for number in (3, 5):
        (namesakes.inbox / f"bc {number}.docx").write_bytes(filled("UBND phường Tân Thành", counted(number)))
    made = namesakes.add_up()
    assert (made.reported, made.totals.get(WORKSHOPS)) == ((), None)
    assert (
        messages(made, "unit-unclear")
        == [
            "“UBND phường Tân Thành” là tên của 2 đơn vị trong danh sách: UBND phường Tân Thành (mã P1, Bà Rịa); UBND"
            " phường Tân Thành (mã P2, Bình Dương). Chưa rõ báo cáo này của đơn vị nào nên chưa được cộng."
        ]
        * 2
    )
    (namesakes.inbox / "bc 3.docx").rename(namesakes.inbox / "P1 bc 3.docx")
    namesakes.campaign = namesakes.campaign.model_copy(update={"use": {"P2": "bc 5.docx"}})
    made = namesakes.add_up()
    assert (total(made), {row.id: row.file for row in made.reported}) == (
        8,
        {"P1": "P1 bc 3.docx", "P2": "bc 5.docx"},
    )
    shown = ["UBND phường Tân Thành (Bà Rịa)", "UBND phường Tân Thành (Bình Dương)"]
    assert [row.name for row in made.reported] == shown
    report = namesakes.inbox.parent / "bao-cao.docx"
    write_report(made, FORM, namesakes.campaign, report)
    text = "\n".join(cell.text for table in Document(str(report)).tables for cell in table._cells)
    assert [name for name in shown if name in text] == shown


def test_a_results_file_that_is_none_changes_nothing(so: Department, wards: tuple[Ward, Ward]) -> None:
    so.receive(wards[0].report, folder="TH")
    for name, text in (("tong-hop.json", "[" * 100_000), ("tong-hop (1).json", '{"schema": 1}')):
        (so.inbox / "TH" / name).write_text(text)
    made = so.add_up()
    assert (total(made), made.below) == (7, {})


def test_a_ward_s_campaign_in_one_zip_counts_as_the_ward_whatever_its_raw_reports_are_called(
    so: Department, tmp_path: Path
) -> None:
    office = "Văn phòng HĐND và UBND phường Tân Hưng"
    ward = Ward(tmp_path / "p", "Tân Hưng", {"Trường Mầm non Hoa Mai": 4, office: 2})
    nameless = tmp_path / "khong ten.docx"
    nameless.write_bytes(filled("", counted(50)))
    empty = tmp_path / "trong.docx"
    empty.write_bytes(filled("Trường Tiểu học Hoa Trống", {}))
    with zipfile.ZipFile(so.inbox / "P Tan Hung.zip", "w") as archive:
        for file in (ward.report, ward.results):
            archive.write(file, f"ket-qua/{file.name}")
        for file in (*ward.raw, nameless, empty):
            archive.write(file, f"bao-cao-nhan/{file.name}")
    made = so.add_up()
    assert (total(made), [(row.id, row.file) for row in made.reported]) == (
        6,
        [("TH", "P Tan Hung.zip/ket-qua/bao-cao-tong-hop.docx")],
    )
    assert len(messages(made, "raw-beside")) == 1
    assert {row["name"] for row in made.below["TH"]["units"]} == {office, "Trường Mầm non Hoa Mai"}
