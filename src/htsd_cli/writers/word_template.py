"""Fills a Word template that the office owns, and tells a mistake in it with its place, in words a clerk knows."""

from __future__ import annotations

import io
import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from docx.document import Document as DocumentFile
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from htsd_cli.vietnamese import format_number

if TYPE_CHECKING:
    from jinja2.environment import Environment

NO_FIGURE = "(chưa có số liệu)"  # what a field without a total prints in a sentence that does not ask first

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"{%-?\s*(\w+)")
# Commands that are a paragraph or a row of their own; each goes on a line of its own, to be told by its line.
_COMMANDS = re.compile(r"(?:</w:(?:p|tr|tc|tbl|tblGrid|tcPr)>|<w:body[^>]*>)(?:\{[%#{][^}]*\})+")
_OPENING = re.compile(r"\{[%#{]")
_MARKUP = re.compile(r"<[^>]+>")
_SOURCE = "<template>"  # what Jinja calls the text it was given
_LONGEST_PLACE = 160  # letters of a paragraph that are quoted

# What Jinja says -> what a clerk should read.
_SENTENCES = (
    (r"No filter named '(.+?)'", "không có cách viết “{0}” sau dấu |{near}"),
    (r"No test named '(.+?)'", "không có điều kiện “{0}” sau chữ is"),
    (r"Encountered unknown tag 'end(.+?)'", "có lệnh end{0} thừa, hoặc thiếu lệnh {0} mở đầu ở phía trên"),
    (
        r"Encountered unknown tag '(p|tr|tc|r)'",
        "chữ {0} phải viết liền sau dấu {{% và đặt đúng loại đoạn, bảng",
    ),
    (r"Encountered unknown tag '(else|elif)'", "lệnh {0} không nằm trong một khối if"),
    (r"Encountered unknown tag '(.+?)'", "không có lệnh nào tên là “{0}”"),
    (r"unexpected '(.+?)'", "dấu “{0}” đặt sai chỗ"),
    (r"unexpected char '(.+?)'", "có ký tự “{0}” không dùng được trong lệnh"),
)
_SYNTAX = "lệnh viết sai; hãy xem lại các dấu ngoặc, dấu nháy và dấu đóng lệnh"


class TemplateError(ValueError):
    """A Word template that cannot be used; `str()` is a Vietnamese sentence: which file, where in it, what."""

    def __init__(self, path: Path, what: str, place: str = "") -> None:
        where = f", ở đoạn “{place}”" if place else ""
        super().__init__(f"Mẫu Word {path}{where}: {what}. Hãy mở tệp mẫu bằng Word để sửa chỗ này.")
        self.path, self.what, self.place = path, what, place


def fill(
    path: Path, fields: Mapping[str, object], filters: Mapping[str, Callable[..., object]]
) -> DocumentFile:
    """Return the template at `path` with its {{ fields }} and {% commands %} carried out.

    Whole numbers are printed with thousands dots, a field without a value as `NO_FIGURE`, letters that mean
    something in XML as themselves. Raises `TemplateError` when the file cannot be opened or has a mistake.
    """
    if not path.is_file():
        raise TemplateError(path, "không tìm thấy tệp mẫu này; hãy chép lại tệp mẫu ban đầu vào thư mục đó")
    try:
        template = _Template(io.BytesIO(path.read_bytes()))
        template.path = path
        template.init_docx()
    except Exception as error:  # python-docx and zipfile raise a dozen kinds for a damaged file
        raise TemplateError(path, "tệp không mở được như một tệp Word (.docx)") from error
    environment = _environment(fields, filters)
    try:
        template.render(dict(fields), environment)
    except TemplateError:
        raise
    except Exception as error:  # outside the text: in the file's properties or its footnotes
        raise _told(path, error, [], environment) from error
    document: DocumentFile = template.docx  # get_docx() would load the template anew
    return document


def date_in_words(day: date) -> str:
    """Return a date as the decree writes it: `ngày 05 tháng 10 năm 2024`, `ngày 05 tháng 02 năm 2024`."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def listed(parts: Iterable[str], separator: str = ", ") -> str:
    """Return the parts that are not empty, joined."""
    return separator.join(part for part in parts if part)


def of(number: int | None, unit: str) -> str:
    """Return `45 lớp`; nothing for 0 and for a missing figure."""
    return f"{format_number(number)} {unit}" if number else ""


def blank(value: object) -> object:
    """Return the value, nothing for a missing one: for a cell of a table, where missing stays blank."""
    return "" if value is None else value


def sentence(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl carries no types
    """docxtpl's template, with each mistake told as a `TemplateError` where the text around it is at hand."""

    path = Path()

    def render_xml_part(
        self, src_xml: str, part: object, context: dict[str, object], jinja_env: Environment
    ) -> str:
        source = _COMMANDS.sub(lambda match: _OPENING.sub(r"\n\g<0>", match.group()), src_xml)
        lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", source).split("\n")  # as docxtpl does, and Jinja counts
        try:
            filled: str = super().render_xml_part(source, part, context, jinja_env)
        except Exception as error:  # whatever a template makes Jinja or a filter raise
            raise _told(self.path, error, lines, jinja_env) from error
        try:
            etree.fromstring(filled.encode() if filled.startswith("<?xml") else filled)
        except etree.XMLSyntaxError as error:
            raise TemplateError(
                self.path,
                "một khối lệnh mở ở đoạn này nhưng đóng ở đoạn hoặc ô khác; hãy viết mỗi lệnh thành một đoạn"
                " riêng dạng {%p … %}, hoặc mở và đóng trong cùng một đoạn",
                _straddling(lines),
            ) from error
        return filled


