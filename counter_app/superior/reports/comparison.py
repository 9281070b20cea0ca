"""Offices, and groups of officers, beside one another: rates with their n and how sure they are, and what waits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from datetime import date
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Self, TypeVar

from counter_app.domain.office.staff import Role
from counter_app.domain.paper.report_table import Align, Cell, Table
from counter_app.domain.proportion import places, wilson
from counter_app.i18n import _
from counter_app.reports.figures.rates import DASH, percent_cell, rate_note
from counter_app.store.figures.report_sums import ReportSums
from counter_app.store.figures.tallies import Counting, Tally
from counter_app.superior.reports.counting import counted
from counter_app.superior.reports.gathering import ALL, Figures, Gathered, OfficesAsked
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import role_label
from counter_app.wording.paper.agencies import short_name
from counter_app.wording.tables.columns import Column, cells, figure, heads

if TYPE_CHECKING:
    from counter_app.store.figures.report_sums import OfficerTally
    from counter_app.superior.senders.sender import Sender
    from counter_app.superior.warehouse.figures import WarehouseFigures

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The work of a period, and the dossiers that wait at its end; every number is of dossiers.

    ``in_time``: ended before or on the promised day, withdrawn ones included (II.06a). ``paused`` wait for the citizen,
    for money or for a stop to end; ``hidden`` are those of them whose promised day has passed: nobody counts them as
    overdue. ``hidden_since`` is the first day (ISO) of the longest pause among them.
    """

    received: int = 0
    in_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0
    paused: int = 0
    hidden: int = 0
    hidden_since: str = ""

    @property
    def ended(self) -> int:
        """The dossiers with ended processing: the n of the rate on time."""
        return self.in_time + self.late

    def __add__(self, other: Self) -> Self:
        """Both together."""
        names = [item.name for item in fields(self) if item.name != "hidden_since"]
        since = min(filter(None, (self.hidden_since, other.hidden_since)), default="")
        sums = {name: getattr(self, name) + getattr(other, name) for name in names}
        return type(self)(**sums, hidden_since=since)


_Line = tuple[str, Work, tuple[float, float], str]
"""A name, its work, the bounds of its rate, and its places."""


def work_of(sender: Sender, first: date, last: date, *, sector: str = "") -> Work:
    """A sender's work of one sector or all, as of ``last``."""
    tallies = Counting(sender.store.database).tallies(first, last, hand_over=False)
    chosen = [tally for key, tally in tallies.items() if sector in ("", key)]
    hidden = _hidden(sender, first, last, sector).values()
    return reduce(add, (*map(_work, chosen), *hidden), Work())


def _works(figures: WarehouseFigures, first: date, last: date, sector: str) -> dict[str, Work]:
    """Office → work, as an engine counts it."""
    found: dict[str, Work] = defaultdict(Work)
    tallies = figures.tallies_by(first, last, "office", sector=sector, hand_over=False)
    for (office,), tally in tallies.items():
        found[office] += _work(tally)
    for (office,), (number, since) in figures.paused_past(last, "office", sector=sector).items():
        found[office] += Work(hidden=number, hidden_since=since)
    return dict(found)


def _groups(figures: WarehouseFigures, first: date, last: date, sector: str) -> dict[str, Work]:
    """Role → work, as an engine counts it: of the role that officers had then."""
    found: dict[str, Work] = defaultdict(Work)
    for (role,), tally in figures.officers_by(first, last, "role", sector=sector).items():
        found[role] += _officer_work(tally)
    for (role,), (number, since) in figures.paused_past(last, "role", sector=sector).items():
        found[role] += Work(hidden=number, hidden_since=since)
    return dict(found)


def _hidden(sender: Sender, first: date, last: date, sector: str) -> dict[str, Work]:
    """Login → what is paused in that officer's charge although its promised day has passed."""
    paused = ReportSums(sender.store.database).paused_past_promise(first, last, sector=sector)
    return {
        login: Work(hidden=number, hidden_since=since) for login, (number, since) in paused.items()
    }


def _work(tally: Tally) -> Work:
    paused = tally.supplement + tally.financial + tally.stopped
    return Work(
        received=tally.online + tally.direct,
        in_time=tally.early + tally.on_time + tally.withdrawn,
        late=tally.late,
        open=tally.not_due + tally.overdue + paused,
        overdue=tally.overdue,
        paused=paused,
    )


def compared(asked: OfficesAsked) -> Table:
    """The offices by their rate on time, the highest first, each with the places it may have by chance.

    Errors: as ``gather``.
    """
    wanted: Figures[Work] = lambda sender, since, until: work_of(  # noqa: E731
        sender, since, until, sector=asked.sector
    )
    found = counted(
        asked,
        wanted,
        lambda figures, since, until: _works(figures, since, until, asked.sector),
        Work(),
    )
    rows = [
        (f"{short_name(found.names[number])} ({number})", reduce(add, parts, Work()))
        for number, parts in found.by_office().items()
    ]
    return _ranked(found, rows, _("SO SÁNH CÁC ĐƠN VỊ THEO TỶ LỆ ĐÚNG HẠN"), _("Đơn vị"))


