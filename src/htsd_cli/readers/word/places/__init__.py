"""Where things lie on the paper of a Word file: cut off, moved out of their cell, laid over a table."""
