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
from htsd_cli.cli.terminal import echo, put, shown, terminal

_MANY = 200  # files from which the Word outputs are made beside the others
_MOST_NAMED = 5  # strangers named in the closing line

if TYPE_CHECKING:
    from rich.console import Console

    from htsd_cli.cli.gathering import Workplace
    from htsd_cli.cli.photos import PhotoWork
    from htsd_cli.consolidate import Consolidation
    from htsd_cli.decisions import Settlement
    from htsd_cli.earlier.results import Results
    from htsd_cli.form import Campaign, Form
    from htsd_cli.pipeline import Gathering
    from htsd_cli.store import Told
    from htsd_cli.writers.sets import Kept


def aggregate(
    folder: Folder = None,
    output: ResultsFolder = None,
    campaign_file: CampaignFile = None,
    previous_results: Annotated[
        Path | None,
        typer.Option("--previous", metavar="TỆP", help="Tệp tong-hop.json của năm trước, để so sánh."),
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
    from htsd_cli.cli.gathering import find_workplace, gathered
    from htsd_cli.cli.opening import open_result
    from htsd_cli.cli.photos import PhotoWork
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.cli.working import MOST_RUNS, tell_kept, teller, working
    from htsd_cli.form import DECISIONS_FILE
    from htsd_cli.form.our_files import OUTPUTS
    from htsd_cli.writers.report.own_parts import own_words_left_out
    from htsd_cli.writers.sets import SavedMeanwhile
    from htsd_cli.writers.sets.disk import digest_of

    if undo:
        _undo(output or find_workplace(folder, output, campaign_file).results, quiet=quiet)
        return
    workplace = find_workplace(folder, output, campaign_file)
    previous = _previous(previous_results, workplace.campaign) if previous_results else None
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
                    PhotoWork(gathering, workplace, jobs, photo_appendix)
                    if photos or photo_appendix
                    else None
                )
                try:
                    since, kept = _write(
                        gathering, workplace, previous, pictures, typed, flat=flat, long=long, summary=summary
                    )
                    break
                except SavedMeanwhile as saved:
                    if run == MOST_RUNS:
                        raise
                    teller(quiet=quiet)(f"{saved} Máy đang đọc lại từ đầu.")
    if verbose and not quiet:
        _tell_files(result)
        if gathering.stored is not None:
            echo(_stored_words(gathering.stored))
    if not quiet:
        _tell(result, gathering.form, gathering.decisions, workplace.results)
        if pictures is not None:
            pictures.tell()
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
    for said in own_words_left_out(workplace.campaign, gathering.form):
        put(terminal(stderr=True), said, "yellow")
    if open_:
        open_result(workplace.results / OUTPUTS[3])
    if any(item.finding.severity == "error" for item in result.findings):
        raise typer.Exit(1)


def _too_long(result: Consolidation) -> bool:
    """Whether an appendix with each unit in it would be hundreds of pages."""
    from htsd_cli.writers.report.appendix_fields import MOST_UNITS

    return len(result.counted) > MOST_UNITS


def _stored_words(told: Told) -> str:
    """Return how many files had been read before, and why others had to be read."""
    again = (
        (told.other_version, "do mẫu hoặc bản htsd đã khác lần đọc trước"),
        (told.damaged, "do phần đã lưu bị hỏng"),
    )
    parts = [f"{count} tệp đọc lại {why}" for count, why in again if count]
    parts += [f"{told.new} tệp đọc lần đầu"] if told.new else []
    words = f"Kho kết quả đọc: {told.known} tệp đã đọc từ trước{''.join(f'; {part}' for part in parts)}."
    words += " Kho cũ bị hỏng nên đã được lập lại." if told.broken else ""
    return words + (" Không dùng được kho (không ghi được, hoặc lệnh khác đang dùng)." if told.locked else "")


def _previous(path: Path, campaign: Campaign) -> Results:
    """Return the results of an earlier year; one that is not earlier is compared with all the same, and told."""
    from htsd_cli.cli.working import read_settled
    from htsd_cli.form import CAMPAIGN_FILE, find_campaign, load_campaign

    other = find_campaign(path) if path.is_dir() else None
    if other is not None and (path / CAMPAIGN_FILE).is_file():
        path = load_campaign(other).folder("results") or path
    previous = _on_this_form(read_settled(path), path, campaign)
    year = campaign.campaign.year
    is_round = (
        other is not None and campaign.directory is not None and other.parent != campaign.directory.resolve()
    )
    if is_round and previous.year == year:  # another round of this year
        return previous.model_copy(update={"called": "đợt trước"})
    if previous.year is None or previous.year < year:
        return previous
    echo(
        f"Lưu ý: tệp “{path}” ghi là kết quả năm {previous.year}, trong khi đợt này là năm {year}. Vẫn so sánh, và gọi"
        " đó là năm trước; hãy kiểm tra lại có đúng tệp không.",
        stderr=True,
    )
    return previous.model_copy(update={"year": None})


def _on_this_form(previous: Results, path: Path, campaign: Campaign) -> Results:
    """Return an earlier year's results by the rows and columns that this year's form asks too; says how many those are.

    The earlier form is that of the campaign the results lie in, else one that comes with the program.
    """
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.earlier.reworded import fits, on_form
    from htsd_cli.form import find_campaign, form_names, load_campaign, load_campaign_form, load_form

    form = load_campaign_form(campaign)
    other = find_campaign(path if path.is_dir() else path.parent)
    old = load_campaign_form(load_campaign(other)) if other is not None else None
    if (old is None or old.id != previous.form) and previous.form in form_names():
        old = load_form(previous.form)
    if old is None or old.id != previous.form:
        if previous.form == form.id or fits(previous, form):
            return previous
        raise Trouble(
            f"Kết quả “{path}” theo mẫu “{previous.form}”, khác mẫu của đợt này (“{form.id}”), và không thấy mẫu ấy để"
            " biết dòng nào ứng với dòng nào. Hãy chỉ --previous vào tong-hop.json trong thư mục của đợt năm trước, nơi"
            " còn htsd.toml và thư mục mẫu, hoặc chạy lại không kèm --previous."
        )
    if old == form:
        return previous
    found = on_form(previous, old, form)
    if found.comparable < found.asked:
        echo(
            f"Mẫu năm trước khác mẫu năm nay: so được {found.comparable}/{found.asked} số liệu; các số còn lại không có"
            " chỗ tương ứng nên không so. Xem chỗ khác: htsd form diff.",
            stderr=True,
        )
    return found.results


def _undo(results: Path, *, quiet: bool) -> None:
    """Exchange the results with those of the run before."""
    from htsd_cli.cli.working import tell_kept, teller
    from htsd_cli.form.our_files import LAST_FOLDER
    from htsd_cli.writers.sets import at_work, take_back

    with at_work(results, teller(quiet=quiet)):
        kept = take_back(results)
    if not quiet:
        echo(
            f"Đã lấy lại kết quả của lần chạy trước vào {results}; kết quả vừa thay nằm ở"
            f" {results / LAST_FOLDER}. Gõ lại htsd aggregate --undo để đổi lại."
        )
    tell_kept(kept)


def _since(before: Path, after: Path) -> str:
    """Return what changed since the results before, "" when there are none that can be read."""
    from htsd_cli.earlier.since import changed_since

    since = changed_since(before, after) if before.is_file() else None
    if since is None:
        return ""
    parts = [
        f"{what} {len(names)} đơn vị ({'; '.join(names[:5])}{'; …' if len(names) > 5 else ''})"
        for what, names in (("thêm", since.added), ("bớt", since.removed))
        if names
    ]
    parts += [f"{since.figures} số liệu thay đổi"] if since.figures else []
    return f"So với lần chạy trước: {', '.join(parts) or 'không thay đổi'}."


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
) -> tuple[str, tuple[Kept, ...]]:
    """Write all outputs as one set; return what changed since the last run, and what people had edited."""
    from htsd_cli.form import DECISIONS_FILE
    from htsd_cli.form.our_files import FILLED_FORM, OUTPUTS, PHOTOS_FOLDER
    from htsd_cli.writers.flat import FLAT_FILE, write_flat
    from htsd_cli.writers.links import Received
    from htsd_cli.writers.sets import output_set
    from htsd_cli.writers.side_by_side import side_by_side

    result, form, campaign = gathering.consolidation, gathering.form, workplace.campaign
    report, narratives, workbook, page, data = OUTPUTS
    received = Received(workplace.inbox, workplace.results)
    with output_set(workplace.results) as outputs:
        stage = outputs.path

        def for_word() -> None:
            from htsd_cli.writers.report import write_narratives, write_report

            whole = write_report(result, form, campaign, stage / report, previous, long=long)
            if not whole and (long or not _too_long(result)):
                write_narratives(result, form, campaign, stage / narratives)
            if summary:
                from htsd_cli.decisions import State
                from htsd_cli.writers.report.summary import SUMMARY, write_summary

                waiting = gathering.decisions.count(State.OPEN, State.REFUSED, State.LOST, error=True)
                write_summary(result, form, campaign, stage / SUMMARY, waiting)

        def others() -> None:
            from htsd_cli.writers.campaign.decisions_workbook import write_decisions
            from htsd_cli.writers.json_file import write_json
            from htsd_cli.writers.page import write_page
            from htsd_cli.writers.workbook import write_workbook

            write_workbook(result, form, stage / workbook, received, previous=previous)
            if form.blank:
                from htsd_cli.writers.workbook.own import write_filled_form

                write_filled_form(result, form, stage / FILLED_FORM)
            write_page(result, form, campaign, stage / page, received, previous=previous)
            write_json(result, stage / data)
            lines, activities = gathering.decisions.lines, gathering.decisions.activities
            write_decisions(lines, form, stage / DECISIONS_FILE, activities)
            if flat:
                write_flat(result, form, stage / FLAT_FILE)

        side_by_side(for_word, others, worth=len(gathering.inbox.files) >= _MANY)
        if pictures is not None:
            pictures.write(stage)
        since = _since(workplace.results / data, stage / data)
        whole = () if pictures is None else (PHOTOS_FOLDER,)
        office = campaign.office.full_name
        # What another run made and this one did not would tell of other figures than the rest.
        gone = (FLAT_FILE, FILLED_FORM, narratives)
        return since, outputs.commit(office=office, typed=typed, whole=whole, keep_last=True, gone=gone)


