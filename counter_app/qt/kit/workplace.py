"""What every page is given: the office, the hub, and the worker for long jobs. Never the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from counter_app.desk.act import Done
    from counter_app.domain.office.staff import Duty
    from counter_app.office import Office
    from counter_app.qt.kit.fields import Field
    from counter_app.qt.kit.held import Held
    from counter_app.qt.kit.hub import Hub
    from counter_app.qt.kit.jobs import Jobs

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Workplace:
    """One counter's window from the inside."""

    office: Office
    hub: Hub
    jobs: Jobs

    def act(
        self,
        verb: Callable[[], Done[T]],
        fields: Mapping[str, Field] | None = None,
        then: Callable[[T], object] | None = None,
        *,
        held: Held | None = None,
    ) -> T | None:
        """Do a verb and tell every page what it changed; its result, None when it was refused and that is shown.

        ``fields`` as in ``failures.guard``. ``held`` is what the form has in hand: it is let go before pages read
        again. ``then`` gets the result, also when the officer first confirms the clock or tries a device again.
        """

        from counter_app.qt.kit.failures import guard

        def tell(done: Done[T]) -> None:
            if held is not None:
                held.let_go()
            result = self.hub.done(done)
            if then is not None:
                then(result)

        done = guard(self, verb, fields, tell)
        return None if done is None else done.result

    def may(self, duty: Duty) -> bool:
        """Whether whoever is signed in has a duty."""
        officer = self.office.session.officer
        return officer is not None and officer.may(duty)
