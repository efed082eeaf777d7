"""`htsd form show [FOLDER]`: what a form says, as a table a person can check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.options import Format, OutputFormat
from htsd_cli.cli.terminal import echo_json, terminal

if TYPE_CHECKING:
    from htsd_cli.form import Form


def show_form(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[THƯ_MỤC]", help="Thư mục của mẫu, hoặc tên mẫu có sẵn; để trống: mẫu của đợt."
        ),
    ] = None,
    form: Format = OutputFormat.TEXT,
) -> None:
    """Xem một mẫu báo cáo nói gì: bảng, cột, dòng, ràng buộc, điều còn hỏi."""
    from htsd_cli.learn.kept import from_form

    learnt = from_form(form_at(folder))
    if form is OutputFormat.JSON:
        echo_json(learnt.to_json())
        return
    from htsd_cli.cli.form.told import told

    console = terminal()
    console.print(told(learnt, console.width))


def form_at(folder: Path | None) -> Form:
    """Return the form of a folder, of a campaign's folder, or that comes with the program under this name.

    Raises `Trouble` where there is none, `TomlError` with the line of a mistake in it.
    """
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.form import find_campaign, form_names, load_campaign, load_campaign_form, load_form

    place = folder if folder is not None else Path()
    if folder is not None and str(folder) in form_names() and not folder.exists():
        return load_form(str(folder))
    if (place / "form.toml").is_file():
        return load_form(str(place))
    around = find_campaign(place.resolve()) if place.is_dir() else None
    if around is not None and (folder is None or around.parent == place.resolve()):
        return load_campaign_form(load_campaign(around))
    known = ", ".join(form_names())
    if folder is None:
        raise Trouble(
            f"Ở đây không có mẫu nào (form.toml, htsd.toml). Hãy đưa thư mục của mẫu; các mẫu có sẵn: {known}."
        )
    if folder.is_file():
        raise Trouble(f"“{folder}” là một tệp. Để học mẫu từ tệp ấy: htsd form new “{folder}”.")
    what = "không có form.toml" if folder.is_dir() else "không có"
    raise Trouble(f"Thư mục mẫu “{folder}” {what}. Hãy kiểm tra lại tên; các mẫu có sẵn: {known}.")
