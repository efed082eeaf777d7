"""The programs outside Python that some tests need."""

from __future__ import annotations

import os
import shutil

import pytest


def requires_program(*names: str) -> None:
    """Skip the test when a program is not installed; on the CI machine (`CI` is set) fail instead.

    A newcomer passes the tests with nothing but Python; the CI machine may not pass over them unseen.
    """
    missing = [name for name in names if shutil.which(name) is None]
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)}"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
