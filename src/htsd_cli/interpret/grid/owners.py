"""Whose report a form is that asks for it on a line of its own: `Đơn vị báo cáo: …`, `XÃ/PHƯỜNG: …`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from htsd_cli.interpret.lines import Line
from htsd_cli.language.vietnamese import clean, fold
from htsd_cli.roster.names import NameReader

_LONGEST = 160  # letters of a line with a name to fill in
_BLANKS = " \t.…_:-–—*"
# Labels a unit's name stands behind, the surest first; the kind of unit some of them name belongs to the name.
_REPORTS = re.compile(
    r"(?:ten )?(?:don vi|co quan|noi|dia phuong)(?: don vi)?(?: bao cao| gui(?: bao cao)?| lap(?: bieu)?)?"
)
_KINDS = (
    "xa", "phuong", "thi tran", "dac khu", "truong", "truong tieu hoc", "truong thcs", "truong mam non", "dang bo",
    "dang ui", "chi bo", "thon", "khu pho", "ap", "to dan pho", "trung tam", "tram i te", "hop tac xa",
    "co so giao duc", "co so", "hoi", "doan", "chi hoi", "chi doan", "ubnd", "ubnd xa", "ubnd phuong", "quan", "huien",
    "tinh", "thanh pho", "phong",
)  # fmt: skip
_LABEL = re.compile(r"^[\W\d]*(?:\d+\.\s*)?(?P<label>[^:：]{2,60})[:：]\s*(?P<name>.*)$", re.DOTALL)


def owner(lines: Sequence[Line], names: NameReader) -> str:
    """Return the name on the line that asks for it, "" where none does or it was left blank.

    A line that asks who reports goes before one that names a kind of unit (`XÃ/PHƯỜNG: …`).
    """
    by_kind = ""
    texts = [line.text for line in lines]
    for place, text in enumerate(texts):
        found = _LABEL.match(clean(text)) if len(text) <= _LONGEST else None
        if found is None:
            continue
        label, name = fold(found["label"]), found["name"].strip(_BLANKS)
        if not name and place + 1 < len(texts) and _may_be_name(texts[place + 1]):
            name = texts[place + 1].strip(_BLANKS)
        if not name:
            continue
        if _REPORTS.fullmatch(label):
            return names.tidy(name)
        kinds = re.split(r"\s*[/,]\s*|\s+-\s+", found["label"])
        if not by_kind and all(fold(kind) in _KINDS for kind in kinds):
            own = fold(name).startswith(tuple(f"{fold(kind)} " for kind in kinds)) or len(kinds) > 1
            kind = kinds[0].capitalize() if kinds[0].isupper() else kinds[0]
            by_kind = names.tidy(name if own else f"{kind} {name}")
    return by_kind


def _may_be_name(text: str) -> bool:
    bare = fold(text)
    return bool(bare) and ":" not in text and len(text) <= 100 and not text[:1].isdigit()
