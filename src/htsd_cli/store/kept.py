"""What was understood of a file, as bytes: everything a submission holds but the name its file goes by."""

from __future__ import annotations

import hashlib
import json
import zlib

from htsd_cli.store.codec import coder_of
from htsd_cli.values.submission import Submission

_CHECK = 16  # bytes of the digest before the content


class DamagedError(ValueError):
    """Bytes that are not what was kept."""


def to_bytes(submission: Submission) -> bytes:
    """Return a submission as bytes, without the name of its file."""
    plain = coder_of(Submission).plain
    assert plain is not None
    parts = plain(submission.model_copy(update={"file": ""}))
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    content = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
    return _digest(content) + content


def from_bytes(kept: bytes, file: str) -> Submission:
    """Return the submission of a file called `file`. Raises `DamagedError` for other bytes than were kept."""
    value = coder_of(Submission).value
    assert value is not None
    if _digest(kept[_CHECK:]) != kept[:_CHECK]:
        raise DamagedError
    try:
        text = zlib.decompress(kept[_CHECK:]).decode("utf-8", "surrogatepass")
        submission: Submission = value(json.loads(text))
    except (zlib.error, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedError from error
    submission.__dict__["file"] = file  # nobody else has it yet
    return submission


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_CHECK).digest()
