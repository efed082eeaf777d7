"""Before the deadline a unit is reminded of it, after it the report is pressed for."""

from __future__ import annotations

from datetime import date

import pytest

from htsd_cli.writers.campaign.message import Term

DUE = date(2024, 10, 11)


@pytest.mark.parametrize(
    ("today", "sentence", "until"),
    [
        (date(2024, 10, 9), "Hạn gửi là ngày 11/10/2024 (còn 02 ngày).", "chậm nhất ngày 11/10/2024"),
        (date(2024, 9, 28), "Hạn gửi là ngày 11/10/2024 (còn 13 ngày).", "chậm nhất ngày 11/10/2024"),
        (DUE, "Hạn gửi là ngày 11/10/2024 (hôm nay).", "chậm nhất ngày 11/10/2024"),
        (date(2024, 10, 12), "", "trong thời gian sớm nhất"),
        (None, "", "trong thời gian sớm nhất"),
    ],
)
def test_the_words_follow_the_days_left(today: date | None, sentence: str, until: str) -> None:
    term = Term(DUE, today)
    assert (term.sentence, term.until) == (sentence, until)


def test_without_a_deadline_nothing_is_said_of_one() -> None:
    term = Term(None, date(2024, 10, 9))
    assert (term.sentence, term.until) == ("", "trong thời gian sớm nhất")
