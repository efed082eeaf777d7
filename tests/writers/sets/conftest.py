"""Nothing here waits for the disk itself: that would only take time."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def _no_flushing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    monkeypatch.setattr(os, "sync", lambda: None)
