"""A new round like an old one: office, form, roster and the office's own templates stay; what came in does not."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

from htsd_cli.form import Campaign, load_campaign_form
from htsd_cli.form.campaign import basis_asked
from htsd_cli.form.our_files import RESULTS

_KEPT_OUT = frozenset(("basis",))  # of the office: the plan a round carries out is its own


def next_round(old: Campaign, folder: Path, year: int | None, deadline: date | None) -> Campaign:
    """Return the campaign of a new round in a folder, with what stays of an old one.

    The year is the old one's unless given. A roster and a form of the office's own that lie above both folders are
    shared; those in the old folder are copied (`copy_what_stays`). Raises `TomlError` for the old round's form.
    """
    table = old.term
    chosen = year or table.year
    office = {
        name: getattr(old.office, name) for name in type(old.office).model_fields if name not in _KEPT_OUT
    }
    campaign = {
        "form": _from(old, folder, table.form),
        "year": chosen,
        "deadline": deadline or "",
        "roster": _from(old, folder, table.roster) if table.roster else "",
        "level": table.level,
    }
    return Campaign.model_validate(
        {"campaign": campaign, "office": office, "folders": old.folders.model_dump()},
        context={"directory": folder, "basis": basis_asked(table.form, old.directory) or ""},
    )


def copy_what_stays(old: Campaign, folder: Path) -> list[str]:
    """Copy the old round's own roster, form and templates into a new folder; return what was copied, in Vietnamese.

    Nothing that is there is written over.
    """
    assert old.directory is not None
    copied: list[str] = []
    roster = old.roster_path
    if roster is not None and roster.parent.resolve() == old.directory.resolve() and roster.is_file():
        copied += _copied(roster, folder / roster.name, "danh sách đơn vị")
    own_form = old.directory / old.term.form
    if (own_form / "form.toml").is_file() and own_form.parent.resolve() == old.directory.resolve():
        copied += _copied(own_form, folder / own_form.name, "mẫu báo cáo")
    templates = old.folder("templates")
    if templates is not None and templates.is_dir():
        copied += _copied(templates, folder / old.folders.templates, "mẫu Word của cơ quan")
    return copied


def last_results(old: Campaign) -> Path | None:
    """Return the folder of the old round's results, None where it has none yet."""
    place = old.folder("results")
    return place if place is not None and (place / RESULTS).is_file() else None


def is_of_the_year(old: Campaign, year: int) -> bool:
    """Return whether the old round's form is of a year, so that it serves a round of that year too."""
    return load_campaign_form(old).year == year


def _from(old: Campaign, folder: Path, path: str) -> str:
    """Return a path of the old round's settings as it stands in the new folder's."""
    assert old.directory is not None
    target = old.directory / path
    if not target.exists() or target.parent.resolve() == old.directory.resolve():
        return path  # a form that comes with the program, or what is copied along
    return Path(os.path.relpath(target.resolve(), folder.resolve())).as_posix()


def _copied(source: Path, target: Path, what: str) -> list[str]:
    if target.exists():
        return []
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)
    return [f"{what}: {target.name}"]
