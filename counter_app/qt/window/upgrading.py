"""Bringing data of an earlier version up to date, beside the window: how far it is, the time left, and stopping it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from counter_app.errors import Cancelled, StoreError
from counter_app.i18n import _
from counter_app.qt.window.first_wait import FirstWait

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.domain.clock import Clock
    from counter_app.system.key_ring import OfficeKeys


class Upgrading(FirstWait):
    """Fills the window meanwhile; ``over`` once it was done.

    Signals:
        done(): the data can be opened.
        refused(str): it was stopped, or could not be done; the data is as it was.
    """

    done = Signal()
    refused = Signal(str)

    def __init__(self, data_dir: Path, clock: Clock | None, keys: OfficeKeys | None = None) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._data_dir, self._clock, self._keys = data_dir, clock, keys
        self.over = False
        self.ended.connect(self._on_ended)

    def upgrade(self) -> None:
        """Begin, or begin again."""
        from counter_app.office import bring_up_to_date

        self.setFocus()  # what is typed meanwhile goes nowhere, and Esc to its button
        self.begin(
            _("Đang nâng cấp dữ liệu của phiên bản trước. Bản cũ được giữ lại."),
            partial(bring_up_to_date, self._data_dir, clock=self._clock, keys=self._keys),
            stop=_("Dừng"),
        )

    def _on_ended(self, error: Exception | None) -> None:
        if error is None:
            self.over = True  # a folder that cannot be written says so when it is opened
            self.done.emit()
        elif isinstance(error, Cancelled | StoreError):
            self.refused.emit(error.message)
        else:
            raise error
