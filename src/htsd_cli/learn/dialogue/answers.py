"""What a person answers to a form's questions, put into the form: rules become sure or go, tables are learnt anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from htsd_cli.language.vietnamese import fold
from htsd_cli.learn.dialogue.rates import with_rate
from htsd_cli.learn.dialogue.said import NO, YES, Said, said_by
from htsd_cli.learn.structure import LearntForm, LearntTable, Question, Rule

Learn = Callable[[Said], LearntForm]


def answered(form: LearntForm, answers: Mapping[int, str], learn: Learn | None = None) -> LearntForm:
    """Return the form with answers to questions, by the question's place from 0; an empty one leaves it open.

    “đúng” makes the rules a question is about sure, “không” takes them out; a row that counts areas once is added up
    after “không”; “cột (2) / cột (1)” says what a rate is, “cộng theo tên” how lists are taken together. What changes
    how tables are read (what their rows are, their unit, grey columns, dashes) is learnt anew with `learn`. An answer
    that says none of these is kept as it is.
    """
    told = [
        replace(question, answer=answers[place].strip()) if answers.get(place, "").strip() else question
        for place, question in enumerate(form.questions)
    ]
    form = replace(form, questions=tuple(told)) if learn is None else _anew(learn(said_by(told)), told)
    for question in form.questions:
        if question.answer:
            form = _with(form, question)
    return form


def not_understood(form: LearntForm) -> list[Question]:
    """Return the answered questions whose answer changes nothing, since it does not say what was asked."""
    return [item for item in form.questions if item.answer and not _says_something(form, item)]


def _anew(fresh: LearntForm, told: Sequence[Question]) -> LearntForm:
    """Return a form that was learnt anew with the answers given before; those no longer asked stay at the end."""
    said = {_key(item): item for item in told if item.answer}
    questions = [said.pop(_key(item), item) for item in fresh.questions]
    return replace(fresh, questions=(*questions, *said.values()))


def _key(question: Question) -> tuple[tuple[tuple[str, str], ...], str]:
    return question.about, question.message


def _says_something(form: LearntForm, question: Question) -> bool:
    about, bare = dict(question.about), fold(question.answer)
    if _names_a_rate(about) and bare not in YES | NO:
        return with_rate(form, about, question.answer) is not None
    if about.get("topic") == "lists":
        return bool(_way_of_lists(bare))
    if about.get("topic") in ("unit", "rows", "heading", "same", "marks"):
        return True
    return (
        bare in YES
        or bare in NO
        or (about.get("topic") == "dashes" and bare in ("so 0", "la so 0", "khong hoi"))
    )


def _way_of_lists(bare: str) -> Literal["", "added", "appended"]:
    """Return how lists are taken together by an answer in words: “cộng theo tên”, “xếp riêng”."""
    if re.search(r"\b(?:rieng|noi tiep|xep|tung don vi|khong cong)\b", bare):
        return "appended"
    return "added" if re.search(r"\b(?:cong|cung ten|theo ten)\b", bare) else ""


def _names_a_rate(about: Mapping[str, str]) -> bool:
    """Return whether a question can be answered with a rate's parts: “cột (2) / cột (1)”."""
    return about.get("topic") == "rate" or (about.get("kind") == "ratio" and "column" in about)


def _with(form: LearntForm, question: Question) -> LearntForm:
    about, said = dict(question.about), question.answer
    yes, no = fold(said) in YES, fold(said) in NO
    if "told_by" in about and (yes or no):
        return _settled(form, about, sure=yes)
    if _names_a_rate(about) and not (yes or no):
        return with_rate(form, about, said) or form
    if about.get("topic") == "lists" and (way := _way_of_lists(fold(said))):
        return replace(
            form,
            tables=tuple(
                replace(item, lists=way) if item.id == about["table"] else item for item in form.tables
            ),
        )
    if about.get("topic") == "once" and no:
        return replace(form, tables=tuple(_added(table, about["indicator"]) for table in form.tables))
    return form


def _settled(form: LearntForm, about: Mapping[str, str], *, sure: bool) -> LearntForm:
    """Return the form with the rules of a question made sure or taken out; a rate without its rule has no total."""
    tables = {item.id: table for table in form.tables for item in table.indicators}
    kept: list[Rule] = []
    gone: set[tuple[str, str]] = set()
    for rule in form.rules:
        table = tables[rule.total.indicator]
        within = table.rows == "units" or all(part.indicator == rule.total.indicator for part in rule.parts)
        meant = (
            not rule.sure
            and (table.id, rule.kind) == (about["table"], about["kind"])
            and rule.told_by in about["told_by"].split(", ")
            and ("columns" if within else "rows") == about.get("along", "rows")
            and about.get("column") in (None, rule.total.indicator, rule.total.measure)
        )
        if not meant:
            kept.append(rule)
        elif sure:
            kept.append(replace(rule, sure=True))
        elif rule.kind == "ratio":
            gone.add((rule.total.indicator, rule.total.measure))
    gone -= {(rule.total.indicator, rule.total.measure) for rule in kept if rule.kind == "ratio"}
    return replace(
        form, rules=tuple(kept), tables=tuple(_without_total(table, gone) for table in form.tables)
    )


def _without_total(table: LearntTable, gone: set[tuple[str, str]]) -> LearntTable:
    indicators = tuple(
        replace(
            item,
            measures=tuple(
                replace(measure, adds_up="none") if (item.id, measure.id) in gone else measure
                for measure in item.measures
            ),
        )
        for item in table.indicators
    )
    return replace(table, indicators=indicators) if gone else table


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
