"""Intake (tiếp nhận, F2): one scrolling form beside the promise it will make; Ctrl+Enter saves and prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from counter_app.desk.act import Done, new_op
from counter_app.desk.desk import Noun
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.queue.tickets import Ticket
from counter_app.i18n import _
from counter_app.qt.intake.bare_name import BareName
from counter_app.qt.intake.due_card import DueCard
from counter_app.qt.intake.earlier_offer import RepeatHint
from counter_app.qt.intake.intake_form import IntakeForm, begin_with
from counter_app.qt.intake.known_person import offer_earlier
from counter_app.qt.intake.next_field import lead
from counter_app.qt.intake.on_hold import OnHold
from counter_app.qt.intake.outcomes import Outcomes
from counter_app.qt.intake.replacement import Replacement
from counter_app.qt.intake.saved_band import SavedBand
from counter_app.qt.intake.saved_paper import SavedPaper
from counter_app.qt.intake.spelling import SpellingButton
from counter_app.qt.intake.visit import VisitCard, VisitForm, filled_form
from counter_app.qt.kit.buttons import ActionButton, strike_once
from counter_app.qt.kit.cards import empty_area, scrolling
from counter_app.qt.kit.cards import fill as fill_area
from counter_app.qt.kit.even_rows import in_even_rows
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.plain import made_plain
from counter_app.qt.kit.side_by_side import NARROW, SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.read.drafts import Draft

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

REFRESH_MS = 30_000
"""The promise moves with the clock while nobody types."""
HELD, RESUMED = "held", "resumed"
"""Asked of the page: the list of all on hold, or to go on with what was in hand."""


class IntakePage(Page):
    """The page of the day: from a citizen at the counter to a printed receipt."""

    name: ClassVar[str] = "intake"
    icon: ClassVar[str] = "intake"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.CATALOGUE, Noun.CALENDAR, Noun.SETTINGS})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.op, self._landed = new_op(), False
        self.make(self._making(place))

    def _making(self, place: Workplace) -> Iterator[None]:
        self.on_hold = OnHold(
            place, self, partial(typed, self), partial(fill, self), self._begin_anew
        )
        self.drafts, self.strip = self.on_hold.keeper, self.on_hold.strip
        self._make_buttons()
        self.area = empty_area(self)
        layout, side = _frame(self)
        self.form = IntakeForm(place.office, gently=True)
        fill_area(self.area, self.form)
        yield
        yield from self.form.steps
        self.replacement, self.saved = Replacement(place, self.form), SavedBand()
        self.spelling = SpellingButton(place, self.form)
        for at, band in enumerate((self.strip, self.replacement, self.saved)):
            layout.insertWidget(at, band)
        yield
        self.due, self.repeat = DueCard(), RepeatHint()
        self.visit, self.ticket = VisitCard(), TicketLine()
        _fill_side(self, side)
        yield
        self._paper = SavedPaper(place, self.saved, self)
        self._run = self._paper.run
        self._outcomes = Outcomes(place, self.form, self)
        self._bare = BareName(self.form)
        self._connect()
        self.first_read()

    @override
    def title(self) -> str:
        return _("Tiếp nhận hồ sơ")

    def _make_buttons(self) -> None:
        self.save = ActionButton(
            _("Lưu và in"),
            self._on_save,
            name="save",
            key="Ctrl+Return",
            tone="primary",
            bind=False,
        )
        self.more = ActionButton(_("Nộp thêm hồ sơ"), self._on_more, name="add", key="Ctrl+T")
        self.more.setToolTip(_("Thêm hồ sơ cho cùng người, in chung một giấy"))
        self.lacking = ActionButton(
            _("Chưa tiếp nhận"), self._on_lacking, name="supplement", key="Ctrl+L"
        )
        self.lacking.setToolTip(_("Yêu cầu bổ sung (Mẫu 02) hoặc từ chối tiếp nhận (Mẫu 03)"))
        self.hold = ActionButton(_("Gác lại"), partial(put_aside, self), name="hold", key="Ctrl+B")
        self.hold.setToolTip(
            _("Giữ biểu mẫu này và làm cho người tiếp theo; lấy lại ở dải trên cùng")
        )
        self.fresh = ActionButton(
            _("Làm lại từ đầu"), self._on_fresh, name="close", key="Ctrl+Shift+Del"
        )

    def _connect(self) -> None:
        strike_once(self, self._on_save)
        self._refresh = QTimer(self, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._show_due)
        self.form.changed.connect(self._on_changed)
        self.form.concerns.connect(self._show_due)
        lead(self.form, self.save)
        self.form.identified.connect(self.identify)
        self.form.earlier.taken.connect(self.form.take_over)
        self.repeat.wanted.connect(lambda code: self.place.hub.go("dossier", code))
        self.repeat.accept_wanted.connect(self._outcomes.accept)
        self._outcomes.registered.connect(self._on_registered)
        self._outcomes.accepted.connect(self._on_accepted)
        self.visit.edit_wanted.connect(self._on_edit)
        self.visit.changed.connect(self._on_changed)
        self.visit.dropped.connect(self.on_hold.offer_dropped)
        self.on_hold.dropped_back.connect(self.visit.put)
        self.replacement.replaced.connect(self._on_received)
        self.saved.opened.connect(lambda code: self.place.hub.go("dossier", code))

    @override
    def reload(self) -> None:
        self._show_due()
        self.on_hold.offer()

    @override
    def enter(self, argument: object = None) -> None:
        self._refresh.start()
        self.on_hold.offer()
        if argument == HELD:
            self.on_hold.show_all()
        elif argument == RESUMED:
            self._landed = self.on_hold.resume()
        elif isinstance(argument, Draft):
            self._landed = self.on_hold.switch(argument)
        elif isinstance(argument, Ticket):
            serve(self, argument)
        elif isinstance(argument, Mapping):
            self._prefill(argument)

    def _prefill(self, state: Mapping[str, Any]) -> None:
        """Begin with what another page knows already; a form that is being filled in is left alone."""
        if not self.form.is_empty():
            text = _(
                "Đang có biểu mẫu nhập dở nên chưa điền sẵn. Lưu, hoặc bấm Làm lại từ đầu trước."
            )
            self.place.hub.notice(Tone.WARNING, text)
            return
        self.replacement.restore(state)
        self.form.applicant.name.setFocus()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing typed waits for its timer while the page is away."""
        self.drafts.hurry()
        super().hideEvent(event)

    @override
    def first_field(self) -> QWidget | None:
        landed, self._landed = self._landed, False
        return None if landed else self.form.procedure.edit

    def scan_card(self, text: str) -> None:
        """Fill the applicant from an identity card's QR text scanned anywhere on this page."""
        self.form.applicant.card.take(text)

    def _on_changed(self) -> None:
        self.drafts.touch()
        if self._paper.is_handed_over() and not self.form.is_empty():
            self.saved.hide()

    def is_empty(self) -> bool:
        """True if nothing worth keeping was typed or collected for the visit."""
        return self.form.is_empty() and not self.visit.forms()

    def identify(self) -> None:
        """Earlier visits and open repeats of the person whose number is complete."""
        offer_earlier(self.place.office, self.form, self.repeat)

    def _show_due(self) -> None:
        self.due.show_form(self.place.office, self.form)

    def _filled(self) -> VisitForm:
        return filled_form(self.place.office, self.form, self.op)

    def _on_save(self) -> None:
        if self.is_empty():
            self.form.procedure.edit.setFocus()
            return
        if not self._bare.holds_back(self.op) and not self.replacement.saves(
            self.op, self.drafts.id
        ):
            self.place.act(self._receive, self.form.fields(), self._on_received)

    def _receive(self) -> Done[tuple[Dossier, ...]]:
        forms = [(item.draft, item.op) for item in self.visit.forms()]
        if not forms or not self.form.asks_nothing():
            forms.append((self.form.draft(), self.op))
        return self.place.office.intake.receive_all(
            forms, draft_id=self.drafts.id, together=len(forms) > 1
        )

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
        self.op = new_op()
        self.drafts.begin_anew()
        self.replacement.restore({})
        self.visit.show_forms(())
        self.repeat.show_repeats(())
        self.ticket.show_label("")
        self.area.verticalScrollBar().setValue(0)

    def _on_fresh(self) -> None:
        self.on_hold.clear()
        self.form.procedure.edit.setFocus()

    def _on_more(self) -> None:
        guard(self.place, self._filled, self.form.fields(), then=self._on_filled)

    def _on_filled(self, form: VisitForm) -> None:
        self.op = new_op()
        self.visit.put(form)
        self.form.begin_next()
        self.drafts.keep()
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
        self.op = form.op
        self.form.restore(form.state)
        self.form.procedure.edit.setFocus()

    def _on_lacking(self) -> None:
        if self.form.is_empty():
            self.form.procedure.edit.setFocus()
            return
        draft_id = "" if self.visit.forms() else self.drafts.id
        self._outcomes.ask_what_lacks(op_id=self.op, draft_id=draft_id)

    def _on_registered(self, dossier: Dossier) -> None:
        """The others of the visit stay to be saved."""
        if self.visit.forms():
            self.op = new_op()
            self.form.begin_next()
            self.drafts.keep()
        else:
            self._begin_anew()
        self.saved.show_registered(dossier)
        self.form.procedure.edit.setFocus()
        self._paper.begin(dossier.code, look_first=True)

    def _on_accepted(self, dossier: Dossier) -> None:
        if self.form.asks_nothing() and not self.visit.forms():
            self.drafts.drop()
            self._begin_anew()
        self.identify()
        self.saved.show_saved(dossier)
        self._paper.begin(dossier.code)


