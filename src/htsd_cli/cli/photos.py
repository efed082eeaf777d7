"""`htsd aggregate --photos`: takes the photographs out of the reports that are used, and says how many there are."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.cli.terminal import terminal

_SECONDS = 0.1  # that the photographs of one report roughly take

if TYPE_CHECKING:
    from htsd_cli.cli.gathering import Workplace
    from htsd_cli.pipeline import Gathering
    from htsd_cli.writers.photos import UnitPhotos


@dataclass(slots=True)
class PhotoWork:
    """The photographs of one run: `write` puts them on the disk, `tell` says what there is."""

    gathering: Gathering
    workplace: Workplace
    jobs: int | None = None
    appendix: bool = False
    albums: list[UnitPhotos] = field(default_factory=list)

    def write(self, stage: Path) -> None:
        """Write the folder `hinh-anh` with its page into the folder the outputs are made in."""
        from htsd_cli.cli.gathering import show_progress
        from htsd_cli.consolidate import units_of
        from htsd_cli.form.our_files import PHOTOS_FOLDER
        from htsd_cli.intake import pictures_inside
        from htsd_cli.pictures import open_sources
        from htsd_cli.reading.processes import processes, worth
        from htsd_cli.writers.links import Received
        from htsd_cli.writers.photos import Sent, write_index, write_photos

        gathering, workplace = self.gathering, self.workplace
        views = [view for view in units_of(gathering.consolidation, gathering.form) if view.sent]
        paths = {view.file: gathering.path_of(view.file) for view in views if view.file}
        beside = [item for item in gathering.consolidation.belongs if _is_photo(item.file)]
        inside = [item.file for item in beside if not (workplace.inbox / item.file).is_file()]
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
            for item in beside:
                path = taken_out.get(item.file, workplace.inbox / item.file)
                if path.is_file():
                    loose.setdefault(item.unit, []).append(path)
            sources = stack.enter_context(open_sources(list(paths.values())))
            sent = [
                Sent(
                    view.name,
                    view.kind_name,
                    view.file,
                    sources.get(paths[view.file]),
                    loose.get(view.id or view.name, ()),
                )
                for view in views
                if view.file
            ]
            executor = None
            count = self.jobs or worth(_SECONDS * len(sent))
            if count > 1:
                executor = stack.enter_context(processes(count))
            self.albums = write_photos(sent, folder, executor, step)
        received = Received(workplace.inbox, workplace.results / PHOTOS_FOLDER)
        write_index(self.albums, gathering.form, workplace.campaign, folder, received)
        if self.appendix and any(album.photos for album in self.albums):
            from htsd_cli.writers.photo_appendix import APPENDIX, photo_appendix

            appendix = photo_appendix(self.albums, gathering.form, workplace.campaign, folder)
            (folder / APPENDIX).write_bytes(appendix)

    def tell(self) -> None:
        """Say how many photographs of how many units there are, what was left out, and where they are."""
        from rich.text import Text

        from htsd_cli.form.our_files import PHOTOS_FOLDER
        from htsd_cli.language.vietnamese import format_number
        from htsd_cli.writers.photo_appendix import APPENDIX
        from htsd_cli.writers.photos import INDEX, left_out_in_words

        console = terminal()
        count = sum(len(album.photos) for album in self.albums)
        units = sum(bool(album.photos) for album in self.albums)
        place = self.workplace.results / PHOTOS_FOLDER / INDEX
        if count:
            console.print(f"Hình ảnh: {format_number(count)} ảnh của {units} đơn vị, xem ở {place}")
            if self.appendix:
                console.print(
                    f"  Phụ lục hình ảnh (Word) để in hoặc ghép vào báo cáo: {APPENDIX} ở cùng chỗ."
                )
        else:
            console.print("Hình ảnh: không báo cáo nào có ảnh.")
        passed = left_out_in_words(self.albums)
        if passed:
            console.print(Text(f"  Đã bỏ qua các hình không phải ảnh chụp: {passed}.", style="dim"))
        for album in self.albums:
            for trouble in album.troubles:
                console.print(Text(f"  ! {album.sent.name}: {trouble}.", style="yellow"))


def _is_photo(file: str) -> bool:
    from htsd_cli.intake import PHOTO_ENDINGS

    return Path(file).suffix.lower() in PHOTO_ENDINGS
