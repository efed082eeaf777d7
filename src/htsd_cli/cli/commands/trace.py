"""`htsd trace [OUT] [INDICATOR]`: who a total is made of, and where each figure stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.options import Format, OutputFormat
from htsd_cli.cli.terminal import echo, echo_json

if TYPE_CHECKING:
    from htsd_cli.earlier.results import Results
    from htsd_cli.earlier.trace import Trace
    from htsd_cli.form import Form


def trace(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KẾT_QUẢ] [CHỈ_TIÊU]",
            help="Thư mục kết quả (hoặc tệp tong-hop.json), rồi chỉ tiêu: số dòng (5, 5.2), một phần tên (không cần"
            " dấu) hoặc mã. Trong thư mục đợt báo cáo thì không cần gõ thư mục kết quả; không gõ chỉ tiêu thì hiện"
            " danh sách.",
        ),
    ] = None,
    measure: Annotated[
        str,
        typer.Option(
            "--measure",
            metavar="LOẠI",
            help="Chỉ xem một số liệu, gọi bằng đơn vị tính (lớp, người, đồng …) hoặc mã.",
        ),
    ] = "",
    output: Format = OutputFormat.TEXT,
) -> None:
    """Truy nguồn số tổng: gồm số của đơn vị nào, ghi ở đâu."""
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.cli.working import read_settled
    from htsd_cli.earlier.trace import trace as trace_total
    from htsd_cli.form.rows import find_row, measured_rows, row_title, rows_below

    place, asked = _split(words or [])
    results = read_settled(place)
    form = _form_of(results, place)
    indicator = find_row(form, asked) if asked else None
    rows = [indicator] if indicator else list(form.indicators)
    if indicator and not indicator.numeric_measures:
        rows = rows_below(form, indicator)
        if not rows:
            raise Trouble(f"{row_title(form, indicator)} chỉ có nội dung bằng chữ, không có số để cộng.")
    traces = [trace_total(results, form, row, item) for row, item in measured_rows(form, rows, measure)]
    if output is OutputFormat.JSON:
        _print_json(traces, results, form)
    else:
        from htsd_cli.cli.tracing import print_rows, print_trace

        if indicator and indicator.numeric_measures:
            for item in traces:
                print_trace(item, form)
        else:
            print_rows(traces, results, form, indicator)
    _refuse_wrong(traces, form)


def _split(words: list[str]) -> tuple[Path, str]:
    """Return where the results are, and which row is asked for ("" for none)."""
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.earlier.results import RESULTS_FILE
    from htsd_cli.form import CAMPAIGN_FILE, find_campaign, load_campaign

    rest = " ".join(words)
    if words:
        first = Path(words[0])
        rest_of = " ".join(words[1:])
        if (first / RESULTS_FILE).is_file() or first.suffix.lower() == ".json":
            return first, rest_of
        if (first / CAMPAIGN_FILE).is_file():
            return load_campaign(first / CAMPAIGN_FILE).folder("results") or first, rest_of
        if first.is_dir() and len(words) > 1:
            return first, rest_of
    campaign_file = find_campaign(Path())
    own = load_campaign(campaign_file).folder("results") if campaign_file else None
    for usual in (Path(), own, Path("ket-qua")):
        if usual is not None and (usual / RESULTS_FILE).is_file():
            return usual, rest
    if len(words) > 1:  # the first can only have been meant for the results
        return Path(words[0]), " ".join(words[1:])
    raise Trouble(
        "Ở đây chưa có kết quả tổng hợp (tong-hop.json). Hãy chạy “htsd aggregate” trước, hoặc gõ thư mục kết quả"
        " trước chỉ tiêu: htsd trace THƯ_MỤC CHỈ_TIÊU."
    )


def _form_of(results: Results, place: Path) -> Form:
    """Return the form the results are of: the one of the campaign they stand in, else the one of that name."""
    from htsd_cli.form import find_campaign, load_campaign, load_form

    campaign_file = find_campaign(place if place.is_dir() else place.parent)
    if campaign_file is not None:
        form = load_form(load_campaign(campaign_file).form_name)
        if form.id == results.form:
            return form
    return load_form(results.form)


def _print_json(traces: Sequence[Trace], results: Results, form: Form) -> None:

    from htsd_cli.earlier.trace import SCHEMA, trace_to_json

    data = {
        "schema": SCHEMA,
        "form": results.form,
        "office": results.office,
        "year": results.year,
        "traces": [trace_to_json(item, form) for item in traces],
    }
    echo_json(data)


def _refuse_wrong(traces: Sequence[Trace], form: Form) -> None:
    """Say which totals are not the sum of their units, and end with status 2."""
    wrong = [item for item in traces if not item.adds_up]
    if not wrong:
        return
    from htsd_cli.cli.tracing import total_title

    lines = [f"  - {total_title(item, form)}: {item.wrong}." for item in wrong]
    echo(
        "SỐ TỔNG KHÔNG KHỚP với số liệu của các đơn vị:\n"
        + "\n".join(lines)
        + "\nTệp tong-hop.json đã bị sửa hoặc hỏng."
        " Đừng dùng các số này; hãy chạy lại “htsd aggregate” rồi truy nguồn lại.",
        stderr=True,
    )
    raise typer.Exit(2)
