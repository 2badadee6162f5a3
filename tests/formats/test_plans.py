"""Plans written for other programs and read back: the same plan, whatever it holds."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recipe_desktop.domain.errors import UserError
from recipe_desktop.domain.plan_files import FileAction, FileLink, FileTask, PlanFile
from recipe_desktop.domain.plan_sheets import STATUSES
from recipe_desktop.domain.schedule import LINK_TYPES, PlanLink, PlanTask, calculate
from recipe_desktop.domain.values import clean_text
from recipe_desktop.domain.workdays import COUNTRIES
from recipe_desktop.formats import plans
from recipe_desktop.services import (
    history,
    outline,
    plan_exports,
    planning,
    records,
    roadmap,
    words,
)
from recipe_desktop.services.plan_exports import PlanExport

WORDS = (
    st.text("abzÁŐűßπЖ &<>\"';,=+-@0.", min_size=1, max_size=20).map(clean_text).filter(str.strip)
)
CODES = st.sampled_from(["", "A9", "1.2"])
ACTIONS = st.builds(FileAction, CODES, WORDS, CODES, st.just("") | WORDS)
DAYS = st.dates(date(2021, 1, 1), date(2030, 12, 31))


@st.composite
def a_plan(draw):
    """Tasks and milestones below each other, with links backwards."""
    tasks, links = [], set()
    for number in range(1, draw(st.integers(1, 7)) + 1):
        is_task = draw(st.booleans())
        above = [task.key for task in _open_branch(tasks) if task.duration]
        country = draw(st.sampled_from(["", *COUNTRIES])) if is_task else ""
        progress = draw(st.integers(0, 100)) if is_task else 0
        met = None if is_task else draw(st.none() | DAYS)
        tasks.append(
            FileTask(
                str(number),
                number,
                draw(WORDS),
                draw(st.sampled_from(["", *above])),
                draw(st.sampled_from(["", "A", f"1.{number}"])),
                draw(st.just("") | WORDS),
                draw(st.none() | DAYS),
                draw(st.integers(1, 400)) if is_task else 0,
                progress if met is None else 100,
                draw(st.sampled_from(["", *COUNTRIES])),
                country,
                "BY" if country == "DE" else "",
                draw(st.sampled_from(["", *STATUSES])) if is_task else "",
                met,
                f"{number:032x}",
                draw(st.none() | ACTIONS),
            )
        )
        for before in tasks[:-1]:
            if draw(st.booleans()):
                kind = draw(st.sampled_from(LINK_TYPES))
                links.add((before.key, str(number), kind, draw(st.integers(-20, 20))))
    return PlanFile("", "", tuple(tasks), tuple(FileLink(*link) for link in sorted(links)))


def _open_branch(tasks):
    """What the next task may be a part of: the last one and what it lies in."""
    by_key = {task.key: task for task in tasks}
    branch = tasks[-1:]
    while branch and branch[-1].parent:
        branch.append(by_key[branch[-1].parent])
    return branch


def exported(file):
    start = date(2026, 1, 5)
    told = [
        PlanTask(t.key, t.name, t.duration, t.starts_on, t.country or t.owner, t.region,
                 t.parent or None)
        for t in file.tasks
    ]  # fmt: skip
    links = [PlanLink(link.before, link.after, link.lag, link.type) for link in file.links]
    dates = calculate(told, links, start=start).dates
    names = {t.key: "-".join(filter(None, (t.country or t.owner, t.region))) for t in file.tasks}
    calendars = {name: ((date(2026, 1, 1), False),) for name in names.values() if name}
    return PlanExport(file, dates, names, calendars, {code: code for code in COUNTRIES})


def without_rows(file):
    return [
        tuple(getattr(t, name) for name in FileTask.__slots__ if name != "row") for t in file.tasks
    ]


@pytest.mark.parametrize("suffix", [".xml", ".csv", ".xlsx"])
@given(file=a_plan())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_plan_that_is_written_and_read_is_the_same_plan(tmp_path, suffix, file):
    path = tmp_path / f"plan{suffix}"

    plans.write_file(path, exported(file), "Joint roadmap")
    read = plans.read_file(path)

    assert without_rows(read) == without_rows(file)
    assert sorted(read.links, key=repr) == sorted(file.links, key=repr)
    assert set(read.left_out) <= {"plan.links_not_calculated"}
    assert read.rejected == ()


@pytest.fixture
def planned(workspace):
    members = {m.fields["code"]: m.uid for m in workspace.ask(records.listing, "members")}
    whole = workspace.do(planning.add, "tasks", "Whole")
    part = workspace.do(planning.add, "tasks", "Őrzés", whole)
    workspace.do(planning.indent, part)
    goal = workspace.do(planning.add, "milestones", "Reached", whole)
    fields = {"starts_on": "2026-12-21", "owner": members["HU"], "text": "One\n\nTwo <&>"}
    workspace.do(records.edit, "tasks", part, fields)
    workspace.do(planning.link, part, goal, "FS", 2)
    return part


def state(workspace):
    known = workspace.ask(outline.outline)
    return [(n.uid, n.level, n.name, n.start, n.end, n.entry.text) for n in known.nodes if n.entry]


def test_another_office_gets_the_same_records_with_the_same_days(
    a_laptop, workspace, planned, tmp_path
):
    path = tmp_path / "plan.xml"
    plans.write_file(path, workspace.ask(plan_exports.plan), "Joint roadmap")
    other = a_laptop("FR")

    account = other.do(roadmap.take_in, plans.read_file(path))

    assert (account.new, account.links, account.left_out) == (3, 1, {})
    assert state(other) == state(workspace)
    again = tmp_path / "again.xml"
    plans.write_file(again, other.ask(plan_exports.plan), "Joint roadmap")
    assert again.read_bytes() == path.read_bytes()


def test_taking_the_own_file_in_again_doubles_nothing(workspace, planned, tmp_path):
    path = tmp_path / "plan.xml"
    plans.write_file(path, workspace.ask(plan_exports.plan), "Joint roadmap")
    before = state(workspace)

    account = workspace.do(roadmap.take_in, plans.read_file(path))

    assert (account.new, account.rows) == (0, 3)
    assert state(workspace) == before
    workspace.do(history.undo)
    assert state(workspace) == before


def test_the_calendar_of_the_lead_goes_along_with_its_holidays(workspace, planned, tmp_path):
    path = tmp_path / "plan.xml"

    plans.write_file(path, workspace.ask(plan_exports.plan), "Joint roadmap")

    text = path.read_text("utf-8")
    assert "<Name>HU</Name>" in text
    assert "<FromDate>2026-12-24T00:00:00</FromDate>" in text
    assert "<Initials>HU</Initials>" in text


GAN = b"""<?xml version="1.0" encoding="UTF-8"?><project name="Plan" company="" webLink="http://"
 view-date="2026-09-01" view-index="0" gantt-divider-location="300" version="3.2"><tasks/></project>"""
MPP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + b"\x0eMSProject.MPP14\0" + bytes(900)
POD = b"\xac\xed\x00\x05sr\x00&com.projectlibre1.serialization"


@pytest.mark.parametrize(
    ("name", "content", "code", "advice"),
    [
        ("terv.gan", GAN, "plan.of_gantt_project", "Project, Export"),
        ("terv.mpp", MPP, "plan.of_ms_project", "Save As"),
        ("terv.pod", POD, "plan.of_project_libre", "Save As"),
        ("terv.xml", b"<?xml version='1.0'?><rss/>", "plan.not_a_plan", ".xml), and from a sheet"),
        ("terv.bin", b"\x1f\x8b\0\0", "plan.not_a_plan", "(.xlsx, .csv, .tsv)"),
    ],
)
def test_a_plan_of_another_program_is_refused_with_what_to_do_there(
    tmp_path, name, content, code, advice
):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(UserError) as refused:
        plans.read_file(tmp_path / name)

    assert refused.value.code == code
    assert advice in words.sentence(refused.value)


@pytest.mark.parametrize("suffix", [".xml", ".csv", ".xlsx"])
def test_a_file_carries_actions_and_their_objectives_to_another_office(
    a_laptop, workspace, planned, tmp_path, suffix
):
    goal = workspace.do(records.create, "objectives", {"code": "O9", "name": "Képzés"}).uid
    action = workspace.do(
        records.create, "actions", {"code": "A9", "name": "Kurs", "objective": goal}
    ).uid
    workspace.do(records.edit, "tasks", planned, {"action": action})
    path = tmp_path / f"plan{suffix}"
    plans.write_file(path, workspace.ask(plan_exports.plan), "Joint roadmap")
    other = a_laptop("FR")

    account = other.do(roadmap.take_in, plans.read_file(path))

    assert (account.parts, account.left_out) == (2, {})
    known = other.ask(roadmap.roadmap)
    [made] = [one for one in known.actions if one.code == "A9"]
    assert made.name == "Kurs"
    assert [(o.code, o.name) for o in known.objectives if o.uid == made.objective] == [
        ("O9", "Képzés")
    ]
    assert [entry.name for entry in known.entries if entry.action == made.uid] == ["Őrzés"]
    again = other.do(roadmap.take_in, plans.read_file(path))
    assert (again.parts, again.same) == (0, again.rows)
    home = workspace.do(roadmap.take_in, plans.read_file(path))
    assert (home.parts, home.new) == (0, 0)


def test_two_offices_that_take_in_one_sheet_make_one_action(a_laptop, tmp_path):
    path = tmp_path / "terv.csv"
    path.write_text("Task;Action;Objective\nMérés;Térkép;Képzés\nPróba;térkép;\n", "utf-8")

    made = []
    for code in ("HU", "DE"):
        office = a_laptop(code)
        office.do(roadmap.take_in, plans.read_file(path))
        made.append([(a.uid, a.name, a.objective) for a in office.ask(roadmap.roadmap).actions])

    assert made[0] == made[1]
    assert [name for _uid, name, _objective in made[0]] == ["Térkép"]


def test_an_objective_without_an_action_is_told(tmp_path):
    path = tmp_path / "terv.csv"
    path.write_text("Task;Goal\nMérés;Képzés\nPróba;\n", "utf-8")

    assert plans.read_file(path).left_out == {"plan.objectives_without_action": 1}


OURS = PlanFile(
    "",
    "",
    (
        FileTask("1", 1, "Whole"),
        FileTask("2", 2, "First", "1", duration=5, owner="HU"),
        FileTask("3", 3, "Second", "1", duration=3),
        FileTask("4", 4, "Alone", duration=2),
    ),
    (FileLink("2", "3"),),
)
ADDED = (
    "<Task><UID>77</UID><Name>Added</Name><Manual>1</Manual><OutlineLevel>1</OutlineLevel>"
    "<Start>2026-06-01T08:00:00</Start><Finish>2026-06-30T17:00:00</Finish>"
    "<Duration>PT40H0M0S</Duration><Deadline>2026-07-01T00:00:00</Deadline>"
    "<FixedCost>5000</FixedCost><ActualStart>2026-06-01T08:00:00</ActualStart></Task>"
)


@pytest.fixture
def sent_back(tmp_path):
    """A plan that we wrote, read as it comes back from another program."""

    def read(change):
        path = tmp_path / "plan.xml"
        plans.write_file(path, exported(OURS), "Joint roadmap")
        path.write_text(change(path.read_text("utf-8")), "utf-8")
        return plans.read_file(path)

    return read


def moved(name, day):
    def change(text):
        begin = text.index("<Start>", text.index(f"<Name>{name}</Name>"))
        return text[:begin] + f"<Start>{day}" + text[begin + len("<Start>2026-01-05") :]

    return change


def test_what_another_program_added_to_our_file_is_read_as_its_own(sent_back):
    plan = sent_back(lambda text: text.replace("</Tasks>", f"{ADDED}</Tasks>"))

    added = plan.tasks[-1]
    assert (added.name, added.starts_on, added.duration) == ("Added", date(2026, 6, 1), 5)
    assert [line.code for line in plan.unread] == ["plan.other_end"]
    told = {"plan.actual_days", "plan.costs", "plan.deadlines", "plan.manual_tasks"}
    assert told <= plan.left_out.keys()


def test_a_fact_that_another_program_added_to_our_task_is_counted(sent_back):
    fact = "<Name>Alone</Name><Deadline>2026-07-01T00:00:00</Deadline>"

    plan = sent_back(lambda text: text.replace("<Name>Alone</Name>", fact))

    assert plan.left_out == {"plan.deadlines": 1}
    assert plan.unread == ()


@pytest.mark.parametrize(
    ("name", "starts_on", "said"),
    [
        ("Alone", date(2026, 8, 3), []),
        ("Second", None, [(3, "plan.moved_start", "2026-08-03")]),
        ("Whole", None, []),
    ],
)
def test_a_task_that_another_program_moved_starts_there_or_is_told(
    sent_back, name, starts_on, said
):
    plan = sent_back(moved(name, "2026-08-03"))

    assert [task.starts_on for task in plan.tasks if task.name == name] == [starts_on]
    assert [(line.row, line.code, line.typed) for line in plan.unread] == said
