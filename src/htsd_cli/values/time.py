"""The time by which a report counts as on time: Vietnam's, the whole year seven hours ahead of UTC."""

from __future__ import annotations

from datetime import timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
