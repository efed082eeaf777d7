"""What is in a folder, a zip, a mail: which files may be reports, which are none and why.

`open_inbox` is the one door.
"""

from htsd_cli.intake.by_name import (
    LAST_FOLDER,
    OUTPUTS,
    PHOTO_ENDINGS,
    PHOTOS_FOLDER,
    REMINDERS_FOLDER,
    RESULTS_LOCK,
    RESULTS_MANIFEST,
    RETURNS_FOLDER,
    RETURNS_MANIFEST,
)
from htsd_cli.intake.inbox import look_into, open_inbox
from htsd_cli.intake.received import VIETNAM, Inbox, PassedOver, Received, received

__all__ = [
    "LAST_FOLDER",
    "OUTPUTS",
    "PHOTOS_FOLDER",
    "PHOTO_ENDINGS",
    "REMINDERS_FOLDER",
    "RESULTS_LOCK",
    "RESULTS_MANIFEST",
    "RETURNS_FOLDER",
    "RETURNS_MANIFEST",
    "VIETNAM",
    "Inbox",
    "PassedOver",
    "Received",
    "look_into",
    "open_inbox",
    "received",
]
