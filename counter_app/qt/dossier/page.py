"""One dossier (hồ sơ): facts, papers, promise with its reckoning, prints, history, and what may be done now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.desk.dossier.lookup import DossierView
from counter_app.domain.dossier.dossier import Dossier, Urgency, urgency
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.qt.dossier.acts_card import ActsCard
from counter_app.qt.dossier.fee_card import FeeCard
from counter_app.qt.dossier.followup_card import FollowUpCard
from counter_app.qt.dossier.prints_list import PrintsList, latest
from counter_app.qt.dossier.promise_card import PromiseCard
from counter_app.qt.dossier.whereabouts_card import WhereaboutsCard
from counter_app.qt.kit.act_reason_dialog import ReasonDialog
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Badge, Card, EmptyState, scrolling, text_label
from counter_app.qt.kit.dossier_facts import dossier_facts, paper_text
from counter_app.qt.kit.facts import Facts
from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.timeline import Timeline
from counter_app.qt.kit.why_dialog import ask_to_open
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.read.prints import PrintJob
from counter_app.wording.dossier.labels import state_label, urgency_label
from counter_app.wording.office.clock import clock_label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from counter_app.office import Office

LEAST_WIDTH = 720
"""Pixels at 100 % text below which the columns stand one below the other."""


class DossierPage(Page):
    """Everything about one dossier on one page."""

    name: ClassVar[str] = "dossier"
    icon: ClassVar[str] = "file"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.DOSSIER, Noun.PRINT, Noun.STAFF})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._code = ""
        self._view: DossierView | None = None
        self._build()
        self._connect()

    @override
    def title(self) -> str:
        return self._code or _("Hồ sơ")

    def _build(self) -> None:
        self.code = text_label("", "title")
        self.state, self.urgency, self.clock = Badge(), Badge(), Badge()
        self.who = text_label("", "heading")
        self.facts, self.papers = Facts(), text_label("")
        self.timeline, self.prints = Timeline(), PrintsList()
        self.print = ActionButton(
            _("In, in lại giấy hẹn"), self._on_print, name="printer", key="Ctrl+P"
        )
        self.more_papers = ActionButton(
            _("Lập giấy tờ khác"), partial(_more_papers, self), name="file", key="Alt+I"
        )
        self.correct = ActionButton(_("Đính chính"), self._on_correct, name="edit", key="Alt+C")
        self.nothing = EmptyState(
            "file", _("Chưa chọn hồ sơ"), _("Bấm F3 để tìm, hoặc quét giấy hẹn.")
        )
        self.may = ActsCard(self._doing, self._further())
        self.acts, self.no_acts = self.may.acts, self.may.none
        columns = self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setContentsMargins(0, 0, scaled(6), 0)
        columns.setSpacing(scaled(12))
        columns.addLayout(self._build_left(), 62)
        columns.addLayout(self._build_right(), 38)
        self.body = scrolling(columns)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        layout.addWidget(self.stack)

    def _further(self) -> dict[str, ActionButton]:
        """The acts besides moving the dossier on, by icon."""
        self.extend = ActionButton(
            _("Gia hạn để xác minh"), self._on_extend, name="clock", key="Alt+E"
        )
        self.erase = ActionButton(
            _("Xóa dữ liệu cá nhân"), partial(_erase, self), name="delete", key="Alt+J"
        )
        self.looks = ActionButton(
            _("Người đã xem"), partial(show_looks, self), name="history", key="Alt+S"
        )
        return {
            "history": self.looks,
            "clock": self.extend,
            "edit": self.correct,
            "printer": self.print,
            "file": self.more_papers,
            "delete": self.erase,
        }

    def _build_left(self) -> QVBoxLayout:
        head = Card()
        badges = QWidget()
        flow = FlowLayout(badges, spacing=scaled(8))
        for badge in (self.state, self.urgency, self.clock):
            flow.addWidget(badge)
        head.add(self.code, badges, self.who, self.facts)
        papers = Card(_("Thành phần hồ sơ đã nộp"))
        papers.add(self.papers)
        prints = Card(_("Bản in"), _("Bấm Enter để mở một bản."))
        prints.add(self.prints)
        self.whereabouts = WhereaboutsCard(self.place)
        self.fees, self.followups = FeeCard(self.place), FollowUpCard(self.place)
        return _column(head, papers, self.fees, self.followups, self.whereabouts, prints)

    def _build_right(self) -> QVBoxLayout:
        self.promise = PromiseCard(self.place)
        history = Card(_("Quá trình giải quyết"))
        history.add(self.timeline)
        return _column(self.may, self.promise, history)

    def _connect(self) -> None:
        self.prints.wanted.connect(self.open_print)

    @override
    def enter(self, argument: object = None) -> None:
        if isinstance(argument, str) and argument:
            self._code, self._view = "", None
            self.stack.setCurrentWidget(self.nothing)
            self._open(argument)

    def _open(self, code: str, why: str = "") -> None:
        """Show a dossier and write down who opened it; one that is nobody's daily work is opened with a reason."""
        office = self.place.office
        dossier = office.dossiers.known(code)
        if dossier is not None:
            if not why and office.access.asks_why(dossier):
                back = self.place.hub.back_wanted.emit
                ask_to_open(self, code, partial(self._open, code), back)
                return
            office.access.opened(dossier, why=why)
        self._code = code
        self.promise.why.setChecked(False)
        self.body.verticalScrollBar().setValue(0)
        self.reload()

    @property
    def dossier(self) -> Dossier | None:
        """The dossier that is shown."""
        return self._view.dossier if self._view is not None else None

    @override
    def reload(self) -> None:
        if not self._code:
            return
        try:
            self._view = self.place.office.dossiers.view(self._code)
        except RuleError as error:
            self._view = None
            self.stack.setCurrentWidget(self.nothing)
            self.place.hub.notice(Tone.BAD, error.message)
            return
        self._show(self._view)
        self.stack.setCurrentWidget(self.body)

    @override
    def first_field(self) -> QWidget:
        return self.may.first() or self.print

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside one another while there is room, else the acts below the facts."""
        wide = event.size().width() >= scaled(LEAST_WIDTH)
        way = QBoxLayout.Direction
        self.columns.setDirection(way.LeftToRight if wide else way.TopToBottom)
        super().resizeEvent(event)

    def _show(self, view: DossierView) -> None:
        dossier = view.dossier
        office = self.place.office
        sectors = {sector.key: sector.name for sector in office.catalogue.sectors()}
        self.code.setText(dossier.code)
        self.state.show_label(state_label(dossier.state))
        today, soon = office.dossiers.today(), office.dossiers.soon()
        how = urgency(dossier, today, soon=soon) if dossier.accepted else Urgency.NONE
        self.urgency.show_label(urgency_label(how))
        doubted = [step for step in view.timeline if step.clock_confirmed]
        self.clock.show_label(clock_label(len(doubted)))
        self.clock.setVisible(bool(doubted))
        self.who.setText(dossier.applicant.name)
        self.facts.show_facts(dossier_facts(dossier, view.names, sectors))
        lines = [f"{number}. {paper_text(paper)}" for number, paper in enumerate(dossier.papers, 1)]
        self.papers.setText("\n".join(lines) or _("Không có giấy tờ nào được ghi nhận."))
        self.timeline.show_steps(view.timeline, view.names)
        self.prints.show_prints(view.prints)
        self.promise.show_dossier(dossier, office.promises.inner_deadline(dossier))
        self.whereabouts.show_dossier(dossier)
        self.fees.show_dossier(dossier)
        self.followups.show_dossier(dossier)
        offered = {"edit", "file"}
        offered |= {"clock"} if office.promises.may_extend(dossier) else set()
        offered |= {"history"} if self.place.may(Duty.ACCESS) else set()
        offered |= {"delete"} if office.erasure.may_erase(dossier) else set()
        offered |= {"printer"} if self.paper() is not None else set()
        self.may.show_acts(dossier.state, view.acts, offered)

    def _doing(self, act: Act) -> Callable[[], None]:
        return lambda: self._on_act(act)

    def _on_act(self, act: Act) -> None:
        from counter_app.qt.dossier.move_dialog import MoveDialog

        if self._view is None:
            return
        if act is Act.RETURN:
            self.place.hub.go("returning", self._code)
            return
        if act is Act.ACCEPT:
            self._on_accept(self._view.dossier)
            return
        dialog = MoveDialog(self.place, self._view.dossier, act, self)
        dialog.anew.connect(lambda code: self.place.hub.go("intake", {"replaces": code}))
        for after in (self._printing_new(), self.fees.after_move, self.whereabouts.after_move):
            dialog.moved.connect(after)
        if act is Act.RESUME:
            dialog.moved.connect(_offering_new_day(self, self._view.dossier))
        dialog.open()

    def _on_accept(self, dossier: Dossier) -> None:
        from counter_app.qt.kit.accept_dialog import AcceptDialog

        dialog = AcceptDialog(self.place, dossier, self)
        dialog.accepted_dossier.connect(self._printing_new())
        dialog.open()

    def _printing_new(self) -> Callable[[Dossier], None]:
        """Opens the paper that an act is going to give the citizen, if it gives one."""
        known = {job.id for job in self._view.prints} if self._view else set()

        def open_new(dossier: Dossier) -> None:
            jobs = self.place.office.paper.prints_of(dossier.code)
            fresh = [job for job in jobs if job.id not in known and job.state == "issued"]
            if fresh:
                self.open_print(fresh[-1].id)

        return open_new

    def _on_correct(self) -> None:
        from counter_app.qt.dossier.correct_dialog import CorrectDialog

        if self._view is not None:
            dialog = CorrectDialog(self.place, self._view.dossier, self)
            dialog.corrected.connect(self._offer_corrected)
            dialog.open()

    def _offer_corrected(self, dossier: Dossier, reason: str) -> None:
        meaning = _("Giấy hẹn công dân đang giữ ghi thông tin trước khi đính chính.")
        offer_reprint(
            self, self.paper(), dossier, meaning, _("Đính chính: {reason}").format(reason=reason)
        )

    def _on_extend(self) -> None:
        if self._view is not None:
            ask_extension(self.place, self._view.dossier, self._printing_new(), self)

    def paper(self) -> PrintJob | None:
        """The paper the citizen took home."""
        return taken_home(self.place.office, self._view) if self._view else None

    def _on_print(self) -> None:
        job = self.paper()
        if job is not None:
            self.open_print(job.id)

    def open_print(self, job: int) -> None:
        """Show a print, to be sent to a printer."""
        from counter_app.qt.kit.print_dialog import PrintDialog

        PrintDialog(self.place, job, self).open()


def _column(*cards: Card) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(scaled(10))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column


def _offering_new_day(page: DossierPage, before: Dossier) -> Callable[[Dossier], None]:
    """Offers the receipt again when the clock that runs on leads to another day."""

    def offer(dossier: Dossier) -> None:
        if dossier.promised_at != before.promised_at:
            meaning = _("Giấy hẹn công dân đang giữ ghi ngày trả trước khi tạm dừng.")
            offer_reprint(
                page, page.paper(), dossier, meaning, _("Giải quyết tiếp, đổi ngày hẹn trả")
            )

    return offer


def _more_papers(page: DossierPage) -> None:
    from counter_app.qt.dossier.further_papers import FurtherPapersDialog

    if page.dossier is not None:
        dialog = FurtherPapersDialog(page.place, page.dossier.code, page)
        dialog.issued.connect(lambda job: page.open_print(job.id))
        dialog.open()


def _erase(page: DossierPage) -> None:
    from counter_app.qt.dossier.erase_dialog import EraseDialog

    if page.dossier is not None:
        EraseDialog(page.place, page.dossier, page).open()


def show_looks(page: DossierPage) -> None:
    """Show the looks at the data of the dossier's citizen, as the paper that he or she may ask for."""
    from counter_app.qt.kit.sheet_dialog import SheetDialog

    if page.dossier is None:
        return
    code = page.dossier.code

    def draw(office: Office) -> bytes:
        return office.reports.pdf((office.looks.for_citizen(code).table,))

    title = _("Người đã xem dữ liệu")
    SheetDialog(page.place, draw, title, f"nguoi-da-xem-{code}", page).open()


