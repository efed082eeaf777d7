"""What `htsd init` must know of a new campaign: taken from options, asked in the terminal where they leave it open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from htsd_cli.cli.terminal import echo

if TYPE_CHECKING:
    from htsd_cli.form import Level, SignedBy

Value = TypeVar("Value")

_LEVEL_CHOICES: dict[str, Level] = {"1": "ward", "2": "province", "3": "district"}
_SIGNER_CHOICES: dict[str, SignedBy] = {"1": "committee", "2": "office"}


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


def asked(wishes: Wishes) -> Wishes:
    """Return the wishes with what the person at the terminal answers to each open question; Enter takes what stands
    in brackets."""
    from htsd_cli.form import DEFAULT_FORM, form_names, level_of, load_form, official_area
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
    if wishes.signed_by is None:
        usual = "1" if level == "ward" else "2"
        wishes = replace(
            wishes,
            signed_by=_choose("Ai ký báo cáo", ("Ủy ban nhân dân", "phòng (sở)"), usual, _SIGNER_CHOICES),
        )
    if not wishes.department and level == "ward":
        wishes = replace(
            wishes,
            department=_ask("Phòng làm việc này", "Phòng Văn hóa - Xã hội", str.strip, "Hãy ghi tên phòng."),
        )
    if wishes.form is None:
        names = form_names()

        def form_of(text: str) -> str:
            file = _file(text) if text not in names else None
            return str(file) if file else names[names.index(text)]

        wishes = replace(
            wishes,
            form=_ask("Mẫu báo cáo: tên mẫu có sẵn, hoặc tệp Word, Excel của cấp trên (kéo tệp thả vào đây)",
                      DEFAULT_FORM, form_of, f"Không có tệp ấy. Các mẫu có sẵn: {', '.join(names)}."),
        )  # fmt: skip
    if wishes.year is None:
        named = wishes.form in form_names()
        year = load_form(wishes.form or DEFAULT_FORM).year if named else date.today().year
        wishes = replace(
            wishes, year=_ask("Năm của đợt", str(year), _year, "Hãy ghi bốn chữ số, ví dụ 2026.")
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


def _ask(question: str, usual: str, understood: Callable[[str], Value], otherwise: str) -> Value:
    """Ask until the answer is understood; `otherwise` says what was expected."""
    while True:
        answer = str(typer.prompt(question, default=usual, show_default=bool(usual))).strip()
        try:
            return understood(answer)
        except (ValueError, KeyError):
            echo(otherwise)


def _choose(question: str, choices: Sequence[str], usual: str, meant: Mapping[str, Value]) -> Value:
    """Ask for one of the choices by its number, each on a line of its own."""
    echo(f"{question}:")
    for number, choice in enumerate(choices, 1):
        echo(f"  {number}  {choice}")
    numbers = ", ".join(meant)
    return _ask("Gõ số", usual, meant.__getitem__, f"Hãy gõ một số: {numbers}.")


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
