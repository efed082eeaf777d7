"""Where the office's own words stand in the report, and what units' concerns are told beside them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from htsd_cli.consolidate import Consolidation
from htsd_cli.form import Campaign, Form
from htsd_cli.language.vietnamese import fold
from htsd_cli.writers.report.own_look import Table
from htsd_cli.writers.report.own_words import OWN_WORDS, OwnWords, Paragraph, read_own_words
from htsd_cli.writers.report.practices import PracticeFields, concern_fields

_TEMPLATE = "bao-cao-tong-hop.docx"
_HEADINGS = {"difficulties": "Hạn chế, khó khăn", "proposals": "Đề xuất, kiến nghị"}
_PARTS_OF_ANY_FORM = 2  # of the report: who reported, and the figures
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


@dataclass(frozen=True, slots=True)
class OwnPart:
    """A numbered part of the report in the office's own words; `told` is what units named, as a person confirmed it."""

    numeral: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    told: tuple[PracticeFields, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnFields:
    """The office's own words: what it did (`direction`, told in part I), and the parts behind those of the form.

    `tables` are those that its paragraphs stand for.
    """

    direction: tuple[Paragraph, ...] = ()
    parts: tuple[OwnPart, ...] = ()
    tables: tuple[Table, ...] = ()


def own_fields(
    words: OwnWords, consolidation: Consolidation, form: Form, of: int, names: dict[str, str]
) -> OwnFields:
    """Return the office's own words where they stand, with the confirmed concerns of the units in the fitting parts.

    `of` counts the units that tell anything, `names` are the units' names within a sentence. A topic of which units
    told and the office wrote nothing gets a part of its own, before what the office plans; parts are numbered on from
    the form's.
    """
    told = concern_fields(consolidation.concerns, form, of, names)
    by_topic = {
        topic: tuple(item for item in told if item.topic == topic) for topic in ("difficulties", "proposals")
    }
    drafts: list[tuple[str, tuple[Paragraph, ...], tuple[PracticeFields, ...]]] = []
    for part in words.parts:
        if part.topic != "direction":
            drafts.append((part.heading, part.paragraphs, by_topic.pop(part.topic, ())))
    for topic, items in by_topic.items():
        if items:
            drafts.insert(_place_of(topic, [draft[0] for draft in drafts]), (_HEADINGS[topic], (), items))
    first = (len(form.sections) if form.has_prose else 0) or _PARTS_OF_ANY_FORM
    direction = [item for part in words.parts if part.topic == "direction" for item in part.paragraphs]
    parts = [
        OwnPart(NUMERALS[(first + place) % len(NUMERALS)], heading, paragraphs, items)
        for place, (heading, paragraphs, items) in enumerate(drafts)
    ]
    return OwnFields(tuple(direction), tuple(parts), words.tables)


def _place_of(topic: str, headings: Sequence[str]) -> int:
    """Return where a part of a topic belongs: what is hard before what is proposed, both before what is planned."""
    later = ("phuong huong", *(("kien nghi", "de xuat") if topic == "difficulties" else ()))
    return next(
        (place for place, heading in enumerate(headings) if any(word in fold(heading) for word in later)),
        len(headings),
    )


def own_words_left_out(campaign: Campaign, form: Form) -> list[str]:
    """Return in Vietnamese what of the office's own words does not reach the report, and what to do."""
    if campaign.directory is None:
        return []
    words = read_own_words(campaign.directory / OWN_WORDS)
    said = []
    if words.left_out:
        said.append(
            f"{OWN_WORDS} có {' và '.join(words.left_out)}: chưa đưa vào báo cáo, chỉ đưa chữ và bảng; hãy tự chép vào"
            " báo cáo khi trình ký."
        )
    template = campaign.template(_TEMPLATE, form)
    if words.parts and not _speaks_of_own_words(template):
        said.append(
            f"Mẫu {template} chưa có chỗ cho {OWN_WORDS} nên lời nhận định chưa vào báo cáo: hãy đổi tên mẫu ấy rồi gõ"
            " htsd init để có mẫu mới, chép những chỗ đã sửa sang."
        )
    return said


def _speaks_of_own_words(template: Path) -> bool:
    """Return whether a template has a command for the office's own words; one that cannot be read is told elsewhere."""
    try:
        with zipfile.ZipFile(template) as package:
            text = package.read("word/document.xml").decode("utf-8", "replace")
    except (OSError, KeyError, zipfile.BadZipFile):
        return True
    return re.search(r"\bown\.", re.sub(r"<[^>]*>", "", text)) is not None
