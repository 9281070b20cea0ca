"""A dossier taken in away from the counter: the point or the home, the officer, and the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.theme import scaled


class PointPart(QWidget):
    """The point, and what only a home visit or a later entry asks; hidden while the office has no points.

    Signals:
        changed(): something was chosen or typed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._home, self._asks_moment = "", True
        self.point, self.visitor = Choice([("", "")]), Choice([("", "")])
        self.address = LineEdit(most=500, placeholder=_("Để trống: địa chỉ của người nộp"))
        self.taken = LineEdit(most=30, placeholder=_("lúc này; hoặc ghi 14:30 22/11/2026"))
        for choice in (self.point, self.visitor):
            choice.let_shrink()
            choice.currentIndexChanged.connect(self._on_changed)
        for edit in (self.address, self.taken):
            edit.textChanged.connect(self.changed)
        self.fields = {
            "point": Field(_("Nơi nhận hồ sơ"), self.point),
            "taken_at": Field(_("Nhận giấy tờ lúc"), self.taken),
            "visited_by": Field(_("Công chức đến nhận"), self.visitor),
            "home_address": Field(_("Địa chỉ đã đến"), self.address),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scaled(12))
        for at, (name, field) in enumerate(self.fields.items()):
            grid.addWidget(field, at // 2, at % 2)
            grid.setColumnStretch(at % 2, 1)
            field.editor.setObjectName(name)
        self.offer((), "", ())

    def offer(self, points: Sequence[str], home: str, officers: Sequence[tuple[str, str]]) -> None:
        """Offer the office's points and its service at home, and who may have gone there."""
        self._home = home
        places = [*points, *([home] if home else [])]
        self.point.offer([("", _("Tại quầy")), *((name, name) for name in places)])
        self.visitor.offer([("", _("Người nhập hồ sơ")), *officers])
        self.setVisible(bool(places))
        self._on_changed()

    def said(self) -> dict[str, Any]:
        """The values chosen here, by the names of the facts; nothing of a home or a moment at the counter."""
        point = str(self.point.value() or "")
        home = bool(point) and point == self._home
        return {
            "point": point,
            "home_address": self.address.value() if home else "",
            "visited_by": str(self.visitor.value() or "") if home else "",
            "taken_at": self.taken.value() if point else "",
        }

    def state(self) -> dict[str, Any]:
        """Everything as typed, JSON-safe."""
        return {
            "point": self.point.value() or "",
            "home_address": self.address.text(),
            "visited_by": self.visitor.value() or "",
            "taken_at": self.taken.text(),
        }

    def ask_no_moment(self) -> None:
        """Leave the moment out: it was said when the dossier was taken in."""
        self._asks_moment = False
        self._on_changed()

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what ``state`` told; an empty one clears."""
        self.point.choose(str(state.get("point") or ""))
        self.visitor.choose(str(state.get("visited_by") or ""))
        self.address.setText(str(state.get("home_address") or ""))
        self.taken.setText(str(state.get("taken_at") or ""))

    def _on_changed(self) -> None:
        point = str(self.point.value() or "")
        self.fields["taken_at"].setVisible(bool(point) and self._asks_moment)
        for name in ("visited_by", "home_address"):
            self.fields[name].setVisible(bool(point) and point == self._home)
        self.changed.emit()
