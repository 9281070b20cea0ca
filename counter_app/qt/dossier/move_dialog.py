"""Moving a dossier on: the receiver, the result, the papers the citizen has to bring, or the reason why it waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from counter_app.desk.act import new_op
from counter_app.desk.dossier.moves import Move
from counter_app.domain.dossier.allowed_times import supplements_allowed
from counter_app.domain.dossier.dossier import Channel, Dossier
from counter_app.domain.dossier.moves import REASON_DUE, Act, needs_leader
from counter_app.domain.paper.slips import WantedPaper, require_listed
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.dossier.result_part import ResultPart
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.approval_part import ApprovalPart
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.completion import completes
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, Field, LineEdit, TextArea
from counter_app.qt.kit.moment_edit import MomentEdit
from counter_app.qt.kit.supplement_part import SupplementPart
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.dossier.labels import act_label, channel_label

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from counter_app.desk.act import Done


class MoveDialog(Dialog):
    """Asks what one act needs, and does it.

    Signals:
        moved(object): the Dossier as it stands now.
        anew(str): the dossier with this code is to be entered again, rightly.
    """

    moved = Signal(object)
    anew = Signal(str)

    def __init__(
        self, place: Workplace, dossier: Dossier, act: Act, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place, self._dossier, self._act = place, dossier, act
        self._op = new_op()
        self.officer = Choice(self._officers())
        self.officer.let_shrink()
        self.outcome = ResultPart(dossier.resolver or place.office.settings.parent)
        self.supplement = SupplementPart(place.office)
        self.asked_by = Choice([(channel, channel_label(channel).text) for channel in Channel])
        self.reason = TextArea(lines=3)
        completes(place.office, "reason", self.reason)
        self.outcome.complete_from(place.office)
        self.at = MomentEdit()
        self.approval = ApprovalPart()
        self.right = LineEdit(placeholder=_("Mã hồ sơ đúng, khi đã nhập hai lần"), most=40)
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        self.enter_anew = ActionButton(
            _("Nhập lại cho đúng"), self._on_anew, name="intake", key="Alt+N"
        )
        self._mistake = act is Act.MISTAKE
        self._consent = self._mistake and place.office.replacing.consent_due(dossier)
        self._unseen: tuple[WantedPaper, ...] = ()
        self._again = needs_leader(dossier, act, place.office.dossiers.today())
        self._build()
        self._begin()
        self.finished.connect(self.deleteLater)

    def _build(self) -> None:
        needed = self._act in REASON_DUE
        self._fields = {
            "handler": Field(_("Người giải quyết"), self.officer),
            "reason": Field(_("Lý do") if needed else _("Ghi chú"), self.reason, required=needed),
            "at": Field(_("Thời điểm thực hiện"), self.at),
            "asked_by": Field(_("Hình thức yêu cầu"), self.asked_by),
            "right": Field(_("Hồ sơ đúng"), self.right),
            **self.outcome.fields(),
            **self.supplement.fields(),
            **self.approval.fields(),
        }
        self._fields[""] = self._fields["reason"]
        lay_out(
            self,
            title=act_label(self._act).text,
            about=f"{self._dossier.code} · {self._dossier.applicant.name[:120]}",
            meaning=_meaning(self._act, accepted=self._dossier.accepted),
            parts=(
                self._fields["handler"],
                self.approval,
                self.outcome,
                self.supplement,
                self._fields["asked_by"],
                self._fields["reason"],
                self._fields["right"],
                self._fields["at"],
            ),
            buttons=(self.shut, self.enter_anew, self.save),
            wide={Act.SUPPLEMENT: 780, Act.FINISH: 640, Act.MISTAKE: 620}.get(self._act, 500),
        )

    def _begin(self) -> None:
        self._fields["handler"].setVisible(self._act is Act.HAND)
        self._fields["asked_by"].setVisible(self._act is Act.WITHDRAW)
        self.outcome.setVisible(self._act is Act.FINISH)
        self.supplement.setVisible(self._act is Act.SUPPLEMENT)
        self.approval.setVisible(self._again or self._consent)
        self._fields["right"].setVisible(self._mistake)
        self.enter_anew.setVisible(self._mistake)
        if self._consent:
            office = self._place.office
            officers = office.staff.officers()
            self.approval.ask(_consent_text(), office.session.officer, officers)
        self.outcome.changed.connect(self._show_reason)
        self.at.textChanged.connect(self._show_reason)
        if self._act is Act.SUPPLEMENT:
            self._begin_supplement()
        if self._act is Act.FINISH:
            self.outcome.propose(self._place.office.moves.usual_result(self._dossier))
        self._show_reason()
        first: QWidget = {
            Act.HAND: self.officer,
            Act.FINISH: self.outcome.number,
            Act.SUPPLEMENT: self.supplement.table.first_field(),
        }.get(self._act, self.reason)
        first.setFocus()

    def _begin_supplement(self) -> None:
        office, dossier = self._place.office, self._dossier
        today = office.dossiers.today()
        procedure = office.catalogue.valid(dossier.procedure_code, today)
        papers = procedure.of_case(dossier.case_key).papers if procedure else dossier.papers
        until: date = office.moves.supplement_until(dossier)
        self.supplement.begin(papers, dossier.papers, until)
        self._unseen = self.supplement.wanted()
        if self._again:
            self.approval.ask(_once_text(today), office.session.officer, office.staff.officers())

    def _show_reason(self) -> None:
        """A late result and a refusal have to be explained."""
        if self._act is not Act.FINISH:
            return
        plain = _("Lý do chậm *") if self._is_late() else _("Ghi chú")
        refused = self.outcome.is_refused()
        self._fields["reason"].set_label(_("Lý do từ chối *") if refused else plain)

    def _is_late(self) -> bool:
        moves = self._place.office.moves
        try:
            return moves.is_late(self._dossier, self.at.moment(moves.now()))
        except RuleError:
            return False  # half a moment is typed; said beside it when it is saved

    def _officers(self) -> list[tuple[str, str]]:
        office = self._place.office
        offered = [(item.login, item.name) for item in office.staff.officers() if item.active]
        dossier, today = self._dossier, office.dossiers.today()
        charge = dossier.handler or office.staff.in_charge(dossier.sector, today)
        charge = office.absences.acting_for(charge, dossier.sector)
        return sorted(offered, key=lambda item: item[0] != charge)

    def _on_save(self) -> None:
        self._place.act(
            self._move,
            self._fields,
            self._on_moved,
            undoable=None if self._act is Act.REVERT else self._moved_text,
        )

    def _move(self) -> Done[Dossier]:
        act, asking = self._act, self._act is Act.SUPPLEMENT
        wanted = self.supplement.wanted() if asking else ()
        require_listed(act, wanted)
        self._require_seen(wanted)
        move = Move(
            act=act,
            reason=self.reason.value(),
            handler=str(self.officer.value() or "") if act is Act.HAND else "",
            result=self.outcome.number.value() if act is Act.FINISH else "",
            facts=self.outcome.facts() if act is Act.FINISH else None,
            wanted=wanted,
            until=self.supplement.last_day() if asking else None,
            contact=self.supplement.contact.value() if asking else "",
            asked_by=Channel(self.asked_by.value() or Channel.DIRECT),
            override=self._again and self.approval.tick.isChecked(),
            approval=self.approval.approval(),
            right=self.right.value() if self._mistake else "",
            at=self.at.moment(self._place.office.dossiers.now()),
        )
        return self._place.office.moves.do(self._dossier.code, move, op_id=self._op)

    def _require_seen(self, wanted: tuple[WantedPaper, ...]) -> None:
        """Ask once for a look at papers ticked beforehand: a dossier has one request, and a citizen comes for it."""
        unseen, self._unseen = self._unseen, ()
        if wanted and wanted == unseen:
            text = _(
                "Các giấy tờ này được đánh dấu sẵn vì hồ sơ chưa ghi là đã nộp. Xem lại; nếu đúng, bấm Lưu lần nữa."
            )
            raise RuleError(text, field="wanted", rule="wanted")

    def _on_anew(self) -> None:
        """The right one is entered first; the mistaken one ends with it, in one step."""
        self.reject()
        self.anew.emit(self._dossier.code)

    def _moved_text(self, dossier: Dossier) -> str:
        return _("Đã ghi “{act}” cho hồ sơ {code}.").format(
            act=act_label(self._act).text, code=dossier.code
        )

    def _on_moved(self, dossier: Dossier) -> None:
        self.accept()
        self.moved.emit(dossier)


def _meaning(act: Act, *, accepted: bool) -> str:
    """The effect of the act, in one sentence."""
    if act is Act.SUPPLEMENT and not accepted:
        return _("Hồ sơ chưa tiếp nhận; công dân nhận phiếu yêu cầu bổ sung (Mẫu 02).")
    return {
        Act.HAND: _("Hồ sơ được chuyển cho người giải quyết; thời hạn vẫn tính tiếp."),
        Act.SUPPLEMENT: _(
            "Thời hạn tạm dừng đến khi công dân bổ sung. Mỗi hồ sơ chỉ được yêu cầu một lần."
        ),
        Act.FINANCIAL: _("Thời hạn tạm dừng đến khi công dân thực hiện xong nghĩa vụ tài chính."),
        Act.STOP: _("Thời hạn tạm dừng đến khi giải quyết tiếp."),
        Act.RESUME: _("Thời hạn chạy tiếp, ngày hẹn trả được tính lại."),
        Act.FINISH: _("Hồ sơ đã có kết quả, chờ công dân đến nhận."),
        Act.WITHDRAW: _(
            "Người nộp xin rút hồ sơ; chương trình lập Thông báo dừng giải quyết hồ sơ (Mẫu 05)."
        ),
        Act.CLOSE: _("Công dân không bổ sung đúng hạn: kết thúc hồ sơ và trả lại giấy tờ."),
        Act.REVERT: _(
            "Hồ sơ trở về trạng thái trước thao tác ghi nhầm; cả hai lượt ghi vẫn còn trong nhật ký."
        ),
        Act.REFUSE: _("Hồ sơ không được tiếp nhận; công dân nhận phiếu từ chối (Mẫu 03)."),
        Act.MISTAKE: _(
            "Sai thủ tục, sai người hoặc nhập hai lần: hồ sơ không tính vào số liệu, số đã cấp không dùng lại, "
            "không lập Mẫu 05. Muốn đổi thủ tục thì bấm Nhập lại cho đúng."
        ),
        Act.ACCEPT: "",
        Act.RETURN: "",
    }[act]


def _consent_text() -> str:
    return _("Giấy hẹn đã giao cho công dân nên lãnh đạo phải đồng ý. Thu lại giấy hẹn đã giao.")


def _once_text(day: date) -> str:
    return _(
        "Hồ sơ này đã được yêu cầu bổ sung đủ số lần pháp luật cho phép: {count} lần "
        "(Nghị định 118/2025/NĐ-CP, Điều 11). Nếu thật cần, lãnh đạo duyệt ngoại lệ kèm lý do."
    ).format(count=supplements_allowed(day))
