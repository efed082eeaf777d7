"""The blank Word forms of a roster's units, a file a unit: written where missing, never over what is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from htsd_cli.form import Campaign, Form
from htsd_cli.language.vietnamese import clean
from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.roster import RosterUnit
from htsd_cli.writers.blank.own import own_blanks, own_file
from htsd_cli.writers.blank.word import blank_word_forms
from htsd_cli.writers.blank.workbook import write_blank_workbook
from htsd_cli.writers.file_names import safe_name
from htsd_cli.writers.output import write_whole
from htsd_cli.writers.sets import at_work

_LONGEST_CODE = 20
LONGEST_NAME = 90  # characters; with its folder and ending well below the 260 Windows takes of a whole path


class UnitForms(NamedTuple):
    """What became of the units' forms: the files written, those left as they were, and what to know of others.

    `remarks` are Vietnamese sentences about files that are no longer what would be written now.
    """

    made: tuple[str, ...]
    kept: tuple[str, ...]
    remarks: tuple[str, ...]


class _Standing(NamedTuple):
    """A blank form that is there: its name and the hidden properties it was written with."""

    path: Path
    form: str
    unit: str


def write_unit_forms(
    folder: Path, form: Form, units: Sequence[RosterUnit], campaign: Campaign, *, excel: bool = False
) -> UnitForms:
    """Write the blank form of each unit that has none in `folder` yet; a unit is known by its id in the roster.

    A file is called by the unit's code and name (`TH06 - Trường Tiểu học Lê Văn Tám.docx`): its name stays right
    when the roster changes. With `excel` each unit gets the form as a workbook too. Raises `BlankTemplateError` when
    the template has a mistake, `OSError` when the folder cannot be written.
    """
    with at_work(folder):
        forms = _write_missing(folder, form, units, campaign)
        if not excel or form.blank:
            return forms
        made, kept = _write_workbooks(folder, form, units, campaign)
        return UnitForms(forms.made + made, forms.kept + kept, forms.remarks)


def form_stem(unit: RosterUnit) -> str:
    """Return what a unit's form is called, without its ending: `TH06 - Trường Tiểu học Lê Văn Tám`."""
    return f"{safe_name(unit.id, _LONGEST_CODE)} - {safe_name(unit.name, LONGEST_NAME)}"


def _write_workbooks(
    folder: Path, form: Form, units: Sequence[RosterUnit], campaign: Campaign
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write each unit's workbook where there is none of its name; return those written, and the others."""
    made, kept = [], []
    for unit in units:
        path = folder / f"{form_stem(unit)}.xlsx"
        if path.exists():
            kept.append(path.name)
            continue
        write_blank_workbook(form, path, unit.name, unit.id, campaign)
        made.append(path.name)
    return tuple(made), tuple(kept)


def _write_missing(folder: Path, form: Form, units: Sequence[RosterUnit], campaign: Campaign) -> UnitForms:
    own = own_file(form)
    ending = own.suffix if own is not None else ".docx"
    there = _standing(folder, ending)
    made: list[str] = []
    kept: list[str] = []
    remarks: list[str] = []
    named = [(unit.name, unit.id) for unit in units]
    contents = own_blanks(form, named) if own is not None else blank_word_forms(form, named, campaign)
    for unit, content in zip(units, contents, strict=True):
        standing = there.pop(unit.id, None)
        if standing is not None:
            kept.append(standing.path.name)
            remarks += _remark(standing, unit, form, content)
            continue
        path = _free(folder, form_stem(unit), ending)
        write_whole(path, content)
        made.append(path.name)
    gone = [f"“{item.path.name}”" for item in there.values()]
    if len(gone) == 1:
        remarks.append(f"{gone[0]}: đơn vị không còn trong danh sách; nếu không dùng nữa thì xóa tệp này.")
    elif gone:
        remarks.append(
            f"{len(gone)} mẫu của đơn vị không còn trong danh sách, nếu không dùng nữa thì xóa: {', '.join(gone)}."
        )
    return UnitForms(tuple(made), tuple(kept), tuple(remarks))


def _free(folder: Path, stem: str, ending: str) -> Path:
    """Return a path for a new file of this name: with a number where another file has the name already."""
    path = folder / f"{stem}{ending}"
    number = 2
    while path.exists():
        path = folder / f"{stem} ({number}){ending}"
        number += 1
    return path


def _standing(folder: Path, ending: str) -> dict[str, _Standing]:
    """Return the forms in a folder by the id of the unit they were written for, in the order of their names."""
    found: dict[str, _Standing] = {}
    for path in sorted(folder.glob(f"*{ending}")):
        try:
            with Package(path) as package:
                properties = package.custom_properties()
        except (UnreadableFile, OSError):
            continue
        unit = properties.get("htsd-unit-id", "")
        if unit:
            found.setdefault(
                unit, _Standing(path, properties.get("htsd-form", ""), properties.get("htsd-unit", ""))
            )
    return found


def _remark(standing: _Standing, unit: RosterUnit, form: Form, content: bytes) -> list[str]:
    """Return what a clerk should know of a form that stays although another would be written now."""
    again = "; muốn lập lại thì xóa tệp này rồi chạy lại lệnh."
    called = f"“{standing.path.name}”"
    if standing.form != form.id:
        return [f"{called}: làm từ mẫu “{standing.form}”, đợt này dùng mẫu “{form.id}”{again}"]
    if standing.unit != clean(unit.name):
        return [f"{called}: ghi tên “{standing.unit}”, danh sách nay ghi “{unit.name}”{again}"]
    if standing.path.read_bytes() != content:
        return [f"{called}: khác với mẫu hiện nay (tệp hoặc mẫu đã được sửa){again}"]
    return []
