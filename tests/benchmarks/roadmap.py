"""The plan: its report against the strings on it, its calculation, and its chart on the screen.

The limit of a report is the time that a bare canvas takes to draw the very strings that stand on
its pages, at their places, in the same fonts, subset and saved. The register is laid out and
written in a process of its own, which tells its time and its memory. Painting waits for nothing
but the processor, so its time is the processor's.
"""

import random
import statistics
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QApplication
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from recipe_desktop import paths
from recipe_desktop.domain.plan_files import FileLink, FileTask, PlanFile
from recipe_desktop.domain.schedule import PlanLink, PlanTask, calculate
from recipe_desktop.domain.workdays import COUNTRIES
from recipe_desktop.reports import pdf, roadmap
from recipe_desktop.reports.display_list import Begin, End, Page, Pages, Text
from recipe_desktop.reports.fonts import FILES
from recipe_desktop.reports.page import A4
from recipe_desktop.reports.plans import roadmap_data
from recipe_desktop.services import outline
from recipe_desktop.services import roadmap as service
from recipe_desktop.ui.look.theme import Look, Scheme
from recipe_desktop.ui.roadmap.tree_and_chart import TreeAndChart
from tests.benchmarks.figures import Figure, median_ratio, p95, seconds
from tests.benchmarks.register import WORDS
from tests.benchmarks.sample import a_folder, a_laptop

GROUP = "roadmap"
_MONDAY = date(2026, 3, 2)
_REPORT_TASKS, _CHART_TASKS = 500, 2_000
_HIGH, _WIDE = A4.width, A4.height
_LONG, _SHORT = 50_000, 1_000


def figures(size):
    if size.rounds == 1:
        tasks, shown, long, short = 30, 40, 60, 30
    else:
        tasks, shown, long, short = _REPORT_TASKS, _CHART_TASKS, _LONG, _SHORT
    with a_folder() as folder:
        yield from _reports(folder, tasks, size.rounds)
        yield from _registers(folder, long, short)
        yield _critical_path(tasks, size.rounds)
        yield _repaint(folder, shown)


def a_plan(count, seed=5):
    """Tasks in branches of ten, each waiting for some before it, on five calendars."""
    pick = random.Random(seed)  # noqa: S311 - a benchmark needs the same plan every time
    tasks, links = [], []
    for number in range(1, count + 1):
        heads = number % 10 == 1
        tasks.append(
            FileTask(
                str(number),
                number,
                f"{WORDS[number % len(WORDS)]} {number}",
                "" if heads else str(number - (number - 1) % 10),
                f"{number // 10 + 1}.{number % 10}",
                WORDS[number % 3] if number % 4 == 0 else "",
                _MONDAY + timedelta(days=number) if number % 4 == 2 else None,
                5 if heads else pick.choice([0, 3, 5, 9]),
                pick.randrange(101),
                pick.choice(COUNTRIES),
            )
        )
        before = pick.randrange(max(1, number - 25), number) if number > 2 else 0
        if before and not heads and before % 10 != 1:
            links.append(FileLink(str(before), str(number), "FS", pick.choice([0, 0, 2])))
    return PlanFile("plan", "plan", tuple(tasks), tuple(links))


def _reports(folder, count, rounds):
    laptop = a_laptop(folder)
    laptop.do(service.take_in, a_plan(count))
    data = roadmap_data(laptop.ask(service.roadmap), "en")
    laptop.close()
    pages = [
        [item for item in page.items if isinstance(item, Text)]
        for page in roadmap.layout(data).pages
    ]
    path = folder / "report.pdf"
    for tagged, gate, reach in ((False, 2.0, 1.5), (True, 5.0, 3.0)):
        ours, limit = [], []
        for _ in range(rounds + 2):
            limit.append(seconds(_bare, pages, path))
            ours.append(seconds(_whole, data, path, tagged))
        name = f"report of {count} tasks, {'tagged' if tagged else 'plain'}"
        yield Figure(
            GROUP,
            name,
            median_ratio(ours[2:], limit[2:]),
            "its strings on a bare canvas",
            gate,
            reach,
        )


