"""A rate's total is honest only where the same units give both of its parts; who gives one alone is told."""

from __future__ import annotations

from htsd_cli.form import Form
from htsd_cli.form.adding import ratios_of
from htsd_cli.values.catalogue import finding
from htsd_cli.values.figures import Key
from htsd_cli.values.findings import Finding
from htsd_cli.values.submission import Submission


def about_rates(submission: Submission, form: Form) -> list[Finding]:
    """Return what to tell of a report that has one part of a rate that is computed anew, and not the other.

    What it has enters the rate's total, what it lacks cannot, so that the total is of unlike units.
    """
    told: list[Finding] = []
    for key, rule in ratios_of(form).items():
        indicator = form.by_id[key.indicator]
        if indicator.measure(key.measure).adds_up != "recompute":
            continue
        if len(rule.parts) > 2:
            continue
        above, below = (Key(*part.key) for part in rule.parts)
        given, lacking = (above, below) if _has(submission, above) else (below, above)
        if _has(submission, given) and not _has(submission, lacking):
            told.append(
                finding(
                    "rate-in-part",
                    indicator=key.indicator,
                    measure=key.measure,
                    rate=form.where(indicator, key.measure),
                    given=_called(given, form),
                    lacking=_called(lacking, form),
                )
            )
    return told


def _has(submission: Submission, key: Key) -> bool:
    figure = submission.figures.get(key)
    return figure is not None and figure.value is not None


def _called(key: Key, form: Form) -> str:
    place = form.where(form.by_id[key.indicator], key.measure)
    return f"{place[:1].lower()}{place[1:]}"
