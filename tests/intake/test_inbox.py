"""What is in a folder, a zip, a mail: which files may be reports, which are passed over and why."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from htsd_cli.intake import Inbox, look_into, open_inbox, received
from htsd_cli.intake import unpacking as limits
from htsd_cli.values.time import VIETNAM
from tests.campaigns import PNG, zipped
from tests.mails import Attached, eml, msg, msg_tree


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


def test_what_only_points_to_a_report_is_told_and_not_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "bao cao.xlsx.lnk", "bao cao.url", ".bao cao.xlsx.icloud", "bao cao.gsheet")
    inbox = look_into(tmp_path)
    assert len(inbox.files) == 4
    assert inbox.passed_over == ()


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


def test_a_pipe_is_passed_over_and_does_not_stop_the_work(tmp_path: Path) -> None:
    make(tmp_path, "a.docx")
    os.mkfifo(tmp_path / "b.docx")
    inbox = look_into(tmp_path)
    assert [item.name for item in inbox.files] == ["a.docx"]
    assert [item.reason for item in inbox.passed_over] == ["không phải tệp thường (đường ống, thiết bị)"]


def test_a_name_of_damaged_bytes_is_shown_as_far_as_it_can_be(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("Phú M".encode() + b"\xe1\xbb.docx")).write_bytes(b"x")
    ((item),) = look_into(tmp_path).files
    assert (item.name, item.path.read_bytes()) == ("Phú M\ufffd.docx", b"x")


# -- zips and mails ----------------------------------------------------------------------------------------

NOON = datetime(2024, 10, 8, 12, tzinfo=VIETNAM)
MAILED = datetime(2024, 10, 9, 16, 45, tzinfo=VIETNAM)


def put(folder: Path, name: str, content: bytes) -> None:
    """Write a file that came in on 8 October at noon."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (NOON.timestamp(), NOON.timestamp()))


def problems(inbox: Inbox) -> list[tuple[str, str, str]]:
    """Return what cannot be read, as (name, code, detail)."""
    return [
        (item.name, item.problem.code, item.problem.detail)
        for item in inbox.files
        if item.problem is not None
    ]


def test_files_in_a_zip_are_named_through_it_and_came_in_with_it(tmp_path: Path) -> None:
    put(tmp_path, "đợt 1/goi.zip", zipped({"Phú Mỹ/bc.docx": b"one", "anh.jpg": PNG, ".DS_Store": b"x"}))
    with open_inbox(tmp_path) as inbox:
        (item,) = inbox.files
        assert (item.name, item.modified, item.sender) == ("đợt 1/goi.zip/Phú Mỹ/bc.docx", NOON, "")
        assert item.written == datetime(2024, 10, 1, 8, tzinfo=VIETNAM)
        assert item.path.read_bytes() == b"one"
        assert item.digest == received(item.path, "").digest
        assert [(item.name, item.is_picture) for item in inbox.passed_over] == [
            ("đợt 1/goi.zip/.DS_Store", False),
            ("đợt 1/goi.zip/anh.jpg", True),
        ]
    assert not item.path.exists()


def test_files_in_a_mail_came_in_with_the_innermost_mail_whatever_they_are_nested_in(tmp_path: Path) -> None:
    inner = eml({"c.docx": b"3"}, sender="mn@b.vn", date="Mon, 30 Sep 2024 08:00:00 +0700", subject="Trong")
    put(tmp_path, "a.eml", eml({"a.docx": b"1", "b.zip": zipped({"b.docx": b"2"})}, forwarded=[inner]))
    put(tmp_path, "d.msg", msg([Attached("d.docx", b"4")], sender="D@b.vn"))
    with open_inbox(tmp_path) as inbox:
        assert [(item.name, item.modified, item.sender, item.written) for item in inbox.files] == [
            ("a.eml/Trong.eml/c.docx", datetime(2024, 9, 30, 8, tzinfo=VIETNAM), "mn@b.vn", None),
            ("a.eml/a.docx", MAILED, "c1phumy.q7@hcm.edu.vn", None),
            ("a.eml/b.zip/b.docx", MAILED, "c1phumy.q7@hcm.edu.vn", None),
            ("d.msg/d.docx", MAILED, "d@b.vn", None),
        ]


def test_a_mail_in_a_zip_came_in_when_it_was_sent(tmp_path: Path) -> None:
    put(tmp_path, "thu.zip", zipped({"a.eml": eml({"a.docx": b"1"}), "b.docx": b"2"}))
    with open_inbox(tmp_path) as inbox:
        assert [(item.name, item.modified) for item in inbox.files] == [
            ("thu.zip/a.eml/a.docx", MAILED),
            ("thu.zip/b.docx", NOON),
        ]


