"""Lập phiếu khôi phục: a new sheet on paper first, then it counts and the one before is void."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from counter_app.desk.act import new_op
from counter_app.desk.office.recovery import new_words
from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import CounterError, RuleError
from counter_app.i18n import _
from counter_app.printing.papers.recovery_sheet import recovery_sheet
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.one_job import OneJob
from counter_app.qt.kit.second_person import SecondPart
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.kit.tick_box import TickBox
from counter_app.wording.office.recovery import sheet_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.desk import Done
    from counter_app.desk.office.leader_consent import Approval
    from counter_app.domain.office.recovery import Sheet
    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace

STEM = "phieu-khoi-phuc"


class RecoveryDialog(Dialog):
    """The words are drawn when it opens and seen on paper only; without the tick the old sheet stays."""

    writes = False
    opening_width = 640

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._op, self._words = place, new_op(), new_words()
        self._job = OneJob(place.jobs, self)
        self._job.turned.connect(self._on_turned)
        self._job.failed.connect(self._on_failed)
        self.setWindowTitle(_("Phiếu khôi phục"))
        self.before = place.office.recovery.standing()
        self.print = ActionButton(
            _("Xem trước và in"), self._on_print, name="printer", key="Ctrl+P"
        )
        self.tick = TickBox(_("Phiếu đã ở trong &phong bì dán kín"))
        self.second = SecondPart(place, Duty.SHEET)
        self.advice = Advice("bad")
        self.save = ActionButton(
            _("Dùng phiếu mới"), self._on_save, name="ok", key="Ctrl+Return", tone="primary", bind=False
        )  # fmt: skip
        self._build()

    def _build(self) -> None:
        box = self.column()
        about = _(
            "Phiếu này đặt lại mật khẩu cho lãnh đạo khi không còn ai vào được. In ra, bỏ vào phong bì dán kín, "
            "cất trong két. Các chữ trên phiếu không xem lại được."
        )
        box.addWidget(text_label(_("Phiếu khôi phục"), "title"))
        box.addWidget(text_label(about))
        box.addWidget(text_label(sheet_text(self.before), "muted"))
        if self.before.valid:
            box.addWidget(text_label(_("Dùng phiếu mới thì phiếu cũ hết hiệu lực."), "muted"))
        box.addWidget(flowing(self.print))
        box.addWidget(self.tick)
        box.addWidget(self.second)
        box.addWidget(self.advice)
        box.addStretch(1)
        box.addWidget(self.foot(self.leaving(), self.save))
        self.tick.toggled.connect(lambda _on: self.advice.say(""))
        self.finished.connect(self.deleteLater)
        self.print.setFocus()

    def _on_print(self) -> None:
        number, words = self.before.number + 1, self._words

        def draw(office: Office) -> bytes:
            return recovery_sheet(office.settings.name, number, office.now().date(), words)

        title = _("Phiếu khôi phục")
        SheetDialog(self._place, draw, title, STEM, self, size=PaperSize.A5).open()

    def _on_save(self) -> None:
        if not self.tick.isChecked():
            self.advice.say(_("In phiếu, bỏ vào phong bì dán kín rồi đánh dấu ô trên."), "bad")
            self.tick.setFocus()
            return
        words, typed = " ".join(self._words), self.second.approval()
        self._job.start(partial(_make, words, typed, self._op), self._on_made)

    def _on_turned(self) -> None:
        self.save.setEnabled(not self._job.busy)

    def _on_made(self, done: Done[Sheet]) -> None:
        self._place.hub.notice(Tone.GOOD, sheet_text(self._place.hub.done(done)))
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, CounterError):
            raise error
        named = self.second.fields().get(error.field) if isinstance(error, RuleError) else None
        if named is None:
            self.advice.say(error.message, "bad")
            return
        named.set_error(error.message)
        named.editor.setFocus()


def _make(words: str, second: Approval, op: str, office: Office) -> Done[Sheet]:
    return office.recovery.make(words, approval=second, op_id=op)
