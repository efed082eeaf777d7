"""The folder of a campaign: made whole the first time, completed later, nothing in it ever written over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import NamedTuple

from htsd_cli.form import (
    CAMPAIGN_FILE,
    DEFAULT_ROSTER,
    REMINDER_FILE,
    Campaign,
    Form,
    form_names,
    load_campaign,
    load_campaign_form,
    load_form,
    template_of,
)
from htsd_cli.form.our_files import FILLED_FORM
from htsd_cli.roster import NameReader, RosterUnit, read_roster
from htsd_cli.writers.blank import write_blank_word, write_blank_workbook
from htsd_cli.writers.blank.own import own_blanks, own_file
from htsd_cli.writers.blank.units import UnitForms, write_unit_forms
from htsd_cli.writers.blank.word import TEMPLATE as BLANK
from htsd_cli.writers.campaign.roster_workbook import known_units, write_roster_workbook
from htsd_cli.writers.campaign.starters import OTHERS_FOLDER, is_program, starters
from htsd_cli.writers.campaign.toml import campaign_toml, form_of_year
from htsd_cli.writers.output import write_whole
from htsd_cli.writers.report import NARRATIVES
from htsd_cli.writers.report.own_words import OWN_WORDS, blank_own_words
from htsd_cli.writers.report.report import TEMPLATE as REPORT
from htsd_cli.writers.returns.return_note import TEMPLATE as RETURN_NOTE
from htsd_cli.writers.sets import clear_away

READ_FIRST = "DOC-TRUOC.txt"


class Item(NamedTuple):
    """One file or folder of the campaign: its name below the folder, what it is (Vietnamese), whether it was made."""

    name: str
    meaning: str
    made: bool


class Completed(NamedTuple):
    """A campaign's folder as it is now; `units` are those of its roster, None when it keeps none."""

    campaign: Campaign
    form: Form
    units: tuple[RosterUnit, ...] | None
    items: tuple[Item, ...]
    forms: UnitForms


def complete_campaign(
    folder: Path, draft: Campaign, listed: bytes | None = None, learnt: Item | None = None
) -> Completed:
    """Make what is missing of a campaign's folder; `draft` is what its `htsd.toml` says where there is none yet,
    `listed` the content of a roster the office has already, and `learnt` the form's folder, made just before.

    Each file is written whole or not at all, one that is there is left alone, so that an interrupted run is
    completed by the next. Raises `TomlError`, `RosterError` or `BlankTemplateError` for a mistake in the office's
    own files, `OSError` when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    work = _Work(folder)
    work.items += [learnt] if learnt is not None else []
    file = folder / CAMPAIGN_FILE
    if not file.exists() and learnt is None:
        _own_form(work, draft)
    work.write(file, "thông tin của đợt", lambda: _lines(campaign_toml(draft)))
    campaign = load_campaign(file)
    form = load_campaign_form(campaign)  # a roster of another than the usual name must be there
    if campaign.term.roster == DEFAULT_ROSTER:
        if listed is not None:
            work.write(folder / DEFAULT_ROSTER, "danh sách đơn vị của cơ quan", lambda: listed)
        else:
            _roster(work, campaign, form)
    roster = (
        read_roster(campaign.roster_path, form, NameReader(form), day=campaign.day)
        if campaign.roster_path
        else None
    )
    units = roster.units if roster else None
    blanks = work.folder(campaign.folder("blanks"), "mẫu trống để gửi cho đơn vị")
    inbox = work.folder(campaign.folder("inbox"), "nơi lưu báo cáo nhận được")
    work.folder(campaign.folder("results"), "nơi htsd ghi kết quả")
    templates = work.folder(campaign.folder("templates"), "mẫu Word cơ quan được tự sửa câu chữ")
    own = own_file(form)
    for name in (REPORT, NARRATIVES, RETURN_NOTE, *((BLANK,) if own is None else ())):
        work.write(templates / name, "mẫu Word gốc", template_of(form, name).read_bytes)
    common = blanks / f"mau-bao-cao-{form.id}"
    if own is not None:
        blank = common.with_name(f"{common.name}{own.suffix}")
        work.write(blank, "mẫu chung", lambda: next(own_blanks(form, [("", "")])))
    else:
        word, excel = common.with_name(f"{common.name}.docx"), common.with_name(f"{common.name}.xlsx")
        work.make(word, "mẫu chung", lambda path: write_blank_word(form, path, campaign=campaign))
        work.make(excel, "mẫu chung", lambda path: write_blank_workbook(form, path, campaign=campaign))
    work.write(
        inbox / REMINDER_FILE, "lời nhắc", lambda: _note(_REMINDER.format(inbox=campaign.folders.inbox))
    )
    forms = write_unit_forms(blanks, form, units or (), campaign)
    _starters(work)
    work.write(folder / OWN_WORDS, "lời nhận định của cơ quan, in nguyên văn vào báo cáo", blank_own_words)
    work.write(folder / READ_FIRST, "các bước tiếp theo", lambda: _note(_read_first(campaign, form)))
    return Completed(campaign, form, units, tuple(work.items), forms)


class _Work:
    """Writes what is missing and keeps account of it; files in a folder made just now are not told one by one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._made: set[Path] = set()
        self.items: list[Item] = []

    def folder(self, path: Path | None, meaning: str) -> Path:
        """Make a folder of the campaign and return it."""
        assert path is not None
        if not path.is_dir():
            path.mkdir(parents=True)
            self._made.add(path)
        else:
            clear_away(path)
        self.items.append(Item(f"{self._called(path)}/", meaning, path in self._made))
        return path

    def write(self, path: Path, meaning: str, content: Callable[[], bytes]) -> None:
        """Write a file where there is none."""
        self.make(path, meaning, lambda target: write_whole(target, content()))

    def make(self, path: Path, meaning: str, write: Callable[[Path], None]) -> None:
        """Have a file written where there is none."""
        missing = not path.exists()
        if missing:
            write(path)
        if path.parent == self.path or (missing and path.parent not in self._made):
            self.items.append(Item(self._called(path), meaning, missing))

    def _called(self, path: Path) -> str:
        return path.relative_to(self.path).as_posix() if path.is_relative_to(self.path) else str(path)


