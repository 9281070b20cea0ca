"""Letting a stick go: the system itself unmounts it, and it may be pulled; a failure is said, and is no error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.domain.exchange.stick import Ejected
    from counter_app.sync.stick.volumes import Target, Volume


def stick_of(target: Target) -> Volume | None:
    """The stick that was written to; None for any other place, which nobody pulls out."""
    volume = target.volume
    if volume is None or target.note or not volume.removable or volume.system:
        return None
    return volume


def eject(target: Target) -> Ejected | None:
    """Let the stick go that was written to; None where it is none. What was written stays whatever the answer."""
    volume = stick_of(target)
    if volume is None:
        return None
    if sys.platform == "win32":
        from counter_app.sync.stick.eject_windows import eject_windows
        from counter_app.sync.stick.volumes_windows import kernel

        return eject_windows(kernel(), volume.path)
    else:  # noqa: RET505 - of the two, a type checker reads the one of its own system
        from counter_app.sync.stick.eject_linux import eject_linux

        return eject_linux(volume.path)
