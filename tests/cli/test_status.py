"""`htsd status`: who reported, who did not, and the reminders, as a clerk sees them."""

from __future__ import annotations

import json
import os
import shutil
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from htsd_cli.values.time import VIETNAM
from tests.cli.running import htsd
from tests.cli.test_commands import CLEAN, FAULTY, SAMPLES

COLUMNS = ("Mã", "Tên đơn vị", "Loại", "Tên khác", "Email", "Bắt buộc", "Người liên hệ", "Điện thoại")
UNITS = (
    ("TIH-01", "Trường Tiểu học Lê Văn Tám", "tih", "", "", "", "", ""),
    ("TIH-02", "Trường Tiểu học Phù Đổng", "tih", "", "phudong@vidu.vn", "", "Văn thư", "028 0000 0002"),
    ("MN-01", "Trường Mầm non Phú Mỹ", "mn", "", "phumy@vidu.vn", "", "Văn thư", "028 0000 0001"),
    ("THPT-01", "Trường THPT Lê Thánh Tôn", "thpt", "", "", "Không", "", ""),
)


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """A campaign folder: one clean report on time, one faulty and late, one unit missing, one that need not report."""
    inbox = tmp_path / "bao-cao-nhan"
    inbox.mkdir()
    for source, day in ((CLEAN, 11), (FAULTY, 12), (SAMPLES / "THPT Le Thanh Ton.xlsx", 10)):
        file = inbox / source.name
        shutil.copy(source, file)
        moment = datetime(2024, 10, day, 15, tzinfo=VIETNAM).timestamp()
        os.utime(file, (moment, moment))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (COLUMNS, *UNITS):
        sheet.append(row)
    book.save(tmp_path / "don-vi.xlsx")
    (tmp_path / "htsd.toml").write_text("[campaign]\ndeadline = 2024-10-11\n", encoding="utf-8")
    return tmp_path


def test_the_status_tells_kinds_days_left_and_names(campaign: Path) -> None:
    done = htsd("status", "--today", "2024-10-09", cwd=campaign)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[0] == "Hạn gửi 11/10/2024: còn 2 ngày."
    lines = [[cell.strip() for cell in line.split("│")] for line in done.stdout.splitlines() if "│" in line]
    rows = {name: cells for name, *cells in lines}
    assert rows == {
        "Trường mầm non": ["0/1", "░░░░░░░░░░    0%", "–", "–", "–", "1"],
        "Trường tiểu học": ["2/2", "██████████  100%", "1", "1", "1", "–"],
        "Trường THPT": ["+1", "", "1", "–", "–", "–"],
        "Tất cả": ["2/3 +1", "██████░░░░ 66,7%", "2", "1", "1", "1"],
    }
    assert done.stdout.endswith(
        "Chưa gửi (1):\n  - Trường Mầm non Phú Mỹ\n\n"
        "Gửi trễ hạn (1):\n  - Trường Tiểu học Phù Đổng (nhận ngày 12/10/2024)\n\n"
        "Phải sửa rồi gửi lại (1):\n  - Trường Tiểu học Phù Đổng\n"
    )


def test_the_offices_day_of_arrival_decides_who_is_late(campaign: Path) -> None:
    book = load_workbook(campaign / "don-vi.xlsx")
    sheet = book.worksheets[0]
    sheet.cell(1, 9).value = "Ngày nhận"
    sheet.cell(2, 9).value = "12/10/2024"  # on time by its file
    sheet.cell(3, 9).value = "05/10/2023; 10/10/2024"  # late by its file
    book.save(campaign / "don-vi.xlsx")
    data = json.loads(htsd("status", campaign, "--today", "2024-10-14", "--format", "json").stdout)
    assert [(item["id"], item["received"]) for item in data["late"]] == [("TIH-01", "2024-10-12")]


def test_what_is_no_day_in_the_roster_is_told_with_its_row(campaign: Path) -> None:
    book = load_workbook(campaign / "don-vi.xlsx")
    sheet = book.worksheets[0]
    sheet.cell(1, 9).value, sheet.cell(3, 9).value = "Ngày nhận", "hôm qua"
    book.save(campaign / "don-vi.xlsx")
    done = htsd("status", campaign)
    assert done.returncode == 2
    assert "Cột “Ngày nhận” ghi “hôm qua” ở dòng 3 của danh sách đơn vị" in done.stderr


