"""The table of rights, roles across and rights down, by the keyboard alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counter_app.desk.act import Done
from counter_app.domain.office.rights import RIGHTS, Duty, Right, RightsTable, Role
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, fill, text_label
from counter_app.qt.kit.dressed import once_dressed
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.held import Held
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.second_person import with_second
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.side_by_side import NARROW
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox
from counter_app.wording.dossier.labels import role_label

if TYPE_CHECKING:
    from counter_app.desk.office.leader_consent import Approval
    from counter_app.qt.kit.workplace import Workplace

_PAGE = 10
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Home: (0, -len(Role)),
    Qt.Key.Key_End: (0, len(Role)),
    Qt.Key.Key_PageUp: (-_PAGE, 0),
    Qt.Key.Key_PageDown: (_PAGE, 0),
}


_WIDE, _APART = 92, 10
"""Pixels of a role's column, and between two."""


class RightBox(TickBox):
    """The tick of a role's right; one that may not be chosen can be walked to, and says why."""

    def __init__(self, right: Right, role: Role) -> None:
        super().__init__()
        self.right, self.role = right, role
        why = right.refusal(role)
        self.why = _(why) if why else ""
        self.may = False
        name = _("{right}, {role}").format(right=_(right.name), role=role_label(role).text)
        self.setAccessibleName(name)
        self.setProperty("lone", True)
        if self.why:
            self.setAccessibleDescription(self.why)
            self.setProperty("fixed", True)

    @override
    def nextCheckState(self) -> None:
        if self.may and not self.why:
            super().nextCheckState()


class RightsGrid(QWidget):
    """The boxes; arrows walk among them, Space ticks, the line below says what the box in hand may be.

    Signals:
        at(QWidget): this box has the keys now.
    """

    at = Signal(QWidget)

    def __init__(self, told: Advice) -> None:
        super().__init__()
        self._told = told
        self.boxes: dict[tuple[Duty, Role], RightBox] = {}
        self._names = [_named(right) for right in RIGHTS]
        self._rows = [[self._box(right, role) for role in Role] for right in RIGHTS]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(_APART))
        self._grid.setVerticalSpacing(scaled(5))
        self.fold(False)

    def _box(self, right: Right, role: Role) -> RightBox:
        box = self.boxes[right.duty, role] = RightBox(right, role)
        box.installEventFilter(self)
        return box

    def fold(self, folded: bool) -> None:
        """Put each name above its boxes, or before them."""
        for line, (name, boxes) in enumerate(zip(self._names, self._rows, strict=True)):
            self._grid.addWidget(name, 2 * line, 0, 1, len(Role) if folded else 1)
            for at, box in enumerate(boxes):
                place = (2 * line + 1, at) if folded else (2 * line, at + 1)
                self._grid.addWidget(box, *place, Qt.AlignmentFlag.AlignHCenter)
        for at in range(len(Role) + 1):
            self._grid.setColumnStretch(at, at < len(Role) if folded else at == 0)
            self._grid.setColumnMinimumWidth(at, 0 if folded or at == 0 else scaled(_WIDE))

    def show_table(self, table: RightsTable, held: Held, *, may: bool) -> None:
        """Show who holds what; ``may``: it can be changed by whoever looks."""
        for (duty, role), box in self.boxes.items():
            held.put(box, table.allows(role, duty))
            box.may = may

    def wish(self) -> dict[Duty, tuple[Role, ...]]:
        """Every right with the roles that are ticked."""
        return {
            right.duty: tuple(role for role in Role if self.boxes[right.duty, role].isChecked())
            for right in RIGHTS
        }

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, RightBox) and event.type() is QEvent.Type.FocusIn:
            self._tell(watched)
            self.at.emit(watched)
        if isinstance(watched, RightBox) and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and event.type() is QEvent.Type.KeyPress:
                self._walk(watched, *step)
                return True
        return super().eventFilter(watched, event)

    def _walk(self, box: RightBox, down: int, across: int) -> None:
        line = next(at for at, row in enumerate(self._rows) if box in row)
        column = self._rows[line].index(box)
        line = min(max(line + down, 0), len(self._rows) - 1)
        column = min(max(column + across, 0), len(self._rows[line]) - 1)
        self._rows[line][column].setFocus(Qt.FocusReason.TabFocusReason)

    def _tell(self, box: RightBox) -> None:
        two = _("Cần hai người.") if box.right.two else ""
        own = box.why or (_("Đơn vị tự chọn: phím Cách giao hoặc thôi.") if box.may else "")
        self._told.say(" ".join(part for part in (f"{box.accessibleName()}.", own, two) if part))


