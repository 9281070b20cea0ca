"""Enquiries about dossiers: by means and sector, asked about more than once, answered in time, late or not yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time

from counter_app.domain.clock import LOCAL
from counter_app.domain.followups.followup import FollowUp, Means, Standing
from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, mark, plural
from counter_app.reports.figures.rates import rate_note
from counter_app.reports.phrases import named, named_figure, subtitle, total
from counter_app.reports.report import Asked, Group, Report
from counter_app.wording.followups import sent_to_text, standing_text
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.tables.columns import Column, cells, heads

Counts = tuple[Counter[Means], Counter[Standing]]
"""Enquiries by means, and by standing."""


def followup_tables(asked: Asked) -> tuple[Table, ...]:
    """The figures, then what was asked about more than once, then reminders answered late or not at all."""
    end = _end(asked)
    every = asked.store.followups.between(asked.first, asked.last)
    counted = [
        item
        for item in every
        if item.standing(end) is not Standing.VOID and asked.sector in ("", item.sector)
    ]
    return (
        _figures(asked, counted, end),
        _again(asked, counted, end),
        _reminders(asked, counted, end),
    )


def _end(asked: Asked) -> datetime:
    """The moment at which everything is judged; on a day that is not over yet, now."""
    return min(datetime.combine(asked.last, time(23, 59, 59), LOCAL), asked.store.clock.now())


def _figures(asked: Asked, counted: Sequence[FollowUp], end: datetime) -> Table:
    known = asked.in_order({item.sector for item in counted if item.sector})
    keys = [*known, *([""] if any(not item.sector for item in counted) else [])]
    rows = [
        (
            asked.rules.sector(key) if key else _("Hồ sơ không có ở đây"),
            _counts([item for item in counted if item.sector == key], end),
        )
        for key in keys
    ]
    whole, columns = _counts(counted, end), _columns()
    standings = whole[1]
    due = sum(standings.values()) - standings[Standing.AT_ONCE] - standings[Standing.OPEN]
    return Table(
        name="followups",
        tab=_("Số liệu"),
        title=_("CÔNG DÂN HỎI VỀ HỒ SƠ"),
        subtitle=subtitle(asked),
        columns=heads(columns),
        rows=cells(columns, rows),
        total=total(columns[2:], whole),
        notes=(
            rate_note(
                _("Tỷ lệ phiếu đôn đốc trả lời đúng hạn"),
                _("trả lời đúng hạn / đã đến hạn trả lời"),
                standings[Standing.IN_TIME],
                due,
            ),
            *_carried(asked, end),
            _rule_note(asked),
        ),
        chart=(1, 2),
    )


def _columns() -> tuple[Column[tuple[str, Counts]], ...]:
    return (
        *named(_("Lĩnh vực")),
        named_figure(_("Số lần hỏi"), lambda row: row[0].total()),
        named_figure(_("Cách hỏi|Tại quầy"), lambda row: row[0][Means.COUNTER]),
        named_figure(_("Cách hỏi|Điện thoại"), lambda row: row[0][Means.TELEPHONE]),
        named_figure(_("Cách hỏi|Văn bản"), lambda row: row[0][Means.PAPER]),
        named_figure(_("Kết quả|Trả lời ngay"), lambda row: row[1][Standing.AT_ONCE]),
        named_figure(_("Kết quả|Trả lời đúng hạn"), lambda row: row[1][Standing.IN_TIME]),
        named_figure(_("Kết quả|Trả lời quá hạn"), lambda row: row[1][Standing.LATE]),
        named_figure(_("Kết quả|Chờ trả lời"), lambda row: row[1][Standing.OPEN]),
        named_figure(_("Kết quả|Quá hạn trả lời"), lambda row: row[1][Standing.OVERDUE]),
    )


def _counts(items: Sequence[FollowUp], end: datetime) -> Counts:
    return Counter(item.means for item in items), Counter(item.standing(end) for item in items)


def _carried(asked: Asked, end: datetime) -> tuple[str, ...]:
    """Enquiries from before the period that are not answered at its end."""
    waiting = asked.store.followups.waiting_at(end)
    count = sum(
        item.at.date() < asked.first and asked.sector in ("", item.sector) for item in waiting
    )
    if not count:
        return ()
    return (
        plural("Còn {count} lần hỏi từ trước kỳ này chưa trả lời.", count).format(
            count=grouped(count)
        ),
    )


def _rule_note(asked: Asked) -> str:
    hours, source = asked.rules.settings.answer_hours, asked.rules.settings.answer_source
    text = plural(
        "Phiếu đôn đốc trả lời trong {hours} giờ đồng hồ; rơi ngoài giờ làm việc thì đến hết buổi kế tiếp.",
        hours,
    ).format(hours=hours)
    return f"{text} ({source})" if source else text


def _again(asked: Asked, counted: Sequence[FollowUp], end: datetime) -> Table:
    """Dossiers asked about more than once in the period, the most often first."""
    groups: dict[str, list[FollowUp]] = {}
    for item in counted:
        if item.shown_code:
            groups.setdefault(item.shown_code, []).append(item)
    often = sorted(
        (items for items in groups.values() if len(items) > 1),
        key=lambda items: (-len(items), items[0].id),
    )
    whole: tuple[Column[list[FollowUp]], ...] = (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Mã hồ sơ"), lambda items: items[0].shown_code, 2.2),
        Column(_("Lĩnh vực"), lambda items: _sector(asked, items[0]), 2.4),
        Column(_("Số lần hỏi trong kỳ"), len, 1.0, Align.RIGHT),
        Column(_("Số phiếu đôn đốc"), _reminded, 1.0, Align.RIGHT),
        Column(_("Hỏi lần cuối"), lambda items: items[-1].at, 1.5, Align.CENTRE),
        Column(_("Lần cuối"), lambda items: standing_text(items[-1].standing(end)), 1.6),
    )
    return Table(
        name="followups-again",
        tab=_("Hỏi nhiều lần"),
        title=_("HỒ SƠ CÔNG DÂN HỎI TỪ HAI LẦN TRỞ LÊN"),
        subtitle=subtitle(asked),
        columns=heads(whole),
        rows=cells(whole, often),
        notes=(plural("Tổng số: {count} hồ sơ.", len(often)).format(count=grouped(len(often))),),
    )


def _reminded(items: Sequence[FollowUp]) -> int:
    return sum(item.reminder > 0 for item in items)


def _sector(asked: Asked, item: FollowUp) -> str:
    return asked.rules.sector(item.sector) if item.sector else _("Hồ sơ không có ở đây")


def _reminders(asked: Asked, counted: Sequence[FollowUp], end: datetime) -> Table:
    """Reminders answered late, or not answered at the end of the period."""
    wanted = (Standing.LATE, Standing.OPEN, Standing.OVERDUE)
    lines = [item for item in counted if item.standing(end) in wanted]
    lines.sort(key=lambda item: (item.answer_due or item.at, item.id))
    whole: tuple[Column[FollowUp], ...] = (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Mã hồ sơ"), lambda item: item.shown_code, 2.0),
        Column(_("Hỏi lúc"), lambda item: item.at, 1.4, Align.CENTRE),
        Column(_("Đôn đốc lần"), lambda item: item.reminder, 0.7, Align.RIGHT),
        Column(_("Gửi"), lambda item: _holder(asked, item), 2.4),
        Column(_("Hạn trả lời"), lambda item: item.answer_due, 1.4, Align.CENTRE),
        Column(_("Trả lời lúc"), lambda item: _answered(item, end), 1.4, Align.CENTRE),
        Column(_("Tình trạng"), lambda item: standing_text(item.standing(end)), 1.5),
    )
    return Table(
        name="followups-reminders",
        tab=_("Chậm, chưa trả lời"),
        title=_("PHIẾU ĐÔN ĐỐC TRẢ LỜI QUÁ HẠN HOẶC CHƯA TRẢ LỜI"),
        subtitle=subtitle(asked),
        columns=heads(whole),
        rows=cells(whole, lines),
        notes=(
            plural("Tổng số: {count} phiếu đôn đốc.", len(lines)).format(count=grouped(len(lines))),
        ),
    )


def _holder(asked: Asked, item: FollowUp) -> str:
    names = {item.sent_officer: asked.rules.officer(item.sent_officer)} if item.sent_officer else {}
    return sent_to_text(item.sent_office, item.sent_officer, names)


def _answered(item: FollowUp, end: datetime) -> datetime | None:
    known = item.recorded_at is not None and item.recorded_at <= end
    return item.answered_at if known else None


REPORT = Report(
    name="followups",
    label=mark("Công dân hỏi về hồ sơ, phiếu đôn đốc"),
    group=Group.LISTS,
    compute=followup_tables,
    hint=mark("Hỏi bằng cách nào, hồ sơ nào bị hỏi nhiều lần, trả lời đúng hạn hay quá hạn."),
    by_sector=True,
)
