"""What happens in the demonstration: two offices, one list, a conflict, a directory on paper."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from recipe_desktop.demo import arrivals, stage, visits
from recipe_desktop.domain import plan_sheets
from recipe_desktop.domain.errors import Severity
from recipe_desktop.domain.fold import Value
from recipe_desktop.domain.ids import Uid
from recipe_desktop.domain.import_questions import answered
from recipe_desktop.domain.import_words import is_known_header
from recipe_desktop.domain.imports import Account
from recipe_desktop.domain.source_tables import SourceTable
from recipe_desktop.formats import sheets
from recipe_desktop.i18n import _
from recipe_desktop.paths import resource
from recipe_desktop.services import (
    conflicts,
    exchanges,
    exports,
    history,
    identity,
    imports,
    organisations,
    records,
    roadmap,
    stores,
    words,
)
from recipe_desktop.services.directory import directory
from recipe_desktop.services.organisations import Filter
from recipe_desktop.services.workspace import Workspace
from recipe_desktop.sync import cards, receiving, roster, sending
from recipe_desktop.sync.keys import Keys

LIST = "samples/members.xlsx"
PLAN = "samples/roadmap.csv"
STORE = "zalaegerszeg"
NEXT = "next.recipe-changes"

_PEOPLE = (
    ("Zsófia", "Őri", "Head of purchasing"),
    ("Ágnes", "Þorgeir", "Project manager"),
    ("Björn", "Ådland", "Engineer"),
    ("Inês", "Conceição", "Test driver"),
)

_OWN = (
    ("Göcseji Próbapálya Kft.", "Zeg", "https://gocsej.example"),
    ("Lendület Mérnökiroda Bt.", "Lenti", "https://lendulet.example"),
)

Say = Callable[[str], None]
Fact = str | int | bool


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done, and what came of it."""

    name: str
    said: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


