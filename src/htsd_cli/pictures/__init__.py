"""Photographs out of reports: where they stand in a file, their captions, what is a photograph."""

from htsd_cli.pictures.album import (
    MOST_PICTURES,
    NotLookedInto,
    open_sources,
    read_loose_picture,
    read_pictures,
)
from htsd_cli.pictures.photograph import NoPhotograph, UnreadablePicture, WhyNot, take
from htsd_cli.pictures.picture import Picture
from htsd_cli.pictures.scanned import scanned_pages

__all__ = [
    "MOST_PICTURES",
    "NoPhotograph",
    "NotLookedInto",
    "Picture",
    "UnreadablePicture",
    "WhyNot",
    "open_sources",
    "read_loose_picture",
    "read_pictures",
    "scanned_pages",
    "take",
]
