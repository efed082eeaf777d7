"""Nothing raw: what a received file or the roster holds never steers the terminal, as text or as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from htsd_cli.cli.terminal import echo, echo_json, harmless, terminal
from tests.cli.running import Run, runner

CLI = Path(__file__).parents[2] / "src" / "htsd_cli" / "cli"
STEERING = "\x1b[2J\x07\x85\x9b31m\u202e\u2066\u200f\ud800"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

# The name of a unit as a web page can write it: by numbers, so that any character is possible.
PAGE = """<html><head><meta charset="utf-8"></head><body><p>Đơn vị: Trường THCS Lê Lợi{name}</p><p>BÁO CÁO</p>
<p>Tuần lễ hưởng ứng học tập suốt đời năm 2024</p><p>III. SỐ LIỆU</p><table>
<tr><td>TT</td><td>Nội dung</td><td>ĐVT</td><td>Số lớp/ số cuộc thi</td><td>Người</td><td>Ghi chú</td></tr>
<tr><td>1</td><td>Số lớp học{name}</td><td>lớp</td><td>12{name}</td><td></td><td>{name}</td></tr>
</table></body></html>"""


@pytest.fixture
def htsd(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(monkeypatch, capsys)


def test_what_steers_a_terminal_is_shown_as_a_sign_and_letters_stay() -> None:
    assert harmless(f"Trường{STEERING}") == "Trường\ufffd[2J\ufffd\ufffd\ufffd31m\ufffd\ufffd\ufffd\ufffd"
    assert harmless("Số:\u00a012\u2009lớp\n\tmột dòng") == "Số:\u00a012\u2009lớp\n\tmột dòng"


def test_text_tables_and_sentences_are_filtered_and_json_is_escaped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table()
    table.add_column(STEERING)
    table.add_row(Text(f"Quận 7{STEERING}"))
    terminal().print(f"chữ {STEERING}", Text(STEERING, style="bold"), table)
    echo(STEERING)
    echo_json({STEERING: ["\u2028\ufeffchữ", STEERING]})
    said = capsys.readouterr().out
    assert not RAW.search(said)
    assert json.loads(said[said.index("{") :]) == {STEERING: ["\u2028\ufeffchữ", STEERING]}


def test_names_that_steer_come_raw_out_of_no_command(htsd: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "nhan"
    inbox.mkdir()
    numbers = "".join(f"&#{ord(char)};" for char in STEERING[:-1])
    (inbox / "a\x1b[2J\u202e.html").write_text(PAGE.format(name=numbers), encoding="utf-8")
    (inbox / "b\x9b\n.docx").write_bytes(b"PK\3\4broken")
    out = tmp_path / "ra\x1b]0;x\x07"
    for arguments in (
        ["validate", inbox], ["validate", inbox, "--format", "json"], ["show", inbox / "a\x1b[2J\u202e.html"],
        ["aggregate", inbox, "-o", out], ["aggregate", inbox, "-o", out, "--verbose"],
        ["status", inbox, "-o", out], ["status", inbox, "-o", out, "--format", "json"],
        ["return", inbox, "-o", out], ["trace", out], ["trace", out, "1"], ["trace", out, "1", "--format", "json"],
        ["return", inbox, "--unit", STEERING[:-1]], ["validate", tmp_path / STEERING[:-1]],
    ):  # fmt: skip
        done = htsd(*arguments)
        assert not RAW.search(done.out + done.err), (arguments, done)


def test_no_command_prints_past_the_filter() -> None:
    """One way to the terminal: only its own module, and what is said when stopped, prints by itself."""
    for path in sorted(CLI.glob("*.py")):
        if path.name not in ("terminal.py", "__init__.py"):
            past = re.findall(
                r"(?<![\w.])(?:print|Console|typer\.echo|sys\.std\w+\.write)\(", path.read_text("utf-8")
            )
            assert past == [], path.name
