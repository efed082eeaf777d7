"""Keeps what was understood of each file, so that the next command need not read it again. `Store` is the one door."""

from htsd_cli.store.basis import basis_of, readers_version
from htsd_cli.store.store import Place, Store, Told
from htsd_cli.store.where import store_for

__all__ = ["Place", "Store", "Told", "basis_of", "readers_version", "store_for"]
