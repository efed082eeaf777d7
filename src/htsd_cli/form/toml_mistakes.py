"""Names the mistakes people make when they write a TOML file in Notepad: where, what stands there, what to write.

The parser tells only that it could go no further; here the line is looked at for what a clerk usually does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple


class Mistake(NamedTuple):
    """A mistake at a 1-based line; `sentence` goes on after "dòng 5: " and has no full stop."""

    line: int
    sentence: str


_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_TWICE = re.compile(r"Cannot declare \((.+?),?\) twice")
_CURLY = "“”„‟‘’«»"
_OPENS_CURLY = re.compile(rf"(?:=|\[|,|^)\s*[{_CURLY}]")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]")
_OPEN_LIST = "danh sách mở bằng dấu [ ở dòng này chưa có dấu ] đóng lại"
_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ASSIGNMENT = re.compile(r"""\s*(?P<key>[\w.-]+|"[^"]*"|'[^']*')\s*=(?P<value>.*)""")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})")


def syntax_mistake(message: str, source: str) -> Mistake:
    """Return what is wrong with a text that is no TOML, from the parser's message and the text itself."""
    lines = source.splitlines()
    place = _AT.search(message)
    number = min(int(place[1]), len(lines)) if place else len(lines)
    while number > 1 and not lines[number - 1].strip():
        number -= 1
    again = _twice(message, lines, number)
    if again:
        return again
    endless = _endless_text(lines) if not place else None
    if endless:
        return endless
    opened = _open_list(lines, number)
    text = _bare(lines[number - 1])
    if opened and not place:
        return Mistake(opened, _OPEN_LIST)
    if opened and opened != number and (_ASSIGNMENT.match(text) or text.startswith("[")):
        return Mistake(opened, _OPEN_LIST)
    rules = _IN_LIST if opened and opened != number else _RULES
    for rule in rules:
        sentence = rule(text)
        if sentence:
            return Mistake(number, sentence)
    before = next((n for n in range(number - 1, opened or 0, -1) if _bare(lines[n - 1])), 0)
    if opened and before and not _bare(lines[before - 1]).endswith((",", "[")):
        return Mistake(before, "thiếu dấu phẩy ở cuối dòng này (mỗi mục của danh sách cách nhau dấu phẩy)")
    column = f", từ ký tự thứ {place[2]}" if place else ""
    return Mistake(number, f"viết sai cú pháp{column}: “{text[:60]}”")


def written_date(text: str) -> str:
    """Return a date people write (`11/10/2024`, `2024/10/1`) the way TOML wants it, "" for any other text."""
    text = text.strip().strip(f"\"'{_CURLY}").removeprefix("ngày").strip()
    text = re.sub(r"\s*(?:tháng|năm)\s*", "/", text)
    first, last = _YEAR_FIRST.fullmatch(text), _DAY_FIRST.fullmatch(text)
    if first:
        year, month, day = first.groups()
    elif last:
        day, month, year = last.groups()
    else:
        return ""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


# -- mistakes of one line ----------------------------------------------------------------------------------
# Each rule takes the line without its comment and returns a sentence, "" when it does not apply.


def _curly_quotes(text: str) -> str:
    if not _OPENS_CURLY.search(text):
        return ""
    return 'dùng ngoặc kép cong (“ ”); phải gõ ngoặc kép thẳng ("), chữ trong ngoặc giữ nguyên'


def _odd_space(text: str) -> str:
    if not _ODD_SPACE.search(text):
        return ""
    return "có dấu cách lạ (thường do chép từ Word hoặc trang web); hãy xóa các dấu cách và gõ lại"


def _comment(text: str) -> str:
    return "lời chú phải bắt đầu bằng dấu #" if re.match(r"(?://|--|;|<!--|/\*|'(?!.*').* )", text) else ""


def _table(text: str) -> str:
    if not text.startswith("["):
        return ""
    name = text.strip("[] ")
    left, right = len(text) - len(text.lstrip("[")), len(text) - len(text.rstrip("]"))
    if left != right:
        marks = max(left, right)
        whole = f"{'[' * marks}{name}{']' * marks}"
        return f"tên bảng thiếu dấu ngoặc vuông: phải viết {whole}" if _KEY.fullmatch(name) else ""
    return (
        f"tên bảng chỉ gồm chữ không dấu, chữ số, dấu _ và -, đang ghi [{name}]" if name else "thiếu tên bảng"
    )


