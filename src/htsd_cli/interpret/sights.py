"""What stands beside a cell's text, and what nobody sees: left out letters, pictures, boxes, notes, hidden cells.

`Sight` says what each is. Here is decided what it means: a figure that the paper shows otherwise does not count, a
blank beside something seen is not silent, and a note is told where it may change a figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from htsd_cli.form import Family
from htsd_cli.interpret.cells import DIGIT, Answer, CellReader, quoted
from htsd_cli.interpret.figures import Reading
from htsd_cli.interpret.tables import StatisticsTable
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import clean
from htsd_cli.values.catalogue import finding
from htsd_cli.values.document import Cell, CellKind, Document, Origin, Seen, Sight, Table
from htsd_cli.values.figures import Number
from htsd_cli.values.findings import Finding

# Left out of the text, all but what a control shows until something is chosen, which nobody wrote.
LEFT_OUT = frozenset((Sight.STRUCK, Sight.RAISED, Sight.UNSEEN, Sight.PLACEHOLDER))
_COUNTED = frozenset((Sight.LINKED, Sight.PARTED))  # changes no figure, and a person should look
# Shows what the cell says, in another way: with the same figure it changes nothing.
_SAYS = frozenset((Sight.LIST_NUMBER, Sight.CONTROL, Sight.TEXT_BOX, Sight.FORMAT, Sight.STALE))
_CODES = {
    Sight.FORMAT: "shown-otherwise",
    Sight.STALE: "stale-result",
    Sight.UNCHECKED: "unchecked-formula",
    Sight.CUT: "cut-figure",
    Sight.UNEVEN: "uneven-digits",
    Sight.SHIFTED: "shifted-cell",
    Sight.LINKED: "linked-figure",
    Sight.PARTED: "parted-figure",
}
WHAT = {
    Sight.STRUCK: "chữ bị gạch ngang",
    Sight.RAISED: "chữ nhỏ nâng lên hoặc hạ xuống",
    Sight.UNSEEN: "chữ không nhìn thấy được",
    Sight.PLACEHOLDER: "lời nhắc của ô điền, chưa chọn nội dung",
    Sight.LIST_NUMBER: "số thứ tự do máy tự đánh",
    Sight.PICTURE: "hình ảnh hoặc hình vẽ",
    Sight.CONTROL: "ô điền của biểu mẫu",
    Sight.TEXT_BOX: "hộp chữ đặt trên ô",
    Sight.OBJECT: "đối tượng chèn từ chương trình khác",
    Sight.EXPONENT: "số mũ hoặc công thức toán",
    Sight.FORMAT: "cách hiện số theo định dạng của ô",
    Sight.STALE: "kết quả tính lại của công thức",
    Sight.UNCHECKED: "kết quả lưu chưa kiểm được của công thức",
    Sight.LINKED: "số lấy từ tệp khác",
    Sight.PARTED: "số bị ngắt thành nhiều dòng",
    Sight.UNEVEN: "chữ số to nhỏ hoặc giãn cách khác nhau",
    Sight.CUT: "chữ bị cắt hoặc bị đẩy ra ngoài ô",
    Sight.SHIFTED: "ô bị dời lệch khỏi cột",
    Sight.UNKNOWN: "nội dung chưa đọc được",
}
# Says nothing where no figure is asked for.
_OF_FIGURES = frozenset(
    (
        Sight.STRUCK,
        Sight.RAISED,
        Sight.PLACEHOLDER,
        Sight.LIST_NUMBER,
        Sight.FORMAT,
        Sight.STALE,
        Sight.UNCHECKED,
        Sight.LINKED,
        Sight.CUT,
        Sight.UNEVEN,
        Sight.PARTED,
        Sight.SHIFTED,
    )
)
_TYPED_MARK = lazy_pattern(r"(?:(?<![\d.,])(?P<ten>10)|(?<=\d))(?P<mark>[⁰¹²³⁴-⁹]+)(?=\W|$)")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FEWEST_UNSEEN, _FEWEST_SHOWN = 2, 2  # cells of a row that nobody sees, rows of its table that show something
_LONGEST_NOTE = 240  # characters of a cell's notes, in a message
# The lines of our own remarks, as a return writes them into a comment or a note.
_OUR_LINE = lazy_pattern(r"(?:Cần sửa|Cần xem lại): .*|→ .*|.*\(htsd\):?|Về ô [A-Z]+\d+:")
_OURS = lazy_pattern(r"(?:^|\n)(?:Cần sửa|Cần xem lại): .*\n→ ")


class Verdict(NamedTuple):
    """What the sights of a cell make of its figure. `code` "" changes nothing."""

    code: str = ""
    seen: str = ""
    what: str = ""
    suggestion: Number | None = None
    counts: bool = True


def with_typed_marks(cell: Cell) -> Cell:
    """Return a cell with the raised digits that were typed as such behind its figure ("14²") among its sights."""
    if cell.text.isascii() or any(seen.sight in (Sight.RAISED, Sight.EXPONENT) for seen in cell.sights):
        return cell
    found = _TYPED_MARK.search(cell.text)
    if found is None:
        return cell
    seen = (
        Seen(Sight.EXPONENT, found[0])
        if found["ten"]
        else Seen(Sight.RAISED, found["mark"].translate(_PLAIN))
    )
    return cell._replace(sights=(*cell.sights, seen))


def settle_sights(reader: CellReader, cell: Cell, measure: Family, answers: list[Answer]) -> list[Answer]:
    """Return the row's answers with what is seen at a cell that is asked for `measure` taken into account."""
    own = reader.read(cell, (measure, reader.other(measure)))
    verdict = judge(cell, own, lambda text: reader.read(_saying(cell, text), (measure,)))
    if not verdict.code:
        return answers
    told = reader.make(
        verdict.code, measure, cell, verdict.suggestion,
        seen=verdict.seen, what=verdict.what, says=own_words(cell, blank=own.blank),
    )  # fmt: skip
    origin = reader.row.table.origin(cell)
    if verdict.counts:
        at = next((n for n, answer in enumerate(answers) if answer.measure == measure), None)
        if at is None:
            return [*answers, Answer(measure, None, origin, (told,))]
        return [
            answer._replace(findings=(*answer.findings, told)) if n == at else answer
            for n, answer in enumerate(answers)
        ]
    also = [answer for answer in answers if answer.origin == origin and answer.measure != measure]
    kept = [answer for answer in answers if answer.measure != measure and answer not in also]
    doubted = [
        answer._replace(
            value=None,
            findings=(
                *answer.findings,
                replace(told, measure=reader.homes.measure[answer.measure].id),
            ),
        )
        for answer in also
    ]
    return [*kept, *doubted, Answer(measure, None, origin, (told,))]