def compared_groups(asked: OfficesAsked) -> Table:
    """The groups of officers (their roles) of all offices, by who has the dossier in charge. Errors: as ``gather``."""
    wanted: Figures[dict[str, Work]] = lambda sender, since, until: _by_role(  # noqa: E731
        sender, since, until, asked.sector
    )
    found = counted(
        asked,
        wanted,
        lambda figures, since, until: {ALL: _groups(figures, since, until, asked.sector)},
        dict[str, Work](),
    )
    sums: dict[str, Work] = defaultdict(Work)
    for _standing, groups in found.counted:
        for group, work in groups.items():
            sums[group] += work
    rows = [(_group_name(group), sums[group]) for group in (*Role, "") if group in sums]
    return _ranked(
        found, rows, _("SO SÁNH CÁC NHÓM CÔNG CHỨC THEO TỶ LỆ ĐÚNG HẠN"), _("Nhóm công chức")
    )


def _by_role(sender: Sender, first: date, last: date, sector: str) -> dict[str, Work]:
    """Role → work; "" for officers the office does not know, and for what is in nobody's charge."""
    roles = {item.login: item.role.value for item in sender.store.officers.all()}
    found: dict[str, Work] = defaultdict(Work)
    tallies = ReportSums(sender.store.database).officers(first, last, sector=sector)
    hidden = _hidden(sender, first, last, sector)
    for login in tallies.keys() | hidden.keys():
        work = _officer_work(tallies[login]) if login in tallies else Work()
        found[roles.get(login, "")] += work + hidden.get(login, Work())
    return dict(found)


def _officer_work(tally: OfficerTally) -> Work:
    return Work(
        received=tally.received,
        in_time=tally.early + tally.on_time + tally.withdrawn,
        late=tally.late,
        open=tally.not_due + tally.overdue + tally.paused,
        overdue=tally.overdue,
        paused=tally.paused,
    )


def _group_name(group: str) -> str:
    return role_label(Role(group)).text if group else _("Chưa giao cho ai")


def _best_first(row: tuple[str, Work]) -> tuple[bool, float, int, str]:
    name, work = row
    return work.ended == 0, -_rate(work), -work.ended, name


def _ranked(found: Gathered[T], rows: list[tuple[str, Work]], title: str, name: str) -> Table:
    ranked = sorted(rows, key=_best_first)
    intervals = [wilson(work.in_time, work.ended) for _name, work in ranked]
    total, columns = reduce(add, (work for _name, work in rows), Work()), _columns(name)
    lines = [
        (label, work, interval, _places(work, place))
        for (label, work), interval, place in zip(ranked, intervals, places(intervals), strict=True)
    ]
    last: _Line = "", total, wilson(total.in_time, total.ended), ""
    return Table(
        name=name,
        title=title,
        subtitle=found.subtitle(_("Đơn vị tính: Số hồ sơ TTHC")),
        columns=heads(columns),
        rows=cells(columns, lines),
        total=(None, _("Tổng số"), *cells(columns[2:], [last])[0]),
        notes=(
            rate_note(
                _("Tỷ lệ giải quyết trước hạn và đúng hạn"),
                _("(trước hạn + đúng hạn) / đã giải quyết trong kỳ"),
                total.in_time,
                total.ended,
            ),
            _(
                "Khoảng tin cậy 95% (Wilson): ít hồ sơ thì khoảng rộng. Hai khoảng chồng lên nhau là chưa phân được "
                "hơn kém; cột Hạng ghi các hạng có thể có."
            ),
            _(
                "Tạm dừng, đã qua hẹn: hồ sơ đang tạm dừng mà ngày hẹn đã qua, không tính là quá hạn nhưng vẫn phải "
                "giải quyết."
            ),
            *found.notes(),
        ),
        chart=(1, 4),
    )


def _rate(work: Work) -> float:
    return work.in_time / work.ended if work.ended else 0.0


def _columns(name: str) -> tuple[Column[_Line], ...]:
    interval = _("Khoảng tin cậy 95%")
    waits = _("Còn lại cuối kỳ")
    return (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(name, lambda line: line[0], 2.6),
        figure(_("Đã giải quyết"), lambda line: line[1].ended),
        figure(_("Trước và đúng hạn"), lambda line: line[1].in_time),
        figure(_("Tỷ lệ đúng hạn (%)"), lambda line: percent_cell(line[1].in_time, line[1].ended)),
        figure(f"{interval}|" + _("Từ (%)"), lambda line: _bound(line[1], line[2][0])),
        figure(f"{interval}|" + _("Đến (%)"), lambda line: _bound(line[1], line[2][1])),
        figure(f"{waits}|" + _("Đang giải quyết"), lambda line: line[1].open),
        figure(f"{waits}|" + _("Quá hạn"), lambda line: line[1].overdue),
        figure(f"{waits}|" + _("Tạm dừng"), lambda line: line[1].paused),
        figure(f"{waits}|" + _("Tạm dừng, đã qua hẹn"), lambda line: line[1].hidden),
        Column(_("Hạng"), lambda line: line[3], 0.8, Align.CENTRE),
    )


def _bound(work: Work, share: float) -> Cell:
    return round(100 * share, 1) if work.ended else DASH


def _places(work: Work, place: tuple[int, int]) -> str:
    if not work.ended:
        return DASH
    best, worst = place
    return str(best) if best == worst else f"{best}–{worst}"
