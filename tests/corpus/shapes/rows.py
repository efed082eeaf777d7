"""Word files whose rows were deleted, added, reordered, doubled or retyped, and whose grid is irregular."""

from __future__ import annotations

from tests.corpus.filling import FORM, HEADING_ROWS, Row, dotted
from tests.corpus.report import shape
from tests.corpus.word import WIDTHS, WordReport, paragraph, tbl, tc, tr


@shape("word/rows/deleted")
class DeletedBlankRows(WordReport):
    """Rows without figures were deleted."""

    def prepare(self) -> None:
        self.rows = [row for row in self.rows if row.values or row.is_heading or row.indicator == "other"]


@shape("word/rows/only-filled")
class OnlyFilled(WordReport):
    """Only rows with figures are left, the headings of groups deleted too."""

    def prepare(self) -> None:
        self.rows = [row for row in self.rows if row.values]


@shape("word/rows/added")
class AddedRows(WordReport):
    """Rows of the unit's own with figures: no figure of the form changes, each is told."""

    def prepare(self) -> None:
        own = [
            Row(None, "", "Nói chuyện chuyên đề về chuyển đổi số", "buổi/người", "2", "150"),
            Row(None, "12", "Số câu lạc bộ đọc sách được thành lập", "CLB", "3", ""),
        ]
        self.rows.insert(self.rng.randint(16, 17), own[0])
        self.rows.append(own[1])


@shape("word/rows/added-without-figures", 2)
class AddedTextRows(WordReport):
    """Rows added without figures: “Trong đó:”, a group's name, “Tổng cộng” left blank."""

    def prepare(self) -> None:
        self.rows.insert(2, Row(None, "", "Trong đó:", ""))
        self.rows.insert(
            self.rows.index(self.row("news_items")), Row(None, "", "B. Công tác tuyên truyền", "")
        )
        self.rows.append(Row(None, "", "Tổng cộng", ""))


@shape("word/rows/groups-reordered")
class ReorderedGroups(WordReport):
    """The groups of the form stand in another order, each whole."""

    def prepare(self) -> None:
        groups: list[list[Row]] = []
        for row in self.rows:
            if row.number or not groups:
                groups.append([])
            groups[-1].append(row)
        last = groups.pop()
        first = groups.pop(0)
        self.rng.shuffle(groups)
        self.rows = [row for group in (first, *groups, last) for row in group]


@shape("word/rows/reordered-within")
class ReorderedWithin(WordReport):
    """Rows within the groups stand in another order."""

    def prepare(self) -> None:
        start, end = 2, 15
        inner = self.rows[start:end]
        self.rng.shuffle(inner)
        self.rows[start:end] = inner
        place = self.rows.index(self.row("culture_sport.sports"))
        self.rows[place], self.rows[place + 2] = self.rows[place + 2], self.rows[place]


@shape("word/rows/doubled-same")
class DoubledSame(WordReport):
    """Some rows stand twice with the same figures: they count once."""

    def prepare(self) -> None:
        for row in self.pick("count", "people", number=2):
            self.rows.insert(self.rows.index(row) + 1, row)
            self.allowed.add((str(row.indicator), None))


@shape("word/rows/doubled-different")
class DoubledDifferent(WordReport):
    """A row stands twice with different figures: none of them counts."""

    def prepare(self) -> None:
        row = self.pick("count", "people")[0]
        copy = Row(
            row.indicator,
            row.number,
            row.label,
            row.unit,
            str(row.values["count"] + 1),
            str(row.values["people"] + 7),
        )
        self.rows.insert(self.rows.index(row) + 1, copy)
        self.accuse(row, "count", row.count)
        self.accuse(row, "people", row.people)


@shape("word/rows/labels-shortened")
class ShortLabels(WordReport):
    """Labels retyped shortly: brackets dropped, “tổ chức”, “nâng cao trình độ” left out."""

    def prepare(self) -> None:
        for row in self.rows:
            label = row.label.split("(")[0]
            for words in ("nâng cao trình độ ", "tổ chức trong Tuần lễ", "Tổ chức ", " trên địa bàn"):
                label = label.replace(words, "")
            row.label = label.strip()[:1].upper() + label.strip()[1:]


