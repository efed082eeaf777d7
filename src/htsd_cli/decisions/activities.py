"""What narratives tell, ticked by a person: which sentences may stand behind a statement of the official report."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from htsd_cli.consolidate.practices import Mention, PracticeFound
from htsd_cli.language.vietnamese import clean, fold, modern_tones
from htsd_cli.values.document import Table

ACTIVITY_COLUMNS = {
    "unit": "Đơn vị",
    "practice": "Việc làm",
    "text": "Câu trong báo cáo",
    "doubt": "Cần đọc vì",
    "mark": "Đưa vào báo cáo",
    "said": "Tình trạng",
    "file": "Tệp",
    "key": "Mã dòng",
}
THEME_HEADING = "Chủ đề"  # stands in place of the practice in the sheet of difficulties and proposals
_HEADINGS = {fold(heading): name for name, heading in ACTIVITY_COLUMNS.items()} | {
    fold(THEME_HEADING): "practice"
}
_YES = frozenset(("x", "có", "co", "đúng", "c", "v", "1", "✓", "✔", "√", "ok", "đồng ý"))
_EXAMPLE = frozenset(("tb", "xx", "tiêu biểu"))
_NO = frozenset(("không", "ko", "k", "0", "-", "bỏ", "sai"))


class Mark(Enum):
    """What a person wrote beside a sentence."""

    NONE = auto()
    YES = auto()
    EXAMPLE = auto()  # and the report names the unit as an example
    NO = auto()
    UNKNOWN = auto()


class ActivityKey(NamedTuple):
    """What a line is about: the file by its content, the practice, and digests of the unit's name and the sentence."""

    digest: str
    practice: str
    who: str
    what: str

    def __str__(self) -> str:
        return "/".join(("viec", *self))

    @classmethod
    def parse(cls, text: str) -> ActivityKey | None:
        """Return the key a cell holds, None for anything else."""
        found = re.fullmatch(r"viec/([0-9a-f]{16})/([a-z0-9_-]+)/([0-9a-f]{10})/([0-9a-f]{10})", text.strip())
        return cls(*found.groups()) if found else None


class Ticked(NamedTuple):
    """A line of the sheet as it stands there."""

    source: Path
    unit: str
    practice: str
    text: str
    typed: str
    key: ActivityKey | None
    doubt: str = ""
    file: str = ""

    @property
    def mark(self) -> Mark:
        """What the person means."""
        word = modern_tones(clean(self.typed)).casefold().strip(" .")
        if not word:
            return Mark.NONE
        known = ((_YES, Mark.YES), (_EXAMPLE, Mark.EXAMPLE), (_NO, Mark.NO))
        return next((mark for words, mark in known if word in words), Mark.UNKNOWN)


class TellingUnit(NamedTuple):
    """A counted unit as the sentences know it: its key and name, its file and the file's digest."""

    key: str
    name: str
    file: str
    digest: str


@dataclass(frozen=True)
class ActivityLine:
    """A line of the sheet to be written. `open` waits for a person, `wrong` cannot be read or placed."""

    unit: str
    practice: str
    text: str
    doubt: str
    typed: str
    said: str
    file: str
    key: ActivityKey | None
    wrong: bool
    open: bool = False


def read_ticks(path: Path, tables: Iterable[Table]) -> tuple[list[Ticked], set[ActivityKey]]:
    """Return the lines of the sheet of activities among a workbook's tables, and all keys that these hold."""
    rows: list[Ticked] = []
    keys: set[ActivityKey] = set()
    for table in tables:
        keys.update(filter(None, (ActivityKey.parse(cell.text) for row in table.rows for cell in row)))
        for index, heads in enumerate(table.rows):
            columns = {_HEADINGS[fold(c.text)]: c.column for c in heads if fold(c.text) in _HEADINGS}
            if not {"practice", "text", "mark"} <= set(columns):
                continue
            for cells in table.rows[index + 1 :]:
                texts = {cell.column: cell.text.strip() for cell in cells}
                said = {name: texts.get(column, "") for name, column in columns.items()}
                rows.append(
                    Ticked(
                        path, said.get("unit", ""), said["practice"], said["text"], said["mark"],
                        ActivityKey.parse(said.get("key", "")), said.get("doubt", ""), said.get("file", ""),
                    )
                )  # fmt: skip
            break
    return rows, keys


