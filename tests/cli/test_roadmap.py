"""The roadmap by commands: in, calculated, checked, translated, printed, undone."""

import csv
from itertools import pairwise

import pytest

SHEET = """Code;Name;Owner;Start;Duration;Predecessors
1;Strategy;HU;;;
1.1;Compare;HU;2026-09-07;20;
1.2;Write;FR;;10;1.1SS
1.3;Adopt;HU;;5;1.1, 1.2
2;;HU;;;
"""


def taken_in(laptop):
    file = laptop.file("plan.csv", SHEET)
    return file, laptop.ask("import", "roadmap", file)


def test_a_sheet_comes_in_and_every_line_is_accounted_for(laptop):
    file, answer = taken_in(laptop)

    assert (answer["rows"], answer["new"], answer["rejected"]) == (5, 4, 1)
    assert answer["rejects"][0]["row"] == 6
    assert answer["links"] == 3
    assert [part["code"] for part in answer["left_out"]] == ["plan.links_not_calculated"]
    again = laptop.ask("import", "roadmap", file)
    assert (again["new"], again["same"], again["links"]) == (0, 4, 0)


CROOKED = """Code;Name;Owner;Start;End;Days
1;Compare;;2026-03-02;;3,5
2;Write;;2026-03-02;2026-03-20;5
3;Vote;HU;2026-08-03;2026-08-08;6
4;Adopt;HU;2026-08-03;2026-08-08;
"""


def test_what_a_sheet_says_of_days_and_is_not_kept_is_told_with_its_line(laptop):
    plan = laptop.file("plan.csv", CROOKED)

    answer = laptop.ask("import", "roadmap", plan)

    assert answer["unread"] == [
        {
            "row": 2,
            "reason": "“Compare” has 3,5 for its days, which is no whole number; 4 is taken over.",
        },
        {
            "row": 3,
            "reason": "“Write” ends on 2026-03-20, but its start and its duration in working days, "
            "which is 5, come to another end; the duration is taken over.",
        },
    ]
    days = {row["code"]: row["duration_days"] for row in laptop.ask("list", "tasks")["rows"]}
    assert days == {"1": 4, "2": 5, "3": 6, "4": 6}, "the Saturday was worked in Hungary"


FAULTY = """Name;Code;Start;Working days;After
Compare;1;2026-13-40;3;
;2;;;1
Write;3;2026-12-01;soon;1
"""


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def test_lines_that_are_not_taken_come_back_as_they_were_with_their_reason(laptop):
    rejects = laptop.file("rejects.csv")
    plan = laptop.file("plan.csv", FAULTY + "Adopt;4;;5;\n")

    answer = laptop.ask("import", "roadmap", plan, "--rejects", rejects)

    assert (answer["rows"], answer["new"], answer["rejected"]) == (4, 1, 3)
    assert rows_of(rejects) == [
        ["Name", "Code", "Start", "Working days", "After", "Reason"],
        ["Compare", "1", "2026-13-40", "3", "", "2026-13-40 is not a day."],
        ["", "2", "", "", "1", "The name is missing."],
        ["Write", "3", "2026-12-01", "soon", "1", "soon is not a number of days or per cent."],
    ]


def test_of_a_plan_without_a_line_that_can_be_read_each_line_says_why(laptop):
    rejects = laptop.file("rejects.csv")
    plan = laptop.file("plan.csv", FAULTY)

    answer = laptop.ask("import", "roadmap", plan, "--rejects", rejects)

    assert (answer["rows"], answer["new"], answer["rejected"]) == (3, 0, 3)
    assert [line["row"] for line in answer["rejects"]] == [2, 3, 4]
    assert len(rows_of(rejects)) == 4
    assert laptop.ask("list", "tasks")["rows"] == []
    assert "Line 3: The name is missing." in laptop.run("import", "roadmap", plan).out