def own_words(cell: Cell, *, blank: bool) -> str:
    """Return what a cell itself says, beside what is seen at it: `ghi “14”`, `để trống`, `lưu số 0,5`."""
    if any(_in_place(cell, seen) for seen in cell.sights):
        return f"lưu số {cell.value}".replace(".", ",")
    return "để trống" if blank else f"ghi “{quoted(cell.text)}”"


def _saying(cell: Cell, text: str) -> Cell:
    return cell._replace(text=text, kind=CellKind.TEXT, value=None, formula=None)


def judge(cell: Cell, own: Reading, read: Callable[[str], Reading]) -> Verdict:
    """Return what the sights of a cell make of its figure; `own` is what its text says, `read` reads another text."""
    beside = [seen for seen in cell.sights if seen.sight not in LEFT_OUT]
    counted = [seen for seen in beside if seen.sight in _COUNTED]
    for seen in beside:
        if seen in counted:
            continue
        verdict = _beside(cell, seen, own, read)
        if verdict.code:
            return verdict
    left = [seen for seen in cell.sights if seen.sight in LEFT_OUT]
    for seen in sorted(left, key=lambda item: item.sight is not Sight.UNSEEN):
        verdict = _left_out(seen, blank=own.blank, read=read)
        if verdict.code:
            return verdict
    if counted and own.values and not own.problem:
        return Verdict(_CODES[counted[0].sight], _quoted(counted[0]), WHAT[counted[0].sight])
    return Verdict()


