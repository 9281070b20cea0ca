"""Keeps the intake form while it is filled in, and offers what was left of an earlier one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from counter_app.desk.act import new_op
from counter_app.domain.office.staff import Duty
from counter_app.errors import StoreError
from counter_app.qt.intake.restore_bar import RestoreBar
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.read.drafts import Draft

IDLE_MS = 1_500
"""The form is kept this long after the last key."""


class DraftKeeper(QObject):
    """One form's draft; ``typed`` tells everything on it, None while it is empty.

    Nobody asked for a draft, so a disk that fails is said in the band and no box stands in the way of typing.
    """

    def __init__(
        self,
        place: Workplace,
        bar: RestoreBar,
        typed: Callable[[], dict[str, Any] | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._place, self._bar, self._typed = place, bar, typed
        self.id, self._kept = new_op(), False
        self.idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self.idle.timeout.connect(self.keep)
        bar.refused.connect(self._forget)

    def touch(self) -> None:
        """A key was struck: keep the form a moment after the last one."""
        if self._may():
            self.idle.start()

    def hurry(self) -> None:
        """Keep at once what waits for its moment."""
        if self.idle.isActive():
            self.keep()

    def keep(self) -> None:
        """Keep the form as typed; an empty form is no draft, nor any more one."""
        self.idle.stop()
        if self._may():
            self._aside(self._put)

    def drop(self) -> None:
        """Forget this form."""
        self._aside(lambda: self._place.office.drafts.drop(self.id))

    def go_on(self, draft: Draft) -> None:
        """This form is that draft from here on."""
        self.id, self._kept = draft.id, True

    def begin_anew(self) -> None:
        """This form is another one from here on."""
        self.id, self._kept = new_op(), False
        self.idle.stop()

    def offer(self) -> None:
        """Offer the latest other draft while nothing is typed."""
        if not self._may() or self._typed() is not None:
            return
        drafts = [item for item in self._place.office.drafts.mine() if item.id != self.id]
        self._bar.offer(drafts[0] if drafts else None)

    def _forget(self, draft: Draft) -> None:
        self._aside(lambda: self._place.office.drafts.drop(draft.id))
        self.offer()

    def _put(self) -> None:
        body = self._typed()
        if body is not None:
            self._place.office.drafts.keep(self.id, body)
            self._kept = True
        elif self._kept:
            self._place.office.drafts.drop(self.id)
            self._kept = False

    def _may(self) -> bool:
        return self._place.may(Duty.RECEIVE)

    def _aside(self, act: Callable[[], object]) -> None:
        try:
            act()
        except StoreError as error:
            self._place.hub.notice(Tone.WARNING, error.message)
