"""The places of a page's elements, as cssselect2 asks for them: with the capitals of their names, or without."""

from __future__ import annotations

from collections.abc import Iterator

from cssselect2 import ElementWrapper
from lxml import etree


class _InAnyCase(ElementWrapper):  # type: ignore[misc]
    """An element of a page in whose names of classes and ids capitals are none."""

    @property
    def id(self) -> str | None:
        said = self.etree_element.get("id")
        return None if said is None else said.lower()

    @property
    def classes(self) -> set[str]:
        return set((self.etree_element.get("class") or "").lower().split())


def places_of(root: etree._Element, *, any_case: bool) -> Iterator[ElementWrapper]:
    """Yield the places of all elements of a page; `any_case` says that capitals in classes and ids are none."""
    kind = _InAnyCase if any_case else ElementWrapper
    yield from kind.from_html_root(root).iter_subtree()
