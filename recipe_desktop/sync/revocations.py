"""Revocations: how one laptop tells the others that another was lost, and how far it still counts.

A revocation is a small JSON text that its author has signed, for one scope. It names the lost
laptop and the number of the last transaction by it that its author has: up to there what the lost
one wrote counts, since it was here before anybody knew. By a steward of the lost laptop's member it
ends the trust in it. By anybody else it says that they have heard of it, or asks the stewards to
act. It travels with the part of its scope, and alone in a ``.recipe-notice``. Vectors for other
implementations stand in ``tests/data/sync/revocations.json``.
"""

import json
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.ids import Uid
from recipe_desktop.sync.keys import SIGNATURE_BYTES, Keys, is_signed
from recipe_desktop.sync.manifest import is_number, is_uid

_FORMAT: Final = 1
_MAX_LETTERS: Final = 2_000
_SCOPE: Final = re.compile(r"partnership|cluster:[A-Z]{2,8}|(event|share):[0-9a-f]{32}")
_NAMES: Final = frozenset(("recipe_revocation", "lost", "scope", "last", "at", "by", "signature"))


@dataclass(frozen=True, slots=True)
class Revocation:
    """What a laptop says of one that was lost, in one scope.

    Args:
        lost: replica of the lost laptop.
        last: number of its last transaction in the scope that the author has.
        at: when it was said, with time zone.
        by: replica of the author.
        signature: by the author, hexadecimal.
    """

    lost: Uid
    scope: str
    last: int
    at: datetime
    by: Uid
    signature: str = ""

    def text(self) -> str:
        """As it is kept and travels."""
        return _line({**self._said(), "signature": self.signature})

    def is_signed_with(self, verify_key: str) -> bool:
        """Whether the author's key has signed it."""
        return is_signed(self._message(), self.signature, verify_key)

    def signed(self, keys: Keys) -> "Revocation":
        """With the signature of this laptop, whose ``by`` it must be."""
        return replace(self, signature=keys.sign(self._message()).hex())

    def _said(self) -> dict[str, Any]:
        return {
            "recipe_revocation": _FORMAT,
            "lost": self.lost,
            "scope": self.scope,
            "last": self.last,
            "at": self.at.isoformat(),
            "by": self.by,
        }

    def _message(self) -> bytes:
        return b"recipe-revocation-1\n" + _line(self._said()).encode()


def parse_revocation(text: str) -> Revocation:
    """The revocation in a text from anywhere; who signed it is for the reader to ask.

    Raises:
        UserError: bundle.damaged, bundle.too_new.
    """
    damaged = UserError("bundle.damaged", where="revocation")
    try:
        said = json.loads(text) if len(text) <= _MAX_LETTERS else None
    except (ValueError, RecursionError) as error:
        raise damaged from error
    if not isinstance(said, dict) or not is_number(said.get("recipe_revocation"), least=1):
        raise damaged
    if said["recipe_revocation"] > _FORMAT:
        raise UserError("bundle.too_new")
    match said:
        case {
            "lost": str(lost),
            "scope": str(scope),
            "last": int(last),
            "at": str(at),
            "by": str(by),
            "signature": str(signature),
        } if said.keys() == _NAMES:
            found = Revocation(Uid(lost), scope, last, _instant(at), Uid(by), signature)
        case _:
            raise damaged
    is_sound = (
        is_uid(lost)
        and is_uid(by)
        and lost != by
        and is_number(last)
        and _SCOPE.fullmatch(scope)
        and re.fullmatch(rf"[0-9a-f]{{{2 * SIGNATURE_BYTES}}}", signature)
        and found.text() == text  # in the one spelling, since that is what was signed
    )
    if not is_sound:
        raise damaged
    return found


def _instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise UserError("bundle.damaged", where="revocation") from error
    if found.tzinfo is None:
        raise UserError("bundle.damaged", where="revocation")
    return found


def _line(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