def _own_form(work: _Work, draft: Campaign) -> None:
    """Write the form of another year into its folder, when the draft names one that does not come with the program."""
    name, year, source = draft.term.form, draft.term.year, load_form()
    if name not in form_names():
        folder = work.folder(
            work.path / name, f"mẫu báo cáo năm {year}: so với kế hoạch rồi sửa form.toml trong đó"
        )
        work.write(folder / "form.toml", "định nghĩa mẫu", lambda: _lines(form_of_year(source, year)))


def _starters(work: _Work) -> None:
    """Write what is double-clicked, where it is missing; told in one line, not each."""
    made = starters()
    missing = [name for name in made if not (work.path / name).exists()]
    for name in missing:
        path = work.path / name
        path.parent.mkdir(exist_ok=True)
        write_whole(path, made[name])
        if is_program(name):
            path.chmod(0o755)
    own = [name for name in made if "/" not in name]
    span = f"{own[0]} … {own[-1]}"
    work.items.append(Item(span, "bấm đúp để làm từng việc (Windows)", bool(set(own) & set(missing))))
    others = f"{OTHERS_FOLDER}/"
    work.items.append(
        Item(others, "các nút ấy cho macOS và Linux", any(name.startswith(others) for name in missing))
    )


def _roster(work: _Work, campaign: Campaign, form: Form) -> None:
    """Write the roster where there is none: with the area's units where they are known, else empty."""
    area = campaign.office.area
    units = () if form.blank else known_units(area, form)
    meaning = (
        f"danh sách {len(units)} đơn vị của {area}: ví dụ, hãy sửa cho đúng"
        if units
        else "danh sách đơn vị, để trống"
    )
    path = work.path / DEFAULT_ROSTER
    work.make(path, meaning, lambda target: write_roster_workbook(target, form, units, area))


_REMINDER = """\
LƯU BÁO CÁO CỦA CÁC ĐƠN VỊ VÀO THƯ MỤC NÀY

- Tên tệp đặt thế nào cũng được; chia thư mục con cũng được.
- Đơn vị gửi bản sửa: lưu thêm vào đây, không cần xóa bản cũ.
- Không mở ra lưu lại: ngày lưu của tệp được coi là ngày nhận.
- Máy chỉ đọc, không sửa, không xóa tệp nào ở đây.

Ở thư mục của đợt (thư mục có htsd.toml), bấm đúp 1-Kiem-tra.bat để kiểm tra, 3-Tong-hop.bat để tổng hợp;
hoặc mở cửa sổ lệnh ở đó, gõ:
  htsd validate {inbox}     kiểm tra từng báo cáo
  htsd aggregate                 tổng hợp
"""


