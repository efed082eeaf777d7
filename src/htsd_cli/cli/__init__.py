"""The command line: one module a command; each imports what it needs only when it runs."""

import gc
import os
import sys
from io import TextIOWrapper
from types import ModuleType
from typing import NoReturn

# A short run makes much and drops little, so collecting often only costs; and pydantic would look through
# every installed package for plugins, which costs as much as reading three reports.
gc.set_threshold(100_000)
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# Even so it loads what would look, with the reading of mails under it: a fifth of what `htsd validate` loads of others.
_no_plugins = ModuleType("pydantic.plugin._loader")
vars(_no_plugins)["get_plugins"] = tuple
sys.modules.setdefault(_no_plugins.__name__, _no_plugins)
# The library under pandas' tables takes memory for a thread of each core and ends the program where there is none.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["main"]


def main() -> NoReturn:
    """Run the program and exit: 0 nothing to mend, 1 done with errors found, 2 the work could not be done."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console that knows no Vietnamese must not stop the work
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        from htsd_cli.cli.app import run

        code = run()
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu; không kết quả nào bị ghi dở.", file=sys.stderr)
        code = 2
        # An interrupt within the text of a program (each `dataclass` is made by one) marks the interpreter, which
        # under `python -m` would then end itself by the signal instead of with our status; a next text unmarks it.
        exec("")
    gc.freeze()  # nothing is collected on the way out: the system takes all the memory back at once
    sys.exit(code)