def _beside(cell: Cell, seen: Seen, own: Reading, read: Callable[[str], Reading]) -> Verdict:
    """Judge what stands on paper beside the text, or in its place."""
    shown = f"{seen.text} {cell.text}".strip() if seen.sight is Sight.LIST_NUMBER else seen.text
    said = Reading() if seen.sight is Sight.EXPONENT else read(shown)
    value = _only(said)
    known = bool(seen.text.strip()) or seen.sight is not Sight.LIST_NUMBER  # else nobody counted it yet
    if (
        seen.sight in _SAYS
        and known
        and not said.problem
        and (value == cell.value or not _in_place(cell, seen))
    ):
        if said.blank and seen.text.strip():  # a bullet, dots: nothing is said
            return Verdict()
        if value is not None and value == _only(own):
            return Verdict()
    if seen.sight is Sight.LIST_NUMBER and seen.text and not re.search(r"[^\W_]|[-–—+]", seen.text):
        return Verdict()
    code = _CODES.get(seen.sight, "shown-not-text")
    likely = said.suggestion if value is None else value
    if seen.sight is Sight.UNKNOWN and value is None:  # digits among words that call it: a field's "\\u6"
        likely = None
    if seen.sight in (Sight.CUT, Sight.UNCHECKED, Sight.SHIFTED) or (
        seen.sight in (Sight.PICTURE, Sight.OBJECT) and likely is None
    ):
        likely = _only(own)
    return Verdict(code, _quoted(seen), WHAT[seen.sight], likely, counts=False)


def _in_place(cell: Cell, seen: Seen) -> bool:
    """Return whether a number's format shows letters in its place: a dash, dots, words, another number."""
    return seen.sight is Sight.FORMAT and cell.value is not None and cell.text == seen.text


def _left_out(seen: Seen, *, blank: bool, read: Callable[[str], Reading]) -> Verdict:
    """Judge letters that were left out of the text."""
    said = read(seen.text)
    figure = DIGIT.search(seen.text) is not None or (bool(said.values) and not said.problem)
    if seen.sight is Sight.PLACEHOLDER:  # a prompt asks; only one that is a figure itself may have been typed
        figure = not said.problem and any(value for _, value in said.values)
    what = WHAT[seen.sight]
    if blank and figure:
        likely = None if seen.sight is Sight.STRUCK else _only(said)
        return Verdict("left-out-figure", _quoted(seen), what, likely, counts=False)
    if blank or not re.search(r"[^\W_]", seen.text) or seen.sight is Sight.PLACEHOLDER:
        return Verdict()
    if seen.sight is Sight.UNSEEN:
        return Verdict("unseen-letters", _quoted(seen), what)
    if seen.sight is Sight.RAISED:
        return Verdict("raised-mark", _quoted(seen), what) if figure else Verdict()
    return Verdict("struck-letters", _quoted(seen), what)


def _only(reading: Reading) -> Number | None:
    values = {value for _, value in reading.values}
    return values.pop() if len(values) == 1 else None


def _quoted(seen: Seen) -> str:
    """Return what is seen for a message: ` “14”`, nothing where only its kind is known."""
    text = quoted(seen.text)
    return f" “{text}”" if text else ""


# -- cells the form asks nothing of ------------------------------------------------------------------------


def unasked_sights(cell: Cell) -> str:
    """Return what is seen at a cell the form asks nothing of, if there is a digit in it; logos say nothing."""
    told = [seen.text for seen in cell.sights if seen.sight not in _OF_FIGURES and DIGIT.search(seen.text)]
    return quoted("; ".join(told))


