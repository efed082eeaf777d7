"""Reads, checks and consolidates the units' reports on the Lifelong Learning Week (HTSĐ)."""

__version__ = "0.1.0"
