"""The emblem of the project on the command line: given, shown, printed, taken away."""

import pypdf
import pytest

from tests.cli.conftest import carry, meet
from tests.cli.test_exchanges import an_exchange
from tests.pictures import a_picture


@pytest.fixture
def project(laptop):
    [row] = laptop.ask("list", "projects")["rows"]
    return row["uid"]


def a_file(laptop, name="eu.png", content=None):
    path = laptop.folder / name
    path.write_bytes(content or a_picture())
    return path


def codes(answer):
    return {found["code"] for found in answer["findings"]}


def pictures(file):
    """The sizes of the pictures that are painted on any page."""
    pages = pypdf.PdfReader(file).pages
    return [page.images[0].image.size for page in pages if b" Do" in page.get_contents().get_data()]


def test_with_an_emblem_nothing_is_missing_on_the_papers_any_more(laptop, project):
    exchange = an_exchange(laptop)
    papers = {
        laptop.folder / "directory.pdf": ("report", "directory"),
        laptop.folder / "exchange.pdf": ("report", "exchange", exchange),
    }
    before = [laptop.ask(*command, file) for file, command in papers.items()]
    assert all("report.no_emblem" in codes(answer) for answer in before)

    changed = laptop.ask(
        "set", "projects", project[:8], f"emblem={a_file(laptop)}", "theme=Mobility"
    )

    [one] = changed["changed"]
    assert one["fields"] == {"emblem": "eu.png", "theme": "Mobility"}
    for file, command in papers.items():
        answer = laptop.ask(*command, file)
        assert not codes(answer) & {"report.no_emblem", "report.unreadable_emblem"}
        assert pictures(file) == [(300, 200)]


def test_the_project_tells_its_file_and_an_empty_value_removes_it(laptop, project):
    laptop.ask("set", "projects", project, f"emblem={a_file(laptop)}")

    shown = laptop.ask("show", "projects", project)
    told = laptop.run("show", "projects", project).out

    assert shown["fields"]["emblem"] == "eu.png"
    assert "emblem" in {change["field"] for change in shown["history"]}
    assert "Emblem: \N{EN DASH} \N{RIGHTWARDS ARROW} eu.png" in told
    [row] = laptop.ask("list", "attachments")["rows"]
    assert (row["name"], row["exchange"]) == ("eu.png", project)
    assert "Emblem of RECiPE4Mobility (eu.png)" in laptop.run("list", "attachments").out
    assert "RECiPE4Mobility" in laptop.run("show", "attachments", row["number"]).out
    laptop.ask("set", "projects", project, "emblem=")
    assert laptop.ask("show", "projects", project)["fields"]["emblem"] == ""
    assert laptop.ask("set", "projects", project, "emblem=")["changed"] == []
    laptop.ask("undo")
    assert laptop.ask("show", "projects", project)["fields"]["emblem"] == "eu.png"
    assert laptop.ask("doctor")["problems"] == []


def test_a_picture_that_will_not_do_is_refused_and_nothing_else_is_written(laptop, project):
    text = a_file(laptop, "eu.txt", b"no picture")
    large = a_file(laptop, "eu.png", a_picture() + bytes(2 << 20))

    for file, code in (
        (text, "emblem.no_picture"),
        (large, "emblem.too_large"),
        (laptop.folder / "none.png", "file.missing"),
    ):
        assert laptop.refusal("set", "projects", project, "theme=X", f"emblem={file}") == code
    assert laptop.ask("show", "projects", project)["fields"]["theme"] != "X"
    assert laptop.ask("list", "attachments")["rows"] == []


def test_it_reaches_the_other_office_and_both_write_the_same_list(new_laptop):
    hu, fr = new_laptop("HU"), new_laptop("FR")
    meet(hu, fr)
    [row] = hu.ask("list", "projects")["rows"]
    hu.ask("set", "projects", row["uid"], f"emblem={a_file(hu)}")

    got = carry(hu, fr)

    assert got["attachments"] == 1
    assert fr.ask("show", "projects", row["uid"])["fields"]["emblem"] == "eu.png"
    assert "report.no_emblem" not in codes(fr.ask("report", "directory", fr.folder / "d.pdf"))
    lists = [laptop.folder / "documents.csv" for laptop in (hu, fr)]
    for laptop, file in zip((hu, fr), lists, strict=True):
        laptop.ask("export", "attachments", file)
    assert lists[0].read_bytes() == lists[1].read_bytes()