def test_tasks_of_ms_project_that_are_not_taken_come_back_as_lines_of_a_sheet(laptop):
    rejects = laptop.file("rejects.csv")
    tasks = (
        "<Task><UID>1</UID><Name>Strategy</Name><OutlineLevel>1</OutlineLevel></Task>"
        "<Task><UID>1</UID><Name>Compare</Name><OutlineLevel>2</OutlineLevel>"
        "<Start>2026-09-07T08:00:00</Start><Duration>PT24H0M0S</Duration></Task>"
    )
    namespace = "http://schemas.microsoft.com/project"
    text = f'<Project xmlns="{namespace}"><Tasks>{tasks}</Tasks></Project>'

    laptop.ask("import", "roadmap", laptop.file("plan.xml", text), "--rejects", rejects)

    [titles, row] = rows_of(rejects)
    told = dict(zip(titles, row, strict=True))
    assert told["Name"] == "Compare"
    assert (told["Parent"], told["Start"], told["Duration"]) == ("1", "2026-09-07", "3")
    assert told["Reason"]


@pytest.mark.parametrize(
    ("place", "code"),
    [("plan.csv", "import.rejects_over_list"), ("no/such.csv", "file.no_folder")],
)
def test_nothing_is_taken_in_when_the_rejected_lines_cannot_be_written(laptop, place, code):
    plan = laptop.file("plan.csv", SHEET)

    assert laptop.refusal("import", "roadmap", plan, "--rejects", laptop.file(place)) == code

    assert plan.read_text("utf-8") == SHEET
    assert laptop.ask("list", "tasks")["rows"] == []


def test_a_trial_run_writes_nothing(laptop):
    answer = laptop.ask("import", "roadmap", laptop.file("plan.csv", SHEET), "--dry-run")

    assert answer["new"] == 4
    assert laptop.ask("list", "tasks")["rows"] == []


def test_the_report_is_printed_and_lists_what_is_not_translated(laptop):
    taken_in(laptop)
    [uid] = [r["uid"] for r in laptop.ask("list", "tasks")["rows"] if "Write" in str(r)]
    laptop.ask("translate", "tasks", uid, "name", "hu", "Megírás")

    answer = laptop.ask(
        "report", "roadmap", laptop.folder / "r.pdf", "--language", "hu", "--paper", "A3"
    )

    assert answer["tasks"] == 4
    assert "report.missing_translations" in {f["code"] for f in answer["findings"]}
    said = laptop.run("report", "roadmap", laptop.folder / "r.pdf", "--language", "hu").err
    names = [line.strip() for line in said.splitlines() if line.startswith("  ")]
    assert f"for want of a translation: {len(names)}\n" in said
    assert len(names) > 3


def test_lists_and_files_say_how_much_of_a_task_its_parts_have_done(laptop):
    taken_in(laptop)
    uids = {row["code"]: row["uid"] for row in laptop.ask("list", "tasks")["rows"]}

    laptop.ask("set", "tasks", uids["1.1"], "progress=70")

    done = {row["code"]: row["progress"] for row in laptop.ask("list", "tasks")["rows"]}
    assert done == {"1": 40, "1.1": 70, "1.2": 0, "1.3": 0}  # 14 of 35 working days
    assert laptop.ask("show", "tasks", uids["1"])["fields"]["progress"] == 40
    assert laptop.refusal("set", "tasks", uids["1"], "progress=50") == "plan.spans_parts"
    laptop.ask("export", "roadmap", laptop.folder / "out.xml")
    written = (laptop.folder / "out.xml").read_text("utf-8")
    assert "<PercentComplete>40</PercentComplete>" in written
    again = laptop.ask("import", "roadmap", laptop.folder / "out.xml")
    assert again["changed"] == 0


