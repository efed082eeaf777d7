"""Word files of other producers: strict namespaces, other prefixes, encodings and package layouts."""

from __future__ import annotations

import re
import zipfile
from typing import ClassVar

from tests.corpus import ooxml
from tests.corpus.filling import Row
from tests.corpus.report import shape
from tests.corpus.shapes.controls import control
from tests.corpus.word import TRACKED, WordReport, paragraph, run


@shape("package/strict")
class Strict(WordReport):
    """Saved as “Strict Open XML Document” (ISO 29500 namespaces)."""

    def parts(self) -> dict[str, str | bytes]:
        return ooxml.strict(super().parts())


@shape("package/strict-with-changes", 2)
class StrictChanges(Strict):
    """Strict namespaces, tracked changes and content controls together."""

    def figure(self, row: Row, column: str, text: str) -> str:
        return control(f"<w:ins {TRACKED}>{run(text)}</w:ins>")


@shape("package/other-prefix", 2)
class OtherPrefix(WordReport):
    """Another program's prefix for the main namespace (ns0:), tracked changes inside."""

    def figure(self, row: Row, column: str, text: str) -> str:
        return f"<w:del {TRACKED}><w:r><w:delText>9</w:delText></w:r></w:del><w:ins {TRACKED}>{run(text)}</w:ins>"

    def parts(self) -> dict[str, str | bytes]:
        parts = super().parts()
        for name in ("word/document.xml", "word/styles.xml"):
            content = parts[name]
            assert isinstance(content, str)
            parts[name] = re.sub(r"\bw:", "ns0:", content).replace("xmlns:w=", "xmlns:ns0=")
        return parts


@shape("package/default-namespace", 2)
class DefaultNamespace(WordReport):
    """The main namespace is the default one: elements without a prefix."""

    def document(self) -> str:
        content = super().document()
        content = re.sub(r"<(/?)w:", r"<\1", content)
        return content.replace("<document ", f'<document xmlns="{ooxml.W}" ', 1)


@shape("package/utf-16", 2)
class Utf16(WordReport):
    """The main part is UTF-16 with a byte-order mark."""

    def parts(self) -> dict[str, str | bytes]:
        parts = super().parts()
        content = str(parts["word/document.xml"]).replace('encoding="UTF-8"', 'encoding="UTF-16"')
        parts["word/document.xml"] = content.encode("utf-16")
        return parts


@shape("package/renamed-main-part", 2)
class RenamedMain(WordReport):
    """The main part is word/document2.xml or lies in another folder, as some online services write it."""

    def parts(self) -> dict[str, str | bytes]:
        new = "word/document2.xml" if self.copy % 2 else "noidung/chinh.xml"
        folder, name = new.split("/")
        renamed: dict[str, str | bytes] = {}
        for part, content in super().parts().items():
            if isinstance(content, str) and part in ("[Content_Types].xml", "_rels/.rels"):
                content = content.replace("word/", f"{folder}/").replace("document.xml", name)
            renamed[part.replace("word/", f"{folder}/").replace("document.xml", name)] = content
        return renamed


@shape("package/absolute-targets", 2)
class AbsoluteTargets(WordReport):
    """Relationships with absolute targets, content types last, no compression, folders as entries."""

    compression: ClassVar[int] = zipfile.ZIP_STORED

    def parts(self) -> dict[str, str | bytes]:
        parts = super().parts()
        parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace('"word/', '"/word/')
        rels = str(parts["word/_rels/document.xml.rels"])
        parts["word/_rels/document.xml.rels"] = rels.replace('"styles.xml', '"/word/styles.xml')
        types = parts.pop("[Content_Types].xml")
        return {"word/": b"", "_rels/": b""} | parts | {"[Content_Types].xml": types}


@shape("package/macro-enabled", 2)
class MacroEnabled(WordReport):
    """A .docm with a macro project: read, never run."""

    suffix: ClassVar[str] = ".docm"
    main_type: ClassVar[str] = "application/vnd.ms-word.document.macroEnabled.main+xml"

    def other_parts(self) -> dict[str, tuple[str, str, str]]:
        return {"vbaProject.bin": ("vbaProject", "application/vnd.ms-office.vbaProject", "\x00macro")}


