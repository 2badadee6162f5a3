"""The one family of the paper: what it shows and how wide it is."""

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from recipe_desktop import paths
from recipe_desktop.reports import fonts
from recipe_desktop.reports.display_list import Face

EUROPE = (
    "ÁáČčĎďÉéĚěÍíŇňÓóŘřŠšŤťÚúŮůÝýŽž ÆæØøÅå ÄäÖöÜüẞß ÕõŠš ÀàÂâÇçÈèÊêËëÎîÏïÔôŒœÙùÛûŸÿ "
    "ĀāĢģĶķĻļŅņ ĄąĖėĘęĮįŲųŪū ĊċĠġĦħ ĄąĆćŁłŃńŚśŹźŻż ÃãÕõ ĂăȘșȚț ŐőŰű ÐðÞþ "
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩάέήίόύώϊϋΐΰς "
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ ЂЈЉЊЋЏ ЃЅЌ ҐЄІЇ ԱԲԳԴԵԶԷԸ აბგდე € – — „“”‚‘’ … ·"
)


@pytest.mark.parametrize("face", list(Face))
def test_widths_are_those_of_the_font_file(face):
    text = "Győri Akkumulátortechnika Kft. 1 590 – Σύνδεσμος"
    font = TTFont(f"test {face}", str(paths.resource(fonts.FILES[face])))

    assert fonts.width(text, face, 8) == pytest.approx(font.stringWidth(text, 8))


def test_every_letter_of_europe_can_be_printed():
    assert fonts.missing_glyphs([EUROPE]) == ()


def test_what_the_font_lacks_is_named_once():
    assert fonts.missing_glyphs(["汉字 Kft.", "字"]) == ("字", "汉")


def test_scripts_written_from_the_right_count_as_missing():
    assert fonts.missing_glyphs(["שלום"]) == ("ו", "ל", "ם", "ש")


def test_the_paper_shows_a_sign_for_what_is_missing():
    assert fonts.printable("汉字 Kft.") == "�� Kft."


def test_letters_and_loose_accents_are_joined():
    assert fonts.printable("Gyo\u030bri") == "Győri"


def test_line_ends_and_marks_of_direction_do_not_reach_the_paper():
    assert fonts.printable("Új\r\nnév\u200b\u200e\ufeff Kft.\u00ad") == "Új név Kft."
    assert fonts.missing_glyphs(["\r\n\u200b\u200e"]) == ()


def test_a_hard_space_keeps_its_words_together():
    assert fonts.printable("830\xa0EUR \n\t  Győr\xa0†") == "830\xa0EUR Győr\xa0†"