def taken_home(office: Office, view: DossierView) -> PrintJob | None:
    """The paper the citizen took home: the receipt, the one of the whole visit, or the slip that asked for more."""
    for document in ("receipt", "visit_receipt"):
        job = latest(document, view.prints)
        if job is not None:
            return job
    visit = view.dossier.visit
    first = office.dossiers.numbered(visit) if visit else None
    jobs = office.paper.prints_of(first.code) if first else view.prints
    return latest("visit_receipt", jobs) if first else (jobs[-1] if jobs else None)


def offer_reprint(
    page: DossierPage, job: PrintJob | None, dossier: Dossier, meaning: str, reason: str
) -> None:
    """The paper in the citizen's hands says what stood there before: offer to print it again."""
    from counter_app.qt.kit.act_reason_dialog import ReasonDialog

    if job is None or job.state in {"issued", "failed"}:
        return  # it will come out as it should be
    dialog = ReasonDialog(
        page.place,
        partial(page.place.office.paper.reissue, job.subject, job.document),
        title=_("In lại giấy hẹn"),
        about=f"{dossier.code} · {dossier.applicant.name[:120]}",
        meaning=meaning,
        reason=reason,
        parent=page,
    )
    dialog.did.connect(lambda made: page.open_print(made.id))
    dialog.open()


def ask_extension(
    place: Workplace, dossier: Dossier, then: Callable[[Dossier], None], parent: QWidget
) -> None:
    """Ask for the reason and extend; ``then`` gets the dossier as it is afterwards."""
    dialog = ReasonDialog(
        place,
        partial(place.office.promises.extend, dossier.code),
        title=_("Gia hạn để xác minh"),
        about=f"{dossier.code} · {dossier.applicant.name[:120]}",
        meaning=plural(
            "Ngày hẹn trả lùi thêm {days} ngày làm việc, chỉ một lần.", dossier.policy.extension_wd
        ).format(days=dossier.policy.extension_wd),
        parent=parent,
    )
    dialog.did.connect(then)
    dialog.open()
