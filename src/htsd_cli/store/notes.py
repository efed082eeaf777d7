"""What was found in the texts of reports, kept by these texts: whoever looks for the same again need not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from htsd_cli.store.kept import DamagedError, packed, unpacked
from htsd_cli.store.store import Store
from htsd_cli.values.submission import Submission

Parts = list[list[str]]
Look = Callable[[Submission], Parts]
_MOST_WAITING = 1000  # notes that wait to be kept


class Notes:
    """Remembers what was found in the texts of reports; `basis` is what that rests on beside the texts.

    `each` looks at many reports.
    """

    def __init__(
        self, store: Store, basis: str, each: Callable[[Look, Sequence[Submission]], Iterable[Parts]] = map
    ) -> None:
        self._store, self._basis, self._each = store, basis, each
        self._found: dict[bytes, bytes] = {}
        self._digests: dict[int, tuple[Submission, bytes]] = {}  # by the report, which is held so long

    def __call__(self, what: str, submissions: Sequence[Submission], look: Look) -> Iterator[Parts]:
        """Yield what was found of a kind in each report's texts before, else what `look` finds now."""
        keys = [hashlib.sha256(what.encode() + self._digest(item)).digest() for item in submissions]
        known = [self._recalled(key) for key in keys]
        new = [item for item, parts in zip(submissions, known, strict=True) if parts is None]
        looked = iter(self._each(look, new))
        for key, parts in zip(keys, known, strict=True):
            if parts is not None:
                yield parts
                continue
            found = next(looked)
            self._found[key] = packed(found)
            if len(self._found) >= _MOST_WAITING:
                self.keep()
            yield found

    def _recalled(self, key: bytes) -> Parts | None:
        kept = self._found.get(key) or self._store.recalled(key, self._basis)
        try:
            parts: Parts | None = None if kept is None else unpacked(kept)
        except DamagedError:
            self._store.told.damaged += 1
            return None
        return parts

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
