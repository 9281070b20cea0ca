"""Putting papers on shelves by scanning them, and the list they are picked by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QGridLayout, QVBoxLayout, QWidget

from counter_app.desk.handover.shelves import SHELF_LENGTH
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.dossier.dossier_filter import MOST_LINES
from counter_app.domain.handover.whereabouts import HeldLine
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.office import Office
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.scan_box import ScanBox
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.sheet_dialog import SheetDialog
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.verdict import VerdictBand, VerdictText
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.dossier.labels import Label
from counter_app.wording.tables.columns import Column


class ShelvingPart(QWidget):
    """A shelf, then scan after scan: each is put there at once."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._send = place, Sending()
        self.shelf = LineEdit(placeholder=_("Ví dụ: Kệ A, ngăn 2"), most=SHELF_LENGTH)
        self._known: list[str] = []
        self.scan = ScanBox(place)
        self.band = VerdictBand()
        self.which = Choice([(False, _("Mọi kết quả chờ trả")), (True, _("Hẹn trả đến hôm nay"))])
        self.which.setAccessibleName(_("Danh sách lấy kết quả"))
        self.model: RowsModel[HeldLine] = RowsModel(_columns(), self, key=lambda item: item.line.id)
        self.table = RowsTable(
            self.model, _("Danh sách lấy kết quả theo vị trí"), stem="ket-qua-tren-ke"
        )
        self.table.nothing = _("Không có kết quả nào chờ trả.")
        self.print = ActionButton(_("In danh sách"), self._on_print, name="printer", key="Ctrl+P")
        self.take_off = ActionButton(_("Bỏ vị trí"), self._on_take_off, name="delete", key="Alt+X")
        self.count = text_label("", "muted")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._fields = {
            "shelf": Field(_("Vị trí lưu"), self.shelf),
            "codes": Field(_("Hồ sơ"), self.scan),
        }
        top = QGridLayout()
        top.setHorizontalSpacing(scaled(12))
        for column, field in enumerate(self._fields.values()):
            top.addWidget(field, 0, column, Qt.AlignmentFlag.AlignBottom)
            top.setColumnStretch(column, 1 + column)
        self.table.setMinimumHeight(scaled(140))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(4), scaled(8), scaled(4), 0)
        layout.setSpacing(scaled(8))
        layout.addLayout(top)
        layout.addWidget(self.band)
        layout.addWidget(flowing(self.which, self.print, self.take_off))
        layout.addWidget(self.count)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.table.foot)

    def _connect(self) -> None:
        self.scan.scanned.connect(self.judge)
        self.shelf.returnPressed.connect(self.scan.setFocus)
        self.which.chosen.connect(lambda _value: self.reload())
        self.table.opened.connect(self._on_row)

    def reload(self) -> None:
        """Read the pick list and the known shelves again."""
        shelves = self._place.office.shelves
        lines = shelves.pick_list(today_only=self.which.value())
        self.model.show(lines, most=MOST_LINES)
        self.table.stay()
        self.count.setText(
            plural("{count} kết quả chờ người nhận", len(lines)).format(count=len(lines))
        )
        self._offer_shelves(shelves.shelves())

    def _offer_shelves(self, names: Sequence[str]) -> None:
        """Offer known shelves while one is typed; the same ones again leave the open list alone."""
        if list(names) == self._known:
            return
        self._known = list(names)
        known = QCompleter(self._known, self)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.shelf.setCompleter(known)

    def first(self) -> QWidget:
        """The field the keyboard goes to: the shelf while none is named."""
        return self.scan if self.shelf.value() else self.shelf

    def judge(self, text: str) -> None:
        """Put what was scanned on the shelf that is named."""
        shelf = self.shelf.value()
        if not shelf:
            self._fields["shelf"].set_error(_("Ghi vị trí trước rồi quét từng hồ sơ."))
            self.shelf.setFocus()
            self.scan.sound(False)
            return
        try:
            dossier = self._place.office.shelves.shelvable(text)
        except RuleError as error:
            self.band.show_text(VerdictText("bad", "error", _("Không xếp được"), error.message))
            self.scan.sound(False)
            return
        self._put(dossier, shelf)

    def _put(self, dossier: Dossier, shelf: str) -> None:
        put = partial(self._send, self._place.office.shelves.put, [dossier.code], shelf)
        self._place.act(put, self._fields, self._on_put)

    def _on_put(self, done: tuple[Dossier, ...]) -> None:
        dossier = done[0]
        self.band.show_text(
            VerdictText(
                "good",
                "ok",
                _("Đã xếp vào {shelf}").format(shelf=dossier.shelf)
                if dossier.shelf
                else _("Đã bỏ vị trí"),
                _("{code} của {name}").format(code=dossier.code, name=dossier.holder_name[:80]),
            )
        )
        self.scan.sound(True)
        self.reload()
        self.scan.setFocus()

    def _on_take_off(self) -> None:
        item = self.model.row(self.table.currentIndex().row())
        if item is not None and item.shelf:
            dossier = self._place.office.dossiers.get(item.line.code)
            self._put(dossier, "")

    def _on_row(self, at: int) -> None:
        item = self.model.row(at)
        if item is not None:
            self._place.hub.go("dossier", item.line.code)

    def _on_print(self) -> None:
        today_only = self.which.value()

        def draw(office: Office) -> bytes:
            return office.reports.pdf([office.shelves.table(today_only=today_only)])

        stem = _("danh-sach-lay-ket-qua")
        title = _("Danh sách lấy kết quả")
        SheetDialog(self._place, draw, title, stem, self, citizens=True).open()


def _columns() -> Sequence[Column[HeldLine]]:
    return (
        Column(
            _("Vị trí"),
            lambda item: item.shelf or Label(_("Chưa xếp"), "warning", "warning"),
        ),
        Column(_("Mã hồ sơ"), lambda item: item.line.code),
        Column(_("Chủ hồ sơ"), lambda item: item.line.names[-1], of_people=True),
        Column(_("Thủ tục"), lambda item: item.line.procedure_name),
        Column(_("Hẹn trả"), lambda item: item.line.promised_at and item.line.promised_at.date()),
    )
