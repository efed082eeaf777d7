"""`htsd init [DIR]`: makes a campaign's folder that explains itself, or completes one that is there."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from htsd_cli.cli.options import day_of


def init(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="THƯ_MỤC", help="Thư mục của đợt báo cáo, chưa có thì lập mới; mặc định: ở đây."
        ),
    ] = Path(),
    area: Annotated[
        str | None,
        typer.Option("--area", metavar="ĐỊA_BÀN", help="Địa bàn, ví dụ “phường Tân Hưng”, “xã Nhà Bè”."),
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(
            "--level", metavar="CẤP", help="ward (phường, xã), province (tỉnh), district (quận, huyện)."
        ),
    ] = None,
    province: Annotated[
        str | None,
        typer.Option("--province", metavar="TỈNH", help="Tỉnh, thành phố, ví dụ “Thành phố Hồ Chí Minh”."),
    ] = None,
    signed_by: Annotated[
        str | None,
        typer.Option(
            "--signed-by", metavar="AI", help="Ai ký: committee (UBND), office (phòng, sở), school (trường)."
        ),
    ] = None,
    deputy: Annotated[
        bool | None,
        typer.Option("--deputy/--head", help="Cấp trưởng ký, hay cấp phó ký thay (KT.).", show_default=False),
    ] = None,
    department: Annotated[
        str,
        typer.Option(
            "--department", metavar="TÊN", help="Tên phòng (sở) làm việc này, hoặc tên trường tự ký."
        ),
    ] = "",
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="NƠI_NHẬN", help="Kính gửi nơi nào; nhiều nơi thì ghi nhiều lần."),
    ] = None,
    place: Annotated[
        str, typer.Option("--place", metavar="ĐỊA_DANH", help="Địa danh ở dòng ngày, tháng, năm.")
    ] = "",
    signer: Annotated[
        str,
        typer.Option("--signer", metavar="HỌ_TÊN", help="Họ tên người ký; để trống thì ghi khi trình ký."),
    ] = "",
    form: Annotated[
        str | None,
        typer.Option(
            "--form",
            metavar="MẪU",
            help="Tên mẫu có sẵn, thư mục mẫu riêng, hoặc tệp Word, Excel của cấp trên.",
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", min=2000, max=2100, metavar="NĂM", help="Năm của đợt (2000–2100); mặc định theo mẫu."
        ),
    ] = None,
    deadline: Annotated[
        str | None,
        typer.Option("--deadline", metavar="NGÀY", help="Hạn gửi, ví dụ 11/10/2026 hoặc 2026-10-11."),
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option(
            "--roster", metavar="TỆP", help="Danh sách đơn vị đã có của cơ quan, cột tên gì cũng được."
        ),
    ] = None,
    like: Annotated[
        Path | None,
        typer.Option(
            "--like", metavar="ĐỢT_CŨ", help="Đợt mới theo một đợt cũ: giữ cơ quan, mẫu, danh sách đơn vị."
        ),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Không hỏi; lấy theo các tùy chọn, còn lại tự suy ra.")
    ] = False,
) -> None:
    """Lập thư mục của đợt báo cáo, kèm mẫu cho từng đơn vị.

    Chạy lại thì chỉ thêm cái còn thiếu, không sửa cái đã có.
    """
    from htsd_cli.cli.founding.asking import Wishes, asked
    from htsd_cli.cli.founding.draft import (
        draft_of,
        is_empty,
        learnt_item,
        level_said,
        listed,
        signer_said,
    )
    from htsd_cli.cli.founding.told import tell, tell_adopted, tell_derived
    from htsd_cli.cli.terminal import echo
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.cli.working import teller
    from htsd_cli.form import CAMPAIGN_FILE, DEFAULT_ROSTER
    from htsd_cli.writers.campaign.folder import complete_campaign
    from htsd_cli.writers.sets import at_work

    if folder.exists() and not folder.is_dir():
        raise Trouble(f"“{folder}” là một tệp. Hãy đưa tên một thư mục.")
    if (folder / f"{CAMPAIGN_FILE}.txt").exists() and not (folder / CAMPAIGN_FILE).exists():
        raise Trouble(
            f"Trong “{folder}” có tệp {CAMPAIGN_FILE}.txt: Notepad đã thêm đuôi .txt. Hãy đổi tên thành {CAMPAIGN_FILE}"
            " rồi chạy lại."
        )
    _refuse_nested(folder)
    until = day_of(deadline, "--deadline") if deadline is not None else None
    file = folder / CAMPAIGN_FILE
    if file.exists():
        _refuse_other(file, area, year, until)
    wishes = Wishes(
        area=area, level=level_said(level), province=province, signed_by=signer_said(signed_by), form=form,
        year=year, deadline=until, roster=roster, department=department.strip(),
        recipients=None if to is None else tuple(to), place=place.strip(), signer=signer.strip(), deputy=deputy,
    )  # fmt: skip
    new = not file.exists()
    if like is not None:
        _like(folder, like, year, until)
        return
    if new and not yes and sys.stdin.isatty() and sys.stdout.isatty():
        wishes = asked(wishes)
    with at_work(folder, teller()):
        there = {path.name for path in folder.iterdir()}
        draft = draft_of(wishes, folder)
        learnt = learnt_item(wishes.form, draft.term.form, there)
        own = folder / DEFAULT_ROSTER
        kept = wishes.roster is not None and own.exists() and not is_empty(own)
        found = None if kept else listed(wishes.roster, draft)
        if found:
            own.unlink(missing_ok=True)  # there is nothing in it
        completed = complete_campaign(folder, draft, found.content if found else None, learnt)
    tell(completed, folder)
    if found and found.adopted and wishes.roster and completed.campaign.term.roster == DEFAULT_ROSTER:
        tell_adopted(found.adopted, wishes.roster)
    if kept and wishes.roster and not _same(wishes.roster, folder / DEFAULT_ROSTER):
        echo(
            f"{DEFAULT_ROSTER} đã có nên giữ nguyên, không lấy “{wishes.roster}”. Muốn lập lại từ tệp ấy thì xóa"
            f" {DEFAULT_ROSTER} rồi chạy lại."
        )
    if new:
        tell_derived(wishes, completed.campaign)


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and one.read_bytes() == other.read_bytes()


def _like(folder: Path, like: Path, year: int | None, deadline: date | None) -> None:
    """Make a round like an old one, and say what stayed and what is to be looked over."""
    from htsd_cli.cli.founding.told import tell
    from htsd_cli.cli.terminal import echo
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.cli.working import teller
    from htsd_cli.form import CAMPAIGN_FILE, load_campaign
    from htsd_cli.writers.campaign.folder import complete_campaign
    from htsd_cli.writers.campaign.next_round import copy_what_stays, is_of_the_year, last_results, next_round
    from htsd_cli.writers.sets import at_work

    source = like if like.suffix == ".toml" else like / CAMPAIGN_FILE
    if not source.is_file():
        raise Trouble(f"“{like}” không phải thư mục của một đợt báo cáo (không có {CAMPAIGN_FILE}).")
    if (folder / CAMPAIGN_FILE).exists():
        raise Trouble(f"“{folder}” đã là một đợt báo cáo. Hãy đặt tên thư mục khác cho đợt mới.")
    old = load_campaign(source)
    draft = next_round(old, folder, year, deadline)
    with at_work(folder, teller()):
        copied = copy_what_stays(old, folder)
        completed = complete_campaign(folder, draft)
    tell(completed, folder)
    kept = "; ".join(["cơ quan, người ký, nơi nhận", *copied])
    echo(f"Theo đợt “{source.parent.resolve().name}”, giữ: {kept}.")
    echo(f"Hãy xem lại căn cứ (basis) và hạn gửi trong {CAMPAIGN_FILE} của đợt mới.")
    chosen = completed.campaign.term.year
    if not is_of_the_year(completed.campaign, chosen):
        echo(f"Mẫu báo cáo không phải của năm {chosen}: hãy so với mẫu trong kế hoạch năm nay.")
    results = last_results(old)
    if results is not None:
        place = os.path.relpath(results, folder)  # as it is typed in the new round's folder
        echo(f'So với đợt trước khi tổng hợp: htsd aggregate --previous "{place}"')


def _refuse_nested(folder: Path) -> None:
    """Refuse a folder that is part of a campaign already: its inbox, its results, its blank forms."""
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.form import find_campaign, load_campaign

    around = find_campaign(folder.resolve().parent)
    if around is None:
        return
    campaign = load_campaign(around)
    here = folder.resolve()
    own = [campaign.folder(name) for name in ("inbox", "results", "blanks", "templates")]
    if any(part is not None and here.is_relative_to(part.resolve()) for part in own):
        raise Trouble(
            f"“{here.name}” nằm trong đợt báo cáo ở “{around.parent}”. Hãy chạy htsd init ở thư mục ấy, hoặc chọn"
            " thư mục khác cho đợt mới."
        )


def _refuse_other(file: Path, area: str | None, year: int | None, deadline: date | None) -> None:
    """Refuse options that say otherwise than the campaign that is there: its file is never changed."""
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.form import load_campaign
    from htsd_cli.language.vietnamese import fold

    campaign = load_campaign(file)
    different = [
        option
        for option, same in (
            ("--area", area is None or fold(area) == fold(campaign.office.area)),
            ("--year", year in (None, campaign.term.year)),
            ("--deadline", deadline in (None, campaign.term.deadline)),
        )
        if not same
    ]
    if different:
        options = ", ".join(different)
        raise Trouble(
            f"Đợt báo cáo này đã có {file}, khác với {options} vừa gõ; htsd không sửa tệp của cơ quan. Hãy tự sửa trong"
            " tệp ấy rồi chạy lại không kèm tùy chọn, hoặc chọn thư mục khác cho đợt mới."
        )
