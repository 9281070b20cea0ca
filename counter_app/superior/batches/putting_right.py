"""Before an import: what killed work left behind is finished or cleared, and every sender's file is looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store.core.trouble import from_system
from counter_app.superior.batches.resolving import resolved
from counter_app.superior.book.folder import leftovers, sender_path, stamps
from counter_app.superior.senders.senders import Senders, probed
from counter_app.system import files

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.batches.summary import ImportSummary
    from counter_app.superior.book.arrivals import Arrivals
    from counter_app.superior.book.settlements import Settlement


def put_right(
    folder: Path, clock: Clock, arrivals: Arrivals, senders: Senders, summary: ImportSummary
) -> None:
    """Clear and name leftovers, finish or forget exchanges that were cut, put aside what cannot be opened as ours.

    Files that fit the register are not opened. Errors: StoreError when this computer's disk fails.
    """
    if arrivals.went_on:
        summary.notes.append(
            _(
                "Đã đưa tiếp bản sao lưu bị ngắt giữa chừng. Nhập lại gói dữ liệu từ các USB nhận sau bản đó."
            )
        )
    _clear_leftovers(folder, summary)
    for number, settlement in arrivals.settlements.unfinished():
        _finish(folder, clock, arrivals, (number, settlement), summary)
    found = stamps(folder)
    for journal in set(senders.known) - found.keys():
        senders.forget(journal)
    changed = [journal for journal, now in found.items() if not senders.fits(journal, now)]
    for name, now_called in senders.move_strangers(changed):
        reason = _("rỗng, làm dở hoặc không phải của Quầy Một Cửa; đã đổi tên thành {name}").format(
            name=now_called
        )
        summary.aside.append((name, reason))
    for journal in changed:
        if sender_path(folder, journal).exists() and not senders.fits(journal):
            standing, _result = senders.visit(journal, probed)
            if standing.trouble:
                summary.aside.append((sender_path(folder, journal).name, standing.trouble))
    summary.notes += [
        _("Để riêng, không tính: {name}. {reason}").format(name=name, reason=reason)
        for name, reason in summary.aside
    ]


def _clear_leftovers(folder: Path, summary: ImportSummary) -> None:
    for path in leftovers(folder):
        try:
            files.remove(path)
        except OSError as error:
            raise from_system(error, path) from error
        summary.notes.append(
            _(
                "Đã dọn tệp {name} còn lại từ lần nhập bị ngắt; gói dữ liệu của nó được nhập lại."
            ).format(name=path.name)
        )


def _finish(
    folder: Path,
    clock: Clock,
    arrivals: Arrivals,
    open_one: tuple[int, Settlement],
    summary: ImportSummary,
) -> None:
    """Finish or forget an exchange that was cut short; one of which the disk does not tell waits for the next time."""
    settlement = open_one[1]
    try:
        if resolved(folder, clock, arrivals, open_one):
            return
    except StoreError as error:
        summary.notes.append(
            _(
                "Chưa biết quyết định giữ nhánh nào của nhật ký {journal} đã thực hiện xong "
                "chưa. {reason} Sau đó chạy lại lệnh superior settle."
            ).format(journal=settlement.journal, reason=error.message)
        )
        return
    summary.notes.append(
        _(
            "Quyết định giữ nhánh nào của nhật ký {journal} bị ngắt giữa chừng nên chưa có hiệu "
            "lực. Chạy lại lệnh superior settle."
        ).format(journal=settlement.journal)
    )
