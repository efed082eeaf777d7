"""The numbers of SEQ fields, counted anew through the text (ECMA-376 part 1, 17.16.5.56)."""

from __future__ import annotations

import re

from lxml import etree

from htsd_cli.readers.word.elements import W

_FLD_CHAR, _FLD_SIMPLE, _INSTR = f"{W}fldChar", f"{W}fldSimple", f"{W}instrText"
_SEQ = re.compile(
    r"\s*SEQ\s+\"?([^\s\"\\]{1,60})\"?\s*((?:\\(?:[cnh]|r\s*[0-9]{1,6}|\*\s*(?:ARABIC|MERGEFORMAT|CHARFORMAT))\s*)*)",
    re.IGNORECASE,
)
_RESET = re.compile(r"\\r\s*([0-9]+)", re.IGNORECASE)
_NEVER_READ = (f"{W}del", f"{W}moveFrom", f"{W}txbxContent")
_MOST, _DEEPEST = 5000, 20  # fields that are counted, and fields within fields


def numbers(body: etree._Element) -> dict[etree._Element, str]:
    """Return the number of each SEQ field in a text by its first element (w:fldChar, w:fldSimple).

    Of a sequence with a field that cannot be counted for sure (from headings on, in a text box) none is returned.
    """
    counts: dict[str, int] = {}
    found: dict[etree._Element, tuple[str, str]] = {}
    unsure: set[str] = set()
    for first, code in _codes(body):
        words = code.split(None, 2)
        if len(words) < 2 or words[0].upper() != "SEQ":
            continue
        match = _SEQ.fullmatch(code)
        if match is None or next(first.iterancestors(*_NEVER_READ), None) is not None:
            if next(first.iterancestors(*_NEVER_READ[:2]), None) is None:
                unsure.add(words[1].strip('"').casefold())
            continue
        name, switches = match[1].casefold(), match[2].lower()
        reset = _RESET.search(switches)
        if reset is not None:
            counts[name] = int(reset[1])
        elif "\\c" not in switches:
            counts[name] = counts.get(name, 0) + 1
        found[first] = name, str(counts.get(name, 0))
    return {first: number for first, (name, number) in found.items() if name not in unsure}


def _codes(body: etree._Element) -> list[tuple[etree._Element, str]]:
    """Return the first element and the code of each field, in the order of the text."""
    found: list[tuple[etree._Element, list[str]]] = []
    open_: list[list[str] | None] = []  # the code of each open field, None behind its end
    for element in body.iter(_FLD_CHAR, _FLD_SIMPLE, _INSTR):
        if element.tag == _FLD_SIMPLE:
            found.append((element, [element.get(f"{W}instr", "")]))
        elif element.tag == _INSTR:
            if open_ and (code := open_[-1]) is not None:
                code.append(element.text or "")
        else:
            step = element.get(f"{W}fldCharType")
            if step == "begin" and len(open_) < _DEEPEST:
                code = []
                open_.append(code)
                found.append((element, code))
            elif step == "separate" and open_:
                open_[-1] = None
            elif step == "end" and open_:
                open_.pop()
        if len(found) > _MOST:
            return []
    return [(first, "".join(code)) for first, code in found]