def test_english_is_a_translation_of_what_is_said_to_be_written_in_another_language(laptop):
    taken_in(laptop)
    [uid] = [r["uid"] for r in laptop.ask("list", "tasks")["rows"] if r["name"] == "Compare"]
    english = ("translate", "tasks", uid, "name", "en", "Compare")
    assert laptop.refusal(*english) == "translation.own_language"

    answer = laptop.ask("written-in", "tasks", uid, "hu")

    assert answer["language"] == "hu"
    assert laptop.ask(*english)["language"] == "en"
    hungarian = ("translate", "tasks", uid, "name", "hu", "Összevetés")
    assert laptop.refusal(*hungarian) == "translation.own_language"


def test_one_undo_takes_the_plan_back(laptop):
    taken_in(laptop)

    laptop.ask("undo")

    assert laptop.ask("list", "tasks")["rows"] == []
    assert laptop.ask("list", "task-links")["rows"] == []


def test_a_link_that_would_close_a_cycle_is_refused(laptop):
    one, two = laptop.new("tasks", name="One"), laptop.new("milestones", name="Two")
    laptop.new("task-links", before=one, after=two)

    for before, after, code in (
        (two, one, "plan.cycle_refused"),
        (one, one, "plan.link_to_itself"),
    ):
        link = (f"before={before}", f"after={after}")
        assert laptop.refusal("new", "task-links", *link) == code

    assert len(laptop.ask("list", "task-links")["rows"]) == 1


def test_a_cycle_that_a_file_brought_is_found_with_the_names(laptop):
    plan = laptop.file("plan.csv", "Code;Task;Predecessors\n1;One;2\n2;Two;1\n")
    laptop.ask("import", "roadmap", plan)

    found = laptop.ask("check", "tasks")["findings"]

    assert [finding["code"] for finding in found] == ["plan.cycle"]


def test_the_plan_goes_out_and_another_office_takes_the_same_one_in(laptop):
    taken_in(laptop)

    answer = laptop.ask("export", "roadmap", laptop.folder / "out.xml")
    assert (answer["kind"], answer["rows"]) == ("roadmap", 4)
    again = laptop.ask("import", "roadmap", laptop.folder / "out.xml")

    assert (again["new"], again["rejected"], again["links"]) == (0, 0, 0)
    assert len(laptop.ask("list", "tasks")["rows"]) == 4


def test_what_has_no_place_in_a_plans_file_is_told(laptop):
    taken_in(laptop)
    assert laptop.ask("export", "roadmap", laptop.folder / "out.csv")["left_out"] == []
    laptop.new("chapters", name="Vision")
    laptop.new("actions", name="Later")
    laptop.new("objectives", name="Own goal")
    [write] = [r["uid"] for r in laptop.ask("list", "tasks")["rows"] if r["name"] == "Write"]
    action = laptop.new("actions", name="Now", text="For the board")
    laptop.ask("set", "tasks", write, f"action={action}")
    laptop.ask("translate", "tasks", write, "name", "hu", "Megírás")

    answer = laptop.ask("export", "roadmap", laptop.folder / "out.xml")

    assert [one["what"] for one in answer["left_out"]] == [
        "chapter of the strategy",
        "objective that has no task",
        "action that has no task",
        "action without its text and lead",
        "translation",
    ]
    said = laptop.run("export", "roadmap", laptop.folder / "again.xml").out
    assert "Not in the file:\n  1  chapter of the strategy" in said


def test_what_is_deleted_takes_its_links_along(laptop):
    one, two = laptop.new("tasks", name="One"), laptop.new("tasks", name="Two")
    laptop.new("task-links", before=one, after=two)

    laptop.ask("delete", "tasks", one)

    assert laptop.ask("list", "task-links")["rows"] == []
    laptop.ask("undo")
    assert len(laptop.ask("list", "task-links")["rows"]) == 1


def test_one_task_far_too_long_hides_no_other_finding(laptop):
    nameless = laptop.new("people", given_name="Zsófia")
    days = {"starts_on": "2199-01-01", "duration_days": "10000"}
    chain = [laptop.new("tasks", name="For ever", **days) for _ in range(6)]
    for before, after in pairwise(chain):
        laptop.new("task-links", before=before, after=after)

    found = laptop.ask("check")["findings"]

    assert "plan.too_long" in {f["code"] for f in found}
    assert nameless in {f["uid"] for f in found}


