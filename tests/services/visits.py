"""Exchanges as tests begin with them: members, organisations and a visit of a week."""

from recipe_desktop.services import records

FIRST, LAST = "2021-09-20", "2021-09-24"

_DAYS_BEFORE_PAY = (
    *("registered_on", "assessed_on", "matched_on", "agreement_on"),
    *("visitor_signed_on", "host_signed_on", "visitor_partner_signed_on"),
    *("host_partner_signed_on", "reported_on", "evidence_on", "validated_on"),
)
ALL_BUT_PAID = dict.fromkeys(_DAYS_BEFORE_PAY, "2021-08-30")


def make(workspace, kind, **values):
    return workspace.do(records.create, kind, values).uid


def member(workspace, code):
    found = workspace.ask(records.listing, "members")
    return next(m.uid for m in found if m.fields["code"] == code)


def organisation(workspace, name, country="HU", kind="sme", of=""):
    uid = make(workspace, "organisations", name=name, country=country, organisation_type=kind)
    if of:
        make(workspace, "memberships", organisation=uid, member=member(workspace, of))
    return uid


def exchange(workspace, visitor, host, **values):
    given = {
        "visitor_member": member(workspace, "HU"),
        "host_member": member(workspace, "FR"),
        "starts_on": FIRST,
        "ends_on": LAST,
    }
    return make(workspace, "exchanges", visitor=visitor, host=host, **(given | values))
