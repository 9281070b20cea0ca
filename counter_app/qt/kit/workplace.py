"""The things every page is given: the office, the hub, and the worker for long jobs; the main window is not one."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, TypeVar

from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from counter_app.desk.act import Done
    from counter_app.desk.undo.taking_back import Undone
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
    room: QWidget | None = field(default=None, compare=False)
    """The room of a page that is made with it."""
    gently: bool = field(default=False, compare=False)
    """True if such a page is made in slices, while nobody waits for it."""

    def act(
        self,
        verb: Callable[[], Done[T]],
        fields: Mapping[str, Field] | None = None,
        then: Callable[[T], object] | None = None,
        *,
        held: Held | None = None,
        undoable: Callable[[T], str] | None = None,
    ) -> T | None:
        """Do a verb and tell every page what it changed; its result, None when it was refused and that is shown.

        ``fields`` as in ``failures.guard``. ``held`` is what the form has in hand: it is let go before pages read
        again. ``then`` gets the result, also when the officer first confirms the clock or tries a device again. What
        ``undoable`` says was done can be taken back for ten seconds.
        """

        from counter_app.qt.kit.failures import guard

        def tell(done: Done[T]) -> None:
            if held is not None:
                held.let_go()
            result = self.hub.done(done)
            if then is not None:
                then(result)
            if undoable is not None and done.entries:
                self._offer_undo(undoable(result), done.entries)

        done = guard(self, verb, fields, tell)
        return None if done is None else done.result

    def _offer_undo(self, text: str, entries: Sequence[int]) -> None:
        """Offer for ten seconds to take back the act with these entries; ``text`` says what was done."""
        from counter_app.desk.act import new_op
        from counter_app.desk.undo.taking_back import usual_reason
        from counter_app.qt.kit.hub import Tone
        from counter_app.wording.dossier.undone import undone_text

        op = new_op()

        def tell(undone: Undone) -> None:
            said = undone_text(undone.codes, undone.sheets, undone.numbers, usual_reason())
            self.hub.notice(Tone.GOOD, said)

        self.hub.offer_undo(
            text, lambda: self.act(lambda: self.office.undoing.undo(entries, op_id=op), then=tell)
        )

    def may(self, duty: Duty) -> bool:
        """True if whoever is signed in has a duty."""
        return self.office.staff.may(duty)


def workplace_of(widget: QWidget) -> Workplace | None:
    """The place of the page or dialog a widget lies on."""
    holder: QWidget | None = widget
    while holder is not None:
        place: Workplace | None = getattr(holder, "place", None)
        if place is not None:
            return place
        holder = holder.parentWidget()
    return None
