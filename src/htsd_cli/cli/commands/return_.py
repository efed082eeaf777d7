"""`htsd return FOLDER`: writes for each unit its own report with remarks at the places to mend, and a note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.options import CampaignFile, Folder, Open, Quiet, ResultsFolder, day_of
from htsd_cli.cli.terminal import echo, put, shown, terminal

if TYPE_CHECKING:
    from htsd_cli.consolidate import Consolidation, Unit
    from htsd_cli.pipeline import Gathering
    from htsd_cli.writers.returns import Returned

_MOST_NAMED = 8  # units named when a name is not known


def return_(
    folder: Folder = None,
    output: ResultsFolder = None,
    units: Annotated[
        list[str] | None,
        typer.Option("--unit", metavar="ĐƠN_VỊ", help="Chỉ đơn vị này (mã hoặc tên); dùng được nhiều lần."),
    ] = None,
    due: Annotated[
        str | None,
        typer.Option(
            "--due", metavar="NGÀY", help="Hạn gửi lại, ví dụ 15/10/2024; mặc định: hạn của đợt báo cáo."
        ),
    ] = None,
    warnings_too: Annotated[
        bool,
        typer.Option("--with-warnings", help="Trả cả báo cáo chỉ có chỗ nên xem lại, không có lỗi."),
    ] = False,
    campaign_file: CampaignFile = None,
    open_: Open = False,
    quiet: Quiet = False,
) -> None:
    """Trả lại báo cáo phải sửa: ghi chú từng chỗ, kèm phiếu."""
    from htsd_cli.cli.gathering import find_workplace, gathered
    from htsd_cli.cli.working import tell_kept, working
    from htsd_cli.pipeline import read_submission
    from htsd_cli.values.time import VIETNAM
    from htsd_cli.writers.returns import Wishes, only_to_look_at, write_returns

    day = day_of(due, "--due") if due is not None else None
    if day is not None and day < datetime.now(VIETNAM).date():
        echo(f"Lưu ý: hạn gửi lại {day:%d/%m/%Y} đã qua; phiếu vẫn ghi ngày ấy.", stderr=True)
    workplace = find_workplace(folder, output, campaign_file)
    with (
        working(workplace.inbox, workplace.results, quiet=quiet),
        gathered(workplace, quiet=quiet, words=False) as gathering,
    ):
        result, form = gathering.consolidation, gathering.form
        only = None if not units else {_unit(name, result, gathering).key for name in units}
        returned, kept = write_returns(
            result,
            form,
            workplace.campaign,
            workplace.results,
            gathering.path_of,
            lambda path, name: read_submission(path, form, name),
            Wishes(
                only=only,
                due=day or _deadline(result, workplace.campaign.term.deadline),
                mere_warnings=warnings_too or bool(only),
                letters_to_all=warnings_too,
                emails={unit.id: unit.email for unit in gathering.roster.units} if gathering.roster else {},
            ),
        )
    if not quiet:
        _tell(returned, result, workplace.results, everyone=only is None)
        unsent = 0 if warnings_too or only else len(only_to_look_at(result, form))
        if unsent:
            put(
                terminal(),
                f"{unsent} báo cáo khác chỉ có chỗ nên xem lại, không có lỗi, nên không trả; muốn trả cả thì thêm"
                " --with-warnings.",
            )
    tell_kept(kept)
    if open_ and returned:
        from htsd_cli.cli.opening import open_result
        from htsd_cli.writers.returns import FOLDER

        open_result(workplace.results / FOLDER)
    if any(item.errors for item in returned):
        raise typer.Exit(1)


def _deadline(result: Consolidation, deadline: date | None) -> date | None:
    """Return the campaign's deadline, None once a report has come in after it: no clock is asked."""
    if deadline is None or any(unit.received and unit.received > deadline for unit in result.reported):
        return None
    return deadline