def serve(page: IntakePage, ticket: Ticket) -> None:
    """Work for a ticket: what its citizen chose where he took it himself stands in a form that is empty."""
    fresh = page.is_empty()
    page.form.ticket = ticket.id
    page.ticket.show_label(ticket.label)
    if fresh and ticket.wish is not None and ticket.wish.procedure:
        office = page.place.office
        chosen = office.catalogue.valid(ticket.wish.procedure, office.intake.today())
        if chosen is not None:
            begin_with(page.form, chosen, ticket.wish)


def typed(page: IntakePage) -> dict[str, Any] | None:
    """Everything as it stands; None while there is nothing."""
    if page.is_empty():
        return None
    return page.replacement.typed(
        visit=page.visit.state(),
        op=page.op,
        ticket_label=page.ticket.label,
        focus=page.form.hand(),
    )


def put_aside(page: IntakePage) -> None:
    """The next citizen's form begins at its top; one that no disk took stays in hand where it was."""
    page.on_hold.hold()
    if page.is_empty():
        page.form.procedure.edit.setFocus()


def fill(page: IntakePage, body: Mapping[str, Any]) -> None:
    """Put back what ``typed`` told, with the keyboard where it was."""
    page.replacement.restore(body)
    page.visit.restore(body.get("visit") or [])
    page.op = str(body.get("op") or page.op)
    page.ticket.show_label(str(body.get("ticket_label") or ""))
    page.identify()
    field = page.form.field_in_hand(str(body.get("focus") or ""))
    field.setFocus()
    page.area.ensureWidgetVisible(field)


