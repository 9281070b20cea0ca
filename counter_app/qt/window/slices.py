"""Work of the window in slices: between two of them it paints and hears its clocks, but no key.

Keys and clicks wait where the system has them, and come in their order once the work is done: to what is in front then,
as if the work had taken no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


def in_slices(make_next: Callable[[], bool]) -> bool:
    """Call ``make_next`` until it says that nothing is left; False when the program is leaving meanwhile.

    Errors: whatever ``make_next`` raises.
    """
    loop, timer = QEventLoop(), QTimer(interval=0)
    done: list[BaseException | None] = []

    def one() -> None:
        try:
            if make_next():
                return
            done.append(None)
        except BaseException as error:  # told to whoever asked for the work, not to the loop
            done.append(error)
        timer.stop()
        loop.quit()

    timer.timeout.connect(one)
    timer.start()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    timer.stop()
    if done and done[0] is not None:
        raise done[0]
    return bool(done)
