"""Start the program: the command line, the window through it, or the self-test of a built copy."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

_SELDOM_COLLECTED = 50_000
"""New objects between two looks of the collector while a verb works: the modules alone are some ten thousand."""


def window_folder(arguments: Sequence[str]) -> str | None:
    """The data folder ("" for the usual one) when only the window is asked for, else None.

    The window must not wait for the command line's imports.
    """
    match list(arguments):
        case [] | ["gui"]:
            return ""
        case ["--data", folder] | ["--data", folder, "gui"]:
            return folder
        case _:
            return None


def main() -> int:
    """Run what the arguments ask for and return the exit code.

    What the program makes is for whoever runs it: other accounts of the computer read no data, no copy and no paper.
    """
    os.umask(0o077)
    if os.name == "nt":
        from counter_app.system.places import as_meant

        sys.argv[1:] = map(as_meant, sys.argv[1:])
    if sys.argv[1:2] == ["--self-test"]:
        from pathlib import Path

        from counter_app.selftest import self_test

        return self_test(Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    folder = window_folder(sys.argv[1:])
    if folder is not None:
        gc.disable()  # until the first paint: a start makes much and drops nothing
        from pathlib import Path

        from counter_app.paths import default_data_dir
        from counter_app.qt.window.app import run

        return run(Path(folder) if folder else default_data_dir())
    from counter_app.cli import main as command_line

    command_line()
    return 0


def start() -> int:
    """As ``main``, in a process of its own: a verb that has ended goes at once.

    An installed program of before an update hands on to the version in use.
    """
    gc.set_threshold(_SELDOM_COLLECTED, 10, 10)
    if getattr(sys, "frozen", False):
        from counter_app.releases.handing_on import hand_on

        code = hand_on(sys.argv[1:], window=window_folder(sys.argv[1:]) is not None)
        if code is not None:
            return code
    from counter_app.system.near_modules import find_near

    find_near()
    if window_folder(sys.argv[1:]) is not None:
        return main()
    from counter_app.system.leaving import leaving_at_once

    with leaving_at_once():
        return main()


if __name__ == "__main__":
    sys.exit(start())
