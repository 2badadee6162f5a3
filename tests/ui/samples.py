"""A window with invented records, on the frame alone: for the gallery and for tests."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout

from recipe_desktop.domain.ids import Uid
from recipe_desktop.ui.actions import Action
from recipe_desktop.ui.cards import (
    BETWEEN,
    Banner,
    BarStep,
    Card,
    CardHead,
    CountCard,
    Disc,
    Doing,
    FindingLine,
    Line,
    PageHead,
    Pill,
    RecordHead,
    StepBar,
    Tabs,
    page_layout,
)
from recipe_desktop.ui.cards.empty import EmptyState, Nothing
from recipe_desktop.ui.dialogs.dialog import Dialog, Statement, Verb
from recipe_desktop.ui.forms.field_row import SIDE
from recipe_desktop.ui.forms.fields import Choice, Field, Kind
from recipe_desktop.ui.forms.form import Form
from recipe_desktop.ui.look.buttons import Button, Chip, LinkButton
from recipe_desktop.ui.look.tokens import Status
from recipe_desktop.ui.tables.list import ListColumn, RecordList
from recipe_desktop.ui.tables.marks import Marker
from recipe_desktop.ui.tables.records import Column, RecordTable
from recipe_desktop.ui.tables.rows import Row, TwoLines
from recipe_desktop.ui.view import Label, View
from recipe_desktop.ui.window.frame import MainWindow
from recipe_desktop.ui.window.palette import Offer
from recipe_desktop.ui.window.sidebar import PersonHere, Section

_PLAIN = str.maketrans("áéíóöőúüűÁÉÍÓÖŐÚÜŰß", "aeiooouuuAEIOOOUUUs")


def fold(text):
    return "".join(c for c in text.translate(_PLAIN).lower() if c.isalnum() or c == " ").strip()


@dataclass(frozen=True)
class Partner:
    uid: Uid
    name: str
    kind: str
    place: str
    status: Status
    word: str
    symbol: str


_KINDS = {
    "SME": "building-factory-2",
    "Large company": "building-skyscraper",
    "Public body": "building-bank",
    "Technology centre": "microscope",
    "Support organisation": "lifebuoy",
}
_NAMES = (
    ("Győri Akkumulátortechnika Kft.", "SME", "small, Győr, HU", Status.LOOK, "1 open"),
    (
        "Győr-Moson-Sopron Megyei Kereskedelmi és Iparkamara",
        "Public body",
        "Győr, HU",
        Status.NEUTRAL,
        "Host only",
    ),
    (
        "Széchenyi István Egyetem, Járműipari Kutatóközpont",
        "Technology centre",
        "Győr, HU",
        Status.OK,
        "May visit",
    ),
    (
        "Győri Közlekedésfejlesztési Nonprofit Kft.",
        "Support organisation",
        "Győr, HU",
        Status.OK,
        "May visit",
    ),
    ("Audi Hungaria Zrt.", "Large company", "Győr, HU", Status.NEUTRAL, "Host only"),
    (
        "Pannon Öntvény és Szerszámgyártó Kft.",
        "SME",
        "medium, Győrújbarát, HU",
        Status.BLOCK,
        "May not",
    ),
    (
        "Kisalföldi Távközlési és Elektronikai Szövetkezet",
        "SME",
        "micro, Győrszentiván, HU",
        Status.LOOK,
        "2 open",
    ),
)


def partners(count=40):
    made = []
    for number in range(count):
        name, kind, place, status, word = _NAMES[number % len(_NAMES)]
        if number >= len(_NAMES):
            name = f"{name} {number}"
        made.append(Partner(Uid(f"{number:032x}"), name, kind, place, status, word, _KINDS[kind]))
    return made


COLUMNS = (
    Column(lambda: "Name", lambda line: line.name),
    Column(lambda: "Place", lambda line: line.place),
)


def row(line):
    symbol = "home" if line.status == Status.NEUTRAL else ""
    return Row(line.name, f"{line.kind}, {line.place}", line.symbol, line.status, line.word, symbol)


class PartnersSample(View):
    def __init__(self, look):
        super().__init__(look, ground="canvas")
        self.people = {line.uid: line for line in partners()}
        table = RecordTable(
            COLUMNS,
            order=lambda: list(self.people),
            lines=lambda uids: [self.people[uid] for uid in uids],
            parent=self,
        )
        self.list = RecordList(look, table, TwoLines(look, row, Marker(fold)))
        self.list.setAccessibleName("Partners")
        column = ListColumn(look, self.list)
        column.title.setText("Partners")
        column.buttons.addWidget(Button(look, "New", symbol="plus"))
        chips = [Chip(look, word) for word in ("Country", "Type", "Ecosystem", "Eligible")]
        chips[0].show_value("Hungary")
        column.add_chips(chips)
        column.order.setText("Name")
        column.order.show()
        column.show_counts(12, 1284)
        self.column = column
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(column)
        splitter.addWidget(self._detail(look))
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([388, 770])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.list.choose_first()

    def _detail(self, look):
        pane = View(look, ground="surface")
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(0, look.px(1.1), 0, 0)
        layout.setSpacing(0)
        head = RecordHead(look)
        head.setContentsMargins(look.px(1.5), 0, look.px(1.5), 0)
        head.show_record(
            "building-factory",
            "Győri Akkumulátortechnika Kft.",
            "SME, small enterprise, Győr, Hungary",
        )
        more = Button(look, symbol="dots")
        more.setAccessibleName("More")
        head.buttons.addWidget(more)
        head.buttons.addWidget(Button(look, "New exchange", symbol="plus", primary=True))
        layout.addWidget(head)
        layout.addSpacing(look.px(0.95))
        tabs = Tabs(look)
        tabs.setAccessibleName("Parts of the record")
        for word, count in (
            ("Overview", ""),
            ("People", "4"),
            ("Services", "7"),
            ("Documents", "6"),
            ("Exchanges", "2"),
            ("History", "31"),
        ):
            tabs.show_count(tabs.addTab(word), count)
        tab_row = QHBoxLayout()
        tab_row.setContentsMargins(look.px(1.5), 0, 0, 0)
        tab_row.addWidget(tabs)
        tab_row.addStretch()
        layout.addLayout(tab_row)
        layout.addWidget(Line(look))
        body = QVBoxLayout()
        body.setContentsMargins(look.px(1.5 - SIDE), look.px(0.9), look.px(1.5), look.px(1.5))
        body.setSpacing(look.px(0.75))
        layout.addLayout(body)
        inset = QHBoxLayout()
        inset.setContentsMargins(look.px(SIDE), 0, 0, 0)
        inset.addWidget(self._findings(look))
        body.addLayout(inset)
        body.addSpacing(look.px(0.25))
        columns = QHBoxLayout()
        columns.addLayout(self._fields(look), 3)
        columns.addSpacing(look.px(1.25))
        columns.addLayout(self._history(look), 2)
        body.addLayout(columns)
        body.addStretch()
        return pane

    def _findings(self, look):
        card = Card(look, bare=True)
        lines = (
            (
                Status.LOOK,
                "May visit another country, one question is open",
                "",
                "Checked just now",
            ),
            (Status.OK, "SME: 38 staff, EUR 6.2 million turnover", "", "2003/361/EC"),
            (Status.OK, "Registered in Hungary, a COSME country", "", "COSME list, 2018"),
            (Status.OK, "Member of ZONE Klaszter, which the ECCP lists", "", "ECCP, rule 8"),
        )
        for number, (status, sentence, reason, source) in enumerate(lines):
            card.body.addWidget(FindingLine(look, status, sentence, reason, source=source))
            if number == 0:
                card.body.addWidget(Line(look))
                card.body.addWidget(
                    FindingLine(
                        look,
                        Status.LOOK,
                        "Perhaps it has visited before, as Rába Akku Kft. in May 2021",
                        "One visit per organisation in the whole scheme, rule 10",
                        doings=[Doing("Compare", lambda: None)],
                        tinted=True,
                    )
                )
        return card

    def _fields(self, look):
        sizes = (Choice("micro", "Micro"), Choice("small", "Small"), Choice("medium", "Medium"))
        ecosystems = (Choice("mobility", "Mobility"), Choice("electronics", "Electronics"))
        fields = (
            Field("former", lambda: "&Former name"),
            Field("registration", lambda: "&Registration"),
            Field("size", lambda: "&Size", Kind.CHOICE, lambda: sizes),
            Field("staff", lambda: "S&taff", Kind.INTEGER),
            Field("ecosystems", lambda: "&Ecosystems", Kind.MANY, lambda: ecosystems),
            Field("since", lambda: "Si&nce", Kind.DATE),
            Field("website", lambda: "&Website"),
        )
        self.saved = []
        self.form = Form(
            look,
            fields,
            lambda name, value: self.saved.append((name, value)),
            lambda error: error.code,
        )
        self.form.show_values(
            {
                "former": "Rába Akku Kft.",
                "registration": "08-09-027415",
                "size": "small",
                "staff": 38,
                "ecosystems": ("mobility", "electronics"),
                "since": date(2020, 3, 1),
                "website": "akkutechnika.example.org",
            },
            {"former": "until 3 March 2023", "staff": "31 Dec 2025"},
        )
        column = QVBoxLayout()
        column.setSpacing(look.px(0.4))
        heading = Label(look, "Organisation", face="strong")
        heading.setContentsMargins(look.px(SIDE), 0, 0, 0)
        column.addWidget(heading)
        column.addWidget(self.form)
        column.addStretch()
        return column

    def _history(self, look):
        column = QVBoxLayout()
        column.setSpacing(look.px(0.5))
        column.addWidget(CardHead(look, "History", LinkButton(look, "All 31")))
        for initials, what, who in (
            ("ZN", "Staff 36 → 38", "Zsófia Nagy, today 13:47"),
            ("ML", "Need added: second life", "Jürgen Großmann, 18 Nov"),
            ("ÉB", "Consent of Péter Takács", "Éva Balogh, 12 Nov"),
        ):
            line = QHBoxLayout()
            line.setSpacing(look.px(0.75))
            line.addWidget(Disc(look, initials, len(what), size=1.5), 0, Qt.AlignmentFlag.AlignTop)
            texts = QVBoxLayout()
            texts.setSpacing(0)
            texts.addWidget(Label(look, what, face="action"))
            texts.addWidget(Label(look, who, face="second", ink="text2"))
            line.addLayout(texts, 1)
            column.addLayout(line)
        column.addStretch()
        return column


class CountsSample(View):
    """A page like that of an import: steps, counts, a banner, a foot."""

    def __init__(self, look):
        super().__init__(look, ground="canvas")
        layout = page_layout(self)
        head = PageHead(look)
        head.show_texts("anmeldungen_zalaegerszeg_final(2).xlsx")
        steps = StepBar(look)
        steps.show_steps(
            [
                BarStep("File", done=True),
                BarStep("Columns and preview", now=True),
                BarStep("Result"),
            ]
        )
        head.buttons.addWidget(steps)
        layout.addWidget(head)
        row = QHBoxLayout()
        row.setSpacing(look.px(BETWEEN))
        for status, symbol, number, word, second in (
            (Status.OK, "circle-plus", "112", "New", "added as registrations"),
            (Status.NOTE, "pencil", "23", "Changed", "41 fields, undoable"),
            (Status.NEUTRAL, "equal", "9", "Same", "nothing to do"),
            (Status.LOOK, "alert-triangle", "6", "Suspicious", "perhaps already there"),
            (Status.BLOCK, "ban", "4", "Rejected", "come back as a file"),
        ):
            card = CountCard(look, status, symbol)
            card.show_count(number, word, second)
            card.setChecked(word == "Suspicious")
            row.addWidget(card)
        layout.addLayout(row)
        card = Card(look)
        head = CardHead(look, "Columns", Pill(look, Status.CONFLICT, "2 conflicts"))
        card.body.addWidget(head)
        card.body.addWidget(Line(look))
        card.body.addWidget(
            Banner(
                look,
                Status.NOTE,
                "Either value keeps it an SME, no exchange is touched.",
                "HU2-0417 and HU2-0398 use this figure, rule 9.",
            )
        )
        card.body.addStretch()
        layout.addWidget(card, 1)


def empty_page(look):
    words = Nothing(
        lambda: "No events yet",
        lambda: (
            "An event holds its registrations, badges, check-in desks, signed lists and the schedule of B2B meetings."
        ),
        lambda: "New event",
        lambda: "Import registrations",
        lambda: "or drop an xlsx, csv or ics file here",
    )
    page = View(look, ground="canvas")
    layout = page_layout(page)
    head = PageHead(look)
    head.show_texts("Events")
    layout.addWidget(head)
    layout.addWidget(EmptyState(look, words, ("qrcode", "calendar-event", "users")), 1)
    return page


def sections(look):
    return (
        Section("home", lambda: "Home", "home", lambda: CountsSample(look), lambda: 7),
        Section(
            "partners", lambda: "Partners", "building", lambda: PartnersSample(look), lambda: 1284
        ),
        Section("events", lambda: "Events", "calendar-event", lambda: empty_page(look), lambda: 12),
        Section("sync", lambda: "Sync", "transfer", lambda: empty_page(look), alarm=lambda: 3),
    )


def found(words):
    return [
        Offer("Partners", line.name, lambda: None, line.place, line.symbol)
        for line in partners(7)
        if fold(words) in fold(line.name)
    ][:3]


def window(look, jobs, preferences):
    made = MainWindow(look, jobs, preferences, sections(look), found, Marker(fold))
    made.sidebar.show_office("RECiPE4Mobility", "ZONE Klaszter")
    made.sidebar.show_person(PersonHere("Zsófia Nagy", "ZN"))
    made.sidebar.show_saved("Saved 14:02")
    done = []
    made.actions_.add(
        [
            Action(
                "partner.new",
                lambda: "New partner, Győr",
                lambda: done.append("new"),
                "file",
                "New",
                "plus",
            ),
            Action(
                "edit.undo",
                lambda: "Undo",
                lambda: done.append("undo"),
                "edit",
                "Undo",
                "arrow-back-up",
                when=lambda: False,
                why_not=lambda: "Nothing has been done yet",
            ),
            Action(
                "go.palette", lambda: "Go to or do", made.open_palette, "file", "Ctrl+K", "search"
            ),
            Action(
                "print.directory",
                lambda: "Print the partner directory, Győr",
                lambda: None,
                "file",
                "Print",
                "printer",
            ),
        ]
    )
    made.done_ = done
    made.set_menus((("file", lambda: "&File"), ("edit", lambda: "&Edit")))
    return made


def damaged_file(look, window):
    dialog = Dialog(
        look,
        window,
        Statement(
            "This file is damaged",
            "nextmove-2026-11-20.recipesync breaks off in the middle. Nothing of it was taken in and your data is as before.",
            "Ask Hélène Le Goff at NextMove to send it once more, best as an attachment and not inside a mail.",
            "bundle.truncated",
            Status.BLOCK,
            "file-alert",
        ),
        [Verb("Write to NextMove", symbol="mail"), Verb("Close")],
    )
    dialog.open()
    return dialog
