"""Records of any kind, as window and command line make, edit and delete them."""

from datetime import datetime

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import checks, history, records
from recipe_desktop.services.kinds import KINDS, Kept
from recipe_desktop.store.base import instant_text
from recipe_desktop.store.schema import METADATA


def test_a_new_organisation_is_found_without_its_accents(workspace):
    made = workspace.do(
        records.create, "organisations", {"name": "Győri Akku Kft.", "city": "Győr"}
    )

    assert workspace.ask(records.order, "organisations", "gyor akku") == [made.uid]
    assert made.number.startswith("HU-")


@pytest.mark.parametrize(
    ("name", "found", "unfound"),
    [
        (
            "L\N{RIGHT SINGLE QUOTATION MARK}Économie d'Été",
            ("economie", "leconomie", "l'éco ete"),
            "conomie",
        ),
        ("Groupe d`Armor", ("armor", "darmor"), "rmor"),
        ("Agence qu'Ouest", ("ouest",), "uest"),
        ("Mov'eo", ("moveo",), "eo"),
        ("O'Brien", ("obrien",), "brien"),
    ],
)
def test_a_word_is_found_with_and_without_the_article_that_is_elided_before_it(
    workspace, name, found, unfound
):
    made = workspace.do(records.create, "organisations", {"name": name})

    for typed in found:
        assert workspace.ask(records.order, "organisations", typed) == [made.uid]
    assert workspace.ask(records.order, "organisations", unfound) == []


def test_an_edit_is_kept_with_old_and_new_value(workspace):
    made = workspace.do(records.create, "organisations", {"name": "Rába Kft."})
    workspace.do(records.edit, "organisations", made.uid, {"staff": "38", "phone": "+36 96 1"})

    lines = workspace.ask(history.of_record, "organisations", made.uid)

    told = [(c.what, c.field, c.old, c.new, c.by) for c in lines]
    assert set(told[:2]) == {  # of one moment
        ("changed", "phone", "", "+36 96 1", "Zsófia Nagy"),
        ("changed", "staff", None, 38, "Zsófia Nagy"),
    }
    assert told[2:] == [
        ("changed", "name", "", "Rába Kft.", "Zsófia Nagy"),
        ("made", "", None, None, "Zsófia Nagy"),
    ]


def test_what_nobody_sees_does_not_get_into_a_record(workspace):
    pasted = {"name": "Rába\tKft.\r\n", "city": "Győr\x07\u202e", "notes": "One\r\ntwo\x07"}
    made = workspace.do(records.create, "organisations", pasted)
    workspace.do(records.edit, "organisations", made.uid, {"address": "Fő utca\n1."})

    fields = workspace.ask(records.show, "organisations", made.uid).fields

    kept = [fields[name] for name in ("name", "city", "notes", "address")]
    assert kept == ["Rába Kft.", "Győr", "One\ntwo", "Fő utca 1."]


@pytest.mark.parametrize(
    ("kind", "given", "emptied"),
    [
        ("organisations", {"name": "Rába Kft."}, {"name": " "}),
        ("people", {"given_name": "Anna"}, {"given_name": ""}),
    ],
)
def test_what_a_record_cannot_be_without_is_not_emptied(workspace, kind, given, emptied):
    made = workspace.do(records.create, kind, given)

    with pytest.raises(UserError, match=r"record\.needs"):
        workspace.do(records.edit, kind, made.uid, emptied)

    [[name, kept]] = given.items()
    assert workspace.ask(records.show, kind, made.uid).fields[name] == kept


def test_signs_that_nobody_sees_are_found_in_what_another_office_wrote(workspace):
    made = workspace.do(records.create, "organisations", {"name": "Rába", "notes": "a\nb"}).uid
    assert "record.unseen_signs" not in codes_of(workspace, made)

    def arrive(session):
        session.connection().exec_driver_sql(
            "UPDATE organisation SET name = ? WHERE uid = ?", ("Rá\u200bba", made)
        )

    workspace.do(arrive)

    [found] = [f for f in workspace.ask(checks.findings_of, "organisations", made) if f.details]
    assert (found.code, found.details) == ("record.unseen_signs", {"field": "name"})
    workspace.do(records.edit, "organisations", made, {"name": "Rába"})
    assert "record.unseen_signs" not in codes_of(workspace, made)


