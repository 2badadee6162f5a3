"""A program beside ours that is at work in a plain store."""

import subprocess
import sys

HOLDS = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


def holding_the_lock(store):
    """Another program in the middle of a write; locks within one program do not count."""
    command = [sys.executable, "-c", HOLDS, str(store)]
    pipe = subprocess.PIPE
    window = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
    assert window.stdout.readline() == "locked\n"
    return window
