"""Whether the office's own file beside a form still is that form: said in one sentence where it is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from htsd_cli.form import load_form
from htsd_cli.learn.places import read_own_file
from htsd_cli.writers.blank import BlankTemplateError
from htsd_cli.writers.blank.own import own_blanks
from tests.cli.running import Run, runner
from tests.learn.drawing import word

TABLE = """
    STT | Chỉ tiêu  | Số lượng
    1   | Số lớp    |
    2   | Học sinh  |
    3   | Giáo viên |
"""
OTHER = """
    STT | Nội dung | Nam | Nữ
    1   | Hội viên |     |
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


def test_a_file_that_is_gone_broken_or_another_form_is_told_and_no_blank_is_made_of_it(run: Run) -> None:
    word(Path("bieu.docx"), "THỐNG KÊ NĂM 2026", TABLE)
    assert run("form", "new", "bieu.docx", "-o", "mau").status == 0
    form, blank = load_form("mau"), Path("mau/bieu.docx")
    assert read_own_file(form).trouble == ""
    assert len(list(own_blanks(form, [("Trường A", "A1")]))) == 1

    def told() -> str:
        with pytest.raises(BlankTemplateError) as error:
            list(own_blanks(form, [("", "")]))
        assert str(error.value) == read_own_file(form).trouble
        return str(error.value)

    shutil.copy(word(Path("khac.docx"), "DANH SÁCH", OTHER), blank)
    assert "không khớp form.toml: 3/3 số liệu không có ô trong tệp ấy" in told()
    blank.write_bytes(b"PK\x03\x04")
    assert "không mở được" in told()
    blank.unlink()
    assert told() == (
        f"Tệp mẫu “bieu.docx” (khóa blank trong form.toml) không có trong thư mục “{form.directory}”. Hãy chép lại đúng"
        " tệp của cấp trên vào thư mục ấy; mẫu đã đổi thì học lại: htsd form new TỆP -o “"
        f"{form.directory}”."
    )


def test_a_file_that_lacks_a_row_is_still_sent_to_units(run: Run) -> None:
    word(Path("bieu.docx"), "THỐNG KÊ NĂM 2026", TABLE)
    assert run("form", "new", "bieu.docx", "-o", "mau").status == 0
    word(Path("mau/bieu.docx"), "THỐNG KÊ NĂM 2026", TABLE.replace("    3   | Giáo viên |\n", ""))
    own = read_own_file(load_form("mau"))
    assert "1/3 số liệu không có ô" in own.trouble
    assert own.usable
