"""Start the program: the command line, the window through it, or the self-test of a built copy."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run what the arguments ask for and return the exit code."""
    if sys.argv[1:2] == ["--self-test"]:
        from counter_app.selftest import self_test

        return self_test(Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    from counter_app.cli import main as command_line

    command_line()
    return 0


if __name__ == "__main__":
    sys.exit(main())
