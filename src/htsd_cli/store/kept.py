"""What was understood of a file, as bytes: everything a submission holds but the name its file goes by."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

from htsd_cli.store.codec import coder_of
from htsd_cli.values.submission import Submission

_CHECK = 16  # bytes of the digest before the content


class DamagedError(ValueError):
    """Bytes that are not what was kept."""


def to_bytes(submission: Submission) -> bytes:
    """Return a submission as bytes, without the name of its file."""
    plain = coder_of(Submission).plain
    assert plain is not None
    return packed(plain(submission.model_copy(update={"file": ""})))


def from_bytes(kept: bytes, file: str) -> Submission:
    """Return the submission of a file called `file`. Raises `DamagedError` for other bytes than were kept."""
    value = coder_of(Submission).value
    assert value is not None
    try:
        submission: Submission = value(unpacked(kept))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedError from error
    submission.__dict__["file"] = file  # nobody else has it yet
    return submission


def packed(parts: Any) -> bytes:
    """Return what JSON can hold as bytes that show whether they were damaged."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    content = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
    return _digest(content) + content


def unpacked(kept: bytes) -> Any:
    """Return what was packed. Raises `DamagedError` for other bytes."""
    if _digest(kept[_CHECK:]) != kept[:_CHECK]:
        raise DamagedError
    try:
        return json.loads(zlib.decompress(kept[_CHECK:]).decode("utf-8", "surrogatepass"))
    except (zlib.error, ValueError) as error:
        raise DamagedError from error


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_CHECK).digest()
