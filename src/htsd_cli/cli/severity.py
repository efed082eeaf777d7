"""The signs and colours of severities and statuses on a terminal; colour never carries the meaning alone."""

from __future__ import annotations

from htsd_cli.values.findings import Severity
from htsd_cli.writers.wording import SEVERITY_WORDS, STATUS_SYMBOLS, STATUS_WORDS

__all__ = ["SEVERITY_WORDS", "SIGNS", "STATUS_STYLES", "STATUS_SYMBOLS", "STATUS_WORDS", "STYLES"]

SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFO: "·"}
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
STATUS_STYLES = {"ok": "green", "warning": "yellow", "error": "bold red"}
