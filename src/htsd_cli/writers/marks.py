"""The hidden properties by which a file that `htsd` made is known again, whatever it is called later."""

from __future__ import annotations

from docx.document import Document as DocumentFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from htsd_cli.consolidate import SOURCES_MARK, Consolidation
from htsd_cli.consolidate.again import UNITS_MARK, unit_mark
from htsd_cli.consolidate.offices import COVERAGE_MARK

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of user-defined properties ([MS-OLEPS])
_SOURCES_EACH = 14  # digests in one property: Excel takes no text over 255 letters
_UNITS_EACH = 28


def output_marks(consolidation: Consolidation, output: str) -> dict[str, str]:
    """Return the properties of an output: what it is, of which form and office, and the digests it was made from.

    By the digests a consolidated report among received files is never added to the very reports it adds up; by the
    units an office's second report is known as another part or another version of its first.
    """
    digests = [unit.digest for unit in consolidation.counted if unit.digest]
    parts = [digests[at : at + _SOURCES_EACH] for at in range(0, len(digests), _SOURCES_EACH)]
    names = [unit_mark(unit.name) for unit in consolidation.counted]
    units = [names[at : at + _UNITS_EACH] for at in range(0, len(names), _UNITS_EACH)]
    return {
        "htsd-output": output,
        "htsd-form": consolidation.form,
        "htsd-office": consolidation.office,
        **{f"htsd-{SOURCES_MARK}{number}": " ".join(part) for number, part in enumerate(parts, 1)},
        **{f"htsd-{UNITS_MARK}{number}": " ".join(part) for number, part in enumerate(units, 1)},
        **_coverage(consolidation),
    }


def _coverage(consolidation: Consolidation) -> dict[str, str]:
    """Return how many of the units that must report are in the totals, none without a roster."""
    if consolidation.expected is None:
        return {}
    counted = sum(unit.counted and unit.required is True for unit in consolidation.units)
    return {f"htsd-{COVERAGE_MARK}": f"{counted}/{consolidation.expected}"}


def marks_part(marks: dict[str, str]) -> bytes:
    """Return the part of an Office file that holds custom properties (docProps/custom.xml), with these."""
    return etree.tostring(_properties(marks), xml_declaration=True, encoding="UTF-8", standalone=True)


def _properties(marks: dict[str, str]) -> etree._Element:
    root = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap={"op": _PROPERTIES, "vt": _TYPES})
    for number, (name, value) in enumerate(marks.items(), 2):  # 0 and 1 are taken by the format
        entry = etree.SubElement(
            root, f"{{{_PROPERTIES}}}property", {"fmtid": _FORMAT_ID, "pid": str(number), "name": name}
        )
        etree.SubElement(entry, f"{{{_TYPES}}}lpwstr").text = value
    return root


def set_word_marks(document: DocumentFile, marks: dict[str, str]) -> None:
    """Replace a Word document's custom properties (docProps/custom.xml) by these."""
    root = _properties(marks)
    package = document.part.package
    assert package is not None
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            del package.rels[key]
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/docProps/custom.xml"), PROPERTIES_TYPE, blob, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
