"""Which row of the form a person means: by its id, by its number (5, 5.2) or by words of its label."""

from __future__ import annotations

from collections.abc import Sequence

from htsd_cli.form.form import Form
from htsd_cli.form.measure import Measure
from htsd_cli.form.table import Indicator
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.language.vietnamese import fold, lower_first

_NUMBER = lazy_pattern(r"(?:dong |hang |chi tieu |stt |so )?(\d{1,3})(?: (\d{1,3}))?")


class RowNotFound(ValueError):  # noqa: N818 - it names what a person must choose anew
    """No row, or more than one, is what was asked for; `str()` is a Vietnamese sentence that names the nearest."""


def row_name(form: Form, indicator: Indicator) -> str:
    """Return the number a row is known by: its own, or its place below the numbered row: "5", "5.2"."""
    if indicator.number:
        return indicator.number
    group = form.by_id.get(indicator.parent)
    if group is None or not group.number:
        return ""
    rows = rows_below(form, group)
    return f"{group.number}.{rows.index(indicator) + 1}" if indicator in rows else group.number


def row_title(form: Form, indicator: Indicator) -> str:
    """Return a row for a message: `Dòng 5.2 “Trưng bày, triển lãm sách báo, tư liệu”`."""
    number = row_name(form, indicator)
    return f"Dòng {number} “{indicator.short_label}”" if number else f"Dòng “{indicator.short_label}”"


def rows_below(form: Form, indicator: Indicator) -> list[Indicator]:
    """Return the rows that stand under a numbered row, in the form's order: `book_drive.donors` under `book_drive`."""
    return [item for item in form.indicators if item.parent == indicator.id]


