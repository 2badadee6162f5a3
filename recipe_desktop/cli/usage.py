"""What argparse says by itself, in the user's language: its headings, and what is wrong.

It looks its texts up by two names of its own module, for which nobody can give it others. The
texts are kept here so that they come into the catalogues; those that only a mistake in our own
parsers brings up are left out. Releases of Python word some of them differently.
"""

import argparse
from typing import Final

from recipe_desktop.i18n import N_, _, n_N_, ngettext

TEXTS: Final = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("unrecognized arguments: %s"),
    N_("ignored explicit argument %r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    n_N_("expected %s argument", "expected %s arguments"),
)


def speak() -> None:
    """Have argparse look its texts up where ours are."""
    for name, look_up in (("_", _), ("ngettext", ngettext)):
        setattr(argparse, name, look_up)
