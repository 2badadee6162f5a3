"""What can be done with the roadmap from anywhere."""

from collections.abc import Callable, Sequence

from recipe_desktop.i18n import _
from recipe_desktop.ui.actions import Action, PageActions
from recipe_desktop.ui.roadmap import wording
from recipe_desktop.ui.roadmap.page import RoadmapPage


def page_actions(
    go: Callable[[], RoadmapPage], here: Callable[[], RoadmapPage | None]
) -> Sequence[Action]:
    """The actions of the menu "Roadmap".

    Args:
        go: shows the page, making it if need be.
        here: the page where it is shown, else None.
    """

    def chosen(page: RoadmapPage) -> bool:
        return page.node is not None

    def of_plan(page: RoadmapPage) -> bool:
        return page.node is not None and page.node.entry is not None

    def deletion() -> str:
        page = here()
        node = page.node if page is not None else None
        if node is None:
            return _("Delete from the roadmap")
        return _("Delete {name}").format(name=wording.title(node))

    def first_choose() -> str:
        return _("Choose a row of the roadmap first.")

    make = PageActions("roadmap", go, here).action

    def keyed(name: str, words: Callable[[], str], icon: str) -> Action:
        return make(
            name,
            words,
            lambda page: page.do_key(name),
            icon=icon,
            when=of_plan,
            why_not=lambda: _("Choose a task or milestone of the roadmap first."),
            writes=True,
            group="change",
        )

    def made(kind: str, words: Callable[[], str], shortcut: str = "") -> Action:
        return make(
            f"new.{kind}",
            words,
            lambda page: page.make(kind),
            shortcut=shortcut,
            icon="plus",
            writes=True,
            group="new",
        )

    return (
        made("tasks", lambda: _("New task"), "Ctrl+Shift+N"),
        made("milestones", lambda: _("New milestone")),
        made("actions", lambda: _("New action")),
        keyed("earlier", lambda: _("A working day earlier"), "arrow-left"),
        keyed("later", lambda: _("A working day later"), "arrow-right"),
        keyed("shorter", lambda: _("A working day shorter"), "minus"),
        keyed("longer", lambda: _("A working day longer"), "plus"),
        keyed("indent", lambda: _("Make it a part of the task above"), "chevron-right"),
        keyed("outdent", lambda: _("Take it out of what it is a part of"), "arrow-back-up"),
        keyed("up", lambda: _("Move it up in the list"), "chevron-up"),
        keyed("down", lambda: _("Move it down in the list"), "chevron-down"),
        make(
            "delete",
            deletion,
            RoadmapPage.delete_chosen,
            icon="trash",
            when=chosen,
            why_not=first_choose,
            writes=True,
            group="change",
        ),
        make(
            "details",
            lambda: _("Details of the chosen row"),
            RoadmapPage.show_chosen,
            icon="info-circle",
            when=chosen,
            why_not=first_choose,
            group="look",
        ),
        make(
            "find",
            lambda: _("Find a task"),
            RoadmapPage.find_task,
            icon="search",
            group="look",
        ),
        make(
            "today",
            lambda: _("Show today on the roadmap"),
            lambda page: page.chart.show_today(),
            icon="calendar-event",
            group="look",
        ),
        make(
            "fit",
            lambda: _("Show the whole plan"),
            lambda page: page.chart.fit(),
            icon="calendar-clock",
            group="look",
        ),
        make(
            "import",
            lambda: _("Import a plan"),
            RoadmapPage.import_plan,
            icon="file-import",
            group="files",
        ),
        make(
            "export",
            lambda: _("Export the plan"),
            RoadmapPage.export_plan,
            icon="file-download",
            group="files",
        ),
        make(
            "print",
            lambda: _("Print the roadmap"),
            RoadmapPage.print_roadmap,
            icon="printer",
            group="files",
        ),
    )
