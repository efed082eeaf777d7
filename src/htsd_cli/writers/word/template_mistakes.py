"""What can be wrong in a Word template an office has changed, told with its place in words a clerk knows."""

from __future__ import annotations

import inspect
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args, get_origin

from jinja2 import TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import LoopContext

from htsd_cli.language.vietnamese import fold
from htsd_cli.writers.word.template_types import hints_of, types_in, used_in

if TYPE_CHECKING:
    from jinja2.environment import Environment

_TAG = re.compile(r"{%-?\s*(\w+)")
_ELEMENT_OR_TAG = re.compile(r"<(?P<end>/?)w:(?P<name>\w+)[^>]*?(?P<empty>/?)>|{%-?\s*(?P<tag>\w+)")
_BLOCKS = ("if", "for")
_COMMANDS = ("if", "elif", "else", "endif", "for", "endfor", "set")
_SOURCE = "<template>"  # what Jinja calls the text it was given
_LONGEST_PLACE = 160  # letters of a paragraph that are quoted
_LONGEST_BEFORE = 60
_TOLD = 8  # so many mistakes are told at once

# What Jinja says -> what a clerk should read.
_SENTENCES = (
    (r"No filter named '(.+?)'", "không có cách viết “{0}” sau dấu |"),
    (r"No test named '(.+?)'", "không có điều kiện “{0}” sau chữ is"),
    (r"Encountered unknown tag 'end(if|for)'", "có lệnh end{0} thừa, hoặc thiếu lệnh {0} mở đầu ở phía trên"),
    (
        r"Encountered unknown tag '(p|tr|tc|r)'",
        "chữ {0} phải viết liền sau dấu {{%, đúng loại đoạn hay dòng bảng",
    ),
    (r"Encountered unknown tag '(else|elif)'", "lệnh {0} không nằm trong một khối if"),
    (r"Encountered unknown tag '(.+?)'", "không có lệnh nào tên là “{0}”"),
    (r"expected token '.+?', got '='", "so sánh bằng nhau phải viết hai dấu =="),
    (
        r"expected token 'end of (?:statement block|print statement)', got '(.+?)'",
        "trước “{0}” thiếu hoặc thừa chữ",
    ),
    (r"expected token '(in|[^\w\s]+)', got '([^ ]+)'", "ở chỗ “{1}” lẽ ra phải là “{0}”"),
    (r"unexpected '(.+?)'", "dấu “{0}” đặt sai chỗ"),
    (r"unexpected char '(.+?)'", "có ký tự “{0}” không dùng được trong lệnh"),
    (r"Expected an expression, got 'end of", "lệnh còn thiếu nội dung"),
)
_TOKENS = {"integer": "một số", "float": "một số", "string": "một chuỗi chữ", "name": "một tên"}
_SYNTAX = "lệnh viết sai; hãy xem lại các dấu ngoặc, dấu nháy và dấu đóng lệnh"
_STRADDLES = (
    "khối lệnh mở ở đây nhưng đóng ở một đoạn, một ô hay một bảng khác; hãy để mỗi lệnh mở và đóng thành một đoạn"
    " riêng dạng {%p … %} (một dòng riêng của bảng dạng {%tr … %}), hoặc cùng trong một đoạn"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a template: its text with its commands, where it stands (`bảng 2, dòng 3`), what is before it."""

    text: str = ""
    where: str = ""
    before: str = ""

    def quoted(self, named: str = "") -> str:
        """Return the text; of a long one only the part around `named`, the beginning without it."""
        start = max(self.text.find(named) - _LONGEST_PLACE // 2, 0) if named else 0
        part = self.text[start : start + _LONGEST_PLACE]
        return ("…" if start else "") + part + ("…" if start + len(part) < len(self.text) else "")

    def told(self, named: str = "") -> str:
        """Return the place for a sentence; a paragraph that is only a command is told by the text before it."""
        if not self.text:
            return ""
        where = f"{self.where}, " if self.where else ""
        after = ""
        if self.before and not re.sub(r"\{[{%#].*?[}%#]\}", "", self.text).strip():
            before = self.before
            if len(before) > _LONGEST_BEFORE:
                before = before[:_LONGEST_BEFORE].rsplit(" ", 1)[0] + "…"
            after = f" (sau đoạn “{before}”)"
        return f"ở {where}đoạn “{self.quoted(named)}”{after}"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, in a sentence without its stop, and where; `named` is the wrong word in that text."""

    what: str
    place: Place = Place()
    named: str = ""


class TemplateError(ValueError):
    """A Word template that cannot be used; `str()` is Vietnamese: which file, where in it, what.

    `what` and `place` are the first mistake's.
    """

    def __init__(self, path: Path, mistakes: Sequence[Mistake]) -> None:
        self.path, self.mistakes = path, tuple(mistakes)
        self.what, self.place = mistakes[0].what, mistakes[0].place.quoted(mistakes[0].named)
        super().__init__(_sentence(path, mistakes))


def _sentence(path: Path, mistakes: Sequence[Mistake]) -> str:
    told = [(mistake.place.told(mistake.named), mistake.what) for mistake in mistakes]
    if len(told) == 1:
        ((where, what),) = told
        mend = " Hãy mở tệp mẫu bằng Word để sửa chỗ này." if where else ""
        return f"Mẫu Word {path}{', ' if where else ''}{where}: {what}.{mend}"
    lines = [f"  - {where}: {what}." if where else f"  - {what}." for where, what in told[:_TOLD]]
    more = [f"  - và {len(told) - _TOLD} chỗ nữa."] if len(told) > _TOLD else []
    head = f"Mẫu Word {path} có {len(told)} chỗ sai:"
    return "\n".join([head, *lines, *more, "Hãy mở tệp mẫu bằng Word để sửa các chỗ này."])


class MisusedError(ValueError):
    """A filter is given what it does not take; `str()` says so in Vietnamese."""


class MisnamedError(Exception):
    """A template names what does not exist: for each the sentence, the name, its line in the source, from 1."""

    def __init__(self, names: Sequence[tuple[str, str, int]]) -> None:
        super().__init__(names[0][0])
        self.names = tuple(names)


def unknown_field(name: str, known: Iterable[str], elsewhere: str = "") -> str:
    """Return the sentence on a field that does not exist, with the nearest that does, else where one is."""
    hint = nearest(name, known) or (f" (có phải là “{elsewhere}”?)" if elsewhere else "")
    return f"không có trường nào tên là “{name}”{hint}"


def names_of(owner: object) -> list[str]:
    """Return the fields of a value that a template may speak of."""
    if isinstance(owner, Mapping):
        return [str(name) for name in owner]
    names = getattr(type(owner), "model_fields", None) or dir(owner)
    return [name for name in names if not name.startswith("_")]


def check_names(tree: nodes.Template, fields: Mapping[str, object], environment: Environment) -> None:
    """Look up every field, filter and test the template names, in the branches not taken this time too.

    Raises `MisnamedError` for those that do not exist, or that a filter does not take.
    """
    wrong = sorted(_misnamed(tree, fields, environment), key=lambda found: found[2])
    if wrong:
        raise MisnamedError(wrong)


def _misnamed(
    tree: nodes.Template, fields: Mapping[str, object], environment: Environment
) -> Iterator[tuple[str, str, int]]:
    used = used_in(tree)
    own = {name.name for name in used.names if name.ctx == "store"} | {"loop"}
    known = {*fields, *environment.globals, *own}
    for name in used.names:
        if name.name not in known:
            near = unknown_field(name.name, [*fields, *own], _elsewhere(name.name, fields))
            yield near, name.name, name.lineno
    for call in used.calls:
        kind, choice = (
            ("filter", environment.filters) if isinstance(call, nodes.Filter) else ("test", environment.tests)
        )
        if call.name not in choice:
            what = syntax_sentence(f"No {kind} named '{call.name}'.") + nearest(call.name, choice)
            yield what, call.name, call.lineno
        elif isinstance(call, nodes.Filter) and (said := _misused(call, environment.filters[call.name])):
            yield said, call.name, call.lineno
    for node in used.attributes:
        path, last = _path(node.node), node.attr
        if path == ["loop"]:
            if not hasattr(LoopContext, last):
                yield unknown_field(last, names_of(LoopContext)), last, node.lineno
        elif path and path[0] not in own and path[0] in fields:
            owner = fields[path[0]]
            for part in path[1:]:
                owner = environment.getattr(owner, part)
            if owner is None or isinstance(owner, Undefined):
                continue  # told where the owner itself is looked up
            if isinstance(environment.getattr(owner, last), Undefined):
                elsewhere = _elsewhere(last, fields)
                yield unknown_field(last, names_of(owner), elsewhere), f".{last}", node.lineno
    for node, owner_type in types_in(used, fields, environment):
        fitting = owner_type.names()
        if fitting and node.attr not in fitting:
            yield unknown_field(node.attr, fitting), f".{node.attr}", node.lineno


def _misused(call: nodes.Filter, function: Callable[..., object]) -> str:
    """Return what is wrong with the words in brackets behind one of our own filters, nothing when all is well."""
    if not getattr(function, "__module__", "").startswith("htsd_cli") or call.dyn_args or call.dyn_kwargs:
        return ""
    signature = inspect.signature(function)
    named = {str(item.key): item.value for item in call.kwargs}
    try:
        bound = signature.bind(None, *call.args, **named)
    except TypeError:
        needed = [item for item in list(signature.parameters.values())[1:] if item.default is item.empty]
        wanted = len([item for item in needed if item.kind is not item.VAR_KEYWORD])
        return f"cách viết “{call.name}” có số phần trong ngoặc không đúng (cần ít nhất {wanted})"
    hints = hints_of(function)
    for name, node in bound.arguments.items():
        allowed = get_args(hints.get(name))
        if (
            isinstance(node, nodes.Const)
            and get_origin(hints.get(name)) is Literal
            and node.value not in allowed
        ):
            near = nearest(str(node.value), allowed) or f" (chỉ dùng: {', '.join(allowed)})"
            return f"cách viết “{call.name}” không nhận “{node.value}”{near}"
    return ""


def _elsewhere(name: str, fields: Mapping[str, object]) -> str:
    """Return the field of another group that has this name: `campaign.year` for `year`."""
    return next((f"{root}.{name}" for root, owner in fields.items() if name in names_of(owner)), "")


def told(path: Path, error: Exception, source: str, places: Sequence[Place] = ()) -> TemplateError:
    """Return what went wrong while the source of a template was read or filled."""
    lines = source.split("\n")

    def at(line: int) -> Place:
        return _place(lines, line, places)

    if isinstance(error, MisnamedError):
        return TemplateError(path, [Mistake(what, at(line), name) for what, name, line in error.names])
    if isinstance(error, TemplateSyntaxError):
        message = error.message or ""
        if "Unexpected end of template" in message or "nesting mistake" in message:
            return TemplateError(
                path,
                [
                    Mistake(f"khối lệnh {name} mở ở đây chưa có lệnh end{name} đóng lại", at(line))
                    for name, line in _unclosed(lines)
                ],
            )
        return TemplateError(path, [Mistake(syntax_sentence(message), at(error.lineno))])
    frames = traceback.extract_tb(error.__traceback__)
    numbers = [frame.lineno for frame in frames if frame.filename == _SOURCE and frame.lineno]
    place = at(numbers[-1]) if numbers else Place()
    if isinstance(error, SecurityError):
        return TemplateError(path, [Mistake("lệnh này không được dùng trong mẫu", place)])
    if isinstance(error, (UndefinedError, MisusedError)):
        return TemplateError(path, [Mistake(str(error), place)])
    return TemplateError(path, [Mistake("giá trị ở đây không dùng được với lệnh đã viết", place)])


def check_blocks(path: Path, source: str, places: Sequence[Place] = ()) -> None:
    """Raise `TemplateError` for a block that cuts through paragraphs, cells or tables."""
    line = _first_straddling(source)
    if line:
        raise TemplateError(path, [Mistake(_STRADDLES, _place(source.split("\n"), line, places))])


def syntax_sentence(message: str) -> str:
    """Return what one of Jinja's messages on the syntax means."""
    for pattern, text in _SENTENCES:
        match = re.search(pattern, message)
        if match:
            return text.format(*(_TOKENS.get(part, part) for part in match.groups())) + _meant_command(
                message
            )
    return _SYNTAX


def _meant_command(message: str) -> str:
    """Return the command that an unknown one may be meant for: `If`, `fỏ` (Telex for `for`), `pif`."""
    match = re.search(r"Encountered unknown tag '(.+?)'", message)
    if not match or match.group(1) in (*_COMMANDS, "p", "tr", "tc", "r"):
        return ""
    if match.group(1).lower() in ("p", "tr", "tc", "r"):
        return f" (có phải là “{match.group(1).lower()}”?)"
    for kind in ("p", "tr"):
        if match.group(1).removeprefix(kind) in _COMMANDS:
            return f" (có phải là “{kind} {match.group(1).removeprefix(kind)}”, có dấu cách?)"
    return nearest(match.group(1), _COMMANDS)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ` (có phải là “missing”?)` with the known name most like another, nothing when none is like it."""
    by_letters = {fold(item): item for item in sorted(known, reverse=True)}
    bare = fold(name)
    near = get_close_matches(bare, by_letters, n=1, cutoff=0.6)
    if not near and len(bare) > 2:  # "news" for "news_items"
        near = sorted((item for item in by_letters if item.startswith(bare)), key=len)
    return f" (có phải là “{by_letters[near[0]]}”?)" if near else ""


def _path(node: nodes.Node) -> list[str]:
    """Return `["office", "name"]` for `office.name`, nothing for what does not begin with a name."""
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr):
        path = _path(node.node)
        return [*path, node.attr] if path else []
    return []


_NUMBERED = re.compile(r'<w:p [^>]*?htsd="(\d+)"|\{#(\d+)#\}')


def _place(lines: list[str], number: int, places: Sequence[Place]) -> Place:
    """Return the paragraph the 1-based line is of: the last one numbered on it or on a line before it."""
    for line in reversed(lines[:number]):
        found = _NUMBERED.findall(line)
        if found:
            at = int(found[-1][0] or found[-1][1])
            return places[at] if at < len(places) else Place()
    return Place()


def _unclosed(lines: list[str]) -> list[tuple[str, int]]:
    """Return the command of each block that is never closed, and its line, in the order of the lines."""
    opened: list[tuple[str, int]] = []
    unclosed: list[tuple[str, int]] = []
    for number, line in enumerate(lines, 1):
        for name in _TAG.findall(line):
            if name in _BLOCKS:
                opened.append((name, number))
            elif name.startswith("end") and name[3:] in {kind for kind, _ in opened}:
                while opened[-1][0] != name[3:]:
                    unclosed.append(opened.pop())
                opened.pop()
    return sorted([*unclosed, *opened], key=lambda block: block[1]) or [("if", len(lines))]


@lru_cache(maxsize=16)
def _first_straddling(source: str) -> int:
    """Return the 1-based line of the first block that is not opened and closed within one element, 0 for none.

    A block within a sentence may reach over several runs of its paragraph, at the same depth.
    """
    opened: list[tuple[tuple[int, int], int]] = []
    stack = [(0, "")]  # the elements around: their number in the source, their name
    count = 0
    for match in _ELEMENT_OR_TAG.finditer(source):
        tag = match.group("tag")
        if tag is None:
            count += 1
            if match.group("end"):
                stack[1:] = stack[1:-1]
            elif not match.group("empty"):
                stack.append((count, match.group("name")))
            continue
        within = "p" if stack[-1][1] == "t" else stack[-1][1]
        around = next((number for number, name in reversed(stack) if name == within), 0)
        where = (len(stack), around)
        if tag in _BLOCKS:
            opened.append((where, source.count("\n", 0, match.start()) + 1))
        elif opened and (tag in ("else", "elif") or tag.startswith("end")):
            before, line = opened[-1]
            if before != where:
                return line
            if tag.startswith("end"):
                opened.pop()
    return 0
