"""Reads one paragraph: the pieces of its text as Word shows them, and what it shows beside."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.digit_sizes import parted
from htsd_cli.readers.packages import Package
from htsd_cli.readers.word.controls import bound_values, control_value, prompted_runs
from htsd_cli.readers.word.drawing import ALTERNATE, COVERING, Drawn, drawn, shown_choice
from htsd_cli.readers.word.elements import NAMESPACES, OFF, RPR, VAL, Policy, W, name_of, policy_of
from htsd_cli.readers.word.equation import is_equation, read_equation
from htsd_cli.readers.word.fields.codes import (
    Field,
    Fields,
    chosen_entry,
    is_dirty,
    lone_marks,
    renews_fields,
    ticked,
)
from htsd_cli.readers.word.fields.sources import Sources, computed_by
from htsd_cli.readers.word.lengths import is_beyond_cell
from htsd_cli.readers.word.letters import Piece, Told
from htsd_cli.readers.word.looks.colours import Colour
from htsd_cli.readers.word.looks.look import PLAIN, Look
from htsd_cli.readers.word.looks.styles import Base, Context, Styles
from htsd_cli.readers.word.looks.symbols import symbol
from htsd_cli.readers.word.notes import ANCHORS
from htsd_cli.readers.word.numbering import Numbering
from htsd_cli.readers.word.places.overlaid import lies_over_table
from htsd_cli.readers.word.plain import CHARACTERS, PLAIN_PROPERTIES, PPR, R, T
from htsd_cli.values.document import Seen, Sight

_R = f"{{{NAMESPACES['r']}}}"
_W16SE = f"{{{NAMESPACES['w16se']}}}"
_SDT, _FLD_CHAR, _FLD_SIMPLE, _FLD_TYPE = f"{W}sdt", f"{W}fldChar", f"{W}fldSimple", f"{W}fldCharType"
_DATES = frozenset(
    f"{W}{name}"
    for name in ("dayLong", "dayShort", "monthLong", "monthShort", "yearLong", "yearShort", "pgNum")
)
_REFERENCES = frozenset(
    f"{W}{name}" for name in ("footnoteReference", "endnoteReference", "commentReference")
)
_BINDING_15 = f"{{{NAMESPACES['w15']}}}dataBinding"
_REACHING = frozenset((_FLD_CHAR, _FLD_SIMPLE, f"{W}showingPlcHdr", f"{W}dataBinding", _BINDING_15))
_APART = lazy_pattern(r"\d[^\d.,]+\d")
_FAR = 1200  # twentieths of a point: an indent of a list that may push letters out of a narrow cell
# What is looked for in a body before it is read.
LOOKED_FOR = (*_REACHING, *ANCHORS)


@dataclass(slots=True)
class Source:
    """What the parts of a Word file say that matters to its text."""

    package: Package
    main: str
    styles: Styles
    numbering: Numbering
    lone: frozenset[etree._Element] = frozenset()
    prompted: frozenset[etree._Element] = frozenset()
    bound: dict[etree._Element, str] = field(default_factory=dict)
    renewed: bool = False  # fields are to be worked out anew when the file is opened
    sources: Sources | None = None  # what fields take their results from

    @classmethod
    def load(cls, package: Package, main: str, body: etree._Element, names: frozenset[str]) -> Source:
        """Return what is needed for a body with elements of these names."""
        styles = Styles.of(package, main)
        fields = _FLD_CHAR in names or _FLD_SIMPLE in names
        return cls(
            package,
            main,
            styles,
            Numbering(package, main, styles),
            lone_marks(body) if _FLD_CHAR in names else frozenset(),
            prompted_runs(body) if f"{W}showingPlcHdr" in names else frozenset(),
            bound_values(body, package, main) if f"{W}dataBinding" in names or _BINDING_15 in names else {},
            fields and renews_fields(package),
            Sources(package, body) if fields else None,
        )


@dataclass(slots=True)
class ParagraphReader:
    """Reads paragraphs; what they show beside text goes to `told`.

    `boxes` takes text boxes, and objects that may hold a sheet. `fields` are the fields open where the paragraph
    begins: one may reach over several.
    """

    source: Source
    told: Told = field(default_factory=Told)
    fields: Fields = field(default_factory=Fields)
    boxes: list[Drawn] = field(default_factory=list)
    overlaid: bool = False  # a picture lies in front of a table
    before: tuple[str, Base, etree._Element | None] | None = (
        None  # letters just read that are seen, and their looks
    )

    @property
    def alone(self) -> bool:
        """Whether nothing that began or stands elsewhere reaches into what comes: a field, a control's value."""
        return not (self.fields.stack or self.source.prompted or self.source.bound)

    def read(self, paragraph: etree._Element, context: Context) -> tuple[list[Piece], bool]:
        """Return the paragraph's pieces, and whether its mark is hidden or deleted so that the next one joins it."""
        styles = self.source.styles
        name: str | None = None
        shading: Colour | None = None
        mark: etree._Element | None = None
        numbered: etree._Element | None = None
        thin = backwards = False
        properties = paragraph.find(PPR)
        if properties is not None:
            for child in properties:
                tag = child.tag
                if tag in PLAIN_PROPERTIES:
                    continue
                if tag == f"{W}pStyle":
                    name = child.get(VAL)
                elif tag == RPR:
                    mark = child
                elif tag == f"{W}numPr":
                    numbered = child
                elif tag == f"{W}shd":
                    shading = styles.shading(child)
                elif tag == f"{W}spacing":
                    thin = _is_thin(child)
                elif tag == f"{W}bidi":
                    backwards = child.get(VAL, "1") not in OFF
        base = styles.base(name, context, shading, thin=thin)
        merges = base.joins(mark)
        out: list[Piece] = []
        self.before = None
        if self.source.bound and paragraph in self.source.bound:
            self.told.see(Sight.CONTROL, self.source.bound[paragraph])
        styled = base.paragraph.get("numbered")
        if numbered is not None or styled is not None:
            self._number(numbered, styled, base.look(mark))
        self._inline(paragraph, base, out)
        if (numbered is not None or styled is not None) and self.told.in_cell and out:
            left = self.source.numbering.left(numbered, styled)
            if left >= _FAR and properties is not None and is_beyond_cell(paragraph, left):
                self.told.see(Sight.UNKNOWN, "".join([piece.text for piece in out]).strip())
        if backwards and self.told.in_cell:
            text = "".join([piece.text for piece in out]).strip()
            if _APART.search(text):  # numbers are set from right to left: 25 14 for 14 25
                self.told.see(Sight.UNKNOWN, text)
        return out, merges

    def _number(self, properties: etree._Element | None, styled: object, look: Look) -> None:
        shown = self.source.numbering.next(properties, styled)
        if shown is None or not self.told.in_cell or look.state == "unseen":
            return
        sight = Sight.STRUCK if look.state == "struck" else Sight.LIST_NUMBER
        self.told.see(sight, shown.text)

    def _inline(self, parent: etree._Element, base: Base, out: list[Piece]) -> None:
        for element in parent:
            tag = element.tag
            if tag == R:
                self._run(element, base, out)
            elif tag == PPR or not isinstance(tag, str):
                continue
            else:
                self.other(element, base, out)

    def other(self, element: etree._Element, base: Base, out: list[Piece]) -> None:
        """Read what stands in a paragraph beside its runs, or beside its paragraphs in a cell."""
        tag = element.tag
        if tag == ALTERNATE:
            chosen = shown_choice(element)
            if chosen is not None:
                self._inline(chosen, base, out)
        elif tag == _FLD_SIMPLE:
            self._simple_field(element, base, out)
        elif is_equation(tag):
            if not self.fields.hidden:
                out += read_equation(element, base, self)
        elif tag in (f"{W}bdo", f"{W}dir") and element.get(VAL) == "rtl":
            first = len(out)
            self._inline(element, base, out)
            text = "".join(piece.text for piece in out[first:])
            # Shown from right to left: 41 for 14, or the second number first.
            if len(text.strip()) > 1 if tag == f"{W}bdo" else _APART.search(text):
                self.told.see(Sight.UNKNOWN, text.strip())
        elif tag == T:
            self._put(Piece(self._letters(element), base.look(None)), out)
        else:
            policy = policy_of(tag)
            if policy is Policy.THROUGH:
                self._inline(element, base, out)
            elif policy is Policy.SEEN:
                self.seen(element)
            elif (policy is None or policy is Policy.TEXT) and not self.fields.hidden:
                self.told.see(Sight.UNKNOWN, name_of(tag))  # nobody knows it, or not in this place

    def _letters(self, element: etree._Element) -> str:
        """Return the letters of a w:t; elements in it, where none may be, are told."""
        text = element.text or ""
        if len(element):
            text = "".join(map(str, element.itertext()))
            self.told.see(Sight.UNKNOWN, name_of(element[0].tag))
        return text.replace("\n", " ")  # a line's end in the XML is a space on paper

    def run(self, run: etree._Element, base: Base, out: list[Piece]) -> None:
        """Read a run that stands somewhere else than in a paragraph: in an equation."""
        self._run(run, base, out)

    def _run(self, run: etree._Element, base: Base, out: list[Piece]) -> None:
        look = base.look(run.find(RPR))
        source = self.source
        if source.prompted and run in source.prompted:
            look = look._replace(state="placeholder")
        if source.bound and run in source.bound and not self.fields.hidden:
            self.told.see(Sight.CONTROL, source.bound[run])
        self._content(run, base, look, out)

    def _content(self, run: etree._Element, base: Base, look: Look, out: list[Piece]) -> None:
        for element in run:
            tag = element.tag
            if tag == T:
                text = self._letters(element) if len(element) else element.text
                if text:
                    self._compare(text, run.find(RPR), base, look)
                    self._put(Piece(text.replace("\n", " "), look), out)
            elif tag == RPR:
                continue
            elif tag in CHARACTERS:
                self._put(
                    Piece(CHARACTERS[tag], PLAIN if look.state in ("", "raised", "lowered") else look), out
                )
            elif tag == _FLD_CHAR:
                self._field_mark(element, look, out)
            elif tag == f"{W}instrText":
                self.fields.take(element.text or "")
            elif tag in _REFERENCES:
                if element.get(f"{W}customMarkFollows", "0") not in OFF and not look.state:
                    look = look._replace(state="raised")  # the rest of the run is the note's own mark
                    if element.getnext() is None and self.told.in_cell:
                        self.told.see(Sight.UNKNOWN, "dấu chú thích riêng")
            elif isinstance(tag, str):
                self._rare(element, base, look, out)

    def _compare(self, text: str, rpr: etree._Element | None, base: Base, look: Look) -> None:
        """Tell of digits behind digits of another size."""
        if look.state or self.fields.hidden or not self.told.in_cell:
            return
        if text[0].isdigit() and self.before and self.before[0][-1].isdigit():
            said, above, looks = self.before
            apart = parted(said, above.size(looks), text, base.size(rpr))
            if apart:
                self.told.see(*apart)
        self.before = (text, base, rpr)

    def _rare(self, element: etree._Element, base: Base, look: Look, out: list[Piece]) -> None:
        tag = element.tag
        if tag == f"{W}softHyphen":
            inside = bool(out) and out[-1].text[-1:].isdigit()  # of a figure: a line's end, or a mark in it?
            if inside or (look.font and look.font.startswith(".Vn")):
                self._put(Piece("\u00ad", look), out)
        elif tag == f"{W}sym":
            shown = symbol(element.get(f"{W}char", ""), element.get(f"{W}font", ""))
            self._put(Piece(shown, look._replace(font=None)), out)
        elif tag == f"{_W16SE}symEx":
            code = element.get(f"{_W16SE}char", "")
            self._put(Piece(chr(int(code, 16)) if _is_code(code) else "\ufffd", look), out)
        elif tag == ALTERNATE:
            chosen = shown_choice(element)
            if chosen is not None:
                self._content(chosen, base, look, out)
        elif tag == f"{W}ruby":
            self._ruby(element, base, out)
        elif tag in _DATES:
            self._put(Piece("\ufffd", look), out)
        elif is_equation(tag):
            if not self.fields.hidden:
                out += read_equation(element, base, self)
        else:
            policy = policy_of(tag)
            if policy is Policy.SEEN:
                if look.state != "unseen":
                    self.seen(element)
            elif policy is Policy.THROUGH or tag == R:
                self._inline(element, base, out)
            elif (policy is None or policy is Policy.TEXT) and not self.fields.hidden:
                self.told.see(Sight.UNKNOWN, name_of(tag))

    def _ruby(self, element: etree._Element, base: Base, out: list[Piece]) -> None:
        """Read a phonetic guide: its base is the text, the small letters over it are told."""
        for content in element.iterfind(f"{W}rubyBase"):
            self._inline(content, base, out)
        over: list[Piece] = []
        for content in element.iterfind(f"{W}rt"):
            self._inline(content, base, over)
        text = "".join(piece.text for piece in over).strip()
        if text and not self.fields.hidden:
            figure = any(letter.isdigit() for letter in text)  # over another: which of the two is meant?
            self.told.see(Sight.UNKNOWN if figure else Sight.RAISED, text)

    def seen(self, element: etree._Element) -> None:
        """Take what a drawing or an object shows."""
        if self.fields.hidden:
            return
        shown = list(drawn(element))
        if any(item.sight is Sight.PICTURE or item.text == COVERING for item in shown):
            self.overlaid = self.overlaid or lies_over_table(element)
        for item in shown:
            if item.sight is Sight.TEXT_BOX or (item.relation and item.sight is Sight.OBJECT):
                self.boxes.append(item)
            elif (
                self.told.in_cell
                or item.sight in (Sight.PICTURE, Sight.OBJECT, Sight.UNSEEN)
                or item.text == COVERING
            ):
                text = item.text
                if item.sight is Sight.CONTROL:
                    part = self.source.package.relations(self.source.main).get(item.relation, ("", ""))[1]
                    text = control_value(self.source.package, part)
                self.told.see(item.sight, text)

    # -- fields ---------------------------------------------------------------------------------------------

    def _put(self, piece: Piece, out: list[Piece]) -> None:
        if not self.fields.stack:
            out.append(piece)
        elif self.fields.hidden:
            self.fields.take(piece.text)
        else:
            out.append(piece)

    def _field_mark(self, element: etree._Element, look: Look, out: list[Piece]) -> None:
        if element in self.source.lone:
            return
        step, stack = element.get(_FLD_TYPE), self.fields.stack
        if step == "begin":
            entry = "" if self.fields.hidden else chosen_entry(element)
            if not self.fields.hidden:
                box = ticked(element)
                if entry:
                    out.append(Piece(entry, look))
                if box and self.told.in_cell:
                    self.told.see(Sight.CONTROL, box)
            self.fields.open(
                Field(
                    dirty=is_dirty(element),
                    renewed=self.source.renewed,
                    formula=computed_by(element),
                    chosen=entry,
                    first=element,
                )
            )
        elif step == "separate" and stack:
            stack[-1].separate(len(out))
        elif step == "end" and stack:
            self._end(look, out)

    def _end(self, look: Look, out: list[Piece]) -> None:
        ended = self.fields.stack.pop()
        result = "".join([piece.text for piece in out[ended.before :]])
        shown = ended.ended(len(out), result)
        if not shown and result and self.told.in_cell and not self.fields.hidden:
            code = ended.formula if ended.kind == "FORMTEXT" else "".join(ended.code)
            if code.lstrip().startswith("="):
                self.told.formulas.append((code, result))
            elif self.source.sources is not None and (now := self.source.sources.now(code, result, ended)):
                self.told.see(Sight.STALE, now)
        if isinstance(shown, Seen):
            if not self.fields.hidden and self.told.in_cell:
                self.told.see(*shown)
        elif shown:
            self._put(Piece(shown, look), out)

    def _simple_field(self, element: etree._Element, base: Base, out: list[Piece]) -> None:
        code = [element.get(f"{W}instr", "")]
        opened = Field(code, dirty=is_dirty(element), renewed=self.source.renewed, first=element)
        opened.separate(len(out))
        self.fields.open(opened)
        self._inline(element, base, out)
        self._end(base.look(None), out)


def _is_code(text: str) -> bool:
    try:
        return 32 <= int(text, 16) < 0x110000
    except ValueError:
        return False


def _is_thin(spacing: etree._Element) -> bool:
    """Return whether lines are so low that nobody sees letters on them: of two points exactly, of a tenth of theirs."""
    height, rule = spacing.get(f"{W}line", ""), spacing.get(f"{W}lineRule", "auto")
    if not height.lstrip("-").isdigit():
        return False
    return int(height) <= 40 if rule == "exact" else rule == "auto" and 0 < int(height) <= 24
