"""A single output is whole or absent, and leaves nothing behind."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from htsd_cli.writers import output


def test_an_output_takes_the_place_of_the_one_before_it(tmp_path: Path) -> None:
    output.write_whole(tmp_path / "a.json", b"1")
    output.write_whole(tmp_path / "a.json", b"2")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.json": b"2"}


def test_a_full_disk_names_the_place_and_leaves_the_output_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output.write_whole(tmp_path / "a.json", b"1")

    def full(self: Path, mode: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "chmod", full)
    with pytest.raises(OSError, match="No space") as caught:
        output.write_whole(tmp_path / "a.json", b"2")
    assert caught.value.filename == str(tmp_path / "a.json")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.json": b"1"}
