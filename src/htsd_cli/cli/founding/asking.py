"""What `htsd init` must know of a new campaign: taken from options, asked in the terminal where they leave it open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from htsd_cli.cli.terminal import echo, question

if TYPE_CHECKING:
    from htsd_cli.form import Level, SignedBy

Value = TypeVar("Value")

_LEVEL_CHOICES: dict[str, Level] = {"1": "ward", "2": "province", "3": "district"}
_SIGNER_CHOICES: dict[str, SignedBy] = {"1": "committee", "2": "office", "3": "school"}
_DEPUTY_CHOICES = {"1": False, "2": True}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person said of a new campaign; None where nothing was said."""

    area: str | None = None
    level: Level | None = None
    province: str | None = None
    signed_by: SignedBy | None = None
    form: str | None = None
    year: int | None = None
    deadline: date | None = None
    roster: Path | None = None
    department: str = ""
    recipients: tuple[str, ...] | None = None
    place: str = ""
    signer: str = ""
    deputy: bool | None = None


def asked(wishes: Wishes) -> Wishes:
    """Return the wishes with what the person at the terminal answers to each open question; Enter takes what stands
    in brackets."""
    from htsd_cli.form import DEFAULT_FORM, form_names, level_of, official_area
    from htsd_cli.form.toml_mistakes import written_date

    echo("Vài điều cần biết để lập đợt báo cáo; bấm Enter để lấy giá trị trong ngoặc vuông.")
    if wishes.area is None:
        level = wishes.level or _choose(
            "Cấp tổng hợp",
            ("phường, xã, đặc khu", "tỉnh, thành phố (Sở)", "quận, huyện (trước tháng 7/2025)"),
            "1",
            _LEVEL_CHOICES,
        )

        def area(text: str) -> str:
            found = official_area(text)
            if level_of(found) != level or text.isascii():  # every kind of area has a letter with a mark
                raise ValueError(text)
            return found

        wishes = replace(
            wishes, level=level,
            area=_ask("Địa bàn, cả loại và tên (ví dụ: phường Tân Hưng, xã Nhà Bè, tỉnh Đồng Nai)", "", area,
                      "Hãy ghi cả loại và tên, có dấu, đúng cấp đã chọn: tên này được in trên báo cáo."),
        )  # fmt: skip
    assert wishes.area is not None
    level = wishes.level or level_of(wishes.area)
    if wishes.province is None and level != "province":
        wishes = replace(
            wishes,
            province=_ask("Thuộc tỉnh, thành phố", "Thành phố Hồ Chí Minh", _with_marks,
                          "Hãy ghi cả loại, có dấu, ví dụ: tỉnh Đồng Nai."),
        )  # fmt: skip
    signed_by: SignedBy | None = wishes.signed_by
    if signed_by is None:
        usual = "1" if level == "ward" else "2"
        signers = ("Ủy ban nhân dân", "phòng (sở)", "trường, đơn vị tự ký")
        signed_by = _choose("Ai ký báo cáo", signers, usual, _SIGNER_CHOICES)
        wishes = replace(wishes, signed_by=signed_by)
    assert signed_by is not None
    if not wishes.department and signed_by == "school":
        wishes = replace(
            wishes,
            department=_ask("Tên trường (đơn vị), ví dụ: Trường Tiểu học Lê Văn Tám", "", _some,
                            "Hãy ghi tên đơn vị."),
        )  # fmt: skip
    elif not wishes.department and level == "ward":
        wishes = replace(
            wishes,
            department=_ask("Phòng làm việc này", "Phòng Văn hóa - Xã hội", str.strip, "Hãy ghi tên phòng."),
        )
    names = form_names()
    if wishes.form is None:
        wishes = replace(
            wishes,
            form=_ask(f"Mẫu báo cáo: {', '.join(names)}, hoặc tệp Word, Excel mẫu của cấp trên", DEFAULT_FORM,
                      lambda text: text if text in names else str(_file(text)), "Không có mẫu hay tệp ấy."),
        )  # fmt: skip
    wishes = _asked_of_letterhead(wishes, level, signed_by)
    if wishes.year is None:
        # The plan of the year says it; a form's own year is only that of its example.
        usual_year = str(date.today().year)
        wishes = replace(
            wishes, year=_ask("Năm của đợt", usual_year, _year, "Hãy ghi bốn chữ số, ví dụ 2026.")
        )
    if wishes.deadline is None:
        wishes = replace(
            wishes,
            deadline=_ask("Hạn gửi, ngày/tháng/năm (không có hạn thì bấm Enter)", "",
                          lambda text: date.fromisoformat(written_date(text) or "") if text else None,
                          "Hãy ghi ngày/tháng/năm, ví dụ 11/10/2026."),
        )  # fmt: skip
    if wishes.roster is None:
        wishes = replace(
            wishes,
            roster=_ask("Tệp Excel danh sách đơn vị đã có (chưa có thì bấm Enter, máy lập tệp trống)", "", _file,
                        "Không có tệp ấy."),
        )  # fmt: skip
    return wishes


