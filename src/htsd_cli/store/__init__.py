"""Keeps what was understood of each file, so that the next command need not read it again. `Store` is the one door."""

from htsd_cli.store.basis import basis_of, notes_basis, readers_version
from htsd_cli.store.notes import Notes
from htsd_cli.store.store import Place, Store, Told
from htsd_cli.store.where import store_for

__all__ = ["Notes", "Place", "Store", "Told", "basis_of", "notes_basis", "readers_version", "store_for"]
