"""Reads a received file into a neutral Document. `read_document` is the one door; it goes by content.

`open_container` opens what holds other files, a zip or a mail.
Old Word files go through LibreOffice: `convert_old_documents` does that once for a whole folder.
"""

from htsd_cli.readers.package import UnreadableFile
from htsd_cli.readers.registry import convert_old_documents, open_container, read_document

__all__ = ["UnreadableFile", "convert_old_documents", "open_container", "read_document"]
