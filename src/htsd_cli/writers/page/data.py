"""What the page's script knows: every unit's findings and figures with their raw text, as one JSON value."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from htsd_cli.consolidate import Consolidation, Unit
from htsd_cli.form import Campaign, Form, Indicator, Measure
from htsd_cli.values.figures import Figure, as_json
from htsd_cli.values.findings import Finding
from htsd_cli.writers.campaign.message import message_to
from htsd_cli.writers.main_figures import figure_said
from htsd_cli.writers.wording import (
    LATE_SYMBOL,
    LATE_WORDS,
    SEVERITY_WORDS,
    STATUS_SYMBOLS,
    STATUS_WORDS,
    decided_words,
    figure_place,
    measure_heading,
    numbered,
    row_number,
)

MOST_PLAIN = 400_000  # letters that a page shows a while before a packed one is unpacked

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
FileLink = Callable[[str | None], str | None]  # a file's name in a consolidation -> an href, None without one


def page_data(
    consolidation: Consolidation,
    changes: Mapping[tuple[str, str], tuple[str, ...]],
    views: Sequence[Unit],
    kinds: Sequence[str],
    form: Form,
    campaign: Campaign,
    link: FileLink,
    rows: int,
) -> tuple[dict[str, Json], Iterator[Json]]:
    """Return the data of the page: what all units share, and the `units`, one at a time.

    `measures`: one entry for each (indicator, measure) of the form, in its order; `was` tells the earlier year's
    total and the change, from `changes`. `units`: in the order of
    `views`; `kind` is the place among `kinds`. Their `figures` are `[measure's place, figure, raw text, place,
    decided]`, the raw text None where the figure was derived, the figure None where a finding keeps it out,
    and `decided` the sentence about what a person decided, left out where nobody did.

    The first `rows` units have their rows in the page. Of more units the script makes the others' rows, and `slice`
    is `rows`, `statuses` the symbol and the words of each, and a later unit's `row` what its row alone says:
    its status, whether it is late, and the day it came in.
    """
    measured = form.measured()
    shared: dict[str, Json] = {
        "kinds": list(kinds),
        "measures": [
            {
                "number": row_number(form, indicator),
                "label": indicator.short_label,
                **_called(consolidation, form, indicator, measure),
                "heading": measure_heading(form, measure, indicator),
                "once": consolidation.counts_once(indicator, measure),
                **_alone(measure),
                "was": "; ".join(changes.get((indicator.id, measure), ())),
            }
            for indicator, measure in measured
        ],
    }
    if len(views) > rows:
        badges: dict[str, tuple[str, str]] = {
            status: (STATUS_SYMBOLS[status], words) for status, words in STATUS_WORDS.items()
        }
        badges["late"] = (LATE_SYMBOL, LATE_WORDS)
        shared |= {"slice": rows, "statuses": {status: list(badge) for status, badge in badges.items()}}
    return shared, (
        _unit(view, kinds.index(view.kind_name), form, campaign, link)
        | (_row(view) if number >= rows else {})
        for number, view in enumerate(views)
    )


def _row(view: Unit) -> dict[str, Json]:
    return {"row": [view.status, view.late, f"{view.received:%d/%m/%Y}" if view.received else ""]}


def _called(
    consolidation: Consolidation, form: Form, indicator: Indicator, measure: Measure
) -> dict[str, Json]:
    """Return what a total is called by itself (`name`, left out where that is its row's), and its `unit`."""
    name, unit = figure_said(form, indicator, measure, consolidation.filled(indicator))
    return {"unit": unit} if name == indicator.short_label else {"name": name, "unit": unit}


def _alone(measure: Measure) -> dict[str, Json]:
    """Return what is said of a total that is no sum of the units' figures."""
    if measure.adds_up == "recompute":
        return {"alone": "Tính lại từ các tổng của tử số và mẫu số, không cộng tỷ lệ của các đơn vị."}
    return {"alone": "Không cộng, chỉ xem theo từng đơn vị."} if measure.adds_up == "none" else {}


def to_script(shared: dict[str, Json], units: Iterable[Json]) -> str:
    """Return the data, the units under `units`, as JSON that can stand inside a `<script>` element.

    It can so whatever texts it holds.

    Much of it is packed: an object with the one key `packed`, zlib in base64, which the page's script unpacks.
    """
    packer = zlib.compressobj(6)
    packed, plain, size = bytearray(), list[str](), 0
    for piece in _pieces(shared, units):
        size += len(piece)
        packed += packer.compress(piece.encode("utf-8", "surrogatepass"))
        if size > MOST_PLAIN:  # of thousands of units no text is held as a whole
            plain.clear()
        else:
            plain.append(piece)
    if size > MOST_PLAIN:
        packed += packer.flush()
        return f'{{"packed":"{base64.b64encode(packed).decode("ascii")}"}}'
    text = "".join(plain)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _pieces(shared: dict[str, Json], units: Iterable[Json]) -> Iterator[str]:
    yield f'{_text(shared)[:-1]},"units":['
    for number, unit in enumerate(units):
        yield f"{',' if number else ''}{_text(unit)}"
    yield "]}"


_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _unit(view: Unit, kind: int, form: Form, campaign: Campaign, link: FileLink) -> dict[str, Json]:
    return {
        "name": view.name,
        "kind": kind,
        "file": view.file,
        "link": link(view.file),
        "counted": view.counted,
        "missing": view.status == "missing",
        "sent": view.sent,
        "unusable": view.reason if view.unusable else None,
        "findings": [finding_data(finding, form) for finding in view.findings],
        "figures": _figures(view, form),
        "notes": _notes(view, form),
        "message": message_to(view, form, campaign),
    }


def finding_data(finding: Finding, form: Form) -> dict[str, Json]:
    """Return a finding as the page shows it."""
    indicator = form.by_id.get(finding.indicator or "")
    where = [numbered(form, indicator)] if indicator else []
    where += [f"cột {measure_heading(form, finding.measure, indicator)}"] if finding.measure else []
    origin = finding.origin
    return {
        "severity": finding.severity.value,
        "words": SEVERITY_WORDS[finding.severity],
        "where": ", ".join(where),
        "message": finding.message,
        "hint": finding.hint,
        "suggestion": as_json(finding.suggestion),
        "raw": origin.text if origin else None,
        "place": figure_place(origin, form, indicator) if origin else "",
    }


def _notes(view: Unit, form: Form) -> list[Json]:
    """Return what the unit wrote beside its figures, each as [what it is, the text]."""
    report = view.submission
    if report is None:
        return []
    notes: list[Json] = [
        [f"Ghi chú – {indicator.short_label}", report.notes[indicator.id]]
        for indicator in form.indicators
        if report.notes.get(indicator.id)
    ]
    if report.other:
        notes.append(["Nội dung khác", report.other])
    for row in report.extra_rows:
        notes.append([f"Dòng thêm – {row.label}", " | ".join(cell for cell in row.cells if cell)])
    return notes


def _figures(view: Unit, form: Form) -> list[Json]:
    kept_out = view.kept_out()
    rows: list[Json] = []
    for number, (indicator, measure) in enumerate(form.measured()):
        key = indicator.key(measure)
        figure = view.figure(key) or Figure(None)
        origin = kept_out.get(key) if figure.value is None else figure.origin
        decided = figure.decided
        if figure.value is None and origin is None and decided is None:
            continue
        row: list[Json] = [
            number,
            as_json(figure.value),
            origin.text if origin else None,
            figure_place(origin, form, indicator) if origin else "",
        ]
        rows.append(row if decided is None else [*row, decided_words(decided)])
    return rows