def _tell_files(result: Consolidation) -> None:
    """Say of each file what became of it, in the order of their names."""
    from rich.padding import Padding
    from rich.text import Text

    from htsd_cli.writers.wording import STATUS_SYMBOLS, STATUS_WORDS

    told: dict[str, str] = {}
    for unit in result.reported:
        came = f", nhận ngày {unit.received:%d/%m/%Y}" if unit.received else ""
        counted = "" if unit.counted else ", không được cộng"
        words = f"{STATUS_SYMBOLS[unit.status]} {STATUS_WORDS[unit.status]}{counted}"
        told[unit.file or ""] = f"{unit.name}: {words}{came}"
    for one in result.duplicates:
        for file in one.files:
            told.setdefault(file, f"{one.name}: không dùng, thay bằng {one.used}")
    told |= {item.file: f"đi kèm báo cáo: {item.what}" for item in result.belongs}
    told |= {item.file: f"không dùng được: {item.reason}" for item in result.unrecognised}
    told |= {item.file: f"bỏ qua: {item.reason}" for item in result.passed_over}
    console = terminal()
    for file, words in sorted(told.items()):
        console.print(Text(shown(file), style="bold"))
        console.print(Padding(Text(shown(words)), (0, 0, 0, 4), expand=False))
    console.print()


