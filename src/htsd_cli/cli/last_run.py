"""What the run before says beside this one: taken back, or told by what has changed since."""

from __future__ import annotations

from pathlib import Path

from htsd_cli.cli.terminal import put, terminal


def undo(results: Path, *, quiet: bool) -> None:
    """Exchange the results with those of the run before."""
    from htsd_cli.cli.working import tell_kept, teller
    from htsd_cli.form.our_files import LAST_FOLDER
    from htsd_cli.writers.sets import at_work, take_back

    with at_work(results, teller(quiet=quiet)):
        kept = take_back(results)
    if not quiet:
        put(
            terminal(),
            f"Đã lấy lại kết quả của lần chạy trước vào {results}; kết quả vừa thay nằm ở thư mục con {LAST_FOLDER}. Gõ"
            " lại htsd aggregate --undo để đổi lại.",
        )
    tell_kept(kept)


def changes_since(before: Path, after: Path) -> str:
    """Return what changed since the results before, "" when there are none that can be read."""
    from htsd_cli.earlier.since import changed_since

    since = changed_since(before, after) if before.is_file() else None
    if since is None:
        return ""
    parts = [
        f"{what} {len(names)} đơn vị ({'; '.join(names[:5])}{'; …' if len(names) > 5 else ''})"
        for what, names in (("thêm", since.added), ("bớt", since.removed))
        if names
    ]
    parts += [f"{since.figures} số liệu thay đổi"] if since.figures else []
    return f"So với lần chạy trước: {', '.join(parts) or 'cùng các đơn vị, không số liệu nào thay đổi'}."
