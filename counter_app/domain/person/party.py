"""Persons and organisations at the counter, and what their numbers give away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

from counter_app.domain.lettering.lookalikes import true_letters
from counter_app.domain.person.birth import Birth, parse_birth
from counter_app.domain.person.documents import Document
from counter_app.domain.person.id_number import Sex, id_warnings, year_in
from counter_app.domain.person.id_provinces import ID_COUNTRIES, ID_PROVINCES
from counter_app.domain.person.phone import clean_digits, phone_warnings
from counter_app.domain.text import clean, half_width
from counter_app.i18n import mark
from counter_app.values import dataclass

__all__ = [
    "ID_COUNTRIES",
    "ID_PROVINCES",
    "Birth",
    "Party",
    "PartyKind",
    "Sex",
    "clean_digits",
    "id_warnings",
    "parse_birth",
    "phone_warnings",
]


class PartyKind(StrEnum):
    """The kinds of those who may hand in a dossier or own it."""

    PERSON = "person"
    ORGANISATION = "organisation"


def usual_document(kind: PartyKind) -> Document:
    """The paper a party of this kind names itself by."""
    return Document.CARD if kind is PartyKind.PERSON else Document.TAX


class FactKind(StrEnum):
    """The kinds of facts of a person."""

    TEXT = "text"
    BIRTH = "birth"
    SEX = "sex"
    DAY = "day"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFact:
    """One fact of a person or organisation, declared once: its name in forms and journal, and how people call it.

    ``label`` stands beside it where it is copied; with ``field`` a paper of a procedure's own may name it.
    """

    name: str
    label: str
    field: str = ""
    kind: FactKind = FactKind.TEXT

    def to_json(self, value: Any) -> str:
        """The text that forms and journal keep; empty for what is unknown."""
        if not value:
            return ""
        match self.kind:
            case FactKind.BIRTH:
                return str(value.to_json())
            case FactKind.DAY:
                return str(value.isoformat())
            case FactKind.SEX | FactKind.DOCUMENT:
                return str(value.value)
        return value  # type: ignore[no-any-return] # as it came: whoever takes it from outside looks at its kind

    def from_json(self, text: Any) -> Any:
        """The inverse of ``to_json``. Errors: ValueError or TypeError when it is none."""
        match self.kind:
            case FactKind.BIRTH:
                return Birth.from_json(text) if text else None
            case FactKind.DAY:
                return date.fromisoformat(text) if text else None
            case FactKind.SEX:
                return Sex(text) if text else None
            case FactKind.DOCUMENT:
                return Document(text) if text else None
        return text


PERSON_FACTS = (
    PersonFact(name="name", label=mark("tên"), field=mark("Người nộp")),
    PersonFact(name="id_no", label=mark("số định danh"), field=mark("Số định danh của người nộp")),
    PersonFact(name="id_kind", label=mark("loại giấy tờ"), kind=FactKind.DOCUMENT),
    PersonFact(name="nationality", label=mark("quốc tịch")),
    PersonFact(name="id_issued", label=mark("ngày cấp"), kind=FactKind.DAY),
    PersonFact(name="old_id", label=mark("số CMND cũ")),
    PersonFact(name="birth", label=mark("ngày sinh"), kind=FactKind.BIRTH),
    PersonFact(name="sex", label=mark("giới tính"), kind=FactKind.SEX),
    PersonFact(name="phone", label=mark("điện thoại"), field=mark("Số điện thoại của người nộp")),
    PersonFact(name="email", label=mark("email"), field=mark("Email của người nộp")),
    PersonFact(name="address", label=mark("địa chỉ"), field=mark("Địa chỉ của người nộp")),
)
"""In the order in which the official system asks for them."""
PERSON_TEXTS = tuple(fact.name for fact in PERSON_FACTS if fact.kind is FactKind.TEXT)


@dataclass(frozen=True, slots=True)
class Party:
    """A person or an organisation as written on the papers; empty texts and None mean unknown.

    ``id_no`` is the number on the paper that ``document`` names: the personal number, a passport (then with its
    ``nationality``), a birth certificate or a tax code. ``id_kind`` is None for what that kind of party usually has.
    ``old_id`` is the number of nine digits that the same person had before, as the card tells it.
    """

    kind: PartyKind
    name: str
    id_no: str = ""
    birth: Birth | None = None
    sex: Sex | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    id_issued: date | None = None
    old_id: str = ""
    id_kind: Document | None = None
    nationality: str = ""

    @property
    def document(self) -> Document:
        """The document the number stands on: a person's card, an organisation's tax code, unless it says another."""
        return self.id_kind or usual_document(self.kind)

    def cleaned(self) -> Self:
        """The same party with every text on one line, in NFC, in usual width, without invisible characters.

        In name and address letters that only look Vietnamese (Ð, ǎ) are the ones they look like.
        """
        texts: dict[str, Any] = {
            name: clean(half_width(getattr(self, name))) for name in PERSON_TEXTS
        }
        texts |= {name: true_letters(texts[name]) for name in ("name", "address")}
        usual = self.id_kind is usual_document(self.kind)
        return replace(self, id_kind=None if usual else self.id_kind, **texts)

    def to_dict(self) -> dict[str, str]:
        """JSON-safe, without what is unknown."""
        said = {fact.name: fact.to_json(getattr(self, fact.name)) for fact in PERSON_FACTS}
        known = {name: text for name, text in said.items() if text}
        return {"kind": self.kind.value, "name": self.name} | known

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: KeyError, ValueError or RuleError when it is no party."""
        said: dict[str, Any] = {
            fact.name: fact.from_json(values[fact.name])
            for fact in PERSON_FACTS
            if fact.name in values
        }
        return cls(**{"kind": PartyKind(values["kind"]), "name": values["name"]} | said)


def birth_of(party: Party) -> Birth | None:
    """The birth of a person; where only the number of twelve digits is known, the year that it holds."""
    if party.kind is not PartyKind.PERSON:
        return None
    return party.birth or year_in(party.id_no)
