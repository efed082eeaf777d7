"""`htsd init [DIR]`: makes a campaign's folder that explains itself, or completes one that is there."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.options import day_of
from htsd_cli.cli.terminal import terminal

if TYPE_CHECKING:
    from htsd_cli.cli.asking import Wishes
    from htsd_cli.form import Campaign, Level, SignedBy
    from htsd_cli.learn import LearntForm
    from htsd_cli.writers.campaign.folder import Completed, Item

_LEVELS: dict[Level, str] = {
    "ward": "phường, xã, đặc khu",
    "province": "tỉnh, thành phố",
    "district": "quận, huyện",
}
_LEVEL_WORDS: dict[Level, tuple[str, ...]] = {
    "ward": ("ward", "commune", "phuong", "xa", "dac khu", "phuong xa"),
    "province": ("province", "city", "tinh", "thanh pho", "so"),
    "district": ("district", "quan", "huyen", "quan huyen"),
}
_SIGNER_WORDS: dict[SignedBy, tuple[str, ...]] = {
    "committee": ("committee", "ubnd", "uy ban", "uy ban nhan dan"),
    "office": ("office", "phong", "so"),
}
_EXAMPLE_OF_TODAY = "phường Tân Hưng"  # the same for a learnt form, which is of this year
_EXAMPLE = "Quận 7"  # the area of a campaign made without a word: an example, and said to be one


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
            "--signed-by", metavar="AI", help="Ai ký: committee (Ủy ban nhân dân), office (phòng, sở)."
        ),
    ] = None,
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
        typer.Option("--roster", metavar="TỆP", help="Danh sách đơn vị (Excel) đã có của cơ quan."),
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
    from htsd_cli.cli.asking import Wishes, asked
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.cli.working import teller
    from htsd_cli.form import CAMPAIGN_FILE
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
    wishes = Wishes(area, _level(level), province, _signer(signed_by), form, year, until, roster)
    new = not file.exists()
    if like is not None:
        _like(folder, like, year, until)
        return
    if new and not yes and sys.stdin.isatty() and sys.stdout.isatty():
        wishes = asked(wishes)
    with at_work(folder, teller()):
        there = {path.name for path in folder.iterdir()}
        draft = _draft(wishes, folder)
        learnt = _learnt_item(wishes.form, draft.campaign.form, there)
        completed = complete_campaign(folder, draft, _listed(wishes.roster), learnt)
    _tell(completed, folder)
    if new:
        _tell_derived(wishes, completed.campaign)


def _like(folder: Path, like: Path, year: int | None, deadline: date | None) -> None:
    """Make a round like an old one, and say what stayed and what is to be looked over."""
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
    _tell(completed, folder)
    kept = "; ".join(["cơ quan, người ký, nơi nhận", *copied])
    echo(f"Theo đợt “{source.parent.resolve().name}”, giữ: {kept}.")
    echo(f"Hãy xem lại căn cứ (basis) và hạn gửi trong {CAMPAIGN_FILE} của đợt mới.")
    chosen = completed.campaign.campaign.year
    if not is_of_the_year(completed.campaign, chosen):
        echo(f"Mẫu báo cáo không phải của năm {chosen}: hãy so với mẫu trong kế hoạch năm nay.")
    results = last_results(old)
    if results is not None:
        echo(f'So với đợt trước khi tổng hợp: htsd aggregate --previous "{results}"')


def _draft(wishes: Wishes, folder: Path) -> Campaign:
    """Return the campaign as wished; what is not said is derived, and an area not said is the example's."""
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.form import DEFAULT_FORM, DEFAULT_ROSTER, form_names, level_of, load_form
    from htsd_cli.writers.campaign.toml import draft_campaign

    area = wishes.area or _EXAMPLE
    try:
        usual = level_of(area)
    except ValueError as error:
        raise Trouble(
            f"Địa bàn “{area}” chưa rõ là phường, xã, quận, huyện, tỉnh hay thành phố. Hãy ghi cả loại, ví dụ"
            " --area “phường Tân Mỹ”, --area “xã Nhà Bè”, --area “Quận 1”."
        ) from error
    if wishes.level not in (None, usual):
        raise Trouble(
            f"Địa bàn “{area}” không phải {_LEVELS[wishes.level or usual]}: hãy sửa --area hoặc bỏ --level."
        )
    learnt = _learnt(wishes.form, folder)
    if learnt is not None:
        return _learnt_draft(wishes, learnt, wishes.area or _EXAMPLE_OF_TODAY, folder)
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
    deadline = wishes.deadline or (date(2024, 10, 11) if first else None)
    province = wishes.province or ("Thành phố Hồ Chí Minh" if example else "")
    try:
        return draft_campaign(
            area, year, deadline, name, signed_by=wishes.signed_by or "office", province=province,
            department=wishes.department, roster=_shared(wishes.roster, folder) or DEFAULT_ROSTER,
        )  # fmt: skip
    except ValueError as error:
        raise Trouble(
            f"Tỉnh “{province}” chưa rõ loại. Hãy ghi cả loại, ví dụ --province “tỉnh Đồng Nai”,"
            " --province “Thành phố Hồ Chí Minh”."
        ) from error


