"""Words about wrong passwords to whoever came with the right one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from counter_app.domain.office.passwords import FREE_TRIES
from counter_app.i18n import plural
from counter_app.wording.paper.moments import near_moment

if TYPE_CHECKING:
    from counter_app.domain.office.passwords import WrongTries

OWN_SLIP = timedelta(minutes=2)
"""A wrong try this short before the right one was the officer's own."""


def wrong_before_text(before: WrongTries | None, now: datetime) -> str:
    """The words about wrong passwords before the right one; "" when they were hardly slips of somebody else's."""
    if before is None or before.last is None:
        return ""
    if before.count < FREE_TRIES and now - before.last < OWN_SLIP:
        return ""
    text = plural(
        "Tài khoản này vừa có {count} lần gõ sai mật khẩu, lần cuối {moment}. Không phải mình gõ thì "
        "đổi mật khẩu (Ctrl+Shift+T) và báo lãnh đạo.",
        before.count,
    )
    return text.format(count=before.count, moment=near_moment(before.last))
