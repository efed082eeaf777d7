"""Many rounds side by side: each with its deadline and state, a new one like an old one, one against the last."""

from __future__ import annotations

import os
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from htsd_cli.cli.rounds import rounds_in
from tests.campaigns import filled
from tests.cli.running import htsd

TODAY = date(2024, 10, 9)
UNITS = "| Mã | Tên đơn vị |\n| a | Trường Tiểu học Hoa Sen |\n| b | Trường Tiểu học Hoa Mai |\n"


def made(folder: Path, deadline: str, *more: str) -> Path:
    done = htsd("init", folder, "--yes", "--area", "phường Tân Hưng", "--deadline", deadline, *more)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rounds: one of which a report was added up and another came in since, one where nothing came yet."""
    from tests.documents import draw_excel

    tmp_path = tmp_path_factory.mktemp("dot")
    shared = draw_excel(tmp_path / "don-vi-phuong.xlsx", {"A": UNITS})
    made(tmp_path / "dot-1", "11/10/2024", "--roster", str(shared))
    made(tmp_path / "dot-2", "30/10/2024", "--roster", str(shared))
    inbox = tmp_path / "dot-1" / "bao-cao-nhan"
    (inbox / "a.docx").write_bytes(filled("Trường Tiểu học Hoa Sen", {"workshops": {"count": 3}}))
    htsd("aggregate", cwd=tmp_path / "dot-1")
    (inbox / "b.docx").write_bytes(filled("Trường Tiểu học Hoa Mai", {"workshops": {"count": 4}}))
    os.utime(inbox / "b.docx", (4_000_000_000, 4_000_000_000))
    return tmp_path


@pytest.fixture
def rounds(two: Path, tmp_path: Path) -> Path:
    """The two rounds, to be changed."""
    return shutil.copytree(two, tmp_path / "dot")


def test_each_round_is_told_with_its_deadline_and_state(rounds: Path) -> None:
    found = rounds_in(rounds)
    assert [(item.folder.name, item.due(TODAY), item.state(TODAY)) for item in found] == [
        ("dot-1", "11/10/2024 (còn 2 ngày)", "đã gửi 1/2 đơn vị, 1 tệp mới chưa tổng hợp"),
        ("dot-2", "30/10/2024 (còn 21 ngày)", "chưa tổng hợp lần nào"),
    ]
    assert [item.is_urgent(TODAY) for item in found] == [True, False]


def test_htsd_alone_in_a_folder_of_rounds_lists_them_one_that_cannot_be_read_too(rounds: Path) -> None:
    (rounds / "dot-3").mkdir()
    (rounds / "dot-3" / "htsd.toml").write_text("[campaign\n", "utf-8")
    done = htsd(cwd=rounds)
    assert done.returncode == 0
    said = " ".join(done.stdout.split())
    assert "3 đợt báo cáo trong" in said
    assert "đã gửi 1/2 đơn vị" in said
    assert "htsd.toml ghi chưa đúng" in said
    assert "htsd init TÊN_ĐỢT_MỚI --like" in said


def test_a_new_round_keeps_the_office_the_roster_and_its_templates_and_nothing_that_came_in(
    rounds: Path,
) -> None:
    own = rounds / "dot-1" / "mau-bao-cao" / "bao-cao-tong-hop.docx"
    own.write_bytes(own.read_bytes() + b" ")
    toml = rounds / "dot-1" / "htsd.toml"
    toml.write_text(toml.read_text("utf-8").replace('signer = ""', 'signer = "Nguyễn Văn A"'), "utf-8")
    done = htsd("init", "dot-moi", "--like", "dot-1", "--deadline", "15/12/2024", cwd=rounds)
    assert done.returncode == 0, done.stderr
    old, new = (
        tomllib.loads((rounds / name / "htsd.toml").read_text("utf-8")) for name in ("dot-1", "dot-moi")
    )
    assert new["office"]["signer"] == "Nguyễn Văn A"
    assert new["office"] | {"basis": []} == old["office"] | {"basis": []}
    assert new["campaign"] == old["campaign"] | {"deadline": date(2024, 12, 15)}
    assert new["campaign"]["roster"] == "../don-vi-phuong.xlsx"
    assert (rounds / "dot-moi" / "mau-bao-cao" / own.name).read_bytes() == own.read_bytes()
    assert [item.name for item in (rounds / "dot-moi" / "bao-cao-nhan").iterdir()] == ["LOI-NHAC.txt"]
    assert "--previous" in done.stdout
    again = htsd("init", "dot-moi", "--like", "dot-1", cwd=rounds)
    assert again.returncode == 2
    assert "đã là một đợt báo cáo" in again.stderr


def test_a_round_is_compared_with_the_last_by_its_folder(rounds: Path) -> None:
    inbox = rounds / "dot-2" / "bao-cao-nhan"
    (inbox / "a.docx").write_bytes(filled("Trường Tiểu học Hoa Sen", {"workshops": {"count": 9}}))
    done = htsd("aggregate", "--previous", "../dot-1", cwd=rounds / "dot-2")
    assert "Lưu ý" not in done.stderr
    page = (rounds / "dot-2" / "ket-qua" / "theo-doi.html").read_text("utf-8")
    assert "So với đợt trước" in page
