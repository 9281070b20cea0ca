"""The acts that are open for a dossier now: the next step alone and large, the rest below, acts without undo apart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.moves import Act
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.theme import scaled
from counter_app.wording.dossier.labels import act_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

KEYS = {
    Act.ACCEPT: "Alt+A",
    Act.HAND: "Alt+H",
    Act.SUPPLEMENT: "Alt+B",
    Act.FINANCIAL: "Alt+N",
    Act.STOP: "Alt+D",
    Act.RESUME: "Alt+T",
    Act.FINISH: "Alt+K",
    Act.WITHDRAW: "Alt+R",
    Act.CLOSE: "Alt+O",
    Act.RETURN: "Alt+L",
    Act.REVERT: "Alt+U",
    Act.MISTAKE: "Alt+Y",
}
_NEXT = (Act.ACCEPT, Act.RETURN, Act.RESUME, Act.FINISH, Act.HAND)
"""The usual next acts; the first that is open is taken."""
_NEXT_AT_FIRST = (Act.ACCEPT, Act.HAND, *_NEXT)
"""A dossier just received goes to whoever works on it."""
_APART = (Act.CLOSE, Act.WITHDRAW, Act.MISTAKE)


def next_step(state: State, acts: Collection[Act]) -> Act | None:
    """The act that usually comes next; None where nothing leads on."""
    order = _NEXT_AT_FIRST if state is State.RECEIVED else _NEXT
    return next((act for act in order if act in acts), None)


class ActsCard(Card):
    """Buttons of acts, and of what else a dossier's page offers."""

    def __init__(
        self, doing: Callable[[Act], Callable[[], None]], further: Mapping[str, ActionButton]
    ) -> None:
        super().__init__(_("Thao tác"))
        self._further = further
        self.acts = {
            act: ActionButton(act_label(act).text, doing(act), name=act_label(act).icon, key=key)
            for act, key in KEYS.items()
        }
        self.none = text_label(_("Hồ sơ đã kết thúc, chỉ còn xem và in lại."), "muted")
        self._first, self._rest, self._apart = _column(), _column(0), _column(0)
        self._other = text_label(_("Khác"), "hint")
        self._line = QFrame()
        self._line.setFrameShape(QFrame.Shape.HLine)
        self.add(self.none)
        self.body.addLayout(self._first)
        self.add(self._other)
        self.body.addLayout(self._rest)
        self.add(self._line)
        self.body.addLayout(self._apart)
        for act, button in self.acts.items():
            (self._apart if act in _APART else self._rest).addWidget(button)
        for button in further.values():
            self._rest.addWidget(button)

    def show_acts(self, state: State, acts: Collection[Act], offered: Collection[str]) -> None:
        """Offer ``acts``, and those of the further buttons that are called in ``offered``.

        A hand that did one of them finds the keyboard on what comes next, not on whatever took its place.
        """
        held = self.window().focusWidget() in self.acts.values()
        before = self.first()
        first = next_step(state, acts)
        for act, button in self.acts.items():
            button.setVisible(act in acts)
            icon = act_label(act).icon
            if act in _APART:
                button.set_tone("danger-line", icon)
            elif act is first:
                button.set_tone("primary", icon)
                self._first.addWidget(button)
            else:
                button.set_tone("line", icon)
                self._rest.addWidget(button)
        for name, button in self._further.items():
            button.setVisible(name in offered)
            button.set_tone("line", name)
            self._rest.addWidget(button)
        self.none.setVisible(not acts)
        self._line.setVisible(any(act in acts for act in _APART))
        _order([*self.acts.values(), *self._further.values()])
        if held and before is not self.first():
            self._give_keyboard()

    def _give_keyboard(self) -> None:
        """Give the keyboard to the next step; where there is none, to the first act still offered."""
        offered = [item for item in self._further.values() if not item.isHidden()]
        found = self.first() or next(iter(offered), None)
        if found is not None:
            found.setFocus()

    def first(self) -> ActionButton | None:
        """The button that matters most now."""
        shown = [button for button in self.acts.values() if not button.isHidden()]
        return next((item for item in shown if item.property("tone") == "primary"), None)


def _column(gap: int = 8) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(scaled(gap))
    return column


def _order(buttons: list[ActionButton]) -> None:
    """Tab goes as the eye does: the loud one first, what is apart last."""
    rank = {"primary": 0, "line": 1, "danger-line": 2}
    before: QWidget | None = None
    for button in sorted(buttons, key=lambda item: rank[str(item.property("tone"))]):
        if before is not None:
            before.setTabOrder(before, button)
        before = button
