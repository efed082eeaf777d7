"""A copy of an Office package in which some parts are changed or added and all others keep their very bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

from htsd_cli.readers.packages import Package, UnreadableFile

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # of new parts: no clock in our outputs
_SLACK = 1 << 16
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)

TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class PackageCopy:
    """The copy while it is made. Parts are named as in the package ("word/document.xml").

    Unlike `Package.parse`, `tree` gives a part as it stands: strict namespaces, comments and all. Raises
    `UnreadableFile` for a part that is missing, damaged or over a limit.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._trees: dict[str, etree._Element] = {}
        self._texts: dict[str, bytes] = {}
        self._names = {name.lower(): name for name in package.names()}
        self._removed: set[str] = set()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names or part in self._trees or part in self._texts

    def tree(self, part: str) -> etree._Element:
        """Return a part's root element; what is changed in it is changed in the copy."""
        part = self._names.get(part.lower(), part)
        if part not in self._trees:
            content = self._package.raw(part)
            if content is None:
                raise UnreadableFile("damaged-file")
            self._package.parse(part)  # the limits, and no DOCTYPE
            try:
                self._trees[part] = etree.fromstring(content, _PARSER)
            except (etree.XMLSyntaxError, ValueError) as error:
                raise UnreadableFile("damaged-file") from error
        return self._trees[part]

    def raw(self, part: str) -> bytes:
        """Return the bytes of a part that need not be well-formed XML."""
        part = self._names.get(part.lower(), part)
        content = self._texts.get(part) or self._package.raw(part)
        if content is None:
            raise UnreadableFile("damaged-file")
        return content

    def put(self, part: str, content: bytes) -> None:
        """Set the bytes of a part, an old or a new one."""
        self._texts[self._names.get(part.lower(), part)] = content

    def new_part(self, folder: str, stem: str, ending: str) -> str:
        """Return a free name: `xl/comments1.xml` for ("xl", "comments", "xml")."""
        number = 1
        while (name := posixpath.join(folder, f"{stem}{number}.{ending}")) in self:
            number += 1
        return name

    def add(
        self, part: str, root: etree._Element | bytes, content_type: str, *, by_ending: bool = False
    ) -> None:
        """Add a new part with its content type; `by_ending` says that all parts of its ending are of that type."""
        if isinstance(root, bytes):
            self._texts[part] = root
        else:
            self._trees[part] = root
        types = self.tree(_TYPES_PART)
        ending = posixpath.splitext(part)[1].removeprefix(".")
        known = {
            item.get("Extension", "").lower(): item.get("ContentType")
            for item in types.iter(f"{{{_TYPES}}}Default")
        }
        if by_ending and known.get(ending) == content_type:
            return
        if by_ending and ending not in known:
            entry = etree.Element(f"{{{_TYPES}}}Default", {"Extension": ending, "ContentType": content_type})
            types.insert(0, entry)
            return
        entry = etree.SubElement(types, f"{{{_TYPES}}}Override")
        entry.set("PartName", f"/{part}")
        entry.set("ContentType", content_type)

    def relate(self, part: str, kind: str, target: str, *, strict: bool) -> str:
        """Add an internal relationship of a part, its type the standard's name ending in `/kind`; return its id."""
        folder, base = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{base}.rels")
        if source in self:
            root = self.tree(source)
        else:
            root = self._trees[source] = etree.Element(
                f"{{{_RELATIONS}}}Relationships",
                nsmap={None: _RELATIONS},  # type: ignore[dict-item]  # the stubs forget the default
            )
        taken = {item.get("Id") for item in root.iter(f"{{{_RELATIONS}}}Relationship")}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        entry = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship")
        entry.set("Id", f"rId{number}")
        entry.set("Type", f"{STRICT if strict else TRANSITIONAL}/{kind}")
        entry.set("Target", posixpath.relpath(target, folder or "."))
        return f"rId{number}"

    def remove(self, part: str, owner: str) -> None:
        """Leave out a part that only `owner` is related to, with its relationship and its content type."""
        self._removed.add(self._names.get(part.lower(), part))
        folder, base = posixpath.split(owner)
        ids = {id_ for id_, (_, target) in self._package.relations(owner).items() if target == part}
        for source, tag, name, gone in (
            (posixpath.join(folder, "_rels", f"{base}.rels"), f"{{{_RELATIONS}}}Relationship", "Id", ids),
            (_TYPES_PART, f"{{{_TYPES}}}Override", "PartName", {f"/{part}"}),
        ):
            root = self.tree(source)
            for item in [item for item in root.iter(tag) if item.get(name) in gone]:
                root.remove(item)

    def content(self) -> bytes:
        """Return the copy: the package's entries in their order, new parts after them."""
        changed = dict(self._texts) | {name: _serialised(root) for name, root in self._trees.items()}
        entries = self._package.entries()
        size = sum(entry.compress_size for entry in entries)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for entry in entries:
                if entry.filename in self._removed:
                    continue
                new = changed.pop(entry.filename, None)
                if new is not None:
                    _write(target, entry.filename, new, entry)
                    continue
                if size > self._package.size + _SLACK:  # entries that lie in one another would swell the copy
                    raise UnreadableFile("damaged-file")
                _write_packed(target, entry, self._package.packed(entry))
            for name in sorted(changed):
                _write(target, name, changed[name], None)
        return out.getvalue()


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _write(target: zipfile.ZipFile, name: str, content: bytes, like: zipfile.ZipInfo | None) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH if like is None else max(like.date_time, _EPOCH))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0 if like is None else like.create_system
    entry.external_attr = 0 if like is None else like.external_attr
    target.writestr(entry, content)


def _write_packed(target: zipfile.ZipFile, entry: zipfile.ZipInfo, packed: bytes) -> None:
    """Write an entry as it is in another zip, compressed or not, without unpacking it."""
    copy = zipfile.ZipInfo(entry.filename, max(entry.date_time, _EPOCH))
    copy.compress_type, copy.CRC = entry.compress_type, entry.CRC
    copy.compress_size, copy.file_size = entry.compress_size, entry.file_size
    copy.create_system, copy.external_attr, copy.comment = (
        entry.create_system,
        entry.external_attr,
        entry.comment,
    )
    copy.flag_bits = entry.flag_bits & ~0x08  # sizes stand in the header, not after the data
    stream = target.fp
    assert stream is not None
    stream.seek(target.start_dir)
    copy.header_offset = stream.tell()
    stream.write(copy.FileHeader(zip64=False))
    stream.write(packed)
    target.start_dir = stream.tell()
    target.filelist.append(copy)
    target.NameToInfo[copy.filename] = copy
    target._didModify = True  # type: ignore[attr-defined]  # zipfile has no public way to copy an entry
