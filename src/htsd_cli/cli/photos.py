"""`htsd aggregate --photos`: takes the photographs out of the reports that are used, and says how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from htsd_cli.cli.terminal import put, shown, terminal

_SECONDS = 0.1  # that the photographs of one report roughly take
_OTHERS = "Khác"

if TYPE_CHECKING:
    from htsd_cli.cli.gathering import Workplace
    from htsd_cli.consolidate import Unit
    from htsd_cli.pipeline import Gathering
    from htsd_cli.writers.photos import UnitPhotos


@dataclass(frozen=True, slots=True)
class PhotoWork:
    """What photographs are asked for of one run: `write` puts them on the disk, `tell` says what there is."""

    gathering: Gathering
    workplace: Workplace
    jobs: int | None = None
    appendix: bool = False
    long: bool = False  # whether the report has the appendices of each unit, however many there are

    def write(self, stage: Path) -> list[UnitPhotos]:
        """Write the folder `hinh-anh` with its page where the outputs are made; return what each unit's holds."""
        from htsd_cli.cli.gathering import show_progress
        from htsd_cli.consolidate import units_of
        from htsd_cli.form.our_files import PHOTOS_FOLDER
        from htsd_cli.intake import pictures_inside
        from htsd_cli.reading.processes import processes, worth
        from htsd_cli.writers.links import Received
        from htsd_cli.writers.photos import STRAY, Sent, write_index, write_photos

        gathering, workplace = self.gathering, self.workplace
        units = units_of(gathering.consolidation, gathering.form)
        views = [view for view in units if view.sent]
        unread = [view for view in units if view.unusable]
        paths = {view.file: gathering.path_of(view.file) for view in views if view.file}
        whose = _whose(gathering, unread)
        photos = [file for file in whose if _is_photo(file)]
        inside = [file for file in photos if not (workplace.inbox / file).is_file()]
        folder = stage / PHOTOS_FOLDER
        folder.mkdir()
        done = 0
        with ExitStack() as stack:
            show = show_progress(stack, "Đang lấy ảnh")

            def step() -> None:
                nonlocal done
                done += 1
                show(done, len(views))

            taken_out = stack.enter_context(pictures_inside(workplace.inbox, inside))
            loose: dict[str, list[Path]] = {}  # pictures that came beside a report, in a zip or mail too
            for file in photos:
                path = taken_out.get(file, workplace.inbox / file)
                if path.is_file():
                    loose.setdefault(whose[file], []).append(path)
            scans: dict[str, list[tuple[Path, str]]] = {}
            for file in whose:
                if file not in photos:
                    name = PurePosixPath(file).name
                    scans.setdefault(whose[file], []).append((gathering.path_of(file), name))
            sent = [
                Sent(
                    view.name,
                    view.kind_name,
                    view.file,
                    paths[view.file],
                    loose.get(view.key, ()),
                    scans.get(view.key, ()),
                )
                for view in views
                if view.file
            ]
            known = {view.key for view in views}
            kinds = {view.key: (view.name, view.kind_name) for view in unread}
            for key in sorted(set(whose.values()), key=lambda key: (key == STRAY, key not in kinds, key)):
                if key not in known:  # no report of it can be used, or nobody knows whose they are
                    name, kind = kinds.get(key, (key, _OTHERS))
                    sent.append(Sent(name, kind, "", None, loose.get(key, ()), scans.get(key, ())))
            executor = None
            count = self.jobs or worth(_SECONDS * len(sent))
            if count > 1:
                executor = stack.enter_context(processes(count))
            albums = write_photos(sent, folder, executor, step)
        received = Received(workplace.inbox, workplace.results / PHOTOS_FOLDER)
        write_index(albums, gathering.form, workplace.campaign, folder, received)
        named = [album for album in albums if album.sent.name != STRAY]
        if self.has_appendix(albums):
            from htsd_cli.writers.photo_appendix import APPENDIX, photo_appendix
            from htsd_cli.writers.report.appendix_names import appendix_names

            names = appendix_names(gathering.consolidation, gathering.form, long=self.long, photos=True)
            appendix = photo_appendix(
                named, gathering.form, workplace.campaign, folder, names.photos or "Phụ lục"
            )
            (folder / APPENDIX).write_bytes(appendix)
        return albums

    def has_appendix(self, albums: Sequence[UnitPhotos]) -> bool:
        """Whether the report has an appendix with photographs: it is asked for, and there are some to be shown."""
        from htsd_cli.writers.photos import STRAY

        shown = (album.photos for album in albums if album.sent.name != STRAY)
        return self.appendix and any(not photo.scan for photos in shown for photo in photos)

    def tell(self, albums: Sequence[UnitPhotos]) -> None:
        """Say how many photographs of how many units there are, what was left out, and where they are."""
        from htsd_cli.form.our_files import PHOTOS_FOLDER
        from htsd_cli.language.vietnamese import format_number
        from htsd_cli.writers.photo_appendix import APPENDIX
        from htsd_cli.writers.photos import INDEX, STRAY, left_out_in_words

        console = terminal()
        count = sum(len(album.photos) for album in albums)
        scanned = sum(photo.scan for album in albums for photo in album.photos)
        units = sum(bool(album.photos) and album.sent.name != STRAY for album in albums)
        place = self.workplace.results / PHOTOS_FOLDER / INDEX
        if count:
            pages = f", trong đó {format_number(scanned)} trang bản quét" if scanned else ""
            put(console, f"Hình ảnh: {format_number(count)} ảnh của {units} đơn vị{pages}, xem ở {place}")
            if self.has_appendix(albums):
                put(
                    console,
                    f"Phụ lục hình ảnh (Word) để in hoặc ghép vào báo cáo: {APPENDIX} ở cùng chỗ.",
                    left=2,
                )
        else:
            console.print("Hình ảnh: không báo cáo nào có ảnh.")
        stray = sum(len(album.photos) for album in albums if album.sent.name == STRAY)
        if stray:
            put(
                console,
                f"{format_number(stray)} ảnh chưa rõ của đơn vị nào, ở cuối trang hình ảnh: hãy để ảnh vào thư mục"
                " mang tên đơn vị.",
                "yellow",
                2,
            )
        passed = left_out_in_words(albums)
        if passed:
            put(console, f"Đã bỏ qua các hình không phải ảnh chụp: {passed}.", "dim", 2)
        for album in albums:
            for trouble in album.troubles:
                put(console, f"{shown(album.sent.name)}: {shown(trouble)}.", "yellow", 2, "! ")


