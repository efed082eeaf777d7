"""What only a person can say of a form, each with the choice taken until it is answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import htsd_cli.learn.words as words
from htsd_cli.language.vietnamese import fold
from htsd_cli.learn.draft import Draft
from htsd_cli.learn.irregular import irregular_rows
from htsd_cli.learn.kinds import is_mean
from htsd_cli.learn.likely_rates import rate_parts
from htsd_cli.learn.rules import Found
from htsd_cli.learn.structure import Question

_MOST_NAMED = 4
_NAMES_PRINTED = 2  # names in a table of units that the form prints
_MOST_RATES = 6  # rows that are asked for one by one
_MOST_RATE_COLUMNS = 3  # columns that are


def questions_of(draft: Draft, likely: Sequence[Found], where: str) -> list[Question]:
    """Return the questions about one table; `where` names it in a sentence (“bảng 1”)."""
    return [
        *_of_nature(draft, where),
        *_of_lists(draft, where),
        *_of_heading(draft, where),
        *_of_once(draft),
        *_of_cells(draft, where),
        *_of_marks(draft, where),
        *_of_joined(draft, where),
        *_of_sameness(draft, where),
        *_of_rules(draft, likely, where),
        *_of_rates(draft, where),
        *_of_units(draft, where),
    ]


def _about(draft: Draft, topic: str, **more: str) -> tuple[tuple[str, str], ...]:
    return (("table", draft.id), ("topic", topic), *more.items())


def _of_nature(draft: Draft, where: str) -> list[Question]:
    if draft.nature_sure:
        return []
    units = draft.nature == "units"
    return [
        Question(
            _about(draft, "rows"),
            f"Ở {where}, mỗi dòng là một đơn vị (trường, khu phố, người …) hay một chỉ tiêu?",
            "mỗi dòng là một đơn vị, các cột là chỉ tiêu" if units else "mỗi dòng là một chỉ tiêu",
        )
    ]


def _of_lists(draft: Draft, where: str) -> list[Question]:
    """Ask how several units' lists are taken together where the form prints the names in them."""
    named = [
        row for row in draft.rows if row.label and not row.total and not row.wide and row.label not in "…."
    ]
    if draft.nature != "units" or len(named) < _NAMES_PRINTED:
        return []
    return [
        Question(
            _about(draft, "lists"),
            f"Ở {where}, mẫu in sẵn tên ({', '.join(f'“{row.label}”' for row in named[:2])} …). Khi nhiều đơn vị cùng"
            " gửi bảng này thì cộng các dòng cùng tên, hay xếp riêng dưới từng đơn vị?",
            "quá nửa số tên có ở nhiều đơn vị thì cộng theo tên, nếu không thì xếp riêng dưới từng đơn vị",
        )
    ]


def _of_heading(draft: Draft, where: str) -> list[Question]:
    if draft.pieces[0][0].heading:
        return []
    return [
        Question(
            _about(draft, "heading"),
            f"{where.capitalize()} không có dòng tiêu đề: cột cuối có phải cột số liệu không?",
            "cột cuối là cột số liệu, các cột trước là tên chỉ tiêu",
        )
    ]


def _of_once(draft: Draft) -> list[Question]:
    return [
        Question(
            _about(draft, "once", indicator=draft.row_ids[at]),
            f"Dòng “{draft.labels[at]}” đếm xã, phường: nhiều đơn vị cùng một xã, phường cùng báo thì tính một lần"
            " hay cộng lại?",
            "tính một lần (mỗi địa bàn nhiều nhất là 1)",
        )
        for at in sorted(draft.once)
    ]


def _of_cells(draft: Draft, where: str) -> list[Question]:
    found: list[Question] = []
    for place in sorted(draft.asked.grey):
        found.append(
            Question(
                _about(draft, "column", column=draft.column_ids[place]),
                f"Ở {where}, cả cột “{_named(draft, place)}” tô xám: cột này có phải điền không?",
                "không phải điền",
            )
        )
    for place in sorted(draft.asked.planned):
        found.append(
            Question(
                _about(draft, "column", column=draft.given_ids[place]),
                f"Ở {where}, cột “{_named(draft, place)}” in sẵn số ở mọi dòng: đơn vị có phải điền cột này không?",
                "không phải điền, là số của mẫu",
            )
        )
    if draft.asked.dashed:
        found.append(
            Question(
                _about(draft, "dashes"),
                f"Tệp đã điền số và ở {where} có ô ghi dấu gạch: đó là số 0 hay ô của mẫu không hỏi?",
                "là số 0, ô vẫn được hỏi; hãy học lại từ tệp mẫu còn trống nếu có",
            )
        )
    return found


