"""The campaign: one year's collection at one office, as written in its `htsd.toml`."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationInfo, model_validator

from htsd_cli.form.form import Form, load_form, template_of
from htsd_cli.form.office import Level, Office, basis_of, completed
from htsd_cli.form.place import DEFAULT_ROSTER
from htsd_cli.form.shipped import FORM_FILE, form_names, templates_directory, usual
from htsd_cli.form.toml_file import Misfit, TomlError, load_toml, mistake_at, read_toml


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class CampaignTable(_Table):
    """`[campaign]`: which form, which year, until when (None: no deadline), who must report (None: no roster).

    `roster` is a file beside the `htsd.toml`; the default name may be absent, another one may not. With
    `read_old_form` a report on last year's form counts with the rows that this year's has too.
    """

    form: str = Field(default_factory=partial(usual, "campaign", "form"))
    year: int = Field(default_factory=partial(usual, "campaign", "year"), ge=2000, le=2100)
    deadline: date | None = Field(default_factory=partial(usual, "campaign", "deadline"))
    roster: str | None = DEFAULT_ROSTER
    level: Level = "district"
    read_old_form: bool = False

    @model_validator(mode="before")
    @classmethod
    def _has_a_deadline_of_its_year(cls, data: Any) -> Any:
        """Take the default deadline for its own year alone, an empty text for no deadline, "city" for a province."""
        if not isinstance(data, dict):
            return data
        if data.get("level") == "city":
            data = data | {"level": "province"}
        if isinstance(written := data.get("deadline"), str):
            from htsd_cli.form.toml_mistakes import written_date

            if meant := written_date(written):  # a day in quotes, as people write one
                data = data | {"deadline": date.fromisoformat(meant)}
        first = usual("campaign", "year")
        other_year = "deadline" not in data and data.get("year", first) != first
        return data | {"deadline": None} if other_year or data.get("deadline") == "" else data

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.deadline and self.deadline.year < self.year:
            written = self.deadline.isoformat()
            raise Misfit(
                f"hạn gửi {written} ở trước năm {self.year} của đợt; hãy sửa lại hạn hoặc năm", "deadline"
            )
        return self


class Folders(_Table):
    """`[folders]`: the campaign's own folders, beside its `htsd.toml`.

    `inbox` takes what the units send, `results` what `htsd` makes, `blanks` the forms to send out. `templates`
    holds the Word templates the office has made its own; one that is not there is the form's.
    """

    inbox: str = Field(default="bao-cao-nhan", min_length=1)
    results: str = Field(default="ket-qua", min_length=1)
    blanks: str = Field(default="mau-gui-don-vi", min_length=1)
    templates: str = Field(default="mau-bao-cao", min_length=1)


class Campaign(_Table):
    """A campaign; without an `htsd.toml` it is that of `templates/htsd.toml`, with no deadline and no roster.

    `use` names for a unit (by its roster id or name) the one file that counts, when it sent several.
    """

    term: CampaignTable = Field(default=CampaignTable(), alias="campaign")
    office: Office = Office()
    folders: Folders = Folders()
    use: dict[str, str] = Field(default_factory=dict)

    _path: Path | None = PrivateAttr(default=None)

    @model_validator(mode="before")
    @classmethod
    def _follows_from_the_letterhead(cls, data: Any, info: ValidationInfo) -> Any:
        """Fill in what an office leaves out."""
        if not isinstance(data, dict):
            return data
        table = data.get("campaign")
        if isinstance(table, CampaignTable):
            table = {"form": table.form, "year": table.year, "level": table.level}
        table = table if isinstance(table, dict) else {}
        year = table.get("year") or usual("campaign", "year")
        known = info.context or {}
        basis = basis_asked(table.get("form"), known.get("directory"))
        basis = known.get("basis", "") if basis is None else basis
        office = data.get("office")
        if office is None:  # the usual one, on this form and this year
            usually = Office()
            told = basis_of(basis, usually.above, usually.area, year)
            return data | {
                "office": {name: getattr(usually, name) for name in Office.model_fields} | {"basis": told}
            }
        if not isinstance(office, dict):
            return data
        levels: dict[object, Level] = {"ward": "ward", "province": "province", "city": "province"}
        level = levels.get(table.get("level"), "district")
        try:
            return data | {"office": completed(office, level, year, basis)}
        except Misfit as error:
            raise Misfit(str(error), "office", *error.location) from None

    def model_post_init(self, context: Any, /) -> None:
        """Take where the campaign lies from what is known besides its tables (`file`)."""
        self._path = (context or {}).get("file")

    @property
    def path(self) -> Path | None:
        """The `htsd.toml` itself, None without one."""
        return self._path

    @property
    def directory(self) -> Path | None:
        """The folder of the `htsd.toml`, None without one."""
        return None if self._path is None else self._path.parent

    def folder(self, name: Literal["inbox", "results", "blanks", "templates"]) -> Path | None:
        """Return one of the campaign's own folders, None without an `htsd.toml`."""
        return None if self.directory is None else self.directory / str(getattr(self.folders, name))

    def template(self, name: str, form: Form) -> Path:
        """Return a Word template: the office's own where it has one of that name, else the form's."""
        own = self.folder("templates")
        return own / name if own is not None and (own / name).is_file() else template_of(form, name)

    @property
    def day(self) -> date:
        """The day on which the units report: the deadline, else the last day of the year."""
        return self.term.deadline or date(self.term.year, 12, 31)

    @property
    def form_name(self) -> str:
        """The form's name, or its folder where that is a folder beside the `htsd.toml`."""
        own = None if self.directory is None else self.directory / self.term.form
        return str(own) if own is not None and (own / "form.toml").is_file() else self.term.form

    @property
    def roster_path(self) -> Path | None:
        """The roster file, None when the campaign has none."""
        if self.directory is None or not self.term.roster:
            return None
        path = self.directory / self.term.roster
        return None if self.term.roster == DEFAULT_ROSTER and not path.exists() else path