@pytest.mark.parametrize(
    ("today", "said"),
    [("2024-10-11", "là hôm nay."), ("2024-10-10", "còn 1 ngày."), ("2024-10-14", "đã quá 3 ngày.")],
)
def test_the_days_left_are_counted_in_whole_days(campaign: Path, today: str, said: str) -> None:
    assert htsd("status", "--today", today, cwd=campaign).stdout.startswith(f"Hạn gửi 11/10/2024: {said}\n")


def test_the_json_has_every_number_and_stands_alone(campaign: Path) -> None:
    done = htsd("status", campaign, "--today", "2024-10-09", "--format", "json")
    data = json.loads(done.stdout)
    assert (data["schema"], data["deadline"], data["days_left"]) == ("htsd/status/1", "2024-10-11", 2)
    assert data["total"] == {
        "expected": 3, "reported": 2, "others": 1, "on_time": 2, "late": 1, "to_mend": 1, "missing": 1,
        "unusable": 0,
    }  # fmt: skip
    assert data["missing"] == [{"id": "MN-01", "name": "Trường Mầm non Phú Mỹ", "kind": "mn"}]
    assert [(item["id"], item["received"]) for item in data["late"]] == [("TIH-02", "2024-10-12")]
    assert [item["id"] for item in data["to_mend"]] == ["TIH-02"]


def test_reminders_are_written_for_those_who_are_missing_or_must_mend_and_for_nobody_else(
    campaign: Path,
) -> None:
    done = htsd("status", "--remind", "--today", "2024-10-09", cwd=campaign)
    folder = campaign / "ket-qua" / "nhac-don-vi"
    assert "Đã viết 2 lời nhắc và danh sách gọi điện vào" in " ".join(done.stdout.split())
    assert sorted(path.name for path in folder.iterdir()) == [
        "Trường Mầm non Phú Mỹ.eml", "Trường Mầm non Phú Mỹ.txt", "Trường Tiểu học Phù Đổng.eml",
        "Trường Tiểu học Phù Đổng.txt", "danh-sach-goi-dien.xlsx", "tat-ca-loi-nhac.txt",
    ]  # fmt: skip
    missing = (folder / "Trường Mầm non Phú Mỹ.txt").read_bytes()
    assert missing.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in missing
    assert missing.decode("utf-8-sig").replace("\r\n", "\n") == (
        "Gửi: phumy@vidu.vn\n\n"
        "Kính gửi Trường Mầm non Phú Mỹ,\n\n"
        "Đến nay, Phòng Giáo dục và Đào tạo Quận 7 chưa nhận được báo cáo thực hiện Tuần lễ hưởng ứng học tập suốt đời"
        " năm 2024 của đơn vị. Hạn gửi là ngày 11/10/2024 (còn 02 ngày). Đề nghị đơn vị gửi đúng hạn; nếu đã gửi, xin"
        " báo lại để kiểm tra.\n\nTrân trọng.\nPhòng Giáo dục và Đào tạo Quận 7\n"
    )
    mend = (folder / "Trường Tiểu học Phù Đổng.txt").read_text("utf-8-sig")
    assert "cột “Người” ghi “45 GV + 300 HS”: nhiều số trong một ô, cần một số tổng." in mend
    sheet = load_workbook(folder / "danh-sach-goi-dien.xlsx").active
    assert sheet is not None
    assert [[cell.value for cell in row[:7]] for row in sheet.iter_rows(min_row=2)] == [
        ["STT", "Đơn vị", "Loại", "Người liên hệ", "Điện thoại", "Email", "Tình trạng"],
        [
            1,
            "Trường Mầm non Phú Mỹ",
            "Trường mầm non",
            "Văn thư",
            "028 0000 0001",
            "phumy@vidu.vn",
            "Chưa gửi",
        ],
        [
            2,
            "Trường Tiểu học Phù Đổng",
            "Trường tiểu học",
            "Văn thư",
            "028 0000 0002",
            "phudong@vidu.vn",
            "Phải sửa",
        ],
    ]