def _of_marks(draft: Draft, where: str) -> list[Question]:
    if not draft.marks:
        return []
    named = ", ".join(f"“{_named(draft, place)}”" for place in sorted(draft.marks)[:_MOST_NAMED])
    return [
        Question(
            _about(draft, "marks"),
            f"Ở {where}, các cột {named} là để đánh dấu (x) hay để điền số?",
            "đánh dấu hoặc ghi chữ, không cộng",
        )
    ]


def _of_joined(draft: Draft, where: str) -> list[Question]:
    rows = irregular_rows(draft)
    if not rows:
        return []
    named = ", ".join(str(row) for row in rows[:_MOST_NAMED]) + (" …" if len(rows) > _MOST_NAMED else "")
    return [
        Question(
            _about(draft, "joined"),
            f"Ở {where}, hàng {named} có ô gộp hoặc kẻ lệch, không rõ ô nào thuộc cột nào. Các ô ấy có hỏi không?",
            "ô gộp không được hỏi; nếu phải điền thì bỏ gộp ô trong tệp mẫu rồi học lại",
        )
    ]


def _of_sameness(draft: Draft, where: str) -> list[Question]:
    found: list[Question] = []
    codes = Counter(row.code for row in draft.rows if row.code)
    for code, times in codes.items():
        if times > 1:
            found.append(
                Question(
                    _about(draft, "same", code=code),
                    f"Ở {where}, mã số “{code}” được dùng cho {times} dòng. Có phải in nhầm không?",
                    "phân biệt các dòng ấy theo tên và thứ tự, không theo mã",
                )
            )
    if draft.nature == "indicators":
        labels = Counter(
            (row.parent, row.owner, row.number, fold(draft.labels[at]))
            for at, row in enumerate(draft.rows)
            if at in draft.row_ids and not row.code and draft.labels[at]
        )
        for (_, _, _, label), times in labels.items():
            if times > 1:
                name = next(draft.labels[at] for at in draft.row_ids if fold(draft.labels[at]) == label)
                found.append(
                    Question(
                        _about(draft, "same"),
                        f"Ở {where}, {times} dòng cùng tên “{name}” không có gì để phân biệt. Có phải in nhầm không?",
                        "phân biệt theo thứ tự từ trên xuống",
                    )
                )
    paths = Counter(draft.columns[place].heading for place in draft.values)
    for path, times in paths.items():
        same = [place for place in draft.values if draft.columns[place].heading == path]
        if times > 1 and path and not all(_is_told_apart(draft, place) for place in same):
            found.append(
                Question(
                    _about(draft, "same", column=draft.column_ids[same[0]]),
                    f"Ở {where}, {times} cột cùng tiêu đề “{' › '.join(path)}”. Có phải in nhầm không?",
                    "phân biệt theo thứ tự từ trái sang phải",
                )
            )
    return found


def _is_told_apart(draft: Draft, place: int) -> bool:
    return rate_parts(draft, place) is not None or draft.columns[place].code is not None


