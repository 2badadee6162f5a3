"""What documents are called, whoever named them."""

import pytest

from recipe_desktop.domain.attachments import clean_name, may_be_opened, media_type


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Önéletrajz – Zsófia.pdf", "Önéletrajz – Zsófia.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Anne\\letter.docx", "letter.docx"),
        ("a\x00b\n\tc\x1b[31m.pdf", "abc[31m.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ('who? "me": <1|2>*.txt', "who_ _me__ _1_2__.txt"),
        ("...", "document"),
        ("", "document"),
        (".bashrc", "bashrc"),
        ("nul.txt", "_nul.txt"),
        ("COM1.tar.gz", "_COM1.tar.gz"),
        ("letter.pdf. . ", "letter.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_is_one_that_every_system_keeps(given, name):
    assert clean_name(given) == name
    assert clean_name(name) == name


def test_only_documents_are_handed_to_the_system():
    assert media_type("letter.PDF") == "application/pdf"
    for name in ("letter.pdf", "scan.JPG", "list.ods"):
        assert may_be_opened(name)
    for name in ("setup.exe", "run.sh", "x.desktop", "x.lnk", "page.html", "macro.xlsm", "pdf"):
        assert not may_be_opened(name)
