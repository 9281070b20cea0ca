"""A batch in quarantine: its key is enrolled after the letters were read out, or the one batch let in or dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QRadioButton, QVBoxLayout, QWidget

from counter_app.desk.desk import Done
from counter_app.desk.incoming import read_file
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import guard, show_error
from counter_app.qt.kit.fields import Field, LineEdit, TextArea
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.jobs import Cancelled, Lane, Progress
from counter_app.qt.superior.asking import Round
from counter_app.sync.key_card import MOST_BYTES
from counter_app.sync.names import MANIFEST_SUFFIX

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.superior.quarantine_list import QuarantinedBatch

Verb = Callable[["Office"], Done[Any]]


class QuarantineDialog(Dialog):
    """Nothing is chosen beforehand: only whoever called the office knows."""

    def __init__(
        self, place: Workplace, batch: QuarantinedBatch, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.place, self.batch = place, batch
        self.round = Round(place, self)
        self.enrol = QRadioButton(_("&Ghi nhận khóa của đơn vị: nhận gói này và mọi gói sau"))
        self.let_in = QRadioButton(_("&Cho riêng gói này vào"))
        self.drop = QRadioButton(_("&Bỏ gói này; tới lần nữa thì từ chối"))
        self.pick = ActionButton(
            _("Chọn tệp thẻ khóa của đơn vị"), self._ask, name="folder", key="Ctrl+O"
        )
        self.card, self.where = Path(), text_label("", "muted")
        self.letters = LineEdit(placeholder="XXXX-XXXX-XXXX-XXXX", most=40)
        self.reason = TextArea(lines=2)
        self.said = Advice("info")
        self._fields = {
            "letters": Field(_("16 ký tự đơn vị đọc qua điện thoại"), self.letters, required=True),
            "reason": Field(_("Lý do, ghi vào sổ nhận gói"), self.reason),
        }
        self._fields[""] = self._fields["reason"]
        self.save = ActionButton(
            _("Ghi quyết định"),
            self._on_save,
            name="stamp",
            key="Ctrl+Return",
            tone="primary",
            bind=False,
        )
        self.shut = self.leaving()
        self._lay_out()
        self.enrol.toggled.connect(self._on_enrol)
        self._on_enrol(False)
        self.round.turned.connect(self._on_turned)
        self.round.failed.connect(self._on_failed)
        self.finished.connect(self.deleteLater)

    def _lay_out(self) -> None:
        choices = QWidget()
        box = QVBoxLayout(choices)
        box.setContentsMargins(0, 0, 0, 0)
        for choice in (self.enrol, self.let_in, self.drop):
            box.addWidget(choice)
        box.addWidget(flowing(self.pick))
        box.addWidget(self.where)
        lay_out(
            self,
            title=_("Gói dữ liệu đang cách ly"),
            about=f"{self.batch.office}\n{self.batch.name.removesuffix(MANIFEST_SUFFIX)}",
            meaning=self.batch.why,
            parts=(choices, self._fields["letters"], self._fields["reason"], self.said),
            buttons=(self.shut, self.save),
            wide=640,
        )
        self.let_in.setEnabled(bool(self.batch.journal))
        self.enrol.setFocus()

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return self._fields

    def _on_enrol(self, chosen: bool) -> None:
        for part in (self.pick, self.where, self._fields["letters"]):
            part.setVisible(chosen)
        self.where.setText(
            _("Thẻ khóa: {path}").format(path=self.card)
            if self.card != Path()
            else _("Chưa chọn tệp thẻ khóa (khoa-don-vi-….json).")
        )

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Thẻ khóa của đơn vị"), "", "khoa-don-vi-*.json (*.json)")
        dialog.fileSelected.connect(self.take_card)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_card(self, path: str) -> None:
        """The office's card lies in this file."""
        self.card = Path(path)
        self._on_enrol(self.enrol.isChecked())

    def verb(self) -> Verb:
        """What is decided. Errors: RuleError while nothing is chosen."""
        number, reason = self.batch.number, self.reason.value()
        if self.let_in.isChecked():
            return lambda office: office.superior_exchange.let_in([number], reason=reason)
        if self.drop.isChecked():
            return lambda office: office.superior_exchange.drop([number], reason=reason)
        if not self.enrol.isChecked():
            raise RuleError(_("Chưa chọn làm gì với gói này. Gọi đơn vị hỏi, rồi chọn."))
        if self.card == Path():
            raise RuleError(_("Chưa chọn tệp thẻ khóa của đơn vị. Chọn tệp (Ctrl+O)."))
        card, letters = read_file(self.card, MOST_BYTES), self.letters.value()
        return lambda office: office.superior_exchange.enrol(card, letters, reason=reason)

    def _on_save(self) -> None:
        verb = None if self.round.busy else guard(self.place, self.verb, self._fields)
        if verb is None:
            return

        def work(office: Office, progress: Progress, _cancelled: Cancelled) -> Any:
            progress(0, 0, "")
            return verb(office)

        self.said.say(_("Đang ghi quyết định; dữ liệu lớn thì mất vài phút."))
        self.round.ask(work, self._on_done, name=_("Gói dữ liệu đang cách ly"), lane=Lane.LONG)

    def _on_turned(self) -> None:
        for button in (self.save, self.shut):
            button.setEnabled(not self.round.busy)

    def _on_done(self, done: Done[Any]) -> None:
        self.accept()
        self.place.hub.done(done)
        taken = getattr(done.result, "taken", done.result)
        if self.drop.isChecked():
            self.place.hub.notice(Tone.GOOD, _("Đã bỏ gói đang cách ly."))
            return
        refused = [why[0] for _name, why in taken.refused]
        count = len(taken.imported)
        text = plural("Đã nhận {count} gói từ cách ly.", count).format(count=count)
        tone = Tone.WARNING if refused else Tone.GOOD
        self.place.hub.notice(tone, " ".join([text, *refused[:2]]))

    def _on_failed(self, error: Exception) -> None:
        self.said.say("")
        show_error(self.place, error, self._fields)
