"""Reads one row of a known indicator: its cells of numbers, its words, what is seen beside them."""
