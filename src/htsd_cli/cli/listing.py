"""How findings and checked files are shown on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from htsd_cli.cli.terminal import SIGNS, STATUS_STYLES, STYLES, Hanging, shown
from htsd_cli.values.catalogue import CATALOGUE
from htsd_cli.values.findings import Finding, Severity
from htsd_cli.values.submission import Submission
from htsd_cli.writers.wording import SEVERITY_WORDS, STATUS_SYMBOLS, STATUS_WORDS


def findings_of(submission: Submission) -> RenderableType:
    """Return what is to be said of one file, worst first; one complaint in several places is told once."""
    head = Text()
    head.append(shown(submission.unit.name) or "(chưa rõ đơn vị)", style="bold")
    head.append(f"  {shown(submission.file)}", style="dim")
    return Group(head, *complaints(submission.findings), Text())


def complaints(findings: Iterable[Finding]) -> list[RenderableType]:
    """Return findings as they are told, in their order; one complaint in several places is told once."""
    groups = groupby(findings, key=lambda item: (item.severity, item.code))
    return [line for _, group in groups for line in _complaint(list(group))]


def _complaint(group: Sequence[Finding]) -> list[RenderableType]:
    first = group[0]
    sign = Text(f"{SIGNS[first.severity]} {SEVERITY_WORDS[first.severity]}: ", style=STYLES[first.severity])
    hints = list(dict.fromkeys(item.hint for item in group))
    if len(group) == 1:
        line = Text.assemble(sign, shown(first.message))
        return [_indent(line, 2), Hanging(f"{shown(first.hint)}  ({first.code})", 4, "→ ", "cyan")]
    lines: list[RenderableType] = [
        _indent(Text.assemble(sign, f"{CATALOGUE[first.code].title}, {len(group)} chỗ:"), 2)
    ]
    same_hint = len(hints) == 1
    for item in group:
        lines.append(Hanging(shown(item.message), 4, "- "))
        if not same_hint:
            lines.append(Hanging(shown(item.hint), 6, "→ ", "cyan"))
    if same_hint:
        lines.append(Hanging(f"{shown(hints[0])}  ({first.code})", 4, "→ ", "cyan"))
    return lines


def _indent(text: Text, left: int) -> Hanging:
    """Return a line with its sign, broken lines below the first word behind the sign."""
    return Hanging(text, left, hang=2)


def summary(submissions: Sequence[Submission], title: str) -> Table:
    """Return the table at the end: a line a file, with how many cells were looked at and how many are filled."""
    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    table.add_column("Kết quả", no_wrap=True)
    table.add_column("Đơn vị", overflow="fold", ratio=3)
    table.add_column("Tệp", overflow="fold", ratio=3)
    table.add_column("Ô có số", justify="right", no_wrap=True)
    table.add_column("Lỗi", justify="right", no_wrap=True)
    table.add_column("Cảnh báo", justify="right", no_wrap=True)
    for item in submissions:
        errors = sum(1 for found in item.findings if found.severity is Severity.ERROR)
        warnings = sum(1 for found in item.findings if found.severity is Severity.WARNING)
        status = Text(
            f"{STATUS_SYMBOLS[item.status]} {STATUS_WORDS[item.status]}", style=STATUS_STYLES[item.status]
        )
        table.add_row(
            status,
            shown(item.unit.name) or "–",
            shown(item.file),
            f"{item.cells.filled}/{item.cells.looked_at}" if item.cells.looked_at else "–",
            str(errors or "–"),
            str(warnings or "–"),
        )
    return table