def _of_rules(draft: Draft, likely: Sequence[Found], where: str) -> list[Question]:
    """One question for all rules of one kind told in one way: that is how a person checks them."""
    groups: dict[tuple[str, str, str, int], list[Found]] = {}
    rates = {item.column for item in likely if item.rule.kind == "ratio" and item.rule.above == 1}
    for item in likely:
        way: str = "" if item.rule.kind == "at_most" else item.rule.told_by
        alone = item.rule.kind == "ratio" and (len(rates) < _MOST_RATE_COLUMNS or item.rule.above > 1)
        one = item.column if alone else -1  # each rate has parts of its own
        groups.setdefault((way, item.rule.kind, item.axis, one), []).append(item)
    found: list[Question] = []
    for (way, kind, axis, one), items in groups.items():
        told_by = way or ", ".join(dict.fromkeys(item.rule.told_by for item in items))
        heads = dict.fromkeys(item.row if axis == "rows" else item.column for item in items)
        names = [_row_named(draft, at) if axis == "rows" else f"“{_named(draft, at)}”" for at in heads]
        some = ", ".join(names[:_MOST_NAMED]) + (
            f" và {len(names) - _MOST_NAMED} chỗ nữa" if len(names) > _MOST_NAMED else ""
        )
        what = "dòng" if axis == "rows" else "cột"
        place = f"Ở {where}, {what} {some}"
        if kind == "ratio" and one < 0:
            message = (
                f"Ở {where}, {len(heads)} cột tỷ lệ có phải tính như sau không: {_rates_told(draft, items)}?"
            )
            taken = "phải; tính lại khi tổng hợp, sai thì chỉ cảnh báo"
        elif kind == "ratio":
            message = f"{place}: có phải tính bằng {_rate_words(draft, items[0])} không?"
            taken = "phải; tính lại khi tổng hợp, sai thì chỉ cảnh báo"
        elif kind == "at_most":
            message = f"{place}: {_parts_named(draft, items, axis)} có luôn không lớn hơn {what} ấy không?"
            taken = "phải; sai thì chỉ cảnh báo"
        else:
            below = {"caption": "các dòng “Chia ra” bên dưới", "numbering": "các dòng mang số thứ tự con"}
            by = "các cột thành phần" if axis == "columns" else below.get(told_by, "các dòng thành phần")
            message = f"{place} có đúng bằng tổng {by} không?"
            taken = "đúng; lệch thì chỉ cảnh báo"
        column = {"column": draft.column_ids[one]} if one >= 0 else {}
        about = _about(draft, "rules", told_by=told_by, kind=kind, along=axis, **column)
        found.append(Question(about, message, taken))
    return found


def _of_rates(draft: Draft, where: str) -> list[Question]:
    """Ask of what a rate or a mean is a part where neither code nor heading says it."""
    found: list[Question] = []
    columns: list[int] = []
    for place in draft.values:
        kinds = [kind for (_, column), kind in draft.kinds.items() if column == place]
        if (
            kinds
            and all(kind.adds_up == "none" and kind.kind in ("percent", "decimal") for kind in kinds)
            and (
                any(kind.kind == "percent" for kind in kinds)
                or is_mean(draft.columns[place].path)
                or words.MEAN_ALONE.fullmatch(draft.columns[place].bare)
            )
        ):
            columns.append(place)
    asked = {draft.column_ids[place] for place in columns}
    if len(columns) <= _MOST_RATE_COLUMNS:
        for place in columns:
            name = f"Ở {where}, cột “{_named(draft, place)}”"
            rate = any(kind.kind == "percent" for (_, at), kind in draft.kinds.items() if at == place)
            found.append(_rate(draft, name, "cột", rate=rate, column=draft.column_ids[place]))
    else:
        named = ", ".join(f"“{_named(draft, place)}”" for place in columns[:_MOST_NAMED])
        found.append(
            Question(
                _about(draft, "rates"),
                f"Ở {where}, {len(columns)} cột tỷ lệ, bình quân ({named}{' …' if len(columns) > _MOST_NAMED else ''})"
                " không nói tính từ cột nào: có phải để nguyên, không cộng không?",
                "phải; chỉ nêu theo từng đơn vị",
            )
        )
    rows = [
        at
        for at in draft.row_ids
        if (kinds := [kind for (row, place), kind in draft.kinds.items()
                      if row == at and draft.column_ids[place] not in asked])
        and all(kind.adds_up == "none" and kind.kind in ("percent", "decimal", "amount") for kind in kinds)
        and (any(kind.kind == "percent" for kind in kinds) or _is_mean_row(draft, at))
    ]  # fmt: skip
    if len(rows) <= _MOST_RATES:
        for at in rows:
            rate = all(kind.kind == "percent" for (row, _), kind in draft.kinds.items() if row == at)
            name = f"Ở {where}, dòng {_row_named(draft, at)}"
            found.append(_rate(draft, name, "dòng", rate=rate, indicator=draft.row_ids[at]))
    elif rows:
        found.append(
            Question(
                _about(draft, "rates"),
                f"Ở {where}, {len(rows)} dòng tỷ lệ, bình quân không nói tính từ dòng nào: có phải để nguyên, không"
                " cộng không?",
                "phải; chỉ nêu theo từng đơn vị",
            )
        )
    return found


