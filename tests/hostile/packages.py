"""Word and Excel packages that are broken or mislead their reader, and the pieces to build such ones of."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import replace

from tests.corpus import ooxml
from tests.corpus.report import SHAPES, Report
from tests.corpus.truth import Case
from tests.corpus.word import WordReport
from tests.corpus.workbook import WorkbookReport
from tests.hostile.catalogue import hostile
from tests.hostile.zip_file import Part, part, repeated, write_zip


def report(shape: str) -> WordReport | WorkbookReport:
    """Return a prepared form of a shape of the corpus, not yet written."""
    import tests.corpus.shapes  # noqa: F401  registers the shapes

    made: Report = SHAPES[shape](1)
    assert isinstance(made, WordReport | WorkbookReport)
    made.prepare()
    return made


def good(shape: str) -> dict[str, str | bytes]:
    """Return the parts of a good file."""
    return report(shape).parts()


def case(parts: Mapping[str, str | bytes] | bytes, shape: str) -> Case:
    """Return the parts as a file that may be read as the good file of the shape."""
    truth = report(shape)
    truth.content()
    content = parts if isinstance(parts, bytes) else ooxml.pack(parts)
    return Case("hostile", "", content, truth.truth())


def changed(shape: str, name: str, old: str, new: str) -> bytes:
    """Return a good file with one change in a part."""
    parts = good(shape)
    before = str(parts[name])
    assert old in before, f"{old} is not in {name}"
    return ooxml.pack(parts | {name: before.replace(old, new, 1)})


def huge(shape: str, name: str, mark: str, piece: bytes, times: int) -> bytes:
    """Return a good file with `piece` put `times` over before the first `mark` of a part."""
    parts = good(shape)
    before, after = str(parts.pop(name)).split(mark, 1)
    packed = [part(other, content) for other, content in parts.items()]
    return write_zip([*packed, repeated(name, before.encode(), piece, times, (mark + after).encode())])


# -- broken packages ---------------------------------------------------------------------------------------


def _without(shape: str, *names: str) -> dict[str, str | bytes]:
    return {name: content for name, content in good(shape).items() if name not in names}


@hostile("no-main-part")
def no_main_part() -> bytes:
    """The main part is missing."""
    return ooxml.pack(_without("word/plain", "word/document.xml"))


@hostile("no-relationships")
def no_relationships() -> Case:
    """The package's relationships are missing: readable by the usual name."""
    return case(_without("word/plain", "_rels/.rels"), "word/plain")


@hostile("no-content-types")
def no_content_types() -> Case:
    """The content types are missing."""
    return case(_without("word/plain", "[Content_Types].xml"), "word/plain")


@hostile("no-styles")
def no_styles() -> Case:
    """The styles are named but missing."""
    return case(_without("word/plain", "word/styles.xml"), "word/plain")


@hostile("no-sheet", ".xlsx")
def no_sheet() -> bytes:
    """The workbook's only sheet is missing."""
    return ooxml.pack(_without("excel/plain", "xl/worksheets/sheet1.xml"))


@hostile("no-shared-strings", ".xlsx")
def no_strings() -> bytes:
    """The shared strings are missing: every label is gone."""
    return ooxml.pack(_without("excel/plain", "xl/sharedStrings.xml"))


@hostile("no-workbook", ".xlsx")
def no_workbook() -> bytes:
    """The workbook part is missing."""
    return ooxml.pack(_without("excel/plain", "xl/workbook.xml"))


@hostile("no-number-formats", ".xlsx")
def no_formats() -> Case:
    """The styles are missing in a workbook with dates: a date may not become a number in silence."""
    return case(_without("excel/dates", "xl/styles.xml"), "excel/dates")


@hostile("wrong-content-types")
def wrong_types() -> Case:
    """The content types call the main part a picture."""
    parts = good("word/plain")
    types = str(parts["[Content_Types].xml"]).replace(ooxml.WORD_MAIN, "image/png")
    return case(parts | {"[Content_Types].xml": types}, "word/plain")


@hostile("workbook-called-document")
def crossed() -> bytes:
    """A package whose relationship calls a worksheet the main document."""
    parts = good("excel/plain")
    rels = str(parts["_rels/.rels"]).replace("xl/workbook.xml", "xl/worksheets/sheet1.xml")
    return ooxml.pack(parts | {"_rels/.rels": rels})


@hostile("document-that-is-another-part")
def wrong_root() -> bytes:
    """The main part holds the styles."""
    parts = good("word/plain")
    return ooxml.pack(parts | {"word/document.xml": parts["word/styles.xml"]})


@hostile("empty-parts")
def empty_parts() -> bytes:
    """Every part is empty."""
    return ooxml.pack(dict.fromkeys(good("word/plain"), ""))


