"""What a desk's screen says of the other desks."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from recipe_desktop.services.events import DeskCount
from recipe_desktop.ui.desk.wording import desk_line

FILE_AT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # half past midnight in Zalaegerszeg


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 23), "Desk B: 4 arrived, file of 00:30"),
        (date(2026, 11, 24), "Desk B: 4 arrived, file of 23/11/2026 00:30"),
    ],
)
def test_a_file_that_is_not_of_today_is_told_with_its_day(today, said):
    desk = DeskCount("b", "B", "", 4, 0, FILE_AT, FILE_AT, (), None, 0)

    assert desk_line(desk, 4, ZoneInfo("Europe/Budapest"), today) == said
