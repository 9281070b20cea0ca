"""The states of a dossier, apart from everything that is known of one: the store asks by them before it reads any."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from counter_app.i18n import mark


class State(IntEnum):
    """The status codes of the national portal (Cổng Dịch vụ công quốc gia); what was entered by mistake is ours alone.

    The portal has no status for it: such a dossier was never one.
    """

    REGISTERED = 1
    RECEIVED = 2
    REFUSED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    FINANCIAL = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    RETURNED = 10
    MISTAKEN = 11


OPEN_STATES = frozenset(
    {State.RECEIVED, State.PROCESSING, State.SUPPLEMENT, State.FINANCIAL, State.STOPPED}
)
PAUSED_STATES = frozenset({State.SUPPLEMENT, State.FINANCIAL, State.STOPPED})
"""Open, but the clock does not run: pending in term whatever the date."""
ENDED_STATES = frozenset({State.WITHDRAWN, State.FINISHED, State.RETURNED, State.MISTAKEN})
"""Processing ended after reception; what was refused at the counter was never received."""
GIVEN_UP_STATES = frozenset({State.WITHDRAWN, State.REFUSED, State.MISTAKEN})
"""Ended without a result: nothing is to be paid any more, what was paid may be given back."""

STATE_WORDS: Mapping[State, str] = MappingProxyType(
    {
        State.REGISTERED: mark("Mới nộp, chưa tiếp nhận"),
        State.RECEIVED: mark("Mới tiếp nhận"),
        State.REFUSED: mark("Từ chối"),
        State.PROCESSING: mark("Đang giải quyết"),
        State.SUPPLEMENT: mark("Chờ bổ sung"),
        State.FINANCIAL: mark("Chờ thực hiện nghĩa vụ tài chính"),
        State.WITHDRAWN: mark("Đã rút, đã kết thúc"),
        State.STOPPED: mark("Tạm dừng giải quyết"),
        State.FINISHED: mark("Có kết quả, chờ trả"),
        State.RETURNED: mark("Đã trả kết quả"),
        State.MISTAKEN: mark("Hủy do nhập nhầm"),
    }
)
"""The standing of a dossier, as window, paper and terminal name it; translated where it is shown."""
