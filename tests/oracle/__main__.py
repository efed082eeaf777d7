"""Holds many drawn cells against their print: `python -m tests.oracle [--cells N] [--seed TEXT]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.oracle.printed import differences

_AT_ONCE = 400  # cells printed by one run


def main(arguments: list[str] | None = None) -> int:
    """Print every cell that reads otherwise than it is printed; return 1 when there is one."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("--cells", type=int, default=1000, metavar="N", help="how many cells to draw")
    parser.add_argument("--seed", default="oracle", help="another seed draws other cells")
    options = parser.parse_args(arguments)
    found = 0
    for start in range(0, options.cells, _AT_ONCE):
        with TemporaryDirectory(prefix="htsd-oracle-") as folder:
            for item in differences(
                f"{options.seed}#{start}", min(_AT_ONCE, options.cells - start), Path(folder)
            ):
                found += 1
                print(item)
    print(f"{options.cells} cells, {found} read otherwise than they are printed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
