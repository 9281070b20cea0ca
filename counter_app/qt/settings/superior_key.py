"""The key batches are sealed for, and the office's own card for the superior."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from counter_app.desk.exchange.key_cards import card_file
from counter_app.domain.office.staff import Duty
from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.saving import ask_and_save, tell_page
from counter_app.qt.kit.sending import Sending
from counter_app.qt.settings.key_letters_dialog import KeyLettersDialog
from counter_app.settings import NO_REPORTS, OPEN_REPORTS, SEALED_REPORTS
from counter_app.sync.letters.key_card import SUPERIOR_FILE
from counter_app.system.code_letters import key_letters
from counter_app.wording.exchange import past_text
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from counter_app.qt.kit.workplace import Workplace
    from counter_app.store.read.exchange import SuperiorKey


class SuperiorKeyCard(Card):
    """The standing of the exchange, and the three acts of it: take a key, revoke it, hand out one's own card."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            _("Trao đổi với cấp trên"),
            _(
                "Gói dữ liệu đã niêm phong thì chỉ cấp trên và đơn vị mở được; cấp trên nhận ra đơn vị qua thẻ khóa "
                "của đơn vị."
            ),
        )
        self._place = place
        self.theirs = text_label("")
        self.own = text_label("", "muted")
        self.said = Advice("good")
        self.past = Advice("warning")
        self.send_past = ActionButton(
            _("Mở trang Chốt sổ"), lambda: place.hub.go("closing"), name="usb"
        )
        self.choose = ActionButton(_("Nhập thẻ khóa của cấp trên"), self.ask_file, name="folder")
        self.revoke = ActionButton(_("Thu hồi khóa"), self._on_revoke, name="delete")
        self.card = ActionButton(_("Ghi thẻ khóa của đơn vị"), self._on_card, name="save")
        buttons = flowing(self.choose, self.card, self.revoke, self.send_past)
        self._make_reports()
        for widget in (
            self.theirs,
            self.own,
            self.said,
            self.past,
            buttons,
            self.beside,
            self.keep,
        ):
            self.add(widget)
        self.said.say("")

    def _make_reports(self) -> None:
        """The way reports for people lie beside a batch."""
        self._send = Sending()
        self.reports = Choice(
            [
                (OPEN_REPORTS, _("Báo cáo số liệu, không niêm phong")),
                (SEALED_REPORTS, _("Niêm phong, chỉ cấp trên và đơn vị mở được")),
                (NO_REPORTS, _("Không kèm báo cáo")),
            ]
        )
        self.reports.let_shrink()
        self.beside = Field(
            _("Báo cáo kèm gói dữ liệu trên USB"),
            self.reports,
            _("Tên công dân chỉ có trong báo cáo niêm phong, khi cấp trên xin gửi đủ nội dung."),
        )
        self.keep = ActionButton(_("Lưu cách kèm báo cáo"), self._keep_reports, name="save")

    def _keep_reports(self) -> None:
        rules = self._place.office.rules
        wanted = replace(rules.settings, stick_reports=str(self.reports.value()))
        self._place.act(
            lambda: self._send(rules.change_settings, wanted),
            {"stick_reports": self.beside},
            lambda _kept: self._place.hub.notice(Tone.GOOD, _("Đã lưu cách kèm báo cáo.")),
        )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.show_standing()
        super().showEvent(event)

    def show_standing(self) -> None:
        """Say whose key is in force, and the letters of one's own."""
        office, may = self._place.office, self._place.may(Duty.SETTINGS)
        present = office.superior_keys.present()
        self.theirs.setText(_theirs_text(present))
        keys = office.keys
        own = key_letters(keys.public) if keys else _("mở khóa bằng mật khẩu để xem")
        self.own.setText(_("Khóa của đơn vị: {letters}").format(letters=own))
        self.choose.setEnabled(may)
        self.reports.choose(office.settings.stick_reports)
        self.reports.setEnabled(may)
        self.keep.setEnabled(may)
        self.revoke.setVisible(present is not None)
        self.revoke.setEnabled(may)
        self.card.setEnabled(keys is not None and self._place.may(Duty.EXPORT))
        self._say_past()

    def ask_file(self) -> QFileDialog:
        """Ask for the superior's card; does not block."""
        kinds = _("Thẻ khóa ({name});;Mọi tệp (*)").format(name=SUPERIOR_FILE)
        dialog = QFileDialog(self, _("Chọn thẻ khóa của cấp trên"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.open_card(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def open_card(self, path: Path) -> None:
        """Read a card and ask for its letters; what is none is said, and changes nothing."""
        try:
            content = card_file(path)
            card = self._place.office.superior_keys.read(content)
        except CounterError as error:
            self.said.say(error.message, "bad")
            return
        dialog = KeyLettersDialog(self._place, card, content, self.window())
        dialog.taken.connect(self._on_taken)
        dialog.open()

    def _on_taken(self, key: SuperiorKey) -> None:
        text = _("Từ nay gói dữ liệu được niêm phong, chỉ {name} và đơn vị mở được.")
        self.said.say(text.format(name=key.name), "good")
        self.show_standing()

    def _say_past(self) -> None:
        """Say that this superior was sent figures before it asked for everything, and where the past is sent whole."""
        past = self._place.office.sending_again.past()
        self.past.setVisible(past is not None)
        self.send_past.setVisible(past is not None)
        if past is not None:
            self.past.say(past_text(past.superior, past.entries, past.first, past.last))

    def _on_revoke(self) -> None:
        dialog = ReasonDialog(
            self._place,
            self._place.office.superior_keys.revoke,
            title=_("Thu hồi khóa của cấp trên"),
            about=_theirs_text(self._place.office.superior_keys.present()),
            meaning=_(
                "Từ nay không niêm phong bằng khóa này, không chấp nhận giấy báo nhận nó ký; khóa đã thu hồi không "
                "dùng lại."
            ),
            parent=self.window(),
        )
        dialog.did.connect(self._on_revoked)
        dialog.open()

    def _on_revoked(self, _letters: object) -> None:
        self.said.say(_("Đã thu hồi khóa. Xin cấp trên thẻ khóa mới."), "warning")
        self.show_standing()

    def _on_card(self) -> None:
        try:
            card, content = self._place.office.superior_keys.own_card()
        except CounterError as error:
            self.said.say(error.message, "bad")
            return
        ask_and_save(self._place, self, card.file_name, content, tell_page(self._place))


def _theirs_text(key: SuperiorKey | None) -> str:
    if key is None:
        return _("Chưa có khóa của cấp trên: gói dữ liệu chỉ có số liệu, không niêm phong.")
    letters = key_letters(bytes.fromhex(key.public))
    return _("Khóa của {name}: {letters}, dùng từ ngày {day}").format(
        name=key.name, letters=letters, day=short_date(key.since)
    )
