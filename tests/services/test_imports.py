"""A list comes in, is shown first, is carried out as shown, and can be taken back."""

from datetime import date

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.import_questions import answered
from recipe_desktop.domain.source_tables import SourceRow, SourceTable
from recipe_desktop.services import (
    history,
    identity,
    import_pieces,
    imports,
    organisations,
    records,
)
from recipe_desktop.store import pieces

HEADERS = (
    "Organisation",
    "Country",
    "City",
    "Postcode",
    "VAT no.",
    "Staff",
    "Cluster member?",
    "E-mail",
)
LINES = (
    ("Győri Akku Kft.", "HU", "Győr", "9021", "HU11111111", "38", "igen", "info@akku.example"),
    ("Donau-Sensorik GmbH", "DE", "Regensburg", "93047", "DE222222222", "120", "ja", ""),
    ("Mobinov Testes Lda.", "PT", "Porto", "4000-001", "PT333333333", "9", "não", ""),
)


def a_list(*lines, headers=HEADERS):
    """A list as a file holds it, its header in row 4."""
    rows = tuple(SourceRow(number, line) for number, line in enumerate(lines, 5))
    return SourceTable("members.xlsx", "Members", 4, headers, rows)


def planned(workspace, table, kind="organisations"):
    source = imports.source_of(table)
    proposal = workspace.ask(imports.propose, table, kind, source)
    choices = answered(proposal.questions)
    return workspace.do(imports.plan, table, proposal.mapping, choices, source)


def imported(workspace, table, kind="organisations"):
    return workspace.do(imports.execute, planned(workspace, table, kind).uid)


def counts(account):
    assert account.rows == (
        account.new + account.changed + account.same + account.suspicious + account.rejected
    )
    return (account.new, account.changed, account.same, account.suspicious, account.rejected)


def names(workspace):
    return [
        line.name for line in workspace.ask(organisations.lines, workspace.ask(organisations.order))
    ]


def test_a_list_comes_in_and_its_second_import_changes_nothing(workspace):
    assert counts(imported(workspace, a_list(*LINES))) == (3, 0, 0, 0, 0)
    assert counts(imported(workspace, a_list(*LINES))) == (0, 0, 3, 0, 0)

    assert names(workspace) == ["Donau-Sensorik GmbH", "Győri Akku Kft.", "Mobinov Testes Lda."]
    [akku] = workspace.ask(organisations.order, organisations.Filter("akku"))
    card = workspace.ask(organisations.card, akku)
    assert [m.member for m in card.memberships] == ["HU"]
    assert card.fields["email"] == "info@akku.example"
    assert card.fields["staff"] == 38


def test_a_day_of_a_workbook_that_cannot_be_rejects_its_line_alone(workspace):
    headers = ("Organisation", "Country", "Figures of")
    lines = (("Rába Kft.", "HU", date(2024, 12, 31)), ("Akku Kft.", "HU", date(9999, 12, 31)))

    account = imported(workspace, a_list(*lines, headers=headers))

    assert counts(account) == (1, 0, 0, 0, 1)
    assert names(workspace) == ["Rába Kft."]


@pytest.mark.parametrize("piece", [1, 500, pieces._PIECE])
def test_a_plan_is_kept_and_carried_out_as_it_was_shown_wherever_it_is_cut(
    workspace, monkeypatch, piece
):
    monkeypatch.setattr(pieces, "_PIECE", piece)
    nameless = ("", "HU", "Szeged", "", "", "", "", "")
    shown = planned(workspace, a_list(*LINES, nameless))

    assert workspace.ask(imports.preview, shown.uid) == shown
    assert workspace.do(imports.execute, shown.uid) == shown.plan.account
    assert counts(shown.plan.account) == (3, 0, 0, 0, 1)
    assert names(workspace) == ["Donau-Sensorik GmbH", "Győri Akku Kft.", "Mobinov Testes Lda."]


def test_a_plan_that_is_given_up_leaves_nothing_behind(workspace):
    shown = planned(workspace, a_list(*LINES))

    workspace.do(imports.discard, shown.uid)

    assert list(workspace.ask(lambda s: list(import_pieces.kept(s, shown.uid)))) == []
    with pytest.raises(UserError, match=r"import\.unknown"):
        workspace.do(imports.execute, shown.uid)


def test_a_preview_writes_nothing(workspace):
    planned(workspace, a_list(*LINES))

    assert names(workspace) == []


