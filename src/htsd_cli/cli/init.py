"""`htsd init [DIR]`: makes a campaign's folder that explains itself, or completes one that is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.terminal import terminal

if TYPE_CHECKING:
    from htsd_cli.form import Campaign
    from htsd_cli.writers.campaign.folder import Completed

_AREA, _YEAR = "Quận 7", 2024


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục của đợt báo cáo; chưa có thì lập mới.")
    ] = Path(),
    area: Annotated[
        str | None,
        typer.Option(
            "--area", metavar="ĐỊA_BÀN", help="Địa bàn, ví dụ “Quận 1”, “phường Tân Mỹ”; mặc định Quận 7."
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", min=2000, max=2100, metavar="NĂM", help="Năm của Tuần lễ; mặc định 2024."),
    ] = None,
    deadline: Annotated[
        str | None,
        typer.Option("--deadline", metavar="NGÀY", help="Hạn gửi, ví dụ 11/10/2024 hoặc 2024-10-11."),
    ] = None,
) -> None:
    """Lập thư mục cho một đợt báo cáo, có sẵn mẫu gửi từng đơn vị; chạy lại chỉ thêm cái còn thiếu."""
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.form import CAMPAIGN_FILE
    from htsd_cli.writers.campaign.folder import complete_campaign

    if folder.exists() and not folder.is_dir():
        raise Trouble(f"“{folder}” là một tệp. Hãy đưa tên một thư mục.")
    if (folder / f"{CAMPAIGN_FILE}.txt").exists() and not (folder / CAMPAIGN_FILE).exists():
        raise Trouble(
            f"Trong “{folder}” có tệp {CAMPAIGN_FILE}.txt: Notepad đã thêm đuôi .txt. Hãy đổi tên thành {CAMPAIGN_FILE}"
            " rồi chạy lại."
        )
    _refuse_nested(folder)
    until = _day(deadline)
    if (folder / CAMPAIGN_FILE).exists():
        _refuse_other(folder / CAMPAIGN_FILE, area, year, until)
    completed = complete_campaign(folder, _draft(area or _AREA, year or _YEAR, until))
    _tell(completed, folder)


def _draft(area: str, year: int, deadline: date | None) -> Campaign:
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.form import DEFAULT_FORM, form_names, load_form
    from htsd_cli.writers.campaign.toml import draft_campaign

    form = load_form(DEFAULT_FORM)
    if year == form.year:
        name = form.id
        deadline = deadline or date(2024, 10, 11)
    else:
        name = f"htsd-{year}" if f"htsd-{year}" in form_names() else f"mau-{year}"
    try:
        return draft_campaign(area, year, deadline, name)
    except ValueError as error:
        raise Trouble(
            f"Địa bàn “{area}” chưa rõ là quận, huyện, phường hay thành phố. Hãy ghi cả loại, ví dụ --area “Quận 1”,"
            " --area “huyện Nhà Bè”, --area “phường Tân Mỹ”."
        ) from error


def _day(text: str | None) -> date | None:
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.form.toml_mistakes import written_date

    if text is None:
        return None
    meant = written_date(text)
    if not meant:
        raise Trouble(f"Hạn gửi “{text}” chưa rõ. Hãy ghi ngày/tháng/năm, ví dụ --deadline 11/10/2024.")
    return date.fromisoformat(meant)


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
            ("--year", year in (None, campaign.campaign.year)),
            ("--deadline", deadline in (None, campaign.campaign.deadline)),
        )
        if not same
    ]
    if different:
        options = ", ".join(different)
        raise Trouble(
            f"Đợt báo cáo này đã có {file}, khác với {options} vừa gõ; htsd không sửa tệp của cơ quan. Hãy tự sửa trong"
            " tệp ấy rồi chạy lại không kèm tùy chọn, hoặc chọn thư mục khác cho đợt mới."
        )


def _tell(completed: Completed, folder: Path) -> None:
    """Say what was made, what was there already, what to look at and what comes next."""
    from rich.padding import Padding
    from rich.text import Text

    from htsd_cli.form import CAMPAIGN_FILE
    from htsd_cli.writers.campaign.folder import READ_FIRST

    console = terminal()

    def say(text: str, style: str = "", left: int = 2, sign: tuple[str, str] = ("", "")) -> None:
        hung = Text.assemble(sign, (text, style))
        console.print(Padding(hung, (0, 0, 0, left), expand=False))

    table, forms = completed.campaign.campaign, completed.forms
    made = [item for item in completed.items if item.made]
    there = [item.name for item in completed.items if not item.made]
    head = "Đã lập đợt báo cáo" if CAMPAIGN_FILE not in there else "Đợt báo cáo"
    until = f"hạn gửi {table.deadline:%d/%m/%Y}" if table.deadline else "chưa đặt hạn gửi"
    say(f"{head} năm {table.year}, {completed.campaign.office.area}, {until}", "bold", left=0)
    say(f"Thư mục: {folder.resolve()}", left=0)
    width = max((len(item.name) for item in made), default=0)
    for item in made:
        say(f"{item.name:<{width}}  {item.meaning}", sign=("+ ", "green"))
    if there:
        say(f"Đã có, giữ nguyên: {', '.join(there)}", "dim")
    blanks = completed.campaign.folders.blanks
    if completed.units:
        new = (
            f"lập {len(forms.made)} mẫu Word, mỗi đơn vị một tệp"
            if forms.made
            else "đơn vị nào cũng đã có mẫu"
        )
        kept = f"; giữ nguyên {len(forms.kept)} mẫu đã có" if forms.made and forms.kept else ""
        say(f"{len(completed.units)} đơn vị trong danh sách. {blanks}: {new}{kept}.")
        for name in forms.made if forms.kept and len(forms.made) <= 10 else ():
            say(name, left=4, sign=("+ ", "green"))
    elif completed.units is not None:
        advice = "ghi danh sách, lưu, rồi chạy lại htsd init để lập mẫu cho từng đơn vị."
        say(f"{table.roster} chưa có đơn vị nào: {advice}", "yellow", sign=("! ", "yellow"))
    for remark in forms.remarks:
        say(remark, "yellow", sign=("! ", "yellow"))
    if made:
        say(
            f"Việc tiếp theo: đọc {READ_FIRST}; xem lại {CAMPAIGN_FILE} và danh sách trước khi gửi mẫu.",
            left=0,
        )
    elif not forms.made:
        say("Không thiếu gì; không tệp nào bị thay đổi.", left=0)