def test_lists_of_the_plan_show_what_a_task_is_called(laptop):
    taken_in(laptop)

    assert "1.1   Compare" in laptop.run("list", "tasks").out
    assert "Adopt" in laptop.run("list", "task-links").out


def test_circles_over_parts_are_named_when_their_plan_comes_in(laptop):
    lines = (
        "ID;Name;Parent;Duration;Predecessors",
        *("1;Phase;;1;", "2;Ask;1;2;1", "3;Whole;;1;", "4;Build;3;2;5", "5;Check;;1;3"),
    )
    plan = laptop.file("parts.csv", "\n".join(lines))

    found = laptop.ask("import", "roadmap", plan)["cycles"]

    assert sorted(map(sorted, found)) == [["Ask", "Phase"], ["Build", "Check", "Whole"]]
    named = [f for f in laptop.ask("check")["findings"] if f["code"] == "plan.cycle"]
    assert len(named) == len(found)


def test_tasks_that_wait_for_each_other_are_named_when_their_plan_comes_in(laptop):
    lines = ("ID;Name;Duration;Predecessors", "1;Ask;3;3", "2;Build;2;1", "3;Check;1;2")
    plan = laptop.file("plan.csv", "\n".join(lines))

    for options in (["--dry-run"], []):
        [circle] = laptop.ask("import", "roadmap", plan, *options)["cycles"]
        assert sorted(circle) == ["Ask", "Build", "Check"]
    said = laptop.run("import", "roadmap", plan).out
    assert "These wait for each other" in said
    assert "Ask → Build" in said


OPEN = "Code;Name;Start;Days\n1;Ořech Žlutý;03/04/2026;1.500\n2;Příprava;05/06/2026;2\n"


def of_tasks(laptop):
    rows = laptop.ask("list", "tasks")["rows"]
    return [(row["name"], row["starts_on"], row["duration_days"]) for row in rows]


def test_what_a_sheet_leaves_open_is_told_and_can_be_said_otherwise(laptop):
    plan = laptop.file("plan.csv")
    plan.write_bytes(OPEN.encode("cp1250"))

    told = laptop.run("import", "roadmap", plan, "--dry-run").err
    answer = laptop.ask("import", "roadmap", plan, "--dry-run")

    assert "Dates: read as day, month, year, such as 03/04/2026 and 05/06/2026." in told
    assert "Numbers: read as with a decimal point, such as 1.500." in told
    assert "Encoding: read as " in told
    assert "Separator: read as Semicolon." in told
    assert answer["rejected"] == 0
    assert answer["reading"]["separator"] == ";"
    assert {asked["key"]: asked["answer"] for asked in answer["questions"]} == {
        "encoding": answer["reading"]["encoding"],
        "date_order": "dmy",
        "decimal": ".",
    }
    otherwise = ("--encoding", "cp1250", "--dates", "mdy", "--decimals", "comma")
    answer = laptop.ask("import", "roadmap", plan, *otherwise)
    assert of_tasks(laptop) == [
        ("Ořech Žlutý", "2026-03-04", 1500),
        ("Příprava", "2026-05-06", 2),
    ]
    assert [asked["answer"] for asked in answer["questions"]] == ["mdy", ","]
    assert answer["reading"]["encoding"] == "cp1250"


def test_a_plan_of_ms_project_leaves_nothing_open(laptop):
    task = "<Task><UID>1</UID><Name>Compare</Name><OutlineLevel>1</OutlineLevel></Task>"
    namespace = "http://schemas.microsoft.com/project"
    plan = laptop.file("plan.xml", f'<Project xmlns="{namespace}"><Tasks>{task}</Tasks></Project>')

    answer = laptop.ask("import", "roadmap", plan, "--dates", "mdy")

    assert answer["questions"] == []
    assert answer["reading"]["separator"] == ""
