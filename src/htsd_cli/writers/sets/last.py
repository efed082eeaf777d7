"""The results before the last run: kept whole in `lan-truoc`, and exchanged with those of the last run on demand."""

from __future__ import annotations

from pathlib import Path

from htsd_cli.form.our_files import LAST_FOLDER
from htsd_cli.writers.sets.disk import keep
from htsd_cli.writers.sets.manifest import owner_of, read_manifest
from htsd_cli.writers.sets.outputs import Kept, output_set


class NothingBefore(ValueError):  # noqa: N818 - it names the state a person is told of
    """There are no results before the last run; `str()` says so in Vietnamese."""


def take_back(folder: Path) -> tuple[Kept, ...]:
    """Bring the results before the last run back in place, whole; those of the last run are then in `lan-truoc`.

    Done twice all is as before. What people edited or typed since the last run is kept beside under a name of its
    own, and returned. Raises `NothingBefore`, `Busy` and `OSError`.
    """
    with output_set(folder) as outputs:
        manifest = read_manifest(folder)
        names = [name.partition("/")[2] for name in manifest.of(LAST_FOLDER)]
        there = [name for name in names if (folder / LAST_FOLDER / name).is_file()]
        if not there:
            raise NothingBefore(
                f"Trong “{folder}” không có kết quả của lần chạy trước (thư mục {LAST_FOLDER}), nên không có gì"
                " để lấy lại."
            )
        for name in there:
            keep(folder / LAST_FOLDER / name, outputs.path / name)
        owners = {owner_of(name) for name in there} | set(manifest.together)
        written = {name: manifest.files[f"{LAST_FOLDER}/{name}"] for name in there}
        return outputs.commit(whole=owners, keep_last=True, written=written)
