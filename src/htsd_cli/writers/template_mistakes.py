"""What can be wrong in a Word template an office has changed, told with its place in words a clerk knows."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import LoopContext

if TYPE_CHECKING:
    from jinja2.environment import Environment

_TAG = re.compile(r"{%-?\s*(\w+)")
_ELEMENT_OR_TAG = re.compile(r"<(?P<end>/?)w:[^>]*?(?P<empty>/?)>|{%-?\s*(?P<tag>\w+)")
_BLOCKS = ("if", "for")
_MARKUP = re.compile(r"<[^>]+>")
_SOURCE = "<template>"  # what Jinja calls the text it was given
_LONGEST_PLACE = 160  # letters of a paragraph that are quoted

# What Jinja says -> what a clerk should read.
_SENTENCES = (
    (r"No filter named '(.+?)'", "không có cách viết “{0}” sau dấu |"),
    (r"No test named '(.+?)'", "không có điều kiện “{0}” sau chữ is"),
    (r"Encountered unknown tag 'end(.+?)'", "có lệnh end{0} thừa, hoặc thiếu lệnh {0} mở đầu ở phía trên"),
    (
        r"Encountered unknown tag '(p|tr|tc|r)'",
        "chữ {0} phải viết liền sau dấu {{%, đúng loại đoạn hay dòng bảng",
    ),
    (r"Encountered unknown tag '(else|elif)'", "lệnh {0} không nằm trong một khối if"),
    (r"Encountered unknown tag '(.+?)'", "không có lệnh nào tên là “{0}”"),
    (r"unexpected '(.+?)'", "dấu “{0}” đặt sai chỗ"),
    (r"unexpected char '(.+?)'", "có ký tự “{0}” không dùng được trong lệnh"),
)
_SYNTAX = "lệnh viết sai; hãy xem lại các dấu ngoặc, dấu nháy và dấu đóng lệnh"
_STRADDLES = (
    "khối lệnh mở ở đây nhưng đóng ở một đoạn, một ô hay một bảng khác; hãy để mỗi lệnh mở và đóng thành một đoạn"
    " riêng dạng {%p … %} (một dòng riêng của bảng dạng {%tr … %}), hoặc cùng trong một đoạn"
)


class TemplateError(ValueError):
    """A Word template that cannot be used; `str()` is a Vietnamese sentence: which file, where in it, what."""

    def __init__(self, path: Path, what: str, place: str = "") -> None:
        where = f", ở đoạn “{place}”" if place else ""
        mend = " Hãy mở tệp mẫu bằng Word để sửa chỗ này." if place else ""
        super().__init__(f"Mẫu Word {path}{where}: {what}.{mend}")
        self.path, self.what, self.place = path, what, place


class MisnamedError(Exception):
    """A template names what does not exist; `str()` says what, `line` is where in its source, from 1."""

    def __init__(self, what: str, name: str, line: int) -> None:
        super().__init__(what)
        self.name, self.line = name, line


def unknown_field(name: str, known: Iterable[str]) -> str:
    """Return the sentence on a field that does not exist, with the nearest that does."""
    return f"không có trường nào tên là “{name}”{_nearest(name, known)}"


def names_of(owner: object) -> list[str]:
    """Return the fields of a value that a template may speak of."""
    if isinstance(owner, Mapping):
        return [str(name) for name in owner]
    names = getattr(type(owner), "model_fields", None) or dir(owner)
    return [name for name in names if not name.startswith("_")]


def check_names(source: str, fields: Mapping[str, object], environment: Environment) -> None:
    """Look up every field, filter and test the template names, in the branches not taken this time too.

    Raises `MisnamedError` for the first that does not exist, Jinja's own error when the source is no template.
    """
    tree = environment.parse(source)
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"} | {"loop"}
    known = [*fields, *environment.globals, *own]
    for name in tree.find_all(nodes.Name):
        if name.name not in known:
            raise MisnamedError(unknown_field(name.name, [*fields, *own]), name.name, name.lineno)
    for call in tree.find_all((nodes.Filter, nodes.Test)):
        kind, choice = (
            ("filter", environment.filters) if isinstance(call, nodes.Filter) else ("test", environment.tests)
        )
        if call.name not in choice:
            what = syntax_sentence(f"No {kind} named '{call.name}'.") + _nearest(call.name, choice)
            raise MisnamedError(what, call.name, call.lineno)
    for node in tree.find_all(nodes.Getattr):
        *path, last = _path(node) or [""]
        if path == ["loop"] and not hasattr(LoopContext, last):
            raise MisnamedError(unknown_field(last, names_of(LoopContext)), last, node.lineno)
        if not path or path[0] in own or path[0] not in fields:
            continue
        owner = fields[path[0]]
        for part in path[1:]:
            owner = environment.getattr(owner, part)
        if owner is None or isinstance(owner, Undefined):
            continue  # told where the owner itself is looked up
        if isinstance(environment.getattr(owner, last), Undefined):
            raise MisnamedError(unknown_field(last, names_of(owner)), f".{last}", node.lineno)


def told(path: Path, error: Exception, source: str) -> TemplateError:
    """Return what went wrong while the source of a template was read or filled."""
    lines = source.split("\n")
    if isinstance(error, MisnamedError):
        return TemplateError(path, str(error), _place(lines, error.line, error.name))
    if isinstance(error, TemplateSyntaxError):
        message = error.message or ""
        if "Unexpected end of template" in message or "nesting mistake" in message:
            name, place = _unclosed(lines)
            return TemplateError(path, f"khối lệnh {name} mở ở đây chưa có lệnh end{name} đóng lại", place)
        return TemplateError(path, syntax_sentence(message), _place(lines, error.lineno))
    frames = traceback.extract_tb(error.__traceback__)
    numbers = [frame.lineno for frame in frames if frame.filename == _SOURCE and frame.lineno]
    place = _place(lines, numbers[-1]) if numbers else ""
    if isinstance(error, SecurityError):
        return TemplateError(path, "lệnh này không được dùng trong mẫu", place)
    if isinstance(error, UndefinedError) and not isinstance(error, SecurityError):
        return TemplateError(path, str(error), place)
    return TemplateError(path, "giá trị ở đây không dùng được với lệnh đã viết", place)


def check_blocks(path: Path, source: str) -> None:
    """Raise `TemplateError` for a block that cuts through paragraphs, cells or tables."""
    line = _first_straddling(source)
    if line:
        raise TemplateError(path, _STRADDLES, _place(source.split("\n"), line))


def syntax_sentence(message: str) -> str:
    """Return what one of Jinja's messages on the syntax means."""
    for pattern, text in _SENTENCES:
        match = re.search(pattern, message)
        if match:
            return text.format(*match.groups())
    return _SYNTAX


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f" (có phải là “{near[0]}”?)" if near else ""


