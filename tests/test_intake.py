"""What is in a folder: which files may be reports, which are passed over and why."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from htsd_cli.intake import look_into, received


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_reports_are_found_in_every_subfolder_in_the_order_of_their_paths(tmp_path: Path) -> None:
    make(tmp_path, "b.docx", "a.xlsx", "Phường/Tân Phú/bao cao.docx", "A/z.DOC", "khong-duoi", "A/b.pdf")
    assert [item.name for item in look_into(tmp_path).files] == [
        "A/b.pdf",
        "A/z.DOC",
        "Phường/Tân Phú/bao cao.docx",
        "a.xlsx",
        "b.docx",
        "khong-duoi",
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("~$bao cao.docx", "tệp tạm của Word, Excel khi đang mở"),
        (".~lock.bao cao.docx#", "tệp tạm của Word, Excel khi đang mở"),
        (".DS_Store", "tệp ẩn của hệ thống"),
        ("Thumbs.db", "tệp ẩn của hệ thống"),
        ("anh.JPG", "hình ảnh, âm thanh"),
        ("le khai mac.mp4", "hình ảnh, âm thanh"),
        ("ghi chu.txt", "ghi chú, không phải báo cáo"),
        ("htsd.toml", "tệp của đợt báo cáo"),
        ("don-vi.xlsx", "tệp của đợt báo cáo"),
        ("can-xac-nhan.xlsx", "tệp của đợt báo cáo"),
        *((name, "kết quả tổng hợp của lần chạy trước") for name in ("theo-doi.html", "tong-hop.json")),
    ],
)
def test_what_is_no_report_by_its_nature_is_passed_over_and_said_so(
    tmp_path: Path, name: str, reason: str
) -> None:
    make(tmp_path, "bao cao.docx", f"con/{name}")
    inbox = look_into(tmp_path)
    assert [item.name for item in inbox.files] == ["bao cao.docx"]
    assert [(item.name, item.reason) for item in inbox.passed_over] == [(f"con/{name}", reason)]


def test_hidden_folders_and_the_output_are_not_looked_into(tmp_path: Path) -> None:
    make(tmp_path, "a.docx", ".git/b.docx", "ket-qua/c.docx", "ket-qua-cu/d.docx")
    assert [item.name for item in look_into(tmp_path, [tmp_path / "ket-qua"]).files] == [
        "a.docx",
        "ket-qua-cu/d.docx",
    ]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "thu/a.docx")
    (tmp_path / "thu" / "vong").symlink_to(tmp_path, target_is_directory=True)
    assert [item.name for item in look_into(tmp_path).files] == ["thu/a.docx"]


def test_a_folder_inside_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a.docx", "kín/b.docx")
    scan = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "kín":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    inbox = look_into(tmp_path)
    assert [item.name for item in inbox.files] == ["a.docx"]
    ((name, reason),) = inbox.passed_over
    assert name == "kín"
    assert reason.startswith("thư mục không mở được: ")


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        look_into(tmp_path / "khong-co")


def test_a_file_came_in_when_it_was_last_changed_by_vietnamese_time(tmp_path: Path) -> None:
    make(tmp_path, "a.docx")
    evening = datetime(2024, 10, 11, 17, 30, tzinfo=UTC).timestamp()
    os.utime(tmp_path / "a.docx", (evening, evening))
    assert received(tmp_path / "a.docx", "a.docx").day == date(2024, 10, 12)


def test_a_link_that_leads_nowhere_is_a_file_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "a.docx").symlink_to(tmp_path / "khong-co.docx")
    assert [item.name for item in look_into(tmp_path).files] == ["a.docx"]