def test_only_what_the_source_says_otherwise_than_before_is_changed(workspace):
    imported(workspace, a_list(*LINES))
    [akku] = workspace.ask(organisations.order, organisations.Filter("akku"))
    workspace.do(records.edit, "organisations", akku, {"city": "Győr-Likócs"})
    later = [list(line) for line in LINES]
    later[1][5] = "130"

    assert counts(imported(workspace, a_list(*map(tuple, later)))) == (0, 1, 2, 0, 0)
    assert workspace.ask(records.show, "organisations", akku).fields["city"] == "Győr-Likócs"


def test_a_field_edited_by_hand_is_shown_and_not_overwritten(workspace):
    imported(workspace, a_list(*LINES))
    [akku] = workspace.ask(organisations.order, organisations.Filter("akku"))
    workspace.do(records.edit, "organisations", akku, {"staff": 40})
    later = ((*LINES[0][:5], "41", *LINES[0][6:]), *LINES[1:])

    assert counts(imported(workspace, a_list(*later))) == (0, 0, 2, 1, 0)
    assert workspace.ask(records.show, "organisations", akku).fields["staff"] == 40


def test_another_list_that_says_otherwise_is_held_and_nobody_is_said_to_have_edited(workspace):
    imported(workspace, a_list(*LINES))
    [akku] = workspace.ask(organisations.order, organisations.Filter("akku"))
    headers = (*HEADERS[:-1], "Mail")  # another source

    def line_of(staff):
        table = a_list((*LINES[0][:5], staff, *LINES[0][6:]), headers=headers)
        shown = planned(workspace, table)
        workspace.do(imports.execute, shown.uid)
        return shown.plan.lines[0]

    for staff in ("41", "42"):
        [reason] = line_of(staff).reasons
        assert (reason.code, reason.field) == ("field.otherwise", "staff")
    workspace.do(records.edit, "organisations", akku, {"staff": 50})
    [reason] = line_of("43").reasons
    assert reason.code == "field.edited"
    assert workspace.ask(records.show, "organisations", akku).fields["staff"] == 50


def test_one_undo_takes_the_whole_import_back(workspace):
    workspace.do(records.create, "organisations", {"name": "Before"})
    imported(workspace, a_list(*LINES))

    workspace.do(history.undo)

    assert names(workspace) == ["Before"]
    assert counts(imported(workspace, a_list(*LINES))) == (3, 0, 0, 0, 0)


def test_of_an_import_that_is_taken_back_what_was_edited_since_stays(workspace):
    imported(workspace, a_list(*LINES))
    [akku] = workspace.ask(organisations.order, organisations.Filter("akku"))
    [group] = workspace.ask(
        lambda session: [
            g
            for (g,) in session.connection().exec_driver_sql(
                "SELECT DISTINCT group_uid FROM txn WHERE action = 'imports.execute'"
            )
        ]
    )
    workspace.do(records.edit, "organisations", akku, {"staff": 40})

    taken = workspace.do(imports.take_back_import, group)

    assert [(left.name, left.fields) for left in taken.left] == [("Győri Akku Kft.", ())]
    assert names(workspace) == ["Győri Akku Kft."]
    card = workspace.ask(organisations.card, akku)
    assert (card.fields["staff"], card.fields["email"]) == (40, "info@akku.example")
    assert [m.member for m in card.memberships] == ["HU"]
    assert counts(imported(workspace, a_list(*LINES))) == (2, 0, 1, 0, 0)


def test_what_changed_since_the_preview_is_not_overwritten_unseen(workspace):
    imported(workspace, a_list(*LINES))
    [akku] = workspace.ask(organisations.order, organisations.Filter("akku"))
    later = ((*LINES[0][:5], "41", *LINES[0][6:]), *LINES[1:])
    preview = planned(workspace, a_list(*later))
    workspace.do(records.edit, "organisations", akku, {"staff": 40})

    with pytest.raises(UserError, match=r"import\.stale"):
        workspace.do(imports.execute, preview.uid)


