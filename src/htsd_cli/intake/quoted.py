"""Parts a mail's own text from the older mails it quotes, whose tables and figures are no report sent anew."""

from __future__ import annotations

import re

from htsd_cli.language.lazy_pattern import lazy_pattern

# How programs mark what a mail answers: Gmail, Outlook, Apple and Thunderbird, Yahoo, Zimbra; then plain text.
_QUOTES = lazy_pattern(
    rb"""<[a-z]+\s[^<>]*\b(?:class|id)\s*=\s*["']?[^"'<>]*(?:gmail_quote|yahoo_quoted|moz-cite-prefix|divRplyFwdMsg"""
    rb"""|appendonsend|mail-editor-reference-message|zmail_extra|protonmail_quote|OutlookMessageHeader)"""
    rb"""|<blockquote\s[^<>]*\btype\s*=\s*["']?cite"""
    rb"""|<(?:b|strong)\b[^<>]*>(?:<span[^<>]*>)?\s*(?:From|T\xe1\xbb\xab|Ng\xc6\xb0\xe1\xbb\x9di g\xe1\xbb\xadi)\s?:"""
    rb"""|-{3,} ?(?:Original Message|Th\xc6\xb0 g\xe1\xbb\x91c|Tin nh\xe1\xba\xafn g\xe1\xbb\x91c) ?-{3,}""",
    re.IGNORECASE,
)
_SENT_ON = lazy_pattern(
    rb"-{3,}[^\n<]{0,40}(?:forwarded|chuy\xe1\xbb\x83n ti\xe1\xba\xbfp)|begin forwarded"
    rb"|b\xe1\xba\xaft \xc4\x91\xe1\xba\xa7u [^\n<]{0,40}chuy\xe1\xbb\x83n ti\xe1\xba\xbfp",
    re.IGNORECASE,
)
_SUBJECT_SENT_ON = lazy_pattern(r"\s*(?:fwd?|wg|chuyển tiếp|chuyen tiep)\b", re.IGNORECASE)
_NEAR = 1_000  # bytes around the mark of a quote in which it is said that a mail is sent on


def is_sent_on(subject: str) -> bool:
    """Return whether a mail's subject says that the mail below is sent on: it is then what was sent."""
    return _SUBJECT_SENT_ON.match(subject) is not None


def own_text(text: bytes, subject: str = "") -> bytes:
    """Return a mail's text without the mail it answers; a mail that is sent on belongs to it."""
    found = None if is_sent_on(subject) else _QUOTES.search(text)
    if found is None or _SENT_ON.search(text, max(0, found.start() - _NEAR), found.start() + _NEAR):
        return text
    ends = b"</body></html>" if b"<html" in text.lower() else b""
    return text[: found.start()] + ends
