"""The workbook `so-lieu-tong-hop.xlsx`: a module a sheet; totals are formulas over the units' figures."""

from htsd_cli.writers.workbook.workbook import write_workbook

__all__ = ["write_workbook"]
