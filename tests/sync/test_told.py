"""A part of a share is left out where it would say nothing new, and comes again where it was lost."""

import pytest

from recipe_desktop.domain.errors import UserError
from recipe_desktop.services import records
from recipe_desktop.sync import receiving, sending
from recipe_desktop.sync.container import open_container
from tests.sync.offices import carry, meet
from tests.sync.test_shares import motivation, offices, readers, visit

__all__ = ["offices"]
ALWAYS = 2
"""Parts of the partnership and of the own cluster, which an office of two laptops writes each time."""


@pytest.fixture
def pair(a_laptop):
    """Two laptops of one office, and one of another, with which they share an exchange."""
    one, two, france = a_laptop("HU"), a_laptop("HU"), a_laptop("FR")
    meet(one, two, france)
    return one, two, france


def parts(path):
    with open_container(path) as container:
        return len(container.parts)


def sent(laptop, path):
    return sending.send(laptop, path).path


def test_a_share_of_which_everybody_has_and_heard_everything_is_left_out(pair, box, tmp_path):
    uid = visit(pair[0], "HU", "FR")
    for _ in range(2):
        carry(box, *pair)

    assert [parts(sent(one, tmp_path / str(at))) for at, one in enumerate(pair)] == [2, 2, 1]

    pair[2].do(records.edit, "exchanges", uid, {"motivation": "Otherwise"})
    news = sent(pair[2], tmp_path / "news")
    assert parts(news) == 2
    receiving.receive(pair[0], [news])
    assert motivation(pair[0], uid) == "Otherwise"
    assert parts(sent(pair[0], tmp_path / "told")) == ALWAYS + 1


def test_who_did_not_hear_that_something_arrived_sends_it_again_and_is_answered(
    offices, box, tmp_path
):
    hungary, france, _germany = offices
    uid = visit(hungary, "HU", "FR")
    for _ in range(2):
        carry(box, *offices)
    france.do(records.edit, "exchanges", uid, {"motivation": "Otherwise"})
    receiving.receive(hungary, [sent(france, tmp_path / "news")])
    assert [parts(sent(hungary, tmp_path / "lost")) for _ in range(2)] == [2, 1]

    again = sent(france, tmp_path / "again")
    receiving.receive(hungary, [again])
    answer = sent(hungary, tmp_path / "answer")
    receiving.receive(france, [answer])

    assert [parts(again), parts(answer)] == [2, 2]
    assert [parts(sent(one, tmp_path / "last")) for one in (hungary, france)] == [1, 1]


def test_a_share_that_another_laptop_comes_to_read_is_told_again(pair, box, a_laptop, tmp_path):
    one, _two, _france = pair
    uid = visit(one, "HU", "FR")
    for _ in range(2):
        carry(box, *pair)
    new = a_laptop("FR")
    meet(one, new)

    receiving.receive(new, [sent(one, tmp_path / "all")])

    assert readers(new, uid)
    assert motivation(new, uid) == motivation(one, uid)


def test_what_one_file_cannot_hold_goes_into_several_of_a_folder(offices, box, monkeypatch):
    first, second, _third = offices
    visits = [visit(first, "HU", "FR") for _ in range(4)]
    monkeypatch.setattr(sending, "MAX_PARTS", 2)

    with pytest.raises(UserError, match=r"sync\.too_many_shares"):
        sending.send(first, box / "one.recipe-changes")
    assert not list(box.iterdir())
    written = sending.send(first, box)
    answer = receiving.receive(second, [box])

    assert len(list(box.iterdir())) == 1 + len(written.more) == 3
    assert max(map(parts, box.iterdir())) == 2
    assert (answer.refused, answer.held) == ([], 0)
    assert {motivation(second, uid) for uid in visits} == {motivation(first, visits[0])}
