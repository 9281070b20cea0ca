"""What every page is given: the office, the hub, and the worker for long jobs. Never the main window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.domain.office.staff import Duty
    from counter_app.office import Office
    from counter_app.qt.kit.hub import Hub
    from counter_app.qt.kit.jobs import Jobs


@dataclass(frozen=True, slots=True)
class Workplace:
    """One counter's window from the inside."""

    office: Office
    hub: Hub
    jobs: Jobs

    def may(self, duty: Duty) -> bool:
        """Whether whoever is signed in has a duty."""
        officer = self.office.session.officer
        return officer is not None and officer.may(duty)
