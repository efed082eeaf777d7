"""What units do that no figure counts, and the words by which a text denies it."""

from typing import Annotated, Literal

from pydantic import Field

from htsd_cli.form.part import Part


class Practice(Part):
    """Something units do that no figure counts, found in their reports' text by its words.

    `name` goes into the sentence “12/30 đơn vị …”. `topic` is the indicator or section it is told under.
    `unless` are phrases in which the words mean something else.
    """

    id: str = Field(pattern=r"^[a-z0-9_-]+$")
    name: str = Field(min_length=1)
    topic: str
    words: tuple[Annotated[str, Field(pattern=r"\w")], ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()


class Theme(Part):
    """What units tell of as difficult, or ask for: `name` goes into the sentence “7 đơn vị …”.

    A theme without `words` takes what no other of its topic does.
    """

    id: str = Field(pattern=r"^[a-z0-9_-]+$")
    name: str = Field(min_length=1)
    topic: Literal["difficulties", "proposals"]
    words: tuple[Annotated[str, Field(pattern=r"\w")], ...] = ()


class Concerns(Part):
    """The words by which a sentence tells of a difficulty or asks for something, but not within those of `unless`."""

    difficulties: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Doubt(Part):
    """Words that keep a sentence from being proof: `why`, for the person who reads it.

    With `before` they count only before what was done: “kinh phí để treo băng rôn”.
    """

    why: str = Field(min_length=1)
    words: tuple[Annotated[str, Field(pattern=r"\w")], ...] = Field(min_length=1)
    before: bool = False


class Denials(Part):
    """The words by which a text says that something was not done, or only that it will be.

    `no` deny, but not within `not_no` (“không chỉ”); what they deny begins with one of the verbs `doing` and goes on
    to the end of the clause, to one of the words `ends`, or to a comma before a further verb. `later` begin what
    is only planned or asked for; below a heading with one of `headings` nothing was done. `links` are words that
    begin something new after a practice, so that a “không” behind them does not deny it. `attending` behind a practice
    tell of those who came, and raise no doubt, where their number follows one of `attended_by`. Nor does what
    stands in a first clause that begins with one of `openings`, where the sentence goes on with one of `resumed`.
    """

    no: tuple[str, ...] = ()
    not_no: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    attended_by: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    resumed: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