def noted_sights(cell: Cell) -> str:
    """Return the text of boxes and controls at a cell for notes: it is part of the note."""
    return "\n".join(seen.text.strip() for seen in cell.sights if seen.sight in _SAYS - _OF_FIGURES)


# -- notes -------------------------------------------------------------------------------------------------


# Numbers in words, and words of who corrects.
_CORRECTS = lazy_pattern(
    r"\b(?:mười|mươi|chục|trăm|nghìn|ngàn|triệu|sửa|sai|nhầm|bỏ|xóa|xoá|thay|thiếu|thừa|trùng)\b",
    re.IGNORECASE,
)


class Notes(NamedTuple):
    """The notes of a cell without our own remarks; `answers` says that they answer one."""

    texts: tuple[str, ...] = ()
    answers: bool = False

    @property
    def matter(self) -> bool:
        """Whether they may change the figure: they hold a number, correct something, or answer what we asked."""
        return bool(self.texts) and (
            self.answers or any(DIGIT.search(text) or _CORRECTS.search(clean(text)) for text in self.texts)
        )

    def quoted(self) -> str:
        """Return the notes for a message."""
        return quoted("; ".join(self.texts), _LONGEST_NOTE)


def notes_of(cell: Cell) -> Notes:
    """Return a cell's comments, notes and footnotes, without what we wrote ourselves into an earlier return."""
    return notes_in(cell.notes)


def notes_in(notes: Sequence[str]) -> Notes:
    """Return comments, notes and footnotes without what we wrote ourselves into an earlier return."""
    ours = any(_OURS.search(text) for text in notes)
    texts = [
        "\n".join(line for line in text.split("\n") if not (ours and _OUR_LINE.fullmatch(line.strip())))
        for text in notes
    ]
    return Notes(tuple(text.strip() for text in texts if text.strip()), ours)


# -- rows and the document as a whole -------------------------------------------------------------------------------


def with_lost_rows(document: Document) -> Document:
    """Return a document with the labels of rows whose letters were all left out, so that their figures are told.

    A row of nothing but letters nobody sees is a hidden row; one whose label was left out with its figures, as struck
    rows are, has its label back, while the figures stay left out. Of a table without rows that are seen nothing is
    changed: it is told as a whole.
    """
    blocks = tuple(_with_lost_rows(block) if isinstance(block, Table) else block for block in document.blocks)
    changed = any(new is not old for new, old in zip(blocks, document.blocks, strict=True))
    return document._replace(blocks=blocks) if changed else document


def _with_lost_rows(table: Table) -> Table:
    if not any(cell.sights for row in table.rows for cell in row):
        return table
    shown = sum(1 for row in table.rows if any(cell.text.strip() for cell in row))
    rows = tuple(_with_label(row) for row in table.rows) if shown >= _FEWEST_SHOWN else table.rows
    changed = any(new is not old for new, old in zip(rows, table.rows, strict=True))
    return table._replace(rows=rows) if changed else table