def _learnt(wish: str | None, folder: Path) -> LearntForm | None:
    """Learn the form from the file that was named, and keep it in a folder of the campaign; None for no file."""
    from htsd_cli.cli.form.new import keep, learnt_from, write_sheet
    from htsd_cli.cli.terminal import echo
    from htsd_cli.form import form_names

    if wish is None or wish in form_names() or not Path(wish).is_file():
        return None
    learnt = learnt_from(Path(wish))
    place = folder / learnt.id
    if not (place / "form.toml").exists():
        keep(learnt, Path(wish), place)
        if learnt.questions:
            sheet = write_sheet(learnt, place)
            echo(
                f"Mẫu còn {len(learnt.questions)} điều chưa chắc: ghi trả lời vào “{sheet}” rồi chạy:"
                f" htsd form new “{place}”.",
                stderr=True,
            )
    return learnt


def _learnt_item(wish: str | None, form: str, there: set[str]) -> Item | None:
    """Return the folder of a form that was learnt just now from the file that was named, None for none."""
    from htsd_cli.form import form_names
    from htsd_cli.writers.campaign.folder import Item

    if wish is None or wish in form_names() or not Path(wish).is_file() or form in there:
        return None
    return Item(f"{form}/", f"mẫu học từ {Path(wish).name}", made=True)


def _learnt_draft(wishes: Wishes, learnt: LearntForm, area: str, folder: Path) -> Campaign:
    """Return the campaign of a learnt form: of the form's year, without a plan that another form rests on."""
    from htsd_cli.form import DEFAULT_ROSTER
    from htsd_cli.writers.campaign.toml import draft_campaign

    year = wishes.year or learnt.year or date.today().year
    province = wishes.province or ("Thành phố Hồ Chí Minh" if wishes.area is None else "")
    draft = draft_campaign(
        area, year, wishes.deadline, learnt.id, signed_by=wishes.signed_by or "office", province=province,
        department=wishes.department, roster=_shared(wishes.roster, folder) or DEFAULT_ROSTER,
    )  # fmt: skip
    return draft.model_copy(update={"office": draft.office.model_copy(update={"basis": ()})})


def _shared(roster: Path | None, folder: Path) -> str | None:
    """Return a roster's path from the campaign's folder when it lies beside the folder: one for several campaigns."""
    if roster is None:
        return None
    here, there = folder.resolve(), roster.resolve()
    return f"../{there.name}" if there.parent == here.parent else None


def _listed(roster: Path | None) -> bytes | None:
    """Return the content of a roster that a person named. Raises `Trouble` when it cannot be read."""
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.language.refusals import reason

    if roster is None:
        return None
    try:
        return roster.read_bytes()
    except OSError as error:
        raise Trouble(f"Không đọc được danh sách đơn vị “{roster}”: {reason(error)}.") from error


def _level(text: str | None) -> Level | None:
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.language.vietnamese import fold

    if text is None:
        return None
    for level, words in _LEVEL_WORDS.items():
        if fold(text) in words:
            return level
    raise Trouble(f"Cấp “{text}” chưa rõ. Hãy ghi --level ward, --level province hoặc --level district.")


def _signer(text: str | None) -> SignedBy | None:
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.language.vietnamese import fold

    if text is None:
        return None
    for signer, words in _SIGNER_WORDS.items():
        if fold(text) in words:
            return signer
    raise Trouble(f"Người ký “{text}” chưa rõ. Hãy ghi --signed-by committee hoặc --signed-by office.")


def _tell_derived(wishes: Wishes, campaign: Campaign) -> None:
    """Say what was taken without being told: nothing of it is to stay unseen."""
    from htsd_cli.cli.terminal import echo
    from htsd_cli.form import CAMPAIGN_FILE

    office = campaign.office
    if wishes.area is None:
        echo(
            f"Chưa cho biết địa bàn nên đây là đợt ví dụ của {office.full_name}. Đợt của cơ quan: gõ lại với --area ở"
            " một thư mục khác."
        )
        return
    if wishes.year is None:
        echo(f"Năm của đợt lấy theo mẫu: {campaign.campaign.year}; đợt năm khác thì thêm --year.")
    signer = " / ".join(office.signer_title)
    echo(f"Báo cáo do {office.full_name} ban hành, người ký: {signer}; sửa được trong {CAMPAIGN_FILE}.")
    if campaign.campaign.level != "province" and not office.province:
        echo(f"Chưa biết tỉnh, thành phố: nơi nhận đang ghi “{office.recipients[0]}”; hãy ghi đủ tên.")


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
            f"lập {len(forms.made)} mẫu{'' if completed.form.blank else ' Word'}, mỗi đơn vị một tệp"
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
