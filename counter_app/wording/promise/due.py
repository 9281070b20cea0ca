"""Limits and due moments in words; an officer can check and explain them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from counter_app.domain.catalogue.limits import EVERY_DAY, LimitUnit, TimeLimit
from counter_app.domain.promise.due_trace import Due, TraceKind, TraceStep
from counter_app.i18n import _, plural
from counter_app.wording.paper.moments import due_text, named_day, weekday_name

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier

_BEGINNINGS = frozenset({TraceKind.RECEIVED, TraceKind.FORWARDED, TraceKind.CONFIRMED})


def limit_text(limit: TimeLimit) -> str:
    """``3 ngày làm việc``, ``Trong ngày (nhận sau 15:00 trả ngày làm việc tiếp theo)``."""
    text = _amount(limit)
    if limit.cutoff is None:
        return text
    if limit.unit is LimitUnit.SAME_DAY:
        policy = _("nhận sau {cutoff:%H:%M} trả ngày làm việc tiếp theo")
    else:
        policy = _("nhận sau {cutoff:%H:%M} tính từ ngày làm việc tiếp theo")
    return f"{text} ({policy.format(cutoff=limit.cutoff)})"


def promised_limit_text(dossier: Dossier) -> str:
    """The limit a dossier was promised by, with the paper in which a longer one was agreed; empty without a limit."""
    if dossier.limit is None:
        return ""
    text, paper = limit_text(dossier.limit), dossier.policy.agreement
    return _("{limit}, theo thỏa thuận {paper}").format(limit=text, paper=paper) if paper else text


def explain_due(due: Due, limit: TimeLimit, names: Mapping[date, str] | None = None) -> str:
    """One line: ``3 ngày làm việc, trừ 24/11 (Ngày Văn hóa Việt Nam) và T7–CN → 09:00 thứ Tư 25/11/2026``.

    ``names`` gives names of days off that the trace lacks.
    """
    return f"{how_counted(due, limit, names)} → {due_text(due.at)}"


def how_counted(due: Due, limit: TimeLimit, names: Mapping[date, str] | None = None) -> str:
    """The same without its end, for a paper that names the day in its own row: each moment is written one way only."""
    counted, landing = _parted(due.trace)
    if limit.unit in EVERY_DAY:
        counted = ()  # days off before the start are not left out of the limit: all later ones count
    parts = [
        _amount(limit),
        *_elsewhere(due),
        *_start_phrases(due, limit),
        *_left_out(counted, names or {}),
    ]
    if landing:
        days = _days_text(landing, names or {})
        parts.append(
            _("hết hạn vào ngày nghỉ {days} nên chuyển sang ngày làm việc tiếp theo").format(
                days=days
            )
        )
    parts += [
        _("cơ quan nghỉ lúc {clock} {day} nên hẹn sang buổi làm việc kế tiếp").format(
            clock=step.note, day=_short(step.day)
        )
        for step in due.trace
        if step.kind is TraceKind.CLOSED_HOURS
    ]
    return ", ".join(parts)


def explain_steps(due: Due) -> list[str]:
    """One sentence for each step of the trace, counted days numbered."""
    sentences, counted = [], 0
    for step in due.trace:
        counted += step.kind is TraceKind.COUNTED_DAY
        sentences.append(_step_text(step, counted))
    return sentences


def _elsewhere(due: Due) -> list[str]:
    """The moment from which another office's time runs."""
    words = {
        TraceKind.FORWARDED: _("tạm tính từ {clock} {day}, lúc chậm nhất phải chuyển đi"),
        TraceKind.CONFIRMED: _("tính từ {clock} {day}, lúc cơ quan giải quyết nhận đủ hồ sơ"),
    }
    return [
        words[step.kind].format(clock=step.note, day=_short(step.day))
        for step in due.trace
        if step.kind in words
    ]


def _amount(limit: TimeLimit) -> str:
    patterns = {
        LimitUnit.SAME_DAY: _("Trong ngày"),
        LimitUnit.WORKING_HOUR: _("{value} giờ làm việc"),
        LimitUnit.WORKING_DAY: _("{value} ngày làm việc"),
        LimitUnit.CALENDAR_DAY: _("{value} ngày"),
        LimitUnit.MONTH: _("{value} tháng"),
    }
    return patterns[limit.unit].format(value=f"{limit.value:g}".replace(".", ","))


def _parted(trace: Sequence[TraceStep]) -> tuple[Sequence[TraceStep], Sequence[TraceStep]]:
    """The steps of counting, and the days off on which the last day fell."""
    moved = [at for at, step in enumerate(trace) if step.kind is TraceKind.MOVED_TO_WORKING]
    if not moved:
        return trace, ()
    first = moved[0]
    while trace[first - 1].kind in {TraceKind.SKIPPED_WEEKEND, TraceKind.SKIPPED_HOLIDAY}:
        first -= 1
    return trace[:first], trace[first : moved[0]]


