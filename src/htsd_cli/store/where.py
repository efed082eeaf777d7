"""Where the store stands: hidden in the campaign, else in the cache of whoever is at work."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from htsd_cli.form import Form
from htsd_cli.form.our_files import STORE_FILE
from htsd_cli.store.basis import basis_of
from htsd_cli.store.store import Store

SETTING = "HTSD_STORE"  # of the environment: a file to use in place of the usual ones, or "off"


def store_for(campaign: Path | None, form: Form) -> Store | None:
    """Return the store of a campaign's folder; None for no campaign means the person's own store.

    Returns None where the person wants none, or where nothing tells where it could stand.
    """
    setting = os.environ.get(SETTING, "")
    if setting.lower() in ("off", "0", "no"):
        return None
    if setting:
        path = Path(setting)
    elif campaign is not None:
        path = campaign / STORE_FILE
    else:
        cache = _cache()
        if cache is None:
            return None
        path = cache / "htsd" / STORE_FILE.removeprefix(".")
    return Store(path, basis_of(form))


def _cache() -> Path | None:
    """Return the folder in which programs keep for this person what they can make again."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return Path(local) if local else None
    chosen = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(chosen):  # noqa: PTH117 -- "" is no path
        return Path(chosen)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache"
