"""`htsd` alone in a campaign's folder: where the campaign stands, and a numbered menu of what one does with it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from htsd_cli.cli.terminal import echo, put, shown, terminal
from htsd_cli.values.time import VIETNAM


class Choice(NamedTuple):
    """One line of the menu: what it says, and the command line it stands for."""

    says: str
    arguments: tuple[str, ...]


CHOICES = (
    Choice("Kiểm tra báo cáo đã nhận", ("validate", "--errors")),
    Choice("Viết lời nhắc cho đơn vị chưa gửi hoặc phải sửa", ("status", "--remind", "--open")),
    Choice("Tổng hợp, rồi mở trang theo dõi", ("aggregate", "--summary", "--open")),
    Choice("Trả lại báo cáo phải sửa", ("return", "--open")),
    Choice("Mở thư mục kết quả", ("results",)),
    Choice("Lấy lại kết quả của lần chạy trước", ("aggregate", "--undo")),
)


def menu(run: Callable[[Sequence[str]], int]) -> int:
    """Show where the campaign stands and, where somebody sits at the terminal, do what they choose; return a status.

    `run` carries out a command line and returns its status. An empty line or the end of the input leaves the menu;
    the status is that of the last command.
    """
    status = run(("status",))
    waiting = sys.stdin.isatty() and sys.stdout.isatty()
    while True:
        echo("")
        for number, choice in enumerate(CHOICES, 1):
            shown = "" if waiting else f"  (htsd {' '.join(choice.arguments)})"
            echo(f"  {number}  {choice.says}{shown}")
        if not waiting:
            return status
        picked = _asked()
        if picked is None:
            return status
        status = run(picked.arguments)


def at_the_door(run: Callable[[Sequence[str]], int], beside: Path) -> int:
    """Let a person go to a campaign of the folder `beside` the program, or of the one they are in, or make a new one.

    Returns the status of what was done there.
    """
    from htsd_cli.cli.rounds import in_order, rounds_in

    today = datetime.now(VIETNAM).date()
    found = in_order(rounds_in(beside), today)
    echo("Chọn đợt báo cáo:" if found else f"Chưa có đợt báo cáo nào ở {beside}.")
    for number, one in enumerate(found, 1):
        due = f"hạn {one.due(today)}, " if one.deadline else ""
        put(terminal(), f"{shown(one.folder.name)}: {due}{one.state(today)}", left=2, sign=f"{number}  ")
    echo(f"  {len(found) + 1}  Lập đợt báo cáo mới")
    while True:
        try:
            typed = input("Gõ số rồi bấm Enter (chỉ Enter: thoát): ").strip()
        except EOFError:
            return 0
        if typed in ("", "0", "q", "Q"):
            return 0
        if typed.isdecimal() and 1 <= int(typed) <= len(found):
            os.chdir(found[int(typed) - 1].folder)
            return menu(run)
        if typed == str(len(found) + 1):
            os.chdir(beside)
            name = input("Tên thư mục của đợt mới, ví dụ HTSD-2026: ").strip("\"' ")
            return run(("init", name)) if name else 0
        echo(f"Hãy gõ một số từ 1 đến {len(found) + 1}.")


def _asked() -> Choice | None:
    """Return what the person at the terminal picks, None to leave."""
    while True:
        try:
            typed = input("Gõ số rồi bấm Enter (chỉ Enter: thoát): ").strip()
        except EOFError:
            return None
        if typed in ("", "0", "q", "Q"):
            return None
        if typed.isdecimal() and 1 <= int(typed) <= len(CHOICES):
            return CHOICES[int(typed) - 1]
        echo(f"Hãy gõ một số từ 1 đến {len(CHOICES)}.")
