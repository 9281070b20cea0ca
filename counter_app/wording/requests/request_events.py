"""The life of a request about personal data, and to the copies an erasure did not reach, one sentence each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from counter_app.domain.requests.events import (
    COPIES_LISTED,
    COPIES_REACHED,
    REQUEST_ANSWERED,
    REQUEST_GIVEN,
    REQUEST_HANDED_OUT,
    REQUEST_RECEIVED,
    REQUEST_VOIDED,
    Answered,
    CopiesListed,
    CopiesReached,
    Given,
    HandedOut,
    Received,
    Voided,
)
from counter_app.domain.requests.request import Outcome, Wish
from counter_app.i18n import _, plural
from counter_app.wording.requests.requests import outcome_text, wish_text

if TYPE_CHECKING:
    from counter_app.domain.event import Event, Said


def _received(payload: Received, _names: Mapping[str, str]) -> str:
    return _("Nhận yêu cầu về dữ liệu cá nhân: {wish}.").format(
        wish=wish_text(Wish(payload["asked_for"])).lower()
    )


def _given(payload: Given, names: Mapping[str, str]) -> str:
    login = payload.get("handler") or ""
    return _("Giao {name} trả lời.").format(name=names.get(login, login) or "…")


def _answered(payload: Answered, _names: Mapping[str, str]) -> str:
    return _("Trả lời: {outcome}. {answer}").format(
        outcome=outcome_text(Outcome(payload["outcome"])).lower(),
        answer=payload.get("answer") or "…",
    )


def _handed_out(_payload: HandedOut, _names: Mapping[str, str]) -> str:
    return _("Xuất dữ liệu cá nhân cho công dân.")


def _voided(payload: Voided, _names: Mapping[str, str]) -> str:
    return _("Hủy yêu cầu ghi nhầm. Lý do: {reason}").format(reason=payload.get("reason") or "…")


def _listed(payload: CopiesListed, _names: Mapping[str, str]) -> str:
    count = len(payload.get("copies_left") or ())
    return plural("Còn {count} bản sao phải hủy bằng tay.", count).format(count=count)


def _reached(payload: CopiesReached, _names: Mapping[str, str]) -> str:
    count = len(payload.get("places") or ())
    return plural("Đã hủy {count} bản sao.", count).format(count=count)


def _on(
    event: Event[Said], sentence: Callable[[Said, Mapping[str, str]], str]
) -> dict[str, Callable[[Any, Mapping[str, str]], str]]:
    return {str(event): sentence}


SENTENCES = (
    _on(REQUEST_RECEIVED, _received)
    | _on(REQUEST_GIVEN, _given)
    | _on(REQUEST_ANSWERED, _answered)
    | _on(REQUEST_HANDED_OUT, _handed_out)
    | _on(REQUEST_VOIDED, _voided)
    | _on(COPIES_LISTED, _listed)
    | _on(COPIES_REACHED, _reached)
)
