"""PDFs written operator by operator, small enough to see what a page holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

WIDTH, HEIGHT = 400, 300
# A table of two rows of three cells, from (50, 200) to (350, 260): each 100 wide and 30 high.
RULES = "".join(f"{x} 200 m {x} 260 l S " for x in (50, 150, 250, 350)) + "".join(
    f"50 {y} m 350 {y} l S " for y in (200, 230, 260)
)


def text(x: float, y: float, words: str, size: float = 12, before: str = "") -> str:
    """Return the operators that show words; `before` stand inside the text object (a render mode, a colour)."""
    return f"q BT {before} /F1 {size} Tf {x} {y} Td ({words}) Tj ET Q "


def cell(row: int, column: int) -> tuple[float, float]:
    """Return where a text in a cell of `RULES` begins, rows and columns counted from 1."""
    return 50 + 100 * (column - 1) + 5, 260 - 30 * row + 10


def in_cell(row: int, column: int, words: str, size: float = 12, before: str = "") -> str:
    """Return the operators that show words in a cell of `RULES`."""
    return text(*cell(row, column), words, size, before)


def box(row: int, column: int, margin: float = 4) -> str:
    """Return a cell's rectangle as a PDF array."""
    x, y = 50 + 100 * (column - 1), 260 - 30 * row
    return f"[{x + margin} {y + margin} {x + 100 - margin} {y + 30 - margin}]"


def pdf(
    *contents: str,
    annotations: Sequence[str] = (),
    page: str = "",
    catalog: str = "",
    objects: Mapping[int, str] | None = None,
    resources: str = "",
) -> bytes:
    """Return a PDF of pages with these contents; `objects` are further ones by number (from 50 on)."""
    table = {
        1: f"<</Type/Catalog/Pages 2 0 R {catalog}>>",
        2: f"<</Type/Pages/Kids[{' '.join(f'{10 + 2 * n} 0 R' for n in range(len(contents)))}]/Count {len(contents)}>>",
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    } | dict(objects or {})
    for number, content in enumerate(contents):
        laid = " ".join(annotations) if number == 0 else ""
        table[10 + 2 * number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {11 + 2 * number} 0 R {page}"
            f"/Resources<</Font<</F1 3 0 R>>{resources}>>/Annots[{laid}]>>"
        )
        table[11 + 2 * number] = f"<</Length {len(content.encode('latin-1'))}>>\nstream\n{content}\nendstream"
    out = b"%PDF-1.7\n"
    places = {}
    for number, body in sorted(table.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    last = max(table) + 1
    lines = [f"{places[n]:010} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(last)]
    return (
        out
        + f"xref\n0 {last}\n{''.join(lines)}trailer\n<</Size {last}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    )
