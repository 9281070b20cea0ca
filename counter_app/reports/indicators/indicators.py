"""The nine indicators of handling procedures (Nghị định 61/2018/NĐ-CP Điều 30), as far as a counter can count them.

What cannot be counted here says so and what to fill in by hand; points are added over those counted only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align, Cell, Table
from counter_app.i18n import _, mark, plural
from counter_app.reports.figures.rates import DASH
from counter_app.reports.indicators.indicator_unit import online, posted
from counter_app.reports.phrases import handler, named, named_figure, subtitle
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.indicators import Narrowed
from counter_app.values import dataclass
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.tables.columns import Column, cells, figure, heads

if TYPE_CHECKING:
    from counter_app.reports.figures.finishes import FinishTally

MOST = 2
"""Points of one indicator at most."""
OFFICER = (1, 2, 3, 4, 7)
"""The parts of an officer's total; the seventh waits for a register of complaints."""
Points = tuple[int, Mapping[int, float | None]]
"""An officer's finished dossiers, and the points by indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One indicator: points or None, over ``n`` dossiers or procedures, how they came about."""

    number: int
    points: float | None
    n: int
    how: str


def indicators(asked: Asked) -> tuple[Table, ...]:
    """The office's nine, and the officers' totals."""
    days, of = (asked.first, asked.last), Narrowed(sector=asked.sector)
    finishes = asked.figures.finished(*days, of)
    officers = asked.figures.finished_by_officer(*days, of)
    return _office_table(asked, scores(asked, finishes)), _officers_table(asked, officers)


def scores(asked: Asked, finishes: FinishTally) -> list[Score]:
    """All nine in their order."""
    return [
        time_score(finishes),
        offices_score(finishes),
        supplements_score(finishes),
        places_score(finishes),
        _unknown(5, _resolved_here(finishes)),
        Score(number=6, **posted(asked)),
        _unknown(7),
        _unknown(8),
        Score(number=9, **online(asked, finishes)),
    ]


def _unknown(number: int, also: str = "") -> Score:
    return Score(number=number, points=None, n=0, how=" ".join((_(UNKNOWN[number]), also)).strip())


def _mean(number: int, counts: tuple[int, int, int], how: str) -> Score:
    """Points of dossiers, averaged, from how many have two, one and none; none without dossiers."""
    n, points = sum(counts), MOST * counts[0] + counts[1]
    if not n:
        return Score(number=number, points=None, n=0, how=_("Không có hồ sơ nào để tính trong kỳ."))
    said = _("{how} (2 × {two} + 1 × {one} + 0 × {none}) / {n} = {mean}.").format(
        how=how,
        two=grouped(counts[0]),
        one=grouped(counts[1]),
        none=grouped(counts[2]),
        n=grouped(n),
        mean=grouped(points / n),
    )
    return Score(number=number, points=points / n, n=n, how=said)


def time_score(found: FinishTally) -> Score:
    """Indicator 1: early 2, on time 1, late 0, by dates as in II.06a."""
    counts = found.early, found.on_time, found.late
    return _mean(1, counts, _("Mỗi hồ sơ: trước hạn 2 điểm, đúng hạn 1 điểm, quá hạn 0 điểm."))


def offices_score(found: FinishTally) -> Score:
    """Indicator 2: this office's own time where no other took part, else the other's, by when it gave papers back."""
    counts = (
        found.alone_early + found.other_early,
        found.alone_on_time + found.other_on_time,
        found.alone_late + found.other_late,
    )
    how = _("Hồ sơ chỉ do đơn vị giải quyết: như chỉ số 1.")
    if found.others:
        how += " " + _(
            "Hồ sơ có cơ quan phối hợp: ngày cơ quan đó giao lại (phiếu kiểm soát) trước hạn 2 "
            "điểm, đúng hạn 1 điểm, quá hạn 0 điểm."
        )
    score = _mean(2, counts, how)
    if not found.apart:
        return score
    said = plural(
        "{count} hồ sơ có cơ quan khác tham gia mà không có hạn riêng hoặc ngày giao lại: không tính, chấm tay theo "
        "phiếu kiểm soát (Mẫu 06).",
        found.apart,
    ).format(count=grouped(found.apart))
    return Score(number=2, points=score.points, n=score.n, how=f"{score.how} {said}")


