"""One planted fault: what stands in a file, and what a person could have written there instead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """``old`` stands exactly once in ``file`` (from the root); with ``new`` instead ``tests`` have to fail.

    ``breaks`` says in one clause what goes wrong for people.
    """

    file: str
    old: str
    new: str
    breaks: str
    tests: tuple[str, ...]

    def planted_in(self, root: Path) -> str:
        """The file's text with the fault in it. Errors: ValueError unless ``old`` stands there exactly once."""
        text = (root / self.file).read_text("utf-8")
        if (times := text.count(self.old)) != 1:
            raise ValueError(f"{self.file}: {self.old!r} stands there {times} times, not once")
        return text.replace(self.old, self.new)
