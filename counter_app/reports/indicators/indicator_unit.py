"""Indicators of the office as a whole: procedures made public (6) and online services (9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.reports.figures.rates import percent_text
from counter_app.store.figures.indicators import Narrowed
from counter_app.values import TypedDict
from counter_app.wording.paper.amounts import grouped

if TYPE_CHECKING:
    from counter_app.reports.figures.finishes import FinishTally
    from counter_app.reports.report import Asked

ONLINE_GOOD, ONLINE_LEAST = 30, 15
"""Percent of dossiers handed in online from which indicator 9 may have two points, and any at all."""


class Points(TypedDict):
    """Points or None, over how many, and how they came about."""

    points: float | None
    n: int
    how: str


def posted(asked: Asked) -> Points:
    """Indicator 6: every procedure posted rightly and online 2, in one of the two ways 1, otherwise 0."""
    found = asked.figures.posting(asked.last, sector=asked.sector)
    if found.never == found.all:
        return Points(
            points=None,
            n=0,
            how=_(
                "Chưa tính được: đến cuối kỳ chưa thủ tục nào được kiểm tra niêm yết. Ghi kết "
                "quả kiểm tra ở trang Danh mục thủ tục (Ctrl+1)."
            ),
        )
    points = 2 if found.both == found.all else 1 if found.both + found.one == found.all else 0
    return Points(
        points=points,
        n=found.all,
        how=_(
            "Mọi thủ tục niêm yết đúng và đăng trực tuyến 2 điểm; chỉ một trong hai 1 điểm; còn "
            "lại 0 điểm. Trong {all} thủ tục còn hiệu lực: cả hai {both}, một trong hai {one}, "
            "sai hoặc không có {wrong}, chưa kiểm tra {never}."
        ).format(
            both=grouped(found.both),
            one=grouped(found.one),
            wrong=grouped(found.wrong),
            never=grouped(found.never),
            all=grouped(found.all),
        ),
    )


def online(asked: Asked, finishes: FinishTally) -> Points:
    """Indicator 9: nothing is certain but 0, for the share of services offered online is not known here."""
    tallies = asked.figures.tallies(asked.first, asked.last, hand_over=False)
    chosen = [tally for sector, tally in tallies.items() if asked.sector in ("", sector)]
    digital = sum(tally.online for tally in chosen)
    received = digital + sum(tally.direct for tally in chosen)
    late = finishes.online_late
    late += asked.figures.overdue_online(asked.last, Narrowed(sector=asked.sector))
    facts = _(
        "Hồ sơ trực tuyến {online} / {received} = {percent}; hồ sơ trực tuyến quá hạn: {late}."
    ).format(
        online=grouped(digital),
        received=grouped(received),
        percent=percent_text(digital, received),
        late=grouped(late),
    )
    if received == 0:
        return Points(points=None, n=0, how=_("Không có hồ sơ nào để tính trong kỳ."))
    if late or digital * 100 < ONLINE_LEAST * received:
        why = _("Dưới {least}% hoặc có hồ sơ quá hạn thì 0 điểm.").format(least=ONLINE_LEAST)
        return Points(points=0, n=received, how=f"{facts} {why}")
    most = 2 if digital * 100 >= ONLINE_GOOD * received else 1
    why = _(
        "Chưa đủ để tính: chương trình không biết tỷ lệ thủ tục cung cấp trực tuyến (cần từ "
        "20%). Nhiều nhất {most} điểm; chấm tay theo Cổng dịch vụ công."
    ).format(most=most)
    return Points(points=None, n=0, how=f"{facts} {why}")