def codes_of(workspace, uid):
    return {f.code for f in workspace.ask(checks.findings_of, "organisations", uid)}


EARLY, LATE = ("2027-05-03", "2027-05-05")
NINE, TEN = ("2027-05-03T09:00:00+00:00", "2027-05-03T10:00:00+00:00")
SPANS = [
    ("events", "starts_on", "ends_on", EARLY, LATE, "event.days_crossed"),
    ("event-days", "starts_at", "ends_at", NINE, TEN, "event-day.hours_crossed"),
    ("agenda-items", "starts_at", "ends_at", NINE, TEN, "agenda-item.hours_crossed"),
    ("exchanges", "starts_on", "ends_on", EARLY, LATE, "exchange.dates_crossed"),
    ("memberships", "from_on", "until_on", EARLY, LATE, "membership.days_crossed"),
]


def what_it_hangs_on(workspace, kind):
    if kind in ("event-days", "agenda-items"):
        event = workspace.do(records.create, "events", {"name": "Twinning"}).uid
        return {"event": event, "day_on": EARLY} if kind == "event-days" else {"event": event}
    if kind == "events":
        return {}
    firm = workspace.do(records.create, "organisations", {"name": "Rába Kft."}).uid
    return {"visitor": firm} if kind == "exchanges" else {"organisation": firm}


@pytest.mark.parametrize(("kind", "first", "last", "early", "late", "code"), SPANS)
def test_nothing_ends_before_it_begins(workspace, kind, first, last, early, late, code):
    named = {"name": "x"} if kind in ("events", "event-days", "agenda-items") else {}
    values = what_it_hangs_on(workspace, kind) | named
    values |= {"cluster_name": "X"} if kind == "memberships" else {}

    with pytest.raises(UserError, match=r"record\.ends_before_start"):
        workspace.do(records.create, kind, values | {first: late, last: early})
    made = workspace.do(records.create, kind, values | {first: early, last: early}).uid
    with pytest.raises(UserError, match=r"record\.starts_after_end"):
        workspace.do(records.edit, kind, made, {first: late})
    workspace.do(records.edit, kind, made, {first: late, last: late})
    with pytest.raises(UserError, match=r"record\.ends_before_start"):
        workspace.do(records.edit, kind, made, {last: early})

    assert workspace.ask(records.show, kind, made).fields[last] == as_kept(late)
    assert code not in {f.code for f in workspace.ask(checks.findings_of, kind, made)}


@pytest.mark.parametrize(("kind", "first", "last", "early", "late", "code"), SPANS)
def test_days_that_two_offices_crossed_stay_and_are_found(
    workspace, kind, first, last, early, late, code
):
    named = {"cluster_name": "X"} if kind == "memberships" else {}
    named = {} if kind == "exchanges" else named or {"name": "x"}
    values = what_it_hangs_on(workspace, kind) | named
    made = workspace.do(records.create, kind, values | {first: late}).uid

    workspace.do(records.edit, kind, made, {last: early}, may_cross=True)

    assert code in {f.code for f in workspace.ask(checks.findings_of, kind, made)}
    other = "place" if kind != "memberships" else "source"
    workspace.do(records.edit, kind, made, {other: "Győr"})
    with pytest.raises(UserError, match=r"record\.starts_after_end"):
        workspace.do(records.edit, kind, made, {first: late.replace("2027", "2028")})
    workspace.do(records.edit, kind, made, {first: early})
    assert code not in {f.code for f in workspace.ask(checks.findings_of, kind, made)}


