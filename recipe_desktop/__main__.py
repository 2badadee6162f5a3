"""Starts the program: ``python -m recipe_desktop``, or ``recipe-desktop`` when it is installed."""

import sys

from recipe_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
