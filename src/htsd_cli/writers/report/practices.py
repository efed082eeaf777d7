"""What units tell they did, as the report tells it: how many of how many, with sentences of theirs to quote."""

from __future__ import annotations

from dataclasses import dataclass

from htsd_cli.consolidate import Consolidation
from htsd_cli.consolidate.practices import Mention, PracticeFound, quoting_rank, words_before
from htsd_cli.form import Form, Practice

_ABOUT = 6  # a sentence that comes to a practice after so many words is hardly about it
_EXAMPLES = 3  # sentences kept for a practice; a template prints as many of them as it wants


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence quoted word for word, and whose it is; `unit` is the name as it stands within a sentence."""

    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class PracticeFields:
    """A practice that at least one unit tells of: by how many, of how many that tell anything, and examples."""

    id: str
    name: str
    topic: str
    units: int
    of: int
    examples: tuple[Example, ...] = ()


def practice_fields(
    consolidation: Consolidation, form: Form, names: dict[str, str]
) -> tuple[PracticeFields, ...]:
    """Return the practices that were found, in the form's order; `names` are the units' names by key.

    No sentence is quoted twice. Sentences that are about the practice from their beginning come first, of these the
    ones of units not yet quoted, of these the ones that read best.
    """
    practices = {practice.id: practice for practice in form.practices}
    quoted_texts: set[str] = set()
    quoted_units: dict[str, int] = {}
    found = [practice for practice in consolidation.practices if practice.mentions]
    # Practices with the fewest sentences choose first, so that a sentence is left for each.
    order = sorted(found, key=lambda practice: (len(practice.mentions), practice.id))
    examples: dict[str, list[Example]] = {practice.id: [] for practice in found}
    for _ in range(_EXAMPLES):
        for practice in order:
            mention = _best(practice, practices[practice.id], quoted_texts, quoted_units)
            if mention is not None:
                quoted_texts.add(mention.text)
                quoted_units[mention.unit] = quoted_units.get(mention.unit, 0) + 1
                example = Example(names.get(mention.unit, mention.unit), mention.text)
                examples[practice.id].append(example)
    return tuple(
        PracticeFields(
            id=practice.id,
            name=practice.name,
            topic=practice.topic,
            units=len(practice.mentions),
            of=len(consolidation.narrated),
            examples=tuple(examples[practice.id]),
        )
        for practice in found
    )


def _best(
    found: PracticeFound, practice: Practice, quoted_texts: set[str], quoted_units: dict[str, int]
) -> Mention | None:
    """Return the mention to quote next, None when no sentence is left."""
    ranked = [
        (
            (
                rank[0],
                words_before(mention.text, practice) > _ABOUT,
                quoted_units.get(mention.unit, 0),
                rank[1],
            ),
            mention,
        )
        for mention in found.mentions
        if mention.text not in quoted_texts and (rank := quoting_rank(mention.text))
    ]
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None
