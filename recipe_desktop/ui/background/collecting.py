"""Python's search for dead cycles: in the window's thread alone, and while nobody works."""

import gc
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

_LOOK_MS: Final = 300
_WORK: Final = 400  # objects made between two looks, and still there: somebody is at work
_PAUSE: Final = 7  # looks in a row without work, about two seconds
_REST: Final = 200  # the same for about a minute: nobody is there
_WORTH: Final = 10  # looks with work, after which a search pays
_LONGEST: Final = 400  # of them without a pause, about two minutes


class Collecting(QObject):
    """Searches for dead cycles itself, and keeps Python from doing it wherever it happens to be.

    Python searches in whatever thread makes the next object. In that of a job this would take
    widgets and connections apart while the window's thread uses them: Qt and its Python binding
    keep no lock for that, and the program dies. In the window's thread it would come with some key
    press, and a search through all that there is takes as long as an eye can see.

    So what is new is searched often, which takes a moment, and what has gathered since the last
    pause in the next. What outlives that is set aside, and searched when nobody has done anything
    for long.

    Args:
        app: owns this; see ``begin``.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._looks = self._calm = 0
        self._users: set[int] = set()
        self._numbers = count()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @classmethod
    def begin(cls, user: QObject) -> Callable[[], None]:
        """Search in this thread alone from now on, until ``user`` and all others are gone.

        Returns:
            to be called by one that goes on without threads.
        """
        app = QCoreApplication.instance()
        if app is None:
            raise RuntimeError("there is no application")
        found = app.findChild(cls)
        one = found if isinstance(found, cls) else cls(app)
        return one.add(user)

    def add(self, user: QObject) -> Callable[[], None]:
        """Go on at least until ``user`` is gone, or calls what comes back."""
        if not self._users:
            gc.disable()
            gc.freeze()  # modules and types, which stay
            self._timer.start()
        number = next(self._numbers)
        self._users.add(number)
        leave = partial(self._leave, number)
        user.destroyed.connect(leave)
        return leave

    def _leave(self, number: int) -> None:
        was_last = self._users == {number}
        self._users.discard(number)
        if was_last:
            self._timer.stop()
            gc.unfreeze()
            gc.enable()

    def _look(self) -> None:
        if gc.get_count()[0] > _WORK:
            gc.collect(1)
            self._looks, self._calm = self._looks + 1, 0
            if self._looks >= _LONGEST:
                self._search()
            return
        self._calm += 1
        if self._calm == _PAUSE and self._looks >= _WORTH:
            self._search()
        elif self._calm == _REST:
            gc.unfreeze()
            self._search()

    def _search(self) -> None:
        self._looks = 0
        gc.collect()
        gc.freeze()
