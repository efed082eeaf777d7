"""The help: Vietnamese to the last word at every width, and each command known by two names."""

from __future__ import annotations

import re

import pytest
import typer

from htsd_cli.cli.app import program, usual
from htsd_cli.cli.options import ALIASES

GROUP = typer.main.get_command(program())
COMMANDS = [*GROUP.commands]  # type: ignore[attr-defined]


def helped(*words: str, width: int = 80) -> str:
    context = GROUP.make_context("htsd", [], resilient_parsing=True, terminal_width=width)
    command = GROUP
    for word in words:
        command = command.get_command(context, word)  # type: ignore[attr-defined]
        context = command.make_context(word, [], parent=context, resilient_parsing=True, terminal_width=width)
    return str(command.get_help(context))


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS), ["roster", "check"]], ids=" ".join)
def test_no_word_of_the_library_is_left_at_any_width(words: list[str], width: int) -> None:
    said = helped(*words, width=width)
    assert "Cách dùng:" in said
    for left in (
        "Usage",
        "Options",
        "Arguments",
        "Commands",
        "default",
        "required",
        "<",
        "{",
        "x>=",
        "[mặc định",
    ):
        assert left not in said, left
    assert not re.search(r"[^\W\d_]\.\.\.$", said, re.MULTILINE)  # no sentence is cut short
    assert max(len(line) for line in said.splitlines()) <= width


def test_the_list_of_commands_has_both_names_and_whole_sentences() -> None:
    said = helped()
    for name in COMMANDS:
        assert f"  {name}, {ALIASES[name]} " in said
    assert "Lập thư mục của đợt báo cáo, kèm mẫu cho từng đơn vị." in said


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_answers_to_its_vietnamese_name(name: str) -> None:
    context = GROUP.make_context("htsd", [], resilient_parsing=True)
    found = GROUP.get_command(context, ALIASES[name])  # type: ignore[attr-defined]
    assert found is GROUP.commands[name]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["help"], ["--help"]),
        (["-help"], ["--help"]),
        (["help", "tong-hop"], ["tong-hop", "--help"]),
        (["aggregate", "-help"], ["aggregate", "--help"]),
        (["version"], ["--version"]),
        (["aggregate", "nhan", "-o", "ra"], ["aggregate", "nhan", "-o", "ra"]),
    ],
)
def test_other_words_for_help_and_version_are_understood(typed: list[str], meant: list[str]) -> None:
    assert usual(typed) == meant