def find_row(form: Form, asked: str) -> Indicator:
    """Return the row a person means.

    An id ("classes.professional", or its end, "professional"), the number of the form's row ("5", "dòng 5",
    "5.2" for the second row below it; "A", "IV" as it is printed), or words of its label, with or without marks.
    Raises `RowNotFound`.
    """
    if asked.strip() in form.by_id:
        return form.by_id[asked.strip()]
    number = _NUMBER.fullmatch(fold(asked))
    if number:
        return _numbered(form, number.group(1), number.group(2))
    letter = (
        asked.strip().rstrip(".").split(" ")[-1]
    )  # “A”, “Dòng IV”: capitals and small letters are two rows
    lettered = [item for item in form.indicators if letter and item.number.rstrip(".") == letter]
    if len(lettered) == 1 and fold(asked) in (fold(letter), f"dong {fold(letter)}"):
        return lettered[0]
    wanted = _words(form, asked)
    if not wanted:
        raise RowNotFound(f"Chưa cho biết chỉ tiêu cần xem. {_how(form)}")
    for choose in (_ends_like, _is_called, _holds):
        found = [item for item in form.indicators if choose(form, item, wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            apart = {row_name(form, row) for row in found} - {""}
            by = "số dòng ở đầu" if len(apart) == len(found) else "mã trong ngoặc"
            raise RowNotFound(
                f"“{asked}” có thể là {len(found)} chỉ tiêu:\n{_listed(form, found)}\nHãy gõ {by}."
            )
    raise RowNotFound(
        f"Không có chỉ tiêu “{asked}”. Gần nhất là:\n{_listed(form, _nearest(form, wanted))}\n{_how(form)}"
    )


def measured_rows(form: Form, rows: Sequence[Indicator], asked: str = "") -> list[tuple[Indicator, Measure]]:
    """Return every (row, measure) of some rows that takes a number, or only those of the measure asked for.

    A measure is asked for by its id or in Vietnamese ("lớp", "người", "đồng"). Raises `RowNotFound` when it is none,
    or when none of the rows has it; says which they have.
    """
    every = [(row, measure) for row in rows for measure in row.numeric_measures]
    if not asked.strip():
        return every
    bare = fold(asked)
    known = [item for item in form.measures.values() if not item.is_text]
    wanted = next((item for item in known if bare == item or _bare(bare) in _said(form, item)), None)
    if wanted is None:
        wanted = next((item for item in known if bare == fold(measure_name(form, item))), None)
    if wanted is None:
        takes = ", ".join(f"{item} ({_said_as(form, item)})" for item in known)
        raise RowNotFound(f"Không có loại số liệu “{asked}”: --measure chỉ nhận {takes}.")
    found = [(row, measure) for row, measure in every if measure == wanted]
    if not found:
        has = " và ".join(
            f"{item} ({measure_name(form, item)})" for item in dict.fromkeys(m for _, m in every)
        )
        where = row_title(form, rows[0]) if len(rows) == 1 else "Các dòng này"
        raise RowNotFound(f"{where} không có số liệu {wanted} ({measure_name(form, wanted)}), chỉ có {has}.")
    return found


def measure_name(form: Form, measure: Measure) -> str:
    """Return what a measure's figures are headed: the heading of their column, an amount by its unit."""
    unit = measure.unit if measure.is_money else ""
    return f"{unit[:1].upper()}{unit[1:]}" or form.column_heading(measure)


def figure_heading(form: Form, indicator: Indicator, measure: str) -> str:
    """Return the heading of a row's figure of a measure wherever figures stand one by one.

    An amount in a table whose cells hold several quantities has no column of its own: its unit. Of a measure that the
    row does not ask for it is the column's heading.
    """
    if form.table_of(indicator).mixed and any(own == measure and own.is_money for own in indicator.measures):
        return "Đồng"
    return form.heading_of(indicator, measure)


def _said(form: Form, measure: Measure) -> frozenset[str]:
    """Return what a measure is called, folded and without “số”: its columns' headings, and its unit."""
    columns = [
        table.by_column[name] for table in form.tables for name in measure.columns if name in table.by_column
    ]
    texts = [text for column in columns for text in (*column.path, *column.other_headings)]
    return frozenset(_bare(text) for text in (*texts, measure.unit) if text)


def _bare(text: str) -> str:
    return fold(text).removeprefix("so ")


def _said_as(form: Form, measure: Measure) -> str:
    """Return what a measure is called in a list of them: "số lớp/số cuộc thi", "người", "đồng"."""
    return measure.unit or lower_first(form.column_heading(measure))


def _numbered(form: Form, number: str, place: str | None) -> Indicator:
    whole = str(int(number)) if place is None else f"{int(number)}.{int(place)}"
    for said in (whole, str(int(number))):  # a row may bear "1.1" itself
        found = [item for item in form.indicators if item.number.rstrip(".") == said]
        if len(found) > 1:
            raise RowNotFound(
                f"Số “{said}” là của {len(found)} dòng:\n{_listed(form, found)}\nHãy gõ mã trong ngoặc."
            )
        if found and said == whole:
            return found[0]
        if found:
            break
    row = found[0] if found else None
    if row is None:
        numbers = [item.number for item in form.indicators if item.number]
        if not numbers:
            raise RowNotFound(f"Các dòng của mẫu này không có số thứ tự. {_how(form)}")
        raise RowNotFound(
            f"Mẫu báo cáo không có dòng {number}; các dòng có số từ {numbers[0]} đến {numbers[-1]}."
        )
    assert place is not None
    below = rows_below(form, row)
    if not below:
        raise RowNotFound(f"{row_title(form, row)} không có dòng con nào; hãy gõ {number}.")
    if not 1 <= int(place) <= len(below):
        raise RowNotFound(
            f"{row_title(form, row)} chỉ có {len(below)} dòng con, từ {number}.1 đến {number}.{len(below)}:\n"
            f"{_listed(form, below)}"
        )
    return below[int(place) - 1]


def _words(form: Form, text: str) -> str:
    """Return a text folded, its abbreviations in full, each word followed by a space and the first preceded by one."""
    full = {fold(short): fold(meaning) for short, meaning in form.abbreviations.items()}
    words = " ".join(full.get(word, word) for word in fold(text).split())
    return f" {words} " if words else ""


def _names(form: Form, indicator: Indicator) -> list[str]:
    texts = dict.fromkeys((indicator.label, indicator.short_label, *indicator.other_labels))
    return [_words(form, text) for text in texts]


def _ends_like(_form: Form, indicator: Indicator, wanted: str) -> bool:
    return wanted in (f" {fold(indicator.id)} ", f" {fold(indicator.id.rpartition('.')[2])} ")


def _is_called(form: Form, indicator: Indicator, wanted: str) -> bool:
    return wanted in _names(form, indicator)


def _holds(form: Form, indicator: Indicator, wanted: str) -> bool:
    return any(wanted in name for name in _names(form, indicator))


def _nearest(form: Form, wanted: str) -> Sequence[Indicator]:
    from rapidfuzz import fuzz, process

    names = [(item, name) for item in form.indicators for name in (*_names(form, item), f" {fold(item.id)} ")]
    ranked = process.extract(wanted, [name for _, name in names], scorer=fuzz.WRatio, limit=len(names))
    return [form.by_id[row] for row in list(dict.fromkeys(names[place][0].id for _, _, place in ranked))[:3]]


def _listed(form: Form, rows: Sequence[Indicator]) -> str:
    return "\n".join(f"  {row_name(form, item):<5} {item.short_label}  ({item.id})" for item in rows)


def _how(form: Form) -> str:
    example = next((item for item in form.indicators if not item.number), form.indicators[0])
    number = row_name(form, example)
    if not number:
        return f"Gõ một phần tên chỉ tiêu hoặc mã ({example.id}); không gõ chỉ tiêu thì hiện danh sách."
    return (
        f"Gõ số dòng của mẫu (ví dụ {number}), một phần tên chỉ tiêu hoặc mã ({example.id});"
        " không gõ chỉ tiêu thì hiện danh sách."
    )
