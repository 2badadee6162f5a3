#!/usr/bin/env python3
"""Starts RECiPE Desktop from its checkout, and installs what that needs first.

Only the standard library, the same on Windows (``py run.py``), macOS and Linux. Python
packages go into ``.venv`` in the checkout, in the versions of ``requirements.lock``; later
starts only compare a stamp. Everything said here goes to standard error, so that the answer of
a command stays clean.

    python3 run.py                 the main job on sample data (demo)
    python3 run.py COMMAND ...     any command of recipe-desktop
    python3 run.py test [ARG ...]  format, style, types, layers and tests; arguments go to pytest
    python3 run.py bench [GROUP] [--json]
    python3 run.py texts           collect the texts into the catalogues of all languages
"""

from __future__ import annotations  # so that an old Python gets as far as our sentence

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
LOCALE = ROOT / "resources" / "locale"
STAMP = ENV / "recipe-stamp"
OLDEST = (3, 11)

# Debian's packages and the library or program each brings, by purpose. The names hold for Debian
# 12 and 13 and Ubuntu; elsewhere the libraries are named instead. Without those of "qt" PySide6
# cannot be imported even off screen; those of "window" are only needed to show a window under X11,
# those of "build" to make the frozen program.
_PYTHON = f"libpython{sys.version_info[0]}.{sys.version_info[1]}"
SYSTEM: Mapping[str, Mapping[str, str]] = {
    "qt": {
        "libglib2.0-0": "libglib-2.0.so.0",
        "libgl1": "libGL.so.1",
        "libegl1": "libEGL.so.1",
        "libfontconfig1": "libfontconfig.so.1",
        "libdbus-1-3": "libdbus-1.so.3",
        "libxkbcommon0": "libxkbcommon.so.0",
    },
    "window": {
        "libxcb-cursor0": "libxcb-cursor.so.0",
        "libxcb-icccm4": "libxcb-icccm.so.4",
        "libxcb-keysyms1": "libxcb-keysyms.so.1",
        "libxcb-shape0": "libxcb-shape.so.0",
        "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    },
    "build": {
        "binutils": "objdump",
        _PYTHON: f"{_PYTHON}.so.1.0",
    },
}
# The commands that cannot go on when Qt's libraries are absent and may not be installed.
WITH_QT = frozenset({"demo", "gui", "self-test", "--self-test", "test", "bench"})

# As many at once as there are cores, within what the memory of a laptop bears.
IN_PARALLEL = ("--numprocesses=auto", "--maxprocesses=4", "--dist=worksteal")
CHECKS = (
    ("format", ("ruff", "format", "--check", ".")),
    ("style", ("ruff", "check", ".")),
    ("types", ("mypy",)),
    ("layers", ("lint-imports",)),
    ("tests", ("python", "-m", "pytest", *IN_PARALLEL)),
)

LIMIT = 1200  # seconds that all tests together may take on two cores
MEMORY = Path("/dev/shm")  # noqa: S108  # only folders of our own are made there
ROOM = 6 << 30  # bytes; the tests need half of it, most of it for the stores behind windows


class SetupError(Exception):
    """The environment cannot be made; the message says what to do."""


# ---- what differs between systems, as functions of what they need to know


def python_of(env: Path, os_name: str = os.name) -> Path:
    """The interpreter of a virtual environment."""
    return env / "Scripts" / "python.exe" if os_name == "nt" else env / "bin" / "python"


def program_of(env: Path, name: str, os_name: str = os.name) -> Path:
    """A program that a package has installed into a virtual environment."""
    return env / "Scripts" / f"{name}.exe" if os_name == "nt" else env / "bin" / name


def missing_packages(
    purposes: Iterable[str], is_there: Callable[[str], bool], platform: str = sys.platform
) -> list[str]:
    """The Debian packages whose library or program is absent; none on other systems."""
    if not platform.startswith("linux"):
        return []
    return [
        package
        for purpose in purposes
        for package, what in SYSTEM[purpose].items()
        if not is_there(what)
    ]


def is_there(what: str) -> bool:
    """Whether the system's loader finds a shared library, or the path a program."""
    if ".so" not in what:
        return shutil.which(what) is not None
    try:
        ctypes.CDLL(what)
    except OSError:
        return False
    return True


def install_commands(
    packages: Sequence[str], *, root: bool, sudo: bool, asks: bool
) -> list[list[str]]:
    """The commands that install Debian packages, empty when that is not allowed.

    Args:
        root: whether we are root already.
        sudo: whether there is a sudo.
        asks: whether somebody sits at a terminal and can type a password.
    """
    if root:
        prefix = []
    elif sudo:
        prefix = ["sudo"] if asks else ["sudo", "-n"]
    else:
        return []
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return [
        [*apt, "update", "-qq"],
        [*apt, "install", "-y", "-qq", "--no-install-recommends", *packages],
    ]


def advice(packages: Sequence[str], *, apt: bool) -> str:
    """What to say when we may not install system packages ourselves."""
    if apt:
        line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
        return f"System packages are absent. As root, run:\n  apt-get update\n  {line}"
    libraries = {name: file for group in SYSTEM.values() for name, file in group.items()}
    files = " ".join(libraries[package] for package in packages if package in libraries)
    return f"Install, with your system's package manager, what provides: {files}"


def wanted_stamp(lock: str, version: tuple[int, ...] = sys.version_info[:2]) -> str:
    """What the environment must have been made from: the Python version, then the lock file."""
    return f"{version[0]}.{version[1]}\n{lock}"


def can_be_kept(found: str, wanted: str) -> bool:
    """Whether an environment may be updated in place: it is whole, and of the same Python."""
    return found.partition("\n")[0] == wanted.partition("\n")[0]


def locked(lock: str, package: str) -> str:
    """The lines of the lock file that pin one package, with its hashes."""
    lines: list[str] = []
    for line in lock.splitlines():
        if line.startswith(f"{package}=="):
            lines.append(line)
        elif lines and line.startswith(" "):
            if not line.strip().startswith("#"):
                lines.append(line)
        elif lines:
            break
    return "\n".join(lines) + "\n"


def stale_catalogues(locale: Path) -> list[Path]:
    """The catalogues whose compiled form is absent or older than they are."""
    found = []
    for po in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns:
            found.append(po)
    return found


def needs_qt(arguments: Sequence[str]) -> bool:
    """Whether a command line can only work with PySide6."""
    return not arguments or arguments[0] in WITH_QT


def command_of(arguments: Sequence[str], python: Path) -> list[str]:
    """What is run for a command line that is not ``test``."""
    modules = {"bench": "tests.benchmarks", "texts": "recipe_desktop.catalogues"}
    first, rest = (arguments[0], arguments[1:]) if arguments else ("demo", ())
    if first in modules:
        return [str(python), "-m", modules[first], *rest]
    return [str(python), "-m", "recipe_desktop", first, *rest]


def environment(given: Mapping[str, str], root: Path = ROOT) -> dict[str, str]:
    """The variables for what we start: the checkout can be imported, texts are UTF-8."""
    path = [str(root), *filter(None, [given.get("PYTHONPATH")])]
    return {**given, "PYTHONPATH": os.pathsep.join(path), "PYTHONUTF8": "1"}


def is_quick(place: Path, platform: str = sys.platform, room: int = ROOM) -> bool:
    """Whether the files of the tests may lie in memory there: with room, and programs may start."""
    if not platform.startswith("linux") or not os.access(place, os.W_OK | os.X_OK):
        return False
    found = os.statvfs(place)
    return not found.f_flag & os.ST_NOEXEC and found.f_bavail * found.f_frsize >= room


def memory_left(said: str) -> int:
    """The bytes of memory that are still to be had, as Linux tells in ``/proc/meminfo``."""
    for line in said.splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) << 10
    return 0


