"""The words lists out of the official systems use for columns and states: data, and additions of an office.

No document prescribes these words; the office is asked about an unknown word, and it is never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

from counter_app.domain.dossier.dossier import State
from counter_app.domain.text import exact_key, fold
from counter_app.values import dataclass, pattern


class OfficialField(StrEnum):
    """The subjects of a column of such a list."""

    OFFICIAL_CODE = "official_code"
    CODE = "code"
    OWNER = "owner"
    APPLICANT = "applicant"
    PROCEDURE = "procedure"
    PROCEDURE_CODE = "procedure_code"
    RECEIVED = "received"
    PROMISED = "promised"
    STATE = "state"
    ENDED = "ended"
    RETURNED = "returned"
    AGENCY = "agency"
    HANDLER = "handler"


class Standing(StrEnum):
    """The standing of a dossier in the official system, in as few words as a worklist needs."""

    REGISTERED = "registered"
    PROCESSING = "processing"
    SUPPLEMENT = "supplement"
    FINANCIAL = "financial"
    PAUSED = "paused"
    FINISHED = "finished"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


FITTING: Mapping[Standing, frozenset[State]] = {
    Standing.REGISTERED: frozenset({State.REGISTERED}),
    Standing.PROCESSING: frozenset({State.RECEIVED, State.PROCESSING}),
    Standing.SUPPLEMENT: frozenset({State.SUPPLEMENT}),
    Standing.FINANCIAL: frozenset({State.FINANCIAL}),
    Standing.PAUSED: frozenset({State.STOPPED, State.SUPPLEMENT, State.FINANCIAL}),
    Standing.FINISHED: frozenset({State.FINISHED}),
    Standing.RETURNED: frozenset({State.RETURNED}),
    Standing.WITHDRAWN: frozenset({State.WITHDRAWN, State.MISTAKEN}),
    Standing.REFUSED: frozenset({State.REFUSED}),
}
"""The states here that say the same; some systems have one word for every way of standing still."""
OPEN_THERE = frozenset(
    {Standing.PROCESSING, Standing.SUPPLEMENT, Standing.FINANCIAL, Standing.PAUSED}
)
"""Received there, and not ended."""
_NOTE = pattern(r"\([^)]*\)|\[[^\]]*\]")
_PEOPLE = frozenset({OfficialField.OWNER, OfficialField.APPLICANT})
_NAMES = frozenset({"ho ten", "ho va ten", "ten", "ten day du"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListWords:
    """Folded words of heads and states → what they mean; ``learned``: a head → its field, empty for "not read".

    ``others`` are words of columns about something else; ``remarks`` may follow a state (quá hạn 3 ngày).
    """

    heads: Mapping[str, OfficialField]
    others: tuple[str, ...]
    states: Mapping[str, Standing]
    remarks: frozenset[str]
    long_days: int
    kept_days: int
    learned: Mapping[str, str]

    @classmethod
    def from_dict(
        cls, data: Mapping[str, Any], heads: Mapping[str, str], states: Mapping[str, str]
    ) -> Self:
        """The words that come with the program, and those an office chose itself."""
        known = {item.value for item in Standing}
        shipped = {
            fold(word): Standing(name) for name, words in data["states"].items() for word in words
        }
        own = {word: Standing(name) for word, name in states.items() if name in known}
        return cls(
            heads={
                fold(word): OfficialField(name)
                for name, words in data["heads"].items()
                for word in words
            },
            others=tuple(map(fold, data["others"])),
            states=shipped | own,
            remarks=frozenset(map(exact_key, data["remarks"])),
            long_days=int(data["long_days"]),
            kept_days=int(data["kept_days"]),
            learned=heads,
        )

    def standing(self, text: str) -> Standing | None:
        """The meaning of a state; only remarks about the term may stand behind its words. None for words not known."""
        found = self.states.get(fold(text))
        words = exact_key(text).split()
        for cut in range(len(words) - 1, 0, -1):
            if found is not None or not (words[cut] in self.remarks or words[cut].isdecimal()):
                break
            found = self.states.get(fold(" ".join(words[:cut])))
        return found

    def field_of(self, head: str) -> tuple[OfficialField | None, int]:
        """The subject of a head, and its certainty: whole words before a part of them; a group stands before ":"."""
        group, _colon, part = head.rpartition(":")
        if group and (about := self.heads.get(fold(group))) in _PEOPLE and about is not None:
            return (about, 900) if fold(part) in _NAMES else (None, 0)
        for text, sure in ((head, 1000), (_NOTE.sub(" ", head), 900), (part, 800)):
            if (found := self.heads.get(fold(text))) is not None:
                return found, sure
        spaced = f" {fold(_NOTE.sub(' ', head))} "
        if any(f" {word} " in spaced for word in self.others):
            return None, 0
        inside = [word for word in self.heads if f" {word} " in spaced and " " in word]
        longest = max(inside, key=len, default="")
        return (self.heads[longest], len(longest)) if longest else (None, 0)