def _no_equals(text: str) -> str:
    if "=" in text or text.startswith(("[", '"', "'")):
        return ""
    colon = re.match(r"([A-Za-z0-9_-]+)\s*:\s*(.*)", text)
    if colon:
        return f"dùng dấu hai chấm; phải dùng dấu bằng: {colon[1]} = {colon[2]}"
    return "thiếu dấu = giữa tên khóa và giá trị; nếu là lời chú thì thêm dấu # ở đầu dòng"


def _key(text: str) -> str:
    key = text.partition("=")[0].strip()
    if "=" not in text or _KEY.fullmatch(key) or key.startswith(('"', "'")):
        return ""
    if not key:
        return "thiếu tên khóa trước dấu ="
    return f"tên khóa “{key}” chỉ được gồm chữ không dấu, chữ số, dấu _ và -"


def _no_value(text: str) -> str:
    found = _ASSIGNMENT.match(text)
    if not found or found["value"].strip():
        return ""
    return f'khóa “{found["key"]}” chưa có giá trị; nếu để trống thì ghi {found["key"]} = ""'


def _twice_equals(text: str) -> str:
    found = _ASSIGNMENT.match(text)
    return "thừa một dấu =" if found and found["value"].strip().startswith("=") else ""


def _date(text: str) -> str:
    found = _ASSIGNMENT.match(text)
    value = found["value"].strip() if found else ""
    meant = written_date(value)
    if found and meant:
        return f"ngày phải viết năm-tháng-ngày đủ chữ số, không có ngoặc kép: {found['key']} = {meant}"
    if found and _YEAR_FIRST.fullmatch(value):
        return f"không có ngày “{value}”; ngày viết năm-tháng-ngày, ví dụ {found['key']} = 2024-10-11"
    return ""


def _quotes(text: str) -> str:
    found = _ASSIGNMENT.match(text)
    value = (found["value"] if found else text).strip()
    inside = value.replace('\\"', "")
    if inside.count('"') % 2 == 0:
        return ""
    if value.startswith('"') or (value.startswith("[") and value.lstrip("[ ").startswith('"')):
        return (
            'thiếu dấu ngoặc kép (") ở cuối chữ' if inside.count('"') == 1 else 'thiếu một dấu ngoặc kép (")'
        )
    return 'thiếu dấu ngoặc kép (") ở đầu chữ'


def _backslash(text: str) -> str:
    if not re.search(r'"[^"]*\\(?![btnfr"\\uU])[^"]*"', text) and "\\" not in text:
        return ""
    return r"có dấu \ trong ngoặc kép; hãy viết dấu / thay cho dấu \ (ví dụ mau/mau-2025)"


def _quotes_within(text: str) -> str:
    found = _ASSIGNMENT.match(text)
    value = found["value"].strip() if found else ""
    if not re.fullmatch(r'"[^"]*"[^",\]]+"[^"]*"', value):
        return ""
    return 'có ngoặc kép (") ở giữa chữ; bên trong hãy dùng ngoặc kép cong “ ”'


def _comma_at_end(text: str) -> str:
    found = _ASSIGNMENT.match(text)
    if not found or not text.endswith((",", ";")) or found["value"].strip().startswith("["):
        return ""
    return f"thừa dấu “{text[-1]}” ở cuối dòng"


def _no_comma(text: str) -> str:
    return "thiếu dấu phẩy giữa hai mục của danh sách" if re.search(r'"\s+"[^",\]]', text) else ""


def _no_quotes(text: str) -> str:
    found = _ASSIGNMENT.match(text)
    value = found["value"].strip() if found else ""
    if not found or not value or value[0] in "\"'[{":
        return ""
    if value.lower() in ("không", "có", "true", "false", "none", "null"):
        return f'giá trị “{value}” không dùng được ở đây; nếu để trống thì ghi {found["key"]} = ""'
    if re.fullmatch(r"[\d.,\s]+", value):
        return f"số phải viết liền, không có dấu chấm, phẩy hay số 0 ở đầu, đang ghi “{value}”"
    if '"' in value:
        return f'chữ phải nằm trọn trong ngoặc kép thẳng ("), đang ghi {value[:60]}'
    return f'chữ phải để trong ngoặc kép thẳng: {found["key"]} = "{value[:60]}"'


