"""Files that a passphrase opens in no time.

``pyrage`` makes trying a passphrase cost about a second, by the measure of the machine; a file of
another origin may ask for less. These are such files, for tests of what comes behind.
See https://age-encryption.org/v1.
"""

import hashlib
import hmac
import secrets
from base64 import b64encode

from nacl.bindings import crypto_aead_chacha20poly1305_ietf_encrypt as seal

WORK = 4  # the exponent; pyrage takes 18 or so
CHUNK = 64 << 10
FIRST_NONCE = bytes(12)


def encrypt(content: bytes, secret: str) -> bytes:
    """What ``pyrage.passphrase.decrypt`` opens, as if ``pyrage.passphrase.encrypt`` had made it."""
    file_key, salt, nonce = (secrets.token_bytes(16) for _ in range(3))
    label = b"age-encryption.org/v1/scrypt"
    wrapping = hashlib.scrypt(secret.encode(), salt=label + salt, n=1 << WORK, r=8, p=1, dklen=32)
    wrapped = seal(file_key, b"", FIRST_NONCE, wrapping)
    head = f"age-encryption.org/v1\n-> scrypt {_text(salt)} {WORK}\n{_text(wrapped)}\n---".encode()
    mac = hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")
    payload = _sealed(content, _derived(file_key, nonce, b"payload"))
    return head + f" {_text(mac)}\n".encode() + nonce + payload


def _sealed(content: bytes, key: bytes) -> bytes:
    starts = range(0, max(len(content), 1), CHUNK)
    return b"".join(
        seal(
            content[start : start + CHUNK],
            b"",
            number.to_bytes(11, "big") + bytes([number == len(starts) - 1]),
            key,
        )
        for number, start in enumerate(starts)
    )


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    """HKDF with SHA-256, of which 32 bytes are one block."""
    drawn = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(drawn, purpose + b"\x01", "sha256")


def _text(raw: bytes) -> str:
    return b64encode(raw).decode().rstrip("=")
