"""Correcting what was written down wrongly: everything as it stands, what would change as old → new, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from counter_app.desk.act import Done, new_op
from counter_app.desk.dossier.corrections import Correction, changes_of
from counter_app.desk.office.leader_consent import OWN
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.dossier.facts import SETS_CEILING
from counter_app.domain.office.staff import Duty
from counter_app.domain.person.documents import Document
from counter_app.domain.person.party import Party
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.dossier.card_part import CardPart
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, row, text_label
from counter_app.qt.kit.completion import completes
from counter_app.qt.kit.count_box import CountBox
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, MoneyEdit, TextArea
from counter_app.qt.kit.held import both_changed
from counter_app.qt.kit.owner_part import OwnerPart
from counter_app.qt.kit.papers_table import PapersTable
from counter_app.qt.kit.person_form import PersonForm, complete_person
from counter_app.qt.kit.return_part import ReturnPart, places_of
from counter_app.qt.kit.second_person import SecondPart
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.dossier.changes import change_texts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_BACK = (
    "channel",
    "return_channel",
    "return_address",
    "resolver",
    "return_place",
    "territory",
    "point",
    "home_address",
    "visited_by",
    "note",
)
"""The facts about where it came in and where its result goes; a value the form cannot show stays as it is."""


class CorrectDialog(Dialog):
    """The facts of a dossier, to be changed with a reason.

    Signals:
        corrected(object, str): the Dossier as it stands now, and the reason.
    """

    corrected = Signal(object, str)

    def __init__(self, place: Workplace, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._dossier, self._op = place, dossier, new_op()
        self._seen = dossier
        reader = place.office.intake.read_card
        self.applicant = PersonForm("applicant", reader)
        self.owner = OwnerPart(reader)
        for person in (self.applicant, self.owner.person):
            complete_person(person, place.office)
        self.cards = {
            "applicant": CardPart("applicant", self.applicant),
            "owner": CardPart("owner", self.owner.person),
        }
        self.content = TextArea(dossier.content, lines=2)
        self.papers = PapersTable()
        self.sets = CountBox(SETS_CEILING, dossier.sets)
        self.fee = MoneyEdit(dossier.fee)
        self.returning = ReturnPart()
        self._shown: Mapping[str, Any] = {}
        self.changes = Advice("info")
        self.reason = TextArea(lines=2)
        self.second = SecondPart(place, Duty.APPLICANT)
        completes(place.office, "reason", self.reason)
        self.save = ActionButton(
            _("Lưu đính chính"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )  # fmt: skip
        self.shut = self.leaving()
        self._build()
        self._begin()
        self._connect()
        self.finished.connect(self.deleteLater)

    def _build(self) -> None:
        self._fields = {
            **self.applicant.fields(),
            "birth": self.applicant.fields()["applicant.birth"],
            **self.owner.fields(),
            **self.cards["applicant"].fields,
            **self.cards["owner"].fields,
            "content": Field(_("Nội dung yêu cầu"), self.content),
            "sets": Field(_("Số bộ hồ sơ"), self.sets),
            "fee": Field(_("Phí, lệ phí (đồng)"), self.fee),
            **self.returning.fields(),
            **self.second.fields(),
            "reason": Field(_("Lý do đính chính"), self.reason, required=True),
        }
        self._fields[""] = self._fields["reason"]
        people = Card(_("Người nộp hồ sơ"))
        people.add(self.applicant, self.cards["applicant"], self.owner, self.cards["owner"])
        asked = Card(_("Nội dung, giấy tờ, phí"))
        asked.add(self._fields["content"], self.papers)
        asked.body.addLayout(row(self._fields["sets"], self._fields["fee"], stretch=1))
        back = Card(_("Trả kết quả"))
        back.add(self.returning)
        why = Card(_("Thay đổi"))
        self.none = text_label(_("Chưa có thông tin nào thay đổi."), "muted")
        why.add(self.none, self.changes, self._fields["reason"], self.second)
        lay_out(
            self,
            title=_("Đính chính hồ sơ"),
            about=f"{self._dossier.code} · {self._dossier.procedure_name}",
            meaning=_("Thủ tục và mã hồ sơ không đổi được. Nhật ký giữ cả giá trị cũ."),
            parts=(people, asked, back, why),
            buttons=(self.shut, self.save),
            wide=860,
        )

    def _begin(self) -> None:
        self._offer_places()
        self.show_facts(self._dossier)
        self._shown = self.returning.said()
        for card in self.cards.values():
            card.keep_shown()
        self.applicant.name.setFocus()

    def _offer_places(self) -> None:
        """Offer the places that can be chosen today, and the one that was chosen when it still could be."""
        partners, points, home, officers = places_of(self._place.office)
        dossier = self._dossier
        places = (*partners, *points, home)
        partners += [
            name
            for name in dict.fromkeys((dossier.resolver, dossier.return_place))
            if name and name not in places
        ]
        if dossier.point and dossier.point not in (*points, home):
            points = (*points, dossier.point)
        if dossier.visited_by and dossier.visited_by not in dict(officers):
            officers.append((dossier.visited_by, dossier.visited_by))
        self.returning.offer_places(partners, points, home, officers)
        self.returning.fields()["territory"].show()
        self.returning.points.ask_no_moment()

    def show_facts(self, dossier: Dossier) -> None:
        """Show the facts of a dossier; its papers are offered with what the procedure asks for besides."""
        self.applicant.set_party(dossier.applicant)
        self.cards["applicant"].show_party(dossier.applicant)
        self.owner.tick.setChecked(dossier.owner is not None)
        if dossier.owner is not None:
            self.owner.person.set_party(dossier.owner)
            self.cards["owner"].show_party(dossier.owner)
        self.owner.authorisation.setText(dossier.authorisation)
        self.owner.relation.choose(dossier.relation)
        self.content.setPlainText(dossier.content)
        self.sets.set_count(dossier.sets)
        self.fee.set_amount(dossier.fee)
        self.returning.restore({name: getattr(dossier, name) for name in _BACK})
        self._fill_papers(dossier)

    def _fill_papers(self, dossier: Dossier) -> None:
        office = self._place.office
        given = {paper.name for paper in dossier.papers}
        found = office.catalogue.valid(dossier.procedure_code, office.dossiers.today())
        more = found.of_case(dossier.case_key).papers if found else ()
        rows = [{**paper.to_dict(), "given": True, "own": False} for paper in dossier.papers]
        rows += [
            {**paper.to_dict(), "given": False, "own": False}
            for paper in more
            if paper.name not in given
        ]
        self.papers.restore(rows)

    def _connect(self) -> None:
        owner = self.cards["owner"]
        owner.setVisible(self.owner.tick.isChecked())
        self.owner.tick.toggled.connect(owner.setVisible)
        for part in (*self._people(), self.papers, self.returning):
            part.changed.connect(self._show_changes)
        self.content.textChanged.connect(self._show_changes)
        for edit in (self.fee, self.sets):
            edit.textChanged.connect(self._show_changes)
        self.papers.passed.connect(self.sets.setFocus)

    def _people(self) -> tuple[PersonForm | OwnerPart | CardPart, ...]:
        return self.applicant, self.owner, *self.cards.values()

    def correction(self) -> Correction:
        """The facts as they stand in the form. Errors: RuleError for what cannot be read."""
        dossier = self._dossier
        owner = self.owner.owner()
        applicant = _as_before(self.applicant.party(), dossier.applicant)
        if owner is not None:
            owner = self.cards["owner"].added_to(_as_before(owner, dossier.owner))
        paper = self.owner.paper() if owner is not None else ""
        back = self.returning.said()
        return Correction(
            applicant=self.cards["applicant"].added_to(applicant),
            owner=owner,
            authorisation=paper if owner is not None or dossier.owner else dossier.authorisation,
            relation=self.owner.stands()
            if owner is not None or dossier.owner
            else dossier.relation,
            content=self.content.value(),
            papers=self.papers.given(),
            sets=self.sets.count(),
            fee=self.fee.amount(),
            **{
                name: back[name] if back[name] != self._shown[name] else getattr(dossier, name)
                for name in _BACK
            },
        )

    def _show_changes(self) -> None:
        two = False
        try:
            typed = self.correction()
            lines = change_texts(changes_of(self._dossier, typed))
            two = self._place.office.corrections.takes_two(self._dossier.code, typed)
        except RuleError as error:
            lines = [error.message]
        self.second.setVisible(two)
        self.changes.say([line[:1].upper() + line[1:] for line in lines])
        self.none.setVisible(not lines)

    def _on_save(self) -> None:
        self._place.act(self._correct, self._fields, self._on_corrected)

    def touched(self) -> Correction:
        """Only what was changed here: everything else stays as it is by now, whoever changed it.

        Errors: RuleError; once for facts that somebody else changed meanwhile too.
        """
        typed = self.correction()
        mine = changes_of(self._dossier, typed).keys()
        stored, seen = self._place.office.dossiers.get(self._dossier.code), self._seen
        self._seen = stored
        wish = typed.only(mine)
        others = changes_of(seen, Correction.as_it_stands(stored))
        clashes = changes_of(stored, wish).keys() & others.keys()
        if clashes:
            text = both_changed(change_texts({name: others[name] for name in clashes}))
            raise RuleError(text, field="reason", rule="changed_elsewhere")
        return wish

    def _correct(self) -> Done[Dossier]:
        return self._place.office.corrections.correct(
            self._dossier.code,
            self.touched(),
            reason=self.reason.value(),
            approval=self.second.approval() if self.second.isVisibleTo(self) else OWN,
            op_id=self._op,
        )

    def _on_corrected(self, dossier: Dossier) -> None:
        reason = self.reason.value()
        self.accept()
        self.corrected.emit(dossier, reason)


def _as_before(typed: Party, known: Party | None) -> Party:
    """The party with what the form does not ask for, while the number on the card is the same."""
    if known is None or typed.id_no != known.id_no:
        return typed
    asked = typed.document is Document.PASSPORT
    nationality = typed.nationality if asked else known.nationality
    return replace(typed, id_issued=known.id_issued, nationality=nationality)
