"""The way those who wait are called and what the public's window tells them."""

from __future__ import annotations

from dataclasses import replace

from counter_app.domain.queue.tickets import Priority
from counter_app.i18n import _
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.fields import Choice, Field, TextArea
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.held import Put, show
from counter_app.qt.kit.tick_box import TickBox
from counter_app.settings import OWN_PRIORITIES, OfficeSettings, whole
from counter_app.wording.queue.calls import fair_rule
from counter_app.wording.queue.priorities import priority_text


class WaitingRoomCard(Card):
    """The rule of the line, the notices, and what citizens may say of themselves."""

    def __init__(self) -> None:
        super().__init__(_("Hàng đợi và bảng gọi số"))
        bounds = whole("priority_run")
        self.run = Choice(
            [(count, fair_rule(count)) for count in range(bounds.least, bounds.most + 1)]
        )
        self.notices = TextArea(lines=3)
        self.fields = {
            "priority_run": Field(
                _("Xen kẽ số ưu tiên và số thường"),
                self.run,
                _("Hiện trên bảng gọi số và phiếu số. Trong mỗi diện thứ tự lấy số giữ nguyên."),
            ),
            "board_notices": Field(
                _("Thông báo trên bảng gọi số"),
                self.notices,
                _(
                    "Mỗi dòng một thông báo, nhiều nhất tám dòng. Giờ tiếp nhận và ngày nghỉ tự hiện."
                ),
            ),
        }
        self.grounds = {name: TickBox(priority_text(Priority(name))) for name in OWN_PRIORITIES}
        self.add(*self.fields.values())
        self.add(
            text_label(_("Diện ưu tiên công dân được tự chọn ở trang tự lấy số"), "hint"),
            flowing(*self.grounds.values()),
        )

    def show_settings(self, kept: OfficeSettings, put: Put = show, *, editable: bool) -> None:
        """Show what is kept by ``put``."""
        put(self.run, kept.priority_run)
        put(self.notices, "\n".join(kept.board_notices))
        for name, box in self.grounds.items():
            put(box, name in kept.own_priorities)
            box.setEnabled(editable)
        self.run.setEnabled(editable)
        self.notices.setReadOnly(not editable)

    def settings(self, before: OfficeSettings) -> OfficeSettings:
        """The settings as chosen; empty lines are left out."""
        lines = [line.strip() for line in self.notices.value().splitlines()]
        return replace(
            before,
            priority_run=self.run.value(),
            board_notices=tuple(filter(None, lines)),
            own_priorities=tuple(name for name, box in self.grounds.items() if box.isChecked()),
        )
