"""Makes the text of a Word template ready to be filled, whatever Word and LibreOffice made of its commands.

Word parts a command into runs as it likes, marks it as misspelt, turns its quotes into curly ones and its spaces
into ones that do not break. Here each command becomes one piece of plain text again; a command that has a
paragraph or a table row to itself takes its place. What cannot be meant is told with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from lxml import etree

from htsd_cli.writers.word.template_mistakes import Mistake, Place, TemplateError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = {f"{_W}hdr": "phần đầu trang", f"{_W}ftr": "phần cuối trang", f"{_W}footnotes": "phần chú thích"}
ALTERNATIVE = "HtsdThayThe"  # the style of words that are hidden while others stand in their place
NUMBER = "htsd"  # the attribute that keeps a paragraph's number until the template is filled

_COMMAND = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FIELD = re.compile(r"«([^«»{}]*)(\{\{.*?\}\})([^«»{}]*)»", re.DOTALL)
_NAMED = re.compile(r"«\s*([^«»{}]*?)\s*»")
_OWN_PLACE = re.compile(r"\{[{%#](p|tr)\s")
_IN_TABLE = re.compile(r"\{[{%#](tr|tc)\s")
_OPEN, _CLOSE = re.compile(r"\{[{%#]"), re.compile(r"[}%#]\}")
_APART = re.compile(r"\{\s+[{%#]|[%#]\s+\}|\}\s+\}(?!\})")
_NOT_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\t\n", " "),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2212": "-",
    }
)  # fmt: skip
_DROPPED = (
    "del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "rPrChange",
    "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange", "numberingChange",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "proofErr",
)  # fmt: skip
_UNWRAPPED = ("ins", "moveTo", "smartTag")
_LETTERS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_VISIBLE = ("drawing", "pict", "object", "footnoteReference", "sym")


@dataclass(frozen=True, slots=True)
class Source:
    """A template's part ready to be filled; `places` are its paragraphs by the numbers written into it."""

    xml: str
    places: tuple[Place, ...]


def prepare(path: Path, xml: str) -> Source:
    """Return a part of a Word template with each command as one piece of text.

    Changes that Word keeps track of are taken as accepted, comments are left out. Raises `TemplateError` with
    every command that is not closed in its paragraph, has not its paragraph or row to itself, or wants a table
    where there is none.
    """
    root = etree.fromstring(xml.encode() if xml.startswith("<?xml") else xml)
    _accept_changes(root)
    _show_alternatives(root)
    paragraphs = list(root.iter(f"{_W}p"))
    undressed = [_undress(paragraph) for paragraph in paragraphs]
    fields = {name for names, _ in undressed for name in names}
    places = _places(root, paragraphs)
    mistakes: list[Mistake] = []
    for number, paragraph in enumerate(paragraphs):
        place, bare = places[number], undressed[number][1]
        mistakes += (Mistake(what, place) for what in _broken_fields(place.text, fields, bare=bare))
        mistakes += (Mistake(what, places[number]) for what in _plain(paragraph))
    mistakes += _mistakes_around(paragraphs, places, [_COMMAND.findall(place.text) for place in places])
    if mistakes:
        raise TemplateError(path, mistakes)
    for number, paragraph in enumerate(paragraphs):
        paragraph.set(NUMBER, str(number))
    _take_places(paragraphs)
    return Source(etree.tostring(root, encoding="unicode"), places)


def _accept_changes(root: etree._Element) -> None:
    """Take tracked changes as accepted: what was deleted goes, what was inserted stays; comments go."""
    for mark in list(root.iter(f"{_W}del")):
        holder = _parent(mark)
        if holder.tag == f"{_W}trPr":  # the whole row was deleted
            _remove(_parent(holder))
        elif holder.tag == f"{_W}rPr" and _parent(holder).tag == f"{_W}pPr":  # the end of a paragraph was
            paragraph = _parent(_parent(holder))
            holder.remove(mark)
            if not any(True for _ in paragraph.iter(f"{_W}t")):
                _remove(paragraph)
    for name in _DROPPED:
        for element in list(root.iter(f"{_W}{name}")):
            _remove(element)
    for name in _UNWRAPPED:
        for element in list(root.iter(f"{_W}{name}")):
            parent = _parent(element)
            at = parent.index(element)
            for child in list(element):
                parent.insert(at, child)
                at += 1
            parent.remove(element)


