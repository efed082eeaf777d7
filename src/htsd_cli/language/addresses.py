"""Mail addresses in a text."""

from __future__ import annotations

import re

_LONGEST = 2000  # letters of a text that are looked at
# Nothing that belongs to an address stands before it: so each letter is looked at once.
_ADDRESS = re.compile(r"(?<![\w.+'%&=/-])[\w.+'%&=/-]+@[\w-]+(?:\.[\w-]+)+")


def addresses(text: str) -> tuple[str, ...]:
    """Return the addresses in a text, in small letters: `"Cô Lan <Lan@a.vn>; b@a.vn"` has two."""
    return tuple(found.lower() for found in _ADDRESS.findall(text[:_LONGEST]))
