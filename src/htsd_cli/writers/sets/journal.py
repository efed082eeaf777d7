"""The journal of an exchange: written before the first rename, so that whoever comes next can finish what was begun."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from htsd_cli.writers.sets.disk import digest_of, flush, flush_folder, patiently
from htsd_cli.writers.sets.manifest import is_below

# In sight, since a person who finds it must know that the files beside it are of two runs.
JOURNAL = "dang-ghi-do.txt"
NEW, OLD = (
    "n",
    "o",
)  # in the stage: what is to be put in place, and what stood there (short: Windows counts letters)
STAGE = re.compile(r"\.htsd-[a-z0-9_]{8}")
_SCHEMA = "htsd/journal/1"
_HEAD = """\
Kết quả trong thư mục này đang được ghi; tệp này tự mất khi ghi xong.
Nếu tệp còn ở đây dù không có lệnh htsd nào đang chạy: lần ghi ấy bị ngắt giữa chừng, các tệp ở đây có thể không
cùng một lần chạy. Hãy chạy lại htsd (lệnh nào cũng được): máy tự ghi cho xong. Đừng xóa tệp này.
"""


class HalfWritten(ValueError):  # noqa: N818 - it names the state a person must resolve
    """An exchange stopped and could not be taken back whole: its journal stays; `str()` says so in Vietnamese."""


class Step(NamedTuple):
    """One file of the exchange: its way from the folder, its digest before (None: there was none) and after (None: it
    goes). `typed` says that people type into it and that it is read back."""

    name: str
    before: str | None
    after: str | None
    typed: bool = False


class Journal(NamedTuple):
    """An exchange: the folder, the stage in it where the new files lie, and its steps in their order."""

    folder: Path
    stage: Path
    steps: tuple[Step, ...]

    def write(self) -> None:
        """Write the journal whole: from now on the exchange will be finished, by us or by the next run."""
        path = self.folder / JOURNAL
        written = self.stage / JOURNAL
        data = {"schema": _SCHEMA, "stage": self.stage.name, "steps": [list(step) for step in self.steps]}
        text = _HEAD + "\n" + json.dumps(data, ensure_ascii=False) + "\n"
        written.write_text("\ufeff" + text, encoding="utf-8", newline="\r\n")
        flush([written])
        _rename(written, path)
        flush_folder(self.folder)

    def carry_out(self, check: Callable[[Step], None]) -> None:
        """Put every file in its place; when one cannot be, all are back as they were.

        `check` is asked of each before it is touched and raises what is to stop the exchange. Raises `HalfWritten` when
        one of them cannot be taken back either: the next run then finishes the exchange.
        """
        done: list[Step] = []
        try:
            for step in self.steps:
                check(step)
                done.append(step)
                self._put(step)
        except BaseException as error:
            held = [step for step in reversed(done) if not self._is_back(step)]
            if held:
                raise HalfWritten(
                    f"Tệp “{self.folder / held[0].name}” đang mở trong chương trình khác nên lần ghi này dừng giữa"
                    f" chừng; các tệp trong “{self.folder}” chưa cùng một lần chạy. Hãy đóng tệp (Word, Excel) rồi chạy"
                    " lại htsd: máy tự ghi cho xong."
                ) from error
            self.close()
            raise
        self.close()

    def finish(self, aside: Callable[[Path], Path]) -> list[Path]:
        """Finish what a run that is gone began; return files a person saved since, as they are called now.

        Such a file is never written over: one that is read back stays and the new one is dropped, since the next run
        writes it again; of any other `aside` makes a copy.
        """
        kept: list[Path] = []
        for step in self.steps:
            target, new = self.folder / step.name, self.stage / NEW / step.name
            if step.after is not None and not new.exists():
                continue  # in its place already
            now = digest_of(target)
            if now not in (None, step.before, step.after):
                if step.typed or step.after is None:
                    continue
                kept.append(aside(target))
            self._put(step)
        self.close()
        return kept

    def close(self) -> None:
        """Say that the exchange is over."""
        flush_folder(self.folder)
        with suppress(FileNotFoundError):
            (self.folder / JOURNAL).unlink()
        for name in [step.name for step in self.steps if step.after is None]:
            _remove_empty(self.folder, name)

    def _put(self, step: Step) -> None:
        target = self.folder / step.name
        if step.after is None:
            patiently(lambda: target.unlink(missing_ok=True))
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _rename(self.stage / NEW / step.name, target)

    def _is_back(self, step: Step) -> bool:
        try:
            self._take_back(step)
        except OSError:
            return False
        return True

    def _take_back(self, step: Step) -> None:
        """Undo a step, the new file back into the stage first: stopped here, the next run can still go forward."""
        target, new, old = self.folder / step.name, self.stage / NEW / step.name, self.stage / OLD / step.name
        if step.after is not None:
            if new.exists():  # it was never put in place
                if step.before is None:
                    _remove_empty(self.folder, step.name)
                return
            _rename(target, new)
        if step.before is not None:
            _rename(old, target)
        else:
            _remove_empty(self.folder, step.name)


def read_journal(folder: Path) -> Journal | None:
    """Return the exchange that was begun in a folder and not ended, None when there is none that makes sense."""
    try:
        text = (folder / JOURNAL).read_text("utf-8-sig")
        data = json.loads(text[text.index("{") :])
        if data["schema"] != _SCHEMA or not STAGE.fullmatch(data["stage"]):
            return None
        steps = tuple(Step(*step) for step in data["steps"])
        if not all(is_below(step.name) for step in steps):
            return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    stage = folder / data["stage"]
    return Journal(folder, stage, steps) if stage.is_dir() and not stage.is_symlink() else None


def all_flushed(stage: Path, steps: Sequence[Step]) -> None:
    """Have the new files stand on the disk itself before the first of them is put in place."""
    flush(stage / NEW / step.name for step in steps if step.after is not None)
    flush_folder(stage / NEW)


def _rename(source: Path, target: Path) -> None:
    """Rename a file: every rename of a set goes this way."""
    patiently(lambda: os.replace(source, target))  # noqa: PTH105


def _remove_empty(folder: Path, name: str) -> None:
    """Remove the folders that nothing is left in, from a file's own up to the results' folder, which stays."""
    for parent in list(Path(name).parents)[:-1]:
        try:
            (folder / parent).rmdir()
        except OSError:
            return
