"""Finds a form's table by the headings of its columns: which grid column each of the form's columns stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from htsd_cli.form import Column, FormTable
from htsd_cli.interpret.grid.lines import GridLine, is_code_line, widest
from htsd_cli.interpret.grid.measured import measure_of
from htsd_cli.interpret.money import scale_in
from htsd_cli.language.marks import Alike, alike, marked
from htsd_cli.language.vietnamese import fold, one_line
from htsd_cli.values.document import Cell

_UNIT = re.compile(r"\s*[(\[]\s*([^()\[\]]{1,20}?)\s*[)\]]\s*$")
# What a heading may say in brackets without counting another thing: what it counts, in what.
_UNITS = frozenset(
    ("nguoi", "em", "hs", "gv", "hoc sinh", "sinh vien", "giao vien", "can bo", "hoi vien", "doan vien", "dang vien",
     "lop", "luot", "luot nguoi", "truong", "co so", "don vi", "phong", "mai", "cai", "chiec", "bo", "cuon", "quien",
     "ban", "to", "nhom", "ho", "ho dan", "nha", "buoi", "cuoc", "tin", "bai", "tin bai", "giai",
     "sl", "so luong", "don vi tinh", "dvt", "diem", "tiet", "lan", "ca", "vu", "vu viec", "con", "giuong", "xe",
     "ho so", "van ban", "de tai", "cong trinh", "du an", "doanh nghiep", "khau", "nhan khau", "dau sach")
)  # fmt: skip
_MONEY = "money"
_TOTAL, _TOTAL_IN_SHORT = "tong so", ("ts", "tso", "t so")  # unless the initials are another column's too
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERS = re.compile(r"\b(?:\w*\d\w*|i{1,3}|iv|v)\b")
_NEAR = 86.0  # likeness of a heading that is misspelt
_EQUAL = 0.5  # of the likeness of two headings that are as like
_OTHER_MARKS = 5.0  # less than what a heading with the form's own marks has
_DEEPEST = 8  # rows of a heading
_COUNTED = re.compile(
    r"^(?:tong so|so luong|tong|so) (?=\S)| (?:em|nguoi|luot|lop|truong|co so|(?:trieu |nghin )?dong)$"
)
# Headings above others that may stand over any matter.
_GENERAL = {"chia ra", "trong do", "gom", "bao gom", "so luong", "so lieu", "ket qua", "tong so", "noi dung"}
_MOST = 400  # rows of a sheet above a table
Path = tuple[str, ...]


class Heading(NamedTuple):
    """The heading of a table: its rows [first, end) among the lines, and the grid column of each column of the form.

    `others` are grid columns under a heading that is none of the form's, with what it says; `doubted` are columns of
    figures whose heading has other marks than the form's, with the heading as it stands; `doubled` are columns of
    figures for which several grid columns stand equally well, those with what is written over them.
    """

    first: int
    end: int
    columns: dict[str, int]
    others: dict[int, str]
    doubted: dict[str, str] = {}  # noqa: RUF012 - never changed
    doubled: dict[str, dict[int, str]] = {}  # noqa: RUF012 - never changed

    def share(self, table: FormTable) -> float:
        """Return how many of the table's columns of values were found, 0 to 1."""
        values = table.of_role("value")
        return sum(column.id in self.columns for column in values) / max(1, len(values))


