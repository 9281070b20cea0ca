"""Persons and organisations at the counter, and what their numbers give away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

from counter_app.domain.person.birth import Birth, parse_birth
from counter_app.domain.person.id_number import Sex, id_warnings
from counter_app.domain.person.id_provinces import ID_COUNTRIES, ID_PROVINCES
from counter_app.domain.person.phone import clean_digits, phone_warnings
from counter_app.domain.text import clean

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
    """Who may hand in a dossier or own it."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Party:
    """A person or an organisation as written on the papers; empty texts and None mean unknown.

    ``id_no`` is the personal number, a passport or, of an organisation, its tax code.
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

    def cleaned(self) -> Self:
        """The same party with every text on one line, in NFC, without invisible characters."""
        return replace(
            self,
            name=clean(self.name),
            id_no=clean(self.id_no),
            phone=clean(self.phone),
            email=clean(self.email),
            address=clean(self.address),
        )

    def to_dict(self) -> dict[str, str]:
        """JSON-safe, without what is unknown."""
        values = {
            "kind": self.kind.value,
            "name": self.name,
            "id_no": self.id_no,
            "birth": self.birth.to_json() if self.birth else "",
            "sex": self.sex.value if self.sex else "",
            "phone": self.phone,
            "email": self.email,
            "address": self.address,
            "id_issued": self.id_issued.isoformat() if self.id_issued else "",
        }
        return {name: value for name, value in values.items() if value or name in {"kind", "name"}}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: KeyError, ValueError or RuleError when it is no party."""
        birth, sex, issued = (values.get(name) for name in ("birth", "sex", "id_issued"))
        return cls(
            kind=PartyKind(values["kind"]),
            name=values["name"],
            id_no=values.get("id_no", ""),
            birth=Birth.from_json(birth) if birth else None,
            sex=Sex(sex) if sex else None,
            phone=values.get("phone", ""),
            email=values.get("email", ""),
            address=values.get("address", ""),
            id_issued=date.fromisoformat(issued) if issued else None,
        )