def _environment(
    fields: Mapping[str, object], filters: Mapping[str, Callable[..., object]]
) -> SandboxedEnvironment:
    class Unknown(StrictUndefined):
        """A field that does not exist, told with the nearest one that does."""

        @property
        def _undefined_message(self) -> str:
            known = list(fields) if self._undefined_obj is _NOTHING else _names(self._undefined_obj)
            name = str(self._undefined_name)
            return f"không có trường nào tên là “{name}”{_nearest(name, known)}"

    environment = SandboxedEnvironment(undefined=Unknown, autoescape=True, finalize=_printed)
    environment.filters |= {"date": date_in_words, "listed": listed, "of": of, "blank": blank}
    environment.filters |= {"sentence": sentence, **filters}
    return environment


_NOTHING = StrictUndefined()._undefined_obj  # Jinja's mark for a name looked up in no object


def _printed(value: object) -> object:
    if value is None:
        return NO_FIGURE
    if isinstance(value, int) and not isinstance(value, bool):
        return format_number(value)
    return _NOT_XML.sub("", value) if type(value) is str else value


def _told(path: Path, error: Exception, lines: list[str], environment: Environment) -> TemplateError:
    if isinstance(error, TemplateSyntaxError):
        message = error.message or ""
        if "Unexpected end of template" in message or "nesting mistake" in message:
            name, place = _unclosed(lines)
            return TemplateError(path, f"khối lệnh {name} mở ở đây chưa có lệnh end{name} đóng lại", place)
        return TemplateError(path, _syntax(message, environment), _place(lines, error.lineno))
    frames = traceback.extract_tb(error.__traceback__)
    numbers = [frame.lineno for frame in frames if frame.filename == _SOURCE and frame.lineno]
    place = _place(lines, numbers[-1]) if numbers else ""
    if isinstance(error, SecurityError):
        return TemplateError(path, "lệnh này không được dùng trong mẫu", place)
    if isinstance(error, UndefinedError):
        return TemplateError(path, str(error), place)
    return TemplateError(path, "giá trị ở đây không dùng được với lệnh này", place)


def _syntax(message: str, environment: Environment) -> str:
    for pattern, text in _SENTENCES:
        match = re.search(pattern, message)
        if match:
            near = _nearest(match.group(1), environment.filters) if "{near}" in text else ""
            return text.format(*match.groups(), near=near)
    return _SYNTAX


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f" (có phải là “{near[0]}”?)" if near else ""


def _names(owner: object) -> list[str]:
    if isinstance(owner, Mapping):
        return [str(name) for name in owner]
    names = getattr(type(owner), "model_fields", None) or dir(owner)
    return [name for name in names if not name.startswith("_")]


def _place(lines: list[str], number: int) -> str:
    """Return the text of the 1-based line, or of the nearest one before it that has any."""
    for line in reversed(lines[:number]):
        text = " ".join(_MARKUP.sub("", line).split())
        if text:
            return text if len(text) <= _LONGEST_PLACE else text[: _LONGEST_PLACE - 1] + "…"
    return ""


def _unclosed(lines: list[str]) -> tuple[str, str]:
    """Return the command of the innermost block that is never closed, and the text where it stands."""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(lines, 1):
        for name in _TAG.findall(line):
            if name in ("if", "for", "macro", "filter", "call"):
                opened.append((name, number))
            elif name.startswith("end") and opened:
                if opened[-1][0] != name[3:]:
                    break
                opened.pop()
    name, number = opened[-1] if opened else ("if", len(lines))
    return name, _place(lines, number)


def _straddling(lines: list[str]) -> str:
    """Return the text of the first paragraph that opens a block without closing it."""
    for number, line in enumerate(lines, 1):
        names = _TAG.findall(line.partition("</w:p>")[0]) if line.startswith("<w:p") else []
        if sum(name in ("if", "for") for name in names) != sum(name in ("endif", "endfor") for name in names):
            return _place(lines, number)
    return ""
