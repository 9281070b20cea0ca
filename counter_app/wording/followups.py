"""Enquiries about dossiers in words: the way somebody asked, the receiver of the reminder, the standing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier import State
from counter_app.domain.followups.followup import FollowUp, Lateness, Means, Standing
from counter_app.domain.followups.pasted_labels import FACTS
from counter_app.i18n import _, plural
from counter_app.wording.paper.moments import clock_text, due_text, short_date

if TYPE_CHECKING:
    from counter_app.domain.followups.pasted import PastedDossier
    from counter_app.domain.followups.pasted_moments import Moment


def means_text(means: str) -> str:
    """The way a citizen asked."""
    return {
        Means.COUNTER.value: _("tại quầy"),
        Means.TELEPHONE.value: _("qua điện thoại"),
        Means.PAPER.value: _("bằng văn bản"),
    }.get(means, means)


def standing_text(standing: Standing) -> str:
    """The standing of an enquiry."""
    return {
        Standing.AT_ONCE: _("trả lời ngay"),
        Standing.OPEN: _("chờ trả lời"),
        Standing.OVERDUE: _("quá hạn trả lời"),
        Standing.IN_TIME: _("trả lời đúng hạn"),
        Standing.LATE: _("trả lời quá hạn"),
        Standing.VOID: _("đã hủy do ghi nhầm"),
    }[standing]


def sent_to_text(office: str, officer: str, names: Mapping[str, str]) -> str:
    """The receiver of a reminder: the officer by name, with the office where it is another one."""
    name = names.get(officer, officer)
    return ", ".join(part for part in (name, office) if part)


def lateness_text(state: State | None, late: Lateness) -> str:
    """The way a dossier stood to its promise; empty where nothing is known of it."""
    if late.days and state is None:
        return plural("đã qua ngày hẹn trả {days} ngày lịch", late.days).format(days=late.days)
    if late.days:
        days = plural("quá hạn {days} ngày lịch", late.days).format(days=late.days)
        return days if state is not State.FINISHED else _("có kết quả, {late}").format(late=days)
    if state is State.FINISHED:
        return _("có kết quả, chờ trả")
    if late.paused:
        return _("đang tạm dừng, thời gian này không tính vào thời hạn")
    return _("trong hạn") if late.promised_at is not None else ""


def pasted_moment_text(at: Moment) -> str:
    """``10:56 13/03/2026``, or the day alone where no hour was told."""
    return f"{clock_text(at)} {short_date(at)}" if isinstance(at, datetime) else short_date(at)


def pasted_rows(pasted: PastedDossier) -> list[tuple[str, str]]:
    """The facts read of the official system: label and value of each fact that is known."""
    rows = []
    for name, label in FACTS.items():
        value = getattr(pasted, name)
        if value:
            rows.append((_(label), value if isinstance(value, str) else pasted_moment_text(value)))
    return rows


def followup_text(item: FollowUp, names: Mapping[str, str], now: datetime) -> str:
    """One enquiry in two or three sentences, as the dossier's page lists it."""
    parts = [
        _("Lần {times}, {moment}, {means}: {name}. {asked}").format(
            times=item.times,
            moment=due_text(item.at),
            means=means_text(item.means.value),
            name=" ".join(part for part in (item.asker, item.phone) if part) or "…",
            asked=item.asked or "…",
        )
    ]
    standing = item.standing(now)
    if item.answer_due is not None:
        parts.append(
            _("Đôn đốc lần {number} tới {holder}, hạn trả lời {moment}: {standing}.").format(
                number=item.reminder,
                holder=sent_to_text(item.sent_office, item.sent_officer, names) or "…",
                moment=due_text(item.answer_due),
                standing=standing_text(standing),
            )
        )
    if item.answer and standing is not Standing.VOID:
        parts.append(_("Trả lời: {answer}").format(answer=item.answer))
    return " ".join(parts)
