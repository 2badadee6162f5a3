"""The elements of MS Project's XML. A hostile file gets no entities, no depth, no endless texts."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from recipe_desktop.domain.errors import UserError
from recipe_desktop.formats.files import LARGEST_CELL

_DEEPEST = 40
_MOST_TASKS = 20_000
_MOST_ELEMENTS = 5_000_000
_COUNTED: Final = {  # children of a list that the roadmap does not keep
    "Resources/Resource": "plan.resources",
    "Assignments/Assignment": "plan.assignments",
    "Calendars/Calendar": "plan.calendars",
    "ExtendedAttributes/ExtendedAttribute": "plan.own_fields",
    "Tasks/Task/Baseline": "plan.baselines",
    "Tasks/Task/ExtendedAttribute": "plan.own_values",
    "Tasks/Task/OutlineCode": "plan.own_values",
}


@dataclass(slots=True)
class Elements:
    """What a plan holds: the leaves of its tasks and links, and how many of what else."""

    plan: dict[str, str] = field(default_factory=dict)
    tasks: list[dict[str, str]] = field(default_factory=list)
    links: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    resources: list[dict[str, str]] = field(default_factory=list)
    assignments: list[dict[str, str]] = field(default_factory=list)
    calendars: list[dict[str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class _Collector:
    """Takes the events of the parser; keeps the leaves of tasks and links."""

    def __init__(self, name: str) -> None:
        self.found = Elements()
        self._name = name
        self._path: list[str] = []
        self._elements = 0
        self._text: list[str] = []
        self._length = 0
        self._link: dict[str, str] = {}
        self._value: dict[str, str] = {}
        self._lists = {
            "Resources/Resource": self.found.resources,
            "Assignments/Assignment": self.found.assignments,
            "Calendars/Calendar": self.found.calendars,
        }

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        self._path.append(tag.rpartition(":")[2].rpartition(" ")[2])
        self._elements += 1
        if len(self._path) > _DEEPEST or self._elements > _MOST_ELEMENTS:
            raise UserError("plan.unsafe", name=self._name)
        self._text, self._length = [], 0
        place = "/".join(self._path[1:])
        if place == "Tasks/Task":
            self.found.tasks.append({})
            if len(self.found.tasks) > _MOST_TASKS:
                raise UserError("plan.too_many_tasks", name=self._name, most=_MOST_TASKS)
        elif place == "Tasks/Task/PredecessorLink":
            self._link = {}
        elif place == "Tasks/Task/ExtendedAttribute":
            self._value = {}
        elif place in self._lists:
            self._lists[place].append({})
        if place in _COUNTED:
            self.found.counts[_COUNTED[place]] += 1

    def text(self, data: str) -> None:
        if self._length < LARGEST_CELL:
            self._text.append(data[: LARGEST_CELL - self._length])
            self._length += len(data)

    def end(self, _tag: str) -> None:
        text = "".join(self._text).strip()
        path, self._text = self._path, []
        match path[1:]:
            case [leaf]:
                self.found.plan[leaf] = text
            case ["Tasks", "Task", "PredecessorLink"]:
                self.found.links.append((self.found.tasks[-1].get("UID", ""), self._link))
            case ["Tasks", "Task", "ExtendedAttribute"]:
                key = f"field {self._value.get('FieldID', '')}"
                self.found.tasks[-1][key] = self._value.get("Value", "")
            case ["Tasks", "Task", leaf]:
                self.found.tasks[-1][leaf] = text
            case ["Tasks", "Task", "PredecessorLink", leaf]:
                self._link[leaf] = text
            case ["Tasks", "Task", "ExtendedAttribute", leaf]:
                self._value[leaf] = text
            case [above, one, leaf] if f"{above}/{one}" in self._lists:
                self._lists[f"{above}/{one}"][-1][leaf] = text
        path.pop()


def read(content: bytes, name: str) -> Elements:
    """Collect what a plan holds.

    Raises:
        UserError: plan.damaged, plan.unsafe, plan.too_many_tasks.
    """
    collector = _Collector(name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_arguments: object) -> None:
        raise UserError("plan.unsafe", name=name)

    handlers: Mapping[str, Callable[..., object]] = {
        "StartDoctypeDeclHandler": refuse,
        "EntityDeclHandler": refuse,
        "ExternalEntityRefHandler": refuse,
        "StartElementHandler": collector.start,
        "EndElementHandler": collector.end,
        "CharacterDataHandler": collector.text,
    }
    for event, handler in handlers.items():
        setattr(parser, event, handler)
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes no keywords
    except (expat.ExpatError, LookupError, ValueError) as problem:
        raise UserError("plan.damaged", name=name, reason=str(problem)) from None
    return collector.found
