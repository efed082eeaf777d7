"""The draft of a new campaign from what a person said of it: what is not said is derived, never silently."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from htsd_cli.cli.founding.asking import Wishes
    from htsd_cli.form import Campaign, Level, SignedBy
    from htsd_cli.learn import LearntForm
    from htsd_cli.roster.office_list import OfficeList
    from htsd_cli.writers.campaign.folder import Item

_LEVELS: dict[Level, str] = {
    "ward": "phường, xã, đặc khu",
    "province": "tỉnh, thành phố",
    "district": "quận, huyện",
}
_LEVEL_WORDS: dict[Level, tuple[str, ...]] = {
    "ward": ("ward", "commune", "phuong", "xa", "dac khu", "phuong xa"),
    "province": ("province", "city", "tinh", "thanh pho", "so"),
    "district": ("district", "quan", "huien", "quan huien"),
}
_SIGNER_WORDS: dict[SignedBy, tuple[str, ...]] = {
    "committee": ("committee", "ubnd", "ui ban", "ui ban nhan dan"),
    "office": ("office", "phong", "so"),
    "school": ("school", "truong", "don vi"),
}
_EXAMPLE_OF_TODAY = "phường Tân Hưng"  # the same for a learnt form, which is of this year


def draft_of(wishes: Wishes, folder: Path) -> Campaign:
    """Return the campaign as wished; what is not said is derived, and an area not said is the example's."""
    from htsd_cli.cli.founding.addressee import addressees_in_file
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.form import DEFAULT_FORM, DEFAULT_ROSTER, FORM_FILE, form_names, level_of, load_form, usual
    from htsd_cli.writers.campaign.toml import draft_campaign

    area = wishes.area or usual("office", "area")  # an example, and said to be one
    if area.isascii():  # every kind of area has a letter with a mark
        raise Trouble(
            f"Địa bàn “{area}” gõ không dấu, mà tên này được in trên báo cáo. Hãy gõ có dấu, ví dụ --area “phường Tân"
            " Hưng”."
        )
    try:
        its_level = level_of(area)
    except ValueError as error:
        raise Trouble(
            f"Địa bàn “{area}” chưa rõ là phường, xã, quận, huyện, tỉnh hay thành phố. Hãy ghi cả loại, ví dụ"
            " --area “phường Tân Mỹ”, --area “xã Nhà Bè”, --area “Quận 1”."
        ) from error
    if wishes.level not in (None, its_level):
        raise Trouble(
            f"Địa bàn “{area}” không phải {_LEVELS[wishes.level or its_level]}: hãy sửa --area hoặc bỏ --level."
        )
    _refuse_school(wishes)
    learnt = _learnt(wishes.form, folder)
    if learnt is not None:
        area = wishes.area or _EXAMPLE_OF_TODAY
        return _learnt_draft(wishes, learnt.id, learnt.year, learnt.addressees, area, folder)
    if (
        wishes.form is not None
        and wishes.form not in form_names()
        and (folder / wishes.form / FORM_FILE).is_file()
    ):
        own = load_form(str(folder / wishes.form))
        if own.blank:  # learnt before
            return _learnt_draft(wishes, wishes.form, own.year, addressees_in_file(own), area, folder)
    form = load_form(wishes.form) if wishes.form in form_names() else load_form(DEFAULT_FORM)
    year = wishes.year or form.year
    name = wishes.form or form.id
    if year != form.year and name == DEFAULT_FORM:
        name = f"htsd-{year}" if f"htsd-{year}" in form_names() else f"mau-{year}"
    if (
        wishes.form is not None
        and wishes.form not in form_names()
        and not (folder / name / "form.toml").is_file()
    ):
        raise Trouble(
            f"Không có mẫu báo cáo “{wishes.form}”. Các mẫu có sẵn: {', '.join(form_names())}; mẫu riêng là một thư mục"
            f" có form.toml đặt trong “{folder}”."
        )
    example = wishes.area is None
    first = example and year == form.year and name == DEFAULT_FORM
    deadline = wishes.deadline or (usual("campaign", "deadline") if first else None)
    province = wishes.province or (usual("office", "province") if example else "")
    try:
        return draft_campaign(
            area, year, deadline, name, signed_by=wishes.signed_by or "office", province=province,
            department=wishes.department, roster=_shared(wishes.roster, folder) or DEFAULT_ROSTER,
            own=_own_keys(wishes, area), folder=folder, basis=form.basis,
        )  # fmt: skip
    except ValueError as error:
        raise Trouble(
            f"Tỉnh “{province}” chưa rõ loại. Hãy ghi cả loại, ví dụ --province “tỉnh Đồng Nai”,"
            " --province “Thành phố Hồ Chí Minh”."
        ) from error


