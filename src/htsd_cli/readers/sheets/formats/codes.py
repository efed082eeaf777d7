"""The tokens of a number format's code (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re

Tokens = tuple[str, ...]

_TOKEN = re.compile(
    r'"[^"]*"?|\\.?|_.?|\*.?|\[[^\]]*\]?|general|am/pm|a/p|e[+-]|\.0+|d+|m+|y+|h+|s+|;|.',
    re.IGNORECASE | re.DOTALL,
)


def sections(code: str) -> tuple[Tokens, ...]:
    """Return the tokens of a code's sections, at most four."""
    found: list[list[str]] = [[]]
    for token in _TOKEN.findall(code):
        if token == ";":
            found.append([])
        else:
            found[-1].append(token)
    return tuple(tuple(section) for section in found[:4])


def spread(tokens: Tokens) -> Tokens:
    """Return tokens with the decimal places that a time's seconds may have taken apart."""
    if not any(token.startswith(".0") for token in tokens):
        return tokens
    return tuple(part for token in tokens for part in (token if token.startswith(".0") else (token,)))


def literal(token: str) -> str:
    """Return the letters a token shows as they are, "" for a placeholder, a date part or a filling."""
    if token.startswith('"'):
        return token.strip('"')
    if token.startswith("\\"):
        return token[1:]
    if token.startswith("[$"):
        return token[2:].rstrip("]").partition("-")[0]
    if token[0] == "_":
        return " "
    if token[0] in "*[" or is_placeholder(token) or is_date_part(token) or token in (",", "@"):
        return ""
    return token


def is_placeholder(token: str) -> bool:
    """Return whether a token stands for a number's digits."""
    return token in ("0", "#", "?") or token.lower() == "general" or token.startswith(".0")


def is_date_part(token: str) -> bool:
    """Return whether a token stands for a part of a date or a time."""
    return token[0] in "dmyhsDMYHS" or is_elapsed(token) or token.lower() in ("am/pm", "a/p")


def is_elapsed(token: str) -> bool:
    """Return whether a token counts hours, minutes or seconds beyond a day."""
    return token.lower() in ("[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]")