def test_after_the_deadline_the_report_is_pressed_for(campaign: Path) -> None:
    htsd("status", "--remind", "--today", "12/10/2024", cwd=campaign)
    folder = campaign / "ket-qua" / "nhac-don-vi"
    text = (folder / "Trường Mầm non Phú Mỹ.txt").read_text("utf-8-sig")
    assert (
        "của đơn vị (hạn gửi: ngày 11/10/2024). Đề nghị đơn vị gửi báo cáo trong thời gian sớm nhất;" in text
    )


def test_a_reminder_is_a_draft_of_a_mail_too(campaign: Path) -> None:
    htsd("status", "--remind", "--today", "2024-10-09", cwd=campaign)
    folder = campaign / "ket-qua" / "nhac-don-vi"
    mail = message_from_bytes((folder / "Trường Mầm non Phú Mỹ.eml").read_bytes(), policy=default)
    assert mail["To"] == "Trường Mầm non Phú Mỹ <phumy@vidu.vn>"
    assert mail["Subject"] == "Nhắc gửi báo cáo thực hiện Tuần lễ hưởng ứng học tập suốt đời năm 2024"
    text = (folder / "Trường Mầm non Phú Mỹ.txt").read_text("utf-8-sig")
    assert text.strip().endswith(mail.get_content().replace("\r\n", "\n").strip())


def test_a_unit_that_has_reported_since_is_reminded_no_more(campaign: Path) -> None:
    htsd("status", "--remind", cwd=campaign)
    (campaign / "bao-cao-nhan" / FAULTY.name).unlink()
    shutil.copy(CLEAN, campaign / "bao-cao-nhan" / "sua.docx")
    folder = campaign / "ket-qua" / "nhac-don-vi"
    before = (folder / "Trường Tiểu học Phù Đổng.txt").read_text("utf-8-sig")
    assert htsd("status", "--remind", cwd=campaign).returncode == 0
    after = (folder / "Trường Tiểu học Phù Đổng.txt").read_text("utf-8-sig")
    assert "45 GV" in before
    assert "chưa nhận được báo cáo" in after


def test_an_empty_inbox_is_everybody_missing_and_no_mistake(campaign: Path) -> None:
    shutil.rmtree(campaign / "bao-cao-nhan")
    (campaign / "bao-cao-nhan").mkdir()
    done = htsd("status", "--today", "2024-10-09", cwd=campaign)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Chưa gửi (3):" in done.stdout


def test_without_a_roster_it_says_that_nobody_knows_who_is_missing(campaign: Path) -> None:
    (campaign / "don-vi.xlsx").unlink()
    done = htsd("status", cwd=campaign)
    assert "Chưa có danh sách đơn vị (don-vi.xlsx) nên không biết đơn vị nào chưa gửi." in done.stdout


def test_nothing_is_said_when_quiet(campaign: Path) -> None:
    done = htsd("status", "-q", cwd=campaign)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


@pytest.mark.parametrize("day", ["11/10/2024", "11-10-2024", "ngày 11 tháng 10 năm 2024", "2024-10-11"])
def test_a_day_may_be_written_as_people_do(campaign: Path, day: str) -> None:
    assert htsd("status", "--today", day, cwd=campaign).stdout.startswith("Hạn gửi 11/10/2024: là hôm nay.")


def test_what_is_no_day_is_told_in_one_sentence(campaign: Path) -> None:
    done = htsd("status", "--today", "mai", cwd=campaign)
    assert done.returncode == 2
    assert done.stderr == "“mai” không phải một ngày. Hãy ghi ngày/tháng/năm, ví dụ --today 11/10/2024.\n"


def test_a_campaign_of_another_year_than_its_form_is_told_and_goes_on(campaign: Path) -> None:
    (campaign / "htsd.toml").write_text("[campaign]\nyear = 2025\n", encoding="utf-8")
    done = htsd("status", "-q", cwd=campaign)
    assert done.returncode == 1
    assert done.stderr.startswith(
        "Lưu ý: htsd.toml ghi đợt năm 2025 nhưng dùng mẫu “htsd-2024” của năm 2024; báo cáo của đơn vị vẫn phải là"
    )