def as_kept(text):
    """A day as it is, an instant in the form of the columns."""
    return text if "T" not in text else instant_text(datetime.fromisoformat(text))


def test_a_code_that_two_records_have_is_not_said_to_be_unknown(workspace):
    one, other = (
        workspace.do(records.create, "tasks", {"name": name, "code": "1.1"}).uid
        for name in ("Plan", "Do")
    )

    with pytest.raises(UserError, match=r"record\.ambiguous"):
        workspace.ask(records.find, "tasks", "1.1")

    workspace.do(records.edit, "tasks", other, {"code": "1.2"})
    assert workspace.ask(records.find, "tasks", "1.1") == one


def test_a_file_that_nobody_has_written_holds_what_an_unwritten_one_does(workspace):
    visitor = workspace.do(records.create, "organisations", {"name": "Rába Kft."}).uid
    made = workspace.do(records.create, "exchanges", {"visitor": visitor}).uid
    fields = workspace.ask(records.show, "exchanges", made).fields

    changed = workspace.do(records.edit, "exchanges", made, {"has_permit": "no"})

    told = [fields[name] for name in ("motivation", "residence_days", "has_permit")]
    assert told == ["", None, 0]
    assert changed == {}


def test_a_deleted_organisation_comes_back_with_all_that_hung_on_it(workspace):
    made = workspace.do(records.create, "organisations", {"name": "Rába Kft.", "phone": "1"})
    workspace.do(records.create, "former-names", {"organisation": made.uid, "name": "Győri Vagon"})
    before = workspace.ask(records.listing, "former-names")

    workspace.do(records.remove, "organisations", made.uid)
    assert workspace.ask(records.listing, "organisations") == []
    workspace.do(history.undo)

    assert workspace.ask(records.listing, "former-names") == before
    assert workspace.ask(records.show, "organisations", made.uid).fields["phone"] == "1"
    assert workspace.ask(records.order, "organisations", "vagon") == [made.uid]


