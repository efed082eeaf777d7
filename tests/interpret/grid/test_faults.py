"""Whatever is done to a report's rows and headings, no figure is another's, and none is gone without a word."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from htsd_cli.values.figures import values_of
from tests.interpret.grid.invented import FORM, HEADING, ROWS, report, said

LINES = ROWS.strip().splitlines()
TRUTH = values_of(said(report()).figures)
Fault = Callable[[random.Random], str]


def without_a_row(rng: random.Random) -> str:
    at = rng.randrange(len(LINES))
    return report("\n".join([*LINES[:at], *LINES[at + 1 :]]))


def with_rows_exchanged(rng: random.Random) -> str:
    at = rng.randrange(len(LINES) - 1)
    return report("\n".join([*LINES[:at], LINES[at + 1], LINES[at], *LINES[at + 2 :]]))


def with_a_label_misspelt(rng: random.Random) -> str:
    at = rng.randrange(len(LINES))
    cells = LINES[at].strip("|").split("|")
    label = cells[1]
    place = rng.randrange(2, len(label) - 1)
    cells[1] = label[:place] + label[place + 1 :]
    return report("\n".join([*LINES[:at], "|" + "|".join(cells) + "|", *LINES[at + 1 :]]))


def without_codes(rng: random.Random) -> str:
    del rng
    rows = [line.strip("|").split("|") for line in LINES]
    return report("\n".join("|" + "|".join([*row[:3], " ", *row[4:]]) + "|" for row in rows))


def with_a_heading_changed(rng: random.Random) -> str:
    word = rng.choice(["Tổng số", "Công lập", "Tư thục", "Chia ra", "Số lượng", "Mã số", "Chỉ tiêu"])
    return report(heading=HEADING.replace(word, rng.choice(["", "Khác", word.upper(), word[:-1]])))


def with_columns_exchanged(rng: random.Random) -> str:
    first, second = rng.sample([4, 5, 6], 2)
    order = list(range(8))
    order[first], order[second] = order[second], order[first]
    paths = [
        ("Số lượng", "Tổng số", "^", "1"),
        ("Số lượng", "Chia ra", "Công lập", "2"),
        ("Số lượng", "Chia ra", "Tư thục", "3"),
    ]
    moved = [paths[place - 4] for place in order[4:7]]
    head = [["TT", "Chỉ tiêu", "Đơn vị tính", "Mã số"], ["^"] * 4, ["^"] * 4, ["A", "B", "C", "D"]]
    lines = []
    for level, cells in enumerate(head):
        own = [path[level] for path in moved]
        last = {0: "Ghi chú", 3: "E"}.get(level, "^")
        lines.append("| " + " | ".join([*cells, *own, last]) + " |")
    rows = [line.strip("|").split("|") for line in LINES]
    return report(
        "\n".join("|" + "|".join(row[place] for place in order) + "|" for row in rows),
        heading="\n".join(lines),
    )


@pytest.mark.whole
@pytest.mark.parametrize(
    "fault",
    [
        without_a_row, with_rows_exchanged, with_a_label_misspelt, without_codes, with_a_heading_changed,
        with_columns_exchanged,
    ],
)  # fmt: skip
def test_no_figure_is_wrong_or_gone_in_silence(fault: Fault) -> None:
    for seed in range(30):
        submission = said(fault(random.Random(seed)))
        found = values_of(submission.figures)
        assert {key: value for key, value in found.items() if TRUTH.get(key) != value} == {}
        if set(TRUTH) - set(found):
            assert submission.findings


def test_rows_alike_are_told_by_the_label_that_groups_them() -> None:
    from htsd_cli.interpret.grid.matching import LabelMatcher, RowKey

    matcher = LabelMatcher(FORM.tables[0])
    places = matcher.match([RowKey("Nữ", group="Tổng số giáo viên"), RowKey("Nữ", group="Tổng số học sinh")])
    assert [FORM.tables[0].indicators[place].id for place in places if place is not None] == [
        "giao_vien_nu",
        "hoc_sinh_nu",
    ]