def _with_label(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return a row as `with_lost_rows` gives it."""
    unseen = [_left(cell, Sight.UNSEEN) for cell in row]
    left = [text or _left(cell, Sight.STRUCK) for cell, text in zip(row, unseen, strict=True)]
    if not any(left):
        return row
    shown = max(len(cell.text.strip()) for cell in row)
    if not shown and sum(map(bool, unseen)) >= _FEWEST_UNSEEN:
        return tuple(_as_hidden(cell, text) for cell, text in zip(row, unseen, strict=True))
    label = max(range(len(row)), key=lambda at: len(left[at]))
    figures = any(DIGIT.search(text) for at, text in enumerate(left) if at != label)
    if not figures or len(left[label]) <= shown:
        return row
    rest = tuple(seen for seen in row[label].sights if seen.sight not in (Sight.UNSEEN, Sight.STRUCK))
    return (*row[:label], row[label]._replace(text=left[label], sights=rest), *row[label + 1 :])


def _left(cell: Cell, sight: Sight) -> str:
    """Return the letters of a cell that were left out for one reason, "" where it says anything beside."""
    if cell.text.strip() or not cell.sights:
        return ""
    return "\n".join(seen.text for seen in cell.sights if seen.sight is sight and seen.text.strip())


def _as_hidden(cell: Cell, text: str) -> Cell:
    rest = tuple(seen for seen in cell.sights if seen.sight is not Sight.UNSEEN)
    why = cell.hidden or f"hàng {cell.row} chỉ có chữ không nhìn thấy được"
    return cell._replace(text=text, sights=rest, hidden=why)


def hidden_elsewhere(
    document: Document, tables: Sequence[StatisticsTable], told: Collection[Origin]
) -> list[Finding]:
    """Return a finding for each table with hidden cells that hold digits and that no other finding names."""
    asked = {
        (id(row.table), cell.row, cell.column)
        for table in tables
        for row in table.rows
        for cell in row.hidden
        if {"number", "label", "unit"} & set(row.columns.covered(cell))
    }
    found: list[Finding] = []
    for block in document.blocks:
        if not isinstance(block, Table) or block.hidden:
            continue
        places = [
            cell.hidden
            for row in block.rows
            for cell in row
            if cell.hidden
            and DIGIT.search(cell.text)
            and (id(block), cell.row, cell.column) not in asked
            and block.origin(cell) not in told
        ]
        if places:
            shown = list(dict.fromkeys(places))
            more = f" và {len(shown) - 5} chỗ khác" if len(shown) > 5 else ""
            part = (
                f"Trang “{block.sheet}”" if block.sheet is not None else f"Bảng thứ {block.number} trong tệp"
            )
            found.append(finding("hidden-cells", part=part, places=", ".join(shown[:5]) + more))
    return found


def beside_the_table(document: Document, *, empty: bool) -> list[Finding]:
    """Return what is to be said of contents that are no text in a document whose table was found.

    Pictures are the usual furniture of a report: only beside a table left blank may one be the filled table.
    """
    parts = [
        f"{WHAT[seen.sight]}{named(seen.text)}"
        for seen in document.sights
        if seen.sight not in LEFT_OUT and (empty or seen.sight is not Sight.PICTURE)
    ]
    return [finding("not-text", what="; ".join(dict.fromkeys(parts)))] if parts else []


def notes_at_headings(tables: Sequence[StatisticsTable]) -> Iterator[Finding]:
    """Yield what is to be said of the notes at the headings of tables that may change figures below them."""
    for table in tables:
        begins = min((cell.row for cell in table.rows[0].cells), default=0) if table.rows else 0
        yield from notes_in_rows(table.tables[0], table.first_row, begins)


def notes_in_rows(table: Table, first: int, begins: int) -> Iterator[Finding]:
    """Yield what is to be said of the notes at headings that stand from row `first` on, before row `begins`."""
    for row in table.rows:
        for cell in row:
            if first <= cell.row < begins and cell.notes and (notes := notes_of(cell)).matter:
                yield finding("note-at-heading", text=quoted(cell.text, 60), note=notes.quoted())


def lost_headings(tables: Sequence[StatisticsTable]) -> Iterator[Finding]:
    """Yield what is to be said of headings of which nothing is left: struck out, or in letters that nobody sees."""
    for table in tables:
        begins = min((cell.row for cell in table.rows[0].cells), default=0) if table.rows else 0
        lost: list[str] = []
        for row in table.tables[0].rows:
            for cell in row:
                if table.first_row <= cell.row < begins and cell.sights and not cell.text.strip():
                    seen = (seen.text for seen in cell.sights if seen.sight in (Sight.STRUCK, Sight.UNSEEN))
                    lost += [text for text in seen if any(letter.isalpha() for letter in text)]
        if lost:
            yield finding(
                "lost-heading", texts=", ".join(f"“{quoted(text, 60)}”" for text in dict.fromkeys(lost))
            )


def named(text: str) -> str:
    """Return what is known of a sight for a message, in brackets."""
    said = clean(text)
    return f" ({said})" if said else ""
