"""A list to work off: rows ticked, one reason, one act for all of them; printed or saved to be called from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.access.book import NO_REASON
from counter_app.domain.paper.report_table import Table
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.office import Office
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import EmptyState, scrolling, text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.jobs import Cancelled, Progress
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.rows_table import LowTable
from counter_app.qt.kit.saving import ask_and_save
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.kit.ticked import TickedModel
from counter_app.qt.kit.why_dialog import ask_to_take
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.tables.columns import Column

T = TypeVar("T")
MOST_NAMED = 5
LEAST_TABLE = 130
"""Pixels at 100 % text: the heads and two rows. With less room the whole list scrolls."""


class ListDialog(Dialog, Generic[T]):
    """Title, a sentence, the table with ticks, and a foot; subclasses add their fields and the act.

    Enter on a row opens its dossier, Space ticks it.
    """

    writes = False
    opening_width = 1120

    stem = "danh-sach"

    def __init__(
        self, place: Workplace, title: str, columns: Sequence[Column[T]], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.place = place
        self.setWindowTitle(title)
        self.about = text_label("", "muted")
        self.model: TickedModel[T] = TickedModel(
            columns, self, key=self.code_of, may=self.may, propose=self.propose
        )
        self.table = LowTable(self.model, title, stem=self.stem)
        self.table.setMinimumHeight(scaled(LEAST_TABLE))
        self.all = TickBox(_("Chọn tất cả (Alt+C)"))
        self.all.setShortcut("Alt+C")
        self.empty = EmptyState("ok", self.nothing())
        self.said = Advice("good")
        self.moved = Advice("warning")
        self.print = ActionButton(
            _("Xem trước và in"),
            self._print,
            name="printer",
            key="Ctrl+P",
            tone="" if self.acts() else "primary",
        )
        self.xlsx = ActionButton(_("Lưu Excel"), self._save, name="chart", key="Alt+E")
        self.shut = self.leaving()
        self._build(title)
        self._connect()
        self.reload()
        if rows := self.model.rows():
            place.office.access.listed(self.stem, rows)

    def _build(self, title: str) -> None:
        outer = self.column()
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(scaled(10))
        self.heading = text_label(title, "title")
        box.addWidget(self.heading)
        box.addWidget(self.about)
        self.add_fields(box)
        box.addWidget(self.all)
        box.addWidget(self.table, 1)
        box.addWidget(self.table.foot)
        box.addWidget(self.empty, 1)
        box.addWidget(self.moved)
        box.addWidget(self.said)
        area = scrolling(box)
        outer.addWidget(area, 1)
        outer.addWidget(self.foot(*self.acts(), self.print, self.xlsx, self.shut))
        self.grow_with(area)

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.installEventFilter(self)
        self.all.clicked.connect(self.model.tick_all)
        self.model.ticked_changed.connect(self._on_ticked)
        self.place.hub.changed.connect(self._on_changed)
        self.finished.connect(self.deleteLater)

    def rows(self) -> Sequence[T]:
        """The rows of the list now."""
        raise NotImplementedError

    def total(self) -> int | None:
        """The number there are, where ``rows`` ends before all of them."""
        return None

    def code_of(self, row: T) -> str:
        """The dossier behind a row."""
        raise NotImplementedError

    def tables(self) -> Sequence[Table]:
        """The list as it is printed."""
        raise NotImplementedError

    def nothing(self) -> str:
        """The sentence of an empty list."""
        return _("Không có hồ sơ nào.")

    def may(self, _row: T) -> bool:
        """True if a row can be ticked."""
        return True

    def propose(self, _row: T) -> bool:
        """True if a row is ticked without being asked for."""
        return True

    def acts(self) -> Sequence[ActionButton]:
        """Buttons before printing and closing."""
        return ()

    def add_fields(self, _box: QVBoxLayout) -> None:
        """Add the fields that stand above the list."""

    def on_ticked(self, _count: int) -> None:
        """Another number of rows is ticked."""

    def reload(self) -> None:
        """Read the list again; the row in hand stays in hand, rows that are new are proposed."""
        rows = self.rows()
        self.model.show(rows, total=self.total())
        self.moved.say("")
        self._show_list()

    def _on_changed(self) -> None:
        """Something changed: ticks stay as they are, and what somebody else changed under them is told."""
        rows = self.rows()
        gone, new = self.model.show_again(rows, total=self.total())
        if self.place.hub.elsewhere and (gone or new):
            codes = ", ".join(self.code_of(row) for row in gone[:MOST_NAMED])
            self.moved.say(
                [
                    plural(
                        "{count} hồ sơ đã chọn không còn trong danh sách: {codes}. Xem lại trước khi làm.",
                        len(gone),
                    ).format(count=len(gone), codes=codes)
                    if gone
                    else "",
                    plural("{count} hồ sơ mới vào danh sách, chưa được chọn.", len(new)).format(
                        count=len(new)
                    )
                    if new
                    else "",
                ]
            )
        self._show_list()

    def _show_list(self) -> None:
        self.table.stay()
        some = self.model.rowCount() > 0
        self.table.setVisible(some)
        self.empty.setVisible(not some)
        proposed = self.model.proposed()
        every = proposed == self.model.tickable()
        self.all.setText(
            _("Chọn tất cả (Alt+C)") if every else _("Chọn mọi dòng được đề nghị (Alt+C)")
        )
        self.all.setShortcut("Alt+C")  # which went with the text
        self.all.setVisible(some and bool(self.acts()) and proposed > 0)
        for button in (self.print, self.xlsx):
            button.setEnabled(some)

    def _on_ticked(self) -> None:
        self.all.setChecked(self.model.all_ticked())
        self.on_ticked(len(self.model.ticked()))

    def _open(self, at: int) -> None:
        row = self.model.row(at)
        # A key may still be under way to a dialog whose officer has just signed out.
        if row is not None and self.isVisible():
            self.reject()
            self.place.hub.go("dossier", self.code_of(row))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.table
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        ):
            self.model.turn(self.table.currentIndex().row())
            return True
        return super().eventFilter(watched, event)

    def _print(self) -> None:
        from counter_app.qt.kit.sheet_dialog import SheetDialog

        tables = self.tables()

        def draw(office: Office) -> bytes:
            return office.reports.pdf(tables)

        SheetDialog(self.place, draw, self.windowTitle(), self.stem, self, citizens=True).open()

    def _save(self, why: str = "") -> None:
        tables, stem = self.tables(), self.stem

        def work(office: Office, _progress: Progress, _cancelled: Cancelled) -> bytes:
            office.access.exported_tables(stem, tables, why=why)
            return office.reports.xlsx(tables)

        self.place.jobs.start(
            work, finished=self._saved, failed=self._on_failed, name=_("Lập danh sách")
        )

    def _saved(self, data: bytes) -> None:
        ask_and_save(
            self.place,
            self,
            f"{self.stem}.xlsx",
            data,
            self.said.say_saved,
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, RuleError) and error.rule == NO_REASON:
            ask_to_take(self, error.message, self._save)
            return
        show_error(self.place, error)

    def tell(self, error: Any) -> None:
        """Say below the list why nothing was done."""
        self.said.say(error.message, "bad")
