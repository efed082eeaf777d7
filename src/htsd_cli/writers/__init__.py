"""Writes what leaves the office: one module an output; each is imported only by the command that needs it."""
