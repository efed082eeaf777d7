"""Learns a form from the office's own Word or Excel file. `learn_form` is the door; `LearntForm` what it gives."""

from htsd_cli.learn.learner import NoTableError, learn_document, learn_form
from htsd_cli.learn.structure import LearntForm

__all__ = ["LearntForm", "NoTableError", "learn_document", "learn_form"]
