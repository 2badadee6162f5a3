"""The two things that are not bugs: a refusal, and a finding."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

CHANGED: Final = "record.changed_meanwhile"
DELETED: Final = "record.unknown"
GONE: Final = (DELETED, "record.merged")
"""Codes of refusals upon which one goes on in another way than by telling them."""
FOR_A_WHILE: Final = ("store.writing", "store.busy")
"""Codes of refusals after which one only has to wait until something else is written."""
LOST: Final = ("store.gone", "store.replaced", "store.overwritten")
"""Codes of refusals after which nothing more is saved in a store that is open."""


class UserError(Exception):
    """Cannot be granted, and nothing has changed; the interface has the words.

    Args:
        code: ``feature.reason``, the key of the sentence in the interface.
        details: values for the sentence.
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class Severity(StrEnum):
    """How much a finding weighs."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Given:
    """Why somebody goes on in spite of a finding.

    Args:
        name: who answers for it.
        uid: of the record that keeps it.
    """

    reason: str
    name: str
    on: date | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to block, to give a reason for, or to know; rules return all of them at once.

    Args:
        given: the written reason, where somebody gave one; the finding is never gone.
    """

    code: str
    severity: Severity
    source: str
    details: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    given: Given | None = None

    @property
    def about(self) -> str:
        """A fingerprint of what it says: a reason given for one thing does not hold for another."""
        said = json.dumps(dict(self.details), sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:16]
