"""What units did besides the figures, as the report tells it: only what a person confirmed sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from htsd_cli.consolidate.practices import PracticeFound
from htsd_cli.form import Form
from htsd_cli.writers.wording import two_digits

_LONGEST_LABEL = 4  # words before a colon that are a heading and no part of what is said
_NAMED = 3  # so few units are named where none is marked as an example


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence word for word, and whose it is; `unit` is the name as it stands within a sentence."""

    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class PracticeFields:
    """A practice that a person confirmed of at least one unit.

    `units` counts these, `of` the units that tell anything at all. `names` are all of them in the units' order,
    `leading` those marked as examples, `examples` their confirmed sentences. `told` is what follows “Trong đó, ”.
    A `quoted` one has a name that says nothing by itself (`có kiến nghị khác`): it is told with the sentences.
    """

    id: str
    name: str
    topic: str
    units: int
    of: int
    names: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    quoted: bool = False

    @property
    def told(self) -> str:
        """`07 đơn vị tổ chức tọa đàm, tiêu biểu là Trường A`; one unit by its name, two or three with theirs."""
        said = "; ".join(f"{item.unit}: “{_bare(item.text)}”" for item in self.examples)
        return self._told(said)

    @property
    def brief(self) -> str:
        """The same for a single page: of several units' sentences only where they stand."""
        return self._told("ghi trong báo cáo")

    def _told(self, said: str) -> str:
        if self.units == 1:
            sentence = f": “{_bare(self.examples[0].text)}”" if self.quoted else ""
            return f"{self.names[0]} {self.name}{sentence}"
        told = f"{two_digits(self.units)} đơn vị {self.name}"
        if self.quoted:
            return f"{told} ({said})"
        if self.leading:
            return f"{told}, tiêu biểu là {_and(self.leading)}"
        return f"{told} ({_and(self.names)})" if self.units <= _NAMED else told


def practice_fields(
    practices: Iterable[PracticeFound], of: int, names: dict[str, str]
) -> tuple[PracticeFields, ...]:
    """Return the practices confirmed of at least one counted unit, in the form's order.

    `names` are the units' names within a sentence by key; `of` is how many units tell anything.
    """
    return tuple(
        PracticeFields(
            id=practice.id,
            name=practice.name,
            topic=practice.topic,
            units=len(mentions),
            of=of,
            names=tuple(names[item.unit] for item in mentions),
            leading=tuple(names[item.unit] for item in mentions if item.exemplary),
            examples=tuple(Example(names[item.unit], item.text) for item in mentions),
        )
        for practice in practices
        if (mentions := [item for item in practice.confirmed if item.unit in names])
    )


def concern_fields(
    concerns: Iterable[PracticeFound], form: Form, of: int, names: dict[str, str]
) -> tuple[PracticeFields, ...]:
    """Return what units named as difficult or asked for, as confirmed; what is of no theme with its sentences."""
    rest = {theme.id for theme in form.themes if not theme.words}
    return tuple(replace(item, quoted=item.id in rest) for item in practice_fields(concerns, of, names))


def _bare(text: str) -> str:
    """Return a sentence without the label it stands behind (`Kiến nghị: …`) and without its full stop."""
    label, colon, rest = text.partition(":")
    said = rest if colon and rest.strip() and len(label.split()) <= _LONGEST_LABEL else text
    return said.strip().rstrip(".;, ")


def _and(names: tuple[str, ...]) -> str:
    return " và ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
