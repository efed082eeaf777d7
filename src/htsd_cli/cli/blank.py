"""`htsd blank`: writes the empty form in Word and in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def blank(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="THƯ_MỤC", help="Thư mục ghi mẫu trống.")
    ] = Path(),
    unit: Annotated[str, typer.Option("--unit", metavar="TÊN", help="Ghi sẵn tên đơn vị vào mẫu.")] = "",
    form_name: Annotated[str, typer.Option("--form", metavar="MẪU", help="Mẫu báo cáo.")] = "htsd-2024",
) -> None:
    """Ghi mẫu báo cáo trống để gửi cho đơn vị."""
    from htsd_cli.form import load_form
    from htsd_cli.writers.blank import write_blank_word, write_blank_workbook
    from htsd_cli.writers.file_names import safe_name
    from htsd_cli.writers.output import staged

    form = load_form(form_name)
    named = safe_name(unit)
    name = f"mau-bao-cao-{form.id}{f' - {named}' if named else ''}"
    with staged(output, keep_existing=True) as stage:
        write_blank_word(form, stage / f"{name}.docx", unit)
        write_blank_workbook(form, stage / f"{name}.xlsx", unit)
    for ending in ("docx", "xlsx"):
        typer.echo(f"Đã ghi {output / f'{name}.{ending}'}")
