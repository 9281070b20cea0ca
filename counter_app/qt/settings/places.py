"""The list of places of before and of today: which one is in use, another in its place, or the program's own again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from counter_app.domain.office.staff import Duty
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.flow import flowing
from counter_app.wording.catalogue.places import source_text

if TYPE_CHECKING:
    from counter_app.domain.places.gazetteer import Gazetteer
    from counter_app.office import Office
    from counter_app.qt.kit.jobs import Cancelled, Progress
    from counter_app.qt.kit.workplace import Workplace


class PlacesCard(Card):
    """Read when it is shown; a file is looked through beside the window."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            _("Địa danh trước và sau khi sắp xếp"),
            _(
                "Biểu mẫu dựa vào danh sách này để báo địa danh cũ và gợi ý tên xã, phường hiện nay."
            ),
        )
        self._place = place
        self.used = text_label("", "muted")
        self.said = Advice("good")
        self.other = ActionButton(_("Dùng danh sách khác"), self.ask_file, name="folder")
        self.shipped = ActionButton(
            _("Dùng lại danh sách kèm theo chương trình"), self._on_shipped, name="undo"
        )
        for widget in (self.used, self.said, flowing(self.other, self.shipped)):
            self.add(widget)

    def reload(self) -> None:
        """Say which list is in use."""
        places = self._place.office.places
        self.used.setText(source_text(places.gazetteer, own=places.is_own))
        may = self._place.may(Duty.SETTINGS)
        self.other.setEnabled(may)
        self.shipped.setVisible(places.is_own)
        self.shipped.setEnabled(may)

    def ask_file(self) -> QFileDialog:
        """Ask for a list's file; does not block."""
        dialog = QFileDialog(self, _("Chọn danh sách địa danh"), "", "JSON (*.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.open_file(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def open_file(self, path: Path) -> None:
        """Look a list through and use it from now on; one that is none changes nothing."""

        def work(office: Office, _progress: Progress, _cancelled: Cancelled) -> Gazetteer:
            return office.places.load(path)

        self.other.setEnabled(False)
        self.said.say(_("Đang đọc {name}…").format(name=path.name), "info")
        self._place.jobs.start(
            work, finished=self._on_used, failed=self._on_failed, name=_("Đọc danh sách địa danh")
        )

    def _on_used(self, _used: object) -> None:
        self.said.say(_("Từ nay dùng danh sách này."))
        self.reload()

    def _on_failed(self, error: Exception) -> None:
        self.reload()
        message = getattr(error, "message", "")
        if not message:
            self.said.say(_("Chưa đọc được danh sách. Chọn tệp khác."), "bad")
            raise error
        self.said.say(message, "bad")

    def _on_shipped(self) -> None:
        if guard(self._place, self._place.office.places.use_shipped) is not None:
            self._on_used(None)
