"""The parts of a report in words, and what is known of its event in other years."""

from typing import Literal

from pydantic import Field

from htsd_cli.form.part import Part


class Section(Part):
    """A numbered part of the report, found by its heading; `holds` says what stands in it.

    That is text, or the statistics tables. Of those with text the one with `loose` takes the text of a report that has
    no headings. `brief` is how it is called below each unit's name.
    """

    id: str = Field(pattern=r"^[a-z0-9_-]+$")
    number: str
    heading: str
    brief: str = ""
    other_headings: tuple[str, ...] = ()
    holds: Literal["text", "figures"] = "text"
    loose: bool = False


class KnownYear(Part):
    """What is known of the event in a year whose form is not: its theme, and where that is said."""

    year: int = Field(ge=2000, le=2100)
    theme: str
    source: str