def _start_phrases(due: Due, limit: TimeLimit) -> list[str]:
    """Why counting did not start at the moment of receipt."""
    steps = {step.kind: step for step in due.trace}
    start, cutoff = steps.get(TraceKind.START_MOVED), steps.get(TraceKind.CUTOFF_PASSED)
    if start is None:
        return []
    reason = _("nhận ngoài giờ làm việc")
    if TraceKind.RECEPTION_ONLY in steps:
        reason = _("nhận trong buổi chỉ trực tiếp nhận")
    if cutoff is not None:
        reason = _("nhận sau {cutoff}").format(cutoff=cutoff.note)
    if limit.unit is not LimitUnit.SAME_DAY:
        pattern = _("{reason} nên tính từ {clock} {weekday} {date}")
    elif start.day != _begun(due):
        pattern = _("{reason} nên trả ngày làm việc tiếp theo")
    else:
        return []
    weekday = weekday_name(start.day)
    return [
        pattern.format(reason=reason, clock=start.note, weekday=weekday, date=_short(start.day))
    ]


def _begun(due: Due) -> date:
    """The day that counting would have begun on."""
    told = [step.day for step in due.trace if step.kind in _BEGINNINGS]
    return told[-1]


def _left_out(trace: Sequence[TraceStep], names: Mapping[date, str]) -> list[str]:
    """``trừ 24/11 (…) và T7–CN`` when some day did not count."""
    days = _days_text(trace, names)
    return [_("trừ {days}").format(days=days)] if days else []


def _days_text(trace: Sequence[TraceStep], names: Mapping[date, str]) -> str:
    """The days off in ``trace``: ``24/11 (…) và T7–CN``, empty without any."""
    skipped = {
        step.day: step.note or names.get(step.day, "")
        for step in trace
        if step.kind is TraceKind.SKIPPED_HOLIDAY
    }
    phrases = [_span_text(*span) for span in _spans(skipped)]
    weekend = {step.day for step in trace if step.kind is TraceKind.SKIPPED_WEEKEND}
    if weekend:
        phrases.append(_weekend_text(weekend))
    if len(phrases) < 2:
        return "".join(phrases)
    return _("{days} và {last}").format(days=", ".join(phrases[:-1]), last=phrases[-1])


def _spans(skipped: Mapping[date, str]) -> list[tuple[date, date, str]]:
    """Runs of neighbouring days: first day, last day, their name or, when names differ, a general one."""
    spans: list[tuple[date, date, str]] = []
    for day in sorted(skipped):
        name = skipped[day]
        if spans and spans[-1][1] + timedelta(days=1) == day:
            first, _last, earlier = spans[-1]
            spans[-1] = (first, day, name if name == earlier else _("nghỉ lễ, Tết"))
        else:
            spans.append((day, day, name))
    return spans


def _span_text(first: date, last: date, name: str) -> str:
    days = _short(first) if first == last else f"{_short(first)}–{_short(last)}"
    return f"{days} ({name})" if name else days


def _weekend_text(days: set[date]) -> str:
    labels = (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))
    weekdays = sorted({day.weekday() for day in days})
    joint = "–" if weekdays == [5, 6] else ", "
    return joint.join(labels[index] for index in weekdays)


def _short(day: date) -> str:
    return f"{day:%d/%m}"


def _step_text(step: TraceStep, counted: int) -> str:
    day = named_day(step.day)
    name = f" ({step.note})" if step.note else ""
    pattern = {
        TraceKind.RECEIVED: _("Nhận lúc {note} {day}."),
        TraceKind.FORWARDED: _("Cơ quan khác giải quyết: tạm tính từ {note} {day}."),
        TraceKind.CONFIRMED: _("Cơ quan giải quyết nhận đủ hồ sơ lúc {note} {day}."),
        TraceKind.START_MOVED: _("Bắt đầu tính từ {note} {day}."),
        TraceKind.RECEPTION_ONLY: _("Buổi chỉ trực tiếp nhận: không tính vào thời hạn."),
        TraceKind.CUTOFF_PASSED: _("Nhận sau {note} nên tính từ ngày làm việc tiếp theo."),
        TraceKind.COUNTED_DAY: _("Ngày thứ {counted}: {day}{name}."),
        TraceKind.COUNTED_MONTH: _("Tháng thứ {note}: đến {day}."),
        TraceKind.SKIPPED_WEEKEND: _("Không tính {day}: ngày nghỉ hằng tuần."),
        TraceKind.SKIPPED_HOLIDAY: _("Không tính {day}: ngày nghỉ{name}."),
        TraceKind.COUNTED_HOURS: _("Tính {duration} của {day}."),
        TraceKind.MOVED_TO_WORKING: _("Hết hạn vào ngày nghỉ: chuyển sang {day}."),
        TraceKind.CLOSED_HOURS: _(
            "Cơ quan nghỉ lúc {note} {day}: chuyển sang hết buổi làm việc kế tiếp."
        ),
        TraceKind.DUE: _("Hẹn trả lúc {note} {day}."),
    }[step.kind]
    return pattern.format(
        note=step.note, day=day, name=name, counted=counted, duration=_duration(step.minutes)
    )


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} phút").format(minutes=rest)
    if not rest:
        return plural("{hours} giờ", hours).format(hours=hours)
    return plural("{hours} giờ {minutes} phút", hours).format(hours=hours, minutes=rest)
