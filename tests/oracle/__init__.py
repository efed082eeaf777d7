"""Oracles that nobody here wrote: what another program shows of a file against what the reader says."""
