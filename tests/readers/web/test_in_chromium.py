"""What a web page's cells say is held against Chromium: the letters a person sees there, by their places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from htsd_cli.readers.web.html import read_html
from tests.readers.web.test_web_layout import CELLS
from tests.writers.page.browser import OpenPage, started, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The letters with ink in a cell that are drawn at all, line by line, each line from the left.
_SHOWN = """cell => {
  const letters = [], walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  for (let node; (node = walker.nextNode());)
    for (let at = 0; at < node.data.length; at++) {
      const range = document.createRange(), style = getComputedStyle(node.parentElement)
      range.setStart(node, at); range.setEnd(node, at + 1)
      const place = range.getClientRects()[0], tiny = parseFloat(style.fontSize) < 4
      if (!node.data[at].trim() || !place || place.height < 4 || tiny || style.visibility !== 'visible') continue
      if (style.color === 'rgb(255, 255, 255)') continue
      letters.push([Math.round((place.top + place.bottom) / 20), place.left, node.data[at]])
    }
  letters.sort((one, other) => one[0] - other[0] || one[1] - other[1])
  return letters.map(letter => letter[2]).join('')
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Chromium once for the module."""
    with started() as browser:
        yield browser


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Open pages in windows of their own."""
    with window(chromium) as open_:
        yield open_


def test_what_is_read_of_a_cell_without_a_word_is_what_chromium_shows(
    tmp_path: Path, open_page: OpenPage
) -> None:
    # Left out: what a field or quotation marks add is no text of the page, and a block's margin lowers its line.
    left_out = ("<input", "<q", "<blockquote")
    plain = [inner for inner, _, told in CELLS if not told and not any(tag in inner for tag in left_out)]
    rows = "".join(f"<tr><td>Tin<td class=figure>{inner}" for inner in plain)
    path = tmp_path / "a.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><table>{rows}</table>", encoding="utf-8")
    (table,) = read_html(path).tables()
    read = ["".join(row[1].text.split()) for row in table.rows]
    shown = [cell.evaluate(_SHOWN) for cell in open_page(path).query_selector_all(".figure")]
    assert len(read) == len(plain) > 15
    assert dict(zip(plain, read, strict=True)) == dict(zip(plain, shown, strict=True))
