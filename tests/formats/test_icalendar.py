"""Calendars are read by other programs: lines, signs and times are those of RFC 5545."""

from datetime import UTC, date, datetime, timedelta, timezone

from recipe_desktop.domain.ids import Uid
from recipe_desktop.formats import icalendar
from recipe_desktop.services.calendars import Entry

WRITTEN = datetime(2026, 11, 1, 8, 30, 15, 999_000, tzinfo=UTC)


def entry(**more):
    said = {"name": "Networking day", "starts": date(2026, 11, 23), "ends": date(2026, 11, 24)}
    return Entry(Uid("a" * 32), **(said | {"place": "", "changed_at": WRITTEN} | more))


def written(tmp_path, *entries):
    file = tmp_path / "out.ics"
    icalendar.write_calendar(file, entries)
    return file.read_bytes()


def test_whole_days_end_on_the_day_after_the_last_one(tmp_path):
    assert written(tmp_path, entry()).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//RECiPE Desktop//Events//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        f"UID:{'a' * 32}",
        "DTSTAMP:20261101T083015Z",
        "LAST-MODIFIED:20261101T083015Z",
        "DTSTART;VALUE=DATE:20261123",
        "DTEND;VALUE=DATE:20261125",
        "SUMMARY:Networking day",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_instants_are_written_in_utc(tmp_path):
    in_budapest = timezone(timedelta(hours=1))
    nine = datetime(2026, 11, 23, 9, tzinfo=in_budapest)

    lines = written(tmp_path, entry(starts=nine, ends=nine + timedelta(hours=16))).decode()

    assert "\r\nDTSTART:20261123T080000Z\r\nDTEND:20261124T000000Z\r\n" in lines
    assert "DTEND" not in written(tmp_path, entry(starts=nine, ends=None)).decode()


def test_signs_with_a_meaning_are_escaped_and_others_that_no_line_may_hold_are_left_out(tmp_path):
    said = "A; B, C\\D\r\nE\x00\x0b\x7fF\tG"

    lines = written(tmp_path, entry(name=said, place="Győr\rHU", lines=("one", "two"))).decode()

    assert "\r\nSUMMARY:A\\; B\\, C\\\\D\\nEF\tG\r\n" in lines
    assert "\r\nLOCATION:Győr\\nHU\r\n" in lines
    assert "\r\nDESCRIPTION:one\\n\\ntwo\r\n" in lines


def test_no_line_is_longer_than_75_bytes_and_no_letter_is_broken(tmp_path):
    name = "Fahrzeugkomponentenentwicklungsgesellschaft 😀 őűŐŰ, " * 9

    content = written(tmp_path, entry(name=name))

    lines = content.split(b"\r\n")
    assert max(map(len, lines)) == 75
    for line in lines:
        line.decode()
    assert f"SUMMARY:{name}".replace(",", "\\,") in content.replace(b"\r\n ", b"").decode()
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_a_website_without_a_scheme_is_told_and_is_no_link(tmp_path):
    link = written(tmp_path, entry(website="https://zone.example/day")).decode()
    typed = written(tmp_path, entry(website="zone.example/day", lines=("About",))).decode()

    assert "\r\nURL:https://zone.example/day\r\n" in link
    assert "URL" not in typed
    assert "\r\nDESCRIPTION:About\\n\\nzone.example/day\r\n" in typed


def test_what_was_cancelled_says_so_and_a_part_names_its_event(tmp_path):
    lines = written(tmp_path, entry(is_cancelled=True, of=Uid("b" * 32))).decode()

    assert "\r\nSTATUS:CANCELLED\r\n" in lines
    assert f"\r\nRELATED-TO:{'b' * 32}\r\n" in lines
