"""The conservation law: each cell of the table with text ends as a figure, a note, an extra row or a finding."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from htsd_cli.values.figures import origins_of
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import Submission
from tests.corpus.score import refuses
from tests.corpus.truth import Case, TextCell

_ALIKE = str.maketrans("đð", "dd")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def vanished(case: Case, submission: Submission) -> list[TextCell]:
    """Return the cells whose text is nowhere in the submission.

    A place (table, row, column) accounts for one cell: two cells that both say 12 need two places. A file
    refused as a whole accounts for all its cells.
    """
    if case.truth.refused or any(refuses(item) for item in submission.findings):
        return []
    places = {_key(origin): origin.text for origin in _origins(submission)}
    left = Counter(_bare(text) for text in places.values())
    pool = [_bare(text) for text in _free_texts(submission)]
    lost = []
    for cell in case.truth.cells:
        texts = [_bare(text) for text in cell.texts]
        found = next((text for text in texts if left[text] > 0), None)
        if found is not None:
            left[found] -= 1
        elif not any(text and text in free for text in texts for free in pool):
            lost.append(cell)
    return lost


def _origins(submission: Submission) -> list[Origin]:
    origins = [origin for measures in origins_of(submission.figures).values() for origin in measures.values()]
    origins += [item.origin for item in submission.findings if item.origin is not None]
    return origins + list(submission.unasked)


def _key(origin: Origin) -> tuple[object, ...]:
    return (origin.table, origin.sheet, origin.row, origin.column, origin.cell)


def _free_texts(submission: Submission) -> list[str]:
    """Return the texts that quote cells without their place: notes, row 11, extra rows, messages."""
    texts = [*submission.notes.values(), submission.other]
    texts += [text for row in submission.extra_rows for text in (row.label, *row.cells)]
    return texts + [item.message for item in submission.findings]


def _bare(text: str) -> str:
    """Return a text without spaces, case and marks, so that every way of storing it is one."""
    text = unicodedata.normalize("NFKD", _INVISIBLE.sub("", "".join(text.split())))
    bare = "".join(letter for letter in text if not unicodedata.combining(letter))
    return bare.lower().translate(_ALIKE)