def _whole(data, path, tagged):
    document = roadmap.layout(data)
    if not tagged:
        document = replace(document, pages=_Untagged(document.pages))
    pdf.write(document, path)


class _Untagged(Pages):
    """The same pages, with nothing that a reader who does not see them would hear of."""

    def __init__(self, pages):
        super().__init__(len(pages), partial(self._page, pages), pages.size)

    def _page(self, pages, index):
        page = pages[index]
        items = tuple(item for item in page.items if not isinstance(item, (Begin, End)))
        return Page(page.width, page.height, items)


def _bare(pages, path):
    for face, file in FILES.items():
        if f"Bench {face}" not in pdfmetrics.getRegisteredFontNames():
            font = TTFont(f"Bench {face}", str(paths.resource(file)), shapable=False)
            pdfmetrics.registerFont(font)
    canvas = Canvas(str(path), pagesize=(_WIDE, _HIGH), invariant=1, pageCompression=1)
    for texts in pages:
        for text in texts:
            canvas.setFont(f"Bench {text.face}", text.size)
            canvas.drawString(text.x, _HIGH - text.y, text.text)
        canvas.showPage()
    canvas.save()


def _registers(folder, long, short):
    """Seconds a row of a long and a short register, each in a process of its own."""
    ratios, memory = [], 0.0
    for _ in range(3 if long > 1000 else 1):
        few, _mb = _register(folder, short, max(1, long // short // 5))
        many, memory = _register(folder, long, 1)
        ratios.append((many / long) / (few / short))
    yield Figure(
        GROUP, f"register of {long:,} rows, a row", statistics.median(ratios),
        f"of {short:,} rows", 1.15, 1.05,
    )  # fmt: skip
    yield Figure(GROUP, f"memory of {long:,} rows", memory / 250, "250 MB", 250, 200, memory, "MB")


def _register(folder, rows, times):
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.register", str(rows), str(times), str(folder)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    spent, memory = done.stdout.split()[-2:]
    return float(spent), float(memory)


def _critical_path(count, rounds):
    file = a_plan(count)
    tasks = [
        PlanTask(t.key, t.name, t.duration, t.starts_on, t.owner, "", t.parent or None)
        for t in file.tasks
    ]
    links = [PlanLink(link.before, link.after, link.lag, link.type) for link in file.links]
    spent = [seconds(partial(calculate, tasks, links, start=_MONDAY)) for _ in range(rounds * 20)]
    least = [seconds(_least, tasks, links) for _ in range(rounds * 20)]
    ours, bare = min(spent), max(min(least), 1e-7)  # a busy neighbour lengthens all but the best
    name = f"critical path of {count} tasks, five calendars"
    return Figure(GROUP, name, ours / bare, "one look at each", 5, 1, ours * 1000, "ms")


def _least(tasks, links):
    waits = {}
    for link in links:
        waits.setdefault(link.after, []).append(link.before)
    return {task.uid: (task.duration, waits.get(task.uid)) for task in tasks}


def _repaint(folder, count):
    app = QApplication.instance() or QApplication([])
    look = Look(app, paths.resources(), scheme=Scheme.LIGHT, base_pt=10)
    laptop = a_laptop(folder)
    laptop.do(service.take_in, a_plan(count))
    board = TreeAndChart(look)
    board.resize(1158, 620)
    board.show_outline(laptop.ask(outline.outline))
    board.grab()
    chart = board.chart
    draw = random.Random(7)  # noqa: S311 - where to look next is no secret
    spent, bare = [], []
    for _ in range(80):
        for bar in (chart.verticalScrollBar(), chart.horizontalScrollBar()):
            bar.setValue(draw.randrange(max(1, bar.maximum())))
        spent.append(seconds(chart.viewport().grab))
        bare.append(seconds(board.time_head.grab))
    laptop.close()
    board.close()
    ours = p95(spent) * 1000
    ratio = statistics.median(spent) / statistics.median(bare)
    return Figure(
        GROUP, f"Gantt repainted at {count:,} tasks, p95", ratio, "its head", 16, 16, ours, "ms"
    )
