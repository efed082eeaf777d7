"""The outputs of one run while they are made, and how they take the place of those before them."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from htsd_cli.form.our_files import LAST_FOLDER, PHOTOS_FOLDER
from htsd_cli.writers.sets.disk import digest_of, files_below, hide, keep, placed, signature
from htsd_cli.writers.sets.edited import edited_name
from htsd_cli.writers.sets.journal import NEW, OLD, Journal, Step, all_flushed, read_journal
from htsd_cli.writers.sets.manifest import MANIFEST, Manifest, owner_of, read_manifest
from htsd_cli.writers.sets.ours import is_ours
from htsd_cli.writers.sets.work import at_work


class OutputExists(ValueError):  # noqa: N818 - it names the state a person must resolve
    """A file of another's stands where an output should go; `str()` says so in Vietnamese."""


class SavedMeanwhile(ValueError):  # noqa: N818 - it names the state a run must start again from
    """A person saved one of our files while the run was at work; `str()` says so, nothing was written over it."""


class Kept(NamedTuple):
    """A file of ours that a person edited: its way from the folder, and the name its edited form has now.

    The two are the same where it was to go and was left in its place.
    """

    name: str
    now: str


class OutputSet:
    """The outputs of a run: made in `path`, a folder nobody looks into, and put in place together by `commit`."""

    def __init__(self, folder: Path, stage: Path) -> None:
        self.folder = folder
        self.path = stage / NEW
        self._stage = stage

    def commit(
        self,
        *,
        office: str = "",
        typed: Mapping[str, str | None] | None = None,
        whole: Collection[str] = (),
        stays: Callable[[str], bool] = lambda _name: False,
        keep_last: bool = False,
        gone: Collection[str] = (),
        written: Mapping[str, str] | None = None,
    ) -> tuple[Kept, ...]:
        """Put all that was made in its place, or nothing; return what people edited, which is kept.

        `office` is whose outputs may be replaced where no manifest names them. `typed` are the files that are read
        back, each with its digest when it was read: such a file is written again, since what was typed is in it, but
        only when nobody saved it since. Of the folders of ours in `whole` everything older goes, but what `stays` says
        of and what others put there; a file of ours in `gone` goes where this run made none. With `keep_last` the
        outputs that stood there are kept in `lan-truoc`. `written`
        are the digests files had when we wrote them, where that was in an earlier run.
        Raises `OutputExists` when a file of another's is in the way, `SavedMeanwhile`, and `OSError`.
        """
        typed, written = typed or {}, written or {}
        old = read_manifest(self.folder)
        made = files_below(self.path)
        owners = {owner_of(name) for name in made} | set(whole)
        self._refuse_blocked(made)
        self._refuse_foreign(made, owners, old, office)
        files = {
            name: digest
            for name, digest in old.files.items()
            if name in made or not (name in gone or (owner_of(name) in whole and not stays(name)))
        }
        going = [name for name in old.files if name not in files]
        if keep_last:
            files, gone = self._with_last(owners, old, files, made)
            going += gone
        plan = _Plan(self.folder, self.path, old, typed)
        for name in going:
            plan.remove(name)
        for name in made:
            digest = plan.put(name)
            files[name] = written.get(name, digest)
        for name in files_below(self.path / LAST_FOLDER):
            plan.put(f"{LAST_FOLDER}/{name}", ours=True)
        together = sorted(owners) if keep_last else old.together
        plan.manifest(Manifest(files, self._folders(files, old, going), together))
        plan.carry_out(self._stage)
        return tuple(plan.kept)

    def add(self) -> None:
        """Put each file in place where none stands; raises `OutputExists` for one that stands there and is another."""
        made = files_below(self.path)
        self._refuse_blocked(made)
        plan = _Plan(self.folder, self.path, Manifest(), {})
        for name in made:
            target = self.folder / name
            if not target.exists():
                plan.put(name)
            elif target.read_bytes() != (self.path / name).read_bytes():
                raise OutputExists(
                    f"Đã có tệp {target} với nội dung khác. Hãy đổi tên hoặc chuyển tệp ấy đi rồi chạy lại."
                )
        plan.carry_out(self._stage)

    def _folders(self, files: Collection[str], old: Manifest, going: Collection[str]) -> list[str]:
        """Return the folders of ours that hold something once all is in place: ours, or what others put there."""
        owners = {owner_of(name) for name in files} - {""}
        for owner in set(old.folders) - owners:
            below = {f"{owner}/{name}" for name in files_below(self.folder / owner)}
            if below - set(going):
                owners.add(owner)
        return sorted(owners)

    def _with_last(
        self, owners: Collection[str], old: Manifest, files: dict[str, str], made: list[str]
    ) -> tuple[dict[str, str], list[str]]:
        """Lay what stands in place now beside what is made, as the results before this run.

        Returns the manifest's files with those, and what goes of the results kept before. The digests are of what we
        wrote, so that what a person edited is known as such after it was taken back too.
        """
        names = {
            name for name in old.files if owner_of(name) in ("", PHOTOS_FOLDER) and owner_of(name) in owners
        }
        names |= {name for name in made if owner_of(name) == ""}
        last: dict[str, str] = {}
        for name in sorted(names):
            if (self.folder / name).is_file():
                keep(self.folder / name, self.path / LAST_FOLDER / name)
                last[f"{LAST_FOLDER}/{name}"] = old.files.get(name, "")
        if not last:
            return files, []
        self._refuse_foreign(list(last), {LAST_FOLDER}, old, "")
        before = old.of(LAST_FOLDER)
        rest = {name: digest for name, digest in files.items() if name not in before}
        return rest | last, [name for name in before if name not in last]

    def _refuse_blocked(self, made: Collection[str]) -> None:
        """Raise `OSError` before anything moves when a target is open elsewhere, read-only, or of another kind."""
        for name in made:
            target = self.folder / name
            for part in (*list(Path(name).parents)[:-1], Path(name)):
                if (self.folder / part).is_symlink():
                    raise OutputExists(
                        f"“{self.folder / part}” là liên kết tới “{(self.folder / part).readlink()}”; htsd không ghi"
                        " qua liên kết. Hãy xóa hoặc đổi tên liên kết ấy, hoặc chọn thư mục kết quả khác (-o), rồi chạy"
                        " lại."
                    )
            for parent in list(Path(name).parents)[:-1]:
                if (self.folder / parent).exists() and not (self.folder / parent).is_dir():
                    raise NotADirectoryError(
                        errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(self.folder / parent)
                    )
            if target.exists():
                with target.open("r+b"):  # a folder is none of a file's places
                    pass

    def _refuse_foreign(
        self, made: Collection[str], owners: Collection[str], old: Manifest, office: str
    ) -> None:
        """Raise `OutputExists` when what stands in a place is not ours."""
        for owner in sorted(owners):
            folder = self.folder / owner
            if owner and owner not in old.folders and folder.is_dir() and any(folder.iterdir()):
                raise _foreign(folder)
        for name in made:
            target = self.folder / name
            if name in old.files or not target.exists():
                continue
            if owner_of(name) or not is_ours(target, office):
                raise _foreign(target)


