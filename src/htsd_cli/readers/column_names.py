"""The letters a sheet's columns are called by, and their numbers."""

from __future__ import annotations


def column_number(letters: str) -> int:
    """Return the 1-based number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_name(number: int) -> str:
    """Return the letters of a 1-based column: 1 is A, 27 is AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
