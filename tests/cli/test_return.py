"""`htsd return` as a clerk runs it: what it writes for whom, what it says, what it leaves alone."""

from __future__ import annotations

import hashlib
import shutil
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from docx import Document

from tests.cli.running import htsd
from tests.cli.test_commands import CLEAN, FAULTY, SAMPLES
from tests.documents import draw_word, form_rows, report
from tests.writers.returns.returned import comments, reading

NOTE, MAIL, CHAT = "phieu-de-nghi-chinh-sua.docx", "thu-nhap.eml", "loi-nhan.txt"


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def note_texts(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_each_unit_with_something_to_mend_gets_its_own_file_and_a_note(tmp_path: Path) -> None:
    before = tree(SAMPLES)
    done = htsd("return", SAMPLES, "-o", tmp_path, "--with-warnings")
    said = " ".join(done.stdout.split())
    assert done.returncode == 1
    assert "Đã ghi 5 báo cáo cần trả lại vào" in said
    assert "Trường Tiểu học Phù Đổng: 2 chỗ cần sửa" in said
    assert "Trường THCS Nguyễn Hiền: 1 chỗ cần xem lại" in said
    folders = {
        path.name: sorted(item.name for item in path.iterdir())
        for path in (tmp_path / "tra-lai").glob("[!.]*")
    }
    assert folders == {
        "Ủy ban nhân dân phường Tân Kiểng": [
            "BC tuan le hoc tap suot doi - P Tan Kieng.docx",
            CHAT,
            NOTE,
            MAIL,
        ],
        "Trường Mầm non 19-5": ["MN 19-5 bao cao HTSD.docx", CHAT, NOTE, MAIL],
        "Trường Tiểu học Đinh Bộ Lĩnh": ["Bao cao HTSD_TH Dinh Bo Linh.docx", CHAT, NOTE, MAIL],
        "Trường Tiểu học Phù Đổng": ["TH PHU DONG.docx", CHAT, NOTE, MAIL],
        "Trường THCS Nguyễn Hiền": ["THCS Nguyen Hien.docx", CHAT, NOTE, MAIL],
    }
    assert tree(SAMPLES) == before


def test_a_report_with_nothing_to_mend_gets_no_letter_unless_asked_for(tmp_path: Path) -> None:
    said = " ".join(htsd("return", SAMPLES, "-o", tmp_path).stdout.split())
    assert "Đã ghi 4 báo cáo cần trả lại vào" in said
    assert (
        "1 báo cáo khác chỉ có chỗ nên xem lại, không có lỗi, nên không trả; muốn trả cả thì thêm --with-warnings."
        in said
    )
    assert not (tmp_path / "tra-lai" / "Trường THCS Nguyễn Hiền").exists()


def test_a_day_to_answer_by_that_is_over_is_told(tmp_path: Path) -> None:
    done = htsd("return", SAMPLES, "-o", tmp_path, "--unit", "Trường Tiểu học Phù Đổng", "--due", "5/2/2025")
    assert done.stderr == "Lưu ý: hạn gửi lại 05/02/2025 đã qua; phiếu vẫn ghi ngày ấy.\n"


def test_the_draft_of_a_mail_has_the_file_with_remarks_and_the_letter_attached(tmp_path: Path) -> None:
    htsd("return", SAMPLES, "-o", tmp_path, "--due", "15/10/2099")
    folder = tmp_path / "tra-lai" / "Trường Tiểu học Phù Đổng"
    mail = message_from_bytes((folder / MAIL).read_bytes(), policy=default)
    assert mail["X-Unsent"] == "1"
    attached = {part.get_filename(): part.get_content() for part in mail.iter_attachments()}
    assert attached == {name: (folder / name).read_bytes() for name in (FAULTY.name, NOTE)}
    body = mail.get_body()
    assert body is not None
    text = body.get_content().replace("\r\n", "\n").strip()
    assert "sửa ngay trong tệp gửi kèm (đã ghi chú ở từng chỗ) và gửi lại chậm nhất ngày 15/10/2099." in text
    assert (folder / CHAT).read_text("utf-8-sig").replace("\r\n", "\n").strip() == text


def test_only_errors_make_an_official_letter(tmp_path: Path) -> None:
    htsd("return", SAMPLES, "-o", tmp_path, "--unit", "Trường THCS Nguyễn Hiền")
    folder = tmp_path / "tra-lai" / "Trường THCS Nguyễn Hiền"
    assert sorted(path.name for path in folder.iterdir()) == ["THCS Nguyen Hien.docx", CHAT, MAIL]


def test_the_copy_has_a_comment_at_each_wrong_cell_and_reads_like_the_file_received(tmp_path: Path) -> None:
    htsd("return", SAMPLES, "-o", tmp_path)
    copy = tmp_path / "tra-lai" / "Trường Tiểu học Phù Đổng" / FAULTY.name
    told = comments(copy)
    assert ("PGDĐT", "45 GV + 300 HS") in [(item.author, item.at) for item in told]
    assert len(told) == 2
    assert reading(copy) == reading(FAULTY)


def test_the_same_folder_gives_the_same_bytes_again(tmp_path: Path) -> None:
    htsd("return", SAMPLES, "-o", tmp_path)
    first = tree(tmp_path)
    htsd("return", SAMPLES, "-o", tmp_path)
    assert tree(tmp_path) == first


def test_a_clean_folder_has_nothing_to_send_back_and_what_was_sent_before_is_gone(tmp_path: Path) -> None:
    inbox, out = tmp_path / "nhan", tmp_path / "ra"
    inbox.mkdir()
    shutil.copy2(FAULTY, inbox)
    assert htsd("return", inbox, "-o", out).returncode == 1
    (inbox / FAULTY.name).unlink()
    shutil.copy2(CLEAN, inbox)
    done = htsd("return", inbox, "-o", out)
    assert (done.returncode, done.stdout.strip()) == (0, "Không có báo cáo nào cần trả lại.")
    assert not (out / "tra-lai").exists()


def test_only_the_named_unit_is_written_for(tmp_path: Path) -> None:
    done = htsd("return", SAMPLES, "-o", tmp_path, "--unit", "truong tieu hoc phu dong")
    assert done.returncode == 1
    assert [path.name for path in (tmp_path / "tra-lai").glob("[!.]*")] == ["Trường Tiểu học Phù Đổng"]


def test_a_unit_nobody_knows_is_told_with_the_nearest(tmp_path: Path) -> None:
    done = htsd("return", SAMPLES, "-o", tmp_path, "--unit", "Tiểu học Phù Đổn")
    assert done.returncode == 2
    assert (
        "Không có báo cáo của đơn vị nào tên là “Tiểu học Phù Đổn”. Có phải ý bạn là: Trường Tiểu học Phù Đổng"
        in done.stderr
    )


def test_the_note_says_by_when_as_the_clerk_says_it(tmp_path: Path) -> None:
    htsd("return", SAMPLES, "-o", tmp_path, "--unit", "Trường Tiểu học Phù Đổng", "--due", "5/2/2025")
    text = note_texts(tmp_path / "tra-lai" / "Trường Tiểu học Phù Đổng" / NOTE)
    assert (
        "gửi về Phòng Giáo dục và Đào tạo Quận 7 chậm nhất ngày 05 tháng 02 năm 2025 để tổng hợp./." in text
    )
    assert "Quận 7, ngày     tháng 02 năm 2025" in text


def test_a_day_that_is_none_is_told(tmp_path: Path) -> None:
    done = htsd("return", SAMPLES, "-o", tmp_path, "--due", "mai")
    assert done.returncode == 2
    assert "“mai” không phải một ngày. Hãy ghi ngày/tháng/năm, ví dụ --due 11/10/2024." in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("day", "term"),
    [("2099-01-01", "chậm nhất ngày 01 tháng 01 năm 2099"), ("2024-10-01", "trong thời gian sớm nhất")],
)
def test_the_deadline_is_named_until_a_report_has_come_in_after_it(
    tmp_path: Path, day: str, term: str
) -> None:
    (tmp_path / "htsd.toml").write_text(f"[campaign]\ndeadline = {day}\n", encoding="utf-8")
    (tmp_path / "bao-cao-nhan").mkdir()
    shutil.copy2(FAULTY, tmp_path / "bao-cao-nhan")
    done = htsd("return", cwd=tmp_path)
    assert done.returncode == 1
    assert term in note_texts(tmp_path / "ket-qua" / "tra-lai" / "Trường Tiểu học Phù Đổng" / NOTE)


