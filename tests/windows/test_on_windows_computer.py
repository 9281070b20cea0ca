"""On Windows itself there is nothing to be made."""

from __future__ import annotations

import sys

import pytest

from tests.windows import __main__ as lane

assert sys.platform == "win32"


def test_windows_is_not_made_on_windows(capsys: pytest.CaptureFixture[str]) -> None:
    assert lane.main(["--quick"]) == 1
    assert "dev.py test" in capsys.readouterr().out
