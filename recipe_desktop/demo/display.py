"""Whether a window could be seen, found out before Qt is asked, which ends the program if not."""

import ctypes
import os
import sys


def has_display() -> bool:
    """Whether a window could be seen."""
    return is_named() and answers()


def is_named() -> bool:
    """Whether the computer has a screen, as far as it says so."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def answers() -> bool:
    """Whether the display that is named can be reached, where that can be found out.

    One that was passed on to another computer may be gone, with its name still there.
    """
    display = os.environ.get("DISPLAY", "")
    is_of_x = sys.platform.startswith("linux") and (
        os.environ.get("QT_QPA_PLATFORM", "") in ("", "xcb")
    )
    if not (is_of_x and display) or os.environ.get("WAYLAND_DISPLAY"):
        return True
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:  # then Qt's own part for it is missing, which is said elsewhere
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    error: int = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not error