def _show_alternatives(root: etree._Element) -> None:
    """Show the words that are hidden because others stand in their place; which are printed the commands say."""
    for style in list(root.iter(f"{_W}rStyle")):
        if style.get(f"{_W}val") != ALTERNATIVE:
            continue
        look = _parent(style)
        look.remove(style)
        for hidden in look.findall(f"{_W}vanish") if _parent(look).tag == f"{_W}pPr" else ():
            look.remove(hidden)
    for hidden in list(root.iter(f"{_W}hidden")):
        if _parent(hidden).tag == f"{_W}trPr":
            _remove(hidden)


def _undress(paragraph: etree._Element) -> tuple[list[str], bool]:
    """Put each field's command in the place of the name by which a reader sees it.

    Return these names, and whether a hidden command has lost the brackets of its field.
    """
    pieces = list(_pieces(paragraph))
    text = "".join(letters for _, letters in pieces)
    if "{{" not in text:
        return [], False
    found = list(_FIELD.finditer(text))
    put = {field.start(): field.group(2) for field in found}
    gone = {at for field in found for at in range(field.start(), field.end())}
    start, bare = 0, False
    for element, letters in pieces:
        end = start + len(letters)
        left = "".join(put[at] if at in put else "" if at in gone else text[at] for at in range(start, end))
        outside = "".join(text[at] for at in range(start, end) if at not in gone)
        hidden = _parent(element).find(f"{_W}rPr/{_W}vanish") is not None
        bare = bare or (hidden and "{{" in outside)
        if left != letters and element.tag == f"{_W}t":
            element.text = left
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        elif left != letters:
            _remove(element)
        start = end
    return [" ".join(f"{field.group(1)}{field.group(3)}".split()) for field in found], bare


def _broken_fields(text: str, fields: set[str], *, bare: bool) -> Iterator[str]:
    """Yield what is left of fields that lost their hidden command, or the brackets around it."""
    for name in _NAMED.findall(_COMMAND.sub("", text)):
        if " ".join(name.split()) in fields:
            yield (
                f"“«{name}»” chỉ còn tên, phần ẩn của trường đã mất nên không điền được; hãy chép lại cả trường, từ"
                " dấu « đến dấu », ở chỗ khác của mẫu, hoặc gõ chữ khác"
            )
    if bare:
        yield "trường ở đây mất dấu « hoặc » bao quanh; hãy xóa phần còn lại rồi chép lại cả trường"


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)  # nothing in a Word file stands in the tail of an element but line breaks


def _places(root: etree._Element, paragraphs: list[etree._Element]) -> tuple[Place, ...]:
    """Return each paragraph's text and where it stands: in which part, table and row, after which text."""
    part = _PARTS.get(root.tag, "")
    tables = {table: number for number, table in enumerate(root.iter(f"{_W}tbl"), start=1)}
    places: list[Place] = []
    before = ""
    for paragraph in paragraphs:
        text = "".join(letters for _, letters in _pieces(paragraph))
        where = [part] if part else []
        row = next(paragraph.iterancestors(f"{_W}tr"), None)
        table = next(paragraph.iterancestors(f"{_W}tbl"), None)
        if row is not None and table is not None:
            where.append(f"bảng {tables[table]}, dòng {list(table.iter(f'{_W}tr')).index(row) + 1}")
        places.append(Place(" ".join(text.split()), ", ".join(where), before))
        said = " ".join(_COMMAND.sub("…", text).split())
        before = said if re.search(r"\w", said) else before
    return tuple(places)


