"""The board and the ripple of a calendar as tables: to be printed, carried to the telephone, opened as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from textwrap import shorten

from counter_app.desk.calendar.impact import Ripple
from counter_app.desk.promise.board import InnerLine, Morning
from counter_app.domain.dossier.promises import Unmoved
from counter_app.domain.paper.receipt_sheets import Align, Cell, Table, TableColumn
from counter_app.i18n import _, in_vietnamese
from counter_app.store.read.board import BoardRow
from counter_app.wording.moments import short_date

_NAME_LENGTH = 90


@in_vietnamese()
def ripple_table(ripple: Ripple, day: datetime) -> Table:
    """Whose promise would move, whom to call: the old and the new moment, and what could not be counted."""
    notes = [
        _("Ngày hẹn chưa đổi: chỉ đổi khi lãnh đạo hoặc quản trị quyết định tính lại."),
        *(f"{item.code}: {unmoved_text(why)}" for item, why in ripple.unmoved),
    ]
    return Table(
        name="calendar-ripple",
        title=_("HỒ SƠ ĐỔI NGÀY HẸN TRẢ THEO LỊCH LÀM VIỆC"),
        subtitle=_("Tính lúc {moment:%H:%M} ngày {day}").format(moment=day, day=short_date(day)),
        columns=(
            *_person_columns(),
            TableColumn(title=_("Hẹn trả|Đã hẹn"), width=1.4, align=Align.CENTRE),
            TableColumn(title=_("Hẹn trả|Theo lịch mới"), width=1.4, align=Align.CENTRE),
            TableColumn(title=_("Đã gọi"), width=0.8),
        ),
        rows=tuple(
            (
                number,
                item.promise.code,
                item.promise.name,
                item.promise.phone,
                _short(item.promise.procedure),
                item.old,
                item.new,
                None,
            )
            for number, item in enumerate(ripple.moved, 1)
        ),
        notes=tuple(notes),
    )


def unmoved_text(why: Unmoved) -> str:
    """Why a dossier was not counted with the others."""
    return {
        Unmoved.YEAR: _("cần một năm chưa xác nhận lịch, chưa tính được"),
        Unmoved.WAITING: _("đang tạm dừng, khi giải quyết tiếp sẽ đếm lại từ đầu"),
    }[why]


@in_vietnamese()
def morning_tables(morning: Morning) -> tuple[Table, ...]:
    """The board's lists that hold something, in the order in which they ask for work."""
    tables = (
        _promised("board-overdue", _("HỒ SƠ QUÁ HẠN"), morning, morning.overdue),
        _promised("board-today", _("HỒ SƠ HẸN TRẢ HÔM NAY"), morning, morning.due_today),
        _promised(
            "board-soon",
            _("HỒ SƠ HẸN TRẢ TRONG 1 NGÀY LÀM VIỆC TỚI"),
            morning,
            morning.due_soon,
        ),
        _promised("board-apology", _("HỒ SƠ CẦN PHIẾU XIN LỖI"), morning, morning.apologies),
        inner_table(morning, morning.inner),
        waiting_table(morning),
        ready_table(morning, morning.ready),
    )
    return tuple(table for table in tables if table.rows)


@in_vietnamese()
def waiting_table(morning: Morning) -> Table:
    """Who still has to bring papers, until when; lapsed ones first."""
    return Table(
        name="board-waiting",
        title=_("HỒ SƠ CHỜ CÔNG DÂN BỔ SUNG"),
        subtitle=_subtitle(morning),
        columns=(
            *_person_columns(),
            TableColumn(title=_("Hạn bổ sung"), width=1.1, align=Align.CENTRE),
            TableColumn(title=_("Tình trạng"), width=1.2),
        ),
        rows=tuple(
            (
                *_person(number, row),
                row.supplement_until,
                _("Quá hạn, đề nghị đóng") if row in morning.lapsed else _("Còn hạn"),
            )
            for number, row in enumerate(morning.waiting, 1)
        ),
    )


