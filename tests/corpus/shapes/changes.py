"""Word files with changes still tracked: what stands after accepting all of them is what counts."""

from __future__ import annotations

from tests.corpus.filling import FORM, Row
from tests.corpus.ooxml import text as escaped
from tests.corpus.report import shape
from tests.corpus.word import TRACKED, WIDTHS, WordReport, paragraph, run, tc, tr


def inserted(inline: str) -> str:
    """Return inline content as a tracked insertion."""
    return f"<w:ins {TRACKED}>{inline}</w:ins>"


def deleted(text: str) -> str:
    """Return a text as a tracked deletion."""
    return f'<w:del {TRACKED}><w:r><w:delText xml:space="preserve">{escaped(text)}</w:delText></w:r></w:del>'


@shape("word/changes/insertions")
class Insertions(WordReport):
    """Every figure was typed while changes were tracked (w:ins)."""

    def figure(self, row: Row, column: str, text: str) -> str:
        return inserted(run(text))


@shape("word/changes/deletions")
class Deletions(WordReport):
    """Every figure replaces an older one (w:del before w:ins); some digits only are new."""

    def figure(self, row: Row, column: str, text: str) -> str:
        old = str(self.rng.randint(2, 999))
        if len(text) > 1 and self.rng.random() < 0.4:
            return run(text[0]) + deleted(old) + inserted(run(text[1:]))
        pieces = [deleted(old), inserted(run(text))]
        self.rng.shuffle(pieces)
        return "".join(pieces)


@shape("word/changes/inserted-then-deleted")
class InsertedThenDeleted(WordReport):
    """A second person deleted what the first inserted: w:del inside w:ins, formatting changes around."""

    def figure(self, row: Row, column: str, text: str) -> str:
        change = f"<w:rPrChange {TRACKED}><w:rPr><w:i/></w:rPr></w:rPrChange>"
        return inserted(deleted(str(self.rng.randint(2, 99))) + run(text, f"<w:b/>{change}"))

    def cell_content(self, row: Row, column: str, text: str) -> str:
        content = super().cell_content(row, column, text)
        change = f'<w:pPr><w:pPrChange {TRACKED}><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange></w:pPr>'
        return content.replace("<w:p>", f"<w:p>{change}", 1)


@shape("word/changes/cleared-figures")
class ClearedFigures(WordReport):
    """Some figures were deleted with tracking on: those cells are blank."""

    def prepare(self) -> None:
        self.cleared = [id(row) for row in self.pick("count", "people", number=3)]
        for row in self.rows:
            if id(row) in self.cleared:
                self.clear(row)
        for rule in FORM.sums:
            self.derive(rule.total, rule.measure)

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if id(row) in self.cleared and column in ("count", "people"):
            return paragraph(deleted(str(self.rng.randint(2, 60))))
        return super().cell_content(row, column, text)


@shape("word/changes/moved-text")
class MovedText(WordReport):
    """Figures were dragged into their cells from the note column (w:moveFrom, w:moveTo)."""

    def prepare(self) -> None:
        self.moved = {id(row) for row in self.pick("count", "people", number=6)}
        for row in self.rows:
            if id(row) in self.moved:
                row.note = ""

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if id(row) in self.moved and column == "people":
            start = '<w:moveToRangeStart w:id="31" w:author="A" w:name="move1"/>'
            moved = f"<w:moveTo {TRACKED}>{run(text)}</w:moveTo>"
            return paragraph(f'{start}{moved}<w:moveToRangeEnd w:id="31"/>')
        if id(row) in self.moved and column == "note":
            start = '<w:moveFromRangeStart w:id="30" w:author="A" w:name="move1"/>'
            moved = f"<w:moveFrom {TRACKED}>{run(row.people)}</w:moveFrom>"
            return paragraph(f'{start}{moved}<w:moveFromRangeEnd w:id="30"/>')
        return super().cell_content(row, column, text)


@shape("word/changes/deleted-rows")
class DeletedRows(WordReport):
    """Old copies of rows were deleted with tracking on (w:trPr/w:del): those rows are gone."""

    def table_rows(self) -> list[str]:
        rows = []
        for row in self.rows:
            if row.values and self.rng.random() < 0.3:
                cells = "".join(
                    tc(paragraph(deleted(text)) if text else paragraph(""), WIDTHS[column])
                    for column, text in (
                        ("number", row.number),
                        ("label", row.label),
                        ("unit", row.unit),
                        ("count", str(self.rng.randint(1, 9))),
                        ("people", str(self.rng.randint(1, 99))),
                        ("note", ""),
                    )
                )
                rows.append(tr(cells, f"<w:del {TRACKED}/>"))
            rows.append(self.table_row(row))
        return rows


