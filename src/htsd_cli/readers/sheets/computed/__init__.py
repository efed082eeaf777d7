"""Formulas: taken apart, and worked out as far as that can be done with certainty."""