@shape("package/wrong-extension", 2)
class WrongExtension(WordReport):
    """A .docx named .doc: its content decides."""

    suffix: ClassVar[str] = ".doc"


@shape("package/google-docs")
class GoogleDocs(WordReport):
    """As Google Docs exports: goog_rdk controls around rows and runs, w:rtl 0 everywhere, no cell widths."""

    def run(self, text: str, properties: str = "") -> str:
        body = run(text, f'<w:rtl w:val="0"/>{properties}')
        return control(body, '<w:tag w:val="goog_rdk_12"/>') if self.rng.random() < 0.3 else body

    def table_row(self, row: Row) -> str:
        whole = (
            super()
            .table_row(row)
            .replace('<w:tcW w:w="1300" w:type="dxa"/>', '<w:shd w:fill="auto" w:val="clear"/>')
        )
        return control(whole, '<w:tag w:val="goog_rdk_7"/>') if self.rng.random() < 0.3 else whole


@shape("package/google-docs-suggestions", 2)
class GoogleSuggestions(GoogleDocs):
    """Google Docs with suggestions: w:ins and w:del inside goog_rdk controls."""

    def figure(self, row: Row, column: str, text: str) -> str:
        old = f"<w:del {TRACKED}><w:r><w:delText>4</w:delText></w:r></w:del>"
        return control(f"{old}<w:ins {TRACKED}>{run(text)}</w:ins>", '<w:tag w:val="goog_rdk_3"/>')


@shape("package/wps")
class Wps(WordReport):
    """As WPS Office saves: exceptions of the table in every row, its own data, empty runs, hints of East Asia."""

    def run(self, text: str, properties: str = "") -> str:
        return "<w:r><w:rPr/></w:r>" + run(
            text, '<w:rFonts w:hint="default"/>' + properties + '<w:vertAlign w:val="baseline"/>'
        )

    def table_row(self, row: Row) -> str:
        exceptions = '<w:tblPrEx><w:tblCellMar><w:top w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPrEx>'
        return super().table_row(row).replace("<w:tr>", f'<w:tr w14:paraId="0A1B2C3D">{exceptions}', 1)

    def other_parts(self) -> dict[str, tuple[str, str, str]]:
        data = '<s:customData xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"/>'
        return {"wpsdata.xml": ("customXml", "application/xml", data)}


@shape("package/pretty-printed", 2)
class PrettyPrinted(WordReport):
    """XML indented by a tool, with comments and processing instructions between the elements."""

    def document(self) -> str:
        content = super().document()
        content = content.replace("<w:tr>", "\n  <!-- hàng -->\n  <w:tr>").replace(
            "<w:tc>", "\n    <w:tc>\n      "
        )
        return (
            content.replace("<w:p>", "<w:p>\n        ")
            .replace("</w:p>", "\n      </w:p>\n")
            .replace("<w:body>", "<w:body><?ghi chu?>")
        )


@shape("package/future-elements", 2)
class FutureElements(WordReport):
    """Elements of later versions around rows and cells in AlternateContent, unknown ones ignorable."""

    def figure(self, row: Row, column: str, text: str) -> str:
        choice = f'<mc:Choice Requires="w15">{run(text)}</mc:Choice>'
        return f"<mc:AlternateContent>{choice}<mc:Fallback>{run(text)}</mc:Fallback></mc:AlternateContent>"

    def line(self, text: str, properties: str = "") -> str:
        return (
            paragraph(f"<w14:conflictIns {TRACKED}/>{self.run(text, properties)}") if text else paragraph("")
        )


@shape("package/unknown-choice", 2)
class UnknownChoice(WordReport):
    """AlternateContent whose choice needs an extension nobody knows: the fallback is what programs show."""

    def figure(self, row: Row, column: str, text: str) -> str:
        choice = f'<mc:Choice Requires="khac">{run("999")}</mc:Choice>'
        return f"<mc:AlternateContent>{choice}<mc:Fallback>{run(text)}</mc:Fallback></mc:AlternateContent>"

    def document(self) -> str:
        return super().document().replace("xmlns:w=", 'xmlns:khac="urn:example:khac" xmlns:w=', 1)
