"""`htsd aggregate FOLDER -o OUT`: reads a folder of reports and writes the consolidated ones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.options import (
    CampaignFile,
    ClusterAddress,
    Folder,
    Jobs,
    Open,
    Quiet,
    ResultsFolder,
    Verbose,
)
from htsd_cli.cli.terminal import echo, put, terminal

_MANY = 200  # files from which the outputs to be read are made beside the tables

if TYPE_CHECKING:
    from htsd_cli.cli.gathering import Workplace
    from htsd_cli.cli.photos import PhotoWork
    from htsd_cli.consolidate import Consolidation
    from htsd_cli.earlier.results import Results
    from htsd_cli.form import Form
    from htsd_cli.pipeline import Gathering
    from htsd_cli.writers.photos import UnitPhotos
    from htsd_cli.writers.sets import Kept


def aggregate(
    folder: Folder = None,
    output: ResultsFolder = None,
    campaign_file: CampaignFile = None,
    previous_results: Annotated[
        Path | None,
        typer.Option("--previous", metavar="TỆP", help="Tệp tong-hop.json của năm (đợt) trước, để so sánh."),
    ] = None,
    jobs: Jobs = None,
    cluster: ClusterAddress = None,
    photos: Annotated[
        bool,
        typer.Option(
            "--photos", help="Gom ảnh trong các báo cáo vào thư mục hinh-anh, kèm trang xem và chú thích."
        ),
    ] = False,
    flat: Annotated[
        bool,
        typer.Option(
            "--flat", help="Ghi thêm so-lieu.csv: mỗi số liệu một dòng, cho PivotTable và chương trình khác."
        ),
    ] = False,
    summary: Annotated[
        bool, typer.Option("--summary", help="Lập thêm tom-tat.docx, một trang tóm tắt cho lãnh đạo.")
    ] = False,
    photo_appendix: Annotated[
        bool,
        typer.Option("--photo-appendix", help="Gom ảnh như --photos, lập thêm phụ lục hình ảnh bằng Word."),
    ] = False,
    long: Annotated[
        bool,
        typer.Option(
            "--appendices", help="Ghi cả phụ lục về từng đơn vị khi có quá nhiều đơn vị (hàng trăm trang)."
        ),
    ] = False,
    undo: Annotated[
        bool,
        typer.Option(
            "--undo", help="Lấy lại kết quả của lần chạy trước (giữ ở lan-truoc); gõ lần nữa để trở lại."
        ),
    ] = False,
    open_: Open = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Tổng hợp báo cáo của các đơn vị."""
    from htsd_cli.cli.earlier_year import earlier_year
    from htsd_cli.cli.gathering import find_workplace, gathered
    from htsd_cli.cli.last_run import undo as take_last
    from htsd_cli.cli.opening import open_result
    from htsd_cli.cli.photos import PhotoWork
    from htsd_cli.cli.told import stored_words, tell, tell_files
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.cli.working import MOST_RUNS, tell_kept, teller, working
    from htsd_cli.form import DECISIONS_FILE
    from htsd_cli.form.our_files import PAGE
    from htsd_cli.writers.report.own_parts import own_words_left_out
    from htsd_cli.writers.sets import SavedMeanwhile
    from htsd_cli.writers.sets.disk import digest_of

    if undo:
        take_last(output or find_workplace(folder, output, campaign_file).results, quiet=quiet)
        return
    workplace = find_workplace(folder, output, campaign_file)
    inbox = workplace.campaign.folder("inbox")
    if output is not None and inbox is not None and output.resolve() == inbox.resolve():
        raise Trouble(
            f"“{output}” là thư mục chứa báo cáo đã nhận. Hãy chọn thư mục khác để ghi kết quả, ví dụ -o ket-qua."
        )
    previous = earlier_year(previous_results, workplace.campaign) if previous_results else None
    with working(workplace.inbox, workplace.results, quiet=quiet):
        for run in range(1, MOST_RUNS + 1):
            typed = {DECISIONS_FILE: digest_of(workplace.results / DECISIONS_FILE)}
            with gathered(workplace, jobs, cluster=cluster, quiet=quiet) as gathering:
                result = gathering.consolidation
                if not result.reported:
                    reasons = "\n".join(f"  - {item.file}: {item.reason}" for item in result.unrecognised)
                    raise Trouble(
                        f"Trong thư mục “{workplace.inbox}” không có báo cáo nào đọc được:\n{reasons}"
                    )
                pictures = (
                    PhotoWork(gathering, workplace, jobs, photo_appendix, long)
                    if photos or photo_appendix
                    else None
                )
                try:
                    since, kept, albums = _write(
                        gathering, workplace, previous, pictures, typed, flat=flat, long=long, summary=summary
                    )
                    break
                except SavedMeanwhile as saved:
                    if run == MOST_RUNS:
                        raise
                    teller(quiet=quiet)(f"{saved} Máy đang đọc lại từ đầu.")
    if verbose and not quiet:
        tell_files(result)
        if gathering.stored is not None:
            echo(stored_words(gathering.stored))
    if not quiet:
        tell(result, gathering.form, gathering.decisions, workplace.results)
        campaign = workplace.campaign
        if not result.rostered and campaign.term.roster and campaign.directory is not None:
            named = campaign.term.roster
            said = f"Danh sách đơn vị ({named}) chưa có đơn vị nào nên không biết đơn vị nào chưa gửi."
            put(terminal(), said, "yellow")
        if pictures is not None:
            pictures.tell(albums)
        if since:
            put(terminal(), since)
        if _too_long(result) and not long:
            from htsd_cli.language.vietnamese import format_number

            put(
                terminal(),
                f"Có {format_number(len(result.counted))} đơn vị được cộng nên báo cáo không kèm phụ lục về từng đơn vị"
                " (hàng trăm trang). Cần thì chạy lại với --appendices.",
            )
    tell_kept(kept)
    for said in (*own_words_left_out(workplace.campaign, gathering.form), *_own_file_told(gathering.form)):
        put(terminal(stderr=True), said, "yellow")
    if open_:
        open_result(workplace.results / PAGE)
    if any(item.finding.severity == "error" for item in result.findings):
        raise typer.Exit(1)


