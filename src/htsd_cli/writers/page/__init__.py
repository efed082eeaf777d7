"""The tracking page `theo-doi.html`: one offline file, its first look and what its script knows."""

from htsd_cli.writers.page.page import write_page

__all__ = ["write_page"]
