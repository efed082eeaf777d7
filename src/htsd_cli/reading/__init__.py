"""Received files become submissions: one alone, or many with a store, by one process or by several."""

from htsd_cli.reading.hands import Hands
from htsd_cli.reading.many import read_all, read_received
from htsd_cli.reading.one import read_submission, read_with

__all__ = ["Hands", "read_all", "read_received", "read_submission", "read_with"]
