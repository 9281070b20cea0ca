"""The key in hand: what is known of it, and what two people may decide about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import local_date
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Badge, Card, text_label
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.overriding import override
from counter_app.qt.superior.settle_dialog import Deciding, Verb
from counter_app.superior.book.known_keys import KeyState
from counter_app.superior_desk.columns import key_label
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.workplace import Workplace
    from counter_app.superior_desk.columns import KeyLine


class KeyCardPart(Card):
    """Only what may be done with the key in hand is there."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self._line: KeyLine | None = None
        self.state, self.head = Badge(), text_label("", "heading")
        self.letters, self.about = text_label("", "strong"), text_label("")
        self.revoke = ActionButton(
            _("Thu hồi khóa này"),
            lambda: self._open("revoke"),
            name="refuse",
            key="Alt+J",
            tone="danger",
        )
        self.change = ActionButton(
            _("Đổi khóa của nhật ký"), lambda: self._open("rekey"), name="transfer", key="Alt+Q"
        )
        self.close_it = ActionButton(
            _("Đóng nhật ký"), lambda: self._open("close"), name="lock", key="Alt+G"
        )
        self.reopen = ActionButton(
            _("Mở lại nhật ký"), lambda: self._open("open"), name="undo", key="Alt+M"
        )
        self.add(self.state, self.head, self.letters, self.about)
        self.add(flowing(self.revoke, self.change, self.close_it, self.reopen))
        self.body.addStretch(1)

    def show_line(self, line: KeyLine | None) -> None:
        """Show this key; nothing for none."""
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        key = line.key
        self.state.show_label(key_label(line))
        self.head.setText(f"{key.name} ({key.office})")
        self.letters.setText(key.letters)
        self.about.setText("\n".join(_told(line)))
        self.revoke.setVisible(key.counts)
        self.change.setVisible(key.state is KeyState.KNOWN)
        self.close_it.setVisible(not line.closed)
        self.reopen.setVisible(line.closed)

    def open_first(self) -> None:
        """Do what is to be done first with the key in hand."""
        for button in (self.revoke, self.reopen):
            if button.isVisible():
                button.click()
                return

    def _open(self, way: str) -> None:
        if self._line is not None:
            KeyDialog(self.place, self._line, way, self).open()


def _told(line: KeyLine) -> list[str]:
    key = line.key
    lines = [
        _("Dùng từ ngày {day}; ghi nhận: {by}").format(
            day=_day(key.enrolled_at), by=key.enrolled_by or _("khóa trước đã ký nhận")
        ),
        _("Gói gần nhất nhận vào: {day}").format(day=_day(key.used_at))
        if key.used_at
        else _("Chưa nhận gói nào do khóa này ký."),
    ]
    if line.former:
        lines.append(_("Thay cho khóa {letters}").format(letters=line.former))
    if key.ended_at:
        lines.append(
            _("Hết dùng ngày {day}; {by} Lý do: {reason}").format(
                day=_day(key.ended_at),
                by=f"{key.ended_by}." if key.ended_by else "",
                reason=key.reason,
            )
        )
    lines.append(_("Nhật ký {journal}").format(journal=key.journal))
    return lines


def _day(moment: datetime | None) -> str:
    return short_date(local_date(moment)) if moment else ""


class KeyDialog(Deciding):
    """Two people and a reason: a key revoked, or its journal re-keyed, closed, opened again."""

    def __init__(
        self, place: Workplace, line: KeyLine, way: str, parent: QWidget | None = None
    ) -> None:
        titles = {
            "revoke": _("Thu hồi khóa"),
            "rekey": _("Đổi khóa của nhật ký"),
            "close": _("Đóng nhật ký"),
            "open": _("Mở lại nhật ký"),
        }
        means = {
            "revoke": _(
                "Từ nay không tính gói nào khóa này ký; số đã nhận giữ nguyên. Khóa đã thu hồi không dùng lại: xin đơn "
                "vị thẻ khóa mới."
            ),
            "rekey": _(
                "Hai máy chung một khóa: giữ số đang có, thu hồi mọi khóa của nhật ký. Đơn vị đổi khóa trên máy đúng, "
                "rồi ghi nhận khóa mới."
            ),
            "close": _("Không nhận thêm gói nào của nhật ký; số đã nhận giữ nguyên và vẫn tính."),
            "open": _("Nhận tiếp gói của nhật ký. Nhận lại USB của đơn vị sau đó."),
        }
        super().__init__(place, line, parent, word=titles[way])
        self._way = way
        lay_out(
            self,
            title=titles[way],
            about=f"{line.key.name} ({line.key.office})\n{line.key.letters}",
            meaning=means[way],
            parts=(self._fields["reason"], self.second, self.said),
            buttons=(self.shut, self.save),
            wide=580,
        )
        self.reason.setFocus()

    @override
    def verb(self) -> Verb:
        key, way, reason = self.line.key, self._way, self.reason.value()
        said = self.second.approval()
        if way == "revoke":
            return lambda office: office.sender_keys.revoke(
                key.letters, reason=reason, approval=said, op_id=self.op
            )
        return lambda office: office.decisions.settle(
            key.journal, way, reason=reason, approval=said, op_id=self.op
        )

    @override
    def told(self, result: Any) -> str:
        by = result.ended_by if self._way == "revoke" else result.by
        return _("Đã ghi quyết định của {by}.").format(by=by)
