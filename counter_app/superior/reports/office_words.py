"""The words about offices that send, about arrivals, and about dossiers that travelled."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.i18n import _, plural
from counter_app.reports.figures.rates import DASH, percent_text
from counter_app.superior.reports.office_board import OfficeLine, Trouble
from counter_app.wording.dossier.labels import Label, state_label
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.superior.book.arrivals import Arrival
    from counter_app.superior.reports.comparison import Work
    from counter_app.superior.reports.far_dossiers import FarLine, Meeting


def trouble_label(line: OfficeLine) -> Label:
    """The trouble that keeps an office's figures from being whole, the worst first."""
    match line.trouble:
        case Trouble.FORK:
            return Label(_("Hai nhánh, chờ quyết định"), "bad", "error")
        case Trouble.ASIDE:
            return Label(_("Để riêng, chưa tính"), "bad", "error")
        case Trouble.MISSING:
            lacking = plural("Thiếu {count} lượt ghi", line.missing)
            return Label(lacking.format(count=grouped(line.missing)), "warning", "hold")
        case Trouble.LATE:
            days = plural("Chưa gửi {count} ngày làm việc", line.behind)
            return Label(days.format(count=line.behind), "warning", "clock-overdue")
        case Trouble.RESTORED:
            return Label(_("Đã khôi phục bản cũ"), "info", "restore")
        case _:
            return Label(_("Đủ, đúng ngày"), "good", "ok")


def trouble_short(line: OfficeLine) -> Label:
    """The same in a word or two, for a list beside the card that says it whole."""
    whole = trouble_label(line)
    days, entries = plural("Chậm {count} ngày", line.behind), plural("Thiếu {count}", line.missing)
    words = {
        Trouble.FORK: _("Hai nhánh"),
        Trouble.ASIDE: _("Để riêng"),
        Trouble.MISSING: entries.format(count=grouped(line.missing)),
        Trouble.LATE: days.format(count=line.behind),
        Trouble.RESTORED: _("Khôi phục cũ"),
    }
    return Label(words.get(line.trouble, _("Đủ")), whole.tone, whole.icon)


def trouble_step(line: OfficeLine) -> str:
    """The one next step for an office; empty where there is none."""
    match line.trouble:
        case Trouble.FORK:
            return _(
                "Gọi đơn vị hỏi máy nào đúng; người nhận gói quyết định ở Nhận gói dữ liệu (F2)."
            )
        case Trouble.ASIDE:
            told = next((item.trouble for item in line.standings if item.trouble), "")
            return told or _("Báo người phụ trách máy.")
        case Trouble.MISSING:
            return _(
                "Nhờ đơn vị xuất lại gói còn thiếu rồi nhận; các gói đang giữ chờ được nhận theo."
            )
        case Trouble.LATE:
            return _("Gọi đơn vị hỏi USB chưa gửi, rồi nhận gói.")
        case _:
            return ""


def versions_text(line: OfficeLine) -> str:
    """The programs of an office's computers, as they say themselves; a dash where none did."""
    return ", ".join(line.versions) or DASH


def answered_text(line: OfficeLine) -> str:
    """``9 / 10`` reminders answered in time, and how many wait past their time; a dash where nobody asked."""
    found = line.enquiries
    if found is None or not found.due:
        return DASH
    text = f"{percent_text(found.in_time, found.due)} / {grouped(found.due)}"
    waiting = plural("chờ quá hạn {count}", found.overdue).format(count=grouped(found.overdue))
    return f"{text}; {waiting}" if found.overdue else text


def rate_text(work: Work | None) -> str:
    """``95,5% / 20`` of what ended, or a dash."""
    if work is None or not work.ended:
        return DASH
    return f"{percent_text(work.in_time, work.ended)} / {grouped(work.ended)}"


def day_text(told: str) -> str:
    """An ISO day as people read it; a dash for none."""
    return short_date(date.fromisoformat(told)) if told else DASH


def office_line_text(line: OfficeLine) -> str:
    """An office for the terminal."""
    work = line.work
    parts = [
        line.number,
        line.name,
        _("gửi đến ngày {day}").format(day=day_text(line.told)),
        _("đúng hạn {rate}").format(rate=rate_text(work)),
    ]
    if work is not None:
        parts.append(
            _("quá hạn {overdue}, tạm dừng đã qua hẹn {hidden}").format(
                overdue=grouped(work.overdue), hidden=grouped(work.hidden)
            )
        )
    return " · ".join([*parts, trouble_label(line).text])


def outcome_label(arrival: Arrival) -> Label:
    """The outcome of a batch, as a label."""
    if arrival.fork_hash:
        return Label(_("Nhánh khác"), "bad", "error")
    return {
        "imported": Label(_("Đã nhận"), "good", "ok"),
        "held": Label(_("Giữ chờ gói thiếu"), "warning", "hold"),
        "refused": Label(_("Từ chối"), "bad", "refuse"),
        "quarantined": Label(_("Cách ly"), "warning", "lock"),
    }.get(arrival.outcome, Label(arrival.outcome, "muted", ""))


def far_line_text(line: FarLine) -> str:
    """A dossier of another office for the terminal."""
    return " · ".join(
        [
            line.office,
            line.code,
            line.name,
            line.procedure,
            plural("quá hạn {count} ngày", line.days_late).format(count=line.days_late),
        ]
    )


def met_label(meeting: Meeting) -> Label:
    """Why dossiers of two offices stand together."""
    if meeting.by_code:
        return Label(_("Cùng mã chính thức"), "bad", "error")
    if meeting.same_procedure:
        return Label(_("Cùng người, cùng thủ tục"), "warning", "warning")
    return Label(_("Cùng người"), "info", "user")


def meeting_text(meeting: Meeting) -> str:
    """One person or code with its dossiers for the terminal."""
    lines = [
        f"  {line.office} · {line.code} · {line.procedure} · {state_label(line.state).text}"
        for line in meeting.lines
    ]
    return "\n".join([f"{met_label(meeting).text}: {meeting.lines[0].name}", *lines])