@hostile("cut-in-the-middle-of-xml")
def cut_xml() -> bytes:
    """The main part ends in the middle of an element, in a whole zip."""
    parts = good("word/plain")
    document = str(parts["word/document.xml"])
    return ooxml.pack(parts | {"word/document.xml": document[: len(document) // 2]})


@hostile("truncated-half")
def truncated() -> bytes:
    """Half of a good file."""
    content = ooxml.pack(good("word/plain"))
    return content[: len(content) // 2]


@hostile("truncated-directory")
def truncated_directory() -> bytes:
    """A good file without its last forty bytes."""
    return ooxml.pack(good("word/plain"))[:-40]


@hostile("truncated-to-signature", ".xlsx")
def truncated_start() -> bytes:
    """The first four bytes of a zip."""
    return b"PK\x03\x04"


@hostile("wrong-checksum")
def wrong_checksum() -> bytes:
    """The main part does not fit its checksum."""
    parts = [part(name, content) for name, content in good("word/plain").items()]
    return write_zip([replace(item, crc=item.crc ^ 1) if "document" in item.name else item for item in parts])


@hostile("encrypted-entries")
def encrypted() -> bytes:
    """A zip whose entries are marked as encrypted."""
    parts = [part(name, content) for name, content in good("word/plain").items()]
    return write_zip([replace(item, flags=item.flags | 1) for item in parts])


@hostile("unknown-compression")
def unknown_method() -> bytes:
    """A zip packed by a method nobody knows."""
    parts = [part(name, content) for name, content in good("word/plain").items()]
    return write_zip([replace(item, method=77) for item in parts])


@hostile("main-part-twice")
def twice() -> bytes:
    """Two main parts of one name with different figures: a program may read either."""
    other = report("word/plain")
    for row in other.rows:
        row.count = str(int(row.count) + 1) if row.count.isdigit() else row.count
    parts: list[Part] = [part(name, content) for name, content in good("word/plain").items()]
    return write_zip([*parts, part("word/document.xml", other.parts()["word/document.xml"])])


# -- misleading packages -----------------------------------------------------------------------------------


@hostile("names-that-climb")
def climbing() -> Case:
    """Entries called ../../x and /etc/x and C:\\x beside the good ones: nothing is ever unpacked."""
    parts = good("word/plain")
    names = ("../../../../tmp/htsd-climbed", "/tmp/htsd-climbed", "C:\\htsd-climbed", "word/../../x")
    return case(parts | dict.fromkeys(names, "x"), "word/plain")


@hostile("target-that-climbs")
def climbing_target() -> bytes:
    """The main document's relationship points outside the package."""
    parts = good("word/plain")
    rels = str(parts["_rels/.rels"]).replace("word/document.xml", "../../../../etc/hostname")
    parts.pop("word/document.xml")
    return ooxml.pack(parts | {"_rels/.rels": rels})


@hostile("odd-names")
def odd_names() -> Case:
    """Names with a NUL, with bytes of no encoding, and of a thousand letters."""
    parts = [part(name, content) for name, content in good("word/plain").items()]
    odd = part("x", b"x")
    parts += [
        replace(odd, raw_name=b"a\0b"),
        replace(odd, raw_name=b"\xff\xfe\x80"),
        replace(odd, raw_name=b"x" * 1000),
    ]
    return case(write_zip(parts), "word/plain")


@hostile("relationships-in-a-circle")
def circle() -> Case:
    """Styles that are the document, relationships of relationships, a part related to itself."""
    parts = good("word/plain")
    rels = str(parts["word/_rels/document.xml.rels"]).replace("styles.xml", "document.xml")
    own = ooxml.relationships(
        {"rId1": ("officeDocument", "../word/document.xml"), "rId2": ("styles", "document.xml")}
    )
    extra: dict[str, str | bytes] = {"word/_rels/document.xml.rels": rels, "_rels/_rels/.rels.rels": own}
    return case(parts | extra, "word/plain")


@hostile("sheets-in-a-circle", ".xlsx")
def sheet_circle() -> bytes:
    """A workbook whose sheet is the workbook."""
    return changed("excel/plain", "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "workbook.xml")


@hostile("styles-in-a-circle")
def style_circle() -> Case:
    """Styles based on each other, one on itself."""
    parts = good("word/hidden/character-style")
    styles = str(parts["word/styles.xml"])
    styles = styles.replace('<w:name w:val="Goc"/>', '<w:name w:val="Goc"/><w:basedOn w:val="AnhDi"/>')
    styles = styles.replace('<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:basedOn w:val="Normal"/>')
    return case(parts | {"word/styles.xml": styles}, "word/hidden/character-style")


@hostile("spans-without-end")
def spans() -> Case:
    """Cells that claim to reach over a billion columns, rows that begin behind a billion: no spans at all."""
    parts = good("word/plain")
    document = str(parts["word/document.xml"])
    document = document.replace('type="dxa"/>', 'type="dxa"/><w:gridSpan w:val="1000000000"/>')
    document = document.replace(
        "<w:tr><w:tc>", '<w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr><w:tc>'
    )
    return case(parts | {"word/document.xml": document}, "word/plain")


@hostile("negative-spans")
def negative_spans() -> Case:
    """Spans that are negative, no numbers, or numbers of other scripts: no spans at all."""
    parts = good("word/plain")
    document = str(parts["word/document.xml"])
    for place, value in enumerate(("-5", "abc", "٣", "²", "", "1e9")):
        document = document.replace(
            'type="dxa"/></w:tcPr>', f'type="dxa"/><w:gridSpan  w:val="{value}"/></w:tcPr>', 9 + place
        )
    return case(parts | {"word/document.xml": document}, "word/plain")


@hostile("zip-with-a-prefix")
def prefixed() -> Case:
    """A good file behind a megabyte of something else, as self-extracting archives are."""
    return case(b"MZ" + b"\0" * (1 << 20) + ooxml.pack(good("word/plain")), "word/plain")


@hostile("stored-zip64")
def zip64() -> Case:
    """A good file whose zip uses the sizes of Zip64."""
    import io

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in good("word/plain").items():
            with package.open(zipfile.ZipInfo(name), "w", force_zip64=True) as stream:
                stream.write(content if isinstance(content, bytes) else content.encode())
    return case(out.getvalue(), "word/plain")
