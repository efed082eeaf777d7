"""Filled forms in every shape offices send, each with its truth, and the scoreboard that reads them."""

from tests.corpus.report import cases
from tests.corpus.truth import Case, Truth

__all__ = ["Case", "Truth", "cases"]
