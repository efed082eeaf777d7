"""The containers documents come in: zip packages, flat XML and OLE files, opened within limits."""

from importlib import import_module
from typing import TYPE_CHECKING

from htsd_cli.readers.packages.foreign import MAGIC, foreign_archive
from htsd_cli.readers.packages.package import (
    HIGHEST_RATIO,
    MOST_PART_BYTES,
    Package,
    parsed,
    refuse_long_directory,
)
from htsd_cli.values.unreadable import UnreadableFile

if TYPE_CHECKING:
    from htsd_cli.readers.packages.excel_2003 import is_excel_2003, write_excel_2003
    from htsd_cli.readers.packages.flat_opc import is_flat_package, write_package
    from htsd_cli.readers.packages.flat_xml import read_flat_xml
    from htsd_cli.readers.packages.ole import OleFile
    from htsd_cli.readers.packages.ole_properties import user_properties
    from htsd_cli.readers.packages.word_97 import cell_marks, without_unseen_marks
    from htsd_cli.readers.packages.word_2003 import is_word_2003, write_word_2003
else:
    _WHERE = {
        "is_excel_2003": "excel_2003", "write_excel_2003": "excel_2003", "is_flat_package": "flat_opc",
        "write_package": "flat_opc", "read_flat_xml": "flat_xml", "OleFile": "ole",
        "user_properties": "ole_properties", "without_unseen_marks": "word_97", "cell_marks": "word_97",
        "is_word_2003": "word_2003", "write_word_2003": "word_2003",
    }  # fmt: skip

    def __getattr__(name: str) -> object:
        """Return what only older kinds of files need, imported at its first use."""
        if name not in _WHERE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
        globals()[name] = found
        return found


__all__ = [
    "HIGHEST_RATIO",
    "MAGIC",
    "MOST_PART_BYTES",
    "OleFile",
    "Package",
    "UnreadableFile",
    "cell_marks",
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
