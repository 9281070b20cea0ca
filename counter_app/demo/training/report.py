"""The people who finished the training: a line each, for the leader."""

from __future__ import annotations

from pathlib import Path

from counter_app.demo.training.progress import everybody
from counter_app.demo.training.situations.order import SITUATIONS
from counter_app.domain.clock import from_local_text
from counter_app.i18n import _
from counter_app.values import dataclass
from counter_app.wording.paper.moments import short_date


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingLine:
    """The progress of one person: ``done`` of ``whole`` situations, ``finished`` the day of the last one or ""."""

    login: str
    name: str
    done: int
    whole: int
    finished: str

    @property
    def text(self) -> str:
        """In one line."""
        facts = {"name": self.name or self.login, "done": self.done, "whole": self.whole}
        if self.finished:
            text = _("{name}: đã xong {done}/{whole} tình huống, ngày {day}.")
            return text.format(**facts, day=self.finished)
        return _("{name}: {done}/{whole} tình huống, chưa xong.").format(**facts)


def training_lines(data_dir: Path) -> list[TrainingLine]:
    """Everybody who began at this computer, by login."""
    keys = {item.key for item in SITUATIONS}
    lines = []
    for progress in everybody(data_dir):
        passed = _day(progress.passed) if progress.passed else ""
        lines.append(
            TrainingLine(
                login=progress.login,
                name=progress.name,
                done=len(keys) if passed else len(keys & progress.done.keys()),
                whole=len(keys),
                finished=passed,
            )
        )
    return lines


def _day(moment: str) -> str:
    try:
        return short_date(from_local_text(moment).date())
    except ValueError:
        return moment[:10]
