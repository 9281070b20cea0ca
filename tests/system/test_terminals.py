"""Nobody is asked who is not there."""

from __future__ import annotations

import io
import os
import sys

import pytest

from counter_app.system.terminals import is_terminal


def test_no_stream_is_no_terminal() -> None:
    assert not is_terminal(None)


def test_a_text_in_memory_is_no_terminal() -> None:
    assert not is_terminal(io.StringIO())


@pytest.mark.parametrize("mode", ["r", "w"])
def test_the_empty_device_is_no_terminal(mode: str) -> None:
    """On Windows it calls itself one: a task without a screen would be asked, and end without an answer."""
    with open(os.devnull, mode, encoding="utf-8") as nothing:  # noqa: PTH123 - a device
        assert nothing.isatty() is (sys.platform == "win32")
        assert not is_terminal(nothing)


def test_a_pipe_is_no_terminal() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading) as pipe:
        assert not is_terminal(pipe)
    os.close(writing)
