"""Reads the answers that a clerk wrote into a form's sheet of questions (`mau.xlsx`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from htsd_cli.language.vietnamese import fold
from htsd_cli.learn.structure import Question
from htsd_cli.readers import read_document

SHEET_FILE = "mau.xlsx"
QUESTION, TAKEN, ANSWER = "Điều chưa chắc", "Đang hiểu", "Trả lời"


def answers_in(path: Path, questions: Sequence[Question]) -> dict[int, str]:
    """Return the answers in a sheet by the question's place, each found by its sentence. Raises as readers do."""
    places = {fold(question.message): place for place, question in enumerate(questions)}
    found: dict[int, str] = {}
    for table in read_document(path).tables():
        asks = answers = None
        for row in table.rows:
            texts = {fold(cell.text): cell.column for cell in row}
            if fold(QUESTION) in texts and fold(ANSWER) in texts:
                asks, answers = texts[fold(QUESTION)], texts[fold(ANSWER)]
                continue
            said = {cell.column: cell.text.strip() for cell in row}
            place = places.get(fold(said.get(asks, ""))) if asks is not None else None
            if place is not None and answers is not None and said.get(answers):
                found[place] = said[answers]
    return found
