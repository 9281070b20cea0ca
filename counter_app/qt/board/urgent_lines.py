"""The urgent dossiers: late, due today or within one working day, or due at another office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from counter_app.desk.promise.board import Morning
from counter_app.i18n import _, plural
from counter_app.qt.kit.rows import RowsModel
from counter_app.store.read.board import BoardRow
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import near_moment
from counter_app.wording.tables.columns import Column

URGENCY, PROMISE, CODE, NAME, OFFICER, PROCEDURE = range(6)


@dataclass(frozen=True, slots=True)
class Urgent:
    """A dossier and how urgent it is; ``inner`` is another office's earlier day, or when it has to be, or was, sent."""

    row: BoardRow
    label: Label
    inner: datetime | None = None


class UrgentModel(RowsModel[Urgent]):
    """The most urgent first."""

    def __init__(self) -> None:
        self._names: Mapping[str, str] = {}
        self._acting: Mapping[tuple[str, str], str] = {}
        self._year = 0
        columns: tuple[Column[Urgent], ...] = (
            Column(_("Tình trạng"), lambda item: item.label),
            Column(
                _("Hẹn trả"), _promise, say=lambda item: near_moment(_promise(item), self._year)
            ),
            Column(_("Mã hồ sơ"), lambda item: item.row.code),
            Column(_("Người nộp"), lambda item: item.row.name, of_people=True),
            Column(_("Người giải quyết"), self._officer, of_people=True),
            Column(_("Thủ tục"), lambda item: item.row.procedure),
        )
        super().__init__(columns, key=lambda item: (item.row.id, item.label.text))

    def show_morning(
        self,
        morning: Morning,
        names: Mapping[str, str],
        acting: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        """Replace the rows; ``names`` are the officers' by login, ``acting`` who stands in for (officer, sector)."""
        self._names, self._acting, self._year = names, acting or {}, morning.today.year
        rows = urgent(morning)
        self.show(rows, total=len(rows) + _unread(morning))

    def _officer(self, item: Urgent) -> str:
        login = item.row.handler
        name = self._names.get(login, login) or _("Chưa giao")
        acting = self._acting.get((login, item.row.sector))
        if acting is None:
            return name
        return _("{name} ({substitute} thay)").format(
            name=name, substitute=self._names.get(acting, acting)
        )


def urgent(morning: Morning) -> list[Urgent]:
    """Every row with the words for its state; another office's day is named beside the citizen's."""
    rows = [
        *(Urgent(row, _late(row, morning.today)) for row in morning.overdue),
        *(
            Urgent(row, _told(row, _("Hẹn trả hôm nay"), "calendar-day"))
            for row in morning.due_today
        ),
        *(Urgent(row, _told(row, _("Còn 1 ngày làm việc"), "clock")) for row in morning.due_soon),
    ]
    known = {item.row.id for item in rows}
    inner = Label(_("Hạn của cơ quan phối hợp"), "warning", "building")
    rows += [Urgent(line.row, inner, line.at) for line in morning.inner if line.row.id not in known]
    rows += [
        Urgent(
            line.row,
            Label(_("Phải chuyển đi rồi"), "bad", "hand-over")
            if line.late
            else Label(_("Chuyển đi trước giờ nghỉ"), "warning", "hand-over"),
            line.at,
        )
        for line in morning.forwarding
        if line.row.id not in known
    ]
    rows += [
        Urgent(item.row, Label(_("Nơi nhận chưa xác nhận"), "warning", "building"), item.sent)
        for item in morning.unconfirmed
    ]
    return rows


def _late(row: BoardRow, today: date) -> Label:
    if row.reappointed_to is not None and row.reappointed_to.date() >= today:
        return _told(row, "", "")
    days = (today - row.promised_at.date()).days if row.promised_at else 0
    return Label(plural("Quá hạn {days} ngày lịch", days).format(days=days), "bad", "clock-overdue")


def _told(row: BoardRow, words: str, icon: str) -> Label:
    """The word that a new day was named with an apology; ``words`` for a dossier without one."""
    if row.reappointed_to is not None:
        return Label(_("Đã hẹn lại {day:%d/%m}").format(day=row.reappointed_to), "info", "history")
    return Label(words, "warning", icon)


def _unread(morning: Morning) -> int:
    """The number of counted dossiers that were not read."""
    read = {
        "overdue": morning.overdue,
        "due_today": morning.due_today,
        "due_soon": morning.due_soon,
    }
    return sum(max(morning.counts[name] - len(rows), 0) for name, rows in read.items())


def _promise(item: Urgent) -> datetime | None:
    return item.inner or item.row.promised_at