def _tell(result: Consolidation, form: Form, decisions: Settlement, output: Path) -> None:
    """Say what was counted, what was not and why, and where the outputs are."""
    from htsd_cli.cli.terminal import STATUS_STYLES
    from htsd_cli.consolidate.coverage import coverage_of

    console = terminal()
    counted = len(result.counted)
    put(console, _counted_words(result, counted), "bold")
    if result.expected is not None:
        total = coverage_of(result.units, roster=True, deadline=True)
        put(console, f"{total.reported}/{total.expected} đơn vị trong danh sách đã gửi báo cáo.", left=2)
    uncounted = "không được cộng vì báo cáo chưa dùng được"
    lines: list[tuple[str, int, str]] = [
        (uncounted, len(result.reported) - counted, "error"),
        ("có số liệu phải sửa (số ấy chưa được cộng)", _units(result, "error", counted=True), "error"),
        ("có chỗ nên xem lại", _units(result, "warning", counted=True), "warning"),
        ("chưa gửi báo cáo", len(result.missing), "error"),
        ("đã gửi tệp chưa đọc được (bản quét, tệp hỏng …)", len(result.unusable), "error"),
        ("gửi sau hạn", len(result.late), "warning"),
        ("gửi nhiều tệp", len(result.duplicates), "warning"),
    ]
    for words, count, status in lines:
        if count:
            end = ":" if words == uncounted else "."
            put(console, f"{count} đơn vị {words}{end}", STATUS_STYLES[status], 2)
        if count and words == uncounted:
            _name_uncounted(result, console)
    _tell_mismatches(result, form, console)
    _tell_decisions(result, decisions, console)
    whose = {file: unit.name for unit in result.unusable for file in unit.files}
    for left_out in result.unrecognised:
        unit = f" của {shown(whose[left_out.file])}" if left_out.file in whose else ""
        put(console, f"Không dùng được {shown(left_out.file)}{unit}: {left_out.reason}", "yellow", 2)
    if result.belongs:
        put(console, f"{len(result.belongs)} tệp đi kèm báo cáo (bản quét, hình ảnh).", "dim", 2)
    if result.passed_over:
        names = ", ".join(shown(item.file) for item in result.passed_over[:3])
        more = f" và {len(result.passed_over) - 3} tệp khác" if len(result.passed_over) > 3 else ""
        said = f"Đã bỏ qua {len(result.passed_over)} tệp không phải báo cáo: {names}{more}."
        put(console, said, "dim", 2)
    _tell_outputs(output, console)
    _ask_for_decisions(decisions, form, console)
    if any(item.finding.severity != "info" for item in result.findings):
        put(console, 'Mở trang theo dõi để xem từng chỗ phải sửa, hoặc gõ: htsd show "tên tệp".')


