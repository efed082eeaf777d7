"""Content controls and ActiveX controls: what they show beside, or in place of, the text in the document part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from lxml import etree

from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers.packages import Package, UnreadableFile
from htsd_cli.readers.word.elements import NAMESPACES, OFF, VAL, W

_W15 = f"{{{NAMESPACES['w15']}}}"
_ACTIVE = "{http://schemas.microsoft.com/office/2006/activeX}"
_STORE = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
_MAPPING = lazy_pattern(r"xmlns:([\w.-]+)\s*=\s*(?:'([^']*)'|\"([^\"]*)\")")
_DAY = lazy_pattern(r"\d{4}-\d\d-\d\d")
_LONGEST_PATH = 300  # characters of the path to a value
# The stores every document has: its own properties.
_OWN_STORES = {
    "core-properties": "{6c3c8bc8-f283-45ae-878a-bab7291924a1}",
    "extended-properties": "{6668398d-a668-4e3e-a5eb-62b293d839f1}",
}
_SAID = ("Value", "Text", "Caption")  # the properties of a control that people see


def is_placeholder(sdt: etree._Element) -> bool:
    """Return whether a content control shows its prompt: nothing was chosen or typed yet."""
    showing = sdt.find(f"{W}sdtPr/{W}showingPlcHdr")
    return showing is not None and showing.get(VAL, "1") not in OFF


def prompted_runs(body: etree._Element) -> frozenset[etree._Element]:
    """Return the runs that stand in content controls which show their prompt."""
    found: set[etree._Element] = set()
    for showing in body.iter(f"{W}showingPlcHdr"):
        properties = showing.getparent()
        sdt = None if properties is None else properties.getparent()
        if sdt is not None and sdt.tag == f"{W}sdt" and is_placeholder(sdt):
            for content in sdt.iterfind(f"{W}sdtContent"):
                found.update(content.iter(f"{W}r"))
    return frozenset(found)


def bound_values(body: etree._Element, package: Package, main: str) -> dict[etree._Element, str]:
    """Return what the data store says for bound controls whose text differs: first run or paragraph -> the value.

    Word shows the store's value when it opens the file (ECMA-376 part 1, 17.5.2.6).
    """
    found: dict[etree._Element, str] = {}
    stores: dict[str, etree._Element] | None = None
    for binding in body.iter(f"{W}dataBinding", f"{_W15}dataBinding"):
        properties = binding.getparent()
        sdt = None if properties is None else properties.getparent()
        content = None if sdt is None else sdt.find(f"{W}sdtContent")
        if content is None or _shows_other_things(properties):
            continue
        if stores is None:
            stores = dict(_stores(package, main))
        root = stores.get(binding.get(f"{W}storeItemID", "").lower())
        if root is None and not binding.get(f"{W}storeItemID"):
            own = [store for name, store in stores.items() if name not in _OWN_STORES.values()]
            root = own[0] if len(own) == 1 else None
        mappings = binding.get(f"{W}prefixMappings", "")
        value = None if root is None else _value(root, binding.get(f"{W}xpath", ""), mappings)
        shown = "" if sdt is None or is_placeholder(sdt) else _text(content)
        value = None if value is None or properties is None else _as_shown(value, properties, shown)
        if value is None or " ".join(value.split()) == " ".join(shown.split()):
            continue
        first = next(content.iter(f"{W}r"), None)
        if first is None:
            first = next(content.iter(f"{W}p"), None)
        if first is not None:
            found[first] = value.strip()
    return found


def _shows_other_things(properties: etree._Element | None) -> bool:
    """Return whether a control shows another thing than the store's text: a picture, text with looks, a box."""
    kinds = ("picture", "richText")
    if properties is None:
        return True
    return any(properties.find(f"{W}{kind}") is not None for kind in kinds) or any(
        isinstance(child.tag, str) and child.tag.endswith(("}checkbox", "}repeatingSection"))
        for child in properties
    )


def _as_shown(value: str, properties: etree._Element, shown: str) -> str:
    """Return what a control shows for a value of the store: an entry's name; of another day than its own the day."""
    for kind in ("dropDownList", "comboBox"):
        for item in properties.iterfind(f"{W}{kind}/{W}listItem"):
            if item.get(f"{W}value") == value.strip():
                return item.get(f"{W}displayText") or value
    date = properties.find(f"{W}date")
    if date is not None and (day := _DAY.match(value.strip())):
        own = date.get(f"{W}fullDate", "")
        return shown if not own or own[:10] == day[0] else value
    return value


def _text(content: etree._Element) -> str:
    return "".join(text.text or "" for text in content.iter(f"{W}t"))


def _stores(package: Package, main: str) -> Iterator[tuple[str, etree._Element]]:
    """Yield the data stores of the file: their id in small letters and their root."""
    for kind, own in _OWN_STORES.items():
        with suppress(UnreadableFile):
            if (part := package.related("", kind)) is not None and part in package:
                yield own, package.parse(part)
    for kind, part in package.relations(main).values():
        if kind != "customXml" or part not in package:
            continue
        try:
            properties = package.related(part, "customXmlProps")
            known = properties is not None and properties in package
            name = package.parse(properties).get(f"{_STORE}itemID", "") if known and properties else ""
            yield name.lower(), package.parse(part)
        except UnreadableFile:
            continue


def _value(root: etree._Element, path: str, mappings: str) -> str | None:
    """Return the text of the first thing a path leads to, None where it leads nowhere or is none."""
    spaces = {match[1]: match[2] or match[3] or "" for match in _MAPPING.finditer(mappings)}
    if len(path) > _LONGEST_PATH:
        return None
    try:
        found = etree.XPath(path, namespaces=spaces, regexp=False)(root.getroottree())
    except (etree.XPathError, ValueError, TypeError):
        return None
    if isinstance(found, list):
        first = found[0] if found else None
        if isinstance(first, etree._Element):
            return "".join(str(text) for text in first.itertext())
        return None if first is None else str(first)
    return found if isinstance(found, str) else None


def control_value(package: Package, part: str) -> str:
    """Return what an ActiveX control shows, as far as its part says it in words."""
    if part not in package or not part.lower().endswith(".xml"):
        return ""
    try:
        root = package.parse(part)
    except UnreadableFile:
        return ""
    said = {
        item.get(f"{_ACTIVE}name", ""): item.get(f"{_ACTIVE}value", "")
        for item in root.iter(f"{_ACTIVE}ocxPr")
    }
    return next((said[name] for name in _SAID if said.get(name)), "")
