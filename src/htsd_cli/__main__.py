"""Lets `python -m htsd_cli` do what `htsd` does."""

from htsd_cli.cli import main

if __name__ == "__main__":
    main()
