"""Takes out of a signature (CMS, RFC 5652: .p7m, an opaque S/MIME mail) what was signed. No signature is verified.

A signer's certificate proves who sent a report; whether it is valid is for the office's own programs to say.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib

from htsd_cli.intake.container import MOST_MEMBER_BYTES
from htsd_cli.readers.packages import UnreadableFile

ENCRYPTED = "đã mã hóa bằng chứng thư số"
_OPEN_IT = (
    "Mở bằng chương trình thư hoặc phần mềm ký số trên máy có chứng thư số của người nhận, lưu tệp bên trong vào thư"
    " mục báo cáo rồi chạy lại; hoặc đề nghị đơn vị gửi lại không mã hóa."
)
_SEND_IT = "Tìm văn bản được ký ở nơi nhận tệp này; nếu không có, đề nghị đơn vị gửi lại cả văn bản."
_DER = re.compile(
    rb"\x30(?:\x80|[\x01-\x7f]|\x81.|\x82..|\x83...|\x84....)\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07", re.S
)
_DER_COMPRESSED = re.compile(rb"\x30.{1,5}\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01", re.S)
_ARMOUR = re.compile(rb"-----BEGIN (?:PKCS7|PKCS #7 SIGNED DATA|CMS|SIGNED MESSAGE)-----(.*?)-----END", re.S)
_BASE64 = re.compile(
    rb"MI[A-Za-z0-9+/\r\n]{6,16}KoZIhvcN", re.S
)  # the first bytes of any of these, in base64


def is_signed(head: bytes) -> bool:
    """Return whether a file is a CMS envelope by its first bytes: binary, base64, or with PEM's lines around it."""
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _DER.match(head) or _DER_COMPRESSED.match(head):
        return True
    return bare.startswith((b"-----BEGIN PKCS7", b"-----BEGIN CMS")) or _BASE64.match(bare[:64]) is not None


def signed_content(raw: bytes) -> bytes:
    """Return what an envelope holds, b"" for a signature that stands apart from what it signs.

    Raises `UnreadableFile`: "archive-not-opened" for one that is encrypted, "damaged-file", "archive-limit".
    """
    from asn1crypto import cms

    try:
        envelope = cms.ContentInfo.load(_binary(raw))
        kind = str(envelope["content_type"].native)
        if kind in (
            "enveloped_data",
            "encrypted_data",
            "authenticated_enveloped_data",
            "signed_and_enveloped_data",
        ):
            raise UnreadableFile("archive-not-opened", f"tệp {ENCRYPTED}", _OPEN_IT)
        if kind == "compressed_data":
            return _inflated(bytes(envelope["content"]["encap_content_info"]["content"].native))
        if kind == "data":
            return bytes(envelope["content"].native or b"")
        content = envelope["content"]["encap_content_info"]["content"].native
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise UnreadableFile("damaged-file") from error
    return content if isinstance(content, bytes) else b""


def refuse_lone_signature() -> bytes:
    """Raise what is to be told of a signature named as if it held a document."""
    raise UnreadableFile("archive-not-opened", "chữ ký số để rời, bên trong không có văn bản", _SEND_IT)


def _binary(raw: bytes) -> bytes:
    if raw.startswith(b"\x30"):
        return raw
    armoured = _ARMOUR.search(raw)
    try:
        return base64.b64decode(armoured.group(1) if armoured else raw)
    except (binascii.Error, ValueError) as error:
        raise UnreadableFile("damaged-file") from error


def _inflated(packed: bytes) -> bytes:
    stream = zlib.decompressobj()
    try:
        content = stream.decompress(packed, MOST_MEMBER_BYTES)
    except zlib.error as error:
        raise UnreadableFile("damaged-file") from error
    if stream.unconsumed_tail:
        raise UnreadableFile("archive-limit", f"nặng hơn {MOST_MEMBER_BYTES >> 20} MB", _OPEN_IT)
    return content
