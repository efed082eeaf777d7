"""The containers documents come in: zip packages, flat XML and OLE files, opened within limits."""

from htsd_cli.readers.packages.excel_2003 import is_excel_2003, write_excel_2003
from htsd_cli.readers.packages.flat_opc import is_flat_package, write_package
from htsd_cli.readers.packages.flat_xml import read_flat_xml
from htsd_cli.readers.packages.foreign import foreign_archive
from htsd_cli.readers.packages.ole import MAGIC, OleFile
from htsd_cli.readers.packages.ole_properties import user_properties
from htsd_cli.readers.packages.package import (
    HIGHEST_RATIO,
    MOST_PART_BYTES,
    Package,
    parsed,
    refuse_long_directory,
)
from htsd_cli.readers.packages.word_97 import without_unseen_marks
from htsd_cli.readers.packages.word_2003 import is_word_2003, write_word_2003
from htsd_cli.values.unreadable import UnreadableFile

__all__ = [
    "HIGHEST_RATIO",
    "MAGIC",
    "MOST_PART_BYTES",
    "OleFile",
    "Package",
    "UnreadableFile",
    "foreign_archive",
    "is_excel_2003",
    "is_flat_package",
    "is_word_2003",
    "parsed",
    "read_flat_xml",
    "refuse_long_directory",
    "user_properties",
    "without_unseen_marks",
    "write_excel_2003",
    "write_package",
    "write_word_2003",
]