def _unit(name: str, result: Consolidation, gathering: Gathering) -> Unit:
    """Return the unit a person named by its id or name. Raises `Trouble` with the nearest names."""
    from rapidfuzz import fuzz, process

    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.language.marks import ByName
    from htsd_cli.language.vietnamese import fold

    wanted = fold(name)
    called = next((unit for unit in result.reported if unit.id and fold(unit.id) == wanted), None)
    called = called or ByName((unit.name, unit) for unit in result.reported).get(name)
    if called is not None:
        return called
    match = gathering.roster.match(name).unit if gathering.roster is not None else None
    for unit in result.reported:
        if match is not None and unit.id == match.id:
            return unit
    if match is not None:
        unread = next((unit for unit in result.unusable if unit.id == match.id), None)
        if unread is not None:
            raise Trouble(
                f"{match.shown} đã gửi {', '.join(unread.files)} nhưng chưa đọc được ({unread.reason.rstrip('.')}), nên"
                " không có gì để ghi chú. Lời đề nghị gửi lại: chạy htsd status --remind."
            )
        raise Trouble(f"{match.shown} chưa gửi báo cáo nào, nên không có gì để trả lại.")
    near = process.extract(
        wanted,
        {unit.name: fold(unit.name) for unit in result.reported},
        scorer=fuzz.WRatio,
        limit=3,
        score_cutoff=60,
    )
    hint = f" Có phải ý bạn là: {'; '.join(str(found[2]) for found in near)}?" if near else ""
    raise Trouble(f"Không có báo cáo của đơn vị nào tên là “{name}”.{hint}")


def _tell(returned: Sequence[Returned], result: Consolidation, output: Path, *, everyone: bool) -> None:
    """Say for whom something was written, how many places, and what could not be sent back."""
    from htsd_cli.writers.returns import CHAT, FOLDER, MAIL, NOTE

    console = terminal()
    if not returned:
        put(console, "Không có báo cáo nào cần trả lại.", "bold green")
    else:
        put(console, f"Đã ghi {len(returned)} báo cáo cần trả lại vào {output / FOLDER}:", "bold")
    for item in returned:
        parts = [f"{item.errors} chỗ cần sửa"] if item.errors else []
        parts += [f"{item.warnings} chỗ cần xem lại"] if item.warnings else []
        put(console, f"{shown(item.unit)}: {', '.join(parts)}", "bold" if item.errors else "", 2)
        if item.copy is None:
            only = "phiếu và lời nhắn" if item.letter else "lời nhắn"
            put(console, f"chỉ có {only}: không ghi chú được vào tệp loại này", "yellow", 4)
        elif item.was:
            put(console, f"{shown(item.copy)} (chuyển từ {item.was})", "dim", 4)
    if returned:
        letter = f", {NOTE} để ký gửi" if any(item.letter for item in returned) else ""
        put(
            console,
            f"Mỗi đơn vị một thư mục: tệp của đơn vị có ghi chú ở từng chỗ{letter}, {MAIL} (thư nháp đã đính kèm: mở"
            f" ra, xem lại, gửi) và {CHAT} để dán vào Zalo. Đơn vị sửa ngay trong tệp ấy rồi gửi lại.",
        )
        if everyone:
            put(console, f"Thư mục {FOLDER} được ghi mới mỗi lần chạy; tệp đã nhận giữ nguyên.", "dim")
    whose = {file: unit.name for unit in result.unusable for file in unit.files}
    for left_out in result.unrecognised if everyone else ():
        unit = whose.get(left_out.file)
        to = f"Đã nhận của {shown(unit)}, chưa đọc được" if unit else "Không rõ trả cho ai"
        put(console, f"{to}: {shown(left_out.file)}: {left_out.reason}", "yellow", 2)
    if whose and everyone:
        put(console, "Lời đề nghị gửi lại cho các đơn vị này: chạy htsd status --remind.", "yellow", 2)
