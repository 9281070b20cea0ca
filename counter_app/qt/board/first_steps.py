"""The first days of an office: what is still to be done, one key each; a step ticks itself, and the list goes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from counter_app.domain.office.first_steps import Step, StepKey, still_shown
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled
from counter_app.wording.office.first_steps import step_text

if TYPE_CHECKING:
    from counter_app.desk.desk import Done
    from counter_app.qt.kit.workplace import Workplace

_LEADS: dict[StepKey, tuple[str, object, str]] = {
    StepKey.PRINTER: ("settings", "printer", "printer"),
    StepKey.PROCEDURES: ("catalogue", "review", "catalogue"),
    StepKey.CALENDAR: ("calendar", None, "calendar"),
    StepKey.OFFICERS: ("staff", None, "officers"),
    StepKey.BACKUP: ("settings", "data", "backup"),
    StepKey.SCREEN: ("queue", None, "queue"),
}
"""The target of each step: page, its argument, icon."""


class _Line:
    """One step in the grid: the way to it and the word that it is not wanted, or its tick."""

    def __init__(self, key: StepKey, place: Workplace, leave: ActionButton) -> None:
        page, argument, sign = _LEADS[key]
        self.key, self.leave = key, leave
        self.go = ActionButton(
            "", partial(place.hub.go, page, argument), name=sign, key=_key(key), tone="line"
        )
        self.done = QWidget()
        self.said = plain_label()
        self.said.setProperty("role", "muted")
        tick = plain_label()
        tick.setPixmap(picture("ok", "good", 18))
        line = QHBoxLayout(self.done)
        line.setContentsMargins(scaled(11), scaled(4), 0, scaled(4))
        line.setSpacing(scaled(4))
        line.addWidget(tick)
        line.addWidget(self.said)
        line.addStretch(1)

    def stand_in(self, grid: QGridLayout, row: int) -> None:
        """Take a row of the grid."""
        grid.addWidget(self.go, row, 0)
        grid.addWidget(self.done, row, 0)
        grid.addWidget(self.leave, row, 1)

    def show_step(self, step: Step | None) -> None:
        """Say how it stands; None: not in the list."""
        open_now = step is not None and not step.done
        if step is not None:
            text = step_text(step)
            self.go.setText(f"{text} ({self.go.shortcut().toString() or _key(self.key)})")
            self.go.setAccessibleName(text)
            self.said.setText(text)
        self.go.setVisible(open_now)
        self.leave.setVisible(open_now)
        self.done.setVisible(step is not None and step.done)


class FirstSteps(Card):
    """The list; hidden once nothing in it is left to be done."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            _("Những ngày đầu của đơn vị"),
            _("Mỗi bước tự đánh dấu khi xong. Bước nào đơn vị không cần thì bấm Không dùng."),
        )
        self._place = place
        self.lines = {key: _Line(key, place, self._leaving(key)) for key in StepKey}
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(scaled(12))
        for row, line in enumerate(self.lines.values()):
            line.stand_in(grid, row)
        grid.setColumnStretch(2, 1)
        self.body.setSpacing(4)
        self.body.addLayout(grid)
        self.hide()

    def _leaving(self, key: StepKey) -> ActionButton:
        return ActionButton(_("Không dùng"), partial(self._leave, key), name="close", tone="quiet")

    def reload(self) -> None:
        """Read again how far the office is."""
        shown = {
            step.key: step for step in still_shown(self._place.office.rules.first_steps.look())
        }
        for key, line in self.lines.items():
            line.show_step(shown.get(key))
        self.setVisible(bool(shown))

    def _leave(self, key: StepKey) -> None:
        guard(
            self._place,
            lambda: self._place.office.rules.first_steps.leave(key),
            None,
            self._on_left,
        )

    def _on_left(self, done: Done[StepKey]) -> None:
        key = self._place.hub.done(done)
        self._place.hub.offer_undo(
            _("Đã bỏ khỏi danh sách những ngày đầu."), partial(self._take_up, key)
        )

    def _take_up(self, key: StepKey) -> None:
        guard(
            self._place,
            lambda: self._place.office.rules.first_steps.take_up(key),
            None,
            self._place.hub.done,
        )


def _key(key: StepKey) -> str:
    return f"Alt+{list(StepKey).index(key) + 1}"
