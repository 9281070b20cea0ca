"""A citizen asks about a dossier: which one, how, who, what; answered at once, or passed on with a reminder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from counter_app.desk.act import new_op
from counter_app.domain.followups.followup import Asking, Lateness, Means
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, plural
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, DigitsEdit, Field, LineEdit, TextArea
from counter_app.qt.kit.flow import beside
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.which_dossier import WhichDossier
from counter_app.wording.dossier.labels import state_label
from counter_app.wording.followups import followup_text, lateness_text, means_text
from counter_app.wording.paper.moments import due_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.desk import Done
    from counter_app.desk.followups.asked import Prospect
    from counter_app.domain.followups.followup import FollowUp
    from counter_app.domain.handover.whereabouts import Holder
    from counter_app.qt.kit.workplace import Workplace


class FollowUpDialog(Dialog):
    """Writes one enquiry down; a reminder opens to be printed.

    Signals:
        asked(object): the FollowUp.
    """

    asked = Signal(object)

    def __init__(self, place: Workplace, code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._op = place, new_op()
        self._usual: Holder | None = None
        self.which = WhichDossier(place, code)
        self.stands, self.waiting = Advice("info"), Advice("warning")
        self.means = Choice([(item, means_text(item.value)) for item in Means])
        self.asker = LineEdit(most=300)
        self.phone = DigitsEdit(most=20, extra="+")
        self.question, self.answer = TextArea(lines=2), TextArea(lines=2)
        officers = [item for item in place.office.staff.officers() if item.active]
        self.officer = Choice([("", ""), *((item.login, item.name) for item in officers)])
        self.officer.let_shrink()
        self.office = LineEdit(most=300)
        self.outcome = Advice("info")
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        self._build()
        self.which.changed.connect(self.show_prospect)
        # Behind the Enter that closed the scan: it goes on from where the keyboard is.
        self.which.scan.scanned.connect(lambda _text: QTimer.singleShot(0, self, self._go_on))
        self.answer.textChanged.connect(self.show_prospect)
        self.finished.connect(self.deleteLater)
        self.show_prospect()
        (self.asker if code else self.which.scan).setFocus()

    def _build(self) -> None:
        self._fields = {
            **self.which.fields,
            "means": Field(_("&Cách hỏi"), self.means),
            "asker": Field(_("&Người hỏi"), self.asker),
            "phone": Field(_("&Số điện thoại"), self.phone),
            "asked": Field(_("Công dân hỏ&i"), self.question, required=True),
            "answer": Field(
                _("&Trả lời ngay"),
                self.answer,
                _("Để trống nếu phải hỏi người đang giữ hồ sơ: chương trình lập phiếu đôn đốc."),
            ),
            "officer": Field(_("&Gửi phiếu cho công chức"), self.officer),
            "office": Field(_("hoặc cơ &quan"), self.office),
        }
        self._fields[""] = self._fields["asked"]
        lay_out(
            self,
            title=_("Công dân hỏi về hồ sơ"),
            about="",
            meaning="",
            parts=(
                self.which,
                self.stands,
                self.waiting,
                beside(*(self._fields[name] for name in ("means", "asker", "phone"))),
                self._fields["asked"],
                self._fields["answer"],
                beside(self._fields["officer"], self._fields["office"]),
                self.outcome,
            ),
            buttons=(self.shut, self.save),
            wide=780,
        )

    def show_prospect(self) -> None:
        """Say what is known of the dossier, and what saving will do."""
        facts = self.which.facts()
        prospect = self._place.office.followups.prospect(self.which.code, facts.official_code)
        self.stands.say(self._standing(prospect))
        names, now = self._place.office.staff.names(), self._place.office.now()
        self.waiting.say(
            [
                _("Đang chờ trả lời: {text}").format(text=followup_text(item, names, now))
                for item in prospect.waiting
            ]
        )
        self._show_holder(prospect.holder, facts.holder)
        at_once = bool(self.answer.value())
        for name in ("officer", "office"):
            self._fields[name].setVisible(not at_once)
        self.outcome.say(
            _outcome(prospect, at_once=at_once), "warning" if prospect.over else "info"
        )

    def _go_on(self) -> None:
        """Go on to the asker: a found dossier needs nothing copied from elsewhere."""
        if self.which.code:
            self.asker.setFocus()

    def _standing(self, prospect: Prospect) -> list[str]:
        lines = []
        dossier, counts = prospect.dossier, prospect.counts
        if dossier is not None:
            late = Lateness.of(dossier, self._place.office.now())
            words = [state_label(dossier.state).text, lateness_text(dossier.state, late)]
            lines = [
                f"{dossier.code} · {dossier.applicant.name[:120]} · {dossier.procedure_name[:160]}",
                " · ".join(
                    [
                        *filter(None, words),
                        _("hẹn trả {moment}").format(moment=due_text(late.promised_at))
                        if late.promised_at
                        else _("không hẹn ngày trả"),
                    ]
                ),
            ]
        elif self.which.facts().official_code:
            lines = [_("Hồ sơ này không có ở đây, chỉ có trên hệ thống chính thức.")]
        if counts.times:
            lines.append(
                plural("Đã hỏi {count} lần, đôn đốc {reminders} lần.", counts.times).format(
                    count=counts.times, reminders=counts.reminders
                )
            )
        return lines

    def _show_holder(self, holder: Holder, pasted: str) -> None:
        """Propose whoever holds the dossier; another name that was typed stays."""
        office = holder.office or (pasted if not holder.officer else "")
        typed = self._usual is not None and (
            (self.officer.value() or "") != self._usual.officer
            or self.office.value() != self._usual.office
        )
        if not typed:
            self.officer.choose(holder.officer if holder.officer in self.officer.values() else "")
            self.office.setText(office)
            self._usual = type(holder)(office=office, officer=self.officer.value() or "")

    def _asking(self) -> Asking:
        return Asking(
            code=self.which.code,
            pasted=self.which.facts(),
            means=self.means.value(),
            asker=self.asker.value(),
            phone=self.phone.value(),
            asked=self.question.value(),
            answer=self.answer.value(),
            office=self.office.value(),
            officer=self.officer.value() or "",
        )

    def _on_save(self) -> None:
        self._place.act(self._ask, self._fields, self._on_asked)

    def _ask(self) -> Done[FollowUp]:
        return self._place.office.followups.ask(self._asking(), op_id=self._op)

    def _on_asked(self, item: FollowUp) -> None:
        self.accept()
        self.asked.emit(item)


def ask_about(place: Workplace, code: str, parent: QWidget) -> FollowUpDialog:
    """The dialog, open; the reminder it issues opens after it, to be printed."""
    dialog = FollowUpDialog(place, code, parent)
    dialog.asked.connect(lambda item: _print(place, item, parent))
    dialog.open()
    return dialog


def ask_in_front(place: Workplace, code: str, parent: QWidget) -> None:
    """The dialog for whoever may write enquiries down; else the window says why not."""
    if place.may(Duty.QUEUE):
        ask_about(place, code, parent)
        return
    text = _("Tài khoản này không được ghi công dân hỏi về hồ sơ. Nhờ người có quyền đăng nhập.")
    place.hub.notice(Tone.WARNING, text)


def _print(place: Workplace, item: FollowUp, parent: QWidget) -> None:
    from counter_app.qt.kit.print_dialog import PrintDialog

    jobs = [
        job
        for job in place.office.paper.prints_of(item.subject)
        if job.document == "reminder" and job.body.get("followup") == item.id
    ]
    if jobs:
        PrintDialog(place, jobs[-1].id, parent).open()


def _outcome(prospect: Prospect, *, at_once: bool) -> list[str]:
    """The sentences that tell the effect of saving."""
    if at_once:
        return [_("Ghi là đã trả lời ngay; không lập phiếu đôn đốc.")]
    if prospect.over:
        return [_("Hồ sơ đã kết thúc, không còn ai giải quyết: ghi trả lời ngay cho công dân.")]
    lines = [
        _("Lập phiếu đôn đốc lần {number}, đề nghị trả lời trước {moment}.").format(
            number=prospect.counts.reminders + 1, moment=due_text(prospect.answer_due)
        )
    ]
    if prospect.by_clock:
        year = prospect.answer_due.year
        lines.append(
            _("Lịch năm {year} chưa xác nhận nên hạn trả lời chỉ tính theo giờ đồng hồ.").format(
                year=year
            )
        )
    return lines
