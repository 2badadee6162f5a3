"""Identity: one text of 32 hexadecimal digits, the same on every laptop, never changed."""

import os
import time
import uuid
from typing import NewType

Uid = NewType("Uid", str)

# The root of every name-based identity; fixed for ever, since seeds and imports derive from it.
_ROOT = uuid.UUID("5b9f3d0e-4c1a-5a56-9a2e-52454369504d")


def new_uid() -> Uid:
    """A UUIDv7 (RFC 9562): time-ordered, so that keys made together lie together."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = milliseconds << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | random & (1 << 62) - 1
    return Uid(f"{value:032x}")


def named_uid(kind: str, *parts: str) -> Uid:
    """A UUIDv5 of what identifies the thing, so that two laptops make one record of it."""
    return Uid(uuid.uuid5(_ROOT, "\x1f".join((kind, *parts))).hex)