def test_a_mail_without_a_date_came_in_when_its_file_did(tmp_path: Path) -> None:
    content = eml({"a.docx": b"1"}, date="").partition(b"\r\n")[2].partition(b"\r\n")[2]
    put(tmp_path, "a.eml", b"From: a@b.vn\r\n" + content)
    with open_inbox(tmp_path) as inbox:
        assert [item.modified for item in inbox.files] == [NOON]


def test_one_file_is_opened_like_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "a.eml", eml({"a.docx": b"1"}))
    with open_inbox(tmp_path / "a.eml") as inbox:
        assert [item.name for item in inbox.files] == ["a.eml/a.docx"]
    put(tmp_path, "b.docx", b"1")
    with open_inbox(tmp_path / "b.docx") as inbox:
        assert [(item.name, item.path) for item in inbox.files] == [("b.docx", tmp_path / "b.docx")]


def test_zips_are_opened_four_deep_and_no_deeper(tmp_path: Path) -> None:
    content = zipped({"bc.docx": b"x"})
    for number in range(3, 0, -1):
        content = zipped({f"{number}.zip": content})
    put(tmp_path, "0.zip", content)
    with open_inbox(tmp_path) as inbox:
        assert [item.name for item in inbox.files] == ["0.zip/1.zip/2.zip/3.zip/bc.docx"]
    put(tmp_path, "0.zip", zipped({"goi.zip": content}))
    with open_inbox(tmp_path) as inbox:
        assert problems(inbox) == [
            ("0.zip/goi.zip/1.zip/2.zip/3.zip", "archive-limit", "tệp nén lồng nhau quá 4 lớp")
        ]


def test_all_that_is_taken_out_together_has_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.zip", zipped({"1.docx": b"1", "2.docx": b"2"}))
    put(tmp_path, "b.zip", zipped({"3.docx": b"3"}))
    monkeypatch.setattr(limits, "MOST_FILES", 2)
    with open_inbox(tmp_path) as inbox:
        assert [item.name for item in inbox.files] == ["a.zip/1.docx", "a.zip/2.docx", "b.zip"]
        assert problems(inbox) == [("b.zip", "archive-limit", "các tệp nén chứa quá nhiều tệp")]


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (eml(), "không có tệp đính kèm"),
        (
            eml(html="<p>x</p><img src='cid:a@b'>", inline={"a@b": PNG}),
            "chỉ có hình ảnh trong nội dung thư",
        ),
        (
            eml(text="Báo cáo: https://drive.google.com/file/d/1"),
            "chỉ có đường liên kết tải tệp (Google Drive, OneDrive …)",
        ),
        (
            eml(text="Báo cáo: https://tep.hcm.edu.vn/index.php/s/AbC hoặc https://x.vn/BC%201.docx"),
            "chỉ có đường liên kết tải tệp (Google Drive, OneDrive …)",
        ),
        (
            eml(text="Trang của trường: https://mang.vn/truong-phu-my"),
            "không có tệp đính kèm; trong thư có đường liên kết",
        ),
        (eml(text="Trang của trường: https://phumy.hcm.edu.vn"), "không có tệp đính kèm"),
        (
            eml({"anh.jpg": b"\xff\xd8"}, text="Báo cáo: https://drive.google.com/file/d/1"),
            "chỉ có đường liên kết tải tệp (Google Drive, OneDrive …)",
        ),
        (
            eml(text="".join(f"- Số lớp khối {grade}: {grade + 2} lớp\n" for grade in range(9))),
            "không có tệp đính kèm; trong nội dung thư có nhiều dòng số liệu",
        ),
        (
            eml(
                {"anh.jpg": b"\xff\xd8"},
                html=f"<table>{'<tr><td>1</td><td>Số lớp</td><td>3</td></tr>' * 9}</table>",
            ),
            "chỉ kèm hình ảnh; trong nội dung thư có nhiều dòng số liệu",
        ),
        (
            eml(text="1. Kính gửi Phòng\n" * 9 + "Số 12 đường Lê Lợi\nĐT: 0903 123 456\nngày 9/10/2024\n"),
            "không có tệp đính kèm",
        ),
        (
            eml(text="Kính gửi Phòng.\nTrường xin rút lại báo cáo đã gửi."),
            "không có tệp đính kèm, trong thư ghi “Trường xin rút lại báo cáo đã gửi.”",
        ),
        (
            msg([Attached("anh.png", PNG)], html="<a href='https://1drv.ms/x/s'>BC</a>"),
            "chỉ có đường liên kết tải tệp (Google Drive, OneDrive …)",
        ),
    ],
)
def test_a_mail_without_a_report_says_what_it_has_instead(
    tmp_path: Path, content: bytes, detail: str
) -> None:
    put(tmp_path, "a.eml", content)
    with open_inbox(tmp_path) as inbox:
        assert problems(inbox) == [("a.eml", "mail-without-report", detail)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Đính chính mục 2 là 24 tin, bài.", "Đính chính mục 2 là 24 tin, bài."),
        ("Số tin bài trong báo cáo xin sửa thành 24", "Số tin bài trong báo cáo xin sửa thành 24"),
        ("Báo cáo chưa tính 3 lớp của điểm trường 2.", "Báo cáo chưa tính 3 lớp của điểm trường 2."),
        ("Trường xin thu hồi báo cáo này.", "Trường xin thu hồi báo cáo này."),
        ("Trường gửi lại báo cáo đã sửa, thay bản ngày 9/10/2024.", ""),
        ("Trường gửi báo cáo đã chỉnh sửa lần 2, gồm 3 trang, ĐT 0903 123 456", ""),
        ("Trường tổ chức 4 lớp, 250 học sinh tham gia.", ""),
        (
            "Kính chuyển.\n---------- Forwarded message ---------\nFrom: TH <a@x.vn>\nĐính chính: 24 tin",
            "Đính chính: 24 tin",
        ),
        ("Gửi Phòng.\n\nVào 9/10/2024, PGD <pgd@x.vn> đã viết:\n> Đính chính mục 2 là 24 tin", ""),
    ],
)
def test_a_mail_that_corrects_the_report_it_brings_is_told_beside_it(
    tmp_path: Path, text: str, said: str
) -> None:
    put(tmp_path, "a.eml", eml({"bc.docx": b"1"}, text=text))
    with open_inbox(tmp_path) as inbox:
        assert problems(inbox) == ([("a.eml", "mail-says-more", said)] if said else [])


