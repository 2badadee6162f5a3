"""What records are called that have no name of their own: by the records that they belong to.

Conflicts, previews and steps that are taken back name them so; ``name_of`` is for the others.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy.orm import Session

from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import N_, _
from recipe_desktop.services import records, words
from recipe_desktop.services.kinds import KINDS, TRANSLATED, FieldOf, Kept, Kind, name_of

_TITLES: Final[Mapping[str, str]] = {
    "memberships": N_("Membership of {organisation} in {member}"),
    "former-names": N_("Former name of {organisation}: {name}"),
    "member-names": N_("Former name of {member}: {name}"),
    "attachments": N_("{name}, attached to {exchange}"),
    "finding-reasons": N_("Reason given in {exchange}"),
    "lump-sums": N_("Lump sum of {country}"),
    "task-links": N_("Link from {before} to {after}"),
    "calendar-days": N_("Calendar of {country}, {day_on}"),
    "event-days": N_("{day_on}, day of {event}"),
    "agenda-items": N_("{name}, on the agenda of {event}"),
    "desks": N_("Desk {letter} of {event}"),
    "check-ins": N_("Check-in of {registration}"),
}

_TRANSLATIONS: Final = "translations"
_ELSE: Final = {"member": "cluster_name", "letter": "name"}
"""A field that takes the place of one that says nothing."""


def has_title(kind: str) -> bool:
    """Whether records of a kind are called by the records that they belong to."""
    return kind in _TITLES or kind == _TRANSLATIONS


def title(session: Session, kind: Kind, fields: Mapping[str, Value]) -> str:
    """What people call a record."""
    if kind.name == _TRANSLATIONS:
        return _of_translation(session, fields)
    template = _TITLES.get(kind.name)
    if template is None:
        return name_of(kind, fields)
    said = {}
    for field in kind.fields:
        named = field if fields.get(field.name) else kind.field(_ELSE.get(field.name, field.name))
        said[field.name] = word(session, kind.name, named.name, fields.get(named.name))
    return _(template).format_map({name: value or _("unknown") for name, value in said.items()})


def stands_in(session: Session, kind: str, uid: Uid) -> tuple[str, Uid]:
    """The kind and uid of the record in which people see one: itself, or what it belongs to."""
    for found in records.shown(session, kind, [uid]):
        if kind == _TRANSLATIONS:
            of = Uid(str(found.fields["record"] or ""))
            return next(
                ((name, of) for name in TRANSLATED if _is_here(session, name, of)), (kind, uid)
            )
        for field in KINDS[kind].fields if has_title(kind) else ():
            of = Uid(str(found.fields[field.name] or ""))
            for pointed in filter(None, (field.kind, field.or_kind)):
                if _is_here(session, pointed, of):
                    return pointed, of
    return kind, uid


def _is_here(session: Session, kind: str, uid: Uid) -> bool:
    return bool(records.present(session, kind, [uid]))


def word(session: Session, kind: str, field: str, value: Value) -> str:
    """A field's value for people; a record that it points to by what that is called."""
    of = next((one for one in KINDS[kind].fields if one.name == field), None)
    if of is None or of.kept is not Kept.REFERENCE or not value:
        return words.value_word(kind, field, value)
    return _called(session, of, Uid(str(value)))


def _called(session: Session, field: FieldOf, uid: Uid) -> str:
    for kind in filter(None, (field.kind, field.or_kind)):
        for found in records.shown(session, kind, [uid]):
            return title(session, KINDS[kind], found.fields) or words.kind_name(kind)
    return _("a record that is not here")


def _of_translation(session: Session, fields: Mapping[str, Value]) -> str:
    """The text that it is a translation of, and the language; or whose language it says."""
    uid, field = Uid(str(fields["record"] or "")), str(fields["field"] or "")
    kind, name = next(_translated(session, uid), ("", _("a record that is not here")))
    if not field:
        return _("Language of the texts of {name}").format(name=name)
    return _("{name}: {field} in {language}").format(
        name=name or words.kind_name(kind),
        field=words.field_label(kind, field),
        language=words.value_word(_TRANSLATIONS, "language", fields["language"]),
    )


def _translated(session: Session, uid: Uid) -> Iterator[tuple[str, str]]:
    for kind in TRANSLATED:
        for found in records.shown(session, kind, [uid]):
            yield kind, title(session, KINDS[kind], found.fields)
