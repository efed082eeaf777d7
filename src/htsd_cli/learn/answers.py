"""What a person answers to a form's questions, put into the form: a likely rule becomes sure or goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from htsd_cli.language.vietnamese import fold
from htsd_cli.learn.structure import LearntForm, LearntTable, Question, Rule

_YES = frozenset(("co", "c", "dung", "phai", "y", "yes", "ok", "d", "p"))
_NO = frozenset(("khong", "k", "ko", "sai", "n", "no", "s"))


def answered(form: LearntForm, answers: Mapping[int, str]) -> LearntForm:
    """Return the form with answers to questions, by the question's place from 0; an empty one leaves it open.

    “đúng” makes the rules a question is about sure, “không” takes them out; a row that counts areas once is added up
    after “không”. Any other answer is kept as it is, for whoever reads the form.
    """
    for place, text in answers.items():
        said = text.strip()
        if not said:
            continue
        question = form.questions[place]
        told = [*form.questions]
        told[place] = replace(question, answer=said)
        form = replace(_with(form, question, said), questions=tuple(told))
    return form


def _with(form: LearntForm, question: Question, said: str) -> LearntForm:
    about = dict(question.about)
    yes, no = fold(said) in _YES, fold(said) in _NO
    if "told_by" in about and (yes or no):
        return replace(form, rules=_settled(form, about, sure=yes))
    if "indicator" in about and no:
        return replace(form, tables=tuple(_added(table, about["indicator"]) for table in form.tables))
    return form


def _settled(form: LearntForm, about: Mapping[str, str], *, sure: bool) -> tuple[Rule, ...]:
    tables = {item.id: table for table in form.tables for item in table.indicators}
    kept: list[Rule] = []
    for rule in form.rules:
        table = tables[rule.total.indicator]
        within = table.rows == "units" or all(part.indicator == rule.total.indicator for part in rule.parts)
        meant = (
            not rule.sure
            and (table.id, rule.told_by, rule.kind) == (about["table"], about["told_by"], about["kind"])
            and ("columns" if within else "rows") == about.get("along", "rows")
        )
        if not meant:
            kept.append(rule)
        elif sure:
            kept.append(replace(rule, sure=True))
    return tuple(kept)


def _added(table: LearntTable, indicator: str) -> LearntTable:
    """Return a table in which a row that counted once adds up."""
    indicators = tuple(
        replace(
            item,
            measures=tuple(
                replace(measure, adds_up="sum") if measure.adds_up == "once" else measure
                for measure in item.measures
            ),
        )
        if item.id == indicator
        else item
        for item in table.indicators
    )
    return replace(table, indicators=indicators)