def test_a_correction_in_a_mail_that_outlook_saved_is_told_also_of_a_mail_within_it(tmp_path: Path) -> None:
    said = "Đính chính mục 2 là 24 tin, bài."
    inner = msg_tree([Attached("b.docx", b"2")], subject="BC", html=f"<p>{said}</p>")
    quiet = msg_tree([Attached("c.docx", b"3")], subject="Kính gửi")
    put(tmp_path, "a.msg", msg([Attached("a.docx", b"1")], html=f"<html><p>{said}</p></html>"))
    put(tmp_path, "b.msg", msg([Attached("thư", inner), Attached("thư", quiet)]))
    with open_inbox(tmp_path) as inbox:
        assert problems(inbox) == [
            ("a.msg", "mail-says-more", said),
            ("b.msg/BC.msg", "mail-says-more", said),
        ]


def test_pictures_alone_in_a_mail_are_told_as_pictures(tmp_path: Path) -> None:
    put(tmp_path, "a.eml", eml({"anh.jpg": b"\xff\xd8"}, text="Hình ảnh. Liên hệ https://zalo.me/0903123456"))
    with open_inbox(tmp_path) as inbox:
        assert (inbox.files, [item.name for item in inbox.passed_over]) == ((), ["a.eml/anh.jpg"])


def test_a_table_pasted_into_a_mail_is_read_as_a_file(tmp_path: Path) -> None:
    put(tmp_path, "a.eml", eml(html=f"<table>{'<tr><td>x</td></tr>' * 43}</table>"))
    with open_inbox(tmp_path) as inbox:
        assert [item.name for item in inbox.files] == ["a.eml/noi-dung-thu.html"]


def test_a_mail_that_breaks_off_is_told_beside_what_it_still_has(tmp_path: Path) -> None:
    content = eml({"a.docx": b"x" * 400, "b.docx": b"y" * 400})
    put(tmp_path, "a.eml", content[: content.index(b"b.docx")])
    with open_inbox(tmp_path) as inbox:
        assert [item.name for item in inbox.files] == ["a.eml", "a.eml/a.docx"]
        assert problems(inbox) == [("a.eml", "mail-damaged", "thư bị cắt mất phần cuối")]


