"""What is in a folder, a zip, a mail: which files may be reports, which are none and why.

`open_inbox` is the one door.
"""

from htsd_cli.intake.by_name import OUTPUTS, PHOTO_ENDINGS, PHOTOS_FOLDER, RETURNS_MANIFEST
from htsd_cli.intake.inbox import look_into, open_inbox
from htsd_cli.intake.received import VIETNAM, Inbox, PassedOver, Received, received

__all__ = [
    "OUTPUTS",
    "PHOTOS_FOLDER",
    "PHOTO_ENDINGS",
    "RETURNS_MANIFEST",
    "VIETNAM",
    "Inbox",
    "PassedOver",
    "Received",
    "look_into",
    "open_inbox",
    "received",
]