def _text_after_value(text: str) -> str:
    found = re.match(r"""[\w.-]+\s*=\s*("[^"]*"|'[^']*'|\[[^\]]*\]|[\d-]+)\s*(\S.*)""", text)
    if not found:
        return ""
    return f"sau giá trị còn thừa “{found[2][:40]}”; mỗi dòng chỉ có một khóa, lời chú phải có dấu # ở trước"


def _list_text(text: str) -> str:
    bare = text.rstrip(",").strip()
    if bare and not bare.startswith(('"', "'", "]", "[")) and '"' not in bare:
        return f'mỗi mục của danh sách phải để trong ngoặc kép thẳng: "{bare[:60]}"'
    return ""


_Rule = Callable[[str], str]
# The first that finds something speaks, so the order is the meaning. What is wrong with single signs comes first, since
# every later rule would take such a line for something else; then what kind of line it is (a table, no assignment, no
# key, no value, two of them); then the values that look right and are not, from the plainest (a date) to those told by
# what is left over. Text without quotes is told only where no comma and no quote explains the line.
_RULES: Sequence[_Rule] = (
    _curly_quotes, _comment, _odd_space, _table, _no_equals, _key, _no_value, _twice_equals, _date, _quotes, _backslash,
    _quotes_within, _comma_at_end, _no_comma, _no_quotes, _text_after_value,
)  # fmt: skip
_IN_LIST: Sequence[_Rule] = (_curly_quotes, _odd_space, _quotes, _backslash, _no_comma, _list_text)


# -- mistakes of several lines -----------------------------------------------------------------------------


def _twice(message: str, lines: Sequence[str], number: int) -> Mistake | None:
    """Return a table or a key that stands in the file a second time."""
    table = _TWICE.search(message)
    if table:
        name = ".".join(re.findall(r"'([^']*)'", table[1]))
        first = next((n for n, text in enumerate(lines, 1) if _bare(text) == f"[{name}]"), 0)
        return Mistake(number, f"bảng [{name}] đã có ở dòng {first}; hãy gộp hai bảng làm một")
    if "Cannot overwrite" not in message:
        return None
    found = _ASSIGNMENT.match(lines[number - 1])
    key = found["key"] if found else ""
    for before in range(number - 1, 0, -1):
        text = lines[before - 1]
        earlier = _ASSIGNMENT.match(text)
        if earlier and earlier["key"] == key:
            return Mistake(number, f"khóa “{key}” đã có ở dòng {before}; hãy giữ lại một dòng")
        if text.lstrip().startswith("["):
            break
    return Mistake(number, f"khóa “{key}” được ghi hai lần; hãy giữ lại một dòng")


def _endless_text(lines: Sequence[str]) -> Mistake | None:
    """Return a text in marks that may go over several lines, or in single ones, that is never closed."""
    for number, line in enumerate(lines, 1):
        text = _bare(line)
        for mark in ('"""', "'''"):
            if text.count(mark) == 1 and not any(mark in after for after in lines[number:]):
                return Mistake(
                    number, f'chữ mở bằng {mark} ở dòng này chưa được đóng lại; hãy dùng ngoặc kép thường (")'
                )
        if _ASSIGNMENT.match(text) and '"' not in text and text.count("'") == 1:
            return Mistake(number, "thiếu dấu nháy (') ở cuối chữ")
    return None


def _open_list(lines: Sequence[str], number: int) -> int:
    """Return the line of the list that is still open where line `number` begins, 0 when none is.

    The line itself when it opens one that it does not close.
    """
    opened = depth = 0
    for place, line in enumerate(lines[:number], 1):
        text = _bare(line)
        if depth == 0:
            found = _ASSIGNMENT.match(text)
            if not found or not found["value"].strip().startswith("["):
                continue
            opened, text = place, found["value"]
        elif place == number:
            return opened
        outside = re.sub(r'"(?:\\.|[^"\\])*"|\'[^\']*\'', "", text)
        depth = max(0, depth + outside.count("[") - outside.count("]"))
    return opened if depth else 0


def _bare(line: str) -> str:
    """Return a line without its comment and the spaces around it; a # within quotes is none."""
    found = re.match(r"""(?:[^"'#]|"(?:\\.|[^"\\])*"|'[^']*')*""", line)
    kept = found.group() if found else line
    rest = line[len(kept) :]
    return (kept if rest.startswith("#") else line).strip(" \t\r\n")
