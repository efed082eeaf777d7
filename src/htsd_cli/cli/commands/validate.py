"""`htsd validate PATH...`: checks units' files and says what to mend, worst first."""

from __future__ import annotations

from contextlib import ExitStack
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.options import Format, OutputFormat, Quiet
from htsd_cli.cli.terminal import echo, echo_json, put, terminal

if TYPE_CHECKING:
    from rich.console import Console

    from htsd_cli.consolidate import Arrival
    from htsd_cli.form import Form
    from htsd_cli.intake import Received
    from htsd_cli.roster import Roster
    from htsd_cli.values.submission import Submission

_TITLE = "KẾT QUẢ KIỂM TRA BÁO CÁO"  # how a file begins that this command wrote
_PAGE = 110  # letters of a line of it


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[TỆP]...",
            help="Tệp báo cáo hoặc thư mục chứa báo cáo; để trống khi đang ở trong thư mục đợt báo cáo.",
        ),
    ] = None,
    output: Format = OutputFormat.TEXT,
    form_name: Annotated[
        str | None,
        typer.Option("--form", metavar="MẪU", help="Mẫu báo cáo dùng để kiểm tra; mặc định: mẫu của đợt."),
    ] = None,
    errors_only: Annotated[
        bool, typer.Option("--errors", help="Chỉ hiện các tệp có lỗi phải sửa và các lỗi ấy.")
    ] = False,
    into: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="TỆP", help="Ghi vào tệp văn bản này thay vì hiện trên màn hình."
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Kiểm tra báo cáo: dòng nào sai, phải ghi gì."""
    from htsd_cli.cli.checking import check, setting_around
    from htsd_cli.cli.gathering import find_workplace

    paths = [_meant(path) for path in paths or ()] or [find_workplace(None, None, None).inbox]
    setting = setting_around(paths[0], form_name)
    form, roster = setting.form, setting.roster
    with ExitStack() as stack:
        files, passed_over = _files(paths, stack)
        submissions, arrivals = check(files, setting)
    if arrivals:
        submissions = _without_scans(submissions, arrivals, paths, form, roster)
    folder = paths[0] if len(paths) == 1 and paths[0].is_dir() else None
    if output is OutputFormat.JSON:
        echo_json([item.to_json() for item in submissions])
    elif into is not None:
        text = StringIO()
        page = terminal(file=text, width=_PAGE)
        _print(page, _by_roster(submissions, roster), passed_over, folder, errors_only=errors_only)
        _save(into, text.getvalue())
        if not quiet:
            echo(f"Đã ghi {into}")
    elif not quiet:
        _print(terminal(), _by_roster(submissions, roster), passed_over, folder, errors_only=errors_only)
    if any(item.status == "error" for item in submissions):
        raise typer.Exit(1)


def _without_scans(
    submissions: list[Submission],
    arrivals: list[Arrival],
    paths: list[Path],
    form: Form,
    roster: Roster | None,
) -> list[Submission]:
    """Return the submissions; of the scan of a report that is there too only that it is one, as the campaign counts."""
    from dataclasses import replace

    from htsd_cli.consolidate import scans_of_reports
    from htsd_cli.values.catalogue import finding

    def below(file: str) -> str:
        """Return a file's name below the folder that was given: in that folder itself nothing lies together."""
        folders = (path if path.is_dir() else path.parent for path in paths)
        around = (path for path in folders if Path(file).is_relative_to(path))
        return next((Path(file).relative_to(path).as_posix() for path in around), Path(file).name)

    named = [
        replace(item, submission=item.submission.model_copy(update={"file": below(item.file)}))
        for item in arrivals
    ]
    scans = scans_of_reports(named, form, roster)
    told = (finding("scan-of-report"),)
    return [
        one.model_copy(update={"findings": told}) if item.file in scans else one
        for one, item in zip(submissions, named, strict=True)
    ]