def supplements_score(found: FinishTally) -> Score:
    """Indicator 3: Mẫu 02 never 2, once 1, more often 0."""
    return _mean(
        3,
        (found.never, found.once, found.more),
        _(
            "Số lần yêu cầu bổ sung (Mẫu 02) của mỗi hồ sơ: không có 2 điểm, một lần 1 điểm, trên một lần 0 điểm."
        ),
    )


def places_score(found: FinishTally) -> Score:
    """Indicator 4: no further contact 2, this counter only 1, sent elsewhere 0."""
    how = _(
        "Theo phiếu Mẫu 02: không phải liên hệ thêm 2 điểm, chỉ quay lại quầy 1 điểm, phải đến "
        "nơi khác lấy giấy tờ 0 điểm. Không tính được nơi công dân tự đến mà phiếu không ghi."
    )
    return _mean(4, (found.straight, found.returned, found.elsewhere), how)


def _resolved_here(found: FinishTally) -> str:
    return _(
        "Số liệu giúp chấm: {here} / {all} hồ sơ đã giải quyết xong do đơn vị tự giải quyết."
    ).format(here=grouped(found.alone), all=grouped(found.finished))


def _office_table(asked: Asked, found: Sequence[Score]) -> Table:
    counted = [score for score in found if score.points is not None]
    total = sum(score.points or 0 for score in counted)
    most = MOST * len(counted)
    columns: tuple[Column[Score], ...] = (
        Column(_("Chỉ số"), lambda score: score.number, 0.6, Align.CENTRE),
        Column(_("Nội dung"), lambda score: _(NAMES[score.number]), 2.4),
        figure(_("Điểm"), lambda score: _points(score.points), 0.7),
        figure(_("Số lượng"), lambda score: score.n or None, 0.8),
        Column(_("Cách tính, hoặc vì sao phải chấm tay"), lambda score: score.how, 5.0),
    )
    return Table(
        name="indicators",
        tab=_("Của đơn vị"),
        title=_("CHÍN CHỈ SỐ ĐÁNH GIÁ VIỆC GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"),
        subtitle=subtitle(asked, _("Đơn vị tính: điểm, mỗi chỉ số 0 – 2")),
        columns=heads(columns),
        rows=cells(columns, found),
        total=(
            None,
            _("Tổng các chỉ số tính được"),
            round(total, 2) if counted else DASH,
            None,
            plural("{count} / 9 chỉ số tính được, tối đa {most} điểm.", len(counted)).format(
                count=len(counted), most=most
            ),
        ),
        notes=(_class_note(asked, total, len(counted)), *_doubts()),
    )


def _points(points: float | None) -> Cell:
    return DASH if points is None else round(points, 2)


def class_of(floors: Mapping[str, int], points: float) -> str:
    """The class of so many points of 18."""
    ordered = sorted(floors.items(), key=lambda item: -item[1])
    return next((name for name, floor in ordered if points >= floor), _("Yếu"))


def _class_note(asked: Asked, total: float, counted: int) -> str:
    """The class, or between which two it lies while some indicators are missing."""
    floors = asked.rules.settings.rating_floors
    most = total + MOST * (9 - counted)
    worst, best = class_of(floors, total), class_of(floors, most)
    limits = "; ".join(
        _("{name} từ {floor}").format(name=name, floor=floor)
        for name, floor in sorted(floors.items(), key=lambda item: -item[1])
    )
    if worst == best:
        said = _("Xếp loại: {name}, dù các chỉ số chấm tay được bao nhiêu điểm.").format(name=worst)
    else:
        said = _(
            "Chưa xếp loại được: các chỉ số chấm tay 0 điểm thì {least} điểm ({worst}), đủ điểm thì {most} điểm "
            "({best})."
        ).format(least=grouped(total), worst=worst, most=grouped(most), best=best)
    return _("{said} Ngưỡng (chưa xác nhận, sửa được trong Cài đặt): {limits} điểm.").format(
        said=said, limits=limits
    )


def _doubts() -> tuple[str, ...]:
    return (
        _(
            "Chín chỉ số theo Nghị định 61/2018/NĐ-CP Điều 30. Chưa xác nhận Nghị định 118/2025/NĐ-CP còn giữ: hỏi cấp "
            "trên trước khi dùng để xếp loại."
        ),
        _("Điểm của chỉ số 1 đến 4 là bình quân theo hồ sơ đã giải quyết xong trong kỳ."),
    )


