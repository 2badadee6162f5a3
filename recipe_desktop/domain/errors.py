"""The two things that are not bugs: a refusal, and a finding."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any


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
class Finding:
    """Something to block, to give a reason for, or to know; rules return all of them at once."""

    code: str
    severity: Severity
    source: str
    details: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