class Story:
    """Plays the demonstration once.

    Args:
        folder: empty, and the demonstration's own.
        say: told what is being done.
    """

    def __init__(self, folder: Path, say: Say) -> None:
        self._folder = folder
        self._say = say
        self._own: list[Uid] = []
        self.steps: list[Act] = []
        self.is_sound = True

    def play(self) -> None:
        """Do everything; what it made lies in the folder."""
        with ExitStack() as laptops:
            home = laptops.enter_context(
                stage.laptop(self._folder, STORE, "HU", "Zalaegerszeg 1", "Zsófia Nagy")
            )
            away = laptops.enter_context(
                stage.laptop(self._folder, "rouen", "FR", "Rouen 1", "Camille Petit")
            )
            self._say(_("Two laptops, one in Hungary and one in France, begin with new stores."))
            self._import_on(home, "import")
            self._import_again(home)
            self._work(home)
            self._plan(home)
            self._import_on(away, "import_elsewhere")
            self._meet(home, away)
            self._exchange(home, away)
            self._visits(home)
            self._desk(home)
            self._share(home, away)
            self._conflict(home, away)
            self._print(home)
            self._compare(home, away)
            self._leave_open(home, away)
            self._examine(home, away)

    def _tell(self, name: str, said: str, **facts: Fact) -> None:
        self.steps.append(Act(name, said, facts))
        self._say(said)

    def _import_on(self, workspace: Workspace, name: str) -> None:
        account, reasons = self._take_in(workspace)
        if name == "import":
            rejects = self._folder / "rejected-lines.xlsx"
            sheets.write_rejects(rejects, _list(), reasons, source=resource(LIST))
        said = _(
            "{device} imported a list of {rows} lines: {new} new, {same} same, {suspicious} "
            "suspicious, {rejected} rejected with their reason."
        ).format(
            device=workspace.here.device,
            rows=account.rows,
            new=account.new,
            same=account.same,
            suspicious=account.suspicious,
            rejected=account.rejected,
        )
        self._tell(name, said, **_counts(account))

    def _import_again(self, workspace: Workspace) -> None:
        account, _reasons = self._take_in(workspace)
        said = _("The same list again: {new} new, {changed} changed.")
        said = said.format(new=account.new, changed=account.changed)
        self._tell("import_again", said, **_counts(account))

    def _take_in(self, workspace: Workspace) -> tuple[Account, dict[int, str]]:
        table = _list()
        source = imports.source_of(table, "sample")
        proposal = workspace.ask(imports.propose, table, "organisations", source)
        choices = answered(proposal.questions)
        preview = workspace.do(imports.plan, table, proposal.mapping, choices, source)
        account = workspace.do(imports.execute, preview.uid)
        reasons = {
            line.number: " ".join(words.reason_sentence(reason) for reason in line.reasons)
            for line in preview.plan.lines
            if line.outcome == "rejected"
        }
        return account, reasons

    def _work(self, home: Workspace) -> None:
        """What an office does: people, a correction that is taken back, a double confirmed."""
        uids = home.ask(organisations.order)
        for at, (given, family, position) in enumerate(_PEOPLE):
            values = {"given_name": given, "family_name": family, "position": position}
            home.do(records.create, "people", values | {"organisation": uids[at]})
        for name, city, website in _OWN:
            values = {"name": name, "country": "HU", "city": city, "website": website}
            made = home.do(records.create, "organisations", values)
            self._own.append(made.uid)
        home.do(records.remove, "organisations", uids[10])
        step = home.ask(history.steps).undo or ""
        home.do(history.undo)
        undone = _(
            "{people} people and {firms} organisations were entered. A step was undone by its "
            "name: {step}."
        ).format(people=len(_PEOPLE), firms=len(_OWN), step=words.action_name(step))
        self._tell("work", undone, people=len(_PEOPLE), organisations=len(_OWN))
        doubles = home.ask(identity.doubles)
        first = doubles[0]
        home.do(identity.confirm, "organisations", first.left, first.right)
        said = _("{count} pairs may be one organisation each; one was confirmed ({reasons}).")
        reasons = words.doubles_words(first.reasons)
        said = said.format(count=len(doubles), reasons=reasons)
        self._tell("doubles", said, proposed=len(doubles), confirmed=1)

    def _meet(self, home: Workspace, away: Workspace) -> None:
        """Both write a card, compare the short code, and admit each other."""
        shown = {}
        for workspace in (home, away):
            card = workspace.ask(roster.identity, Keys(workspace.state))
            path = self._folder / f"{workspace.path.stem}.recipe-card"
            cards.write_card(card, path)
            shown[workspace.path.stem] = path
        codes = set()
        for workspace, other in ((home, away), (away, home)):
            keys = Keys(workspace.state)
            card = cards.read_card(shown[other.path.stem])
            codes.add(workspace.ask(roster.introduce, keys, card).code)
            workspace.do(roster.admit, keys, card)
        code = ", ".join(sorted(codes))
        said = _("Both laptops showed the code {code} and admitted each other.").format(code=code)
        self._tell("admission", said, code=code, same=len(codes) == 1)

    def _exchange(self, home: Workspace, away: Workspace) -> None:
        there, back = self._carry(home, away), self._carry(away, home)
        count = home.ask(identity.count, "organisations")
        said = _(
            "Each sent the other a signed and encrypted file: {there} and {back} changes. Each "
            "organisation is there once, {count} in all; the people stayed at home."
        ).format(there=there.operations, back=back.operations, count=count)
        people = len(away.ask(records.order, "people"))
        self._tell(
            "exchange",
            said,
            there=there.operations,
            back=back.operations,
            organisations=count,
            organisations_elsewhere=away.ask(identity.count, "organisations"),
            people_elsewhere=people,
        )
        self.is_sound &= people == 0 and count == away.ask(identity.count, "organisations")

    def _conflict(self, home: Workspace, away: Workspace) -> None:
        """Both correct one city; whose record it is decides, and the decision travels."""
        uid = home.ask(organisations.order, Filter(country="HU"))[3]
        for workspace, city in ((home, "Székesfehérvár"), (away, "Szekesfehervar")):
            workspace.do(records.edit, "organisations", uid, {"city": city})
        self._carry(home, away)
        self._carry(away, home)
        decides, other = self._owner(home, away)
        [conflict] = decides.ask(conflicts.inbox)
        rivals = [str(rival.value) for rival in conflict.rivals]
        decides.do(conflicts.take, conflict.id, rivals.index("Székesfehérvár") + 1)
        self._carry(decides, other)
        left = sum(workspace.ask(conflicts.count) for workspace in (home, away))
        said = _(
            "Both wrote the city of {name}: {rivals}. {office} decided, and the other laptop has "
            "the decision."
        ).format(
            name=conflict.name,
            rivals=" / ".join(rivals),
            office=words.member_name(decides.here.member),
        )
        self._tell("conflict", said, left=left)
        self.is_sound &= left == 0 and _city(home, uid) == _city(away, uid)

    def _owner(self, home: Workspace, away: Workspace) -> tuple[Workspace, Workspace]:
        ours = home.ask(conflicts.inbox)[0].is_ours
        return (home, away) if ours else (away, home)

    def _carry(self, sender: Workspace, receiver: Workspace) -> receiving.Receipt:
        folder = self._folder / "stick"
        folder.mkdir(exist_ok=True)
        sent = sending.send(sender, folder)
        receipt = receiving.receive(receiver, [sent.path])
        self.is_sound &= not receipt.refused
        return receipt

    def _plan(self, home: Workspace) -> None:
        """A roadmap from a sheet: calculated, one name translated, printed in two languages."""
        from recipe_desktop.reports import roadmap as paper
        from recipe_desktop.reports.plans import roadmap_data

        table = sheets.read_table(resource(PLAN), plan_sheets.is_known_header)
        account = home.do(roadmap.take_in, plan_sheets.read_rows(table))
        first = home.ask(roadmap.roadmap).entries[0]
        text = roadmap.TranslatedText("name", "hu", "Az öt klaszter közös stratégiája")
        home.do(roadmap.translate, first.kind, first.uid, text)
        known = home.ask(roadmap.roadmap)
        pages = 0
        for code in dict.fromkeys((stage.paper_language(), "hu")):
            data = roadmap_data(known, code)
            pages = paper.write(data, self._folder / f"roadmap-{code}.pdf").pages
        said = _(
            "A roadmap of {rows} lines was taken in and printed on {pages} pages; {critical} of "
            "its tasks and milestones are on the critical path."
        ).format(rows=account.rows, pages=pages, critical=len(known.plan.critical))
        self.is_sound &= account.new == account.rows
        self._tell(
            "roadmap", said, rows=account.rows, pages=pages, critical=len(known.plan.critical)
        )

    def _print(self, home: Workspace) -> None:
        from recipe_desktop.reports import directory as paper
        from recipe_desktop.reports.partners import directory_data

        known = home.ask(directory)
        pages = 0
        for code in dict.fromkeys((stage.paper_language(), "hu")):
            data = directory_data(known, code)
            pages = paper.write(data, self._folder / f"directory-{code}.pdf").pages
        said = _("The partner directory was printed: {pages} pages with outline and index.")
        self._tell("directory", said.format(pages=pages), pages=pages)

    def _visits(self, home: Workspace) -> None:
        """Two exchanges: one waits for a signature, the other must not take place."""
        done = visits.arrange(home, self._folder / "exchange-file.pdf")
        sound, refused = (
            [finding for finding in card.findings if finding.severity is Severity.BLOCK]
            for card in (done.sound, done.refused)
        )
        said = _(
            "An exchange was prepared and its file printed, {pages} pages; it waits for this: "
            "{task}. A second one was entered and is stopped by {count} rules, such as: {rule}"
        ).format(
            pages=done.pages,
            task=words.task_word(done.sound.line.then.task),
            count=len(refused),
            rule=words.finding_sentence(refused[0]),
        )
        self._tell(
            "visits",
            said,
            pages=done.pages,
            days=len(done.sound.days or ()),
            ceiling_cents=done.sound.lump_sum.ceiling_cents or 0,
            stopped_by=", ".join(f.code for f in refused),
            sound_stopped_by=", ".join(f.code for f in sound),
        )

    def _desk(self, home: Workspace) -> None:
        """An event of today: a list comes in, papers are printed, people arrive."""
        done = arrivals.receive(home, self._folder)
        sheet, row = done.row
        said = _(
            "An event takes place today: {rows} registrations came in from a ticket shop, "
            "{badges} badges and {sheets} sheets to sign were printed. {came} people arrived at "
            "two desks, by scan, by name and as a walk-in; one of them signs on sheet {sheet}, "
            "row {row}."
        ).format(
            rows=done.account.rows,
            badges=done.badges,
            sheets=done.sheets,
            came=done.counts.came,
            sheet=sheet,
            row=row,
        )
        self._tell(
            "desk",
            said,
            registered=done.account.new,
            again_new=done.again.new,
            again_changed=done.again.changed,
            came=done.counts.came,
            walk_ins=done.counts.walk_ins,
            sheets=done.sheets,
            badges=done.badges,
        )

    def _share(self, home: Workspace, away: Workspace) -> None:
        """The file of the exchange goes to the host's office, and to no other."""
        uid = visits.first(home)
        self._carry(home, away)
        card = home.ask(exchanges.card, uid)
        there = away.ask(exchanges.card, uid).fields["motivation"] == card.fields["motivation"]
        said = _(
            "The file of the exchange, with motivation and CV, went to the host’s office and to "
            "no other. {readers}."
        ).format(readers=words.readers_words(card.readers))
        self._tell("share", said, readers=", ".join(card.readers), arrived=there)
        self.is_sound &= there

    def _compare(self, home: Workspace, away: Workspace) -> None:
        made = []
        for workspace in (home, away):
            table = workspace.ask(exports.rows, "organisations")
            for suffix in (".csv", ".xlsx"):
                path = self._folder / f"organisations-{workspace.path.stem}{suffix}"
                sheets.write_table(path, table.kind, table.headers, table.rows)
                made.append(path.read_bytes())
        same = made[0] == made[2] and made[1] == made[3]
        said = (
            _("The exports of both laptops are the same, byte for byte.")
            if same
            else _("The exports of the two laptops differ.")
        )
        self._tell("convergence", said, same=same)
        self.is_sound &= same

    def _examine(self, home: Workspace, away: Workspace) -> None:
        found = [problem for w in (home, away) for problem in w.ask(stores.problems)]
        said = (
            _("Both stores were examined: {problems}.").format(problems="; ".join(found))
            if found
            else _("Both stores were examined and found sound.")
        )
        self._tell("doctor", said, problems=len(found))
        self.is_sound &= not found

    def _leave_open(self, home: Workspace, away: Workspace) -> None:
        """Something to decide, and a file to receive, for whoever looks at the window."""
        for uid, name, here, there in (
            (self._own[0], "city", "Zalaegerszeg", "Egerszeg"),
            (
                self._own[1],
                "website",
                "https://lendulet.example/en",
                "https://www.lendulet.example",
            ),
        ):
            home.do(records.edit, "organisations", uid, {name: here})
            away.do(records.edit, "organisations", uid, {name: there})
        self._carry(away, home)
        french = away.ask(organisations.order, Filter(country="FR"))
        away.do(records.edit, "organisations", french[0], {"staff": 64, "city": "Sotteville"})
        away.do(records.edit, "organisations", french[1], {"postcode": "76300"})
        new = {"name": "Forge Nouvelle de Seine SAS", "country": "FR", "city": "Rouen"}
        away.do(records.create, "organisations", new)
        sending.send(away, self._folder / NEXT)
        count = home.ask(conflicts.count)
        said = _("{count} conflicts were left to decide, and a file to receive: {file}.")
        self._tell("left_open", said.format(count=count, file=NEXT), conflicts=count)


def _list() -> SourceTable:
    return sheets.read_table(resource(LIST), is_known_header)


def _counts(account: Account) -> dict[str, Fact]:
    return {
        "rows": account.rows,
        "new": account.new,
        "changed": account.changed,
        "same": account.same,
        "suspicious": account.suspicious,
        "rejected": account.rejected,
    }


def _city(workspace: Workspace, uid: Uid) -> Value:
    return workspace.ask(records.show, "organisations", uid).fields["city"]
