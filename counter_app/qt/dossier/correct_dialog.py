"""Correcting what was written down wrongly: everything as it stands, what would change as old → new, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from counter_app.desk.act import Done, new_op
from counter_app.desk.dossier.corrections import Correction, changes_of
from counter_app.domain.dossier.dossier import Channel, Dossier
from counter_app.domain.dossier.facts import SETS_CEILING
from counter_app.domain.person.party import Party
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, row, text_label
from counter_app.qt.kit.count_box import CountBox
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, MoneyEdit, TextArea
from counter_app.qt.kit.held import both_changed
from counter_app.qt.kit.owner_part import OwnerPart
from counter_app.qt.kit.papers_table import PapersTable
from counter_app.qt.kit.person_form import PersonForm
from counter_app.qt.kit.return_part import ReturnPart
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.changes import change_texts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


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
        self.content = TextArea(dossier.content, lines=2)
        self.papers = PapersTable()
        self.sets = CountBox(SETS_CEILING, dossier.sets)
        self.fee = MoneyEdit(dossier.fee)
        self.returning = ReturnPart()
        self.changes = Advice("info")
        self.reason = TextArea(lines=2)
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
            "content": Field(_("Nội dung yêu cầu"), self.content),
            "sets": Field(_("Số bộ hồ sơ"), self.sets),
            "fee": Field(_("Phí, lệ phí (đồng)"), self.fee),
            **self.returning.fields(),
            "reason": Field(_("Lý do đính chính"), self.reason, required=True),
        }
        self._fields[""] = self._fields["reason"]
        people = Card(_("Người nộp hồ sơ"))
        people.add(self.applicant, self.owner)
        asked = Card(_("Nội dung, giấy tờ, phí"))
        asked.add(self._fields["content"], self.papers)
        asked.body.addLayout(row(self._fields["sets"], self._fields["fee"], stretch=1))
        back = Card(_("Trả kết quả"))
        back.add(self.returning)
        why = Card(_("Thay đổi"))
        self.none = text_label(_("Chưa có thông tin nào thay đổi."), "muted")
        why.add(self.none, self.changes, self._fields["reason"])
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
        dossier, office = self._dossier, self._place.office
        self.applicant.set_party(dossier.applicant)
        if dossier.owner is not None:
            self.owner.tick.setChecked(True)
            self.owner.person.set_party(dossier.owner)
            self.owner.authorisation.setText(dossier.authorisation)
            self.owner.relation.choose(dossier.relation)
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
        self.returning.restore(
            {
                "channel": int(dossier.channel),
                "return_channel": int(dossier.return_channel),
                "return_address": dossier.return_address,
                "note": dossier.note,
            }
        )
        self.applicant.name.setFocus()

    def _connect(self) -> None:
        for part in (self.applicant, self.owner, self.papers, self.returning):
            part.changed.connect(self._show_changes)
        self.content.textChanged.connect(self._show_changes)
        for edit in (self.fee, self.sets):
            edit.textChanged.connect(self._show_changes)
        self.papers.passed.connect(self.sets.setFocus)

    def correction(self) -> Correction:
        """The facts as they stand in the form. Errors: RuleError for what cannot be read."""
        dossier = self._dossier
        owner = self.owner.owner()
        paper = self.owner.paper() if owner is not None else ""
        way = Channel(self.returning.way.value())
        postal = Channel.POSTAL in (way, dossier.return_channel)
        return Correction(
            applicant=_as_before(self.applicant.party(), dossier.applicant),
            owner=_as_before(owner, dossier.owner) if owner else None,
            authorisation=paper if owner is not None or dossier.owner else dossier.authorisation,
            relation=self.owner.stands()
            if owner is not None or dossier.owner
            else dossier.relation,
            content=self.content.value(),
            papers=self.papers.given(),
            sets=self.sets.count(),
            fee=self.fee.amount(),
            channel=Channel(self.returning.channel.value()),
            return_channel=way,
            return_address=self.returning.postal_address() if postal else dossier.return_address,
            note=self.returning.note.text() if "\n" not in dossier.note else dossier.note,
        )

    def _show_changes(self) -> None:
        try:
            lines = change_texts(changes_of(self._dossier, self.correction()))
        except RuleError as error:
            lines = [error.message]
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
            self._dossier.code, self.touched(), reason=self.reason.value(), op_id=self._op
        )

    def _on_corrected(self, dossier: Dossier) -> None:
        reason = self.reason.value()
        self.accept()
        self.corrected.emit(dossier, reason)


def _as_before(typed: Party, known: Party | None) -> Party:
    """The party with what the form does not ask for, while the number on the card is the same."""
    if known is None or typed.id_no != known.id_no:
        return typed
    return replace(typed, id_issued=known.id_issued)
