"""The books on paper: which months are printed, printing them, and the lock at the end of the year."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from counter_app.desk.act import new_op
from counter_app.desk.certification.book_volumes import LockedBook, PrintedMonth
from counter_app.desk.office.leader_consent import Approval
from counter_app.domain.certification.book_volumes import BookMonth, MonthState
from counter_app.domain.certification.books import BOOKS, book_name
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.certification.consent_dialog import ConsentDialog
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.field_rows import fields_in_rows
from counter_app.qt.kit.fields import Choice, DigitsEdit, Field, LineEdit
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.wording.certification import STATES, lock_text, numbers_text, pages_text
from counter_app.wording.dossier.labels import Label
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.act import Done
    from counter_app.office import Office
    from counter_app.qt.kit.jobs import Cancelled, Progress
    from counter_app.qt.kit.workplace import Workplace

REASON_LENGTH = 500
_TONES = {
    MonthState.RUNNING: ("muted", "clock"),
    MonthState.EMPTY: ("muted", "ok"),
    MonthState.UNPRINTED: ("warning", "printer"),
    MonthState.PRINTED: ("good", "ok"),
}


class BooksDialog(Dialog):
    """A book of a year, month by month. Printing is done on the worker: a month may have thousands of lines."""

    writes = False

    def __init__(
        self, place: Workplace, parent: QWidget | None = None, *, open_year: str = ""
    ) -> None:
        super().__init__(parent)
        self._place, self._op = place, new_op()
        book, _slash, year = open_year.partition("/")
        self.book = Choice([(key, book_name(key)) for key in BOOKS])
        self.book.let_shrink()
        self.year = Choice()
        self.model: RowsModel[BookMonth] = RowsModel(_columns(), self, key=lambda item: item.month)
        self.table = RowsTable(self.model, _("Các tháng của sổ"), stem="so-chung-thuc-theo-thang")
        self.table.citizens = False
        self.first_page = DigitsEdit(most=6, placeholder="1")
        self.gap_reason = LineEdit(most=REASON_LENGTH)
        self.locked = Advice("info")
        self.said = Advice("good")
        self.print = ActionButton(
            _("In tháng đang chọn"), self._on_print, name="printer", key="Ctrl+P", tone="primary"
        )
        self.lock = ActionButton(_("Khóa sổ năm"), self._on_lock, name="lock", key="Alt+K")
        self.page = ActionButton(_("Trang khóa sổ"), self._on_page, name="file", key="Alt+G")
        self.shut = self.leaving()
        self._build()
        if book:
            self.book.choose(book)
        self._offer_years(int(year) if year else 0)
        self._connect()
        self.reload()
        self.table.choose(self._first_open())

    def _build(self) -> None:
        self._fields = {
            "book": Field(_("Sổ"), self.book),
            "year": Field(_("Năm"), self.year),
            "first_page": Field(
                _("Trang đầu"), self.first_page, _("Lần in đầu: trang nối tiếp sổ giấy đang dùng.")
            ),
            "gap_reason": Field(_("Lý do trống số"), self.gap_reason),
        }
        lay_out(
            self,
            title=_("Sổ chứng thực và khóa sổ"),
            about=_(
                "Hết tháng in, đóng sổ, đóng dấu giáp lai; ngày 31/12 khóa sổ (Nghị định 23/2015/NĐ-CP Điều 13)."
            ),
            meaning="",
            parts=(
                self._line("book", "year"), self.locked, self.table, self.table.foot,
                self._line("gap_reason", "first_page"), self.said,
            ),
            buttons=(self.print, self.lock, self.page, self.shut),
            wide=900,
        )  # fmt: skip

    def _line(self, wide: str, narrow: str) -> QWidget:
        return fields_in_rows(((self._fields[wide], 3), (self._fields[narrow], 1)))

    def _connect(self) -> None:
        self.book.chosen.connect(self._on_book)
        self.year.chosen.connect(lambda _year: self._on_year())
        self.table.opened.connect(lambda _at: self._on_print())
        self.table.chosen.connect(lambda _at: self._offer())
        self.finished.connect(self.deleteLater)

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return self._fields

    def reload(self) -> None:
        """Read the months again."""
        volumes = self._place.office.volumes
        self.model.show(volumes.months(self._book(), self._year()))
        lock = volumes.lock_of(self._book(), self._year())
        self.locked.say(lock_text(lock) if lock else "")
        begun = any(item.prints for item in self._months())
        self._fields["first_page"].setVisible(not begun)
        self.table.stay()
        self._offer()

    def _offer_years(self, wish: int = 0) -> None:
        years = self._place.office.volumes.years(self._book())
        self.year.offer([(year, str(year)) for year in years])
        self.year.choose(wish if wish in years else years[0])

    def _on_book(self, _book: object) -> None:
        self._offer_years()
        self._on_year()

    def _on_year(self) -> None:
        self._op = new_op()
        self.said.say("")
        self.gap_reason.clear()
        self.first_page.clear()
        self.reload()
        self.table.choose(self._first_open())

    def _book(self) -> str:
        return str(self.book.value())

    def _year(self) -> int:
        return int(self.year.value() or 0)

    def _months(self) -> list[BookMonth]:
        found = (self.model.row(at) for at in range(self.model.rowCount()))
        return [item for item in found if item is not None]

    def _first_open(self) -> int:
        """The first month that waits to be printed, else the last one."""
        at = self.model.find(lambda item: item.state is MonthState.UNPRINTED)
        return at if at >= 0 else self.model.rowCount() - 1

    def _chosen(self) -> BookMonth | None:
        return self.model.row(self.table.currentIndex().row())

    def _offer(self) -> None:
        chosen, lock = self._chosen(), not self.locked.isHidden()
        again = chosen is not None and chosen.state is MonthState.PRINTED
        text = _("In lại tháng đang chọn (Ctrl+P)") if again else _("In tháng đang chọn (Ctrl+P)")
        self.print.setText(text)
        self.print.setShortcut("Ctrl+P")
        self.print.setEnabled(chosen is not None and chosen.state is not MonthState.RUNNING)
        some = any(item.entries for item in self._months())
        self.lock.setEnabled(some and not lock and self._place.may(Duty.CLOSE_DAY))
        self.page.setEnabled(lock)

    # --- printing ----------------------------------------------------------------------------

    def _on_print(self) -> None:
        chosen = self._chosen()
        if chosen is None or not self.print.isEnabled():
            return
        book, year, month, op = self._book(), self._year(), chosen.month, self._op
        reason = self.gap_reason.value()
        first = int(self.first_page.text()) if self.first_page.text() else None

        def work(office: Office, _progress: Progress, _cancelled: Cancelled) -> Done[PrintedMonth]:
            return office.volumes.print_month(
                book, year, month, first_page=first, gap_reason=reason, op_id=op
            )

        self._begin(work, self._on_printed)

    def _begin(self, work: Callable[..., Done[PrintedMonth]], then: Callable[..., None]) -> None:
        for field in self._fields.values():
            field.set_error("")
        self.print.setEnabled(False)
        self.said.say(_("Đang lập các trang…"), "info")
        self._place.jobs.start(
            work, finished=then, failed=self._on_failed, name=_("Lập các trang sổ")
        )

    def _on_printed(self, done: Done[PrintedMonth]) -> None:
        self._op = new_op()
        self.gap_reason.clear()
        printed = self._place.hub.done(done)
        self.reload()
        self._tell(printed)
        item = printed.print
        stem = f"so-{item.book.replace('/', '-')}-{item.month:02d}"
        self._show(printed.pdf, _("Sổ chứng thực tháng {month}").format(month=item.month), stem)

    def _tell(self, printed: PrintedMonth) -> None:
        lines = [printed.warning, *printed.changes]
        tone = "bad" if printed.warning else "warning" if printed.changes else "good"
        self.said.say(lines if any(lines) else _("Đã lập các trang của tháng."), tone)

    def _on_failed(self, error: Exception) -> None:
        self._offer()
        self.said.say("")
        field = self._fields.get(error.field) if isinstance(error, RuleError) else None
        if field is not None and isinstance(error, RuleError):
            field.set_error(error.message)
        elif isinstance(error, RuleError):
            self.said.say(error.message, "bad")
        else:
            show_error(self._place, error)

    def _show(self, pdf: bytes, title: str, stem: str) -> None:
        from counter_app.qt.kit.sheet_dialog import SheetDialog

        SheetDialog(self._place, lambda _office: pdf, title, stem, self).open()

    # --- the lock ----------------------------------------------------------------------------

    def _on_lock(self) -> None:
        book, year = self._book(), self._year()

        def act(*, reason: str, approval: Approval, op_id: str) -> Done[LockedBook]:
            volumes = self._place.office.volumes
            return volumes.lock(book, year, gap_reason=reason, approval=approval, op_id=op_id)

        dialog = ConsentDialog(
            self._place,
            act,
            title=_("Khóa sổ năm {year}").format(year=year),
            about=book_name(book),
            why=_(
                "Khóa rồi thì không ghi, không hủy số nào trong sổ này nữa; lãnh đạo khóa hoặc duyệt."
            ),
            label=_("Lý do trống số (khi sổ có số trống)"),
            field="gap_reason",
            parent=self,
        )
        dialog.did.connect(self._on_locked)
        dialog.open()

    def _on_locked(self, done: LockedBook) -> None:
        self.reload()
        said = [lock_text(done.lock)]
        if done.month is not None:
            said.append(_("Tháng 12 đã lập trang: chọn tháng 12 rồi in để đóng sổ."))
        self.said.say(said, "good")
        self._show_page(done)

    def _on_page(self) -> None:
        self._show_page(self._place.office.volumes.locked(self._book(), self._year()))

    def _show_page(self, done: LockedBook) -> None:
        stem = f"khoa-so-{done.lock.book.replace('/', '-')}"
        self._show(done.pdf, _("Trang khóa sổ"), stem)


def _columns() -> list[Column[BookMonth]]:
    return [
        Column(_("Tháng"), lambda item: f"{item.month:02d}"),
        Column(_("Tình trạng"), _state),
        Column(_("Số chứng thực"), lambda item: numbers_text(item) if item.entries else ""),
        Column(_("Trang"), lambda item: pages_text(item.prints) if item.prints else ""),
        Column(_("Ngày in"), lambda item: item.prints[-1].at.date() if item.prints else None),
        Column(_("Đổi sau khi in"), lambda item: _changed(item.changed)),
    ]


def _state(item: BookMonth) -> Label:
    tone, icon = _TONES[item.state]
    return Label(_(STATES[item.state]), tone, icon)


def _changed(count: int) -> str:
    return _("{count}, in lại để xem").format(count=count) if count else ""