class _Plan:
    """The steps of an exchange while they are gathered."""

    def __init__(self, folder: Path, path: Path, old: Manifest, typed: Mapping[str, str | None]) -> None:
        self.kept: list[Kept] = []
        self._folder, self._path, self._old, self._typed = folder, path, old, typed
        self._steps: list[Step] = []
        self._seen: dict[str, tuple[int, int, int] | None] = {}

    def put(self, name: str, *, ours: bool = False) -> str:
        """Plan that a made file takes its place, and return its digest; what a person edited there is kept beside it.

        `ours` says that nobody edits the file.
        """
        before = self._digest(name)
        after = digest_of(self._path / name)
        assert after is not None
        if name in self._typed:
            if before != self._typed[name]:
                raise _saved(self._folder / name)
        elif before not in (None, after, self._old.files.get(name)) and not ours:
            self._keep_edited(name)
        self._steps.append(Step(name, before, after, name in self._typed))
        return after

    def remove(self, name: str) -> None:
        """Plan that an older file of ours goes; one that a person edited stays where it is."""
        before = self._digest(name)
        if before is None:
            return
        if self._old.files[name] not in ("", before) and owner_of(name) != LAST_FOLDER:
            self.kept.append(Kept(name, name))
            return
        self._steps.append(Step(name, before, None))

    def manifest(self, manifest: Manifest) -> None:
        """Plan the manifest; a folder in which nothing is ours has none."""
        if manifest.files:
            (self._path / MANIFEST).write_text(manifest.text(), "utf-8", newline="\n")
            self.put(MANIFEST, ours=True)
        elif before := self._digest(MANIFEST):
            self._steps.append(Step(MANIFEST, before, None))

    def carry_out(self, stage: Path) -> None:
        """Keep what stands there, write the journal, exchange."""
        for step in self._steps:
            if step.before is not None:
                keep(self._folder / step.name, stage / OLD / step.name)
        all_flushed(stage, self._steps)
        journal = Journal(self._folder, stage, tuple(self._steps))
        for step in self._steps:
            self._unchanged(step)
        journal.write()
        journal.carry_out(self._unchanged)
        hide(self._folder / MANIFEST)

    def _unchanged(self, step: Step) -> None:
        """Raise `SavedMeanwhile` when a file is no longer what it was when it was looked at."""
        target = self._folder / step.name
        if signature(target) == self._seen[step.name] and not step.typed:
            return
        if digest_of(target) != step.before:
            raise _saved(target)

    def _digest(self, name: str) -> str | None:
        self._seen[name] = signature(self._folder / name)
        return digest_of(self._folder / name)

    def _keep_edited(self, name: str) -> None:
        beside = edited_name(self._folder / name, self._path / name)
        now = (Path(name).parent / beside.name).as_posix()
        self.kept.append(Kept(name, now))
        if not beside.exists():
            shutil.copy2(self._folder / name, self._path / now)
            self._steps.append(Step(now, None, digest_of(self._path / now)))
            self._seen[now] = None


@contextmanager
def output_set(folder: Path) -> Iterator[OutputSet]:
    """Give a set of outputs to be made for a folder; what is not committed in the block is gone without a trace.

    Raises `Busy` when another run is at work there and `OSError` when the folder cannot be made or written; a refusal
    of the system says where, a full disk too.
    """
    with at_work(folder):
        try:
            stage = Path(tempfile.mkdtemp(dir=folder, prefix=".htsd-"))
            try:
                hide(stage)
                (stage / NEW).mkdir()
                yield OutputSet(folder, stage)
            finally:
                begun = read_journal(
                    folder
                )  # an exchange that could not be taken back: the next run needs its files
                if begun is None or begun.stage != stage:
                    shutil.rmtree(stage, ignore_errors=True)
        except OSError as error:
            told = placed(error, folder)
            if told is error:
                raise
            raise told from error


def _foreign(path: Path) -> OutputExists:
    return OutputExists(
        f"“{path}” đã có sẵn và không phải do htsd ghi, nên htsd không ghi đè. Hãy đổi tên hoặc chuyển đi rồi chạy lại."
    )


def _saved(path: Path) -> SavedMeanwhile:
    return SavedMeanwhile(
        f"“{path}” vừa được lưu trong lúc htsd đang chạy. htsd chưa ghi gì lên tệp ấy; hãy đóng tệp rồi chạy lại."
    )
