"""The text under one element of a web page in reading order, and what is seen there beside the text.

What each element does to what is seen stands in `elements`, what the style sheet says of it in `styles`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from htsd_cli.readers.digit_sizes import parted
from htsd_cli.readers.web import pieces
from htsd_cli.readers.web.elements import Policy, policy_of
from htsd_cli.readers.web.lists import marker
from htsd_cli.readers.web.looks import NOTE_MARK, Look, Page
from htsd_cli.readers.web.scripts import WRITES
from htsd_cli.readers.web.styles import layout, letters, overflow, painting, transforms
from htsd_cli.readers.web.styles.declared import Declarations
from htsd_cli.readers.web.styles.sizes import PLAIN
from htsd_cli.readers.word.drawing import COVERING
from htsd_cli.readers.word.looks.symbols import shows_pictures
from htsd_cli.values.document import Block, Paragraph, Seen, Sight

_SPOT = 3  # pixels: a smaller picture only keeps a place
_CLOSED = frozenset(("details", "dialog"))  # unless they are open
GENERATED = "chữ do kiểu trình bày tự thêm"
_SCRIPT = "chữ do đoạn mã của trang tự ghi"
_WRITTEN = frozenset(("text", "number", "search", "tel", "email", "date", "url"))
_BUTTONS = frozenset(("submit", "reset", "image", "file", "button"))
_UNSEEN_DISPLAYS = frozenset(("", "none", "inherit", "initial", "unset", "revert"))
_NUMBER = re.compile(r"-?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:e[+-]?\d{1,3})?", re.I)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE_LINK = re.compile(r"#(_(?:msocom|ftn|edn)_?\d{1,5}|_?sdfootnote\d{1,5}sym)", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLANKS = re.compile(r" {2,}")
_NOTHING = " \t\r\n\f\xa0\xad\u200b"  # letters without ink
_GAP = re.compile(r"[ \xa0]{4,}")

# Numbers that the bidirectional algorithm (UAX 9) takes for two, where one mark or none between digits makes them one;
# a sign before a number. From right to left the second one stands first.
_SEVERAL_NUMBERS = re.compile(r"\d(?![.,:/+\-\xa0]?\d)[^\w\n]+\d|(?:^|\s)[+\-\u2212.,]\d|\d[.,:]\s*$", re.M)

_INDENTED = frozenset(
    (
        "blockquote",
        "fieldset",
        "ul",
        "ol",
        "menu",
        "dir",
        "dd",
        "figure",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dl",
    )
)
_LIMITS = frozenset(("overflow", "overflow-x", "overflow-y", "contain", "max-width"))

Tables = Callable[[etree._Element, Look, "Flow"], list[Block]]


@dataclass(slots=True)
class Flow:
    """The text and tables under one element: the page, or one cell, with what is seen there beside the text."""

    page: Page
    tables: Tables  # reads a table that stands in the text
    in_cell: bool = False
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    bold: bool = False
    doubtful: list[str] = field(default_factory=list)  # letters whose look is not followed
    size: float = PLAIN  # of the letters read last, in points
    leading: int | None = None  # the place of raised letters with which a line of a cell begins
    sights: list[Seen] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, element: etree._Element, look: Look | None = None) -> list[Block]:
        """Return the blocks under an element."""
        inner = self.page.look_of(element, look or Look())
        self._inside(element, inner)
        self._end_paragraph()
        if self.in_cell and element.tag in ("td", "th") and not self.doubtful:
            text = "\n".join(block.text for block in self.blocks if isinstance(block, Paragraph))
            self._squeezed(element, text, inner)
            self._reordered(element, text)
        if self.doubtful:
            self._see(Sight.UNKNOWN, "".join(self.doubtful))
        return self.blocks

    def _inside(self, element: etree._Element, look: Look) -> None:
        self._generated(element)
        quoted = element.tag == "q" and "quotes" not in self.page.styles.of(element)
        if quoted and not look.is_out_of_sight:
            self.parts.append("“")
        if self.in_cell and element in self.page.changed:
            self._see(Sight.UNKNOWN, _SCRIPT)
        self._text(element.text, look)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, look)
            self._text(child.tail, look)
        if quoted and not look.is_out_of_sight:
            self.parts.append("”")

    def _element(self, element: etree._Element, look: Look) -> None:
        tag = str(element.tag)
        policy = policy_of(tag)
        inner = self.page.look_of(element, look)
        match policy:
            case Policy.NOTHING:
                if tag == "template" and element.get("shadowrootmode"):
                    self._see(Sight.UNKNOWN, tag)
                hidden = "".join(map(str, element.itertext())) if tag == "noscript" and self.in_cell else ""
                if any(map(str.isdigit, hidden)):
                    self._see(Sight.UNSEEN, " ".join(hidden.split()))
                if tag == "script" and self.in_cell and WRITES.search(element.text or ""):
                    self._see(Sight.UNKNOWN, _SCRIPT)
                elif self.page.styles.of(element).get("display", "none").lower() not in _UNSEEN_DISPLAYS:
                    self._see(Sight.UNKNOWN, tag)
                return
            case Policy.BREAK:
                self.parts.append("\n")
            case Policy.NOTE:
                self._note("".join(map(str, element.itertext())))
            case Policy.PICTURE | Policy.OBJECT | Policy.EQUATION:
                if not inner.is_out_of_sight:
                    self._picture(element, policy)
            case Policy.CONTROL:
                self._control(element, tag, inner)
            case Policy.TABLE if tag == "table":
                self._end_paragraph()
                begun = len(self.blocks), 0
                self.blocks += self.tables(element, inner, self)
                declared = self.page.styles.of(element)
                if self.in_cell and declared:
                    self._distorted(element, declared, self._since(begun), inner.size, block=True)
            case _:
                if self._is_note_link(element):
                    return
                if policy is None or policy is Policy.RUNS:
                    self._see(Sight.UNKNOWN, tag)
                declared = self.page.styles.of(element)
                block = policy in (Policy.BLOCK, Policy.RUNS, Policy.TABLE)
                block = layout.parts_line(declared, block=block) if declared else block
                if (
                    block
                    and self.in_cell
                    and tag not in _INDENTED
                    and layout.sets_in_row(self._around(element))
                ):
                    block = False
                empty = self.in_cell and layout.is_taken_out(declared) and not pieces.has_text(element)
                if empty:  # it breaks no line
                    return
                block = block or (self.in_cell and self._stands_apart(element))
                before = list(self.parts)
                if block:
                    self._end_paragraph()
                listed = self.in_cell and (tag == "li" or "display" in declared) and not inner.is_out_of_sight
                if listed and (number := marker(element, self.page.styles.of)):
                    self._see(Sight.LIST_NUMBER, number)
                begun = len(self.blocks), len(self.parts)
                late = self.in_cell and layout.floats(declared) and any(map(str.strip, before))
                if tag in _CLOSED and (element.get("open") is None or pieces.is_closed_by_another(element)):
                    self._folded(element, inner)
                else:
                    self._inside(element, inner)
                odd = declared or tag in ("bdo", "dialog") or layout.spreads(self._around(element))
                if self.in_cell and odd:
                    self._distorted(element, declared, self._since(begun), inner.size, block=block)
                unsure = self.in_cell and not block and layout.is_small_box(declared)
                if unsure and len(self.blocks) > begun[0] and pieces.joins_digits(element):
                    self._see(Sight.UNKNOWN, self._since(begun))
                if (
                    late and not self.doubtful and self._since(begun) and not pieces.joins_digits(element)
                ):  # it stands before what it follows
                    self._see(Sight.UNKNOWN, self._since(begun))
                if self.in_cell and self._sets_direction(element, declared):
                    self._moved_gap(element)
                    self._reordered(element, self._since(begun))
                if block:
                    self._end_paragraph()

    def _since(self, begun: tuple[int, int]) -> str:
        """Return the text read since so many blocks and parts of a line were there."""
        blocks, parts = begun
        if len(self.blocks) == blocks:
            return "".join(self.parts[parts:]).strip()
        return "\n".join(filter(None, (*_texts(self.blocks[blocks:]), "".join(self.parts).strip())))

    def _sets_direction(self, element: etree._Element, declared: Declarations | None) -> bool:
        said = element.get("dir") or (declared or {}).get("direction") or ""
        return said.lower() == "rtl" and not self.doubtful

    def _moved_gap(self, element: etree._Element) -> None:
        """Tell of a part between digits whose space stands at its other end, from right to left."""
        own = "".join(map(str, element.itertext()))
        if own.strip() and own != own.strip() and any(map(str.isdigit, own)):
            self._see(Sight.UNKNOWN, own.strip())

    def _folded(self, element: etree._Element, look: Look) -> None:
        """Read what is folded up: of `<details>` the summary shows, of a `<dialog>` nothing."""
        for child in element.iterchildren("summary"):
            if element.tag == "details":
                self._element(child, look)
        texts = [element.text or ""]
        for child in element:
            inside = "" if child.tag == "summary" else pieces.lines_of(child)
            texts.append(f"{inside}{child.tail or ''}")
        lines = [" ".join(line.split()) for line in "".join(texts).split("\0")]
        if unseen := (" " if self.in_cell else "\n").join(filter(None, lines)):
            self._see(Sight.UNSEEN, unseen)

    def _stands_apart(self, element: etree._Element) -> bool:
        around = self._around(element)
        return "display" in around and layout.parts_children(around)

    def _around(self, element: etree._Element) -> Declarations:
        """Return what holds for the element that another stands in."""
        around = element.getparent()
        return {} if around is None else self.page.styles.of(around)

    def _distorted(
        self, element: etree._Element, declared: Declarations, text: str, size: float, *, block: bool
    ) -> None:
        """Tell of letters that a person reads otherwise than they stand: from the right, mirrored, on one another."""
        over = painting.covers(declared) or (element.tag == "hr" and layout.is_pulled_up(declared))
        over = over or (layout.is_pulled_over(declared) if block else layout.overlaps(declared))
        if not text and self.in_cell and over and not pieces.has_text(element):
            self._see(Sight.UNKNOWN, COVERING)
        if not text:
            return
        overridden = letters.overrides(declared, usually=element.tag == "bdo")
        turned = overridden and len(text) > 1 and self._runs_backwards(element)
        joined = self.in_cell and pieces.joins_digits(element)
        turned = turned or transforms.distorts(declared, alone=len(text) == 1 and not joined)
        moved = self.in_cell and element.tag != "td" and layout.is_laid_elsewhere(declared)
        moved = moved or (self.in_cell and not block and layout.overlaps(declared))
        moved = moved or (self.in_cell and element.tag == "dialog" and "position" not in declared)
        moved = moved or (
            self.in_cell and transforms.lies_on_side(declared) and pieces.is_part_of_figure(element)
        )
        moved = moved or (joined and layout.floats(declared))
        in_box = joined and layout.is_box(self._around(element))
        moved = moved or (in_box and layout.spreads(self._around(element)))
        moved = moved or (joined and layout.leaves_gap(declared, text, size, in_box=in_box))
        moved = moved or (
            self.in_cell and element.tag != "td" and self._reaches_out(element, text, size, block=block)
        )
        if (turned or moved) and not self.doubtful:
            self._see(Sight.UNKNOWN, text)
        elif element.tag != "td" and overflow.cuts(declared, text, size):
            self._see(Sight.CUT, text)

    def _reaches_out(self, element: etree._Element, text: str, size: float, *, block: bool) -> bool:
        """Return whether a part of a cell stands where another one may be: too low or narrow, shifted, pulled left."""
        declared = self.page.styles.of(element)
        if overflow.runs_over(declared, text, size, block=block) or transforms.is_shifted(declared):
            return True
        cell = next(element.iterancestors("td", "th"), None)
        if not block or cell is None:
            return False
        return layout.is_pulled_over(declared) or overflow.begins_outside(declared, self.page.styles.of(cell))

    def _squeezed(self, element: etree._Element, text: str, look: Look) -> None:
        """Tell of a cell that cuts its text off, or whose text is not shown in it."""
        declared = self.page.styles.of(element)
        size = look.size
        wide = overflow.width_of(declared, element) if text and look.broken else None
        narrow = {"max-width": declared.get("max-width", "")} | (
            {} if wide is None else {"width": f"{wide}pt"}
        )
        if text and look.broken and overflow.is_too_narrow(narrow, text, size):
            self._see(Sight.UNKNOWN, text)  # its digits stand below one another
            return
        row = self._around(element)
        if not text or not (declared or row):
            return
        apart = declared.get("display", "table-cell").lower() != "table-cell"
        limits = _LIMITS | {"width", "height"} if apart else _LIMITS
        if overflow.cuts({name: value for name, value in declared.items() if name in limits}, text, size):
            self._see(Sight.CUT, text)
            return
        upright = {name: value for name, value in declared.items() if name in ("line-height", "overflow")}
        pushing = ("text-indent", "margin-left") if apart else ("text-indent",)
        indent = {name: value for name, value in declared.items() if name in pushing}
        if (
            overflow.runs_over(upright, text, size, block=False)
            or transforms.is_shifted(declared)
            or transforms.is_shifted(row)
            or overflow.begins_outside(indent, declared)
            or declared.get("display", "").lower() == "contents"
            or (apart and layout.is_pulled_over(declared))
            or (
                overflow.least_width(declared) > 0
                and overflow.is_too_narrow({"max-width": declared["max-width"]}, text, size)
            )
        ):
            self._see(Sight.UNKNOWN, text)

    def _reordered(self, element: etree._Element, text: str) -> None:
        """Tell of a cell whose numbers stand in another order than they are written in, or whose digits do."""
        own = self.page.styles.of(element) or {}
        overridden = element.tag in ("td", "th") and letters.overrides(own, usually=False) and len(text) > 1
        if (
            len(element) > 1
            and text
            and layout.is_box(own)
            and layout.is_laid_elsewhere({**own, "float": "none"})
        ):
            self._see(Sight.UNKNOWN, text)
            return
        in_parts = len(element) > 0 and sum(map(str.isdigit, text)) > 1
        moved = overridden or _SEVERAL_NUMBERS.search(text) is not None
        if not moved and in_parts:
            styles = (
                self.page.styles.of(part) or {}
                for part in element.iterdescendants()
                if isinstance(part.tag, str)
            )
            moved = any(layout.is_box_in_line(declared) for declared in (own, *styles)) or any(
                part.tag in ("bdi", "bdo") or part.get("dir") for part in element.iterdescendants()
            )
        if moved and self._runs_backwards(element):
            self._see(Sight.UNKNOWN, text)

    def _runs_backwards(self, element: etree._Element) -> bool:
        """Return whether a text runs from right to left: as the nearest style or attribute around it says."""
        for around in (element, *element.iterancestors()):
            said = (self.page.styles.of(around) or {}).get("direction", "") or around.get("dir") or ""
            if said.lower() in ("ltr", "rtl"):
                return said.lower() == "rtl"
        return False

    def _see(self, sight: Sight, text: str) -> None:
        """Keep what is seen beside the text; of letters of the same look that follow one another, one thing."""
        if (
            self.sights
            and self.sights[-1].sight is sight
            and sight in (Sight.STRUCK, Sight.UNSEEN, Sight.RAISED)
        ):
            text = f"{self.sights.pop().text}{text}"
        self.sights.append(Seen(sight, text))

    def _generated(self, element: etree._Element) -> None:
        quotes = (self.page.styles.of(element) or {}).get("quotes", "") if element.tag == "q" else ""
        if self.page.styles.generates(element) or any(letter.isalnum() for letter in quotes if '"' in quotes):
            self._see(Sight.UNKNOWN, GENERATED)

    def _note(self, text: str) -> None:
        text = " ".join(text.split())
        if text:
            (self.notes if self.in_cell else self.page.notes).append(text)

    def _is_note_link(self, element: etree._Element) -> bool:
        """Take a comment's or footnote's mark with what the note says; return whether it was one."""
        link = _NOTE_LINK.match(element.get("href") or "") if element.tag == "a" else None
        if link is None:
            return False
        mark = "".join(map(str, element.itertext())).strip()
        if not NOTE_MARK.fullmatch(mark):
            return False
        self._note(self.page.note_texts.get(link.group(1).lower(), ""))
        if not link.group(1).lower().startswith("_msocom") and mark and self.in_cell:
            self._see(Sight.RAISED, mark.strip("[]"))
        return True

    def _picture(self, element: etree._Element, policy: Policy) -> None:
        sides = [element.get(name, "") for name in ("width", "height")]
        drawn = element.tag == "svg" and "visible" in self.page.styles.of(element).get("overflow", "")
        if any(side.strip().isdecimal() and int(side) < _SPOT for side in sides) and not drawn:
            return  # it only keeps a place
        if policy is Policy.EQUATION:
            self._see(Sight.EXPONENT, " ".join("".join(map(str, element.itertext())).split()))
        else:
            name = element.get("alt") or element.get("title") or ""
            self._see(Sight.OBJECT if policy is Policy.OBJECT else Sight.PICTURE, " ".join(name.split())[:80])

    def _control(self, element: etree._Element, tag: str, look: Look) -> None:
        kind = (element.get("type") or "text").lower()
        said = ""
        self.parts.append("\t")  # its frame parts it from what is beside it
        if tag == "select":
            said = pieces.chosen(element)
            self._text(said, look)
            if not said and element.get("multiple") is None and element.find(".//option") is not None:
                self._see(Sight.CONTROL, "")
        elif tag in ("textarea", "button"):
            said = "".join(map(str, element.itertext()))
            self._text(said, look)
            self._placeholder(element, said)
        elif tag == "input" and kind in _WRITTEN:
            said = element.get("value", "")
            if kind == "number" and _NUMBER.fullmatch(said.strip()) is None:
                said = ""  # a browser shows nothing
            elif kind == "number" and "." in said:
                self._see(Sight.CONTROL, said)  # … or its point as the sign of the reader's country
            self._text(said, look)
            self._placeholder(element, said)
        elif tag == "input" and kind in ("checkbox", "radio"):
            if element.get("checked") is not None:
                self._see(Sight.CONTROL, "☑")
        elif tag == "input" and kind in _BUTTONS:
            label = element.get("value") or element.get("alt") or ""
            if self.in_cell and any(letter.isdigit() for letter in label):
                self._see(Sight.CONTROL, label)
        elif tag in ("meter", "progress", "input") and kind != "hidden":
            self._see(Sight.CONTROL, element.get("value", ""))
        self.parts.append("\t")
        if self.in_cell and said.strip() and self._overflows(element, said.strip(), look):
            self._see(Sight.CUT, said.strip())

    def _overflows(self, element: etree._Element, said: str, look: Look) -> bool:
        """Return whether a field is too small for what it holds: it shows no more than fits in."""
        width, rows = (
            element.get(name) or "" for name in ("size" if element.tag == "input" else "cols", "rows")
        )
        if width.isdecimal() and element.tag != "select":
            lines = int(rows) if rows.isdecimal() else 1
            if len(said) > (2 * int(width) + 1 if lines == 1 else 2 * int(width) * lines):
                return True
        declared = {"overflow": "hidden", **self.page.styles.of(element)}
        return not look.is_out_of_sight and overflow.cuts(declared, said, look.size)

    def _placeholder(self, element: etree._Element, said: str) -> None:
        shown = (element.get("placeholder") or "").strip()
        if shown and not said.strip() and any(letter.isalnum() for letter in shown):
            self._see(Sight.PLACEHOLDER, shown)

    def _text(self, text: str | None, look: Look) -> None:
        if not text:
            return
        decoded = self.page.decode(text, look.font)
        if look.lines:
            shown = "\n".join(_SPACES.sub(_space, line) for line in decoded.splitlines() or [decoded])
        else:
            shown = _SPACES.sub(_space, decoded)
        unseen = look.is_out_of_sight
        if unseen or look.struck:
            if shown.strip(_NOTHING):
                self._see(Sight.UNSEEN if unseen else Sight.STRUCK, shown.strip("\n"))
                self.page.struck = self.page.struck or (look.struck and not unseen and not self.in_cell)
            elif not look.unseen:
                self.parts.append(shown)  # a gap nobody strikes
            return
        if look.raised and shown.strip(_NOTHING):
            before = "".join(self.parts[-8:]).rpartition("\n")[2]
            if self.in_cell and before.strip():
                power = re.search(r"(?<!\d)10$", before) is not None and shown.strip().isdigit()
                self._see(Sight.EXPONENT if power else Sight.RAISED, shown.strip())
                shown = shown.translate(_RAISED) if power else ""
            elif not self.in_cell:
                shown = shown.translate(_RAISED)
            else:
                self.leading = len(self.parts)
        elif shown.strip() and self.leading is not None:  # a note's mark before a figure
            self.parts[self.leading] = self.parts[self.leading].translate(_RAISED)
            self.leading = None
        if self.in_cell and look.doubtful and shown.strip():
            self.doubtful.append(shown.strip())
        if self.in_cell and look.font and shows_pictures(look.font):
            shown = "".join("\ufffd" if letter.isalnum() else letter for letter in shown)
        if self.in_cell and shown[:1].isdigit() and self.parts and not look.raised:
            apart = parted(self.parts[-1], self.size, shown, look.size)
            self.sights += [apart] if apart else []
        if look.bold and shown.strip() and not self.bold and not any(part.strip() for part in self.parts):
            self.bold = True
        self.parts.append(shown)
        self.size = look.size

    def _end_paragraph(self) -> None:
        text = _GAP.sub(_gap, _BLANKS.sub(" ", "".join(self.parts)))
        text = "\n".join(line.strip(" \t") for line in text.split("\n")).strip()
        if text:
            self.page.paragraphs += 1
            self.blocks.append(Paragraph(text, self.page.paragraphs, self.bold))
        self.parts.clear()
        self.bold, self.leading = False, None


def _texts(blocks: list[Block]) -> Iterator[str]:
    """Yield the texts of paragraphs, and of the cells of tables among them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row if not cell.hidden)


def _space(match: re.Match[str]) -> str:
    """Return what white space shows as. A tab within a line parts two columns; elsewhere it only indents the source."""
    space = match.group()
    return "\t" if "\t" in space and not set(space) & {"\n", "\r"} else " "


def _gap(match: re.Match[str]) -> str:
    """Return what a run of spaces shows as: hard ones push the text into another column."""
    return "\t" if "\xa0" in match.group() else " "
