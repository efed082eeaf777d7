"""The command line: one module a command; each imports what it needs only when it runs."""

import gc
import os

# A short run makes much and drops little, so collecting often only costs; and pydantic would look through
# every installed package for plugins, which costs as much as reading three reports.
gc.set_threshold(100_000)
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from htsd_cli.cli.app import main  # noqa: E402

__all__ = ["main"]
