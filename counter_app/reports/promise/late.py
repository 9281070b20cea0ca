"""Late dossiers with their reasons and apologies; those pending past their promise stand beside them."""

from __future__ import annotations

from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, mark
from counter_app.reports.figures.rates import rate_note
from counter_app.reports.list_columns import list_table, selection
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_lines import LateLine, ReportLines
from counter_app.store.figures.report_sums import ReportSums
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column


def late_tables(asked: Asked) -> tuple[Table, ...]:
    """Finished late in the period; pending past their promise at its end."""
    lines = ReportLines(asked.store.database).late(selection(asked))
    done = [line for line in lines if line.ended is not None]
    open_ = [line for line in lines if line.ended is None]
    notes = _notes(asked, len(done), len(open_))
    return (
        list_table(
            asked,
            "late",
            _("DANH SÁCH HỒ SƠ GIẢI QUYẾT QUÁ HẠN"),
            _columns(asked, _("Giải quyết xong")),
            done,
            tab=_("Đã giải quyết, quá hạn"),
            notes=notes,
        ),
        list_table(
            asked,
            "late-pending",
            _("DANH SÁCH HỒ SƠ ĐANG GIẢI QUYẾT ĐÃ QUÁ HẠN"),
            _columns(asked, _("Tính đến ngày")),
            open_,
            tab=_("Chưa giải quyết xong, quá hạn"),
        ),
    )


def _columns(asked: Asked, ended: str) -> tuple[Column[LateLine], ...]:
    return (
        Column(_("Hẹn trả"), lambda line: line.promise, 1.2, Align.CENTRE),
        Column(ended, lambda line: line.ended or asked.last, 1.2, Align.CENTRE),
        Column(
            _("Quá hạn (ngày lịch)"),
            lambda line: ((line.ended or asked.last) - line.promise).days,
            0.8,
            Align.RIGHT,
        ),
        Column(_("Lý do"), lambda line: line.reason, 3.0),
        Column(_("Phiếu xin lỗi (Mẫu 04)"), lambda line: _apology(line), 1.5),
        Column(_("Người giải quyết"), lambda line: asked.rules.officer(line.handler), 1.7),
    )


def _apology(line: LateLine) -> str:
    apology, proposed = line.apology, line.proposed
    if apology is None:
        return _("Chưa có")
    text = _("Số {number}, {day}").format(number=apology[0], day=short_date(apology[1]))
    if proposed is None:
        return text
    return _("{apology}; hẹn lại {proposed}").format(apology=text, proposed=short_date(proposed))


def _notes(asked: Asked, late: int, pending: int) -> tuple[str, ...]:
    sums = ReportSums(asked.store.database).officers(asked.first, asked.last, sector=asked.sector)
    tallies = [tally for login, tally in sums.items() if asked.officer in ("", login)]
    in_time = sum(tally.early + tally.on_time + tally.withdrawn for tally in tallies)
    resolved = in_time + sum(tally.late for tally in tallies)
    return (
        rate_note(
            _("Tỷ lệ giải quyết trước hạn và đúng hạn"),
            _("(trước hạn + đúng hạn) / đã giải quyết trong kỳ"),
            in_time,
            resolved,
        ),
        _(
            "Quá hạn: {late} hồ sơ đã giải quyết trong kỳ; {pending} hồ sơ còn đang giải quyết khi hết kỳ."
        ).format(late=late, pending=pending),
        _("Quá hạn tính theo ngày lịch, so với ngày hẹn trên giấy; phiếu xin lỗi không dời hạn."),
    )


REPORT = Report(
    name="late",
    label=mark("Hồ sơ quá hạn và lý do"),
    group=Group.LISTS,
    compute=late_tables,
    hint=mark("Đã giải quyết quá hạn trong kỳ, và còn quá hạn khi hết kỳ; lý do, phiếu xin lỗi."),
    by_sector=True,
    by_officer=True,
)
