"""The exchange file: nothing is lost, and it is the same each time."""

from datetime import date

import pypdf
import pytest

from recipe_desktop import i18n
from recipe_desktop.domain.ids import Uid
from recipe_desktop.reports import exchange_file
from recipe_desktop.reports.display_list import SOFT_HYPHEN, Picture, Text
from recipe_desktop.reports.exchange_file import ExchangeFileData, Signature, TitledTable
from recipe_desktop.reports.exchanges import file_data
from recipe_desktop.reports.fonts import width
from recipe_desktop.reports.page import A4, Imprint
from recipe_desktop.reports.table import Column
from recipe_desktop.services import attachments, exchanges, records
from tests.pictures import a_picture


@pytest.fixture
def an_exchange(workspace, monkeypatch) -> Uid:
    monkeypatch.setenv("RECIPE_NOW", "2021-09-01T10:00:00+00:00")

    def make(kind, **values):
        return workspace.do(records.create, kind, values).uid

    visitor = make("organisations", name="Győri Akku Kft.", country="HU", organisation_type="sme")
    host = make("organisations", name="Rouen Tech", country="FR", organisation_type="fab_lab")
    days = {"starts_on": "2021-09-20", "ends_on": "2021-09-24", "host_signed_on": "2021-08-30"}
    return make("exchanges", visitor=visitor, host=host, distance_km="1300", **days)


def text_of(path):
    return " ".join(" ".join(p.extract_text().split()) for p in pypdf.PdfReader(path).pages)


def test_the_file_says_facts_findings_sums_and_who_signs(workspace, an_exchange, tmp_path):
    data = file_data(workspace.ask(exchanges.paper, an_exchange), "en")

    exchange_file.write(data, tmp_path / "file.pdf")

    said = text_of(tmp_path / "file.pdf")
    for part in (
        "Győri Akku Kft. \N{RIGHTWARDS ARROW} Rouen Tech",
        "Register the visitor",
        "not known as a member of any cluster",
        "clamtex.eu/faq-page",
        "Unchecked: whether Győri Akku Kft. has visited",
        "In order",
        "Different countries: Hungary and France",
        "Rule 5",
        "Signed on 30 Aug 2021",
        "Place, day, signature",
    ):
        assert part in said, part
    assert "900" in said
    assert "exchange." not in said, "codes are the program's, not the reader's"


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_a_sum_without_a_host_names_no_country(workspace, code):
    visitor = workspace.do(records.create, "organisations", {"name": "Akku", "country": "HU"}).uid
    made = {"visitor": visitor, "amount_cents": "83000"}
    uid = workspace.do(records.create, "exchanges", made).uid

    data = file_data(workspace.ask(exchanges.paper, uid), code)

    with i18n.in_language(code):
        [rows] = [table.rows for table in data.sections if table.title == i18n._("Lump sum")]
        word, value = rows[0]
        assert value == i18n._("not known")
        assert value not in word


def test_the_same_exchange_gives_the_same_bytes(workspace, an_exchange, tmp_path):
    for name in ("one.pdf", "two.pdf"):
        data = file_data(workspace.ask(exchanges.paper, an_exchange), "hu")
        exchange_file.write(data, tmp_path / name)

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_letters_that_the_paper_cannot_show_are_told_wherever_they_stand(workspace, an_exchange):
    workspace.do(
        records.edit, "exchanges", an_exchange, {"documents": "CV \N{CJK UNIFIED IDEOGRAPH-5B57}"}
    )
    workspace.do(
        attachments.add,
        "exchanges",
        an_exchange,
        attachments.ContentSource("cv.txt", b"Zs\xc3\xb3fia"),
    )

    found = exchange_file.findings(file_data(workspace.ask(exchanges.paper, an_exchange), "en"))

    [letters] = [f for f in found if f.code == "report.missing_glyphs"]
    assert letters.details["characters"] == "\N{CJK UNIFIED IDEOGRAPH-5B57}"


def test_long_files_go_over_pages_within_the_margins():
    rows = tuple((f"Row {n}", "word " * 90) for n in range(60))
    data = ExchangeFileData(
        title="Exchange file",
        subject="A to B",
        state="",
        sections=(TitledTable("Facts", (Column("Field", 3), Column("Value", 7)), rows),),
        signatures_title="Signatures",
        signatures=tuple(Signature(part, "Somebody") for part in ("One", "Two", "Three", "Four")),
        cluster="ZONE Klaszter",
        language="en",
        imprint=Imprint("RECiPE4Mobility", date(2026, 11, 24)),
    )

    document = exchange_file.layout(data)

    texts = [item for page in document.pages for item in page.items if isinstance(item, Text)]
    assert len(document.pages) > 5
    assert {f"Row {n}" for n in range(60)} <= {item.text for item in texts}
    assert {"One", "Two", "Three", "Four"} <= {item.text for item in texts}
    for item in texts:
        assert item.x + width(item.text, item.face, item.size) <= A4.width - A4.right + 0.01
        assert item.y < A4.height - 24


def test_who_signs_is_named_in_full_above_the_line_however_long_the_name():
    name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
    data = ExchangeFileData(
        title="Exchange file",
        subject="A to B",
        state="",
        sections=(),
        signatures_title="Signatures",
        signatures=(Signature("Host", name), Signature("Visitor", "Győri Akku Kft.")),
        cluster="ZONE Klaszter",
        language="en",
        imprint=Imprint("RECiPE4Mobility", date(2026, 11, 24)),
    )

    [page] = exchange_file.layout(data).pages

    texts = [item for item in page.items if isinstance(item, Text)]
    [part] = [text for text in texts if text.text == "Host"]
    [below, _other] = [text for text in texts if text.text == "Place, day, signature"]
    between = [t for t in texts if t.x == part.x and part.y < t.y < below.y]
    assert "".join(text.text for text in between).replace(SOFT_HYPHEN, "") == name
    assert max(text.y for text in between) < below.y - 15  # where somebody signs


@pytest.mark.parametrize("rows", range(30, 48, 3))
def test_the_emblem_stands_whole_at_the_end_with_the_disclaimer_beside_it(rows):
    said = "Views and opinions expressed are those of the authors only. " * 6
    imprint = Imprint(
        "RECiPE4Mobility", date(2026, 11, 24), disclaimer=said, emblem=a_picture(1200, 250)
    )
    facts = tuple((f"Row {n}", "value") for n in range(rows))
    data = ExchangeFileData(
        title="Exchange file",
        subject="A to B",
        state="",
        sections=(TitledTable("Facts", (Column("Field", 3), Column("Value", 7)), facts),),
        signatures_title="Signatures",
        signatures=(),
        cluster="ZONE Klaszter",
        language="en",
        imprint=imprint,
    )

    pages = exchange_file.layout(data).pages

    [emblem] = [item for item in pages[-1].items if isinstance(item, Picture)]
    texts = [item for item in pages[-1].items if isinstance(item, Text) and item.size == 7.5]
    beside = [text for text in texts if text.x > emblem.x + emblem.width]
    assert " ".join(text.text for text in beside).split() == said.split()
    for text in beside:
        assert emblem.y < text.y < A4.height - 60
        assert text.x + width(text.text, text.face, text.size) <= A4.width - A4.right + 0.01
    assert emblem.y + emblem.height < A4.height - 60
