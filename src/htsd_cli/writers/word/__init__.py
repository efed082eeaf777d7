"""Word files from templates that an office can change: filled the Vietnamese way, fitted, mistakes told."""

from htsd_cli.writers.word.file import save_word, word_bytes
from htsd_cli.writers.word.fitting import fit
from htsd_cli.writers.word.template import fill
from htsd_cli.writers.word.template_mistakes import MisusedError, TemplateError, nearest

__all__ = ["MisusedError", "TemplateError", "fill", "fit", "nearest", "save_word", "word_bytes"]
