"""What `htsd aggregate` says where it ends: who is counted and who is not, what does not add up, what waits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.cli.terminal import STATUS_STYLES, echo, put, shown, terminal

_MOST_NAMED = 5  # strangers named in the closing line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from htsd_cli.consolidate import Belonging, Consolidation
    from htsd_cli.decisions import Settlement
    from htsd_cli.form import Form
    from htsd_cli.store import Told


def tell_files(result: Consolidation) -> None:
    """Say of each file what became of it, in the order of their names."""
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
    told |= {item.file: f"đi kèm báo cáo: {_kind_of(item)}" for item in result.belongs}
    told |= {item.file: f"không dùng được: {item.reason}" for item in result.unrecognised}
    told |= {item.file: f"bỏ qua: {item.reason}" for item in result.passed_over}
    console = terminal()
    for file, words in sorted(told.items()):
        console.print(Text(shown(file), style="bold"))
        put(console, shown(words), left=4)
    console.print()


def _first(files: Sequence[str]) -> str:
    """Return the first three names, and how many more there are."""
    more = f" và {len(files) - 3} tệp khác" if len(files) > 3 else ""
    return f"{', '.join(map(shown, files[:3]))}{more}"


def _is_photo(file: str) -> bool:
    from htsd_cli.intake import PHOTO_ENDINGS

    return Path(file).suffix.lower() in PHOTO_ENDINGS


def _kind_of(item: Belonging) -> str:
    """Return what came with a report, without the report: `hình ảnh`, `bản quét`."""
    if _is_photo(item.file):
        return "hình ảnh"
    return item.what.partition(" kèm ")[0].partition(" của ")[0]


def tell(result: Consolidation, form: Form, decisions: Settlement, output: Path) -> None:
    """Say what was counted, what was not and why, and where the outputs are."""

    console = terminal()
    counted = len(result.counted)
    put(console, _counted_words(result, counted), "bold")
    if result.expected is not None:
        total = result.coverage()
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
        said = "Cần xem" if left_out.beside else "Không dùng được"
        put(console, f"{said} {shown(left_out.file)}{unit}: {left_out.reason}", "yellow", 2)
    if result.belongs:
        put(console, f"{len(result.belongs)} tệp đi kèm báo cáo (bản quét, hình ảnh).", "dim", 2)
    pictures = [item.file for item in result.passed_over if _is_photo(item.file)]
    others = [item.file for item in result.passed_over if not _is_photo(item.file)]
    if pictures:
        said = f"{len(pictures)} hình ảnh không đọc số liệu, chưa rõ của đơn vị nào: {_first(pictures)}."
        cure = "Nếu là báo cáo chụp hoặc quét, đề nghị đơn vị gửi tệp Word hoặc Excel."
        put(console, f"{said} {cure}", "yellow", 2)
    if others:
        put(console, f"Đã bỏ qua {len(others)} tệp không phải báo cáo: {_first(others)}.", "dim", 2)
    _tell_outputs(output, console)
    _ask_for_decisions(decisions, form, console)
    if any(item.finding.severity != "info" for item in result.findings):
        put(console, 'Mở trang theo dõi để xem từng chỗ phải sửa, hoặc gõ: htsd show "tên tệp".')


def _tell_outputs(output: Path, console: Console) -> None:
    """Say where the outputs are, the folder once, and what each is."""
    from htsd_cli.form import DECISIONS_FILE
    from htsd_cli.form.our_files import FILLED_FORM, NARRATIVES, PAGE, REPORT, RESULTS, SUMMARY, WORKBOOK
    from htsd_cli.writers.flat import FLAT_FILE

    echo(f"Kết quả trong thư mục {output}:")
    told = {
        REPORT: "báo cáo tổng hợp (Word)",
        NARRATIVES: "nội dung báo cáo các đơn vị (Word)",
        WORKBOOK: "số liệu tổng hợp (Excel)",
        PAGE: "trang theo dõi (mở bằng trình duyệt)",
        RESULTS: "dữ liệu cho chương trình",
        DECISIONS_FILE: "số liệu cần xác nhận (Excel)",
        FILLED_FORM: "biểu mẫu Excel của cấp trên đã điền tổng",
        SUMMARY: "tóm tắt một trang cho lãnh đạo (Word)",
        FLAT_FILE: "mỗi số liệu một dòng, cho PivotTable",
    }
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
    """Say which rows of the consolidated table are not the sums they are of, and which units cause it."""
    from htsd_cli.consolidate.adding_up import added_from, mismatches

    found = mismatches(result, form)
    if found:
        said = f"Bảng tổng hợp có {len(found)} dòng tổng không khớp {added_from(found)}:"
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
        (
            "xác nhận chưa áp dụng được, lý do ghi ở cột Tình trạng của can-xac-nhan.xlsx",
            decisions.count(State.REFUSED, State.LOST),
            "bold red",
        ),
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
    from htsd_cli.decisions import CELLS_TO_MEND, OUTSIDE_THE_FORM, State
    from htsd_cli.form import DECISIONS_FILE

    waiting = (State.OPEN, State.REFUSED, State.LOST)
    parts = [
        f"{count} {words}"
        for words, count in (
            (
                f"{CELLS_TO_MEND}, chưa được cộng, cần xác nhận",
                decisions.count(*waiting, error=True, outside=False),
            ),
            (
                f"{OUTSIDE_THE_FORM}, chưa được cộng, cần xác nhận",
                decisions.count(*waiting, error=True, outside=True),
            ),
            ("số đã cộng, nên xem lại", decisions.count(*waiting, error=False, blank=False)),
            ("ô để trống, nên xem lại", decisions.count(*waiting, error=False, blank=True)),
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


def stored_words(told: Told) -> str:
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
