"""Sticks to choose from by keyboard; disks that will not do stand below with the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from counter_app.i18n import _
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.theme import scaled
from counter_app.sync.stick.volumes import Volume
from counter_app.wording.office.health import size_text

_VOLUME = Qt.ItemDataRole.UserRole
_REASON = Qt.ItemDataRole.UserRole + 1


class VolumeList(QListWidget):
    """Volumes by label, size, free room and serial.

    Signals:
        chosen(object): Enter on a Volume that may be written to.
        refused(str): the reason why the one under the cursor may not.
    """

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, refusal: Callable[[Volume], str]) -> None:
        super().__init__()
        self._refusal = refusal
        self.setAccessibleName(_("Chọn USB"))
        self.setIconSize(QSize(scaled(26), scaled(26)))
        self.setWordWrap(True)
        self.itemActivated.connect(self._on_activated)
        self.currentItemChanged.connect(lambda _now, _before: self._say())

    def show_volumes(self, volumes: Sequence[Volume]) -> None:
        """Show these; the one under the cursor stays there while it is plugged in.

        From one that will not do the cursor goes to a stick that comes: it is what was waited for.
        """
        before = self.current()
        known = {item.identity for item in self._volumes()}
        reasons = [(volume, self._refusal(volume)) for volume in volumes]
        reasons.sort(key=lambda pair: bool(pair[1]))
        self.blockSignals(True)
        self.clear()
        for volume, reason in reasons:
            self.addItem(_item(volume, reason))
        again = [
            row
            for row, (volume, _reason) in enumerate(reasons)
            if before is not None and volume.identity == before.identity
        ]
        come = [
            row
            for row, (volume, reason) in enumerate(reasons)
            if not reason and volume.identity not in known
        ]
        if come and again and reasons[again[0]][1]:
            again = come
        self.setCurrentRow(again[0] if again else 0)
        self.blockSignals(False)
        self._say()

    def current(self) -> Volume | None:
        """The volume under the cursor."""
        at = self.currentRow()
        return self._volumes()[at] if at >= 0 else None

    def _volumes(self) -> list[Volume]:
        items = [self.item(row).data(_VOLUME) for row in range(self.count())]
        return [volume for volume in items if isinstance(volume, Volume)]

    def usable(self) -> Volume | None:
        """The volume under the cursor when it may be written to."""
        return None if self._reason() else self.current()

    def _reason(self) -> str:
        at = self.currentRow()
        return str(self.item(at).data(_REASON)) if at >= 0 else ""

    def _say(self) -> None:
        self.refused.emit(self._reason())

    def _on_activated(self, item: QListWidgetItem) -> None:
        if item.data(_REASON):
            self._say()
        else:
            self.chosen.emit(item.data(_VOLUME))


def _item(volume: Volume, reason: str) -> QListWidgetItem:
    about = _("{free} trống trên {size} · {filesystem} · {path}").format(
        free=size_text(volume.free),
        size=size_text(volume.size),
        filesystem=volume.filesystem,
        path=volume.path,
    )
    serial = _(" · số máy {serial}").format(serial=volume.serial) if volume.serial else ""
    unnamed = str(volume.path) if reason else _("USB không tên")
    title = volume.label or unnamed
    if title == str(volume.path):  # said once is enough; why it is refused names it too
        about = about.removesuffix(f" · {volume.path}")
    lines = [title, about + serial]
    if reason:
        lines.append(reason)
    item = QListWidgetItem(icon("stop" if reason else "usb", "muted" if reason else "accent"), "")
    item.setText("\n".join(lines))
    item.setData(_VOLUME, volume)
    item.setData(_REASON, reason)
    if reason:
        item.setForeground(Qt.GlobalColor.gray)
    return item
