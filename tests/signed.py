"""Files and mails inside a signature or encrypted for somebody, made by a library that is not ours."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

_ENCODINGS = {
    "DER": serialization.Encoding.DER,
    "PEM": serialization.Encoding.PEM,
    "SMIME": serialization.Encoding.SMIME,
}


@cache
def _signer() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Trường TH Phú Mỹ")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(datetime(2024, 1, 1, tzinfo=UTC))
    return key, builder.not_valid_after(datetime(2034, 1, 1, tzinfo=UTC)).sign(key, hashes.SHA256())


def signed(content: bytes, encoding: str = "DER", detached: bool = False) -> bytes:
    """Return what was signed inside its signature ("DER", "PEM", or "SMIME" with a mail's headers)."""
    key, certificate = _signer()
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    options = [pkcs7.PKCS7Options.Binary] + [pkcs7.PKCS7Options.DetachedSignature] * detached
    return builder.sign(_ENCODINGS[encoding], options)


def encrypted(content: bytes, encoding: str = "DER") -> bytes:
    """Return what only the holder of a key can read."""
    _, certificate = _signer()
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(content).add_recipient(certificate)
    return builder.encrypt(_ENCODINGS[encoding], [pkcs7.PKCS7Options.Binary])