@shape("word/rows/labels-misspelt")
class MisspeltLabels(WordReport):
    """Labels with ordinary typing mistakes: a letter dropped, doubled, exchanged, or a tone missing."""

    def prepare(self) -> None:
        for row in self.rows:
            letters = list(row.label)
            for _ in range(1 + len(letters) // 30):
                place = self.rng.randrange(1, len(letters) - 1)
                if not letters[place].isalpha():
                    continue
                action = self.rng.choice(("drop", "double", "swap"))
                if action == "drop" and len(letters) > 9:
                    letters[place] = ""
                elif action == "double":
                    letters[place] *= 2
                elif letters[place + 1].isalpha():
                    letters[place], letters[place + 1] = letters[place + 1], letters[place]
            row.label = "".join(letters)


@shape("word/rows/labels-joined", 2)
class WrappedLabels(WordReport):
    """Labels broken into two lines by hand, and with words of the unit's own behind."""

    def prepare(self) -> None:
        for row in self.rows:
            words = row.label.split(" ")
            if len(words) > 5:
                row.label = " ".join(words[:4]) + "\n" + " ".join(words[4:])
            if row.values and self.rng.random() < 0.3:
                row.label += " (của đơn vị)"


@shape("word/rows/similar-alone")
class SimilarAlone(WordReport):
    """“Sinh hoạt chuyên đề” three times (rows 5, 6, 8) with the rows between deleted: never exchanged."""

    def prepare(self) -> None:
        keep = {"reading_events", "reading_events.thematic_meetings", "culture_sport", "workshops", "classes"}
        kept = [
            row for row in self.rows if row.indicator in keep or (row.indicator or "").startswith("classes.")
        ]
        parts = {"reading_events": "reading_events.thematic_meetings"}
        for total, part in parts.items():
            self.row(total).values["count"] = self.row(part).values["count"]
            self.row(total).count = str(self.row(part).values["count"])
        # Every row of the group is gone: its total stays as declared and nothing can be added up.
        self.allowed.add(("culture_sport", "count"))
        self.rows = kept


@shape("word/rows/grid-before-after")
class GridBeforeAfter(WordReport):
    """Irregular rows: the first or last cell is missing and the grid says so (gridBefore, gridAfter)."""

    def prepare(self) -> None:
        self.irregular = {id(row): self.rng.random() for row in self.rows}

    def table_row(self, row: Row) -> str:
        chance = self.irregular[id(row)]
        if chance < 0.4 and not row.number:
            cells = "".join(self.cell(row, column) for column in self.columns[1:])
            return tr(cells, f'<w:gridBefore w:val="1"/><w:wBefore w:w="{WIDTHS["number"]}" w:type="dxa"/>')
        if chance > 0.7 and not row.note:
            return tr(
                "".join(self.cell(row, column) for column in self.columns[:-1]), '<w:gridAfter w:val="1"/>'
            )
        return super().table_row(row)


@shape("word/rows/missing-last-cells", 2)
class MissingCells(WordReport):
    """Rows simply end early: the note cell, or all cells behind the last figure, do not exist."""

    def table_row(self, row: Row) -> str:
        columns = list(self.columns)
        while len(columns) > 2 and not getattr(row, columns[-1]):
            columns.pop()
        return tr("".join(self.cell(row, column) for column in columns))


@shape("word/rows/merged-numbers")
class MergedNumbers(WordReport):
    """The two number cells of a row are merged: “3/120” over both columns (gridSpan)."""

    def prepare(self) -> None:
        self.merged = set()
        for row in self.pick("count", "people", number=6):
            self.merged.add(id(row))
            row.count, row.people = (
                self.rng.choice(
                    (
                        f"{row.count}/{row.people}",
                        f"{row.count} lớp/{row.people} người",
                        f"{row.count} / {row.people}",
                    )
                ),
                "",
            )

    def table_row(self, row: Row) -> str:
        if id(row) not in self.merged:
            return super().table_row(row)
        cells = []
        for column in self.columns:
            if column == "count":
                span = '<w:gridSpan w:val="2"/>'
                cells.append(
                    tc(self.cell_content(row, "count", row.count), WIDTHS["count"] + WIDTHS["people"], span)
                )
            elif column != "people":
                cells.append(self.cell(row, column))
        return tr("".join(cells))


@shape("word/rows/merged-downwards")
class MergedDownwards(WordReport):
    """A number cell reaches over two rows: whose figure it is cannot be told."""

    def prepare(self) -> None:
        first, second = self.row("culture_sport.sports"), self.row("culture_sport.arts")
        self.pair = (id(first), id(second))
        second.count = ""
        self.accuse(first, "count", first.count)
        self.accuse(second, "count", first.count)
        self.allowed |= {("culture_sport.sports", None), ("culture_sport.arts", None)}
        self.allowed |= {("culture_sport", "count"), ("culture_sport.arts", "people")}

    def cell(self, row: Row, column: str) -> str:
        if column == "count" and id(row) in self.pair:
            merge = '<w:vMerge w:val="restart"/>' if id(row) == self.pair[0] else "<w:vMerge/>"
            return tc(self.cell_content(row, column, row.count), WIDTHS[column], merge)
        return super().cell(row, column)


@shape("word/rows/merged-labels", 2)
class MergedLabels(WordReport):
    """STT cells merged down over their group; on headings the label reaches over the unit column."""

    def cell(self, row: Row, column: str) -> str:
        if column == "number":
            merge = '<w:vMerge w:val="restart"/>' if row.number else "<w:vMerge/>"
            return tc(self.cell_content(row, column, row.number), WIDTHS[column], merge)
        return super().cell(row, column)

    def table_row(self, row: Row) -> str:
        if row.is_heading:
            label = tc(self.line(row.label), WIDTHS["label"] + WIDTHS["unit"], '<w:gridSpan w:val="2"/>')
            return tr(
                self.cell(row, "number")
                + label
                + "".join(self.cell(row, c) for c in ("count", "people", "note"))
            )
        return super().table_row(row)


@shape("word/rows/blank-form", 2)
class BlankForm(WordReport):
    """The form sent back unfilled: told as a whole, nothing counted."""

    def prepare(self) -> None:
        for row in self.rows:
            self.clear(row)
        self.refused = True
        self.allowed_codes |= {"narrative-missing"}


@shape("word/rows/totals-blank")
class BlankTotals(WordReport):
    """The sums (rows 1, 5, 6 and the participants) are left blank: derived, and said so."""

    def prepare(self) -> None:
        for rule in FORM.sums:
            self.derive(rule.total, rule.measure)


@shape("word/rows/totals-differ", 2)
class DifferentTotals(WordReport):
    """A declared sum differs from its rows: it stays as declared, with a finding."""

    def prepare(self) -> None:
        row = self.row("classes.participants")
        declared = row.values["people"] + self.rng.randint(3, 40)
        self.fault(row, "people", str(declared), value=declared)


@shape("word/rows/lines-of-dots", 2)
class DottedLines(WordReport):
    """Blank cells hold dots, underscores or spaces of a form meant for a pen: they are blank."""

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column in ("count", "people", "note") and not text:
            return self.line(self.rng.choice(("....", "…………", "____", "   ", "...")))
        return super().cell_content(row, column, text)


@shape("word/rows/group-heading-figures")
class HeadingFigures(WordReport):
    """Figures on the heading rows (4, 7, 9, 10), which ask none: a finding on each."""

    def prepare(self) -> None:
        texts = {"book_drive": "1", "opening": "1", "awards": "12", "funding": dotted(15_000_000)}
        for name in HEADING_ROWS:
            row = self.row(name)
            row.count = texts[name]
            self.accuse(row, None, row.count)


@shape("word/rows/second-table-of-extra-rows", 2)
class TrailingRows(WordReport):
    """Below the form's rows stand signatures inside the table itself."""

    def statistics(self) -> str:
        rows = self.heading_rows() + "".join(self.table_rows())
        span = '<w:gridSpan w:val="3"/>'
        signed = tr(
            tc(self.line("NGƯỜI LẬP BẢNG"), 4500, span) + tc(self.line("THỦ TRƯỞNG ĐƠN VỊ"), 4500, span)
        )
        return tbl(
            rows + signed + tr(tc(paragraph(""), 4500, span) + tc(paragraph(""), 4500, span)), self.widths()
        )
