"""The blank form as a Word file, filled from the Word template in the form's folder."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import BadZipFile, ZipFile

from docx.document import Document as DocumentFile
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from htsd_cli.form import Campaign, Form, Indicator
from htsd_cli.language.vietnamese import clean
from htsd_cli.writers.marks import set_word_marks
from htsd_cli.writers.output import without_clock, write_whole
from htsd_cli.writers.word.original import original

TEMPLATE = "mau-bao-cao.docx"

UNASKED = "D9D9D9"  # the grey of cells that take no figure
_NUMBERED = re.compile(r"\bsố\s*:?\s*\d", re.IGNORECASE)

# Stand-ins of the private use area, which no name holds and no letter case changes.
_NAME, _ID = "\ue000\ue001", "\ue000\ue002"
_TAG = re.compile(r"<[^>]*>")
_COMMAND = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_UNIT = re.compile(r"(?<![\w.])unit(?!\w)")
_PLAIN = re.compile(r"\{\{-?\s*unit\s*-?\}\}|\{%(?:p|tr|tc|r)?-?\s*(?:el)?if\s+(?:not\s+)?unit\s*-?%\}")


class BlankTemplateError(ValueError):
    """The Word template of the blank form cannot be used; `str()` is a Vietnamese sentence saying why."""


def write_blank_word(
    form: Form, path: Path, unit: str = "", unit_id: str = "", campaign: Campaign | None = None
) -> None:
    """Write the blank form as a Word file; `unit` is the name printed in it, dots without one.

    `unit_id` is the unit's id in the roster, kept hidden; the campaign gives the office's names and its own
    template. Raises `BlankTemplateError` when the template has a mistake, `OSError` when `path` cannot be written.
    """
    write_whole(path, _packed(render_blank(form, unit, unit_id, campaign, printed=_kept_together)))


def blank_word_forms(
    form: Form, units: Iterable[tuple[str, str]], campaign: Campaign | None = None
) -> Iterator[bytes]:
    """Yield the blank Word form of each unit, given as (name, roster id): the bytes `write_blank_word` writes.

    The template is carried out once for all units where it does no more with the name than print it, which makes
    a form twenty times quicker. Raises `BlankTemplateError` when the template has a mistake.
    """
    common = b""
    alike = _prints_the_name_alone(_template(form, campaign))
    for name, id_ in units:
        if not (alike and name and id_):
            yield _packed(render_blank(form, name, id_, campaign, printed=_kept_together))
            continue
        common = common or _packed(render_blank(form, _NAME, _ID, campaign))
        yield _with_texts(common, clean(name), id_)


def render_blank(
    form: Form,
    unit: str = "",
    unit_id: str = "",
    campaign: Campaign | None = None,
    *,
    printed: Callable[[str], str] = str,
) -> DocumentFile:
    """Return the blank form as a python-docx document, with the properties that identify form and unit.

    `printed` returns the unit's name as it stands on the paper.

    The template is `mau-bao-cao.docx`: the office's own, else the one in the form's folder, else the default
    form's. Raises `BlankTemplateError` when it cannot be opened or has a mistake.
    """
    template = _template(form, campaign)
    unit = clean(unit)
    fields = {
        "form": form,
        "unit": printed(unit),
        "office": (campaign or Campaign()).office,
        "sections": {section.id: section for section in form.sections},
        "columns": {column.name: column for column in form.columns},
        "basis": _basis(campaign),
        "shades": {indicator.id: _shades(indicator, form) for indicator in form.indicators},
    }
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        word = DocxTemplate(template)
        word.render(fields, environment)
    except TemplateError as error:
        raise BlankTemplateError(
            f"Mẫu Word {template} có chỗ ghi sai trong các dấu {{{{ }}}} hoặc {{% %}}: {error.message}. "
            f"Hãy sửa lại chỗ đó, hoặc lấy lại tệp mẫu ban đầu: {original(template)}."
        ) from error
    except (KeyError, ValueError, OSError, BadZipFile, OpcError, etree.XMLSyntaxError) as error:
        raise BlankTemplateError(f"Không mở được mẫu Word {template}; {original(template)}.") from error
    document: DocumentFile = word.docx  # get_docx() would load the template anew
    set_word_marks(document, identity(form, unit, unit_id))
    return document


def _basis(campaign: Campaign | None) -> str:
    """Return the plan the reports are made after, where the office wrote its number; "" leaves it to the unit."""
    basis = (campaign or Campaign()).office.basis
    return basis[0].strip().rstrip(".;") if basis and _NUMBERED.search(basis[0]) else ""


def _shades(indicator: Indicator, form: Form) -> dict[str, str]:
    """Return the colour of a row's cells for figures, `auto` for those that are asked for."""
    asked = {measure.column for measure in indicator.measures}
    values = [column.id for column in form.table_of(indicator).of_role("value")]
    if indicator.asks_text:
        asked = set(values)
    return {column: "auto" if column in asked else UNASKED for column in values}


def identity(form: Form, unit: str, unit_id: str = "") -> dict[str, str]:
    """Return the hidden properties by which a file made from the blank form is recognised later."""
    named = {"htsd-unit": clean(unit), "htsd-unit-id": unit_id}
    state = {"htsd-form-state": form.state} if form.blank else {}
    return {"htsd-form": form.id} | state | {key: value for key, value in named.items() if value}


def _template(form: Form, campaign: Campaign | None) -> Path:
    return (campaign or Campaign()).template(TEMPLATE, form)


def _packed(document: DocumentFile) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def _prints_the_name_alone(template: Path) -> bool:
    """Return whether a template asks of the unit's name only whether there is one, and otherwise prints it."""
    try:
        with ZipFile(template) as package:
            parts = [
                package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")
            ]
    except (OSError, BadZipFile, UnicodeDecodeError):
        return False
    commands = [command for part in parts for command in _COMMAND.findall(_TAG.sub("", part))]
    return all(_PLAIN.fullmatch(command) for command in commands if _UNIT.search(command))


def _kept_together(name: str) -> str:
    """Return a unit's name as it is printed: its last two words on one line, so that none stands alone on the next."""
    first, _, last = name.rpartition(" ")
    return f"{first}\u00a0{last}" if first else name


def _with_texts(package: bytes, name: str, id_: str) -> bytes:
    """Return an Office package with the unit's name and id in place of their stand-ins."""

    def changed(part: str, content: bytes) -> bytes:
        printed = _kept_together(name) if part.startswith("word/") else name
        content = content.replace(_NAME.encode(), escape(printed).encode())
        return content.replace(_ID.encode(), escape(id_).encode())

    return without_clock(package, changed)
