"""The colours of the three themes by role; no other module knows a colour."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What a row or a record has to say about itself; always shown with symbol and word."""

    OK = "ok"
    LOOK = "look"
    BLOCK = "block"
    NOTE = "note"
    NEUTRAL = "neutral"
    CONFLICT = "conflict"


SCRIM = "#6E141418"  # dims what lies behind a dialog, in every theme; alpha first

STATUS_ICONS = {
    Status.OK: "circle-check",
    Status.LOOK: "alert-triangle",
    Status.BLOCK: "alert-octagon",
    Status.NOTE: "info-circle",
    Status.NEUTRAL: "circle-dashed",
    Status.CONFLICT: "git-fork",
}


@dataclass(frozen=True, slots=True)
class Tone:
    """The desk's whole screen at one outcome, seen from two metres; ``panel`` lies under chips."""

    ground: str
    ink: str
    panel: str


@dataclass(frozen=True, slots=True)
class DeskTones:
    """The four outcomes of a scan; shape and word tell them apart, too."""

    arrived: Tone
    already: Tone
    look: Tone
    unknown: Tone


_DESK_LIGHT = DeskTones(
    arrived=Tone("#00664A", "#FFFFFF", "#00523B"),
    already=Tone("#F5B83D", "#1D1400", "#FFD57F"),
    look=Tone("#B23A12", "#FFFFFF", "#8F2C0B"),
    unknown=Tone("#3B4757", "#FFFFFF", "#2B3543"),
)
_DESK_DARK = DeskTones(
    arrived=Tone("#005B42", "#FFFFFF", "#00462F"),
    already=Tone("#E0A52E", "#1D1400", "#F2C468"),
    look=Tone("#A5350F", "#FFFFFF", "#832708"),
    unknown=Tone("#323C4A", "#FFFFFF", "#242C38"),
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme; ``outlined`` means that tints are not seen and shapes get a line instead."""

    name: str
    outlined: bool
    sidebar: str
    canvas: str
    surface: str
    raised: str
    sunken: str
    hover: str
    pressed: str
    selected: str
    sidebar_selected: str
    line: str
    control_line: str
    field_line: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    accent_ink: str
    mark: str
    critical: str
    weekend: str
    ok: str
    ok_tint: str
    look: str
    look_tint: str
    block: str
    block_tint: str
    note: str
    note_tint: str
    neutral: str
    neutral_tint: str
    series: tuple[str, str, str, str, str, str]
    desk: DeskTones

    def ink(self, status: Status) -> str:
        """The colour of symbol and word."""
        return {
            Status.OK: self.ok,
            Status.LOOK: self.look,
            Status.BLOCK: self.block,
            Status.NOTE: self.note,
            Status.NEUTRAL: self.neutral,
            Status.CONFLICT: self.look,
        }[status]

    def tint(self, status: Status) -> str:
        """The ground of pills and banners."""
        return {
            Status.OK: self.ok_tint,
            Status.LOOK: self.look_tint,
            Status.BLOCK: self.block_tint,
            Status.NOTE: self.note_tint,
            Status.NEUTRAL: self.neutral_tint,
            Status.CONFLICT: self.look_tint,
        }[status]


LIGHT = Tokens(
    name="light",
    outlined=False,
    sidebar="#EFEDE8",
    canvas="#F6F5F2",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#F1EFEA",
    hover="#F3F1ED",
    pressed="#E9E6E0",
    selected="#E4EAFB",
    sidebar_selected="#DCE3F8",
    line="#E3E0D9",
    control_line="#B9B5AC",
    field_line="#8E8A81",
    text="#1D1C1A",
    text2="#57544E",
    text3="#6B6861",
    accent="#2F52C4",
    on_accent="#FFFFFF",
    accent_ink="#2A49B0",
    mark="#FFE7A3",
    critical="#B23A12",
    weekend="#F3F1EC",
    ok="#1B6B42",
    ok_tint="#E0F1E7",
    look="#7D4A00",
    look_tint="#FBEED5",
    block="#A8231A",
    block_tint="#FBE5E1",
    note="#2A49B0",
    note_tint="#E4EAFB",
    neutral="#57544E",
    neutral_tint="#ECEAE5",
    series=("#2F52C4", "#C98500", "#12806A", "#9A3F8F", "#7391A3", "#7A3B1E"),
    desk=_DESK_LIGHT,
)

DARK = Tokens(
    name="dark",
    outlined=False,
    sidebar="#111214",
    canvas="#161719",
    surface="#1D1E21",
    raised="#27292D",
    sunken="#141517",
    hover="#25272B",
    pressed="#2E3035",
    selected="#253056",
    sidebar_selected="#253056",
    line="#313338",
    control_line="#4A4D54",
    field_line="#7C7F87",
    text="#EDECE9",
    text2="#B9B7B1",
    text3="#9C9A95",
    accent="#4C6BDB",
    on_accent="#FFFFFF",
    accent_ink="#A3B7FF",
    mark="#4A3D10",
    critical="#F08A5D",
    weekend="#191A1C",
    ok="#7FD1A3",
    ok_tint="#173527",
    look="#F0BE62",
    look_tint="#3A2C10",
    block="#FF9D90",
    block_tint="#43201C",
    note="#A3B7FF",
    note_tint="#253056",
    neutral="#B9B7B1",
    neutral_tint="#2C2E32",
    series=("#7C97F5", "#E8B04A", "#35A98A", "#C77FC9", "#B4C6D2", "#D9744F"),
    desk=_DESK_DARK,
)

CONTRAST = Tokens(
    name="contrast",
    outlined=True,
    sidebar="#000000",
    canvas="#000000",
    surface="#000000",
    raised="#000000",
    sunken="#000000",
    hover="#2A2A2A",
    pressed="#3A3A3A",
    selected="#1B1B60",
    sidebar_selected="#1B1B60",
    line="#FFFFFF",
    control_line="#FFFFFF",
    field_line="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#FFFFFF",
    accent="#FFE100",
    on_accent="#000000",
    accent_ink="#FFE100",
    mark="#5A4A12",
    critical="#FF9A5C",
    weekend="#1E1E1E",
    ok="#6DFF9E",
    ok_tint="#000000",
    look="#FFD24A",
    look_tint="#000000",
    block="#FFA79B",
    block_tint="#000000",
    note="#9DD7FF",
    note_tint="#000000",
    neutral="#FFFFFF",
    neutral_tint="#000000",
    series=DARK.series,
    desk=_DESK_DARK,
)
