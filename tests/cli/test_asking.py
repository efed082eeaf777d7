"""What `htsd init` asks at a terminal, and what the answers make of the letterhead."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import typer

from htsd_cli.cli.founding.asking import Wishes, asked
from htsd_cli.cli.founding.draft import draft_of
from htsd_cli.cli.trouble import Trouble
from htsd_cli.form import Campaign


def answering(monkeypatch: pytest.MonkeyPatch, **answers: str) -> list[str]:
    """Answer each question that begins with one of the words, Enter to all others; return the questions asked."""
    told: list[str] = []

    def prompt(question: str, default: str = "", **_: object) -> str:
        told.append(question)
        return next(
            (text for word, text in answers.items() if question.startswith(word.replace("_", " "))), default
        )

    monkeypatch.setattr(typer, "prompt", prompt)
    return told


def founded(monkeypatch: pytest.MonkeyPatch, folder: Path, **answers: str) -> Campaign:
    answering(monkeypatch, **answers)
    return draft_of(asked(Wishes(year=2024)), folder)


def test_a_ward_s_campaign_is_founded_by_naming_the_ward_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office = founded(monkeypatch, tmp_path, Địa_bàn="phường tân hưng").office
    assert (office.parent, office.name, office.place) == ("", "ỦY BAN NHÂN DÂN\nPHƯỜNG TÂN HƯNG", "Tân Hưng")
    assert office.signer_title == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert office.recipients == ("Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh",)


def test_every_part_of_a_letterhead_may_be_answered_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office = founded(
        monkeypatch, tmp_path, Địa_bàn="xã Long Hải", Thuộc="Thành phố Hồ Chí Minh", Ai_ký="phòng",
        Phòng="Phòng Văn hóa và Giáo dục", Người_ký="2", Họ_tên="Nguyễn Văn A", Địa_danh="Xã Long Hải",
        Kính_gửi="Sở Giáo dục và Đào tạo; Ủy ban nhân dân Thành phố Hồ Chí Minh",
    ).office  # fmt: skip
    assert (office.name, office.abbreviation) == ("PHÒNG VĂN HÓA VÀ GIÁO DỤC", "VHGD")
    assert (office.signer_title, office.signer) == (("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), "Nguyễn Văn A")
    assert (office.place, len(office.recipients)) == ("Xã Long Hải", 2)


def test_a_school_that_signs_is_asked_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    school = "Trường Tiểu học Lê Văn Tám"
    office = founded(monkeypatch, tmp_path, Địa_bàn="phường Tân Hưng", Ai_ký="3", Tên_trường=school).office
    assert (office.parent, office.name) == ("ỦY BAN NHÂN DÂN PHƯỜNG TÂN HƯNG", school.upper())
    assert (office.signer_title, office.recipients) == (
        ("HIỆU TRƯỞNG",),
        ("Ủy ban nhân dân phường Tân Hưng",),
    )


def test_a_so_is_not_asked_for_a_province_or_a_department(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = answering(monkeypatch, Cấp="2", Địa_bàn="tỉnh Đồng Nai", Hạn="11/10/2026")
    campaign = draft_of(asked(Wishes(year=2024)), tmp_path)
    assert not [question for question in told if question.startswith(("Thuộc", "Phòng"))]
    assert (campaign.office.name, campaign.office.signer_title) == ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", ("GIÁM ĐỐC",))
    assert campaign.term.deadline == date(2026, 10, 11)


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        (Wishes(area="phường Tân Hưng", signed_by="school"), "Trường (đơn vị) tự ký thì cần tên"),
        (
            Wishes(area="phường Tân Hưng", department="Trường Tiểu học A"),
            "là tên trường: thêm --signed-by school",
        ),
    ],
)
def test_options_never_make_half_a_letterhead(wishes: Wishes, said: str, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=said.replace("(", r"\(").replace(")", r"\)")):
        draft_of(wishes, tmp_path)