class HeadingFinder:
    """Knows the headings of one table of a form."""

    def __init__(self, table: FormTable) -> None:
        self.table = table
        self._paths = {column.id: _path(column.path) for column in table.columns}
        self._marked = {column.id: tuple(map(marked, column.path)) for column in table.columns}
        self._texts = {text for path in self._paths.values() for text in path}
        self._texts |= {fold(text) for column in table.columns for text in column.other_headings}
        written = [text for column in table.columns for text in (*column.path, *column.other_headings)]
        self._bare = {bare for text in written if (bare := fold(_REMARK.sub(" ", text)))}
        self._counted = {
            column.id: _parted(column.path[-1] if column.path else "") for column in table.columns
        }
        leaves = [path[-1:] for path in self._paths.values()]
        self._above = {
            column.id: tuple(_parted(text)[0] for text in column.path if fold(text))[:-1]
            for column in table.columns
        }
        lowest = {path[-1] for path in self._paths.values() if path}
        self._short = {text for text in lowest if _initials(text) == "ts"} == {_TOTAL}
        self._unique = {name for name, path in self._paths.items() if leaves.count(path[-1:]) == 1}

    def find(self, lines: Sequence[GridLine], start: int = 0) -> Heading | None:
        """Return the first heading of the table at or behind line `start`, None where there is none.

        One that is another table's is passed over whole: without what stands above, its lower rows would be the same.
        """
        first, last = start, min(len(lines), start + _MOST)
        while first < last:
            if not self.is_heading(lines[first]):
                first += 1
                continue
            end = self._end(lines, first)
            found = self._columns(lines, first, end)
            if found is not None:
                return found
            first = end
        return None

    def is_heading(self, line: GridLine) -> bool:
        """Return whether two cells of a row are headings of the table."""
        texts = line.texts
        known = [text for text in texts if self._knows(text)]
        figures = [text for text in texts if text.strip().isdigit()]
        if figures and not all(text in known for text in figures):
            known = [text for text in known if text not in figures]  # figures that only look like ages, years
        return len(known) >= 2

    def _knows(self, text: str) -> bool:
        bare = fold(text)
        return (
            bool(bare)
            and len(bare) <= 200
            and (bare in self._texts or fold(_REMARK.sub(" ", text)) in self._bare)
        )

    def _end(self, lines: Sequence[GridLine], first: int) -> int:
        """Return the line behind the heading: what its cells reach over, more rows of headings, a row of codes."""
        reach = max(
            (cell.row + cell.row_span for cell in lines[first].cells if self._knows(cell.text)), default=0
        )
        end = first + 1
        while end < len(lines) and end - first < _DEEPEST:
            line = lines[end]
            within = line.number < reach
            if not (within or self.is_heading(line) or is_code_line(line)):
                break
            reach = max(reach, *(cell.row + cell.row_span for cell in line.cells), 0)
            end += 1
            if is_code_line(line):
                break
        return end

    def _columns(self, lines: Sequence[GridLine], first: int, end: int) -> Heading | None:
        codes = lines[end - 1] if is_code_line(lines[end - 1]) and end - first > 1 else None
        rows = lines[first : end - 1 if codes is not None else end]
        paths = {column: _path_over(rows, column) for column in range(1, widest(rows) + 1)}
        paths = {column: path for column, path in paths.items() if path}
        parted = {fold(cell.text): _parted(cell.text) for line in rows for cell in line.cells}
        leaves = {at: _lowest(rows, at) for at in paths}
        pairs: list[tuple[float, str, int]] = []
        for column in self.table.columns:
            own = self._paths[column.id]
            for at, path in paths.items():
                score = self._score(column, own, path, parted)
                if not score:
                    continue
                if codes is not None and column.code and fold(codes.text(at)) == fold(column.code):
                    score += 20
                pairs.append((score + (2 if at == column.index else 0), column.id, at))
                if _as_marked(column, leaves[at]) is Alike.OTHER or self._of_other_group(column, rows, at):
                    pairs[-1] = (score - _OTHER_MARKS, column.id, at)
        found: dict[str, int] = {}
        taken: set[int] = set()
        for _, name, at in sorted(pairs, key=lambda pair: (-pair[0], pair[2])):
            if name not in found and at not in taken:
                found[name] = at
                taken.add(at)
        found = self._twins(found, codes)
        found |= self._nameless(paths)
        values = [name for name in found if self.table.roles[name] == "value"]
        if not values:
            return None
        others = {at: " › ".join(_texts_over(rows, at)) for at in paths if at not in taken}
        coded = codes is not None and any(column.code for column in self.table.of_role("value"))
        doubted = {
            column.id: leaves[found[column.id]]
            for column in self.table.of_role("value")
            if not coded and column.id in found
            if self._is_doubtful(column, leaves.get(found[column.id], ""))
        }
        return Heading(first, end, found, others, doubted, self._doubled(found, pairs, rows))

    def _doubled(
        self, found: dict[str, int], pairs: Sequence[tuple[float, str, int]], rows: Sequence[GridLine]
    ) -> dict[str, dict[int, str]]:
        """Return the columns of figures whose heading stands over several grid columns, none another's."""
        home = {column.id: column.index for column in self.table.of_role("value")}
        taken = set(found.values())
        doubled: dict[str, dict[int, str]] = {}
        for name, place in found.items():
            if name not in home:
                continue
            scores = {
                at: score - (2 if at == home[name] else 0) for score, other, at in pairs if other == name
            }
            own = _lowest_cell(rows, place)
            places = [
                at
                for at, score in scores.items()
                if at == place
                or (at not in taken and score >= scores[place] - _EQUAL and _lowest_cell(rows, at) is not own)
            ]
            if len(places) > 1:
                doubled[name] = {at: " › ".join(_texts_over(rows, at)) for at in sorted(places)}
        return doubled

    def _is_doubtful(self, column: Column, heading: str) -> bool:
        """Return whether a heading is a column's by its fold alone: with other marks, or with none for two columns."""
        how = _as_marked(column, heading)
        return how is Alike.OTHER or (how is Alike.UNMARKED and self.has_twin(column.id))

    def _of_other_group(self, column: Column, rows: Sequence[GridLine], at: int) -> bool:
        """Return whether a column's headings are those of a twin of this one: “Ca › Nữ” where this is “Cá › Nữ”."""
        if not self.has_twin(column.id):
            return False
        said = tuple(marked(text) for text in _texts_over(rows, at))
        own, path = self._marked[column.id], self._paths[column.id]
        return said != own and any(
            said == marks and self._paths[other] == path for other, marks in self._marked.items()
        )

    def has_twin(self, name: str) -> bool:
        """Return whether another column of the form has the same headings but for their marks."""
        own, said = self._paths[name], self._marked[name]
        return any(self._paths[other] == own and marks != said for other, marks in self._marked.items())

    def _nameless(self, paths: dict[int, Path]) -> dict[str, int]:
        """Return where the form's columns without a heading stand: names are often under a blank cell."""
        return {
            column.id: column.index
            for column in self.table.columns
            if not self._paths[column.id] and column.role != "value" and column.index is not None
            if column.index not in paths
        }

    def _twins(self, found: dict[str, int], codes: GridLine | None) -> dict[str, int]:
        """Tell columns of one and the same path ("Tỉ lệ" twice) by the column before them, else by their order."""
        groups: dict[Path, list[Column]] = {}
        for column in self.table.columns:
            if column.id in found and self._paths[column.id]:
                groups.setdefault(self._marked[column.id], []).append(column)
        for group in groups.values():
            if len(group) < 2 or (codes is not None and all(column.code for column in group)):
                continue
            names = [column.id for column in group]
            places = sorted(found[name] for name in names)
            order = [column.id for column in self.table.columns]
            by_place = {at: name for name, at in found.items() if name not in names}
            before = {name: _before(order[: order.index(name)], names) for name in names}
            left = {
                at: _before([by_place[other] for other in sorted(by_place) if other < at], ())
                for at in places
            }
            told = {name: [at for at in places if left[at] == before[name]] for name in names}
            if all(len(at) == 1 for at in told.values()) and len({at[0] for at in told.values()}) == len(
                names
            ):
                found |= {name: at[0] for name, at in told.items()}
            else:
                found |= dict(zip(names, places, strict=True))
        return found

    def _score(self, column: Column, own: Path, path: Path, parted: dict[str, tuple[str, str]]) -> float:
        """Return how well a heading path fits a column, 0 where it does not; `parted` has its headings' units apart."""
        if not own:
            return 0.0
        if own == path:
            return 100.0
        said_alone = parted.get(path[-1], (path[-1], ""))
        measures = {measure_of(self._counted[column.id][1]), measure_of(said_alone[1])}
        if len(measures - {""}) > 1:
            return 0.0
        leaf = max(
            _alike(own[-1], path[-1]),
            *(_alike(fold(other), path[-1]) for other in column.other_headings),
            self._alike_but_for_unit(column, said_alone),
            98.0 if self._short and own[-1] == _TOTAL and path[-1] in _TOTAL_IN_SHORT else 0.0,
        )
        if not leaf:
            return 95.0 if " ".join(own) == " ".join(path) else 0.0
        above, said = own[:-1], path[:-1]
        if not above and not said:
            return 0.9 * leaf
        bare = [parted.get(text, (text, ""))[0] for text in said]
        common = sum(
            any(_alike(text, other) for other in said) or plain in bare
            for text, plain in zip(above, self._above[column.id], strict=True)
        )
        share = 2 * common / (len(above) + len(said))
        if share == 0 and (column.id not in self._unique or _of_another_matter(above, said)):
            return 0.0
        return 0.6 * leaf + 35 * share

    def _alike_but_for_unit(self, column: Column, said: tuple[str, str]) -> float:
        """Return the likeness of headings that say the same, one of them with its unit in brackets, or both of money.

        Two columns of the form that only their units tell apart stay apart.
        """
        own = self._counted[column.id]
        if not own[0] or own[0] != said[0] or (own[1] and said[1] and not own[1] == said[1] == _MONEY):
            return 0.0
        above = self._above[column.id]
        alike = [name for name, other in self._counted.items() if other[0] == own[0]]
        alone = sum(self._above[name] == above for name in alike) == 1
        return 98.0 if alone else 0.0

    def by_index(self, lines: Sequence[GridLine]) -> Heading | None:
        """Return the form's own columns for a table without a heading that is as wide as the form's."""
        places = {column.id: column.index for column in self.table.columns if column.index is not None}
        if not places or widest(lines) != max(places.values()):
            return None
        return Heading(0, 0, places, {})


