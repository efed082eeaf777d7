"""Which words of a sentence stand in what was not done."""

from __future__ import annotations

import pytest

from htsd_cli.consolidate.denials import Denial
from htsd_cli.consolidate.sentences import words_of
from htsd_cli.form import load_form


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("Trường không tổ chức hội sách; các em thi vẽ tranh", "không tổ chức hội sách"),
        ("Trường sẽ tổ chức hội sách. Các em thi vẽ tranh", "sẽ tổ chức hội sách"),
        ("Không những tổ chức hội sách mà còn thi vẽ", ""),
        ("Trường chưa tổ chức hội sách nhưng các em thi vẽ tranh", "chưa tổ chức hội sách"),
        ("Các em thi vẽ tranh", ""),
    ],
)
def test_the_words_of_what_was_not_done_are_marked_and_no_others(sentence: str, denied: str) -> None:
    words = words_of(sentence)
    marks = Denial(load_form().denials).denied(words)
    assert len(marks) == len(words)
    assert " ".join(word for word, mark in zip(words, marks, strict=True) if mark) == denied