def _is_mean_row(draft: Draft, at: int) -> bool:
    name = fold(draft.rows[at].label)
    return is_mean(name) or words.EACH.fullmatch(name) is not None or words.RANKED.fullmatch(name) is not None


def _rate(draft: Draft, named: str, what: str, *, rate: bool, **about: str) -> Question:
    asked = (
        f"là tỷ lệ của {what} nào so với {what} nào? Ghi số {what}"
        if rate
        else f"không cộng giữa các đơn vị được; có tính lại bằng hai {what} khác của bảng không? Không thì ghi"
        f" “không”, có thì ghi số {what}"
    )
    return Question(
        _about(draft, "rate", **about),
        f"{named} {asked}, ví dụ: {what} 2 / {what} 1.",
        "chưa rõ; không cộng, chỉ nêu theo từng đơn vị",
    )


def _parts_named(draft: Draft, items: Sequence[Found], axis: str) -> str:
    """Return the parts of some wholes, each name once, the first ones by name."""
    what = "dòng" if axis == "rows" else "cột"
    rows = {name: at for at, name in draft.row_ids.items()}
    columns = {name: place for place, name in enumerate(draft.column_ids)}
    names: dict[str, None] = {}
    for item in items:
        for part in item.rule.parts:
            if axis == "rows":
                at = rows[part.indicator]
                names[_row_named(draft, at).removeprefix("“").removesuffix("”")] = None
            else:
                place = columns[part.indicator if draft.nature == "units" else part.measure]
                heading = draft.columns[place].heading
                names[heading[-1] if heading else _named(draft, place)] = None
    told = [f"“{name}”" for name in names][:_MOST_NAMED]
    return f"{'' if len(names) == 1 else 'các '}{what} {', '.join(told)}{' …' if len(names) > _MOST_NAMED else ''}"


def _rates_told(draft: Draft, items: Sequence[Found]) -> str:
    """Return how each of several rates is computed, the first ones by name."""
    first = {item.column: item for item in reversed(items)}
    told = [f"“{_named(draft, place)}” là {_rate_words(draft, first[place])}" for place in sorted(first)]
    return "; ".join(told[:_MOST_NAMED]) + (
        f"; và {len(told) - _MOST_NAMED} cột nữa cũng vậy" if len(told) > _MOST_NAMED else ""
    )


def _rate_words(draft: Draft, item: Found) -> str:
    """Return how a likely rate is computed: “A” chia “B”, nhân 100."""
    places = {name: place for place, name in enumerate(draft.column_ids)}
    units = draft.nature == "units"
    names = [
        f"“{_named(draft, places[part.indicator if units else part.measure])}”" for part in item.rule.parts
    ]
    above = " trừ ".join(names[: item.rule.above])
    if item.rule.above > 1:
        above = f"({above})"
    return f"{above} chia {names[-1]}, nhân 100"


def _of_units(draft: Draft, where: str) -> list[Question]:
    if (
        draft.nature == "units"
        or any(draft.units.values())
        or any(kind.unit for kind in draft.kinds.values())
    ):
        return []
    if not any(kind.kind == "integer" for kind in draft.kinds.values()):
        return []
    return [
        Question(
            _about(draft, "unit"),
            f"{where.capitalize()} không ghi đơn vị tính: các số liệu có phải đều là số nguyên và cộng được không? Nếu"
            " là tiền hay số lẻ thì ghi đơn vị tính.",
            "phải: số nguyên, cộng các đơn vị lại",
        )
    ]


def _named(draft: Draft, place: int) -> str:
    return " › ".join(draft.columns[place].heading) or f"cột {draft.columns[place].index}"


def _row_named(draft: Draft, at: int) -> str:
    row = draft.rows[at]
    label = draft.labels.get(at, row.label)
    short = label if len(label) <= 50 else f"{label[:48].rsplit(' ', 1)[0]}…"
    return f"“{row.number}. {short}”" if row.number and row.number not in "-+@" else f"“{short}”"
