"""What one cell says: figures by measure, nothing, or the code of a problem."""

from __future__ import annotations

from typing import NamedTuple

from htsd_cli.form import Family
from htsd_cli.values.figures import Number


class Reading(NamedTuple):
    """What one cell says.

    Blank: no `values` and no `problem`. `values` are figures by measure, `spoken` whether the cell names
    their measures by unit words, `loose` whether digits are grouped with commas or spaces (which could also
    part two numbers), `everything` whether a word for zero answers all that is asked, `scaled` whether a scale of
    the table was applied, `stacked` whether two numbers are told from each other by their order alone ("14" above
    "25"), with neither a slash nor a unit word. `problem` is a code of the catalogue; then there
    is no value, at most a `suggestion`.
    """

    values: tuple[tuple[Family, Number], ...] = ()
    problem: str = ""
    suggestion: Number | None = None
    spoken: bool = False
    loose: bool = False
    everything: bool = False
    scaled: bool = False
    stacked: bool = False

    @property
    def blank(self) -> bool:
        """Whether the cell says nothing at all."""
        return not self.values and not self.problem

    @property
    def only(self) -> Number | None:
        """The one number that is said, None for none or several."""
        values = {value for _, value in self.values}
        return values.pop() if len(values) == 1 else None

    @property
    def likely(self) -> Number | None:
        """The number that was probably meant: the one that is said, else the suggestion."""
        return self.suggestion if self.only is None else self.only


BLANK = Reading()