def test_undo_and_redo_walk_back_and_forth(workspace):
    made = workspace.do(records.create, "organisations", {"name": "One"})
    workspace.do(records.edit, "organisations", made.uid, {"name": "Two"})

    def name() -> object:
        return workspace.ask(records.show, "organisations", made.uid).fields["name"]

    workspace.do(history.undo)
    assert name() == "One"
    workspace.do(history.redo)
    assert name() == "Two"
    workspace.do(history.undo)
    workspace.do(history.undo)
    assert workspace.ask(records.listing, "organisations") == []
    with pytest.raises(UserError, match=r"history\.nothing_to_undo"):
        workspace.do(history.undo)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "record.needs"),
        ({"name": " "}, "record.needs"),
        ({"name": "\u3164\u200b\u2800"}, "record.needs"),
        ({"name": "A", "colour": "red"}, "field.unknown"),
        ({"name": "A", "number": "HU-1"}, "field.fixed"),
        ({"name": "A", "staff": "many"}, "value.not_a_number"),
        ({"name": "A", "figures_on": "31.12.2025"}, "value.not_a_day"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(workspace, values, code):
    with pytest.raises(UserError) as refusal:
        workspace.do(records.create, "organisations", values)

    assert refusal.value.code == code
    assert workspace.ask(records.listing, "organisations") == []


def test_a_code_of_a_newer_edition_stays_while_others_change(workspace):
    firm = workspace.do(records.create, "organisations", {"name": "Rába", "ecosystems": "mobility"})
    workspace.do(_came_from_a_newer_edition, firm.uid)

    def edited(ecosystems):
        workspace.do(records.edit, "organisations", firm.uid, {"ecosystems": ecosystems})
        return workspace.ask(records.show, "organisations", firm.uid).fields["ecosystems"]

    assert edited("hydrogen_valleys;mobility;electronics") == (
        "hydrogen_valleys;mobility;electronics"
    )
    assert edited("mobility") == "mobility"
    with pytest.raises(UserError, match=r"value\.not_in_catalogue"):
        edited("mobility;hydrogen_valleys")  # it went, and nobody here can give it again


def _came_from_a_newer_edition(session, uid):
    session.connection().exec_driver_sql(
        "UPDATE organisation SET ecosystems = 'hydrogen_valleys;mobility' WHERE uid = ?", (uid,)
    )


def test_an_id_is_a_uid_a_part_of_one_or_a_number(workspace):
    made = workspace.do(records.create, "people", {"family_name": "Nagy", "given_name": "Éva"})

    for given in (made.uid, made.uid[:30], made.uid[-12:], made.number, made.number.lower()):
        assert workspace.ask(records.find, "people", given) == made.uid
    with pytest.raises(UserError, match=r"record\.unknown"):
        workspace.ask(records.find, "people", "HU-XXX-99")


def references_that_bind():
    """From the tables: references of which a column holds no NULL, and what each kind names so."""
    for kind in KINDS.values():
        for field in kind.fields:
            column = METADATA.tables[field.facet or kind.table].columns[field.place]
            if field.kept is Kept.REFERENCE and not field.is_fixed and not column.nullable:
                yield kind.name, field.name


@pytest.mark.parametrize(("kind", "field"), sorted(references_that_bind()))
def test_what_a_record_belongs_to_is_not_emptied(workspace, kind, field):
    made = _one_of_each(workspace)
    before = workspace.ask(records.listing, kind)

    with pytest.raises(UserError, match=r"record\.needs") as refused:
        workspace.do(records.edit, kind, made[kind], {field: ""})

    assert refused.value.details["fields"] == field
    assert workspace.ask(records.listing, kind) == before


def _one_of_each(workspace):
    """A record of each kind that belongs to another."""
    made = {}
    for kind, values in (
        ("organisations", {"name": "Rába Kft."}),
        ("events", {"name": "Fórum", "starts_on": "2026-09-10"}),
        ("memberships", {"organisation": "organisations", "cluster_name": "Lyonbiopôle"}),
        ("former-names", {"organisation": "organisations", "name": "Rába Bt."}),
        ("event-days", {"event": "events", "day_on": "2026-09-10"}),
        ("agenda-items", {"event": "events", "name": "Opening"}),
        ("desks", {"event": "events", "letter": "A"}),
        ("registrations", {"event": "events", "family_name": "Kiss"}),
    ):
        given = {name: made.get(value, value) for name, value in values.items()}
        made[kind] = workspace.do(records.create, kind, given).uid
    made["member-names"] = workspace.ask(records.listing, "member-names")[0].uid
    return made


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("former-names", {"name": "Régi Kft."}),
        ("memberships", {"cluster_name": "Pannon"}),
        ("people", {"family_name": "Nagy"}),
    ],
)
def test_what_was_added_and_taken_back_holds_no_record_back_that_was_made_before(
    workspace, kind, values
):
    made = workspace.do(records.create, "organisations", {"name": "Alfa"}).uid
    workspace.do(records.create, kind, {"organisation": made, **values})

    for _ in range(2):
        assert workspace.do(history.undo).is_whole
    assert workspace.ask(records.listing, "organisations") == []
    for _ in range(2):
        assert workspace.do(history.redo).is_whole
    assert len(workspace.ask(records.listing, kind)) == 1
    workspace.do(history.undo)
    workspace.do(history.undo)
    assert workspace.ask(history.steps).undo is None


def test_a_deletion_is_done_again_after_what_referred_to_the_record(workspace):
    made = workspace.do(records.create, "organisations", {"name": "Alfa"}).uid
    workspace.do(records.create, "people", {"organisation": made, "family_name": "Nagy"})
    workspace.do(records.remove, "organisations", made)

    for _ in range(2):
        workspace.do(history.undo)
    for _ in range(2):
        assert workspace.do(history.redo).is_whole

    assert workspace.ask(records.listing, "organisations") == []
    assert len(workspace.ask(records.listing, "people")) == 1
