"""The blank form as a Word file, filled from the Word template in the form's folder."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import BadZipFile

from docx.document import Document as DocumentFile
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from htsd_cli.form import DEFAULT_FORM, Form, templates_directory
from htsd_cli.writers.marks import set_word_marks
from htsd_cli.writers.output import without_clock, write_whole

TEMPLATE = "mau-bao-cao.docx"


class BlankTemplateError(ValueError):
    """The Word template of the blank form cannot be used; `str()` is a Vietnamese sentence saying why."""


def write_blank_word(form: Form, path: Path, unit: str = "") -> None:
    """Write the blank form as a Word file; `unit` is the name printed in it, dots without one.

    Raises `BlankTemplateError` when the template has a mistake, `OSError` when `path` cannot be written.
    """
    document = render_blank(form, unit)
    stream = io.BytesIO()
    document.save(stream)
    write_whole(path, without_clock(stream.getvalue()))


def render_blank(form: Form, unit: str = "") -> DocumentFile:
    """Return the blank form as a python-docx document, with the properties that identify form and unit.

    The template is `mau-bao-cao.docx` in the form's folder, else the one of the default form. Raises
    `BlankTemplateError` when it cannot be opened or has a mistake.
    """
    template = form.directory / TEMPLATE
    if not template.is_file():
        template = templates_directory() / DEFAULT_FORM / TEMPLATE
    fields = {
        "form": form,
        "unit": unit,
        "sections": {section.id: section for section in form.sections},
        "columns": {column.id: column for column in form.columns},
    }
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        word = DocxTemplate(template)
        word.render(fields, environment)
    except TemplateError as error:
        raise BlankTemplateError(
            f"Mẫu Word {template} có chỗ ghi sai trong các dấu {{{{ }}}} hoặc {{% %}}: {error.message}. "
            "Hãy sửa lại chỗ đó, hoặc chép lại tệp mẫu ban đầu."
        ) from error
    except (KeyError, ValueError, OSError, BadZipFile, OpcError, etree.XMLSyntaxError) as error:
        raise BlankTemplateError(
            f"Không mở được mẫu Word {template}. Hãy chép lại tệp mẫu ban đầu vào đó."
        ) from error
    document: DocumentFile = word.docx  # get_docx() would load the template anew
    set_word_marks(document, identity(form, unit))
    return document


def identity(form: Form, unit: str) -> dict[str, str]:
    """Return the hidden properties by which a file made from the blank form is recognised later."""
    return {"htsd-form": form.id} | ({"htsd-unit": unit} if unit else {})
