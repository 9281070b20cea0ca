"""Dossiers (hồ sơ, F3): one search box for everything, counted filters, a list of any length."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.desk.dossier.line_columns import LineWords
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.i18n import _, plural
from counter_app.qt.dossiers.filter_bar import FilterBar
from counter_app.qt.dossiers.lines import LinesModel
from counter_app.qt.dossiers.lines_view import LinesView
from counter_app.qt.kit.cards import EmptyState, text_label
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.held_keys import is_repeat
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.rows_table import with_foot
from counter_app.qt.kit.signed_edit import SignedEdit
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.paper.amounts import grouped

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTLED_MS = 120
"""The search begins when typing pauses this long; Enter begins it at once."""
READ_MS = 1_500
"""The found dossiers count as read when nothing else is typed for so long."""


class DossiersPage(Page):
    """The list, or what a search found in it."""

    name: ClassVar[str] = "dossiers"
    icon: ClassVar[str] = "dossiers"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.DOSSIER, Noun.STAFF, Noun.CATALOGUE})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        office = place.office
        self._noted = ""
        self.words = LineWords(office.dossiers.today, office.dossiers.soon)
        self.model = LinesModel(office.dossiers, self.words, self)
        self._build()
        self._connect()

    @override
    def title(self) -> str:
        return _("Hồ sơ")

    def _build(self) -> None:
        self.search = SignedEdit(
            sign="search",
            clears=True,
            placeholder=_(
                "Quét giấy hẹn, hoặc gõ mã, họ tên (có dấu hay không), đuôi điện thoại, đuôi số định danh"
            ),
        )
        self.search.setAccessibleName(_("Tìm hồ sơ"))
        self.search.setObjectName("dossierSearch")
        self.search.setProperty("takesScans", True)
        self.filters = FilterBar()
        self.view = LinesView(self.model)
        self.summary = text_label("", "muted")
        self.nothing = EmptyState("search", "", "")
        self.no_dossiers = EmptyState(
            "dossiers", _("Chưa có hồ sơ nào"), _("Bấm F2 để tiếp nhận hồ sơ đầu tiên.")
        )
        self.stack = QStackedWidget()
        self.listed = with_foot(self.view)
        for widget in (self.listed, self.nothing, self.no_dossiers):
            self.stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        layout.setSpacing(scaled(8))
        layout.addWidget(self.search)
        layout.addWidget(self.filters)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.summary)

    def _connect(self) -> None:
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self.show_wanted)
        self.search.textChanged.connect(lambda _text: self._settled.start())
        self._read_by_now = QTimer(self, singleShot=True, interval=READ_MS)
        self._read_by_now.timeout.connect(self._note_found)
        for above in (self.search, *self.filters.buttons.values(), self.filters.mine):
            above.installEventFilter(self)
        self.filters.changed.connect(self._on_filter)
        self.filters.mine_turned.connect(self._count)
        self.filters.kept.wanted.connect(self._on_kept)
        self.filters.kept.named.connect(self._on_named)
        self.filters.kept.dropped.connect(self._on_dropped)
        self.view.narrowed = self._narrowed
        self.view.to_hand_over.connect(lambda codes: self.place.hub.go("handover", codes))
        self.view.wanted.connect(self._on_wanted)

    @override
    def reload(self) -> None:
        office = self.place.office
        self.filters.blockSignals(True)
        sectors = [(sector.key, sector.name) for sector in office.catalogue.sectors()]
        self.words.sectors, self.words.officers = dict(sectors), office.staff.names()
        self.words.doubted = office.dossiers.doubted()
        officers = [(item.login, item.name) for item in office.staff.officers()]
        self.filters.offer(sectors, officers, whose=office.views.own_login())
        self.filters.blockSignals(False)
        self.filters.kept.offer(office.views.filters(), self.filters.kept.choice.value() or "")
        self._count()
        self._read()
        self.view.stay()
        self._show_summary()

    @override
    def enter(self, argument: object = None) -> None:
        if isinstance(argument, str):
            self.search.setText(argument)
        elif isinstance(argument, DossierFilter):
            self.search.clear()
            desk = self.place.office.dossiers
            self.filters.show_filter(argument, desk.today(), desk.soon())
            self._count()
        if argument is not None:
            self.show_wanted()

    def _count(self) -> None:
        """The numbers on the buttons: of all, or of the own ones."""
        self.filters.show_counts(self.place.office.dossiers.counts(whose=self.filters.whose()))

    @override
    def in_hand(self) -> str:
        line = self.view.current_line()
        return line.code if line is not None else ""

    @override
    def first_field(self) -> QWidget:
        return self.search

    def show_wanted(self) -> None:
        """Show what the search box, or else the filters, ask for; the row in hand stays in hand, else the best is."""
        self.filters.kept.follow(self.filters.said())
        self._read()
        if self.view.current_line() is None:
            self.view.go_to(0)
        self._show_summary()

    def _read(self) -> None:
        self._settled.stop()
        text = self.search.value()
        if text:
            self.model.show_found(text)
            self._read_by_now.start()
        else:
            desk = self.place.office.dossiers
            self.model.show_filter(self.filters.chosen(desk.today(), desk.soon()))

    def _note_found(self) -> None:
        """Write down what a search found, once for each text that somebody stopped at."""
        self._read_by_now.stop()
        text, rows = self.search.value(), self.model.rows()
        if text and text != self._noted and rows:
            self.place.office.access.found(text, rows)
        self._noted = text

    def _narrowed(self) -> str:
        """The search, or else the filters, as a workbook of the list tells them."""
        text = self.search.value()
        return _("tìm “{text}”").format(text=text) if text else self.filters.words()

    def _on_wanted(self, code: str) -> None:
        self._note_found()
        self.place.hub.go("dossier", code)

    def _on_kept(self, name: str) -> None:
        gone = self.filters.put(self.place.office.views.filters().get(name, {}))
        self._count()
        self._on_filter()
        if gone:
            text = _("Bộ lọc “{name}”: {what} không còn, đang xem không lọc theo đó.")
            self.place.hub.notice(Tone.WARNING, text.format(name=name, what=gone))

    def _on_named(self, name: str) -> None:
        self._keep(name, self.filters.said())

    def _on_dropped(self, name: str) -> None:
        views = self.place.office.views
        said = views.filters().get(name, {})
        views.drop_filter(name)
        self.filters.kept.offer(views.filters())
        self.place.hub.offer_undo(
            _("Đã bỏ bộ lọc “{name}”.").format(name=name), lambda: self._keep(name, said)
        )

    def _keep(self, name: str, said: Mapping[str, str]) -> None:
        views = self.place.office.views
        if guard(self.place, lambda: views.keep_filter(name, said)):
            self.filters.kept.offer(views.filters(), name)

    def _on_filter(self) -> None:
        if self.search.text():
            self.search.clear()
        self.show_wanted()

    def _show_summary(self) -> None:
        shown, text = self.model.rowCount(), self.search.value()
        if shown:
            self.summary.setText(self._found_text() if text else "")
            self.summary.setVisible(bool(text))
            self.stack.setCurrentWidget(self.listed)
            return
        self.summary.setText("")
        if not text and self.filters.is_plain():
            self.stack.setCurrentWidget(self.no_dossiers)
            return
        if text:
            self.nothing.say(
                _("Không tìm thấy “{text}”").format(text=text[:60]),
                _("Thử gõ ít chữ hơn, không dấu, hoặc 3–4 số cuối điện thoại, mã hồ sơ."),
            )
        else:
            self.nothing.say(_("Không có hồ sơ nào ở nhóm này"), _("Bấm Alt+1 để xem tất cả."))
        self.stack.setCurrentWidget(self.nothing)

    def _found_text(self) -> str:
        """The true number of finds, with a word where they are too many to be sorted."""
        total = self.model.total
        if total is None:
            return _("Tìm thấy nhiều hơn số hồ sơ đang xem. Gõ thêm chữ để thu hẹp.")
        text = plural("Tìm thấy {count} hồ sơ. Bấm Enter để mở.", total)
        more = "" if self.model.can_sort() else _(" Gõ thêm chữ để sắp xếp được.")
        return text.format(count=grouped(total)) + more

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down and self.model.rowCount():
                self.view.setFocus()
                return True
            if watched is self.search:
                return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Enter searches at once and opens a single find."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not is_repeat(event):
                self._on_enter()
            return True
        return False

    def _on_enter(self) -> None:
        if self._settled.isActive():
            self.show_wanted()
        if self.model.rowCount() == 1 and self.search.value():
            self.view.wanted.emit(self.model.line(0).code)
        elif self.model.rowCount():
            self.view.setFocus()
