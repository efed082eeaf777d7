"""`htsd form diff OLD NEW`: what differs between last year's form and this year's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.options import Format, OutputFormat
from htsd_cli.cli.terminal import echo_json, shown, terminal

if TYPE_CHECKING:
    from rich.console import RenderableType

    from htsd_cli.form import Form
    from htsd_cli.form.differences import Differences


def diff(
    old: Annotated[Path, typer.Argument(metavar="MẪU_CŨ", help="Thư mục, tệp hoặc tên của mẫu năm trước.")],
    new: Annotated[Path, typer.Argument(metavar="MẪU_MỚI", help="Thư mục, tệp hoặc tên của mẫu năm nay.")],
    form: Format = OutputFormat.TEXT,
) -> None:
    """So mẫu năm nay với mẫu năm trước.

    Kể dòng, cột thêm, bỏ, đổi tên, chuyển chỗ; số liệu nào so được với năm trước.
    """
    from htsd_cli.form.differences import differences

    before, after = _form(old), _form(new)
    found = differences(before, after)
    if form is OutputFormat.JSON:
        echo_json(found.to_json())
    else:
        from rich.console import Group

        terminal().print(Group(*_told(found, before, after)))
    if not found.nothing:
        raise typer.Exit(1)


def _form(path: Path) -> Form:
    from htsd_cli.cli.form.new import learnt_from
    from htsd_cli.cli.form.show import form_at
    from htsd_cli.learn.kept import as_form

    return as_form(learnt_from(path), path.name) if path.is_file() else form_at(path)


def _told(found: Differences, before: Form, after: Form) -> Iterator[RenderableType]:
    from rich.table import Table
    from rich.text import Text

    yield Text(f"{shown(before.title)} → {shown(after.title)}", style="bold")
    if found.nothing:
        yield Text("Hai mẫu hỏi như nhau.")
        return
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    several = len(after.tables) > 1 or len(before.tables) > 1
    for sign, style, what, items in (
        ("+", "green", "dòng thêm", found.added),
        ("−", "red", "dòng bỏ", found.dropped),
        ("↕", "yellow", "dòng chuyển chỗ", found.moved),
    ):
        for item, table in items:
            where = f" ({table.id})" if several else ""
            grid.add_row(Text(f"{sign} {what}", style=style), shown(item.label) + where)
    for old, new in found.reworded:
        grid.add_row(Text("≈ đổi tên dòng", style="yellow"), f"{shown(old.label)} → {shown(new.label)}")
    for sign, style, what, columns in (
        ("+", "green", "cột thêm", found.columns_added),
        ("−", "red", "cột bỏ", found.columns_dropped),
    ):
        for column, _table in columns:
            grid.add_row(Text(f"{sign} {what}", style=style), shown(" › ".join(column.path)))
    for first, second in found.columns_reworded:
        paths = " → ".join(shown(" › ".join(column.path)) for column in (first, second))
        grid.add_row(Text("≈ đổi tên cột", style="yellow"), paths)
    yield grid
    cells = [(item.id, measure.id) for item, measure in before.measured()]
    same = sum(1 for cell in cells if found.measure(before, after, *cell) is not None)
    yield Text(
        f"{same}/{len(cells)} số liệu của mẫu năm trước so được với năm nay"
        + (f"; {len(cells) - same} số không có chỗ tương ứng." if same < len(cells) else ".")
    )
