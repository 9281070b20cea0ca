"""How a release that cannot be made ends."""

from __future__ import annotations


class StopError(Exception):
    """The work cannot go on; the message says what the reader has to do."""


def say(text: str) -> None:
    """Print one line of our own, ahead of whatever a child process prints."""
    print(f"build: {text}", flush=True)
