"""Fields of a Word file: what they show, what formulas over cells come to, what their results were taken from."""