def _tell_outputs(output: Path, console: Console) -> None:
    """Say where the outputs are, the folder once, and what each is."""
    from htsd_cli.form import DECISIONS_FILE
    from htsd_cli.form.our_files import FILLED_FORM, OUTPUTS

    echo(f"Kết quả trong thư mục {output}:")
    meanings = (
        "báo cáo tổng hợp (Word)",
        "nội dung báo cáo các đơn vị (Word)",
        "số liệu tổng hợp (Excel)",
        "trang theo dõi (mở bằng trình duyệt)",
        "dữ liệu cho chương trình",
        "số liệu cần xác nhận (Excel)",
    )
    told = dict(zip((*OUTPUTS, DECISIONS_FILE), meanings, strict=True))
    told[FILLED_FORM] = "biểu mẫu Excel của cấp trên đã điền tổng"
    names = [name for name in told if (output / name).exists()]
    width = max(map(len, names))
    for name in names:
        meaning = told[name]
        put(console, meaning, left=2, sign=f"{name:<{width}}  ")


def _counted_words(result: Consolidation, counted: int) -> str:
    """Return how many reports are in the totals, with the strangers among them by name."""
    strangers = [shown(unit.name) for unit in result.counted if unit.listed is None]
    if not result.rostered or not strangers:
        return f"Đã cộng báo cáo của {counted} đơn vị."
    names = ", ".join(strangers[:_MOST_NAMED])
    more = f" và {len(strangers) - _MOST_NAMED} đơn vị khác" if len(strangers) > _MOST_NAMED else ""
    inside = counted - len(strangers)
    outside = f"{len(strangers)} ngoài danh sách: {names}{more}"
    return f"Đã cộng báo cáo của {counted} đơn vị ({inside} trong danh sách, {outside})."


