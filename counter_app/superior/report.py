"""The consolidated report: form II.06a with a line per office, counted by the offices' own code on their files."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

from counter_app.domain.clock import Clock
from counter_app.domain.sheets import Table
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.reports.figures import Ii06a, ii06a_totals
from counter_app.reports.ii06a import ii06a_table
from counter_app.superior.holding import Holding
from counter_app.superior.sender import Sender, Standing, known_journals
from counter_app.wording.moments import short_date


def standings(superior_dir: Path, clock: Clock) -> list[Standing]:
    """Every sender with how far its batches reach, by office and computer."""
    found = [standing for standing, _figures in _counted(superior_dir, clock, None)]
    return sorted(found, key=lambda item: (item.office, item.device, item.journal))


def consolidated(superior_dir: Path, first: date, last: date, *, clock: Clock) -> Table:
    """Form II.06a over all offices for ``first`` to ``last``, both included, as of ``last``.

    An office's counters are added up. Offices whose batches do not reach ``last`` are named below the table.
    Errors: RuleError when nothing was imported yet, StoreError for a sender's file that cannot be trusted.
    """
    if last < first:
        raise RuleError(_("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi."), field="to")
    counted = _counted(superior_dir, clock, (first, last))
    if not counted:
        raise RuleError(
            _("Chưa nhập lô nào. Cắm USB của đơn vị rồi nhập trước."), rule="nothing_imported"
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
    notes = (*table.notes, *_coverage(found, last), *_samples(found), *_waiting(superior_dir))
    return replace(table, name=_("Tổng hợp"), notes=notes)


def _counted(
    superior_dir: Path, clock: Clock, period: tuple[date, date] | None
) -> list[tuple[Standing, Ii06a]]:
    counted = []
    for journal in known_journals(superior_dir):
        sender = Sender.open(superior_dir, journal, clock)
        if sender is None:
            continue
        try:
            standing = sender.standing()
            if standing.seq:
                figures = ii06a_totals(sender.store, *period) if period else Ii06a()
                counted.append((standing, figures))
        finally:
            sender.close()
    return counted


def _subtitle(found: list[Standing], first: date, last: date) -> str:
    superiors = sorted({standing.superior for standing in found})
    return " · ".join(
        (
            _("Đơn vị tổng hợp: {name}").format(name=", ".join(superiors)),
            _("Tổng hợp từ {count} đơn vị").format(
                count=len({standing.office for standing in found})
            ),
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
        [_("Còn {count} lô đang giữ vì thiếu lô trước, chưa tính vào bảng.").format(count=count)]
        if count
        else []
    )
