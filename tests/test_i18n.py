import subprocess
import sys
from datetime import UTC, date, datetime
from threading import Thread

import pytest

from recipe_desktop import i18n

TODAY = date(2026, 11, 20)
NARROW, NO_BREAK = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def english():
    yield
    i18n.use_language("en")


def test_a_text_without_translation_is_shown_in_english():
    with i18n.in_language("hu"):
        assert i18n._("no such text in any catalogue") == "no such text in any catalogue"


def test_it_is_known_whether_a_language_has_its_texts(monkeypatch, tmp_path):
    assert all(map(i18n.has_texts, i18n.LANGUAGES))
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert [code for code in i18n.LANGUAGES if i18n.has_texts(code)] == ["en"]


def test_the_empty_text_stays_empty():
    # In gettext the empty text is the header of the catalogue.
    assert i18n._("") == ""
    with i18n.in_language(i18n.PSEUDO):
        assert i18n._("") == ""


def test_the_language_changes_while_the_program_runs():
    i18n.use_language("de")
    german = i18n.format_number(1234567.5, decimals=2)
    i18n.use_language("en")

    assert (german, i18n.format_number(1234567.5, decimals=2)) == ("1.234.567,50", "1,234,567.50")


def test_a_report_borrows_a_language_for_its_own_thread_only():
    seen = []
    with i18n.in_language("fr"):
        other = Thread(target=lambda: seen.append(i18n.language()))
        other.start()
        other.join()
        seen.append(i18n.language())

    assert seen == ["en", "fr"]
    assert i18n.language() == "en"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="sv"):
        i18n.use_language("sv")


@pytest.mark.parametrize(
    ("variables", "chosen"),
    [
        ({"LC_ALL": "hu_HU.UTF-8", "LANG": "de_DE.UTF-8"}, "hu"),
        ({"LANG": "pt_BR.UTF-8"}, "pt"),
        ({"LANG": "nl"}, "nl"),
    ],
)
def test_the_first_language_is_that_of_the_system(monkeypatch, variables, chosen):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert i18n.system_language() == chosen


def test_a_system_in_another_language_gets_english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    monkeypatch.setattr(i18n.locale, "getlocale", lambda: (None, None))

    assert i18n.system_language() == "en"


def test_the_pseudo_language_keeps_what_code_needs_and_shows_the_rest():
    with i18n.in_language(i18n.PSEUDO):
        said = i18n._("&Send {n} changes to <b>Győr</b>")

    assert said.startswith("[&Séñd {n} çháñgéš tő <b>Gýőr</b>~")
    assert said.endswith("~]")
    assert len(said) > 1.3 * len("&Send {n} changes to <b>Győr</b>")


@pytest.mark.parametrize(("count", "form"), [(1, "one row"), (2, "{n} rows"), (0, "{n} rows")])
def test_the_form_follows_the_number(count, form):
    assert i18n.ngettext("one row", "{n} rows", count) == form


@pytest.mark.parametrize(
    ("code", "money", "day", "share"),
    [
        ("en", f"EUR{NO_BREAK}1,234.56", "20 Nov 2026", "12%"),
        ("hu", f"1{NO_BREAK}234,56{NO_BREAK}EUR", "2026. nov. 20.", "12%"),
        ("fr", f"1{NARROW}234,56{NO_BREAK}EUR", "20 nov. 2026", f"12{NO_BREAK}%"),
        ("de", f"1.234,56{NO_BREAK}EUR", "20.11.2026", f"12{NO_BREAK}%"),
        ("nl", f"1.234,56{NO_BREAK}EUR", "20 nov 2026", "12%"),
        ("pt", f"1{NO_BREAK}234,56{NO_BREAK}EUR", "20/11/2026", "12%"),
    ],
)
def test_amounts_days_and_shares_follow_the_language(code, money, day, share):
    with i18n.in_language(code):
        assert i18n.format_money(123456) == money
        assert i18n.format_day(TODAY) == day
        assert i18n.format_percent(0.1234) == share


@pytest.mark.parametrize(
    ("code", "cents", "money"),
    [("en", 83000, "EUR 830"), ("fr", 83000, "830 EUR"), ("en", -45050, "EUR -450.50")],
)
def test_cents_are_written_only_where_there_are_any(code, cents, money):
    with i18n.in_language(code):
        assert i18n.format_money(cents) == money.replace(" ", NO_BREAK)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (20, "today"),
        (21, "tomorrow"),
        (19, "yesterday"),
        (24, "in 4 days"),
        (6, "2 weeks ago"),
    ],
)
def test_days_near_today_are_named_as_people_do(day, said):
    assert i18n.format_relative_day(TODAY.replace(day=day), TODAY) == said


def test_an_instant_is_told_in_the_time_of_its_place():
    from zoneinfo import ZoneInfo

    at = datetime(2026, 5, 4, 22, 30, tzinfo=UTC)

    assert i18n.format_instant(at, ZoneInfo("Europe/Budapest")) == "5 May 2026 00:30"


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 B"), (999, "999 B"), (2345678, "2.3 MB"), (69_000_000, "69 MB")]
)
def test_sizes_are_told_in_few_digits(size, said):
    assert i18n.format_bytes(size) == said.replace(" ", NO_BREAK)


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ("It is read for Vásár, 2026. dec. 1..", "It is read for Vásár, 2026. dec. 1."),
        ("The oldest is of dec. 1.. Send it.", "The oldest is of dec. 1. Send it."),
        ("Both name Rába Kft..\nChoose one.", "Both name Rába Kft.\nChoose one."),
        ("Wait ... or look into ../plans..", "Wait ... or look into ../plans."),
        ("One stop.", "One stop."),
    ],
)
def test_a_sentence_that_ends_with_a_day_has_one_full_stop(filled, said):
    assert i18n.one_stop(filled) == said


def test_several_things_make_a_sentence():
    with i18n.in_language("de"):
        assert i18n.format_list(["Győr", "Lille", "Porto"]) == "Győr, Lille und Porto"


def test_texts_alone_do_not_load_the_library_for_numbers():
    loaded = "import sys, recipe_desktop.i18n; print('babel' in sys.modules)"

    said = subprocess.run(
        [sys.executable, "-c", loaded], check=True, capture_output=True, text=True
    )

    assert said.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Monday, 23 November"),
        ("hu", "november 23., hétfő"),
        ("fr", "lundi 23 novembre"),
        ("de", "Montag, 23. November"),
        ("nl", "maandag 23 november"),
        ("pt", "segunda-feira, 23 de novembro"),
    ],
)
def test_the_weekday_of_a_day_at_hand_needs_no_year(code, said):
    with i18n.in_language(code):
        assert i18n.format_long_weekday(date(2026, 11, 23)) == said
