"""Whom the report of a learnt form is sent to: what the form itself says of it, else nobody until a person says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from htsd_cli.form import Form

# “UBND phường, xã” is for every ward: no office of this name exists.
_NO_NAME = re.compile(
    r"\b(?:phường|xã|đặc khu|thị trấn|quận|huyện|tỉnh|thành phố|cấp xã|cấp trên)\s*$", re.IGNORECASE
)
_OF_A_WARD = re.compile(r"\b(?:[Pp]hường|[Xx]ã|[Đđ]ặc khu|[Tt]hị trấn) (?=[A-ZĐÀ-Ỹ\d])(?!Hội\b)")


def addressees(said: Sequence[str], full_name: str, area: str) -> list[str]:
    """Return whom an office's report on a form goes to, the blank to write on where the form does not say it.

    `said` are those whom the form names. It went out to units, so it may name the office that collects it
    (`full_name`), another ward than its `area`, or no office in particular: none of these gets the report.
    """
    from htsd_cli.form import NO_ADDRESSEE

    fit = said and not any(
        _NO_NAME.search(name) or _is_itself(name, full_name) or _is_elsewhere(name, area) for name in said
    )
    return list(said) if fit else [NO_ADDRESSEE]


def addressees_in_file(form: Form) -> tuple[str, ...]:
    """Return whom the office's own file of a form names, none where it cannot be learnt any more."""
    from htsd_cli.learn import NoTableError, learn_form
    from htsd_cli.values.unreadable import UnreadableFile

    if form.own_file is None:
        return ()
    try:
        return learn_form(form.own_file).addressees
    except (NoTableError, UnreadableFile, OSError):
        return ()


def _is_itself(name: str, full_name: str) -> bool:
    one, other = _spelt_out(name), _spelt_out(full_name)
    return one in other or other in one


def _is_elsewhere(name: str, area: str) -> bool:
    return _OF_A_WARD.search(name) is not None and _spelt_out(area) not in _spelt_out(name)


def _spelt_out(name: str) -> str:
    from htsd_cli.language.vietnamese import fold

    return fold(re.sub(r"\bUBND\b", "Ủy ban nhân dân", name, flags=re.IGNORECASE))
