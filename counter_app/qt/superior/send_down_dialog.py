"""The signed parcel that goes down to the offices: catalogues, calendars, forms, notices."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QListWidget

from counter_app.desk.desk import Done
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import guard, show_error
from counter_app.qt.kit.fields import Choice, Field, LineEdit, TextArea
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.jobs import Cancelled, Lane, Progress
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.theme import scaled
from counter_app.qt.superior.asking import Round
from counter_app.qt.superior.stick_dialog import StickDialog
from counter_app.superior.exchange.sending_down import Enclosure
from counter_app.sync.letters.parcel import ItemKind
from counter_app.wording.paper.agencies import short_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.sync.letters.parcel import Parcel

_FILES = "Excel, ODS, CSV, JSON (*.xlsx *.ods *.csv *.json)"


class SendDownDialog(Dialog):
    """Files and notices are gathered one after another, then written onto a stick all at once."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self.round, self._sending = place, Round(place, self), Sending()
        self.items: list[Enclosure] = []
        self.list = QListWidget()
        self.list.setAccessibleName(_("Sẽ gửi xuống"))
        self.list.setFixedHeight(scaled(64))
        self.office = Choice([("", _("Mọi đơn vị")), *_offices(place)])
        self.office.let_shrink(18)
        self.title = LineEdit(most=300)
        self.text = TextArea(lines=2)
        self.said = Advice("info")
        self._fields = {
            "office": Field(_("Gửi cho"), self.office),
            "title": Field(_("Tên thông báo"), self.title),
            "text": Field(_("Nội dung thông báo"), self.text),
        }
        self._fields |= {"items": self._fields["office"], "": self._fields["office"]}
        self._make_buttons()
        lay_out(
            self,
            title=_("Gửi xuống các đơn vị"),
            about=_("Một gói đã ký trên USB; đơn vị xem trước từng dòng rồi mới áp dụng."),
            meaning="",
            parts=(
                self._fields["office"],
                flowing(*self.adding),
                self._fields["title"],
                self._fields["text"],
                flowing(self.add_notice),
                self.list,
                flowing(self.clear),
                self.said,
            ),
            buttons=(self.shut, self.save),
            wide=680,
        )
        self.round.turned.connect(self._on_turned)
        self.round.failed.connect(lambda error: show_error(self.place, error, self._fields))
        self.finished.connect(self.deleteLater)
        self.adding[0].setFocus()

    def _make_buttons(self) -> None:
        kinds = (
            (ItemKind.CATALOGUE, _("Thêm danh mục"), "catalogue", "Alt+D"),
            (ItemKind.CALENDAR, _("Thêm lịch"), "calendar", "Alt+L"),
            (ItemKind.FORM, _("Thêm mẫu giấy"), "file", "Alt+M"),
        )
        self.adding = [
            ActionButton(word, partial(self._ask_file, kind), name=icon, key=key)
            for kind, word, icon, key in kinds
        ]
        self.add_notice = ActionButton(
            _("Thêm thông báo"), self._on_notice, name="add", key="Alt+T"
        )
        self.clear = ActionButton(_("Bỏ hết"), self._on_clear, name="undo", key="Alt+X")
        self.save = ActionButton(
            _("Chọn USB và ghi"),
            self._on_save,
            name="usb",
            key="Ctrl+Return",
            tone="primary",
            bind=False,
        )
        self.shut = self.leaving()

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return self._fields

    def _ask_file(self, kind: ItemKind) -> None:
        dialog = QFileDialog(self, _("Chọn tệp gửi xuống"), "", _FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.add_file(kind, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_file(self, kind: ItemKind, path: Path) -> None:
        """Put a file among what is sent."""
        desk = self.place.office.sender_keys
        guard(self.place, lambda: desk.enclosure(kind, path), self._fields, self._add)

    def _on_notice(self) -> None:
        guard(self.place, self._notice, self._fields, self._add)

    def _notice(self) -> Enclosure:
        title, text = self.title.value(), self.text.value()
        if not title:
            raise RuleError(_("Chưa có tên thông báo. Ghi tên trước."), field="title")
        if not text:
            raise RuleError(_("Chưa có nội dung. Ghi nội dung thông báo."), field="text")
        return Enclosure(kind=ItemKind.NOTICE, title=title, text=text)

    def _add(self, item: Enclosure) -> None:
        words = {
            ItemKind.CATALOGUE: _("Danh mục"),
            ItemKind.CALENDAR: _("Lịch"),
            ItemKind.FORM: _("Mẫu giấy"),
            ItemKind.NOTICE: _("Thông báo"),
        }
        self.items.append(item)
        self.list.addItem(f"{words[item.kind]}: {item.title}")
        if item.kind is ItemKind.NOTICE:
            self.title.clear()
            self.text.clear()

    def _on_clear(self) -> None:
        self.items.clear()
        self.list.clear()

    def _on_save(self) -> None:
        if self.round.busy or guard(self.place, self._require_items, self._fields) is None:
            return
        StickDialog(self.place, self.send_on, self, word=_("Ghi lên USB này")).open()

    def _require_items(self) -> bool:
        if self.title.value() or self.text.value():
            self._add(self._notice())  # typed, and meant to go
        if not self.items:
            raise RuleError(_("Chưa chọn gì để gửi xuống. Thêm tệp hoặc thông báo."), field="items")
        return True

    def send_on(self, stick: Path) -> None:
        """Write the parcel onto a stick, in the lane of long work."""
        items, number = tuple(self.items), str(self.office.value() or "")
        offices = (number,) if number else ()
        op = self._sending.op(stick, items, offices)

        def work(office: Office, progress: Progress, _cancelled: Cancelled) -> Done[Parcel]:
            progress(0, 0, "")
            return office.sender_keys.send_down(stick, items, offices=offices, op_id=op)

        self.said.say(_("Đang ghi lên {path}. Đừng rút USB.").format(path=stick))
        self.round.ask(work, self._on_sent, name=_("Gửi xuống các đơn vị"), lane=Lane.LONG)

    def _on_turned(self) -> None:
        for button in (self.save, self.shut, *self.adding, self.add_notice, self.clear):
            button.setEnabled(not self.round.busy)
        if not self.round.busy:
            self.said.say("")

    def _on_sent(self, done: Done[Any]) -> None:
        self.accept()
        parcel = self.place.hub.done(done)
        count = len(parcel.items)
        text = plural("Đã ghi gói gửi xuống số {number}, {count} mục. Có thể rút USB.", count)
        self.place.hub.notice(Tone.GOOD, text.format(number=parcel.number, count=count))


def _offices(place: Workplace) -> list[tuple[str, str]]:
    found = place.office.superior.offices()
    return [(item.number, f"{short_name(item.name)} ({item.number})") for item in found]