def said_of_time(seconds: float) -> str:
    """How long the tests took; from three quarters of the limit on, also how to see which took it."""
    said = f"the tests took {seconds:.0f} s, of {LIMIT} s that they may take"
    return said if seconds < LIMIT * 3 / 4 else f"{said}; --durations=40 tells which are slow"


def _meminfo() -> str:
    try:
        return Path("/proc/meminfo").read_text("ascii")
    except OSError:
        return ""


# ---- installing


def say(text: str) -> None:
    """One line of progress."""
    print(f"run.py: {text}", file=sys.stderr, flush=True)


def run(command: Sequence[object], *, quietly: bool = False) -> None:
    """Run one step of the set-up in the checkout; what it says goes to standard error."""
    words = [str(part) for part in command]
    out = subprocess.DEVNULL if quietly else sys.stderr
    subprocess.run(words, check=True, stdout=out, cwd=ROOT)


def install_system(purposes: Sequence[str], *, required: bool) -> bool:
    """Install absent system libraries, or say how; false when they stay absent."""
    packages = missing_packages(purposes, is_there)
    if not packages:
        return True
    apt = shutil.which("apt-get") is not None
    commands = install_commands(
        packages,
        root=not hasattr(os, "geteuid") or os.geteuid() == 0,
        sudo=shutil.which("sudo") is not None,
        asks=sys.stdin is not None and sys.stdin.isatty(),
    )
    if apt and commands:
        say(f"installing system libraries: {' '.join(packages)}")
        try:
            for command in commands:
                run(command, quietly=True)
        except subprocess.CalledProcessError:
            say("the system's package manager refused")
        packages = missing_packages(purposes, is_there)
        if not packages:
            return True
    text = advice(packages, apt=apt)
    if required and missing_packages(["qt"], is_there):
        raise SetupError(text)
    say(text)
    return False


def make_environment(wanted: str) -> None:
    """Make or update ``.venv``; the stamp is written last, so a broken attempt is begun anew."""
    found = STAMP.read_text("utf-8") if STAMP.exists() else ""
    STAMP.unlink(missing_ok=True)
    if not can_be_kept(found, wanted):
        say(f"making a private Python environment in {ENV}")
        if ENV.exists():
            shutil.rmtree(ENV)
        run([sys.executable, "-m", "venv", "--without-pip", ENV])  # Debian may lack ensurepip
    say("installing the locked Python packages (about 150 MB, once)")
    began = time.monotonic()
    for install in (install_with_uv, install_with_pip):
        try:
            install()
        except (OSError, subprocess.CalledProcessError, SetupError) as error:
            say(f"{install.__name__}: {error}")
            continue
        break
    else:
        raise SetupError("the Python packages could not be installed; is there a network?")
    STAMP.write_text(wanted, "utf-8")
    say(f"installed in {time.monotonic() - began:.0f} s")


