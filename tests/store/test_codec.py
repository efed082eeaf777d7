"""What was understood of a file comes back from its bytes as it was, whatever it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from htsd_cli.form import load_form
from htsd_cli.pipeline import read_all
from htsd_cli.store.codec import coder_of
from htsd_cli.store.kept import DamagedError, from_bytes, to_bytes
from htsd_cli.values.findings import Severity
from htsd_cli.values.submission import Submission
from tests.corpus import cases

SAMPLES = Path(__file__).parents[2] / "sample_reports"


class Pair(NamedTuple):
    """A key of two parts."""

    left: str
    right: str


@dataclass(frozen=True)
class Held:
    """A value with a field of every kind a submission may have."""

    by_pair: dict[Pair, Decimal | int]
    day: date | None
    severity: Severity
    several: tuple[Pair, ...]
    amount: int | Decimal | None


class Usual(NamedTuple):
    """A value most of whose fields are as usual."""

    several: tuple[Pair, ...] = ()
    number: int | None = None
    shown: bool = False
    pair: Pair | None = None


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Usual(), []),
        (Usual(number=0), [[], 0]),
        (Usual(shown=True), [[], None, True]),
        (Usual((Pair("a", "b"),)), [[["a", "b"]]]),
        (Usual(pair=Pair("", "")), [[], None, False, ["", ""]]),
    ],
)
def test_what_is_as_usual_at_the_end_is_not_kept_and_comes_back(value: Usual, kept: list[object]) -> None:
    plain, back = coder_of(Usual)
    assert plain is not None
    assert back is not None
    assert plain(value) == kept
    assert repr(back(kept)) == repr(value)


def understood(folder: Path) -> list[Submission]:
    files = [(path, path.name) for path in sorted(SAMPLES.iterdir()) if path.suffix in (".docx", ".xlsx")]
    corpus = [case for case in cases() if case.name.endswith((".docx", ".xlsx"))][::5]
    for place, case in enumerate(corpus):
        path = folder / f"{place}-{case.name}"
        path.write_bytes(case.content)
        files.append((path, case.name))
    return list(read_all(files, load_form()))


def test_a_submission_comes_back_with_all_that_it_held(tmp_path: Path) -> None:
    submissions = understood(tmp_path)
    assert len(submissions) > 100
    assert any(item.marks for item in submissions)
    assert any(item.findings for item in submissions)
    for submission in submissions:
        back = from_bytes(to_bytes(submission), submission.file)
        assert back == submission
        assert back.to_json() == submission.to_json()
        assert [type(item) for item in back.findings] == [type(item) for item in submission.findings]


def test_a_submission_s_bytes_are_the_same_wherever_the_file_lies() -> None:
    [first] = read_all([(SAMPLES / "TH Le Van Tam - BC Tuan le HTSD 2024.docx", "a/b.docx")], load_form())
    assert to_bytes(first) == to_bytes(first.model_copy(update={"file": "b.docx"}))
    assert from_bytes(to_bytes(first), "c/b.docx").file == "c/b.docx"
    assert first.file == "a/b.docx"


def test_a_decimal_a_date_and_a_key_of_two_parts_come_back_exactly() -> None:
    held = Held(
        {Pair("a", "b"): Decimal("0.10"), Pair("a", "c"): 3},
        date(2024, 10, 9),
        Severity.WARNING,
        (Pair("x", "y"),),
        Decimal("12345678901234567890.5"),
    )
    coder = coder_of(Held)
    assert coder.plain is not None
    assert coder.value is not None
    plain = coder.plain(held)
    assert plain == [
        [(["a", "b"], "0.10"), (["a", "c"], 3)],
        "2024-10-09",
        "warning",
        [["x", "y"]],
        "12345678901234567890.5",
    ]
    assert coder.value(plain) == held
    assert str(coder.value(plain).by_pair[Pair("a", "b")]) == "0.10"


def test_bytes_with_one_other_bit_are_no_submission() -> None:
    kept = bytearray(to_bytes(Submission(schema="htsd/validation/1", file="a.docx", form="htsd-2024")))
    for place in range(len(kept)):
        kept[place] ^= 1
        with pytest.raises(DamagedError):
            from_bytes(bytes(kept), "a.docx")
        kept[place] ^= 1
    for length in range(len(kept)):
        with pytest.raises(DamagedError):
            from_bytes(bytes(kept[:length]), "a.docx")