def _whose(gathering: Gathering, unread: Sequence[Unit]) -> dict[str, str]:
    """Return the pictures and scanned papers beside the reports, each with the key of whose it is.

    Those of units without a report that can be used are among them, and pictures that nothing belongs to: by the unit
    their name tells, else as strays.
    """
    from htsd_cli.consolidate import SCAN
    from htsd_cli.roster import NameReader
    from htsd_cli.writers.photos import STRAY

    result = gathering.consolidation
    whose = {item.file: item.unit for item in result.belongs if item.what == SCAN or _is_photo(item.file)}
    for unit in unread:
        scanned = unit.unread is not None and unit.unread.code == "scanned-file"
        whose |= {
            file: unit.key
            for file in unit.files
            if _is_photo(file) or (scanned and file.lower().endswith(".pdf"))
        }
    names = NameReader(gathering.form)
    for item in gathering.inbox.passed_over:
        if item.is_picture and _is_photo(item.name) and item.name not in whose:
            told = names.from_file_name(PurePosixPath(item.name).stem)
            known = gathering.roster is None and names.kind_of(told) is not None
            whose[item.name] = told if known else STRAY
    return dict(sorted(whose.items(), key=lambda pair: pair[0]))


def _is_photo(file: str) -> bool:
    from htsd_cli.intake import PHOTO_ENDINGS

    return Path(file).suffix.lower() in PHOTO_ENDINGS
