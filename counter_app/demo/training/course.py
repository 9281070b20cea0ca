"""One officer's way through the situations: what is in hand, what the journal says of it, what comes next."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.demo.training import progress as kept
from counter_app.demo.training.situation import Act, Standing, judge
from counter_app.demo.training.situations.order import SITUATIONS
from counter_app.domain.clock import local_text
from counter_app.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from counter_app.demo.training.progress import Progress
    from counter_app.demo.training.situation import Situation
    from counter_app.office import Office


def course_of(office: Office) -> Course | None:
    """The course whose run lies in an office's data folder; None for an office that is no training."""
    if not office.settings.training:
        return None
    own = office.data_dir.parent
    name = own.parent.name.removesuffix(kept.SUFFIX)
    base = own.parent.with_name(name)
    return Course(office, base, kept.read(base, own.name))


class Course:
    """The training of ``progress.login`` in ``office``, the run's own; ``base`` is the real office's data folder."""

    def __init__(
        self,
        office: Office,
        base: Path,
        progress: Progress,
        situations: Sequence[Situation] = SITUATIONS,
    ) -> None:
        self.office, self.base = office, base
        self.progress = progress
        self.situations = tuple(situations)

    @property
    def current(self) -> Situation | None:
        """The situation in hand; None when all are done."""
        return next((item for item in self.situations if item.key == self.progress.at), None)

    @property
    def finished(self) -> bool:
        """True if every situation was done."""
        return all(item.key in self.progress.done for item in self.situations)

    def go_on(self) -> None:
        """Take up the situation in hand, or begin the next one. Errors: RuleError where it cannot be prepared."""
        head = self.office.store.journal.head().seq
        if self.current is None or self.progress.since > head:
            self._begin_next(after="")

    def look(self) -> Standing | None:
        """The journal's word on the situation in hand; once it is whole, that is kept. None without one."""
        situation = self.current
        if situation is None:
            return None
        standing = judge(situation, self.progress.given, self._acts())
        if standing.whole and situation.key not in self.progress.done:
            done = {**self.progress.done, situation.key: local_text(self.office.now())}
            skipped = {k: v for k, v in self.progress.skipped.items() if k != situation.key}
            self._keep(replace(self.progress, done=done, skipped=skipped))
            if self.finished and not self.progress.passed:
                self._keep(replace(self.progress, passed=done[situation.key]))
        return standing

    def next(self) -> None:
        """Go to the next situation that is not done; one left undone counts as skipped.

        Errors: RuleError where all that are left need what was used up; the one in hand stays.
        """
        situation = self.current
        if situation is not None and situation.key not in self.progress.done:
            skipped = {**self.progress.skipped, situation.key: local_text(self.office.now())}
            self._keep(replace(self.progress, skipped=skipped))
        self._begin_next(after=self.progress.at)

    def _begin_next(self, *, after: str) -> None:
        keys = [item.key for item in self.situations]
        at = keys.index(after) + 1 if after in keys else 0
        turned = [*self.situations[at:], *self.situations[:at]]
        refused: RuleError | None = None
        for coming in turned:
            if coming.key in self.progress.done:
                continue
            try:
                given = dict(coming.prepare(self.office))
            except RuleError as error:
                refused = error
                continue
            since = self.office.store.journal.head().seq
            self._keep(replace(self.progress, at=coming.key, since=since, given=given))
            return
        if refused is not None:
            raise refused
        self._keep(replace(self.progress, at="", given={}))

    def _acts(self) -> tuple[Act, ...]:
        walk = self.office.store.journal.walk(self.progress.since + 1)
        return tuple(
            Act(
                seq=entry.seq,
                kind=entry.kind,
                subject=entry.subject,
                payload=json.loads(body) if body else {},
            )
            for entry, _salt, body in walk
            if entry.actor == self.progress.login
        )

    def _keep(self, progress: Progress) -> None:
        self.progress = progress
        kept.keep(self.base, progress)
