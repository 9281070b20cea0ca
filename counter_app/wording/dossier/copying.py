"""A dossier field by field, in the order in which the official system asks for them: typed once, copied once."""

from __future__ import annotations

from typing import Any

from counter_app.domain.dossier.dossier import Channel, Dossier
from counter_app.domain.person.party import (
    PERSON_FACTS,
    FactKind,
    Party,
    PartyKind,
    PersonFact,
    Sex,
)
from counter_app.i18n import _, plural
from counter_app.values import dataclass
from counter_app.wording.paper.documents import document_name
from counter_app.wording.paper.moments import clock_text, short_date


@dataclass(frozen=True, slots=True)
class CopyField:
    """One field: what it is, and exactly what goes into the other system."""

    label: str
    value: str


def copy_fields(dossier: Dossier) -> list[CopyField]:
    """Every field that is known."""
    owner = dossier.owner
    fields = [
        (_("Mã thủ tục"), dossier.procedure_code),
        (_("Tên thủ tục"), dossier.procedure_name),
        *_party(_("Người nộp"), dossier.applicant),
        *(_party(_("Chủ hồ sơ"), owner) if owner else ()),
        (_("Giấy ủy quyền"), dossier.authorisation),
        (_("Nội dung"), dossier.content),
        (_("Ngày nhận"), short_date(dossier.received_at)),
        (_("Giờ nhận"), clock_text(dossier.received_at)),
        (_("Ngày hẹn trả"), short_date(dossier.promised_at) if dossier.promised_at else ""),
        (_("Giờ hẹn trả"), clock_text(dossier.promised_at) if dossier.promised_at else ""),
        *(
            (_("Giấy tờ {number}").format(number=at), _paper(item.name, item.quantity))
            for at, item in enumerate(dossier.papers, 1)
        ),
        (_("Số bộ"), str(dossier.sets)),
        (_("Phí, lệ phí"), "" if dossier.fee is None else str(dossier.fee)),
        (
            _("Địa chỉ nhận kết quả"),
            dossier.return_address if dossier.return_channel is Channel.POSTAL else "",
        ),
        (_("Mã hồ sơ (mã tạm)"), dossier.code),
    ]
    return [CopyField(label, value) for label, value in fields if value]


def _party(who: str, party: Party) -> list[tuple[str, str]]:
    labels = {fact.name: _(fact.label) for fact in PERSON_FACTS}
    if party.kind is not PartyKind.PERSON:
        labels["id_no"] = _("mã số")
    return [
        (f"{who}: {labels[fact.name]}", _said(fact, getattr(party, fact.name)))
        for fact in PERSON_FACTS
    ]


def _said(fact: PersonFact, value: Any) -> str:
    """A fact as the official system takes it; empty for what is unknown."""
    if not value:
        return ""
    match fact.kind:
        case FactKind.BIRTH:
            return str(value.text())
        case FactKind.DAY:
            return short_date(value)
        case FactKind.DOCUMENT:
            return document_name(value)
        case FactKind.SEX:
            return {Sex.MALE: _("Nam"), Sex.FEMALE: _("Nữ")}.get(value, "")
    return str(value)


def _paper(name: str, quantity: int) -> str:
    return plural("{name}: {quantity} bản", quantity).format(name=name, quantity=quantity)
