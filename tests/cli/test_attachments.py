"""Documents on the command line: put in, listed, written out, taken away and back."""

import pypdf

from tests.cli.conftest import carry, meet
from tests.cli.test_exchanges import an_exchange

LETTER = b"%PDF-1.7 why we travel"


def a_letter(laptop, name="letter.pdf", content=LETTER):
    path = laptop.folder / name
    path.write_bytes(content)
    return path


def test_a_document_goes_in_is_listed_and_comes_out_as_it_was(laptop):
    exchange = an_exchange(laptop)
    letter = a_letter(laptop)

    made = laptop.ask("attach", exchange[:8], letter)
    again = laptop.ask("attach", exchange, letter)
    letter.unlink()

    assert made == again
    assert (made["name"], made["size_bytes"]) == ("letter.pdf", len(LETTER))
    [row] = laptop.ask("list", "attachments")["rows"]
    assert (row["uid"], row["added_by"], row["is_here"]) == (made["uid"], "Zsófia Nagy", 1)
    assert "not here yet" not in laptop.run("list", "attachments").out
    out = laptop.folder / "out.pdf"
    said = laptop.ask("export", "attachment", made["number"], "--to", out)
    assert out.read_bytes() == LETTER
    assert said["kind"] == "attachments"


def test_a_document_that_was_deleted_comes_back_by_undo(laptop):
    made = laptop.ask("attach", an_exchange(laptop), a_letter(laptop))

    laptop.ask("delete", "attachments", made["number"])
    gone = laptop.ask("list", "attachments")["rows"]
    laptop.ask("undo")

    assert gone == []
    out = laptop.folder / "out.pdf"
    laptop.ask("export", "attachment", made["number"], "--to", out)
    assert out.read_bytes() == LETTER


def test_what_is_no_document_is_refused_in_words(laptop):
    exchange = an_exchange(laptop)
    large = a_letter(laptop, "large.pdf", bytes(20 * 2**20 + 1))
    made = laptop.ask("attach", exchange, a_letter(laptop))

    assert laptop.refusal("attach", exchange, laptop.folder / "none.pdf") == "file.missing"
    assert laptop.refusal("attach", exchange, laptop.folder) == "file.is_folder"
    assert laptop.refusal("attach", exchange, a_letter(laptop, "no.pdf", b"")) == "file.empty"
    assert laptop.refusal("attach", exchange, large) == "file.too_large"
    assert laptop.refusal("attach", "HU-XXX-9", large) == "record.unknown"
    assert laptop.refusal("new", "attachments", "name=x", f"exchange={exchange}") == "field.fixed"
    assert laptop.refusal("set", "attachments", made["number"], "name=x") == "field.fixed"
    assert laptop.refusal("export", "attachment", made["number"]) == "attachment.no_target"
    assert len(laptop.ask("list", "attachments")["rows"]) == 1


def test_the_paper_lists_the_documents_with_the_words_on_them(laptop):
    exchange = an_exchange(laptop, documents="The other one follows")
    made = laptop.ask("attach", exchange, a_letter(laptop))

    laptop.ask("report", "exchange", exchange, laptop.folder / "file.pdf")

    text = pypdf.PdfReader(laptop.folder / "file.pdf").pages[0].extract_text()
    for said in (made["number"], "letter.pdf", "Zsófia Nagy", "The other one follows"):
        assert text.count(said) == 1


def test_a_document_reaches_the_host_office_and_not_the_third(new_laptop):
    hu, fr, de = new_laptop("HU"), new_laptop("FR"), new_laptop("DE")
    meet(hu, fr)
    meet(hu, de)
    made = hu.ask("attach", an_exchange(hu), a_letter(hu))

    got = carry(hu, fr)
    carry(hu, de)

    assert got["attachments"] == 1
    out = fr.folder / "out.pdf"
    fr.ask("export", "attachment", made["number"], "--to", out)
    assert out.read_bytes() == LETTER
    assert de.ask("list", "attachments")["rows"] == []
    carry(fr, hu)
    assert carry(hu, fr)["attachments"] == 0
    sent = hu.folder / "then.recipe-changes"
    assert hu.ask("sync", "send", sent)["attachments"] == 0


def test_a_list_that_lies_in_a_share_is_found_by_the_hint(new_laptop):
    hu, fr = new_laptop("HU"), new_laptop("FR")
    meet(hu, fr)
    exchange = an_exchange(hu)
    hu.ask("attach", exchange, a_letter(hu))
    share = hu.ask("share", "new", "HU", "FR", "--for", "exchanges", exchange)["share"]
    listed = hu.folder / "documents.csv"

    ran = hu.run("export", "attachments", listed)

    assert f"--scope share:{share}" in ran.err
    assert "cluster:HU" not in ran.err
    assert hu.ask("export", "attachments", listed, "--scope", f"share:{share}")["rows"] == 1
