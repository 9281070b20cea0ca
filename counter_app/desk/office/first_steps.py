"""The first steps of a new office, read from its data; what this computer does without is kept in its preferences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from counter_app.desk.catalogue.procedures import Procedures
from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.domain.calendar.workdays import YearState
from counter_app.domain.office.first_steps import Step, StepKey, unused_from, unused_text
from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.test_code import is_test_scan, test_code

_DUTIES = {
    StepKey.PROCEDURES: Duty.CATALOGUE,
    StepKey.CALENDAR: Duty.CALENDAR,
    StepKey.OFFICERS: Duty.STAFF,
}
"""The duty of each step; the others are everybody's at this computer."""


class FirstSteps(Desk):
    """The steps to do before the counter is as it should be."""

    def look(self) -> tuple[Step, ...]:
        """The steps of whoever is signed in; none in an office that is only tried."""
        if self.settings.sample:
            return ()
        officer, unused = self.session.officer, unused_from(self.preferences.steps_unused)
        reads: dict[StepKey, Callable[[], int]] = {
            StepKey.PRINTER: self._printer,
            StepKey.PROCEDURES: self._procedures,
            StepKey.CALENDAR: self._calendar,
            StepKey.OFFICERS: self._officers,
            StepKey.BACKUP: self._backup,
            StepKey.SCREEN: self._screen,
        }
        steps = []
        for key, read in reads.items():
            duty = _DUTIES.get(key)
            if duty is None or (officer is not None and officer.may(duty)):
                left = read()
                steps.append(Step(key=key, done=not left, left=left, unused=key in unused))
        return tuple(steps)

    def leave(self, key: StepKey) -> Done[StepKey]:
        """This office does without it. Errors: StoreError."""
        return self._keep(key, unused_from(self.preferences.steps_unused) | {key})

    def take_up(self, key: StepKey) -> Done[StepKey]:
        """It is wanted after all. Errors: StoreError."""
        return self._keep(key, unused_from(self.preferences.steps_unused) - {key})

    def prove_printer(self, digits: str) -> bool | None:
        """The proof a scan gives for the receipts' printer: True, it made this test page; None for no test page."""
        if not is_test_scan(digits):
            return None
        printer = self.preferences.printer
        if not printer or test_code(printer).barcode != digits:
            return False
        self.store.settings.keep_preferences(replace(self.preferences, printer_proven=printer))
        return True

    def _keep(self, key: StepKey, unused: frozenset[StepKey]) -> Done[StepKey]:
        wish = replace(self.preferences, steps_unused=unused_text(unused))
        self.store.settings.keep_preferences(wish)
        return Done(key, changed(Noun.SETTINGS))

    def _printer(self) -> int:
        kept = self.preferences
        return int(not kept.printer or kept.printer_proven != kept.printer)

    def _procedures(self) -> int:
        return len(self.group(Procedures).to_review())

    def _calendar(self) -> int:
        """This year, and in December the next one too: promises reach into it."""
        today = self.today()
        wanted = {today.year, today.year + (today.month == 12)}
        years = self.store.calendar.years()
        known = {item.year for item in years if item.state is YearState.CONFIRMED}
        return len(wanted - known)

    def _officers(self) -> int:
        return int(sum(officer.active for officer in self.store.officers.all()) < 2)

    def _backup(self) -> int:
        """The last backup lies on another disk, as was seen when it was made: no disk is asked now."""
        return int(not self.preferences.backup_apart)

    def _screen(self) -> int:
        return int(not self.preferences.display_screen)
