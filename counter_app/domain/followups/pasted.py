"""Text copied out of the official system's page of a dossier, read fact by fact.

Tolerant in form: labels in any order, on lines of their own, in a row of a table or one behind the other, of one
dossier or several. Strict in meaning: a fact is taken only from behind a label that names it, a code only where the
whole of one stands, a day only if there is such a day. What is not understood stays as words, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

from counter_app.domain.followups.pasted_labels import CODE, FACTS, MOMENTS
from counter_app.domain.followups.pasted_moments import Moment, day_of, moment_kept, moment_said
from counter_app.domain.followups.pasted_tokens import Token, tokens
from counter_app.domain.text import exact_key
from counter_app.i18n import _
from counter_app.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedDossier:
    """The facts of one dossier in a text. ``words`` were not understood; ``doubts`` are sentences about faults."""

    official_code: str = ""
    applicant: str = ""
    owner: str = ""
    phone: str = ""
    procedure: str = ""
    received: Moment | None = None
    promised: Moment | None = None
    state: str = ""
    holder: str = ""
    words: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def names_one(self) -> bool:
        """True if it says which dossier it is about: by its code, or by whose it is."""
        return bool(self.official_code or self.applicant or self.owner)

    def to_dict(self) -> dict[str, Any]:
        """The known facts, JSON-safe; unknown ones are left out."""
        facts: dict[str, Any] = {name: getattr(self, name) for name in FACTS}
        for name in MOMENTS:
            facts[name] = moment_said(facts[name]) if facts[name] else ""
        return {name: value for name, value in facts.items() if value} | (
            {"words": list(self.words)} if self.words else {}
        )

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``; unknown keys are passed over."""
        facts: dict[str, Any] = {name: str(data.get(name, "")) for name in FACTS}
        for name in MOMENTS:
            facts[name] = moment_kept(facts[name])
        return cls(**facts, words=tuple(map(str, data.get("words", ()))))


NOTHING_PASTED = PastedDossier()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """The reading of a text: each dossier, and words and doubts that belong to none of them for certain."""

    dossiers: tuple[PastedDossier, ...] = ()
    words: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def read_pasted(text: str) -> Pasted:
    """Read a text; never raises."""
    found = tokens(text)
    codes = {token.value for token in found if token.fact == CODE}
    if len(codes) <= 1:
        whole = _dossier(found)
        known = any(token.fact for token in found)
        return (
            Pasted(dossiers=(whole,)) if known else Pasted(words=whole.words, doubts=whole.doubts)
        )
    for parts in (_by_blank_lines(found), _by_first_label(found)):
        if parts is not None:
            return Pasted(
                dossiers=tuple(map(_dossier, parts[1:])),
                words=_dossier(parts[0]).words,
                doubts=_dossier(parts[0]).doubts,
            )
    return _only_codes(found)


def _by_blank_lines(found: Sequence[Token]) -> list[list[Token]] | None:
    """Tokens of none, then of each dossier, where blank lines part them; None where they do not."""
    blocks: list[list[Token]] = [[]]
    for token in found:
        if token.is_break:
            blocks.append([])
        else:
            blocks[-1].append(token)
    loose = [block for block in blocks if not any(token.fact for token in block)]
    whole = [block for block in blocks if block not in loose]
    if any(_codes(block) != 1 for block in whole):
        return None
    return [[token for block in loose for token in block], *whole]


def _by_first_label(found: Sequence[Token]) -> list[list[Token]] | None:
    """Likewise where every dossier begins with the same label and says nothing twice."""
    said = [token for token in found if not token.is_break]
    first = next(token.fact for token in said if token.fact)
    parts: list[list[Token]] = [[]]
    for token in said:
        if token.fact == first:
            parts.append([])
        parts[-1].append(token)
    for part in parts[1:]:
        named = [token.fact for token in part if token.fact]
        if _codes(part) != 1 or len(set(named)) < len(named):
            return None
    return parts


def _codes(part: Sequence[Token]) -> int:
    return len({token.value for token in part if token.fact == CODE})


def _only_codes(found: Sequence[Token]) -> Pasted:
    """Several codes and no telling which facts are whose: the codes, and all else as words."""
    codes = dict.fromkeys(str(token.value) for token in found if token.fact == CODE)
    words = [token.shown for token in found if token.fact != CODE and token.shown]
    doubts = [token.doubt for token in found if token.doubt]
    unclear = _("Có nhiều hồ sơ, không rõ thông tin nào của hồ sơ nào. Dán từng hồ sơ một.")
    return Pasted(
        dossiers=tuple(PastedDossier(official_code=code) for code in codes),
        words=tuple(words),
        doubts=(unclear, *doubts) if words else tuple(doubts),
    )


def _dossier(part: Sequence[Token]) -> PastedDossier:
    """The facts of one dossier; a fact said twice and differently is none."""
    facts: dict[str, Any] = {}
    twice: dict[str, list[str]] = {}
    words: list[str] = []
    for token in part:
        if not token.fact:
            words += [token.shown] if token.shown else []
        elif token.fact in facts and _differ(facts[token.fact].value, token.value):
            twice.setdefault(token.fact, [facts[token.fact].shown]).append(token.shown)
        else:
            facts.setdefault(token.fact, token)
    doubts = [token.doubt for token in part if token.doubt]
    for name, shown in twice.items():
        del facts[name]
        words += shown
        doubts.append(
            _("{label} ghi hai lần khác nhau. Xem lại trên hệ thống chính thức.").format(
                label=_(FACTS[name])
            )
        )
    read = PastedDossier(
        **{name: token.value for name, token in facts.items()},
        words=tuple(words),
        doubts=tuple(doubts),
    )
    return _compared(read)


def _differ(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return exact_key(one) != exact_key(other)
    return bool(one != other)


def _compared(read: PastedDossier) -> PastedDossier:
    """With a doubt where the promise stands before the reception."""
    if read.received is None or read.promised is None:
        return read
    if day_of(read.promised) >= day_of(read.received):
        return read
    early = _("Ngày hẹn trả đứng trước ngày nhận. Xem lại trên hệ thống chính thức.")
    return replace(read, doubts=(*read.doubts, early))
