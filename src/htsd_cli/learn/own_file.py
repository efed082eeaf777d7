"""The office's own file that a form was learnt from: whether it is there still, and asks what `form.toml` says."""

from __future__ import annotations

from typing import NamedTuple

from htsd_cli.form import Form
from htsd_cli.learn.learner import NoTableError
from htsd_cli.learn.places import TablePlaces, form_places
from htsd_cli.readers.packages import UnreadableFile

_AGAIN = "Hãy chép lại đúng tệp của cấp trên vào thư mục ấy; mẫu đã đổi thì học lại: htsd form new TỆP -o “{folder}”."


class OwnFile(NamedTuple):
    """Where the cells of a form stand in its own file; `trouble` says in a sentence why nothing can be put there.

    `usable` says that the file is a form with these tables, though `form.toml` asks other cells of it.
    """

    places: tuple[TablePlaces, ...] = ()
    trouble: str = ""
    usable: bool = False


def read_own_file(form: Form) -> OwnFile:
    """Return what the form's own file is good for; nothing at all of a form without one."""
    path = form.own_file
    if path is None or path.suffix.lower() not in (".docx", ".xlsx", ".xlsm"):
        return OwnFile(usable=path is not None and path.is_file())
    again = _AGAIN.format(folder=form.directory)
    called = f"Tệp mẫu “{path.name}” (khóa blank trong form.toml)"
    if path.parent != form.directory or not path.is_file():
        return OwnFile((), f"{called} không có trong thư mục “{form.directory}”. {again}")
    try:
        places = tuple(form_places(path, form.questions))
    except (UnreadableFile, NoTableError, OSError):
        return OwnFile((), f"{called} không mở được hoặc không còn bảng số liệu. {again}")
    known = {key for place in places for key in place.cells}
    asked = {(item.id, measure.id) for item in form.indicators for measure in item.measures}
    if asked <= known and [place.id for place in places] == [table.id for table in form.tables]:
        return OwnFile(places, "", usable=True)
    lacking = len(asked - known)
    said = f"{called} không khớp form.toml: {lacking}/{len(asked)} số liệu không có ô trong tệp ấy. {again}"
    return OwnFile((), said, usable=2 * lacking < len(asked))
