"""The small faults that `tools/mutants.py` draws: which there are in a line, and where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.mutation.faults import faults_of, spoilt


def drawn(text: str, folder: Path) -> list[str]:
    """Return what each fault of a module puts in the place of something; every one of them can be put in."""
    module = folder / f"module_{len(text)}.py"
    module.write_text(text, encoding="utf-8")
    faults = faults_of(module)
    assert all(spoilt(fault) for fault in faults)
    return [fault.said.split("  →  ")[1] for fault in faults]


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("a < b", ["a <= b"]),
        ("a == b", ["a != b"]),
        ("a > 2", ["3", "1"]),  # nothing beside what the number does itself
        ("a > 0", ["a >= 0", "1"]),
        ("a is not None", ["a is None"]),
        ("a and b and c", ["b and c", "a and c", "a and b"]),
        ("a or b", ["b", "a"]),
        ("not a", ["a"]),
        ("-a", ["a"]),
        ("a[-1]", ["2", "0"]),
        ("a[:b]", [":b + 1"]),
        ("a[b:2]", ["b + 1:2", "3", "1"]),
        ("a + b", ["a - b"]),
        ("True", ["False"]),
        ("'là'", ["'là~'"]),
        ("'(?:xã|tổ dân phố)s'", ["'(?:xã|tổ dân phố)s~'", "'(?:xã~|tổ dân phố)s'", "'(?:xã|tổ dân phố~)s'"]),
        ("a if b else c", ["a", "c"]),
        ("[a for a in b if c if d]", ["for a in b if d", "for a in b if c"]),
        ("{a, 'b'}", ["{'b'}", "'b~'"]),
        ("[a]", ["[]"]),
        ("{a: b, 'c': d}", ["{'c': d}", "'c~'"]),
        ("a in (b, c)", ["a not in (b, c)", "a in (c,)", "a in (b,)"]),
        ("(a, b)", []),
        ("(*a, b)", ["(b,)", "(*a,)"]),
        ("f(a, b)", ["f(b, a)"]),
        ("f(a, a)", []),
        ("max(a, b)", ["min(a, b)"]),
        ("any(a)", ["all(a)"]),
        ("sorted(a, key=b)", ["list(a)"]),
        ("a.startswith(b)", ["a.endswith(b)"]),
        ("a.strip()", ["a"]),
        ("a.strip(' .')", ["a", "a.strip('.')", "a.strip(' ')"]),
        ("a in ' .'", ["a not in ' .'", "a in '.'", "a in ' '"]),
        ("cast('Form', a)", []),
    ],
)  # fmt: skip
def test_what_may_be_wrong_in_an_expression(line: str, faults: list[str], tmp_path: Path) -> None:
    assert drawn(f"def f():\n    g = {line}", tmp_path) == faults


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        ("if a:\n  return 1", ["if True: return 1", "if False: return 1", "2", "0"]),
        ("while a:\n  break", ["while False: break", "continue"]),
        ("for a in b:\n  continue", ["break"]),
        ("try:\n  return\nexcept E:\n  return", ["except (): return"]),
        ("a += b", ["pass"]),
        ("a[b] = c", ["pass"]),
        ("del a[b]", ["pass"]),
        ("a(b)", ["pass"]),
        ("yield a", ["pass"]),
        ("return a", ["return None"]),
        ("raise Unreadable('hỏng')", ["'hỏng~'"]),
        ("raise ValueError('broken')", []),
        ("assert a == 'b'", []),
        ("'''Says.'''", []),
    ],
)
def test_what_may_be_wrong_in_a_statement(lines: str, faults: list[str], tmp_path: Path) -> None:
    body = "".join(f"    {line}\n" for line in lines.splitlines())
    assert drawn(f"def f(a: Literal['x'] = b) -> dict[str, 'Y']:\n{body}", tmp_path) == faults


def test_what_no_figure_feels_is_never_at_fault(tmp_path: Path) -> None:
    text = """
        '''Says.'''
        from a import b
        __all__ = ["b"]
        Number = int | Decimal
        Name = NewType("Name", str)
        Told = Callable[[int, int], str]
        if TYPE_CHECKING:
            c = 1
        @dataclass(frozen=True)
        class D:
            __slots__ = ("e",)
            e: Literal["f"]
    """
    assert drawn("\n".join(line[8:] for line in text.splitlines()), tmp_path) == []
