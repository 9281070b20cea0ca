"""A person or an organisation as typed: card, name, numbers, birth, address; odd numbers are said, never refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.card.identity_card import Card, CardReading
from counter_app.domain.person.email import email_warnings
from counter_app.domain.person.name import written_warnings
from counter_app.domain.person.party import (
    Birth,
    Party,
    PartyKind,
    Sex,
    clean_digits,
    phone_warnings,
    usual_document,
)
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.office import Office
from counter_app.printing.press.legible import legible_warnings
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.card_box import CardBox
from counter_app.qt.kit.completion import Completion
from counter_app.qt.kit.document_part import DocumentPart
from counter_app.qt.kit.field_rows import FieldRows
from counter_app.qt.kit.fields import Choice, DateEdit, DigitsEdit, Field, LineEdit
from counter_app.qt.kit.place_offer import PlaceOffer

ID_DIGITS, PHONE_DIGITS = 12, 10
TEXT_LENGTH = 2_000
MOST_OFFERED = 6


class PersonForm(QWidget):
    """The fields of one party; ``where`` ("applicant", "owner") begins the names of its fields in errors.

    Signals:
        changed(): something was typed.
        identified(): the id number or the telephone number is complete.
        carded(): a card filled the fields.
    """

    changed = Signal()
    identified = Signal()
    carded = Signal()

    def __init__(
        self, where: str, reader: Callable[[str], CardReading], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._where = where
        self.card = CardBox(reader)
        self.kind = Choice(
            [(PartyKind.PERSON, _("Cá nhân")), (PartyKind.ORGANISATION, _("Tổ chức"))]
        )
        self.name = LineEdit(most=TEXT_LENGTH)
        self.document = DocumentPart(where)
        self.id_no = self.document.number
        self.birth = DateEdit(placeholder=_("05/02/1999; 1954"))
        self.birth.least = self.birth.placeholderText()
        self.sex = Choice([(None, _("Chưa ghi")), (Sex.MALE, _("Nam")), (Sex.FEMALE, _("Nữ"))])
        self.phone = DigitsEdit(extra="+ .", most=30)
        self.email = LineEdit(most=200)
        self.address = LineEdit(most=TEXT_LENGTH)
        self.place = PlaceOffer(self.address, "Alt+O" if where == "applicant" else "Alt+I")
        self.id_advice, self.phone_advice = self.document.advice, Advice()
        self.name_advice = Advice()
        self._fields = self._make_fields()
        self._build()
        self._connect()

    def _make_fields(self) -> dict[str, Field]:
        fields = {
            "kind": Field(_("Loại"), self.kind),
            "name": Field(self._called(), self.name, required=True),
            **self.document.fields,
            "birth": Field(_("Ngày sinh"), self.birth),
            "sex": Field(_("Giới tính"), self.sex),
            "phone": Field(_("Điện thoại"), self.phone),
            "email": Field(_("Email"), self.email),
            "address": Field(_("Địa chỉ"), self.address),
        }
        for name, field in fields.items():
            field.editor.setObjectName(f"{self._where}.{name}")
        return fields

    def _called(self) -> str:
        """The label of the name: organisations have no ``họ tên``."""
        if not self._is_person():
            return _("Tên tổ chức")
        who = _("người nộp") if self._where == "applicant" else _("chủ hồ sơ")
        return _("Họ tên {who}").format(who=who)

    def _build(self) -> None:
        rows = FieldRows(self)
        fields = self._fields
        rows.add_row((fields["kind"], 4), (self.card, 8))
        # The kind of paper is the longest word that is chosen; names have a line that scrolls.
        rows.add_row(
            (_with(fields["name"], self.name_advice), 5),
            (fields["document"], 6),
            (self.document, 4),
        )
        phone = _with(fields["phone"], self.phone_advice)
        rows.add_row((fields["birth"], 3), (fields["sex"], 5), (phone, 5))
        rows.add_row((_with(fields["address"], self.place), 8), (fields["email"], 4))
        before: QWidget | None = None
        for editor in self._tab_order():
            if before is not None:
                QWidget.setTabOrder(before, editor)
            before = editor

    def _tab_order(self) -> list[QWidget]:
        names = (
            "name",
            "document",
            "id_no",
            "nationality",
            "birth",
            "sex",
            "phone",
            "address",
            "email",
        )
        return [self.kind, self.card.edit, *(self._fields[name].editor for name in names)]

    def _connect(self) -> None:
        for edit in (self.name, self.birth, self.phone, self.email, self.address):
            edit.textChanged.connect(self.changed)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.sex.currentIndexChanged.connect(self._on_numbers)
        self.id_no.textChanged.connect(partial(self._on_digits, ID_DIGITS, self.id_advice))
        self.document.changed.connect(self.changed)
        self.document.kind.currentIndexChanged.connect(self._on_numbers)
        self.document.nationality.editingFinished.connect(self._on_numbers)
        self.phone.textChanged.connect(partial(self._on_digits, PHONE_DIGITS, self.phone_advice))
        for edit in (self.name, self.address, self.id_no, self.phone, self.email):
            edit.editingFinished.connect(self._on_numbers)
        self.birth.editingFinished.connect(self._on_birth)
        self.card.read.connect(self._on_card)

    def fields(self) -> dict[str, Field]:
        """Name in errors → field: ``applicant.name``…"""
        return {f"{self._where}.{name}": field for name, field in self._fields.items()}

    def party(self) -> Party:
        """The party as typed, cleaned. Errors: RuleError naming the birth field."""
        person = self._is_person()
        birth = _birth(self.birth, self._where) if person else None
        return replace(self._typed(), birth=birth, sex=self._sex() if person else None)

    def known(self) -> Party:
        """The party as far as it can be read; never raises."""
        birth = _readable_birth(self.birth)
        return replace(self._typed(), birth=birth, sex=self._sex(), id_issued=None)

    def _typed(self) -> Party:
        """The values that need no reading; the one place that makes a party of the fields."""
        return Party(
            kind=self._kind(),
            name=self.name.value(),
            phone=self.phone.value(),
            email=self.email.value(),
            address=self.address.value(),
            **_plain(self.document.said(), self._kind()),
        )

    def set_party(self, party: Party) -> None:
        """Fill the fields from a party known before."""
        self.kind.choose(party.kind)
        self.name.setText(party.name)
        self.birth.set_birth(party.birth)
        self.sex.choose(party.sex)
        self.document.show_party(party)
        self.phone.setText(party.phone)
        self.email.setText(party.email)
        self.address.setText(party.address)
        self._on_numbers()

    def state(self) -> dict[str, Any]:
        """Everything as typed, JSON-safe, right or wrong."""
        sex = self._sex()
        return {
            "kind": self._kind().value,
            "name": self.name.text(),
            "birth": self.birth.text(),
            "sex": sex.value if sex else "",
            "phone": self.phone.text(),
            "email": self.email.text(),
            "address": self.address.text(),
            **self.document.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what ``state`` told."""
        kind = PartyKind(state.get("kind") or "person")
        self.kind.choose(kind)
        self.sex.choose(Sex(state["sex"]) if state.get("sex") else None)
        for name in ("name", "birth", "phone", "email", "address"):
            edit = self._fields[name].editor
            assert isinstance(edit, LineEdit)  # noqa: S101 - these five are lines
            edit.setText(str(state.get(name) or ""))
        self.document.restore(state, kind)
        self._on_numbers()

    def clear(self) -> None:
        """Empty every field."""
        self.card.clear()
        self.restore({})
        for field in self._fields.values():
            field.set_error("")
        self.id_advice.say("")
        self.phone_advice.say("")

    def is_empty(self) -> bool:
        """True if nothing was typed."""
        blank = self.state()
        return not any(blank[name] for name in blank if name not in {"kind", "document"})

    def _kind(self) -> PartyKind:
        return PartyKind(self.kind.value())

    def _is_person(self) -> bool:
        return self._kind() is PartyKind.PERSON

    def _sex(self) -> Sex | None:
        chosen = self.sex.value()
        return Sex(chosen) if chosen else None

    def _on_kind(self) -> None:
        person = self._is_person()
        for name in ("birth", "sex"):
            self._fields[name].setVisible(person)
        self._fields["name"].call(self._called())
        self.card.setVisible(person)
        self.document.serve(self._kind())
        self._on_numbers()
        self.changed.emit()

    def _on_card(self, card: Card) -> None:
        party = card.to_party()
        _let_go_of_another(self, party)
        self.kind.choose(PartyKind.PERSON)
        self.document.show_party(party)
        if party.name:
            self.name.setText(party.name)
        self.birth.set_birth(party.birth)
        self.sex.choose(party.sex)
        if party.address:
            self.address.setText(party.address)
        self._on_numbers()
        (self.phone if self.name.value() else self.name).setFocus()
        self.carded.emit()

    def _on_digits(self, complete: int, advice: Advice, text: str) -> None:
        if len(clean_digits(text)) == complete:
            self._on_numbers()
            self.identified.emit()
        elif not text:
            advice.say("")

    def _on_birth(self) -> None:
        try:
            self.birth.birth()
        except RuleError as error:
            self._fields["birth"].set_error(error.message)
        self._on_numbers()

    def _on_numbers(self) -> None:
        name, phone = self.name.value(), clean(self.phone.text())
        person, address = self._is_person(), self.address.value()
        self.name_advice.say(
            [
                *written_warnings(name, address, person=person),
                *legible_warnings(f"{name} {address}"),
            ]
        )
        birth, sex = (_readable_birth(self.birth), self._sex()) if person else (None, None)
        self.document.advise(birth, sex)
        called = phone_warnings(phone) if phone else []
        self.phone_advice.say([*called, *email_warnings(self.email.value())])


