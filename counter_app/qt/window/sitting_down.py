"""What is said to whoever sits down: what the start found, numbers in doubt, an absence that may be over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from counter_app.domain.office.passwords import FREE_TRIES
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, plural
from counter_app.qt.kit.hub import Tone
from counter_app.qt.window.lent_password import LentPasswordDialog
from counter_app.qt.window.own_absence import ask_own_absence
from counter_app.wording.moments import near_moment

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.qt.window.counter_view import CounterView

OWN_SLIP = timedelta(minutes=2)
"""A wrong try this short before the right one was the officer's own."""


def tell(view: CounterView, news: Sequence[str], *, fresh: bool, typed: str = "") -> None:
    """Say what the start found; numbers in doubt are asked for before anything else, of who may answer.

    ``fresh``: somebody just signed in, who is asked about an absence of their own. ``typed`` is the password that
    opened: one that somebody else chose is replaced first.
    """
    office, told = view.place.office, list(news)
    told += _wrong_before(office)
    if office.numbers.doubt is not None:
        if view.place.may(Duty.SETTINGS):
            view.ask_numbers()
        else:
            told.append(
                _(
                    "Chưa biết chắc số nào đã cấp nên chỉ xem được. Nhờ lãnh đạo đăng nhập để trả lời."
                )
            )
    elif fresh and typed and office.writable and office.staff.password_is_lent():
        dialog = LentPasswordDialog(view.place, typed, view.window())
        dialog.rejected.connect(view.switch_wanted)
        dialog.open()
    elif fresh:
        ask_own_absence(view.place, view.window())
    if told:
        view.place.hub.notice(Tone.WARNING, " ".join(told))


def _wrong_before(office: Office) -> list[str]:
    """What is said of wrong passwords before the right one, when they were hardly slips of the officer's own."""
    before, office.session.wrong_before = office.session.wrong_before, None
    if before is None or before.last is None:
        return []
    if before.count < FREE_TRIES and office.staff.now() - before.last < OWN_SLIP:
        return []
    text = plural(
        "Tài khoản này vừa có {count} lần gõ sai mật khẩu, lần cuối {moment}. Không phải mình gõ thì "
        "đổi mật khẩu (Ctrl+Shift+T) và báo lãnh đạo.",
        before.count,
    )
    return [text.format(count=before.count, moment=near_moment(before.last))]
