"""A form that is not saved yet, in a few words: whose, for what, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.i18n import _
from counter_app.wording.paper.moments import clock_text, short_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

_LONG_NAME = 60


def draft_name(body: Mapping[str, Any]) -> str:
    """The owner of a form, with the ticket when there is one."""
    applicant = body.get("applicant") or {}
    name = str(applicant.get("name") or "").strip() or _("chưa có tên")
    ticket = str(body.get("ticket_label") or "")
    return f"{ticket} {name[:_LONG_NAME]}".strip()


def draft_text(body: Mapping[str, Any]) -> str:
    """The owner of a form, and its procedure."""
    procedure = str(body.get("procedure_text") or "").strip() or _("chưa chọn thủ tục")
    return f"{draft_name(body)} – {procedure[:_LONG_NAME]}"


def since_text(at: datetime, today: date) -> str:
    """``09:42``, with the day where it was another one."""
    clock = clock_text(at)
    return clock if at.date() == today else f"{clock} {short_date(at)}"
