"""`htsd explain CODE`: what a finding means, with an example and how to mend it."""

from __future__ import annotations

from typing import Annotated

import typer

from htsd_cli.cli.terminal import echo


def explain(
    code: Annotated[
        str, typer.Argument(metavar="MÃ", help="Mã phát hiện, ví dụ sum-differs. Để trống: liệt kê.")
    ] = "",
) -> None:
    """Giải thích một mã phát hiện, kèm cách sửa."""
    from htsd_cli.values.catalogue import CATALOGUE
    from htsd_cli.writers.wording import SEVERITY_WORDS

    if not code:
        width = max(len(name) for name in CATALOGUE)
        for entry in CATALOGUE.values():
            echo(f"{entry.code:<{width}}  {SEVERITY_WORDS[entry.severity]:<8}  {entry.title}")
        return
    entry_or_none = CATALOGUE.get(code)
    if entry_or_none is None:
        from rapidfuzz import process

        from htsd_cli.cli.trouble import Trouble

        near = process.extractOne(code, list(CATALOGUE), score_cutoff=50)
        hint = f" Có phải ý bạn là “{near[0]}”?" if near else ""
        raise Trouble(f"Không có mã phát hiện “{code}”.{hint} Gõ “htsd explain” để xem mọi mã.")
    entry = entry_or_none
    echo(f"{entry.title} ({entry.code}, {SEVERITY_WORDS[entry.severity].lower()})\n")
    echo(f"{entry.explanation}\n")
    echo(f"Ví dụ:    {entry.example}")
    echo(f"Cách sửa: {entry.mend}")
