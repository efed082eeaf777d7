"""Zips, mails, pinned files and the roster's check as a clerk meets them in the commands."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from htsd_cli.values.figures import Numbers
from tests.campaigns import filled, scan, zipped
from tests.cli.running import htsd
from tests.cli.test_commands import CLEAN
from tests.documents import draw_excel
from tests.mails import Attached, eml, msg
from tests.programs import save_as

FIGURES: Numbers = {"workshops": {"count": 3}, "news_items": {"count": 5}}
ROSTER = """
| Mã | Tên đơn vị | Loại | Tên khác | Email | Bắt buộc |
| kd | Trường Tiểu học Kim Đồng |  |  | c1kimdong@hcm.edu.vn | Có |
| pd | Trường Tiểu học Phù Đổng |  |  | c1phudong@hcm.edu.vn | Có |
| hh | Trường Mầm non Hoa Hồng |  |  |  | Có |
"""


def kim_dong(workshops: int = 3) -> bytes:
    return filled("Trường TH Kim Đồng", {**FIGURES, "workshops": {"count": workshops}})


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    (tmp_path / "bao-cao-nhan").mkdir()
    (tmp_path / "htsd.toml").write_text("[campaign]\ndeadline = 2024-10-11\n", encoding="utf-8")
    draw_excel(tmp_path / "don-vi.xlsx", {"A": ROSTER})
    return tmp_path


def aggregated(campaign: Path) -> dict[str, object]:
    htsd("aggregate", cwd=campaign)
    data: dict[str, object] = json.loads((campaign / "ket-qua" / "tong-hop.json").read_text("utf-8"))
    return data


@pytest.mark.parametrize(
    ("name", "content", "inside"),
    [
        ("a.zip", zipped({"Kim Đồng/bc.docx": kim_dong()}), "Kim Đồng/bc.docx"),
        ("a.eml", eml({"bc.docx": kim_dong()}), "bc.docx"),
        ("a.msg", msg([Attached("bc.docx", kim_dong())]), "bc.docx"),
    ],
)
def test_validate_opens_a_zip_or_a_mail_given_by_itself(
    tmp_path: Path, name: str, content: bytes, inside: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = htsd("validate", "--format", "json", tmp_path / name)
    (element,) = json.loads(done.stdout)
    assert element["file"] == str(tmp_path / name / inside)
    assert element["unit"]["name"] == "Trường TH Kim Đồng"
    assert element["figures"] == FIGURES
    assert (done.returncode, done.stderr) == (0, "")
    done = htsd("validate", "--format", "json", tmp_path)
    assert [item["file"] for item in json.loads(done.stdout)] == [str(tmp_path / name / inside)]


def test_validate_tells_an_archive_it_cannot_open_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.rar").write_bytes(b"Rar!\x1a\x07\x00" + bytes(30))
    done = htsd("validate", tmp_path / "a.rar")
    said = " ".join(done.stdout.split())
    assert done.returncode == 1
    assert "✕ Lỗi: Không mở được tệp nén RAR (.rar)." in said
    assert "→ Giải nén tệp này (bấm chuột phải, chọn Extract hoặc Giải nén)" in said


def test_a_relative_name_is_kept_as_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "bc.docx").write_bytes(kim_dong())
    (element,) = json.loads(htsd("validate", "--format", "json", "bc.docx", cwd=tmp_path).stdout)
    assert element["file"] == "bc.docx"


def test_aggregate_takes_a_mail_s_day_and_the_scan_beside_the_report(campaign: Path) -> None:
    mail = eml({"bc.docx": kim_dong(), "bc ký số.pdf": scan()}, sender="Văn thư <C1KimDong@hcm.edu.vn>")
    (campaign / "bao-cao-nhan" / "thu.eml").write_bytes(mail)
    data = aggregated(campaign)
    assert data["units"] == [
        {
            "id": "kd", "name": "Trường Tiểu học Kim Đồng", "kind": "tih", "file": "thu.eml/bc.docx", "status": "ok",
            "counted": True, "received": "2024-10-09", "digest": data["units"][0]["digest"],  # type: ignore[index]
        }
    ]  # fmt: skip
    assert (data["late"], data["unrecognised"], data["findings"]) == ([], [], [])
    assert data["belongs"] == [{"file": "thu.eml/bc ký số.pdf", "unit": "kd", "what": "bản quét của báo cáo"}]
    assert [unit["id"] for unit in data["missing"]] == ["pd", "hh"]  # type: ignore[attr-defined]


def test_a_report_that_names_no_unit_is_the_one_s_the_mail_s_subject_names_and_says_so(
    campaign: Path,
) -> None:
    subject, inbox = "RE: Báo cáo HTSĐ - Trường TH Kim Đồng", campaign / "bao-cao-nhan"
    (inbox / "a.eml").write_bytes(
        eml({"bc.docx": filled("", FIGURES)}, sender="a@gmail.com", subject=subject)
    )
    (inbox / "b.eml").write_bytes(eml(sender="b@gmail.com", subject="Báo cáo của MN Hoa Hồng"))
    data = aggregated(campaign)
    assert [(unit["id"], unit["file"], unit["status"]) for unit in data["units"]] == [  # type: ignore[attr-defined]
        ("kd", "a.eml/bc.docx", "warning"),
    ]
    assert [item["message"] for item in data["findings"] if item["unit"] == "kd"] == [  # type: ignore[attr-defined]
        "Báo cáo không ghi tên đơn vị; được hiểu là của “Trường Tiểu học Kim Đồng”: tiêu đề thư “RE: Báo cáo HTSĐ -"
        " Trường TH Kim Đồng” là của đơn vị này."
    ]
    assert [(unit["id"], unit["files"]) for unit in data["unusable"]] == [("hh", ["b.eml"])]  # type: ignore[attr-defined]


def test_the_print_of_a_report_beside_it_belongs_to_it(campaign: Path) -> None:
    folder = campaign / "bao-cao-nhan" / "Kim Đồng"
    folder.mkdir()
    shutil.copy(CLEAN, folder / "bc.docx")
    save_as([folder / "bc.docx"], "pdf", folder)[0].rename(folder / "in ra.pdf")
    data = aggregated(campaign)
    assert [item["what"] for item in data["belongs"]] == ["bản PDF của báo cáo"]  # type: ignore[attr-defined]
    assert data["duplicates"] == []


def test_a_file_named_in_the_campaign_is_the_one_that_counts(campaign: Path) -> None:
    inbox = campaign / "bao-cao-nhan"
    (inbox / "lan 1.eml").write_bytes(eml({"bc.docx": kim_dong(3)}, date="Tue, 01 Oct 2024 08:00:00 +0700"))
    (inbox / "lan 2.eml").write_bytes(eml({"bc.docx": kim_dong(9)}, date="Wed, 02 Oct 2024 08:00:00 +0700"))
    assert aggregated(campaign)["totals"] == {**FIGURES, "workshops": {"count": 9}}
    with (campaign / "htsd.toml").open("a", encoding="utf-8") as file:
        file.write('[use]\nkd = "lan 1.eml/bc.docx"\n')
    assert aggregated(campaign)["totals"] == FIGURES


def test_a_name_of_damaged_bytes_stops_nothing(campaign: Path) -> None:
    import os

    name = os.fsencode(campaign / "bao-cao-nhan") + b"/Kim \xc4\x90\xe1\xbb.docx"
    Path(os.fsdecode(name)).write_bytes(kim_dong())
    assert [unit["file"] for unit in aggregated(campaign)["units"]] == ["Kim Đ\ufffd.docx"]  # type: ignore[attr-defined]


def test_the_same_inbox_gives_the_same_results(campaign: Path) -> None:
    inbox = campaign / "bao-cao-nhan"
    (inbox / "a.eml").write_bytes(eml({"bc.docx": kim_dong(3), "bc.xlsx": b"x"}))
    (inbox / "b.zip").write_bytes(zipped({"1.docx": kim_dong(4), "2.docx": kim_dong(5)}))
    assert aggregated(campaign) == aggregated(campaign)


# -- roster check ------------------------------------------------------------------------------------------


def test_a_roster_without_mistakes_ends_with_0(campaign: Path) -> None:
    done = htsd("roster", "check", cwd=campaign / "bao-cao-nhan")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Đã kiểm tra 3 đơn vị" in done.stdout
    assert "Không có gì phải sửa." in done.stdout


def test_a_roster_with_mistakes_ends_with_1_and_tells_the_rows(campaign: Path) -> None:
    draw_excel(campaign / "khac.xlsx", {"A": f"{ROSTER}| kd2 | Trường TH Kim Đồng |\n"})
    done = htsd("roster", "check", campaign / "khac.xlsx")
    said = " ".join(done.stdout.split())
    assert done.returncode == 1
    assert "✕ Lỗi: Dòng 2 “Trường Tiểu học Kim Đồng” và dòng 5 “Trường TH Kim Đồng”" in said
    assert "(roster-names-alike)" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Không thấy danh sách đơn vị. Hãy gõ tên tệp"),
        ("| Đơn vị |\n| Trường |\n", "thiếu cột “Mã” hoặc “Tên đơn vị” ở dòng tiêu đề."),
        ("| Mã | Tên đơn vị |\n", "chưa có đơn vị nào."),
    ],
)
def test_a_roster_that_cannot_be_checked_ends_with_2(tmp_path: Path, content: str | None, said: str) -> None:
    arguments = []
    if content is not None:
        arguments = [draw_excel(tmp_path / "don-vi.xlsx", {"A": content})]
    done = htsd("roster", "check", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())


def test_a_roster_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    done = htsd("roster", "check", tmp_path / "khong-co.xlsx")
    assert done.returncode == 2
    assert "Không đọc được danh sách đơn vị" in done.stderr


def test_aggregate_names_apart_the_pictures_that_may_be_a_report(campaign: Path) -> None:
    inbox = campaign / "bao-cao-nhan"
    (inbox / "TH Kim Đồng.docx").write_bytes(kim_dong())
    (inbox / "thu.eml").write_bytes(eml({"IMG_1.jpg": b"\xff\xd8"}))
    (inbox / "ghi chu.txt").write_text("Gọi lại", encoding="utf-8")
    said = " ".join(htsd("aggregate", cwd=campaign).stdout.split())
    assert "1 hình ảnh không đọc số liệu, chưa rõ của đơn vị nào: thu.eml/IMG_1.jpg. Nếu là báo cáo" in said
    assert "Đã bỏ qua 1 tệp không phải báo cáo: ghi chu.txt." in said
