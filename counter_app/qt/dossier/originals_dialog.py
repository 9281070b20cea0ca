"""Originals of one dossier: give back what is kept, by quantity, or keep one more."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.desk.act import new_op
from counter_app.desk.handover.originals import MOST_OF_ONE
from counter_app.domain.dossier.dossier import Dossier, Original
from counter_app.domain.handover.whereabouts import still_kept
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.count_box import CountBox
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.kit.workplace import Workplace


class OriginalsDialog(Dialog):
    """The originals that are kept, with a tick and a number each, and a line to keep another."""

    writes = False
    opening_width = 560

    def __init__(self, place: Workplace, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._code = dossier.code
        self._op = new_op()
        self.setWindowTitle(_("Bản chính của hồ sơ {code}").format(code=dossier.code))
        self.rows: list[tuple[Original, TickBox, CountBox]] = []
        self.name = LineEdit(placeholder=_("Ví dụ: Giấy chứng nhận kết hôn"), most=300)
        self.quantity = CountBox(99)
        self.give_back = ActionButton(
            _("Đã trả bản chính"),
            self._on_give,
            name="hand-over",
            key="Ctrl+Return",
            tone="primary",
            bind=False,
        )
        tone = "" if still_kept(dossier) else "primary"
        self.keep = ActionButton(_("Giữ thêm"), self._on_keep, name="add", key="Alt+T", tone=tone)
        self.shut = self.leaving()
        self.fields = {"originals": Field(_("Bản chính giữ thêm"), self.name)}
        self._build(still_kept(dossier))
        self.finished.connect(self.deleteLater)

    def _build(self, kept: tuple[Original, ...]) -> None:
        back = Card(_("Đang giữ"))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(scaled(12))
        for at, original in enumerate(kept):
            tick = TickBox(original.name)
            tick.setChecked(True)
            count = CountBox(min(original.quantity, MOST_OF_ONE), original.quantity)
            count.setAccessibleName(_("Số bản trả của {name}").format(name=original.name))
            count.setMaximumWidth(scaled(72))
            grid.addWidget(tick, at, 0)
            grid.addWidget(count, at, 1)
            self.rows.append((original, tick, count))
        back.body.addLayout(grid)
        if not kept:
            back.add(text_label(_("Không giữ bản chính nào của hồ sơ này."), "muted"))
        self.give_back.setVisible(bool(kept))
        more = Card(_("Giữ thêm bản chính"))
        more.add(self.fields["originals"], Field(_("Số bản"), self.quantity))
        layout = self.column()
        layout.addWidget(text_label(self.windowTitle(), "title"))
        layout.addWidget(back)
        layout.addWidget(more)
        layout.addStretch(1)
        layout.addWidget(self.foot(self.keep, self.shut, self.give_back))

    def _on_give(self) -> None:
        items = [
            Original(name=original.name, quantity=count.count())
            for original, tick, count in self.rows
            if tick.isChecked()
        ]
        verb = partial(self._place.office.originals.give_back, self._code, items, op_id=self._op)
        self._place.act(verb, self.fields, self._on_given)

    def _on_given(self, _dossier: Dossier) -> None:
        self._place.hub.notice(Tone.GOOD, _("Đã ghi trả bản chính."))
        self.accept()

    def _on_keep(self) -> None:
        items = [Original(name=self.name.value(), quantity=self.quantity.count())]
        verb = partial(self._place.office.originals.keep, self._code, items, op_id=self._op)
        self._place.act(verb, self.fields, self._on_kept)

    def _on_kept(self, _dossier: Dossier) -> None:
        self._place.hub.notice(Tone.GOOD, _("Đã ghi giữ bản chính."))
        self.accept()
