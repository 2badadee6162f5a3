"""Attachments: what may be one, what it is called, and what the system may open."""

import unicodedata
from collections.abc import Mapping
from typing import Final

MAX_BYTES: Final = 20 << 20
UNKNOWN_TYPE: Final = "application/octet-stream"

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument"
MEDIA_TYPES: Final[Mapping[str, str]] = {
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "odp": f"{_OPEN}.presentation",
    "ods": f"{_OPEN}.spreadsheet",
    "odt": f"{_OPEN}.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "rtf": "application/rtf",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
"""By ending, what is a document and no program; only these are handed to the system."""

_LONGEST: Final = 120
_LONGEST_ENDING: Final = 10
_NAMELESS: Final = "document"
_FORBIDDEN: Final = frozenset('<>:"|?*')  # in names of files on Windows
_DEVICES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)


def clean_name(given: str) -> str:
    """A name that any system keeps and shows as it is, whoever gave it.

    Taken off are folders, control characters and the marks that turn the direction of writing,
    by which ``exe`` can be made to look like ``pdf``.
    """
    last = given.replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(c for c in last if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"})
    plain = "".join("_" if c in _FORBIDDEN else c for c in unicodedata.normalize("NFC", seen))
    name = plain.strip().lstrip(".").rstrip(". ")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        stem, ending = name, ""
    stem = stem[:_LONGEST].rstrip(". ") or _NAMELESS
    if stem.partition(".")[0].strip().casefold() in _DEVICES:
        stem = f"_{stem}"
    return f"{stem}.{ending}" if ending else stem


def media_type(name: str) -> str:
    """What a file holds, by its ending."""
    return MEDIA_TYPES.get(_ending(name), UNKNOWN_TYPE)


def may_be_opened(name: str) -> bool:
    """Whether a file is a document; what may be a program is saved, never started from here."""
    return _ending(name) in MEDIA_TYPES


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