@shape("word/changes/deleted-rows-without-deleted-text")
class DeletedRowsWithText(WordReport):
    """A deleted row whose runs are not marked deleted themselves: the row's mark alone counts."""

    def table_rows(self) -> list[str]:
        rows = []
        for row in self.rows:
            if row.values and self.rng.random() < 0.3:
                old = Row(row.indicator, row.number, row.label, row.unit, count="77", people="777")
                rows.append(
                    self.table_row(old).replace("<w:tr>", f"<w:tr><w:trPr><w:del {TRACKED}/></w:trPr>", 1)
                )
            rows.append(self.table_row(row))
        return rows


@shape("word/changes/inserted-rows")
class InsertedRows(WordReport):
    """Rows of the form that were put back with tracking on (w:trPr/w:ins), their text inserted."""

    def table_row(self, row: Row) -> str:
        if self.rng.random() < 0.4:
            cells = "".join(
                tc(paragraph(inserted(run(text))) if text else paragraph(""), WIDTHS[column])
                for column in self.columns
                for text in [getattr(row, column)]
            )
            return tr(cells, f"<w:ins {TRACKED}/>")
        return super().table_row(row)


@shape("word/changes/deleted-paragraph-marks")
class DeletedParagraphMarks(WordReport):
    """The mark between two paragraphs of a cell is deleted: “1” and “20” on two lines are 120."""

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column == "people" and len(text) >= 2 and text.isdigit():
            mark = f"<w:rPr><w:del {TRACKED}/></w:rPr>"
            return paragraph(run(text[:1]), mark) + paragraph(run(text[1:]))
        return super().cell_content(row, column, text)


@shape("word/changes/inserted-paragraph")
class InsertedParagraph(WordReport):
    """A cell's old line is deleted whole and a new line inserted below it."""

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column in ("count", "people") and text:
            mark = f"<w:rPr><w:del {TRACKED}/></w:rPr>"
            return paragraph(deleted(str(self.rng.randint(2, 90))), mark) + paragraph(
                inserted(run(text)), f"<w:rPr><w:ins {TRACKED}/></w:rPr>"
            )
        return super().cell_content(row, column, text)


@shape("word/changes/comments", 2)
class Comments(WordReport):
    """A reviewer's comment hangs on each figure; bookmarks, spelling marks and page-break hints in between."""

    hung = 0

    def prepare(self) -> None:
        self.allow_everywhere()

    def figure(self, row: Row, column: str, text: str) -> str:
        self.hung += 1
        middle = len(text) // 2
        return (
            f'<w:commentRangeStart w:id="{self.hung}"/><w:bookmarkStart w:id="5" w:name="_GoBack"/>'
            f'{run(text[:middle])}<w:proofErr w:type="spellStart"/><w:r><w:lastRenderedPageBreak/>'
            f'<w:t>{escaped(text[middle:])}</w:t></w:r><w:proofErr w:type="spellEnd"/><w:bookmarkEnd w:id="5"/>'
            f'<w:commentRangeEnd w:id="{self.hung}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
            f'<w:commentReference w:id="{self.hung}"/></w:r>'
        )

    def other_parts(self) -> dict[str, tuple[str, str, str]]:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        return {"comments.xml": ("comments", kind, "")}

    def parts(self) -> dict[str, str | bytes]:
        parts = super().parts()  # the document is written, and all its comments are counted
        said = paragraph(run("Xem lại: 999"))
        comments = "".join(
            f'<w:comment w:id="{number}" w:author="A">{said}</w:comment>'
            for number in range(1, self.hung + 1)
        )
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        return parts | {"word/comments.xml": f'<w:comments xmlns:w="{space}">{comments}</w:comments>'}


@shape("word/changes/deleted-cells", 2)
class DeletedCells(WordReport):
    """Cells were removed from rows with tracking on (w:cellDel) and others inserted (w:cellIns)."""

    def table_row(self, row: Row) -> str:
        if not row.values or self.rng.random() < 0.5:
            return super().table_row(row)
        old = tc(paragraph(deleted("5")), 900, f"<w:cellDel {TRACKED}/>")
        cells = []
        for column in self.columns:
            if column == "count":
                cells.append(old)
            cells.append(self.cell(row, column))
        return tr("".join(cells))