class RoleHeads(QWidget):
    """The roles above their boxes; they stay while the rights below scroll."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        bar = area.verticalScrollBar()
        once_dressed(self, lambda: self._line.setContentsMargins(0, 0, bar.sizeHint().width(), 0))
        self._line.setSpacing(scaled(_APART))
        self._line.addStretch(1)
        self.heads = [text_label(role_label(role).text, "hint") for role in Role]
        for head in self.heads:
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            self._line.addWidget(head)
        self.fold(False)

    def fold(self, folded: bool) -> None:
        """Share the width, or leave what is over to the names."""
        self._line.setStretch(0, not folded)
        for at, head in enumerate(self.heads, 1):
            self._line.setStretch(at, folded)
            head.setMinimumWidth(1 if folded else scaled(_WIDE))
            head.setMaximumWidth(self.maximumWidth() if folded else scaled(_WIDE))


def _named(right: Right) -> QWidget:
    """A right's name, with the picture of two people where it takes two."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(scaled(8))
    line.addWidget(text_label(_(right.name)), 1)
    if right.two:
        two = plain_label()
        two.setPixmap(picture("officers", "accent", 18))
        two.setAccessibleName(_("Cần hai người."))
        line.addWidget(two)
    return holder


class LowArea(QScrollArea):
    """Takes the height that is left, and wants no more than its least."""

    def __init__(self, least: int) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMinimumHeight(least)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


class RightsPart(QWidget):
    """The table, and whether a dossier is processed by those of its sector alone; a leader sets both."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._send = place, Sending()
        self._folded = False
        self.held = Held(self.reload)
        self.told = Advice("info")
        self.grid = RightsGrid(self.told)
        self.own_sector = TickBox(
            _("Chỉ người phụ trách lĩnh vực, người thay,\nlãnh đạo &giải quyết")
        )
        self.only_view = text_label(
            _("Chỉ lãnh đạo đổi được bảng quyền. Nhờ lãnh đạo đăng nhập."), "muted"
        )
        self.save = ActionButton(_("&Lưu"), self._save, name="save", key="Ctrl+S", tone="primary")
        card = Card(
            _("Quyền của từng vai trò"),
            _(
                "Mũi tên đi giữa các ô, phím Cách đánh dấu. Ô mờ không đổi được. Hình hai người: cần hai người."
            ),
        )
        free = _("Không chọn thì ai cũng làm thay được; dòng thời gian ghi hồ sơ do ai phụ trách.")
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(scaled(8))
        for widget in (self.grid, self.own_sector, text_label(free, "hint")):
            inner.addWidget(widget)
        area = LowArea(scaled(140))
        fill(area, inner)
        self.grid.at.connect(area.ensureWidgetVisible)
        self.heads = RoleHeads(area)
        card.add(self.only_view, self.heads)
        card.body.addWidget(area, 1)
        card.add(self.told, self.held.band, flowing(self.save))
        box = QVBoxLayout(self)
        box.addWidget(card)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < scaled(NARROW)
        if folded is not self._folded:
            self._folded = folded
            self.heads.fold(folded)
            self.grid.fold(folded)

    def reload(self) -> None:
        """Show the table as it is now."""
        table, may = self._place.office.rights.table(), self._place.may(Duty.RIGHTS)
        self.grid.show_table(table, self.held, may=may)
        self.held.put(self.own_sector, table.own_sector)
        self.held.settle()
        self.own_sector.setEnabled(may)
        self.only_view.setVisible(not may)
        self.save.setEnabled(may)

    def _save(self) -> None:
        if not self.held.may_save():
            return
        rights, wish = self._place.office.rights, self.grid.wish()
        own = self.own_sector.isChecked()

        def keep(consent: Approval) -> None:
            verb = partial(self._set, wish, own, consent)
            self._place.act(verb, None, self._on_saved, held=self.held)

        if not rights.changes(wish, own_sector=own):
            self._place.hub.notice(Tone.INFO, _("Bảng quyền không có gì thay đổi."))
            return
        about = _("Đổi bảng quyền của đơn vị.")
        with_second(self._place, Duty.RIGHTS, about, keep, self)

    def _set(
        self, wish: dict[Duty, tuple[Role, ...]], own: bool, consent: Approval
    ) -> Done[RightsTable]:
        return self._send(self._place.office.rights.set, wish, own_sector=own, approval=consent)

    def _on_saved(self, _table: RightsTable) -> None:
        self._place.hub.notice(Tone.GOOD, _("Đã đổi bảng quyền."))
