"""Seldom shapes in cells of a Word table: letters pressed, lifted and framed, fields, controls, choices, odd tables.

What LibreOffice draws otherwise than Word is left out here as in `cells`: effects of Word 2010 (w14), prompts, fields
it works out anew, turned letters, what floats, hidden rows, the parts of a table style, deletions in insertions; and
what draws its letters twice or below their row.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_BY = 'w:id="7" w:author="A" w:date="2024-10-05T08:00:00Z"'
_CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_LOOKS = (
    "", "", "<w:b/>", '<w:spacing w:val="-20"/>', '<w:spacing w:val="10"/>', '<w:w w:val="50"/>', '<w:w w:val="200"/>',
    '<w:position w:val="2"/>', '<w:em w:val="dot"/>', '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>',
    '<w:caps/>', '<w:smallCaps/>', '<w:u w:val="double"/>',
    '<w:u w:val="wave"/>', '<w:color w:val="FFFFFF"/><w:highlight w:val="white"/>',
    '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>', '<w:color w:val="FF0000"/><w:highlight w:val="red"/>',
    '<w:color w:val="auto"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>',
    '<w:shd w:val="solid" w:color="000000" w:fill="auto"/><w:color w:val="000000"/>',
    '<w:shd w:val="pct5" w:color="auto" w:fill="auto"/>', '<w:rFonts w:ascii="Liberation Sans" w:hAnsi="Arial"/>',
    '<w:specVanish/>', '<w:lang w:val="ar-SA"/>', '<w:kern w:val="28"/>',
    '<w:rStyle w:val="Mu"/><w:vertAlign w:val="baseline"/>',
    '<w:rStyle w:val="Giau"/><w:vanish w:val="0"/>', '<w:position w:val="-2"/><w:sz w:val="22"/>',
    f'<w:rPrChange {_BY}><w:rPr><w:strike/></w:rPr></w:rPrChange>',
)  # fmt: skip


def odd_cell(rng: Random) -> str:
    """Return the XML of a cell's content."""
    shapes: list[Callable[[Random], str]] = [
        _pressed, _pressed, _broken, _field, _control, _alternative, _tracked, _odd_table, _margins,
        _spaced, _listed,
    ]  # fmt: skip
    return rng.choice(shapes)(rng)


def _digits(rng: Random) -> str:
    return str(rng.randint(1, rng.choice((9, 99, 999))))


