"""Cells of a Word table drawn at random: digits that are struck, raised, hidden, wrapped, numbered and nested.

Where LibreOffice is known to print otherwise than Word, nothing is drawn: switches of two levels of styles at once
(ECMA-376 part 1, 17.7.3), text hidden in web pages alone, fields that LibreOffice computes anew. It prints what was
inserted in a colour of its own, and what was deleted struck, and joins no paragraphs whose mark is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from tests.documents import WORD_NAMESPACES
from tests.oracle import odd_cells

BY = 'w:id="7" w:author="A" w:date="2024-10-05T08:00:00Z"'
CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/><w:sz w:val="26"/>
</w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Gach"><w:name w:val="Gach"/><w:basedOn w:val="Normal"/><w:rPr><w:strike/></w:rPr>
</w:style>
<w:style w:type="paragraph" w:styleId="An"><w:name w:val="An"/><w:basedOn w:val="Normal"/><w:rPr><w:vanish/></w:rPr>
</w:style>
<w:style w:type="paragraph" w:styleId="Hien"><w:name w:val="Hien"/><w:basedOn w:val="An"/>
<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="SoCu"><w:name w:val="SoCu"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="SoMoi"><w:name w:val="SoMoi"/><w:basedOn w:val="SoCu"/>
<w:rPr><w:strike w:val="0"/><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Trang"><w:name w:val="Trang"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Mu"><w:name w:val="Mu"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>
</w:style>
<w:style w:type="character" w:styleId="Giau"><w:name w:val="Giau"/><w:rPr><w:vanish/></w:rPr></w:style>
"""
NUMBERING = (
    f'<w:numbering {WORD_NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)

# Run properties: by how they look on paper, never by what the reader makes of them.
_ON_THE_LINE = (
    "", "", "", "", "<w:b/>", '<w:color w:val="FF0000"/>', '<w:highlight w:val="yellow"/>', '<w:sz w:val="24"/>',
    "<w:strike/>", "<w:dstrike/>", '<w:strike w:val="0"/>', "<w:vanish/>", '<w:vanish w:val="0"/>',
    '<w:color w:val="FFFFFF"/>', '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>',
    '<w:color w:val="000000"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>',
    '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>', '<w:sz w:val="2"/>',
)  # fmt: skip
_STYLED = (
    '<w:rStyle w:val="SoCu"/>', '<w:rStyle w:val="SoMoi"/>', '<w:rStyle w:val="Trang"/>', '<w:rStyle w:val="Giau"/>',
    '<w:rStyle w:val="SoCu"/><w:strike w:val="0"/>', '<w:rStyle w:val="Trang"/><w:color w:val="000000"/>',
)  # fmt: skip
_OFF_THE_LINE = (
    '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>', '<w:rStyle w:val="Mu"/>',
    '<w:position w:val="12"/><w:sz w:val="16"/>',
)  # fmt: skip
_PARAGRAPHS = (
    "",
    "",
    "",
    "",
    '<w:pStyle w:val="Gach"/>',
    '<w:pStyle w:val="An"/>',
    '<w:pStyle w:val="Hien"/>',
)


def cell(rng: Random) -> str:
    """Return the XML of a cell's content."""
    shapes: list[Callable[[Random], str]] = [
        _paragraph, _paragraph, _paragraph, _two, _numbered, _nested, _marked, *[odd_cells.odd_cell] * 6,
    ]  # fmt: skip
    return rng.choice(shapes)(rng)


def _digits(rng: Random) -> str:
    return str(rng.randint(1, rng.choice((9, 99, 999))))


def _run(rng: Random, looks: Sequence[str]) -> str:
    text = rng.choice((_digits, _digits, _digits, lambda rng: f"{_digits(rng)} lớp", lambda _: " "))(rng)
    return f'<w:r><w:rPr>{rng.choice(looks)}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _piece(rng: Random, looks: Sequence[str]) -> str:
    inner = _run(rng, looks)
    plain = f"<w:r><w:t>{_digits(rng)}</w:t></w:r>"
    wrapped = (
        inner, inner, inner, f"<w:ins {BY}>{plain}</w:ins>", f"<w:smartTag>{inner}</w:smartTag>",
        f"<w:del {BY}><w:r><w:delText>{_digits(rng)}</w:delText></w:r></w:del>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
        f'{CHAR.format("begin")}<w:r><w:instrText> ADDIN x </w:instrText></w:r>{CHAR.format("separate")}{plain}'
        f'{CHAR.format("end")}',
        "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>",
    )  # fmt: skip
    return rng.choice(wrapped)


def _paragraph(rng: Random, properties: str = "") -> str:
    properties = properties or rng.choice(_PARAGRAPHS)
    looks = _ON_THE_LINE if "pStyle" in properties else _ON_THE_LINE + _STYLED
    pieces = "".join(_piece(rng, looks) for _ in range(rng.randint(1, 3)))
    return f"<w:p><w:pPr>{properties}</w:pPr>{pieces}</w:p>"


def _marked(rng: Random) -> str:
    """A figure with a mark raised or lowered behind it."""
    figure = (
        f'<w:r><w:t xml:space="preserve">{rng.randint(11, 999)}{rng.choice(("", " ", " lớp"))}</w:t></w:r>'
    )
    mark = f"<w:r><w:rPr>{rng.choice(_OFF_THE_LINE)}</w:rPr><w:t>{rng.choice(('1', '2', '12', '(1)', '*'))}</w:t></w:r>"
    return f"<w:p>{figure}{mark}{rng.choice(('', '<w:r><w:t> lớp</w:t></w:r>'))}</w:p>"


def _two(rng: Random) -> str:
    return _paragraph(rng, _PARAGRAPHS[-1]) + _paragraph(rng)


def _numbered(rng: Random) -> str:
    # No change is tracked here: LibreOffice prints a list's number of before and after the change.
    pieces = "".join(_run(rng, _ON_THE_LINE) for _ in range(rng.randint(0, 2)))
    plain = f"<w:r><w:t>{_digits(rng)}</w:t></w:r>"
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>{plain}{pieces}</w:p>'
    )


def _nested(rng: Random) -> str:
    width = '<w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>'
    rows = ""
    for _ in range(rng.randint(1, 2)):
        rows += f"<w:tr>{''.join(f'<w:tc>{width}{_paragraph(rng)}</w:tc>' for _ in range(2))}</w:tr>"
    grid = '<w:tblGrid><w:gridCol w:w="1500"/><w:gridCol w:w="1500"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="3000" w:type="dxa"/></w:tblPr>{grid}{rows}</w:tbl><w:p/>'