def _asked_of_letterhead(wishes: Wishes, level: Level, signed_by: SignedBy) -> Wishes:
    """Ask what of the letterhead follows from the answers so far, and may be otherwise."""
    from htsd_cli.form import NO_ADDRESSEE, form_names, letterhead

    assert wishes.area is not None
    usual = letterhead(level, signed_by, wishes.area, wishes.province or "", wishes.department)
    if wishes.deputy is None:
        # A ward's reports are signed by a deputy chair as a rule, an office's by its head.
        chosen = _ask(
            "Người ký: 1 cấp trưởng; 2 cấp phó ký thay (KT.)", "2" if signed_by == "committee" else "1",
            _DEPUTY_CHOICES.__getitem__, "Hãy gõ 1 hoặc 2.",
        )  # fmt: skip
        wishes = replace(wishes, deputy=chosen)
    if not wishes.signer:
        wishes = replace(
            wishes,
            signer=_ask("Họ tên người ký (chưa ghi thì bấm Enter)", "", str.strip, "Hãy ghi họ tên."),
        )
    if not wishes.place:
        place = _ask("Địa danh ở dòng ngày, tháng, năm", usual["place"], _some, "Hãy ghi địa danh.")
        wishes = replace(wishes, place="" if place == usual["place"] else place)
    if wishes.recipients is None:
        # The form of any field may name whom it is for; without it the line stays open.
        learnt = wishes.form is not None and wishes.form not in form_names()
        to = NO_ADDRESSEE if learnt else "; ".join(usual["recipients"])
        said = _ask("Kính gửi (nhiều nơi thì cách nhau bằng dấu ;)", to, _some, "Hãy ghi nơi nhận.")
        listed = tuple(part.strip() for part in said.split(";") if part.strip())
        wishes = replace(wishes, recipients=None if said == to else listed)
    return wishes


def _some(text: str) -> str:
    if not text.strip(" ;"):
        raise ValueError(text)
    return text.strip()


def _ask(text: str, usual: str, understood: Callable[[str], Value], otherwise: str) -> Value:
    """Ask until the answer is understood; `otherwise` says what was expected."""
    while True:
        asked_of = question(text, usual)
        answer = str(typer.prompt(asked_of, default=usual, show_default=False, prompt_suffix="")).strip()
        try:
            return understood(answer)
        except (ValueError, KeyError):
            echo(otherwise)


def _choose(text: str, choices: Sequence[str], usual: str, meant: Mapping[str, Value]) -> Value:
    """Ask for one of the choices by its number, each on a line of its own; words of one alone are it too."""
    echo(f"{text}:")
    for number, choice in enumerate(choices, 1):
        echo(f"  {number}  {choice}")

    def understood(answer: str) -> Value:
        from htsd_cli.language.vietnamese import fold

        word = f" {fold(answer)} "
        named = [number for number, choice in zip(meant, choices, strict=True) if word in f" {fold(choice)} "]
        return meant[named[0] if len(named) == 1 else answer]

    return _ask(f"{text}, gõ số", usual, understood, f"Hãy gõ một số: {', '.join(meant)}.")


def _with_marks(text: str) -> str:
    """Return a province as it is written. Raises `ValueError` for one typed without marks."""
    from htsd_cli.form import official_area

    if text.isascii():
        raise ValueError(text)
    return official_area(text)


def _year(text: str) -> int:
    if not 2000 <= int(text) <= 2100:
        raise ValueError(text)
    return int(text)


def _file(text: str) -> Path | None:
    path = Path(text.strip("\"' ")) if text else None
    if path is not None and not path.is_file():
        raise ValueError(text)
    return path
