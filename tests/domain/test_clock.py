from datetime import UTC, datetime, timedelta

import pytest

from recipe_desktop.domain.clock import moment, now
from recipe_desktop.domain.errors import UserError

WALL = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", WALL),
        ("-3d", WALL - timedelta(days=3)),
        ("+90m", WALL + timedelta(minutes=90)),
        ("2w", WALL + timedelta(weeks=2)),
        ("2026-01-02", datetime(2026, 1, 2, tzinfo=UTC)),
        ("2026-01-02T10:00:00+01:00", datetime(2026, 1, 2, 9, tzinfo=UTC)),
        ("2026-01-02T10:00:00Z", datetime(2026, 1, 2, 10, tzinfo=UTC)),
    ],
)
def test_a_rehearsal_names_its_own_moment(said, meant):
    assert moment(said, WALL) == meant
    assert moment(said, WALL).utcoffset() == timedelta(0)


@pytest.mark.parametrize("said", ["yesterday", "-3y", "3", "2026-13-01", "-999999w"])
def test_a_moment_that_cannot_be_read_is_refused(said):
    with pytest.raises(UserError, match=r"clock\.unreadable") as refusal:
        moment(said, WALL)

    assert refusal.value.details == {"value": said}


@pytest.mark.parametrize(
    "said",
    [
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00+14:00",
        "0001-01-01",
        "1969-12-31",
        "3000-01-01",
        "-99999d",
    ],
)
def test_a_moment_that_no_laptop_lives_in_is_refused(said):
    with pytest.raises(UserError, match=r"clock\.impossible") as refusal:
        moment(said, WALL)

    assert refusal.value.details == {"value": said}


def test_a_wall_clock_that_is_far_off_is_refused_too():
    with pytest.raises(UserError, match=r"clock\.impossible"):
        moment("", datetime(9999, 12, 31, tzinfo=UTC))


def test_the_clock_stands_where_the_environment_says(monkeypatch):
    monkeypatch.setenv("RECIPE_NOW", "2026-01-02T10:00:00Z")

    assert now() == datetime(2026, 1, 2, 10, tzinfo=UTC)


def test_without_a_word_it_is_the_wall_clock(monkeypatch):
    monkeypatch.delenv("RECIPE_NOW", raising=False)

    assert abs(now() - datetime.now(UTC)) < timedelta(minutes=1)
