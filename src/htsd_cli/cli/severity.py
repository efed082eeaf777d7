"""The words and signs a person reads for a severity; colour never carries the meaning alone."""

from __future__ import annotations

from htsd_cli.findings import Severity

WORDS = {Severity.ERROR: "Phải sửa", Severity.WARNING: "Xem lại", Severity.INFO: "Để biết"}
SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
STATUS_WORDS = {"ok": "Đạt", "warning": "Xem lại", "error": "Phải sửa"}
STATUS_SIGNS = {"ok": "✓", "warning": "!", "error": "✗"}
STATUS_STYLES = {"ok": "green", "warning": "yellow", "error": "bold red"}
