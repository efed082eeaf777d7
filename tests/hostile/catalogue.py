"""The list of hostile and odd files, each with how it is made and what may become of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tests.corpus.truth import Case

Content = TypeVar("Content", bytes, Case)


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile or odd file. `suffix` is the name it comes under.

    Without `truth` it must be refused: an error about the file and no figure counted. With `truth` it may
    also be read, and then its figures must be those.
    """

    name: str
    suffix: str
    about: str
    make: Callable[[], bytes | Case]


HOSTILE: dict[str, Hostile] = {}


def hostile(name: str, suffix: str = ".docx") -> Callable[[Callable[[], Content]], Callable[[], Content]]:
    """Register a function that makes a file; its docstring tells what the file is."""

    def register(make: Callable[[], Content]) -> Callable[[], Content]:
        assert name not in HOSTILE, f"two files are called {name}"
        about = inspect.getdoc(make)
        assert about, f"{name} has no description"
        HOSTILE[name] = Hostile(name, suffix, about, make)
        return make

    return register


from tests.hostile import cells, exhausting, odd_files, packages  # noqa: E402  they register themselves

__all__ = ["HOSTILE", "Hostile", "cells", "exhausting", "hostile", "odd_files", "packages"]
