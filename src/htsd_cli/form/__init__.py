"""What is asked, and by which office: a form and a campaign as data, and every mistake in them told with its line."""

from importlib import import_module
from typing import TYPE_CHECKING

from htsd_cli.form.form import Form, load_form, template_of
from htsd_cli.form.kept import usual_form
from htsd_cli.form.measure import AddsUp, Family, Kind, Measure, MeasureEntry
from htsd_cli.form.place import (
    CAMPAIGN_FILE,
    DECISIONS_FILE,
    DEFAULT_ROSTER,
    REMINDER_FILE,
    find_campaign,
)
from htsd_cli.form.practices import Denials, Practice
from htsd_cli.form.rule import CellName, Proportion, Question, Rule, RulePart, Sum, ToldBy
from htsd_cli.form.section import Section
from htsd_cli.form.shipped import DEFAULT_FORM, FORM_FILE, form_names, templates_directory, usual
from htsd_cli.form.table import Column, FormTable, Indicator, Place, Role
from htsd_cli.form.words import UnitKind, Words

if TYPE_CHECKING:  # what an office is takes as long to make ready as the form: only when somebody asks
    from htsd_cli.form.campaign import Campaign, CampaignTable, load_campaign, load_campaign_form
    from htsd_cli.form.office import (
        NO_ADDRESSEE,
        Level,
        Office,
        SignedBy,
        letterhead,
        level_of,
        official_area,
        signer_titles,
    )

__all__ = [
    "CAMPAIGN_FILE",
    "DECISIONS_FILE",
    "DEFAULT_FORM",
    "DEFAULT_ROSTER",
    "FORM_FILE",
    "NO_ADDRESSEE",
    "REMINDER_FILE",
    "AddsUp",
    "Campaign",
    "CampaignTable",
    "CellName",
    "Column",
    "Denials",
    "Family",
    "Form",
    "FormTable",
    "Indicator",
    "Kind",
    "Level",
    "Measure",
    "MeasureEntry",
    "Office",
    "Place",
    "Practice",
    "Proportion",
    "Question",
    "Role",
    "Rule",
    "RulePart",
    "Section",
    "SignedBy",
    "Sum",
    "ToldBy",
    "UnitKind",
    "Words",
    "find_campaign",
    "form_names",
    "letterhead",
    "level_of",
    "load_campaign",
    "load_campaign_form",
    "load_form",
    "official_area",
    "signer_titles",
    "template_of",
    "templates_directory",
    "usual",
    "usual_form",
]

if not TYPE_CHECKING:
    _CAMPAIGNS = ("Campaign", "CampaignTable", "load_campaign", "load_campaign_form")
    _OFFICES = (
        "NO_ADDRESSEE",
        "Level",
        "Office",
        "SignedBy",
        "letterhead",
        "level_of",
        "official_area",
        "signer_titles",
    )

    def __getattr__(name: str) -> object:
        """Return what belongs to an office or its campaign, imported at its first use."""
        if name not in (*_CAMPAIGNS, *_OFFICES):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{'campaign' if name in _CAMPAIGNS else 'office'}"), name)
        globals()[name] = found
        return found
