"""The official report, its appendices, and the appendix of what each unit wrote."""

from htsd_cli.writers.report.narratives import NARRATIVES, write_narratives
from htsd_cli.writers.report.report import write_report

__all__ = ["NARRATIVES", "write_narratives", "write_report"]
