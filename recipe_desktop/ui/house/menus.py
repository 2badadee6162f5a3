"""The menus of the window and the actions in them that belong to no single part."""

from functools import partial
from typing import TYPE_CHECKING

from recipe_desktop.domain.clock import today
from recipe_desktop.i18n import LANGUAGES, _, language
from recipe_desktop.sync import bundle, cards
from recipe_desktop.ui.actions import Action
from recipe_desktop.ui.files import choosing
from recipe_desktop.ui.look.theme import LARGEST_PERCENT, SMALLEST_PERCENT, Look, Scheme
from recipe_desktop.ui.preferences import Preferences
from recipe_desktop.ui.view import Languages, Words
from recipe_desktop.ui.window import palette
from recipe_desktop.ui.window.frame import PALETTE_KEYS, MainWindow

if TYPE_CHECKING:
    from recipe_desktop.ui.house.house import House

_STEP_PERCENT = 10


def menus() -> list[tuple[str, Words]]:
    """The menus, in order."""
    return [
        ("file", lambda: _("&File")),
        ("edit", lambda: _("&Edit")),
        ("partners", lambda: _("&Partners")),
        ("exchanges", lambda: _("E&xchanges")),
        ("events", lambda: _("E&vents")),
        ("roadmap", lambda: _("&Roadmap")),
        ("go", lambda: _("&Go to")),
        ("view", lambda: _("&View")),
        ("language", lambda: _("&Language")),
    ]


def work_actions(house: "House") -> list[Action]:
    """What can be done with the store, and where one can go."""
    ways, look = house.ways, house.look
    return [
        Action(
            "partners.import",
            lambda: _("Import a list"),
            lambda: ways.list_import.emit(""),
            "file",
            shortcut="Ctrl+I",
            icon="file-import",
            group="partners",
        ),
        Action(
            "sync.send",
            lambda: _("Send changes"),
            house.send,
            "file",
            icon="send",
            group="sync",
            writes=True,
            why_not=lambda: _("Wait until what is being written is done"),
        ),
        Action(
            "sync.receive",
            lambda: _("Receive changes"),
            lambda: _ask_for_bundle(house),
            "file",
            icon="file-download",
            group="sync",
        ),
        Action(
            "sync.admit",
            lambda: _("Admit a laptop"),
            lambda: _ask_for_card(house),
            "file",
            icon="user-plus",
            group="sync",
        ),
        Action(
            "store.backup",
            lambda: _("Save a copy of the store"),
            lambda: _ask_for_copy(house),
            "file",
            icon="database",
            group="store",
        ),
        Action(
            "store.open",
            lambda: _("Open another store"),
            house.open_other,
            "file",
            icon="folder",
            group="store",
            writes=True,
            why_not=lambda: _("Wait until what is being written is done"),
        ),
        Action(
            "desk.open_pack",
            lambda: _("Open a desk pack"),
            lambda: ways.pack.emit(""),
            "events",
            icon="device-laptop",
            group="desk",
            writes=True,
            why_not=lambda: _("Wait until what is being written is done"),
        ),
        Action(
            "store.name",
            lambda: _("Change your name"),
            house.ask_name,
            "edit",
            icon="user",
            group="person",
        ),
        Action(
            "project.settings",
            lambda: _("Project settings"),
            house.show_project,
            "edit",
            icon="settings",
            group="person",
        ),
        Action(
            "project.reference",
            lambda: _("Programme data"),
            house.show_reference,
            "edit",
            icon="clipboard-list",
            group="person",
        ),
        Action(
            "app.quit",
            lambda: _("Quit"),
            house.close,
            "file",
            shortcut="Quit",
            icon="x",
            group="quit",
        ),
        Action(
            palette.OPENS,
            lambda: _("Go to or do"),
            lambda: _open_palette(house.window),
            "go",
            shortcut=PALETTE_KEYS,
            icon="search",
        ),
        *(
            Action(
                f"go.{name}",
                section.word,
                partial(ways.section.emit, name, ""),
                "go",
                shortcut=f"Ctrl+{number}",
                icon=section.symbol,
                group="sections",
            )
            for number, (name, section) in enumerate(((s.id, s) for s in house.sections), start=1)
        ),
        *_looks(look, house.preferences),
    ]


def view_actions(
    look: Look, preferences: Preferences, languages: Languages, window: MainWindow
) -> list[Action]:
    """Size of text and language."""

    def resize(step: int) -> None:
        percent = 100 if step == 0 else look.percent + step
        look.use(percent=percent)
        preferences.percent = look.percent

    def speak(code: str) -> None:
        languages.use(code)
        preferences.language = code
        window.actions_.refresh()

    return [
        Action(
            "view.larger",
            lambda: _("Larger text"),
            lambda: resize(_STEP_PERCENT),
            "view",
            shortcut="Ctrl++",
            icon="plus",
            when=lambda: look.percent < LARGEST_PERCENT,
            why_not=lambda: _("The text is as large as it gets"),
            group="size",
        ),
        Action(
            "view.smaller",
            lambda: _("Smaller text"),
            lambda: resize(-_STEP_PERCENT),
            "view",
            shortcut="Ctrl+-",
            icon="minus",
            when=lambda: look.percent > SMALLEST_PERCENT,
            why_not=lambda: _("The text is as small as it gets"),
            group="size",
        ),
        Action(
            "view.usual",
            lambda: _("Usual size of text"),
            lambda: resize(0),
            "view",
            shortcut="Ctrl+0",
            group="size",
        ),
        *(
            Action(
                f"language.{code}",
                partial(str, name),
                partial(speak, code),
                "language",
                icon="language",
                chosen=partial(_speaks, code),
            )
            for code, name in LANGUAGES.items()
        ),
    ]


def _looks(look: Look, preferences: Preferences) -> list[Action]:
    names: dict[Scheme, Words] = {
        Scheme.SYSTEM: lambda: _("Colours as the computer has them"),
        Scheme.LIGHT: lambda: _("Light colours"),
        Scheme.DARK: lambda: _("Dark colours"),
        Scheme.CONTRAST: lambda: _("High contrast"),
    }

    def choose(scheme: Scheme) -> None:
        look.use(scheme)
        preferences.scheme = scheme

    return [
        Action(
            f"view.{scheme}",
            name,
            partial(choose, scheme),
            "view",
            icon="eye",
            chosen=partial(_looks_like, look, scheme),
            group="colours",
        )
        for scheme, name in names.items()
    ]


def _speaks(code: str) -> bool:
    return language() == code


def _looks_like(look: Look, scheme: Scheme) -> bool:
    return look.scheme == scheme


def _open_palette(window: MainWindow) -> None:
    window.open_palette()


def _ask_for_bundle(house: "House") -> None:
    choosing.open_file(
        house.window,
        _("Receive changes"),
        _("Changes") + f" (*{bundle.SUFFIX})",
        lambda path: house.take_in([path]),
    )


def _ask_for_card(house: "House") -> None:
    choosing.open_file(
        house.window,
        _("Admit a laptop"),
        _("Cards") + f" (*{cards.SUFFIX})",
        house.admit,
    )


def _ask_for_copy(house: "House") -> None:
    name = f"{house.workspace.path.stem}-{today().isoformat()}{house.workspace.path.suffix}"
    choosing.save_file(
        house.window,
        _("Save a copy of the store"),
        name,
        _("Stores") + " (*.recipe)",
        house.back_up,
    )
