"""Reads a workbook that is protected without a password of its own: encrypted with the one every Excel knows.

“Protect Workbook” of an .xls, and a workbook marked as read only, are encrypted with a fixed password
([MS-OFFCRYPTO] 2.4.2.3); Excel and LibreOffice open them without asking. msoffcrypto-tool takes the encryption
off; it is not ours, so this runs in a child process (`readers.child`).
"""

from __future__ import annotations

import struct
from pathlib import Path

from htsd_cli.readers.packages import UnreadableFile
from htsd_cli.readers.temporary import temporary_folder
from htsd_cli.values.document import Document

_EXCELS_OWN = "VelvetSweatshop"
# What the library stumbles over in ways of encrypting that it does not know.
_OF_THE_LIBRARY = (
    ValueError,
    OSError,
    struct.error,
    LookupError,
    TypeError,
    AttributeError,
    NotImplementedError,
)


def read_protected(path: Path) -> Document:
    """Return what the workbook says. Raises `UnreadableFile("password-protected")` when a password is asked for."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
    from msoffcrypto.format.ooxml import OOXMLFile

    with temporary_folder() as folder:
        plain = folder / "so-tinh"
        try:
            with path.open("rb") as source, plain.open("wb") as target:
                office = msoffcrypto.OfficeFile(source)
                if isinstance(office, OOXMLFile):
                    office.load_key(password=_EXCELS_OWN, verify_password=True)
                else:
                    office.load_key(password=_EXCELS_OWN)
                office.decrypt(target)
        except (DecryptionError, InvalidKeyError, FileFormatError, ParseError, *_OF_THE_LIBRARY) as error:
            raise UnreadableFile("password-protected") from error
        if plain.read_bytes()[:2] == b"PK":
            from htsd_cli.readers.sheets.xlsx import read_xlsx

            return read_xlsx(plain)._replace(path=path)
        from htsd_cli.readers.sheets.xls import read_xls

        return read_xls(plain)._replace(path=path)
