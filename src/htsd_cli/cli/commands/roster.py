"""`htsd roster check [FILE]`: what in a roster of units would keep their reports from being told apart."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from htsd_cli.cli.terminal import put, terminal


def check(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="TỆP", help="Danh sách đơn vị (.xlsx); để trống khi đang ở trong thư mục đợt báo cáo."
        ),
    ] = None,
    form_name: Annotated[
        str,
        typer.Option(
            "--form", metavar="MẪU", help="Mẫu báo cáo có các loại đơn vị; mặc định theo htsd.toml."
        ),
    ] = "",
) -> None:
    """Kiểm tra danh sách: tên, mã, loại, địa chỉ, điện thoại."""
    from htsd_cli.cli.listing import complaints
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.form import find_campaign, load_campaign, load_form
    from htsd_cli.roster import read_rows
    from htsd_cli.roster.check import check_roster
    from htsd_cli.roster.official import about_spellings
    from htsd_cli.values.findings import Severity

    folder = file if file is not None and file.is_dir() else None
    start = folder or (file.parent if file else Path())
    campaign = load_campaign(find_campaign(start))
    path = campaign.roster_path if file is None or folder else file
    if path is None:
        raise Trouble(
            "Không thấy danh sách đơn vị. Hãy gõ tên tệp, hoặc chạy trong thư mục đợt báo cáo có don-vi.xlsx."
        )
    rows = read_rows(path)
    form = load_form(form_name or campaign.form_name)
    found = [*check_roster(rows, form), *about_spellings(rows, form)]
    console = terminal()
    units = sum(1 for row in rows if row.name)
    put(console, f"Đã kiểm tra {units} đơn vị trong {path.resolve()}.", "bold")
    for part in complaints(found):
        console.print(part)
    if not rows:
        raise Trouble(f"Danh sách đơn vị “{path}” chưa có đơn vị nào.")
    if not found:
        console.print("Không có gì phải sửa.", style="green")
    if any(item.severity is Severity.ERROR for item in found):
        raise typer.Exit(1)
