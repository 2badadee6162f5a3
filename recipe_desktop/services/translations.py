"""Translations as records that are edited one by one; ``roadmap.translate`` writes them by text."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.services import records, roadmap
from recipe_desktop.services.kinds import TRANSLATED
from recipe_desktop.services.roadmap import TranslatedText

KIND = "translations"


def edit(session: Session, uid: Uid, values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Change a translation; its text may be what the text that it translates may be.

    Raises:
        UserError: as ``records.edit`` and ``roadmap.translate``.
    """
    before = records.show(session, KIND, uid).fields
    text = str(values.get("text") or "")
    translated = _translated(session, uid, before)
    if translated is None or values.keys() != {"text"} or not text.strip():
        return records.edit(session, KIND, uid, values)
    said = TranslatedText(str(before["field"]), str(before["language"]), text)
    roadmap.translate(session, translated.kind, translated.uid, said)
    after = records.show(session, KIND, uid).fields
    return {name: value for name, value in after.items() if value != before[name]}


def made_now(session: Session, uid: Uid) -> Mapping[str, Value]:
    """What a text is made from that is written for a translation now."""
    fields = records.show(session, KIND, uid).fields
    translated = _translated(session, uid, fields)
    source = "" if translated is None else translated.fields[str(fields["field"])]
    return {"fingerprint": roadmap.fingerprint(str(source or ""))}


def _translated(session: Session, uid: Uid, fields: Mapping[str, Value]) -> records.Shown | None:
    """The record whose text it says in another language, where one is here."""
    record, name, language = (str(fields[n] or "") for n in ("record", "field", "language"))
    if not name or uid != named_uid("translation", record, name, language):
        return None
    found = (records.shown(session, kind, [Uid(record)]) for kind in TRANSLATED)
    return next((one for some in found for one in some), None)
