"""Files typed in the TCVN3 and VNI fonts: by run, by style, in cells only, and with the font lost."""

from __future__ import annotations

from tests.corpus.filling import Row
from tests.corpus.legacy import to_tcvn3, to_vni
from tests.corpus.report import shape
from tests.corpus.word import WordReport, paragraph, run


def fonts(name: str) -> str:
    """Return run properties that set a font."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def style(name: str, properties: str, kind: str = "paragraph", based_on: str = "") -> str:
    """Return a style; `based_on` names another."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    head = f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
    return f"{head}<w:rPr>{properties}</w:rPr></w:style>"


def is_capitals(text: str) -> bool:
    """Return whether every letter is a capital."""
    return text.upper() == text and text.lower() != text


class _Legacy(WordReport):
    """Texts typed in a legacy font."""

    vni = False

    def encoded(self, text: str) -> str:
        """Return a text's codes in the font."""
        return to_vni(text) if self.vni else to_tcvn3(text)


@shape("legacy/tcvn3-runs")
class Tcvn3Runs(_Legacy):
    """.VnTime on every run, .VnTimeH on those in capitals."""

    def run(self, text: str, properties: str = "") -> str:
        if is_capitals(text):
            return run(to_tcvn3(text, capitals_font=True), properties + fonts(".VnTimeH"))
        return run(to_tcvn3(text), properties + fonts(".VnTime"))


@shape("legacy/tcvn3-soft-hyphen")
class Tcvn3SoftHyphens(_Legacy):
    """The letter ư of .VnTime is a soft hyphen; Word stores it as w:softHyphen."""

    def run(self, text: str, properties: str = "") -> str:
        pieces = to_tcvn3(text).split("\u00ad")
        whole = run(pieces[0], properties + fonts(".VnTime"))
        for piece in pieces[1:]:
            whole = whole.replace("</w:r>", "<w:softHyphen/></w:r>")
            inner = run(piece).removeprefix("<w:r>").removesuffix("</w:r>")
            whole = whole.replace("</w:r>", f"{inner}</w:r>")
        return whole


@shape("legacy/tcvn3-default-style")
class Tcvn3Style(_Legacy):
    """.VnTime comes from the default paragraph style; no run names a font."""

    def run(self, text: str, properties: str = "") -> str:
        return run(to_tcvn3(text), properties)

    def styles(self) -> str:
        old = '<w:name w:val="Normal"/>'
        return super().styles().replace(old, f"{old}<w:rPr>{fonts('.VnTime')}</w:rPr>")


@shape("legacy/tcvn3-document-defaults", 2)
class Tcvn3Defaults(_Legacy):
    """.VnTime comes from the document's defaults alone."""

    def run(self, text: str, properties: str = "") -> str:
        return run(to_tcvn3(text), properties)

    def styles(self) -> str:
        return super().styles().replace('"Times New Roman"', '".VnTime"')


@shape("legacy/tcvn3-based-on-style")
class Tcvn3BasedOn(_Legacy):
    """.VnTime comes from the style a paragraph style is based on; figures and notes stay in Unicode."""

    def line(self, text: str, properties: str = "") -> str:
        return paragraph(run(to_tcvn3(text), properties) if text else "", '<w:pStyle w:val="NoiDung"/>')

    def style_elements(self) -> str:
        return style("Cu", fonts(".VnTime")) + style("NoiDung", "", based_on="Cu")


@shape("legacy/tcvn3-table-style", 2)
class Tcvn3TableStyle(_Legacy):
    """.VnTime comes from the table's style, for the cells alone."""

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column in ("label", "unit", "note") and text:
            return "".join(paragraph(run(to_tcvn3(line))) for line in text.split("\n"))
        return super().cell_content(row, column, text)

    def styles(self) -> str:
        plain = "<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>"
        start, rest = super().styles().split("<w:docDefaults>")
        return start + plain + rest.split("</w:docDefaults>")[1]

    def style_elements(self) -> str:
        return style("BangCu", fonts(".VnTime"), "table")

    def statistics(self) -> str:
        return super().statistics().replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="BangCu"/>', 1)

    def heading_rows(self) -> str:
        heads = {"Số lượng": to_tcvn3("Số lượng")}
        content = super().heading_rows()
        for head in ("Số lượng", "Các hoạt động", "Đơn vị", "Số lớp/số cuộc thi", "Người", "Ghi chú"):
            content = content.replace(f">{head}<", f">{heads.get(head, to_tcvn3(head))}<")
        return content