def install_with_uv() -> None:
    """Let uv install the lock file: much faster than pip, and it removes what is no longer named."""
    uv = shutil.which("uv")
    if uv is None:
        uv = str(program_of(ENV, "uv"))
        pins = ENV / "uv.txt"
        pins.write_text(locked(LOCK.read_text("utf-8"), "uv"), "utf-8")
        run([*pip(), "install", "--quiet", "--require-hashes", "--no-deps", "-r", pins])
    options = ["--quiet", "--require-hashes", "--compile-bytecode"]
    run([uv, "pip", "sync", *options, "--python", python_of(ENV), LOCK])


def install_with_pip() -> None:
    """Let pip install the lock file; it compiles bytecode by itself."""
    run([*pip(), "install", "--quiet", "--require-hashes", "--no-deps", "-r", LOCK])


def pip() -> list[object]:
    """A pip that installs into ``.venv``: its own, this Python's, or one from ensurepip.

    Raises:
        SetupError: there is none.
    """
    quiet = ["--disable-pip-version-check", "--no-input"]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", python_of(ENV), *quiet]
    if importlib.util.find_spec("ensurepip"):
        run([python_of(ENV), "-m", "ensurepip", "--default-pip"])
        return [python_of(ENV), "-m", "pip", *quiet]
    raise SetupError("this Python has no pip; on Debian: apt-get install python3-pip")


def set_up(arguments: Sequence[str]) -> None:
    """Bring the environment to what the checkout wants; nothing to do on most starts."""
    wanted = wanted_stamp(LOCK.read_text("utf-8"))
    if not STAMP.exists() or STAMP.read_text("utf-8") != wanted:
        complete = install_system(["qt", "window"], required=needs_qt(arguments))
        make_environment(wanted)
        if not complete:
            say("continuing without the system libraries of Qt")
    elif needs_qt(arguments) and missing_packages(["qt"], is_there):
        install_system(["qt", "window"], required=True)
    if arguments[:1] == ["test"]:  # one of the tests makes the frozen program
        install_system(["build"], required=False)
    if stale_catalogues(LOCALE):
        run([python_of(ENV), "-m", "recipe_desktop.catalogues", "compile"])


# ---- doing


@contextmanager
def quick_files(given: Mapping[str, str], place: Path = MEMORY) -> Iterator[dict[str, str]]:
    """The variables that have tests write into memory, where that can be; it is empty afterwards.

    Whoever wants to look at what a failed test has left names a folder in ``TMPDIR``, which stays.
    """
    if "TMPDIR" in given or not is_quick(place) or memory_left(_meminfo()) < ROOM:
        yield {}
        return
    folder = tempfile.mkdtemp(prefix="recipe-tests-", dir=place)
    try:
        yield {"TMPDIR": folder}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_checks(arguments: Sequence[str]) -> int:
    """All checks of the project, each even when one before it has failed."""
    with quick_files(os.environ) as places:
        variables = {**environment(os.environ), "QT_QPA_PLATFORM": "offscreen", **places}
        return _checked(arguments, variables)


def _checked(arguments: Sequence[str], variables: Mapping[str, str]) -> int:
    failed = []
    for name, (program, *options) in CHECKS:
        say(name)
        command = [str(program_of(ENV, program)), *options]
        if name == "tests":
            command += arguments
        began = time.monotonic()
        code = subprocess.call(command, cwd=ROOT, env=variables)
        if name == "tests":
            say(said_of_time(time.monotonic() - began))
        if name == "tests" and code == 5:  # pytest's code for "nothing collected"
            say("no test was found, which is not a pass")
        if code:
            failed.append(name)
    say(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def start(command: Sequence[str]) -> int:
    """Become the command where the system can, otherwise wait for it."""
    variables = environment(os.environ)
    if os.name == "posix":
        sys.stderr.flush()
        os.execve(command[0], list(command), variables)  # noqa: S606  # it replaces us on purpose
    try:
        return subprocess.call(command, env=variables)
    except KeyboardInterrupt:
        return 130


def main(arguments: Sequence[str]) -> int:
    """Set up what is missing, then do what was asked."""
    if sys.version_info < OLDEST:
        say(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}")
        return 1
    try:
        set_up(arguments)
    except SetupError as error:
        say(str(error))
        return 1
    except subprocess.CalledProcessError as error:
        say(f"a step of the set-up failed ({error.returncode}): {' '.join(error.cmd)}")
        return 1
    if arguments and arguments[0] == "test":
        return run_checks(arguments[1:])
    if arguments and arguments[0] in {"bench", "texts"}:
        os.chdir(ROOT)
    return start(command_of(arguments, python_of(ENV)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
