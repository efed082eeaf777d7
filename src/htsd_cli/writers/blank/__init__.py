"""The blank form to send to the units, in Word and in Excel."""

from htsd_cli.writers.blank.word import BlankTemplateError, blank_word_forms, write_blank_word
from htsd_cli.writers.blank.workbook import write_blank_workbook

__all__ = ["BlankTemplateError", "blank_word_forms", "write_blank_word", "write_blank_workbook"]
