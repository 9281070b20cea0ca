"""The consolidated report: form II.06a with a line per office, counted by the offices' own code on their files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from counter_app.domain.clock import local_date
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.reports.figures import Ii06a, ii06a_totals
from counter_app.reports.ii06a import REPORT as FORM
from counter_app.reports.ii06a import ii06a_table
from counter_app.reports.index import last_day
from counter_app.superior.arrivals import Arrivals
from counter_app.superior.folder import known_journals, viewing
from counter_app.superior.senders import Senders
from counter_app.superior.waiting_batches import Holding
from counter_app.wording.moments import short_date

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.domain.paper.receipt_sheets import Table
    from counter_app.superior.sender import Sender
    from counter_app.superior.standing import Standing

T = TypeVar("T")


def standings(superior_dir: Path, clock: Clock) -> list[Standing]:
    """Every sender with how far its batches reach, by office and computer; those put aside say why."""
    looked = _looked_at(superior_dir, clock, lambda _sender: None)
    found = [standing for standing, _result in looked]
    return sorted(found, key=lambda item: (item.office, item.device, item.journal))


def consolidated(superior_dir: Path, first: date, last: date, *, clock: Clock) -> Table:
    """Form II.06a over all offices for ``first`` to ``last``, both included, as of ``last`` or of today.

    Of each sender it is as of the last day its batches tell of: what was promised for a later day is not overdue, and
    the numbers are those of the office's own report of that day. An office's counters are added up. Offices whose
    batches do not reach ``last`` are named below the table, and so are senders that are put aside, because their file
    cannot be trusted; they are not counted.
    Errors: RuleError when nothing that counts was imported yet.
    """
    if last < first:
        raise RuleError(_("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi. Chọn lại ngày."), field="to")
    last = last_day(FORM.name, first, last, local_date(clock.now()))
    looked = _looked_at(superior_dir, clock, lambda sender: _figures(sender, first, last))
    counted = [(standing, figures) for standing, figures in looked if figures is not None]
    aside = _aside([standing for standing, figures in looked if figures is None])
    if not counted:
        raise RuleError(
            aside[0]
            if aside
            else _("Chưa nhập gói dữ liệu nào. Cắm USB của đơn vị rồi nhập trước."),
            rule="nothing_imported",
        )
    found = [standing for standing, _figures in counted]
    sums: dict[str, Ii06a] = defaultdict(Ii06a)
    names: dict[str, str] = {}
    for standing, figures in counted:
        sums[standing.office] += figures
        names[standing.office] = standing.name
    total = sum(sums.values(), Ii06a())
    total.check("consolidated")
    rows = [(f"{names[office]} ({office})", sums[office]) for office in sorted(sums)]
    table = ii06a_table(rows, total, subtitle=_subtitle(found, first, last))
    notes = (
        *table.notes,
        *aside,
        *_coverage(found, last),
        *_samples(found),
        *_waiting(superior_dir),
    )
    return replace(table, name=_("Tổng hợp"), notes=notes)


def _looked_at(
    superior_dir: Path, clock: Clock, task: Callable[[Sender], T]
) -> list[tuple[Standing, T | None]]:
    """What ``task`` finds in every sender, one after another; None for those that are put aside."""
    if not (superior_dir / "don-vi").is_dir():
        return []
    book = Arrivals.open_known(superior_dir)
    try:
        senders = Senders(superior_dir, clock, book.register if book else None)
        with viewing(superior_dir):
            return [senders.visit(journal, task) for journal in known_journals(superior_dir)]
    finally:
        if book:
            book.close()


def _figures(sender: Sender, first: date, last: date) -> Ii06a:
    """A sender's own figures, all of one moment: as of ``last``, or of the last day its journal tells of."""
    connection = sender.store.database.connection
    connection.execute("BEGIN")
    try:
        told = sender.standing().last_day
        known = date.fromisoformat(told) if told else last
        figures = ii06a_totals(sender.store, first, min(last, known))
        figures.check(sender.journal)
        return figures
    finally:
        connection.execute("ROLLBACK")


def _aside(found: list[Standing]) -> list[str]:
    """Which senders are put aside, and why."""
    return [
        _("Để riêng, chưa tính vào bảng: {name} ({office}), máy {device}. {reason}").format(
            name=standing.name,
            office=standing.office,
            device=standing.device,
            reason=standing.trouble,
        )
        if standing.office
        else _("Để riêng, chưa tính vào bảng: {name}. {reason}").format(
            name=f"{standing.journal}.db", reason=standing.trouble
        )
        for standing in found
    ]


def _subtitle(found: list[Standing], first: date, last: date) -> str:
    superiors = sorted({standing.superior for standing in found})
    return " · ".join(
        (
            _("Đơn vị tổng hợp: {name}").format(name=", ".join(superiors)),
            plural(
                "Tổng hợp từ {count} đơn vị", len({standing.office for standing in found})
            ).format(count=len({standing.office for standing in found})),
            _("Kỳ báo cáo: Từ ngày {first} đến ngày {last}").format(
                first=short_date(first), last=short_date(last)
            ),
            _("Đơn vị tính: Số hồ sơ TTHC"),
        )
    )


def _coverage(found: list[Standing], last: date) -> list[str]:
    """Which figures are not complete, because the batches end before the period does."""
    behind = sorted(
        (standing.office, standing.device, standing.last_day, standing.name)
        for standing in found
        if standing.last_day < last.isoformat()
    )
    return [
        _("Chưa đủ số liệu: {name} ({office}), máy {device} mới gửi đến ngày {day}.").format(
            name=name, office=office, device=device, day=short_date(date.fromisoformat(day))
        )
        for office, device, day, name in behind
    ]


def _samples(found: list[Standing]) -> list[str]:
    offices = sorted({standing.office for standing in found if standing.sample})
    return (
        [_("Có DỮ LIỆU MẪU của đơn vị {office}.").format(office=", ".join(offices))]
        if offices
        else []
    )


def _waiting(superior_dir: Path) -> list[str]:
    count = len(Holding(superior_dir).waiting())
    return (
        [
            plural(
                "Còn {count} gói đang giữ vì thiếu gói trước, chưa tính vào bảng.", count
            ).format(count=count)
        ]
        if count
        else []
    )
