"""The batches in quarantine: a key is compared by its letters, a batch is let in on somebody's word, or dropped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from counter_app.desk.office.leader_consent import OWN
from counter_app.errors import CounterError, RuleError
from counter_app.i18n import _, plural
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.overriding import override
from counter_app.qt.superior.settle_dialog import Deciding, Verb

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.workplace import Workplace
    from counter_app.superior_desk.columns import ArrivedLine


class EnrolDialog(Deciding):
    """The card's own letters are not shown: whoever types them has to have heard them from the office."""

    def __init__(
        self, place: Workplace, line: ArrivedLine | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(place, line, parent, word=_("Ghi nhận khóa"), required=False)
        self._card, self._replaces = Path(), False
        self.pick = ActionButton(
            _("Chọn thẻ khóa của đơn vị"), self._ask, name="folder", key="Ctrl+O"
        )
        self.whose = Advice("info")
        self.letters = LineEdit(placeholder="XXXX XXXX XXXX XXXX", most=40)
        self._fields["letters"] = Field(
            _("16 ký tự đơn vị đọc qua điện thoại hoặc ghi trên giấy"), self.letters, required=True
        )
        self._fields["card"] = self._fields["letters"]
        self._fields["reason"].set_label(_("Lý do, khi thay khóa đã mất"))
        lay_out(
            self,
            title=_("Ghi nhận khóa của đơn vị"),
            about=line.office if line else "",
            meaning=_(
                "Gọi đơn vị theo số điện thoại đã biết, nghe đọc 16 ký tự của khóa rồi gõ vào đây. Gói đang cách ly do "
                "khóa này ký được nhận ngay."
            ),
            parts=(
                flowing(self.pick),
                self.whose,
                self._fields["letters"],
                self._fields["reason"],
                self.second,
                self.said,
            ),
            buttons=(self.shut, self.save),
            wide=620,
        )
        self._ask_two(False)
        self.pick.setFocus()

    def _ask_two(self, replaces: bool) -> None:
        """A key that ends another takes a reason and two people; a first one only who heard its letters."""
        self._replaces = replaces
        self.second.setVisible(replaces)
        self._fields["reason"].setVisible(replaces)

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Chọn thẻ khóa của đơn vị"), "", "JSON (khoa-don-vi-*.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_card)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_card(self, path: str) -> None:
        """Use this file; whose it says it is."""
        keys = self.place.office.sender_keys
        try:
            card = keys.card(Path(path))
            self._ask_two(keys.replaces(card))
        except CounterError as error:
            self._card = Path()
            self.whose.say(error.message, "bad")
            return
        self._card = Path(path)
        text = _("Thẻ khóa của {name} ({number}).").format(name=card.name, number=card.number)
        more = _("Khóa đang dùng của nhật ký này sẽ bị thu hồi: ghi lý do, và cần hai người.")
        self.whose.say([text, more] if self._replaces else [text], "info")
        self.letters.setFocus()

    @override
    def verb(self) -> Verb:
        if self._card == Path():
            raise RuleError(
                _("Chưa chọn thẻ khóa. Chọn tệp khoa-don-vi-….json (Ctrl+O)."), field="card"
            )
        path, letters, reason = self._card, self.letters.value(), self.reason.value()
        said = self.second.approval() if self._replaces else OWN
        return lambda office: office.sender_keys.enrol(
            path, letters, reason=reason, approval=said, op_id=self.op
        )

    @override
    def told(self, result: Any) -> str:
        count = len(result.taken.imported)
        text = plural("Đã ghi nhận khóa của đơn vị {office}; nhận {count} gói từ cách ly.", count)
        return text.format(office=result.key.office, count=count)


class LetInDialog(Deciding):
    """Once, and only this batch: nobody known signed it."""

    def __init__(self, place: Workplace, line: ArrivedLine, parent: QWidget | None = None) -> None:
        super().__init__(place, line, parent, word=_("Cho vào"))
        lay_out(
            self,
            title=_("Cho gói đang cách ly vào"),
            about=f"{line.office}\n{line.name}",
            meaning=line.why,
            parts=(self._fields["reason"], self.second, self.said),
            buttons=(self.shut, self.save),
            wide=560,
        )
        self.reason.setFocus()

    @override
    def verb(self) -> Verb:
        numbers, reason = (self.line.quarantine,), self.reason.value()
        said = self.second.approval()
        return lambda office: office.sender_keys.let_in(
            numbers, reason=reason, approval=said, op_id=self.op
        )

    @override
    def told(self, result: Any) -> str:
        if result.refused:
            return "\n".join(result.refused[0][1])
        return (
            _("Đã nhận gói từ cách ly.")
            if result.imported
            else _("Đã cho vào; gói còn chờ gói thiếu.")
        )


class DropDialog(Deciding):
    """For good: it is refused when it comes again."""

    def __init__(self, place: Workplace, line: ArrivedLine, parent: QWidget | None = None) -> None:
        super().__init__(place, line, parent, word=_("Bỏ gói này"))
        lay_out(
            self,
            title=_("Bỏ gói đang cách ly"),
            about=f"{line.office}\n{line.name}",
            meaning=_(
                "Gói bị xóa khỏi cách ly; tới lần nữa sẽ bị từ chối. Ai bỏ, vì sao vẫn được ghi."
            ),
            parts=(self._fields["reason"], self.said),
            buttons=(self.shut, self.save),
            wide=560,
        )
        self.reason.setFocus()

    @override
    def verb(self) -> Verb:
        numbers, reason = (self.line.quarantine,), self.reason.value()
        return lambda office: office.sender_keys.drop(numbers, reason=reason, op_id=self.op)

    @override
    def told(self, result: Any) -> str:
        return _("Đã bỏ gói khỏi cách ly.")
