"""Dresses a template so that who opens it in Word sees a report: fields by their names, one branch of each choice.

A field is `«số đơn vị»` with its command hidden between the brackets, so that who deletes or moves the one deletes or
moves both. Of words that stand in place of each other the first are seen; the others are hidden by a style of their
own, by which they are shown again when the template is filled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy

from docx.document import Document as DocumentFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from htsd_cli.writers.word.template_source import ALTERNATIVE
from tools.report_template.fields import name_of

_PIECES = re.compile(r"(\{%.*?%\}|\{\{.*?\}\})")
_OWN = re.compile(r"\{%(?:p|tr|tc) (if|elif|else|endif)\b.*%\}", re.DOTALL)
_REMARK = re.compile(r"\{#p (.*) #\}", re.DOTALL)
_INLINE = re.compile(r"\{% *(if|elif|else|endif)\b")
_NO_NAMES: Mapping[str, str] = {}


def dress(document: DocumentFile, names: Mapping[str, str] = _NO_NAMES) -> None:
    """Dress all paragraphs of a template that is written in plain commands; `names` are fields of its own."""
    branches: list[bool] = []
    for paragraph in list(document.element.body.iter(qn("w:p"))):
        text = "".join(item.text or "" for item in paragraph.iter(qn("w:t")))
        own = _OWN.fullmatch(text)
        if own:
            _step(branches, own.group(1))
        if text.startswith(("{%p", "{%tr", "{%tc")):
            for run in paragraph.iter(qn("w:r")):
                _hide(run)
        elif remark := _REMARK.fullmatch(text):
            _remark(paragraph, remark.group(1))
        else:
            _words(paragraph, names, hidden=any(branches))


def _step(branches: list[bool], word: str) -> None:
    """Follow a choice: whether its words stand in place of others now."""
    if word == "if":
        branches.append(False)
    elif word == "endif":
        branches.pop()
    else:
        branches[-1] = True


def _words(paragraph: etree._Element, names: Mapping[str, str], *, hidden: bool) -> None:
    branches: list[bool] = []
    for run in list(paragraph.iter(qn("w:r"))):
        text = "".join(item.text or "" for item in run.iter(qn("w:t")))
        if not text:
            continue
        made: list[etree._Element] = []
        for piece in _PIECES.split(text):
            inline = _INLINE.match(piece)
            if inline:
                _step(branches, inline.group(1))
            if piece.startswith("{%"):
                made.append(_hide(_like(run, piece)))
            elif piece:
                aside = hidden or any(branches)
                made += (
                    _field(run, piece, name_of(piece[2:-2].strip(), names), aside=aside)
                    if piece.startswith("{{")
                    else [_seen(run, piece, aside=aside)]
                )
        for new in made:
            run.addprevious(new)
        paragraph.remove(run)
    row = next(paragraph.iterancestors(qn("w:tr")), None)
    if hidden and row is None:
        mark = paragraph.get_or_add_pPr().find(qn("w:rPr"))  # type: ignore[attr-defined]
        if mark is None:
            mark = etree.SubElement(paragraph.pPr, qn("w:rPr"))  # type: ignore[attr-defined]
        _set_aside(mark)
        mark.append(OxmlElement("w:vanish"))
    elif hidden and row is not None and row.find(f"{qn('w:trPr')}/{qn('w:hidden')}") is None:
        row.get_or_add_trPr().append(OxmlElement("w:hidden"))  # type: ignore[attr-defined]


def _field(run: etree._Element, piece: str, name: str, *, aside: bool) -> list[etree._Element]:
    return [
        _seen(run, "«", aside=aside),
        _hide(_like(run, piece)),
        _seen(run, f"{name}»", aside=aside),
    ]


def _remark(paragraph: etree._Element, words: str) -> None:
    (run,) = paragraph.iter(qn("w:r"))
    for new in (_hide(_like(run, "{#p ")), _like(run, words), _hide(_like(run, " #}"))):
        run.addprevious(new)
    paragraph.remove(run)


def _seen(run: etree._Element, text: str, *, aside: bool) -> etree._Element:
    new = _like(run, text)
    if aside:
        _set_aside(new.get_or_add_rPr())  # type: ignore[attr-defined]
    return new


def _set_aside(look: etree._Element) -> None:
    style = OxmlElement("w:rStyle")
    style.set(qn("w:val"), ALTERNATIVE)
    look.insert(0, style)


def _like(run: etree._Element, text: str) -> etree._Element:
    """Return a run with the look of another."""
    new = OxmlElement("w:r")
    look = run.find(qn("w:rPr"))
    if look is not None:
        new.append(deepcopy(look))
    letters = OxmlElement("w:t")
    letters.text = text
    letters.set(qn("xml:space"), "preserve")
    new.append(letters)
    return new


def _hide(run: etree._Element) -> etree._Element:
    """Make a command small, grey and hidden; with Word's marks shown it is seen."""
    look = run.get_or_add_rPr()  # type: ignore[attr-defined]
    for name in ("w:vanish", "w:color", "w:sz", "w:szCs"):
        for old in look.findall(qn(name)):
            look.remove(old)
    for name, value in (("w:vanish", None), ("w:color", "808080"), ("w:sz", "18")):
        element = OxmlElement(name)
        if value:
            element.set(qn("w:val"), value)
        look.append(element)
    return run
