"""`htsd init` as a clerk runs it: what is there afterwards, what a second run leaves alone, what it refuses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from htsd_cli.cli.founding.draft import level_said, signer_said
from htsd_cli.form import Campaign, load_campaign, load_campaign_form
from tests.cli.running import Run, flat, runner

WARD = "PH01 - Ủy ban nhân dân phường Tân Thuận Đông.docx"


@pytest.fixture
def htsd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


@pytest.mark.parametrize(
    ("text", "level"),
    [("huyện", "district"), ("Quận, huyện", "district"), ("xã", "ward"), ("tỉnh", "province")],
)
def test_the_level_is_said_in_vietnamese_too(text: str, level: str) -> None:
    assert level_said(text) == level


@pytest.mark.parametrize(
    ("text", "signer"), [("Ủy ban nhân dân", "committee"), ("uỷ ban", "committee"), ("Phòng", "office")]
)
def test_who_signs_is_said_in_vietnamese_too(text: str, signer: str) -> None:
    assert signer_said(text) == signer


_made: list[Path] = []  # a campaign as `htsd init` makes it: two are the same bytes


@pytest.fixture(scope="module", autouse=True)
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    _made[:] = [tmp_path_factory.mktemp("dot") / "dot"]
    yield
    _made.clear()


def new_campaign(htsd: Run, folder: str = "dot") -> None:
    """Have a new campaign in a folder: made once, then copied."""
    [made] = _made
    if made.exists():
        shutil.copytree(made, folder)
    else:
        htsd("init", folder)
        shutil.copytree(folder, made)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_new_campaign_has_everything_it_needs_and_says_so(htsd: Run) -> None:
    done = htsd("init", "dot")
    assert (done.status, done.err) == (0, "")
    assert sorted(path.name for path in Path("dot").iterdir()) == [
        "1-Kiem-tra.bat", "2-Nhac-don-vi.bat", "3-Tong-hop.bat", "4-Tra-lai.bat", "5-Mo-ket-qua.bat",
        "DOC-TRUOC.txt", "bao-cao-nhan", "don-vi.xlsx", "htsd.toml", "ket-qua", "mac-linux", "mau-bao-cao",
        "mau-gui-don-vi", "nhan-dinh.docx",
    ]  # fmt: skip
    assert [path.name for path in Path("dot/bao-cao-nhan").iterdir()] == ["LOI-NHAC.txt"]
    assert sorted(path.name for path in Path("dot/mau-bao-cao").iterdir()) == [
        "bao-cao-tong-hop.docx", "mau-bao-cao.docx", "phieu-tra-lai.docx", "phu-luc-noi-dung.docx",
    ]  # fmt: skip
    blanks = sorted(path.name for path in Path("dot/mau-gui-don-vi").iterdir())
    assert (len(blanks), WARD in blanks) == (58, True)
    assert blanks[-2:] == ["mau-bao-cao-htsd-2024.docx", "mau-bao-cao-htsd-2024.xlsx"]
    said = flat(done.out)
    assert "Đã lập đợt báo cáo năm 2024, Quận 7, hạn gửi 11/10/2024" in said
    assert "danh sách 56 đơn vị của Quận 7: ví dụ, hãy sửa cho đúng" in said
    assert "lập 56 mẫu Word, mỗi đơn vị một tệp." in said


def test_its_htsd_toml_says_exactly_the_defaults(htsd: Run) -> None:
    htsd("init", "dot")
    campaign = load_campaign(Path("dot/htsd.toml"))
    assert campaign.model_dump() == Campaign().model_dump()
    assert load_campaign_form(campaign).id == "htsd-2024"


def test_a_second_run_changes_nothing(htsd: Run) -> None:
    new_campaign(htsd)
    before = contents(Path("dot"))
    done = htsd("init", "dot")
    assert done.status == 0
    assert contents(Path("dot")) == before
    assert "Không thiếu gì; không tệp nào bị thay đổi." in done.out


def test_two_campaigns_of_the_same_are_the_same_bytes(htsd: Run) -> None:
    htsd("init", "a")
    htsd("init", "b")
    assert contents(Path("a")) == contents(Path("b"))


def test_what_is_missing_is_made_again_and_what_a_person_changed_stays(htsd: Run) -> None:
    new_campaign(htsd)
    Path("dot/DOC-TRUOC.txt").unlink()
    Path("dot/mau-bao-cao/bao-cao-tong-hop.docx").unlink()
    Path("dot/mau-gui-don-vi", WARD).unlink()
    Path("dot/bao-cao-nhan/LOI-NHAC.txt").write_text("của tôi", "utf-8")
    done = htsd("init", "dot")
    said = flat(done.out)
    assert "+ mau-bao-cao/bao-cao-tong-hop.docx mẫu Word gốc" in said
    assert "+ DOC-TRUOC.txt các bước tiếp theo" in said
    assert "lập 1 mẫu Word, mỗi đơn vị một tệp; giữ nguyên 55 mẫu đã có." in said
    assert f"+ {WARD}" in said
    assert Path("dot/bao-cao-nhan/LOI-NHAC.txt").read_text("utf-8") == "của tôi"
    assert Path("dot/mau-gui-don-vi", WARD).is_file()


def test_a_changed_roster_gets_the_forms_that_are_missing_and_the_others_are_told(htsd: Run) -> None:
    new_campaign(htsd)
    book = load_workbook("dot/don-vi.xlsx")
    sheet = book.worksheets[0]
    sheet["B3"] = "Ủy ban nhân dân phường Tân Thuận"  # renamed
    sheet.delete_rows(4)  # Bình Thuận is gone
    sheet["A70"], sheet["B70"] = "TH99", "Trường Tiểu học Sao Mai: cơ sở 2"
    book.save("dot/don-vi.xlsx")
    before = contents(Path("dot/mau-gui-don-vi"))
    said = flat(htsd("init", "dot").out)
    assert "+ TH99 - Trường Tiểu học Sao Mai- cơ sở 2.docx" in said
    assert (
        "! “PH02 - Ủy ban nhân dân phường Tân Thuận Tây.docx”: ghi tên “Ủy ban nhân dân phường Tân Thuận Tây”, danh"
        " sách nay ghi “Ủy ban nhân dân phường Tân Thuận”; muốn lập lại thì xóa tệp này rồi chạy lại lệnh."
        in said
    )
    assert (
        "! “PH03 - Ủy ban nhân dân phường Bình Thuận.docx”: đơn vị không còn trong danh sách; nếu không dùng nữa thì"
        " xóa tệp này." in said
    )
    after = contents(Path("dot/mau-gui-don-vi"))
    assert {name: after[name] for name in before} == before


def test_another_area_and_year_get_their_own_names_form_and_an_empty_roster(htsd: Run) -> None:
    done = htsd("init", "dot", "--area", "phuong tân mỹ", "--year", 2025, "--deadline", "15/10/2025")
    campaign = load_campaign(Path("dot/htsd.toml"))
    assert campaign.term.model_dump() == {
        "form": "mau-2025", "year": 2025, "deadline": date(2025, 10, 15), "roster": "don-vi.xlsx", "level": "ward",
        "read_old_form": False,
    }  # fmt: skip
    assert campaign.office.parent == "ỦY BAN NHÂN DÂN PHƯỜNG TÂN MỸ"
    assert (campaign.office.place, campaign.office.area) == ("Tân Mỹ", "phường Tân Mỹ")
    form = load_campaign_form(campaign)
    assert (form.id, form.year) == ("htsd-2025", 2025)
    assert form.theme.startswith("Học để phát triển bản thân, làm chủ tri thức và công nghệ")
    assert form.title == "Thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2025"
    assert "! don-vi.xlsx chưa có đơn vị nào" in flat(done.out)
    document = Document("dot/mau-gui-don-vi/mau-bao-cao-htsd-2025.docx")
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]
    assert texts[2] == (
        "Thực hiện Kế hoạch số         /KH-UBND ngày     tháng 9 năm 2025 của Ủy ban nhân dân phường Tân Mỹ"
        " về tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2025 trên địa bàn phường Tân Mỹ."
    )
    date_line = document.tables[0].cell(1, 1).text
    assert date_line == "Tân Mỹ, ngày         tháng         năm 2025"


def test_a_report_of_another_years_campaign_is_checked_with_that_years_form(htsd: Run) -> None:
    htsd("init", "dot", "--year", 2025)
    blank = Path("dot/mau-gui-don-vi") / WARD
    fill(blank, Path("dot/bao-cao-nhan/a.docx"))
    for command in ("validate", "show"):
        [*_, element] = json.loads(f"[{htsd(command, '--format', 'json', 'dot/bao-cao-nhan/a.docx').out}]")
        report = element[0] if command == "validate" else element
        assert (report["form"], report["year"], report["counted"]) == ("htsd-2025", 2025, True)
    assert htsd("aggregate", "dot").status == 0


def test_another_year_without_a_deadline_has_none(htsd: Run) -> None:
    done = htsd("init", "dot", "--year", 2025)
    assert load_campaign(Path("dot/htsd.toml")).term.deadline is None
    assert "chưa đặt hạn gửi" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["init", "tep"], "“tep” là một tệp. Hãy đưa tên một thư mục."),
        (
            ["init", "dot", "--area", "Bình Thạnh"],
            "Địa bàn “Bình Thạnh” chưa rõ là phường, xã, quận, huyện, tỉnh hay thành phố.",
        ),
        (["init", "dot", "--deadline", "mai"], "“mai” không phải một ngày. Hãy ghi ngày/tháng/năm"),
        (["init", "dot", "--deadline", "31/2/2024"], "“31/2/2024” không phải một ngày."),
        (["init", "dot", "--year", "24"], "Giá trị của “--year” không hợp lệ"),
        (["init", "co", "--year", "2025"], "khác với --year vừa gõ; htsd không sửa tệp của cơ quan."),
        (["init", "co/bao-cao-nhan"], "“bao-cao-nhan” nằm trong đợt báo cáo ở"),
        (["init", "duoi"], "có tệp htsd.toml.txt: Notepad đã thêm đuôi .txt. Hãy đổi tên thành htsd.toml"),
    ],
)
def test_what_it_refuses_is_one_sentence_and_nothing_is_written(
    htsd: Run, arguments: list[str], said: str
) -> None:
    Path("tep").touch()
    Path("duoi").mkdir()
    Path("duoi/htsd.toml.txt").touch()
    new_campaign(htsd, "co")
    before = contents(Path())
    done = htsd(*arguments)
    assert (done.status, done.out) == (2, "")
    assert said in flat(done.err)
    assert contents(Path()) == before


def test_the_same_options_again_are_no_contradiction(htsd: Run) -> None:
    htsd("init", "dot", "--area", "Quận 1", "--deadline", "20/10/2024")
    assert htsd("init", "dot", "--area", "quận 1", "--deadline", "2024-10-20").status == 0


def test_a_roster_of_another_name_that_is_not_there_is_a_mistake_and_no_new_one(htsd: Run) -> None:
    new_campaign(htsd)
    toml = Path("dot/htsd.toml")
    toml.write_bytes(toml.read_bytes().replace(b"don-vi.xlsx", b"danh-sach.xlsx"))
    done = htsd("init", "dot")
    assert done.status == 2
    assert (
        "không có tệp danh sách đơn vị “danh-sach.xlsx” cạnh htsd.toml; các tệp Excel ở đó: don-vi.xlsx."
        in flat(done.err)
    )
    assert not Path("dot/danh-sach.xlsx").exists()


def fill(source: Path, target: Path) -> None:
    """Fill a blank as a unit does that wipes out its printed name, and call it something else."""
    document = Document(str(source))
    for row in document.tables[1].rows[2:]:
        if row.cells[2].text == "lớp/người":
            row.cells[3].paragraphs[0].add_run("1")
            row.cells[4].paragraphs[0].add_run("30")
    name = document.tables[0].cell(0, 0).paragraphs[0]
    name.runs[0].text = "ĐƠN VỊ:………………"
    for run in name.runs[1:]:
        run.text = ""
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Cơ quan/đơn vị"):
            paragraph.runs[0].text = "Cơ quan/đơn vị ....... báo cáo quá trình và kết quả thực hiện như sau:"
            for run in paragraph.runs[1:]:
                run.text = ""
    document.save(str(target))


@pytest.mark.parametrize("inside", [True, False])
def test_forms_that_come_back_under_any_name_are_known_and_added_up(
    htsd: Run, monkeypatch: pytest.MonkeyPatch, inside: bool
) -> None:
    new_campaign(htsd)
    blanks, inbox = Path("dot/mau-gui-don-vi"), Path("dot/bao-cao-nhan")
    fill(blanks / WARD, inbox / "bao cao.docx")
    fill(next(blanks.glob("* - Trường THCS Phạm Hữu Lầu.docx")), inbox / "scan 01.docx")
    results = Path("dot/ket-qua").resolve()
    if inside:
        monkeypatch.chdir("dot/bao-cao-nhan")
    done = htsd("aggregate", *(() if inside else ("dot",)))
    assert done.status == 0
    assert "2/56 đơn vị trong danh sách đã gửi báo cáo." in done.out
    assert "LOI-NHAC" not in done.out
    data = json.loads((results / "tong-hop.json").read_text("utf-8"))
    assert [(unit["id"], unit["file"]) for unit in data["units"]] == [
        ("PH01", "bao cao.docx"), ("CS06", "scan 01.docx"),
    ]  # fmt: skip
    assert data["totals"]["classes"]["count"] == 26


def test_blank_all_writes_what_is_missing_and_one_unit_is_named_as_the_roster_has_it(
    htsd: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_campaign(htsd)
    Path("dot/mau-gui-don-vi", WARD).unlink()
    monkeypatch.chdir("dot")
    done = htsd("blank", "--all")
    assert done.status == 0
    assert "lập mới 1 mẫu, giữ nguyên 55 mẫu đã có." in done.out
    assert Path("mau-gui-don-vi", WARD).is_file()
    htsd("blank", "-o", "mot", "--unit", "TH Lê Văn Tám")
    stem = "mau-bao-cao-htsd-2024 - Trường Tiểu học Lê Văn Tám"
    assert sorted(path.name for path in Path("mot").iterdir()) == [f"{stem}.docx", f"{stem}.xlsx"]
    lost = htsd("blank", "-o", "mot", "--unit", "Trường Tiểu học Xa Lạ")
    assert lost.status == 0
    assert "Lưu ý: “Trường Tiểu học Xa Lạ” không có trong danh sách đơn vị." in lost.err


def test_blank_all_needs_a_roster(htsd: Run) -> None:
    done = htsd("blank", "--all")
    assert (done.status, done.out) == (2, "")
    assert "Chưa có danh sách đơn vị để lập mẫu cho từng đơn vị." in done.err


def test_an_offices_own_list_becomes_the_roster_with_codes_and_what_was_done_is_told(
    htsd: Run, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.create_sheet("Trường", 0)
    for row, texts in enumerate(
        (
            ("Mã", "Tên đơn vị", "Điện thoại"),
            ("", "MN Hoa Hồng", 908111222),
            ("", "Trường THCS A", ""),
            ("", "Cộng", ""),
        )
    ):
        for column, text in enumerate(texts, 1):
            sheet.cell(row + 1, column, text)
    book.save(tmp_path / "Trường.xlsx")
    assert "htsd init --roster TỆP" in flat(htsd("init", "dot", "--yes", "--area", "phường Tân Mỹ").out)
    done = htsd("init", "dot", "--roster", tmp_path / "Trường.xlsx")
    said = flat(done.out)
    assert done.status == 0
    assert (
        "don-vi.xlsx lập từ “Trường.xlsx” (tệp ấy giữ nguyên): 2 đơn vị, tên lấy ở cột “Tên đơn vị”." in said
    )
    assert "- “MN Hoa Hồng” → “Trường Mầm non Hoa Hồng”" in said
    assert "- dòng 4 “Cộng”" in said
    forms = sorted(path.name for path in Path("dot/mau-gui-don-vi").glob("*0*- *"))
    assert forms == ["MN01 - Trường Mầm non Hoa Hồng.docx", "THCS01 - Trường THCS A.docx"]
    again = htsd("init", "dot", "--roster", tmp_path / "Trường.xlsx")
    assert "don-vi.xlsx đã có nên giữ nguyên, không lấy" in flat(again.out)
