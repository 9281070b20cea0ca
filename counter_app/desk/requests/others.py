"""Other citizens masked in what is handed out to one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from counter_app.desk.requests.holdings import is_person, own_parties
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.person.party import Party, PartyKind
from counter_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counter_app.desk.requests.holdings import Held
    from counter_app.store.store import Store

_SHORTEST = 2
_PARTS = ("name", "id_no", "old_id", "phone", "email", "address")
_KINDS = frozenset(kind.value for kind in PartyKind)
_WHOLE = frozenset({"collector", "owner", "applicant"})


class OthersMask:
    """Knows everybody who ever stood in the dossiers of one person, and hides who is somebody else."""

    def __init__(self, store: Store, held: Held) -> None:
        own: set[str] = {held.name, held.id_no, *held.names}
        others: set[str] = set()
        for dossier in held.dossiers:
            for party in own_parties(dossier, held.id_no, held.name):
                own |= {str(getattr(party, part)) for part in _PARTS}
            told = [payload for _entry, payload in store.journal.of(dossier.code)]
            told += [item.body for item in store.prints.of(dossier.code)]
            told += [
                {"name": item.asker, "phone": item.phone}
                for item in store.followups.about(dossier.id, dossier.official_code)
            ]
            for person in _people(told):
                if not is_person(_party(person), held.id_no, held.name):
                    others |= {str(person.get(part) or "") for part in _PARTS}
        words = {word for word in others - own if len(word) >= _SHORTEST} - {BLANK_NAME}
        known = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        self._known = re.compile(rf"(?<!\w)(?:{known})(?!\w)", re.IGNORECASE) if known else None
        self._held = held

    def over(self, value: Any) -> Any:
        """The same with everybody else hidden."""
        if isinstance(value, str):
            return self._known.sub(_("(người khác)"), value) if self._known else value
        if isinstance(value, dict):
            return {name: self._part(name, item) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.over(item) for item in value]
        return value

    def _part(self, name: str, value: Any) -> Any:
        """People of a form that is still filled in, who stand in no journal yet, are hidden whole."""
        told = name in _WHOLE and isinstance(value, dict) and value.get("name")
        if told and not is_person(_party(value), self._held.id_no, self._held.name):
            return {"name": _("(người khác)")}
        return self.over(value)


def _people(value: Any) -> Iterator[dict[str, Any]]:
    """Everybody that events tell of, however deep: whatever has a name and one more part of a person."""
    if isinstance(value, dict):
        told = any(part in value for part in _PARTS[1:]) or value.get("kind") in _KINDS
        if isinstance(value.get("name"), str) and told:
            yield value
        for item in value.values():
            yield from _people(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _people(item)


def _party(person: dict[str, Any]) -> Party:
    return Party(
        PartyKind.PERSON,
        str(person.get("name") or ""),
        id_no=str(person.get("id_no") or ""),
        old_id=str(person.get("old_id") or ""),
    )