def _path(node: nodes.Node) -> list[str]:
    """Return `["office", "name"]` for `office.name`, nothing for what does not begin with a name."""
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr):
        path = _path(node.node)
        return [*path, node.attr] if path else []
    return []


def _place(lines: list[str], number: int, named: str = "") -> str:
    """Return the text of the 1-based line, or of the nearest one before it that has any.

    Of a long text only the part around `named` is returned, the beginning without it.
    """
    for line in reversed(lines[:number]):
        text = " ".join(_MARKUP.sub("", line).split())
        if text:
            start = max(text.find(named) - _LONGEST_PLACE // 2, 0) if named else 0
            part = text[start : start + _LONGEST_PLACE]
            return ("…" if start else "") + part + ("…" if start + len(part) < len(text) else "")
    return ""


def _unclosed(lines: list[str]) -> tuple[str, str]:
    """Return the command of the innermost block that is never closed, and the text where it stands."""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(lines, 1):
        for name in _TAG.findall(line):
            if name in _BLOCKS:
                opened.append((name, number))
            elif name.startswith("end") and opened:
                if opened[-1][0] != name[3:]:
                    return opened[-1][0], _place(lines, opened[-1][1])
                opened.pop()
    name, number = opened[-1] if opened else ("if", len(lines))
    return name, _place(lines, number)


def _first_straddling(source: str) -> int:
    """Return the 1-based line of the first block that opens and closes at different depths, 0 for none."""
    opened: list[tuple[int, int]] = []
    depth = 0
    for match in _ELEMENT_OR_TAG.finditer(source):
        name = match.group("tag")
        if name is None:
            depth += -1 if match.group("end") else 0 if match.group("empty") else 1
        elif name in _BLOCKS:
            opened.append((depth, source.count("\n", 0, match.start()) + 1))
        elif opened and (name in ("else", "elif") or name.startswith("end")):
            before, line = opened[-1]
            if before != depth:
                return line
            if name.startswith("end"):
                opened.pop()
    return 0
