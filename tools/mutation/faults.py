"""The small faults of a module: what they are, and the module's code with one of them in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType
from typing import NamedTuple

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OTHER: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Div, ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_GUARDS = {"frozen", "slots", "strict", "maxsize", "kw_only", "repr"}  # what no figure can feel
_EITHER_WAY = {"max", "min", "fuzz.ratio", "fuzz.token_set_ratio", "DamerauLevenshtein.distance"}
_TYPES = {"TypeVar", "NewType", "cast", "Literal"}


class Fault(NamedTuple):
    """One fault: the `place`-th node of a module in the order of `ast.walk`, and which of its faults.

    `inside` says that it stands in a function, not in what a module does when it is imported.
    """

    module: Path
    place: int
    which: int
    line: int
    said: str
    inside: bool

    def __str__(self) -> str:
        return f"{'/'.join(self.module.parts[-3:])}:{self.line}  {self.said}"


def faults_of(module: Path) -> list[Fault]:
    """Return every fault a module can have."""
    tree = _tree(module)
    left_out, inside = _not_run(tree), _inside(tree)
    return [
        Fault(module, place, which, getattr(node, "lineno", 0) or _line(node), said, id(node) in inside)
        for place, node in enumerate(ast.walk(tree))
        if id(node) not in left_out
        for which, said in enumerate(_told(node))
    ]


def spoilt(fault: Fault) -> CodeType:
    """Return the code of the fault's module with the fault in it."""
    tree = ast.parse(fault.module.read_bytes())
    node = list(ast.walk(tree))[fault.place]
    new = list(_others(node))[fault.which]
    _Put(node, ast.copy_location(new, node)).visit(tree)
    return _compiled(ast.fix_missing_locations(tree), fault.module)


def whole(module: Path) -> CodeType:
    """Return the code of a module as it is."""
    return _compiled(ast.parse(module.read_bytes()), module)


def changed(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield the functions and methods of a module that differ, before and after; `old` and `new` are a module's."""
    for before, after in zip(_codes(old), _codes(new), strict=True):
        if not before.co_flags & 1:  # the body of a class
            yield from changed(before, after)
        elif before != after:
            yield before, after


def _codes(code: CodeType) -> list[CodeType]:
    return [part for part in code.co_consts if isinstance(part, CodeType)]


def _compiled(tree: ast.Module, module: Path) -> CodeType:
    return compile(tree, str(module), "exec", dont_inherit=True)


@cache
def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_bytes())


def _line(node: ast.AST) -> int:
    return next((part.lineno for part in ast.walk(node) if isinstance(part, ast.expr)), 0)


def _told(node: ast.AST) -> Iterator[str]:
    for other in _others(node):
        yield f"{_short(node)}  →  {_short(other)}"


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) < 100 else f"{text[:97]}…"


def _others(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node may be replaced by, each a single small fault."""
    match node:
        case ast.Compare(left, ops, right):
            for at, operator in enumerate(ops):
                yield ast.Compare(left, [*ops[:at], _TURNED[type(operator)](), *ops[at + 1 :]], right)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, op, right) if type(op) in _OTHER:
            yield ast.BinOp(left, _OTHER[type(op)](), right)
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(float() as value):
            yield ast.Constant(value * 1.01 + 0.01)
        case ast.Constant(str() as value) if value:
            yield ast.Constant(f"{value}~")
        case ast.IfExp(_, body, orelse):
            yield body
            yield orelse
        case ast.If(_, body, orelse):
            yield ast.If(ast.Constant(True), body, orelse)
            yield ast.If(ast.Constant(False), body, orelse)
        case ast.comprehension(target, over, [_, *_], is_async):
            yield ast.comprehension(target, over, [], is_async)
        case ast.Call(function, [first, second, *more], keywords) if ast.unparse(function) not in _EITHER_WAY:
            yield ast.Call(function, [second, first, *more], keywords)
        case ast.Call(ast.Attribute(value, "strip" | "lower" | "rstrip" | "lstrip" | "casefold" | "replace")):
            yield value
        case ast.Return(ast.expr() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.AugAssign() | ast.Expr(ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield ast.Pass()


def _not_run(tree: ast.Module) -> set[int]:
    """Return the nodes whose change no figure can feel: documentation, annotations, imports, names handed on."""
    out: set[int] = set()
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        match node:
            case ast.Expr(ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.Raise() | ast.Assert():
                parts.append(node)
            case ast.If(ast.Name("TYPE_CHECKING")) | ast.Assign([ast.Name("__all__")]):
                parts.append(node)
            case ast.AnnAssign():
                parts.append(node.annotation)
            case ast.FunctionDef():
                arguments = (item for item in ast.walk(node.args) if isinstance(item, ast.arg))
                parts += [node.returns, *(argument.annotation for argument in arguments)]
            case ast.keyword(arg) if arg in _GUARDS:
                parts.append(node)
            case ast.Call(ast.Name(name)) | ast.Subscript(ast.Name(name)) if name in _TYPES:
                parts.append(node)
        out |= {id(part) for top in parts if top is not None for part in ast.walk(top)}
    return out


def _inside(tree: ast.Module) -> set[int]:
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            found |= {id(part) for statement in node.body for part in ast.walk(statement)}
    return found


class _Put(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else super().generic_visit(node)
