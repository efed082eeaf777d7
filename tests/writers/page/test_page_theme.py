"""The page's colours: what is read stands out from its ground, what is drawn from the paper, light and dark."""

from __future__ import annotations

import re

import pytest

from htsd_cli.form import DEFAULT_FORM, templates_directory

CSS = (templates_directory() / DEFAULT_FORM / "theo-doi.css").read_text(encoding="utf-8")
STATUSES = ("ok", "warning", "error", "missing", "late", "info")
INK_ON_GROUND = [
    *((ink, ground) for ink in ("ink", "soft", "link") for ground in ("card", "paper", "tint")),
    *((status, f"{status}-fill") for status in STATUSES),
    *((status, "card") for status in STATUSES),
    ("ok", "tint"), ("error", "tint"), ("link", "warning-fill"), ("ink", "warning-fill"), ("card", "link"),
    ("accent-ink", "accent"), ("missing-mark", "missing-bar"), ("missing-mark", "missing-fill"),
]  # fmt: skip


def themes() -> dict[str, dict[str, str]]:
    """Return the colours by name of the light theme, and of the dark one over it; `#rrggbbaa` without the aa."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    colours = {
        name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", text))
        for name, text in (("", light), ("d", dark))
    }
    return {"light": colours[""], "dark": colours[""] | colours["d"]}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the ratio of WCAG 2.2, 1.4.3."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), INK_ON_GROUND)
def test_every_ink_can_be_read_on_its_ground(theme: str, ink: str, ground: str) -> None:
    colours = themes()[theme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_drawn_and_what_is_in_focus_stands_out_from_the_card(theme: str) -> None:
    # WCAG 2.2, 1.4.11: 3 to 1 for what is not text.
    colours = themes()[theme]
    drawn = [*(f"k{number}" for number in range(11)), "link", "late", "focus"]
    assert {
        name: contrast(colours[name], colours["card"])
        for name in drawn
        if contrast(colours[name], colours["card"]) < 3
    } == {}
