"""What is known of the Week in the years after the shipped form: its theme, its days, the Ministry's paper.

No form of these years is known; an office learns the one of its own plan. Of 2026 nothing was found.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Week(NamedTuple):
    """The Week of a year; `paper` is the Ministry's dispatch on it."""

    theme: str
    first: date
    last: date
    paper: str


WEEKS = {
    2025: Week(
        "Học để phát triển bản thân, làm chủ tri thức và công nghệ, góp phần xây dựng đất nước hùng cường, thịnh vượng",
        date(2025, 10, 1),
        date(2025, 10, 7),
        "5607/BGDĐT-GDNNGDTX ngày 15/9/2025",
    )
}