def _refuse_school(wishes: Wishes) -> None:
    """Refuse a school that signs and is not named, and a school in the place of the office that does the work."""
    from htsd_cli.cli.trouble import Trouble

    if wishes.signed_by == "school" and not wishes.department.strip():
        raise Trouble("Trường (đơn vị) tự ký thì cần tên: thêm --department “Trường Tiểu học Lê Văn Tám”.")
    if wishes.signed_by != "school" and wishes.department.startswith("Trường "):
        raise Trouble(
            f"--department “{wishes.department}” là tên trường: thêm --signed-by school, hoặc ghi tên phòng (sở)."
        )


def _learnt(wish: str | None, folder: Path) -> LearntForm | None:
    """Learn the form from the file that was named, and keep it in a folder of the campaign; None for no file."""
    from htsd_cli.cli.form.new import about_copy, keep, learnt_from, write_sheet
    from htsd_cli.cli.terminal import echo
    from htsd_cli.form import form_names

    if wish is None or wish in form_names() or not Path(wish).is_file():
        return None
    learnt = learnt_from(Path(wish))
    place = folder / learnt.id
    if not (place / "form.toml").exists():
        said = about_copy(Path(wish), keep(learnt, Path(wish), place))
        if said:
            echo(said, stderr=True)
        if learnt.questions:
            sheet = write_sheet(learnt, place)
            echo(
                f"Mẫu còn {len(learnt.questions)} điều chưa chắc: ghi trả lời vào “{sheet}” rồi chạy:"
                f" htsd form new “{place}”.",
                stderr=True,
            )
    return learnt


def learnt_item(wish: str | None, form: str, there: set[str]) -> Item | None:
    """Return the folder of a form that was learnt just now from the file that was named, None for none."""
    from htsd_cli.form import form_names
    from htsd_cli.writers.campaign.folder import Item

    if wish is None or wish in form_names() or not Path(wish).is_file() or form in there:
        return None
    return Item(f"{form}/", f"mẫu học từ {Path(wish).name}", made=True)


def _learnt_draft(
    wishes: Wishes, form: str, form_year: int | None, said: Sequence[str], area: str, folder: Path
) -> Campaign:
    """Return the campaign of a learnt form: of the form's year, without a plan, which no learnt form names.

    It may be of any field, so the report goes to whom the form names (`said`), or it stays open.
    """
    from htsd_cli.cli.founding.addressee import addressees
    from htsd_cli.form import DEFAULT_ROSTER, letterhead, level_of, usual
    from htsd_cli.writers.campaign.toml import draft_campaign

    year = wishes.year or form_year or date.today().year
    province = wishes.province or (usual("office", "province") if wishes.area is None else "")
    signed_by = wishes.signed_by or "office"
    office = letterhead(level_of(area), signed_by, area, department=wishes.department)
    to = addressees(said, office["full_name"], office["area"])
    return draft_campaign(
        area, year, wishes.deadline, form, signed_by=signed_by, province=province,
        department=wishes.department, roster=_shared(wishes.roster, folder) or DEFAULT_ROSTER,
        own={"recipients": to} | _own_keys(wishes, area), folder=folder,
    )  # fmt: skip


