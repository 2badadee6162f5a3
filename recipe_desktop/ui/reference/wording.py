"""What a row of the programme data says: what it is, its figure or days, and its source."""

from collections.abc import Mapping
from typing import Final

from recipe_desktop.domain.fold import Value
from recipe_desktop.i18n import _
from recipe_desktop.services import words, words_reference
from recipe_desktop.services.records import Shown
from recipe_desktop.ui.look.tokens import Status

_TITLE: Final[Mapping[str, tuple[str, ...]]] = {
    "lump-sums": ("country", "amount_cents"),
    "terms": ("name",),
    "calendar-days": ("day_on", "name"),
    "targets": ("amount", "name"),
    "members": ("code", "name"),
    "member-names": ("name",),
}


def title(shown: Shown) -> str:
    """What an entry is."""
    if shown.kind == "countries":
        return words.country_word(str(shown.fields["code"]))
    said = [_word(shown, name) for name in _TITLE[shown.kind]]
    return "  ".join(filter(None, said)) or _("Without a name")


def second(shown: Shown) -> str:
    """Of what an entry is, when it holds, what it allows, and where it comes from."""
    fields = shown.fields
    parts = [_catalogue(fields), _holds(shown), *_allows(fields), str(fields["source"] or "")]
    return ", ".join(part for part in parts if part)


def certainty(fields: Mapping[str, Value]) -> tuple[str, Status]:
    """How sure an entry is, in a word and as a status."""
    code = str(fields["certainty"] or "")
    word = words_reference.certainties().get(code, code) or _("Not confirmed")
    return word, Status.OK if code == "confirmed" else Status.LOOK


def _catalogue(fields: Mapping[str, Value]) -> str:
    code = str(fields.get("catalogue") or "")
    return _(words_reference.CATALOGUES.get(code, code)) if code else ""


def _holds(shown: Shown) -> str:
    if shown.kind == "calendar-days":
        place = [_word(shown, "country"), str(shown.fields["region"] or "")]
        is_worked = _("worked") if shown.fields["is_working"] else _("not worked")
        return ", ".join(filter(None, (*place, is_worked)))
    start, end = (_word(shown, name) if name in shown.fields else "" for name in _DAYS)
    if start and end:
        return _("{start} to {end}").format(start=start, end=end)
    if start:
        return _("since {day}").format(day=start)
    return _("until {day}").format(day=end) if end else ""


def _allows(fields: Mapping[str, Value]) -> list[str]:
    said = {"may_visit": _("may visit"), "may_host": _("may host")}
    return [word for name, word in said.items() if fields.get(name)]


def _word(shown: Shown, name: str) -> str:
    return words.value_word(shown.kind, name, shown.fields[name])


_DAYS: Final = ("from_on", "until_on")
