"""Word and Excel packages that are too large, too deep, or ask their reader for entities and files outside."""

from __future__ import annotations

from dataclasses import replace

from tests.corpus import ooxml
from tests.corpus.truth import Case
from tests.hostile.catalogue import hostile
from tests.hostile.packages import case, changed, good, huge
from tests.hostile.zip_file import part, repeated, write_zip

_MEGABYTE = 1 << 20
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


# -- too much ----------------------------------------------------------------------------------------------


@hostile("bomb-in-document")
def bomb_in_document() -> bytes:
    """A main part of one gigabyte of spaces in one megabyte of zip."""
    return huge("word/plain", "word/document.xml", "<w:body>", b" " * _MEGABYTE, 1024)


@hostile("bomb-in-styles")
def bomb_in_styles() -> bytes:
    """The same in the styles."""
    return huge("legacy/tcvn3-default-style", "word/styles.xml", "<w:docDefaults>", b" " * _MEGABYTE, 1024)


@hostile("bomb-in-shared-strings", ".xlsx")
def bomb_in_strings() -> bytes:
    """The same in a workbook's shared strings."""
    return huge("excel/plain", "xl/sharedStrings.xml", "<si>", b" " * _MEGABYTE, 1024)


@hostile("bomb-in-relationships")
def bomb_in_relationships() -> bytes:
    """The same in the package's relationships."""
    return huge("word/plain", "_rels/.rels", "<Relationship ", b" " * _MEGABYTE, 1024)


@hostile("bomb-that-lies")
def bomb_that_lies() -> bytes:
    """A part whose header announces 5,000 bytes and which unpacks to a gigabyte."""
    bomb = repeated("word/document.xml", b"<x>", b" " * _MEGABYTE, 1024, b"</x>")
    others = [part(name, content) for name, content in good("word/plain").items() if name != bomb.name]
    return write_zip([*others, replace(bomb, size=5_000)])


@hostile("overlapping-entries")
def overlapping_entries() -> bytes:
    """Four thousand entries that all point at one bomb (a zip bomb without nesting)."""
    bomb = repeated("word/document.xml", b"<x>", b" " * _MEGABYTE, 40, b"</x>")
    return write_zip(
        [bomb, *(replace(bomb, name=f"word/media/{n}.xml") for n in range(4000))], overlapping=True
    )


@hostile("many-entries")
def many_entries() -> bytes:
    """A zip of sixty thousand empty entries."""
    return write_zip([part(f"word/{n}", b"") for n in range(60_000)])


