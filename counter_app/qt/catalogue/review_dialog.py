"""Reviewing in bulk: a sector's procedures beside what its published decision says, ticked and confirmed together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.act import Done
from counter_app.domain.catalogue.sectors import Procedure
from counter_app.i18n import _, plural
from counter_app.qt.catalogue.words import fee_note, limit_rank, mark_label, short_limit
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import EmptyState, scrolling, text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.ticked import TickedModel
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.catalogue.listing import limit_words, source_title, sources_text
from counter_app.wording.tables.columns import Column


class ReviewDialog(Dialog):
    """Nothing is ticked to begin with: whoever confirms has looked. What promises a time and has none cannot be."""

    writes = False
    opening_width, opening_height = 980, 660

    def __init__(self, place: Workplace, sector: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._send = place, Sending()
        self.setWindowTitle(_("Rà soát theo lĩnh vực"))
        self.sector = Choice()
        self.sector.let_shrink()
        self.source = LineEdit(placeholder=_("Quyết định số … ngày …"), most=300)
        self.model: TickedModel[Procedure] = TickedModel(
            [
                Column(_("Thủ tục"), lambda item: item.name),
                Column(_("Mã"), lambda item: item.code),
                Column(_("Thời hạn"), _short_limit, sort=limit_rank),
                Column(_("Phí, lệ phí"), fee_note),
                Column(_("Nguồn"), lambda item: mark_label(item.mark)),
            ],
            key=lambda item: (item.code, item.valid_from),
            may=has_limit,
        )
        self.table = RowsTable(self.model, _("Thủ tục cần rà soát"), stem="thu-tuc-can-ra-soat")
        self.table.citizens = False
        self.detail = text_label("")
        self.empty = EmptyState("ok", _("Lĩnh vực này không còn thủ tục nào cần rà soát."))
        self.advice = Advice("info")
        self.save = ActionButton(
            _("Xác nhận"), self._on_save, name="ok", key="Ctrl+Return", tone="primary", bind=False
        )
        self.everything = ActionButton(_("Đánh dấu tất cả"), self._on_all, key="Alt+A")
        self.leave = self.leaving()
        self.fields = {
            "sector": Field(_("Lĩnh vực"), self.sector),
            "source": Field(_("Văn bản công bố đã đối chiếu"), self.source, required=True),
        }
        self._build()
        self._connect()
        sectors = place.office.catalogue.sectors()
        self.sector.offer([(item.key, item.name) for item in sectors])
        self.sector.choose(sector or self._first_waiting())
        self._show_rows()

    def _build(self) -> None:
        box = self.column()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(text_label(self.windowTitle(), "title"))
        told = QVBoxLayout()
        told.addWidget(self.detail)
        self.about = scrolling(told)
        self.about.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows scroll it without a mouse
        self.about.setAccessibleName(_("Căn cứ từng phần"))
        self.table.setMinimumHeight(scaled(150))
        for part in (
            *self.fields.values(),
            self.table,
            self.table.foot,
            self.empty,
            self.about,
            self.advice,
        ):
            column.addWidget(part, int(part in (self.table, self.empty, self.about)))
        box.addWidget(scrolling(column), 1)
        box.addWidget(self.foot(self.everything, self.leave, self.save))

    def _connect(self) -> None:
        self.sector.chosen.connect(lambda _key: self._show_rows())
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self.model.turn)
        self.model.ticked_changed.connect(self._show_count)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self.model.turn(self.table.currentIndex().row()))
        self.finished.connect(self.deleteLater)

    def _first_waiting(self) -> str:
        waiting = self._place.office.catalogue.to_review()
        return waiting[0].sector if waiting else ""

    def _show_rows(self) -> None:
        found = self._place.office.catalogue.to_review(self.sector.value() or "")
        self.model.show([])
        self.model.show(found)
        self.model.tick_all(False)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.about.setVisible(bool(found))
        self.table.choose(0)
        self.advice.say(_left_out(found))
        self._show_count()

    def _show_count(self) -> None:
        count = len(self.model.ticked())
        self.save.setText(
            plural("Xác nhận {count} thủ tục (Ctrl+Enter)", count).format(count=count)
        )
        self.save.setEnabled(bool(count))
        self.everything.setEnabled(self.model.tickable() > 0)

    def _on_all(self) -> None:
        self.model.tick_all(len(self.model.ticked()) < self.model.tickable())

    def _on_chosen(self, at: int) -> None:
        item = self.model.row(at)
        if item is None:
            self.detail.setText("")
            return
        limit = f"{source_title('limit')}: {_limit(item)}"
        parts = (limit, item.source, item.legal_basis, sources_text(item), item.note)
        self.detail.setText("\n".join(part for part in parts if part))

    def _on_save(self) -> None:
        if self.model.ticked():
            self._place.act(self._confirm, self.fields, self._on_confirmed)

    def _confirm(self) -> Done[tuple[Procedure, ...]]:
        versions = [(item.code, item.valid_from) for item in self.model.ticked()]
        catalogue = self._place.office.catalogue
        return self._send(catalogue.confirm_procedures, versions, source=self.source.value())

    def _on_confirmed(self, confirmed: tuple[Procedure, ...]) -> None:
        told = _("Đã xác nhận {count} thủ tục.").format(count=len(confirmed))
        self._place.hub.notice(Tone.GOOD, told)
        self._show_rows()


def has_limit(item: Procedure) -> bool:
    """True if it can be confirmed: it has a limit, or promises no time."""
    return item.limit is not None or item.no_due


def _limit(item: Procedure) -> str:
    return limit_words(item.limit, no_due=item.no_due) or _("Chưa có")


def _short_limit(item: Procedure) -> str:
    return short_limit(item) if item.limit else _limit(item)


def _left_out(found: Sequence[Procedure]) -> str:
    count = sum(not has_limit(item) for item in found)
    if not count:
        return ""
    return _("{count} thủ tục chưa có thời hạn: sửa từng thủ tục rồi mới xác nhận được.").format(
        count=count
    )
