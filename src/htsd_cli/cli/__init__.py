"""The command line: one module a command; each imports what it needs only when it runs."""

from htsd_cli.cli.app import main

__all__ = ["main"]
