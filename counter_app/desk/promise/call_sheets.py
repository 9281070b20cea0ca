"""The board and the ripple of a calendar as tables: to be printed, carried to the telephone, opened as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from counter_app.desk.promise.call_columns import (
    Called,
    apology_columns,
    asked_columns,
    called_column,
    itself,
    outage_columns,
    person_columns,
    ready_columns,
    ripple_columns,
    unanswered_columns,
    waiting_columns,
)
from counter_app.domain.dossier.promises import Unmoved
from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, in_vietnamese, plural
from counter_app.store.read.board import BoardRow
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.desk.calendar.impact import Ripple
    from counter_app.desk.promise.board import ForwardLine, InnerLine, Morning
    from counter_app.desk.promise.confirmations import Unconfirmed
    from counter_app.domain.followups.followup import FollowUp

T = TypeVar("T")
Apology = tuple[BoardRow, datetime | None, str]
"""The row told of, the new day, and the reason for the delay."""


@in_vietnamese()
def ripple_table(ripple: Ripple, day: datetime) -> Table:
    """The promises that would move, with the people to call: the old and the new moment, and uncountable ones."""
    columns = ripple_columns(day.year)
    notes = [
        _("Ngày hẹn chưa đổi: chỉ đổi khi lãnh đạo hoặc quản trị hệ thống quyết định tính lại."),
        *(f"{item.code}: {unmoved_text(why)}" for item, why in ripple.unmoved),
    ]
    return Table(
        name="calendar-ripple",
        title=_("HỒ SƠ PHẢI TÍNH LẠI NGÀY HẸN TRẢ"),
        subtitle=_("Tính lúc {moment:%H:%M} ngày {day}").format(moment=day, day=short_date(day)),
        columns=heads(columns),
        rows=cells(columns, ripple.moved),
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
        _promised("board-apology", _("HỒ SƠ ĐÃ CHẬM, CHƯA XIN LỖI"), morning, morning.apologies),
        inner_table(morning, morning.inner),
        forwarding_table(morning.forwarding, morning.today),
        unconfirmed_table(morning),
        waiting_table(morning),
        ready_table(morning, morning.ready),
        *_followup_tables(morning),
    )
    return tuple(table for table in tables if table.rows)


def _followup_tables(morning: Morning) -> tuple[Table, ...]:
    if morning.now is None or not (morning.unanswered or morning.untold):
        return ()  # most mornings: then nothing more is loaded
    return (
        unanswered_table(morning.unanswered, morning.names, morning.now),
        untold_table(morning.untold, morning.now),
    )


@in_vietnamese()
def waiting_table(morning: Morning) -> Table:
    """The people who still have to bring papers, and the last day; lapsed ones first."""
    columns = waiting_columns(lambda: morning)
    title = _("HỒ SƠ CHỜ CÔNG DÂN BỔ SUNG")
    return _table("board-waiting", title, _subtitle(morning), columns, morning.waiting)


@in_vietnamese()
def ready_table(morning: Morning, rows: Sequence[BoardRow]) -> Table:
    """The people to call about a result that is ready."""
    columns = ready_columns(lambda: morning)
    title = _("DANH SÁCH GỌI ĐIỆN MỜI NHẬN KẾT QUẢ")
    note = plural("Gọi khi kết quả chờ quá {days} ngày.", morning.uncollected_days).format(
        days=morning.uncollected_days
    )
    return _table("board-ready", title, _subtitle(morning), columns, rows, note)


@in_vietnamese()
def inner_table(morning: Morning, lines: Sequence[InnerLine]) -> Table:
    """Dossiers other offices have to be done with by today."""
    columns: tuple[Column[InnerLine], ...] = (
        *person_columns(_row),
        Column(_("Hạn của cơ quan giải quyết"), lambda line: line.at, 1.4, Align.CENTRE),
        Column(_("Hẹn trả công dân"), lambda line: line.row.promised_at, 1.4, Align.CENTRE),
    )
    title = _("HỒ SƠ ĐẾN HẠN CỦA CƠ QUAN GIẢI QUYẾT")
    return _table("board-inner", title, _subtitle(morning), columns, lines)


@in_vietnamese()
def forwarding_table(lines: Sequence[ForwardLine], day: date) -> Table:
    """The dossiers that had to leave the counter, or have to before it closes (Nghị định 309/2026/NĐ-CP Điều 9)."""
    columns: tuple[Column[ForwardLine], ...] = (
        *person_columns(_forwarded),
        Column(_("Tiếp nhận lúc"), lambda line: line.row.received_at, 1.4, Align.CENTRE),
        Column(_("Phải chuyển trước"), lambda line: line.at, 1.4, Align.CENTRE),
        Column(_("Tình trạng"), lambda line: _("Quá giờ") if line.late else _("Còn giờ"), 0.9),
    )
    title = _("HỒ SƠ CÒN Ở QUẦY, PHẢI CHUYỂN NƠI GIẢI QUYẾT")
    head = _("Ngày {day}").format(day=short_date(day))
    return _table("board-forwarding", title, head, columns, lines)


@in_vietnamese()
def outage_table(rows: Sequence[BoardRow], now: datetime) -> Table:
    """The people with dossiers that stand still while the official system does."""
    columns = outage_columns(now.year)
    title = _("HỒ SƠ TẠM DỪNG VÌ SỰ CỐ HỆ THỐNG")
    return _table("outage", title, _("Ngày {day}").format(day=short_date(now)), columns, rows)


@in_vietnamese()
def unconfirmed_table(morning: Morning) -> Table:
    """The dossiers sent to another office that has not said it has them complete."""
    columns: tuple[Column[Unconfirmed], ...] = (
        *person_columns(_sent),
        Column(_("Cơ quan giải quyết"), lambda item: item.office, 1.8),
        Column(_("Chuyển lúc"), lambda item: item.sent, 1.3, Align.CENTRE),
        Column(_("Nhận lúc"), lambda item: item.taken, 1.3, Align.CENTRE),
    )
    title = _("HỒ SƠ ĐÃ CHUYỂN, CƠ QUAN GIẢI QUYẾT CHƯA XÁC NHẬN NHẬN ĐỦ")
    return _table("board-unconfirmed", title, _subtitle(morning), columns, morning.unconfirmed)


@in_vietnamese()
def apology_table(rows: Sequence[Apology], now: datetime) -> Table:
    """The apologies to be said: the citizen, the old day, the new one, and why."""
    columns = apology_columns(_apologised, lambda item: item[1], lambda item: item[2], now.year)
    title = _("DANH SÁCH LẬP PHIẾU XIN LỖI VÀ HẸN LẠI")
    day = _("Ngày {day}").format(day=short_date(now))
    return _table("board-apology", title, day, columns, rows)


@in_vietnamese()
def unanswered_table(items: Sequence[FollowUp], names: Mapping[str, str], now: datetime) -> Table:
    """Reminders that nobody has answered yet, the earliest due first."""
    columns = unanswered_columns(names, lambda: now)
    title = _("CÔNG DÂN HỎI VỀ HỒ SƠ, CHƯA TRẢ LỜI")
    return _table("board-unanswered", title, _day(now), columns, items)


@in_vietnamese()
def untold_table(items: Sequence[FollowUp], now: datetime) -> Table:
    """Answers that the citizens do not know yet."""
    columns: tuple[Column[FollowUp], ...] = (
        *asked_columns(),
        Column(_("Trả lời"), lambda item: item.answer, 3.0),
        called_column(),
    )
    title = _("ĐÃ CÓ TRẢ LỜI, CHƯA BÁO CÔNG DÂN")
    return _table("board-untold", title, _day(now), columns, items)


def _day(now: datetime) -> str:
    return _("Ngày {day}").format(day=short_date(now))


def _promised(name: str, title: str, morning: Morning, rows: Sequence[BoardRow]) -> Table:
    columns: tuple[Column[BoardRow], ...] = (
        *person_columns(itself),
        Column(_("Hẹn trả"), lambda row: row.promised_at, 1.4, Align.CENTRE),
        Column(_("Đã hẹn lại"), lambda row: row.reappointed_to, 1.4, Align.CENTRE),
    )
    return _table(name, title, _subtitle(morning), columns, rows)


def _table(
    name: str,
    title: str,
    subtitle: str,
    columns: Sequence[Column[T]],
    rows: Sequence[T],
    *notes: str,
) -> Table:
    return Table(
        name=name,
        title=title,
        subtitle=subtitle,
        columns=heads(columns),
        rows=cells(columns, rows),
        notes=notes,
    )


def _row(line: InnerLine) -> Called:
    return line.row


def _forwarded(line: ForwardLine) -> Called:
    return line.row


def _sent(item: Unconfirmed) -> Called:
    return item.row


def _apologised(item: Apology) -> BoardRow:
    return item[0]


def _subtitle(morning: Morning) -> str:
    return _("Ngày {day}").format(day=short_date(morning.today))
