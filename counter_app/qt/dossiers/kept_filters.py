"""Filters an officer has kept under names of the own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import scaled

LONGEST = 60


class KeptFilters(QWidget):
    """The kept ones to choose from; one button keeps what is chosen now, one forgets the one in hand.

    Signals:
        wanted(str): the filter of this name.
        named(str): keep what is chosen now under this name.
        dropped(str): forget the filter of this name.
    """

    wanted = Signal(str)
    named = Signal(str)
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._kept: Mapping[str, Mapping[str, str]] = {}
        self.choice = Choice()
        self.choice.setAccessibleName(_("Bộ lọc đã lưu"))
        self.choice.setFixedWidth(scaled(170))
        self.keep = _button("save", _("Lưu bộ lọc đang chọn"))
        self.drop = _button("delete", _("Bỏ bộ lọc đã lưu này"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scaled(4))
        for widget in (self.choice, self.keep, self.drop):
            line.addWidget(widget)
        self.choice.chosen.connect(self._on_chosen)
        self.keep.clicked.connect(self._ask_name)
        self.drop.clicked.connect(lambda: self.dropped.emit(self.choice.value() or ""))

    def offer(self, kept: Mapping[str, Mapping[str, str]], now: str = "") -> None:
        """Offer these; ``now`` is the one in hand."""
        self._kept = kept
        self.choice.blockSignals(True)
        self.choice.offer([("", _("Bộ lọc đã lưu")), *((name, name) for name in kept)])
        self.choice.choose(now if now in kept else "")
        self.choice.blockSignals(False)
        self.drop.setEnabled(bool(self.choice.value()))

    def follow(self, said: Mapping[str, str]) -> None:
        """Name no filter that is not the one chosen now: it can then be chosen again."""
        name = self.choice.value() or ""
        if name and _asked(self._kept.get(name, {})) != _asked(said):
            self.offer(self._kept)

    def _on_chosen(self, name: object) -> None:
        self.drop.setEnabled(bool(name))
        if name:
            self.wanted.emit(str(name))

    def _ask_name(self) -> None:
        dialog = KeepFilterDialog(self.choice.value() or "", self)
        dialog.named.connect(self.named)
        dialog.open()


class KeepFilterDialog(Dialog):
    """Under which name the filter is kept; one of the same name gives way.

    Signals:
        named(str): the name.
    """

    named = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = LineEdit(name, most=LONGEST)
        self._field = Field(_("Tên bộ lọc"), self.name, required=True)
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        lay_out(
            self,
            title=_("Lưu bộ lọc"),
            about=_("Trùng tên thì thay bộ lọc cũ."),
            meaning="",
            parts=(self._field,),
            buttons=(self.leaving(), self.save),
            wide=420,
        )
        self.finished.connect(self.deleteLater)
        self.name.setFocus()
        self.name.selectAll()

    def _on_save(self) -> None:
        name = " ".join(self.name.value().split())
        if not name:
            self._field.set_error(_("Chưa có tên bộ lọc. Gõ tên, chẳng hạn hồ sơ đến hạn hôm nay."))
            self.name.setFocus()
            return
        self.named.emit(name)
        self.accept()


def _asked(said: Mapping[str, str]) -> dict[str, str]:
    """The parts a filter asks for, without those it leaves open."""
    return {part: value for part, value in said.items() if value not in ("", "0")}


def _button(sign: str, text: str) -> PushButton:
    button = PushButton()
    button.setProperty("tone", "quiet")
    button.setIcon(icon(sign, "ink"))
    button.setToolTip(text)
    button.setAccessibleName(text)
    return button
