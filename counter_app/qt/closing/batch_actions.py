"""The acts on a batch after it was written, and on the superior's answers: acknowledgements, parcels."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.domain.exchange.standing import BatchState
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.saving import ask_folder
from counter_app.wording.exchange import past_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.closing.past import PastFigures
    from counter_app.desk.desk import Done
    from counter_app.desk.exchange.batches import AcknowledgementsRead
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.store.read.exchange import StandingBatch


class BatchActions:
    """The buttons below the list, and what is said above it where a superior has only figures of the past.

    ``chosen`` says which batch is under the cursor, ``again`` writes one once more, or the past with all of it.
    """

    def __init__(
        self,
        place: Workplace,
        parent: QWidget,
        chosen: Callable[[], StandingBatch | None],
        again: Callable[[int | None, PastFigures | None], object],
    ) -> None:
        self._place, self._parent, self._chosen, self._again = place, parent, chosen, again
        self.past = Advice("warning")
        self.whole = ActionButton(_("Gửi đủ phần trước"), self._on_whole, name="usb", key="Alt+D")
        self.handed = ActionButton(_("Ghi đã giao"), self._on_handed, name="hand-over", key="Alt+O")
        self.acks = ActionButton(_("Đọc giấy báo nhận"), self._on_acks, name="folder", key="Alt+B")
        self.again = ActionButton(_("Ghi lại gói"), self._on_again, name="usb", key="Alt+L")
        self.parcels = ActionButton(
            _("Gói gửi xuống"), self._on_parcels, name="catalogue", key="Alt+U"
        )
        self.buttons = (self.whole, self.handed, self.again, self.acks, self.parcels)

    def show_for(self, any_batch: bool) -> None:
        """Offer what can be done where there are batches, and where there are none."""
        self.handed.setEnabled(any_batch)
        self.again.setEnabled(any_batch)
        self.parcels.setEnabled(self._place.may(Duty.CATALOGUE))
        past = self._place.office.sending_again.past()
        self.whole.setVisible(past is not None)
        self.past.say(past_text(past.superior, past.entries, past.first, past.last) if past else "")

    def _on_handed(self) -> None:
        standing = self._chosen()
        if standing is None or standing.state is BatchState.BEGUN:
            return
        number = standing.batch.number
        ReasonDialog(
            self._place,
            partial(self._hand_over, number),
            title=_("Giao gói số {number}").format(number=number),
            about=standing.batch.name,
            meaning=_("Ghi họ tên người mang USB đi, để biết hỏi ai khi USB thất lạc."),
            reason=standing.batch.handed_to,
            label=_("Người nhận USB"),
            field="to",
            parent=self._parent.window(),
        ).open()

    def _hand_over(self, number: int, *, reason: str, op_id: str) -> Done[Any]:
        return self._place.office.sent_batches.hand_over(number, reason, op_id=op_id)

    def _on_parcels(self) -> None:
        ask_folder(self._parent, "", self.look_at)

    def look_at(self, folder: str) -> None:
        """Show what the superior sent down in a folder."""
        from counter_app.qt.closing.parcels_dialog import ParcelsDialog

        ParcelsDialog(self._place, Path(folder), self._parent.window()).open()

    def _on_acks(self) -> None:
        ask_folder(self._parent, "", self.read_in)

    def read_in(self, folder: str) -> None:
        """Read the acknowledgements of a folder."""
        verb = self._place.office.sent_batches.read_acknowledgements
        self._place.act(lambda: verb(Path(folder)), None, self._on_read)

    def _on_read(self, read: AcknowledgementsRead) -> None:
        text = _("Đã đọc {new} giấy báo nhận mới; cấp trên đã nhận đến lượt ghi số {seq}.")
        lines = [text.format(new=read.new, seq=read.seq), *read.notes]
        tone = Tone.WARNING if read.notes else Tone.GOOD
        self._place.hub.notice(tone, " ".join(lines))

    def _on_whole(self) -> None:
        if (past := self._place.office.sending_again.past()) is not None:
            self._again(None, past)

    def _on_again(self) -> None:
        """A batch that was not finished is written as it was begun: the same ones once more, or all that is new."""
        standing = self._chosen()
        if standing is None:
            return
        if standing.state is BatchState.BEGUN:
            self._again(standing.batch.again, None)
        else:
            self._again(standing.batch.number, None)
