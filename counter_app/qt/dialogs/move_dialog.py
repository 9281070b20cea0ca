"""Moving a dossier on: whom it goes to, which result it has, or why it waits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.dossier import Dossier
from counter_app.domain.moves import REASON_DUE, Act
from counter_app.domain.staff import Role
from counter_app.i18n import _
from counter_app.qt.failures import guard
from counter_app.qt.labels import act_label
from counter_app.qt.widgets.advice import Advice
from counter_app.qt.widgets.buttons import ActionButton
from counter_app.qt.widgets.cards import text_label
from counter_app.qt.widgets.enter import EnterMoves
from counter_app.qt.widgets.fields import Choice, Field, LineEdit, TextArea
from counter_app.qt.widgets.theme import scaled
from counter_app.qt.workplace import Workplace
from counter_app.store.database import new_op


class MoveDialog(QDialog):
    """Asks what one act needs, and does it.

    Signals:
        moved(object): the Dossier as it stands now.
    """

    moved = Signal(object)

    def __init__(
        self, place: Workplace, dossier: Dossier, act: Act, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place, self._dossier, self._act = place, dossier, act
        self._op = new_op()
        self.officer = Choice(self._officers())
        self.outcome = LineEdit(placeholder=_("Ví dụ: 12/GKS-UBND"), most=300)
        self.reason = TextArea(lines=3)
        self.override = QCheckBox(_("&Lãnh đạo duyệt yêu cầu bổ sung thêm một lần (Alt+L)"))
        self.once = Advice("warning")
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = ActionButton(_("Bỏ qua"), self.reject, name="close", key="Esc", bind=False)
        self.enter = EnterMoves(self)
        self._build()
        self._begin()
        self.finished.connect(self.deleteLater)

    def _build(self) -> None:
        title = act_label(self._act).text
        self.setWindowTitle(title)
        self.setMinimumWidth(scaled(460))
        needed = self._act in REASON_DUE
        self._fields = {
            "handler": Field(_("Người thụ lý"), self.officer),
            "result": Field(_("Số, ký hiệu kết quả"), self.outcome),
            "reason": Field(_("Lý do") if needed else _("Ghi chú"), self.reason, required=needed),
        }
        self._fields[""] = self._fields["reason"]
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.shut)
        buttons.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setSpacing(scaled(10))
        for widget in (
            text_label(title, "title"),
            text_label(f"{self._dossier.code} · {self._dossier.applicant.name[:120]}", "muted"),
            text_label(_meaning(self._act)),
            self.once,
            self._fields["handler"],
            self._fields["result"],
            self._fields["reason"],
            self.override,
        ):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self, self._on_save)
            shortcut.setAutoRepeat(False)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _begin(self) -> None:
        self._fields["handler"].setVisible(self._act is Act.HAND)
        self._fields["result"].setVisible(self._act is Act.FINISH)
        again = self._act is Act.SUPPLEMENT and self._dossier.supplements > 0
        officer = self._place.office.session.officer
        leader = officer is not None and officer.role is Role.LEADER
        self.override.setVisible(again and leader)
        if again:
            self.once.say(_once_text(leader=leader))
            self.save.setEnabled(leader)
        first: QWidget = {Act.HAND: self.officer, Act.FINISH: self.outcome}.get(
            self._act, self.reason
        )
        first.setFocus()

    def _officers(self) -> list[tuple[str, str]]:
        office = self._place.office
        offered = [(item.login, item.name) for item in office.staff.officers() if item.active]
        charge = self._dossier.handler or office.staff.in_charge(
            self._dossier.sector, office.dossiers.today()
        )
        return sorted(offered, key=lambda item: item[0] != charge)

    def _on_save(self) -> None:
        if not self.save.isEnabled():
            return
        guard(self._place, self._move, self._fields, then=self._on_moved)

    def _move(self) -> Dossier:
        done = self._place.office.dossiers.move(
            self._dossier.code,
            self._act,
            reason=self.reason.value(),
            handler=str(self.officer.value() or "") if self._act is Act.HAND else "",
            result=self.outcome.value(),
            override=self.override.isChecked(),
            op_id=self._op,
        )
        return self._place.hub.done(done)

    def _on_moved(self, dossier: Dossier) -> None:
        self.accept()
        self.moved.emit(dossier)


def _meaning(act: Act) -> str:
    """What the act does, in one sentence."""
    return {
        Act.HAND: _("Hồ sơ chuyển cho người thụ lý; thời hạn vẫn tính tiếp."),
        Act.SUPPLEMENT: _("Thời hạn tạm dừng cho đến khi người dân bổ sung. Mỗi hồ sơ một lần."),
        Act.FINANCIAL: _("Thời hạn tạm dừng cho đến khi người dân nộp tiền."),
        Act.STOP: _("Thời hạn tạm dừng cho đến khi giải quyết tiếp."),
        Act.RESUME: _("Thời hạn chạy tiếp, ngày hẹn trả được tính lại."),
        Act.FINISH: _("Kết quả đã có; hồ sơ chờ người dân đến nhận."),
        Act.WITHDRAW: _("Người nộp rút hồ sơ. Việc này không làm ngược lại được."),
        Act.CLOSE: _("Người dân không bổ sung: hồ sơ được đóng, giấy tờ trả lại."),
        Act.REVERT: _(
            "Hồ sơ trở về trạng thái trước việc vừa ghi nhầm; cả hai việc vẫn còn trong nhật ký."
        ),
        Act.REFUSE: _("Hồ sơ không được tiếp nhận; người dân nhận phiếu từ chối."),
        Act.ACCEPT: "",
        Act.RETURN: "",
    }[act]


def _once_text(*, leader: bool) -> str:
    text = _(
        "Hồ sơ này đã được yêu cầu bổ sung một lần. Pháp luật chỉ cho phép yêu cầu một lần "
        "(Nghị định 118/2025/NĐ-CP, Điều 11)."
    )
    step = (
        _("Nếu thật cần, đánh dấu ô duyệt bên dưới và ghi lý do.")
        if leader
        else _("Nhờ lãnh đạo đăng nhập để duyệt ngoại lệ.")
    )
    return f"{text} {step}"