@in_vietnamese()
def ready_table(morning: Morning, rows: Sequence[BoardRow]) -> Table:
    """Whom to call about a result that is ready."""
    return Table(
        name="board-ready",
        title=_("DANH SÁCH GỌI: CÓ KẾT QUẢ, CHƯA ĐẾN NHẬN"),
        subtitle=_subtitle(morning),
        columns=(
            *_person_columns(),
            TableColumn(title=_("Có kết quả từ"), width=1.1, align=Align.CENTRE),
            TableColumn(title=_("Số ngày chờ"), width=0.7, align=Align.RIGHT),
            TableColumn(title=_("Đã gọi"), width=0.8),
        ),
        rows=tuple(
            (
                *_person(number, row),
                row.finished_at.date() if row.finished_at else None,
                morning.waited(row),
                None,
            )
            for number, row in enumerate(rows, 1)
        ),
        notes=(_("Gọi khi kết quả chờ quá {days} ngày.").format(days=morning.uncollected_days),),
    )


@in_vietnamese()
def inner_table(morning: Morning, lines: Sequence[InnerLine]) -> Table:
    """Dossiers other offices have to be done with by today."""
    return Table(
        name="board-inner",
        title=_("HỒ SƠ ĐẾN HẠN CỦA CƠ QUAN GIẢI QUYẾT"),
        subtitle=_subtitle(morning),
        columns=(
            *_person_columns(),
            TableColumn(title=_("Hạn của cơ quan giải quyết"), width=1.4, align=Align.CENTRE),
            TableColumn(title=_("Hẹn trả công dân"), width=1.4, align=Align.CENTRE),
        ),
        rows=tuple(
            (*_person(number, line.row), line.at, line.row.promised_at)
            for number, line in enumerate(lines, 1)
        ),
    )


@in_vietnamese()
def apology_table(rows: Sequence[tuple[BoardRow, datetime | None, str]], now: datetime) -> Table:
    """What is about to be said to whom: the old day, the new one, and why."""
    return Table(
        name="board-apology",
        title=_("DANH SÁCH LẬP PHIẾU XIN LỖI VÀ HẸN LẠI"),
        subtitle=_("Ngày {day}").format(day=short_date(now)),
        columns=(
            *_person_columns(),
            TableColumn(title=_("Hẹn trả"), width=1.4, align=Align.CENTRE),
            TableColumn(title=_("Hẹn lại"), width=1.4, align=Align.CENTRE),
            TableColumn(title=_("Lý do"), width=2.4),
        ),
        rows=tuple(
            (*_person(number, row), row.promised_at, until, reason)
            for number, (row, until, reason) in enumerate(rows, 1)
        ),
    )


def _promised(name: str, title: str, morning: Morning, rows: Sequence[BoardRow]) -> Table:
    return Table(
        name=name,
        title=title,
        subtitle=_subtitle(morning),
        columns=(
            *_person_columns(),
            TableColumn(title=_("Hẹn trả"), width=1.4, align=Align.CENTRE),
            TableColumn(title=_("Đã hẹn lại"), width=1.4, align=Align.CENTRE),
        ),
        rows=tuple(
            (*_person(number, row), row.promised_at, row.reappointed_to)
            for number, row in enumerate(rows, 1)
        ),
    )


def _person_columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(title=_("TT"), width=0.5, align=Align.CENTRE),
        TableColumn(title=_("Mã hồ sơ"), width=2.0),
        TableColumn(title=_("Người nộp"), width=2.2),
        TableColumn(title=_("Điện thoại"), width=1.3),
        TableColumn(title=_("Thủ tục"), width=3.6),
    )


def _person(number: int, row: BoardRow) -> tuple[Cell, ...]:
    return (number, row.code, row.name, row.phone, _short(row.procedure))


def _short(procedure: str) -> str:
    return shorten(procedure, _NAME_LENGTH, placeholder=" …")


def _subtitle(morning: Morning) -> str:
    return _("Ngày {day}").format(day=short_date(morning.today))
