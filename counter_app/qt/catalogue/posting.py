"""Niêm yết: what hangs on the wall, when it was last looked at, and writing down that it was looked at today."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.catalogue.posting import PostingRow, PostingState
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, plural
from counter_app.qt.catalogue.words import posting_label
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import EmptyState, text_label
from counter_app.qt.kit.count_box import CountBox
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.held import Held
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.one_job import OneJob
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.theme import scaled
from counter_app.settings import whole
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace

DUE = frozenset({PostingState.NEVER, PostingState.WRONG, PostingState.LATE})


class PostingPart(QWidget):
    """A row for each version in force; marks go to the chosen rows.

    Signals:
        drawn(bytes, str): the sheet for the wall as PDF, and what its file is called.
    """

    drawn = Signal(bytes, str)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._send = place, Sending()
        self._job = OneJob(place.jobs, self)
        self._job.failed.connect(self._on_failed)
        self._names: dict[str, str] = {}
        self.sector = Choice()
        self.sector.let_shrink()
        self.sector.setAccessibleName(_("Lĩnh vực niêm yết"))
        self.wanted = Choice([("", _("Tất cả")), ("due", _("Cần kiểm tra"))])
        self.wanted.setAccessibleName(_("Xem thủ tục nào"))
        self.days = CountBox(whole("posting_days").most)
        self.days.setMaximumWidth(scaled(90))
        self.held = Held(self.reload)
        self.spot = LineEdit(placeholder=_("Bảng ở sảnh, màn hình tra cứu…"), most=200)
        self.note = LineEdit(most=300)
        self.model: RowsModel[PostingRow] = RowsModel(
            [
                Column(_("Thủ tục"), lambda row: row.procedure.name),
                Column(_("Mã"), lambda row: row.procedure.code),
                Column(_("Niêm yết"), lambda row: posting_label(row.state)),
                Column(_("Kiểm tra lần cuối"), _last_look),
                Column(_("Trực tuyến"), _online),
            ],
            key=lambda row: (row.procedure.code, row.procedure.valid_from),
        )
        self.table = RowsTable(self.model, _("Danh sách niêm yết"), stem="niem-yet")
        self.table.citizens = False
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.count = text_label("", "muted")
        self.empty = EmptyState("ok", _("Không còn thủ tục nào cần kiểm tra."))
        self._make_buttons()
        self._build()
        self.sector.chosen.connect(lambda _key: self._show_rows())
        self.wanted.chosen.connect(lambda _key: self._show_rows())
        self.days.editingFinished.connect(self._on_days)

    def _make_buttons(self) -> None:
        self.right = ActionButton(
            _("Đã kiểm tra, đúng"),
            lambda: self.mark(accurate=True),
            name="ok",
            key="Alt+D",
            tone="primary",
        )
        self.wrong = ActionButton(
            _("Niêm yết chưa đúng"), lambda: self.mark(accurate=False), name="error", key="Ctrl+L"
        )
        self.online = ActionButton(
            _("Đã đăng trên mạng"),
            lambda: self.mark(accurate=True, online=True),
            name="screen",
            key="Ctrl+T",
        )
        self.sheet = ActionButton(
            _("Bảng niêm yết để in"), self._on_sheet, name="printer", key="Ctrl+P"
        )
        self.everything = ActionButton(
            _("Chọn cả danh sách"), self.table.selectAll, name="dossiers", key="Alt+C"
        )

    def _build(self) -> None:
        self.fields = {
            "days": Field(_("Kiểm tra lại sau (ngày)"), self.days),
            "place": Field(_("Nơi niêm yết"), self.spot),
            "note": Field(_("Ghi chú lần kiểm tra"), self.note),
        }
        top = QHBoxLayout()
        top.addWidget(self.sector, 2)
        top.addWidget(self.wanted, 1)
        top.addWidget(self.sheet)
        about = QHBoxLayout()
        about.setSpacing(scaled(14))
        about.addWidget(self.fields["place"], 3)
        about.addWidget(self.fields["note"], 3)
        about.addWidget(self.fields["days"], 2)
        self.buttons = QWidget()
        flow = FlowLayout(self.buttons, spacing=10)
        for button in (self.right, self.wrong, self.online, self.everything):
            flow.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 10, 0, 0)
        box.addLayout(top)
        box.addWidget(self.count)
        box.addWidget(self.table, 1)
        box.addWidget(self.table.foot)
        box.addWidget(self.empty, 1)
        box.addLayout(about)
        box.addWidget(self.held.band)
        box.addWidget(self.buttons)
        self.table.setMinimumHeight(scaled(150))

    def reload(self) -> None:
        """Read again what hangs there."""
        catalogue = self._place.office.catalogue
        self._names = {sector.key: sector.name for sector in catalogue.sectors()}
        self.sector.offer([("", _("Mọi lĩnh vực")), *self._names.items()], keep=True)
        self.held.put(self.days, str(catalogue.settings.posting_days))
        self.held.settle()
        may = self._place.may(Duty.CATALOGUE)
        self.buttons.setVisible(may)
        for field in self.fields.values():
            field.setVisible(may)
        self._show_rows()

    def _show_rows(self) -> None:
        rows = self._place.office.catalogue.posting_rows(self.sector.value() or "")
        due = sum(row.state in DUE for row in rows)
        shown = [row for row in rows if row.state in DUE] if self.wanted.value() else rows
        self.model.show(shown)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.count.setText(
            plural(
                "{due} trong {count} thủ tục đang áp dụng cần kiểm tra niêm yết", len(rows)
            ).format(due=due, count=len(rows))
        )

    def _on_sheet(self) -> None:
        """Draw what is posted up of the chosen sector, or of all."""
        key = str(self.sector.value() or "")
        chosen = [key] if key else []

        def draw(office: Office) -> tuple[bytes, int]:
            papers = office.further_papers
            return papers.draw_posting(chosen), papers.left_off_posting(chosen)

        stem = f"niem-yet-{key}" if key else "niem-yet"
        self._job.start(draw, partial(self._on_drawn, stem), name=_("Lập bảng niêm yết"))

    def _on_drawn(self, stem: str, sheet: tuple[bytes, int]) -> None:
        pdf, left = sheet
        if left:
            self._place.hub.notice(
                Tone.WARNING,
                plural(
                    "Bảng niêm yết bỏ {count} thủ tục chưa rà soát. Rà soát rồi lập lại.", left
                ).format(count=left),
            )
        self.drawn.emit(pdf, stem)

    def _on_failed(self, error: Exception) -> None:
        show_error(self._place, error)

    def chosen(self) -> list[PostingRow]:
        """The rows a mark would go to."""
        chosen = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        rows = [self.model.row(at) for at in chosen]
        return [row for row in rows if row is not None]

    def mark(self, *, accurate: bool, online: bool | None = None) -> None:
        """Write down that the chosen rows were looked at now."""
        versions = [(row.procedure.code, row.procedure.valid_from) for row in self.chosen()]
        self._place.act(
            lambda: self._send(
                self._place.office.catalogue.check_posting,
                versions,
                accurate=accurate,
                online=online,
                place=self.spot.value(),
                note=self.note.value(),
            ),
            self.fields,
            self._marked,
        )

    def _marked(self, count: int) -> None:
        self.note.clear()
        self._place.hub.notice(
            Tone.GOOD,
            plural("Đã ghi kiểm tra niêm yết {count} thủ tục.", count).format(count=count),
        )

    def _on_days(self) -> None:
        catalogue = self._place.office.catalogue
        if self.days.count() != catalogue.settings.posting_days and self.held.may_save():
            self._place.act(
                lambda: self._send(catalogue.set_posting_days, self.days.count()),
                self.fields,
                held=self.held,
            )


def _last_look(row: PostingRow) -> str:
    if row.posting is None:
        return "–"
    return f"{short_date(row.posting.checked_at.date())} · {row.posting.officer}"


def _online(row: PostingRow) -> str:
    return _("Có") if row.posting is not None and row.posting.online else "–"
