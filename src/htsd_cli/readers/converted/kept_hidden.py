"""Keeps hidden what LibreOffice would show once it has converted an old text document.

Our own copy of the file is changed before it is converted: what is hidden in OpenDocument becomes hidden letters
(`open_text`), rich text is rid of what LibreOffice misreads (`rich_text`), and a .doc of paragraph marks nobody sees.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

from htsd_cli.readers.converted.open_text import is_concerned, keep
from htsd_cli.readers.converted.rich_text import as_shown
from htsd_cli.readers.packages import (
    MAGIC,
    OleFile,
    Package,
    UnreadableFile,
    read_flat_xml,
    without_unseen_marks,
)

_PARTS = ("content.xml", "styles.xml")  # of an OpenDocument package


def keep_hidden(copy: Path) -> None:
    """Change a copy of an old text document so that what is hidden in it is still hidden after its conversion.

    Raises `UnreadableFile` for a damaged OpenDocument file.
    """
    with copy.open("rb") as stream:
        head = stream.read(5)
    if head[:4] == b"PK\3\4":
        _in_package(copy)
    elif head == b"{\\rtf":
        content = copy.read_bytes()
        changed = as_shown(content)
        if changed != content:
            copy.write_bytes(changed)
    elif head[:4] == MAGIC[:4]:
        _in_word_97(copy)
    elif (head[:1] == b"<" or head[:3] == b"\xef\xbb\xbf") and is_concerned(copy.read_bytes()):
        root = read_flat_xml(copy)
        if keep(root):
            copy.write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _in_package(copy: Path) -> None:
    with Package(copy) as package:
        contents = {name: package.read(name) for name in _PARTS}
        if contents["content.xml"] is None or not any(
            is_concerned(part or b"") for part in contents.values()
        ):
            return
        trees = {name: package.parse(name) for name, part in contents.items() if part is not None}
    if not keep(trees["content.xml"], trees.get("styles.xml")):
        return
    texts = {
        name: etree.tostring(tree, encoding="UTF-8", xml_declaration=True) for name, tree in trees.items()
    }
    changed = copy.with_name(f"{copy.name}.new")
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, texts.get(entry.filename) or old.read(entry))
    changed.replace(copy)


def _in_word_97(copy: Path) -> None:
    try:
        file = OleFile(copy)
        document = file.read("WordDocument")
        second = int.from_bytes(document[10:12], "little") & 0x200
        changed = without_unseen_marks(document, file.read("1Table" if second else "0Table"))
    except UnreadableFile:
        return  # LibreOffice says what is wrong with it
    if changed is not None:
        copy.write_bytes(file.with_stream("WordDocument", changed))