def _officers_table(asked: Asked, officers: Mapping[str, FinishTally]) -> Table:
    logins = sorted(officers, key=lambda login: (handler(asked, login), login))
    columns = _officer_columns()
    return Table(
        name="indicators-officers",
        tab=_("Theo công chức"),
        title=_("ĐIỂM CỦA CÔNG CHỨC THEO CÁC CHỈ SỐ 1, 2, 3, 4, 7"),
        subtitle=subtitle(asked, _("Đơn vị tính: điểm bình quân một hồ sơ")),
        columns=heads(columns),
        rows=cells(
            columns, [(handler(asked, login), _officer(officers[login])) for login in logins]
        ),
        notes=(
            _("Tổng = chỉ số 1 + 2 + 3 + 4 + 7; chỉ số 7 chấm tay: {why}").format(
                why=_(UNKNOWN[7])
            ),
            _(
                "Chỉ số 2 để trống khi hồ sơ nào của người đó cũng có cơ quan khác tham gia mà không có hạn riêng."
            ),
        ),
        chart=(1, 8) if logins else (),
    )


def _officer(tally: FinishTally) -> Points:
    scores = time_score(tally), offices_score(tally), supplements_score(tally), places_score(tally)
    return tally.finished, {score.number: score.points for score in (*scores, _unknown(7))}


def _officer_columns() -> tuple[Column[tuple[str, Points]], ...]:
    return (
        *named(_("Người giải quyết"), 2.6),
        named_figure(_("Số hồ sơ đã giải quyết xong"), lambda row: row[0]),
        *map(_indicator, OFFICER),
        named_figure(_("Tổng tính được"), lambda row: round(sum(_known(row)), 2)),
        named_figure(_("Tối đa tính được"), lambda row: MOST * len(_known(row))),
    )


def _indicator(number: int) -> Column[tuple[str, Points]]:
    title = _("Chỉ số {number}").format(number=number)
    return named_figure(title, lambda row: _points(row[1][number]))


def _known(row: Points) -> list[float]:
    return [points for points in row[1].values() if points is not None]


REPORT = Report(
    name="indicators",
    label=mark("Chín chỉ số đánh giá"),
    group=Group.ANALYSIS,
    compute=indicators,
    hint=mark("Điểm tính được, cách tính, và chỉ số nào phải chấm tay."),
    by_sector=True,
    citizens=False,
)


NAMES: Mapping[int, str] = MappingProxyType(
    {
        1: mark("Tổng thời gian giải quyết so với thời hạn quy định"),
        2: mark("Thời gian thực hiện của từng cơ quan tham gia"),
        3: mark("Số lần phải liên hệ với nơi tiếp nhận để hoàn thiện hồ sơ"),
        4: mark("Số cơ quan phải liên hệ để hoàn thiện hồ sơ"),
        5: mark("Tiếp nhận, giải quyết, trả kết quả tại Bộ phận Một cửa"),
        6: mark("Công khai thủ tục hành chính"),
        7: mark("Thái độ của công chức, viên chức"),
        8: mark("Tiếp thu, giải trình phản ánh, kiến nghị"),
        9: mark("Dịch vụ công trực tuyến"),
    }
)
"""Indicator → name, shown through ``_``."""

UNKNOWN: Mapping[int, str] = MappingProxyType(
    {
        5: mark(
            "Không tính được: chương trình chỉ có hồ sơ tiếp nhận qua quầy, không có hồ sơ tiếp nhận ngoài quầy. Chấm "
            "tay: 2 điểm khi mọi thủ tục trong danh mục được tiếp nhận, thẩm định, phê duyệt tại đây; 1 điểm khi được "
            "tiếp nhận và trả tại đây; còn lại 0 điểm."
        ),
        7: mark(
            "Không tính được: chưa có sổ phản ánh trong chương trình. Chấm tay theo sổ phản ánh, kiến nghị: trước hạn "
            "và không có phản ánh 2 điểm; đúng hạn và không có phản ánh 1 điểm; có phản ánh đúng 0 điểm."
        ),
        8: mark(
            "Không tính được: chưa có sổ phản ánh trong chương trình. Chấm tay: không có phản ánh hoặc 100% giải "
            "quyết đúng hạn 2 điểm; từ 90% trở lên 1 điểm; dưới 90% hoặc kéo dài 0 điểm."
        ),
    }
)
"""Indicator → why it is not counted and how to fill it in by hand, shown through ``_``."""
