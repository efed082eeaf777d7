"""Hostile, odd and spoilt files are refused or read within their limits; none gives a traceback or a wrong figure."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from tests.corpus.mutations import mutations
from tests.corpus.score import refuses, score
from tests.corpus.truth import Case
from tests.hostile import HOSTILE
from tests.hostile.apart import Answer, read_apart, read_cases
from tests.hostile.ole_file import write_ole
from tests.hostile.zip_file import part, repeated, write_zip

SECONDS = 10
MEGABYTES = 500
MUTATIONS = 100  # read apart; a thousand are read together in test_mutants.py

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="files are read in forked children")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Case | None, Answer]]:
    directory = tmp_path_factory.mktemp("hostile")
    files, truths = [], []
    for name, item in HOSTILE.items():
        made = item.make()
        path = directory / f"{name}{item.suffix}"
        path.write_bytes(made.content if isinstance(made, Case) else made)
        files.append(path)
        truths.append(made if isinstance(made, Case) else None)
    told = read_apart(files, directory)
    return {name: (truth, answer) for name, truth, answer in zip(HOSTILE, truths, told, strict=True)}


@needs_fork
@pytest.mark.parametrize("name", HOSTILE)
def test_the_file_gives_a_finding_and_no_wrong_figure(
    name: str, answers: dict[str, tuple[Case | None, Answer]]
) -> None:
    truth, answer = answers[name]
    assert answer.error is None
    submission = answer.submission
    assert submission is not None
    refused = [item.code for item in submission.findings if refuses(item)]
    figures = submission.figures if submission.counted else {}
    if truth is None:
        assert refused, submission.findings
        assert figures == {}
    elif not refused:
        result = score(truth, submission)
        assert result.silent == 0, "\n".join(str(miss) for miss in result.misses if miss.kind == "SILENT")


@needs_fork
@pytest.mark.parametrize("name", HOSTILE)
def test_the_file_takes_less_than_ten_seconds_and_500_megabytes(
    name: str, answers: dict[str, tuple[Case | None, Answer]]
) -> None:
    _, answer = answers[name]
    assert answer.seconds < SECONDS
    assert answer.megabytes < MEGABYTES


@needs_fork
def test_no_file_is_unpacked_outside_its_place(answers: dict[str, tuple[Case | None, Answer]]) -> None:
    assert answers["names-that-climb"][1].submission is not None
    assert not any(Path(folder, "htsd-climbed").exists() for folder in ("/tmp", "/", ".", ".."))


@needs_fork
def test_spoilt_files_never_give_a_traceback_nor_a_wrong_figure(tmp_path: Path) -> None:
    spoilt = list(mutations(MUTATIONS))
    told = read_cases([case for case, _ in spoilt], tmp_path)
    assert {answer.file: answer.error for answer in told if answer.error is not None} == {}
    assert [answer.file for answer in told if answer.seconds > SECONDS] == []
    for (case, holds), answer in zip(spoilt, told, strict=True):
        if holds and answer.submission is not None:
            result = score(case, answer.submission)
            assert result.silent == 0, "\n".join(str(miss) for miss in result.misses if miss.kind == "SILENT")


def test_the_same_number_and_seed_spoil_files_alike() -> None:
    assert list(mutations(20)) == list(mutations(20))
    assert list(mutations(20)) != list(mutations(20, "other"))


def test_a_zip_written_by_hand_is_a_zip() -> None:
    content = write_zip([part("a", "một"), repeated("b", b"<", b"xy" * 50, 1000, b">")])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        assert package.read("a").decode() == "một"
        assert package.read("b") == b"<" + b"xy" * 50_000 + b">"


def test_a_compound_file_written_by_hand_names_its_streams() -> None:
    content = write_ole({"WordDocument": b"x", "1Table": b"y" * 9000})
    assert content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert len(content) % 512 == 0
    assert "WordDocument".encode("utf-16-le") in content