@shape("legacy/tcvn3-character-style", 2)
class Tcvn3CharacterStyle(_Legacy):
    """.VnTime comes from a character style on the runs."""

    def run(self, text: str, properties: str = "") -> str:
        return run(to_tcvn3(text), '<w:rStyle w:val="ChuCu"/>' + properties)

    def style_elements(self) -> str:
        return style("ChuCu", fonts(".VnTime"), "character")


@shape("legacy/unicode-run-in-legacy-style", 2)
class UnicodeInLegacy(_Legacy):
    """The style is .VnTime but the runs say Times New Roman: they are Unicode and stay as they are."""

    def run(self, text: str, properties: str = "") -> str:
        return run(text, properties + fonts("Times New Roman"))

    def styles(self) -> str:
        return super().styles().replace('"Times New Roman"', '".VnTime"')


@shape("legacy/vni-runs")
class VniRuns(_Legacy):
    """VNI-Times on every run."""

    def run(self, text: str, properties: str = "") -> str:
        return run(to_vni(text), properties + fonts("VNI-Times"))


@shape("legacy/vni-style")
class VniStyle(_Legacy):
    """VNI-Times comes from the default paragraph style."""

    def run(self, text: str, properties: str = "") -> str:
        return run(to_vni(text), properties)

    def styles(self) -> str:
        old = '<w:name w:val="Normal"/>'
        return super().styles().replace(old, f"{old}<w:rPr>{fonts('VNI-Times')}</w:rPr>")


@shape("legacy/vni-split-runs", 2)
class VniSplit(_Legacy):
    """VNI letters cut between two runs: the vowel in one, its mark in the next."""

    def run(self, text: str, properties: str = "") -> str:
        codes = to_vni(text)
        place = self.rng.randint(0, len(codes))
        pieces = (codes[:place], codes[place:])
        return "".join(run(piece, properties + fonts("VNI-Times")) for piece in pieces if piece)


@shape("legacy/mixed-cells")
class MixedCells(_Legacy):
    """Some cells of an otherwise Unicode file were pasted in VNI-Times or .VnTime, with their fonts."""

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column in ("label", "note") and text and self.rng.random() < 0.4:
            if self.rng.random() < 0.5:
                return paragraph(run(to_vni(text), fonts("VNI-Times")))
            return paragraph(run(to_tcvn3(text), fonts(".VnTime")))
        return super().cell_content(row, column, text)


@shape("legacy/lost-font")
class LostFont(_Legacy):
    """Labels pasted from VNI or TCVN3 files that lost their font: a warning, the figures still right."""

    def prepare(self) -> None:
        self.required.add("legacy-letters")
        self.lost = {id(row) for row in self.rng.sample([row for row in self.rows if len(row.label) > 40], 4)}
        self.encode = to_vni if self.copy % 2 else to_tcvn3

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column == "label" and id(row) in self.lost:
            return paragraph(run(self.encode(text)))
        return super().cell_content(row, column, text)


@shape("legacy/lost-font-everywhere", 2)
class LostEverywhere(_Legacy):
    """A whole file of VNI or TCVN3 letters in Times New Roman: right or told, never silently less."""

    def prepare(self) -> None:
        self.required.add("legacy-letters")
        self.unit = None
        self.encode = to_vni if self.copy == 1 else to_tcvn3
        self.allowed_codes |= {"unit-from-file-name", "narrative-missing", "no-statistics-table"}

    def run(self, text: str, properties: str = "") -> str:
        return run(self.encode(text), properties)

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        return (text, self.encode(text))


@shape("legacy/vni-words-with-figures", 2)
class LegacyUnits(_Legacy):
    """Figures with words in VNI-Times: “12 lôùp”, “40 ngöôøi”, “5.000.000 ñoàng”."""

    def prepare(self) -> None:
        self.spell(lambda value: f"{value} lớp", "count")
        self.spell(lambda value: f"{value} người", "people")
        self.spell(lambda value: f"{value:,} đồng".replace(",", "."), "amount")
        for row in self.rows:
            if not (row.indicator or "").startswith("classes") and "count" in row.values:
                row.count = str(row.values["count"])

    def figure(self, row: Row, column: str, text: str) -> str:
        return run(to_vni(text), fonts("VNI-Times"))


@shape("legacy/single-quoted-package", 2)
class SingleQuoted(_Legacy):
    """A TCVN3 file of a producer that writes attributes in single quotes and another prefix."""

    def run(self, text: str, properties: str = "") -> str:
        return run(to_tcvn3(text), properties + fonts(".VnTime"))

    def document(self) -> str:
        return super().document().replace('".VnTime"', "'.VnTime'")
