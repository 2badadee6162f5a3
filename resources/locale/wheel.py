"""Compiles the catalogues while a wheel is built, so that ``pip install .`` speaks six languages."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogues(BuildHookInterface):
    """Writes a ``.mo`` file beside each ``.po`` file."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # the interface's
        """Compile; the wheel takes in all that lies under ``resources``."""
        for po in sorted(Path(self.root, "resources", "locale").glob("*/LC_MESSAGES/*.po")):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as out:
                write_mo(out, read_po(source))