def test_the_office_s_own_template_is_used(tmp_path: Path) -> None:
    (tmp_path / "htsd.toml").write_text("", encoding="utf-8")
    for name in ("bao-cao-nhan", "mau-bao-cao"):
        (tmp_path / name).mkdir()
    shutil.copy2(FAULTY, tmp_path / "bao-cao-nhan")
    own = Document()
    own.add_paragraph("Gửi {{ unit }}: {{ errors | length }} chỗ.")
    own.save(str(tmp_path / "mau-bao-cao" / "phieu-tra-lai.docx"))
    htsd("return", cwd=tmp_path)
    text = note_texts(tmp_path / "ket-qua" / "tra-lai" / "Trường Tiểu học Phù Đổng" / NOTE)
    assert text == "Gửi Trường Tiểu học Phù Đổng: 2 chỗ."


def test_a_mistake_in_the_office_s_template_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "htsd.toml").write_text("", encoding="utf-8")
    for name in ("bao-cao-nhan", "mau-bao-cao"):
        (tmp_path / name).mkdir()
    shutil.copy2(FAULTY, tmp_path / "bao-cao-nhan")
    own = Document()
    own.add_paragraph("Gửi {{ uint }}.")
    own.save(str(tmp_path / "mau-bao-cao" / "phieu-tra-lai.docx"))
    done = htsd("return", cwd=tmp_path)
    assert done.returncode == 2
    assert "không có trường nào tên là “uint” (có phải là “unit”?)" in done.stderr
    assert not (tmp_path / "ket-qua").exists() or list((tmp_path / "ket-qua").iterdir()) == []


def test_what_is_the_office_s_matter_is_not_told_to_the_unit(tmp_path: Path) -> None:
    inbox = tmp_path / "nhan"
    inbox.mkdir()
    for name, people in (("a.docx", "30"), ("b.docx", "31")):
        draw_word(inbox / name, report(form_rows({"culture_sport.arts": ("1", people)})))
    done = htsd("return", inbox, "-o", tmp_path / "ra")
    assert (done.returncode, done.stdout.strip()) == (0, "Không có báo cáo nào cần trả lại.")


def test_a_file_of_no_known_unit_is_named(tmp_path: Path) -> None:
    inbox = tmp_path / "nhan"
    inbox.mkdir()
    shutil.copy2(FAULTY, inbox)
    (inbox / "hong.docx").write_bytes(b"PK\3\4 hong")
    done = htsd("return", inbox, "-o", tmp_path / "ra")
    assert "Không rõ trả cho ai: hong.docx" in " ".join(done.stdout.split())
