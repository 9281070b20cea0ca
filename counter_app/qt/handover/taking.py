"""Taking over: the open sheets, and the stack scanned again on the taker's side; what is missing stays red."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.act import Done, new_op
from counter_app.domain.dossier.scanned import read_code
from counter_app.domain.handover.whereabouts import Purpose, Sheet, SheetRow
from counter_app.i18n import _, plural
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton, strike_once
from counter_app.qt.kit.cards import EmptyState, text_label
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.handover_words import holder_text, purpose_text, row_label
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable, with_foot
from counter_app.qt.kit.scan_box import ScanBox
from counter_app.qt.kit.side_by_side import SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.kit.verdict import VerdictBand, VerdictText
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import clock_text
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from counter_app.office import Office

LATEST = 100


class TakingPart(QWidget):
    """Sheets at the left, the chosen one at the right.

    Signals:
        print_wanted(object): print this Sheet.
    """

    print_wanted = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._sheet: Sheet | None = None
        self._ticked: set[str] = set()
        self._op = new_op()
        self.scan = ScanBox(place)
        self.band = VerdictBand()
        self.moved = Advice("warning")
        self.sheets: RowsModel[Sheet] = RowsModel(
            self._sheet_columns(), self, key=lambda item: item.id
        )
        self.sheet_table = RowsTable(self.sheets, _("Phiếu bàn giao"), stem="phieu-ban-giao")
        self.rows: RowsModel[SheetRow] = RowsModel(
            self._row_columns(), self, key=lambda item: item.line.id
        )
        self.row_table = RowsTable(self.rows, _("Hồ sơ trên phiếu"), stem="ho-so-tren-phieu")
        self.row_table.nothing = _("Chọn một phiếu để xem hồ sơ trên phiếu.")
        self.head = text_label("", "heading")
        self.none = EmptyState(
            "hand-over", _("Không có phiếu nào"), _("Lập phiếu ở thẻ Lập phiếu rồi nhận ở đây.")
        )
        self.take = ActionButton(
            _("Nhận"), self._on_take, name="ok", key="Ctrl+Return", tone="primary", bind=False
        )
        self.complete = _complete_box()
        self.tick_all = ActionButton(_("Đánh dấu tất cả"), self._on_all, key="Alt+A")
        self.recall = ActionButton(_("Thu lại"), self._on_recall, name="undo", key="Alt+U")
        self.print = ActionButton(_("In phiếu"), self._on_print, name="printer", key="Ctrl+P")
        self._build()
        self._connect()

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(scaled(6), 0, 0, 0)
        right.setSpacing(scaled(8))
        right.addWidget(self.head)
        right.addWidget(self.row_table, 1)
        right.addWidget(self.row_table.foot)
        right.addWidget(flowing(self.take, self.complete, self.tick_all, self.recall, self.print))
        holder = QWidget()
        holder.setLayout(right)
        self.split = SideBySide(with_foot(self.sheet_table), holder, least=900, weights=(5, 7))
        for table in (self.sheet_table, self.row_table):
            table.setMinimumHeight(scaled(120))
        lower = QHBoxLayout()
        lower.addWidget(self.split)
        lower.addWidget(self.none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(4), scaled(8), scaled(4), 0)
        layout.setSpacing(scaled(8))
        layout.addWidget(self.scan)
        layout.addWidget(self.band)
        layout.addWidget(self.moved)
        layout.addLayout(lower, 1)

    def _connect(self) -> None:
        self.scan.scanned.connect(self.judge)
        self.sheet_table.chosen.connect(self._on_sheet)
        self.row_table.opened.connect(self._on_tick)
        strike_once(self, self._on_take)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.row_table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self._on_tick(self.row_table.currentIndex().row()))

    def reload(self) -> None:
        """Read the sheets again: the open ones first, then the latest."""
        handing = self._place.office.handover
        waiting = handing.sheets(open_only=True)
        latest = [item for item in handing.sheets(most=LATEST) if item.taken_at is not None]
        kept = self._sheet.id if self._sheet else 0
        self.sheet_table.blockSignals(True)
        self.sheets.show([*waiting, *latest])
        self.sheet_table.blockSignals(False)
        found = self.sheets.find(lambda item: item.id == kept)
        self.split.setVisible(bool(waiting or latest))
        self.none.setVisible(not (waiting or latest))
        self.sheet_table.choose(max(found, 0))

    def waiting(self) -> int:
        """The number of open sheets."""
        return waiting_count(self._place.office)

    def open_sheet(self, sheet: int) -> None:
        """Show one sheet."""
        at = self.sheets.find(lambda item: item.id == sheet)
        if at >= 0:
            self.sheet_table.choose(at)

    def judge(self, text: str) -> None:
        """Tick what was scanned; a receipt of another open sheet opens that one."""
        code = read_code(text, self._place.office.settings.number)
        dossier = self._place.office.dossiers.known(code.text) if code else None
        if dossier is None or dossier.handover is None:
            words = VerdictText(
                "bad",
                "search",
                _("Không có trên phiếu nào"),
                _("“{text}” không có trên phiếu nào đang chờ nhận. Để riêng giấy này.").format(
                    text=text[:60]
                ),
            )
            self._say(words)
            return
        if self._sheet is None or self._sheet.id != dossier.handover:
            self.open_sheet(dossier.handover)
        new = dossier.code not in self._ticked
        self._ticked.add(dossier.code)
        self._show_rows()
        self._say(
            VerdictText(
                "good" if new else "warning",
                "ok" if new else "warning",
                _("Có trên phiếu") if new else _("Đã quét"),
                _("{code} của {name}").format(code=dossier.code, name=dossier.holder_name[:80]),
            )
        )
        at = self.rows.find(lambda item: item.line.id == dossier.id)
        self.row_table.choose(at)

    def _say(self, words: VerdictText) -> None:
        self.band.show_text(words)
        self.scan.sound(words.tone == "good")

    def _on_sheet(self, at: int) -> None:
        chosen, before = self.sheets.row(at), self._sheet.id if self._sheet else 0
        if chosen is None:
            self._sheet = None
        else:
            self._sheet = self._place.office.handover.sheet(chosen.id)
            if chosen.id != before:
                self._ticked, self._op = set(), new_op()
        self._show_rows()

    def _show_rows(self) -> None:
        sheet = self._sheet
        self.rows.show(sheet.rows if sheet else ())
        waiting = {item.line.code for item in sheet.rows if item.missing} if sheet else set()
        self._tell_gone(self._ticked - waiting)
        self._ticked &= waiting
        names = self._names()
        self.head.setText(
            _("Phiếu {number} – {purpose}: {giver} giao {taker}").format(
                number=sheet.label,
                purpose=purpose_text(sheet.purpose).lower(),
                giver=holder_text(sheet.giver, names),
                taker=holder_text(sheet.taker, names),
            )
            if sheet
            else ""
        )
        self.take.setText(_take_text(len(self._ticked)))
        self.take.setEnabled(bool(self._ticked))
        self.recall.setEnabled(bool(self._ticked))
        self.tick_all.setEnabled(bool(waiting))
        self.print.setEnabled(sheet is not None)
        self.complete.setVisible(sheet is not None and sheet.purpose is Purpose.FORWARD)

    def _tell_gone(self, gone: set[str]) -> None:
        """Ticked papers that somebody else has taken meanwhile."""
        if gone:
            text = plural(
                "{count} hồ sơ đã đánh dấu vừa được nhận hoặc thu lại ở nơi khác: {codes}.",
                len(gone),
            )
            self.moved.say(text.format(count=len(gone), codes=", ".join(sorted(gone)[:5])))
        elif not self._ticked:
            self.moved.say("")

    def _on_tick(self, at: int) -> None:
        item = self.rows.row(at)
        if item is not None and item.missing:
            self._ticked ^= {item.line.code}
            self._show_rows()
            self.row_table.choose(at)

    def _on_all(self) -> None:
        if self._sheet is not None:
            self._ticked = {item.line.code for item in self._sheet.rows if item.missing}
            self._show_rows()

    def _on_take(self) -> None:
        if self._sheet is not None and self._ticked:
            self._place.act(lambda: self._act(take=True), {}, self._on_taken, undoable=_taken_text)

    def _on_recall(self) -> None:
        if self._sheet is not None and self._ticked:
            self._place.act(lambda: self._act(take=False), {}, self._on_taken)

    def _act(self, *, take: bool) -> Done[Sheet]:
        handing, sheet = self._place.office.handover, self._sheet
        assert sheet is not None  # noqa: S101 - the buttons sleep without one
        codes = [item.line.code for item in sheet.rows if item.line.code in self._ticked]
        receive = partial(handing.take, complete=self.complete.isChecked())
        verb = receive if take else handing.recall
        done = verb(sheet.id, codes, op_id=self._op)
        self._op, self._ticked = new_op(), set()
        return done

    def _on_taken(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.reload()
        missing = sheet.missing
        self.band.show_text(
            VerdictText(
                "warning" if missing else "good",
                "warning" if missing else "ok",
                plural("Còn thiếu {count} hồ sơ", missing).format(count=missing)
                if missing
                else _("Phiếu {number}: đã nhận đủ").format(number=sheet.label),
                _("Hồ sơ thiếu vẫn nằm trên phiếu cho tới khi quét nhận hoặc thu lại.")
                if missing
                else _("Giờ nhận đã ghi vào quá trình giải quyết."),
            )
        )
        self.scan.setFocus()

    def _on_print(self) -> None:
        if self._sheet is not None:
            self.print_wanted.emit(self._sheet)

    def _sheet_columns(self) -> Sequence[Column[Sheet]]:
        return (
            Column(_("Phiếu"), lambda item: item.label),
            Column(_("Còn thiếu"), _missing),
            Column(_("Người nhận"), lambda item: holder_text(item.taker, self._names())),
            Column(_("Thời gian giao"), lambda item: item.given_at, say=_given),
        )

    def _names(self) -> dict[str, str]:
        return self._place.office.staff.names()

    def _row_columns(self) -> Sequence[Column[SheetRow]]:
        return (
            Column(
                _("Trạng thái"),
                lambda item: row_label(item.leg, ticked=item.line.code in self._ticked),
            ),
            Column(_("Mã hồ sơ"), lambda item: item.line.code),
            Column(_("Chủ hồ sơ"), lambda item: item.line.names[-1], of_people=True),
        )


def waiting_count(office: Office) -> int:
    """The number of open sheets."""
    return len(office.handover.sheets(open_only=True))


def _complete_box() -> TickBox:
    """The tick for a complete dossier; another office mostly finds it so."""
    box = TickBox(_("Nơi giải quyết xác nhận hồ sơ đầy đủ"))
    box.setChecked(True)
    return box


def _given(sheet: Sheet) -> str:
    """``09:20 23/11``; sheets are looked at while they are fresh."""
    return f"{clock_text(sheet.given_at)} {sheet.given_at:%d/%m}"


def _missing(sheet: Sheet) -> Label:
    if sheet.missing:
        text = _("{missing}/{count}").format(missing=sheet.missing, count=sheet.count)
        return Label(text, "bad", "warning")
    return Label(_("Đủ {count}").format(count=sheet.count), "good", "ok")


def _taken_text(sheet: Sheet) -> str:
    return _("Đã ghi nhận hồ sơ của phiếu {number}.").format(number=sheet.label)


def _take_text(count: int) -> str:
    """The text of the button that takes the ticked papers."""
    if not count:
        return _("Nhận (Ctrl+Enter)")
    return plural("Nhận {count} hồ sơ (Ctrl+Enter)", count).format(count=count)
