"""What a row says in words, and which of its cells are left for numbers; numbers among the words are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from htsd_cli.form import Family
from htsd_cli.interpret.cells import DIGIT, CellReader
from htsd_cli.interpret.money import scale_of_cell, without_scale
from htsd_cli.interpret.statistics import Statistics
from htsd_cli.language.marks import may_mean
from htsd_cli.language.qualified import without_year
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.values.document import Cell, CellKind


@dataclass(slots=True)
class WordReader(CellReader):
    """Keeps the words of a row in `out`: its notes, the text it asks for, what answers nothing the form asks."""

    out: Statistics

    def say(self, text: str) -> None:
        """Add to the text that the row asks for."""
        self.out.other = "\n".join(filter(None, (self.out.other, text.strip())))

    def note(self, text: str) -> None:
        """Add to the notes of the row."""
        if not text.strip():
            return
        notes = self.out.notes
        notes[self.indicator.id] = "\n".join(filter(None, (notes.get(self.indicator.id), text.strip())))

    def number_cells(self) -> list[tuple[Cell, tuple[str, ...]]]:
        """Return the cells in columns of numbers that say anything, each with those columns."""
        found: list[tuple[Cell, tuple[str, ...]]] = []
        for cell in self.row.cells:
            if not cell.text or cell.text.isspace():
                continue
            covered = self.row.columns.covered(cell)
            columns = tuple(c for c in covered if c in self.homes.columns)
            if not columns:
                continue
            if "unit" in covered and may_mean(cell.text, self.indicator.unit):
                continue  # the row's unit, which runs over into the blank cells beside it
            if self.for_money(columns) and "amount" not in self.asked:
                self.note(cell.text)  # what an activity cost, in a column units put in
            else:
                found.append((cell, columns))
        return found

    def for_money(self, columns: Sequence[str]) -> bool:
        """Return whether a cell stands in a column of its own for money."""
        return len(columns) == 1 and self.homes.family[columns[0]] == "amount"

    def asked_at(self, cell: Cell) -> Family | None:
        """Return the measure a cell is asked for, None for one the form asks nothing of.

        A row that asks for one figure is asked in its own column, and in any other of numbers while that is blank.
        """
        columns = [column for column in self.row.columns.covered(cell) if column in self.homes.columns]
        measures = self.asked
        if not columns or not measures:
            return None
        if len(measures) == 2:
            families = (self.homes.family[column] for column in columns)
            return next((family for family in families if family in measures), None)
        home = self.homes.home[measures[0]]
        if home in columns or (measures[0] == "amount" and self.for_money(columns)):
            return measures[0]
        own = (other for other in self.row.cells if home in self.row.columns.covered(other))
        return measures[0] if not any(other.text.strip() or other.sights for other in own) else None

    def labels_and_notes(self) -> list[Cell]:
        """Keep what the row says in words, and return its cells that hold a number among them."""
        beside: list[Cell] = []
        for cell in self.row.cells:
            if not cell.text or cell.text.isspace():
                continue
            columns = self.row.columns.covered(cell)
            if any(column in self.homes.columns for column in columns):
                continue
            if "note" in columns or not columns:
                self.note(cell.text)
            elif "label" in columns:
                if self._label(cell):
                    beside.append(cell)
            elif "unit" in columns and self.indicator.asks_text:
                if self.reader.counts(cell.text) is None and fold(cell.text) != fold(self.indicator.unit):
                    self.say(cell.text)
            elif "unit" in columns and DIGIT.search(without_scale(cell)):
                beside.append(cell)
        return beside

    def _label(self, cell: Cell) -> bool:
        """Return whether a label holds a number that belongs in a cell; one of row 11 holds its content."""
        if fold(cell.text) == fold(self.indicator.label):
            return False
        if self.indicator.asks_text:
            self.say(_after_label(cell.text, (self.indicator.label, *self.indicator.other_labels)))
            return False
        known = set(re.findall(r"\d+", self.indicator.label)) | set(re.findall(r"^[\s\d.]+", cell.text))
        text = without_year(clean(without_scale(cell)), self.form.year)
        numbers = re.findall(r"\d+", re.sub(r"^\s*[\d.]+[.)\s]", "", text))
        return any(number not in known for number in numbers)

    def beside_the_numbers(self, cell: Cell) -> None:
        """Tell of a number among the words of a row, and in which column it belongs if it is a figure."""
        columns = " hoặc ".join(f"“{self.heading(measure)}”" for measure in self.asked)
        home = f"thì ghi vào cột {columns}" if columns else "thì ghi vào các dòng chi tiết bên dưới"
        cure = f"Nếu là số liệu của dòng này {home}; nếu không thì xóa số ở ô này."
        self.out.findings.append(self.make("unasked-figure", None, cell, cure=cure))

    def nothing_asked(self, cell: Cell, measure: Family | None, code: str) -> None:
        """Keep what stands in a cell the form asks nothing of."""
        if scale_of_cell(cell) is not None:
            self.note(cell.text)
            return
        reading = self.read(cell, (measure or "count",))
        if reading.everything or (reading.values and set(dict(reading.values).values()) == {0}):
            self.out.unasked.append(self.row.table.origin(cell))
        elif cell.kind is CellKind.TEXT and not DIGIT.search(cell.text):
            self.note(cell.text)
        elif not reading.blank:
            self.out.findings.append(self.make(code, measure, cell))


def _after_label(text: str, labels: Sequence[str]) -> str:
    """Return what stands in a cell after its label: below it, or after a colon or a dash."""
    head, colon, rest = text.partition(":")
    if colon and len(fold(head)) >= 6:
        return rest.strip()
    for label in sorted(labels, key=len, reverse=True):
        first, bare = [], fold(label)
        words = text.split()
        for place, word in enumerate(words):
            first.append(word)
            if fold(" ".join(first)) == bare and fold(" ".join(words[: place + 2])) != bare:
                return text.split(maxsplit=place + 1)[-1].strip(" -–—\n") if place + 1 < len(words) else ""
    return ""
