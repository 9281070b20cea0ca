"""A letter and a colon are a name like any other here."""

from __future__ import annotations

import os
import sys

import pytest

from counter_app import __main__
from counter_app.printing.devices.choice import open_printer

assert sys.platform == "linux"


def test_nothing_that_was_typed_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["counter-app", "--data", 'C:"', "--version"]
    monkeypatch.setattr(os, "umask", lambda _mode: 0)  # what a process keeps for good
    monkeypatch.setattr(sys, "argv", list(words))
    with pytest.raises(SystemExit):
        __main__.main()
    assert sys.argv == words
    assert open_printer("file:C:").name == "C:"
