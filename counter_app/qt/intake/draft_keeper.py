"""Keeps the intake form while it is filled in, under an id of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from counter_app.desk.act import new_op
from counter_app.domain.office.staff import Duty
from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.read.drafts import Draft

IDLE_MS = 1_500
"""The form is kept this long after the last key."""
FRONT = "front"
"""Stands in the body of the form that is in hand: after a power cut it is the one to go on with."""


class DraftKeeper(QObject):
    """One form's draft; ``typed`` tells everything on it, None while it is empty.

    Nobody asked for a draft, so a disk that fails is said over the page and no box stands in the way of typing.
    """

    def __init__(
        self, place: Workplace, typed: Callable[[], dict[str, Any] | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._place, self._typed = place, typed
        self.id = new_op()
        self._seen: dict[str, Any] | None = None
        self.idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self.idle.timeout.connect(self.keep)

    def touch(self) -> None:
        """A key was struck: keep the form a moment after the last one."""
        if self.may():
            self.idle.start()

    def hurry(self) -> None:
        """Keep at once what waits for its moment."""
        if self.idle.isActive():
            self.keep()

    def keep(self, *, front: bool = True) -> bool:
        """Keep the form as typed; True if it is on the disk now. An empty form is no draft, and its draft goes.

        ``front``: it is the one in hand, not one that is put aside.
        """
        self.idle.stop()
        return self.may() and self.aside(lambda: self._put(front=front))

    def drop(self) -> None:
        """Forget this form for good."""
        self.aside(lambda: self._place.office.drafts.drop(self.id))

    def go_on(self, draft: Draft) -> None:
        """This form is that draft from here on."""
        self.id, self._seen = draft.id, draft.body

    def begin_anew(self) -> None:
        """This form is another one from here on."""
        self.id, self._seen = new_op(), None
        self.idle.stop()

    def others(self) -> list[Draft]:
        """The officer's other unfinished forms, the latest first."""
        if not self.may():
            return []
        return [item for item in self._place.office.drafts.mine() if item.id != self.id]

    def _put(self, *, front: bool) -> None:
        body = self._typed()
        if body is not None:
            body = {**body, FRONT: True} if front else body
            kept = self._place.office.drafts.keep(self.id, body, seen=self._seen)
            if kept != self.id:
                text = _("Biểu mẫu này đã đổi ở cửa sổ khác nên được giữ thành hai bản nhập dở.")
                self._place.hub.notice(Tone.WARNING, text)
            self.id, self._seen = kept, body
        elif self._seen is not None:
            self._place.office.drafts.drop(self.id)
            self._seen = None

    def may(self) -> bool:
        """True if whoever is signed in fills in forms."""
        return self._place.may(Duty.RECEIVE)

    def aside(self, act: Callable[[], object]) -> bool:
        """Do something with drafts; a disk that fails is said and stops nobody. Whether it was done."""
        try:
            act()
        except CounterError as error:
            self._place.hub.notice(Tone.WARNING, error.message)
            return False
        return True
