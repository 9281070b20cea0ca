"""The officer who practises in this window, in a folder of their own beside the office's, which is never opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.demo.training import progress as kept
from counter_app.qt.window.appearance import FILE_NAME, Look
from counter_app.settings import Preferences
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.demo.training.progress import Progress
    from counter_app.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """An officer's present run; ``base`` is the data folder of the real office, there or not."""

    base: Path
    progress: Progress

    @classmethod
    def of(cls, base: Path, login: str, name: str, *, again: bool = False) -> Practice:
        """Take up where the officer was, or begin ``again``. Errors: RuleError for a login that names no folder."""
        before = kept.read(base, login)
        progress = replace(before, name=name or before.name)
        if again:
            progress = kept.Progress(
                login=login, name=progress.name, run=before.run + 1, passed=before.passed
            )
        kept.keep(base, progress)
        return cls(base=base, progress=progress)

    @property
    def folder(self) -> Path:
        """The run's data folder."""
        return kept.run_folder(self.base, self.progress)

    def look(self) -> Look:
        """As the run looked last, else as the office's window looks."""
        mine, theirs = Look.of(self.folder), Look.of(self.base)
        if not (self.folder / FILE_NAME).exists():
            mine.theme, mine.text_scale = theirs.theme, theirs.text_scale
            mine.language = theirs.language
        return mine

    def found(self, now: datetime, told: Callable[[int, int], None]) -> None:
        """Invent the office of the run. Errors: as ``Office.found``."""
        from counter_app.demo.training.founding import found_training

        look = self.look()
        wish = {"theme": look.theme, "text_scale": look.text_scale, "language": look.language}
        found_training(
            self.folder,
            self.progress.login,
            self.progress.name,
            now,
            look=Preferences.from_dict(wish),
            told=told,
        )

    def seat(self, office: Office) -> None:
        """Let the officer sit down; there is nothing here that a password keeps."""
        from counter_app.demo.training.founding import take_keys

        office.session.officer = office.staff.known(self.progress.login)
        take_keys(office, self.progress.login)