def load_campaign(path: Path | None) -> Campaign:
    """Return the campaign of an `htsd.toml`, the default one for None.

    Raises `TomlError` with the line of every mistake.
    """
    if path is None:
        return Campaign(campaign=CampaignTable(deadline=None, roster=None))
    return load_toml(path, Campaign, context={"directory": path.parent, "file": path})


def basis_asked(form: object, directory: object) -> str | None:
    """Return a form's wording of the paper an office carries out, "" for none; None for a form that is not there.

    `form` is what `[campaign]` names, by default the usual one; `directory` is the folder of the `htsd.toml`.
    """
    name = form if isinstance(form, str) and form else usual("campaign", "form")
    folders = [directory / name] if isinstance(directory, Path) else []
    folders += [Path(name), templates_directory() / name]
    path = next((item / FORM_FILE for item in folders if (item / FORM_FILE).is_file()), None)
    if path is None:
        return None
    try:
        said = read_toml(path).get("basis", "")
    except TomlError:  # told with its line where the form itself is loaded
        return ""
    return said if isinstance(said, str) else ""


def load_campaign_form(campaign: Campaign) -> Form:
    """Return the campaign's form.

    Raises `TomlError` with the line of the `htsd.toml` that names a form or a roster that is not there, and with
    the form's own line for a mistake in the form.
    """
    path, table = campaign.path, campaign.term
    if path is None:
        return load_form(campaign.form_name)
    if not Path(campaign.form_name, "form.toml").is_file() and table.form not in form_names():
        raise mistake_at(
            path,
            ("campaign", "form"),
            f"không có mẫu báo cáo “{table.form}”; các mẫu có sẵn: {', '.join(form_names())}, hoặc ghi tên thư mục"
            " mẫu riêng đặt cạnh htsd.toml",
        )
    form = load_form(campaign.form_name)
    earlier = _other_forms(form, path.parent)
    if earlier or table.read_old_form:
        form = form.in_campaign(earlier, read_old_form=table.read_old_form)
    roster = campaign.roster_path
    if roster is not None and not roster.is_file():
        beside = sorted(item.name for item in path.parent.glob("[!~]*.xls*"))
        near = f"; các tệp Excel ở đó: {', '.join(beside)}" if beside else ""
        raise mistake_at(
            path,
            ("campaign", "roster"),
            f"không có tệp danh sách đơn vị “{table.roster}” cạnh htsd.toml{near}",
        )
    return form


def _other_forms(form: Form, directory: Path) -> list[str]:
    """Return the forms that are not the campaign's: folders beside its `htsd.toml`, and what comes with the program."""
    own = form.directory.resolve()
    beside = [item.parent for item in sorted(directory.glob(f"*/{FORM_FILE}"))]
    shipped = [templates_directory() / name for name in form_names()]
    return [str(item) for item in (*beside, *shipped) if item.resolve() != own]
