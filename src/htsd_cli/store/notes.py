"""What was found in the texts of reports, kept by these texts: whoever looks for the same again need not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from htsd_cli.store.kept import DamagedError, packed, unpacked
from htsd_cli.store.store import Store
from htsd_cli.values.submission import Submission

Parts = list[list[str]]
_MOST_WAITING = 1000  # notes that wait to be kept


class Notes:
    """Remembers what was found in the texts of reports; `basis` is what that rests on beside the texts."""

    def __init__(self, store: Store, basis: str) -> None:
        self._store, self._basis = store, basis
        self._found: dict[bytes, bytes] = {}
        self._digests: dict[int, tuple[Submission, bytes]] = {}  # by the report, which is held so long

    def __call__(self, what: str, submission: Submission, look: Callable[[Submission], Parts]) -> Parts:
        """Return what was found of a kind in a report's texts before, else what `look` finds now."""
        key = hashlib.sha256(what.encode() + self._digest(submission)).digest()
        kept = self._found.get(key) or self._store.recalled(key, self._basis)
        if kept is not None:
            try:
                parts: Parts = unpacked(kept)
            except DamagedError:
                self._store.told.damaged += 1
            else:
                return parts
        found = look(submission)
        self._found[key] = packed(found)
        if len(self._found) >= _MOST_WAITING:
            self.keep()
        return found

    def _digest(self, submission: Submission) -> bytes:
        """Return what a report's texts are known by; they are looked through for several kinds of finds."""
        known = self._digests.get(id(submission))
        if known is None:
            texts = [submission.unit.name, *submission.narrative.values()]
            written = json.dumps(texts, ensure_ascii=False).encode("utf-8", "surrogatepass")
            known = self._digests[id(submission)] = submission, hashlib.sha256(written).digest()
        return known[1]

    def keep(self) -> None:
        """Keep what was found for the first time."""
        self._store.note(self._found, self._basis)
        self._found.clear()
