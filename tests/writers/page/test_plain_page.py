"""Papers that no template draws keep to the decree's page."""

from __future__ import annotations

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from htsd_cli.writers.word.plain_page import plain_page


def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin() -> None:
    section = plain_page("Tóm tắt", size=12, after=2).sections[0]
    paragraph = section.header.paragraphs[0]

    assert section.different_first_page_header_footer
    assert not section.first_page_header.paragraphs[0].text
    assert 'w:instr="PAGE"' in paragraph._p.xml
    assert paragraph.alignment == WD_ALIGN_PARAGRAPH.CENTER
    measured = (section.page_width, section.left_margin, section.right_margin)
    assert [round(length / Mm(1)) for length in measured if length] == [210, 30, 15]
