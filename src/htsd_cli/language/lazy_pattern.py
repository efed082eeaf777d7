"""A regular expression that is made ready when it is first used: a command meets few of those it could need."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Later:
    """Stands for a pattern; each of its methods is the pattern's own from the first time it is asked for."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        asked = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, asked)  # found without this function from now on
        return asked


def lazy_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what stands for `re.compile(source, flags)`: its methods and attributes, no argument of `re`'s functions.

    A mistake in the source is raised as `re.error` where the pattern is first used.
    """
    return cast("re.Pattern[AnyStr]", _Later(source, flags))
