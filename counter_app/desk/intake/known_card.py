"""A card beside what is known under its number: what the scan lost is filled in, what differs is shown side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.domain.person.documents import document_warnings
from counter_app.domain.person.email import email_warnings
from counter_app.domain.person.name import written_warnings
from counter_app.domain.person.number_keys import document_key
from counter_app.domain.person.party import Party, PartyKind, phone_warnings
from counter_app.domain.text import exact_key, name_case
from counter_app.i18n import _
from counter_app.printing.press.legible import legible_warnings

if TYPE_CHECKING:
    from counter_app.domain.card.identity_card import Card, CardReading
    from counter_app.domain.dossier.dossier import Dossier


def beside_known(reading: CardReading, earlier: Sequence[Dossier]) -> CardReading:
    """The reading with the name of the same number and birth where the scan damaged it, and a word on what differs."""
    card = reading.card
    if card is None or not earlier:
        return reading
    last = earlier[0]
    if not card.name:
        return _named(reading, card, last)
    said = different_persons(last, card.to_party())
    return replace(reading, warnings=(*reading.warnings, said)) if said else reading


def odd_party(party: Party) -> list[str]:
    """The doubts about a party's name and numbers, each number by the rule of its paper."""
    odd = document_warnings(
        party.document,
        party.id_no,
        birth=party.birth,
        sex=party.sex,
        nationality=party.nationality,
    )
    phone = phone_warnings(party.phone) if party.phone else []
    return [
        *odd,
        *written_warnings(party.name, party.address, person=party.kind is PartyKind.PERSON),
        *legible_warnings(f"{party.name} {party.address}"),
        *phone,
        *email_warnings(party.email),
    ]


def different_persons(last: Dossier, now: Party) -> str:
    """Both persons side by side when one number has two names or births; empty when they agree."""
    before = last.applicant
    if document_key(before.id_no) not in {document_key(now.id_no), document_key(now.old_id)}:
        return ""
    same_name = exact_key(before.name) == exact_key(now.name) or not now.name
    same_birth = before.birth == now.birth or before.birth is None or now.birth is None
    if same_name and same_birth:
        return ""
    return _(
        "Số này ở hồ sơ {code} ghi “{before}”, lần này là “{now}”. Xem lại thẻ; bên nào sai thì sửa bên đó."
    ).format(code=last.code, before=_shown(before), now=_shown(now))


def _named(reading: CardReading, card: Card, last: Dossier) -> CardReading:
    """Number and birth together name one person; less is no proof."""
    before = last.applicant
    if card.birth is None or before.birth != card.birth or not before.name:
        return reading
    said = _(
        "Họ tên bị hỏng khi quét, đã lấy “{name}” theo hồ sơ {code} của số này; đối chiếu thẻ."
    )
    return replace(
        reading,
        card=replace(card, name=before.name),
        warnings=(*reading.warnings, said.format(name=before.name, code=last.code)),
    )


def _shown(party: Party) -> str:
    name = name_case(party.name)
    return f"{name}, {party.birth.text()}" if party.birth else name
