"""Lists and plans that are broken or meant to do harm: each refused in words, and nothing written."""

import zipfile

import openpyxl
import pytest

LISTS = {
    "registrations": ("First name;Last name;Company", "Ana;Költő;Rába"),
    "exchanges": ("Visitor;Host;Starts", "Rába;Rouen;2026-09-21"),
    "roadmap": ("Name;Start;Duration", "Költés;2026-09-21;3"),
}
PROJECT = '<Project xmlns="http://schemas.microsoft.com/project"><Tasks><Task><UID>1</UID><Name>{}</Name></Task></Tasks></Project>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BOMB = (
    '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghx", strict=True)
    )
    + "]>"
)


def with_entity(sheet, declared):
    """A workbook in which a cell is an entity."""
    workbook = openpyxl.Workbook()
    for line in ("head", "row"):
        workbook.active.append([line] * 3)
    workbook.save(sheet)
    with zipfile.ZipFile(sheet) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            text = part.decode()
            if name.endswith("sheet1.xml"):
                text = text.replace("<worksheet", f"{declared}<worksheet", 1)
                text = text.replace("<v>0</v>", "<v>&x;</v>", 1)
            book.writestr(name, text)


def written(kind, head, row):
    """Hostile files by name, each with the code that it is refused with."""
    wide = ";".join([head, *("x" * 600)])
    cases = {
        "empty.csv": ("", "file.empty"),
        "no_rows.csv": (head, "table.no_rows"),
        "quote.csv": (f'{head}\n"{row}\n{row}', "table.open_quote"),
        "wide.csv": (f"{wide}\n{wide}", "table.too_many_columns"),
        "long.csv": (f"{head}\n{'x' * 40_000}{row}", "table.cell_too_long"),
        "binary.csv": (bytes(range(256)) * 40, "table.not_text"),
        "other.xlsx": (b"PK\x03\x04 and then nothing", "table.other_kind"),
    }
    if kind == "roadmap":
        cases |= {
            "bomb.xml": (BOMB + PROJECT.format("&x;"), "plan.unsafe"),
            "outside.xml": (OUTSIDE + PROJECT.format("&x;"), "plan.unsafe"),
            "cut.xml": (PROJECT.format("Költés")[:-30], "plan.damaged"),
            "binary.csv": (bytes(range(256)) * 40, "plan.not_a_plan"),
            "other.xlsx": (b"PK\x03\x04 and then nothing", "plan.not_a_plan"),
        }
    return cases


@pytest.fixture
def ready(laptop):
    """A laptop that knows the organisations, and the event where one is needed."""
    for name in ("Rába", "Rouen"):
        laptop.new("organisations", name=name, country="HU")
    event = laptop.new("events", name="Suppliers' day", starts_on="2026-11-23")
    return laptop, {"registrations": ("--event", event)}


def held(laptop):
    kinds = ("registrations", "exchanges", "tasks", "milestones", "organisations")
    return {kind: len(laptop.ask("list", kind)["rows"]) for kind in kinds}


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_that_cannot_be_right_is_refused_and_nothing_is_written(ready, kind):
    laptop, options = ready
    before = held(laptop)
    cases = written(kind, *LISTS[kind])
    for name, declared in (("bomb.xlsx", BOMB), ("outside.xlsx", OUTSIDE)):
        with_entity(laptop.file(name), declared)
        cases[name] = (None, "table.outside_reference")

    for name, (content, code) in cases.items():
        file = laptop.file(name)
        if content is not None:
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        ran = laptop.refusal("import", kind, file, *options.get(kind, ()))
        assert (name, ran) == (name, code)

    assert held(laptop) == before


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1250", "utf-8-sig"])
def test_a_list_in_another_encoding_is_read_with_its_letters(ready, kind, encoding):
    laptop, options = ready
    file = laptop.file("list.csv")
    file.write_bytes("\r\n".join(LISTS[kind]).encode(encoding))

    assert laptop.ask("import", kind, file, *options.get(kind, ()))["new"] == 1

    shown = laptop.ask("list", "tasks" if kind == "roadmap" else kind)["rows"]
    if kind != "exchanges":
        assert any("Költ" in str(value) for value in shown[0].values())


@pytest.mark.parametrize("kind", ["exchanges", "roadmap"])
def test_a_line_beside_a_merged_cell_says_what_stands_there_again(ready, kind):
    laptop, options = ready
    workbook = openpyxl.Workbook()
    for line in (LISTS[kind][0], LISTS[kind][1], LISTS[kind][1]):
        workbook.active.append(line.split(";"))
    workbook.active.merge_cells("A2:A3")
    workbook.save(laptop.file("merged.xlsx"))

    answer = laptop.ask("import", kind, laptop.file("merged.xlsx"), *options.get(kind, ()))

    assert (answer["rows"], answer["new"], answer["same"]) == (2, 1, 1)


def test_a_plan_given_as_registrations_is_called_one_and_led_to_the_roadmap(laptop):
    event = laptop.new("events", name="Open day", starts_on="2026-11-23")
    plan = laptop.file("plan.xml", "\ufeff<Project xmlns='x'><Tasks>\n</Tasks></Project>")

    error = laptop.ask("import", "registrations", plan, "--event", event, code=1)["error"]

    assert error["code"] == "table.plan"
    assert "import roadmap FILE" in error["message"]


def test_formulas_that_nobody_calculated_are_told_with_line_and_column(laptop):
    book = openpyxl.Workbook()
    book.active.append(["Name", "Country", "City"])
    book.active.append(["Rába", "HU", '=UPPER("Győr")'])
    book.active.append(['="Al"&"fa"', "HU", "Pécs"])
    path = laptop.file("firms.xlsx")
    book.save(path)

    ran = laptop.run("import", "organisations", path, "--dry-run")
    answer = laptop.ask("import", "organisations", path)

    assert "Line 2: City: the formula in column C was never calculated" in ran.out
    assert (answer["rows"], answer["new"], answer["rejected"]) == (2, 1, 1)
    [note] = answer["notes"]
    assert (note["row"], note["reason"]) == (2, ran.out.split("Line 2: ")[1].splitlines()[0])
    assert "the formula in column A was never calculated" in answer["rejects"][0]["reason"]
