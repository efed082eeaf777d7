"""What a template's own names stand for (`kind` in `for kind in units.kinds`), known without filling it.

A mistake in a loop that has nothing to run over this time would be told only next time. From the annotations of
the fields and of the filters it is known what each name holds, as far as they say.
"""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from jinja2 import Undefined, nodes

if TYPE_CHECKING:
    from jinja2.environment import Environment


@dataclass(frozen=True, slots=True)
class Typed:
    """What a value is: the annotation of it, `sample` a value where one is at hand."""

    annotation: Any = None
    sample: Any = None

    def names(self) -> list[str]:
        """Return the fields the value has, nothing where that is not known."""
        if self.sample is not None:
            return []  # looked up in the value itself
        kind = self.annotation
        if not isinstance(kind, type) or not dataclasses.is_dataclass(kind):
            return []
        if hasattr(kind, "__getitem__"):
            return []  # a row is also reached by the rows below it
        return [name for name in dir(kind) if not name.startswith("_")]

    def attribute(self, name: str, environment: Environment) -> Typed:
        """Return what a field of the value is."""
        if self.sample is not None:
            value = environment.getattr(self.sample, name)
            if isinstance(value, Undefined):
                return Typed()
            return Typed(_hint(type(self.sample), name), value)
        return Typed(_hint(self.annotation, name)) if isinstance(self.annotation, type) else Typed()

    def item(self) -> Typed:
        """Return what an element of the value is."""
        if isinstance(self.sample, (tuple, list)) and self.sample:
            return Typed(_plain(type(self.sample[0])))
        arguments = get_args(self.annotation)
        if get_origin(self.annotation) in (tuple, list) and arguments:
            return Typed(_plain(arguments[0]))
        return Typed()


@dataclass(frozen=True, slots=True)
class Used:
    """What a template looks up, calls and makes, each in its order."""

    names: tuple[nodes.Name, ...]
    calls: tuple[nodes.Filter | nodes.Test, ...]
    attributes: tuple[nodes.Getattr, ...]
    made: tuple[
        tuple[nodes.Node, nodes.Node, bool], ...
    ]  # the target, what it is made of, whether one of its elements


@lru_cache(maxsize=16)
def used_in(tree: nodes.Template) -> Used:
    """Return what a template uses; walking through a long one is slow: once for all who ask."""
    wanted = (nodes.Name, nodes.Filter, nodes.Test, nodes.Getattr, nodes.For, nodes.Assign)
    found = list(tree.find_all(wanted))
    made = [(node.target, node.iter, True) for node in found if isinstance(node, nodes.For)]
    made += [(node.target, node.node, False) for node in found if isinstance(node, nodes.Assign)]
    return Used(
        tuple(node for node in found if isinstance(node, nodes.Name)),
        tuple(node for node in found if isinstance(node, nodes.Filter | nodes.Test)),
        tuple(node for node in found if isinstance(node, nodes.Getattr)),
        tuple(sorted(made, key=lambda item: item[0].lineno)),
    )


def types_in(
    used: Used, fields: Mapping[str, object], environment: Environment
) -> Iterator[tuple[nodes.Getattr, Typed]]:
    """Yield each `name.field` whose name the template made itself, with what the name is."""
    known: dict[str, list[Typed]] = {}

    def of(node: nodes.Node) -> Typed:
        if isinstance(node, nodes.Name):
            if node.name in known:
                kinds = {str(item.annotation): item for item in known[node.name]}
                return next(iter(kinds.values())) if len(kinds) == 1 else Typed()
            return Typed(None, fields[node.name]) if node.name in fields else Typed()
        if isinstance(node, nodes.Getattr):
            return of(node.node).attribute(node.attr, environment)
        if isinstance(node, nodes.Getitem):
            return of(node.node) if isinstance(node.arg, nodes.Slice) else of(node.node).item()
        if isinstance(node, nodes.Filter):
            return Typed(_returned(environment.filters.get(node.name)))
        if isinstance(node, nodes.CondExpr) and node.expr2 is not None:
            first, second = of(node.expr1), of(node.expr2)
            return Typed(first.annotation) if first.annotation == second.annotation else Typed()
        return Typed()

    for target, value, looped in used.made:
        if isinstance(target, nodes.Name):
            known.setdefault(target.name, []).append(
                of(value).item() if looped else _without_sample(of(value))
            )
    for node in used.attributes:
        inner: nodes.Node = node.node
        while isinstance(inner, (nodes.Getattr, nodes.Getitem)):
            inner = inner.node
        if isinstance(inner, nodes.Name) and inner.name in known:
            yield node, of(node.node)


@lru_cache(maxsize=256)
def hints_of(owner: Callable[..., object]) -> Mapping[str, Any]:
    """Return the annotations of a function or class, as types; slow: once for all who ask."""
    return get_type_hints(owner)


def _without_sample(typed: Typed) -> Typed:
    kind = typed.annotation if typed.annotation is not None else type(typed.sample)
    return Typed(_plain(kind))


def _hint(owner: Any, name: str) -> Any:
    """Return the annotation of a field or property of a class, None where there is none."""
    owner = owner if isinstance(owner, type) else type(owner)
    member = inspect.getattr_static(owner, name, None)
    try:
        if isinstance(member, property):
            return _plain(hints_of(member.fget).get("return"))
        return _plain(hints_of(owner).get(name))
    except Exception:  # an annotation that names what is only imported for the type checker
        return None


def _returned(function: object) -> Any:
    """Return what a filter gives, None where it does not say."""
    try:
        return _plain(hints_of(function).get("return")) if callable(function) else None
    except Exception:  # see above; and Jinja's own filters
        return None


def _plain(annotation: Any) -> Any:
    """Return an annotation without "or None"."""
    if isinstance(annotation, types.UnionType) or get_origin(annotation) is Union:
        rest = [item for item in get_args(annotation) if item is not type(None)]
        return rest[0] if len(rest) == 1 else None
    return annotation
