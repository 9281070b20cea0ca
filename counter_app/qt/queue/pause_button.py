"""The button that tells the public that this counter pauses, or serves again."""

from __future__ import annotations

from counter_app.domain.queue.public import CounterState
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.queue.counter_turns import turned_text

KEY = "Alt+N"


class PauseButton(ActionButton):
    """Tells its next act. A counter that calls somebody is open by that alone."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(_("Tạm nghỉ quầy"), self._on_pressed, name="pause", key=KEY)
        self._place, self._send = place, Sending()
        self.state = CounterState.SHUT

    def reload(self) -> None:
        """Ask how this counter stands."""
        self.state = self._place.office.waiting_room.state_here()
        text = _("Mở lại quầy") if self.state is CounterState.PAUSED else _("Tạm nghỉ quầy")
        self.setText(f"{text} ({KEY})")
        self.setAccessibleName(text)

    def _on_pressed(self) -> None:
        room = self._place.office.waiting_room
        pausing = self.state is not CounterState.PAUSED
        verb = room.pause if pausing else room.reopen
        self._place.act(lambda: self._send(verb), then=lambda now: self._on_turned(now, pausing))

    def _on_turned(self, state: CounterState, pausing: bool) -> None:
        self.reload()
        self._place.hub.notice(Tone.INFO, turned_text(state, paused=pausing))
