"""Danh mục thủ tục: what can be asked for here, found by a few letters, checked against the province's announcement."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from counter_app.desk.desk import Noun
from counter_app.domain.catalogue import Procedure, ReviewState
from counter_app.i18n import _
from counter_app.qt.catalogue_parts.details import ProcedureDetails
from counter_app.qt.catalogue_parts.words import short_limit
from counter_app.qt.labels import review_label
from counter_app.qt.models.rows import Column, RowsModel
from counter_app.qt.page import Page
from counter_app.qt.widgets.cards import EmptyState, text_label
from counter_app.qt.widgets.fields import Choice, LineEdit
from counter_app.qt.widgets.rows_table import RowsTable
from counter_app.qt.widgets.side_by_side import SideBySide
from counter_app.qt.widgets.theme import scaled

if TYPE_CHECKING:
    from counter_app.qt.workplace import Workplace


class CataloguePage(Page):
    """Search and list at the left, the chosen procedure at the right; ``enter(code)`` shows that one."""

    name: ClassVar[str] = "catalogue"
    icon: ClassVar[str] = "catalogue"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.CATALOGUE})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._sectors: dict[str, str] = {}
        self.search = LineEdit(placeholder=_("Tên không dấu, chữ cái đầu (dkks) hoặc mã"))
        self.search.setAccessibleName(_("Tìm thủ tục"))
        self.sector = Choice()
        self.sector.setAccessibleName(_("Lĩnh vực"))
        self.sector.let_shrink()
        self.unchecked = QCheckBox(_("Chỉ thủ tục &cần xác nhận"))
        self.model: RowsModel[Procedure] = RowsModel(
            [
                Column(_("Thủ tục"), lambda item: item.name),
                Column(_("Mã"), lambda item: item.code),
                Column(_("Thời hạn"), short_limit),
                Column(_("Tình trạng"), lambda item: review_label(item.state)),
            ]
        )
        self.table = RowsTable(self.model, _("Danh sách thủ tục"))
        self.empty = EmptyState("search", _("Không có thủ tục nào như vậy."), _("Gõ ít chữ hơn."))
        self.count = text_label("", "muted")
        self.details = ProcedureDetails(place)
        self._build()
        self._connect()

    def _build(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(self.search, 3)
        filters.addWidget(self.sector, 2)
        left = QVBoxLayout()
        left.addWidget(text_label(self.title(), "title"))
        left.addLayout(filters)
        below = QHBoxLayout()
        below.addWidget(self.unchecked)
        below.addWidget(self.count, 1)
        left.addLayout(below)
        left.addWidget(self.table, 1)
        left.addWidget(self.empty, 1)
        left.setContentsMargins(0, 0, 0, 0)
        listing = QWidget()
        listing.setLayout(left)
        self.search.setMinimumWidth(scaled(150))
        self.table.setMinimumHeight(scaled(150))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.addWidget(SideBySide(listing, self.details, least=820, weights=(6, 5)))

    def _connect(self) -> None:
        self._typing = QTimer(self, singleShot=True, interval=120)
        self._typing.timeout.connect(self._show_matches)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._on_enter)
        self.sector.chosen.connect(lambda _key: self._show_matches())
        self.unchecked.toggled.connect(lambda _on: self._show_matches())
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _at: self.details.edit_now())

    @override
    def title(self) -> str:
        return _("Danh mục thủ tục")

    @override
    def reload(self) -> None:
        sectors = self.place.office.catalogue.sectors()
        self._sectors = {sector.key: sector.name for sector in sectors}
        self.sector.offer([("", _("Mọi lĩnh vực")), *self._sectors.items()])
        self._show_matches()

    @override
    def enter(self, argument: object = None) -> None:
        if isinstance(argument, str):
            self.search.setText(argument)
            self._show_matches()

    @override
    def first_field(self) -> QWidget | None:
        return self.search

    def matches(self) -> list[Procedure]:
        """What search box, sector and tick let through, best match first."""
        text, sector = self.search.value(), self.sector.value() or ""
        states = (ReviewState.NEEDS_CONFIRMATION,) if self.unchecked.isChecked() else ()
        return self.place.office.catalogue.find(text, sector=sector, states=states)

    def _show_matches(self) -> None:
        self._typing.stop()
        shown = self.details.procedure
        found = self.matches()
        self.model.show(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.details.setVisible(bool(found))
        self.count.setText(_("{count} thủ tục").format(count=len(found)))
        key = (shown.code, shown.valid_from) if shown is not None else None
        self.table.choose(max(self.model.find(lambda item: (item.code, item.valid_from) == key), 0))

    def _on_enter(self) -> None:
        self._show_matches()
        self.table.setFocus()

    def _on_chosen(self, at: int) -> None:
        procedure = self.model.row(at)
        if procedure is not None:
            sector = self._sectors.get(procedure.sector, procedure.sector)
            self.details.show_procedure(procedure, sector)