def _before(columns: Sequence[str], leaving_out: Sequence[str]) -> str:
    """Return the last of the columns that is none of those left out, "" for none."""
    return next((name for name in reversed(columns) if name not in leaving_out), "")


def _initials(text: str) -> str:
    return "".join(word[0] for word in text.split())


def _path(texts: Sequence[str]) -> Path:
    return tuple(bare for text in texts if (bare := fold(text)))


def _parted(heading: str) -> tuple[str, str]:
    """Return a heading folded, without a unit in brackets at its end, and that unit: `Số lớp (lớp)`."""
    found = _UNIT.search(heading)
    if found is None:
        return fold(heading), ""
    bare, unit = fold(heading[: found.start()]), fold(found[1])
    if scale_in(found[1], unit=True) is not None:
        return bare, _MONEY
    if unit and (unit in _UNITS or measure_of(unit) or f" {unit} " in f" {bare} "):
        return bare, unit
    return fold(heading), ""


def _path_over(rows: Sequence[GridLine], column: int) -> Path:
    """Return the heading cells over a grid column, from the top row down, each once."""
    found: list[str] = []
    last = None
    for line in rows:
        cell = line.at.get(column)
        if cell is not None and cell is not last and (bare := fold(cell.text)):
            found.append(bare)
        last = cell
    return tuple(found)


