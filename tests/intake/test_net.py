"""One net: whatever a received thing raises, however long it takes, it is told of that one and others are answered."""

from __future__ import annotations

import re
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from htsd_cli.intake import Inbox, open_inbox
from htsd_cli.intake.container import LONGEST_NAME, Member, clean_name, one_name_each
from htsd_cli.readers import UnreadableFile
from htsd_cli.readers.limits import each_guarded, guarded
from tests.mails import eml


def opened(folder: Path) -> Inbox:
    with open_inbox(folder) as inbox:
        return inbox


def for_ever() -> None:
    while True:
        pass


def downwards() -> None:
    downwards()


def all_memory() -> list[bytearray]:
    return [bytearray(64 << 20) for _ in range(1000)]


@pytest.mark.parametrize(
    ("work", "code"),
    [
        pytest.param(for_ever, "reading-failed", id="an endless loop"),
        pytest.param(lambda: re.match("(?:a+)+$", "a" * 60 + "b"), "reading-failed", id="an endless search"),
        pytest.param(downwards, "too-large", id="a descent without end"),
        pytest.param(lambda: Path("x" * 5000).stat(), "reading-failed", id="a name no system takes"),
        pytest.param(lambda: [][1], "reading-failed", id="a mistake in a reader"),
    ],
)
def test_it_becomes_a_finding_on_the_file(work: object, code: str) -> None:
    assert callable(work)
    begun = time.process_time()
    with pytest.raises(UnreadableFile) as refusal:
        guarded(work, seconds=0.3)
    assert refusal.value.code == code
    assert refusal.value.detail
    assert time.process_time() - begun < 5


@pytest.mark.skipif(sys.platform != "linux", reason="the system refuses memory there alone")
def test_memory_without_end_is_refused_and_lent_again_afterwards() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        guarded(all_memory)
    assert refusal.value.code == "too-large"
    assert guarded(lambda: len(bytearray(64 << 20))) == 64 << 20


def test_where_no_signal_can_come_a_thread_watches() -> None:
    told: list[str] = []

    def work() -> None:
        try:
            guarded(for_ever, seconds=0.1)
        except UnreadableFile as error:
            told.append(error.detail)
        told.append(str(guarded(lambda: sum(range(200_000)) > 0)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert told == ["đọc quá 0 giây chưa xong", "True"]


def test_what_passes_goes_through_and_nothing_is_interrupted_afterwards() -> None:
    with pytest.raises(KeyError):
        guarded(lambda: dict[str, str]()["x"], (KeyError,))
    guarded(lambda: guarded(lambda: None), seconds=0.2)
    until = time.process_time() + 0.6
    while time.process_time() < until:
        pass
    assert list(each_guarded(range(3))) == [0, 1, 2]


def test_an_address_the_parser_goes_down_into_without_end_leaves_the_mail_readable(tmp_path: Path) -> None:
    for number, name in enumerate(("From", "Reply-To", "Subject", "Date", "Content-Type", "Received")):
        head = f"{name}: {'(' * 3000}\r\n".encode()
        (tmp_path / f"{number}.eml").write_bytes(head + eml({"BC.docx": b"x"}))
    inbox = opened(tmp_path)
    names = {item.name for item in inbox.files} | {item.name for item in inbox.passed_over}
    assert sorted({name.partition(".")[0] for name in names}) == list("012345")
    assert [item.name for item in inbox.files if item.name.startswith("2.eml")] == ["2.eml/BC.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_that_leads_to_itself_is_told_and_the_others_are_answered(tmp_path: Path) -> None:
    (tmp_path / "vong.docx").symlink_to(tmp_path / "vong.docx")
    (tmp_path / "thu-muc").symlink_to(tmp_path / "thu-muc")
    (tmp_path / "BC.docx").write_bytes(b"x")
    assert [item.name for item in opened(tmp_path).files] == ["BC.docx", "thu-muc", "vong.docx"]


def test_a_name_too_long_for_any_system_is_shortened_in_its_middle(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a/" * 3000 + "bc.docx", b"x")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("xa/" * 3000 + "y" * 3000 + ".docx", b"x")
    (tmp_path / "c.eml").write_bytes(eml({"z/" * 150 + "bc.docx": b"x"}))
    names = [item.name for item in opened(tmp_path).files]
    assert names[0].startswith("a.zip/a/a/a/")
    assert names[0].endswith("/a/…/bc.docx")
    assert [name.rpartition(".")[2] for name in names] == ["docx"] * 3
    assert max(map(len, names)) <= LONGEST_NAME + len("a.zip/")
    assert clean_name("Tổ 1/Báo cáo.docx") == "Tổ 1/Báo cáo.docx"


def test_two_thousand_files_of_one_name_get_names_of_their_own() -> None:
    named = [item.name for item in one_name_each(Member("BC.docx", bytes) for _ in range(2000))]
    assert named[:3] == ["BC.docx", "BC (2).docx", "BC (3).docx"]
    assert len(set(named)) == 2000