def _own_keys(wishes: Wishes, area: str) -> dict[str, Any]:
    """Return the keys of `[office]` that a person said in place of what would be derived."""
    from htsd_cli.form import level_of, signer_titles

    own: dict[str, Any] = {}
    if wishes.recipients:
        own["recipients"] = list(wishes.recipients)
    if wishes.place:
        own["place"] = wishes.place
    if wishes.signer:
        own["signer"] = wishes.signer
    if wishes.deputy is not None:
        signed_by = wishes.signed_by or "office"
        own["signer_title"] = signer_titles(
            level_of(area), signed_by, wishes.department, deputy=wishes.deputy
        )
    return own


def _shared(roster: Path | None, folder: Path) -> str | None:
    """Return a roster's path from the campaign's folder when it lies beside the folder: one for several campaigns."""
    if roster is None or not roster.is_file() or not _is_roster(roster):
        return None
    here, there = folder.resolve(), roster.resolve()
    return f"../{there.name}" if there.parent == here.parent else None


def _is_roster(path: Path) -> bool:
    """Return whether a file is a roster as it is, or no list at all, which its reading tells.

    One with a roster's headings and without codes is still the office's own list, unless it says more of its units
    than such a list can.
    """
    from htsd_cli.roster.rows import HeadingsMissingError, RosterError, read_rows

    try:
        rows = read_rows(path)
    except HeadingsMissingError:
        return False
    except RosterError:
        return True
    more = any(
        row.other_names or row.old_names or row.merged_into or row.split_from or row.received for row in rows
    )
    return more or all(row.id for row in rows if row.name)


def is_empty(roster: Path) -> bool:
    """Return whether a roster has no unit in it yet, as the program makes it; one that cannot be read is none such."""
    from htsd_cli.roster.rows import RosterError, read_rows

    try:
        return not read_rows(roster)
    except RosterError:
        return False


class Listed(NamedTuple):
    """A list of units the office has: the roster's content, and what was understood where it is a list of its own."""

    content: bytes
    adopted: OfficeList | None = None


def listed(roster: Path | None, draft: Campaign) -> Listed | None:
    """Return the roster of a list that a person named, as it is or, for an office's own list, made of it.

    Raises `Trouble` when it cannot be read, `RosterError` when no units are found in it.
    """
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.language.refusals import reason

    if roster is None:
        return None
    try:
        content = roster.read_bytes()
    except OSError as error:
        raise Trouble(f"Không đọc được danh sách đơn vị “{roster}”: {reason(error)}.") from error
    if _is_roster(roster):
        return Listed(content)
    from htsd_cli.form import load_campaign_form, load_form
    from htsd_cli.roster.office_list import read_office_list
    from htsd_cli.writers.campaign.roster_workbook import roster_workbook

    # A form still to be written for the year has the kinds all forms share.
    try:
        form = load_campaign_form(draft)
    except (ValueError, OSError):
        form = load_form()
    adopted = read_office_list(roster, form)
    return Listed(roster_workbook(form, adopted.units, draft.office.area, example=False), adopted)


def level_said(text: str | None) -> Level | None:
    """Return the level an option names, in English or Vietnamese. Raises `Trouble` for one that is none."""
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.language.vietnamese import fold

    if text is None:
        return None
    for level, words in _LEVEL_WORDS.items():
        if fold(text) in words:
            return level
    raise Trouble(f"Cấp “{text}” chưa rõ. Hãy ghi --level ward, --level province hoặc --level district.")


def signer_said(text: str | None) -> SignedBy | None:
    """Return who signs, as an option names it in English or Vietnamese. Raises `Trouble` for one that is none."""
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.language.vietnamese import fold

    if text is None:
        return None
    for signer, words in _SIGNER_WORDS.items():
        if fold(text) in words:
            return signer
    raise Trouble(f"Người ký “{text}” chưa rõ. Hãy ghi --signed-by committee, office hoặc school.")