@pytest.mark.parametrize(
    ("place", "listed", "kind", "typed"),
    [
        ("E-mail", "other@akku.example", "organisations", {"email": "by@hand.example"}),
        ("Cluster member?", "nem", "memberships", {"until_on": "2026-01-31"}),
    ],
)
def test_what_hangs_on_a_record_is_not_overwritten_unseen_either(
    workspace, place, listed, kind, typed
):
    imported(workspace, a_list(*LINES))
    [akku] = workspace.ask(organisations.order, organisations.Filter("akku"))
    column = HEADERS.index(place)
    later = ((*LINES[0][:column], listed, *LINES[0][column + 1 :]), *LINES[1:])
    preview = planned(workspace, a_list(*later))
    [row] = {"organisations": [akku]}.get(kind) or [
        one.uid
        for one in workspace.ask(records.listing, kind)
        if one.fields["organisation"] == akku
    ]
    workspace.do(records.edit, kind, row, typed)

    with pytest.raises(UserError, match=r"import\.stale"):
        workspace.do(imports.execute, preview.uid)


def test_a_plan_is_carried_out_once(workspace):
    preview = planned(workspace, a_list(*LINES))
    workspace.do(imports.execute, preview.uid)

    with pytest.raises(UserError, match=r"import\.done"):
        workspace.do(imports.execute, preview.uid)


def test_doubles_are_proposed_confirmed_and_taken_apart(workspace):
    twin = ("GYŐRI AKKU KFT", "HU", "Győr", "9021", "HU-1111-1111", "38", "", "")
    other = ("Győri Akkumulátor Kft.", "HU", "Győr", "9022", "HU11111111", "", "", "")
    imported(workspace, a_list(*LINES, twin, other))
    [double] = workspace.ask(identity.doubles)

    workspace.do(identity.confirm, "organisations", double.left, double.right)
    assert len(names(workspace)) == 3
    assert workspace.ask(identity.doubles) == []
    [merged] = workspace.ask(organisations.card, double.left).merged
    assert merged.uid == double.right

    workspace.do(identity.take_back, "organisations", double.right)
    assert len(names(workspace)) == 4
    workspace.do(identity.reject, "organisations", double.left, double.right)
    assert workspace.ask(identity.doubles) == []


def test_people_come_in_and_find_their_organisation(workspace):
    imported(workspace, a_list(*LINES))
    people = a_list(
        ("Nagy", "Zsófia", "zsofia@akku.example", "Győri Akku Kft."),
        ("Groß", "Jürgen", "j@gross.example", "Unknown GmbH"),
        headers=("Family name", "Given name", "E-mail", "Organisation"),
    )

    assert counts(imported(workspace, people, "people")) == (2, 0, 0, 0, 0)
    assert counts(imported(workspace, people, "people")) == (0, 0, 2, 0, 0)
    [akku] = workspace.ask(organisations.order, organisations.Filter("akku"))
    assert [p.name for p in workspace.ask(organisations.card, akku).people] == ["Zsófia Nagy"]


def test_what_was_chosen_for_a_column_is_remembered_past_a_file_without_it(workspace):
    headers = ("Organisation", "Country", "Kód", "E-mail")
    full = a_list(("Győri Akku Kft.", "HU", "KD-17", "info@akku.example"), headers=headers)
    source = imports.Source("members of the cluster", "members.xlsx")
    proposal = workspace.ask(imports.propose, full, "organisations", source)
    chosen = proposal.mapping.with_target(2, "registration_number").with_target(3, None)

    _carried_out(workspace, full, chosen, source)
    short = a_list(("Rába Kft.", "HU"), headers=headers[:2])
    narrow = workspace.ask(imports.propose, short, "organisations", source)
    _carried_out(workspace, short, narrow.mapping, source)

    again = workspace.ask(imports.propose, full, "organisations", source).mapping
    assert [(column.target, column.reason) for column in again.columns[2:]] == [
        ("registration_number", "remembered"),
        (None, "remembered"),
    ]


def test_a_list_with_a_column_of_reasons_keeps_what_was_chosen_under_its_former_name(workspace):
    headers = ("Organisation", "Country", "Kód", "Reason")
    table = a_list(("Győri Akku Kft.", "HU", "KD-17", "asked"), headers=headers)
    former = imports.Source("organisation | country | kod | reason", "members.xlsx")
    mapping = workspace.ask(imports.propose, table, "organisations", former).mapping
    _carried_out(workspace, table, mapping.with_target(2, "registration_number"), former)

    again = planned(workspace, table)

    assert counts(again.plan.account) == (0, 0, 1, 0, 0)


def _carried_out(workspace, table, mapping, source):
    choices = answered(workspace.ask(imports.propose, table, "organisations", source).questions)
    shown = workspace.do(imports.plan, table, mapping, choices, source)
    workspace.do(imports.execute, shown.uid)
