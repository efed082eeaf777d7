"""A mail ready to be sent: a draft (`.eml`) that a mail program opens for editing, with what goes with it attached."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from htsd_cli.language.addresses import addresses
from htsd_cli.writers.wording import one_line

_KINDS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def draft(to: str, unit: str, subject: str, text: str, attached: Mapping[str, bytes] | None = None) -> bytes:
    """Return a draft to a unit; the same parts give the same bytes.

    `to` is what the roster has as the unit's address, one or several; what is none is left out, and a draft without
    an address waits for one. It has no date and no sender: the mail program sets its own. `X-Unsent` makes Outlook
    open it as a mail not sent yet.
    """
    mail = EmailMessage(policy=SMTP.clone(cte_type="7bit", refold_source="none"))
    mail["X-Unsent"] = "1"
    known = [address for found in addresses(to) if (address := _address(found, unit))]
    if known:
        mail["To"] = known
    mail["Subject"] = one_line(subject)
    mail.set_content(text.rstrip("\n") + "\n", subtype="plain", charset="utf-8", cte="base64")
    for name, content in (attached or {}).items():
        kind = _KINDS.get(name[name.rfind(".") :].lower()) or mimetypes.guess_type(name)[0]
        main, _, sub = (kind or "application/octet-stream").partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
        if not name.isascii():
            _named_the_old_way_too(mail, f"{main}/{sub}", name)
    if mail.is_multipart():
        parts = (subject, text, *map(str, attached or {}))
        mark = hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:24]
        mail.set_boundary(f"=_htsd_{mark}")
    return mail.as_bytes()


def _named_the_old_way_too(mail: EmailMessage, kind: str, name: str) -> None:
    """Give the part added last its name as encoded words as well: older programs read no other (RFC 2047, 2231).

    The library writes the name as RFC 2231 wants it; the words stand beside it, as most mail programs write them.
    """
    part = mail.get_payload(-1)
    assert isinstance(part, EmailMessage)
    words = Header(name, "utf-8", maxlinelen=70, header_name="name").encode(linesep="\r\n")
    del part["Content-Type"]
    part.set_raw("Content-Type", f'{kind};\r\n name="{words}"')


def _address(text: str, unit: str) -> Address | None:
    """Return an address with the unit's name, None for one a mail cannot carry."""
    try:
        text.encode("ascii")
        return Address(display_name=one_line(unit), addr_spec=text)
    except (
        ValueError,
        IndexError,
    ):  # the library raises a dozen kinds of ValueError, and this for some texts
        return None
