"""What is said to whoever sits down: what the start found, numbers in doubt, an absence that may be over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.domain.office.staff import Duty
from counter_app.i18n import _
from counter_app.qt.kit.hub import Tone
from counter_app.qt.window.own_absence import ask_own_absence

if TYPE_CHECKING:
    from counter_app.qt.window.counter_view import CounterView


def tell(view: CounterView, news: Sequence[str], *, fresh: bool) -> None:
    """Say what the start found; numbers in doubt are asked for before anything else, of who may answer.

    ``fresh``: somebody just signed in, who is asked about an absence of their own.
    """
    office, told = view.place.office, list(news)
    if office.numbers.doubt is not None:
        if view.place.may(Duty.SETTINGS):
            view.ask_numbers()
        else:
            told.append(
                _(
                    "Chưa biết chắc số nào đã cấp nên chỉ xem được. Nhờ lãnh đạo đăng nhập để trả lời."
                )
            )
    elif fresh:
        ask_own_absence(view.place, view.window())
    if told:
        view.place.hub.notice(Tone.WARNING, " ".join(told))
