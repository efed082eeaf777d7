"""What `htsd init` says: what was made, what was taken without being told, what comes next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.cli.terminal import put, terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from htsd_cli.cli.founding.asking import Wishes
    from htsd_cli.form import Campaign
    from htsd_cli.roster.office_list import OfficeList
    from htsd_cli.writers.campaign.folder import Completed


def tell_derived(wishes: Wishes, campaign: Campaign) -> None:
    """Say what was taken without being told: nothing of it is to stay unseen."""
    from htsd_cli.form import CAMPAIGN_FILE

    office, console = campaign.office, terminal()
    if wishes.recipients is None and (told := _addressees_told(campaign)):
        put(console, told)
    if wishes.area is None:
        put(
            console,
            f"Chưa cho biết địa bàn nên đây là đợt ví dụ của {office.full_name}. Đợt của cơ quan: gõ lại với --area ở"
            " một thư mục khác.",
        )
        return
    if wishes.year is None:
        put(console, f"Năm của đợt lấy theo mẫu: {campaign.term.year}; đợt năm khác thì thêm --year.")
    signer = " / ".join(office.signer_title)
    put(
        console,
        f"Báo cáo do {office.full_name} ban hành, người ký: {signer}; sửa được trong {CAMPAIGN_FILE}.",
    )
    if campaign.term.level != "province" and not office.province and not _addressees_told(campaign):
        put(
            console, f"Chưa biết tỉnh, thành phố: nơi nhận đang ghi “{office.recipients[0]}”; hãy ghi đủ tên."
        )


def _addressees_told(campaign: Campaign) -> str:
    """Return what is to be said of whom the report of a form of any field goes to, "" for the office's usual one."""
    from htsd_cli.form import CAMPAIGN_FILE, NO_ADDRESSEE, letterhead

    office = campaign.office
    listed = list(office.recipients)
    if listed == [NO_ADDRESSEE]:
        return (
            f"Mẫu không cho biết báo cáo tổng hợp gửi cơ quan nào nên chỗ “Kính gửi” đang để “{NO_ADDRESSEE}”: hãy ghi"
            f" tên cơ quan ấy ở khóa recipients trong {CAMPAIGN_FILE} trước khi trình ký."
        )
    usual = letterhead(
        campaign.term.level, office.signed_by, office.area, office.province, office.department
    )["recipients"]
    if listed == usual:
        return ""
    return f"Kính gửi: {'; '.join(listed)} (lấy theo mẫu); sửa được trong {CAMPAIGN_FILE}."


_MOST = 6  # names or lines told one by one
_MOST_LEFT = 20  # lines that are not taken: a unit may be among them


def _few(names: Sequence[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    more = f" và {len(names) - _MOST} nữa" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more


def tell_adopted(adopted: OfficeList, source: Path) -> None:
    """Say what was understood of an office's own list: from where the names are, what was changed, what was left."""
    from htsd_cli.form import DEFAULT_ROSTER

    console = terminal()
    column = f", tên lấy ở cột “{adopted.column}”" if adopted.column else ""
    if adopted.sheets:
        column += f", từ {len(adopted.sheets)} trang: {_few(adopted.sheets)}"
    put(
        console,
        f"{DEFAULT_ROSTER} lập từ “{source.name}” (tệp ấy giữ nguyên): {len(adopted.units)} đơn vị{column}."
        " Hãy mở ra xem lại, kiểm tra bằng htsd roster check, trước khi gửi mẫu.",
        "bold",
    )
    renamed = [f"“{was}” → “{name}”" for was, name in adopted.renamed]
    left_out = [f"dòng {row} “{text}”" for row, text in adopted.passed_over]
    recoded = [
        f"dòng {row}: “{name}” ghi mã “{listed}”, nay là “{code}”"
        for row, listed, name, code in adopted.recoded
    ]
    for said, lines, most in (
        (
            "đơn vị ghi mã trùng với đơn vị ở dòng trên nên được đặt mã mới; hãy sửa lại nếu chưa đúng",
            recoded,
            _MOST,
        ),
        ("tên viết lại theo cách viết chính thức (cách viết khác hẳn ghi ở cột “Tên khác”)", renamed, _MOST),
        ("dòng không lấy vì không phải đơn vị", left_out, _MOST_LEFT),
    ):
        if lines:
            put(console, f"{len(lines)} {said}:", left=2)
        for line in lines[:most]:
            put(console, line, left=4, sign="- ")
        if len(lines) > most:
            put(console, f"và {len(lines) - most} dòng nữa.", left=4, sign="- ")
    for sheet, names in adopted.elsewhere:
        where = f"Trang “{sheet}”" if sheet else "Một bảng khác của tệp"
        put(
            console,
            f"{where} cũng ghi danh sách này nhưng có {len(names)} đơn vị khác, không lấy: {_few(names)}. Đơn vị"
            f" nào cần thì thêm vào {DEFAULT_ROSTER}.",
            "yellow",
            left=2,
            sign="! ",
        )


def tell(completed: Completed, folder: Path) -> None:
    """Say what was made, what was there already, what to look at and what comes next."""
    from htsd_cli.form import CAMPAIGN_FILE
    from htsd_cli.writers.campaign.folder import READ_FIRST

    console = terminal()

    def say(text: str, style: str = "", left: int = 2, sign: str = "") -> None:
        put(console, text, style, left, sign)

    table, forms = completed.campaign.term, completed.forms
    made = [item for item in completed.items if item.made]
    there = [item.name for item in completed.items if not item.made]
    head = "Đã lập đợt báo cáo" if CAMPAIGN_FILE not in there else "Đợt báo cáo"
    until = f"hạn gửi {table.deadline:%d/%m/%Y}" if table.deadline else "chưa đặt hạn gửi"
    say(f"{head} năm {table.year}, {completed.campaign.office.area}, {until}", "bold", left=0)
    say(f"Thư mục: {folder.resolve()}", left=0)
    width = max((len(item.name) for item in made), default=0)
    for item in made:
        say(item.meaning, sign=f"+ {item.name:<{width}}  ")
    if there:
        say(f"Đã có, giữ nguyên: {', '.join(there)}", "dim")
    blanks = completed.campaign.folders.blanks
    if completed.units:
        new = (
            f"lập {len(forms.made)} mẫu{'' if completed.form.blank else ' Word'}, mỗi đơn vị một tệp"
            if forms.made
            else "đơn vị nào cũng đã có mẫu"
        )
        kept = f"; giữ nguyên {len(forms.kept)} mẫu đã có" if forms.made and forms.kept else ""
        say(f"{len(completed.units)} đơn vị trong danh sách. {blanks}: {new}{kept}.")
        for name in forms.made if forms.kept and len(forms.made) <= 10 else ():
            say(name, left=4, sign="+ ")
    elif completed.units is not None:
        advice = (
            "ghi danh sách, lưu, rồi chạy lại htsd init để lập mẫu cho từng đơn vị; cơ quan đã có danh sách thì chạy"
            " htsd init --roster TỆP."
        )
        say(f"{table.roster} chưa có đơn vị nào: {advice}", "yellow", sign="! ")
    for remark in forms.remarks:
        say(remark, "yellow", sign="! ")
    if made:
        say(
            f"Việc tiếp theo: đọc {READ_FIRST}; xem lại {CAMPAIGN_FILE} và danh sách trước khi gửi mẫu.",
            left=0,
        )
    elif not forms.made:
        say("Không thiếu gì; không tệp nào bị thay đổi.", left=0)
