"""Many files become submissions: what was understood before comes from the store, the others are read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.form import Form
from htsd_cli.reading.hands import File, Hands, Here, Understood
from htsd_cli.reading.one import refused
from htsd_cli.values.submission import Submission

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from htsd_cli.intake import Received
    from htsd_cli.store import Place, Store

_KEPT_EVERY = 10.0  # seconds, so that a run that is killed loses little


def read_received(
    items: Sequence[Received],
    form: Form,
    hands: Hands | Executor | None = None,
    progress: Callable[[], None] = lambda: None,
    store: Store | None = None,
) -> list[Submission]:
    """Return the submissions of what an inbox holds, in its order; what is known to be unreadable is not read."""
    known = {item.name: refused(form, item.name, item.problem) for item in items if item.problem}
    for _ in known:
        progress()
    files = [(item.path, item.name) for item in items if not item.problem]
    read = read_all(files, form, hands, progress, store)
    return [known[item.name] if item.problem else next(read) for item in items]


def read_all(
    files: Sequence[tuple[Path, str]],
    form: Form,
    hands: Hands | Executor | None = None,
    progress: Callable[[], None] = lambda: None,
    store: Store | None = None,
) -> Iterator[Submission]:
    """Return the submissions of (path, name) pairs in their order.

    They come from the `store` where they were understood before; the others are read by `hands`, or an executor's
    workers, or here. `progress` is told of each file.
    """
    asked = [File(*file) for file in files]
    places = [store.place_of(*file) if store else None for file in asked]
    found: list[Submission | None] = [
        store.understood(place, file.name) if store and place else None
        for file, place in zip(asked, places, strict=True)
    ]
    left = [place for place, submission in enumerate(found) if submission is None]
    known = len(asked) - len(left)
    with _Keeping(store) as keeping:
        for one in _read([asked[place] for place in left], form, hands):
            while known:  # told once others may be at work
                progress()
                known -= 1
            place = left[one.place]
            found[place] = one.submission
            keeping.add(places[place], one)
            progress()
    for _ in range(known):
        progress()
    return (submission for submission in found if submission is not None)


def _read(files: Sequence[File], form: Form, hands: Hands | Executor | None) -> Iterator[Understood]:
    if not files:
        return iter(())
    if hands is None:
        return Here().read(files, form)
    if not isinstance(hands, Hands):
        from htsd_cli.reading.processes import Workers

        hands = Workers(hands)
    return hands.read(files, form)


class _Keeping:
    """What was understood and is not kept yet; kept now and then, and also when the work is broken off."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._waiting: dict[Place, Understood] = {}
        self._since = time.monotonic()

    def __enter__(self) -> _Keeping:
        return self

    def __exit__(self, *_error: object) -> None:
        self._keep()

    def add(self, place: Place | None, understood: Understood) -> None:
        if self._store is None or place is None:
            return
        self._waiting[place] = understood
        if time.monotonic() - self._since > _KEPT_EVERY:
            self._keep()

    def _keep(self) -> None:
        if self._store is not None and self._waiting:
            self._store.keep({place: (one.submission, one.kept) for place, one in self._waiting.items()})
        self._waiting.clear()
        self._since = time.monotonic()
