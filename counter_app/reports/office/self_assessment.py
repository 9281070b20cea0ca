"""One page for the chairman: what an office says of itself, and what its counter can prove of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, mark
from counter_app.reports.dossier.trips import spread_of
from counter_app.reports.figures.figures import Ii06a, ii06a_from
from counter_app.reports.figures.rates import DASH, percent_text
from counter_app.reports.figures.statistics import day_minutes
from counter_app.reports.phrases import subtitle
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.indicators import Narrowed, Trip
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column, cells, figure, heads

if TYPE_CHECKING:
    from counter_app.reports.figures.finishes import FinishTally, Times

Line = tuple[str, str, str, int | str]
"""The sentence, the counter's value, the way it is reckoned, and the number it is over."""


def evidence(asked: Asked) -> tuple[Table, ...]:
    """Claims with their evidence, and what a reader should know beside them."""
    of = Narrowed(sector=asked.sector)
    figures = _figures(asked)
    times = asked.figures.times(asked.first, asked.last, of)
    trips = asked.figures.trips(asked.first, asked.last, of)
    lines = [
        _assigned(asked),
        _posted(asked),
        *_on_time(asked, figures),
        _early(figures),
        *_time(asked, times),
        _once(times.tally),
        _trips(trips),
        _complaints(figures),
    ]
    columns: tuple[Column[Line], ...] = (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Nội dung công bố"), lambda line: line[0], 2.2),
        Column(_("Số liệu tại quầy"), lambda line: line[1], 2.8),
        Column(_("Cách tính"), lambda line: line[2], 3.4),
        figure(_("Số lượng"), lambda line: line[3], 0.9),
    )
    return (
        Table(
            name="evidence",
            title=_("ĐỐI CHIẾU NỘI DUNG ĐÃ CÔNG BỐ VỚI SỐ LIỆU TẠI QUẦY"),
            subtitle=subtitle(asked),
            columns=heads(columns),
            rows=cells(columns, lines),
            notes=(
                _(
                    "Số liệu tính đến hết ngày {day}, từ nhật ký của quầy; lượt ghi sau ngày đó không làm thay đổi."
                ).format(day=short_date(asked.last)),
                _("Tỷ lệ không có mẫu số ghi dấu gạch, không ghi 100%."),
            ),
        ),
    )


def _figures(asked: Asked) -> Ii06a:
    """II.06a of the sector asked for, or of all."""
    rows = ii06a_from(asked.figures, asked.rules.sector_names, asked.first, asked.last)
    return reduce(add, (row for key, row in rows.items() if asked.sector in ("", key)), Ii06a())


def _assigned(asked: Asked) -> Line:
    found = asked.figures.charge(asked.last, sector=asked.sector)
    return (
        _("Phân công theo lĩnh vực"),
        _("{count} / {all} lĩnh vực có người phụ trách.").format(
            count=grouped(found.covered), all=grouped(found.all)
        ),
        _("Bảng phân công có hiệu lực ngày cuối kỳ."),
        found.all,
    )


def _posted(asked: Asked) -> Line:
    found = asked.figures.posting(asked.last, sector=asked.sector)
    return (
        _("Niêm yết công khai thủ tục"),
        _(
            "Niêm yết đúng và đăng trực tuyến {both}, một trong hai {one}, chưa kiểm tra {never}."
        ).format(both=grouped(found.both), one=grouped(found.one), never=grouped(found.never)),
        _("Lần kiểm tra gần nhất của mỗi thủ tục còn hiệu lực."),
        found.all,
    )


def _on_time(asked: Asked, row: Ii06a) -> Sequence[Line]:
    good = row.early + row.on_time
    hidden = row.resolved + row.pending_overdue
    return (
        (
            _("Giải quyết đúng hạn"),
            _("{percent}; quá hạn {late} hồ sơ.").format(
                percent=percent_text(good, row.resolved), late=grouped(row.late)
            ),
            _("Biểu II.06a: ((8) + (9)) / (7)."),
            row.resolved,
        ),
        (
            _("Hồ sơ tồn quá hạn"),
            _(
                "{overdue} hồ sơ đang giải quyết đã quá hạn; tính cả số này, đúng hạn là {percent}."
            ).format(overdue=grouped(row.pending_overdue), percent=percent_text(good, hidden)),
            _("((8) + (9)) / ((7) + (13)), đến hết ngày {day}.").format(day=short_date(asked.last)),
            hidden,
        ),
    )


def _early(row: Ii06a) -> Line:
    return (
        _("Giải quyết trước hạn"),
        percent_text(row.early, row.resolved),
        _("Biểu II.06a: (8) / (7)."),
        row.resolved,
    )


def _time(asked: Asked, row: Times) -> Sequence[Line]:
    day = day_minutes(asked.rules, asked.last)
    middle = DASH if row.used.median is None else grouped(row.used.median / day)
    return (
        (
            _("Rút ngắn thời gian"),
            _(
                "Một nửa số hồ sơ xong trong {middle} ngày làm việc; đã dùng {percent} thời hạn."
            ).format(middle=middle, percent=percent_text(row.used.total, row.allowed.total)),
            _("Tổng thời gian làm việc đã dùng / tổng thời hạn, trừ lúc tạm dừng."),
            row.used.n,
        ),
    )


def _once(found: FinishTally) -> Line:
    return (
        _("Chỉ yêu cầu bổ sung một lần"),
        _("Không lần nào {none}, một lần {once}, trên một lần {more} hồ sơ.").format(
            none=_share(found.never, found.finished),
            once=_share(found.once, found.finished),
            more=_share(found.more, found.finished),
        ),
        _("Số phiếu Mẫu 02 của mỗi hồ sơ đã giải quyết xong."),
        found.finished,
    )


def _trips(found: Sequence[Trip]) -> Line:
    none, one, two, many = spread_of(found)
    return (
        _("Giảm số lần đi lại của người dân"),
        _("Không quá 1 lượt {few}, 2 lượt {two}, từ 3 lượt {many} hồ sơ.").format(
            few=_share(none + one, len(found)),
            two=_share(two, len(found)),
            many=_share(many, len(found)),
        ),
        _("Lượt nộp, mang bổ sung và nhận tại quầy của mỗi hồ sơ đã trả."),
        len(found),
    )


def _complaints(row: Ii06a) -> Line:
    return (
        _("Không có phản ánh, khiếu nại"),
        _("Không tính được: chưa có sổ phản ánh trong chương trình."),
        _(
            "Đối chiếu sổ phản ánh, kiến nghị của đơn vị; số lượng là số hồ sơ đã giải quyết trong kỳ."
        ),
        row.resolved,
    )


def _share(part: int, whole: int) -> str:
    """``12 (40 %)``."""
    return _("{count} ({percent})").format(count=grouped(part), percent=percent_text(part, whole))


REPORT = Report(
    name="evidence",
    label=mark("Đối chiếu công bố với số liệu"),
    group=Group.ANALYSIS,
    compute=evidence,
    hint=mark("Một trang cho Chủ tịch: nội dung đã công bố và số liệu của quầy."),
    by_sector=True,
    citizens=False,
)
