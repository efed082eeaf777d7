"""The command line: one module a command; each imports what it needs only when it runs."""

import os

# pydantic looks through every installed package for plugins, which costs as much as reading three reports.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from htsd_cli.cli.app import main

__all__ = ["main"]