def _tell_mismatches(result: Consolidation, form: Form, console: Console) -> None:
    """Say which rows of the consolidated table are not the sums of the rows below them, and which units cause it."""
    from htsd_cli.consolidate.adding_up import mismatches

    found = mismatches(result, form)
    if found:
        said = f"Bảng tổng hợp có {len(found)} dòng tổng không khớp các dòng bên dưới:"
        put(console, said, "yellow", 2)
    for item in found:
        where = form.where(item.indicator, item.measure)
        put(console, f"{where} {shown(item.words)}.", "yellow", 4, "- ")


def _tell_decisions(result: Consolidation, decisions: Settlement, console: Console) -> None:
    """Say how many figures count as someone decided, and which decisions do not, and from which sheets they are."""
    from htsd_cli.decisions import State

    expired = sum(1 for item in result.findings if item.finding.code == "decision-expired")
    for words, count, style in (
        ("số liệu theo xác nhận của cán bộ tổng hợp", decisions.count(State.APPLIED), "green"),
        ("xác nhận chưa áp dụng được", decisions.count(State.REFUSED, State.LOST), "bold red"),
        ("xác nhận hết hiệu lực vì tệp đã thay đổi, cần xác nhận lại", expired, "yellow"),
        ("xác nhận đang chờ báo cáo của đơn vị", decisions.count(State.WAITING), "yellow"),
    ):
        if count:
            put(console, f"{count} {words}.", style, 2)
    if len(decisions.sources) > 1:
        files = ", ".join(decisions.sources)
        put(console, f"Xác nhận được đọc từ {len(decisions.sources)} tệp: {files}", "yellow", 2)


def _ask_for_decisions(decisions: Settlement, form: Form, console: Console) -> None:
    """Say how many figures wait for a person, and where to write."""
    from htsd_cli.decisions import State
    from htsd_cli.form import DECISIONS_FILE

    waiting = (State.OPEN, State.REFUSED, State.LOST)
    parts = [
        f"{count} {words}"
        for words, count in (
            ("số chưa được cộng, cần xác nhận", decisions.count(*waiting, error=True)),
            ("số đã cộng, nên xem lại", decisions.count(*waiting, error=False)),
        )
        if count
    ]
    themes = {theme.name for theme in form.themes}
    concerns = sum(1 for line in decisions.activities if line.open and line.practice in themes)
    sentences = sum(1 for line in decisions.activities if line.open) - concerns
    if sentences:
        put(
            console,
            f"Có {sentences} câu kể việc làm chờ đánh dấu ở trang “Hoạt động” của {DECISIONS_FILE}; câu chưa đánh dấu"
            " không được kể trong báo cáo.",
        )
    if concerns:
        put(
            console,
            f"Có {concerns} câu nêu khó khăn, kiến nghị chờ chọn ở trang “Khó khăn, kiến nghị” của {DECISIONS_FILE}.",
        )
    if parts:
        put(
            console,
            f"Còn {'; '.join(parts)}. Mở {DECISIONS_FILE}, ghi giá trị đúng, lưu, đóng tệp, rồi gõ lại htsd"
            " aggregate.",
        )


def _name_uncounted(result: Consolidation, console: Console) -> None:
    """Name the units whose report could not be used, each with the reason."""
    for unit in result.reported:
        if not unit.counted:
            said = next(item.finding.message for item in result.findings if item.file == unit.file)
            put(console, f"{shown(unit.name)}: {said}", left=4, sign="- ")


def _units(result: Consolidation, status: str, *, counted: bool) -> int:
    return sum(1 for unit in result.reported if unit.status == status and unit.counted is counted)
