"""What this laptop said last in each share, so that a part that says nothing else is left out.

Who works in a thousand shares would else write a thousand parts each time. A part brings changes,
contents and revocations, and these are never left out; it also says what its sender has, and that
may be lost on the way. Then somebody sends again what is here already, and is answered.
"""

import hashlib
import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from recipe_desktop.store.journal import log
from recipe_desktop.store.journal.founding import SHARE
from recipe_desktop.store.models.replica import ToldShare
from recipe_desktop.sync.bundle import Content
from recipe_desktop.sync.manifest import Manifest


def said(content: Content) -> str:
    """What a part says beside changes, in a form that is short and the same for the same."""
    of = content.manifest
    cards = [card.text() for card in content.cards]
    lost = [one.text() for one in content.revocations]
    whole = [of.sender, of.recipients, sorted(of.known.items()), of.holds, cards, lost]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def is_said(session: Session, content: Content) -> bool:
    """Whether a part of a share that brings nothing would say what was said last."""
    if not content.manifest.scope.startswith(SHARE) or content.revocations:
        return False
    last = session.get(ToldShare, content.manifest.scope)
    return last is not None and last.said == said(content)


def note(session: Session, told: Mapping[str, str]) -> None:
    """Remember what was said in some scopes."""
    for scope, text in told.items():
        session.merge(ToldShare(scope=scope, said=text))


def answer(session: Session, manifest: Manifest) -> None:
    """Say again what is here, if a part shows that its sender did not hear it.

    It brings what was here before, or may bring a content that was.
    """
    here = log.vector(session.connection(), manifest.scope)
    again = any(
        min(here.get(device, 0), seq) > manifest.base.get(device, 0)
        for device, seq in manifest.target.items()
    )
    last = session.get(ToldShare, manifest.scope)
    if last is not None and (again or manifest.enclosed is not None):
        session.delete(last)
