"""Sending once more what was sent before: a stick that was lost, or a superior that lacks something."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.closing.carrying import Cancelled, Carrying, Progress
from counter_app.desk.closing.day import Exported
from counter_app.desk.closing.past import PastFigures, past_figures
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.closing.events import BATCH_EXPORTED
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.sync.stick.volumes import Target


class SendingAgain(Desk):
    """Any entries that were on a stick, at any time, as new batches: the superior takes what it has not."""

    def past(self) -> PastFigures | None:
        """The entries sent as figures to a superior that now asks for all; None where there are none."""
        return past_figures(self.store)

    def batch(
        self,
        number: int,
        target: Path | Target,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        op_id: str = "",
    ) -> Done[Exported]:
        """Write the entries of a batch once more. Errors: RuleError (field "number"); as ``Closing.export``."""
        self.acting(Duty.EXPORT)
        every = self.store.closings.batches(most=-1)
        batch = next((item for item in every if item.number == number), None)
        if batch is None:
            raise RuleError(
                _("Không có gói số {number}. Xem lại danh sách gói dữ liệu đã xuất.").format(
                    number=number
                ),
                field="number",
            )
        span = (batch.from_seq, batch.to_seq)
        return self._send(span, number, target, progress, cancelled, op_id)

    def entries(
        self,
        first: int,
        last: int,
        target: Path | Target,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        op_id: str = "",
    ) -> Done[Exported]:
        """Write entries ``first`` to ``last`` once more, cut into batches where they are many.

        Errors: RuleError (field "last") for entries that were never sent; as ``Closing.export``.
        """
        self.acting(Duty.EXPORT)
        sent = self.store.closings.exported_to()
        if not 1 <= first <= last <= sent:
            raise RuleError(
                _(
                    "Chỉ gửi lại được lượt ghi đã xuất, từ 1 đến {last}. Chọn lại số đầu và số cuối."
                ).format(last=sent),
                field="last",
                rule="never_sent",
            )
        return self._send((first, last), 0, target, progress, cancelled, op_id)

    def _send(
        self,
        span: tuple[int, int],
        again: int,
        target: Path | Target,
        progress: Progress | None,
        cancelled: Cancelled | None,
        op_id: str,
    ) -> Done[Exported]:
        from counter_app.desk.closing.letters import exchange_keys, travelled_text
        from counter_app.sync.batch.packing import slices
        from counter_app.wording.exchange import strange_text

        act, carrying = self.act(Duty.EXPORT, "", BATCH_EXPORTED), self.group(Carrying)
        with carrying.alone():
            if (known := act.sent(op_id)) is not None:
                return Done(self._known(int(known.subject.removeprefix("batch:"))), frozenset())
            exchange_keys(self.store)
            carrying.told_keys(act.officer)
            files: list[Path] = []
            notes: list[str] = []
            parts = slices(*span)
            for part in parts:
                written = carrying.carry(
                    part, [], target, progress, cancelled or _never, act.officer.login, again
                )
                carrying.note(written, act, op_id if part == parts[-1] else "", again)
                files += written.every
                notes = [text for text in (written.note, strange_text(written.strange)) if text]
        batch = self.store.closings.batches(most=1)[0]
        told = travelled_text(self.store, batch)
        exported = Exported(batch=batch, files=tuple(files), notes=tuple(notes), travelled=told)
        return act.done(exported, Noun.BATCH)

    def _known(self, number: int) -> Exported:
        every = self.store.closings.batches(most=-1)
        batch = next(item for item in every if item.number == number)
        return Exported(batch=batch, files=(), notes=())


def _never() -> bool:
    return False