def test_what_cannot_be_opened_is_told_under_its_own_name(tmp_path: Path) -> None:
    put(tmp_path, "a.rar", b"Rar!\x1a\x07\x00" + bytes(20))
    put(tmp_path, "b.zip", zipped({"c.7z": b"7z\xbc\xaf\x27\x1c" + bytes(20)}))
    put(tmp_path, "d.eml", eml({"winmail.dat": b"\x78\x9f\x3e\x22" + bytes(20)}))
    with open_inbox(tmp_path) as inbox:
        assert problems(inbox) == [
            ("a.rar", "archive-not-opened", "tệp nén RAR (.rar)"),
            ("b.zip/c.7z", "archive-not-opened", "tệp nén 7-Zip (.7z)"),
            ("d.eml/winmail.dat", "archive-not-opened", "tệp winmail.dat của Outlook"),
        ]


def test_what_was_sent_back_to_units_is_never_taken_for_what_came_in(tmp_path: Path) -> None:
    make(tmp_path, "a.docx", "ket-qua-cu/tra-lai/.htsd-tra-lai.json", "ket-qua-cu/tra-lai/Trường A/a.docx")
    inbox = look_into(tmp_path)
    assert [item.name for item in inbox.files] == ["a.docx"]
    assert [(item.name, item.reason) for item in inbox.passed_over] == [
        ("ket-qua-cu/tra-lai", "bản trả lại đơn vị của lần chạy trước")
    ]


def test_what_an_earlier_run_wrote_beside_its_results_is_never_taken_for_what_came_in(tmp_path: Path) -> None:
    old = "ket-qua-cu"
    make(
        tmp_path, "a.docx", f"{old}/tong-hop.json", f"{old}/.htsd-ket-qua.json",
        f"{old}/lan-truoc/bao-cao-tong-hop.docx",
        f"{old}/nhac-don-vi/danh-sach-goi-dien.xlsx", f"{old}/hinh-anh/A/01.jpg", "lan-truoc/b.docx",
    )  # fmt: skip
    inbox = look_into(tmp_path)
    assert [item.name for item in inbox.files] == ["a.docx", "lan-truoc/b.docx"]
    assert [(item.name, item.reason) for item in inbox.passed_over] == [
        (f"{old}/hinh-anh", "ảnh của lần chạy trước"),
        (f"{old}/lan-truoc", "kết quả của lần chạy trước"),
        (f"{old}/nhac-don-vi", "lời nhắc của lần chạy trước"),
        (f"{old}/tong-hop.json", "kết quả tổng hợp của lần chạy trước"),
    ]


def spoilt(content: bytes, rng: Random) -> bytes:
    """Return a file with some bytes changed, cut off, doubled or left out."""
    out = bytearray(content)
    for _ in range(rng.randint(1, 6)):
        at, length = rng.randrange(len(out)), rng.randint(1, 40)
        match rng.randrange(5):
            case 0:
                out[at] = rng.randrange(256)
            case 1:
                out[at : at + length] = rng.randbytes(length)
            case 2:
                del out[at : at + length]
            case 3:
                out[at:at] = out[at : at + length]
            case 4 if rng.random() < 0.3:
                del out[max(40, at) :]
        out = out or bytearray(b"x")
    return bytes(out)


@pytest.mark.whole
@pytest.mark.parametrize("kind", ["eml", "msg", "zip"])
def test_whatever_is_broken_in_a_container_is_told_and_never_stops_the_work(
    tmp_path: Path, kind: str
) -> None:
    whole = {
        "eml": eml(
            {"báo cáo.docx": bytes(300), "a.zip": zipped({"b.docx": b"1"})},
            html="<img src='cid:a@b'>",
            inline={"a@b": PNG},
            forwarded=[eml({"c.docx": b"2"})],
        ),
        "msg": msg(
            [Attached("báo cáo.docx", bytes(5000)), Attached("thư", msg_tree([Attached("b.docx", b"1")]))]
        ),
        "zip": zipped(
            {"báo cáo.docx": bytes(300), "b.zip": zipped({"c.docx": b"1"}), "d.eml": eml({"e.docx": b"2"})}
        ),
    }[kind]
    rng = Random(f"spoilt {kind}")
    for number in range(150):
        path = tmp_path / f"{number}.{kind}"
        path.write_bytes(spoilt(whole, rng))
        with open_inbox(path) as inbox:
            assert inbox.files or inbox.passed_over, number
            for item in inbox.files:
                assert item.problem is not None or item.path.exists()
                assert item.name.encode()
