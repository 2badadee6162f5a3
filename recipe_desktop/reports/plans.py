"""From the calculated roadmap to what its report says, in the reader's language."""

from collections.abc import Iterator, Mapping, Sequence

from recipe_desktop.domain.ids import Uid
from recipe_desktop.i18n import _, format_number, in_language
from recipe_desktop.reports.imprints import imprint
from recipe_desktop.reports.roadmap_data import RoadmapData, RoadmapPart, RoadmapRow
from recipe_desktop.services import words, words_plan
from recipe_desktop.services.roadmap import Entry, Named, Roadmap

_NUMBERED = ("tasks", "milestones", "actions")  # the codes of all others are for machines
UNTRANSLATED, STALE = "\N{NO-BREAK SPACE}†", "\N{NO-BREAK SPACE}‡"


def roadmap_data(known: Roadmap, language: str, title: str = "", paper: str = "A4") -> RoadmapData:
    """What the report says; window and command line print it from this.

    Args:
        language: code of the language of the paper.
        title: in place of the usual one.
    """
    with in_language(language):
        texts = _Texts(known, language)
        places = {entry.uid: place for place, entry in enumerate(known.entries)}
        names = {entry.name: texts.name(entry) for entry in known.entries}
        rows = tuple(_row(entry, texts, places, names) for entry in known.entries)
        parts = tuple(_parts(known, texts))
        return RoadmapData(
            title=title or _("Joint roadmap"),
            cluster=words.member_name(known.imprint.member),
            language=language,
            paper=paper,
            rows=rows,
            parts=parts,
            critical=tuple(places[uid] for uid in known.plan.critical),
            remarks=tuple(_remarks(known, names)),
            untranslated=tuple(texts.untranslated),
            stale=tuple(texts.stale),
            calendars=tuple(
                sorted({words.country_word(e.country) for e in known.entries if e.country})
            ),
            imprint=imprint(known.imprint),
        )


class _Texts:
    """Texts in the paper's language; notes which of them are not there or too old."""

    def __init__(self, known: Roadmap, language: str) -> None:
        self._known, self._language = known, language
        self.untranslated: dict[str, None] = {}
        self.stale: dict[str, None] = {}

    def name(self, part: Entry | Named) -> str:
        return self._said(part, "name", part.name)

    def text(self, part: Entry | Named) -> str:
        return self._said(part, "text", part.text)

    def _said(self, part: Entry | Named, field: str, source: str) -> str:
        if self._known.written_in.get(part.uid) == self._language:
            return source
        found = self._known.translations.get((part.uid, field, self._language))
        if found is not None:
            text, is_stale = found
            if is_stale:
                self.stale[_named(part, field, text)] = None
                return f"{text}{STALE}"
            return text
        if self._language != self._known.language_of(part.uid) and source.strip():
            self.untranslated[_named(part, field, source)] = None
            return f"{source}{UNTRANSLATED}"
        return source


def _named(part: Entry | Named, field: str, text: str) -> str:
    """A text with what it belongs to, as the plan calls it."""
    number = part.code if part.kind in _NUMBERED else ""
    if field == "name":
        return f"{number} {text}".strip()
    name = f"{number} {part.name}".strip()
    said = _("{name} ({field}): {text}")
    return said.format(name=name, field=words.field_label("", field), text=text)


def _row(
    entry: Entry, texts: _Texts, places: Mapping[Uid, int], names: Mapping[str, str]
) -> RoadmapRow:
    dates = entry.dates
    return RoadmapRow(
        entry.level,
        entry.code,
        texts.name(entry),
        texts.text(entry),
        entry.owner,
        entry.country,
        dates.start,
        dates.end,
        dates.late_end,
        dates.float_days,
        entry.progress,
        words_plan.status_word(entry.status),
        is_milestone=entry.kind == "milestones",
        is_summary=dates.is_summary,
        is_critical=dates.is_critical,
        why=words_plan.reason(dates.why, names),
        waits_for=tuple(
            (places[before], _link_word(kind, lag)) for before, kind, lag in entry.waits_for
        ),
    )


def _link_word(kind: str, lag: int) -> str:
    return f"{kind}{lag:+d}" if lag else ("" if kind == "FS" else kind)


def _parts(known: Roadmap, texts: _Texts) -> Iterator[RoadmapPart]:
    titles = {
        "chapters": _("Strategy"),
        "objectives": _("Objectives"),
        "actions": _("Actions"),
    }
    groups: tuple[tuple[Named, ...], ...] = (known.chapters, known.objectives, known.actions)
    for group in groups:
        for part in group:
            yield RoadmapPart(
                titles[part.kind],
                part.code if part.kind in _NUMBERED else "",
                texts.name(part),
                texts.text(part),
            )


def _remarks(known: Roadmap, names: Mapping[str, str]) -> Iterator[str]:
    def name(uid: Uid) -> str:
        source = known.names.get(uid, "")
        return names.get(source, source)

    def around(circle: Sequence[Uid]) -> str:
        return " → ".join(name(uid) for uid in (*circle, circle[0]))

    for cycle in known.plan.cycles:
        yield _(
            "These wait for each other, so one link was left out of the calculation: {names}."
        ).format(names=around(cycle))
    for circle in known.apart:
        yield _(
            "Made parts of each other on two laptops, so “{name}” stands on its own; say where it "
            "belongs: {names}."
        ).format(name=name(circle[0]), names=around(circle))
    for link in known.plan.not_calculated:
        if link.before in known.names and link.after in known.names:
            yield _(
                "“{after}” waits for “{before}” by a link of type {type}, which is kept but not "
                "calculated."
            ).format(after=name(link.after), before=name(link.before), type=link.type)
    if known.plan.lost:
        yield _("Links to tasks that are not here (any more): {n}.").format(
            n=format_number(len(known.plan.lost))
        )
