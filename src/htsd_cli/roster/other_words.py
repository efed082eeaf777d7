"""Names that say a unit's kind in other words than the roster: a school of no level, a committee of no ward."""

from __future__ import annotations

from collections.abc import Sequence

from htsd_cli.language.vietnamese import fold
from htsd_cli.roster.names import NameReader
from htsd_cli.roster.spellings import Spelled, same_marks

_GENERAL = (("pho", "thong"), ("pt",))  # "Trường phổ thông X" has several levels, or the highest
_COMMUNE = (("phuong",), ("xa",))
_CENTRE = " giao duc nghe nghiep giao duc thuong xuien "  # such a centre is called by either half in speech
_HALF = " giao duc thuong xuien "


def in_other_words(said: Spelled, known: Spelled, kind: str | None, names: NameReader) -> str:
    """Return why a name may mean a unit of a kind that the roster knows by another one, "" where it does not."""
    if said.kind is None:
        if said.bare[:1] == ("ubnd",) and names.is_commune(kind) and _ends_in(said, 1, known):
            return "tên không ghi phường, xã hay đặc khu"
        start = _after_general(said)
        if start and _is_general(kind, names) and _ends_in(said, start, known, _after_general(known)):
            return "tên không ghi rõ là loại nào, cấp nào"
    elif said.kind == kind and names.is_school(kind):
        if said.core[:1] in _COMMUNE and _ends_in(said, 1, known):
            return "tên ghi thêm “phường”, “xã”"
        if known.core[:1] in _COMMUNE and _ends_in(known, 1, said):
            return "tên không ghi “phường”, “xã”"
    elif said.kind == kind and said.core != known.core and _may_be_centre(said, known):
        return "tên trung tâm viết khác"
    return ""


def _ends_in(longer: Spelled, start: int, other: Spelled, at: int = 0) -> bool:
    """Return whether a name from one of its words on is the other's own name, marks left out or not."""
    own, their = longer.bare[start:], other.bare[at:]
    if not own or own != their:
        return False
    mine, theirs = longer.marked[-len(own) :], other.marked[-len(their) :]
    return same_marks(mine, theirs) or same_marks(theirs, mine)


def _after_general(name: Spelled) -> int:
    """Return how many words of a name say no more than that a school is one of general education."""
    return next((len(word) for word in _GENERAL if name.bare[: len(word)] == word), 0)


def _is_general(kind: str | None, names: NameReader) -> bool:
    """Return whether schools of a kind lead to the end of school: one of its words says "phổ thông"."""
    words = [fold(word) for word in names.kinds[kind].words] if kind in names.kinds else []
    return any("pho thong" in word and "dan toc" not in word for word in words)


def _may_be_centre(said: Spelled, known: Spelled) -> bool:
    """Return whether two names may be one centre's of continuing education; no more than the kind may be any's."""
    mine, theirs = _half(said.core), _half(known.core)
    bare = mine.endswith(_HALF) and not said.area and theirs.startswith(mine)
    return _HALF in mine and (mine == theirs or bare)


def _half(core: Sequence[str]) -> str:
    return f" {' '.join(core)} ".replace(_CENTRE, _HALF)
