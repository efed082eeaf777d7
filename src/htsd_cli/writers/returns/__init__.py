"""Sending back: a copy of each report with remarks at the places to mend, and a note in official style."""
