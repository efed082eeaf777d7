"""How a campaign's own files are called, and where its `htsd.toml` lies."""

from __future__ import annotations

from pathlib import Path

CAMPAIGN_FILE = "htsd.toml"
DEFAULT_ROSTER = "don-vi.xlsx"
DECISIONS_FILE = "can-xac-nhan.xlsx"
REMINDER_FILE = "LOI-NHAC.txt"  # a note to the clerk in the inbox


def find_campaign(start: Path) -> Path | None:
    """Return the `htsd.toml` of the folder `start` or of the nearest folder above it."""
    start = start.resolve()
    for directory in (start, *start.parents):
        if (directory / CAMPAIGN_FILE).is_file():
            return directory / CAMPAIGN_FILE
    return None