def _own_file_told(form: Form) -> tuple[str, ...]:
    """Return why the report's tables are drawn anew, and not those of the office's own file."""
    if not form.blank:
        return ()
    from htsd_cli.learn.places import read_own_file

    trouble = read_own_file(form).trouble
    return (
        (f"Bảng số liệu trong báo cáo do máy kẻ lại, chưa phải bảng của cấp trên. {trouble}",)
        if trouble
        else ()
    )


def _too_long(result: Consolidation) -> bool:
    """Whether an appendix with each unit in it would be hundreds of pages."""
    from htsd_cli.writers.report.appendix_names import MOST_UNITS

    return len(result.counted) > MOST_UNITS


def _write(
    gathering: Gathering,
    workplace: Workplace,
    previous: Results | None,
    pictures: PhotoWork | None,
    typed: Mapping[str, str | None],
    *,
    flat: bool,
    summary: bool,
    long: bool,
) -> tuple[str, tuple[Kept, ...], list[UnitPhotos]]:
    """Write all outputs as one set; return what changed since the last run, what people had edited, the photographs."""
    from htsd_cli.cli.last_run import changes_since
    from htsd_cli.form import DECISIONS_FILE
    from htsd_cli.form import our_files as ours
    from htsd_cli.reading.side_by_side import side_by_side
    from htsd_cli.writers.flat import FLAT_FILE, write_flat
    from htsd_cli.writers.links import Received
    from htsd_cli.writers.sets import output_set
    from htsd_cli.writers.sets.manifest import read_manifest
    from htsd_cli.writers.workbook.figures_table import load_grouping

    result, form, campaign = gathering.consolidation, gathering.form, workplace.campaign
    received = Received(workplace.inbox, workplace.results)
    with output_set(workplace.results) as outputs:
        stage = outputs.path
        # First of all: the report says whether an appendix with photographs goes with it.
        albums = [] if pictures is None else pictures.write(stage)
        shown = pictures is not None and pictures.has_appendix(albums)

        # A summary that was asked for once would tell of other figures than the rest, were it not made anew.
        summed_up = summary or ours.SUMMARY in read_manifest(workplace.results).files

        def papers() -> None:
            from htsd_cli.writers.page import write_page
            from htsd_cli.writers.report import write_narratives, write_report

            whole = write_report(
                result, form, campaign, stage / ours.REPORT, previous, long=long, photos=shown
            )
            if not whole and (long or not _too_long(result)):
                write_narratives(result, form, campaign, stage / ours.NARRATIVES, photos=shown)
            if summed_up:
                from htsd_cli.decisions import State
                from htsd_cli.writers.report.summary import write_summary

                waiting = gathering.decisions.count(State.OPEN, State.REFUSED, State.LOST, error=True)
                write_summary(result, form, campaign, stage / ours.SUMMARY, waiting)
            write_page(result, form, campaign, stage / ours.PAGE, received, previous=previous)

        def tables() -> None:
            from htsd_cli.writers.campaign.decisions_workbook import write_decisions
            from htsd_cli.writers.json_file import write_json
            from htsd_cli.writers.workbook import write_workbook

            write_workbook(result, form, stage / ours.WORKBOOK, received, previous=previous)
            if form.blank:
                from htsd_cli.writers.workbook.own import write_filled_form

                write_filled_form(result, form, stage / ours.FILLED_FORM)
            if flat:
                write_flat(result, form, stage / FLAT_FILE)
            lines, activities = gathering.decisions.lines, gathering.decisions.activities
            write_decisions(lines, form, stage / DECISIONS_FILE, activities)
            write_json(result, stage / ours.RESULTS)

        load_grouping()  # which both need: once, before they part
        side_by_side(papers, tables, worth=len(gathering.inbox.files) >= _MANY)
        since = changes_since(workplace.results / ours.RESULTS, stage / ours.RESULTS)
        whole = () if pictures is None else (ours.PHOTOS_FOLDER,)
        office = campaign.office.full_name
        # What another run made and this one did not would tell of other figures than the rest.
        gone = (FLAT_FILE, ours.FILLED_FORM, ours.NARRATIVES)
        kept = outputs.commit(office=office, typed=typed, whole=whole, keep_last=True, gone=gone)
        return since, kept, albums
