"""`htsd validate PATH...`: checks units' files and says what to mend, worst first."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.options import Format, OutputFormat, Quiet
from htsd_cli.cli.terminal import echo_json, terminal

if TYPE_CHECKING:
    from htsd_cli.intake import Received
    from htsd_cli.values.submission import Submission


def validate(
    paths: Annotated[
        list[Path], typer.Argument(metavar="TỆP...", help="Tệp báo cáo hoặc thư mục chứa báo cáo.")
    ],
    output: Format = OutputFormat.TEXT,
    form_name: Annotated[
        str | None,
        typer.Option("--form", metavar="MẪU", help="Mẫu báo cáo dùng để kiểm tra; mặc định: mẫu của đợt."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Kiểm tra báo cáo: dòng nào sai, phải ghi gì."""
    from htsd_cli.cli.gathering import campaign_around
    from htsd_cli.form import load_campaign_form, load_form
    from htsd_cli.pipeline import read_received

    form = load_form(form_name) if form_name else load_campaign_form(campaign_around(paths[0]))
    with ExitStack() as stack:
        files, passed_over = _files(paths, stack)
        submissions = read_received(files, form)
    if output is OutputFormat.JSON:
        echo_json([item.to_json() for item in submissions])
    elif not quiet:
        _print(submissions, passed_over)
    if any(item.status == "error" for item in submissions):
        raise typer.Exit(1)


def _files(paths: list[Path], stack: ExitStack) -> tuple[list[Received], int]:
    """Return the files to check, each with the name it was given by, and how many were passed over.

    What was in zips and mails stays until `stack` is closed.
    """
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.intake import open_inbox

    files: list[Received] = []
    passed_over = 0
    for path in paths:
        if not path.exists():
            raise Trouble(f"Không có tệp hay thư mục “{path}”. Hãy kiểm tra lại tên và đường dẫn.")
        inbox = stack.enter_context(open_inbox(path))
        folder = path if path.is_dir() else path.parent
        # What is checked as it was given keeps the very name it was given by.
        files += [
            item._replace(name=str(path) if item.path == path else str(folder / item.name))
            for item in inbox.files
        ]
        passed_over += len(inbox.passed_over)
    if not files:
        folders = ", ".join(f"“{path}”" for path in paths)
        raise Trouble(f"Trong {folders} không có báo cáo nào (tệp Word hoặc Excel).")
    return files, passed_over


def _print(submissions: list[Submission], passed_over: int) -> None:

    from htsd_cli.cli.listing import findings_of, summary

    console = terminal()
    for submission in submissions:
        if submission.findings:
            console.print(findings_of(submission))
    console.print(summary(submissions))
    if passed_over:
        console.print(f"Đã bỏ qua {passed_over} tệp không phải báo cáo (tệp tạm, tệp ẩn, hình ảnh, ghi chú).")
    clean = sum(1 for item in submissions if not item.findings)
    if clean == len(submissions):
        console.print("Không có gì phải sửa.", style="green")
