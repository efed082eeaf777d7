"""What is in a folder, a zip, a mail: which files may be reports, which are none and why.

`open_inbox` is the one door.
"""

from htsd_cli.intake.by_name import PHOTO_ENDINGS, never_a_report
from htsd_cli.intake.inbox import look_into, open_inbox, pictures_inside
from htsd_cli.intake.received import Inbox, PassedOver, Received, received

__all__ = [
    "PHOTO_ENDINGS",
    "Inbox",
    "PassedOver",
    "Received",
    "look_into",
    "never_a_report",
    "open_inbox",
    "pictures_inside",
    "received",
]