@hostile("cell-of-200-megabytes")
def big_cell() -> bytes:
    """One table cell with 200 MB of text."""
    parts = good("word/plain")
    parts["word/document.xml"] = str(parts["word/document.xml"]).replace("Ghi chú<", "Ghi chú@@<", 1)
    before, after = str(parts.pop("word/document.xml")).split("@@", 1)
    packed = [part(name, content) for name, content in parts.items()]
    cell = repeated("word/document.xml", before.encode(), b"chu " * (_MEGABYTE // 4), 200, after.encode())
    return write_zip([*packed, cell])


@hostile("string-of-200-megabytes", ".xlsx")
def big_string() -> bytes:
    """One cell of a workbook with 200 MB of text."""
    return huge("excel/plain", "xl/sharedStrings.xml", "BÁO CÁO<", b"chu " * (_MEGABYTE // 4), 200)


@hostile("million-rows")
def million_rows() -> bytes:
    """A Word table of a million rows."""
    row = b"<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
    return huge("word/plain", "word/document.xml", "</w:tbl><w:p>", row * 1000, 1000)


@hostile("million-rows-in-excel", ".xlsx")
def million_sheet_rows() -> bytes:
    """A sheet of a million rows of three cells."""
    row = b"<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>"
    return huge("excel/plain", "xl/worksheets/sheet1.xml", "</sheetData>", row * 1000, 1000)


@hostile("million-paragraphs")
def million_paragraphs() -> bytes:
    """A million paragraphs before the report."""
    return huge(
        "word/plain", "word/document.xml", "<w:tbl>", b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1000, 1000
    )


@hostile("million-attributes")
def million_attributes() -> Case:
    """One element with half a million attributes: it may be read."""
    attributes = "".join(f' a{n}="1"' for n in range(500_000))
    return case(changed("word/plain", "word/document.xml", "<w:body>", f"<w:body{attributes}>"), "word/plain")


@hostile("million-merges", ".xlsx")
def million_merges() -> Case:
    """Half a million merged ranges far below the table, each a million rows high: it may be read."""
    merge = b'<mergeCell ref="A500:XFD1048576"/>'
    return case(
        huge("excel/plain", "xl/worksheets/sheet1.xml", "<mergeCell ", merge * 1000, 500), "excel/plain"
    )


@hostile("ten-thousand-sheets", ".xlsx")
def many_sheets() -> Case:
    """Ten thousand sheets that are all the same part: it may be read once."""
    entries = "".join(f'<sheet name="S{n}" sheetId="{n + 9}" r:id="rId1"/>' for n in range(10_000))
    return case(changed("excel/plain", "xl/workbook.xml", "<sheets>", f"<sheets>{entries}"), "excel/plain")


# -- too deep ----------------------------------------------------------------------------------------------


def _nested(opening: str, closing: str, depth: int, shape: str = "word/plain") -> bytes:
    parts = good(shape)
    document = str(parts["word/document.xml"])
    before, after = document.split("<w:body>", 1)
    parts["word/document.xml"] = f"{before}<w:body>{opening * depth}{closing * depth}{after}"
    return ooxml.pack(parts)


@hostile("nested-tables")
def nested_tables() -> bytes:
    """Five thousand tables, each in a cell of the one before."""
    return _nested("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>", 5_000)


@hostile("nested-tables-below-the-parsers-limit")
def nested_tables_shallow() -> Case:
    """Eighty nested tables, which every XML parser takes: the report below them may be read."""
    return case(_nested("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>", 80), "word/plain")


@hostile("nested-controls")
def nested_controls() -> bytes:
    """A hundred thousand content controls in each other."""
    return _nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 100_000)


@hostile("nested-insertions")
def nested_insertions() -> bytes:
    """A hundred thousand insertions in each other."""
    opening, closing = "<w:ins>" * 100_000, "</w:ins>" * 100_000
    return changed("word/plain", "word/document.xml", "<w:p>", f"<w:p>{opening}{closing}")


@hostile("nested-text-boxes")
def nested_boxes() -> Case:
    """Text boxes in text boxes, each in a choice with an empty fallback, as deep as parsers go."""
    inner = "<w:p/>"
    for _ in range(20):
        box = f"<w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r>"
        choice = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:r/></mc:Fallback>'
        inner = f"<w:p><mc:AlternateContent>{choice}</mc:AlternateContent></w:p>"
    content = changed("word/plain", "word/document.xml", "<w:body>", f"<w:body>{inner}")
    return case(content, "word/plain")


@hostile("nested-xml-in-excel", ".xlsx")
def nested_rich_text() -> bytes:
    """A hundred thousand elements in each other inside a shared string."""
    deep = "<r>" * 100_000 + "</r>" * 100_000
    return changed("excel/plain", "xl/sharedStrings.xml", "<si>", f"<si>{deep}</si><si>")


# -- entities ----------------------------------------------------------------------------------------------


def _with_doctype(shape: str, name: str, doctype: str, encoding: str = "utf-8") -> bytes:
    parts = good(shape)
    content = str(parts[name]).replace("?>\n", f"?>\n{doctype}", 1)
    if encoding != "utf-8":
        content = content.replace("UTF-8", encoding.upper())
    parts[name] = content.encode(encoding)
    return ooxml.pack(parts)


@hostile("billion-laughs")
def laughs() -> bytes:
    """Entities of entities in the main part."""
    parts = good("word/plain")
    document = str(parts["word/document.xml"]).replace("?>\n", f"?>\n{_LAUGHS}", 1)
    parts["word/document.xml"] = document.replace("BÁO CÁO<", "&j;<", 1)
    return ooxml.pack(parts)


@hostile("billion-laughs-utf-16")
def laughs_utf16() -> bytes:
    """The same in UTF-16, where a search for “<!DOCTYPE” in the bytes finds nothing."""
    return _with_doctype("word/plain", "word/document.xml", _LAUGHS, "utf-16")


@hostile("billion-laughs-in-styles")
def laughs_styles() -> bytes:
    """The same in the styles of a file whose styles matter."""
    return _with_doctype("legacy/tcvn3-default-style", "word/styles.xml", _LAUGHS)


@hostile("billion-laughs-in-relationships")
def laughs_relationships() -> bytes:
    """The same in the package's relationships."""
    return _with_doctype("word/plain", "_rels/.rels", _LAUGHS)


@hostile("billion-laughs-in-shared-strings", ".xlsx")
def laughs_strings() -> bytes:
    """The same in a workbook's shared strings."""
    return _with_doctype("excel/plain", "xl/sharedStrings.xml", _LAUGHS)


@hostile("billion-laughs-in-sheet", ".xlsx")
def laughs_sheet() -> bytes:
    """The same in a workbook's sheet."""
    return _with_doctype("excel/plain", "xl/worksheets/sheet1.xml", _LAUGHS)


@hostile("quadratic-entity")
def quadratic() -> bytes:
    """One entity of a megabyte used two thousand times."""
    parts = good("word/plain")
    doctype = f'<!DOCTYPE x [<!ENTITY a "{"a" * _MEGABYTE}">]>'
    document = str(parts["word/document.xml"]).replace("?>\n", f"?>\n{doctype}", 1)
    parts["word/document.xml"] = document.replace("BÁO CÁO<", "&a;" * 2000 + "<", 1)
    return ooxml.pack(parts)


@hostile("external-entity")
def external_entity() -> bytes:
    """An entity that would read a file of the machine into the report."""
    doctype = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    parts = good("word/plain")
    document = str(parts["word/document.xml"]).replace("?>\n", f"?>\n{doctype}", 1)
    parts["word/document.xml"] = document.replace("BÁO CÁO<", "&f;<", 1)
    return ooxml.pack(parts)


@hostile("external-document-type")
def external_dtd() -> bytes:
    """A document type that would be fetched from the network."""
    return _with_doctype("word/plain", "word/document.xml", '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">')


@hostile("external-inclusion")
def inclusion() -> Case:
    """An XInclude of a file of the machine: never followed."""
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    )
    content = changed("word/plain", "word/document.xml", "<w:body>", f"<w:body>{include}")
    return case(content, "word/plain")


@hostile("external-template")
def external_template() -> Case:
    """Relationships to templates, pictures and frames on the network: never followed."""
    parts = good("word/plain")
    link = f'<Relationship Id="rId77" Type="{ooxml.R}/attachedTemplate" Target="http://192.0.2.1/x.dotm"'
    rels = str(parts["word/_rels/document.xml.rels"])
    rels = rels.replace("</Relationships>", f'{link} TargetMode="External"/></Relationships>')
    return case(parts | {"word/_rels/document.xml.rels": rels}, "word/plain")
