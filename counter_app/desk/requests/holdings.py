"""The things the office holds of one person: found by the number of the identity paper, never by a name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.person.number_keys import document_key
from counter_app.domain.person.party import Party, PartyKind
from counter_app.domain.text import exact_key
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.domain.certification.books import Certification
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.followups.followup import FollowUp
    from counter_app.domain.requests.request import DataRequest
    from counter_app.store.read.drafts import Draft

MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Everything of one person. ``certifications`` and ``followups`` bear only the name: it may be a namesake's."""

    name: str
    id_no: str
    dossiers: tuple[Dossier, ...] = ()
    certifications: tuple[Certification, ...] = ()
    followups: tuple[FollowUp, ...] = ()
    drafts: tuple[Draft, ...] = ()
    requests: tuple[DataRequest, ...] = ()
    listed: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The name, and what the person is called in dossiers that bear the number."""
        found = [self.name] if self.name else []
        for dossier in self.dossiers:
            found += [party.name for party in own_parties(dossier, self.id_no, self.name)]
        return tuple(dict.fromkeys(name for name in found if name != BLANK_NAME))


class Holdings(Desk):
    """Looks through everything for one person."""

    def of(self, name: str, id_no: str = "", codes: Sequence[str] = ()) -> Held:
        """The things held of the person with a number, and in dossiers by code; erased ones are left out.

        Errors: RuleError (field "code") for a dossier that is not here.
        """
        dossiers = {item.id: item for item in self._numbered(id_no)}
        for code in codes:
            named = self.dossier(code)
            dossiers[named.id] = named
        found = tuple(
            item for _id, item in sorted(dossiers.items()) if item.applicant.name != BLANK_NAME
        )
        held = Held(name=name, id_no=id_no, dossiers=found)
        read = self.store.requests
        return Held(
            name=name,
            id_no=id_no,
            dossiers=found,
            certifications=tuple(self.store.certification.named(held.names)),
            followups=tuple(self.store.followups.asked_by(held.names)),
            drafts=tuple(self.store.drafts.naming(_numbers(id_no, found, name))),
            requests=tuple(read.named(name, id_no)),
            listed=self.store.official_list.naming(held.names),
        )

    def _numbered(self, id_no: str) -> list[Dossier]:
        """Dossiers whose applicant or owner has a number, now or before."""
        key = document_key(id_no)
        if not key:
            return []
        party = Party(PartyKind.PERSON, "", id_no=id_no)
        return [
            item
            for item in self.store.dossiers.earlier_of(party, most=MOST)
            if any(is_person(party, id_no, "") for party in parties_of(item))
        ]


def parties_of(dossier: Dossier) -> list[Party]:
    """The applicant, and the owner where it is another."""
    return [party for party in (dossier.applicant, dossier.owner) if party is not None]


def is_person(party: Party, id_no: str, name: str) -> bool:
    """True if a party is the person with a number; by name only where one of them has no number."""
    wanted = document_key(id_no)
    own = {document_key(number) for number in (party.id_no, party.old_id)} - {""}
    if wanted and own:
        return wanted in own
    return bool(name) and exact_key(party.name) == exact_key(name)


def own_parties(dossier: Dossier, id_no: str, name: str) -> list[Party]:
    """The parties of a dossier that are the person."""
    return [party for party in parties_of(dossier) if is_person(party, id_no, name)]


def others_of(dossier: Dossier, id_no: str, name: str) -> list[Party]:
    """The parties of a dossier that are somebody else."""
    return [party for party in parties_of(dossier) if not is_person(party, id_no, name)]


def _numbers(id_no: str, dossiers: Sequence[Dossier], name: str) -> list[str]:
    """The numbers under which somebody may be in a form that is still filled in, as they were typed."""
    found = [id_no] if id_no else []
    for dossier in dossiers:
        found += [party.id_no for party in own_parties(dossier, id_no, name)]
    return list(dict.fromkeys(filter(None, found)))
