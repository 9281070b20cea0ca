"""Rows of the catalogue in words: fee, validity, where the row was seen."""

from __future__ import annotations

from dataclasses import replace

from counter_app.desk.catalogue.lists.findings import Level, Outcome
from counter_app.desk.catalogue.lists.report import level_words, outcome_words
from counter_app.domain.catalogue.limits import LimitUnit
from counter_app.domain.catalogue.posting import PostingState
from counter_app.domain.catalogue.sectors import FeeRule, Procedure
from counter_app.i18n import _
from counter_app.wording.catalogue.listing import fee_words, mark_words, posting_words
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import short_date
from counter_app.wording.promise.due import limit_text

_ABOUT_HOURS = {
    LimitUnit.SAME_DAY: 7.5,
    LimitUnit.WORKING_HOUR: 1.0,
    LimitUnit.WORKING_DAY: 8.0,
    LimitUnit.CALENDAR_DAY: 5.7,
    LimitUnit.MONTH: 170.0,
}
"""Only to put limits of several units in an order; due moments come from the calendar."""


def fee_text(procedure: Procedure) -> str:
    """``8.000 đ/trường hợp``, ``Không thu``, ``Theo trang``, ``…`` when nobody knows yet."""
    return "…" if procedure.fee.rule is FeeRule.UNKNOWN else fee_words(procedure.fee)


def short_limit(procedure: Procedure) -> str:
    """The limit without its cut-off; that there is none where the catalogue has none."""
    limit = procedure.limit
    return limit_text(replace(limit, cutoff=None)) if limit is not None else _("chưa có")


def limit_rank(procedure: Procedure) -> float | None:
    """Longer limits behind shorter ones; None without one."""
    limit = procedure.limit
    return None if limit is None else limit.value * _ABOUT_HOURS[limit.unit]


def fee_note(procedure: Procedure) -> str:
    """The fee with what has to be said about it."""
    fee = procedure.fee
    text = fee_text(procedure)
    if fee.rule is FeeRule.UNKNOWN:
        text = _("Chưa rõ mức; công chức nhập khi tiếp nhận theo nghị quyết của HĐND tỉnh")
    if fee.rule is FeeRule.CERTIFIED_COPY:
        text = _("2.000 đ/trang cho 2 trang đầu, 1.000 đ từ trang 3, tối đa 200.000 đ/bản")
    return f"{text}. {fee.note}" if fee.note else text


def validity_text(procedure: Procedure) -> str:
    """The days between which the version applies."""
    if procedure.valid_from is None and procedure.valid_to is None:
        return _("Không giới hạn")
    since = short_date(procedure.valid_from) if procedure.valid_from else "…"
    until = short_date(procedure.valid_to) if procedure.valid_to else "…"
    return f"{since} – {until}"


def mark_label(mark: str) -> Label:
    """The ground of the row."""
    tone, icon = {"S": ("good", "file"), "S2": ("warning", "warning"), "M": ("bad", "warning")}.get(
        mark, ("muted", "edit")
    )
    return Label(mark_words(mark), tone, icon)


def outcome_label(outcome: Outcome) -> Label:
    """The outcome of a line of a list, as a label."""
    tone, icon = {
        Outcome.NEW: ("good", "add"),
        Outcome.VERSION: ("info", "history"),
        Outcome.CHANGED: ("info", "edit"),
        Outcome.UNCHANGED: ("muted", "ok"),
        Outcome.HELD: ("warning", "warning"),
        Outcome.BLOCKED: ("bad", "error"),
        Outcome.PASSED_OVER: ("muted", "next"),
    }[outcome]
    return Label(outcome_words(outcome), tone, icon)


def level_label(level: Level | None) -> Label:
    """The worst of what was found about a line; no text when nothing was."""
    if level is None:
        return Label("", "muted", "")
    tone, icon = {
        Level.ERROR: ("bad", "error"),
        Level.WARNING: ("warning", "warning"),
        Level.NOTE: ("info", "help"),
    }[level]
    return Label(level_words(level), tone, icon)


def posting_label(state: PostingState) -> Label:
    """The standing of the posting of a procedure."""
    tone, icon = {
        PostingState.NEVER: ("bad", "warning"),
        PostingState.WRONG: ("bad", "error"),
        PostingState.LATE: ("warning", "clock-overdue"),
        PostingState.GOOD: ("good", "ok"),
    }[state]
    return Label(posting_words(state), tone, icon)
