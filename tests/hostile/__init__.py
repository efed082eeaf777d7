"""Hostile and odd files: each is refused or read within its limits, with a finding and without a traceback."""

from tests.hostile.catalogue import HOSTILE, Hostile

__all__ = ["HOSTILE", "Hostile"]
