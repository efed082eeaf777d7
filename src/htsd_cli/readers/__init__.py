"""Reads a received file into a neutral Document. `read_document` is the one door; it goes by content.

Old Word files go through LibreOffice: `convert_old_documents` does that once for a whole folder.
"""

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.registry import convert_old_documents, read_document

__all__ = ["UnreadableFile", "convert_old_documents", "read_document"]
