"""Turns the reference data into the lines of the seed stream; run after an edition is added.

``python -m recipe_desktop.services.seed_edition`` writes ``resources/seed.jsonl``. Lines that
have been shipped never change: a store that has them would otherwise differ from a new one.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from recipe_desktop.domain.ids import Uid, named_uid
from recipe_desktop.domain.operations import INSERT, SALT_BYTES, Operation, Transaction, encode
from recipe_desktop.paths import resource
from recipe_desktop.store.journal.log import SEED
from recipe_desktop.store.schema import columns, defaults

_GROUP: Final = "seed"
_FILES: Final = {
    "countries": "country",
    "lump_sums": "lump_sum",
    "terms": "term",
    "calendar_days": "calendar_day",
    "calendar_days_before": "calendar_day",  # the second edition
}


def edition() -> list[str]:
    """The lines of all editions, one transaction a file of reference data, the newest last."""
    folder = resource("reference")
    parts = [_project(_read(folder / "project.json"))]
    for file, table in _FILES.items():
        rows = _read(folder / f"{file}.json")["rows"]
        parts.append([_insert(table, _identity(table, row), row) for row in rows])
    return [_line(seq, operations) for seq, operations in enumerate(parts, 1)]


def _project(document: Mapping[str, Any]) -> list[Operation]:
    return list(_project_rows(document))


def _project_rows(document: Mapping[str, Any]) -> Iterator[Operation]:
    project = named_uid("project", document["project"]["code"])
    yield _insert("project", project, document["project"])
    for member in document["members"]:
        row = {**member, "project_uid": project}
        yield _insert("member", named_uid("member", project, member["code"]), row)
    for name in document["member_names"]:
        member = named_uid("member", project, name["member"])
        row = {**name, "member_uid": member}
        yield _insert("member_name", named_uid("member_name", member, name["name"]), row)
    for kind in ("objective", "target"):
        for promise in document[f"{kind}s"]:
            row = {**promise, "project_uid": project}
            yield _insert(kind, named_uid(kind, project, promise["code"]), row)


def _identity(table: str, row: Mapping[str, Any]) -> Uid:
    parts = ("catalogue", "country", "code", "from_on")
    if "day_on" in row:
        parts = ("country", "region", "day_on", "")
    named = [str(row.get(name) or "") for name in parts]
    return named_uid(table, *named)


def _insert(table: str, uid: Uid, row: Mapping[str, Any]) -> Operation:
    known = defaults(table)
    cells = {
        name: int(value) if isinstance(value, bool) else value
        for name, value in row.items()
        if name in columns(table) and value != known[name]
    }
    body = json.dumps(cells, ensure_ascii=False, separators=(",", ":"))
    return Operation(table, uid, INSERT, body)


def _line(seq: int, operations: list[Operation]) -> str:
    salt = hashlib.sha256(f"seed {seq}".encode()).hexdigest()[: 2 * SALT_BYTES]
    return encode(
        Transaction(SEED, seq, 0, {}, "", "seed.init", _GROUP, "", 1, salt, tuple(operations))
    )


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


if __name__ == "__main__":
    resource("seed.jsonl").write_text("".join(f"{line}\n" for line in edition()), "utf-8")
