"""The small faults of a module: what they are, and the module's code with one of them in it."""

from __future__ import annotations

import ast
import builtins
import re
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
_TYPES = {"TypeVar", "NewType", "cast", "Literal", "Callable"}
_PLAIN = {"strip", "lower", "rstrip", "lstrip", "casefold", "replace"}  # whose text would do in most cases
_OF_SIGNS = {"strip", "lstrip", "rstrip"}
_TWINS = {
    one: other
    for pair in (
        ("min", "max"), ("any", "all"), ("startswith", "endswith"), ("removeprefix", "removesuffix"),
        ("find", "rfind"), ("partition", "rpartition"),
    )
    for one, other in (pair, pair[::-1])
} | {"sorted": "list", "fullmatch": "match", "match": "search"}  # fmt: skip
_ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_WORD = re.compile(
    r"(?:(?<=[(|:])|^)[\w -]*\w(?=\|)|(?<=\|)[\w -]*\w(?=[|)]|$)"
)  # one of several in a pattern


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
                if not (isinstance(operator, _ORDER) and _is_changed_both_ways(right[at])):
                    yield ast.Compare(left, [*ops[:at], _TURNED[type(operator)](), *ops[at + 1 :]], right)
                if isinstance(operator, ast.In | ast.NotIn) and isinstance(
                    right[at], ast.Tuple | ast.Constant
                ):
                    for fewer in _with_one_less(right[at]):
                        yield ast.Compare(left, ops, [*right[:at], fewer, *right[at + 1 :]])
        case ast.BoolOp(op, values):
            for left_out in range(len(values)):
                others = [value for at, value in enumerate(values) if at != left_out]
                yield others[0] if len(others) == 1 else ast.BoolOp(op, others)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand) if not _is_number(operand):
            yield operand
        case ast.BinOp(left, op, right) if type(op) in _OTHER:
            yield ast.BinOp(left, _OTHER[type(op)](), right)
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1)
            if value > 0:
                yield ast.Constant(value - 1)
        case ast.Constant(float() as value):
            yield ast.Constant(value * 1.01 + 0.01)
            if value > 0:
                yield ast.Constant(value * 0.99 - 0.01)
        case ast.Constant(str() as value) if value:
            yield ast.Constant(f"{value}~")
            for word in _WORD.finditer(value):
                yield ast.Constant(f"{value[: word.end()]}~{value[word.end() :]}")
        case ast.Slice(lower, upper, step):
            if lower is not None and not _is_number(lower):
                yield ast.Slice(_one_more(lower), upper, step)
            if upper is not None and not _is_number(upper):
                yield ast.Slice(lower, _one_more(upper), step)
        case ast.IfExp(_, body, orelse):
            yield body
            yield orelse
        case ast.If(_, body, orelse):
            yield ast.If(ast.Constant(True), body, orelse)
            yield ast.If(ast.Constant(False), body, orelse)
        case ast.While(_, body, orelse):
            yield ast.While(ast.Constant(False), body, orelse)
        case ast.comprehension(target, over, conditions, is_async):
            for at in range(len(conditions)):
                yield ast.comprehension(target, over, conditions[:at] + conditions[at + 1 :], is_async)
        case ast.Set() | ast.List(ctx=ast.Load()) | ast.Dict():
            yield from _with_one_less(node)
        case ast.Tuple(elts, ast.Load()) if any(isinstance(element, ast.Starred) for element in elts):
            yield from _with_one_less(node)
        case ast.Call():
            yield from _other_calls(node)
        case ast.Return(ast.expr() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.ExceptHandler(_, name, body):
            yield ast.ExceptHandler(ast.Tuple([], ast.Load()), name, body)
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.AugAssign() | ast.Delete([ast.Subscript()]) | ast.Assign([ast.Subscript()]):
            yield ast.Pass()
        case ast.Expr(ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield ast.Pass()


def _other_calls(call: ast.Call) -> Iterator[ast.expr]:
    match call:
        case ast.Call(function, [first, second, *more], keywords) if not (
            ast.unparse(function) in _EITHER_WAY or ast.dump(first) == ast.dump(second)
        ):
            yield ast.Call(function, [second, first, *more], keywords)
    match call:
        case ast.Call(ast.Attribute(value, name) as function, arguments) if name in _PLAIN:
            yield value
            for fewer in _with_one_less(arguments[0]) if name in _OF_SIGNS and arguments else ():
                yield ast.Call(function, [fewer], [])
        case ast.Call(ast.Attribute(value, name), arguments, keywords) if name in _TWINS:
            yield ast.Call(ast.Attribute(value, _TWINS[name], ast.Load()), arguments, keywords)
        case ast.Call(ast.Name("sorted"), [first, *_]):
            yield ast.Call(ast.Name("list", ast.Load()), [first], [])
        case ast.Call(ast.Name(name), arguments, keywords) if name in _TWINS:
            yield ast.Call(ast.Name(_TWINS[name], ast.Load()), arguments, keywords)


def _with_one_less(node: ast.AST) -> Iterator[ast.expr]:
    """Yield a collection without each of its elements but the words, which are changed themselves; signs in a text."""
    match node:
        case ast.Constant(str() as signs) if len(signs) > 1:
            yield from (ast.Constant(signs[:at] + signs[at + 1 :]) for at in range(len(signs)))
        case ast.Dict(keys, values):
            for at, key in enumerate(keys):
                if not _is_word(key):
                    yield ast.Dict(keys[:at] + keys[at + 1 :], values[:at] + values[at + 1 :])
        case ast.Set(elements) if len(elements) > 1:
            yield from (ast.Set(fewer) for fewer in _fewer(elements))
        case ast.List(elements) | ast.Tuple(elements):
            yield from (type(node)(fewer, ast.Load()) for fewer in _fewer(elements))


def _fewer(elements: list[ast.expr]) -> Iterator[list[ast.expr]]:
    for at, element in enumerate(elements):
        if not _is_word(element):
            yield elements[:at] + elements[at + 1 :]


def _is_number(node: ast.AST) -> bool:
    match node:
        case ast.UnaryOp(ast.USub(), operand):
            return _is_number(operand)
        case ast.Constant(value):
            return isinstance(value, int | float) and not isinstance(value, bool)
    return False


def _is_changed_both_ways(node: ast.AST) -> bool:
    """Return whether a number is changed itself, so that "more than 2" need not become "2 or more" as well."""
    return _is_number(node) and not (isinstance(node, ast.Constant) and node.value == 0)


def _is_word(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _one_more(number: ast.expr) -> ast.expr:
    return ast.BinOp(number, ast.Add(), ast.Constant(1))


def _not_run(tree: ast.Module) -> set[int]:
    """Return the nodes whose change no figure can feel: documentation, annotations, imports, names handed on."""
    out: set[int] = set()
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        match node:
            case ast.Expr(ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.Assert():
                parts.append(node)
            case ast.Raise(ast.Call(ast.Name(name))) if hasattr(builtins, name):  # none that a clerk meets
                parts.append(node)
            case ast.If(ast.Name("TYPE_CHECKING")) | ast.Assign([ast.Name("__all__" | "__slots__")]):
                parts.append(node)
            case ast.Assign([ast.Name()], ast.BinOp(_, ast.BitOr(), ast.Name() | ast.Subscript())):  # a type
                parts.append(node)
            case ast.AnnAssign():
                parts.append(node.annotation)
            case ast.FunctionDef():
                arguments = (item for item in ast.walk(node.args) if isinstance(item, ast.arg))
                parts += [node.returns, *(argument.annotation for argument in arguments)]
            case ast.keyword(arg) if arg in _GUARDS:
                parts.append(node)
            case ast.Call(ast.Attribute(_, name), [ast.Constant() as signs]) if name in _OF_SIGNS:
                parts.append(signs)  # another sign among them is none that a text ends with
            case ast.Compare(_, [ast.In() | ast.NotIn()], [ast.Constant() as signs]):
                parts.append(signs)
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
