"""A citizen asks for something about his own data: who, proved how, what, about whose data; the receipt follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from counter_app.desk.act import new_op
from counter_app.domain.requests.request import Proof, Requesting, Wish
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, DigitsEdit, Field, LineEdit, TextArea
from counter_app.qt.kit.flow import beside
from counter_app.wording.paper.moments import due_text
from counter_app.wording.requests.requests import proof_text, rule_text, wish_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.desk import Done
    from counter_app.domain.requests.request import DataRequest
    from counter_app.qt.kit.workplace import Workplace


class NewRequestDialog(Dialog):
    """Writes one request down.

    Signals:
        received(object): the DataRequest.
    """

    received = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._op = place, new_op()
        self.wish = Choice([(item, wish_text(item)) for item in Wish])
        self.asker, self.phone = LineEdit(most=300), DigitsEdit(most=20, extra="+")
        self.proved_by = Choice([(item, proof_text(item)) for item in Proof])
        self.proved_by.let_shrink()
        self.proof = LineEdit(most=300, placeholder=_("Căn cước 0…, cấp ngày …"))
        self.whose, self.id_no = LineEdit(most=300), LineEdit(most=40)
        self.asked, self.codes = TextArea(lines=2), LineEdit(most=2_000)
        officers = [item for item in place.office.staff.officers() if item.active]
        self.handler = Choice([("", ""), *((item.login, item.name) for item in officers)])
        self.handler.let_shrink()
        self.outcome = Advice("info")
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        self._build()
        self.wish.chosen.connect(lambda _value: self._show_due())
        self.finished.connect(self.deleteLater)
        officer = place.office.session.officer
        self.handler.choose(officer.login if officer else "")
        self._show_due()
        self.asker.setFocus()

    def _build(self) -> None:
        self._fields = {
            "wish": Field(_("&Yêu cầu"), self.wish),
            "asker": Field(_("&Người yêu cầu"), self.asker, required=True),
            "phone": Field(_("Số đ&iện thoại"), self.phone),
            "proved_by": Field(_("&Xác minh bằng"), self.proved_by),
            "proof": Field(_("&Giấy tờ đã xem"), self.proof, required=True),
            "name": Field(
                _("&Dữ liệu của ai"), self.whose, _("Để trống nếu là của chính người yêu cầu.")
            ),
            "id_no": Field(
                _("&Số giấy tờ của người có dữ liệu"),
                self.id_no,
                _("Tìm dữ liệu theo số này: tên có thể trùng."),
            ),
            "code": Field(
                _("&Mã hồ sơ"),
                self.codes,
                _("Nhiều mã cách nhau bằng dấu phẩy; trống: mọi dữ liệu."),
            ),
            "asked": Field(_("Nội d&ung yêu cầu"), self.asked),
            "handler": Field(_("Người t&rả lời"), self.handler),
        }
        self._fields[""] = self._fields["asker"]
        lay_out(
            self,
            title=_("Ghi yêu cầu về dữ liệu cá nhân"),
            about="",
            meaning="",
            parts=(
                beside(*(self._fields[name] for name in ("wish", "handler"))),
                beside(*(self._fields[name] for name in ("asker", "phone"))),
                beside(*(self._fields[name] for name in ("proved_by", "proof"))),
                beside(*(self._fields[name] for name in ("name", "id_no"))),
                self._fields["code"],
                self._fields["asked"],
                self.outcome,
            ),
            buttons=(self.shut, self.save),
            wide=780,
        )

    def _show_due(self) -> None:
        due, rule = self._place.office.requests.due(self.wish.value())
        text = _("Trả lời trước {moment}. {rule}").format(
            moment=due_text(due), rule=rule_text(rule)
        )
        self.outcome.say(text, "info" if rule.confirmed else "warning")

    def _on_save(self) -> None:
        self._place.act(self._receive, self._fields, self._on_received)

    def _receive(self) -> Done[DataRequest]:
        asking = Requesting(
            wish=self.wish.value(),
            asker=self.asker.value(),
            phone=self.phone.value(),
            proved_by=self.proved_by.value(),
            proof=self.proof.value(),
            name=self.whose.value(),
            id_no=self.id_no.value(),
            asked=self.asked.value(),
            codes=tuple(self.codes.value().split(",")),
            handler=self.handler.value() or "",
        )
        return self._place.office.requests.receive(asking, op_id=self._op)

    def _on_received(self, item: DataRequest) -> None:
        self.accept()
        self.received.emit(item)