def _run(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _p(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _pressed(rng: Random) -> str:
    return _p("".join(_run(_digits(rng), rng.choice(_LOOKS)) for _ in range(rng.randint(1, 3))))


def _broken(rng: Random) -> str:
    between = rng.choice((
        "<w:r><w:softHyphen/></w:r>", "<w:r><w:noBreakHyphen/></w:r>", "<w:r><w:cr/></w:r>", "<w:r><w:br/></w:r>",
        "<w:r><w:tab/></w:r>", "<w:r><w:t>\u200b</w:t></w:r>", "<w:r><w:t>\u00a0</w:t></w:r>",
        '<w:proofErr w:type="gramStart"/>',
        '<w:bookmarkStart w:id="3" w:name="x"/><w:bookmarkEnd w:id="3"/>', "<w:r><w:lastRenderedPageBreak/></w:r>",
        '<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>', "<w:r><w:t>.</w:t></w:r>", "<w:r><w:t>,</w:t></w:r>",
        '<w:smartTag w:uri="u" w:element="e"><w:smartTagPr/><w:r><w:t>5</w:t></w:r></w:smartTag>',
        '<w:customXml w:element="e"><w:r><w:t>6</w:t></w:r></w:customXml>',
        '<w:hyperlink w:anchor="x"><w:r><w:t>7</w:t></w:r></w:hyperlink>',
        '<w:dir w:val="ltr"><w:r><w:t>8</w:t></w:r></w:dir>', '<w:bdo w:val="ltr"><w:r><w:t>9</w:t></w:r></w:bdo>',
        "<w:r><w:t>1</w:t><w:t>2</w:t></w:r>",
    ))  # fmt: skip
    return _p(_run(_digits(rng)) + between + _run(_digits(rng)))


def _field(rng: Random) -> str:
    code = rng.choice((" FORMTEXT ", ' HYPERLINK "http://a.vn" ', " MERGEFIELD So ", " ADDIN z "))
    result = _run(_digits(rng)) + rng.choice(("", _run(_digits(rng))))
    field = (
        f'{_CHAR.format("begin")}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f"{_CHAR.format('separate')}{result}{_CHAR.format('end')}"
    )
    return _p(rng.choice(("", _run(_digits(rng)))) + field + rng.choice(("", _run(_digits(rng)))))


def _control(rng: Random) -> str:
    digits = _digits(rng)
    kind = rng.choice(
        ("<w:text/>", "<w:richText/>", '<w:date w:fullDate="2024-10-05T00:00:00Z"/>', "<w:group/>", "")
    )
    inner = f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{_run(digits)}</w:sdtContent></w:sdt>"
    if rng.random() < 0.3:
        return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{_p(_run(digits))}</w:sdtContent></w:sdt>"
    return _p(_run(_digits(rng)) + inner + rng.choice(("", _run(_digits(rng)))))


def _alternative(rng: Random) -> str:
    choice, fallback = _run(_digits(rng)), _run(_digits(rng))
    known = rng.choice(("wps", "w14"))
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="{known}">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
        "</mc:AlternateContent>"
    )
    return _p(_run(_digits(rng)) + " " + both)


def _tracked(rng: Random) -> str:
    kept, gone = _run(_digits(rng)), f"<w:r><w:delText>{_digits(rng)}</w:delText></w:r>"
    change = rng.choice((
        f"<w:ins {_BY}>{kept}</w:ins>", f"<w:del {_BY}>{gone}</w:del>",
        f"<w:ins {_BY}>{kept}</w:ins><w:del {_BY}>{gone}</w:del>",
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:ins {_BY}>{kept}</w:ins></w:sdtContent></w:sdt>",
    ))  # fmt: skip
    return _p(_run(_digits(rng)) + change + rng.choice(("", _run(_digits(rng)))))


def _table(rows: str, properties: str = "", columns: int = 2) -> str:
    grid = "".join('<w:gridCol w:w="1500"/>' for _ in range(columns))
    return (
        f'<w:tbl><w:tblPr>{properties}<w:tblW w:w="{1500 * columns}" w:type="dxa"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"
    )


def _tc(content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def _odd_table(rng: Random) -> str:
    merged = rng.choice(
        ('<w:vMerge w:val="restart"/>', "<w:vMerge/>", "", "<w:noWrap/>", '<w:gridSpan w:val="2"/>')
    )
    rows = (
        f"<w:tr>{_tc(_p(_run(_digits(rng))), merged)}"
        + ("" if "gridSpan" in merged else _tc(_p(_run(_digits(rng)))))
        + "</w:tr>"
    )
    below = "<w:vMerge/>" if "restart" in merged else ""
    row = rng.choice(("", "<w:trPr><w:tblHeader/></w:trPr>", f"<w:trPr><w:ins {_BY}/></w:trPr>"))
    rows += f"<w:tr>{row}{_tc(_p(_run(_digits(rng))), below)}{_tc(_p(_run(_digits(rng))))}</w:tr>"
    return _table(rows)


def _margins(rng: Random) -> str:
    side = rng.choice(("left", "right", "top"))
    wide = rng.choice((100, 400, 900))
    margins = f'<w:tcMar><w:{side} w:w="{wide}" w:type="dxa"/></w:tcMar>'
    return _table(f"<w:tr>{_tc(_p(_run(_digits(rng))), margins)}{_tc(_p(_run(_digits(rng))))}</w:tr>")


def _spaced(rng: Random) -> str:
    properties = rng.choice((
        '<w:ind w:left="700"/>', '<w:ind w:left="-100"/>', '<w:jc w:val="right"/>', '<w:jc w:val="both"/>', "<w:bidi/>",
        '<w:spacing w:line="240" w:lineRule="exact"/>',
        '<w:tabs><w:tab w:val="right" w:pos="1000" w:leader="dot"/></w:tabs>', "<w:keepNext/>",
        '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>', '<w:outlineLvl w:val="2"/>',
    ))  # fmt: skip
    return _p(_run(_digits(rng)) + rng.choice(("", "<w:r><w:tab/></w:r>" + _run(_digits(rng)))), properties)


def _listed(rng: Random) -> str:
    level = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    lines = [_p(_run(_digits(rng)), level.format(rng.choice((7, 7, 0)))) for _ in range(rng.randint(1, 3))]
    return "".join(lines)
