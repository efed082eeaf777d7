"""Outputs are whole or absent: folders too."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.writers.output import staged


def content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_a_folder_takes_the_place_of_the_old_one_and_nothing_of_that_stays(tmp_path: Path) -> None:
    write(tmp_path, anh__mot="cũ", anh__con__hai="cũ", khac="giữ")
    with staged(tmp_path) as stage:
        write(stage, anh__ba="mới", tep="mới")
    assert content(tmp_path) == {"anh/ba": "mới", "khac": "giữ", "tep": "mới"}


def test_when_the_work_fails_the_old_folder_is_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, anh__mot="cũ")

    def work(stage: Path) -> None:
        write(stage, anh__ba="mới")
        raise OSError("đĩa đầy")

    with pytest.raises(OSError, match="đầy"), staged(tmp_path) as stage:
        work(stage)
    assert content(tmp_path) == {"anh/mot": "cũ"}


def test_when_a_folder_cannot_be_put_in_place_the_old_one_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, anh__mot="cũ", tep="cũ")
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "anh" and self.parent.name.startswith(".htsd-") and Path(target).parent == tmp_path:
            raise PermissionError("đang mở")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError), staged(tmp_path) as stage:
        write(stage, anh__ba="mới", tep="mới")
    monkeypatch.undo()
    assert content(tmp_path) == {"anh/mot": "cũ", "tep": "cũ"}
