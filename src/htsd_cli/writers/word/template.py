"""Fills a Word template that the office owns: its {{ fields }} and {% commands %}, the Vietnamese way."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from inspect import unwrap
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

from docx.document import Document as DocumentFile
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from htsd_cli.language.vietnamese import format_number, xml_text
from htsd_cli.writers.word.original import original
from htsd_cli.writers.word.template_mistakes import (
    Mistake,
    Place,
    TemplateError,
    check_blocks,
    check_names,
    names_of,
    told,
    unknown_field,
)
from htsd_cli.writers.word.template_source import NUMBER, Source, prepare

if TYPE_CHECKING:
    from jinja2.environment import Environment

Filters = Mapping[str, Callable[..., object]]

NO_FIGURE = "(chưa có số liệu)"  # what a field without a total prints in a sentence that does not ask first

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LINES = re.compile(r"<w:p([ >])")
_PARAGRAPH, _BREAK = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL), re.compile(r"[\n\t\a\f]")
_OWN_NUMBER = re.compile(rf' {NUMBER}="\d+"')
# Parts of templates that are kept ready to be filled again: a body, headers and footers of a few.
_PARTS_KEPT = 16


def fill(path: Path, fields: Mapping[str, object], filters: Filters) -> DocumentFile:
    """Return the template at `path` with its {{ fields }} and {% commands %} carried out.

    `filters` are pure functions: what they make of a constant is kept for the next filling of the same template.
    Whole numbers are printed with thousands dots, a field without a value as `NO_FIGURE`, texts composed (NFC),
    letters that mean something in XML as themselves. Raises `TemplateError` when the file cannot be opened or
    has a mistake, in a part of it that is not printed this time too.
    """
    if not path.is_file():
        raise TemplateError(path, [Mistake(f"không có tệp này; {original(path)}")])
    try:
        template = _Template(io.BytesIO(path.read_bytes()))
        template.path, template.filters = path, filters
        template.init_docx()
    except Exception as error:  # python-docx and zipfile raise a dozen kinds for a damaged file
        told_so = Mistake(f"không mở được như một tệp Word (.docx); {original(path)}")
        raise TemplateError(path, [told_so]) from error
    try:
        template.render(dict(fields), _environment(fields, filters))
    except TemplateError:
        raise
    except Exception as error:  # outside the text: in the file's properties or its footnotes
        raise told(path, error, "") from error
    document: DocumentFile = template.docx  # get_docx() would load the template anew
    return document


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
    filters: Filters
    places: tuple[Place, ...] = ()

    def patch_xml(self, src_xml: str) -> str:
        try:
            source = _prepared(src_xml)
        except TemplateError as error:
            raise TemplateError(self.path, error.mistakes) from error
        self.places = source.places
        return source.xml

    def resolve_listing(self, xml: str) -> str:
        """Turn line breaks and tabs of filled texts into Word's own, in the paragraphs that have any."""
        resolve = super().resolve_listing
        return _PARAGRAPH.sub(lambda found: resolve(found[0]) if _BREAK.search(found[0]) else found[0], xml)

    def render_xml_part(
        self, src_xml: str, _part: object, context: dict[str, object], jinja_env: Environment
    ) -> str:
        numbered = _LINES.sub(r"\n<w:p\1", src_xml)  # a line for each paragraph, to be told by it
        try:
            tree = _parsed(numbered, _known(self.filters))
            check_names(tree, context, jinja_env)
            check_blocks(self.path, numbered, self.places)
            code = _compiled(tree, _known(self.filters))
            filled = Template.from_code(jinja_env, code, jinja_env.make_globals(None)).render(context)
        except TemplateError:
            raise
        except Exception as error:  # whatever a template makes Jinja or a filter raise
            raise told(self.path, error, numbered, self.places) from error
        filled = self.resolve_listing(filled.replace("\n<w:p ", "<w:p ").replace("\n<w:p>", "<w:p>"))
        filled = _OWN_NUMBER.sub("", filled)
        try:
            root = etree.fromstring(filled.encode() if filled.startswith("<?xml") else filled)
        except etree.XMLSyntaxError as error:
            raise TemplateError(
                self.path, [Mistake("các lệnh trong mẫu làm hỏng bố cục của văn bản")]
            ) from error
        return _tidy(root)


@lru_cache(maxsize=_PARTS_KEPT)
def _prepared(xml: str) -> Source:
    """Return a part made ready for Jinja; its text alone decides, wherever an office keeps its template."""
    source = prepare(Path(), xml)
    return Source(DocxTemplate.patch_xml(None, source.xml), source.places)  # it asks nothing of its template


_Known = frozenset[tuple[str, Callable[..., object]]]


def _known(filters: Filters) -> _Known:
    """Return the filters as what a compiled template depends on: by name, without what a form wrapped around."""
    return frozenset((name, unwrap(function)) for name, function in filters.items())


@lru_cache(maxsize=_PARTS_KEPT)
def _parsed(source: str, filters: _Known) -> nodes.Template:
    """Return what Jinja reads in a part; it holds on to its environment, so to one without this report's fields."""
    return _environment({}, dict(filters)).parse(source)


@lru_cache(maxsize=_PARTS_KEPT)
def _compiled(tree: nodes.Template, filters: _Known) -> CodeType:
    return _environment({}, dict(filters)).compile(tree)


def _tidy(root: etree._Element) -> str:
    """Return the filled part: without the hidden runs its commands stood in, and a paragraph in every cell.

    Word wants one in a cell that a command left without any. A hidden run with letters of its own stays.
    """
    for run in [_run_of(hidden) for hidden in root.iter(f"{_W}vanish")]:
        parent = None if run is None else run.getparent()
        if run is not None and parent is not None and _is_spent(run):
            parent.remove(run)
    for cell in root.iter(f"{_W}tc"):
        if next(cell.iterchildren(f"{_W}p"), None) is None:
            etree.SubElement(cell, f"{_W}p")
    return etree.tostring(root, encoding="unicode")


def _run_of(hidden: etree._Element) -> etree._Element | None:
    """Return the run that a mark of hidden letters is of, None for that of a style or of a paragraph's end."""
    properties = hidden.getparent()
    run = None if properties is None or properties.tag != f"{_W}rPr" else properties.getparent()
    return run if run is not None and run.tag == f"{_W}r" else None


def _is_spent(run: etree._Element) -> bool:
    """Tell whether a run holds nothing but its look and texts without a letter."""
    return all(child.tag == f"{_W}rPr" or (child.tag == f"{_W}t" and not child.text) for child in run)


def _environment(fields: Mapping[str, object], filters: Filters) -> SandboxedEnvironment:
    class Unknown(StrictUndefined):
        """A field that does not exist, told with the nearest one that does."""

        @property
        def _undefined_message(self) -> str:
            known = list(fields) if self._undefined_obj is _NOTHING else names_of(self._undefined_obj)
            return unknown_field(str(self._undefined_name), known)

    # Jinja's optimizer would change the tree that the next filling looks up its names in.
    environment = SandboxedEnvironment(undefined=Unknown, autoescape=True, finalize=_printed, optimized=False)
    environment.filters |= {"listed": listed, "of": of, "blank": blank, "sentence": sentence, **filters}
    return environment


_NOTHING = StrictUndefined()._undefined_obj  # Jinja's mark for a name looked up in no object


def _printed(value: object) -> object:
    if value is None:
        return NO_FIGURE
    if isinstance(value, int) and not isinstance(value, bool):
        return format_number(value)
    return xml_text(value) if type(value) is str else value
