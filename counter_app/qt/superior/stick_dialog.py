"""The choice of a stick to read: those that are plugged in, found again every few seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.one_shot import Errand
from counter_app.qt.kit.volume_list import VolumeList
from counter_app.sync.stick.volumes import Volume, list_volumes, refusal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.workplace import Workplace

LOOK_MS = 3_000


def unread(volume: Volume, data_dir: Path) -> str:
    """Why nothing is read from a volume; a stick that is locked against writing is read all the same."""
    return refusal(replace(volume, read_only=False), data_dir=data_dir)


def _about(*, writes: bool) -> str:
    """The sentence under the title."""
    if writes:
        return _("USB này mang về cho các đơn vị.")
    return _("Chương trình đọc các gói trong thư mục HS_…, rồi ghi giấy báo nhận (BN_…) lên USB.")


class StickDialog(Dialog):
    """Chooses a stick; ``then`` gets its folder. With a ``word`` for the button it is written, else read."""

    writes = False
    opening_width = 620

    def __init__(
        self,
        place: Workplace,
        then: Callable[[Path], object],
        parent: QWidget | None = None,
        volumes: Callable[[], list[Volume]] = list_volumes,
        *,
        word: str = "",
    ) -> None:
        super().__init__(parent)
        self.place, self._then, self._volumes = place, then, volumes
        self._looking = False
        self._found: list[Volume] = []
        title = _("Chọn USB để ghi") if word else _("Chọn USB của đơn vị")
        self.setWindowTitle(title)
        data_dir = place.office.data_dir
        self.sticks = VolumeList(
            lambda one: refusal(one, data_dir=data_dir) if word else unread(one, data_dir)
        )
        self.reason = Advice("warning")
        self.take = ActionButton(
            word or _("Nhận từ USB này"),
            self._on_take,
            name="usb",
            key="Ctrl+Return",
            tone="primary",
        )
        self.again = ActionButton(_("Tìm lại USB"), self.look, name="refresh", key="F5")
        told = _about(writes=bool(word))
        box = self.column()
        for part in (
            text_label(title, "title"),
            text_label(told, "muted"),
            self.sticks,
            self.reason,
        ):
            box.addWidget(part)
        box.addWidget(self.foot(self.again, self.leaving(), self.take))
        self.sticks.chosen.connect(lambda _volume: self._on_take())
        self.sticks.refused.connect(lambda reason: self.reason.say(reason, "warning"))
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.finished.connect(self.deleteLater)
        self.sticks.setFocus()
        self.look()

    def look(self) -> None:
        """Look for sticks off the window's thread: a drive that hangs must not stop it."""
        if self._looking:
            return
        self._looking = True
        look, found = self._volumes, list[Volume]()
        self._found = found  # its own: one that hangs adds nothing to what a later one finds
        errand = Errand(lambda: found.extend(look()))
        errand.ready.connect(self._on_looked)
        errand.failed.connect(self._on_failed)
        errand.start()

    def _on_looked(self) -> None:
        self._looking = False
        volumes = list(self._found)
        self.sticks.show_volumes(volumes)
        self.take.setEnabled(self.sticks.usable() is not None)
        if not volumes:
            none = _("Chưa thấy USB nào. Cắm USB; danh sách tự hiện sau vài giây.")
            self.reason.say(none, "warning")

    def _on_failed(self, error: Exception) -> None:
        self._looking = False
        unknown = _("Chưa tìm được USB. Rút ra cắm lại, hoặc chọn Từ thư mục (Ctrl+O).")
        self.reason.say(error.message if isinstance(error, CounterError) else unknown, "bad")

    def _on_take(self) -> None:
        volume = self.sticks.usable()
        if volume is not None:
            self.accept()
            self._then(volume.path)