def _meant(path: Path) -> Path:
    """Return what is to be checked of what a person named: of a campaign's folder its inbox."""
    from htsd_cli.cli.gathering import find_workplace
    from htsd_cli.cli.trouble import as_it_lies
    from htsd_cli.form import CAMPAIGN_FILE

    path = as_it_lies(path)
    return find_workplace(path, None, None).inbox if (path / CAMPAIGN_FILE).is_file() else path


def _files(paths: list[Path], stack: ExitStack) -> tuple[list[Received], int]:
    """Return the files to check, each with the name it was given by, and how many were passed over.

    What was in zips and mails stays until `stack` is closed.
    """
    from htsd_cli.cli.checking import opened
    from htsd_cli.cli.trouble import Trouble, not_there
    from htsd_cli.intake import never_a_report

    files: list[Received] = []
    passed_over = 0
    told = ""
    for path in paths:
        if not path.exists():
            raise not_there(path, "tệp hay thư mục")
        if path.is_file() and (why := never_a_report(path.name)):
            passed_over += 1
            told = f"“{path}” không phải báo cáo: {why}."
            continue
        inbox = opened(path, stack)
        files += inbox.files
        passed_over += len(inbox.passed_over)
    if not files and told:
        raise Trouble(told)
    if not files:
        folders = ", ".join(f"“{path}”" for path in paths)
        raise Trouble(f"Trong {folders} không có báo cáo nào (tệp Word hoặc Excel).")
    return files, passed_over


def _by_roster(submissions: list[Submission], roster: Roster | None) -> list[Submission]:
    """Return the submissions as a person looks for them: in the order of the roster, the others behind."""
    if roster is None:
        return submissions
    order = {unit.id: place for place, unit in enumerate(roster.units)}
    return sorted(submissions, key=lambda item: order.get(item.unit.id or "", len(order)))


def _save(path: Path, text: str) -> None:
    """Write what was found into a text file that Notepad shows right. Raises `Trouble` over another's file."""
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.writers.output import notepad, write_whole

    if path.is_dir():
        raise Trouble(f"“{path}” là một thư mục. Hãy đưa tên một tệp, ví dụ -o loi.txt.")
    if not path.parent.is_dir():
        raise Trouble(f"Không có thư mục “{path.parent}” để ghi “{path.name}”.")
    if path.suffix.lower() != ".txt":
        raise Trouble(f"“{path}”: chỉ ghi được tệp văn bản .txt, ví dụ -o loi.txt.")
    if path.is_file() and not path.read_bytes().startswith(notepad(_TITLE)):
        raise Trouble(f"“{path}” đã có sẵn và không phải do htsd ghi. Hãy đặt tên khác.")
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    write_whole(path, notepad(f"{_TITLE}\n\n{lines}\n"))


def _print(
    console: Console,
    submissions: list[Submission],
    passed_over: int,
    folder: Path | None,
    *,
    errors_only: bool,
) -> None:
    """Say what is to mend; of files in a `folder` the name tells their place within it."""
    from htsd_cli.cli.listing import findings_of, summary

    if folder is not None:
        submissions = [
            item.model_copy(update={"file": item.file.removeprefix(f"{folder}").lstrip("/\\")})
            for item in submissions
        ]
        put(console, f"Thư mục: {folder}", "dim")
    told = [item for item in submissions if not errors_only or item.status == "error"]
    for submission in told:
        if errors_only:
            wrong = tuple(item for item in submission.findings if item.severity == "error")
            submission = submission.model_copy(update={"findings": wrong})
        if submission.findings:
            console.print(findings_of(submission))
    checked = f"Đã kiểm tra {len(submissions)} tệp"
    if errors_only:
        checked += f", {len(told)} tệp có lỗi phải sửa" if told else ", không tệp nào có lỗi phải sửa"
    if told:
        console.print(summary(told, checked))
    elif errors_only:
        console.print(f"{checked}.")
    if passed_over:
        console.print(f"Đã bỏ qua {passed_over} tệp không phải báo cáo (tệp tạm, tệp ẩn, hình ảnh, ghi chú).")
    clean = sum(1 for item in submissions if not item.findings)
    if clean == len(submissions):
        console.print("Không có gì phải sửa.", style="green")
