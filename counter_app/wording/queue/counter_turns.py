"""The words to staff after their counter paused or opened for the public."""

from __future__ import annotations

from counter_app.domain.queue.public import CounterState
from counter_app.i18n import _


def turned_text(state: CounterState, *, paused: bool) -> str:
    """``state`` is what the public sees now, ``paused`` what was asked for: a citizen being served comes first."""
    if not paused:
        return _("Bảng gọi số ghi quầy này đang mở.")
    if state is CounterState.PAUSED:
        return _("Bảng gọi số ghi quầy này tạm nghỉ. Gọi số là quầy mở lại.")
    return _("Phục vụ xong số đang gọi thì bảng gọi số ghi quầy này tạm nghỉ.")
