"""A rate's total is honest only where the same units give both of its parts; who gives one alone is told."""

from __future__ import annotations

from collections.abc import Sequence

from htsd_cli.form import Form
from htsd_cli.form.adding import ratios_of
from htsd_cli.language.vietnamese import lower_first
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Key
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import Submission


def about_rates(submission: Submission, form: Form) -> list[Finding]:
    """Return what to tell of a report that has some parts of a rate that is computed anew, and lacks others.

    What it has enters the rate's total, what it lacks cannot, so that the total is of unlike units.
    """
    told: list[Finding] = []
    for key, rule in ratios_of(form).items():
        indicator = form.by_id[key.indicator]
        if indicator.measure(key.measure).adds_up != "recompute":
            continue
        parts = tuple(dict.fromkeys(Key(*part.key) for part in rule.parts))
        given = [part for part in parts if _has(submission, part)]
        lacking = [part for part in parts if part not in given]
        if given and lacking:
            told.append(
                finding(
                    "rate-in-part",
                    indicator=key.indicator,
                    measure=key.measure,
                    rate=form.where(indicator, key.measure),
                    given=_named(given, form),
                    lacking=_named(lacking, form),
                )
            )
    return told


def _has(submission: Submission, key: Key) -> bool:
    figure = submission.figures.get(key)
    return figure is not None and figure.value is not None


def _named(keys: Sequence[Key], form: Form) -> str:
    return ", ".join(_called(key, form) for key in keys)


def _called(key: Key, form: Form) -> str:
    return lower_first(form.where(form.by_id[key.indicator], key.measure))
