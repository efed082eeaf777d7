"""The campaign: one year's collection at one office, as written in its `htsd.toml`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from htsd_cli.form import DEFAULT_FORM
from htsd_cli.toml_file import load_toml

CAMPAIGN_FILE = "htsd.toml"
DEFAULT_ROSTER = "don-vi.xlsx"


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class CampaignTable(_Table):
    """`[campaign]`: which form, which year, until when (None: no deadline), who must report (None: no roster).

    `roster` is a file beside the `htsd.toml`; the default name may be absent, another one may not.
    """

    form: str = DEFAULT_FORM
    year: int = Field(default=2024, ge=2000, le=2100)
    deadline: date | None = date(2024, 10, 11)
    roster: str | None = DEFAULT_ROSTER
    level: Literal["district", "ward", "city"] = "district"


class Office(_Table):
    """`[office]`: what stands in the letterhead, the addressees and the signature block of the report.

    `parent` is the body above (tên cơ quan chủ quản), `name` the issuing office, either of several lines
    separated by line breaks. `full_name` is the office in running text. `signer_title` has one line for
    the head (TRƯỞNG PHÒNG), two for a deputy (KT. TRƯỞNG PHÒNG, PHÓ TRƯỞNG PHÒNG). `area` is the area in
    running text. `basis` are the documents the report carries out (Thực hiện …).
    """

    parent: str = "ỦY BAN NHÂN DÂN QUẬN 7"
    name: str = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"
    full_name: str = "Phòng Giáo dục và Đào tạo Quận 7"
    abbreviation: str = "PGDĐT"
    place: str = "Quận 7"
    area: str = "Quận 7"
    basis: tuple[str, ...] = (
        "Kế hoạch của Ủy ban nhân dân Quận 7 về tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024"
        " trên địa bàn Quận 7",
    )
    recipients: tuple[str, ...] = ("Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh",)
    copies: tuple[str, ...] = ("Như trên", "Ủy ban nhân dân Quận 7 (để báo cáo)", "Lưu: VT, GDTX")
    signer_title: tuple[str, ...] = ("TRƯỞNG PHÒNG",)
    signer: str = ""


class Campaign(_Table):
    """A campaign; without an `htsd.toml` it is Quận 7's of 2024, with no deadline and no roster."""

    campaign: CampaignTable = CampaignTable()
    office: Office = Office()

    _directory: Path | None = PrivateAttr(default=None)

    @property
    def directory(self) -> Path | None:
        """The folder of the `htsd.toml`, None without one."""
        return self._directory

    @property
    def form_name(self) -> str:
        """The form's name, or its folder where that is a folder beside the `htsd.toml`."""
        own = None if self._directory is None else self._directory / self.campaign.form
        return str(own) if own is not None and (own / "form.toml").is_file() else self.campaign.form

    @property
    def roster_path(self) -> Path | None:
        """The roster file, None when the campaign has none."""
        if self._directory is None or not self.campaign.roster:
            return None
        path = self._directory / self.campaign.roster
        return None if self.campaign.roster == DEFAULT_ROSTER and not path.exists() else path


def find_campaign(start: Path) -> Path | None:
    """Return the `htsd.toml` of the folder `start` or of the nearest folder above it."""
    start = start.resolve()
    for directory in (start, *start.parents):
        if (directory / CAMPAIGN_FILE).is_file():
            return directory / CAMPAIGN_FILE
    return None


def load_campaign(path: Path | None) -> Campaign:
    """Return the campaign of an `htsd.toml`, the default one for None.

    Raises `TomlError` with the line of every mistake.
    """
    if path is None:
        return Campaign(campaign=CampaignTable(deadline=None, roster=None))
    campaign = load_toml(path, Campaign)
    campaign._directory = path.parent
    return campaign
