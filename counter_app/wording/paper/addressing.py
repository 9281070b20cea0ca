"""The way papers speak to people: by what is known of them, never with a choice left open (Ông/Bà/Tổ chức)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.dossier.representing import Relation, is_minor
from counter_app.domain.person.party import Party, PartyKind, Sex
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier


def title_of(party: Party) -> str:
    """``Ông``, ``Bà``, the polite form for both where the sex is not known, nothing for an organisation."""
    if party.kind is PartyKind.ORGANISATION:
        return ""
    if party.sex is None:
        return _("Ông (Bà)")
    return _("Ông") if party.sex is Sex.MALE else _("Bà")


def named(party: Party) -> str:
    """``Bà Nguyễn Thị Ưởng``; an organisation by its name alone."""
    return f"{title_of(party)} {party.name}".strip()


def you(party: Party) -> str:
    """The person a sentence speaks to: ``Bà``, ``Quý cơ quan, tổ chức``."""
    return title_of(party) or _("Quý cơ quan, tổ chức")


def taken_from_label(party: Party) -> str:
    """``Tiếp nhận hồ sơ của Bà:``, ``Tiếp nhận hồ sơ của tổ chức:`` (Mẫu 01, 03)."""
    return _("Tiếp nhận hồ sơ của {whom}:").format(whom=title_of(party) or _("tổ chức"))


def number_label(party: Party) -> str:
    """``Số định danh cá nhân:`` or ``Số định danh tổ chức:``."""
    if party.kind is PartyKind.ORGANISATION:
        return _("Số định danh tổ chức:")
    return _("Số định danh cá nhân:")


def concerned(dossier: Dossier) -> Party:
    """The person a letter about a dossier is written to: the owner, or who handed it in for a minor or a ward.

    Bộ luật Dân sự 91/2015/QH13 Điều 20, 57, 58.
    """
    owner = dossier.owner
    ward = dossier.relation == Relation.GUARDIAN
    if owner is None or ward or is_minor(owner, dossier.received_at.date()):
        return dossier.applicant
    return owner
