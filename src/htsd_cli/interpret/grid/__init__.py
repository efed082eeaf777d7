"""Reads forms whose cells are each of one row and one column: any tables, any columns, rows that are units."""

from htsd_cli.interpret.grid.exports import ReportRow
from htsd_cli.interpret.grid.reading import GridReader, GridReport
from htsd_cli.interpret.grid.values import ValueReader

__all__ = ["GridReader", "GridReport", "ReportRow", "ValueReader"]