def _read_first(campaign: Campaign, form: Form) -> str:
    folders, table = campaign.folders, campaign.term
    until = f"{table.deadline:%d/%m/%Y}" if table.deadline else "chưa đặt (ghi ở khóa deadline)"
    listed = PurePath(table.roster or "").name
    beside = " ở thư mục ngoài" if listed != table.roster else ""
    roster = (
        f"   - {listed}{beside} (mở bằng Excel): danh sách đơn vị phải báo cáo. Trang “Hướng dẫn”\n"
        "     trong tệp nói rõ từng cột.\n"
        if table.roster
        else ""
    )
    own = own_file(form)
    blank, common = _blanks_words(own)
    results = (
        f"   - {FILLED_FORM}: chính biểu mẫu Excel của cấp trên, đã điền số tổng hợp.\n"
        if own is not None and own.suffix.lower() == ".xlsx"
        else ""
    )
    return f"""\
ĐỢT BÁO CÁO {(form.event or form.title).upper()} NĂM {table.year}
{campaign.office.full_name}. Hạn gửi: {until}.

Mỗi việc dưới đây làm bằng cách bấm đúp một tệp (Windows; máy Mac và Linux: thư mục {OTHERS_FOLDER}), hoặc mở
cửa sổ lệnh trong thư mục này rồi gõ lệnh ghi trong ngoặc. Gõ một chữ htsd thì máy hiện bảng chọn việc.

1. XEM LẠI, sửa cho đúng với cơ quan:
   - {CAMPAIGN_FILE} (mở bằng Notepad): tên cơ quan, hạn gửi, nơi nhận, người ký.
{roster}\
   Sửa xong, gõ:  htsd init
   Máy kiểm tra hai tệp trên và lập thêm mẫu cho đơn vị mới; không ghi đè tệp nào.

2. GỬI MẪU: thư mục {folders.blanks} có sẵn cho mỗi đơn vị một {blank} đã ghi tên.
   Gửi đúng tệp cho đúng đơn vị: tệp ấy được nhận ra dù đơn vị đổi tên tệp. {common}

3. THU: lưu tệp nhận được vào thư mục {folders.inbox}.
   - 1-Kiem-tra.bat (htsd validate): báo cáo nào sai chỗ nào.
   - 2-Nhac-don-vi.bat (htsd status --remind): ai chưa gửi; thư nháp và lời nhắn cho từng đơn vị
     ở {folders.results}\\nhac-don-vi.

   Ghi nhận định của cơ quan (chỉ đạo, đánh giá, hạn chế, kiến nghị, phương hướng) vào {OWN_WORDS}:
   máy đưa nguyên văn vào báo cáo ở mỗi lần chạy.

4. TỔNG HỢP: 3-Tong-hop.bat (htsd aggregate). Kết quả ở thư mục {folders.results}:
   - bao-cao-tong-hop.docx: báo cáo để trình ký; theo-doi.html: ai chưa gửi, chỗ nào phải sửa.
{results}\
   - can-xac-nhan.xlsx: số liệu chưa rõ. Hỏi lại đơn vị, ghi giá trị đúng, lưu, rồi tổng hợp lại.

5. TRẢ LẠI: 4-Tra-lai.bat (htsd return). Mỗi đơn vị một thư mục ở {folders.results}\\tra-lai: tệp của
   đơn vị đã ghi chú từng chỗ, phiếu đề nghị chỉnh sửa, thư nháp và lời nhắn.

Làm lại bước 3, 4, 5 bao nhiêu lần cũng được. Muốn đổi câu chữ của báo cáo hay của mẫu trống, sửa tệp Word
trong thư mục {folders.templates}; xóa tệp ở đó thì máy dùng lại mẫu gốc.
"""


def _blanks_words(own: Path | None) -> tuple[str, str]:
    """Return what a unit's blank is called, and where the blanks for all are said to be."""
    if own is None:
        return "tệp Word", "Hai mẫu chung\n   (Word và Excel) cũng ở đó."
    called = {".docx": "tệp Word", ".xlsx": "tệp Excel", ".xlsm": "tệp Excel"}.get(own.suffix.lower(), "tệp")
    return called, "Mẫu chung\n   cũng ở đó."


def _lines(text: str) -> bytes:
    """Return a text with the line ends of Windows, whose older Notepad shows no others."""
    return text.replace("\n", "\r\n").encode()


def _note(text: str) -> bytes:
    """Return a text for Notepad, with the mark by which its older versions know UTF-8."""
    return b"\xef\xbb\xbf" + _lines(text)
