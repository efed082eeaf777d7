"""Reads a received file into a neutral Document. `read_document` is the one door; it goes by content."""

from htsd_cli.readers.package import UnreadableFile
from htsd_cli.readers.registry import read_document

__all__ = ["UnreadableFile", "read_document"]
