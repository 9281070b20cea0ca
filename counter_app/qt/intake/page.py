"""Intake (tiếp nhận, F2): one scrolling form beside the promise it will make; Ctrl+Enter saves and prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.act import new_op
from counter_app.desk.desk import Noun
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.office.staff import Duty
from counter_app.domain.queue.tickets import Ticket
from counter_app.errors import RuleError, StoreError
from counter_app.i18n import _
from counter_app.qt.intake.due_card import DueCard
from counter_app.qt.intake.earlier_offer import RepeatHint
from counter_app.qt.intake.intake_form import IntakeForm
from counter_app.qt.intake.outcomes import Outcomes
from counter_app.qt.intake.paper import SavedPaper
from counter_app.qt.intake.restore_bar import RestoreBar
from counter_app.qt.intake.saved_band import SavedBand
from counter_app.qt.intake.visit import VisitCard, VisitForm
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.read.drafts import Draft

IDLE_MS = 1_500
"""The form is kept this long after the last key."""
REFRESH_MS = 30_000
"""The promise moves with the clock while nobody types."""
SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class IntakePage(Page):
    """The page of the day: from a citizen at the counter to a printed receipt."""

    name: ClassVar[str] = "intake"
    icon: ClassVar[str] = "intake"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.CATALOGUE, Noun.CALENDAR, Noun.SETTINGS})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._op = new_op()
        self._draft_id, self._kept = new_op(), False
        self._build()
        self._paper = SavedPaper(place, self.saved, self)
        self._run = self._paper.run
        self._outcomes = Outcomes(place, self.form, self)
        self._connect()
        self.reload()

    @override
    def title(self) -> str:
        return _("Tiếp nhận hồ sơ")

    def _build(self) -> None:
        self.restore_bar = RestoreBar()
        self.saved = SavedBand()
        self.form = IntakeForm(self.place.office)
        self.due = DueCard()
        self.repeat = RepeatHint()
        self.visit = VisitCard()
        self.ticket = text_label("", "muted")
        self.save = ActionButton(
            _("Lưu và in"),
            self._on_save,
            name="save",
            key="Ctrl+Return",
            tone="primary",
            bind=False,
        )
        self.more = ActionButton(_("Thêm hồ sơ"), self._on_more, name="add", key="Ctrl+T")
        self.more.setToolTip(_("Thêm hồ sơ cho cùng người, in chung một giấy"))
        self.lacking = ActionButton(
            _("Chưa nhận được"), self._on_lacking, name="supplement", key="Ctrl+L"
        )
        self.lacking.setToolTip(_("Yêu cầu bổ sung (Mẫu 02) hoặc từ chối tiếp nhận (Mẫu 03)"))
        self.fresh = ActionButton(_("Làm lại từ đầu"), self._on_fresh, name="close", key="Ctrl+Del")
        self.area = scrolling(self.form)
        halves = QHBoxLayout()
        halves.setSpacing(scaled(12))
        halves.addWidget(self.area, 68)
        halves.addLayout(self._build_side(), 32)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        layout.setSpacing(scaled(10))
        for band in (self.restore_bar, self.saved):
            layout.addWidget(band)
        layout.addLayout(halves, 1)

    def _build_side(self) -> QVBoxLayout:
        """What is promised scrolls when it is long; the save button stays where it is."""
        cards = QVBoxLayout()
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(scaled(10))
        for widget in (self.repeat, self.due, self.visit, self.ticket):
            cards.addWidget(widget)
        cards.addStretch(1)
        area = scrolling(cards)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = QVBoxLayout()
        side.setSpacing(scaled(8))
        side.addWidget(area, 1)
        for button in (self.save, self.more, self.lacking, self.fresh):
            side.addWidget(button)
        return side

    def _connect(self) -> None:
        for key in SAVE_KEYS:
            shortcut = QShortcut(QKeySequence(key), self, self._on_save)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self.keep_draft)
        self._refresh = QTimer(self, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._show_due)
        self.form.changed.connect(self._on_changed)
        self.form.concerns.connect(self._show_due)
        self.form.identified.connect(self._on_identified)
        self.form.earlier.taken.connect(self._on_take_over)
        for card in (self.form.applicant.card, self.form.owner.person.card):
            card.receipt.connect(lambda digits: self.place.hub.go("returning", digits))
        self.repeat.wanted.connect(lambda code: self.place.hub.go("dossier", code))
        self.repeat.accept_wanted.connect(self._outcomes.accept)
        self._outcomes.registered.connect(self._on_registered)
        self._outcomes.accepted.connect(self._on_accepted)
        self.visit.edit_wanted.connect(self._on_edit)
        self.visit.changed.connect(self._on_changed)
        self.restore_bar.accepted.connect(self._on_restore)
        self.restore_bar.refused.connect(self._on_forget)
        self.saved.opened.connect(lambda code: self.place.hub.go("dossier", code))

    @override
    def reload(self) -> None:
        self._show_due()
        self._offer_draft()

    @override
    def enter(self, argument: object = None) -> None:
        self._refresh.start()
        self._offer_draft()
        if isinstance(argument, Ticket):
            self.form.ticket = argument.id
            self.ticket.setText(_("Đang phục vụ số {label}").format(label=argument.label))
        elif isinstance(argument, Mapping):
            self._prefill(argument)

    def _prefill(self, state: Mapping[str, Any]) -> None:
        """Begin with what another page knows already; a form that is being filled in is left alone."""
        if not self.form.is_empty():
            text = _("Biểu mẫu đang nhập dở nên chưa điền sẵn. Lưu hoặc làm lại từ đầu trước.")
            self.place.hub.notice(Tone.WARNING, text)
            return
        self.form.restore(state)
        self.form.applicant.name.setFocus()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing typed waits for its timer while the page is away."""
        if self._idle.isActive():
            self.keep_draft()
        super().hideEvent(event)

    @override
    def first_field(self) -> QWidget:
        return self.form.procedure.edit

    def scan_card(self, text: str) -> None:
        """Fill the applicant from an identity card's QR text scanned anywhere on this page."""
        self.form.applicant.card.take(text)

    # --- typing ------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        if self._may_receive():
            self._idle.start()
        if self._paper.is_handed_over() and not self.form.is_empty():
            self.saved.hide()

    def keep_draft(self) -> None:
        """Keep the form as typed, and those collected for the visit; an empty form is no draft, nor any more one."""
        self._idle.stop()
        if self._may_receive():
            self._aside(self._put_draft)

    def _aside(self, act: Callable[[], object]) -> None:
        """Nobody asked for a draft, so a disk that fails is said in the band and no box stands in the way of typing."""
        try:
            act()
        except StoreError as error:
            self.place.hub.notice(Tone.WARNING, error.message)

    def _put_draft(self) -> None:
        if not self._is_empty():
            body = {**self.form.state(), "visit": self.visit.state()}
            self.place.office.drafts.keep(self._draft_id, body)
            self._kept = True
        elif self._kept:
            self.place.office.drafts.drop(self._draft_id)
            self._kept = False

    def _is_empty(self) -> bool:
        return self.form.is_empty() and not self.visit.forms()

    def _may_receive(self) -> bool:
        return self.place.may(Duty.RECEIVE)

    def _offer_draft(self) -> None:
        if not self._may_receive() or not self._is_empty():
            return
        drafts = [item for item in self.place.office.drafts.mine() if item.id != self._draft_id]
        self.restore_bar.offer(drafts[0] if drafts else None)

    def _on_restore(self, draft: Draft) -> None:
        self._draft_id, self._kept = draft.id, True
        self.form.restore(draft.body)
        self.visit.restore(draft.body.get("visit") or [])
        self._on_identified()
        self.form.applicant.name.setFocus()

    def _on_forget(self, draft: Draft) -> None:
        self._aside(lambda: self.place.office.drafts.drop(draft.id))
        self._offer_draft()
        self.form.procedure.edit.setFocus()

    def _on_identified(self) -> None:
        """Earlier visits and open repeats of the person whose number is complete."""
        draft = self._rough()
        if draft is None:
            return
        found = self.place.office.intake.earlier(draft.applicant)
        news = [item for item in found if item.applicant != draft.applicant]
        same = news and news[0].applicant.name == draft.applicant.name
        complete = same and bool(self.form.applicant.address.text())
        self.form.earlier.offer(() if complete or not news else found)
        waiting = self.place.office.intake.waiting(draft.applicant)
        if waiting:
            self.repeat.show_waiting(waiting)
            return
        self.repeat.show_repeats(
            self.place.office.intake.duplicates(draft) if draft.procedure else ()
        )

    def _rough(self) -> IntakeDraft | None:
        try:
            return self.form.rough()
        except RuleError:
            return None

    def _on_take_over(self, dossier: Dossier) -> None:
        self.form.take_over(dossier)
        self.form.applicant.phone.setFocus()

    def _show_due(self) -> None:
        chosen = self.form.procedure.procedure()
        if chosen is None:
            self.due.show_trouble(
                _("Chọn thủ tục để biết ngày hẹn trả, phí và giấy tờ."), tone="info"
            )
            return
        try:
            draft = self.form.rough()
            preview = self.place.office.intake.preview(draft)
        except RuleError as error:
            self.due.show_trouble(error.message)
            return
        self.due.show_preview(preview, sets=draft.sets)

    # --- saving ------------------------------------------------------------------------------

    def _on_save(self) -> None:
        if self._is_empty():
            self.form.procedure.edit.setFocus()
            return
        guard(self.place, self._receive, self.form.fields(), then=self._on_received)

    def _receive(self) -> tuple[Dossier, ...]:
        forms = [(item.draft, item.op) for item in self.visit.forms()]
        if not forms or not self.form.asks_nothing():
            forms.append((self.form.draft(), self._op))
        done = self.place.office.intake.receive_all(
            forms, draft_id=self._draft_id, together=len(forms) > 1
        )
        return self.place.hub.done(done)

    def _on_received(self, dossiers: tuple[Dossier, ...]) -> None:
        self._begin_anew()
        if len(dossiers) > 1:
            self.saved.show_visit(dossiers)
        else:
            self.saved.show_saved(dossiers[0])
        self.form.procedure.edit.setFocus()
        self._paper.begin(dossiers[0].code)

    def _begin_anew(self) -> None:
        """A new form with its own operation and draft."""
        self._op, self._draft_id, self._kept = new_op(), new_op(), False
        self.form.clear()
        self.visit.show_forms(())
        self._idle.stop()
        self.repeat.show_repeats(())
        self.ticket.setText("")
        self.area.verticalScrollBar().setValue(0)

    def _on_fresh(self) -> None:
        self._aside(lambda: self.place.office.drafts.drop(self._draft_id))
        self._begin_anew()
        self.form.procedure.edit.setFocus()

    # --- several at one visit ----------------------------------------------------------------

    def _on_more(self) -> None:
        guard(self.place, self._filled, self.form.fields(), then=self._on_filled)

    def _filled(self) -> VisitForm:
        """The form as it could be saved now. Errors: RuleError naming the field."""
        draft = self.form.draft()
        preview = self.place.office.intake.check(draft)
        return VisitForm(
            op=self._op,
            draft=draft,
            state=self.form.state(),
            title=preview.procedure.name,
            fee=preview.fee,
        )

    def _on_filled(self, form: VisitForm) -> None:
        self._op = new_op()
        self.visit.put(form)
        self.form.begin_next()
        self.keep_draft()
        self.area.verticalScrollBar().setValue(0)
        self.form.procedure.edit.setFocus()

    def _on_edit(self, row: int) -> None:
        """A collected form comes back; what stands in the form now takes its place in the list."""
        if self.form.asks_nothing():
            self._take_back(row)
            return
        guard(
            self.place,
            self._filled,
            self.form.fields(),
            then=lambda form: self._take_back(row, instead=form),
        )

    def _take_back(self, row: int, instead: VisitForm | None = None) -> None:
        if instead is not None:
            self.visit.put(instead)
        form = self.visit.take(row)
        self._op = form.op
        self.form.restore(form.state)
        self.form.procedure.edit.setFocus()

    # --- not accepted, or accepted only now ----------------------------------------------------

    def _on_lacking(self) -> None:
        if self.form.is_empty():
            self.form.procedure.edit.setFocus()
            return
        draft_id = "" if self.visit.forms() else self._draft_id
        self._outcomes.ask_what_lacks(op_id=self._op, draft_id=draft_id)

    def _on_registered(self, dossier: Dossier) -> None:
        """The others of the visit stay to be saved."""
        if self.visit.forms():
            self._op = new_op()
            self.form.begin_next()
            self.keep_draft()
        else:
            self._begin_anew()
        self.saved.show_registered(dossier)
        self.form.procedure.edit.setFocus()
        self._paper.begin(dossier.code, look_first=True)

    def _on_accepted(self, dossier: Dossier) -> None:
        if self.form.asks_nothing() and not self.visit.forms():
            self._on_fresh()
        self._on_identified()
        self.saved.show_saved(dossier)
        self._paper.begin(dossier.code)