class TicketLine(QLabel):
    """The ticket the form belongs to."""

    def __init__(self) -> None:
        super().__init__()
        made_plain(self)
        self.setWordWrap(True)
        self.setProperty("role", "muted")
        self.label = ""

    def show_label(self, label: str) -> None:
        """Say that this ticket is served; nothing for none."""
        self.label = label
        self.setText(_("Đang phục vụ số {label}").format(label=label) if label else "")


def stacked(*widgets: QWidget) -> QScrollArea:
    """Cards one below the other, scrolled when they are long."""
    cards = QVBoxLayout()
    cards.setContentsMargins(0, 0, 0, 0)
    cards.setSpacing(scaled(10))
    for widget in widgets:
        cards.addWidget(widget)
    cards.addStretch(1)
    area = scrolling(cards)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _frame(page: IntakePage) -> tuple[QVBoxLayout, QWidget]:
    """The page's column, where bands come above both halves; and the right half, still empty."""
    column, side = QVBoxLayout(page), QWidget()
    column.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
    column.setSpacing(scaled(10))
    # Below one another the page scrolls before the form is a slit.
    page.area.setMinimumHeight(scaled(190))
    column.addWidget(SideBySide(page.area, side, least=NARROW, weights=(68, 32)), 1)
    return column, side


def _fill_side(page: IntakePage, holder: QWidget) -> None:
    """Fill the side: the promise scrolls when it is long; the save button stays where it is."""
    area = stacked(page.repeat, page.due, page.visit, page.ticket)
    page.form.changed.connect(lambda: page.due.show_standing(page.place.office, page.form))
    for card in (page.form.applicant.card, page.form.owner.person.card):
        card.receipt.connect(lambda digits: page.place.hub.go("returning", digits))
    for alone in (page.more, page.lacking):  # a mistaken dossier is put right by itself
        page.replacement.stands.connect(alone.setDisabled)
    side = QVBoxLayout(holder)
    side.setContentsMargins(0, 0, 0, 0)
    side.setSpacing(scaled(8))
    side.addWidget(area, 1)
    buttons = (page.save, page.spelling, page.more, page.hold, page.lacking, page.fresh)
    side.addWidget(in_even_rows(*buttons, most=3, spacing=8))
