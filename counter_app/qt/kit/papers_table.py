"""The checklist of papers (thành phần hồ sơ): what was handed in, in which form, how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.catalogue.sectors import PaperItem, PaperKind
from counter_app.domain.dossier.dossier import Original
from counter_app.domain.text import clean, exact_key
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.count_box import CountBox
from counter_app.qt.kit.enter import reveal
from counter_app.qt.kit.fields import Choice, LineEdit
from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.held_keys import is_repeat
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.paper_name import PaperName
from counter_app.qt.kit.plain import plain_label, plain_tip
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox
from counter_app.wording.dossier.labels import paper_kind_label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

MOST_OF_ONE = 99
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_CONDITIONS = ("(nếu", "(khi", "(đối với", "(trường hợp")
"""Names that already say when the paper is needed."""


class _Tick(TickBox):
    """A box whose Enter goes to the next paper, past the form and the number, which Tab reaches.

    Signals:
        passed(): Enter was pressed.
    """

    passed = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() in _PLAIN:
            if not is_repeat(event):
                self.passed.emit()
            return
        super().keyPressEvent(event)


class PaperRow:
    """The widgets of one paper; ``own`` rows were added by the officer and carry their name in a box.

    ``reported``: the citizen told at the kiosk that he has it. Only the tick says that it lies here.
    """

    def __init__(self, paper: PaperItem, *, given: bool, own: bool = False) -> None:
        self.paper = paper
        self.own, self.reported = own, False
        self.given = _Tick()
        self.given.setChecked(given)
        self.kind = Choice([(kind, paper_kind_label(kind).text) for kind in PaperKind])
        self.kind.choose(paper.kind)
        self.kind.let_shrink()
        self.kind.setMinimumContentsLength(7)
        self.quantity = CountBox(MOST_OF_ONE, paper.quantity)
        self.quantity.setMaximumWidth(scaled(64))
        self.keep = TickBox()
        self.name: QWidget
        if own:
            self.name = LineEdit(paper.name, placeholder=_("Tên giấy tờ khác"), most=500)
            self.name.setAccessibleName(_("Tên giấy tờ khác"))
        else:
            self.name = PaperName(self._words(), self.given)
        self._name_widgets()

    def _words(self) -> str:
        name = self.paper.name
        conditional = any(mark in name for mark in _CONDITIONS)
        if not (self.paper.required or conditional):
            name = _("{name} (nếu có)").format(name=name)
        return "\n".join((name, _("Công dân báo đã mang"))) if self.reported else name

    def report(self, *, said: bool = True) -> None:
        """Say beside the name that the citizen said to have it."""
        self.reported = said
        if isinstance(self.name, QLabel):
            self.name.setText(self._words())

    def _name_widgets(self) -> None:
        words = self.paper.name or _("giấy tờ khác")
        self.given.setAccessibleName(_("Đã nộp: {name}").format(name=words))
        self.given.setToolTip(plain_tip(words))
        self.kind.setAccessibleName(_("Loại bản của {name}").format(name=words))
        self.quantity.setAccessibleName(_("Số lượng {name}").format(name=words))
        self.keep.setAccessibleName(_("Giữ bản chính {name}").format(name=words))
        self.keep.setToolTip(_("Đơn vị giữ bản chính này và trả lại sau"))

    def widgets(self) -> tuple[QWidget, ...]:
        """The widgets from left to right."""
        return (self.given, self.name, self.kind, self.quantity, self.keep)

    def item(self) -> PaperItem:
        """The paper as it stands in the row."""
        name = clean(self.name.text()) if isinstance(self.name, LineEdit) else self.paper.name
        return replace(
            self.paper,
            name=name,
            kind=PaperKind(self.kind.value()),
            quantity=self.quantity.count(),
        )

    def state(self) -> dict[str, Any]:
        """JSON-safe."""
        return {**self.item().to_dict(), "given": self.given.isChecked(), "own": self.own} | {
            "keep": self.keep.isChecked(),
            "reported": self.reported,
        }


def _before(widget: QWidget) -> QWidget:
    """The widget before another one in the order of Tab, shown or not."""
    found = widget.previousInFocusChain()
    while found is not None and found is not widget:
        if found.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return found
        found = found.previousInFocusChain()
    return widget


class PapersTable(QWidget):
    """The rows with their heads, and a way to add one.

    Signals:
        changed(): a tick, a form or a number changed.
        passed(): Enter was pressed on the last paper's tick.
    """

    changed = Signal()
    passed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PaperRow] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(scaled(10))
        self._grid.setVerticalSpacing(scaled(4))
        self._grid.setColumnStretch(1, 1)
        self._empty = plain_label(_("Chọn thủ tục để có danh mục giấy tờ cần nộp."))
        self._empty.setProperty("role", "muted")
        self.all_given = ActionButton(
            _("Đã đủ giấy tờ"), self._on_all_given, name="ok", key="Alt+D"
        )
        self.as_reported = ActionButton(
            _("Đánh dấu giấy công dân báo"), self._on_as_reported, name="ok", key="Alt+B"
        )
        self.add_own = ActionButton(_("Thêm giấy khác"), self._on_add_own, name="add", key="Alt+T")
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=scaled(8))
        for button in (self.all_given, self.as_reported, self.add_own):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._empty)
        layout.addLayout(self._grid)
        layout.addWidget(buttons)
        heads = (_("Giấy tờ"), _("Loại bản"), _("Số lượng"), _("Giữ"))
        self._heads = [plain_label(text) for text in heads]
        for column, head in enumerate(self._heads, 1):
            head.setProperty("role", "hint")
            self._grid.addWidget(head, 0, column)
        self._show_heads()

    @property
    def rows(self) -> Sequence[PaperRow]:
        """The rows in order."""
        return self._rows

    def first_field(self) -> QWidget:
        """The first paper that is not ticked, else the first, else the button that adds one."""
        ticks: list[QWidget] = [row.given for row in self._rows if not row.given.isChecked()]
        ticks += [row.given for row in self._rows]
        return next(iter(ticks), self.add_own)

    def show_papers(self, papers: Sequence[PaperItem]) -> None:
        """Begin with a procedure's checklist: required papers ticked, the others not."""
        self._clear()
        for paper in papers:
            self._append(PaperRow(paper, given=paper.required))
        self._show_heads()

    def report(self, names: Sequence[str]) -> None:
        """Show which papers the citizen said to have; nothing is ticked until the officer has seen it."""
        said = {exact_key(name) for name in names}
        for row in self._rows:
            row.given.setChecked(False)
            row.report(said=exact_key(row.paper.name) in said)
        self._show_heads()

    def tick_brought(self, papers: Sequence[PaperItem], kept: Sequence[Original]) -> None:
        """Tick what lies on the table and nothing else; what the checklist does not name is added."""
        names = {exact_key(row.item().name): row for row in self._rows}
        for row in self._rows:
            row.given.setChecked(False)
        for paper in papers:
            known = names.get(exact_key(paper.name))
            if known is None:
                self._append(PaperRow(paper, given=True, own=True))
            else:
                known.given.setChecked(True)
        keep = {exact_key(item.name) for item in kept}
        for row in self._rows:
            row.keep.setChecked(exact_key(row.item().name) in keep)
        self._show_heads()

    def given(self) -> tuple[PaperItem, ...]:
        """The papers ticked as handed in."""
        items = [row.item() for row in self._rows if row.given.isChecked()]
        return tuple(item for item in items if item.name)

    def originals(self) -> tuple[Original, ...]:
        """The originals that the office keeps for a while."""
        items = [row.item() for row in self._rows if row.keep.isChecked()]
        return tuple(
            Original(name=item.name, quantity=item.quantity) for item in items if item.name
        )

    def state(self) -> list[dict[str, Any]]:
        """Every row, JSON-safe."""
        return [row.state() for row in self._rows]

    def restore(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put back what ``state`` told."""
        self._clear()
        for state in rows:
            paper = PaperItem.from_dict(dict(state))
            row = PaperRow(paper, given=bool(state["given"]), own=bool(state["own"]))
            row.keep.setChecked(bool(state.get("keep")))
            row.report(said=bool(state.get("reported")))
            self._append(row)
        self._show_heads()

    def _append(self, row: PaperRow) -> None:
        at = len(self._rows) + 1
        self._rows.append(row)
        for column, widget in enumerate(row.widgets()):
            self._grid.addWidget(widget, at, column, Qt.AlignmentFlag.AlignVCenter)
            widget.show()  # at once, so that it can take the keyboard
        row.given.toggled.connect(self.changed)
        row.given.passed.connect(lambda: self._on_passed(row))
        row.kind.currentIndexChanged.connect(self.changed)
        row.quantity.counted.connect(self.changed)
        row.keep.toggled.connect(lambda kept: self._on_keep(row, kept))
        if isinstance(row.name, LineEdit):
            row.name.textChanged.connect(self.changed)
        # A widget made later is last in the order of the keyboard: each row goes in before the buttons below the rows.
        QWidget.setTabOrder(_before(self.all_given), row.given)
        for before, after in (
            (row.given, row.name),
            (row.name if row.own else row.given, row.kind),
            (row.kind, row.quantity),
            (row.quantity, row.keep),
        ):
            QWidget.setTabOrder(before, after)

    def _on_keep(self, row: PaperRow, kept: bool) -> None:
        """A paper that is kept was handed in."""
        if kept:
            row.given.setChecked(True)
        self.changed.emit()

    def _on_passed(self, row: PaperRow) -> None:
        after = self._rows.index(row) + 1
        if after < len(self._rows):
            self._rows[after].given.setFocus(Qt.FocusReason.TabFocusReason)
            reveal(self._rows[after].given)
        else:
            self.passed.emit()

    def _clear(self) -> None:
        for row in self._rows:
            for widget in row.widgets():
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._rows = []

    def _show_heads(self) -> None:
        shown = bool(self._rows)
        for head in self._heads:
            head.setVisible(shown)
        self._empty.setVisible(not shown)
        self.all_given.setVisible(shown)
        self.as_reported.setVisible(any(row.reported for row in self._rows))

    def _on_all_given(self) -> None:
        for row in self._rows:
            row.given.setChecked(True)

    def _on_as_reported(self) -> None:
        for row in self._rows:
            if row.reported:
                row.given.setChecked(True)

    def _on_add_own(self) -> None:
        row = PaperRow(PaperItem(name="", required=False), given=True, own=True)
        self._append(row)
        self._show_heads()
        row.name.setFocus()
        self.changed.emit()
