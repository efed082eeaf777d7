"""A page opened in Debian's Chromium, that may tell no error and ask for nothing."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.programs import requires_program

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OpenPage = Callable[..., "Page"]
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@contextmanager
def started() -> Iterator[Browser]:
    """Start Chromium; on a newcomer's machine without Playwright its tests are skipped, in CI they fail."""
    requires_program("chromium")
    if importlib.util.find_spec("playwright") is None:
        if os.environ.get("CI"):
            pytest.fail("Playwright is not installed")
        pytest.skip("Playwright is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def window(browser: Browser) -> Iterator[OpenPage]:
    """Open pages in windows of their own; at the end none may have told an error or asked for anything else."""
    opened = []

    def open_(path: Path, *, width: int = 1280, fragment: str = "", **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
        page = context.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: told.append(request.url) if request.url != path.as_uri() else None)
        opened.append((context, told))
        page.goto(path.as_uri() + fragment)
        return page

    yield open_
    for context, told in opened:
        context.close()
        assert told == []
