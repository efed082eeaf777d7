"""OpenDocument workbooks in one piece of XML, each for one rule of the reader."""

from __future__ import annotations

from pathlib import Path

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {name: f"{_URN}{name}:1.0" for name in ("office", "style", "table", "text")} | {
    "fo": f"{_URN}xsl-fo-compatible:1.0",
    "number": f"{_URN}datastyle:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}


def cell(value: str, style: str = "", more: str = "", kind: str = "float", inner: str = "") -> str:
    """Return a cell with a number, or with a text where `kind` is "string"."""
    named = f' table:style-name="{style}"' if style else ""
    stored = f' office:value="{value}"' if kind == "float" else ""
    return (
        f'<table:table-cell office:value-type="{kind}"{stored}{named} {more}>{inner}<text:p>{value}</text:p>'
        "</table:table-cell>"
    )


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def write_fods(folder: Path, rows: str, *, styles: str = "", columns: str = "", more: str = "") -> Path:
    """Write a workbook of one sheet and return its path; `more` are attributes of the sheet."""
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in _SPACES.items())
    path = folder / "bang.fods"
    path.write_text(
        f'<office:document {spaces} office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="a" {more}>{columns}{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document>",
        encoding="utf-8",
    )
    return path
