"""What can be done with the roadmap from anywhere."""

from collections.abc import Callable, Sequence

from recipe_desktop.i18n import _
from recipe_desktop.ui.actions import Action
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

    def chosen() -> bool:
        page = here()
        return page is not None and page.node is not None

    def of_plan() -> bool:
        page = here()
        return page is not None and page.node is not None and page.node.entry is not None

    def deletion() -> str:
        page = here()
        node = page.node if page is not None else None
        if node is None:
            return _("Delete from the roadmap")
        return _("Delete {name}").format(name=wording.title(node))

    def why_not() -> str:
        return _("Choose a row of the roadmap first.")

    def show_today() -> None:
        go().chart.show_today()

    def fit() -> None:
        go().chart.fit()

    def keyed(name: str, words: Callable[[], str], wanted: str, icon: str) -> Action:
        return Action(
            f"roadmap.{name}",
            words,
            lambda: go().do_key(wanted),
            menu="roadmap",
            icon=icon,
            when=of_plan,
            why_not=lambda: _("Choose a task or milestone of the roadmap first."),
            writes=True,
            group="change",
        )

    def made(kind: str, words: Callable[[], str], shortcut: str = "") -> Action:
        return Action(
            f"roadmap.new.{kind}",
            words,
            lambda: go().make(kind),
            menu="roadmap",
            shortcut=shortcut,
            icon="plus",
            writes=True,
            group="new",
        )

    return (
        made("tasks", lambda: _("New task"), "Ctrl+Shift+N"),
        made("milestones", lambda: _("New milestone")),
        made("actions", lambda: _("New action")),
        keyed("earlier", lambda: _("A working day earlier"), "earlier", "arrow-left"),
        keyed("later", lambda: _("A working day later"), "later", "arrow-right"),
        keyed("shorter", lambda: _("A working day shorter"), "shorter", "minus"),
        keyed("longer", lambda: _("A working day longer"), "longer", "plus"),
        keyed("indent", lambda: _("Make it a part of the task above"), "indent", "chevron-right"),
        keyed("outdent", lambda: _("Take it out of what it is a part of"), "outdent", "arrow-left"),
        keyed("up", lambda: _("Move it up in the list"), "up", "chevron-up"),
        keyed("down", lambda: _("Move it down in the list"), "down", "chevron-down"),
        Action(
            "roadmap.delete",
            deletion,
            lambda: go().delete_chosen(),
            menu="roadmap",
            icon="trash",
            when=chosen,
            why_not=why_not,
            writes=True,
            group="change",
        ),
        Action(
            "roadmap.details",
            lambda: _("Details of the chosen row"),
            lambda: go().show_details(),
            menu="roadmap",
            icon="info-circle",
            when=chosen,
            why_not=why_not,
            group="look",
        ),
        Action(
            "roadmap.find",
            lambda: _("Find a task"),
            lambda: go().find_task(),
            menu="roadmap",
            icon="search",
            group="look",
        ),
        Action(
            "roadmap.today",
            lambda: _("Show today on the roadmap"),
            show_today,
            menu="roadmap",
            icon="calendar-event",
            group="look",
        ),
        Action(
            "roadmap.fit",
            lambda: _("Show the whole plan"),
            fit,
            menu="roadmap",
            icon="arrows-left-right",
            group="look",
        ),
        Action(
            "roadmap.import",
            lambda: _("Import a plan"),
            lambda: go().import_plan(),
            menu="roadmap",
            icon="file-import",
            group="files",
        ),
        Action(
            "roadmap.export",
            lambda: _("Export the plan"),
            lambda: go().export_plan(),
            menu="roadmap",
            icon="file-download",
            group="files",
        ),
        Action(
            "roadmap.print",
            lambda: _("Print the roadmap"),
            lambda: go().print_roadmap(),
            menu="roadmap",
            icon="printer",
            group="files",
        ),
    )
