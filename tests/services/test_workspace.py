import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import identity, records


def test_a_dear_answer_is_kept_until_somebody_writes(workspace):
    looked_at = []
    workspace.do(records.create, "organisations", {"name": "Alfa Kft.", "vat_number": "HU12345678"})

    def doubles():
        return workspace.ask_once(identity.organisation_doubles, lambda: looked_at.append(1))

    assert (doubles(), len(looked_at)) == ([], 1)
    assert (doubles(), len(looked_at)) == ([], 1)

    workspace.do(records.create, "organisations", {"name": "Alfa Bt.", "vat_number": "HU12345678"})

    assert len(doubles()) == 1
    assert len(looked_at) == 3


def test_an_answer_that_was_given_up_is_worked_out_by_who_asks_next(workspace):
    workspace.do(records.create, "organisations", {"name": "Alfa Kft."})

    def give_up():
        raise UserError("sync.cancelled")

    with pytest.raises(UserError):
        workspace.ask_once(identity.organisation_doubles, give_up)

    assert workspace.ask_once(identity.organisation_doubles, lambda: None) == []
