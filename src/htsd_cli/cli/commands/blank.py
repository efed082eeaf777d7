"""`htsd blank`: writes the empty form in Word and in Excel, or one for each unit of the campaign's roster."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.terminal import echo

if TYPE_CHECKING:
    from htsd_cli.form import Campaign, Form
    from htsd_cli.roster import Match, Roster


_CODE = re.compile(r"[A-ZĐa-zđ]{1,5}\d{1,4}")  # what looks like a unit's code


def blank(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="THƯ_MỤC", help="Thư mục ghi mẫu trống; mặc định: ở đây."),
    ] = None,
    unit: Annotated[
        str, typer.Option("--unit", metavar="ĐƠN_VỊ", help="Ghi sẵn tên đơn vị (mã hoặc tên) vào mẫu.")
    ] = "",
    every: Annotated[
        bool,
        typer.Option("--all", help="Mỗi đơn vị trong danh sách một mẫu Word, vào thư mục mẫu của đợt."),
    ] = False,
    excel: Annotated[
        bool, typer.Option("--excel", help="Cùng với --all: mỗi đơn vị thêm một mẫu Excel.")
    ] = False,
    form_name: Annotated[
        str | None, typer.Option("--form", metavar="MẪU", help="Mẫu báo cáo; mặc định: mẫu của đợt.")
    ] = None,
) -> None:
    """Ghi mẫu báo cáo trống để gửi cho đơn vị."""
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.form import find_campaign, load_campaign, load_campaign_form, load_form

    file = find_campaign(Path())
    campaign = load_campaign(file)
    form = load_form(form_name) if form_name else load_campaign_form(campaign)
    roster = _roster(campaign, form) if every or unit else None
    if not every:
        _write_one(output or Path(), unit, form, campaign, roster)
        return
    if unit:
        raise Trouble("--all và --unit không dùng cùng lúc: --all lập mẫu cho mọi đơn vị trong danh sách.")
    if roster is None or not roster.units:
        raise Trouble(
            "Chưa có danh sách đơn vị để lập mẫu cho từng đơn vị. Hãy chạy lệnh trong thư mục đợt báo cáo"
            " (htsd init lập sẵn), với don-vi.xlsx đã ghi các đơn vị."
        )
    _write_all(output or campaign.folder("blanks") or Path(), form, campaign, roster, excel=excel)


def _roster(campaign: Campaign, form: Form) -> Roster | None:
    from htsd_cli.roster import NameReader, read_roster

    return (
        read_roster(campaign.roster_path, form, NameReader(form), day=campaign.day)
        if campaign.roster_path
        else None
    )


def _write_one(output: Path, unit: str, form: Form, campaign: Campaign, roster: Roster | None) -> None:
    """Write the form in Word and in Excel; a unit that the roster knows for certain is named as it is there."""
    from htsd_cli.writers.blank import write_blank_word, write_blank_workbook
    from htsd_cli.writers.blank.own import own_blanks, own_file
    from htsd_cli.writers.blank.units import LONGEST_NAME
    from htsd_cli.writers.file_names import safe_name
    from htsd_cli.writers.output import write_whole
    from htsd_cli.writers.sets import output_set

    match = roster.match(unit) if roster and unit else None
    known = match.unit if match and not match.reason else None
    named, unit_id = (known.name, known.id) if known else (unit, "")
    in_name = safe_name(named, LONGEST_NAME)
    name = f"mau-bao-cao-{form.id}{f' - {in_name}' if in_name else ''}"
    own = own_file(form)
    if own is not None:
        with output_set(output) as outputs:
            write_whole(outputs.path / f"{name}{own.suffix}", next(own_blanks(form, [(named, unit_id)])))
            outputs.add()
        echo(f"Đã ghi {output / f'{name}{own.suffix}'}")
        _tell_unknown(unit, known is not None, match, roster)
        return
    with output_set(output) as outputs:
        write_blank_word(form, outputs.path / f"{name}.docx", named, unit_id, campaign)
        write_blank_workbook(form, outputs.path / f"{name}.xlsx", named, unit_id, campaign)
        outputs.add()
    for ending in ("docx", "xlsx"):
        echo(f"Đã ghi {output / f'{name}.{ending}'}")
    _tell_unknown(unit, known is not None, match, roster)


def _tell_unknown(unit: str, known: bool, match: Match | None, roster: Roster | None) -> None:
    if roster is None and _CODE.fullmatch(unit):
        echo(
            f"Lưu ý: ở đây không có danh sách đơn vị nên mẫu ghi “{unit}” như tên đơn vị; muốn dùng mã thì chạy"
            " lệnh trong thư mục đợt báo cáo.",
            stderr=True,
        )
    if roster and unit and not known:
        nearest = f" Gần nhất: {', '.join(match.nearest)}." if match and match.nearest else ""
        echo(f"Lưu ý: “{unit}” không có trong danh sách đơn vị.{nearest}", stderr=True)


def _write_all(output: Path, form: Form, campaign: Campaign, roster: Roster, *, excel: bool) -> None:
    """Write a form for each unit that has none yet, and say what was made and what was left."""
    from htsd_cli.cli.working import teller
    from htsd_cli.writers.blank.units import write_unit_forms
    from htsd_cli.writers.sets import at_work

    with at_work(output, teller()):
        forms = write_unit_forms(output, form, roster.units, campaign, excel=excel)
    echo(f"{output}: lập mới {len(forms.made)} mẫu, giữ nguyên {len(forms.kept)} mẫu đã có.")
    for remark in forms.remarks:
        echo(f"! {remark}")
