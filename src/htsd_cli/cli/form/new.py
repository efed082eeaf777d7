"""`htsd form new FILE`: learns a form from the office's own Word or Excel file and keeps it as a folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from htsd_cli.cli.options import Format, OutputFormat
from htsd_cli.cli.terminal import echo, echo_json, terminal

if TYPE_CHECKING:
    from htsd_cli.learn import LearntForm

FORM_FILE = "form.toml"


def new(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp mẫu của cấp trên (Word, Excel).")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="THƯ_MỤC", help="Thư mục giữ mẫu; mặc định: tên của tệp."),
    ] = None,
    form: Format = OutputFormat.TEXT,
) -> None:
    """Học một mẫu báo cáo từ tệp Word hoặc Excel của cấp trên.

    Không sửa tệp ấy; điều gì chưa chắc thì hỏi và nói rõ đang tạm hiểu thế nào. Trả lời ngay ở đây, hoặc ghi vào tệp
    mau.xlsx trong thư mục của mẫu rồi chạy lại với thư mục ấy: htsd form new THƯ_MỤC.
    """
    if file.is_dir() and (file / FORM_FILE).is_file() and output is None:
        _answers_from_sheet(file, form)
        return
    learnt = learnt_from(file)
    by_hand = form is OutputFormat.TEXT and sys.stdin.isatty() and sys.stdout.isatty()
    if by_hand and learnt.questions:
        learnt = asked(learnt, file)
    folder = output if output is not None else Path(learnt.id)
    made = keep(learnt, file, folder)
    if form is OutputFormat.JSON:
        echo_json(learnt.to_json())
        echo(f"Đã ghi mẫu vào “{folder}”.", stderr=True)
        return
    from htsd_cli.cli.form.told import told

    console = terminal()
    console.print(told(learnt, console.width))
    echo(f"Đã ghi mẫu vào “{folder}”: form.toml và {file.name}.")
    if said := about_copy(file, made):
        echo(said)
    if any(not question.answer for question in learnt.questions):
        sheet = write_sheet(learnt, folder)
        echo(f"Câu hỏi còn mở: ghi trả lời vào “{sheet}” rồi chạy: htsd form new “{folder}”.")


def write_sheet(learnt: LearntForm, folder: Path) -> Path:
    """Write the sheet of questions into a form's folder, beside the office's file even where that has its name."""
    from htsd_cli.writers.form_sheet import write_form_sheet

    sheet = sheet_of(folder)
    write_form_sheet(learnt, sheet, str(folder))
    return sheet


def sheet_of(folder: Path) -> Path:
    """Return where the sheet of questions stands in a form's folder: under a name the form's own file has not."""
    from htsd_cli.form.toml_file import read_toml
    from htsd_cli.learn.dialogue.answer_sheet import SHEET_FILE

    blank = str(read_toml(folder / FORM_FILE).get("blank", ""))
    return folder / (SHEET_FILE if blank.lower() != SHEET_FILE else f"cau-hoi-{SHEET_FILE}")


def _answers_from_sheet(folder: Path, form: OutputFormat) -> None:
    """Learn a form's folder anew with the answers of its sheet. Raises `Trouble` where it has been changed by hand."""
    from htsd_cli.cli.form.show import form_at
    from htsd_cli.cli.form.told import told
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.learn import learn_form
    from htsd_cli.learn.dialogue.answer_sheet import answers_in
    from htsd_cli.learn.dialogue.answers import answered, not_understood
    from htsd_cli.learn.kept import from_form
    from htsd_cli.learn.toml import form_toml
    from htsd_cli.values.unreadable import UnreadableFile
    from htsd_cli.writers.output import write_whole

    kept = form_at(folder)
    blank, sheet, path = folder / kept.blank, sheet_of(folder), folder / FORM_FILE
    if not kept.blank or not blank.is_file():
        raise Trouble(f"Trong “{folder}” không còn tệp mẫu “{kept.blank}”, nên không học lại được.")
    before = from_form(kept)
    learn = lambda said: learn_form(blank, said)  # noqa: E731 - the same file with other answers
    same = answered(before, {}, learn)
    if form_toml(same, blank.name) != path.read_text(encoding="utf-8"):
        raise Trouble(
            f"“{path}” đã được sửa tay, nên htsd không ghi đè. Hãy sửa tiếp ở đó, hoặc học lại vào thư mục khác:"
            f" htsd form new “{blank}” -o THƯ_MỤC."
        )
    try:
        answers = answers_in(sheet, same.questions) if sheet.is_file() else {}  # written anew
    except UnreadableFile as error:
        raise Trouble(
            f"Không mở được “{sheet}”. Hãy đóng tệp ấy trong Excel rồi chạy lại; nếu tệp đã hỏng thì xóa đi, chạy lại"
            " để có tệp câu hỏi mới."
        ) from error
    learnt = answered(same, answers, learn)
    write_whole(path, form_toml(learnt, blank.name).encode("utf-8"))
    write_sheet(learnt, folder)
    if form is OutputFormat.JSON:
        echo_json(learnt.to_json())
    else:
        console = terminal()
        console.print(told(learnt, console.width))
    said = sum(1 for question in learnt.questions if question.answer)
    echo(f"Đã ghi {said} câu trả lời vào “{path}”.", stderr=form is OutputFormat.JSON)
    for question in not_understood(learnt):
        echo(f"Chưa hiểu câu trả lời “{question.answer}” cho câu: {question.message}", stderr=True)