def _pieces(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the paragraph's elements that show as text, with it; not those of text boxes within it."""
    for element in paragraph.iter():
        if not isinstance(element.tag, str) or not element.tag.startswith(_W):
            continue
        name = element.tag[len(_W) :]
        if name != "t" and name not in _LETTERS:
            continue
        if next(element.iterancestors(f"{_W}p")) is paragraph and _parent(element).tag == f"{_W}r":
            yield element, (element.text or "") if name == "t" else _LETTERS[name]


def _plain(paragraph: etree._Element) -> Iterator[str]:
    """Put each command of a paragraph into the run it begins in, as plain text; yield what is wrong with them."""
    pieces = list(_pieces(paragraph))
    text = "".join(letters for _, letters in pieces)
    if "{" not in text and "}" not in text:
        return
    starts = list(accumulate((len(letters) for _, letters in pieces), initial=0))[:-1]
    whole = {
        at: command for command in _COMMAND.finditer(text) for at in range(command.start(), command.end())
    }
    yield from _mistakes_within(text)
    for (element, letters), start in zip(pieces, starts, strict=True):
        out: list[str] = []
        touched = False
        for at in range(start, start + len(letters)):
            command = whole.get(at)
            if command is None:
                out.append(text[at])
            else:
                touched = True
                if at == command.start():
                    out.append(_plain_command(command.group()))
        if not touched:
            continue
        if element.tag == f"{_W}t":
            element.text = "".join(out)
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        else:
            _remove(element)


def _plain_command(command: str) -> str:
    if command.startswith("{#"):
        return command[:2] + command[2:-2].translate(_NOT_PLAIN) + command[-2:]
    inner = re.sub(r" +", " ", command[2:-2].translate(_NOT_PLAIN))
    return command[:2] + inner + command[-2:]


def _mistakes_within(text: str) -> Iterator[str]:
    """Yield what is wrong with the brackets of a paragraph's commands."""
    for command in _COMMAND.findall(text):
        if not command.startswith("{#") and _OPEN.search(command[2:-2]):
            yield f"lệnh mở bằng {command[:2]} chưa được đóng bằng {_closing(command)} trước khi lệnh khác mở ra"
            return
        if not command.startswith("{#") and (left := _left_open(command[2:-2].translate(_NOT_PLAIN))):
            yield f"trong lệnh có dấu {left} mở mà không đóng"
            return
    rest = _COMMAND.sub("", text)
    opened = _OPEN.search(rest)
    if opened:
        yield (
            f"lệnh mở bằng {opened.group()} ở đây chưa được đóng bằng {_closing(opened.group())} trong cùng đoạn; một"
            " lệnh phải nằm trọn trong một đoạn, không xuống dòng bằng phím Enter"
        )
    elif apart := _APART.search(rest):
        yield f"hai dấu của “{apart.group()}” phải viết liền nhau, không có dấu cách ở giữa"
    elif closed := _CLOSE.search(rest):
        sign = closed.group()
        yield f"có dấu {sign} đóng lệnh mà trong đoạn không có dấu {_opening(sign)} mở lệnh"


def _left_open(inner: str) -> str:
    """Return the quote or bracket in a command that is opened and not closed, nothing when all are."""
    opened: list[str] = []
    quote = ""
    for sign in inner:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "([":
            opened.append(sign)
        elif sign in ")]" and opened and opened[-1] == {")": "(", "]": "["}[sign]:
            opened.pop()
    return f"nháy {quote}" if quote else opened[-1] if opened else ""


def _closing(opening: str) -> str:
    return {"{": "}}", "%": "%}", "#": "#}"}[opening[1]]


def _opening(closing: str) -> str:
    return {"}": "{{", "%": "{%", "#": "{#"}[closing[0]]


def _mistakes_around(
    paragraphs: list[etree._Element], places: tuple[Place, ...], commands: list[list[str]]
) -> Iterator[Mistake]:
    """Yield the commands that have not their paragraph or row to themselves, or stand in no table."""
    for paragraph, place, own in zip(paragraphs, places, commands, strict=True):
        kinds = {
            found.group(1) for command in own if (found := _OWN_PLACE.match(command.translate(_NOT_PLAIN)))
        }
        for command in own:
            found = _IN_TABLE.match(command.translate(_NOT_PLAIN))
            if found and next(paragraph.iterancestors(f"{_W}tr"), None) is None:
                yield Mistake(
                    f"lệnh {{%{found.group(1)} … %}} chỉ dùng trong bảng; ngoài bảng hãy viết {{%p … %}}",
                    place,
                )
                break
        else:
            if kinds == {"p", "tr"}:
                yield Mistake("lệnh {%p … %} và lệnh {%tr … %} không được ở cùng một đoạn", place)
            elif "p" in kinds and not _only_commands(paragraph, "p"):
                yield Mistake(
                    "đoạn có lệnh {%p … %} không được có chữ nào khác, vì chữ ấy sẽ không được in ra; hãy tách lệnh"
                    " thành một đoạn riêng, hoặc bỏ chữ p để lệnh nằm trong câu",
                    place,
                )
            elif "p" in kinds and paragraph.find(f"{_W}pPr/{_W}sectPr") is not None:
                yield Mistake("đoạn có lệnh {%p … %} không được mang dấu ngắt phần (section break)", place)
            elif "tr" in kinds:
                row = next(paragraph.iterancestors(f"{_W}tr"))
                if not all(_only_commands(item, "tr") for item in row.iter(f"{_W}p")):
                    yield Mistake(
                        "dòng của bảng có lệnh {%tr … %} không được có chữ nào khác, vì chữ ấy sẽ không được in ra;"
                        " hãy để lệnh ở một dòng riêng của bảng",
                        place,
                    )


def _only_commands(paragraph: etree._Element, kind: str) -> bool:
    """Return whether a paragraph shows nothing but commands that take the place of this kind of element."""
    text = "".join(letters for _, letters in _pieces(paragraph)).translate(_NOT_PLAIN)
    others = [
        command
        for command in _COMMAND.findall(text)
        if not ((found := _OWN_PLACE.match(command)) and found.group(1) == kind)
        and not command.startswith("{#")
    ]
    return (
        not _COMMAND.sub("", text).strip()
        and not others
        and not any(next(paragraph.iter(f"{_W}{name}"), None) is not None for name in _VISIBLE)
    )


def _take_places(paragraphs: list[etree._Element]) -> None:
    """Let each command that has a paragraph or a row to itself stand in its place, on a line of its own."""
    for kind, owner in (("p", lambda p: p), ("tr", lambda p: next(p.iterancestors(f"{_W}tr"), None))):
        _take_places_of(paragraphs, kind, owner)


def _take_places_of(
    paragraphs: list[etree._Element], kind: str, owner: Callable[[etree._Element], etree._Element | None]
) -> None:
    for paragraph in paragraphs:
        text = "".join(letters for _, letters in _pieces(paragraph))
        commands = _COMMAND.findall(text)
        mine = [command for command in commands if (f := _OWN_PLACE.match(command)) and f.group(1) == kind]
        element = owner(paragraph)
        if not mine or element is None or element.getparent() is None:
            continue
        if kind == "tr":  # a row may hold a command in several cells; they follow each other
            mine = [
                command
                for item in element.iter(f"{_W}p")
                for command in _COMMAND.findall("".join(letters for _, letters in _pieces(item)))
                if _OWN_PLACE.match(command)
            ]
        number = paragraph.get(NUMBER)
        lines = "".join(
            f"\n{{#{number}#}}{command[:2]} {command[2 + len(kind) :].lstrip()}"
            for command in mine
            if not command.startswith("{#")
        )
        _replace(element, lines or "\n")


def _replace(element: etree._Element, text: str) -> None:
    """Put a text in an element's place."""
    parent = _parent(element)
    text += element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    element.tail = None
    parent.remove(element)