def _lowest(rows: Sequence[GridLine], column: int) -> str:
    """Return the lowest heading over a grid column, as it is written."""
    cell = _lowest_cell(rows, column)
    return cell.text if cell is not None else ""


def _lowest_cell(rows: Sequence[GridLine], column: int) -> Cell | None:
    cells = (line.at[column] for line in reversed(rows) if column in line.at)
    return next((cell for cell in cells if fold(cell.text)), None)


def _texts_over(rows: Sequence[GridLine], column: int) -> list[str]:
    """Return the headings over a grid column as they are written, from the top row down, each once."""
    cells = dict.fromkeys(line.at[column] for line in rows if column in line.at)
    return [one_line(cell.text) for cell in cells if fold(cell.text)]


def _as_marked(column: Column, heading: str) -> Alike:
    """Return how a received heading is alike in its marks to a column's that folds as it does."""
    own = [text for text in (*column.path[-1:], *column.other_headings) if fold(text) == fold(heading)]
    return max((alike(marked(heading), marked(text)) for text in own), default=Alike.SAME)


def _of_another_matter(above: Path, said: Path) -> bool:
    """Return whether columns of one name stand under other things: "Số học sinh › Nữ" and "Số giáo viên › Nữ"."""
    if not above or not said or not _GENERAL.isdisjoint((*above, *said)):
        return False
    return not any(_alike(_counted(text), _counted(other)) for text in above for other in said)


def _counted(heading: str) -> str:
    """Return what a heading counts: "số học sinh" and "học sinh (em)" are one."""
    return _COUNTED.sub("", heading)


def _alike(first: str, second: str) -> float:
    """Return up to 100, 0 where two headings are less than near; those with other numbers are of other things.

    So are "Năm 2025" and "Năm 2026", "Học kỳ I" and "II".
    """
    numbers = _NUMBERS.findall(first), _NUMBERS.findall(second)
    if all(numbers) and numbers[0] != numbers[1]:
        return 0.0
    return float(fuzz.ratio(first, second, score_cutoff=_NEAR))
