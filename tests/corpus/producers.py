"""Real producers' files: the corpus saved again by LibreOffice, in its own and in older formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from tests.corpus.report import SHAPES
from tests.corpus.truth import Case
from tests.programs import libreoffice

_EVERY = (
    "word/plain",
    "letterhead/two-lines",
    "word/tables/split-with-heading",
    "figures/pairs-in-two-lines",
    "money/dong",
)
_EDITABLE = (
    *_EVERY,
    "word/changes/deletions",
    "word/changes/deleted-rows",
    "word/controls/table",  # LibreOffice forgets which controls show their placeholder
    "word/fields/form-fields",
    "word/hidden/runs",
    "word/notes/footnotes",
    "word/columns/automatic-numbers",
    "word/rows/merged-numbers",
    "word/tables/one-cell-report",
    "vietnamese/decomposed",
    "legacy/tcvn3-runs",
    "legacy/vni-runs",
    "faults/estimates",
    "faults/sums-in-words",
)
_WORKBOOKS = (
    "excel/plain",
    "excel/formats",
    "excel/formulas",
    "excel/text-numbers",
    "excel/typed-as-in-word",
    "excel/dates",
    "excel/errors",
    "sheets/column-d",
    "sheets/hidden-copy",
    "sheets/two-candidates",
    "sheets/merged-cells",
    "sheets/hidden-columns",
    "sheets/stray-cell",
)
TARGETS = {
    "docx": _EDITABLE,
    "doc": _EDITABLE,
    "odt": _EDITABLE,
    "rtf": _EDITABLE,
    "pdf": _EVERY,
    "xlsx": _WORKBOOKS,
    "xls": _WORKBOOKS,
    "ods": _WORKBOOKS,
}
_SECONDS = 240  # for one run over all files of a target


def has_libreoffice() -> bool:
    """Return whether LibreOffice is installed."""
    return which("soffice") is not None


def producer_cases(only: str = "") -> Iterator[Case]:
    """Yield the files LibreOffice makes of some shapes, one run for each target format.

    Each is of the shape `libreoffice/<format>`. Raises `RuntimeError` when a file was not made: soffice
    ends with 0 although it failed.
    """
    import tests.corpus.shapes  # noqa: F401  registers the shapes

    with TemporaryDirectory(prefix="htsd-producers-") as temporary:
        home = Path(temporary)
        for target, sources in TARGETS.items():
            shape = f"libreoffice/{target}"
            if only in shape:
                yield from _converted([SHAPES[name](1).case() for name in sources], target, shape, home)


def _converted(sources: list[Case], target: str, shape: str, home: Path) -> Iterator[Case]:
    inbox, outbox = home / f"{target}-in", home / f"{target}-out"
    inbox.mkdir()
    outbox.mkdir()
    for case in sources:
        (inbox / case.name).write_bytes(case.content)
    files = [str(inbox / case.name) for case in sources]
    libreoffice("--convert-to", target, "--outdir", str(outbox), *files, seconds=_SECONDS)
    for case in sources:
        made = outbox / Path(case.name).with_suffix(f".{target}").name
        if not made.is_file():
            raise RuntimeError(f"soffice made no {made.name}")
        yield replace(case, shape=shape, name=made.name, content=made.read_bytes())