def asked(learnt: LearntForm, file: Path) -> LearntForm:
    """Show what was understood, ask what is open until nothing new is, and return the form with the answers."""
    from htsd_cli.cli.form.told import told
    from htsd_cli.learn import learn_form
    from htsd_cli.learn.dialogue.answers import answered, not_understood

    console = terminal()
    seen: set[str] = set()
    while True:
        places = [
            place
            for place, question in enumerate(learnt.questions)
            if not question.answer and question.message not in seen
        ]
        if not places:
            return learnt
        console.print(told(learnt, console.width))
        echo("\nTrả lời từng câu: “đúng”, “không”, hoặc viết rõ; bấm Enter để giữ như đang hiểu.")
        seen |= {learnt.questions[place].message for place in places}
        answers = {place: input(f"{place + 1}. ") for place in places}
        learnt = answered(learnt, answers, lambda said: learn_form(file, said))
        for question in not_understood(learnt):
            echo(f"Chưa hiểu “{question.answer}” nên giữ như đang hiểu. Câu hỏi: {question.message}")


def learnt_from(file: Path) -> LearntForm:
    """Return what a file asks. Raises `Trouble` with a sentence for a file that cannot be learnt."""
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.learn import NoTableError, learn_form
    from htsd_cli.values.catalogue import finding
    from htsd_cli.values.unreadable import UnreadableFile

    if file.is_dir():
        raise Trouble(f"“{file}” là một thư mục. Hãy đưa tên tệp mẫu (Word hoặc Excel).")
    if not file.exists():
        raise Trouble(f"Không có tệp “{file}”. Hãy kiểm tra lại tên và đường dẫn.")
    try:
        return learn_form(file)
    except NoTableError as error:
        raise Trouble(str(error)) from error
    except UnreadableFile as error:
        told = finding(error.code, detail=error.detail)
        raise Trouble(f"Không học được mẫu từ “{file.name}”: {told.message}") from error


def about_copy(file: Path, made: str) -> str:
    """Return what to say of a form's file of an older format, "" for one of today's; `made` is its copy's name."""
    from htsd_cli.writers.blank.modern import is_older

    if made:
        return (
            f"{file.name} là định dạng cũ, không ghi thêm vào được, nên máy chuyển thành {made} (bằng LibreOffice): mẫu"
            " gửi đơn vị và bảng tổng hợp làm từ bản này."
        )
    if is_older(file):
        return (
            f"{file.name} là định dạng cũ và không chuyển được bằng LibreOffice, nên mẫu gửi đơn vị là bản sao của"
            " chính tệp ấy, không ghi sẵn tên đơn vị. Muốn có tên thì lưu tệp thành .docx hoặc .xlsx rồi học lại."
        )
    return ""


def keep(learnt: LearntForm, file: Path, folder: Path) -> str:
    """Write a form's folder whole: `form.toml`, and the file's very bytes under its own name.

    Beside a file of an older format stands the same as .docx or .xlsx; returns its name, "" where none was made.
    Raises `Trouble` where something would be overwritten, `OSError` where the folder cannot be written.
    """
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.learn.toml import form_toml
    from htsd_cli.writers.blank.modern import modern_copy
    from htsd_cli.writers.output import write_whole

    content = file.read_bytes()
    blank = folder / file.name
    if folder.exists() and not folder.is_dir():
        raise Trouble(f"“{folder}” là một tệp. Hãy chọn tên thư mục khác (-o).")
    if (folder / FORM_FILE).exists():
        raise Trouble(
            f"“{folder}” đã có một mẫu (form.toml); htsd không ghi đè. Hãy chọn thư mục khác (-o), hoặc xóa thư mục"
            " ấy nếu không dùng nữa."
        )
    if blank.exists() and blank.read_bytes() != content:
        raise Trouble(f"Trong “{folder}” đã có tệp khác tên “{file.name}”. Hãy chọn thư mục khác (-o).")
    contents = {blank: content}
    modern = modern_copy(file, learnt)
    if modern is not None and not (folder / modern[0]).exists():
        contents[folder / modern[0]] = modern[1]
    name = modern[0] if modern is not None and folder / modern[0] in contents else ""
    text = form_toml(learnt, file.name, name).encode("utf-8")
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    wrote: list[Path] = []
    try:
        for path, whole in contents.items():
            if not path.exists():
                wrote.append(path)
                write_whole(path, whole)
        write_whole(folder / FORM_FILE, text)
    except BaseException:
        for path in wrote:
            path.unlink(missing_ok=True)
        if made:
            folder.rmdir()
        raise
    return name