def confirm(
    practices: Sequence[PracticeFound],
    units: Sequence[TellingUnit],
    ticks: Sequence[Ticked],
    keys: Iterable[ActivityKey],
) -> tuple[tuple[PracticeFound, ...], tuple[ActivityLine, ...]]:
    """Return the practices with what a person confirmed, and the lines of the sheet: what waits first.

    A tick counts for the very file whose sentence it stands beside. Of several sheets the one saved last counts
    (`ticks` has it first). No tick is dropped: those of a file that is no longer used are kept at the end.
    """
    placer = _Placer(practices, keys)
    chosen: dict[tuple[str, str, str], Ticked] = {}
    unplaced: list[Ticked] = []
    for tick in ticks:
        if tick.mark is Mark.NONE:
            continue
        key = placer.key_of(tick)
        if key is None:
            unplaced.append(tick)
        else:
            chosen.setdefault((key.digest, key.practice, key.who), tick)
    by_key = {unit.key: unit for unit in units}
    names = {unit.key: _digest(unit.name) for unit in units}
    lines: list[ActivityLine] = []
    out: list[PracticeFound] = []
    for practice in practices:
        mentions: list[Mention] = []
        for mention in practice.mentions:
            unit = by_key.get(mention.unit)
            if unit is None:
                mentions.append(mention)
                continue
            key = ActivityKey(unit.digest, practice.id, names[unit.key], _digest(mention.text))
            mine = chosen.pop((key.digest, key.practice, key.who), None)
            if mine and mine.mark in (Mark.YES, Mark.EXAMPLE):
                example = mine.mark is Mark.EXAMPLE
                mention = replace(
                    mention,
                    text=mention.text if _digest(mine.text) == key.what else mine.text,
                    confirmed=True,
                    exemplary=example,
                )
                key = key._replace(what=_digest(mention.text))
            mentions.append(mention)
            lines.append(_line(unit, practice, mention, key, mine))
        out.append(practice.model_copy(update={"mentions": tuple(mentions)}))
    gone = "Hết hiệu lực: tệp đã thay đổi hoặc không còn được dùng; xem lại câu mới nếu có"
    lost = "Không rõ dòng này của báo cáo nào: các ô đã bị xáo trộn"
    lines.sort(key=lambda line: (not line.wrong, not line.open, bool(line.doubt)))
    lines += [_kept(tick, gone) for tick in chosen.values()]
    lines += [_kept(tick, lost, wrong=True) for tick in unplaced]
    return tuple(out), tuple(lines)


class _Placer:
    """Knows which sentence a tick stands beside: by its key, or by what the line shows."""

    def __init__(self, practices: Sequence[PracticeFound], keys: Iterable[ActivityKey]) -> None:
        self._ids = {_spelt(practice.name): practice.id for practice in practices}
        self._keys = set(keys)

    def key_of(self, tick: Ticked) -> ActivityKey | None:
        """Return the key of a ticked line, None where what it shows and its key do not belong together."""
        who, what = _digest(tick.unit), _digest(tick.text)
        practice = self._ids.get(_spelt(tick.practice), "")
        if tick.key and (tick.key.who, tick.key.what) == (who, what) and practice in ("", tick.key.practice):
            return tick.key
        alike = [key for key in self._keys if (key.practice, key.who, key.what) == (practice, who, what)]
        return alike[0] if len(alike) == 1 else None


def _line(
    unit: TellingUnit, practice: PracticeFound, mention: Mention, key: ActivityKey, tick: Ticked | None
) -> ActivityLine:
    mark = tick.mark if tick else Mark.NONE
    said = {
        Mark.NONE: "Cần đọc kỹ" if mention.doubt else "Chưa đánh dấu",
        Mark.YES: "Đưa vào báo cáo",
        Mark.EXAMPLE: "Đưa vào báo cáo, nêu tên tiêu biểu",
        Mark.NO: "Không đưa vào báo cáo",
        Mark.UNKNOWN: "Không rõ: chỉ ghi x, tb hoặc không",
    }[mark]
    return ActivityLine(
        unit=unit.name,
        practice=practice.name,
        text=mention.text,
        doubt=mention.doubt,
        typed=tick.typed if tick else "",
        said=said,
        file=unit.file,
        key=key,
        open=mark is Mark.NONE,
        wrong=mark is Mark.UNKNOWN,
    )


def _kept(tick: Ticked, said: str, *, wrong: bool = False) -> ActivityLine:
    return ActivityLine(
        tick.unit, tick.practice, tick.text, tick.doubt, tick.typed, said, tick.file, tick.key, wrong
    )


def _spelt(text: str) -> str:
    return " ".join(modern_tones(clean(text)).casefold().split())


@lru_cache(maxsize=8192)  # units write many sentences in the same words
def _digest(text: str) -> str:
    return hashlib.sha256(_spelt(text).encode(errors="replace")).hexdigest()[:10]
