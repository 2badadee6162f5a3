"""Run as a process of its own: opens, sends or receives, and prints the most memory it had, in MB."""

import sys
from pathlib import Path

from recipe_desktop.services import stores
from recipe_desktop.sync import knowledge
from tests.benchmarks.sync import sent, take


def main(doing, store, path):
    laptop = stores.open_store(Path(store))
    if doing == "send":
        sent(laptop, Path(path).parent).rename(path)
    elif doing == "receive":
        take(laptop, Path(path))
        assert laptop.ask(knowledge.held) == 0
    print(peak())


def peak():
    """The most memory that this process had so far, in MB."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        counters = (ctypes.c_size_t * 10)()  # PROCESS_MEMORY_COUNTERS; the second is the peak
        ctypes.windll.psapi.GetProcessMemoryInfo(
            wintypes.HANDLE(-1), ctypes.byref(counters), ctypes.sizeof(counters)
        )
        return counters[1] / 2**20
    if sys.platform == "linux":
        # ru_maxrss would count the parent that we were forked from; this begins with the program.
        status = Path("/proc/self/status").read_text("ascii").splitlines()
        [most] = [line.split()[1] for line in status if line.startswith("VmHWM:")]
        return int(most) / 2**10
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20  # macOS counts bytes


if __name__ == "__main__":
    main(*sys.argv[1:])
