"""The Roman numbers by which units, their parts and places are counted: `Sơn Ca II`, `Tổ IV`."""

from __future__ import annotations

# Folded -> in digits.
ROMAN = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10",
}  # fmt: skip
