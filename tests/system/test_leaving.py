"""A process that goes at once loses nothing: not a letter, not an exit code, nobody who still had to do something."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_GO = """
import atexit, gc, os, sys, threading, time
from counter_app.system.leaving import leaving_at_once
class Taken:
    def __del__(self):
        os.write(2, b"taken apart")
kept = Taken()
with leaving_at_once():
    {body}
"""


def gone(body: str, **wishes: int) -> subprocess.CompletedProcess[str]:
    """A process of its own that leaves within the way out."""
    code = _GO.format(body=body)
    return subprocess.run(
        [sys.executable, "-c", code], text=True, check=False, stdout=wishes.get("out", subprocess.PIPE),
        stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.parametrize(("said", "code"), [("", 0), ("0", 0), ("1", 1), ("2", 2)])
def test_the_exit_code_is_the_one_that_was_said_and_nothing_is_taken_apart(
    said: str, code: int
) -> None:
    done = gone(f"sys.exit({said})")
    assert (done.returncode, done.stderr) == (code, "")


def test_all_that_was_said_arrives() -> None:
    done = gone("sys.stdout.write('x' * 300_000); sys.stderr.write('y'); sys.exit(1)")
    assert (len(done.stdout), done.stderr, done.returncode) == (300_000, "y", 1)


def test_who_asked_to_do_something_last_does_it() -> None:
    done = gone("atexit.register(print, 'last'); sys.exit()")
    assert done.stdout == "last\n"


def test_a_thread_is_waited_for() -> None:
    done = gone(
        "threading.Thread(target=lambda: (threading.main_thread().join(), print('done'))).start(); "
        "sys.exit(3)"
    )
    assert (done.stdout, done.returncode) == ("done\n", 3)


def test_an_error_nobody_caught_is_told_as_ever() -> None:
    done = gone("raise ValueError('odd')")
    assert done.returncode == 1
    assert "ValueError: odd" in done.stderr


def test_a_word_instead_of_a_code_is_told_as_ever() -> None:
    done = gone("sys.exit('why')")
    assert done.returncode == 1
    assert done.stderr.startswith("why")


def test_what_cannot_be_written_is_told_by_the_interpreter(tmp_path: Path) -> None:
    handle = os.open(tmp_path / "read-only", os.O_RDONLY | os.O_CREAT)
    try:
        done = gone("sys.stdout.write('lost'); sys.exit(0)", out=handle)
    finally:
        os.close(handle)
    assert done.returncode != 0
