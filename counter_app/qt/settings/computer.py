"""The settings of this computer alone: counter number, printers, paper, look and language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.sizes import PaperSize
from counter_app.i18n import _
from counter_app.paths import PAPERS
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.field_rows import fields_in_rows
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.held import Held
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.look_choices import language_choice, scale_choice, theme_choice
from counter_app.qt.kit.printer_picker import PrinterPicker, system_printers
from counter_app.qt.kit.second_person import with_second
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.settings.own_opening import OwnOpening
from counter_app.qt.settings.program_card import ProgramCard
from counter_app.qt.settings.voice import VoiceCard
from counter_app.settings import Preferences, longest, whole
from counter_app.wording.dossier.labels import paper_size_label

if TYPE_CHECKING:
    from counter_app.desk.desk import Done
    from counter_app.desk.office.leader_consent import Approval
    from counter_app.qt.kit.workplace import Workplace


class ComputerPart(QWidget):
    """Anybody may change these, but where papers go; that alone is entered in the journal."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._send = place, Sending()
        folder = place.office.data_dir / PAPERS
        self.counter = LineEdit(most=longest("counter", Preferences))
        self.paper_size = Choice([(item.value, paper_size_label(item).text) for item in PaperSize])
        self.copies = _copies()
        printers = system_printers()
        self.printer = PrinterPicker(
            _("Máy in giấy hẹn"),
            folder=folder,
            offers=lambda: printers,
            empty=_("Chưa chọn"),
            size=lambda: PaperSize(self.paper_size.value()),
        )
        self.ticket_printer = PrinterPicker(
            _("Máy in số thứ tự"),
            folder=folder,
            offers=lambda: printers,
            empty=_("Dùng máy in giấy hẹn"),
            size=lambda: PaperSize.ROLL,
        )
        self.language = language_choice()
        self.scale = scale_choice()
        self.theme, self.citizen = theme_choice(), _citizen_screens()
        self.misfit = Advice("warning")
        self.only_view = _only_view()
        self.own_look = text_label("", "hint")
        self.own_look.hide()
        self.sound = TickBox(_("Âm báo khi quét và gọi số"))
        self.voice = VoiceCard(place)
        self.program, self.opening = ProgramCard(place), OwnOpening(place)
        self.held = Held(self.reload)
        self.save = ActionButton(_("&Lưu"), self._save, name="save", key="Ctrl+S", tone="primary")
        self._build()
        self.printer.choice.currentIndexChanged.connect(lambda _at: self._show_misfit())
        self.printer.edited.connect(self._show_misfit)
        self.paper_size.chosen.connect(lambda _value: self._show_misfit())
        EnterMoves(self).ends_at(self.save)

    def _show_misfit(self) -> None:
        """A roll takes no sheet: better told here than by the first receipt that does not come out."""
        thermal = self.printer.in_hand().startswith("escpos:")
        misfit = thermal and self.paper_size.value() != PaperSize.ROLL
        text = _("Máy in nhiệt chỉ in giấy cuộn 80 mm. Chọn khổ giấy hẹn 80 mm, hoặc máy in khác.")
        self.misfit.say(text if misfit else "")

    def _build(self) -> None:
        paper = Card(_("In giấy"))
        size = Field(_("Khổ giấy hẹn"), self.paper_size)
        copies = Field(_("Số bản mỗi lần in"), self.copies)
        paper.add(
            fields_in_rows(((self.printer, 1), (self.ticket_printer, 1)), ((size, 1), (copies, 1))),
            self.misfit,
            self.only_view,
        )
        look = Card(_("Màn hình và quầy"))
        hint = _("Số này được gọi và hiện trên màn hình chờ")
        self.fields = {
            "counter": Field(_("Số quầy"), self.counter, hint),
            "printer": self.printer.field,
            "ticket_printer": self.ticket_printer.field,
        }
        language = Field(_("Ngôn ngữ"), self.language, _("Giấy in luôn là tiếng Việt"))
        look.add(
            fields_in_rows(
                ((self.fields["counter"], 1), (Field(_("Cỡ chữ"), self.scale), 1)),
                ((Field(_("Giao diện"), self.theme), 1), (language, 1)),
            )
        )
        look.add(
            self.own_look,
            Field(
                _("Công dân xem lại trên"),
                self.citizen,
                _("Bảng gọi số treo nơi nhiều người nhìn thấy thì chọn màn hình này."),
            ),
            self.sound,
        )
        self.fields |= self.voice.fields
        box = QVBoxLayout(self)
        box.setSpacing(14)
        for card in (look, self.voice, paper):
            box.addWidget(card)
        for widget in (self.held.band, flowing(self.save), self.opening, self.program):
            box.addWidget(widget)
        box.addStretch(1)

    def printer_field(self) -> QWidget:
        """The field a printer is chosen in, or tried once there is one."""
        chosen = bool(self._place.office.preferences.printer)
        return self.printer.test if chosen else self.printer.choice

    def reload(self) -> None:
        """Show what is kept."""
        kept = self._place.office.preferences
        for edit, value in (
            (self.counter, kept.counter),
            (self.paper_size, kept.receipt_size),
            (self.copies, kept.receipt_copies),
            (self.language, kept.language),
            (self.scale, kept.text_scale),
            (self.theme, kept.theme),
            (self.citizen, kept.citizen_screen),
            (self.sound, kept.sound),
            (self.printer, kept.printer),
            (self.ticket_printer, kept.ticket_printer),
        ):
            self.held.put(edit, value)
        may = self._place.may(Duty.PRINTER)
        for picker in (self.printer, self.ticket_printer):
            picker.set_editable(may)
        self.only_view.setVisible(not may)
        self._show_own_look()
        self.opening.reload()
        self._show_misfit()
        self.voice.show_preferences(kept, self.held)
        self.held.settle()

    def _show_own_look(self) -> None:
        """Whoever chose for the own eyes would change these here and see nothing."""
        office = self._place.office
        officer = office.session.officer
        name = officer.name if officer is not None else ""
        text = _(
            "{name} đang dùng cỡ chữ, giao diện riêng. Cài đặt ở đây dành cho người khác ngồi máy này; "
            "đổi cho riêng mình ở Tài khoản của tôi (Ctrl+Shift+T)."
        )
        self.own_look.setText(text.format(name=name))
        self.own_look.setVisible(office.views.has_own_look())

    def _chosen(self) -> Preferences:
        return replace(
            self.voice.preferences(self._place.office.preferences),
            counter=self.counter.value() or "1",
            printer=self.printer.wish(),
            ticket_printer=self.ticket_printer.wish(),
            receipt_size=self.paper_size.value(),
            receipt_copies=self.copies.value(),
            language=self.language.value(),
            text_scale=self.scale.value(),
            theme=self.theme.value(),
            citizen_screen=self.citizen.value(),
            sound=self.sound.isChecked(),
        )

    def _save(self) -> None:
        if not self.held.may_save():
            return
        chosen, rules = self._chosen(), self._place.office.rules

        def keep(consent: Approval) -> None:
            guard(
                self._place,
                lambda: self._send(rules.change_preferences, chosen, approval=consent),
                self.fields,
                self._saved,
            )

        about = _("Giấy in đi ra ngoài mạng của đơn vị, hoặc vào một thư mục khác.")
        away = rules.prints_away(chosen)
        with_second(self._place, Duty.PRINTER_AWAY, about, keep, self, asked=away)

    def _saved(self, done: Done[Preferences]) -> None:
        self.held.let_go()
        self._place.hub.notice(Tone.GOOD, _("Đã lưu cài đặt của máy này."))
        self._place.hub.done(done)


def _only_view() -> QLabel:
    text = _("Máy in do người có quyền “Chọn máy in của máy này” đổi. Nhờ người đó đăng nhập.")
    return text_label(text, "muted")


def _copies() -> Choice:
    most = whole("receipt_copies", Preferences).most
    return Choice([(number, str(number)) for number in range(1, most + 1)])


def _citizen_screens() -> Choice:
    return Choice(
        [
            ("second", _("Màn hình thứ hai")),
            ("own", _("Màn hình này, quay về phía công dân")),
        ]
    )
