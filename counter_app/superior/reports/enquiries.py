"""The questions and reminders, office by office: questions answered, reminders answered in time or not.

Everything is as of the end of a day. There is no register of complaints and no survey at the counter: nothing is
said of either (``reports/indicators``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import date
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Self

from counter_app.domain.followups.followup import Standing, end_of
from counter_app.domain.paper.report_table import Table
from counter_app.i18n import _
from counter_app.reports.figures.rates import percent_cell, rate_note
from counter_app.reports.phrases import named, named_figure, total
from counter_app.superior.reports.counting import counted
from counter_app.values import dataclass
from counter_app.wording.paper.agencies import short_name
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.superior.reports.gathering import OfficesAsked
    from counter_app.superior.senders.sender import Sender
    from counter_app.superior.warehouse.figures import WarehouseFigures

_QUESTIONS = (
    "SELECT count(*) AS number FROM question WHERE day BETWEEN ? AND ? AND ? IN ('', sector)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiries:
    """``questions`` of visitors who only asked; enquiries about dossiers (``asked``) by means and by what became of
    them. ``in_time``, ``late``, ``open``, ``overdue`` are of those that somebody else had to answer."""

    questions: int = 0
    counter: int = 0
    telephone: int = 0
    paper: int = 0
    at_once: int = 0
    in_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0

    @property
    def asked(self) -> int:
        """Enquiries about dossiers."""
        return self.counter + self.telephone + self.paper

    @property
    def due(self) -> int:
        """The n of the rate in time: answered, or not although they had to be."""
        return self.in_time + self.late + self.overdue

    def __add__(self, other: Self) -> Self:
        """Both together."""
        names = [item.name for item in fields(self)]
        return type(self)(**{name: getattr(self, name) + getattr(other, name) for name in names})


def enquiries_of(sender: Sender, first: date, last: date, *, sector: str = "") -> Enquiries:
    """The enquiries at a sender from ``first`` to ``last``, as they stood at the end of ``last``."""
    days = first.isoformat(), last.isoformat(), sector
    row = sender.store.database.connection.execute(_QUESTIONS, days).fetchone()
    found = Counter[str](questions=int(row["number"]))
    for item in sender.store.followups.between(first, last):
        standing = item.standing(end_of(last))
        if standing is not Standing.VOID and sector in ("", item.sector):
            found.update((item.means.value, standing.value))
    return Enquiries(**found)


def _by_engine(
    figures: WarehouseFigures, first: date, last: date, sector: str
) -> dict[str, Enquiries]:
    found = figures.enquiries_by(first, last, "office", sector=sector)
    return {office: Enquiries(**counted) for (office,), counted in found.items()}


def enquiries(asked: OfficesAsked) -> Table:
    """A line for each office, by number. Errors: as ``gather``."""
    found = counted(
        asked,
        lambda sender, since, until: enquiries_of(sender, since, until, sector=asked.sector),
        lambda figures, since, until: _by_engine(figures, since, until, asked.sector),
        Enquiries(),
    )
    sums = {number: reduce(add, parts, Enquiries()) for number, parts in found.by_office().items()}
    whole, columns = reduce(add, sums.values(), Enquiries()), _columns()
    return Table(
        name=_("Hỏi và trả lời"),
        title=_("HƯỚNG DẪN, HỎI VỀ HỒ SƠ VÀ TRẢ LỜI CÔNG DÂN, THEO ĐƠN VỊ"),
        subtitle=found.subtitle(_("Đơn vị tính: Số lần")),
        columns=heads(columns),
        rows=cells(
            columns,
            [(f"{short_name(found.names[number])} ({number})", sums[number]) for number in sums],
        ),
        total=total(columns[2:], whole),
        notes=(
            rate_note(
                _("Tỷ lệ trả lời đôn đốc đúng hạn"),
                _("trả lời đúng hạn / đã đến hạn trả lời"),
                whole.in_time,
                whole.due,
            ),
            _("Hạn trả lời do từng đơn vị đặt; tình trạng tính đến hết ngày cuối đơn vị đã gửi."),
            _(
                "Phản ánh, kiến nghị, khiếu nại và mức độ hài lòng: quầy chưa có sổ trong chương trình nên không có số "
                "liệu. Xem sổ tiếp công dân và phiếu khảo sát của đơn vị."
            ),
            *found.notes(),
        ),
        chart=(1, 3),
    )


def _columns() -> tuple[Column[tuple[str, Enquiries]], ...]:
    means, answers = _("Hỏi về hồ sơ"), _("Kết quả")
    return (
        *named(_("Đơn vị"), 2.4),
        named_figure(_("Lượt hướng dẫn"), lambda row: row.questions),
        named_figure(f"{means}|" + _("Tổng số"), lambda row: row.asked),
        named_figure(f"{means}|" + _("Tại quầy"), lambda row: row.counter),
        named_figure(f"{means}|" + _("Điện thoại"), lambda row: row.telephone),
        named_figure(f"{means}|" + _("Văn bản"), lambda row: row.paper),
        named_figure(f"{answers}|" + _("Trả lời ngay"), lambda row: row.at_once),
        named_figure(f"{answers}|" + _("Trả lời đúng hạn"), lambda row: row.in_time),
        named_figure(f"{answers}|" + _("Trả lời quá hạn"), lambda row: row.late),
        named_figure(f"{answers}|" + _("Chờ trả lời"), lambda row: row.open),
        named_figure(f"{answers}|" + _("Quá hạn trả lời"), lambda row: row.overdue),
        named_figure(_("Trả lời đúng hạn (%)"), lambda row: percent_cell(row.in_time, row.due)),
    )
