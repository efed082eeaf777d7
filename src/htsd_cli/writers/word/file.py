"""Puts a filled Word document on the disk: known again by hidden marks, without the moment or name of who saved it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from docx.document import Document as DocumentFile
from lxml import etree

from htsd_cli.writers.marks import set_word_marks
from htsd_cli.writers.output import without_clock, write_whole

_CLOCK = ("created", "modified", "lastPrinted", "lastModifiedBy", "revision")


def save_word(document: DocumentFile, path: Path, marks: Mapping[str, str]) -> None:
    """Write the document whole. Raises `OSError` when it cannot be written."""
    write_whole(path, word_bytes(document, marks))


def word_bytes(document: DocumentFile, marks: Mapping[str, str]) -> bytes:
    """Return the document as the bytes of a Word file; the same content gives the same bytes."""
    properties = document.core_properties._element
    for element in list(properties):  # when and by whom the template was last saved
        if etree.QName(element).localname in _CLOCK:
            properties.remove(element)
    set_word_marks(document, dict(marks))
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())
