"""Reads forms whose cells are each of one row and one column: any tables, any columns, rows that are units.

The door imports nothing: who reads a form of the mixed kind never needs this room.
"""
