"""The intake form: one scroll of four parts, read as a draft and kept as typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.domain.catalogue.sectors import Procedure, ReviewState
from counter_app.domain.dossier.dossier import Channel, Dossier
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.queue.wishes import Wish
from counter_app.i18n import _
from counter_app.office import Office
from counter_app.qt.intake.amounts_part import AmountsPart
from counter_app.qt.intake.case_choice import CaseChoice
from counter_app.qt.intake.earlier_offer import EarlierOffer
from counter_app.qt.intake.procedure_box import ProcedureBox
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.held import called
from counter_app.qt.kit.owner_part import OwnerPart
from counter_app.qt.kit.papers_table import PapersTable
from counter_app.qt.kit.person_form import PersonForm, complete_person
from counter_app.qt.kit.return_part import ReturnPart, places_of
from counter_app.qt.kit.theme import scaled

LATELY = 200
"""Among how many of the latest dossiers the most used procedures are counted."""
FAVOURITES = 8
CONTENT_MOST = 4_000
"""More than the rule allows, so that the rule can say so instead of a silent cut."""


_MADE = object()


class IntakeForm(QWidget):
    """Everything typed at reception.

    Signals:
        changed(): anything was typed, ticked or chosen.
        concerns(): what the promise, the fee or the papers depend on changed.
        identified(): the applicant's number is complete, or the procedure was taken.
    """

    changed = Signal()
    concerns = Signal()
    identified = Signal()

    def __init__(
        self, office: Office, parent: QWidget | None = None, *, gently: bool = False
    ) -> None:
        super().__init__(parent)
        self._office = office
        self.ticket: int | None = None
        self.brought: IntakeDraft | None = None
        self.proof: Callable[[IntakeDraft], IntakeDraft] = lambda draft: draft
        self.steps = self._making(office)
        """The parts still to be made: ``gently`` leaves all to whoever goes through them."""
        while not gently and next(self.steps, _MADE) is not _MADE:
            pass

    def _making(self, office: Office) -> Iterator[None]:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, scaled(6), 0)
        self._column.setSpacing(scaled(10))
        self._ask_what(office)
        yield from self._ask_who(office)
        self.papers, self.amounts = PapersTable(), AmountsPart()
        self._card(_("3. Thành phần hồ sơ, phí")).add(self.papers, self.amounts)
        yield
        self.returning = ReturnPart()
        self.returning.offer_places(*places_of(office))
        self._card(_("4. Trả kết quả")).add(self.returning)
        self._column.addStretch(1)
        yield
        self.enter = EnterMoves(self)
        for person in (self.applicant, self.owner.person):
            complete_person(person, office)
        self._fields = _fields_of(self)
        self._connect()

    def _ask_what(self, office: Office) -> None:
        self.procedure = ProcedureBox(office.intake.procedures, self._favourites, self._sectors)
        self.case = CaseChoice()
        self.content = LineEdit(
            placeholder=_("Ghi rõ hơn nội dung yêu cầu, nếu cần"), most=CONTENT_MOST
        )
        self.content.setObjectName("content")
        self.about = Advice("warning")
        self.content_field = Field(_("Nội dung yêu cầu"), self.content)
        self._card(_("1. Thủ tục")).add(self.procedure, self.case, self.about, self.content_field)

    def _ask_who(self, office: Office) -> Iterator[None]:
        yield
        card = self._card(_("2. Người nộp hồ sơ"))
        self.applicant = PersonForm("applicant", office.intake.read_card)
        self.earlier = EarlierOffer()
        card.add(self.applicant, self.earlier)
        yield
        self.owner = OwnerPart(office.intake.read_card)
        card.add(self.owner)
        yield

    def _card(self, heading: str) -> Card:
        """A further card in its place, to be filled there."""
        self._column.addWidget(card := Card(heading))
        return card

    def _connect(self) -> None:
        self.procedure.chosen.connect(self._on_procedure)
        self.case.chosen.connect(self._on_case)
        self.procedure.typed.connect(self.changed)
        self.content.textChanged.connect(self.changed)
        self.applicant.changed.connect(self.changed)
        self.applicant.identified.connect(self.identified)
        self.owner.changed.connect(self.changed)
        self.returning.changed.connect(self.changed)
        self.returning.channel.currentIndexChanged.connect(self._on_concern)
        self.papers.changed.connect(self._on_concern)
        self.amounts.changed.connect(self._on_concern)

    def fields(self) -> dict[str, Field]:
        """RuleError.field → field."""
        return self._fields

    def draft(self) -> IntakeDraft:
        """The form as a draft. Errors: RuleError for a birth or a limit that cannot be read."""
        chosen = self.procedure.procedure()
        draft = IntakeDraft(
            procedure=chosen.code if chosen else "",
            case=self.case.key(),
            applicant=self.applicant.party(),
            owner=self.owner.owner(),
            authorisation=self.owner.paper(),
            relation=self.owner.stands(),
            content=self.content.value(),
            papers=self.papers.given() if chosen else None,
            originals=self.papers.originals(),
            ticket=self.ticket,
            **self.amounts.said(),
            **self.returning.said(),
        )
        return self.proof(draft)

    def rough(self) -> IntakeDraft:
        """As far as the form can be read now: enough for promise, fee and hints."""
        chosen = self.procedure.procedure()
        return IntakeDraft(
            procedure=chosen.code if chosen else "",
            case=self.case.key(),
            applicant=self.applicant.known(),
            owner=self.owner.known(),
            authorisation=self.owner.paper(),
            relation=self.owner.stands(),
            papers=self.papers.given() if chosen else None,
            channel=Channel(self.returning.channel.value()),
            **self.amounts.said(),
        )

    def is_empty(self) -> bool:
        """True if nothing worth keeping was typed."""
        return (
            not self.procedure.text().strip()
            and self.applicant.is_empty()
            and not self.content.value()
            and not self.owner.tick.isChecked()
        )

    def hand(self) -> str:
        """The name of the field in hand; empty when the keyboard is elsewhere."""
        focus = QApplication.focusWidget()
        return called(focus) if focus is not None and self.isAncestorOf(focus) else ""

    def field_in_hand(self, name: str) -> QWidget:
        """The field called so, else the applicant's name: where going on begins."""
        fields = self.enter.fields()
        return next((item for item in fields if name and called(item) == name), self.applicant.name)

    def asks_nothing(self) -> bool:
        """True if nothing is asked for yet, whoever stands at the counter."""
        return not self.procedure.text().strip() and not self.content.value()

    def begin_next(self) -> None:
        """A new form for the same person, owner and way back."""
        kept = {
            name: value
            for name, value in self.state().items()
            if name in ("applicant", "owner", "returning", "ticket")
        }
        self.restore(kept)

    def state(self) -> dict[str, Any]:
        """Everything as typed, JSON-safe, right or wrong."""
        chosen = self.procedure.procedure()
        return {
            "procedure": chosen.code if chosen else "",
            "procedure_text": self.procedure.text(),
            "case": self.case.key(),
            "content": self.content.text(),
            "applicant": self.applicant.state(),
            "owner": self.owner.state(),
            "papers": self.papers.state(),
            "amounts": self.amounts.state(),
            "returning": self.returning.state(),
            "ticket": self.ticket,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what ``state`` told; an empty one clears the form."""
        self.brought = None
        code = str(state.get("procedure") or "")
        found = (
            [item for item in self._office.intake.procedures(code) if item.code == code]
            if code
            else []
        )
        self.procedure.take(found[0] if found else None)
        if not found:
            self.procedure.put_text(str(state.get("procedure_text") or ""))
        self._show_case(str(state.get("case") or ""))
        self.content.setText(str(state.get("content") or ""))
        self.applicant.clear()
        self.applicant.restore(state.get("applicant") or {})
        self.owner.restore(state.get("owner") or {})
        self.papers.restore(state.get("papers") or [])
        self.amounts.restore(state.get("amounts") or {})
        self.returning.offer_places(*places_of(self._office))
        self.returning.restore(state.get("returning") or {})
        self.ticket = state.get("ticket")
        self.earlier.offer(())
        for field in self._fields.values():
            field.set_error("")
        self.concerns.emit()

    def clear(self) -> None:
        """Begin a new form."""
        self.restore({})

    def take_over(self, dossier: Dossier) -> None:
        """Fill the applicant from an earlier dossier."""
        self.applicant.set_party(dossier.applicant)
        self.earlier.offer(())
        self.applicant.phone.setFocus()

    def _on_procedure(self, procedure: Procedure | None) -> None:
        self.case.show_procedure(procedure)
        self._show_case("")
        self.about.say(_doubts(procedure))
        self.concerns.emit()
        self.changed.emit()
        if procedure is not None:
            self.identified.emit()

    def _show_case(self, key: str) -> None:
        """Papers, fee and limit of a case of the procedure taken."""
        self.case.choose(key)
        procedure = self.case.procedure()
        self.papers.show_papers(procedure.papers if procedure else ())
        if procedure is not None and self.brought is not None:
            self.papers.tick_brought(self.brought.papers or (), self.brought.originals)
        self.amounts.show_procedure(procedure, online=self._is_online())

    def _on_case(self) -> None:
        self._show_case(self.case.key())
        self.concerns.emit()
        self.changed.emit()

    def _is_online(self) -> bool:
        return self.returning.channel.value() is Channel.ONLINE

    def _on_concern(self) -> None:
        self.amounts.show_computed(self.case.procedure(), online=self._is_online())
        self.concerns.emit()
        self.changed.emit()

    def _favourites(self) -> list[Procedure]:
        """The procedures used most among the latest dossiers."""
        lines = self._office.dossiers.page(DossierFilter(), size=LATELY)
        most = Counter(line.procedure_code for line in lines).most_common(FAVOURITES)
        today = self._office.intake.today()
        found = [self._office.catalogue.valid(code, today) for code, _count in most]
        return [procedure for procedure in found if procedure is not None]

    def _sectors(self) -> dict[str, str]:
        return {sector.key: sector.name for sector in self._office.catalogue.sectors()}


def begin_with(form: IntakeForm, procedure: Procedure, wish: Wish) -> None:
    """Begin with what a citizen chose; the papers that he said to have are shown so, none is ticked."""
    form.procedure.take(procedure)
    form.case.choose(wish.case)
    chosen = form.case.procedure()
    form.papers.show_papers(chosen.papers if chosen else ())
    form.papers.report(wish.brought)
    form.returning.channel.currentIndexChanged.emit(form.returning.channel.currentIndex())


def _doubts(procedure: Procedure | None) -> list[str]:
    if procedure is None:
        return []
    doubts = []
    if procedure.state is ReviewState.NEEDS_CONFIRMATION:
        doubts.append(
            _("Thủ tục chưa rà soát theo văn bản công bố của tỉnh; kiểm tra thời hạn và phí.")
        )
    if procedure.note:
        doubts.append(procedure.note)
    return doubts


def _fields_of(form: IntakeForm) -> dict[str, Field]:
    """RuleError.field → field."""
    return {
        "procedure": form.procedure.field,
        "case": form.case.field,
        "content": form.content_field,
        **form.applicant.fields(),
        "birth": form.applicant.fields()["applicant.birth"],
        **form.owner.fields(),
        **form.amounts.fields(),
        **form.returning.fields(),
    }
