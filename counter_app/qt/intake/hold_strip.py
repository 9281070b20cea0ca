"""Citizens on hold: one button for each form that waits, one key away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_label, plain_tip
from counter_app.qt.kit.theme import scaled
from counter_app.store.read.drafts import Draft
from counter_app.wording.dossier.drafts import draft_name, draft_text, since_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

MOST_SHOWN = 4
"""More stand in the list behind the last button."""
_LONG = 20


class HoldStrip(QFrame):
    """One line; hidden while nobody waits and nothing was cleared today.

    Signals:
        chosen(object): go on with this Draft.
        all_wanted(): show all of them.
    """

    chosen = Signal(object)
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("notice", "warning")
        sign = plain_label()
        sign.setPixmap(picture("hold", "warning", 20))
        self.words = plain_label(_("Đang gác lại:"))
        self._drafts: tuple[Draft, ...] = ()
        self._count, self._cleared = 0, False
        self.buttons = [
            ActionButton("", partial(self._on_button, at), key=f"Alt+{at + 1}")
            for at in range(MOST_SHOWN)
        ]
        self.all = ActionButton(_("Xem hết"), self.all_wanted.emit, name="dossiers", key="Alt+0")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(12), scaled(4), scaled(8), scaled(4))
        layout.addWidget(sign)
        layout.addWidget(self.words)
        for button in self.buttons:
            button.setProperty(
                "aboutCitizen", True
            )  # the palette finds forms itself, and remembers no names
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.all)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def offer(self, drafts: Sequence[Draft], today: date, *, cleared: bool) -> None:
        """Show the forms that wait, the latest first; ``cleared``: some were cleared and stand in the list."""
        self._drafts = tuple(drafts[:MOST_SHOWN])
        self._count, self._cleared = len(drafts), cleared
        for button, draft, at in zip(self.buttons, self._drafts, range(MOST_SHOWN), strict=False):
            _name(button, draft, today, at)
        self.words.setText(
            _("Đang gác lại:") if drafts else _("Có biểu mẫu đã bỏ, còn lấy lại được.")
        )
        text = _("Xem hết {count}").format(count=len(drafts)) if drafts else _("Xem lại")
        self.all.setText(f"{text} (Alt+0)")
        self._fit()
        self.setVisible(bool(drafts) or cleared)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many as stand on one line; the list has all of them."""
        room = (
            self.width() - self.words.sizeHint().width() - self.all.sizeHint().width() - scaled(60)
        )
        shown = 0
        for at, button in enumerate(self.buttons):
            room -= button.sizeHint().width() + scaled(6)
            fits = at < len(self._drafts) and (room >= 0 or at == 0)
            button.setVisible(fits)
            shown += fits
        self.all.setVisible(self._count > shown or self._cleared)

    def _on_button(self, at: int) -> None:
        if at < len(self._drafts):
            self.chosen.emit(self._drafts[at])


def _name(button: ActionButton, draft: Draft, today: date, at: int) -> None:
    name, since = draft_name(draft.body), since_text(draft.updated_at, today)
    short = name if len(name) <= _LONG else name[: _LONG - 1] + "…"
    button.setText(f"{short.replace('&', '&&')} · {since} (Alt+{at + 1})")
    said = _("Tiếp tục từ {since}: {form}").format(since=since, form=draft_text(draft.body))
    button.setAccessibleName(said)
    button.setToolTip(plain_tip(said))