def _let_go_of_another(form: PersonForm, party: Party) -> None:
    """Empty what stands of whoever had the card before: that telephone is not this person's, and is told once more."""
    before = form.document.carded
    if not before or before in {party.id_no, party.old_id}:
        return
    told = [edit.text() for edit in (form.phone, form.email) if edit.text()]
    for edit in (form.name, form.phone, form.email, form.address):
        edit.clear()
    if told:
        text = _("Đây là thẻ của người khác nên đã bỏ {told} của người trước; hỏi lại rồi ghi.")
        form.card.add_word(text.format(told=", ".join(told)))


def _plain(said: dict[str, Any], kind: PartyKind) -> dict[str, Any]:
    """The facts of a document; the usual one of its kind of party is not said."""
    document = said.pop("document")
    return said | {"id_kind": None if document is usual_document(kind) else document}


def _with(field: Field, advice: QWidget) -> QWidget:
    """A field with advice below it."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2)
    layout.addWidget(field)
    layout.addWidget(advice)
    layout.addStretch(1)
    return column


def _readable_birth(edit: DateEdit) -> Birth | None:
    """The birth as far as it can be read."""
    try:
        return edit.birth()
    except RuleError:
        return None


def _birth(edit: DateEdit, where: str) -> Birth | None:
    try:
        return edit.birth()
    except RuleError as error:
        raise RuleError(error.message, field=f"{where}.birth", rule=error.rule) from error


def complete_person(form: PersonForm, office: Office) -> None:
    """Offer addresses the office wrote before, then communes of today, and organisations; never people or numbers.

    An address of before is said, with what it is today.
    """

    def organisations(typed: str) -> Sequence[str]:
        organisation = form.kind.value() is PartyKind.ORGANISATION
        return office.told.like("organisation", typed) if organisation else ()

    def addresses(typed: str) -> Sequence[str]:
        told = office.told.like("address", typed)
        more = office.places.like(typed) if len(told) < MOST_OFFERED else []
        return list(dict.fromkeys((*told, *more)))[:MOST_OFFERED]

    Completion(form.address, addresses)
    Completion(form.name, organisations)
    form.place.ask(office)
