"""Copies made beside the work, in a lane that nobody waits for: in the tray, stopped there, told when they fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from counter_app.errors import Cancelled, CounterError, StoreError
from counter_app.i18n import _
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.jobs import Job, Lane

if TYPE_CHECKING:
    from counter_app.domain.backups.outcome import PlaceOutcome
    from counter_app.office import Office
    from counter_app.qt.kit.jobs import Cancelled as Asked
    from counter_app.qt.kit.jobs import Progress
    from counter_app.qt.kit.workplace import Workplace


def make_copies(
    place: Workplace,
    *,
    finished: Callable[[tuple[PlaceOutcome, ...]], object],
    failed: Callable[[Exception], object],
    progressed: Callable[[int, int, str], object] | None = None,
    all_places: bool = False,
) -> Job:
    """Make what is owed to the office's places, or a copy in all of them; what fails in one is told after the others.

    ``failed`` gets a StoreError with a sentence for each place whose copy could not be made, though others were.
    """

    def work(office: Office, progress: Progress, cancelled: Asked) -> tuple[PlaceOutcome, ...]:
        progress(0, 0, _("Đang sao chép"))
        proving = _("Đang kiểm tra bản sao")
        outcomes = office.backups.make(
            all_places=all_places,
            progress=lambda done, total: progress(done, total, proving),
            cancelled=cancelled,
        )
        from counter_app.wording.office.backups import outcomes_text

        wrong = tuple(outcome for outcome in outcomes if outcome.trouble)
        if wrong:
            raise StoreError(outcomes_text(wrong))
        return outcomes

    return aside(place, work, finished, failed, progressed, name=_("Sao lưu hai nơi"))


def copy_at_closing(place: Workplace) -> None:
    """The day is closed: a copy of it in both places, should any be named. Nobody waits for it."""
    if place.office.writable and place.office.backups.plan().places:
        told = _Told(place)
        make_copies(place, finished=told.done, failed=told.failed, all_places=True)


class _Told:
    """Says over the page what a copy that nobody asked for came to, when it did not go as it should."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def done(self, outcomes: tuple[PlaceOutcome, ...]) -> None:
        """Copies are no news; a stick that is not there is told once the days run out."""

    def failed(self, error: Exception) -> None:
        """Say which place got none, and why."""
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, CounterError):
            raise error
        self._place.hub.notice(Tone.WARNING, error.message)


def aside(
    place: Workplace,
    work: Callable[[Office, Progress, Asked], Any],
    finished: Callable[[Any], object],
    failed: Callable[[Exception], object],
    progressed: Callable[[int, int, str], object] | None = None,
    *,
    name: str,
) -> Job:
    """Work with copies; it stops when it is asked to."""
    return place.jobs.start(
        work,
        finished=finished,
        failed=failed,
        progressed=progressed,
        lane=Lane.ASIDE,
        name=name,
        stops=True,
    )
